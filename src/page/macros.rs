//! `{{ figure metric="submitted" phase="giai-doan-1" }}` and `{{ chart id="phases" }}` in a text.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A macro as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Macro {
    /// `figure` or `chart`.
    pub(super) name: String,
    /// Its arguments.
    pub(super) arguments: BTreeMap<String, String>,
}

/// A macro in a text, or what could not be understood as one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// As written, with the braces.
    pub(super) text: String,
    /// Line in the text, from 0.
    pub(super) line: u32,
    /// Column in characters, from 1.
    pub(super) column: u32,
    /// The macro; `None` when it could not be understood.
    pub(super) parsed: Option<Macro>,
}

/// Marks around the number of a macro in a text where macros were taken out: private characters
/// that no editor types.
pub(super) const OPEN: char = '\u{f8f0}';
pub(super) const CLOSE: char = '\u{f8f1}';

/// Takes the macros out of a text and leaves `OPEN number CLOSE` in their places.
pub(super) fn take(text: &str) -> (Cow<'_, str>, Vec<Found>) {
    if !text.contains("{{") && !text.contains([OPEN, CLOSE]) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut found = Vec::new();
    for (number, line) in (0..).zip(text.split_inclusive('\n')) {
        let mut rest = line;
        let mut letters = 0;
        while let Some(start) = rest.find("{{") {
            let Some(length) = rest[start..].find("}}").map(|end| end + 2) else {
                break;
            };
            out.extend(rest[..start].chars().filter(|c| *c != OPEN && *c != CLOSE));
            let written = &rest[start..start + length];
            letters += rest[..start].chars().count();
            let column = u32::try_from(letters + 1).unwrap_or(u32::MAX);
            letters += written.chars().count();
            out.push(OPEN);
            out.push_str(&found.len().to_string());
            out.push(CLOSE);
            found.push(Found {
                text: written.to_owned(),
                line: number,
                column,
                parsed: parse(written),
            });
            rest = &rest[start + length..];
        }
        out.extend(rest.chars().filter(|c| *c != OPEN && *c != CLOSE));
    }
    (Cow::Owned(out), found)
}

/// Replaces each `OPEN number CLOSE` by what `with` says of the number.
pub(super) fn put(text: &str, mut with: impl FnMut(usize) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPEN) {
        let inner = start + OPEN.len_utf8();
        let Some(end) = rest[inner..].find(CLOSE) else {
            break;
        };
        out.push_str(&rest[..start]);
        if let Ok(number) = rest[inner..inner + end].parse() {
            out.push_str(&with(number));
        }
        rest = &rest[inner + end + CLOSE.len_utf8()..];
    }
    out.push_str(rest);
    out
}

fn parse(written: &str) -> Option<Macro> {
    let inner = written.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut arguments = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(Macro {
                name: name.to_owned(),
                arguments,
            });
        }
        let (key, value) = rest.split_once('=')?;
        // Word puts curly quotes; they are taken as straight ones.
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '“' | '”'))?;
        let value = &value[quote.len_utf8()..];
        let closing = |c: char| {
            if matches!(quote, '“' | '”') {
                matches!(c, '“' | '”')
            } else {
                c == quote
            }
        };
        let end = value.find(closing)?;
        arguments.insert(key.trim().to_owned(), value[..end].to_owned());
        rest = &value[end + value[end..].chars().next().map_or(0, char::len_utf8)..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_out_and_put_back() {
        let (text, found) =
            take("Có {{ figure metric=\"submitted\" phase=“a b” }} lượt.\nx {{ }} y {{");
        assert_eq!(
            text,
            format!("Có {OPEN}0{CLOSE} lượt.\nx {OPEN}1{CLOSE} y {{{{")
        );
        let figure = found[0].parsed.as_ref().unwrap();
        assert_eq!(
            (figure.name.as_str(), figure.arguments["phase"].as_str()),
            ("figure", "a b")
        );
        assert_eq!(
            (
                found[0].line,
                found[0].column,
                found[1].line,
                found[1].column
            ),
            (0, 4, 1, 3)
        );
        assert_eq!(found[1].parsed, None);
        assert_eq!(put(&text, |n| format!("<{n}>")), "Có <0> lượt.\nx <1> y {{");
    }
}
