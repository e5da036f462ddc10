//! A workbook to fill in: the columns of the schema, with drop-downs for what can be chosen.

mod report;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, Worksheet, XlsxError,
};

use super::column::{Column, columns};
use super::rejects::new_workbook;
use crate::diag::Problem;
use crate::parse::schema::{self, Kind};
use crate::source::Role;
pub use report::{FormRow, Last};

/// What editors may choose from, each called so that it means one record only.
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
    /// The units that report, with their last figures.
    pub reports: Vec<FormRow>,
}

/// Rows below the headings that are made ready.
const ROWS: u32 = 1000;
/// The sheet with what can be chosen.
const CHOICES: &str = "Danh mục";
/// What is not asked in a table: it belongs to records with a file of their own.
const LEFT_OUT: [&str; 12] = [
    "image",
    "sources",
    "slug",
    "aliases",
    "draft",
    "publish_from",
    "publish_to",
    "chair",
    "successors",
    "conflicts",
    "published",
    "place_code",
];

/// The workbook for records of a role: initiatives, reports or units. The same lists give the same
/// bytes.
///
/// # Errors
/// When the workbook cannot be made.
pub fn template(role: Role, lists: &Lists) -> Result<Vec<u8>, Problem> {
    let made = if role == Role::Reports && !lists.reports.is_empty() {
        report::make(&lists.reports)
    } else {
        make(role, lists)
    };
    made.map_err(|_| Problem::TableBroken {
        why: "the file cannot be written",
    })
}

fn make(role: Role, lists: &Lists) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook();
    let mut choices = Choices::new()?;
    let mut sheet = Worksheet::new();
    sheet.set_name(match role {
        Role::Units => "Đơn vị",
        Role::Reports => "Báo cáo",
        _ => "Sáng kiến",
    })?;
    let mut at = 0;
    for column in columns(schema::of(role)).iter().filter(|c| asked(c, lists)) {
        let required = if column.required() { " (*)" } else { "" };
        head(
            &mut sheet,
            (0, at),
            &format!("{}{required}", super::normal::heading(column)),
            &note(column, lists),
        )?;
        sheet.set_column_width(at, width(column))?;
        cells(&mut sheet, at, column, lists, &mut choices)?;
        at += 1;
    }
    if schema::of(role)
        .iter()
        .any(|field| matches!(field.kind, Kind::Counts(_)))
    {
        for phase in &lists.phases {
            head(
                &mut sheet,
                (0, at),
                &format!("Chỉ tiêu {phase}"),
                "Số nguyên; bỏ trống nếu chưa giao.\nVí dụ: 1200",
            )?;
            sheet.set_column_width(at, 18)?;
            whole(&mut sheet, at)?;
            at += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.push_worksheet(sheet);
    if !choices.lists.is_empty() {
        book.push_worksheet(choices.sheet);
    }
    book.save_to_buffer()
}

/// Whether a column is of use: one that names a group is of none where there are no groups.
fn asked(column: &Column, lists: &Lists) -> bool {
    let fillable = match column.field().kind {
        Kind::Reference("group") => !lists.groups.is_empty(),
        Kind::Reference("programme") => !lists.programmes.is_empty(),
        _ => true,
    };
    fillable && !LEFT_OUT.contains(&column.top.key)
}

fn first(list: &[String]) -> &str {
    list.first().map_or("", String::as_str)
}

/// What to write in a column, with an example.
fn note(column: &Column, lists: &Lists) -> String {
    let field = column.field();
    let hint = match field.kind {
        _ if !field.table_hint.is_empty() => field.table_hint.to_owned(),
        Kind::Reference("unit") => "Chọn đơn vị trong danh sách, hoặc ghi tên hay mã.".into(),
        Kind::Reference("group") => "Chọn nhóm trong danh sách.".into(),
        Kind::Reference(_) => {
            "Chọn chương trình; bỏ trống khi trang chỉ có một chương trình.".into()
        }
        Kind::Flag => field.hint[0].replace("true", "Có"),
        _ => field.hint[0].to_owned(),
    };
    let example = match field.kind {
        _ if !field.example.is_empty() => field.example,
        Kind::Date => "31/05/2022",
        Kind::Flag => "Có",
        Kind::Choice(words) => words.first().map_or("", |word| word.vi),
        Kind::Reference("unit") => first(&lists.units),
        Kind::Reference("group") => first(&lists.groups),
        Kind::Reference(_) => first(&lists.programmes),
        Kind::Count | Kind::Number => "1200",
        _ => "",
    };
    let must = if column.required() {
        "Bắt buộc."
    } else {
        ""
    };
    let shown = if example.is_empty() {
        String::new()
    } else {
        format!("Ví dụ: {example}")
    };
    [must, &hint, &shown]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Width of a column of sentences, in characters.
const SENTENCES: u8 = 48;

/// Whether a column holds sentences.
fn long(column: &Column) -> bool {
    column.field().width >= Some(SENTENCES)
}

/// How wide what it holds is, and wide enough for the heading on two lines.
fn width(column: &Column) -> f64 {
    let field = column.field();
    match (field.width, field.kind) {
        (Some(width), _) => width.into(),
        (None, Kind::Date | Kind::Flag) => 14.0,
        (None, Kind::Id | Kind::Count | Kind::Number | Kind::Choice(_)) => 18.0,
        (None, _) => 30.0,
    }
}

/// A heading at a row and a column, with what to write below it.
fn head(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    note: &str,
) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0xE8_EE_F7)
        .set_border_bottom(FormatBorder::Thin);
    sheet.write_string_with_format(row, column, text, &bold)?;
    if !note.is_empty() {
        // A line of the note holds about 40 characters.
        let lines: usize = note.lines().map(|line| line.chars().count() / 40 + 1).sum();
        let height = 24 + 16 * u32::try_from(lines).unwrap_or(1);
        let note = Note::new(note)
            .set_author("")
            .add_author_prefix(false)
            .set_width(280)
            .set_height(height);
        sheet.insert_note(row, column, &note)?;
    }
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
            let (first, last) = (
                ExcelDateTime::from_ymd(1930, 1, 1)?,
                ExcelDateTime::from_ymd(2100, 12, 31)?,
            );
            let rule = DataValidation::new().allow_date(DataValidationRule::Between(first, last));
            check(sheet, (1, at, ROWS, at), rule, "Ghi ngày như 31/05/2022.")
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
        // Sentences are never taken for a number, and some programs show no more than 255
        // characters of a cell of text.
        _ if long(column) => sheet
            .set_column_format(at, &Format::new().set_text_wrap())
            .map(drop),
        // A code keeps its leading zeros only as text.
        _ => sheet
            .set_column_format(at, &Format::new().set_num_format("@").set_text_wrap())
            .map(drop),
    }
}

fn whole(sheet: &mut Worksheet, at: u16) -> Result<(), XlsxError> {
    sheet.set_column_format(at, &Format::new().set_num_format("#,##0"))?;
    let rule =
        DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0));
    check(sheet, (1, at, ROWS, at), rule, "Ghi số nguyên, không âm.")
}

fn list(
    sheet: &mut Worksheet,
    at: u16,
    items: &[String],
    column: &Column,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    let Some(range) = choices.add(&super::normal::heading(column), items)? else {
        return Ok(());
    };
    let rule = DataValidation::new().allow_list_formula(Formula::new(range));
    // What is above a new unit may be another new one, so that nothing is asked there.
    let rule = rule.show_error_message(column.key != "parent");
    check(
        sheet,
        (1, at, ROWS, at),
        rule,
        "Chọn trong danh sách; danh sách đầy đủ ở trang Danh mục.",
    )
}

/// Checks what is written into an area: a warning, not a wall. Who knows better may go on, and the
/// build looks at it again.
fn check(
    sheet: &mut Worksheet,
    (row, column, last_row, last_column): (u32, u16, u32, u16),
    rule: DataValidation,
    message: &str,
) -> Result<(), XlsxError> {
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Xem lại ô này")?
        .set_error_message(message)?;
    sheet
        .add_data_validation(row, column, last_row, last_column, &rule)
        .map(drop)
}

/// The sheet with what can be chosen: all lists in one column, one below the other. So no row of it
/// has two cells, and whatever things are called, the sheet is not taken for a table.
struct Choices {
    sheet: Worksheet,
    next: u32,
    lists: Vec<(Vec<String>, String)>,
}

impl Choices {
    fn new() -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(CHOICES)?.set_column_width(0, 60)?;
        Ok(Self {
            sheet,
            next: 0,
            lists: Vec::new(),
        })
    }

    /// Adds a list that is not there yet; the formula of its cells, or nothing for an empty list.
    fn add(&mut self, title: &str, items: &[String]) -> Result<Option<String>, XlsxError> {
        if items.is_empty() {
            return Ok(None);
        }
        if let Some((_, range)) = self.lists.iter().find(|(known, _)| known == items) {
            return Ok(Some(range.clone()));
        }
        let bold = Format::new().set_bold();
        self.sheet
            .write_string_with_format(self.next, 0, format!("Danh sách: {title}"), &bold)?;
        let first = self.next + 1;
        self.next = first;
        for item in items {
            self.sheet.write_string(self.next, 0, item)?;
            self.next += 1;
        }
        // Rows count from 1 in formulas.
        let range = format!("='{CHOICES}'!$A${}:$A${}", first + 1, self.next);
        self.next += 1;
        self.lists.push((items.to_vec(), range.clone()));
        Ok(Some(range))
    }
}
