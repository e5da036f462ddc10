//! The table as a workbook: headings for people, real days and numbers.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::table::{Cell, Column, Kind, Table};

/// A sheet holds 1,048,576 rows, one of them the headings.
const ROWS: usize = 1_048_575;

/// The workbook; `None` when the table is too long for a sheet, or cannot be written.
pub(super) fn xlsx(table: &Table<'_>, rows: usize, language: usize) -> Option<Vec<u8>> {
    (rows <= ROWS).then(|| book(table, rows, language).ok()).flatten()
}

fn book(table: &Table<'_>, rows: usize, language: usize) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without a date of its own, so that the same rows give the same bytes.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("").set_creation_datetime(&date));
    // Rows are written out as they come: hundreds of thousands would not fit in memory well.
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(table.title[language].chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect::<String>())?;
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (at, column) in (0..).zip(table.columns) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, column.title[language], &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Some(right)) = (u32::try_from(rows), table.columns.len().checked_sub(1)) {
        sheet.autofilter(0, 0, last, u16::try_from(right).unwrap_or(u16::MAX))?;
    }
    let mut at = 0;
    let mut done = Ok(());
    (table.rows)(&mut |row| {
        at += 1;
        if done.is_ok() {
            done = write(sheet, at, row, &day);
        }
    });
    done?;
    book.save_to_buffer()
}

fn write(sheet: &mut Worksheet, at: u32, row: &[Cell<'_>], day: &Format) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(row) {
        match cell {
            Cell::Empty => {}
            // 32,767 characters fit in a cell.
            Cell::Text(text) if text.chars().count() > 32_767 => {
                sheet.write_string(at, column, text.chars().take(32_767).collect::<String>())?;
            }
            Cell::Text(text) => drop(sheet.write_string(at, column, text.as_ref())?),
            Cell::Whole(value) => drop(sheet.write_number(at, column, *value as f64)?),
            Cell::Number(value) => drop(sheet.write_number(at, column, (value * 1e4).round() / 1e4)?),
            Cell::Day(date) => {
                let (year, month, number) = (date.year(), date.month(), date.day());
                // Excel counts from 1900; an earlier day stands as a text.
                match ExcelDateTime::from_ymd(
                    u16::try_from(year).unwrap_or_default(),
                    u8::try_from(month).unwrap_or_default(),
                    u8::try_from(number).unwrap_or_default(),
                ) {
                    Ok(excel) => drop(sheet.write_datetime_with_format(at, column, &excel, day)?),
                    Err(_) => drop(sheet.write_string(at, column, date.to_string())?),
                }
            }
            Cell::Flag(flag) => drop(sheet.write_boolean(at, column, *flag)?),
        }
    }
    Ok(())
}

fn width(column: &Column) -> f64 {
    match (column.kind, column.key) {
        (_, "title" | "note" | "source") => 48.0,
        (Kind::Text, _) => 24.0,
        _ => 14.0,
    }
}
