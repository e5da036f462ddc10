//! What a text says without being shown: its links, the files that it names, its plain words.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::links;
use super::parts::{Part, parts};
use super::prepare::{self, options, prepare};

/// Where each link of a text begins, and its address.
pub(super) fn links(text: &str) -> Vec<(usize, String)> {
    let link = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((range.start, dest_url.into_string())),
        _ => None,
    };
    Parser::new_ext(text, options())
        .into_offset_iter()
        .filter_map(link)
        .collect()
}

/// The paths below content/ that the links and pictures of a text name.
pub(super) fn files(text: &str, file: &str) -> Vec<String> {
    let text = &*prepare(text);
    let mut files = Vec::new();
    for part in parts(text) {
        let Part::Markdown(event, _) = part else {
            continue;
        };
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => files.extend(links::path(&dest_url, file)),
            Event::Start(Tag::Image { dest_url, .. }) => files.push(links::beside(&dest_url, file)),
            _ => {}
        }
    }
    files
}

/// The words of a text, without markup, addresses and macros.
pub(super) fn plain(text: &str) -> String {
    let text = prepare(text);
    let mut out = String::with_capacity(text.len());
    for part in parts(&text) {
        let Part::Markdown(event, _) = part else {
            continue;
        };
        match event {
            Event::Text(words) | Event::Code(words) => match prepare::shown(&words) {
                Some(words) => out.push_str(&words),
                None => out.push_str(&words),
            },
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            // What is apart is not one phrase.
            Event::End(_) => out.push('\n'),
            _ => {}
        }
    }
    out
}
