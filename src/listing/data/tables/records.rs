//! The records themselves: units, and initiatives with the names that may be published.

use std::borrow::Cow;

use super::super::table::Kind::{Day, Text, Whole};
use super::super::table::{Cell, Column, Reference, Rows, Table, fields, may, must};
use super::{STATUSES, UNITS};
use crate::model::initiative::Status;
use crate::model::{Initiative, Person, Portal, Unit, UnitKind};

const KINDS: &[&str] = &["province", "cluster", "upper", "grassroots"];

/// The tree of units.
pub(super) fn units(portal: &Portal) -> Table<'_> {
    fields! {
        (unit: &'c Unit) {
            let kind = match unit.kind {
                UnitKind::Province => "province",
                UnitKind::Cluster => "cluster",
                UnitKind::Upper => "upper",
                UnitKind::Grassroots => "grassroots",
            };
        }
        must("id", Text, "column-id") => unit.id.as_str(),
        must("title", Text, "column-title-of-units") => unit.title.as_str(),
        must("kind", Text, "column-kind-of-units")
        .one_of(KINDS) => kind,
        may("parent", Text, "column-parent") => unit.parent.as_deref(),
        may("members", Whole, "column-members") => unit.members,
        may("valid_from", Day, "column-valid-from") => unit.valid_from,
        may("valid_to", Day, "column-valid-to") => unit.valid_to,
        may("successors", Text, "column-successors") => unit.successors.join(" "),
    }
    Table {
        name: "don-vi",
        words: "table-units",
        columns: COLUMNS,
        key: &["id"],
        refers: &[Reference {
            columns: &["parent"],
            table: "don-vi",
            to: &["id"],
        }],
        rows: Rows::whole(move |visit| {
            for unit in &portal.units {
                visit(&row(unit));
            }
        }),
    }
}

/// The initiatives of the site.
pub(super) fn initiatives(portal: &Portal) -> Table<'_> {
    fields! {
        (portal: &'c Portal, i: &'c Initiative) {
            let status = match i.status {
                Status::Submitted => "submitted",
                Status::Valid => "valid",
                Status::Recognised => "recognised",
                Status::Awarded => "awarded",
            };
        }
        must("id", Text, "column-id-of-initiatives") => &*i.id,
        must("title", Text, "column-title-of-initiatives") => &*i.title,
        may("date", Day, "column-date-of-initiatives") => i.date,
        may("programme", Text, "column-programme") => i.programme.as_deref(),
        must("unit", Text, "column-unit") => &*i.unit,
        may("organisation", Text, "column-organisation") => i.organisation.as_deref(),
        may("group", Text, "column-group") => i.group.as_deref(),
        must("status", Text, "column-status-of-initiatives")
        .one_of(STATUSES) => status,
        may("benefit", Whole, "column-benefit") => i.amount,
        may("currency", Text, "column-currency") => i.amount.map(|_| i.currency()),
        may("certified_by", Text, "column-certified-by") => i.certified_by.as_deref(),
        may("authors", Text, "column-authors") => names(portal, &i.authors),
    }
    Table {
        name: "sang-kien",
        words: "table-initiatives",
        columns: COLUMNS,
        key: &["id"],
        refers: &[UNITS],
        rows: Rows::numbered(portal.initiatives.len(), move |at, visit| {
            visit(&row(portal, &portal.initiatives[at]));
        }),
    }
}

/// The names of people that may be published; of most records that is one.
fn names<'p>(portal: &'p Portal, people: &'p [Person]) -> Cow<'p, str> {
    let mut named = portal.named(people).map(|person| person.name);
    let Some(first) = named.next() else {
        return Cow::Borrowed("");
    };
    let mut names = Cow::Borrowed(first);
    for name in named {
        names += "; ";
        names += name;
    }
    names
}
