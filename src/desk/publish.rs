//! The overview, the preview of a page, the publish and the way back.

use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::history::{self, Line};
use super::items::{Index, Item, Section};
use super::log::{self, Deed, Entry};
use super::state::Desk;
use super::{saving, view};
use crate::base::slug;
use crate::base::{Date, Lang};
use crate::diag::{Problems, Severity};
use crate::edit::History;
use crate::pipeline::{self, Input};

/// More problems than this are not shown at once.
const SHOWN: usize = 100;
/// A page waits so long for a build.
const PATIENCE: Duration = Duration::from_secs(20);

/// A problem with the way to its field.
#[derive(Serialize)]
struct Fault {
    place: String,
    link: String,
    message: String,
    help: String,
    is_error: bool,
}

#[derive(Serialize)]
struct Home {
    ready: bool,
    failed: String,
    errors: usize,
    warnings: usize,
    faults: Vec<Fault>,
    more: usize,
    drafts: Vec<(String, String, String)>,
    unpublished: Vec<Line>,
    published: String,
    silent: Vec<String>,
    silent_day: String,
    may_publish: bool,
}

/// `GET /`
pub(super) fn home(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    drop(desk.refresh());
    let built = desk.preview.wait(Duration::from_millis(100));
    let (unpublished, published) = history::since_publish(desk, who);
    let index = desk.refresh();
    let lang = who.lang;
    let mut home = Home {
        ready: built.is_some(),
        failed: String::new(),
        errors: 0,
        warnings: 0,
        faults: Vec::new(),
        more: 0,
        drafts: Vec::new(),
        unpublished: Vec::new(),
        published: String::new(),
        silent: Vec::new(),
        silent_day: String::new(),
        may_publish: who.role >= super::Role::Publisher,
    };
    match built.as_deref() {
        Some(Ok(built)) => {
            home.errors = built.problems.count(Severity::Error);
            home.warnings = built.problems.count(Severity::Warning);
            home.faults = faults(&built.problems, &index, lang);
            home.more = built.problems.len().saturating_sub(SHOWN);
        }
        Some(Err(why)) => home.failed.clone_from(why),
        None => {}
    }
    for item in index.all().filter(|item| item.draft && item.editable) {
        let section = Section::of_role(item.role).map_or("", |s| view::title(s, lang));
        home.drafts
            .push((link(item), item.title.clone(), section.to_owned()));
    }
    home.drafts.truncate(50);
    (home.silent_day, home.silent) = silent(&index);
    (home.unpublished, home.published) = (unpublished, published);
    desk.view.page(ask, 200, "home.html", lang, &home)
}

/// The newest day of the reports, and the units that reported on an earlier day but not on it.
fn silent(index: &Index) -> (String, Vec<String>) {
    let reports =
        || (index.all()).filter(|item| Section::of_role(item.role) == Some(Section::Reports));
    let Some(newest) = reports().filter_map(|item| item.date).max() else {
        return (String::new(), Vec::new());
    };
    let mut silent: Vec<&str> = reports().map(|item| item.title.as_str()).collect();
    silent.sort_unstable();
    silent.dedup();
    let reported =
        |unit: &&str| reports().any(|item| item.title == **unit && item.date == Some(newest));
    silent.retain(|unit| !reported(unit));
    let name = |unit: &str| {
        let mut units = index
            .all()
            .filter(|item| Section::of_role(item.role) == Some(Section::Units));
        units
            .find(|item| item.id == unit)
            .map_or(unit.to_owned(), |item| item.title.clone())
    };
    let names = silent.into_iter().map(name).collect();
    (saving::day(Some(newest)), names)
}

fn faults(problems: &Problems, index: &Index, lang: Lang) -> Vec<Fault> {
    let mut sorted: Vec<_> = problems.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity() != Severity::Error);
    let fault = |diagnostic: &crate::diag::Diagnostic| {
        let words = diagnostic.words(lang);
        let line = diagnostic.place.line().unwrap_or(1);
        let file = diagnostic.place.file();
        let item = file.and_then(|file| index.around(file, line));
        Fault {
            place: diagnostic.place.in_language(lang),
            link: item
                .filter(|item| item.editable)
                .map_or(String::new(), link),
            message: words.message,
            help: words.help,
            is_error: diagnostic.severity() == Severity::Error,
        }
    };
    sorted.into_iter().take(SHOWN).map(fault).collect()
}

/// The form of a record.
pub(super) fn link(item: &Item) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", &item.file);
    query.append_pair("n", &item.number.to_string());
    format!("/sua?{}", query.finish())
}

#[derive(Serialize)]
struct Look {
    ready: bool,
    failed: bool,
    title: String,
    address: String,
    back: String,
    narrow: bool,
    here: String,
    faults: Vec<Fault>,
}

/// `GET /xem`
pub(super) fn look(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    // A file that was changed beside the desk is built too; the list is not held meanwhile.
    drop(desk.refresh());
    let built = desk.preview.wait(PATIENCE);
    let index = desk.refresh();
    let item = index.item(ask.query.get("file"), ask.query.number("n"));
    let (ready, failed, faults) = match built.as_deref() {
        Some(Ok(built)) => {
            let refused = built.summary.is_none();
            let faults = if refused {
                faults(&built.problems, &index, who.lang)
            } else {
                Vec::new()
            };
            (true, refused, faults)
        }
        Some(Err(_)) => (true, true, Vec::new()),
        None => (false, false, Vec::new()),
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", ask.query.get("file"));
    query.append_pair("n", ask.query.get("n"));
    let look = Look {
        ready,
        failed,
        title: item.map_or(String::new(), |item| item.title.clone()),
        address: item.map_or(String::new(), |item| address(desk, item)),
        back: item.map_or(String::new(), link),
        narrow: ask.query.get("rong") == "360",
        here: format!("/xem?{}", query.finish()),
        faults,
    };
    desk.view.page(ask, 200, "look.html", who.lang, &look)
}

/// Where the page of a record is in the preview; the home page when it has none.
fn address(desk: &Desk, item: &Item) -> String {
    let folders: &[&str] = match Section::of_role(item.role) {
        Some(Section::News) => &["tin-tuc/"],
        Some(Section::Initiatives) => &["sang-kien/"],
        Some(Section::Units) => &["don-vi/", "to-chuc/"],
        Some(Section::Programmes) => &["chuong-trinh/"],
        Some(Section::Pages) => &[""],
        _ => &[],
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

#[derive(Serialize)]
struct Publish {
    failed: String,
    done: bool,
    errors: usize,
    warnings: usize,
    faults: Vec<Fault>,
    unpublished: Vec<Line>,
    published: String,
    pages: usize,
    written: usize,
    deleted: usize,
    as_of: String,
    missing_reason: bool,
}

/// `GET /dang`: the check before a publish.
pub(super) fn check(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let built = pipeline::check(&input(desk));
    result(desk, ask, who, built, Kind::Check)
}

/// `POST /dang`
pub(super) fn publish(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Ok(_one_at_a_time) = desk.publishing.try_lock() else {
        return busy(desk, ask);
    };
    let input = input(desk);
    let reason = ask.form.get("reason").trim();
    if reason.is_empty() {
        let built = pipeline::check(&input);
        let warns = |built: &pipeline::Built| built.problems.count(Severity::Warning) > 0;
        if built.as_ref().is_ok_and(warns) {
            return result(desk, ask, who, built, Kind::NoReason);
        }
    }
    let allow = !ask.form.get("allow").is_empty() && !reason.is_empty();
    let built = pipeline::build(&Input {
        allow_shrink: allow,
        allow_jump: allow,
        ..input
    });
    if built.as_ref().is_ok_and(|built| built.summary.is_some()) {
        note(desk, who, Deed::Publish, reason)?;
    }
    result(desk, ask, who, built, Kind::Publish)
}

/// `POST /tro-ve`
pub(super) fn roll_back(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Ok(_one_at_a_time) = desk.publishing.try_lock() else {
        return busy(desk, ask);
    };
    let input = input(desk);
    if let Err(error) = pipeline::rollback(&input.root, &input.output, input.today) {
        let text = format!("{error:#}");
        return desk
            .view
            .message(ask, 409, &crate::diag::causes_vi(&text), &text);
    }
    note(desk, who, Deed::Rollback, "")?;
    let (vi, en) = ("Đã trở về bản đăng trước.", "The publish before is back.");
    desk.view.message(ask, 200, vi, en)
}

fn busy(desk: &Desk, ask: &Ask) -> Result<Reply> {
    let (vi, en) = (
        "Đang có người đăng; hãy thử lại sau.",
        "Somebody is publishing; try again later.",
    );
    desk.view.message(ask, 409, vi, en)
}

/// Notes what was done to the site as a whole.
fn note(desk: &Desk, who: &Who, deed: Deed, reason: &str) -> Result<()> {
    let entry = Entry {
        reason: reason.to_owned(),
        mark: History::of(desk.root()).mark(),
        ..Entry::of(&who.user, deed)
    };
    log::add(desk.root(), &entry)
}

fn input(desk: &Desk) -> Input {
    let today: Date = (desk.options.today)();
    Input {
        today: Some(today),
        ..Input::new(desk.root().clone())
    }
}

/// What a page of the publish is about.
#[derive(PartialEq)]
enum Kind {
    Check,
    NoReason,
    Publish,
}

fn result(
    desk: &Desk,
    ask: &Ask,
    who: &Who,
    built: Result<pipeline::Built>,
    kind: Kind,
) -> Result<Reply> {
    let lang = who.lang;
    let (unpublished, published) = history::since_publish(desk, who);
    let index = desk.refresh();
    let mut page = Publish {
        failed: String::new(),
        done: false,
        errors: 0,
        warnings: 0,
        faults: Vec::new(),
        unpublished,
        published,
        pages: 0,
        written: 0,
        deleted: 0,
        as_of: String::new(),
        missing_reason: kind == Kind::NoReason,
    };
    let mut status = 200;
    match built {
        Ok(built) => {
            page.errors = built.problems.count(Severity::Error);
            page.warnings = built.problems.count(Severity::Warning);
            page.faults = faults(&built.problems, &index, lang);
            page.done = kind == Kind::Publish && built.summary.is_some();
            if kind != Kind::Check && !page.done {
                status = 422;
            }
            if let Some(summary) = &built.summary {
                (page.pages, page.written) = (summary.pages, summary.written);
                page.deleted = summary.deleted;
                page.as_of = saving::day(summary.as_of);
            }
        }
        Err(error) => {
            let text = format!("{error:#}");
            page.failed = lang.pick(crate::diag::causes_vi(&text), text);
            status = 500;
        }
    }
    desk.view.page(ask, status, "publish.html", lang, &page)
}
