//! The kinds of charts: a variant of [`Kind`] and a row of [`TABLE`] for each. docs/CHANGING.md
//! says what else a new one needs.

use std::cmp::Ordering;

use serde::Serialize;

/// What a chart shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "their names say what they show")]
pub enum Kind {
    #[default]
    Phases,
    Phase,
    Cumulative,
    Ranking,
    Clusters,
    Groups,
    Organisations,
    Benefit,
    Map,
}

/// All that is known of a kind.
struct Row {
    kind: Kind,
    /// What is written in `id="…"`.
    name: &'static str,
    /// Arguments that narrow it down, besides `programme` and `title`.
    takes: &'static [&'static str],
    /// Whether it shows one phase: the newest that has begun when none is named.
    one_phase: bool,
}

/// Every kind, in the order of the enum.
const TABLE: [Row; 9] = [
    Row {
        kind: Kind::Phases,
        name: "phases",
        takes: &["unit"],
        one_phase: false,
    },
    Row {
        kind: Kind::Phase,
        name: "phase",
        takes: &["phase", "unit"],
        one_phase: true,
    },
    Row {
        kind: Kind::Cumulative,
        name: "cumulative",
        takes: &["phase", "unit", "months"],
        one_phase: false,
    },
    Row {
        kind: Kind::Ranking,
        name: "ranking",
        takes: &["phase", "unit"],
        one_phase: true,
    },
    Row {
        kind: Kind::Clusters,
        name: "clusters",
        takes: &["unit"],
        one_phase: false,
    },
    Row {
        kind: Kind::Groups,
        name: "groups",
        takes: &["unit"],
        one_phase: false,
    },
    Row {
        kind: Kind::Organisations,
        name: "organisations",
        takes: &["unit"],
        one_phase: false,
    },
    Row {
        kind: Kind::Benefit,
        name: "benefit",
        takes: &[],
        one_phase: false,
    },
    Row {
        kind: Kind::Map,
        name: "map",
        takes: &["phase"],
        one_phase: true,
    },
];

/// By name: charts that texts ask for are in this order.
impl Ord for Kind {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Kind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Kind {
    /// Every kind, in the order in which documents list them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.kind)
    }

    /// The kind that editors call by this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// What is written in `id="…"`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Arguments that narrow it down, besides `programme` and `title`.
    pub fn takes(self) -> &'static [&'static str] {
        self.row().takes
    }

    /// Whether it shows one phase: the newest that has begun when none is named.
    pub fn one_phase(self) -> bool {
        self.row().one_phase
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_row() {
        for (number, row) in TABLE.iter().enumerate() {
            assert_eq!(row.kind as usize, number, "{}", row.name);
        }
    }
}
