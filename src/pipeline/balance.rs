//! What became of the rows of each table, and the rejected ones set aside.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::{Deserialize, Serialize};

use crate::base::{Artifact, Lang, date};
use crate::diag::{Place, Problems, Severity};
use crate::model::{Above, Names, Portal};
use crate::parse::table::{self, Beside, Carried, Table};
use crate::publish;
use crate::source::Source;

/// What became of the rows of one table: rows = published + rejected + duplicates + blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Path below the root.
    pub file: String,
    /// Sheet, empty for text tables.
    pub sheet: String,
    /// Rows below the headings, up to the last that holds anything.
    pub rows: usize,
    /// Rows that became records.
    pub published: usize,
    /// Of these, rows that are not to be seen yet on the as-of date, or any more.
    pub held: usize,
    /// Rows that are invalid.
    pub rejected: usize,
    /// Rows that say again what another record says.
    pub duplicates: usize,
    /// Rows without anything, and rows that are not record, such as totals.
    pub blank: usize,
    /// How many of the blank ones for each reason; see [`table::reason`].
    #[serde(default)]
    pub reasons: BTreeMap<String, usize>,
}

/// Where rejected rows are put, below the root.
const REJECTS: &str = "rejects";

/// Rows with a problem that nothing lets be left out are rejected, whichever floor found the
/// problem.
pub(super) fn reject(tables: &mut [Table], problems: &Problems) {
    let mut tables: BTreeMap<(String, String), &mut Table> = tables
        .iter_mut()
        .map(|table| ((table.file.to_string(), table.sheet.to_string()), table))
        .collect();
    for diagnostic in problems
        .iter()
        .filter(|d| d.problem.severity() == Severity::Error)
    {
        if let Place::Cell {
            file, sheet, row, ..
        } = &diagnostic.place
            && let Some(table) = tables.get_mut(&(file.to_string(), sheet.to_string()))
            && table.heading < *row
            && !table.passed(*row)
        {
            table.rejected.insert(*row);
        }
    }
}

/// The balance of each table. `portal` holds what is to be seen on the as-of date.
pub(super) fn balances(tables: &[Table], portal: &Portal) -> Vec<Balance> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for initiative in &portal.initiatives {
        if let Place::Cell { file, sheet, .. } = &initiative.origin.place {
            *seen.entry((file, sheet)).or_default() += 1;
        }
    }
    let mut balances = Vec::new();
    for table in tables {
        let seen = seen.get(&(&*table.file, &*table.sheet)).copied();
        let held = match table.file.starts_with("content/initiatives/") {
            true => table.accepted().saturating_sub(seen.unwrap_or(0)),
            false => 0,
        };
        balances.push(balance(table, held));
    }
    balances
}

/// The balance of a table; `held` of its records are held back.
fn balance(table: &Table, held: usize) -> Balance {
    let reasons = table.reasons().into_iter();
    Balance {
        file: table.file.to_string(),
        sheet: table.sheet.to_string(),
        rows: table.rows,
        published: table.accepted(),
        held,
        rejected: table.rejected_records(),
        duplicates: table.duplicates,
        blank: table.blank,
        reasons: reasons.map(|(why, rows)| (why.to_owned(), rows)).collect(),
    }
}

/// The balances as a file that is kept beside the manifest; none without tables.
pub(super) fn kept(balances: &[Balance]) -> Option<Artifact> {
    let text = serde_json::to_string_pretty(balances)
        .ok()
        .filter(|_| !balances.is_empty())?;
    Some(Artifact::new(".tiendo/tables.json", text + "\n"))
}

/// Writes the rejected rows of each table into a workbook below rejects/, and deletes those of
/// tables without any.
pub(super) fn set_aside(
    root: &Path,
    sources: &[Source],
    tables: &[Table],
    portal: &Portal,
    problems: &Problems,
) -> Result<()> {
    let mut names = Names::of(&portal.units, &portal.programmes);
    let mut files: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for table in tables {
        files.entry(&table.file).or_default().push(table);
    }
    for (file, mut sheets) in files {
        let path = rejects_path(file);
        let sidecar = format!("{path}.yaml");
        sheets.retain(|table| !table.rejected.is_empty());
        let Some(source) = sources
            .iter()
            .find(|source| *source.path == *file)
            .filter(|_| !sheets.is_empty())
        else {
            publish::take_away(root, &path)?;
            publish::take_away(root, &sidecar)?;
            continue;
        };
        let reasons: Vec<BTreeMap<u32, String>> = sheets
            .iter()
            .map(|table| reasons(table, problems))
            .collect();
        let carried = table::carried(source);
        let mut above = Vec::with_capacity(sheets.len());
        for table in &sheets {
            above.push(beside(table, &carried, portal, &mut names));
        }
        let bytes = table::rejects(source, &sheets, &reasons, &above);
        let bytes = bytes.map_err(|problem| anyhow!("{file}: {problem:?}"))?;
        publish::set_aside(root, &path, &bytes)?;
        // What said how to read the table says it of these rows too.
        if carried.is_empty() {
            publish::take_away(root, &sidecar)?;
        } else {
            publish::set_aside(root, &sidecar, carried.yaml(0).as_bytes())?;
        }
    }
    Ok(())
}

/// What is above the rejected rows of a table and is in none of its columns: the day in the
/// title, the unit and the group of a section. Of a unit that is not known it is what is written.
fn beside(table: &Table, carried: &Carried, portal: &Portal, names: &mut Names) -> Beside {
    let mut beside = Beside::new();
    let day = (table.understood.day.as_ref()).filter(|_| !is_given("as_of", table, carried));
    let unit_above = Above::new(table, "unit", names);
    let group_above = Above::new(table, "group", names);
    for row in &table.rejected {
        let values = beside.entry(*row).or_default();
        if let Some(day) = day {
            values.push(("as_of", date::written(day.day, Lang::Vi)));
        }
        let before = table.sections.partition_point(|section| section.row < *row);
        let above = table.sections[..before].last();
        if !is_given("unit", table, carried) {
            let id = unit_above.of_row(*row);
            let unit = id.and_then(|id| portal.units.iter().find(|unit| *unit.id == **id));
            let unit = unit.map(|unit| unit.title.clone());
            values.extend(
                unit.or_else(|| above.map(|s| s.text.clone()))
                    .map(|unit| ("unit", unit)),
            );
        }
        if !is_given("group", table, carried)
            && let Some(id) = group_above.of_row(*row)
        {
            values.push(("group", id.to_string()));
        }
    }
    beside
}

/// Whether a field has a column, or a value that all rows of the form have.
fn is_given(key: &str, table: &Table, carried: &Carried) -> bool {
    let mut columns = table.understood.columns.iter();
    columns.any(|column| column.key.as_deref() == Some(key))
        || carried.defaults.iter().any(|(other, _)| other == key)
}

/// `content/initiatives/a.csv` gives `rejects/initiatives/a.csv.xlsx`.
pub fn rejects_path(file: &str) -> String {
    let below = file.strip_prefix("content/").unwrap_or(file);
    let ending = if below.to_ascii_lowercase().ends_with(".xlsx") {
        ""
    } else {
        ".xlsx"
    };
    format!("{REJECTS}/{below}{ending}")
}

/// All that is wrong with each rejected row, in words.
fn reasons(table: &Table, problems: &Problems) -> BTreeMap<u32, String> {
    let mut reasons: BTreeMap<u32, String> = BTreeMap::new();
    let rows = table.set_aside();
    for diagnostic in problems.iter() {
        if let Place::Cell {
            file, sheet, row, ..
        } = &diagnostic.place
            && *file == table.file
            && *sheet == table.sheet
            && rows.contains(row)
        {
            let words = diagnostic.words(Lang::Vi);
            let reason = reasons.entry(*row).or_default();
            if !reason.is_empty() {
                reason.push('\n');
            }
            reason.push_str(&format!("{}. {}", words.message, words.help));
        }
    }
    reasons
}
