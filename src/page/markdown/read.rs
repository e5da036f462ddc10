//! What a text says without being shown: its links, the files that it names, its plain words.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::links;
use super::parts::{Part, parts};
use super::prepare::{self, options, prepare};
use super::safe::{self, APART, Reference};

/// Where each link of a text begins, and its address.
pub(super) fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push((range.start, dest_url.into_string()));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for reference in safe::references(&html) {
                    if let Reference::Link(place, address) = reference {
                        links.push((range.start + place.start, address));
                    }
                }
            }
            _ => {}
        }
    }
    links
}

/// The paths below content/ that the links and pictures of a text name.
pub(super) fn files(text: &str, file: &str) -> Vec<String> {
    let text = &*prepare(text);
    let mut files = Vec::new();
    // A tag may be on several lines, each of which is a part.
    let mut html = String::new();
    for part in parts(text) {
        let Part::Markdown(event, _) = part else {
            continue;
        };
        if !matches!(event, Event::Html(_)) && !html.is_empty() {
            files.extend(files_in_html(&std::mem::take(&mut html), file));
        }
        match event {
            Event::Html(line) => html.push_str(&line),
            Event::InlineHtml(tag) => files.extend(files_in_html(&tag, file)),
            Event::Start(Tag::Link { dest_url, .. }) => files.extend(links::path(&dest_url, file)),
            Event::Start(Tag::Image { dest_url, .. }) => files.push(links::beside(&dest_url, file)),
            _ => {}
        }
    }
    files
}

/// The same of a piece of HTML.
fn files_in_html(html: &str, file: &str) -> Vec<String> {
    let mut files = Vec::new();
    for reference in safe::references(html) {
        match reference {
            Reference::Link(_, address) => files.extend(links::path(&address, file)),
            Reference::Picture(_, [src, ..]) => files.push(links::beside(&src, file)),
            Reference::Refused(_) => {}
        }
    }
    files
}

/// What a reader sees of a text, whatever is written in it: words without markup and without what
/// macros represent, and behind them the addresses that links have when they are decoded.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) words: String,
    /// Where each stretch of words begins, in them and in the text, and whether it is as written.
    places: Vec<(usize, usize, bool)>,
}

impl Shown {
    /// What is shown of a prepared text.
    pub(super) fn new(text: &str) -> Self {
        let mut shown = Self::default();
        let (mut html, mut begin) = (String::new(), 0);
        let mut addresses = Vec::new();
        for part in parts(text) {
            let (event, range) = match part {
                Part::Markdown(event, range) => (event, range),
                // What it represents comes of the data.
                Part::Macro(_) => {
                    shown.words.push('\u{fffc}');
                    continue;
                }
            };
            if let Event::Html(line) = &event {
                begin = if html.is_empty() { range.start } else { begin };
                html.push_str(line);
                continue;
            }
            if !html.is_empty() {
                let words = safe::text(&std::mem::take(&mut html));
                shown.put(&words, begin, false);
                shown.words.push(APART);
            }
            match event {
                Event::Text(words) | Event::Code(words) => {
                    let written = *words == text[range.clone()];
                    shown.put(&words, range.start, written);
                }
                Event::SoftBreak | Event::HardBreak => shown.words.push(' '),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    addresses.push((links::plain(&dest_url).into_owned(), range.start));
                }
                Event::End(end) if within(end) => {}
                // What is apart is not one number.
                Event::End(_) => shown.words.push(APART),
                _ => {}
            }
        }
        shown.put(&safe::text(&html), begin, false);
        for (address, place) in addresses {
            shown.words.push(APART);
            shown.put(&address, place, false);
        }
        shown
    }

    fn put(&mut self, words: &str, place: usize, written: bool) {
        self.places.push((self.words.len(), place, written));
        match prepare::shown(words) {
            Some(words) => self.words.push_str(&words),
            None => self.words.push_str(words),
        }
    }

    /// Where in the text the words are written that begin at a place of what is shown.
    pub(super) fn place(&self, at: usize) -> usize {
        let behind = self.places.partition_point(|(begin, ..)| *begin <= at);
        let Some((begin, place, written)) = self.places.get(behind.saturating_sub(1)) else {
            return 0;
        };
        if *written {
            place + (at - begin)
        } else {
            *place
        }
    }
}

/// Whether what ends is part of a sentence: the words before and behind it belong together.
fn within(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
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
            Event::End(end) if within(end) => {}
            // What is apart is not one phrase.
            Event::End(_) => out.push('\n'),
            _ => {}
        }
    }
    out
}
