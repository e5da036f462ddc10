//! What is above must be the sum of what is below: targets of a phase, and reports of a day.

use std::collections::BTreeMap;

use super::written;
use crate::base::Date;
use crate::diag::{Problem, Problems};
use crate::model::{Phase, Portal, Programme, Report, target};

/// Targets of units below that do not add up to the target above them.
pub(super) fn targets(portal: &Portal, problems: &mut Problems) {
    for phase in portal.programmes.iter().flat_map(|p| &p.phases) {
        twice(portal, phase, problems);
        let targets = target::of_all(portal, phase);
        for unit in portal.tree.upwards().iter().copied() {
            let Some((target, _)) = targets[unit].filter(|t| t.1 != target::SetBy::Sum) else {
                continue;
            };
            let there = |unit: &&usize| portal.units[**unit].existed(Some(phase.start), phase.end);
            let below: Vec<usize> = portal
                .tree
                .children(unit)
                .iter()
                .filter(there)
                .copied()
                .collect();
            let known: Vec<i64> = below
                .iter()
                .filter_map(|unit| targets[*unit].map(|t| t.0))
                .collect();
            let (sum, all) = (known.iter().sum::<i64>(), known.len() == below.len());
            if known.is_empty() || sum == target || (!all && sum < target) {
                continue;
            }
            let child = portal.units[below[0]].origin.place.clone();
            let of_phase = !portal.units[unit].targets.contains_key(&phase.id);
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

/// Each unit's submissions by day, as last published.
type Reported<'a> = Vec<BTreeMap<Date, (i64, &'a Report)>>;

/// Reports of units below that do not add up to the report of the same day above them.
pub(super) fn reports(portal: &Portal, problems: &mut Problems) {
    for programme in &portal.programmes {
        let mut reported: Reported<'_> = vec![BTreeMap::new(); portal.units.len()];
        for report in portal
            .reports
            .iter()
            .filter(|r| r.programme == programme.id && !r.conflicts)
        {
            if let Some((unit, value)) = portal.tree.index(&report.unit).zip(report.submitted) {
                reported[unit].insert(report.as_of, (value, report));
            }
        }
        for unit in portal.tree.upwards().iter().copied() {
            for (day, (value, report)) in &reported[unit] {
                let all = below(portal, programme, &reported, unit, *day, true);
                let some = below(portal, programme, &reported, unit, *day, false);
                let (sum, all) = match (all, some) {
                    (Some(sum), _) if sum != *value => (sum, true),
                    (None, Some(sum)) if sum > *value => (sum, false),
                    _ => continue,
                };
                let problem = Problem::SumDiffers {
                    date: written(*day),
                    value: *value,
                    sum,
                    all,
                };
                problems.add(report.origin.place.clone(), problem);
            }
        }
    }
}

/// The sum of the units below: of all of them, each told for exactly this day, or of those that
/// told anything so far.
fn below(
    portal: &Portal,
    programme: &Programme,
    reported: &Reported<'_>,
    unit: usize,
    day: Date,
    all: bool,
) -> Option<i64> {
    let from = programme.begins();
    let there = |unit: &&usize| portal.units[**unit].existed(from, day);
    let count = |unit: &usize| -> Option<i64> {
        let told = &reported[*unit];
        if all && let Some((value, _)) = told.get(&day) {
            return Some(*value);
        }
        match told.range(..=day).next_back() {
            Some((_, (value, _))) if !all => Some(*value),
            // One that ended keeps its last count.
            Some((_, (value, _)))
                if portal.units[*unit].valid_to.is_some_and(|last| last < day) =>
            {
                Some(*value)
            }
            _ if told.is_empty() => below(portal, programme, reported, *unit, day, all),
            _ => None,
        }
    };
    let children = portal.tree.children(unit).iter().filter(there);
    let counts: Vec<Option<i64>> = children.map(count).collect();
    let known: Vec<i64> = counts.iter().flatten().copied().collect();
    let complete = !known.is_empty() && (!all || known.len() == counts.len());
    complete.then(|| known.iter().sum())
}
