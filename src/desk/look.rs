//! The preview of a record on the site with drafts.

use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::items::{Item, Section};
use super::problems::{self, ProblemView};
use super::state::Desk;
use super::view;
use super::view::record_link;
use crate::base::{AddressWord, slug};
use crate::pipeline;

/// How long a page waits for a build.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Serialize)]
struct Look {
    ready: bool,
    failed: bool,
    title: String,
    address: String,
    back: String,
    narrow: bool,
    here: String,
    problems: Vec<ProblemView>,
}

/// `GET /xem`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    // A file that was changed beside the desk is built too; the list is not held meanwhile.
    drop(desk.refresh());
    let built = desk.preview.wait(PATIENCE);
    let index = desk.index();
    let (file, number) = (ask.query.get("file"), ask.query.number("n"));
    let item = index.item(file, number);
    let (ready, failed, problems) = match built.as_deref() {
        Some(Ok(built)) => {
            let refused = built.summary.is_none();
            let problems = if refused {
                problems::views(&built.problems, &index, who.lang)
            } else {
                Vec::new()
            };
            (true, refused, problems)
        }
        Some(Err(_)) => (true, true, Vec::new()),
        None => (false, false, Vec::new()),
    };
    let look = Look {
        ready,
        failed,
        title: item.map_or(String::new(), |item| item.title.clone()),
        address: item.map_or(String::new(), |item| address(desk, item)),
        back: item.map_or(String::new(), record_link),
        narrow: ask.query.get("rong") == "360",
        here: format!("/xem?{}", view::record_query(file, number)),
        problems,
    };
    desk.view.page(ask, 200, "look.html", who.lang, &look)
}

/// Where the page of a record is in the preview; the home page when it has none.
fn address(desk: &Desk, item: &Item) -> String {
    let words: &[AddressWord] = match Section::of_role(item.role) {
        Some(Section::News) => &[AddressWord::News],
        Some(Section::Initiatives) => &[AddressWord::Initiatives],
        Some(Section::Units) => &[AddressWord::Units, AddressWord::Organisations],
        Some(Section::Programmes) => &[AddressWord::Programmes],
        _ => &[],
    };
    let folders = match Section::of_role(item.role) {
        Some(Section::Pages) => vec![String::new()],
        _ => pipeline::address_folders(desk.root(), words),
    };
    for folder in folders {
        for name in [slug::slug(&item.slug), slug::slug(&item.id)] {
            let address = format!("{folder}{name}/");
            if desk
                .preview
                .site()
                .join(&address)
                .join("index.html")
                .is_file()
            {
                return address;
            }
        }
    }
    String::new()
}
