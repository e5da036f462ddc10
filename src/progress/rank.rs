//! Ranks among units of one level. Equal results share a rank and the next one is left out: 1, 2,
//! 2, 4.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::{ProgrammeProgress, UnitProgress};
use crate::base::collate;
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

/// A result as a fraction, so that equal ones are equal.
#[derive(Debug, Clone, Copy)]
struct Fraction(i64, i64);

impl Fraction {
    fn compare(self, other: Self) -> Ordering {
        (i128::from(self.0) * i128::from(other.1)).cmp(&(i128::from(other.0) * i128::from(self.1)))
    }
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
    fn share(&self) -> Option<Fraction> {
        let target = self.target.filter(|target| *target > 0)?;
        Some(Fraction(self.count, target))
    }

    fn per_member(&self) -> Option<Fraction> {
        Some(Fraction(self.count, enough_members(self.members)?))
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
        for (unit, rank) in places(fractions(units, Result::share)) {
            ranks[unit].percent = Some(rank);
        }
        for (unit, rank) in places(fractions(units, |r| Some(Fraction(r.count, 1)))) {
            ranks[unit].count = Some(rank);
        }
        for (unit, rank) in places(fractions(units, Result::per_member)) {
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
fn fractions(
    units: &[(usize, Result)],
    fraction: fn(&Result) -> Option<Fraction>,
) -> impl Iterator<Item = (usize, Fraction)> {
    units
        .iter()
        .filter_map(move |(unit, result)| Some((*unit, fraction(result)?)))
}

fn places(results: impl Iterator<Item = (usize, Fraction)>) -> BTreeMap<usize, Rank> {
    let mut results: Vec<(usize, Fraction)> = results.collect();
    results.sort_by(|a, b| b.1.compare(a.1));
    let of = results.len();
    // One alone is ranked among no one.
    if of < 2 {
        return BTreeMap::new();
    }
    let mut ranks = BTreeMap::new();
    for equal in results.chunk_by(|a, b| a.1.compare(b.1).is_eq()) {
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
            (7, Fraction(50, 100)),
            (3, Fraction(1, 3)),
            (5, Fraction(1, 2)),
            (9, Fraction(2, 1)),
        ];
        let ranks = places(results.into_iter());
        assert_eq!([9, 7, 5, 3].map(|unit| ranks[&unit].place), [1, 2, 2, 4]);
        assert!(ranks[&7].tied && !ranks[&9].tied);
        assert_eq!(ranks[&3].of, 4);
    }
}
