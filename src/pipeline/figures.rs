//! Figures without pages: what changed between two days, and the totals of a day, kept in content/.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;

use crate::base::{Date, Interner, Lang};
use crate::diag::Problems;
use crate::model::programme::Metric;
use crate::model::{self, Options, Portal, Publication};
use crate::parse::table;
use crate::progress::diff::{Change, ProgrammeChange, UnitChange};
use crate::progress::{self, Progress};
use crate::source::{self, Role};
use crate::{chart, page, publish};

/// A count on two days.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Counts {
    /// On the first day; `None` is not reported.
    pub was: Option<i64>,
    /// On the second.
    pub now: Option<i64>,
    /// What came in between.
    pub growth: i64,
}

/// What changed between two days.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The first day.
    pub from: String,
    /// The second.
    pub to: String,
    /// Language of the site.
    #[serde(skip)]
    pub language: Lang,
    /// Whether the second day is the one that the site's pages stand for.
    #[serde(skip)]
    pub published: bool,
    /// One for each programme.
    pub programmes: Vec<Programme>,
}

/// What changed in a programme.
#[derive(Debug, Serialize)]
pub struct Programme {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// What is counted.
    pub unit_of_count: String,
    /// Cumulative submissions.
    pub submitted: Counts,
    /// Cumulative valid ones.
    pub valid: Counts,
    /// Within phases that have begun.
    pub phases: Vec<Phase>,
    /// Units whose count rose, most first.
    pub up: Vec<Unit>,
    /// Units whose count fell, most first.
    pub down: Vec<Unit>,
    /// Units that lost places though they did not fall.
    pub overtaken: Vec<Unit>,
    /// Figures of a day that were reported again with another value.
    pub revised: Vec<Revised>,
    /// New initiatives, newest first.
    pub initiatives: Vec<New>,
}

/// Submissions within a phase.
#[derive(Debug, Serialize)]
pub struct Phase {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Target of the whole.
    pub target: Option<i64>,
    /// On both days.
    pub submitted: Counts,
}

/// Submissions of a unit.
#[derive(Debug, Serialize)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Cumulative, on both days.
    pub submitted: Counts,
    /// Place by percent of the target on the first day.
    pub rank_was: Option<usize>,
    /// And on the second.
    pub rank_now: Option<usize>,
}

/// A figure of a day that was reported again.
#[derive(Debug, Serialize)]
pub struct Revised {
    /// Id of the unit.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// The day that the figure represents.
    pub date: String,
    /// `submitted` or `valid`.
    pub metric: &'static str,
    /// First reported.
    pub was: i64,
    /// Reported later.
    pub now: i64,
}

/// A new initiative.
#[derive(Debug, Serialize)]
pub struct New {
    /// Its code, or what it is known by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its unit's short title.
    pub unit: String,
    /// The day it was submitted.
    pub date: String,
}

/// Compares two days; the second one is the newest in the content when no one says. Problems of the
/// content stop it.
pub fn diff(root: &Path, from: Date, to: Option<Date>) -> (Problems, Option<Changes>) {
    let (problems, read) = read(root, to);
    let Some((portal, to)) = read else {
        return (problems, None);
    };
    let (from, to) = (from.min(to), from.max(to));
    let (was, now) = (
        progress::compute(&portal, from),
        progress::compute(&portal, to),
    );
    let found = progress::diff::diff(&portal, &was, &now);
    let changes = Changes {
        from: from.to_string(),
        to: to.to_string(),
        language: portal.site.language,
        published: to == super::site::stands_for(&portal, None),
        programmes: found
            .iter()
            .map(|change| programme(&portal, change, &now))
            .collect(),
    };
    (problems, Some(changes))
}

fn counts(change: Change) -> Counts {
    Counts {
        was: change.was,
        now: change.now,
        growth: change.growth(),
    }
}

fn programme(portal: &Portal, change: &ProgrammeChange<'_>, now: &Progress<'_>) -> Programme {
    let figures = &now.programmes[&change.programme.id];
    let new = |initiative: &&model::Initiative| new_initiative(portal, initiative);
    let [submitted, valid] = change.totals.map(|(_, change)| counts(change));
    let mut phases = Vec::new();
    for (phase, change) in &change.phases {
        let mut known = figures.phases.iter();
        let figures = known.find(|figures| figures.id == phase.id);
        phases.push(Phase {
            id: phase.id.clone(),
            title: phase.title.clone(),
            target: figures.and_then(|figures| figures.target),
            submitted: counts(*change),
        });
    }
    Programme {
        id: change.programme.id.clone(),
        title: change.programme.short_title.clone(),
        unit_of_count: change.programme.unit_of_count.clone(),
        submitted,
        valid,
        phases,
        up: changed_units(portal, &change.up),
        down: changed_units(portal, &change.down),
        overtaken: changed_units(portal, &change.overtaken),
        revised: change.revised.iter().map(|r| revised(portal, r)).collect(),
        initiatives: change.initiatives.iter().map(new).collect(),
    }
}

fn changed_units(portal: &Portal, changes: &[UnitChange]) -> Vec<Unit> {
    let units = changes.iter();
    units.map(|change| changed_unit(portal, change)).collect()
}

fn changed_unit(portal: &Portal, change: &UnitChange) -> Unit {
    let unit = &portal.units[change.unit];
    let (was, now) = change.rank;
    Unit {
        id: unit.id.clone(),
        title: unit.short_title.clone(),
        submitted: counts(change.count),
        rank_was: was.map(|rank| rank.place),
        rank_now: now.map(|rank| rank.place),
    }
}

fn new_initiative(portal: &Portal, initiative: &model::Initiative) -> New {
    let unit = portal.unit(&initiative.unit);
    New {
        id: initiative.id.to_string(),
        title: initiative.title.to_string(),
        unit: unit
            .map(|unit| unit.short_title.clone())
            .unwrap_or_default(),
        date: initiative
            .date
            .map(|day| day.to_string())
            .unwrap_or_default(),
    }
}

fn revised(portal: &Portal, r: &progress::Revision<'_>) -> Revised {
    let metric = r.metric.key();
    let unit = &portal.units[r.unit];
    let (id, title) = (unit.id.clone(), unit.short_title.clone());
    Revised {
        id,
        title,
        date: r.date.to_string(),
        metric,
        was: r.was,
        now: r.now,
    }
}

/// The totals of a day, kept.
#[derive(Debug)]
pub struct Snapshot {
    /// The day.
    pub as_of: Date,
    /// The file, below the root.
    pub file: String,
    /// How many figures it holds.
    pub rows: usize,
    /// Whether it was there before: then nothing is written, since what was kept must not change.
    pub there: bool,
}

/// Keeps the totals of all units on a day in content/snapshots/. Problems of the content stop it.
///
/// # Errors
/// When the file cannot be written.
pub fn snapshot(root: &Path, as_of: Option<Date>) -> Result<(Problems, Option<Snapshot>)> {
    let (problems, read) = read(root, as_of);
    let Some((portal, as_of)) = read else {
        return Ok((problems, None));
    };
    let progress = progress::compute(&portal, as_of);
    let headings = [
        "Tính đến ngày",
        "Chương trình",
        "Đơn vị",
        "Lũy kế đã nộp",
        "Lũy kế hợp lệ",
    ];
    let mut rows = BTreeMap::new();
    for programme in &portal.programmes {
        let figures = &progress.programmes[&programme.id].units;
        for (unit, figures) in portal.units.iter().zip(figures) {
            let [submitted, valid] = Metric::ALL.map(|metric| {
                let count = figures.totals.latest(metric);
                count.map(|count| count.value.to_string())
            });
            if submitted.is_some() || valid.is_some() {
                let (submitted, valid) = (submitted.unwrap_or_default(), valid.unwrap_or_default());
                let cells = vec![
                    as_of.to_string(),
                    programme.id.clone(),
                    unit.id.clone(),
                    submitted,
                    valid,
                ];
                rows.insert(format!("{} {}", programme.id, unit.id), cells);
            }
        }
    }
    let file = format!("content/snapshots/{as_of}.csv");
    let (there, count) = (root.join(&file).exists(), rows.len());
    if !there && count > 0 {
        publish::set_aside(
            root,
            &file,
            &table::as_csv(
                [&headings.map(ToOwned::to_owned).to_vec()]
                    .into_iter()
                    .chain(rows.values()),
            ),
        )?;
    }
    Ok((
        problems,
        Some(Snapshot {
            as_of,
            file,
            rows: count,
            there,
        }),
    ))
}

/// A chart that a text can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What to copy into a text.
    pub code: String,
    /// What the chart says.
    pub title: String,
}

/// The charts of a site, or of one unit; nothing when the content has problems.
pub fn charts(
    root: &Path,
    as_of: Option<Date>,
    unit: Option<&str>,
) -> (Problems, Option<Vec<Named>>) {
    let (problems, read) = read(root, as_of);
    let Some((portal, as_of)) = read else {
        return (problems, None);
    };
    let figures = progress::compute(&portal, as_of);
    let made = chart::scenes(&portal, &figures, &page::requests(&portal, as_of));
    let wanted = made
        .iter()
        .filter(|chart| chart.request.unit.as_deref() == unit);
    let code = |chart: &chart::Chart| page::as_macro(&chart.request, portal.programmes.len());
    (
        problems,
        Some(
            wanted
                .map(|chart| Named {
                    code: code(chart),
                    title: chart.title.clone(),
                })
                .collect(),
        ),
    )
}

/// The portal as a build on that day would see it, unless the content has problems.
fn read(root: &Path, as_of: Option<Date>) -> (Problems, Option<(Portal, Date)>) {
    let mut problems = Problems::default();
    let sources = source::discover(root, &mut problems);
    let interner = Interner::default();
    let readable = sources.par_iter().filter(|s| s.role != Role::Media);
    let files: Vec<_> = readable.map(|s| model::convert(s, &interner)).collect();
    let (mut portal, _) = model::assemble(files, &sources, Options { drafts: true }, &mut problems);
    let as_of = super::site::stands_for(&portal, as_of);
    let held = portal.hold_back(Publication::of(as_of));
    problems.soften(|file| held.is_draft(file) || portal.broken_drafts.contains(file));
    let good = !problems.any_error();
    (problems.sorted(), good.then_some((portal, as_of)))
}
