//! `{{ figure metric="submitted" phase="giai-doan-1" }}` and `{{ chart id="phases" }}` in a text.

use std::collections::BTreeMap;

/// A macro as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Macro {
    /// `figure` or `chart`.
    pub(super) name: String,
    /// Its arguments.
    pub(super) arguments: BTreeMap<String, String>,
}

impl Macro {
    /// The argument of a name, where it is written.
    pub(super) fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.get(name).map(String::as_str)
    }
}

/// Reads a macro with its braces; `None` when it cannot be understood as one.
pub(super) fn parse(written: &str) -> Option<Macro> {
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
        let end = value.find(|c| closes(c, quote))?;
        arguments.insert(key.trim().to_owned(), value[..end].to_owned());
        rest = &value[end + value[end..].chars().next().map_or(0, char::len_utf8)..];
    }
}

/// Whether a character ends what a quote began; of curly ones either does.
fn closes(c: char, quote: char) -> bool {
    if matches!(quote, '“' | '”') {
        matches!(c, '“' | '”')
    } else {
        c == quote
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_arguments() {
        let figure = parse("{{ figure metric=\"submitted\" phase=“a b” }}").unwrap();
        assert_eq!(
            (figure.name.as_str(), figure.arguments["phase"].as_str()),
            ("figure", "a b")
        );
        assert_eq!(parse("{{ }}"), None);
        assert_eq!(parse("{{ figure metric }}"), None);
    }
}
