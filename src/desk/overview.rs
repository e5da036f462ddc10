//! The overview: what is wrong, what waits, what is missing.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::figures::{self, Figure};
use super::history::{self, Line};
use super::items::{Index, Item, Section};
use super::problems::{self, ProblemView};
use super::state::Desk;
use super::{saving, sessions, view};
use crate::base::{Date, Lang};
use crate::diag::Severity;

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
    published: String,
    figures: Vec<Figure>,
    more_figures: usize,
    silent: Vec<String>,
    silent_day: String,
    old: Vec<Old>,
    may_publish: bool,
}

/// `GET /`
pub(super) fn home(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    drop(desk.recent());
    let built = desk.preview.wait(Duration::from_millis(100));
    let (unpublished, published) = history::since_publish(desk, who);
    let index = desk.index();
    let lang = who.lang;
    let (silent_day, silent) = silent(&index);
    let mut home = Home {
        ready: built.is_some(),
        drafts: drafts(&index, lang),
        unpublished,
        published,
        silent,
        silent_day,
        old: old(&index, (desk.options.today)()),
        may_publish: who.role >= super::Role::Publisher,
        ..Home::default()
    };
    match built.as_deref() {
        Some(Ok(built)) => {
            home.errors = built.problems.count(Severity::Error);
            home.warnings = built.problems.count(Severity::Warning);
            let is_picture = |code: &str| matches!(code, "missing-alt");
            let is_link = |code: &str| matches!(code, "broken-link" | "dead-link" | "no-address");
            let views = |wanted: &dyn Fn(&str) -> bool| {
                problems::some_views(&built.problems, &index, lang, wanted)
            };
            home.pictures = views(&is_picture);
            home.broken = views(&is_link);
            home.problems = views(&|code| !is_picture(code) && !is_link(code));
            let shown = home.problems.len() + home.pictures.len() + home.broken.len();
            home.more = built.problems.len().saturating_sub(shown);
            (home.figures, home.more_figures) = figures::changed(desk, &index, lang);
        }
        Some(Err(why)) => home.failed.clone_from(why),
        None => {}
    }
    desk.view.page(ask, 200, "home.html", lang, &home)
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
    let draft = |(changed, item): (u64, &Item)| Draft {
        link: link(item),
        title: item.title.clone(),
        section: Section::of_role(item.role).map_or("", |section| view::title(section, lang)),
        is_old: now.saturating_sub(changed) > WEEK,
    };
    found.into_iter().map(draft).collect()
}

/// The newest day of the reports, and the units that reported on an earlier day but not on it.
fn silent(index: &Index) -> (String, Vec<String>) {
    let names = unit_names(index);
    let reports =
        || (index.all()).filter(|item| Section::of_role(item.role) == Some(Section::Reports));
    let Some(newest) = reports().filter_map(|item| item.date).max() else {
        return (String::new(), Vec::new());
    };
    // The newest day of each unit, whatever its reports call it.
    let mut days: BTreeMap<&str, Date> = BTreeMap::new();
    for item in reports() {
        let Some(day) = item.date else { continue };
        let unit = names.get(item.title.as_str());
        let name = unit.map_or(item.title.as_str(), |unit| unit.title.as_str());
        let last = days.entry(name).or_insert(day);
        *last = day.max(*last);
    }
    let silent = days.into_iter().filter(|(_, day)| *day < newest);
    let silent = silent.map(|(name, day)| format!("{name} ({})", saving::day(Some(day))));
    (saving::day(Some(newest)), silent.collect())
}

/// Units by their ids and titles.
fn unit_names(index: &Index) -> BTreeMap<&str, &Item> {
    let both = |unit| {
        let unit: &Item = unit;
        [(unit.title.as_str(), unit), (unit.id.as_str(), unit)]
    };
    index.units().flat_map(both).collect()
}

/// Programmes whose newest report is older than `report_every` says.
fn old(index: &Index, today: Date) -> Vec<Old> {
    let items = || index.all();
    let is = |item: &&Item, section| Section::of_role(item.role) == Some(section);
    let programmes: Vec<&Item> = (items())
        .filter(|item| is(item, Section::Programmes))
        .collect();
    let mut found = Vec::new();
    for programme in &programmes {
        let Some(limit) = programme.every else {
            continue;
        };
        // A report that names no programme is of the only one.
        let of_it = |item: &&Item| match &*item.programme {
            "" => programmes.len() == 1,
            name => name == programme.id || name == programme.title,
        };
        let reports = items()
            .filter(|item| is(item, Section::Reports))
            .filter(of_it);
        let Some(newest) = reports.filter_map(|item| item.date).max() else {
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

/// The form of a record.
pub(super) fn link(item: &Item) -> String {
    format!("/sua?{}", view::record_query(&item.file, item.number))
}
