//! The rejected rows of a table as a workbook of their own, ready to be fixed and put back.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::cell::Cell;
use super::heading::WHY;
use super::rows::{Line, Row, Rows};
use super::understood::ColumnSeen;
use super::{Column, Kind, Table, columns, csv, money, people, workbook};
use crate::diag::Problem;
use crate::parse::schema;
use crate::source::{self, Format as Named, Source};

/// What is above a row and holds for it, by the keys that it is: its day, its unit, its group.
pub type Beside = BTreeMap<u32, Vec<(&'static str, String)>>;

/// A workbook with the headings of a table, its rejected rows as they are, before them why each was
/// rejected, and behind them what stood above it; a sheet for each sheet of the table. `reasons`
/// has the words for a row, from 1, of each of the `tables`, which are those of one file; `beside`
/// what holds for it.
///
/// # Errors
/// When the table can no longer be read, or the workbook cannot be written.
pub fn rejects(
    source: &Source,
    tables: &[&Table],
    reasons: &[BTreeMap<u32, String>],
    beside: &[Beside],
) -> Result<Vec<u8>, Problem> {
    let format = Named::of(&source.path).unwrap_or(Named::Csv);
    let columns = columns(schema::of(source.role));
    let mut book = new_workbook();
    for (at, table) in tables.iter().enumerate() {
        let mut file = source::open(source)?;
        let (kind, _) = Kind::of(&mut file, format)?;
        let mut sheet = RejectsSheet::new(table, &reasons[at], &beside[at], &columns);
        if kind == Kind::Text {
            sheet.copy(&mut csv::open(file)?)?;
        } else {
            let mut given = workbook::open(file, kind)?;
            sheet.copy(given.rows(&table.sheet)?.as_mut())?;
        }
        book.push_worksheet(sheet.finish().map_err(failed)?);
    }
    book.save_to_buffer().map_err(failed)
}

/// A workbook without a date of its own, so that the same rows give the same bytes.
pub(super) fn new_workbook() -> Workbook {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1).unwrap_or_default();
    book.set_properties(
        &DocProperties::new()
            .set_author("")
            .set_creation_datetime(&date),
    );
    book
}

struct RejectsSheet<'a> {
    sheet: Worksheet,
    next: u32,
    table: &'a Table,
    rows: BTreeSet<u32>,
    reasons: &'a BTreeMap<u32, String>,
    beside: &'a Beside,
    columns: &'a [Column],
    /// What is behind the columns of the table, with the column of each.
    more: Vec<(&'static str, u16)>,
    bold: Format,
    plain: Format,
}

impl<'a> RejectsSheet<'a> {
    fn new(
        table: &'a Table,
        reasons: &'a BTreeMap<u32, String>,
        beside: &'a Beside,
        columns: &'a [Column],
    ) -> Self {
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut sheet = Self {
            sheet: Worksheet::new(),
            next: 0,
            table,
            rows: table.set_aside(),
            reasons,
            beside,
            columns,
            more: Vec::new(),
            bold: plain.clone().set_bold(),
            plain,
        };
        // The name of a sheet may say a day or a unit. One that cannot be a name goes without.
        let _ = sheet.sheet.set_name(&*table.sheet);
        let mut last = table
            .understood
            .columns
            .iter()
            .map(|c| c.column)
            .max()
            .unwrap_or(0);
        for (key, _) in beside.values().flatten() {
            if !sheet.more.iter().any(|(other, _)| other == key) {
                last += 1;
                sheet
                    .more
                    .push((key, u16::try_from(last).unwrap_or(u16::MAX)));
            }
        }
        sheet
    }

    fn copy<'r>(&mut self, rows: &mut (dyn Rows<'r> + '_)) -> Result<(), Problem> {
        let mut part = None;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if !self.rows.contains(&row.number) {
                continue;
            }
            let seen = self.table.understood.columns.iter().map(|seen| seen.row);
            let here = seen.filter(|heading| *heading < row.number).max();
            if part != Some(here) {
                // A second table of the sheet has headings of its own, below a gap.
                self.next += u32::from(part.is_some());
                self.headings(here.unwrap_or(0)).map_err(failed)?;
                part = Some(here);
            }
            self.row(&row.line()).map_err(failed)?;
        }
        Ok(())
    }

    /// The headings of the table in this row, each in one cell: a file beside the rows carries what
    /// the one beside their table says of them.
    fn headings(&mut self, row: u32) -> Result<(), XlsxError> {
        let red = self.bold.clone().set_font_color(Color::RGB(0x9B_1C_1C));
        self.sheet
            .write_string_with_format(self.next, 0, WHY, &red)?;
        for column in self
            .table
            .understood
            .columns
            .iter()
            .filter(|column| column.row == row)
        {
            let Ok(at) = u16::try_from(column.column) else {
                continue;
            };
            let heading = limited(&self.heading(column));
            self.sheet
                .write_string_with_format(self.next, at, heading, &self.bold)?;
        }
        for (key, at) in &self.more {
            let column = self.columns.iter().find(|column| column.key == *key);
            let label = column.map_or(*key, Column::label);
            self.sheet
                .write_string_with_format(self.next, *at, label, &self.bold)?;
        }
        self.next += 1;
        Ok(())
    }

    /// A heading, with the unit of money that a line above the table says.
    fn heading(&self, seen: &ColumnSeen) -> String {
        let column = self
            .columns
            .iter()
            .find(|column| Some(&column.key) == seen.key.as_ref());
        let own = !money::split(&seen.heading).1.is_empty();
        match &self.table.understood.money {
            Some((words, _)) if column.is_some_and(Column::money) && !own => {
                format!("{} ({})", seen.heading, words.trim_matches(['(', ')', ' ']))
            }
            _ => seen.heading.clone(),
        }
    }

    /// Whether a cell of a row that only names more people of a record is left out: it is the
    /// record's own, which is merged down.
    fn of_record(&self, row: u32, column: u32) -> bool {
        if !self.table.passed(row) {
            return false;
        }
        let seen = self.table.understood.columns.iter();
        let keys = seen
            .filter(|seen| seen.column == column)
            .filter_map(|seen| seen.key.as_ref());
        let mut fields = keys.filter_map(|key| self.columns.iter().find(|c| c.key == *key));
        !fields.any(people::of_people)
    }

    /// Texts stay texts, so that leading zeros are not lost when the row is put back.
    fn row(&mut self, row: &Line<'_>) -> Result<(), XlsxError> {
        let next = self.next;
        let red = self.plain.clone().set_font_color(Color::RGB(0x9B_1C_1C));
        let why = self.reasons.get(&row.number).map_or("", String::as_str);
        self.sheet
            .write_string_with_format(next, 0, limited(why), &red)?;
        for column in 0..row.width().min(16_000) {
            let cell = row.cell(column);
            let at = u16::try_from(column + 1).unwrap_or(u16::MAX);
            if self.of_record(row.number, u32::from(at)) {
                continue;
            }
            let sheet = &mut self.sheet;
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    sheet.write_number_with_format(next, at, number, &self.plain)?;
                }
                Cell::Flag(flag) => {
                    sheet.write_boolean_with_format(next, at, flag, &self.plain)?;
                }
                cell => {
                    sheet.write_string_with_format(
                        next,
                        at,
                        limited(&cell.shown()),
                        &self.plain,
                    )?;
                }
            }
        }
        for (key, text) in self.beside.get(&row.number).into_iter().flatten() {
            if let Some((_, at)) = self.more.iter().find(|(other, _)| other == key) {
                self.sheet
                    .write_string_with_format(next, *at, limited(text), &self.plain)?;
            }
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        self.sheet.set_freeze_panes(1, 0)?.set_column_width(0, 48)?;
        Ok(self.sheet)
    }
}

/// No more than a cell can hold.
fn limited(text: &str) -> String {
    text.chars().take(super::cell::LONGEST).collect()
}

fn failed(_: XlsxError) -> Problem {
    Problem::TableBroken {
        why: "the rejected rows cannot be written",
    }
}
