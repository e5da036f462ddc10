//! What is above must be the sum of what is below: targets of a phase, and reports of a day.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::written;
use crate::base::Date;
use crate::diag::{Problem, Problems};
use crate::model::programme::Metric;
use crate::model::{Phase, Portal, Programme, Report, target};

/// Targets of units below that do not add up to the target above them.
pub(super) fn targets(portal: &Portal, problems: &mut Problems) {
    for phase in portal.programmes.iter().flat_map(|p| &p.phases) {
        twice(portal, phase, problems);
        let targets = target::of_all(portal, phase, Date::MAX);
        for unit in portal.tree.upwards().iter().copied() {
            let Some((target, _)) = targets[unit].filter(|t| t.1 != target::SetBy::Sum) else {
                continue;
            };
            let below = target::expected(portal, phase, unit);
            let known: Vec<i64> = below
                .iter()
                .filter_map(|unit| targets[*unit].map(|t| t.0))
                .collect();
            let (sum, all) = (
                known.iter().fold(0, |sum: i64, n| sum.saturating_add(*n)),
                known.len() == below.len(),
            );
            if known.is_empty() || sum == target || (!all && sum < target) {
                continue;
            }
            let child = portal.units[below[0]].origin.place.clone();
            let of_phase = !target::has_own(phase, &portal.units[unit]);
            let place = if of_phase {
                &phase.origin.place
            } else {
                &portal.units[unit].origin.place
            };
            problems.add(
                place.clone(),
                Problem::TargetsSum {
                    phase: phase.title.clone(),
                    target,
                    sum,
                    all,
                    child,
                },
            );
        }
    }
}

/// The whole programme's target, at the phase and at the highest unit.
fn twice(portal: &Portal, phase: &Phase, problems: &mut Problems) {
    let [root] = portal.tree.roots() else { return };
    let root = &portal.units[*root];
    let both = phase.target.zip(root.targets.get(&phase.id).copied());
    if let Some((_, target)) = both.filter(|(phase, unit)| phase != unit) {
        let (phase, first) = (phase.title.clone(), phase.origin.place.clone());
        problems.add(
            root.origin.place.clone(),
            Problem::TargetTwice {
                phase,
                target,
                first,
            },
        );
    }
}

/// Each unit's counts in one metric by day, as last published.
type Reported<'a> = Vec<Counts<'a>>;

/// A unit's counts in one metric by day, as last published.
pub(super) type Counts<'a> = BTreeMap<Date, (i64, &'a Report)>;

/// Reports of units below that do not add up to the report of the same day above them, and reports
/// of units above that are older and smaller than one below them.
pub(super) fn reports(portal: &Portal, problems: &mut Problems) {
    for programme in &portal.programmes {
        for metric in Metric::ALL {
            let reported = reported(portal, programme, metric);
            for unit in portal.tree.upwards().iter().copied() {
                let valid = metric == Metric::Valid;
                for (day, (value, report)) in &reported[unit] {
                    let sums = Sums {
                        portal,
                        programme,
                        reported: &reported,
                        day: *day,
                    };
                    let (sum, all) = match (sums.below(unit, true), sums.below(unit, false)) {
                        (Some(sum), _) if sum != *value => (sum, true),
                        (None, Some(sum)) if sum > *value => (sum, false),
                        _ => continue,
                    };
                    let problem = Problem::SumDiffers {
                        valid,
                        date: written(*day),
                        value: *value,
                        sum,
                        all,
                    };
                    problems.add(report.origin.place.clone(), problem);
                }
                overtaken(portal, &reported, (unit, valid), problems);
            }
        }
    }
}

/// What each unit reported in a metric.
pub(super) fn reported<'a>(
    portal: &'a Portal,
    programme: &Programme,
    metric: Metric,
) -> Reported<'a> {
    let mut reported: Reported<'_> = vec![BTreeMap::new(); portal.units.len()];
    for report in portal
        .reports
        .iter()
        .filter(|r| r.programme == programme.id && !r.conflicts)
    {
        let value = match metric {
            Metric::Submitted => report.submitted,
            Metric::Valid => report.valid,
        };
        if let Some((unit, value)) = portal.tree.index(&report.unit).zip(value) {
            reported[unit].insert(report.as_of, (value, report));
        }
    }
    reported
}

/// A newest report that is older than one of a unit below, and smaller: it speaks for that unit as
/// well, so that one of them is wrong or the older one is out of date.
fn overtaken(
    portal: &Portal,
    reported: &Reported<'_>,
    (unit, valid): (usize, bool),
    problems: &mut Problems,
) {
    let Some((day, (value, report))) = reported[unit].last_key_value() else {
        return;
    };
    let mut newer = Vec::new();
    for below in portal.tree.below(unit).into_iter().skip(1) {
        if let Some((later, (count, _))) = reported[below].last_key_value()
            && later > day
            && count > value
        {
            newer.push((below, later, count));
        }
    }
    // Of several the biggest is named; of equal ones the first in the file.
    let biggest = newer
        .into_iter()
        .min_by_key(|(below, _, count)| (Reverse(*count), *below));
    if let Some((below, later, count)) = biggest {
        let problem = Problem::ReportOvertaken {
            valid,
            date: written(*day),
            value: *value,
            unit: portal.units[below].title.clone(),
            later: written(*later),
            count: *count,
        };
        problems.add(report.origin.place.clone(), problem);
    }
}

/// Sums of what was reported up to a day.
struct Sums<'s, 'a> {
    portal: &'s Portal,
    programme: &'s Programme,
    reported: &'s Reported<'a>,
    day: Date,
}

impl Sums<'_, '_> {
    /// The sum of the units below: of all of them, each reported for exactly this day, or of those
    /// that reported anything so far.
    fn below(&self, unit: usize, all: bool) -> Option<i64> {
        let days = (self.programme.begins(), self.day);
        let children = self.portal.tree.children(unit);
        let children = target::there(self.portal, children, days, None);
        let counts: Vec<Option<i64>> = children
            .iter()
            .map(|child| self.count(*child, all))
            .collect();
        let known: Vec<i64> = counts.iter().flatten().copied().collect();
        let complete = !known.is_empty() && (!all || known.len() == counts.len());
        let sum = known
            .iter()
            .fold(0, |sum: i64, count| sum.saturating_add(*count));
        complete.then_some(sum)
    }

    /// What a unit counts for in such a sum. A unit that reported nothing so far is the sum of
    /// those below it.
    fn count(&self, unit: usize, all: bool) -> Option<i64> {
        let Some((last, (value, _))) = self.reported[unit].range(..=self.day).next_back() else {
            return self.below(unit, all);
        };
        // One that ended keeps its last count.
        let end = self.portal.units[unit].valid_to;
        let ended = end.is_some_and(|end| end < self.day);
        (!all || *last == self.day || ended).then_some(*value)
    }
}
