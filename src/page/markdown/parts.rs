//! A text in parts: what Markdown reads in it, and the macros among its words. Code, the words of
//! pictures and HTML hold no macros of this kind.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::prepare::options;

/// Bytes of the longest macro: what is longer is words, and is not read to its end for each `{{`.
const LONGEST: usize = 1_000;

/// A part of a text, with its place in bytes.
pub(super) enum Part<'a> {
    Markdown(Event<'a>, Range<usize>),
    /// A macro with its braces.
    Macro(Range<usize>),
}

/// The parts of a prepared text, in their order, as they are asked for.
pub(super) fn parts<'a>(text: &'a str) -> Box<dyn Iterator<Item = Part<'a>> + 'a> {
    if text.contains("{{") {
        return Box::new(with_macros(text).into_iter());
    }
    let events = Parser::new_ext(text, options()).into_offset_iter();
    Box::new(events.map(|(event, range)| Part::Markdown(event, range)))
}

fn with_macros(text: &str) -> Vec<Part<'_>> {
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, options())
        .into_offset_iter()
        .collect();
    let mut parts = Vec::with_capacity(events.len());
    // Within code or the words of a picture.
    let mut closed = 0_usize;
    let mut index = 0;
    while let Some((event, range)) = events.get(index) {
        index += 1;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => closed += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => closed = closed.saturating_sub(1),
            Event::Text(_) if closed == 0 => {
                index = split(text, &events, index - 1, &mut parts);
                continue;
            }
            _ => {}
        }
        parts.push(Part::Markdown(event.clone(), range.clone()));
    }
    parts
}

/// Adds the words of the event at `index`, and the macros that begin in them. Gives the index of
/// the first event behind them: the arguments of a macro may be several events.
fn split<'a>(
    text: &'a str,
    events: &[(Event<'a>, Range<usize>)],
    index: usize,
    parts: &mut Vec<Part<'a>>,
) -> usize {
    let (mut next, mut range) = (index + 1, events[index].1.clone());
    // Words as Markdown gives them, as long as none were taken out of them.
    let mut whole = Some(&events[index].0);
    loop {
        let found = macro_in(text, range.clone()).and_then(|place| {
            let behind = behind(events, next, place.end)?;
            Some((place, behind))
        });
        let Some((place, behind)) = found else {
            if let Some(event) = whole {
                parts.push(Part::Markdown(event.clone(), range));
            } else if !range.is_empty() {
                let words = Event::Text(text[range.clone()].into());
                parts.push(Part::Markdown(words, range));
            }
            return next;
        };
        if range.start < place.start {
            let before = range.start..place.start;
            let words = Event::Text(text[before.clone()].into());
            parts.push(Part::Markdown(words, before));
        }
        // The macro ends in this event, or in the last of those that are passed over.
        let last = events[behind - 1].1.end.max(range.end);
        parts.push(Part::Macro(place.clone()));
        next = behind;
        whole = None;
        range = place.end..last.max(place.end);
    }
}

/// Where the first macro is that begins within a part of a text; it ends on the same line.
pub(super) fn macro_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.start + text[range].find("{{")?;
    let mut limit = text.len().min(start + LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let line = text[start..limit].lines().next().unwrap_or_default();
    let length = line.find("}}")? + 2;
    Some(start..start + length)
}

/// The index behind the last event of a macro that ends at `end`; `None` when an element begins
/// within it and ends behind it, or the other way round.
fn behind(events: &[(Event<'_>, Range<usize>)], next: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut index = next;
    while let Some((event, range)) = events.get(index) {
        match event {
            // An element that was open before the macro ends within it.
            Event::End(_) if depth == 0 && range.end < end => return None,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            _ if range.start >= end => break,
            Event::Start(_) => depth += 1,
            Event::Text(_) => {}
            _ if range.end > end => return None,
            _ => {}
        }
        index += 1;
    }
    (depth == 0).then_some(index)
}
