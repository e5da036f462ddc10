//! What must hold between records: a tree without circles, phases in order, reports that agree.

use std::collections::BTreeMap;

use super::{Portal, Report};
use crate::base::date;
use crate::diag::{Place, Problem, Problems};

/// Checks the whole portal.
pub(super) fn portal(portal: &Portal, problems: &mut Problems) {
    units(portal, problems);
    phases(portal, problems);
    reports(portal, problems);
    pictures(portal, problems);
}

fn units(portal: &Portal, problems: &mut Problems) {
    if !portal.units.is_empty() && portal.units.iter().all(|u| u.parent.is_some()) {
        problems.add(portal.units[0].origin.place.clone(), Problem::NoRoot);
    }
    for unit in &portal.units {
        let mut path = vec![unit.id.as_str()];
        let mut next = unit.parent.as_deref();
        while let Some(id) = next {
            path.push(id);
            if id == unit.id {
                // Each circle is told once, at the unit whose id sorts first.
                if path.iter().all(|other| *other >= unit.id.as_str()) {
                    problems.add(unit.origin.place.clone(), Problem::UnitCycle { path: path.join(" → ") });
                }
                break;
            }
            if path.len() > portal.units.len() + 1 {
                break;
            }
            next = portal.unit(id).and_then(|u| u.parent.as_deref());
        }
    }
}

fn phases(portal: &Portal, problems: &mut Problems) {
    let written = |d| date::written(d, "vi");
    for programme in &portal.programmes {
        let place = || programme.origin.place.clone();
        for phase in &programme.phases {
            if phase.end < phase.start {
                problems.add(place(), Problem::PhaseOrder { start: written(phase.start), end: written(phase.end) });
            }
        }
        for pair in programme.phases.windows(2) {
            if pair[1].start <= pair[0].end {
                problems.add(place(), Problem::PhaseOverlap { other: pair[0].title.clone() });
            }
        }
    }
}

fn reports(portal: &Portal, problems: &mut Problems) {
    let mut last: BTreeMap<(&str, &str), &Report> = BTreeMap::new();
    for report in portal.reports.iter().filter(|r| !r.conflicts) {
        let Some(before) = last.insert((&report.programme, &report.unit), report) else { continue };
        if before.as_of == report.as_of {
            if (before.submitted, before.valid) != (report.submitted, report.valid) {
                let first = before.origin.place.clone();
                problems.add(report.origin.place.clone(), Problem::ReportConflict { first });
            }
        } else {
            falls(before, report, problems);
        }
    }
}

fn falls(before: &Report, report: &Report, problems: &mut Problems) {
    for (was, now) in [(before.submitted, report.submitted), (before.valid, report.valid)] {
        if let (Some(was), Some(now)) = (was, now)
            && now < was
        {
            let date = date::written(before.as_of, "vi");
            problems.add(report.origin.place.clone(), Problem::ReportFalls { was, now, date });
        }
    }
}

fn pictures(portal: &Portal, problems: &mut Problems) {
    let initiatives = portal.initiatives.iter().filter_map(|i| Some((i.image()?, &i.origin)));
    let news = portal.news.iter().filter_map(|n| Some((n.image.as_ref()?, &n.origin)));
    for (image, origin) in initiatives.chain(news) {
        if !portal.media.contains(&image.src) {
            let place = Place::clone(&origin.place);
            problems.add(place, Problem::MissingMedia { src: image.src.clone() });
        }
    }
}
