//! All that the tables say of one unit, and of one phase: a small JSON file each, at an address
//! that stays.

use std::collections::BTreeMap;

use super::dataset::Dataset;
use super::json;
use super::table::{Cell, Table};
use super::tables;
use super::words::Words;
use crate::model::{Portal, UnitKind};

/// The table of initiatives, and that of each day of each sum, which does not say of how many units
/// a sum is.
const LEFT_OUT: [&str; 2] = ["sang-kien", tables::SERIES];

/// The files of units and phases.
pub(super) struct Slices {
    pub(super) units: Vec<Slice>,
    pub(super) phases: Vec<Slice>,
}

/// What is published of one unit, or of one phase.
pub(super) struct Slice {
    /// Id, which names the file.
    pub(super) id: String,
    pub(super) json: Vec<u8>,
}

impl Slice {
    /// The file about a thing: its kind, its id and its title.
    fn new(about: &Words<'_>, thing: (&str, &str, &str), rows: Option<&Rows>) -> Self {
        Self {
            id: thing.1.to_owned(),
            json: json::slice(about, thing, rows.into_iter().flatten()),
        }
    }
}

/// Rows as JSON, by table.
type Rows = BTreeMap<&'static str, Vec<String>>;

impl Slices {
    /// Goes once through every table but those that are left out. Grassroots unions are too many
    /// for files of their own.
    pub(super) fn new(datasets: &[Dataset<'_>], portal: &Portal, about: &Words<'_>) -> Self {
        let mut units: BTreeMap<&str, Rows> = BTreeMap::new();
        let shown = portal
            .units
            .iter()
            .filter(|unit| unit.kind != UnitKind::Grassroots);
        units.extend(shown.clone().map(|unit| (&*unit.id, Rows::new())));
        let all = portal.programmes.iter().flat_map(|p| &p.phases);
        let mut phases: BTreeMap<&str, Rows> = BTreeMap::new();
        phases.extend(all.clone().map(|phase| (&*phase.id, Rows::new())));
        for dataset in datasets {
            if !LEFT_OUT.contains(&dataset.table.name) {
                taken(dataset, &mut units, &mut phases);
            }
        }
        let of_units = shown.map(|unit| {
            let about_unit = ("unit", &*unit.id, &*unit.title);
            Slice::new(about, about_unit, units.get(&*unit.id))
        });
        let of_phases = all.map(|phase| {
            let about_phase = ("phase", &*phase.id, &*phase.title);
            Slice::new(about, about_phase, phases.get(&*phase.id))
        });
        Self {
            units: of_units.collect(),
            phases: of_phases.collect(),
        }
    }
}

/// Adds the rows of a table to the units and phases that they name.
fn taken(
    dataset: &Dataset<'_>,
    units: &mut BTreeMap<&str, Rows>,
    phases: &mut BTreeMap<&str, Rows>,
) {
    let table = &dataset.table;
    let unit = column(table, "unit").or_else(|| column(table, "id"));
    let phase = column(table, "phase");
    if unit.is_none() && phase.is_none() {
        return;
    }
    let keys = json::keys(table);
    for (part, _) in &dataset.parts {
        table.each(part.clone(), |row| {
            let whose = text_at(row, unit);
            // Rows of grassroots unions are in no file.
            if whose.is_some_and(|id| !units.contains_key(id)) {
                return;
            }
            let mut line = String::new();
            json::row(&mut line, &keys, row);
            if let Some(rows) = text_at(row, phase).and_then(|id| phases.get_mut(id)) {
                rows.entry(table.name).or_default().push(line.clone());
            }
            if let Some(rows) = whose.and_then(|id| units.get_mut(id)) {
                rows.entry(table.name).or_default().push(line);
            }
        });
    }
}

/// The text in a column, where the table has that column.
fn text_at<'c>(row: &'c [Cell<'_>], column: Option<usize>) -> Option<&'c str> {
    match row.get(column?)? {
        Cell::Text(text) => Some(text.as_ref()),
        _ => None,
    }
}

fn column(table: &Table<'_>, key: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.key == key)
}
