//! What editors type and Markdown reads otherwise, put right before it is parsed, character for
//! character, so that places stay: blanks in the names of files, and first lines that Word indents.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Represents a blank in the address of a link or picture: a private character that no editor
/// types.
pub(super) const BLANK: char = '\u{f8f2}';
/// Represents a blank before a line that Markdown would take for code.
pub(super) const HOLE: char = '\u{f8f3}';

/// Endings of files that a text may name.
const FILES: [&str; 17] = [
    "jpg", "jpeg", "png", "webp", "avif", "gif", "svg", "heic", "heif", "pdf", "md", "mp4", "docx",
    "xlsx", "csv", "doc", "xls",
];

/// What is read of GitHub's Markdown.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM
}

/// A text as it is parsed.
pub(super) fn prepare(text: &str) -> Cow<'_, str> {
    let text = match blanks_in_addresses(text) {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(text),
    };
    match without_indents(&text) {
        Some(changed) => Cow::Owned(changed),
        None => text,
    }
}

/// Words as they were typed, for code; HTML does not show the blanks before a line.
pub(super) fn restore(text: &str) -> Option<String> {
    text.contains([BLANK, HOLE])
        .then(|| text.replace([BLANK, HOLE], " "))
}

/// Words as they are shown.
pub(super) fn shown(text: &str) -> Option<String> {
    if !text.contains([BLANK, HOLE]) {
        return None;
    }
    let text = match text.strip_prefix(HOLE) {
        Some(rest) => rest.trim_start_matches([HOLE, ' ', '\t']),
        None => text,
    };
    Some(text.replace(HOLE, "").replace(BLANK, " "))
}

/// `![…](anh dep.jpg)`, `[…](van ban (1).pdf "…")`: Markdown knows no blanks in addresses.
fn blanks_in_addresses(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut done = 0;
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        if start < done {
            continue;
        }
        let Some(end) = closing(text, start) else {
            continue;
        };
        let inside = &text[start..end];
        let address = address(inside);
        if !address.contains(' ') || !names_a_file(address) {
            continue;
        }
        let first = start + (inside.len() - inside.trim_start().len());
        let out = out.get_or_insert_with(String::new);
        out.push_str(&text[done..first]);
        out.push_str(&address.replace(' ', BLANK.encode_utf8(&mut [0; 4])));
        done = first + address.len();
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

/// Where the bracket closes that was opened before `start`, on the same line and before the next
/// address begins: so each letter is looked at once.
fn closing(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut before) = (0, ' ');
    for (at, c) in text[start..].char_indices() {
        let last = std::mem::replace(&mut before, c);
        match c {
            '\n' | '<' => return None,
            '(' if last == ']' => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The address within the brackets, without the caption behind it.
fn address(inside: &str) -> &str {
    let inside = inside.trim();
    let caption = [" \"", " '"].into_iter().filter_map(|open| {
        let closes = inside.ends_with(&open[1..]);
        inside.find(open).filter(|_| closes)
    });
    match caption.min() {
        Some(at) => inside[..at].trim_end(),
        None => inside,
    }
}

fn names_a_file(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| FILES.contains(&&*ending)) && !address.contains("://")
}

/// Word indents first lines; four blanks would make them code. Code is written between fences.
fn without_indents(text: &str) -> Option<String> {
    let indents = text
        .lines()
        .any(|line| line.starts_with("    ") || line.starts_with('\t') || line.starts_with(" \t"));
    if !indents {
        return None;
    }
    let mut out: Option<String> = None;
    let (mut done, mut depth) = (0, 0_usize);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if depth == 0 => {
                let out = out.get_or_insert_with(String::new);
                // The range begins behind the blanks of its first line.
                let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                out.push_str(&text[done..start]);
                for line in text[start..range.end].split_inclusive('\n') {
                    push_flush(out, line);
                }
                done = range.end;
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                depth += 1
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

/// Adds a line whose blanks do not count; the last stays, for what begins with a sign of emphasis.
fn push_flush(out: &mut String, line: &str) {
    let words = line.trim_start_matches([' ', '\t']);
    let blanks = line[..line.len() - words.len()].chars().count();
    if words.trim().is_empty() {
        out.push_str(line);
        return;
    }
    for _ in 1..blanks {
        out.push(HOLE);
    }
    if blanks > 0 {
        out.push(' ');
    }
    out.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay() {
        for text in [
            "![a](anh dep.jpg) và [b](<x y.pdf>) (c d.jpg)",
            "Đầu.\n\n    Thụt đầu dòng.\n    Dòng hai.\n\n- a\n\n      mã\n",
            "\tThụt bằng Tab",
        ] {
            let prepared = prepare(text);
            assert_ne!(prepared, text);
            for (before, after) in text.lines().zip(prepared.lines()) {
                assert_eq!(before.chars().count(), after.chars().count());
            }
        }
        for text in ["[1](xem phụ lục)", "```\n    mã\n```", "- a\n    - b\n"] {
            assert_eq!(prepare(text), text);
        }
    }
}
