//! A cell of a table to a typed value: Vietnamese dates and numbers, yes and no, and what Excel
//! does to codes.

use std::borrow::Cow;

use super::super::fields;
use super::super::schema::{Kind, Word};
use super::super::value::{Datum, Value};
use super::cell::{Cell, LONGEST, one_line, plain, trim};
use super::form;
use super::old;
use super::repeats::repeats;
use super::shown::Shown;
use super::written::{Measure, NoDay, count, day, number};
use crate::base::slug;
use crate::diag::{Place, Problem};

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

/// A cell that is not empty as a value of its kind. `measure` says how numbers of its column are
/// written; `month_first` whether days have the month first.
pub(super) fn value(
    kind: &'static Kind,
    key: &'static str,
    cell: Cell<'_>,
    measure: Measure,
    month_first: bool,
) -> Result<Typed, Problem> {
    let shown = checked_text(cell)?;
    if repeats(&shown, matches!(kind, Kind::Reference(_))) {
        let value = shown.into_owned();
        return Err(Problem::RepeatMark { value });
    }
    Ok(Typed::from(match kind {
        Kind::Date => return date_of(key, cell, month_first, shown),
        Kind::Count => match count(cell, measure) {
            Ok((count, currency)) => {
                return Ok(Typed {
                    currency,
                    ..Typed::from(Value::Count(count))
                });
            }
            Err(why) => return Err(unclear(kind, why, shown)),
        },
        Kind::Number => match number(cell, measure) {
            Ok((number, _)) if number >= 0.0 => Value::Number(number),
            Ok(_) => return Err(unclear(kind, "size", shown)),
            Err(why) => return Err(unclear(kind, why, shown)),
        },
        Kind::Flag => Value::Flag(flag(cell).ok_or_else(|| Problem::BadFlag {
            value: shown.into_owned(),
        })?),
        Kind::Choice(choices) => Value::Text(choice(choices, &shown)?.to_owned()),
        Kind::Id => Value::Text(id(&shown)?),
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

/// What a cell shows, unless that cannot be what was typed: a formula that failed, broken
/// characters, a text that was cut off.
fn checked_text(cell: Cell<'_>) -> Result<Cow<'_, str>, Problem> {
    // What is plain is shown as it is, and is not looked at again.
    let shown = match cell {
        Cell::Error(error) => {
            let value = error.to_owned();
            return Err(Problem::CellError { value });
        }
        Cell::NoValue => return Err(Problem::NoKeptValue),
        Cell::Hidden => return Err(Problem::CellHidden),
        Cell::Text(text) if plain(text) => Cow::Borrowed(text),
        other => {
            let shown = other.shown();
            if shown.contains('\u{fffd}') {
                return Err(Problem::BrokenCharacter);
            }
            if shown.contains('\0') {
                return Err(Problem::NulByte);
            }
            shown
        }
    };
    if shown.len() > LONGEST && shown.chars().count() > LONGEST {
        return Err(Problem::CellTooLong { limit: LONGEST });
    }
    if let Cell::Text(text) = cell
        && old::lost_letters(text)
    {
        let value = shown.into_owned();
        return Err(Problem::LostLetters { value });
    }
    Ok(shown)
}

fn id(shown: &str) -> Result<String, Problem> {
    let id = slug::address(shown);
    if id.is_empty() {
        return Err(Problem::BadId {
            value: shown.to_owned(),
            suggestion: id,
        });
    }
    Ok(id)
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

fn unclear(kind: &Kind, why: &'static str, value: Cow<'_, str>) -> Problem {
    let value = value.into_owned();
    match why {
        "number" | "words" | "size" => Problem::BadNumber {
            value,
            whole: matches!(kind, Kind::Count),
        },
        why => Problem::UnclearNumber { value, why },
    }
}

/// Codes that Excel took for a number or a day: `3,8E+11`, 1/3/2022.
fn mangled(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Day(_) => true,
        Cell::Number(number) => number.fract() != 0.0 || number >= 1e15,
        Cell::Text(text) => text.split_once("E+").is_some_and(|(digits, power)| {
            digits.chars().all(|c| matches!(c, '0'..='9' | ',' | '.'))
                && digits.contains(|c: char| c.is_ascii_digit())
                && form::is_digits(power)
        }),
        _ => false,
    }
}

/// What may be written for a word.
fn names(word: &'static Word) -> impl Iterator<Item = &'static str> {
    let names = [word.value, word.vi, word.en].into_iter();
    names.chain(word.also.iter().copied())
}

fn choice(choices: &'static [Word], shown: &str) -> Result<&'static str, Problem> {
    let folded = slug::slug(shown);
    let said = choices
        .iter()
        .find(|word| shown == word.value || names(word).any(|name| slug::slug(name) == folded));
    match said {
        Some(word) => Ok(word.value),
        None => {
            let nearest = slug::nearest(shown, choices.iter().flat_map(names));
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
    use crate::base::Date;

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
    fn people_are_parted_by_commas_outside_brackets() {
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
