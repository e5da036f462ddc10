//! Addresses that a text defines apart, `[name]: https://…`, and does not show: Markdown takes such
//! lines out of the text without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::prepare::options;

/// A definition that shows nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Its name as written.
    pub(super) name: String,
    pub(super) error: DefinitionError,
}

/// Why it shows nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DefinitionError {
    /// No link or picture names it.
    Unused,
    /// The name has an address already, which is defined at `first`.
    Again { first: usize },
}

/// The definitions of a text that show nothing, in their order.
pub(super) fn unused_or_repeated(text: &str) -> Vec<Definition> {
    // Nearly no text has one.
    if !text.contains("]:") {
        return Vec::new();
    }
    let parser = Parser::new_ext(text, options());
    let mut defined: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for (name, definition) in parser.reference_definitions().iter() {
        defined.insert(normal(name), definition.span.clone());
    }
    let (mut named, mut words) = (BTreeSet::new(), Vec::new());
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if by_name(link_type) =>
            {
                named.insert(normal(&id));
            }
            Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => {
                words.push(range);
            }
            _ => {}
        }
    }
    let mut unused_or_repeated = Vec::new();
    for (start, name) in lines(text) {
        let Some(first) = defined.get(&normal(name)) else {
            continue;
        };
        let shown = words.partition_point(|range| range.end <= start);
        if words.get(shown).is_some_and(|range| range.contains(&start)) {
            continue;
        }
        let error = if !first.contains(&start) {
            DefinitionError::Again { first: first.start }
        } else if !named.contains(&normal(name)) {
            DefinitionError::Unused
        } else {
            continue;
        };
        let name = name.to_owned();
        unused_or_repeated.push(Definition { start, name, error });
    }
    unused_or_repeated
}

fn by_name(link: LinkType) -> bool {
    matches!(
        link,
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
    )
}

/// Names differ in neither case nor blanks (CommonMark, 4.7).
fn normal(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The lines of a text that may define an address: where each begins, and the name.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_start_matches([' ', '\t', '>']);
        let place = start + line.len() - written.len();
        start += line.len();
        let inner = written
            .strip_prefix('[')
            .filter(|rest| !rest.starts_with('^'));
        if let Some((name, _)) = inner.and_then(|inner| inner.split_once("]:")) {
            found.push((place, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String, DefinitionError)> {
        let found = unused_or_repeated(text).into_iter();
        found.map(|d| (d.start, d.name, d.error)).collect()
    }

    #[test]
    fn what_is_defined_and_not_shown() {
        let text = "Xem [Luật][l] và [Quyết định 1].\n\n[L]: https://a.example/\n\
            [quyết  định 1]: @/pages/a.md\n";
        assert_eq!(found(text), []);
        let text = "[Nguồn]: https://a.example/\n\n[a]: https://b.example/\n\
            [A]: https://c.example/\n\nXem [a].\n";
        assert_eq!(
            found(text),
            [
                (0, "Nguồn".to_owned(), DefinitionError::Unused),
                (55, "A".to_owned(), DefinitionError::Again { first: 31 })
            ]
        );
        for shown in [
            "```\n[a]: b\n```\n",
            "[Ghi chú]: có nhiều chữ ở đây\n",
            "Dòng đầu\n[a]: https://a.example/\n",
            "[^1]: chú thích\n\na[^1]\n",
        ] {
            assert_eq!(found(shown), [], "{shown}");
        }
    }
}
