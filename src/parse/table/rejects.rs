//! The rejected rows of a table as a workbook of their own, ready to be mended and put back.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::cell::Cell;
use super::heading::{Matcher, WHY};
use super::rows::{Line, Row, Rows};
use super::{Table, csv, sidecar, workbook};
use crate::diag::Problem;
use crate::parse::schema;
use crate::parse::value::Found;
use crate::source::{self, Format as Kind, Source};

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
    let mut found = Found::default();
    let sidecar = sidecar::read(source, &mut found);
    let matcher = Matcher::new(schema::of(source.role), &sidecar);
    let format = Kind::of(&source.path).unwrap_or(Kind::Csv);
    let mut book = new_workbook();
    for (table, reasons) in tables.iter().zip(reasons) {
        let file = source::open(source)?;
        let mut sheet = Sheet::new(reasons);
        if format == Kind::Csv {
            sheet.copy(&mut csv::open(file)?, &matcher, &table.rejected)?;
        } else {
            let mut book = workbook::open(file, format)?;
            sheet.copy(book.rows(&table.sheet)?.as_mut(), &matcher, &table.rejected)?;
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

    fn copy<'r>(
        &mut self,
        rows: &mut (dyn Rows<'r> + '_),
        matcher: &Matcher<'_>,
        wanted: &BTreeSet<u32>,
    ) -> Result<(), Problem> {
        let preview = super::preview(rows)?;
        let Some(at) = matcher.find_row(&preview) else {
            return Ok(());
        };
        let bold = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        self.row(&preview[at].line(), WHY, &bold).map_err(failed)?;
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for row in preview
            .iter()
            .skip(at + 1)
            .filter(|row| wanted.contains(&row.number))
        {
            self.rejected(&row.line(), &plain).map_err(failed)?;
        }
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if wanted.contains(&row.number) {
                self.rejected(&row.line(), &plain).map_err(failed)?;
            }
        }
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

fn failed(error: XlsxError) -> Problem {
    Problem::TableBroken {
        why: error.to_string(),
    }
}
