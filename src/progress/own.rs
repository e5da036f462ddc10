//! What each unit reported itself, and what its records count: before anything is summed up.

use super::records::Records;
use super::series::{Point, Series};
use crate::base::Date;
use crate::model::programme::Metric;
use crate::model::{Portal, Programme, Report, Unit};

/// Where a unit's own count comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// There is nothing.
    Nothing,
    /// The unit's reports: where they can be used they speak for all below it.
    Reports,
    /// Initiatives recorded for this very unit.
    Records,
}

/// The own count of a unit.
#[derive(Debug)]
pub(super) struct Own<'a> {
    pub(super) source: Source,
    /// Whether its reports show that the list of initiatives, of it and below, is not whole.
    pub(super) doubted: bool,
    /// Whether it reports at all, be it another metric: then no list speaks for it.
    pub(super) reports: bool,
    pub(super) series: Series<'a>,
}

/// The day on which counting begins for a unit: the programme's, or the unit's own first day when
/// that is later. A new unit holds nothing of those it carries on.
fn begin(programme: &Programme, unit: &Unit) -> Option<Date> {
    programme.begins().max(unit.valid_from)
}

/// A unit's count in a report.
pub(super) fn value(report: &Report, metric: Metric) -> Option<i64> {
    match metric {
        Metric::Submitted => report.submitted,
        Metric::Valid => report.valid,
    }
}

/// A day of a unit that was reported twice with different counts.
pub(super) struct Repeated<'a> {
    pub(super) unit: usize,
    pub(super) was: Point<'a>,
    pub(super) now: Point<'a>,
}

/// The own counts of all units, by index, and what was reported twice.
pub(super) fn all<'a>(
    portal: &'a Portal,
    programme: &Programme,
    as_of: Date,
    metric: Metric,
    records: &Records,
) -> (Vec<Own<'a>>, Vec<Repeated<'a>>) {
    let reported = reports(portal, programme, as_of, metric);
    let mut repeated = Vec::new();
    let mut own = Vec::with_capacity(portal.units.len());
    for (index, unit) in portal.units.iter().enumerate() {
        let begin = begin(programme, unit);
        let points = points(index, &reported.with_count[index], metric, &mut repeated);
        let counted = if programme.counts_records {
            records.series(index, metric)
        } else {
            Series::default()
        };
        let (source, series) = if !points.is_empty() {
            let series = Series {
                points,
                ..Series::default()
            };
            (Source::Reports, series)
        } else if counted.is_empty() {
            (Source::Nothing, counted)
        } else {
            (Source::Records, counted)
        };
        own.push(Own {
            source,
            doubted: false,
            reports: reported.any[index],
            series: Series { begin, ..series },
        });
    }
    (own, repeated)
}

/// The reports of all units, by index.
struct Reported<'a> {
    /// Those that have a count of the metric.
    with_count: Vec<Vec<&'a Report>>,
    /// Whether a unit has any report.
    any: Vec<bool>,
}

fn reports<'a>(
    portal: &'a Portal,
    programme: &Programme,
    as_of: Date,
    metric: Metric,
) -> Reported<'a> {
    let mut reported = Reported {
        with_count: vec![Vec::new(); portal.units.len()],
        any: vec![false; portal.units.len()],
    };
    for report in &portal.reports {
        if report.programme != programme.id || !report.seen(as_of) || report.conflicts {
            continue;
        }
        let Some(unit) = portal.tree.index(&report.unit) else {
            continue;
        };
        // A report of a day on which its unit did not exist was reported as a problem.
        if !portal.units[unit].existed(Some(report.as_of), report.as_of) {
            continue;
        }
        reported.any[unit] = true;
        if value(report, metric).is_some() {
            reported.with_count[unit].push(report);
        }
    }
    reported
}

/// One point a day: of several reports of a day the one that was published last.
fn points<'a>(
    unit: usize,
    reports: &[&'a Report],
    metric: Metric,
    repeated: &mut Vec<Repeated<'a>>,
) -> Vec<Point<'a>> {
    let mut points: Vec<Point<'a>> = Vec::with_capacity(reports.len());
    for report in reports {
        let Some(value) = value(report, metric) else {
            continue;
        };
        let point = Point {
            date: report.as_of,
            value,
            report: Some(report),
        };
        match points.last_mut() {
            Some(before) if before.date == point.date => {
                if before.value != value {
                    repeated.push(Repeated {
                        unit,
                        was: *before,
                        now: point,
                    });
                }
                *before = point;
            }
            _ => points.push(point),
        }
    }
    points
}
