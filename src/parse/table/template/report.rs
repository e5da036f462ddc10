//! The form for a month's reports: the day once at the top, a row for each unit with its last
//! figures beside, and sums below.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, Formula, Note, Worksheet, XlsxError,
};

use super::super::column::columns;
use super::super::heading::BESIDE;
use super::super::normal;
use super::super::rejects::new_workbook;
use super::{check, head};
use crate::base::number::{self, saturated};
use crate::base::{Date, Lang};
use crate::parse::schema::REPORT;

/// A row of the form: a unit, of one programme where there are several.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// What the unit is called.
    pub unit: String,
    /// What the programme is called; none where there is only one.
    pub programme: Option<String>,
    /// What it reported last.
    pub last: Option<Last>,
    /// Whether it is above other units of the form, so that sums leave it out.
    pub above: bool,
}

/// The last figures of a unit.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    /// Their day.
    pub day: Date,
    /// Submitted in all.
    pub submitted: Option<i64>,
    /// Valid in all.
    pub valid: Option<i64>,
}

/// Rows above the headings: the title, the day, a blank.
const ABOVE: u32 = 3;

/// Where the columns are.
struct Places {
    unit: u16,
    programme: Option<u16>,
    /// The first of the two columns of figures.
    figures: u16,
    /// The first of the three columns of last figures.
    beside: u16,
    source: u16,
}

/// The workbook.
pub(super) fn make(rows: &[FormRow]) -> Result<Vec<u8>, XlsxError> {
    let programmes = rows.iter().any(|row| row.programme.is_some());
    let shift = u16::from(programmes);
    let places = Places {
        unit: 1,
        programme: programmes.then_some(2),
        figures: 2 + shift,
        beside: 4 + shift,
        source: 7 + shift,
    };
    let mut sheet = Worksheet::new();
    sheet.set_name("Báo cáo")?;
    title(&mut sheet, &places)?;
    headings(&mut sheet, &places)?;
    // Those above the others come first, so that the sums are of rows that follow each other.
    let mut ordered: Vec<&FormRow> = rows.iter().filter(|row| row.above).collect();
    let first_summed = ABOVE + 1 + saturated(ordered.len());
    ordered.extend(rows.iter().filter(|row| !row.above));
    let mut at = ABOVE + 1;
    for row in &ordered {
        unit(&mut sheet, at, row, &places)?;
        at += 1;
    }
    let summed: Vec<&FormRow> = rows.iter().filter(|row| !row.above).collect();
    sums(&mut sheet, (first_summed, at), &summed, &places)?;
    sheet.set_freeze_panes(ABOVE + 1, places.figures)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let mut book = new_workbook();
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

fn title(sheet: &mut Worksheet, places: &Places) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let words = "SỐ LIỆU LŨY KẾ CỦA CÁC ĐƠN VỊ";
    sheet.write_string_with_format(0, places.unit, words, &bold)?;
    sheet.write_string_with_format(1, places.unit, "Số liệu tính đến hết ngày:", &bold)?;
    let day = bold
        .set_num_format("dd/mm/yyyy")
        .set_background_color(0xFF_F6_D6);
    sheet.write_blank(1, places.figures, &day)?;
    let between = DataValidationRule::Between(
        ExcelDateTime::from_ymd(2000, 1, 1)?,
        ExcelDateTime::from_ymd(2100, 12, 31)?,
    );
    let rule = DataValidation::new().allow_date(between);
    let cells = (1, places.figures, 1, places.figures);
    check(sheet, cells, rule, "Ghi ngày như 31/05/2022.")?;
    let note = Note::new("Ghi một lần ở đây, cho mọi đơn vị.\nVí dụ: 31/05/2022")
        .set_author("")
        .add_author_prefix(false);
    sheet.insert_note(1, places.figures, &note).map(drop)
}

/// The heading of a field of reports.
fn heading(key: &str) -> String {
    let columns = columns(REPORT);
    let column = columns.iter().find(|column| column.key == key);
    column.map(normal::heading).unwrap_or_default()
}

fn headings(sheet: &mut Worksheet, places: &Places) -> Result<(), XlsxError> {
    head(sheet, (ABOVE, 0), "STT", "")?;
    sheet.set_column_width(0, 6)?;
    let unit = format!("{} (*)", heading("unit"));
    head(sheet, (ABOVE, places.unit), &unit, "")?;
    sheet.set_column_width(places.unit, 44)?;
    if let Some(at) = places.programme {
        head(sheet, (ABOVE, at), &heading("programme"), "")?;
        sheet.set_column_width(at, 30)?;
    }
    for (at, key) in (places.figures..).zip(["submitted", "valid"]) {
        let note = "Tổng từ đầu chương trình đến ngày trên, không phải số trong tháng.\nChưa có \
         thì bỏ trống, đừng ghi 0.\nVí dụ: 1200";
        head(sheet, (ABOVE, at), &heading(key), note)?;
        sheet.set_column_width(at, 18)?;
    }
    for (at, heading) in (places.beside..).zip(BESIDE) {
        head(sheet, (ABOVE, at), heading, "")?;
        sheet.set_column_width(at, 16)?;
    }
    for (at, key) in (places.source..).zip(["source", "note"]) {
        head(sheet, (ABOVE, at), &heading(key), "")?;
        sheet.set_column_width(at, 36)?;
    }
    Ok(())
}

/// The row of a unit. A running total that is less than the last one is asked about.
fn unit(sheet: &mut Worksheet, at: u32, row: &FormRow, places: &Places) -> Result<(), XlsxError> {
    let whole = Format::new().set_num_format("#,##0");
    let grey = whole.clone().set_font_color(0x66_66_66);
    sheet.write_number(at, 0, at - ABOVE)?;
    sheet.write_string(at, places.unit, &row.unit)?;
    if let (Some(column), Some(programme)) = (places.programme, &row.programme) {
        sheet.write_string(at, column, programme)?;
    }
    if let Some(last) = row.last {
        let day = ExcelDateTime::from_ymd(
            u16::try_from(last.day.year()).unwrap_or(2000),
            u8::try_from(last.day.month()).unwrap_or(1),
            u8::try_from(last.day.day()).unwrap_or(1),
        )?;
        let dated = grey.clone().set_num_format("dd/mm/yyyy");
        sheet.write_datetime_with_format(at, places.beside, &day, &dated)?;
    }
    let last = row
        .last
        .map(|last| [last.submitted, last.valid])
        .unwrap_or_default();
    for (shift, last) in (0..).zip(last) {
        let column = places.figures + shift;
        sheet.write_blank(at, column, &whole)?;
        let (least, words) = match last {
            Some(last) => {
                sheet.write_number_with_format(
                    at,
                    places.beside + 1 + shift,
                    last as f64,
                    &grey,
                )?;
                let shown = number::whole(last, Lang::Vi);
                (
                    last,
                    format!("Số nguyên, lũy kế, không nhỏ hơn lần trước ({shown})."),
                )
            }
            None => (0, "Ghi số nguyên, không âm.".to_owned()),
        };
        // What Excel compares in whole numbers has 32 bits; a greater figure is only looked at by
        // us.
        let least = i32::try_from(least).unwrap_or(0);
        let limit = DataValidationRule::GreaterThanOrEqualTo(least);
        let rule = DataValidation::new().allow_whole_number(limit);
        check(sheet, (at, column, at, column), rule, &words)?;
    }
    Ok(())
}

/// The row of sums, from one row up to before another.
fn sums(
    sheet: &mut Worksheet,
    (first, end): (u32, u32),
    rows: &[&FormRow],
    places: &Places,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_num_format("#,##0");
    sheet.write_string_with_format(end, places.unit, "Tổng cộng", &bold)?;
    let last = rows.iter().filter_map(|row| row.last.as_ref());
    let submitted = last.clone().filter_map(|last| last.submitted).sum();
    let valid = last.filter_map(|last| last.valid).sum();
    let beside = places.beside;
    for (column, sum) in [
        (places.figures, 0_i64),
        (places.figures + 1, 0),
        (beside + 1, submitted),
        (beside + 2, valid),
    ] {
        let letter = crate::diag::column_name(u32::from(column) + 1);
        // Rows count from 1 in formulas.
        let written = format!("=SUM({letter}{}:{letter}{end})", first + 1);
        let formula = Formula::new(written).set_result(sum.to_string());
        sheet.write_formula_with_format(end, column, formula, &bold)?;
    }
    Ok(())
}
