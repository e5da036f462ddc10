//! Sums over the tree of units. What was not reported is not zero: a sum says of how many units it
//! is made.

use super::own::{Own, Told};
use crate::base::Date;
use crate::model::{Portal, UnitKind};

/// How many units below were to tell a count, and how many did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Units with a count of their own, or a sum to which none is missing.
    pub reported: usize,
    /// Units of which only a part is known.
    pub partial: usize,
    /// Units that existed in the time that is counted.
    pub expected: usize,
}

/// Where a count comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The unit's own report.
    Report,
    /// Initiatives on this site, of the unit and below.
    Records,
    /// The sum of the units below.
    Sum(Coverage),
}

/// A count of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The count.
    pub value: i64,
    /// The newest day to which a part of it counts.
    pub date: Date,
    /// The oldest one: with `date`, the days that the parts of a sum stand for.
    pub oldest: Date,
    /// Where it comes from.
    pub origin: Origin,
}

impl Coverage {
    /// Whether nothing is missing.
    pub fn complete(&self) -> bool {
        self.reported == self.expected
    }
}

impl Count {
    /// Whether nothing is missing.
    pub fn complete(&self) -> bool {
        match self.origin {
            Origin::Report | Origin::Records => true,
            Origin::Sum(coverage) => coverage.complete(),
        }
    }

    /// Of how many units it is made, when it is a sum of reports.
    pub fn coverage(&self) -> Option<Coverage> {
        match self.origin {
            Origin::Sum(coverage) => Some(coverage),
            _ => None,
        }
    }
}

/// Counts of all units, by index.
pub(super) struct Rolled {
    counts: Vec<Option<Count>>,
    /// Of units without a report of their own: what they are made of.
    coverage: Vec<Coverage>,
    /// Whether a unit, or one below it, reports anything.
    reporting: Vec<bool>,
}

/// Gives every unit that existed its count: its own report, else the sum of those below and of its
/// own records.
///
/// `own` says what a unit told itself.
pub(super) fn roll(
    portal: &Portal,
    owns: &[Own<'_>],
    existed: impl Fn(usize) -> bool,
    own: impl Fn(usize) -> Option<Count>,
) -> Rolled {
    let units = portal.units.len();
    let mut rolled = Rolled {
        counts: vec![None; units],
        coverage: vec![Coverage::default(); units],
        reporting: owns.iter().map(|own| own.reports).collect(),
    };
    for unit in portal
        .tree
        .upwards()
        .iter()
        .copied()
        .filter(|unit| existed(*unit))
    {
        let told = own(unit);
        if owns[unit].told == Told::Reports {
            rolled.counts[unit] = told;
            continue;
        }
        let below = portal
            .tree
            .children(unit)
            .iter()
            .copied()
            .filter(|child| existed(*child));
        rolled.reporting[unit] |= below.clone().any(|child| rolled.reporting[child]);
        (rolled.counts[unit], rolled.coverage[unit]) = rolled.sum(portal, owns, below, told);
    }
    rolled
}

impl Rolled {
    /// The count of a unit.
    pub(super) fn count(&self, unit: usize) -> Option<Count> {
        self.counts[unit]
    }

    /// The sum of some units, and of the records of the unit above them.
    pub(super) fn sum(
        &self,
        portal: &Portal,
        owns: &[Own<'_>],
        units: impl Iterator<Item = usize>,
        records: Option<Count>,
    ) -> (Option<Count>, Coverage) {
        let mut coverage = Coverage::default();
        let mut total = records;
        let mut reporting = false;
        for unit in units {
            reporting |= self.reporting[unit];
            let count = self.counts[unit];
            coverage.add(self.of(portal, owns, unit));
            total = match (total, count) {
                (Some(a), Some(b)) => Some(Count {
                    value: a.value + b.value,
                    date: a.date.max(b.date),
                    oldest: a.oldest.min(b.oldest),
                    origin: if b.origin == Origin::Records {
                        a.origin
                    } else {
                        Origin::Sum(coverage)
                    },
                }),
                (total, count) => total.or(count),
            };
        }
        // A list of records leaves nobody out, unless somebody below reports: of that unit the list
        // says nothing.
        let total = total.map(|total| match total.origin {
            Origin::Records if !reporting => total,
            _ => Count {
                origin: Origin::Sum(coverage),
                ..total
            },
        });
        (total, coverage)
    }

    /// What a unit adds to the coverage of the one above. A cluster only groups units: those in it
    /// count.
    fn of(&self, portal: &Portal, owns: &[Own<'_>], unit: usize) -> Coverage {
        if portal.units[unit].kind == UnitKind::Cluster && owns[unit].told == Told::Nothing {
            return self.coverage[unit];
        }
        let (reported, partial) = match self.counts[unit] {
            Some(count) if count.complete() => (1, 0),
            Some(_) => (0, 1),
            None => (0, 0),
        };
        Coverage {
            reported,
            partial,
            expected: 1,
        }
    }
}

impl Coverage {
    fn add(&mut self, other: Self) {
        self.reported += other.reported;
        self.partial += other.partial;
        self.expected += other.expected;
    }
}
