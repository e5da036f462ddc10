//! The little that is asked of the XML in office documents: attributes and texts of some elements.

use std::collections::BTreeSet;

use super::add;
use crate::base::markup;

/// A tag: its place in the text, its name, whether it closes an element.
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    /// All behind the name.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// Name without its prefix.
    fn local(&self) -> &'a str {
        local(self.name)
    }

    /// Attributes with their names as written, their places below `rest` and values.
    fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, behind) = after[1..].split_once(quote)?;
            rest = behind;
            Some((name.trim(), value))
        })
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Where the tag ends that begins at `start`; a `>` in quotes does not end it.
fn end_of(xml: &str, start: usize) -> Option<usize> {
    if xml[start..].starts_with("<!--") {
        return Some(start + xml[start..].find("-->")? + 3);
    }
    let mut quote = None;
    for (at, byte) in xml[start..].bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            (None, b'>') => return Some(start + at + 1),
            _ => {}
        }
    }
    None
}

/// The tags that open elements, in order.
fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut position = 0;
    let all = std::iter::from_fn(move || {
        let tag = next_tag(xml, position)?;
        position = tag.end;
        Some(tag)
    });
    all.filter(|tag| !tag.name.starts_with(['/', '!', '?']))
}

/// The first tag behind a place, of whatever kind.
fn next_tag(xml: &str, position: usize) -> Option<Tag<'_>> {
    let start = position + xml[position..].find('<')?;
    let end = end_of(xml, start)?;
    let inside = xml[start + 1..end - 1].trim_end_matches('/');
    let name = inside.split(char::is_whitespace).next().unwrap_or("");
    Some(Tag {
        start,
        end,
        name,
        rest: &inside[name.len()..],
    })
}

/// Adds the names of people in a part of a document: authors of comments and changes, of whom
/// Word, Excel, PowerPoint and LibreOffice each write in their own way.
pub(super) fn people(xml: &str, names: &mut BTreeSet<String>) {
    for tag in tags(xml) {
        let element = tag.local();
        for (name, value) in tag.attributes() {
            let person = match local(name) {
                "author" | "userName" => true,
                "name" => matches!(element, "cmAuthor" | "author"),
                "displayName" => element == "person",
                _ => false,
            };
            if person {
                add(names, &markup::unescaped(value));
            }
        }
        // `<author>` of Excel's comments, `<dc:creator>` of LibreOffice's.
        if matches!(tag.name, "author" | "dc:creator" | "meta:printed-by") {
            let text = xml[tag.end..].split('<').next().unwrap_or_default();
            add(names, &markup::unescaped(text));
        }
    }
}

/// Whether the part says that it is encrypted.
pub(super) fn encrypted(manifest: &str) -> bool {
    tags(manifest).any(|tag| tag.local() == "encryption-data")
}

/// A part without the elements of a name for which `gone` says so of an attribute's value. They
/// have nothing inside.
pub(super) fn without(xml: &str, element: &str, gone: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut position = 0;
    for tag in tags(xml) {
        if tag.local() == element && tag.attributes().any(|(_, value)| gone(value)) {
            out.push_str(&xml[position..tag.start]);
            position = tag.end;
            let closing = format!("</{}>", tag.name);
            if !xml[..tag.end].ends_with("/>") && xml[tag.end..].starts_with(&closing) {
                position += closing.len();
            }
        }
    }
    out.push_str(&xml[position..]);
    out
}

/// A part with another value of one attribute in the elements of a name for which `is` says so of
/// an attribute's value.
pub(super) fn with(
    xml: &str,
    (element, attribute): (&str, &str),
    is: impl Fn(&str) -> bool,
    to: &str,
) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut position = 0;
    for tag in tags(xml) {
        if tag.local() != element || !tag.attributes().any(|(_, value)| is(value)) {
            continue;
        }
        for (_, value) in tag.attributes().filter(|(name, _)| *name == attribute) {
            // Both are parts of the same text.
            let start = value.as_ptr() as usize - xml.as_ptr() as usize;
            out.push_str(&xml[position..start]);
            out.push_str(to);
            position = start + value.len();
        }
    }
    out.push_str(&xml[position..]);
    out
}
