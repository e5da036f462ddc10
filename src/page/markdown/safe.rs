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

/// Attributes of a picture that are read; the program knows its size itself.
const OF_PICTURES: [&str; 3] = ["src", "alt", "title"];

/// What of a piece of HTML is not left as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// A link: where its `href` is written, and its address.
    Link(Range<usize>, String),
    /// A picture: where its tag is, its address, its words, and what is under it.
    Picture(Range<usize>, [String; 3]),
    /// An attribute that is not on the list.
    Refused(Range<usize>),
}

/// An attribute of a tag: where it is, its name in lower case, its value without quotes.
struct Attribute {
    range: Range<usize>,
    key: String,
    value: String,
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
        .tags(ELEMENTS.into_iter().collect())
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

/// Represents the end of a cell, an item or a paragraph in the words that a reader sees: a sign
/// that is within no number.
pub(super) const APART: char = '|';
/// Elements whose words are read together with those around them.
const WITHIN_WORDS: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// The words of a piece of HTML, as a reader sees them.
pub(super) fn text(html: &str) -> String {
    if html.is_empty() {
        return String::new();
    }
    let mut parted = String::with_capacity(html.len() + 16);
    let mut pieces = html.split('<');
    parted.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let element = name(piece.strip_prefix('/').unwrap_or(piece));
        // A comment is between no two words.
        if !piece.starts_with('!') && !WITHIN_WORDS.contains(&&*element) {
            parted.push(APART);
        }
        parted.push('<');
        parted.push_str(piece);
    }
    let mut builder = Builder::empty();
    builder.clean_content_tags(["script", "style"].into());
    let words = builder.clean(&parted).to_string();
    let words = words.replace("&nbsp;", " ").replace("&lt;", "<");
    words.replace("&gt;", ">").replace("&amp;", "&")
}

/// HTML without what is not on the list, and with every element closed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The elements and attributes of a piece of HTML that are not on the list.
pub(super) fn refused(html: &str) -> Vec<String> {
    let mut found = declarations(html);
    for tag in tags(html) {
        let name = name(&html[tag.clone()]);
        let picture = name == "img";
        let attributes = attributes(html, tag);
        let elsewhere = picture && !is_of_the_site(&value(&attributes, "src"));
        if elsewhere || !picture && !ELEMENTS.contains(&&*name) {
            found.push(format!("<{name}>"));
            continue;
        }
        for Attribute { key, .. } in attributes {
            let listed = if picture {
                OF_PICTURES.contains(&&*key)
            } else {
                is_listed(&name, &key)
            };
            if !listed {
                found.push(key);
            }
        }
    }
    found
}

/// The links and pictures of a piece of HTML, and the attributes that are refused, in their order.
pub(super) fn references(html: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for tag in tags(html) {
        match &*name(&html[tag.clone()]) {
            "a" => {
                for Attribute { range, key, value } in attributes(html, tag) {
                    if key == "href" {
                        found.push(Reference::Link(range, value));
                    } else if !is_listed("a", &key) {
                        found.push(Reference::Refused(range));
                    }
                }
            }
            "img" => {
                let attributes = attributes(html, tag.clone());
                let values = OF_PICTURES.map(|name| value(&attributes, name));
                let whole = tag.start - 1..html.len().min(tag.end + 1);
                if is_of_the_site(&values[0]) {
                    found.push(Reference::Picture(whole, values));
                }
            }
            element => {
                let unlisted = |attribute: &Attribute| !is_listed(element, &attribute.key);
                let attributes = attributes(html, tag.clone()).into_iter();
                let refused = attributes.filter(unlisted);
                found.extend(refused.map(|attribute| Reference::Refused(attribute.range)));
            }
        }
    }
    found
}

/// The value of an attribute; of two of a name, HTML takes the first.
fn value(attributes: &[Attribute], name: &str) -> String {
    let own = attributes.iter().find(|attribute| attribute.key == name);
    own.map_or(String::new(), |attribute| attribute.value.clone())
}

/// Whether the address of a picture may be that of a file of the site. Others are left out with
/// their element: nothing is asked of another host.
fn is_of_the_site(address: &str) -> bool {
    !address.is_empty() && !address.contains(':') && !address.starts_with(['/', '\\'])
}

/// Whether an editor may write an attribute at an element.
fn is_listed(element: &str, key: &str) -> bool {
    let ours = matches!(element, "div" | "section");
    let own = SOME.iter().filter(|(of, _)| *of == element && !ours);
    let mut own = own.flat_map(|(_, keys)| keys.iter());
    own.any(|listed| *listed == key) || EVERYWHERE.contains(&key)
}

/// What is neither an element nor a comment: `<?php … ?>`, `<!DOCTYPE …>`, `<![CDATA[ … ]]>`.
fn declarations(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at..];
        if rest.starts_with("<?") || (rest.starts_with("<!") && !rest.starts_with("<!--")) {
            let word = rest.chars().take_while(|c| !c.is_whitespace());
            found.push(word.take(12).collect());
        }
    }
    found
}

/// The name of the element of a tag, in lower case.
fn name(tag: &str) -> String {
    let letters = tag
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-');
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// Where the insides are of the tags that open an element.
fn tags(html: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[start + 1..];
        at = if rest.starts_with("!--") {
            let end = short_comment(html, start).or_else(|| comment_end(html, start + 4));
            end.unwrap_or(html.len())
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = end_of(html, start);
            found.push(start + 1..end);
            end
        } else {
            start + 1
        };
    }
    found
}

/// Within what a piece of HTML ends that is read line by line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Within {
    #[default]
    Text,
    /// A tag, and the quote that is open in it.
    Tag(Option<char>),
    Comment,
}

impl Within {
    /// The same behind more of the HTML.
    pub(super) fn behind(mut self, html: &str) -> Self {
        let mut at = 0;
        loop {
            match &mut self {
                Self::Text => {
                    let Some(start) = html[at..].find('<').map(|offset| at + offset) else {
                        return self;
                    };
                    at = start + 1;
                    let rest = &html[at..];
                    if rest.starts_with("!--") {
                        at = short_comment(html, start).unwrap_or(start + 4);
                        let whole = at > start + 4;
                        self = if whole { Self::Text } else { Self::Comment };
                    } else if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                        self = Self::Tag(None);
                    }
                }
                Self::Tag(quote) => {
                    let Some(c) = html[at..].chars().next() else {
                        return self;
                    };
                    at += c.len_utf8();
                    match (*quote, c) {
                        (None, '"' | '\'') => *quote = Some(c),
                        (Some(open), c) if c == open => *quote = None,
                        (None, '>') => self = Self::Text,
                        _ => {}
                    }
                }
                Self::Comment => match comment_end(html, at) {
                    Some(end) => (self, at) = (Self::Text, end),
                    None => return self,
                },
            }
        }
    }
}

/// Where a comment that begins at `start` and has no text ends: browsers end it at `<!-->`.
fn short_comment(html: &str, start: usize) -> Option<usize> {
    let inner = start + 4;
    let ends = [">", "->"].into_iter();
    let mut ends = ends.filter(|end| html[inner..].starts_with(end));
    ends.next().map(|end| inner + end.len())
}

/// Where the comment ends whose text is at `inner`: browsers end it at `--!>` too.
fn comment_end(html: &str, inner: usize) -> Option<usize> {
    let ends = ["-->", "--!>"].into_iter();
    let ends = ends.filter_map(|end| Some(html[inner..].find(end)? + inner + end.len()));
    ends.min()
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

/// The attributes of a tag, whose insides are at `tag`.
fn attributes(html: &str, tag: Range<usize>) -> Vec<Attribute> {
    let mut found = Vec::new();
    let text = &html[..tag.end];
    let mut at = skip_blanks(text, tag.start + name(&html[tag.clone()]).len());
    while at < text.len() {
        let length = text[at..].find(|c: char| is_blank(c) || c == '=');
        // A sign that begins no name belongs to it, as in HTML.
        let key_end = at
            + length
                .filter(|n| *n > 0)
                .unwrap_or_else(|| first(&text[at..]));
        let key_end = if length.is_none() {
            text.len()
        } else {
            key_end
        };
        let after = text[key_end..].trim_start();
        let (mut end, mut value) = (key_end, String::new());
        if let Some(written) = after.strip_prefix('=') {
            let written = written.trim_start();
            let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
            let inner = &written[quote.map_or(0, char::len_utf8)..];
            let length = inner.find(|c: char| quote.map_or(c.is_whitespace(), |q| c == q));
            value = inner[..length.unwrap_or(inner.len())].trim().to_owned();
            let closing = length.and(quote).map_or(0, char::len_utf8);
            end = text.len() - inner.len() + length.unwrap_or(inner.len()) + closing;
        }
        found.push(Attribute {
            range: at..end,
            key: text[at..key_end].to_ascii_lowercase(),
            value: value.replace("&amp;", "&"),
        });
        at = skip_blanks(text, end);
    }
    found
}

/// Whether a character only separates attributes.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '/'
}

/// Where the blanks end that begin at `at`.
fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

/// Bytes of the first character of a text.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
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

/// Whether an address leads to another site, or to a program that writes or calls. `https:a` is
/// none: browsers take it for a page of this site.
pub(super) fn leads_out(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    let scheme = scheme.to_ascii_lowercase();
    let host = rest
        .strip_prefix("//")
        .is_some_and(|rest| !rest.starts_with(['/', '\\', '?', '#']) && !rest.is_empty());
    SCHEMES.contains(&&*scheme) && (host || !scheme.starts_with("http"))
}
