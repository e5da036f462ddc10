//! A look at a few rows of a table, as the person who filled it in sees them.

use std::collections::BTreeSet;

use super::rows::{Row, Rows};
use super::{Kind, csv, workbook};
use crate::diag::Problem;
use crate::source::{self, Format, Source};

/// The longest text of a cell that is shown, in characters.
const LONGEST: usize = 120;
/// Columns that are shown.
const COLUMNS: usize = 40;

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// As the spreadsheet numbers it, from 1.
    pub row: u32,
    /// Its cells from the first column on, as they are shown; long texts are cut.
    pub cells: Vec<String>,
}

/// Some rows of a sheet, from 1. Empty ones are left out.
///
/// # Errors
/// When the table cannot be read, or is broken before these rows.
pub fn glance(source: &Source, sheet: &str, rows: &BTreeSet<u32>) -> Result<Vec<Glance>, Problem> {
    let format = Format::of(&source.path).unwrap_or(Format::Csv);
    let mut file = source::open(source)?;
    let (kind, _) = Kind::of(&mut file, format)?;
    if kind == Kind::Text {
        return seen(&mut csv::open(file)?, rows);
    }
    let mut book = workbook::open(file, kind)?;
    let found = seen(book.rows(sheet)?.as_mut(), rows)?;
    Ok(found)
}

/// The sheets of a workbook by their names, with whether each is hidden; those come last. A table
/// of text has none.
///
/// # Errors
/// When the workbook cannot be opened.
pub fn sheet_names(source: &Source) -> Result<Vec<(String, bool)>, Problem> {
    let format = Format::of(&source.path).unwrap_or(Format::Csv);
    let mut file = source::open(source)?;
    let (kind, _) = Kind::of(&mut file, format)?;
    if kind == Kind::Text {
        return Ok(Vec::new());
    }
    let book = workbook::open(file, kind)?;
    let shown = book.sheets().into_iter().map(|name| (name, false));
    let hidden = book.hidden_sheets().into_iter().map(|name| (name, true));
    Ok(shown.chain(hidden).collect())
}

fn seen<'r>(table: &mut (dyn Rows<'r> + '_), rows: &BTreeSet<u32>) -> Result<Vec<Glance>, Problem> {
    let mut found = Vec::new();
    let Some(last) = rows.last() else {
        return Ok(found);
    };
    let mut row = Row::default();
    while table.next(&mut row)? && row.number <= *last {
        if !rows.contains(&row.number) {
            continue;
        }
        let line = row.line();
        let mut cells = Vec::new();
        for column in 0..line.width().min(COLUMNS) {
            let text: String = line.cell(column).shown().chars().take(LONGEST).collect();
            cells.push(text);
        }
        found.push(Glance {
            row: row.number,
            cells,
        });
    }
    Ok(found)
}
