//! Phone and identity numbers among the digits of a text.
//!
//! Digits that are together are a group; groups with at most three separators between them are a
//! run. A number is one group or several that follow each other: what is around a group does not
//! matter, so that `ĐT.0912345678` and `_0912345678_` are found.

use std::ops::RangeInclusive;

use super::PersonalData;
use super::fold::Folded;

/// How many separators may be between two groups: `) - `.
const SEPARATORS: usize = 4;
/// The most digits of a number with its prefixes: `0084 (0) 2373 852 369`.
const DIGITS: usize = 15;
/// How far before a number the word for it may be, in characters.
const WORD_REACH: usize = 24;
const PHONE_WORDS: [&str; 12] = [
    "điện thoại",
    "đt",
    "sđt",
    "dđ",
    "di động",
    "tel",
    "phone",
    "mobile",
    "zalo",
    "hotline",
    "liên hệ",
    "gọi",
];
const IDENTITY_WORDS: [&str; 8] = [
    "cccd",
    "cmnd",
    "cmt",
    "căn cước",
    "chứng minh",
    "định danh",
    "identity",
    "số định",
];
/// The fewest digits of a number: an identity number from before 2016.
const FEWEST: usize = 9;
/// What is counted: a number before one of these is a figure.
const UNITS: [&str; 10] = [
    "đồng", "đ", "vnđ", "vnd", "usd", "lượt", "tỷ", "triệu", "nghìn", "người",
];

/// Digits that are together.
struct Group {
    start: usize,
    end: usize,
    digits: String,
}

impl Group {
    /// Whether it has so many digits, and the value of a range.
    fn is_within(&self, length: usize, range: RangeInclusive<u32>) -> bool {
        let value = self.digits.parse();
        self.digits.len() == length && value.is_ok_and(|value| range.contains(&value))
    }
}

/// A separator: a dash, a dot, a blank, brackets, and the marks of emphasis in Markdown.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | '-'
                | '_'
                | '*'
                | '('
                | ')'
                | '['
                | ']'
                | '·'
                | '•'
                | '‧'
                | '∙'
                | '⋅'
                | '。'
                // Braille's empty cell looks like a blank.
                | '\u{2800}'
                | '`'
                | '~'
        )
        || matches!(c, '\u{2010}'..='\u{2015}' | '−' | '⁃' | '﹣')
}

/// Whether a text may have a number or an address, by one look at its bytes.
///
/// A table of 170,324 rows has 100 MB of summaries, most of which have digits; folding them took
/// a third of the time of reading it (perf, 2 cores). Only texts of ASCII, of the Latin letters
/// that Vietnamese is written with (none of which folds to a digit or a separator), and of common
/// quotes and dashes are answered here. Entities and markup mean other characters, so that they
/// are folded, as is every text with any other character.
pub(super) fn possible(text: &str) -> bool {
    let mut bytes = text.bytes();
    let (mut digits, mut between) = (0, 0);
    while let Some(byte) = bytes.next() {
        if digits == 0 && PLAIN[usize::from(byte)] {
            continue;
        }
        match byte {
            b'0'..=b'9' => {
                (digits, between) = (digits + 1, 0);
                if digits >= FEWEST {
                    return true;
                }
            }
            // They are typed for digits.
            b'O' | b'o' | b'I' | b'l' if digits > 0 => digits += 1,
            b'@' | b'&' | b'<' => return true,
            // It is taken out, and so may be anywhere in a number.
            b'\\' => {}
            b' ' | b'\n' | b'\t' | b'\r' | b',' | b'/' | b';' => between += 1,
            b'.' | b'-' | b'_' | b'*' | b'(' | b')' | b'[' | b']' | b'`' | b'~' => between += 1,
            b'!'..=b'~' => digits = 0,
            // U+00C0–U+023F.
            0xC3..=0xC8 if bytes.next().is_some() => digits = 0,
            // U+1E00–U+1EFF; dashes; quotes.
            0xE1 | 0xE2 => match (byte, bytes.next(), bytes.next()) {
                (0xE1, Some(0xB8..=0xBB), Some(_)) => digits = 0,
                (0xE2, Some(0x80), Some(0x90..=0x95)) => between += 1,
                (0xE2, Some(0x80), Some(0x98..=0x9F)) => digits = 0,
                _ => return true,
            },
            _ => return true,
        }
        if between > SEPARATORS {
            digits = 0;
        }
    }
    false
}

/// The bytes of which a text without digits may have any number, but U+1E00–U+1EFF, dashes and
/// quotes, whose first bytes other characters have too.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = match byte as u8 {
            b'0'..=b'9' | b'@' | b'&' | b'<' => false,
            b'\n' | b'\t' | b'\r' | b' '..=b'~' => true,
            // U+00C0–U+023F, and what follows these bytes.
            0xC3..=0xC8 | 0x80..=0xBF => true,
            _ => false,
        };
        byte += 1;
    }
    plain
};

/// All numbers of people in a text.
pub(super) fn find(folded: &Folded) -> Vec<PersonalData> {
    let chars = folded.chars();
    let groups = groups(chars);
    let mut found = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let length = figure(chars, &groups, first);
        if length > 0 {
            first += length;
            continue;
        }
        match longest(chars, &groups, first) {
            Some((last, what, key)) => {
                let (start, end) = folded.range(groups[first].start, groups[last].end);
                found.push(PersonalData {
                    what,
                    start,
                    end,
                    key,
                });
                first = last + 1;
            }
            None => first += 1,
        }
    }
    found
}

/// The digit that a character is, or that it is typed for: the letters O, I and l beside digits,
/// where no other letter is beside them.
fn digit(chars: &[char], at: usize) -> Option<char> {
    let c = chars[at];
    if c.is_ascii_digit() {
        return Some(c);
    }
    let digit = typed_for(c)?;
    let places = [at.checked_sub(1), Some(at + 1)];
    let near = places.map(|at| at.and_then(|at| chars.get(at)).copied().unwrap_or(' '));
    let apart = |c: &char| !c.is_alphabetic() || typed_for(*c).is_some();
    let beside = near.iter().any(char::is_ascii_digit);
    (beside && near.iter().all(apart)).then_some(digit)
}

/// The digit that a letter is typed for.
fn typed_for(c: char) -> Option<char> {
    match c {
        'O' | 'o' | '\u{41e}' | '\u{43e}' => Some('0'),
        'I' | 'l' => Some('1'),
        _ => None,
    }
}

fn groups(chars: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let digits = (0..chars.len()).filter_map(|at| Some((at, digit(chars, at)?)));
    for (at, c) in digits {
        match groups.last_mut().filter(|group| group.end == at) {
            Some(group) => {
                group.end += 1;
                group.digits.push(c);
            }
            None => groups.push(Group {
                start: at,
                end: at + 1,
                digits: c.to_string(),
            }),
        }
    }
    groups
}

/// Whether the groups `at` and `at + 1` may be of one number.
fn joined(chars: &[char], groups: &[Group], at: usize) -> bool {
    let between = &chars[groups[at].end..groups[at + 1].start];
    // `0912 … +84…`: a plus begins another number.
    let together = between.len() <= SEPARATORS && between.iter().all(|c| separates(*c));
    together || grouped_by_marks(between, &groups[at], &groups[at + 1])
}

/// Whether a slash or comma is between two groups of a phone number, 0912/345/678: only where the
/// groups are too long for a date, a list or a figure.
fn grouped_by_marks(between: &[char], before: &Group, after: &Group) -> bool {
    let mark = matches!(between, ['/' | ',' | ';'] | [',' | ';', ' ']);
    let [long_before, long_after] =
        [before, after].map(|group| matches!(group.digits.len(), 3 | 4));
    let begins = before.digits.starts_with('0') && before.digits[1..].starts_with(|c| c > '0');
    mark && long_after && (long_before && begins || before.digits.len() == 3)
}

/// Whether three groups are a day, a month and a year in either order: 01-09-2021, 2021-09-01.
fn is_date(chars: &[char], groups: &[Group], first: usize) -> bool {
    let Some(date) = groups.get(first..first + 3) else {
        return false;
    };
    let together = (first..first + 2).all(|at| joined(chars, groups, at));
    let day_first = date[2].digits.len() == 4 && listed(date);
    together && (day_first || is_iso_date(date))
}

/// Whether three groups are a year, a month and a day: 2021-09-01.
fn is_iso_date(date: &[Group]) -> bool {
    let [year, month, day] = date else {
        return false;
    };
    year.is_within(4, 1900..=2099) && month.is_within(2, 1..=12) && day.is_within(2, 1..=31)
}

/// How many groups from `first` are a date, or a figure with dots between its thousands,
/// 1.234.567.890; none when they are neither. What follows a prefix of the country is a phone number all the same.
fn figure(chars: &[char], groups: &[Group], first: usize) -> usize {
    let head = &groups[first];
    if is_date(chars, groups, first) {
        return 3;
    }
    let country = first > 0
        && matches!(
            &*groups[first - 1].digits,
            "84" | "084" | "0084" | "0" | "00"
        )
        && joined(chars, groups, first - 1);
    if head.digits.len() > 3 || head.digits.starts_with('0') || country {
        return 0;
    }
    let plus = head.start > 0 && chars[head.start - 1] == '+';
    if head.digits == "84" && (plus || before(chars, head.start, &PHONE_WORDS)) {
        return 0;
    }
    let mut last = first;
    while last + 1 < groups.len()
        && groups[last + 1].digits.len() == 3
        && chars[groups[last].end..groups[last + 1].start] == ['.']
    {
        last += 1;
    }
    if last == first { 0 } else { last - first + 1 }
}

/// The number of a person that begins with a group: its last group, what it is, and its key.
fn longest(
    chars: &[char],
    groups: &[Group],
    first: usize,
) -> Option<(usize, &'static str, String)> {
    let mut digits = String::new();
    let mut longest = None;
    for last in first..groups.len() {
        if last > first && !joined(chars, groups, last - 1) {
            break;
        }
        digits.push_str(&groups[last].digits);
        if digits.len() > DIGITS {
            break;
        }
        let number = &groups[first..=last];
        if let Some(key) = phone(chars, number, &digits) {
            longest = Some((last, "phone number", key));
        } else if identity(chars, number, &digits) {
            longest = Some((last, "identity number", digits.clone()));
        }
    }
    longest
}

/// The key of a phone number: with its leading 0, whatever its prefix.
fn phone(chars: &[char], groups: &[Group], digits: &str) -> Option<String> {
    let (start, end) = (groups[0].start, groups[groups.len() - 1].end);
    let plus = start > 0 && chars[start - 1] == '+';
    let national = ["0084", "084", "84"]
        .into_iter()
        .filter(|prefix| *prefix != "084" || groups[0].digits == "084")
        .find_map(|prefix| digits.strip_prefix(prefix))
        .map(|rest| rest.strip_prefix('0').unwrap_or(rest));
    let own = digits.strip_prefix('0');
    let rest = [own, national]
        .into_iter()
        .flatten()
        .find(|rest| complete(rest))?;
    let abroad = !digits.starts_with('0') && !plus;
    if listed(groups) || fraction(chars, groups) || of_document(chars, end) {
        return None;
    }
    // 84 912 345 678 đồng
    (!abroad || !counted(chars, end)).then(|| format!("0{rest}"))
}

/// Whether these are all digits of a phone number behind its 0: nine of a mobile, ten of a landline
/// or of a mobile from before 2018.
fn complete(rest: &str) -> bool {
    match (rest.len(), rest.as_bytes().first()) {
        (9, Some(b'1'..=b'9')) => true,
        (10, Some(b'2')) => true,
        (10, Some(b'1')) => rest[1..].starts_with(['2', '6', '8', '9']),
        _ => false,
    }
}

fn identity(chars: &[char], groups: &[Group], digits: &str) -> bool {
    let start = groups[0].start;
    match digits.len() {
        12 => {
            let province = digits[..3]
                .parse()
                .is_ok_and(|code: u16| (1..=96).contains(&code));
            (province || before(chars, start, &IDENTITY_WORDS))
                && !listed(groups)
                && !fraction(chars, groups)
        }
        9 => before(chars, start, &IDENTITY_WORDS) && groups.len() <= 4,
        _ => false,
    }
}

/// Whether the groups are a date, or a list of numbers in order: 09 10 11 12 13.
fn listed(groups: &[Group]) -> bool {
    let values: Vec<u32> = groups
        .iter()
        .map(|group| group.digits.parse().unwrap_or(u32::MAX))
        .collect();
    let short = groups.iter().all(|group| group.digits.len() <= 2);
    let rising = values.len() >= 3
        && short
        && values
            .windows(2)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    let date = match values[..] {
        [day, month, year, ..] => {
            (1..=31).contains(&day)
                && (1..=12).contains(&month)
                && (1900..2100).contains(&year)
                && groups[0].digits.len() <= 2
                && groups[1].digits.len() <= 2
        }
        _ => false,
    };
    rising || date
}

/// Whether the digits are behind a decimal comma or point: 3,0912345678 and 0.912345678.
fn fraction(chars: &[char], groups: &[Group]) -> bool {
    let start = groups[0].start;
    let comma = start >= 2 && chars[start - 1] == ',' && chars[start - 2].is_ascii_digit();
    let whole = chars[..start.saturating_sub(1)]
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let point = groups.len() == 2
        && groups[0].digits == "0"
        && chars[groups[0].end..groups[1].start] == ['.'];
    (comma && whole <= 3) || point
}

/// Whether the number of a document goes on: 0123456789/QĐ-LĐLĐ.
fn of_document(chars: &[char], end: usize) -> bool {
    chars.get(end) == Some(&'/') && chars.get(end + 1).is_some_and(|c| c.is_uppercase())
}

/// Whether the word behind says what is counted.
fn counted(chars: &[char], end: usize) -> bool {
    let rest = chars[end..].iter().skip_while(|c| c.is_whitespace());
    let word: String = rest.take_while(|c| c.is_alphabetic()).collect();
    UNITS.contains(&word.to_lowercase().as_str())
}

/// Whether one of some words is shortly before a place, as a word.
fn before(chars: &[char], start: usize, words: &[&str]) -> bool {
    let near: String = chars[start.saturating_sub(WORD_REACH)..start]
        .iter()
        .collect();
    let near = near.to_lowercase();
    words.iter().any(|word| {
        near.match_indices(word).any(|(at, _)| {
            let behind = &near[at + word.len()..];
            !near[..at].ends_with(char::is_alphabetic) && !behind.starts_with(char::is_alphabetic)
        })
    })
}
