//! Who was to reach what in a phase: targets that were handed out, and sums of them.

use super::{Phase, Portal, UnitKind};

/// Who set a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SetBy<'a> {
    /// As the content says.
    Written(&'a str),
    /// The unit above, by index.
    Above(usize),
    /// It is the sum of the targets of the units below.
    Sum,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A target with who set it.
pub type Target<'a> = (i64, SetBy<'a>);

/// Targets of all units in a phase with who set them, and of the whole at the end: a unit's own,
/// else the sum of those below when none of them is missing. A unit that ended during the phase may
/// have none.
pub fn of_all<'a>(portal: &'a Portal, phase: &'a Phase) -> Vec<Option<Target<'a>>> {
    let tree = &portal.tree;
    let there = |unit: &usize| portal.units[*unit].existed(Some(phase.start), phase.end);
    let written = |text: &'a Option<String>| text.as_deref().map(SetBy::Written);
    let of_phase = phase
        .target
        .map(|target| (target, written(&phase.set_by).unwrap_or(SetBy::Unknown)));
    let mut targets: Vec<Option<Target<'a>>> = vec![None; portal.units.len() + 1];
    let sum = |targets: &[Option<Target<'a>>], units: &[usize]| {
        let below: Vec<usize> = units.iter().copied().filter(there).collect();
        let ended = |unit: usize| {
            portal.units[unit]
                .valid_to
                .is_some_and(|last| last < phase.end)
        };
        let target = |unit: &usize| targets[*unit].map(|t| t.0).or(ended(*unit).then_some(0));
        let known = below.iter().map(target).sum::<Option<i64>>()?;
        below
            .iter()
            .any(|unit| targets[*unit].is_some())
            .then_some((known, SetBy::Sum))
    };
    for unit in tree.upwards().iter().copied() {
        let record = &portal.units[unit];
        let own = record.targets.get(&phase.id).map(|target| {
            // A cluster only groups units: whoever stands above it hands out targets.
            let mut above = tree.parent(unit);
            while let Some(cluster) = above.filter(|a| portal.units[*a].kind == UnitKind::Cluster) {
                above = tree.parent(cluster);
            }
            let set_by = written(&record.targets_set_by)
                .or(above.map(SetBy::Above))
                .or(written(&phase.set_by));
            (*target, set_by.unwrap_or(SetBy::Unknown))
        });
        let root = tree.roots() == [unit];
        targets[unit] = own
            .or(of_phase.filter(|_| root))
            .or_else(|| sum(&targets, tree.children(unit)));
    }
    targets[portal.units.len()] = of_phase.or_else(|| sum(&targets, tree.roots()));
    targets
}
