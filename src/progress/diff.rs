//! What changed between two days: totals, units up and down, new initiatives.

use super::{Count, ProgrammeProgress, Progress, Rank, Revision, UnitProgress};
use crate::base::Date;
use crate::model::programme::Metric;
use crate::model::{Initiative, Phase, Portal, Programme, UnitKind};

/// A count on two days; `None` is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// On the first day.
    pub was: Option<i64>,
    /// On the second.
    pub now: Option<i64>,
}

/// What changed for one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitChange {
    /// Index of the unit.
    pub unit: usize,
    /// Its cumulative submissions.
    pub count: Change,
    /// Its place by percent of the target in the phase that the second day lies in, on both days.
    pub rank: (Option<Rank>, Option<Rank>),
}

/// What changed in one programme.
#[derive(Debug, Clone)]
pub struct ProgrammeChange<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// Cumulative counts of the whole, of both metrics.
    pub totals: [(Metric, Change); 2],
    /// Counts within each phase that has begun.
    pub phases: Vec<(&'a Phase, Change)>,
    /// Units whose count rose, or was reported for the first time: the most first.
    pub up: Vec<UnitChange>,
    /// Units whose count fell: the most first.
    pub down: Vec<UnitChange>,
    /// Units that lost places, by how many, although their count did not fall.
    pub overtaken: Vec<UnitChange>,
    /// Figures that were reported again in between, with both values.
    pub revised: Vec<Revision<'a>>,
    /// Initiatives dated after the first day and up to the second, newest first.
    pub initiatives: Vec<&'a Initiative>,
}

impl Change {
    /// What came; a count that was not reported before is new as a whole.
    pub fn growth(&self) -> i64 {
        self.now.unwrap_or_default() - self.was.unwrap_or_default()
    }

    /// Whether the count rose, or was reported for the first time.
    fn is_up(self) -> bool {
        self.now.is_some() && (self.growth() > 0 || self.was.is_none())
    }
}

impl UnitChange {
    /// How many places the unit lost, if any, although its count did not fall.
    fn overtaken_by(&self) -> Option<usize> {
        let (was, now) = (self.rank.0?.place, self.rank.1?.place);
        let lost = now.checked_sub(was)?;
        (lost > 0 && self.count.growth() >= 0).then_some(lost)
    }
}

/// Compares the figures of two days, the earlier one first.
pub fn diff<'a>(
    portal: &'a Portal,
    was: &Progress<'a>,
    now: &Progress<'a>,
) -> Vec<ProgrammeChange<'a>> {
    let mut found = Vec::new();
    for programme in &portal.programmes {
        let before = &was.programmes[&programme.id];
        let after = &now.programmes[&programme.id];
        let (before, after) = ((before, was.as_of), (after, now.as_of));
        found.push(changes(portal, programme, before, after));
    }
    found
}

fn changes<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    (before, from): (&ProgrammeProgress<'a>, Date),
    (after, to): (&ProgrammeProgress<'a>, Date),
) -> ProgrammeChange<'a> {
    let mut phases = Vec::new();
    for (number, phase) in programme.phases.iter().enumerate() {
        if phase.start <= to {
            let (was, now) = (&before.phases[number], &after.phases[number]);
            let (was, now) = (was.submitted, now.submitted);
            phases.push((phase, Change { was, now }));
        }
    }
    // The newest phase that has begun is the one that ranks are about.
    let phase = programme.phases.iter().rposition(|phase| phase.start <= to);
    let units = units(portal, phase, before, after);
    let is_revised = |revision: &&Revision<'a>| !before.revisions.contains(revision);
    let mut initiatives = Vec::new();
    for initiative in &portal.initiatives {
        let is_new = initiative.date.is_some_and(|day| from < day && day <= to);
        if is_new && super::records::belongs(portal, programme, initiative) {
            initiatives.push(initiative);
        }
    }
    ProgrammeChange {
        programme,
        totals: Metric::ALL.map(|metric| {
            let (was, now) = (before.totals.latest(metric), after.totals.latest(metric));
            (metric, change(was, now))
        }),
        phases,
        up: up(&units),
        down: down(&units),
        overtaken: overtaken(&units),
        revised: after.revisions.iter().filter(is_revised).copied().collect(),
        initiatives,
    }
}

fn change(was: Option<Count>, now: Option<Count>) -> Change {
    Change {
        was: was.map(|count| count.value),
        now: now.map(|count| count.value),
    }
}

/// The changes of all units, but the whole, which is shown above them, and clusters, which only
/// group units that are named themselves.
fn units(
    portal: &Portal,
    phase: Option<usize>,
    before: &ProgrammeProgress<'_>,
    after: &ProgrammeProgress<'_>,
) -> Vec<UnitChange> {
    let mut units = Vec::new();
    for unit in 0..portal.units.len() {
        if portal.tree.roots() == [unit] || portal.units[unit].kind == UnitKind::Cluster {
            continue;
        }
        let (was, now) = (&before.units[unit], &after.units[unit]);
        units.push(UnitChange {
            unit,
            count: change(was.totals.submitted, now.totals.submitted),
            rank: (rank_by_percent(was, phase), rank_by_percent(now, phase)),
        });
    }
    units
}

fn rank_by_percent(unit: &UnitProgress<'_>, phase: Option<usize>) -> Option<Rank> {
    unit.phases[phase?].as_ref()?.ranks.percent
}

fn up(units: &[UnitChange]) -> Vec<UnitChange> {
    let mut up: Vec<UnitChange> = units
        .iter()
        .filter(|change| change.count.is_up())
        .cloned()
        .collect();
    up.sort_by_key(|change| -change.count.growth());
    up
}

fn down(units: &[UnitChange]) -> Vec<UnitChange> {
    let is_down = |change: &&UnitChange| change.count.growth() < 0;
    let mut down: Vec<UnitChange> = units.iter().filter(is_down).cloned().collect();
    down.sort_by_key(|change| change.count.growth());
    down
}

fn overtaken(units: &[UnitChange]) -> Vec<UnitChange> {
    let mut overtaken: Vec<UnitChange> = units
        .iter()
        .filter(|change| change.overtaken_by().is_some())
        .cloned()
        .collect();
    overtaken.sort_by_key(|change| std::cmp::Reverse(change.overtaken_by()));
    overtaken
}
