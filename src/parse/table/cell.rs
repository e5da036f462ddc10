//! A cell of a table to a typed value: Vietnamese dates and numbers, yes and no, and what Excel
//! does to codes.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::super::fields;
use super::super::schema::{Kind, Word};
use super::super::text::turns;
use super::super::value::{Datum, Value};
use super::old::{self, Old};
use super::shown::Shown;
use super::written::{Measure, NoDay, count, day, number};
use crate::base::{Date, Lang, date, slug};
use crate::diag::{Place, Problem};

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

/// A cell as a typed value, with what else it says.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) value: Value,
    /// The currency of an amount that is not in đồng.
    pub(super) currency: Option<&'static str>,
    /// The moment, where a day is written with its zone.
    pub(super) moment: Option<jiff::Timestamp>,
}

impl From<Value> for Typed {
    fn from(value: Value) -> Self {
        Self {
            value,
            currency: None,
            moment: None,
        }
    }
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
fn trim(text: &str) -> &str {
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
fn one_line(text: &str) -> Cow<'_, str> {
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
fn plain(text: &str) -> bool {
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

/// A cell that is not empty as a value of its kind. `measure` says how numbers of its column are
/// written; `month_first` whether days have the month first.
pub(super) fn value(
    kind: &'static Kind,
    key: &'static str,
    cell: Cell<'_>,
    measure: Measure,
    month_first: bool,
) -> Result<Typed, Problem> {
    match cell {
        Cell::Error(error) => {
            return Err(Problem::CellError {
                value: error.to_owned(),
            });
        }
        Cell::NoValue => return Err(Problem::NoKeptValue),
        Cell::Hidden => return Err(Problem::CellHidden),
        _ => {}
    }
    // What is plain is shown as it is, and is not looked at again.
    let (shown, clean) = match cell {
        Cell::Text(text) if plain(text) => (Cow::Borrowed(text), true),
        other => (other.shown(), false),
    };
    if !clean {
        if shown.contains('\u{fffd}') {
            return Err(Problem::BrokenCharacter);
        }
        if shown.contains('\0') {
            return Err(Problem::NulByte);
        }
    }
    if shown.len() > LONGEST && shown.chars().count() > LONGEST {
        return Err(Problem::CellTooLong { limit: LONGEST });
    }
    if let Cell::Text(text) = cell
        && old::lost_letters(text)
    {
        return Err(Problem::LostLetters {
            value: shown.into_owned(),
        });
    }
    let unclear = |why, value: Cow<'_, str>| {
        let value = value.into_owned();
        match why {
            "number" | "words" | "size" => Problem::BadNumber {
                value,
                whole: matches!(kind, Kind::Count),
            },
            why => Problem::UnclearNumber { value, why },
        }
    };
    Ok(Typed::from(match kind {
        Kind::Date => return date_of(key, cell, month_first, shown),
        Kind::Count => match count(cell, measure) {
            Ok((count, currency)) => {
                return Ok(Typed {
                    currency,
                    ..Typed::from(Value::Count(count))
                });
            }
            Err(why) => return Err(unclear(why, shown)),
        },
        Kind::Number => match number(cell, measure) {
            Ok((number, _)) if number >= 0.0 => Value::Number(number),
            Ok(_) => return Err(unclear("size", shown)),
            Err(why) => return Err(unclear(why, shown)),
        },
        Kind::Flag => Value::Flag(flag(cell).ok_or_else(|| Problem::BadFlag {
            value: shown.into_owned(),
        })?),
        Kind::Choice(choices) => Value::Text(choice(choices, &shown)?.to_owned()),
        Kind::Id => {
            let id = slug::address(&shown);
            if id.is_empty() {
                return Err(Problem::BadId {
                    value: shown.into_owned(),
                    suggestion: id,
                });
            }
            Value::Text(id)
        }
        _ if CODES.contains(&key) && unfaithful(cell) => {
            return Err(Problem::UnfaithfulCode {
                value: shown.into_owned(),
            });
        }
        _ if CODES.contains(&key) && mangled(cell) => {
            return Err(Problem::MangledCode {
                value: shown.into_owned(),
            });
        }
        _ => fields::scalar(kind, key, &shown, true)?,
    }))
}

/// Keys whose texts are codes, each character of which counts.
const CODES: [&str; 2] = ["code", "place_code"];

fn date_of(
    key: &str,
    cell: Cell<'_>,
    month_first: bool,
    shown: Cow<'_, str>,
) -> Result<Typed, Problem> {
    let value = shown.into_owned();
    match day(cell, month_first) {
        // Of reports a month means its last day; an initiative has no day then.
        Ok(day) if day.month && key != "as_of" => Err(Problem::BadDate { value }),
        Ok(day) if !fields::likely(key, day.date) => Err(Problem::UnlikelyDay { value }),
        Ok(day) => Ok(Typed {
            moment: day.moment,
            ..Typed::from(Value::Date(day.date))
        }),
        Err(NoDay::Unlikely) => Err(Problem::UnlikelyDay { value }),
        Err(NoDay::Unreadable) => Err(Problem::BadDate { value }),
    }
}

/// Whether the sheet shows a code in a way that is not known here.
fn unfaithful(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Styled(_, shown, _) if shown != Shown::Code)
}

/// The items of a cell that holds several, each on a line or parted by `;`. Where names are, `,`
/// parts them too.
pub(super) fn items<'a>(cell: Cell<'a>, names: bool) -> Vec<Cow<'a, str>> {
    let Cell::Text(text) = cell else {
        return vec![cell.shown()];
    };
    let mut depth = 0_usize;
    let parts = text.split(move |c: char| {
        // A comma inside brackets belongs to the remark that is there.
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (matches!(c, ';' | '\n' | '\r') || (names && c == ','))
    });
    parts
        .map(trim)
        .filter(|part| !part.is_empty())
        .map(one_line)
        .collect()
}

/// Puts a value at its place.
pub(super) fn datum(value: Value, place: &Place) -> Datum {
    Datum {
        place: place.clone(),
        value,
    }
}

/// Codes that Excel took for a number or a day: `3,8E+11`, 1/3/2022.
fn mangled(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Day(_) => true,
        Cell::Number(number) => number.fract() != 0.0 || number >= 1e15,
        Cell::Text(text) => text.split_once("E+").is_some_and(|(digits, power)| {
            let digit = |b: u8| b.is_ascii_digit();
            digits.bytes().all(|b| digit(b) || b == b',' || b == b'.')
                && digits.bytes().any(digit)
                && power.bytes().all(digit)
                && !power.is_empty()
        }),
        _ => false,
    }
}

fn choice(choices: &'static [Word], shown: &str) -> Result<&'static str, Problem> {
    let folded = slug::slug(shown);
    let says = |word: &&Word| {
        shown == word.value
            || [word.value, word.vi, word.en]
                .iter()
                .chain(word.also)
                .any(|w| slug::slug(w) == folded)
    };
    match choices.iter().find(says) {
        Some(word) => Ok(word.value),
        None => {
            let all = choices.iter().flat_map(|w| {
                [w.value, w.vi, w.en]
                    .into_iter()
                    .chain(w.also.iter().copied())
            });
            let nearest = slug::nearest(shown, all);
            let choices = choices
                .iter()
                .map(|word| word.vi)
                .collect::<Vec<_>>()
                .join(", ");
            Err(Problem::BadChoice {
                value: shown.to_owned(),
                choices,
                nearest,
            })
        }
    }
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(flag),
        Cell::Number(1.0) => Some(true),
        Cell::Number(0.0) => Some(false),
        Cell::Text(text) => match slug::slug(text).as_str() {
            "co" | "x" | "dung" | "dong-y" | "true" | "yes" | "1" => Some(true),
            "khong" | "sai" | "khong-dong-y" | "false" | "no" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::of_text(text)
    }

    #[test]
    fn codes_stay_text_and_mangled_ones_are_told() {
        let code = |cell| {
            value(&Kind::Text, "code", cell, Measure::default(), false).map(|typed| typed.value)
        };
        assert!(matches!(code(text("000123")), Ok(Value::Text(t)) if t == "000123"));
        assert!(matches!(code(Cell::Number(123.0)), Ok(Value::Text(t)) if t == "123"));
        assert!(matches!(
            code(text("3,8E+11")),
            Err(Problem::MangledCode { .. })
        ));
        assert!(matches!(
            code(Cell::Day(Date::constant(2022, 3, 1))),
            Err(Problem::MangledCode { .. })
        ));
        assert!(matches!(code(text("SE+1")), Ok(Value::Text(_))));
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
        assert_eq!(
            items(
                text("Nguyễn Văn A, Trần Thị B (chủ trì, tổ 2)\nLê C;"),
                true
            )
            .len(),
            3
        );
    }

    #[test]
    fn words_of_offices() {
        let Kind::Choice(words) = super::super::super::schema::INITIATIVE
            .iter()
            .find(|f| f.key == "status")
            .unwrap()
            .kind
        else {
            panic!()
        };
        assert_eq!(choice(words, "ĐÃ NỘP"), Ok("submitted"));
        assert_eq!(choice(words, "valid"), Ok("valid"));
        assert!(matches!(choice(words, "hop lê."), Ok("valid")));
        assert!(matches!(
            choice(words, "Hợp lẹe"),
            Err(Problem::BadChoice {
                nearest: Some("Hợp lệ"),
                ..
            })
        ));
        assert_eq!(flag(text("Có")), Some(true));
        assert_eq!(flag(text("có lẽ")), None);
    }
}
