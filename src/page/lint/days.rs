//! The days that a sentence names.

use crate::base::Date;

/// English months by their first letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// All whole dates of a sentence in small letters: 31/05/2022, 31-5-2022, 31.5.2022, 2022-05-31,
/// ngày 31 tháng 5 năm 2022, 31 May 2022, May 31, 2022.
pub(super) fn named(sentence: &str) -> Vec<Date> {
    let words: Vec<&str> = sentence
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '.')))
        .map(|word| word.trim_matches(['.', '-', '/']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut days: Vec<Date> = words.iter().filter_map(|word| numeric(word)).collect();
    for part in words.windows(5) {
        if let [day, "tháng", month, "năm", year] = part {
            days.extend(date(day, month, year));
        }
    }
    for part in words.windows(3) {
        if let [first, second, year] = part {
            for (day, month) in [(first, second), (second, first)] {
                days.extend(month_number(month).and_then(|month| date(day, &month, year)));
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// The number of an English month.
fn month_number(word: &str) -> Option<String> {
    let index = MONTHS.iter().position(|month| word.starts_with(month))?;
    Some((index + 1).to_string())
}

fn numeric(word: &str) -> Option<Date> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => date(day, month, year),
        [day, month, year] if year.len() == 4 => date(day, month, year),
        _ => None,
    }
}

fn date(day: &str, month: &str, year: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
