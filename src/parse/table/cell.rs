//! A cell of a table as the file holds it, and what a person reads in it.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::super::text::turns;
use super::old::{self, Old};
use super::shown::Shown;
use crate::base::{Date, Lang, date};

/// The most characters that a cell of Excel can hold.
pub(super) const LONGEST: usize = 32_767;

/// A cell as the file holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, as typed.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A day; the time of day is left out.
    Day(Date),
    /// True or false.
    Flag(bool),
    /// A formula that failed: `#N/A`.
    Error(&'a str),
    /// A number that the sheet shows as this text.
    Styled(f64, Shown, &'a str),
    /// A formula whose result the file does not hold.
    NoValue,
    /// Signs only, because the column was too narrow: `#####`.
    Hidden,
}

/// What a spreadsheet shows for a formula that failed, in any case.
const ERRORS: [&str; 17] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#EXTERNAL!",
    "#PYTHON!",
];

/// Whether a text is what people write where there is nothing, dashes or dots: not reported, never
/// 0.
fn says_nothing(text: &str) -> bool {
    let mark =
        |c: char| matches!(c, '-' | '‐'..='―' | '−' | '.' | '…' | '·' | '_') || c.is_whitespace();
    text.chars().all(mark) || matches!(text, "/" | "-/-")
}

/// Whether a text is what a spreadsheet shows for a formula that failed; LibreOffice has numbers
/// for some: `Err:502`.
fn is_fault(text: &str) -> bool {
    match text.as_bytes() {
        [b'#', ..] => ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text)),
        [b'E', b'r', b'r', b':', digits @ ..] => {
            digits.len() == 3 && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

impl<'a> Cell<'a> {
    /// A cell of a text file: blanks are empty, and the words of failed formulas are problems.
    pub(super) fn of_text(text: &'a str) -> Self {
        let mut text = trim(text);
        if says_nothing(text) {
            return Self::Empty;
        }
        match text.as_bytes()[0] {
            // Text tables keep zeros so: `="0012"`.
            b'=' => {
                let inside = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"'));
                text = inside.map_or(text, trim);
            }
            b'\'' if !text[1..].contains('\'') => text = trim(&text[1..]),
            b'#' if text.len() > 1 && text.bytes().all(|b| b == b'#') => return Self::Hidden,
            _ => {}
        }
        if text.is_empty() {
            return Self::Empty;
        }
        if is_fault(text) {
            return Self::Error(text);
        }
        Self::Text(text)
    }

    /// What a person reads in the cell, in Unicode whatever its encoding; empty for nothing.
    pub(super) fn shown(&self) -> Cow<'a, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => match old::look(text) {
                Some(Old::Read(_, read)) => one_line(&read).into_owned().into(),
                _ => one_line(text),
            },
            Self::Number(number) => written(*number).into(),
            Self::Day(day) => date::written(*day, Lang::Vi).into(),
            Self::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.into(),
            Self::Error(error) => (*error).into(),
            Self::Styled(_, _, text) => (*text).into(),
            Self::NoValue => "=".into(),
            Self::Hidden => "#####".into(),
        }
    }
}

/// Blanks at both ends, also those that look like none: no-break and zero-width spaces.
pub(super) fn trim(text: &str) -> &str {
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    if ends.iter().flatten().all(|byte| byte.is_ascii_graphic()) {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || (invisible(c) && c != '\u{ad}'))
}

/// Characters that no one sees: soft hyphens, zero-width spaces and joiners, marks of direction.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || turns(c)
}

/// Composed letters and single spaces: a line break inside a cell is a space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if plain(text) {
        return text.into();
    }
    let composed: String = if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect()
    };
    let shown: String = composed.chars().filter(|c| !invisible(*c)).collect();
    shown
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

/// Whether a text is as it should be: in NFC, with single spaces only, without control characters
/// and without `�`.
///
/// Looks at bytes, since nearly every cell is plain: of the characters U+0000–02FF and U+1E00–1EFF,
/// which Vietnamese is written with, all are in NFC (UAX #15, `NFC_Quick_Check`), and only a few
/// are blank. All others are left to libraries.
pub(super) fn plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    let mut before = 0;
    while let Some(byte) = bytes.next() {
        let good = match byte {
            ..b' ' => false,
            b' ' => before != b' ',
            0x21..0x80 => true,
            0xC2 => !matches!(bytes.next(), Some(0x85 | 0xA0 | 0xAD)),
            0xC3..=0xCB => bytes.next().is_some(),
            0xE1 => matches!((bytes.next(), bytes.next()), (Some(0xB8..=0xBB), Some(_))),
            _ => false,
        };
        if !good {
            return false;
        }
        before = byte;
    }
    true
}

/// A number without a needless fraction: `123`, `0.5`.
fn written(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::of_text(text)
    }

    #[test]
    fn marks_for_nothing_and_failed_formulas() {
        for nothing in [
            "-", "−", "―", "- -", ". . .", "......", "…", "____", "/", "-/-", "·",
        ] {
            assert_eq!(text(nothing), Cell::Empty, "{nothing}");
        }
        // "//" repeats what is above.
        for something in [
            "//", "-//-", "-5", "…a", "0", "–x", "#1", "Err:5021", "Err:x12",
        ] {
            assert_eq!(text(something), Cell::Text(something));
        }
        for error in ["#CALC!", "#BLOCKED!", "#Name?", "#ref!", "Err:502"] {
            assert_eq!(text(error), Cell::Error(error));
        }
        assert_eq!(text("=\"#N/A\""), Cell::Error("#N/A"));
    }

    #[test]
    fn text_is_composed_and_on_one_line() {
        assert_eq!(
            text("  Ngo\u{302}\u{309}\r\n thứ\u{a0}hai ").shown(),
            "Ngổ thứ hai"
        );
        assert!(
            plain("Đường sá, ổn định")
                && !plain("Ngo\u{302}")
                && !plain("a\u{a0}b")
                && !plain("a  b")
        );
        assert_eq!(text("一  – “x”").shown(), "一 – “x”");
        assert_eq!(text("#N/A"), Cell::Error("#N/A"));
        // TCVN3 writes ư as a soft hyphen.
        assert_eq!(text("Ng\u{ad}êi lËp biÓu").shown(), "Người lập biểu");
    }
}
