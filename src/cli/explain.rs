//! `tiendo explain`: the page of an error or a warning, by its code.

use anyhow::{Result, bail};

use super::args::Explain;
use super::say;
use crate::base::{Lang, slug};

/// The pages of all problems; tests/it/problems.rs writes them.
const PAGES: [&str; 2] = [
    include_str!("../../docs/vi/faults.md"),
    include_str!("../../docs/en/faults.md"),
];

/// Shows one page, or lists the codes.
pub(super) fn run(flags: &Explain) -> Result<()> {
    let lang = flags.lang;
    let [vi, en] = PAGES;
    let pages = lang.pick(vi, en);
    let Some(code) = &flags.code else {
        for (code, page) in sections(pages) {
            say(&format!("{code:24} {}", message(page)))?;
        }
        return Ok(());
    };
    match sections(pages).find(|(known, _)| known == code) {
        Some((code, page)) => Ok(say(&format!("{code}\n\n{}", page.trim()))?),
        None => bail!("{}", unknown(code, pages, lang)),
    }
}

/// The code of each page, and what is below it.
fn sections(pages: &str) -> impl Iterator<Item = (&str, &str)> {
    pages.split("\n## ").skip(1).filter_map(|section| {
        let (title, page) = section.split_once('\n')?;
        Some((title.trim_matches('`'), page))
    })
}

/// The first sentence of a page.
fn message(page: &str) -> &str {
    let mut lines = page.lines().filter(|line| !line.trim().is_empty());
    lines.next().unwrap_or_default()
}

fn unknown(code: &str, pages: &str, lang: Lang) -> String {
    let nearest = slug::nearest(code, sections(pages).map(|(known, _)| known));
    let maybe = match nearest {
        Some(known) => lang.pick(
            format!(" Có phải là {known}?"),
            format!(" Did you mean {known}?"),
        ),
        None => String::new(),
    };
    let (vi, en) = (
        format!("không có lỗi nào mang mã “{code}”.{maybe} `tiendo explain` liệt kê mọi mã."),
        format!(
            "no error has the code “{code}”.{maybe} `tiendo explain --lang en` lists all codes."
        ),
    );
    lang.pick(vi, en)
}
