//! Cumulative counts by date, from dated reports.

use std::collections::BTreeMap;

use super::UnitProgress;
use crate::base::Date;
use crate::model::programme::Metric;
use crate::model::{Portal, Report};

/// A cumulative count on a day, with who published it.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day to which it counts.
    pub date: Date,
    /// Cumulative count.
    pub value: i64,
    /// Source, as written.
    pub source: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

fn point(report: &Report, metric: Metric) -> Option<Point> {
    let value = match metric {
        Metric::Submitted => report.submitted,
        Metric::Valid => report.valid,
    }?;
    Some(Point { date: report.as_of, value, source: report.source.clone(), note: report.note.clone() })
}

fn of_root<'a>(portal: &'a Portal, programme: &'a str, as_of: Date) -> impl Iterator<Item = &'a Report> {
    portal.reports.iter().filter(move |r| {
        r.programme == programme && r.as_of <= as_of && portal.unit(&r.unit).is_some_and(|u| u.parent.is_none())
    })
}

/// The root unit's own reports, oldest first. Days without a report are not filled in.
pub(super) fn root(portal: &Portal, programme: &str, as_of: Date, metric: Metric) -> Vec<Point> {
    of_root(portal, programme, as_of).filter(|r| !r.conflicts).filter_map(|r| point(r, metric)).collect()
}

/// Reports of the root that were marked as not fitting the series.
pub(super) fn conflicting(portal: &Portal, programme: &str, as_of: Date) -> Vec<Point> {
    of_root(portal, programme, as_of).filter(|r| r.conflicts).filter_map(|r| point(r, Metric::Submitted)).collect()
}

/// Each unit's own reports, and how many initiative records stand at it or below.
pub(super) fn by_unit(portal: &Portal, as_of: Date) -> BTreeMap<String, UnitProgress> {
    let mut units: BTreeMap<String, UnitProgress> = BTreeMap::new();
    for report in portal.reports.iter().filter(|r| r.as_of <= as_of && !r.conflicts) {
        if let Some(point) = point(report, Metric::Submitted) {
            units.entry(report.unit.clone()).or_default().submitted.push(point);
        }
    }
    let mut own: BTreeMap<&str, i64> = BTreeMap::new();
    for initiative in portal.initiatives.iter().filter(|i| i.date.is_none_or(|d| d <= as_of)) {
        *own.entry(&initiative.unit).or_default() += 1;
    }
    for (unit, count) in own {
        let Some(unit) = portal.unit(unit) else { continue };
        for id in portal.ancestors(unit).iter().map(|a| &a.id).chain([&unit.id]) {
            units.entry(id.clone()).or_default().records += count;
        }
    }
    units
}
