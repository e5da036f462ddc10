//! The HTML that editors may write among Markdown: one list of what is let through.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};

/// Elements that say what a text is, and do nothing.
const ELEMENTS: [&str; 61] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "address",
    "figure",
    "figcaption",
];
/// Represents what is put into a text by us while the HTML around it is cleaned. An editor who
/// writes one is reported that it is not allowed.
pub(super) const SLOT: &str = "slot";
/// Attributes of any of them.
const EVERYWHERE: [&str; 3] = ["lang", "title", "dir"];
/// Attributes of some.
const SOME: [(&str, &[&str]); 13] = [
    ("a", &["href", "hreflang", "aria-label"]),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("details", &["open"]),
    ("ol", &["start", "reversed"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("del", &["datetime"]),
    ("ins", &["datetime"]),
    // What our own Markdown writes.
    ("div", &["tabindex", "role", "aria-label"]),
    ("section", &["aria-label"]),
    ("col", &["span"]),
];
/// Anchors of headings and notes.
const WITH_ID: [&str; 7] = ["h2", "h3", "h4", "h5", "h6", "li", "sup"];
/// Classes that our own Markdown writes; no others are kept, so that no text can dress up as a part
/// of the page.
const CLASSES: [(&str, &[&str]); 4] = [
    (
        "div",
        &[
            "scroll",
            "callout",
            "note",
            "tip",
            "important",
            "warning",
            "caution",
        ],
    ),
    ("p", &["callout-title"]),
    ("sup", &["footnote-ref"]),
    ("section", &["footnotes"]),
];
/// Ways in which a link may lead out.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What is not let through.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// An element or an attribute.
    Markup(String),
    /// A link that is not to another site: those in the site are written in Markdown, where they
    /// are checked.
    Link(String),
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, names) in SOME {
        attributes.entry(element).or_default().extend(names);
    }
    for element in WITH_ID {
        attributes.entry(element).or_default().insert("id");
    }
    builder
        .tags(ELEMENTS.into_iter().chain([SLOT]).collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .generic_attributes(EVERYWHERE.into_iter().collect())
        .tag_attributes(attributes)
        .allowed_classes(
            CLASSES
                .into_iter()
                .map(|(tag, names)| (tag, names.iter().copied().collect()))
                .collect(),
        )
        .url_schemes(SCHEMES.into_iter().collect())
        .link_rel(None);
    builder
});

/// HTML for a reader of feeds: pictures beside what is on the list, no classes or anchors, which
/// mean something on the page alone, and addresses that begin at that of the page.
pub(super) fn for_feed(html: &str, address: &str) -> String {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, names) in SOME {
        if !matches!(element, "div" | "section") {
            attributes.insert(element, names.iter().copied().collect());
        }
    }
    attributes.insert("img", ["src", "alt", "width", "height"].into());
    let relative = match Url::parse(address) {
        Ok(address) => UrlRelative::RewriteWithBase(address),
        Err(_) => UrlRelative::Deny, // the address of a site is checked where it is read
    };
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().chain(["img"]).collect())
        .clean_content_tags(["script", "style", "svg", "button", "template"].into())
        .generic_attributes(EVERYWHERE.into())
        .tag_attributes(attributes)
        .url_schemes(SCHEMES.into())
        .url_relative(relative)
        .link_rel(None);
    builder.clean(html).to_string()
}

/// HTML without what is not on the list, and with every element closed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// What of a piece of HTML is not on the list.
pub(super) fn refused(html: &str) -> Vec<Refused> {
    let mut found = declarations(html);
    for tag in tags(html) {
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let name = name.to_ascii_lowercase();
        if !ELEMENTS.contains(&&*name) {
            found.push(Refused::Markup(format!("<{name}>")));
            continue;
        }
        for (key, value) in attributes(&tag[name.len()..]) {
            let some = SOME
                .iter()
                .any(|(element, keys)| *element == name && keys.contains(&&*key));
            if key == "href" && name == "a" {
                let outside = SCHEMES
                    .iter()
                    .any(|s| value.to_ascii_lowercase().starts_with(&format!("{s}:")));
                if !outside {
                    found.push(Refused::Link(value));
                }
            } else if !some && !EVERYWHERE.contains(&&*key) {
                found.push(Refused::Markup(key));
            }
        }
    }
    found
}

/// What is neither an element nor a comment: `<?php … ?>`, `<!DOCTYPE …>`, `<![CDATA[ … ]]>`.
fn declarations(html: &str) -> Vec<Refused> {
    let begins = |at: &usize| {
        let rest = &html[*at..];
        rest.starts_with("<?") || (rest.starts_with("<!") && !rest.starts_with("<!--"))
    };
    let starts = html.match_indices('<').map(|(at, _)| at).filter(begins);
    let name = |at: usize| {
        let name: String = html[at..]
            .chars()
            .take_while(|c| !c.is_whitespace())
            .take(12)
            .collect();
        Refused::Markup(name)
    };
    starts.map(name).collect()
}

/// The insides of the tags that open an element.
fn tags(html: &str) -> Vec<&str> {
    let opening = |at: &usize| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let starts = html.match_indices('<').map(|(at, _)| at).filter(opening);
    starts.map(|at| &html[at + 1..end_of(html, at)]).collect()
}

/// Where a tag that begins at `start` ends; a `>` in quotes does not end it.
fn end_of(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, c) in html[start..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return start + at,
            _ => {}
        }
    }
    html.len()
}

/// Names in lower case, and values without quotes.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while let Some(length) = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
        .or(Some(rest.len()))
    {
        if length == 0 && rest.is_empty() {
            break;
        }
        let key = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let inner = &after[quote.map_or(0, char::len_utf8)..];
            let end = inner
                .find(|c: char| quote.map_or(c.is_whitespace(), |q| c == q))
                .unwrap_or(inner.len());
            value = inner[..end]
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            rest = inner[end..].trim_start_matches(|c| Some(c) == quote);
        }
        if !key.is_empty() {
            found.push((key, value));
        }
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    found
}

/// The parts of HTML that are outside of tags.
pub(super) fn outside_tags(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        found.push(at..start);
        at = end_of(html, start);
    }
    found.push(at..html.len());
    found
}
