//! A table of open data: typed columns with words for people, and rows that are made when they are
//! asked for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use crate::base::{Date, Decimal, Rate, Share};

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

impl Kind {
    /// Whether the cells are numbers.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Number)
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name for machines.
    pub key: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// The message with its name for people; what it means is the message with `-about` behind.
    pub words: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// The only texts that it may hold; empty for any.
    pub choices: &'static [&'static str],
}

/// A column that may be empty.
pub(super) const fn may(key: &'static str, kind: Kind, words: &'static str) -> Column {
    Column {
        key,
        kind,
        words,
        required: false,
        choices: &[],
    }
}

/// A column that never is.
pub(super) const fn must(key: &'static str, kind: Kind, words: &'static str) -> Column {
    Column {
        key,
        kind,
        words,
        required: true,
        choices: &[],
    }
}

impl Column {
    /// The same with one of these texts in each cell.
    pub(super) const fn one_of(mut self, choices: &'static [&'static str]) -> Self {
        self.choices = choices;
        self
    }
}

/// The columns of a table, each with what fills it: `COLUMNS`, and `row`, which makes the cells of
/// a row from its arguments. What several cells need is computed in the braces.
macro_rules! fields {
    (
        ($($arg:ident: $type:ty),* $(,)?) { $($before:tt)* }
        $($column:expr => $cell:expr),+ $(,)?
    ) => {
        const COLUMNS: &[Column] = &[$($column),+];
        fn row<'c>($($arg: $type),*) -> [Cell<'c>; COLUMNS.len()] {
            $($before)*
            [$(Cell::from($cell)),+]
        }
    };
}
pub(super) use fields;

/// A value; what is not known is `Empty`, never zero.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each holds what the kind of its name says")]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Whole(i64),
    Number(Decimal),
    Day(Date),
    Flag(bool),
}

/// Takes rows, each with a cell for every column.
pub(super) type Visitor<'v> = &'v mut dyn FnMut(&[Cell<'_>]);

/// Columns that name a row of another table, or of the same one.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// Keys of the columns.
    pub columns: &'static [&'static str],
    /// Name of the other table; every site has it.
    pub table: &'static str,
    /// Keys of the columns there.
    pub to: &'static [&'static str],
}

/// Rows of a part of a long table.
const PART: usize = 4096;

/// The rows of a table, in a fixed order. They are made when they are asked for, so that they never
/// are in memory together.
pub struct Rows<'a> {
    /// How many, where each can be made by its number.
    count: Option<usize>,
    each: Box<dyn Each + 'a>,
}

/// Hands the rows of a part to a visitor.
trait Each: Fn(Range<usize>, Visitor<'_>) + Send + Sync {}

impl<T: Fn(Range<usize>, Visitor<'_>) + Send + Sync> Each for T {}

impl<'a> Rows<'a> {
    /// Rows that are made one after the other.
    pub(super) fn whole(all: impl Fn(Visitor<'_>) + Send + Sync + 'a) -> Self {
        Self {
            count: None,
            each: Box::new(move |_, visit| all(visit)),
        }
    }

    /// This many rows, each made by its number.
    pub(super) fn numbered(
        count: usize,
        row: impl Fn(usize, Visitor<'_>) + Send + Sync + 'a,
    ) -> Self {
        Self {
            count: Some(count),
            each: Box::new(move |some, visit| some.for_each(|at| row(at, visit))),
        }
    }

    /// Parts that are made by themselves. They are cut from the last row on: the newest are
    /// first, and those before them stay in their parts.
    pub(super) fn parts(&self) -> Vec<Range<usize>> {
        let count = self.count.unwrap_or_default();
        let first = if count == 0 {
            0
        } else {
            (count - 1) % PART + 1
        };
        let later = (first..count)
            .step_by(PART)
            .map(|start| start..start + PART);
        std::iter::once(0..first).chain(later).collect()
    }
}

/// A table.
pub struct Table<'a> {
    /// Name of its files, without ending.
    pub name: &'static str,
    /// The message with its title; what is in it is the message with `-about` behind.
    pub words: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// Columns that name rows of other tables.
    pub refers: &'static [Reference],
    /// Its rows, made again for each format.
    pub rows: Rows<'a>,
}

impl Table<'_> {
    /// Hands every row of a part to a visitor.
    ///
    /// # Panics
    /// In debug builds, when a row does not fit the columns.
    pub(super) fn each(&self, part: Range<usize>, mut visit: impl FnMut(&[Cell<'_>])) {
        (self.rows.each)(part, &mut |row| {
            debug_assert_eq!(
                row.len(),
                self.columns.len(),
                "{}: cells of a row",
                self.name
            );
            if cfg!(debug_assertions) {
                for (cell, column) in row.iter().zip(self.columns) {
                    assert!(
                        cell.fits(column),
                        "{}: {cell:?} in column {}",
                        self.name,
                        column.key
                    );
                }
            }
            visit(row);
        });
    }
}

impl Cell<'_> {
    /// Whether it may be in a column. In a site with problems a required value may be missing:
    /// nothing of it is published.
    fn fits(&self, column: &Column) -> bool {
        match (self, column.kind) {
            (Self::Empty, _) => true,
            (Self::Text(text), Kind::Text) => {
                column.choices.is_empty() || column.choices.contains(&&**text)
            }
            (Self::Whole(_), Kind::Whole)
            | (Self::Number(_), Kind::Number)
            | (Self::Day(_), Kind::Day)
            | (Self::Flag(_), Kind::Flag) => true,
            _ => false,
        }
    }

    /// The same, to be kept.
    pub(super) fn owned(&self) -> Cell<'static> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
            Self::Whole(value) => Cell::Whole(*value),
            Self::Number(value) => Cell::Number(*value),
            Self::Day(day) => Cell::Day(*day),
            Self::Flag(flag) => Cell::Flag(*flag),
        }
    }

    /// Its kind and its value as bytes, for a fingerprint.
    pub(super) fn fingerprint(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => out.push(0),
            Self::Text(text) => {
                out.push(1);
                out.extend_from_slice(&(text.len() as u64).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            Self::Whole(value) => {
                out.push(2);
                out.extend_from_slice(&value.to_le_bytes());
            }
            Self::Number(value) => {
                out.push(3);
                out.extend_from_slice(&value.bytes());
            }
            Self::Day(day) => {
                out.push(4);
                out.extend_from_slice(&day.year().to_le_bytes());
                out.extend_from_slice(&[day.month() as u8, day.day() as u8]);
            }
            Self::Flag(flag) => out.extend_from_slice(&[5, u8::from(*flag)]),
        }
    }

    /// Writes it as machines read it: decimal point, ISO days; nothing for what is not known.
    pub(super) fn machine(&self, out: &mut String) {
        // Writing to a text cannot fail.
        let _ = match self {
            Self::Empty => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Whole(value) => write!(out, "{value}"),
            Self::Number(value) => write!(out, "{value}"),
            Self::Day(day) => write!(out, "{day}"),
            Self::Flag(flag) => write!(out, "{flag}"),
        };
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(Cow::Borrowed(text))
        }
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(Cow::Owned(text))
        }
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
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

impl From<Decimal> for Cell<'_> {
    fn from(value: Decimal) -> Self {
        Self::Number(value)
    }
}

impl From<Share> for Cell<'_> {
    fn from(value: Share) -> Self {
        Self::Number(value.exact())
    }
}

impl From<Rate> for Cell<'_> {
    fn from(value: Rate) -> Self {
        Self::Number(value.exact())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_fits_its_column_or_not() {
        let column = |kind| may("k", kind, "");
        assert!(
            Cell::from("a").fits(&column(Kind::Text))
                && !Cell::from("a").fits(&column(Kind::Whole))
        );
        assert!(
            Cell::from(1_i64).fits(&column(Kind::Whole))
                && !Cell::from(1_i64).fits(&column(Kind::Number))
        );
        assert!(Cell::Empty.fits(&column(Kind::Day)) && Cell::from("").fits(&column(Kind::Whole)));
        let choice = column(Kind::Text).one_of(&["a", "b"]);
        assert!(
            Cell::from("b").fits(&choice)
                && Cell::Empty.fits(&choice)
                && !Cell::from("c").fits(&choice)
        );
    }

    #[test]
    fn new_rows_leave_the_parts_after_them() {
        let parts = |count| Rows::numbered(count, |_, _| {}).parts();
        let starts = |count| {
            parts(count)
                .iter()
                .map(|part| (part.start, part.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            [starts(0), starts(1), starts(PART)],
            [[(0, 0)], [(0, 1)], [(0, PART)]]
        );
        assert_eq!(starts(2 * PART + 1), [(0, 1), (1, PART), (PART + 1, PART)]);
    }
}
