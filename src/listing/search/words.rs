//! A line of text into words. Figures, and days in the ways in which they are written, are one word
//! each, so that however they are typed they are found, and never by their parts.
//! docs/en/search-format.md says how; `words` in themes/default/assets/search.js does the same.

use std::borrow::Cow;

use crate::base::letters;

/// A word as it is looked for, and others that find its place too.
#[derive(Debug, PartialEq)]
pub(super) struct Found<'t> {
    pub(super) word: Cow<'t, str>,
    /// Of a day its month and year, of a figure with decimals what is before them.
    pub(super) also: Vec<String>,
}

/// What is between the thousands of a figure.
const GROUPING: [&str; 5] = [".", ",", "\u{a0}", "\u{202f}", "\u{2009}"];

/// Runs of letters and digits of a line.
struct Runs<'t> {
    line: &'t str,
    at: Vec<(usize, usize)>,
}

/// The words of a line, in their order.
pub(super) fn words<'t>(line: &'t str, out: &mut Vec<Found<'t>>) {
    out.clear();
    let runs = Runs::new(line);
    out.reserve(runs.at.len());
    let mut at = 0;
    while at < runs.at.len() {
        // What is more than a word has digits in its first three runs: `ngày tháng 5`.
        if !(at..at + 3).any(|at| runs.text(at).starts_with(|c: char| c.is_ascii_digit())) {
            out.push(plain(runs.text(at)));
            at += 1;
            continue;
        }
        let (taken, mut found) = runs
            .day(at)
            .or_else(|| runs.figure(at))
            .unwrap_or_else(|| (1, plain(runs.text(at))));
        found.also.extend(runs.phone(at));
        out.push(found);
        at += taken;
    }
}

fn plain(word: &str) -> Found<'_> {
    Found {
        word: Cow::Borrowed(word),
        also: Vec::new(),
    }
}

impl<'t> Runs<'t> {
    fn new(line: &'t str) -> Self {
        let mut at: Vec<(usize, usize)> = Vec::with_capacity(line.len() / 4);
        for word in line
            .split(|c| !letters::alphanumeric(c))
            .filter(|word| !word.is_empty())
        {
            let start = word.as_ptr() as usize - line.as_ptr() as usize;
            at.push((start, start + word.len()));
        }
        Self { line, at }
    }

    /// A run; nothing behind the last.
    fn text(&self, at: usize) -> &'t str {
        let line = self.line;
        self.at.get(at).map_or("", |(from, to)| &line[*from..*to])
    }

    /// What is between a run and the next; nothing behind the last.
    fn gap(&self, at: usize) -> &'t str {
        match (self.at.get(at), self.at.get(at + 1)) {
            (Some((_, from)), Some((to, _))) => &self.line[*from..*to],
            _ => "",
        }
    }

    /// The digits of a run that has nothing else, when there are so many of them.
    fn digits(&self, at: usize, least: usize, most: usize) -> Option<&'t str> {
        let text = self.text(at);
        let fits = (least..=most).contains(&text.len());
        (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
    }

    fn number(&self, at: usize, least: u32, most: u32) -> Option<u32> {
        let number = self.digits(at, 1, 2)?.parse().ok()?;
        (least..=most).contains(&number).then_some(number)
    }

    fn year(&self, at: usize) -> Option<&'t str> {
        self.digits(at, 4, 4)
            .filter(|year| year.starts_with("19") || year.starts_with("20"))
    }

    fn is(&self, at: usize, words: [&str; 2]) -> bool {
        let text = self.text(at);
        let lower = || text.chars().flat_map(char::to_lowercase);
        // No letter of these words has more bytes as a capital.
        let mut words = words.iter().filter(|word| word.len() == text.len());
        words.any(|word| lower().eq(word.chars()))
    }

    /// A day or a month that begins here, and how many runs it takes: `31/5/2022`, `31-05-2022`,
    /// `31.5.2022`, `2022-05-31`, `31/5`, `5/2022`, `ngày 31 tháng 5 năm 2022`, `tháng 5`.
    fn day(&self, at: usize) -> Option<(usize, Found<'t>)> {
        let (sign, next) = (self.gap(at), self.gap(at + 1));
        if sign == next && matches!(sign, "/" | "-" | ".") {
            if let (Some(year), Some(month), Some(day)) = (
                self.year(at),
                self.number(at + 1, 1, 12),
                self.number(at + 2, 1, 31),
            ) {
                return Some((3, dated(Some(year), month, Some(day))));
            }
            if let (Some(day), Some(month), Some(year)) = (
                self.number(at, 1, 31),
                self.number(at + 1, 1, 12),
                self.year(at + 2),
            ) {
                return Some((3, dated(Some(year), month, Some(day))));
            }
        }
        if self.is(at, ["ngày", "ngay"]) {
            let (taken, found) = self.day(at + 1)?;
            return found.word.contains('-').then_some((taken + 1, found));
        }
        if self.is(at, ["tháng", "thang"]) {
            let month = self.number(at + 1, 1, 12)?;
            let (year, taken) = self.year_after(at + 1);
            let mut found = dated(year, month, None);
            found.also.push(self.text(at).to_owned());
            return Some((2 + taken, found));
        }
        if let Some(day) = self.number(at, 1, 31)
            && self.is(at + 1, ["tháng", "thang"])
            && let Some(month) = self.number(at + 2, 1, 12)
        {
            let (year, taken) = self.year_after(at + 2);
            return Some((3 + taken, dated(year, month, Some(day))));
        }
        if matches!(sign, "/" | "-")
            && let (Some(month), Some(year)) = (self.number(at, 1, 12), self.year(at + 1))
        {
            return Some((2, dated(Some(year), month, None)));
        }
        let (day, month) = (self.number(at, 1, 31)?, self.number(at + 1, 1, 12)?);
        (sign == "/" && next != "/").then(|| (2, dated(None, month, Some(day))))
    }

    /// The year behind a month, and how many runs it takes.
    fn year_after(&self, month: usize) -> (Option<&'t str>, usize) {
        if self.is(month + 1, ["năm", "nam"])
            && let Some(year) = self.year(month + 2)
        {
            return (Some(year), 2);
        }
        let behind = matches!(self.gap(month), "/" | "-" | ".");
        match self.year(month + 1).filter(|_| behind) {
            Some(year) => (Some(year), 1),
            None => (None, 0),
        }
    }

    /// A figure of several runs: `170.324`, `12,120,206`, `425,8`, `1.234,5`.
    fn figure(&self, at: usize) -> Option<(usize, Found<'t>)> {
        let first = self.digits(at, 1, 12)?;
        let behind_one = at
            .checked_sub(1)
            .is_some_and(|before| self.point(before) && self.digits(before, 1, 12).is_some());
        if behind_one {
            return None;
        }
        let sign = self.gap(at);
        let (mut last, mut whole) = (at, first.to_owned());
        if first.len() < 4 && !first.starts_with('0') && GROUPING.contains(&sign) {
            while let Some(three) = self
                .digits(last + 1, 3, 3)
                .filter(|_| self.gap(last) == sign)
            {
                whole.push_str(three);
                last += 1;
            }
        }
        let decimals = self.decimals(last);
        if last > at && decimals.is_none() {
            let word = Cow::Owned(whole);
            let found = Found {
                word,
                also: Vec::new(),
            };
            return Some((last - at + 1, found));
        }
        let decimals = decimals.filter(|_| last == at || self.gap(last) != sign)?;
        if self.decimals(last + 1).is_some() {
            return None;
        }
        let word = Cow::Owned(format!("{whole}.{decimals}"));
        let found = Found {
            word,
            also: vec![whole],
        };
        Some((last - at + 2, found))
    }

    /// The digits behind a decimal sign behind this word.
    fn decimals(&self, at: usize) -> Option<&'t str> {
        self.digits(at + 1, 1, 12).filter(|_| self.point(at))
    }

    /// A phone number that begins here, without what is between its digits: 0, then eight to ten
    /// more.
    fn phone(&self, at: usize) -> Option<String> {
        let mut number = self
            .digits(at, 2, 12)
            .filter(|digits| digits.starts_with('0'))?
            .to_owned();
        let mut last = at;
        while matches!(self.gap(last), "." | " " | "-")
            && let Some(more) = self.digits(last + 1, 1, 12)
        {
            number.push_str(more);
            last += 1;
        }
        (last > at && (9..=11).contains(&number.len())).then_some(number)
    }

    /// Whether a point or comma is all that is behind a run.
    fn point(&self, at: usize) -> bool {
        matches!(self.gap(at), "." | ",")
    }
}

/// A day, or a month without one: `2022-05-31`, `--05-31` without a year, `2022-05`, `--05`; and
/// the less exact ones that it is in.
fn dated(year: Option<&str>, month: u32, day: Option<u32>) -> Found<'static> {
    let mut forms = Vec::new();
    for day in [day, None] {
        for year in [year, None] {
            let mut form = format!("{}-{month:02}", year.unwrap_or("-"));
            if let Some(day) = day {
                form.push_str(&format!("-{day:02}"));
            }
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms.extend(year.map(str::to_owned));
    Found {
        word: Cow::Owned(forms.remove(0)),
        also: forms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(line, &mut found);
        found.iter().map(|found| found.word.to_string()).collect()
    }

    #[test]
    fn figures_are_one_word_however_they_are_written() {
        for line in ["170324", "170.324", "170,324", "170\u{a0}324"] {
            assert_eq!(read(line), ["170324"], "{line}");
        }
        assert_eq!(read("đạt 425,8%, 425.8"), ["đạt", "425.8", "425.8"]);
        assert_eq!(read("12.120.206,35 đồng"), ["12120206.35", "đồng"]);
        assert_eq!(read("có 40.000, rồi 5"), ["có", "40000", "rồi", "5"]);
    }

    #[test]
    fn what_only_looks_like_a_figure_stays() {
        assert_eq!(read("0200.3.555.123"), ["0200", "3", "555", "123"]);
        assert_eq!(read("mục 1.2.3"), ["mục", "1", "2", "3"]);
        assert_eq!(read("1.234.56"), ["1", "234", "56"]);
        assert_eq!(read("SK-2022/015"), ["SK", "2022", "015"]);
        assert_eq!(read("5S, 3 tại chỗ"), ["5S", "3", "tại", "chỗ"]);
        assert_eq!(read("45/13 ngày"), ["45", "13", "ngày"]);
    }

    #[test]
    fn days_are_one_word_however_they_are_written() {
        for line in [
            "31/5/2022",
            "31/05/2022",
            "31-05-2022",
            "31.5.2022",
            "2022-05-31",
            "ngày 31/5/2022",
            "31 tháng 5 năm 2022",
            "Ngày 31 tháng 5/2022",
        ] {
            assert_eq!(read(line), ["2022-05-31"], "{line}");
        }
        assert_eq!(read("ngày 31 tháng 5, 31/5"), ["--05-31", "--05-31"]);
        assert_eq!(read("tháng 5/2022, 05-2022"), ["2022-05", "2022-05"]);
        assert_eq!(read("sau tháng 5"), ["sau", "--05"]);
        let mut found = Vec::new();
        words("Điện thoại: 0200.3.555.123", &mut found);
        assert_eq!(found[2].also, ["02003555123"]);
        words("31/5/2022", &mut found);
        assert_eq!(found[0].also, ["--05-31", "2022-05", "--05", "2022"]);
    }
}
