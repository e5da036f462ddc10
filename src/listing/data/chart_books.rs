//! The figures of a chart as a workbook, with a sheet of what it says. All but the two sheets is made
//! by the library once for all charts: for each workbook it starts a thread a sheet, and packs the
//! same theme and styles. Sheets as in ECMA-376, part 1, 18.3.1.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Format, XlsxError};

use super::archive::Archive;
use super::cells::{cut, index};
use super::sheet::{FILE, around_range, number, style_of, text};
use super::words::Words;
use super::xlsx::{WIDTHS, heading, new_book, sheet_names};
use crate::chart::Chart;
use crate::listing::deflate::Packer;

/// The file of the sheet with the notes.
const NOTES: &str = "xl/worksheets/sheet2.xml";
/// How hard a sheet is packed, of 9.
const LEVEL: u32 = 6;

/// What the workbooks of all charts have.
#[derive(Debug)]
pub(super) struct ChartBooks {
    /// All files but those of the sheets.
    archive: Archive,
    figures: Sheet,
    notes: Sheet,
    /// The attributes of the style of a heading, and of a number.
    heading: String,
    number: String,
}

/// A sheet without its cells.
#[derive(Debug)]
struct Sheet {
    /// Up to the range of its cells, from there to the columns, and what is behind the rows.
    parts: [String; 3],
}

impl ChartBooks {
    /// What the workbooks of a site have.
    ///
    /// # Errors
    /// None that a site could cause.
    pub(super) fn new(about: &Words<'_>) -> Result<Self> {
        let book = template(about)?;
        let (archive, [figures, notes]) = Archive::open(&book, [FILE, NOTES])?;
        Ok(Self {
            archive,
            heading: style_of(&figures, "A1").to_owned(),
            number: style_of(&figures, "A2").to_owned(),
            figures: Sheet::new(&figures)?,
            notes: Sheet::new(&notes)?,
        })
    }

    /// The workbook of a chart; the same chart gives the same bytes.
    ///
    /// # Errors
    /// None that a chart's figures could cause.
    pub(super) fn book(&self, chart: &Chart, about: &Words<'_>) -> Result<Vec<u8>> {
        let figures = self.figures(chart);
        let mut rows = String::new();
        let lines = lines(chart, about);
        for (row, line) in (1_usize..).zip(&lines) {
            let row = row.to_string();
            let _ = write!(rows, "<row r=\"{row}\">");
            text(&mut rows, &cut(line), ("A", &row), "");
            rows.push_str("</row>");
        }
        let notes = self.notes.filled(("A", lines.len()), &[100], &rows);
        let mut packer = Packer::new(LEVEL);
        let mut archive = self.archive.clone();
        archive.add(FILE, figures.as_bytes(), &mut packer)?;
        archive.add(NOTES, notes.as_bytes(), &mut packer)?;
        archive.finish()
    }

    /// The sheet with the figures of a chart.
    fn figures(&self, chart: &Chart) -> String {
        let count = chart.csv.iter().map(Vec::len).max().unwrap_or(0);
        let names = (0..count).map(|at| column_number_to_name(index(at)));
        let names: Vec<String> = names.collect();
        let mut rows = String::new();
        for (row, cells) in (1_usize..).zip(&chart.csv) {
            let heads = row == 1;
            let row = row.to_string();
            let _ = write!(rows, "<row r=\"{row}\">");
            for (at, (cell, name)) in cells.iter().zip(&names).enumerate() {
                let numeric = chart.table.numeric.get(at) == Some(&true);
                let value = cell.parse().ok().filter(|value: &f64| value.is_finite());
                let place = (&**name, &*row);
                match value {
                    _ if heads => text(&mut rows, &cut(cell), place, &self.heading),
                    Some(value) if numeric => number(&mut rows, value, place, &self.number),
                    _ if cell.is_empty() => {}
                    _ => text(&mut rows, &cut(cell), place, ""),
                }
            }
            rows.push_str("</row>");
        }
        let widths: Vec<usize> = (0..count).map(|at| width(chart, at)).collect();
        let last = names.last().map_or("A", String::as_str);
        self.figures.filled((last, chart.csv.len()), &widths, &rows)
    }
}

/// A workbook with the names of the sheets and the styles of the cells.
fn template(about: &Words<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book(about)?;
    let [name, notes_name] = sheet_names(&about.say("data-sheet"), &about.say("data-notes"));
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    sheet.write_blank(0, 0, &heading())?;
    sheet.write_blank(1, 0, &Format::new().set_num_format("#,##0.####"))?;
    sheet.set_column_width(0, *WIDTHS.start() as f64)?;
    let notes = book.add_worksheet();
    notes.set_name(notes_name)?.set_column_width(0, 100)?;
    book.save_to_buffer()
}

/// What a chart says, and where its figures come from.
fn lines(chart: &Chart, about: &Words<'_>) -> Vec<String> {
    let mut lines = vec![chart.title.clone(), chart.subtitle.clone()];
    let sources = chart.source.iter();
    lines.extend(sources.map(|source| format!("{}: {source}", chart.source_word)));
    lines.extend(chart.note.clone());
    lines.extend(about.lines());
    lines
}

/// Room for the longest text of a column, in characters.
fn width(chart: &Chart, column: usize) -> usize {
    let head = chart.table.head.get(column);
    let cells = chart.csv.iter().filter_map(|row| row.get(column));
    let widest = head
        .into_iter()
        .chain(cells)
        .map(|text| text.chars().count());
    (widest.max().unwrap_or(0) + 2).clamp(*WIDTHS.start(), *WIDTHS.end())
}

impl Sheet {
    fn new(xml: &str) -> Result<Self> {
        let (before, rest) = around_range(xml)?;
        let (middle, _) = rest.split_once("<cols>").context("no columns")?;
        let (_, after) = match rest.split_once("</sheetData>") {
            Some(parts) => parts,
            None => rest.split_once("<sheetData/>").context("no rows")?,
        };
        Ok(Self {
            parts: [before, middle, after].map(str::to_owned),
        })
    }

    /// The sheet with its rows: its last column and row, the widths of its columns in characters.
    fn filled(&self, (column, row): (&str, usize), widths: &[usize], rows: &str) -> String {
        let [before, middle, after] = &self.parts;
        let mut columns = String::new();
        for (at, width) in (1..).zip(widths) {
            // A character has seven pixels, a cell five more (18.3.1.13).
            let pixels = *width as f64 * 7.0 + 5.0;
            let width = (pixels / 7.0 * 256.0).floor() / 256.0;
            let _ = write!(
                columns,
                "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        let row = row.max(1);
        format!(
            "{before}A1:{column}{row}{middle}<cols>{columns}</cols><sheetData>{rows}</sheetData>\
             {after}"
        )
    }
}
