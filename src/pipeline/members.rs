//! What a publish holds, for comparison with the next one: totals, and who is in which list. The
//! samples of `tiendo init` never count, so that they can be deleted.

use std::collections::BTreeMap;

use super::Input;
use crate::diag::{Place, Problem, Problems};
use crate::model::{Origin, Portal};
use crate::page::plan::has_page;
use crate::progress::Progress;
use crate::publish::{self, Figures, Shrunk};

/// More initiatives than these are counted by unit instead of being listed.
const LISTED: usize = 2_000;

/// Ids of the records that `tiendo init` writes, in both languages; cli/init.rs tests that these
/// are all.
const SAMPLES: [&str; 16] = [
    "vi-du",
    "example",
    "lien-doan",
    "cong-doan-a",
    "cong-doan-b",
    "federation",
    "union-a",
    "union-b",
    "VD-001",
    "EX-001",
    "phat-dong",
    "launch",
    "gioi-thieu",
    "about",
    "lien-he",
    "contact",
];
/// Files of theirs whose records have no ids.
const SAMPLE_FILES: [&str; 2] = ["content/reports/vi-du.yaml", "content/reports/example.yaml"];

/// Whether a record is one of the samples.
pub fn is_sample(id: &str, origin: &Origin) -> bool {
    SAMPLES.contains(&id) || SAMPLE_FILES.contains(&origin.file())
}

/// Refuses a publish that is much smaller than the last one, or whose headline is much bigger.
pub(super) fn compare(before: &Figures, now: &Figures, input: &Input, problems: &mut Problems) {
    let fallen = publish::shrunk(before, now);
    for fell in fallen.into_iter().filter(|_| !input.allow_shrink) {
        let Shrunk {
            what,
            before,
            now,
            gone,
        } = fell;
        problems.add(
            Place::Site,
            Problem::Shrunk {
                what,
                before,
                now,
                gone,
            },
        );
    }
    if let Some((before, now)) = publish::jumped(before, now).filter(|_| !input.allow_jump) {
        problems.add(Place::Site, Problem::Jumped { before, now });
    }
}

/// The largest count of a programme: what the home page says first.
fn headline(portal: &Portal, progress: &Progress<'_>) -> Option<i64> {
    let mut counts = Vec::new();
    for programme in &portal.programmes {
        if !is_sample(&programme.id, &programme.origin)
            && let Some(figures) = progress.programmes.get(&programme.id)
        {
            counts.extend(figures.totals.submitted.as_ref().map(|count| count.value));
        }
    }
    counts.into_iter().max()
}

/// Totals, and the members of lists.
pub(super) fn figures(portal: &Portal, progress: &Progress<'_>) -> Figures {
    let mut figures = Figures::new();
    for unit in portal.units.iter().filter(|u| !is_sample(&u.id, &u.origin)) {
        count(&mut figures, "unit", &unit.id);
    }
    for report in &portal.reports {
        if !is_sample(&report.unit, &report.origin) && report.as_of <= progress.as_of {
            let name = format!("{} {}", report.unit, report.as_of);
            count(&mut figures, "report", &name);
        }
    }
    for news in portal.news.iter().filter(|n| !is_sample(&n.id, &n.origin)) {
        count(&mut figures, "news", &news.id);
    }
    for page in &portal.pages {
        if !is_sample(&page.slug, &page.origin) {
            count(&mut figures, "page", &page.slug);
        }
    }
    let listed = portal.initiatives.len() <= LISTED;
    let (mut records, mut with_pages) = (0, 0);
    let mut named: BTreeMap<&str, i64> = BTreeMap::new();
    for initiative in &portal.initiatives {
        if is_sample(&initiative.id, &initiative.origin) {
            continue;
        }
        let name = match listed {
            true => &initiative.id[..],
            false => &initiative.unit[..],
        };
        *named.entry(name).or_default() += 1;
        records += 1;
        with_pages += i64::from(has_page(portal, initiative));
    }
    for (name, number) in named {
        add(&mut figures, "initiative", name, number);
    }
    let lists = figures
        .iter()
        .filter(|(name, _)| !name.starts_with("report/") && !name.starts_with("initiative/"));
    let pages: i64 = lists.map(|(_, count)| count).sum();
    figures.insert("pages".to_owned(), pages + with_pages);
    figures.insert("records".to_owned(), records);
    let headline = headline(portal, progress).map(|value| ("headline".to_owned(), value));
    figures.extend(headline);
    figures
}

/// Counts one more record of a name in a list.
fn count(figures: &mut Figures, list: &str, name: &str) {
    add(figures, list, name, 1);
}

/// Counts some more records of a name in a list.
fn add(figures: &mut Figures, list: &str, name: &str, more: i64) {
    let name = name.replace(char::is_control, " ");
    *figures.entry(format!("{list}/{name}")).or_default() += more;
}
