//! The tables: adding one is adding a function to this list.

mod columns;
mod counts;
mod figures;
mod records;
mod reported;

use super::table::Kind::Text;
use super::table::{Column, Reference, Table, must};
use crate::model::Portal;
use crate::progress::{Count, Origin, Progress};

/// Tables that every site has, even without a row: others refer to them, or people look for them.
pub(super) const ALWAYS: [&str; 4] = ["giai-doan", "bao-cao", "don-vi", "sang-kien"];

/// Each day of each sum.
pub(super) const SERIES: &str = "chuoi-so-lieu";

/// The column `unit`.
const UNITS: Reference = Reference {
    columns: &["unit"],
    table: "don-vi",
    to: &["id"],
};

/// The columns `programme` and `phase`.
const PHASES: Reference = Reference {
    columns: &["programme", "phase"],
    table: "giai-doan",
    to: &["programme", "phase"],
};

/// What is counted.
const METRICS: &[&str] = &["submitted", "valid"];

// Columns that are in several tables.
const PROGRAMME: Column = must("programme", Text, "column-programme");
const UNIT: Column = must("unit", Text, "column-unit");
const METRIC: Column = must("metric", Text, "column-metric").one_of(METRICS);

/// Where a count comes from.
const ORIGINS: &[&str] = &["report", "records", "sum"];

/// How far an initiative got.
const STATUSES: &[&str] = &["submitted", "valid", "recognised", "awarded"];

/// Every table of a site, in the order of the data page.
pub fn tables<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Vec<Table<'a>> {
    let mut tables = vec![
        figures::phases(portal, progress),
        figures::units(portal, progress),
        figures::totals(portal, progress),
        figures::series(portal, progress),
        reported::reports(portal, progress),
        reported::public_figures(portal, progress),
        reported::revisions(portal, progress),
        reported::differences(portal, progress),
        counts::breakdown(portal, progress),
        counts::benefit(portal, progress),
        records::units(portal),
        records::initiatives(portal),
    ];
    tables.extend(reported::targets(portal, progress));
    tables
}

fn origin(count: Count) -> &'static str {
    match count.origin {
        Origin::Report => "report",
        Origin::Records => "records",
        Origin::Sum(_) => "sum",
    }
}
