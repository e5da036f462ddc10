//! Figures of a day that were reported again with another value, and counts that do not agree with
//! each other.

use super::own::{self, Own, Repeated, Source};
use super::records::Records;
use super::rollup;
use crate::base::Date;
use crate::model::programme::Metric;
use crate::model::{Portal, Programme, Report};

/// A figure of a day that was reported again later with another value. Both are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Revision<'a> {
    /// Index of the unit.
    pub unit: usize,
    /// What is counted.
    pub metric: Metric,
    /// The day that the figure represents.
    pub date: Date,
    /// First reported.
    pub was: i64,
    /// Reported later.
    pub now: i64,
    /// The later report; `None` when a kept total of the day does not agree with what is counted
    /// today.
    pub report: Option<&'a Report>,
}

/// Days that were reported twice.
pub(super) fn of_reports<'a>(metric: Metric, repeated: &[Repeated<'a>]) -> Vec<Revision<'a>> {
    let revisions = repeated.iter().map(|repeated| Revision {
        unit: repeated.unit,
        metric,
        date: repeated.now.date,
        was: repeated.was.value,
        now: repeated.now.value,
        report: repeated.now.report,
    });
    revisions.collect()
}

/// A report and the records of the same unit that do not agree: the report is published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference<'a> {
    /// Index of the unit.
    pub unit: usize,
    /// What is counted.
    pub metric: Metric,
    /// The unit's newest report.
    pub report: &'a Report,
    /// What it says.
    pub reported: i64,
    /// Initiatives on this site up to the same day, of the unit and below.
    pub counted: i64,
}

/// Kept totals that differ from what is counted for the same day now.
pub(super) fn of_snapshots<'a>(
    portal: &'a Portal,
    programme: &Programme,
    as_of: Date,
    metric: Metric,
    owns: &[Own<'a>],
    known: &[Revision<'a>],
) -> Vec<Revision<'a>> {
    let mut found = Vec::new();
    let kept: Vec<&Report> = portal
        .snapshots
        .iter()
        .filter(|s| s.programme == programme.id && s.seen(as_of))
        .collect();
    for day in kept.chunk_by(|a, b| a.as_of == b.as_of) {
        let counts = rollup::until(portal, programme, owns, day[0].as_of);
        for snapshot in day {
            let unit = portal.tree.index(&snapshot.unit);
            let now = unit.and_then(|unit| Some((unit, counts.figures[unit].count?.value)));
            let (Some((unit, now)), Some(was)) = (now, own::value(snapshot, metric)) else {
                continue;
            };
            let reported = known
                .iter()
                .any(|r| (r.unit, r.date) == (unit, snapshot.as_of));
            if was != now && !reported {
                found.push(Revision {
                    unit,
                    metric,
                    date: snapshot.as_of,
                    was,
                    now,
                    report: None,
                });
            }
        }
    }
    found
}

/// Units whose newest report does not say what their records count.
pub(super) fn differences<'a>(
    portal: &Portal,
    metric: Metric,
    owns: &[Own<'a>],
    records: &Records<'_>,
) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    for (unit, own) in owns.iter().enumerate() {
        let reported = own.series.last().filter(|_| own.source == Source::Reports);
        let Some((point, report)) = reported.and_then(|point| Some((point, point.report?))) else {
            continue;
        };
        if records.tallies[unit].records == 0 {
            continue;
        }
        let days = (portal.units[unit].valid_from, point.date);
        let below = portal.tree.below(unit).into_iter();
        let counted = below.filter_map(|unit| records.counted(unit, metric, days));
        let counted: Vec<i64> = counted.collect();
        let sum = counted.iter().sum();
        if !counted.is_empty() && sum != point.value {
            found.push(Difference {
                unit,
                metric,
                report,
                reported: point.value,
                counted: sum,
            });
        }
    }
    found
}
