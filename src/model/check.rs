//! What must hold between records: a tree without circles, phases in order, reports that agree.

mod days;
mod growth;
mod people;
mod sums;
mod targets;

use std::collections::BTreeMap;

use super::{Portal, Report, tree};
use crate::base::{Date, Lang, date, slug};
use crate::diag::{Problem, Problems};
use crate::source::is_picture;
pub use days::later_than;
pub use growth::leaps;

/// Units of a circle that are named.
const SHOWN: usize = 10;

/// Checks the whole portal.
pub(super) fn portal(portal: &Portal, problems: &mut Problems) {
    units(portal, problems);
    validity(portal, problems);
    phases(portal, problems);
    reports(portal, problems);
    targets::check(portal, problems);
    sums::targets(portal, problems);
    sums::reports(portal, problems);
    growth::reports(portal, problems);
    pictures(portal, problems);
    people::check(portal, problems);
}

fn units(portal: &Portal, problems: &mut Problems) {
    if !portal.units.is_empty() && portal.units.iter().all(|u| u.parent.is_some()) {
        problems.add(portal.units[0].origin.place.clone(), Problem::NoRoot);
    }
    for circle in portal.tree.circles() {
        let ids = circle.iter().map(|unit| portal.units[*unit].id.as_str());
        let mut path: Vec<&str> = ids.take(SHOWN).collect();
        let first = path[0];
        if circle.len() > SHOWN {
            path.push("…");
        }
        path.push(first);
        let path = path.join(" → ");
        let place = portal.units[circle[0]].origin.place.clone();
        problems.add(place, Problem::UnitCycle { path });
    }
    for unit in portal.tree.too_deep() {
        let unit = &portal.units[*unit];
        let (unit, place) = (unit.title.clone(), unit.origin.place.clone());
        problems.add(
            place,
            Problem::UnitDepth {
                unit,
                limit: tree::LEVELS,
            },
        );
    }
}

/// Units that end before they begin, and successors that were gone before they could take over.
fn validity(portal: &Portal, problems: &mut Problems) {
    for unit in &portal.units {
        let Some(end) = unit.valid_to else { continue };
        if let Some(start) = unit.valid_from.filter(|start| *start > end) {
            problems.add(
                unit.origin.place.clone(),
                Problem::UnitOrder {
                    start: written(start),
                    end: written(end),
                },
            );
        }
        for after in unit.successors.iter().filter_map(|id| portal.unit(id)) {
            if after.valid_to.is_some_and(|last| last <= end) {
                problems.add(
                    unit.origin.place.clone(),
                    Problem::SuccessorOrder {
                        id: after.id.clone(),
                        end: written(end),
                    },
                );
            }
        }
    }
}

fn written(day: Date) -> String {
    date::written(day, Lang::Vi)
}

fn phases(portal: &Portal, problems: &mut Problems) {
    for programme in &portal.programmes {
        for phase in &programme.phases {
            if phase.end < phase.start {
                let (start, end) = (written(phase.start), written(phase.end));
                problems.add(
                    phase.origin.place.clone(),
                    Problem::PhaseOrder { start, end },
                );
            }
        }
        for pair in programme.phases.windows(2) {
            if pair[1].start <= pair[0].end {
                let other = pair[0].title.clone();
                problems.add(
                    pair[1].origin.place.clone(),
                    Problem::PhaseOverlap { other },
                );
            }
        }
    }
}

fn reports(portal: &Portal, problems: &mut Problems) {
    let mut last: BTreeMap<(&str, &str), &Report> = BTreeMap::new();
    for report in &portal.reports {
        report_day(portal, report, problems);
    }
    for report in portal.reports.iter().filter(|r| !r.conflicts) {
        let Some(before) = last.insert((&report.programme, &report.unit), report) else {
            continue;
        };
        if before.as_of == report.as_of {
            // Published again later, it is a revision.
            if before.published == report.published
                && (before.submitted, before.valid) != (report.submitted, report.valid)
            {
                let first = before.origin.place.clone();
                problems.add(
                    report.origin.place.clone(),
                    Problem::ReportConflict { first },
                );
            }
        } else {
            falls(before, report, problems);
        }
    }
}

/// A report represents a day on which its unit existed, and is published on that day or later.
fn report_day(portal: &Portal, report: &Report, problems: &mut Problems) {
    let Some(unit) = portal.unit(&report.unit) else {
        return;
    };
    if !unit.existed(Some(report.as_of), report.as_of) {
        let (from, to) = (unit.valid_from.map(written), unit.valid_to.map(written));
        problems.add(
            report.origin.place.clone(),
            Problem::OutsideValidity {
                unit: unit.title.clone(),
                from,
                to,
            },
        );
    }
    if report.published.is_some_and(|day| day < report.as_of) {
        problems.add(
            report.origin.place.clone(),
            Problem::PublishedEarly {
                date: written(report.as_of),
            },
        );
    }
}

fn falls(before: &Report, report: &Report, problems: &mut Problems) {
    for (valid, was, now) in [
        (false, before.submitted, report.submitted),
        (true, before.valid, report.valid),
    ] {
        if let (Some(was), Some(now)) = (was, now)
            && now < was
        {
            let date = written(before.as_of);
            problems.add(
                report.origin.place.clone(),
                Problem::ReportFalls {
                    valid,
                    was,
                    now,
                    date,
                },
            );
        }
    }
}

fn pictures(portal: &Portal, problems: &mut Problems) {
    let initiatives = portal.initiatives.iter().filter_map(|i| i.image());
    let news = portal.news.iter().filter_map(|n| n.image.as_ref());
    for image in initiatives.chain(news) {
        let problem = if !portal.media.contains(&image.src) {
            let src = image.src.clone();
            let nearest = nearest_media(&portal.media, &src);
            Problem::MissingMedia { src, nearest }
        } else if !is_picture(&image.src) {
            let why = "jpg, png, webp, gif, svg".to_owned();
            Problem::BrokenPicture { why }
        } else {
            continue;
        };
        problems.add(image.origin.place.clone(), problem);
    }
}

/// The file that may be meant by the path of one that is not there, below content/: the same name
/// in another folder, in other letters or with another ending, else one that is nearly called so.
pub fn nearest_media(media: &[String], path: &str) -> Option<String> {
    let name = file_name(path);
    let stem = slug_of_stem(name);
    let found = media
        .iter()
        .find(|path| file_name(path).eq_ignore_ascii_case(name))
        .or_else(|| {
            let mut paths = media.iter();
            paths.find(|path| !stem.is_empty() && slug_of_stem(file_name(path)) == stem)
        })
        .map(String::as_str)
        .or_else(|| slug::nearest(path, media.iter().map(String::as_str)))?;
    Some(found.strip_prefix("content/").unwrap_or(found).to_owned())
}

/// What follows the last slash of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The name of a file without its ending, as it is written in addresses.
fn slug_of_stem(name: &str) -> String {
    slug::slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}
