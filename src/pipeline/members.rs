//! What a publish holds, for comparison with the next one: totals, and who is in which list. The
//! samples of `tiendo init` never count, so that they can be deleted.

use super::Input;
use crate::diag::{Place, Problem, Problems};
use crate::model::{Origin, Portal};
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

/// Totals, and the members of lists.
pub(super) fn figures(portal: &Portal, progress: &Progress<'_>) -> Figures {
    let mut figures = Figures::new();
    let mut add = |list: &str, name: &str| {
        let name = name.replace(char::is_control, " ");
        *figures.entry(format!("{list}/{name}")).or_default() += 1;
    };
    for unit in portal.units.iter().filter(|u| !is_sample(&u.id, &u.origin)) {
        add("unit", &unit.id);
    }
    for report in &portal.reports {
        if !is_sample(&report.unit, &report.origin) && report.as_of <= progress.as_of {
            add("report", &format!("{} {}", report.unit, report.as_of));
        }
    }
    for news in portal.news.iter().filter(|n| !is_sample(&n.id, &n.origin)) {
        add("news", &news.id);
    }
    for page in portal
        .pages
        .iter()
        .filter(|p| !is_sample(&p.slug, &p.origin))
    {
        add("page", &page.slug);
    }
    let own = || {
        portal
            .initiatives
            .iter()
            .filter(|i| !is_sample(&i.id, &i.origin))
    };
    let listed = portal.initiatives.len() <= LISTED;
    for initiative in own() {
        add(
            "initiative",
            if listed {
                &initiative.id
            } else {
                &initiative.unit
            },
        );
    }
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let records = own().count();
    let pages: i64 = figures
        .iter()
        .filter(|(name, _)| !name.starts_with("report/") && !name.starts_with("initiative/"))
        .map(|(_, count)| count)
        .sum();
    let with_pages = own()
        .filter(|i| crate::page::plan::has_page(portal, i))
        .count();
    figures.insert("pages".to_owned(), pages + whole(with_pages));
    figures.insert("records".to_owned(), whole(records));
    let headline = portal
        .programmes
        .iter()
        .filter(|p| !is_sample(&p.id, &p.origin))
        .filter_map(|p| progress.programmes.get(&p.id)?.totals.submitted.as_ref())
        .map(|count| count.value)
        .max();
    figures.extend(headline.map(|value| ("headline".to_owned(), value)));
    figures
}
