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
    /// Takes the words of thousands and millions after the number; what follows them is left.
    fn multiply<'a>(&mut self, mut after: &'a str) -> &'a str {
        for (word, times) in [
            ("nghìn", 1e3),
            ("ngàn", 1e3),
            ("triệu", 1e6),
            ("thousand", 1e3),
            ("million", 1e6),
        ] {
            let Some(rest) = after.strip_prefix(word) else {
                continue;
            };
            if rest.starts_with(char::is_alphabetic) {
                continue;
            }
            self.value *= times;
            self.unit *= times;
            if self.hedge == Hedge::None {
                self.hedge = Hedge::About;
            }
            after = rest.trim_start_matches(|c: char| c == '\u{a0}' || c.is_whitespace());
        }
        after
    }

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

const ABOVE: &[&str] = &["hơn", "trên", "ít nhất", "over", "more than", "at least"];
const BELOW: &[&str] = &["gần", "chưa đến", "dưới", "almost", "nearly", "under"];
const ABOUT: &[&str] = &["khoảng", "chừng", "xấp xỉ", "about", "around", "some"];
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
            blank(&mut out[at..at + line.len()]);
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
                blank(&mut out[start..end]);
            }
            from = end.unwrap_or(line).max(inner);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Replaces all bytes but ends of lines by spaces.
fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Small letters, byte for byte; a letter whose small form is longer or shorter stays as it is.
pub(super) fn small(text: &str) -> String {
    text.chars().map(small_letter).collect()
}

fn small_letter(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
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
    let (group, point) = (lang.forms().group, lang.forms().decimal);
    let mut end = leading_digits(text);
    let mut digits = text[..end].to_owned();
    if end <= 3 {
        while let Some(mark) = text[end..]
            .chars()
            .next()
            .filter(|c| *c == group || matches!(c, '\u{a0}' | '\u{202f}'))
        {
            let next = end + mark.len_utf8();
            if leading_digits(&text[next..]) != 3 {
                break;
            }
            digits.push_str(&text[next..next + 3]);
            end = next + 3;
        }
    }
    let decimals = if text[end..].starts_with(point) {
        leading_digits(&text[end + 1..])
    } else {
        0
    };
    if decimals > 0 {
        digits.push_str(&text[end + 1..end + 1 + decimals]);
        end += 1 + decimals;
    }
    (end, digits, decimals)
}

/// How many digits a text begins with.
fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// What a number claims, from the words before and after it.
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
    let mut claim = Claim {
        range,
        digits,
        value: whole * scale,
        unit: scale,
        kind: Kind::Count,
        hedge: hedge(before),
    };
    let after = after.trim_start_matches(|c: char| "\u{a0}*_".contains(c) || c.is_whitespace());
    if let Some(after) = after.strip_prefix('%') {
        claim.kind = percent(before, after)?;
        return Some(claim);
    }
    let after = claim.multiply(after);
    // Zeros at the end of a number that is hedged are rounded.
    if claim.hedge != Hedge::None && decimals == 0 {
        let zeros = claim.digits.len() - claim.digits.trim_end_matches('0').len();
        claim.unit *= 10f64.powi(i32::try_from(zeros).ok()?);
    }
    counts(after, facts).then_some(claim)
}

fn hedge(before: &str) -> Hedge {
    for (words, hedge) in [
        (ABOVE, Hedge::Above),
        (BELOW, Hedge::Below),
        (ABOUT, Hedge::About),
    ] {
        if words.iter().any(|word| before.ends_with(word)) {
            return hedge;
        }
    }
    Hedge::None
}

/// What a percentage says; `None` where no target is named close by, on either side.
fn percent(before: &str, after: &str) -> Option<Kind> {
    let close_after: String = after.chars().take(32).collect();
    let skipped = before.chars().count().saturating_sub(32);
    let close_before: String = before.chars().skip(skipped).collect();
    let is_close = |word: &&str| close_after.contains(word) || close_before.contains(word);
    TARGET.iter().find(|word| is_close(word))?;
    let before = before.trim_end_matches(|c: char| "*_".contains(c) || c.is_whitespace());
    if SURPLUS.iter().any(|word| before.ends_with(word)) {
        Some(Kind::Surplus)
    } else {
        Some(Kind::Percent)
    }
}

/// Whether what follows a number is what the programme counts: "sáng kiến", "lượt sáng kiến", "lượt
/// nộp".
fn counts(after: &str, facts: &Facts) -> bool {
    if starts_with_word(after, "submissions") || starts_with_noun(after, facts) {
        return true;
    }
    after.strip_prefix("lượt").is_some_and(|rest| {
        let rest = rest.trim_start();
        starts_with_noun(rest, facts)
            || starts_with_word(rest, "nộp")
            || rest.is_empty()
            || rest.starts_with([',', '.', ';', ')'])
    })
}

/// Whether a text begins with what the programme counts.
fn starts_with_noun(text: &str, facts: &Facts) -> bool {
    let mut nouns = facts.nouns.iter();
    nouns.any(|noun| starts_with_word(text, noun))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
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
