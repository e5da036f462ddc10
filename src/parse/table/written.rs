//! Numbers and days as offices write them.

use super::cell::Cell;
use crate::base::{Date, date, slug};

/// `dd/mm/yyyy` with `/`, `-` or `.`, ISO, either with a time behind it, and the serial days of
/// Excel (day 1 is 1900-01-01, ECMA-376 part 1, 18.17.4) between 1927 and 2119.
pub(super) fn day(cell: Cell<'_>) -> Option<Date> {
    match cell {
        Cell::Day(day) => Some(day),
        Cell::Number(number) => serial(number),
        Cell::Text(text) => {
            let first = text.split([' ', 'T', '\u{a0}']).next().unwrap_or(text);
            let rest = text[first.len()..].trim_start_matches([' ', 'T', '\u{a0}']);
            let time = |c: char| {
                c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 'Z' | '+' | 'A' | 'P' | 'M')
            };
            if !rest.chars().all(time) {
                return None;
            }
            let parts: Vec<&str> = first.split(['/', '-', '.']).collect();
            match parts.as_slice() {
                [number] => serial(number.parse().ok()?),
                [year, ..] if year.len() == 4 => date::parse(&parts.join("-")),
                _ => date::parse(&parts.join("/")),
            }
        }
        _ => None,
    }
}

fn serial(number: f64) -> Option<Date> {
    if !(10_000.0..80_000.0).contains(&number) {
        return None;
    }
    let days = jiff::Span::new().days(number.floor() as i64);
    Date::constant(1899, 12, 30).checked_add(days).ok()
}

pub(super) fn count(cell: Cell<'_>, scale: f64) -> Option<i64> {
    let number = number(cell)? * scale;
    ((0.0..1e15).contains(&number) && (number - number.round()).abs() < 1e-6)
        .then(|| number.round() as i64)
}

/// `1.234.567,5` and `1 234 567`; also `1,234,567.5`, where several commas leave no doubt. Money
/// may carry its unit: `1,5 tỷ đồng`.
pub(super) fn number(cell: Cell<'_>) -> Option<f64> {
    let text = match cell {
        Cell::Number(number) => return Some(number),
        Cell::Text(text) => text,
        _ => return None,
    };
    if text.bytes().all(|b| b.is_ascii_digit()) && text.len() < 16 {
        return text.parse().ok();
    }
    let digits_end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let times = unit(text[digits_end..].trim())?;
    let digits: String = text[..digits_end]
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    Some(grouped(&digits)? * times)
}

/// What the words behind an amount of money multiply it by.
pub(super) fn unit(words: &str) -> Option<f64> {
    Some(match slug::slug(words).as_str() {
        "" | "d" | "dong" | "vnd" => 1.0,
        "nghin" | "ngan" | "nghin-dong" | "ngan-dong" | "1000d" | "1-000d" | "1000-dong"
        | "1-000-dong" => 1e3,
        "trieu" | "tr" | "trieu-dong" | "trd" | "tr-d" | "trieu-vnd" => 1e6,
        "ty" | "ti" | "ty-dong" | "ti-dong" | "ty-vnd" => 1e9,
        _ => return None,
    })
}

fn grouped(digits: &str) -> Option<f64> {
    if !digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    {
        return None;
    }
    // Several commas, or a comma before the point, are English groups; all else is read as
    // Vietnamese is written.
    let commas = digits.matches(',').count();
    let english = commas > 1 || (commas == 1 && digits.find(',') < digits.find('.'));
    let (group, point) = if english { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = digits.split_once(point).unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(group).collect();
    let good =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if !good || groups[0].is_empty() || fraction.contains([',', '.']) {
        return None;
    }
    format!("{}.{}0", groups.concat(), fraction).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::of_text(text)
    }

    #[test]
    fn numbers_as_offices_write_them() {
        for (written, expected) in [
            ("170324", 170_324.0),
            ("170.324", 170_324.0),
            ("1.234.567,5", 1_234_567.5),
            ("1 234 567", 1_234_567.0),
            ("1,234,567.5", 1_234_567.5),
            ("12.000.000 đ", 12e6),
            ("1,5 tỷ đồng", 1.5e9),
            ("350 triệu", 350e6),
            ("0,5", 0.5),
        ] {
            assert_eq!(number(text(written)), Some(expected), "{written}");
        }
        for bad in [
            "1.5",
            "12.34.567",
            "1..000",
            "năm",
            "5 cái",
            "1,2.3,4",
            ".5",
            "-3",
        ] {
            assert_eq!(number(text(bad)), None, "{bad}");
        }
        assert_eq!(count(text("1,5"), 1.0), None);
        assert_eq!(count(text("1,5"), 1e6), Some(1_500_000));
        assert_eq!(count(Cell::Number(0.1), 1e9), Some(100_000_000));
        assert_eq!(count(Cell::Number(-1.0), 1.0), None);
    }

    #[test]
    fn days_as_offices_write_them() {
        let expected = Some(Date::constant(2022, 5, 31));
        for written in [
            "31/05/2022",
            "31/5/2022",
            "31-05-2022",
            "31.05.2022",
            "2022-05-31",
            "2022-05-31T08:15:00",
            "31/05/2022 08:15",
            "44712",
        ] {
            assert_eq!(day(text(written)), expected, "{written}");
        }
        assert_eq!(day(Cell::Number(44712.75)), expected);
        for bad in [
            "31/02/2022",
            "05/31/2022",
            "31/05/22",
            "tháng 5",
            "31/05/2022 đã nộp",
            "7",
            "2022",
        ] {
            assert_eq!(day(text(bad)), None, "{bad}");
        }
    }
}
