//! Ranks among units of one level. Equal results share a rank and the next one is left out: 1, 2,
//! 2, 4.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{ProgrammeProgress, UnitProgress};
use crate::base::{Share, collate};
use crate::model::{Portal, UnitKind};

/// Units with fewer members have no count per 100 members: seven members and one good week would
/// are above every larger unit.
pub const MEMBERS: i64 = 100;

/// The members of a unit, when they are enough to be compared with others.
pub fn enough_members(members: Option<i64>) -> Option<i64> {
    members.filter(|members| *members >= MEMBERS)
}

/// A place among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// 1 is first.
    pub place: usize,
    /// How many are ranked.
    pub of: usize,
    /// Whether others share the place.
    pub tied: bool,
}

/// Ranks of a unit among those of its level in one phase: none where it is the only one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ranks {
    /// By percent of the target; `None` without a target above zero.
    pub percent: Option<Rank>,
    /// By submissions.
    pub count: Option<Rank>,
    /// By submissions for each 100 members; `None` where the members are not known or
    /// fewer than [`MEMBERS`].
    pub per_100_members: Option<Rank>,
}

/// What a unit is ranked by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Result {
    /// It is ranked among those of its level.
    pub(super) level: UnitKind,
    /// Submissions.
    pub(super) count: i64,
    /// Target.
    pub(super) target: Option<i64>,
    /// Members.
    pub(super) members: Option<i64>,
}

impl Result {
    fn of_target(&self) -> Option<Share> {
        Share::new(self.count, self.target?)
    }

    fn per_member(&self) -> Option<Share> {
        Share::new(self.count, enough_members(self.members)?)
    }
}

/// The ranks of all units in one phase, by index; those without a result have none.
pub(super) fn rank(results: &[Option<Result>]) -> Vec<Ranks> {
    let mut levels: BTreeMap<UnitKind, Vec<(usize, Result)>> = BTreeMap::new();
    for (unit, result) in results.iter().enumerate() {
        if let Some(result) = result {
            levels
                .entry(result.level)
                .or_default()
                .push((unit, *result));
        }
    }
    let mut ranks = vec![Ranks::default(); results.len()];
    for units in levels.values() {
        for (unit, rank) in places(values(units, Result::of_target)) {
            ranks[unit].percent = Some(rank);
        }
        for (unit, rank) in places(values(units, |result| Some(result.count))) {
            ranks[unit].count = Some(rank);
        }
        for (unit, rank) in places(values(units, Result::per_member)) {
            ranks[unit].per_100_members = Some(rank);
        }
    }
    ranks
}

/// The units of a list in one phase, best first: by percent of the target, then by submissions,
/// then by name. Those of which only a part is known come after the whole ones; those that did not
/// exist in the phase are left out.
pub fn standing(
    portal: &Portal,
    progress: &ProgrammeProgress<'_>,
    units: impl Iterator<Item = usize>,
    phase: usize,
) -> Vec<usize> {
    let mut units: Vec<usize> = units
        .filter(|unit| progress.units[*unit].phases[phase].is_some())
        .collect();
    units.sort_by_cached_key(|unit| {
        let figures = progress.units[*unit].phases[phase].as_ref();
        // Ranks are those of a level; among units of several levels the share itself decides.
        let share = figures.and_then(|f| f.submitted.zip(f.target.filter(|t| *t > 0)));
        let share = share.map(|(s, t)| i128::from(s) * 1_000_000_000 / i128::from(t));
        let submitted = figures.and_then(|f| f.submitted);
        let whole = figures.and_then(|f| f.count).map(|count| count.complete());
        (
            Reverse(whole),
            Reverse(share),
            Reverse(submitted),
            collate::key(&portal.units[*unit].title),
        )
    });
    units
}

/// The highest level below the whole of which anything is known in a phase: upper-level unions,
/// else clusters, else grassroots unions.
pub fn level(portal: &Portal, progress: &ProgrammeProgress<'_>, phase: usize) -> Option<UnitKind> {
    [UnitKind::Upper, UnitKind::Cluster, UnitKind::Grassroots]
        .into_iter()
        .find(|kind| {
            let mut units = portal.units.iter().zip(&progress.units);
            units.any(|(unit, figures)| unit.kind == *kind && has_reported(figures, phase))
        })
}

/// Whether anything is known of a unit in a phase.
fn has_reported(unit: &UnitProgress<'_>, phase: usize) -> bool {
    let figures = unit.phases[phase].as_ref();
    figures.is_some_and(|figures| figures.submitted.is_some())
}

/// What units are ranked by; those without it are left out.
fn values<T>(
    units: &[(usize, Result)],
    value: fn(&Result) -> Option<T>,
) -> impl Iterator<Item = (usize, T)> {
    units
        .iter()
        .filter_map(move |(unit, result)| Some((*unit, value(result)?)))
}

fn places<T: Ord + Copy>(results: impl Iterator<Item = (usize, T)>) -> BTreeMap<usize, Rank> {
    let mut results: Vec<(usize, T)> = results.collect();
    results.sort_by_key(|(_, value)| Reverse(*value));
    let of = results.len();
    // One alone is ranked among no one.
    if of < 2 {
        return BTreeMap::new();
    }
    let mut ranks = BTreeMap::new();
    for equal in results.chunk_by(|a, b| a.1 == b.1) {
        let place = ranks.len() + 1;
        ranks.extend(equal.iter().map(|(unit, _)| {
            (
                *unit,
                Rank {
                    place,
                    of,
                    tied: equal.len() > 1,
                },
            )
        }));
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_place_and_leave_the_next_one_out() {
        let results = [
            (7, Share::new(50, 100)),
            (3, Share::new(1, 3)),
            (5, Share::new(1, 2)),
            (9, Share::new(2, 1)),
        ];
        let ranks = places(results.into_iter());
        assert_eq!([9, 7, 5, 3].map(|unit| ranks[&unit].place), [1, 2, 2, 4]);
        assert!(ranks[&7].tied && !ranks[&9].tied);
        assert_eq!(ranks[&3].of, 4);
    }
}
