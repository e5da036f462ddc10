//! Signs that were meant as markup and are shown as they are: emphasis, links and macros that are
//! not closed, notes and references that lead nowhere, cells past the head of a table.

use std::ops::Range;

/// A slip in the words of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// `**` and the like without the other one.
    Mark(String),
    /// `[^a]` without its note.
    Footnote(String),
    /// `[…][a]` without its address.
    Reference(String),
    /// `{{ …` without `}}`: the beginning of the rest of its line.
    Macro(String),
}

/// Letters of the longest name of a note or address.
const LONGEST: usize = 60;

/// Letters that are shown of a macro that is not closed. Whole lines of a long text would grow with
/// the square of its size.
const SHOWN: usize = 100;

/// Slips in a stretch of a text that Markdown took for plain words, with their places in the text.
pub(super) fn slips(text: &str, words: Range<usize>) -> Vec<(usize, Slip)> {
    let mut found = Vec::new();
    let part = &text[words.clone()];
    marks(text, words.clone(), &mut found);
    unclosed(text, words.clone(), &mut found);
    for (at, _) in part.match_indices("[^") {
        let name = name(&part[at + 2..]);
        if let Some(name) = name.filter(|name| named(name))
            && !escaped(text, words.start + at)
        {
            let slip = Slip::Footnote(name.to_owned());
            found.push((words.start + at, slip));
        }
    }
    for (at, _) in part.match_indices("][") {
        let Some(name) = name(&part[at + 2..]) else {
            continue;
        };
        // [1][2] are numbers of a list of sources.
        let before = part[..at].rsplit('[').next().unwrap_or_default();
        let mut signs = name.chars().chain(before.chars());
        let sources = signs.all(|c| c.is_ascii_digit());
        if !name.starts_with('^') && named(name) && !sources && !escaped(text, words.start + at + 1)
        {
            let slip = Slip::Reference(name.to_owned());
            found.push((words.start + at + 1, slip));
        }
    }
    found
}

/// What is before the next `]`, when it is as short as a name.
fn name(text: &str) -> Option<&str> {
    let (end, _) = text
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| *c == ']')?;
    Some(&text[..end])
}

fn named(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST && !name.contains(['[', '\n'])
}

fn marks(text: &str, words: Range<usize>, found: &mut Vec<(usize, Slip)>) {
    let part = &text[words.clone()];
    let mut at = 0;
    while let Some(start) = part[at..].find(['*', '_']).map(|n| at + n) {
        let sign = &part[start..=start];
        let length = part[start..]
            .bytes()
            .take_while(|b| *b == sign.as_bytes()[0])
            .count();
        at = start + length;
        let place = words.start + start;
        let after = &text[place + length..];
        let word_before = text[..place].ends_with(char::is_alphanumeric);
        let word_after = after.starts_with(char::is_alphanumeric);
        let opens = (word_after || after.starts_with(['“', '"', '('])) && !word_before;
        let slip = match (sign, length) {
            ("*", 1) => opens,
            ("*", 2 | 3) => word_before || word_after || opens,
            ("_", 2 | 3) => opens || (word_before && !word_after),
            _ => false,
        };
        // “** chữ **”: the blanks inside keep it from being bold.
        let apart =
            sign == "*" && length == 2 && after.starts_with(' ') && part[at..].contains("**");
        if (slip || apart) && !escaped(text, place) {
            let mark = part[start..start + length].to_owned();
            found.push((place, Slip::Mark(mark)));
        }
    }
}

/// Links, code, macros and headings that Markdown took for words: it takes them out when they are
/// written as they should be.
fn unclosed(text: &str, words: Range<usize>, found: &mut Vec<(usize, Slip)>) {
    let part = &text[words.clone()];
    if let Some(bracket) = part.find('[') {
        for (at, sign) in part[bracket..].match_indices("](") {
            let place = words.start + bracket + at;
            if !escaped(text, place) {
                found.push((place, Slip::Mark(sign.to_owned())));
            }
        }
    }
    for (at, _) in part.match_indices("{{") {
        let written = part[at..].chars().take(SHOWN);
        let written: String = written.take_while(|c| *c != '\n').collect();
        found.push((words.start + at, Slip::Macro(written.trim_end().to_owned())));
    }
    for sign in ["`", "~~"] {
        for (at, _) in part.match_indices(sign) {
            let place = words.start + at;
            let word_before = text[..place].ends_with(char::is_alphanumeric);
            let word_after = text[place + sign.len()..].starts_with(char::is_alphanumeric);
            // A backtick behind a word is an apostrophe.
            if word_after && !word_before && !escaped(text, place) {
                found.push((place, Slip::Mark(sign.to_owned())));
            }
        }
    }
    // One sign before a word is a hashtag.
    let signs = part.bytes().take_while(|byte| *byte == b'#').count();
    let first = text[..words.start]
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n');
    if first && (2..=6).contains(&signs) && part[signs..].starts_with(char::is_alphabetic) {
        found.push((words.start, Slip::Mark(part[..signs].to_owned())));
    }
}

fn escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
}

/// How many cells a row of a table has, up to the last that holds anything.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut chars = row.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => cells.push(String::new()),
            '\\' => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                    cell.extend(chars.next());
                }
            }
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    let last = cells.iter().rposition(|cell| !cell.trim().is_empty());
    last.map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_as_markup() {
        let of = |text: &str| {
            let found = slips(text, 0..text.len());
            found.into_iter().map(|(_, slip)| slip).collect::<Vec<_>>()
        };
        let mark = |text: &str| Slip::Mark(text.into());
        assert_eq!(of("Có **chữ đậm"), [mark("**")]);
        assert_eq!(of("Có *chữ nghiêng"), [mark("*")]);
        assert_eq!(of("** đậm **"), [mark("**")]);
        assert_eq!(of("__đậm"), [mark("__")]);
        assert_eq!(of("Xem [đây](https://a.vn/b c"), [mark("](")]);
        assert_eq!(of("Gõ `lenh"), [mark("`")]);
        assert_eq!(of("Bỏ ~~chữ"), [mark("~~")]);
        assert_eq!(of("##Kết quả"), [mark("##")]);
        assert_eq!(
            of("Có {{ figure metric=\"a\" } lượt"),
            [Slip::Macro("{{ figure metric=\"a\" } lượt".into())]
        );
        assert_eq!(
            of("a [^1] b [x][y]"),
            [Slip::Footnote("1".into()), Slip::Reference("y".into())]
        );
        for good in [
            "5 * 3 = 15",
            "2*3",
            "ten_tep_anh",
            "____",
            "(*)",
            "Giá*",
            "[1][2]",
            "\\*a",
            "*****",
            "#thidua",
            "a ](b",
            "rock`n`roll",
            "~5 lượt",
            "C## và",
        ] {
            assert_eq!(of(good), [], "{good}");
        }
        assert_eq!(
            (
                cells("| a | b |"),
                cells("a | b \\| c | d"),
                cells("| a | | |")
            ),
            (2, 3, 1)
        );
    }
}
