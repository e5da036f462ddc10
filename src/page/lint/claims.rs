//! Numbers in a text that claim something: what they count, and how sure they are.

use crate::base::Lang;
use std::ops::Range;

use super::Facts;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// This many of what the programme counts.
    Count,
    /// This many percent of a target.
    Percent,
    /// This many percent above a target.
    Surplus,
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    /// As it is.
    None,
    /// "hơn", "over": not less.
    Above,
    /// "gần", "almost": not more.
    Below,
    /// "khoảng", "about", "nghìn".
    About,
}

/// A number that says something about the programme.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// Where its digits are.
    pub(super) range: Range<usize>,
    /// Its digits alone.
    pub(super) digits: String,
    /// Its value.
    pub(super) value: f64,
    /// What its last digit is worth.
    unit: f64,
    /// What it is.
    pub(super) kind: Kind,
    /// How sure it is.
    pub(super) hedge: Hedge,
}

impl Claim {
    /// Whether a known figure may be meant by it.
    pub(super) fn agrees(&self, known: f64) -> bool {
        // What is rounded may be off by one of its last digits, but hardly by more than a tenth; a
        // hedge by a twentieth. "Hơn 100.000" says no more than that it is not less.
        let hedged = self.unit.min(0.1 * self.value).max(0.05 * self.value);
        let room = if self.hedge == Hedge::Above {
            self.unit.max(hedged)
        } else {
            hedged
        };
        let apart = known - self.value;
        if self.crosses_a_line(known) {
            return false;
        }
        match self.hedge {
            // "Dưới 0,1%" says no more than that it is more than nothing.
            Hedge::Below if self.kind != Kind::Count && self.value <= 0.1 + 1e-9 => {
                0.0 < known && apart <= 1e-9
            }
            Hedge::None => apart.abs() <= self.unit / 2.0 + 1e-9,
            Hedge::Above => -1e-9 <= apart && apart <= room,
            Hedge::Below => -room <= apart && apart <= 1e-9,
            Hedge::About => apart.abs() <= room,
        }
    }
}

impl Claim {
    /// Whether a percentage is typed as all of the target, or as nothing, while the known one only
    /// rounds to that (see `base::share`).
    fn crosses_a_line(&self, known: f64) -> bool {
        let lines: &[f64] = match self.kind {
            Kind::Count => &[],
            Kind::Percent => &[0.0, 100.0],
            Kind::Surplus => &[0.0],
        };
        let exact = |line: &&f64| (self.value - **line).abs() < 1e-9;
        self.hedge == Hedge::None
            && lines
                .iter()
                .find(exact)
                .is_some_and(|line| (known - line).abs() > 1e-9)
    }
}

const ABOVE: [&str; 6] = ["hơn", "trên", "ít nhất", "over", "more than", "at least"];
const BELOW: [&str; 6] = ["gần", "chưa đến", "dưới", "almost", "nearly", "under"];
const ABOUT: [&str; 6] = ["khoảng", "chừng", "xấp xỉ", "about", "around", "some"];
const SURPLUS: [&str; 4] = ["vượt", "vượt thêm", "above by", "exceeded by"];
const TARGET: [&str; 5] = [
    "chỉ tiêu",
    "kế hoạch",
    "of the target",
    "of its target",
    "of target",
];

/// The same text with everything that is not prose blanked out, byte for byte: macros, code,
/// addresses, markup.
pub(super) fn masked(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let mut blank = |range: Range<usize>| {
        for byte in &mut out[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let mut fence = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.trim_start().starts_with(mark));
        let inside = fence.is_some();
        if let Some(mark) = mark {
            fence = if fence == Some(mark) {
                None
            } else {
                fence.or(Some(mark))
            };
        }
        if inside || mark.is_some() || line.trim_start().starts_with('>') {
            blank(at..at + line.len());
        }
        at += line.len();
    }
    for (open, close) in [
        ("{{", "}}"),
        ("`", "`"),
        ("](", ")"),
        ("<", ">"),
        ("http", " "),
    ] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inner = start + open.len();
            // What is never closed on its line is prose, and so is what is opened there again.
            let line = text[inner..]
                .find('\n')
                .map_or(text.len(), |end| inner + end);
            let end = text[inner..line]
                .find(close)
                .map(|end| inner + end + close.len());
            if let Some(end) = end.or((open == "http").then_some(line)) {
                blank(start..end);
            }
            from = end.unwrap_or(line).max(inner);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Small letters, byte for byte; a letter whose small form is longer or shorter stays as it is.
pub(super) fn small(text: &str) -> String {
    let lower = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    text.chars().map(lower).collect()
}

/// Sentences, list items and table cells.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let ends = match c {
            '.' | '!' | '?' | ';' | ':' => next.is_none_or(char::is_whitespace),
            '\n' => next.is_none_or(|c| matches!(c, '\n' | '-' | '*' | '#' | '|')),
            '|' => true,
            _ => false,
        };
        if ends {
            found.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    found.push(start..text.len());
    found
}

/// The claims of a sentence; `text` is masked and in small letters.
pub(super) fn claims(text: &str, sentence: Range<usize>, facts: &Facts) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(start) = text[at..sentence.end]
            .find(|c: char| c.is_ascii_digit())
            .map(|n| at + n)
        else {
            break;
        };
        let (end, digits, decimals) = numeral(&text[start..sentence.end], facts.lang);
        let end = start + end;
        at = end;
        let before = text[sentence.start..start].trim_end();
        let after = &text[end..sentence.end];
        let joined =
            |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ',' | ':' | '+' | '_');
        let glued = text[..start].chars().next_back().is_some_and(joined)
            || after.chars().next().is_some_and(|c| c.is_alphanumeric())
            || (after.starts_with(['/', ':', '-', '.', ','])
                && after[1..]
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_ascii_digit()));
        let title = facts
            .titles
            .iter()
            .any(|title| text[start..].starts_with(title.as_str()));
        if glued || title {
            continue;
        }
        found.extend(claim(start..end, digits, decimals, before, after, facts));
    }
    found
}

/// The length of a number, its digits, and how many of them are decimals.
fn numeral(text: &str, lang: Lang) -> (usize, String, usize) {
    let (group, point) = lang.pick(('.', ','), (',', '.'));
    let run = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = run(0);
    let mut digits = text[..end].to_owned();
    if end <= 3 {
        while let Some(mark) = text[end..]
            .chars()
            .next()
            .filter(|c| *c == group || matches!(c, '\u{a0}' | '\u{202f}'))
        {
            let next = end + mark.len_utf8();
            if run(next) != 3 {
                break;
            }
            digits.push_str(&text[next..next + 3]);
            end = next + 3;
        }
    }
    let decimals = if text[end..].starts_with(point) {
        run(end + 1)
    } else {
        0
    };
    if decimals > 0 {
        digits.push_str(&text[end + 1..end + 1 + decimals]);
        end += 1 + decimals;
    }
    (end, digits, decimals)
}

fn claim(
    range: Range<usize>,
    digits: String,
    decimals: usize,
    before: &str,
    after: &str,
    facts: &Facts,
) -> Option<Claim> {
    // A number of twenty digits counts nothing.
    let whole: f64 = digits.parse().ok().filter(|_| digits.len() <= 15)?;
    let scale = 10f64.powi(-i32::try_from(decimals).ok()?);
    let (mut value, mut unit) = (whole * scale, scale);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let mut hedge = match () {
        () if ends(&ABOVE) => Hedge::Above,
        () if ends(&BELOW) => Hedge::Below,
        () if ends(&ABOUT) => Hedge::About,
        () => Hedge::None,
    };
    let spaces = |text: &'static str| move |c: char| text.contains(c) || c.is_whitespace();
    let rest = after.trim_start_matches(spaces("\u{a0}*_"));
    if let Some(rest) = rest.strip_prefix('%') {
        // The target must be named close by, on either side.
        let near: String = rest.chars().take(32).collect();
        let last: String = before
            .chars()
            .rev()
            .take(32)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let target = TARGET
            .iter()
            .any(|word| near.contains(word) || last.contains(word));
        let surplus = SURPLUS
            .iter()
            .any(|word| before.trim_end_matches(spaces("*_")).ends_with(word));
        let kind = if surplus {
            Kind::Surplus
        } else {
            Kind::Percent
        };
        return target.then_some(Claim {
            range,
            digits,
            value,
            unit,
            kind,
            hedge,
        });
    }
    let mut rest = rest;
    for (word, times) in [
        ("nghìn", 1e3),
        ("ngàn", 1e3),
        ("triệu", 1e6),
        ("thousand", 1e3),
        ("million", 1e6),
    ] {
        if let Some(after) = rest
            .strip_prefix(word)
            .filter(|r| !r.starts_with(char::is_alphabetic))
        {
            (value, unit) = (value * times, unit * times);
            hedge = if hedge == Hedge::None {
                Hedge::About
            } else {
                hedge
            };
            rest = after.trim_start_matches(spaces("\u{a0}"));
        }
    }
    // Zeros at the end of a number that is hedged are rounded.
    if hedge != Hedge::None && decimals == 0 {
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        unit *= 10f64.powi(i32::try_from(zeros).ok()?);
    }
    counts(rest, facts).then_some(Claim {
        range,
        digits,
        value,
        unit,
        kind: Kind::Count,
        hedge,
    })
}

/// Whether what follows a number is what the programme counts: "sáng kiến", "lượt sáng kiến", "lượt
/// nộp".
fn counts(after: &str, facts: &Facts) -> bool {
    let starts = |text: &str, word: &str| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let noun = |text: &str| facts.nouns.iter().any(|noun| starts(text, noun));
    if starts(after, "submissions") || noun(after) {
        return true;
    }
    after.strip_prefix("lượt").is_some_and(|rest| {
        let rest = rest.trim_start();
        noun(rest)
            || starts(rest, "nộp")
            || rest.is_empty()
            || rest.starts_with([',', '.', ';', ')'])
    })
}

/// Whether two numbers are one slip of the finger apart: a digit changed, left out or doubled, or
/// two swapped.
pub(super) fn slip(typed: &str, known: i64) -> bool {
    let known = known.to_string();
    typed.len() >= 4 && known.len() >= 4 && strsim_one(typed.as_bytes(), known.as_bytes())
}

/// Damerau and Levenshtein's distance is exactly one.
fn strsim_one(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (x, y) = (&a[same..], &b[same..]);
    match x.len().cmp(&y.len()) {
        std::cmp::Ordering::Equal => {
            (!x.is_empty() && x[1..] == y[1..])
                || (x.len() >= 2 && x[0] == y[1] && x[1] == y[0] && x[2..] == y[2..])
        }
        std::cmp::Ordering::Less => y.len() == x.len() + 1 && y[1..] == *x,
        std::cmp::Ordering::Greater => x.len() == y.len() + 1 && x[1..] == *y,
    }
}
