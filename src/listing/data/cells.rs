//! Cells as a workbook has them.

use std::borrow::Cow;

use rust_xlsxwriter::ExcelDateTime;

use super::table::Cell;
use crate::base::Date;

/// UTF-16 units of a cell. CSV and JSON have the whole of a longer text.
pub(super) const MAX_TEXT: usize = 32_767;

/// What a cell is to a workbook.
pub(super) enum Value<'c> {
    Nothing,
    /// Never a formula, a number or a link, whatever it looks like.
    Text(Cow<'c, str>),
    /// A day too: in the style of its column.
    Number(f64),
    Flag(bool),
}

impl<'c> Value<'c> {
    pub(super) fn of(cell: &'c Cell<'_>) -> Self {
        match cell {
            Cell::Empty => Self::Nothing,
            Cell::Text(text) => Self::Text(cut(text)),
            Cell::Whole(count) => Self::Number(*count as f64),
            Cell::Number(number) => Self::Number(number.float()),
            Cell::Day(day) => match excel_day(*day) {
                Some(day) => Self::Number(day.to_excel()),
                None => Self::Text(Cow::Owned(day.to_string())),
            },
            Cell::Flag(flag) => Self::Flag(*flag),
        }
    }
}

/// Whether a text has such a byte. All are looked at, many at a time.
#[inline]
pub(super) fn has_any(text: &str, special: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, byte| any | special(byte))
}

/// Whether no blank is at an end of a text.
pub(super) fn is_trimmed(text: &str) -> bool {
    !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace)
}

pub(super) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The beginning of a text that is too long for a cell.
pub(super) fn cut(text: &str) -> Cow<'_, str> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", beginning(text, MAX_TEXT - 1)))
}

/// The beginning of a text, at most this long in UTF-16, in which Excel counts.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += c.len_utf16();
        if length > most {
            return &text[..at];
        }
    }
    text
}

/// Spreadsheets count days from 1900.
pub(super) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
    .ok()
}
