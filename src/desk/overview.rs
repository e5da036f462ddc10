//! The overview: what is wrong, what waits, what is missing.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::figures::{self, Figure};
use super::history::{self, Line};
use super::items::{Index, Item, Section};
use super::problems::{ProblemView, some_views};
use super::state::Desk;
use super::{saving, sessions, view};
use crate::base::{Date, Lang};
use crate::diag::Severity;

/// At most this many changes that are not published are shown.
const CHANGES: usize = 10;
/// At most this many drafts are shown.
const DRAFTS: usize = 50;
/// A draft that no one changed for this number of seconds is old.
const WEEK: u64 = 7 * 24 * 3600;

/// A draft in the list of those that wait.
#[derive(Serialize)]
struct Draft {
    link: String,
    title: String,
    section: &'static str,
    is_old: bool,
}

/// Figures of a programme that are older than it allows.
#[derive(Serialize)]
struct Old {
    programme: String,
    day: String,
    days: i32,
    limit: i64,
}

/// The units that did not report to a programme on the newest day of its reports.
#[derive(Serialize)]
struct Silent {
    /// Its title; empty where there is one programme.
    programme: String,
    day: String,
    /// Their names, each with the day of its newest report.
    units: Vec<String>,
}

#[derive(Serialize, Default)]
struct Home {
    ready: bool,
    failed: String,
    errors: usize,
    warnings: usize,
    problems: Vec<ProblemView>,
    more: usize,
    pictures: Vec<ProblemView>,
    broken: Vec<ProblemView>,
    drafts: Vec<Draft>,
    unpublished: Vec<Line>,
    more_unpublished: bool,
    published: String,
    figures: Vec<Figure>,
    more_figures: usize,
    silent: Vec<Silent>,
    old: Vec<Old>,
    may_publish: bool,
}

/// `GET /`
pub(super) fn home(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    drop(desk.recent());
    let built = desk.preview.wait(Duration::from_millis(100));
    let since = history::since_publish(desk, who, CHANGES);
    let index = desk.index();
    let lang = who.lang;
    let mut home = Home {
        ready: built.is_some(),
        drafts: drafts(&index, lang),
        unpublished: since.lines,
        more_unpublished: since.is_more,
        published: since.published,
        silent: silent(&index),
        old: old(&index, (desk.options.today)()),
        may_publish: who.role >= super::Role::Publisher,
        ..Home::default()
    };
    match built.as_deref() {
        Some(Ok(built)) => {
            home.errors = built.problems.count(Severity::Error);
            home.warnings = built.problems.count(Severity::Warning);
            let problems = &built.problems;
            home.pictures = some_views(problems, &index, lang, is_of_picture);
            home.broken = some_views(problems, &index, lang, is_of_link);
            home.problems = some_views(problems, &index, lang, |code| {
                !is_of_picture(code) && !is_of_link(code)
            });
            let shown = home.problems.len() + home.pictures.len() + home.broken.len();
            home.more = built.problems.len().saturating_sub(shown);
            (home.figures, home.more_figures) = figures::changed(desk, &index, lang);
        }
        Some(Err(why)) => home.failed.clone_from(why),
        None => {}
    }
    desk.view.page(ask, 200, "home.html", lang, &home)
}

/// Whether the code is of a problem of pictures.
fn is_of_picture(code: &str) -> bool {
    code == "missing-alt"
}

/// Whether the code is of a problem of links.
fn is_of_link(code: &str) -> bool {
    matches!(code, "broken-link" | "dead-link" | "no-address")
}

/// Drafts, those that wait longest first.
fn drafts(index: &Index, lang: Lang) -> Vec<Draft> {
    let now = sessions::now();
    let mut found: Vec<(u64, &Item)> = (index.all())
        .filter(|item| item.draft && item.editable)
        .map(|item| (index.changed(&item.file), item))
        .collect();
    found.sort_by_key(|(changed, _)| *changed);
    found.truncate(DRAFTS);
    let mut drafts = Vec::new();
    for (changed, item) in found {
        drafts.push(Draft {
            link: view::record_link(item),
            title: item.title.clone(),
            section: Section::of_role(item.role).map_or("", |section| view::title(section, lang)),
            is_old: now.saturating_sub(changed) > WEEK,
        });
    }
    drafts
}

/// The programmes, each with its reports. One that names no programme is of the only one.
fn reports_by_programme(index: &Index) -> Vec<(&Item, Vec<&Item>)> {
    let programmes: Vec<&Item> = index.of(Section::Programmes).collect();
    let is_only = programmes.len() == 1;
    let mut found = Vec::new();
    for programme in programmes {
        let reports = index.of(Section::Reports);
        let own = reports.filter(|report| match &*report.programme {
            "" => is_only,
            name => name == programme.id || name == programme.title,
        });
        found.push((programme, own.collect()));
    }
    found
}

/// Of each programme the newest day of its reports, and the units that reported to it on an earlier
/// day but not on that one.
fn silent(index: &Index) -> Vec<Silent> {
    let units = index.named_units();
    let programmes = reports_by_programme(index);
    let is_only = programmes.len() == 1;
    let mut found = Vec::new();
    for (programme, reports) in programmes {
        // The newest day of each unit, whatever its reports call it.
        let mut days: BTreeMap<&str, Date> = BTreeMap::new();
        for report in reports {
            let Some(day) = report.date else { continue };
            let unit = units.get(report.title.as_str());
            let name = unit.map_or(report.title.as_str(), |unit| unit.title.as_str());
            let last = days.entry(name).or_insert(day);
            *last = day.max(*last);
        }
        let Some(newest) = days.values().copied().max() else {
            continue;
        };
        let late = days.into_iter().filter(|(_, day)| *day < newest);
        let words = |(name, day): (&str, Date)| format!("{name} ({})", saving::day(Some(day)));
        found.push(Silent {
            programme: match is_only {
                true => String::new(),
                false => programme.title.clone(),
            },
            day: saving::day(Some(newest)),
            units: late.map(words).collect(),
        });
    }
    found
}

/// Programmes whose newest report is older than `report_every` says.
fn old(index: &Index, today: Date) -> Vec<Old> {
    let mut found = Vec::new();
    for (programme, reports) in reports_by_programme(index) {
        let newest = reports.iter().filter_map(|report| report.date).max();
        let (Some(limit), Some(newest)) = (programme.every, newest) else {
            continue;
        };
        let days = (today - newest).get_days();
        if i64::from(days) > limit {
            found.push(Old {
                programme: programme.title.clone(),
                day: saving::day(Some(newest)),
                days,
                limit,
            });
        }
    }
    found
}
