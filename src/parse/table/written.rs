//! Numbers and days as offices write them.

use jiff::Timestamp;

use super::cell::Cell;
use super::money::{self, Unit};
use super::shown::{Shown, serial};
use crate::base::{Date, date, slug};

/// The years that a day may have; those of Excel's own zero are none.
const YEARS: std::ops::RangeInclusive<i16> = 1901..=2100;

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Day {
    /// The day; the last one of a month that is written without a day.
    pub(super) date: Date,
    /// Whether only the month is written.
    pub(super) month: bool,
    /// The moment, where a zone is written with it: the day is then one of the site's zone.
    pub(super) moment: Option<Timestamp>,
}

impl Day {
    fn whole(date: Date) -> Self {
        Self {
            date,
            month: false,
            moment: None,
        }
    }
}

/// Why a cell is not a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NoDay {
    /// It is nothing like a day.
    Unreadable,
    /// It is a day that no one can have meant: 15/03/1024.
    Unlikely,
}

/// `dd/mm/yyyy` with `/`, `-` or `.`, ISO, either with a time behind it, a day in words, a month
/// (`7/2023`), and the serial days of Excel (day 1 is 1900-01-01, ECMA-376 part 1, 18.17.4).
pub(super) fn day(cell: Cell<'_>, month_first: bool) -> Result<Day, NoDay> {
    let day = match cell {
        Cell::Day(date) => Day::whole(date),
        Cell::Number(number) => Day::whole(serial(number).ok_or(NoDay::Unreadable)?),
        Cell::Styled(number, Shown::Month, _) => {
            let date = serial(number).ok_or(NoDay::Unreadable)?;
            Day {
                date: date.last_of_month(),
                month: true,
                moment: None,
            }
        }
        Cell::Text(text) => written_day(text, month_first).ok_or(NoDay::Unreadable)?,
        _ => return Err(NoDay::Unreadable),
    };
    if YEARS.contains(&day.date.year()) {
        Ok(day)
    } else {
        Err(NoDay::Unlikely)
    }
}

fn written_day(text: &str, month_first: bool) -> Option<Day> {
    if let Some(moment) = moment(text) {
        let zone = jiff::tz::TimeZone::get(super::ZONE).ok()?;
        return Some(Day {
            date: moment.to_zoned(zone).date(),
            month: false,
            moment: Some(moment),
        });
    }
    if let Some((date, month)) = in_words(text) {
        return Some(Day {
            month,
            ..Day::whole(date)
        });
    }
    let first = text.split([' ', 'T', '\u{a0}']).next().unwrap_or(text);
    let rest = text[first.len()..].trim_start_matches([' ', 'T', '\u{a0}']);
    let time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 'A' | 'P' | 'M');
    if !rest.chars().all(time) || (!rest.is_empty() && !rest.contains(':')) {
        return None;
    }
    let parts: Vec<&str> = first.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [number] => serial(number.parse().ok()?).map(Day::whole),
        [year, ..] if year.len() == 4 => date::parse(&parts.join("-")).map(Day::whole),
        [month, year] if year.len() == 4 => {
            let date = Date::new(numeric(year)?, small(month)?, 1).ok()?;
            Some(Day {
                month: true,
                ..Day::whole(date.last_of_month())
            })
        }
        [first, second, year] => {
            let (day, month) = if month_first {
                (second, first)
            } else {
                (first, second)
            };
            let century = if year.len() == 2 { "20" } else { "" };
            date::parse(&format!("{day}/{month}/{century}{year}")).map(Day::whole)
        }
        _ => None,
    }
}

fn numeric(text: &str) -> Option<i16> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn small(text: &str) -> Option<i8> {
    i8::try_from(numeric(text)?).ok()
}

/// A moment with its zone, as web forms write it: `2023-07-08T17:45:10Z`.
fn moment(text: &str) -> Option<Timestamp> {
    let time = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
    let zoned = time.ends_with(['Z', 'z']) || time.contains('+') || time.contains('-');
    if !zoned || !text.as_bytes()[..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    text.replacen(' ', "T", 1).parse().ok()
}

/// `mùng 9 tháng 7 năm 2023`, `ngày 9/7/2023`, `tháng 7 năm 2023`; whether only the month is said.
fn in_words(text: &str) -> Option<(Date, bool)> {
    if !text.starts_with(char::is_alphabetic) && !text.contains("th") && !text.contains("Th") {
        return None;
    }
    let slug = slug::slug(text);
    let mut rest = slug.as_str();
    for word in ["ngay-", "mung-", "mong-"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let parts: Vec<&str> = rest
        .split('-')
        .filter(|part| !matches!(*part, "thang" | "nam"))
        .collect();
    let named = rest.contains("thang-") || rest.len() < slug.len();
    match parts.as_slice() {
        [day, month, year] if named && (year.len() == 4 || year.len() == 2) => {
            let year = if year.len() == 2 {
                2000 + numeric(year)?
            } else {
                numeric(year)?
            };
            Some((Date::new(year, small(month)?, small(day)?).ok()?, false))
        }
        [month, year] if rest.starts_with("thang-") && year.len() == 4 => {
            let first = Date::new(numeric(year)?, small(month)?, 1).ok()?;
            Some((first.last_of_month(), true))
        }
        _ => None,
    }
}

/// Whether a text is a day only with the month first: 3/15/2024.
pub(super) fn month_first(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    let mut parts = first.split(['/', '-']).map(numeric);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(month)), Some(Some(day)), Some(Some(_)), None) => {
            (1..=12).contains(&month) && (13..=31).contains(&day)
        }
        _ => false,
    }
}

/// Why a cell is not a whole number, as the words of the message know it.
pub(super) type NoCount = &'static str;

/// What the values of a column of whole numbers say of its marks.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Marks {
    /// `1,234,567` or `1,234,567.5`: the comma groups, whatever the unit.
    comma_groups: u32,
    /// `1,250`, `12,000`: the comma may group.
    comma_may: u32,
    /// `1,5`: the comma is a decimal mark.
    comma_decimal: u32,
    /// `1.250`, `1.234.567`: the point groups.
    point_groups: u32,
    /// `12.5`: the point is a decimal mark.
    point_decimal: u32,
}

impl Marks {
    /// Takes a value into account.
    pub(super) fn see(&mut self, text: &str) {
        let kept: String = text
            .chars()
            .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .collect();
        let digits = kept.trim_matches([',', '.']);
        let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
        match (commas, points) {
            (0, 0) => {}
            (0, 1) if last_group(digits, '.') != 3 => self.point_decimal += 1,
            (0, _) => self.point_groups += 1,
            (1, 0) if last_group(digits, ',') == 3 => self.comma_may += 1,
            (1, 0) => self.comma_decimal += 1,
            (_, 0) => self.comma_groups += 1,
            _ if digits.find(',') < digits.find('.') => self.comma_groups += 1,
            _ => self.point_groups += 1,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        let Self {
            comma_groups,
            comma_may,
            comma_decimal,
            point_groups,
            point_decimal,
        } = other;
        self.comma_groups += comma_groups;
        self.comma_may += comma_may;
        self.comma_decimal += comma_decimal;
        self.point_groups += point_groups;
        self.point_decimal += point_decimal;
    }

    /// Whether a comma before three digits groups them: other values must agree, and none speak
    /// against it. `None` where no one knows.
    fn comma_groups(self, scaled: bool) -> Option<bool> {
        let against = self.comma_decimal > 0 || self.point_groups > 0;
        if scaled {
            return match (self.comma_groups > 0, self.comma_decimal > 0) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            };
        }
        (!against && self.comma_groups + self.comma_may >= 2).then_some(true)
    }
}

/// What a column says of the numbers in it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Measure {
    /// What its heading multiplies them by, where it says so.
    pub(super) scale: Option<f64>,
    /// What its other values say of marks.
    pub(super) marks: Marks,
    /// Whether they are amounts of money, which may carry a unit of their own.
    pub(super) money: bool,
}

/// A whole number, and its currency where it is not đồng.
pub(super) fn count(
    cell: Cell<'_>,
    measure: Measure,
) -> Result<(i64, Option<&'static str>), NoCount> {
    let (number, currency) = number(cell, measure)?;
    if !(0.0..1e15).contains(&number) {
        return Err("size");
    }
    if (number - number.round()).abs() >= 1e-6 {
        return Err("whole");
    }
    Ok((number.round() as i64, currency))
}

/// `1.234.567,5` and `1 234 567`; also `1,234,567.5`, where several commas leave no doubt. Money
/// may carry its unit: `1,5 tỷ đồng`.
pub(super) fn number(
    cell: Cell<'_>,
    measure: Measure,
) -> Result<(f64, Option<&'static str>), NoCount> {
    let scale = measure.scale.unwrap_or(1.0);
    let text = match cell {
        Cell::Number(number) | Cell::Styled(number, Shown::Code, _) => {
            return Ok((number * scale, None));
        }
        Cell::Styled(_, Shown::Percent, _) => return Err("percent"),
        Cell::Styled(number, Shown::Money(currency), _) if measure.money => {
            return match measure.scale {
                Some(scale) if scale != 1.0 => Err("units"),
                _ => Ok((number, Some(currency))),
            };
        }
        Cell::Styled(..) => return Err("shown"),
        Cell::Text(text) => text,
        _ => return Err("number"),
    };
    if text.bytes().all(|b| b.is_ascii_digit()) && text.len() < 16 {
        return text
            .parse()
            .map(|n: f64| (n * scale, None))
            .map_err(|_| "number");
    }
    written_number(text, measure, scale)
}

fn written_number(
    text: &str,
    measure: Measure,
    scale: f64,
) -> Result<(f64, Option<&'static str>), NoCount> {
    if text.contains('%') {
        return Err("percent");
    }
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or("number")?;
    let end = text.rfind(|c: char| c.is_ascii_digit()).ok_or("number")? + 1;
    let (before, digits, behind) = (&text[..start], &text[start..end], &text[end..]);
    if digits.contains(['\n', '\r']) {
        return Err("split");
    }
    let said = match (before.trim(), behind.trim()) {
        ("", "") => None,
        (sign, _) if sign.starts_with(['-', '−', '+']) => return Err("size"),
        (words, "") | ("", words)
            if !words.contains(|c: char| c.is_alphabetic() || "$€¥₫".contains(c)) =>
        {
            return Err("number");
        }
        (words, "") | ("", words) => Some(money::unit_of(words).ok_or("words")?),
        _ => return Err("words"),
    };
    let (times, currency) = match (said, measure.scale) {
        (None, _) => (scale, None),
        (Some(_), _) if !measure.money => return Err("words"),
        (Some(Unit::Foreign(currency)), None | Some(1.0)) => (1.0, Some(currency)),
        (Some(Unit::Foreign(_)), Some(_)) => return Err("units"),
        (Some(Unit::Dong(unit)), Some(scale)) if unit != scale => return Err("units"),
        (Some(Unit::Dong(unit)), _) => (unit, None),
    };
    let digits = without_spaces(digits)?;
    Ok((
        grouped(&digits, measure.marks, times != 1.0)? * times,
        currency,
    ))
}

/// Digits whose groups of three are parted by blanks, without them: `1 234 567`.
fn without_spaces(digits: &str) -> Result<String, NoCount> {
    if !digits.contains(char::is_whitespace) {
        return Ok(digits.to_owned());
    }
    let whole = digits.split([',', '.']).next().unwrap_or(digits);
    let groups: Vec<&str> = whole.split(char::is_whitespace).collect();
    let good = groups[0].len() <= 3
        && !groups[0].is_empty()
        && groups[1..].iter().all(|group| group.len() == 3)
        && !digits[whole.len()..].contains(char::is_whitespace);
    if !good {
        return Err("split");
    }
    Ok(digits.chars().filter(|c| !c.is_whitespace()).collect())
}

/// How long the digits behind the last mark are.
fn last_group(digits: &str, mark: char) -> usize {
    digits.rsplit(mark).next().map_or(0, str::len)
}

fn grouped(digits: &str, marks: Marks, scaled: bool) -> Result<f64, NoCount> {
    if !digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    {
        return Err("number");
    }
    let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
    // Several commas, or a comma before the point, are English groups. One comma before three
    // digits is what both write, and means a thousand times as much to one as to the other.
    let english = match (commas, points) {
        (1, 0) if last_group(digits, ',') == 3 => marks.comma_groups(scaled).ok_or("comma")?,
        (0, 1)
            if last_group(digits, '.') == 3
                && marks.comma_may + marks.comma_groups + marks.point_decimal > 0 =>
        {
            return Err("point");
        }
        (2.., _) => true,
        (1, 1..) => digits.find(',') < digits.find('.'),
        _ => false,
    };
    let (group, point) = if english { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = digits.split_once(point).unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(group).collect();
    let good =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if !good || groups[0].is_empty() || fraction.contains([',', '.']) {
        return Err("number");
    }
    format!("{}.{}0", groups.concat(), fraction)
        .parse()
        .map_err(|_| "number")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::of_text(text)
    }

    const MONEY: Measure = Measure {
        scale: None,
        money: true,
        marks: Marks {
            comma_groups: 0,
            comma_may: 0,
            comma_decimal: 0,
            point_groups: 0,
            point_decimal: 0,
        },
    };

    fn amount(written: &str) -> Option<f64> {
        number(text(written), MONEY).ok().map(|(number, _)| number)
    }

    #[test]
    fn numbers_as_offices_write_them() {
        for (written, expected) in [
            ("170324", 170_324.0),
            ("170.324", 170_324.0),
            ("12.000", 12_000.0),
            ("1.234.567,5", 1_234_567.5),
            ("1 234 567", 1_234_567.0),
            ("1\u{202f}234\u{202f}567", 1_234_567.0),
            ("1,234,567.5", 1_234_567.5),
            ("12.000.000 đ", 12e6),
            ("1,5 tỷ đồng", 1.5e9),
            ("350 triệu", 350e6),
            ("0,5", 0.5),
        ] {
            assert_eq!(amount(written), Some(expected), "{written}");
        }
        for (bad, why) in [
            ("1.5", "number"),
            ("12.34.567", "number"),
            ("1..000", "number"),
            ("năm", "number"),
            ("5 cái", "words"),
            ("1,2.3,4", "number"),
            ("-3", "size"),
            ("5 10", "split"),
            ("45\n30", "split"),
            ("1 2345", "split"),
            ("75%", "percent"),
            ("12,000", "comma"),
            ("1,250", "comma"),
            ("12,000 triệu", "comma"),
        ] {
            assert_eq!(number(text(bad), MONEY), Err(why), "{bad}");
        }
        assert_eq!(number(text("5.000 $"), MONEY), Ok((5e3, Some("USD"))));
        assert_eq!(number(text("$5.000"), MONEY), Ok((5e3, Some("USD"))));
        assert_eq!(number(text("5.000 $"), Measure::default()), Err("words"));
        assert_eq!(count(text("1,5"), MONEY), Err("whole"));
        assert_eq!(count(Cell::Number(-1.0), MONEY), Err("size"));
        assert_eq!(count(Cell::Number(45.5), MONEY), Err("whole"));
    }

    #[test]
    fn a_comma_before_three_digits_is_read_by_the_others_of_its_column() {
        let column = |values: &[&str]| {
            let mut marks = Marks::default();
            values.iter().for_each(|value| marks.see(value));
            Measure { marks, ..MONEY }
        };
        let read = |values: &[&str]| number(text(values[0]), column(values)).map(|(n, _)| n);
        assert_eq!(read(&["12,000", "9,500"]), Ok(12_000.0));
        assert_eq!(read(&["12,000", "1,234,567"]), Ok(12_000.0));
        assert_eq!(read(&["12,000"]), Err("comma"));
        assert_eq!(read(&["12,000", "850"]), Err("comma"));
        assert_eq!(read(&["12,000", "1.250"]), Err("comma"));
        assert_eq!(read(&["12.000", "1,250"]), Err("point"));
        assert_eq!(read(&["12.000", "12.5"]), Err("point"));
    }

    #[test]
    fn the_unit_of_a_cell_and_of_its_heading() {
        let scaled = Measure {
            scale: Some(1e6),
            ..MONEY
        };
        assert_eq!(number(text("1,5"), scaled), Ok((1.5e6, None)));
        assert_eq!(number(text("1,5 triệu"), scaled), Ok((1.5e6, None)));
        assert_eq!(number(text("12.000.000 đồng"), scaled), Err("units"));
        assert_eq!(number(text("5 $"), scaled), Err("units"));
        assert_eq!(number(text("12,000"), scaled), Err("comma"));
        assert_eq!(
            count(
                Cell::Number(0.1),
                Measure {
                    scale: Some(1e9),
                    ..MONEY
                }
            ),
            Ok((100_000_000, None))
        );
    }

    #[test]
    fn days_as_offices_write_them() {
        let expected = Ok(Date::constant(2022, 5, 31));
        let read = |written| day(text(written), false).map(|day| day.date);
        for written in [
            "31/05/2022",
            "31/5/2022",
            "31-05-2022",
            "31.05.2022",
            "31/05/22",
            "2022-05-31",
            "2022-05-31T08:15:00",
            "31/05/2022 08:15",
            "44712",
            "5/2022",
            "tháng 5 năm 2022",
            "ngày 31 tháng 5 năm 2022",
            "31 tháng 5 năm 2022",
            "ngày 31/5/2022",
            "2022-05-30T17:45:10Z",
            "2022-05-31T06:59:59+07:00",
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
        assert_eq!(
            read("mùng 9 tháng 7 năm 2023"),
            Ok(Date::constant(2023, 7, 9))
        );
        assert_eq!(read("9/7/23"), Ok(Date::constant(2023, 7, 9)));
        assert_eq!(day(Cell::Number(44712.75), false).map(|d| d.date), expected);
        for bad in [
            "31/02/2022",
            "05/31/2022",
            "tháng 5",
            "31/05/2022 đã nộp",
            "7",
            "2022",
        ] {
            assert_eq!(read(bad), Err(NoDay::Unreadable), "{bad}");
        }
        for bad in [
            "15/03/1024",
            "0024-03-15",
            "00/01/1900",
            "1/1/1900",
            "15/03/0024",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!(read("15/03/1024"), Err(NoDay::Unlikely));
        assert_eq!(
            day(text("05/31/2022"), true).map(|day| day.date),
            expected,
            "the file beside says month first"
        );
        assert!(month_first("3/15/2024") && !month_first("15/3/2024") && !month_first("3/5/2024"));
    }
}
