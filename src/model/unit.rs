//! The tree of units.

use std::collections::BTreeMap;

use super::{Origin, Person};
use crate::base::Date;

/// Level of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum UnitKind {
    /// The root.
    Province,
    /// A group of upper-level unions.
    Cluster,
    /// Upper-level union.
    #[default]
    Upper,
    /// Grassroots union: an organisation.
    Grassroots,
}

impl Unit {
    /// Whether it existed on any day from `from` to `to`.
    pub fn existed(&self, from: Option<Date>, to: Date) -> bool {
        let begun = self.valid_from.is_none_or(|first| first <= to);
        let ended = self
            .valid_to
            .zip(from)
            .is_some_and(|(last, from)| last < from);
        begun && !ended
    }
}

/// A unit of the tree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unit {
    /// Stable id, part of its address.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Title for tables and charts.
    pub short_title: String,
    /// Level.
    pub kind: UnitKind,
    /// Id of the unit above.
    pub parent: Option<String>,
    /// Union members.
    pub members: Option<i64>,
    /// Official code of the place.
    pub place_code: Option<String>,
    /// Targets by phase id.
    pub targets: BTreeMap<String, i64>,
    /// Who set them, as written.
    pub targets_set_by: Option<String>,
    /// First day of existence.
    pub valid_from: Option<Date>,
    /// Last day of existence.
    pub valid_to: Option<Date>,
    /// Ids of the units that carry on.
    pub successors: Vec<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// A few sentences.
    pub about: Option<String>,
    /// Chair of the union.
    pub chair: Option<Person>,
    /// Where it was written.
    pub origin: Origin,
}
