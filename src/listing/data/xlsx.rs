//! Tables as workbooks: a sheet to filter and sort, and one that says what its columns mean.

use crate::base::Lang;
use crate::base::number::saturated;
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::Dataset;
use super::cells::{beginning, cut, index};
use super::sheet::Sheet;
use super::table::{Cell, Column, Kind, Table};
use super::words::{Words, kind};

/// Rows of a sheet, without the heading.
pub(super) const MAX_ROWS: usize = 1_048_575;

/// Widths of columns, in characters.
pub(super) const WIDTHS: std::ops::RangeInclusive<usize> = 10..=60;

/// The workbook of a table without its rows.
///
/// # Errors
/// None that a table could cause.
pub(super) fn sheet(dataset: &Dataset<'_>, about: &Words<'_>) -> Result<Sheet> {
    let book = workbook(dataset, about)?;
    Sheet::new(&book, dataset.table.columns.len(), dataset.rows)
}

/// A workbook without sheets.
pub(super) fn new_book(about: &Words<'_>) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The library would take the clock.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_author(about.owner)
            .set_creation_datetime(&date),
    );
    Ok(book)
}

/// The workbook as the library makes it: below the heading of each column is an empty cell with the
/// style of the column.
fn workbook(dataset: &Dataset<'_>, about: &Words<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book(about)?;
    let [name, notes_name] = sheet_names(&about.say(dataset.table.words), &about.say("data-notes"));
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let last = saturated(dataset.rows);
    let right = index(dataset.table.columns.len().saturating_sub(1));
    sheet
        .set_freeze_panes(1, 0)?
        .autofilter(0, 0, last, right)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_repeat_rows(0, 0)?
        .set_print_fit_to_pages(1, 0);
    let head = heading();
    for (at, (column, widest)) in dataset
        .table
        .columns
        .iter()
        .zip(&dataset.widths)
        .enumerate()
    {
        let title = about.say(column.words);
        sheet.write_string_with_format(0, index(at), &title, &head)?;
        // Room for the button of the filter.
        let width = (*widest)
            .max(title.chars().count() + 3)
            .clamp(*WIDTHS.start(), *WIDTHS.end());
        sheet.set_column_width(index(at), width as f64)?;
        sheet.write_blank(1, index(at), &format(column, about.texts.lang))?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(notes_name)?;
    notes(sheet, &dataset.table, about)?;
    book.save_to_buffer()
}

/// What the columns mean, and where the table comes from.
fn notes(sheet: &mut Worksheet, table: &Table<'_>, about: &Words<'_>) -> Result<(), XlsxError> {
    for (at, width) in [18, 24, 14, 80].into_iter().enumerate() {
        sheet.set_column_width(index(at), width)?;
    }
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, about.say(table.words), &bold)?;
    sheet.write_string(1, 0, about.about(table.words))?;
    let mut row = 2;
    for line in about.lines() {
        sheet.write_string(row, 0, cut(&line))?;
        row += 1;
    }
    row += 1;
    let head = heading();
    let titles = [
        about.say("key"),
        about.say("column"),
        about.say("kind"),
        about.say("meaning"),
    ];
    for (at, title) in titles.into_iter().enumerate() {
        sheet.write_string_with_format(row, index(at), title, &head)?;
    }
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    for column in table.columns {
        row += 1;
        let texts = [
            column.key.to_owned(),
            about.say(column.words),
            kind(column.kind, about.texts),
            about.about(column.words),
        ];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.write_string_with_format(row, index(at), text, &plain)?;
        }
    }
    Ok(())
}

pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xEA_F0_F6))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

fn format(column: &Column, lang: Lang) -> Format {
    match column.kind {
        Kind::Whole => Format::new().set_num_format("#,##0"),
        Kind::Number => Format::new().set_num_format("#,##0.00##"),
        Kind::Day => Format::new().set_num_format(lang.forms().day_in_sheets),
        Kind::Text | Kind::Flag => Format::new(),
    }
}

/// Characters that a cell takes.
pub(super) fn shown(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Empty => 0,
        // Further ones are cut off at the widest column.
        Cell::Text(text) => text.chars().take(*WIDTHS.end()).count() + 1,
        Cell::Whole(_) | Cell::Number(_) => 15,
        Cell::Day(_) | Cell::Flag(_) => 12,
    }
}

/// Characters that Excel counts in the name of a sheet, in UTF-16.
const MAX_SHEET_NAME: usize = 31;

/// Names for the sheet with the rows and for the one with the notes.
pub(super) fn sheet_names(rows: &str, notes: &str) -> [String; 2] {
    let first = sheet_name(rows, 1, "");
    let second = sheet_name(notes, 2, &first);
    [first, second]
}

/// A name that Excel takes for the sheet at a position, counted from 1. A site's own messages may
/// give a title that is empty, too long, has characters that sheets may not have, is the name of
/// the other sheet, or the one that Excel keeps for itself (History).
fn sheet_name(title: &str, position: usize, taken: &str) -> String {
    let allowed = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
    let mut title: String = title.chars().filter(allowed).collect();
    if title.trim().is_empty() {
        title = position.to_string();
    }
    let name = cut_name(&title, MAX_SHEET_NAME);
    let folded = name.to_lowercase();
    if folded != taken.to_lowercase() && folded != "history" {
        return name;
    }
    let mark = format!(" ({position})");
    cut_name(&title, MAX_SHEET_NAME - mark.len()) + &mark
}

/// The beginning of a title, at most this long in UTF-16, without blanks around it.
fn cut_name(title: &str, max: usize) -> String {
    beginning(title.trim(), max).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::cells::{MAX_TEXT, excel_day};
    use super::*;
    use crate::base::Date;

    #[test]
    fn what_excel_cannot_hold() {
        assert_eq!(cut("=1+1"), "=1+1");
        assert_eq!(cut(&"đ".repeat(MAX_TEXT)).chars().count(), MAX_TEXT);
        let smiles = "😀".repeat(20_000);
        let long = cut(&smiles);
        assert!(long.encode_utf16().count() <= MAX_TEXT && long.ends_with("😀…"));
        assert!(
            excel_day(Date::constant(1899, 12, 31)).is_none()
                && excel_day(Date::constant(2022, 5, 31)).is_some()
        );
    }

    #[test]
    fn every_title_gives_names_that_sheets_may_have() {
        let long = "Đạt / chưa đạt: theo đơn vị và theo giai đoạn";
        assert_eq!(
            sheet_names(long, "Chú giải"),
            ["Đạt  chưa đạt theo đơn vị và th", "Chú giải"]
        );
        assert_eq!(sheet_names("", " \u{2}?"), ["1", "2"]);
        assert_eq!(sheet_names("Số", "SỐ"), ["Số", "SỐ (2)"]);
        assert_eq!(
            sheet_names("history", "'History'"),
            ["history (1)", "History (2)"]
        );
        let titles = [
            long,
            "",
            "  ",
            "'",
            "[]:*?/\\",
            "History",
            "1",
            "2",
            "A\tB",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
            "1234567890123456789012345678 901",
        ];
        for rows in titles {
            for notes in titles {
                let mut book = Workbook::new();
                for name in sheet_names(rows, notes) {
                    let named = book.add_worksheet().set_name(&name).map(drop);
                    assert!(named.is_ok(), "{rows:?} {notes:?}: {name:?}");
                }
                assert!(book.save_to_buffer().is_ok(), "{rows:?} {notes:?}");
            }
        }
    }
}
