//! Charts and pictures among the lines of a paragraph: HTML allows no block in one.

use pulldown_cmark::{Event, Tag, TagEnd};

/// The events of a paragraph in which `Event::Html` is a block. One that is alone on its line is
/// between two paragraphs; others stay within the line. In an item of a list the first block begins
/// on a line of its own.
pub(super) fn split<'a>(events: Vec<Event<'a>>, in_item: bool) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len() + 2);
    let mut words: Vec<Event<'a>> = Vec::new();
    let mut depth = 0_usize;
    for (line, end) in lines(events) {
        let block = if depth == 0 { block(&line) } else { None };
        let Some(html) = block else {
            for event in line {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                words.push(match event {
                    Event::Html(html) => Event::InlineHtml(html),
                    other => other,
                });
            }
            words.extend(end);
            continue;
        };
        close(&mut words, &mut out);
        let start = if in_item && out.is_empty() { "\n" } else { "" };
        out.push(Event::Html(format!("{start}{html}\n").into()));
    }
    close(&mut words, &mut out);
    out
}

/// The lines of a paragraph, each with the break behind it.
fn lines<'a>(events: Vec<Event<'a>>) -> Vec<(Vec<Event<'a>>, Option<Event<'a>>)> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for event in events {
        if matches!(event, Event::SoftBreak | Event::HardBreak) {
            lines.push((std::mem::take(&mut line), Some(event)));
        } else {
            line.push(event);
        }
    }
    lines.push((line, None));
    lines
}

/// The block that is alone on a line.
fn block(line: &[Event<'_>]) -> Option<String> {
    let mut found = None;
    for event in line {
        match event {
            Event::Html(html) if found.is_none() => found = Some(html.to_string()),
            Event::Text(words) if words.trim().is_empty() => {}
            _ => return None,
        }
    }
    found
}

/// Makes a paragraph of the words that were read so far.
fn close<'a>(words: &mut Vec<Event<'a>>, out: &mut Vec<Event<'a>>) {
    while matches!(words.last(), Some(Event::SoftBreak | Event::HardBreak)) {
        words.pop();
    }
    if !words.is_empty() {
        out.push(Event::Start(Tag::Paragraph));
        out.append(words);
        out.push(Event::End(TagEnd::Paragraph));
    }
}
