//! Anchors of headings, made of their words.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parts::{Part, parts};
use super::prepare::prepare;
use crate::base::slug;

/// The anchors of a text's headings.
pub(super) fn anchors(text: &str) -> Vec<String> {
    let text = &*prepare(text);
    let (mut anchors, mut heading) = (BTreeMap::new(), None::<String>);
    let mut found = Vec::new();
    for part in parts(text) {
        let Part::Markdown(event, _) = part else {
            continue;
        };
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                found.extend(heading.take().map(|title| anchor(&title, &mut anchors)));
            }
            Event::Text(text) | Event::Code(text) => {
                heading.iter_mut().for_each(|title| title.push_str(&text))
            }
            _ => {}
        }
    }
    found
}

/// The next free anchor for a heading.
pub(super) fn anchor(title: &str, anchors: &mut BTreeMap<String, usize>) -> String {
    let base = slug::slug(title);
    let base = if base.is_empty() {
        "muc".to_owned()
    } else {
        base
    };
    let count = anchors.entry(base.clone()).or_default();
    *count += 1;
    if *count == 1 {
        base
    } else {
        format!("{base}-{count}")
    }
}
