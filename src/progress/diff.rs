//! What changed between two days: totals, units up and down, new initiatives.

use super::{Count, ProgrammeProgress, Progress, Rank, Revision};
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
}

/// Compares the figures of two days, the earlier one first.
pub fn diff<'a>(
    portal: &'a Portal,
    was: &Progress<'a>,
    now: &Progress<'a>,
) -> Vec<ProgrammeChange<'a>> {
    let of = |programme: &'a Programme| {
        let (before, after) = (
            &was.programmes[&programme.id],
            &now.programmes[&programme.id],
        );
        changes(portal, programme, (before, was.as_of), (after, now.as_of))
    };
    portal.programmes.iter().map(of).collect()
}

fn changes<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    (before, from): (&ProgrammeProgress<'a>, Date),
    (after, to): (&ProgrammeProgress<'a>, Date),
) -> ProgrammeChange<'a> {
    let value = |count: Option<Count>| count.map(|c| c.value);
    let total = |metric| {
        let change = Change {
            was: value(before.totals.latest(metric)),
            now: value(after.totals.latest(metric)),
        };
        (metric, change)
    };
    let phases = programme
        .phases
        .iter()
        .enumerate()
        .filter(|(_, phase)| phase.start <= to);
    let phases = phases.map(|(n, phase)| {
        (
            phase,
            Change {
                was: before.phases[n].submitted,
                now: after.phases[n].submitted,
            },
        )
    });
    // The newest phase that has begun is the one that ranks are about.
    let phase = programme.phases.iter().rposition(|phase| phase.start <= to);
    let rank = |of: &ProgrammeProgress<'_>, unit: usize| {
        of.units[unit].phases[phase?].as_ref()?.ranks.percent
    };
    let all: Vec<UnitChange> = (0..portal.units.len())
        // The whole is above, and a cluster only groups those that are named.
        .filter(|unit| {
            portal.tree.roots() != [*unit] && portal.units[*unit].kind != UnitKind::Cluster
        })
        .map(|unit| UnitChange {
            unit,
            count: Change {
                was: value(before.units[unit].totals.submitted),
                now: value(after.units[unit].totals.submitted),
            },
            rank: (rank(before, unit), rank(after, unit)),
        })
        .collect();
    let mut up: Vec<UnitChange> = all
        .iter()
        .filter(|c| c.count.now.is_some() && (c.count.growth() > 0 || c.count.was.is_none()))
        .cloned()
        .collect();
    up.sort_by_key(|c| -c.count.growth());
    let mut down: Vec<UnitChange> = all
        .iter()
        .filter(|c| c.count.growth() < 0)
        .cloned()
        .collect();
    down.sort_by_key(|c| c.count.growth());
    let lost = |c: &UnitChange| {
        let (was, now) = (c.rank.0?.place, c.rank.1?.place);
        now.checked_sub(was)
            .filter(|lost| *lost > 0 && c.count.growth() >= 0)
    };
    let mut overtaken: Vec<UnitChange> =
        all.iter().filter(|c| lost(c).is_some()).cloned().collect();
    overtaken.sort_by_key(|c| std::cmp::Reverse(lost(c)));
    let new = |i: &&Initiative| {
        i.date.is_some_and(|day| from < day && day <= to)
            && super::records::belongs(portal, programme, i)
    };
    ProgrammeChange {
        programme,
        totals: [total(Metric::Submitted), total(Metric::Valid)],
        phases: phases.collect(),
        up,
        down,
        overtaken,
        revised: after
            .revisions
            .iter()
            .filter(|r| !before.revisions.contains(r))
            .copied()
            .collect(),
        initiatives: portal.initiatives.iter().filter(new).collect(),
    }
}
