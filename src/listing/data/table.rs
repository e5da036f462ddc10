//! A table of open data: typed columns with words for people, and rows that are made one at a time.

use std::borrow::Cow;

use crate::base::Date;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number with up to four decimals.
    Number,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
}

/// A column, in Vietnamese and English.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name for machines.
    pub key: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Its name for people.
    pub title: [&'static str; 2],
    /// What it means.
    pub description: [&'static str; 2],
    /// Whether every row has it.
    pub required: bool,
}

/// A column that may be empty.
pub(super) const fn may(
    key: &'static str,
    kind: Kind,
    title: [&'static str; 2],
    description: [&'static str; 2],
) -> Column {
    Column { key, kind, title, description, required: false }
}

/// A column that never is.
pub(super) const fn must(
    key: &'static str,
    kind: Kind,
    title: [&'static str; 2],
    description: [&'static str; 2],
) -> Column {
    Column { key, kind, title, description, required: true }
}

/// A value; what is not known is `Empty`, never zero.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each holds what the kind of its name says")]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Whole(i64),
    Number(f64),
    Day(Date),
    Flag(bool),
}

/// Takes rows, each with a cell for every column.
pub(super) type Visitor<'v> = &'v mut dyn FnMut(&[Cell<'_>]);

/// A table. Its rows are made anew for each format, so that they never stand in memory together.
pub struct Table<'a> {
    /// Name of its files, without ending.
    pub name: &'static str,
    /// Title, in Vietnamese and English.
    pub title: [&'static str; 2],
    /// What stands in it.
    pub description: [&'static str; 2],
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// Columns that name the key of another table.
    pub refers: &'static [(&'static str, &'static str)],
    /// Hands every row to a visitor, in a fixed order.
    pub rows: Box<dyn Fn(Visitor<'_>) + Send + Sync + 'a>,
}

impl Cell<'_> {
    /// As machines read it: decimal point, ISO days; empty for what is not known.
    pub fn machine(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(value) => Cow::Owned(value.to_string()),
            Self::Number(value) => Cow::Owned(decimal(*value)),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        }
    }
}

/// Up to four decimals, without zeros at the end.
pub(super) fn decimal(value: f64) -> String {
    format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Whole(value)
    }
}

impl From<usize> for Cell<'_> {
    fn from(value: usize) -> Self {
        Self::Whole(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell<'_> {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
