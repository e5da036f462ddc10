//! A workbook to fill in: the columns of the schema, with drop-downs for what can be chosen.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use super::column::{Column, columns};
use super::rejects::new_workbook;
use crate::diag::Problem;
use crate::parse::schema::{self, Field, Kind};
use crate::source::Role;

/// What editors may choose from, as they call it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lists {
    /// Titles of units.
    pub units: Vec<String>,
    /// Titles of groups.
    pub groups: Vec<String>,
    /// Titles of programmes.
    pub programmes: Vec<String>,
    /// Titles of phases.
    pub phases: Vec<String>,
}

/// Rows below the headings that are made ready.
const ROWS: u32 = 1000;
/// The sheet with what can be chosen.
const CHOICES: &str = "Danh mục";
/// What is not asked in a table: it belongs to records with a file of their own.
const LEFT_OUT: [&str; 10] =
    ["image", "sources", "slug", "aliases", "draft", "publish_from", "publish_to", "chair", "successors", "conflicts"];

/// The workbook for records of a role: initiatives, reports or units. The same lists give the same bytes.
///
/// # Errors
/// When the workbook cannot be made.
pub fn template(role: Role, lists: &Lists) -> Result<Vec<u8>, Problem> {
    make(role, lists).map_err(|error| Problem::TableBroken { why: error.to_string() })
}

fn make(role: Role, lists: &Lists) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook();
    let mut choices = Choices { sheet: Worksheet::new(), next: 0 };
    choices.sheet.set_name(CHOICES)?;
    let mut sheet = Worksheet::new();
    sheet.set_name(match role {
        Role::Units => "Đơn vị",
        Role::Reports => "Báo cáo",
        _ => "Sáng kiến",
    })?;
    let mut at = 0;
    for column in columns(schema::of(role)).iter().filter(|c| !LEFT_OUT.contains(&c.top.key)) {
        let required = if column.required() { " (*)" } else { "" };
        heading(&mut sheet, at, &format!("{}{required}", super::normal::heading(column)), &note(column.field()))?;
        cells(&mut sheet, at, column, lists, &mut choices)?;
        at += 1;
    }
    if schema::of(role).iter().any(|field| matches!(field.kind, Kind::Counts(_))) {
        for phase in &lists.phases {
            heading(&mut sheet, at, &format!("Chỉ tiêu {phase}"), "Số nguyên. Bỏ trống nếu chưa giao.")?;
            whole(&mut sheet, at)?;
            at += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    finish(&mut book, sheet, choices)
}

fn finish(book: &mut Workbook, sheet: Worksheet, choices: Choices) -> Result<Vec<u8>, XlsxError> {
    book.push_worksheet(sheet);
    if choices.next > 0 {
        book.push_worksheet(choices.sheet);
    }
    book.save_to_buffer()
}

/// What to write in a column, with an example.
fn note(field: &Field) -> String {
    let example = match field.kind {
        Kind::Date => "Ví dụ: 31/05/2022",
        Kind::Count => "Ví dụ: 1.250.000",
        Kind::Flag => "Có hoặc Không",
        Kind::Choice(_) | Kind::Reference(_) => "Chọn trong danh sách",
        _ => "",
    };
    [field.hint[0], example].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn heading(sheet: &mut Worksheet, at: u16, text: &str, note: &str) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0xE8_EE_F7)
        .set_border_bottom(FormatBorder::Thin);
    sheet.write_string_with_format(0, at, text, &bold)?;
    if !note.is_empty() {
        sheet.insert_note(0, at, &Note::new(note).set_author("").add_author_prefix(false).set_width(260))?;
    }
    let width = text.chars().count().clamp(12, 28) as f64 + 4.0;
    sheet.set_column_width(at, width)?;
    Ok(())
}

/// Formats, drop-downs and checks of the cells below a heading.
fn cells(
    sheet: &mut Worksheet,
    at: u16,
    column: &Column,
    lists: &Lists,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    match &column.field().kind {
        Kind::Date => {
            sheet.set_column_format(at, &Format::new().set_num_format("dd/mm/yyyy"))?;
            let between = (ExcelDateTime::from_ymd(1990, 1, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?);
            let rule =
                DataValidation::new().allow_date(rust_xlsxwriter::DataValidationRule::Between(between.0, between.1));
            check(sheet, at, rule, "Ghi ngày như 31/05/2022.")
        }
        Kind::Count => whole(sheet, at),
        Kind::Flag => list(sheet, at, &["Có".into(), "Không".into()], column, choices),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| word.vi.to_owned()).collect();
            list(sheet, at, &words, column, choices)
        }
        Kind::Reference("unit") => list(sheet, at, &lists.units, column, choices),
        Kind::Reference("group") => list(sheet, at, &lists.groups, column, choices),
        Kind::Reference("programme") => list(sheet, at, &lists.programmes, column, choices),
        // A code keeps its leading zeros only as text.
        _ => sheet.set_column_format(at, &Format::new().set_num_format("@").set_text_wrap()).map(drop),
    }
}

fn whole(sheet: &mut Worksheet, at: u16) -> Result<(), XlsxError> {
    sheet.set_column_format(at, &Format::new().set_num_format("#,##0"))?;
    let rule = DataValidation::new().allow_whole_number(rust_xlsxwriter::DataValidationRule::GreaterThanOrEqualTo(0));
    check(sheet, at, rule, "Ghi số nguyên, không âm.")
}

fn list(
    sheet: &mut Worksheet,
    at: u16,
    items: &[String],
    column: &Column,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    let Some(range) = choices.add(&super::normal::heading(column), items)? else { return Ok(()) };
    let rule = DataValidation::new().allow_list_formula(Formula::new(range));
    check(sheet, at, rule, "Chọn trong danh sách; danh sách đầy đủ ở trang Danh mục.")
}

/// A warning, not a wall: who knows better may go on, and the build looks at it again.
fn check(sheet: &mut Worksheet, at: u16, rule: DataValidation, message: &str) -> Result<(), XlsxError> {
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Xem lại ô này")?
        .set_error_message(message)?;
    sheet.add_data_validation(1, at, ROWS, at, &rule).map(drop)
}

/// The sheet with what can be chosen, a column for each list.
struct Choices {
    sheet: Worksheet,
    next: u16,
}

impl Choices {
    /// Adds a list; the formula of its cells, or nothing for an empty list.
    fn add(&mut self, title: &str, items: &[String]) -> Result<Option<String>, XlsxError> {
        if items.is_empty() {
            return Ok(None);
        }
        let at = self.next;
        self.next += 1;
        self.sheet.write_string_with_format(0, at, format!("Danh sách: {title}"), &Format::new().set_bold())?;
        for (row, item) in (1..).zip(items) {
            self.sheet.write_string(row, at, item)?;
        }
        self.sheet.set_column_width(at, 40)?;
        let letter = crate::diag::column_name(u32::from(at) + 1);
        Ok(Some(format!("='{CHOICES}'!${letter}$2:${letter}${}", items.len() + 1)))
    }
}
