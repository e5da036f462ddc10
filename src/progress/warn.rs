//! What editors should know of the figures: counts that contradict each other, and what counts to
//! nothing.

use std::collections::BTreeSet;

use super::{
    Blank, Count, Difference, NoBaseline, Origin, Outside, Placed, ProgrammeProgress, Progress,
    UnitProgress,
};
use crate::base::{Date, Lang, date};
use crate::diag::{Problem, Problems};
use crate::model::programme::Metric;
use crate::model::{self, Portal, Programme};

/// Reports what does not agree and what is left out.
pub fn warn(portal: &Portal, progress: &Progress<'_>, problems: &mut Problems) {
    for programme in &portal.programmes {
        let figures = &progress.programmes[&programme.id];
        // Examples are not meant to agree with anything.
        if programme.counts_records {
            for difference in &figures.differences {
                records_differ(difference, problems);
            }
        }
        let mut places = BTreeSet::new();
        for gap in &figures.no_baseline {
            // One report lacks one baseline, be it for one metric or both.
            if places.insert((&gap.report.unit, gap.report.as_of, gap.eve)) {
                no_baseline(gap, problems);
            }
        }
        for outside in &figures.outside {
            outside_validity(portal, outside, problems);
        }
        phases_differ(portal, programme, figures, problems);
        sums_leap(portal, figures, problems);
    }
}

/// Sums that grew implausibly though none of their parts did by itself, as when a whole table was
/// multiplied: reported at the lowest unit whose sum it is.
fn sums_leap(portal: &Portal, figures: &ProgrammeProgress<'_>, problems: &mut Problems) {
    for valid in [false, true] {
        let mut seen = vec![false; portal.units.len()];
        for unit in portal.tree.upwards().iter().copied() {
            let (series, count) = match (&figures.units[unit], valid) {
                (unit, false) => (&unit.totals.series, unit.totals.submitted),
                (unit, true) => (&unit.totals.valid_series, unit.totals.valid),
            };
            let below = portal.tree.children(unit).iter().any(|child| seen[*child]);
            let points: Vec<(Date, i64)> =
                series.points.iter().map(|p| (p.date, p.value)).collect();
            let leaps = model::leaps(series.begin, &points);
            seen[unit] = below || !leaps.is_empty();
            let sum = matches!(count.map(|count| count.origin), Some(Origin::Sum(_)));
            for (number, times) in leaps.into_iter().filter(|_| sum && !below) {
                let ((day, now), (before, was)) = (points[number], points[number - 1]);
                let problem = Problem::GrowthLeaps {
                    valid,
                    sum: true,
                    was,
                    before: written(before),
                    now,
                    date: written(day),
                    times,
                };
                problems.add(portal.units[unit].origin.place.clone(), problem);
            }
        }
    }
}

fn records_differ(difference: &Difference<'_>, problems: &mut Problems) {
    let place = difference.report.origin.place.clone();
    problems.add(
        place,
        Problem::RecordsDiffer {
            valid: difference.metric == Metric::Valid,
            date: written(difference.report.as_of),
            reported: difference.reported,
            counted: difference.counted,
        },
    );
}

fn no_baseline(gap: &NoBaseline<'_>, problems: &mut Problems) {
    let problem = Problem::NoBaseline {
        phase: gap.phase.title.clone(),
        eve: written(gap.eve),
        valid: gap.metric == Metric::Valid,
    };
    problems.add(gap.report.origin.place.clone(), problem);
}

fn outside_validity(portal: &Portal, outside: &Outside, problems: &mut Problems) {
    let (unit, of) = (&portal.units[outside.unit], &portal.units[outside.of]);
    let problem = Problem::OutsideUnit {
        unit: of.title.clone(),
        own: outside.unit == outside.of,
        from: of.valid_from.map(written),
        to: of.valid_to.map(written),
        records: outside.records,
        reports: i64::try_from(outside.reports).unwrap_or(i64::MAX),
    };
    problems.add(unit.origin.place.clone(), problem);
}

/// Cumulative counts that are not what lies in the phases and outside of them.
///
/// It is reported where it begins: not of a unit whose rest is that of the units below, and not of
/// one that lacks a baseline, of which that is reported.
fn phases_differ(
    portal: &Portal,
    programme: &Programme,
    figures: &ProgrammeProgress<'_>,
    problems: &mut Problems,
) {
    type Pick = fn(&UnitProgress<'_>) -> (Option<Count>, Option<Placed>);
    let metrics: [(Metric, Pick); 2] = [
        (Metric::Submitted, |unit| {
            (unit.totals.submitted, unit.totals.placed)
        }),
        (Metric::Valid, |unit| {
            (unit.totals.valid, unit.totals.valid_placed)
        }),
    ];
    for (metric, pick) in metrics {
        for (unit, record) in portal.units.iter().enumerate() {
            let (Some(count), Some(placed)) = pick(&figures.units[unit]) else {
                continue;
            };
            let below: i64 = if count.origin == Origin::Report {
                0
            } else {
                let children = portal.tree.children(unit).iter();
                let placed = children.filter_map(|child| pick(&figures.units[*child]).1);
                placed.map(|placed| placed.unknown).sum()
            };
            let lacks = placed.unknown > 0 && lacks_baseline(&figures.units[unit], metric);
            if placed.unknown == 0 || placed.unknown == below || lacks {
                continue;
            }
            problems.add(
                record.origin.place.clone(),
                Problem::PhasesDiffer {
                    programme: programme.short_title.clone(),
                    valid: metric == Metric::Valid,
                    total: count.value,
                    in_phases: placed.in_phases,
                    outside: placed.outside,
                },
            );
        }
    }
}

/// Whether a phase of a unit cannot be counted, so that it is no wonder that something is missing.
fn lacks_baseline(unit: &UnitProgress<'_>, metric: Metric) -> bool {
    unit.phases.iter().flatten().any(|phase| {
        let blank = match metric {
            Metric::Submitted => phase.blank,
            Metric::Valid => phase.valid_blank,
        };
        matches!(blank, Some(Blank::NoBaseline(_)))
    })
}

fn written(day: Date) -> String {
    date::written(day, Lang::Vi)
}
