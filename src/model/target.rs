//! Who was to reach what in a phase: targets that were handed out, and sums of them.

use super::{DatedTarget, Phase, Portal, Programme, Unit, UnitKind};
use crate::base::Date;

/// Who set a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SetBy<'a> {
    /// As the content says.
    Written(&'a str),
    /// The unit above, by index.
    Above(usize),
    /// It is the sum of the targets of the units below.
    Sum,
    /// No one said.
    #[default]
    Unknown,
}

/// A target with who set it.
pub type Target<'a> = (i64, SetBy<'a>);

/// Targets of all units in a phase, as they were on a day, with who set them, and of the whole at
/// the end: a unit's own, else the sum of those below when none of them is missing. A unit that
/// ended during the phase may have none; a cluster in which no unit existed has none, and takes
/// none away.
pub fn of_all<'a>(portal: &'a Portal, phase: &'a Phase, day: Date) -> Vec<Option<Target<'a>>> {
    let tree = &portal.tree;
    let set_by_of_phase = phase.set_by.as_deref();
    let (target, source) = given(phase, None, day);
    let of_phase = target.map(|target| {
        let set_by = source.or(set_by_of_phase).map(SetBy::Written);
        (target, set_by.unwrap_or(SetBy::Unknown))
    });
    let mut targets: Vec<Option<Target<'a>>> = vec![None; portal.units.len() + 1];
    for unit in tree.upwards().iter().copied() {
        let record = &portal.units[unit];
        let (target, source) = given(phase, Some(record), day);
        let own = target.map(|target| {
            // A cluster only groups units: the unit above it gives the targets.
            let mut above = tree.parent(unit);
            while let Some(cluster) = above.filter(|a| portal.units[*a].kind == UnitKind::Cluster) {
                above = tree.parent(cluster);
            }
            let set_by = source
                .or(record.targets_set_by.as_deref())
                .map(SetBy::Written)
                .or(above.map(SetBy::Above))
                .or(set_by_of_phase.map(SetBy::Written));
            (target, set_by.unwrap_or(SetBy::Unknown))
        });
        let root = tree.roots() == [unit];
        targets[unit] = own
            .or(of_phase.filter(|_| root))
            .or_else(|| sum(portal, phase, &targets, &expected(portal, phase, unit)));
    }
    let days = (Some(phase.start), phase.end);
    let roots = there(portal, tree.roots(), days, Some(phase));
    targets[portal.units.len()] = of_phase.or_else(|| sum(portal, phase, &targets, &roots));
    targets
}

/// The target that was given to a unit, or to the whole, as it was on a day, and the document that
/// set it. Where a target was changed, its history holds, and what came later is not known yet.
fn given<'a>(phase: &'a Phase, unit: Option<&Unit>, day: Date) -> (Option<i64>, Option<&'a str>) {
    let history = phase.history(unit.map(|unit| unit.id.as_str()));
    if history.is_empty() {
        let plain = match unit {
            Some(unit) => unit.targets.get(&phase.id).copied(),
            None => phase.target,
        };
        return (plain, None);
    }
    let by_then = |dated: &&DatedTarget| dated.since.is_none_or(|since| since <= day);
    let newest = history.iter().rfind(by_then);
    let source = newest.and_then(|dated| dated.source.as_deref());
    (newest.map(|dated| dated.value), source)
}

/// Whether a unit was ever given a target of its own for a phase.
pub fn has_own(phase: &Phase, unit: &Unit) -> bool {
    unit.targets.contains_key(&phase.id) || !phase.history(Some(&unit.id)).is_empty()
}

/// A target that was changed: both values are published.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The phase, by its place in the programme.
    pub phase: usize,
    /// Index of the unit; `None` is the whole.
    pub unit: Option<usize>,
    /// The first day of the new value.
    pub since: Date,
    /// Before.
    pub was: i64,
    /// From that day on.
    pub now: i64,
    /// The document that changed it.
    pub source: Option<&'a str>,
}

/// The targets of a programme that were changed by the end of a day, by phase, unit and day.
pub fn changes<'a>(portal: &Portal, programme: &'a Programme, day: Date) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    for (phase, record) in programme.phases.iter().enumerate() {
        for pair in record.targets.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            let since = after.since.filter(|since| *since <= day);
            let (true, Some(since)) = (before.unit == after.unit, since) else {
                continue;
            };
            if before.value != after.value {
                found.push(Change {
                    phase,
                    unit: after.unit.as_ref().and_then(|id| portal.tree.index(id)),
                    since,
                    was: before.value,
                    now: after.value,
                    source: after.source.as_deref(),
                });
            }
        }
    }
    found
}

/// The units right below one that existed with it in a phase, without clusters in which no one
/// did.
pub fn expected(portal: &Portal, phase: &Phase, unit: usize) -> Vec<usize> {
    let above = &portal.units[unit];
    let from = Some(phase.start).max(above.valid_from);
    let to = above.valid_to.map_or(phase.end, |last| last.min(phase.end));
    there(portal, portal.tree.children(unit), (from, to), Some(phase))
}

/// Those of some units that existed on any of the days from one to another, without clusters in
/// which no one did. A cluster that was itself given a target for the phase is one of them.
pub fn there(
    portal: &Portal,
    units: &[usize],
    days: (Option<Date>, Date),
    phase: Option<&Phase>,
) -> Vec<usize> {
    let (from, to) = days;
    let mut found = Vec::new();
    for unit in units.iter().copied() {
        let record = &portal.units[unit];
        let below = portal.tree.children(unit);
        let empty = record.kind == UnitKind::Cluster
            && phase.is_none_or(|phase| !has_own(phase, record))
            && there(portal, below, days, phase).is_empty();
        if record.existed(from, to) && !empty {
            found.push(unit);
        }
    }
    found
}

fn sum<'a>(
    portal: &Portal,
    phase: &Phase,
    targets: &[Option<Target<'a>>],
    units: &[usize],
) -> Option<Target<'a>> {
    let mut sum: Option<i64> = None;
    for unit in units.iter().copied() {
        let ended = portal.units[unit]
            .valid_to
            .is_some_and(|last| last < phase.end);
        match targets[unit] {
            Some((target, _)) => sum = Some(sum.unwrap_or_default().saturating_add(target)),
            None if ended => {}
            None => return None,
        }
    }
    sum.map(|sum| (sum, SetBy::Sum))
}
