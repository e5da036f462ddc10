//! What the initiatives on the site count to.

use super::super::table::Kind::{Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::{PROGRAMME, STATUSES, UNITS};
use crate::model::{Portal, Programme};
use crate::progress::{Benefit, ProgrammeProgress, Progress};

/// Initiatives by group, status, month and organisation.
pub(super) fn breakdown<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, part: &Part<'c>) {}
        PROGRAMME => &*programme.id,
        must("by", Text, "column-by")
        .one_of(&["group", "status", "month", "organisation"]) => part.by,
        may("key", Text, "column-key") => part.key.clone(),
        may("unit", Text, "column-unit-of-breakdown") => part.unit,
        must("records", Whole, "column-records") => part.records,
        may("valid", Whole, "column-valid-of-breakdown") => part.valid,
    }
    Table {
        name: "phan-loai",
        words: "table-breakdown",
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id];
                if figures.totals.tally.records == 0 {
                    continue;
                }
                for part in parts(portal, programme, figures) {
                    visit(&row(programme, &part));
                }
            }
        }),
    }
}

/// Initiatives that have something in common.
struct Part<'a> {
    by: &'static str,
    key: Cell<'a>,
    unit: Option<&'a str>,
    records: i64,
    valid: Option<i64>,
}

/// The initiatives of a programme by group, status, month and organisation.
fn parts<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    figures: &'a ProgrammeProgress<'_>,
) -> Vec<Part<'a>> {
    let tally = &figures.totals.tally;
    let mut parts = Vec::new();
    let groups = programme.groups.iter().map(|g| g.id.as_str()).chain([""]);
    for (group, count) in groups.zip(&tally.groups) {
        parts.push(Part {
            by: "group",
            key: group.into(),
            unit: None,
            records: *count,
            valid: None,
        });
    }
    for (status, count) in STATUSES.iter().zip(tally.statuses) {
        parts.push(Part {
            by: "status",
            key: (*status).into(),
            unit: None,
            records: count,
            valid: None,
        });
    }
    for (month, both) in &figures.months {
        parts.push(Part {
            by: "month",
            key: month
                .map(|(year, month)| format!("{year}-{month:02}"))
                .into(),
            unit: None,
            records: both.submitted,
            valid: Some(both.valid),
        });
    }
    for organisation in &figures.organisations {
        let unit = portal.units[organisation.unit].id.as_str();
        parts.push(Part {
            by: "organisation",
            key: organisation.name.unwrap_or(unit).into(),
            unit: Some(unit),
            records: organisation.count.submitted,
            valid: Some(organisation.count.valid),
        });
    }
    parts
}

/// Certified benefit by currency.
pub(super) fn benefit<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, currency: &'c str, benefit: &Benefit) {}
        PROGRAMME => programme.id.as_str(),
        must("currency", Text, "column-currency") => currency,
        must("amount", Whole, "column-amount") => benefit.amount,
        must("records", Whole, "column-records-of-benefit") => benefit.records,
        must("claimed", Whole, "column-claimed") => benefit.claimed,
    }
    Table {
        name: "loi-ich",
        words: "table-benefit",
        columns: COLUMNS,
        key: &["programme", "currency"],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (currency, benefit) in &progress.programmes[&programme.id].benefit {
                    visit(&row(programme, currency, benefit));
                }
            }
        }),
    }
}
