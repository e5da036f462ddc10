//! What was understood of a form: one value that a person can be shown before anything is written,
//! and that can be kept and compared with next month's file.

use serde::Serialize;

use crate::base::Date;

/// How many values of a column are shown as examples.
pub(super) const EXAMPLES: usize = 3;

/// What a sheet was taken for.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Understood {
    /// The rows of the headings, from 1, a row of column numbers among them.
    pub headings: Vec<u32>,
    /// Columns that have a heading, from the left.
    pub columns: Vec<ColumnSeen>,
    /// The day of all rows, where no column says one.
    pub day: Option<DaySeen>,
    /// What amounts without a unit of their own are multiplied by, and the words that say so.
    pub money: Option<(String, f64)>,
    /// Rows that are not records, in their order.
    pub passed: Vec<Passed>,
    /// Numbers that a row of totals states.
    pub totals: Vec<TotalSeen>,
    /// Cells of old encodings that were turned into Unicode.
    pub converted: usize,
    /// What the file really is, where its name says something else: `html`, `xlsx` …
    pub kind: Option<&'static str>,
    /// Where a sheet was named: others that look like it and are not read.
    pub alike: Vec<AlikeSheet>,
}

/// A sheet that looks like the one that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlikeSheet {
    /// Its name.
    pub sheet: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// A column of a sheet.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct ColumnSeen {
    /// From 1.
    pub column: u32,
    /// The row of its heading, from 1: a sheet may hold several tables.
    pub row: u32,
    /// The texts of its headings from top to bottom, joined by ` / `.
    pub heading: String,
    /// The key of the schema that it was taken for; none when it is not read.
    pub key: Option<String>,
    /// The day that its heading says, where columns are days.
    pub day: Option<Date>,
    /// What its numbers are multiplied by, where the heading says so.
    pub scale: Option<f64>,
    /// Its first values, as they are shown in the sheet; at most three.
    pub values: Vec<String>,
}

/// Where the day of all rows came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayFrom {
    /// `defaults:` of the file beside the table.
    Sidecar,
    /// A line above the headings.
    Title,
    /// The name of the sheet.
    Sheet,
    /// The name of the file.
    File,
}

/// The day of all rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DaySeen {
    /// The day; the last one of a month or a quarter.
    pub day: Date,
    /// What said it.
    pub from: DayFrom,
    /// The words that said it.
    pub words: String,
}

/// Why a row is not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A row of totals.
    Total,
    /// A row that names a unit or a group for the rows below it.
    Section,
    /// Signatures, remarks.
    Note,
    /// The headings again, or a row of column numbers.
    Heading,
    /// A row of another table of the sheet, which is not read.
    OtherTable,
    /// A unit without a figure: it has not reported.
    NotReported,
    /// More people of the record above it.
    Continued,
}

/// A row that holds something and is not a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passed {
    /// From 1.
    pub row: u32,
    /// Why.
    pub why: Why,
    /// Its first words.
    pub words: String,
}

/// A number that a row of totals states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalSeen {
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
    /// The heading of its column.
    pub heading: String,
    /// What the row states.
    pub stated: i64,
    /// What the rows that it is about come to.
    pub sum: i64,
}

impl TotalSeen {
    /// Whether the rows add up to what is stated.
    pub fn agrees(&self) -> bool {
        self.stated == self.sum
    }
}

/// Why rows are blank, in a few words, in Vietnamese and English, by the reason's name in outputs.
pub fn reason(id: &str) -> [&'static str; 2] {
    let all = [
        Why::Total,
        Why::Section,
        Why::Note,
        Why::Heading,
        Why::OtherTable,
        Why::NotReported,
        Why::Continued,
    ];
    let why = all.into_iter().find(|why| why.id() == id);
    why.map_or(["dòng không ghi gì", "nothing written"], Why::words)
}

impl Why {
    /// The reason in outputs for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Section => "section",
            Self::Note => "note",
            Self::Heading => "heading",
            Self::OtherTable => "other-table",
            Self::NotReported => "not-reported",
            Self::Continued => "continued",
        }
    }

    /// The reason in a few words, in Vietnamese and English.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Total => ["dòng tổng cộng", "total"],
            Self::Section => ["dòng tên nhóm, đơn vị", "section"],
            Self::Note => ["ghi chú, chữ ký", "note"],
            Self::Heading => ["dòng tiêu đề lặp lại", "heading again"],
            Self::OtherTable => ["bảng khác, không đọc", "another table, not read"],
            Self::NotReported => ["chưa báo cáo", "not reported"],
            Self::Continued => [
                "thêm tác giả của dòng trên",
                "more authors of the row above",
            ],
        }
    }
}
