//! The rejected rows of a table as a workbook of their own, ready to be mended and put back.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::cell::Cell;
use super::heading::WHY;
use super::rows::{Line, Row, Rows};
use super::{Kind, Table, csv, workbook};
use crate::diag::Problem;
use crate::source::{self, Format as Named, Source};

/// A workbook with the headings of a table, its rejected rows as they are, and before them why each
/// was rejected; a sheet for each sheet of the table. `reasons` has the words for a row, from 1, of
/// each of the `tables`, which are those of one file.
///
/// # Errors
/// When the table can no longer be read, or the workbook cannot be written.
pub fn rejects(
    source: &Source,
    tables: &[&Table],
    reasons: &[BTreeMap<u32, String>],
) -> Result<Vec<u8>, Problem> {
    let format = Named::of(&source.path).unwrap_or(Named::Csv);
    let mut book = new_workbook();
    for (table, reasons) in tables.iter().zip(reasons) {
        let mut file = source::open(source)?;
        let (kind, _) = Kind::of(&mut file, format)?;
        let mut sheet = Sheet::new(reasons);
        if kind == Kind::Text {
            sheet.copy(&mut csv::open(file)?, table)?;
        } else {
            let mut book = workbook::open(file, kind)?;
            sheet.copy(book.rows(&table.sheet)?.as_mut(), table)?;
        }
        let sheet = sheet.finish().map_err(failed)?;
        book.push_worksheet(sheet);
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

struct Sheet<'a> {
    sheet: Worksheet,
    next: u32,
    reasons: &'a BTreeMap<u32, String>,
}

impl<'a> Sheet<'a> {
    fn new(reasons: &'a BTreeMap<u32, String>) -> Self {
        Self {
            sheet: Worksheet::new(),
            next: 0,
            reasons,
        }
    }

    fn copy<'r>(&mut self, rows: &mut (dyn Rows<'r> + '_), table: &Table) -> Result<(), Problem> {
        let bold = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        self.headings(table, &bold).map_err(failed)?;
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if table.rejected.contains(&row.number) {
                self.rejected(&row.line(), &plain).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// The headings in one row, as they are: a file beside the rows carries what the one beside
    /// their table says of them.
    fn headings(&mut self, table: &Table, format: &Format) -> Result<(), XlsxError> {
        let red = format.clone().set_font_color(Color::RGB(0x9B_1C_1C));
        self.sheet.write_string_with_format(0, 0, WHY, &red)?;
        for column in &table.understood.columns {
            let Ok(at) = u16::try_from(column.column) else {
                continue;
            };
            self.sheet
                .write_string_with_format(0, at, limited(&column.heading), format)?;
        }
        self.next = 1;
        Ok(())
    }

    fn rejected(&mut self, row: &Line<'_>, format: &Format) -> Result<(), XlsxError> {
        let why = self.reasons.get(&row.number).cloned().unwrap_or_default();
        self.row(row, &why, format)
    }

    /// Texts stay texts, so that leading zeros are not lost when the row is put back.
    fn row(&mut self, row: &Line<'_>, why: &str, format: &Format) -> Result<(), XlsxError> {
        let red = format.clone().set_font_color(Color::RGB(0x9B_1C_1C));
        self.sheet
            .write_string_with_format(self.next, 0, limited(why), &red)?;
        for column in 0..row.width().min(16_000) {
            let at = u16::try_from(column + 1).unwrap_or(u16::MAX);
            match row.cell(column) {
                Cell::Empty => {}
                Cell::Number(number) => drop(
                    self.sheet
                        .write_number_with_format(self.next, at, number, format)?,
                ),
                Cell::Flag(flag) => drop(
                    self.sheet
                        .write_boolean_with_format(self.next, at, flag, format)?,
                ),
                cell => drop(self.sheet.write_string_with_format(
                    self.next,
                    at,
                    limited(&cell.shown()),
                    format,
                )?),
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
