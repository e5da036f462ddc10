//! Markdown to HTML: headings with ASCII anchors, links by source path, pictures, notes, macros.

mod anchors;
mod bare;
mod blocks;
mod definitions;
mod footnotes;
mod inserts;
mod lead;
mod links;
mod parts;
mod pass;
mod places;
mod prepare;
mod read;
mod safe;
mod slips;
pub(super) mod typography;

use crate::base::Texts;
use crate::base::number::saturated;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::macros::{self, Macro};
use crate::base::markup::escape;
use crate::diag::{Place, Problem, Problems};
use crate::model::{Body, Origin};
use parts::Part;

/// What a text needs to know about the site around it.
pub(super) struct Around<'a> {
    /// Language of the page.
    pub(super) texts: Texts<'a>,
    /// Where the text was written.
    pub(super) origin: &'a Origin,
    /// Way from the page to what `@/…` names, by path below content/.
    pub(super) resolve: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a path below content/ is a record that is not to be seen on the as-of date.
    pub(super) hidden: &'a dyn Fn(&str) -> bool,
    /// The anchors of what a path below content/ names; nothing where they are not known.
    pub(super) anchors: &'a dyn Fn(&str) -> Option<Arc<BTreeSet<String>>>,
    /// The numbers and names of people in what a reader sees of the text that are not found in what
    /// is written, with their places.
    pub(super) people: &'a dyn Fn(&str) -> Vec<(usize, Problem)>,
    /// HTML of a macro: inline for a figure, a block for a chart.
    pub(super) expand: &'a mut dyn FnMut(&Macro) -> Result<String, Problem>,
    /// What `@/…` may mean that nothing has.
    pub(super) nearest: &'a dyn Fn(&str) -> Option<String>,
    /// The file that may be meant by one that is not there.
    pub(super) nearest_file: &'a dyn Fn(&str) -> Option<String>,
    /// HTML of a picture: `<figure>` where it is alone, else `<picture>`; nothing when there
    /// is no such file.
    pub(super) picture: &'a dyn Fn(&Picture) -> Option<String>,
}

/// A picture in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picture {
    /// As written.
    pub(super) src: String,
    /// Path below content/.
    pub(super) path: String,
    /// What is to be seen, in words.
    pub(super) alt: String,
    /// What is under it.
    pub(super) caption: String,
    /// Whether it is alone in its paragraph.
    pub(super) alone: bool,
}

/// Renders a body. Headings begin at `<h2>`, since the page's title is the only `<h1>`.
pub(super) fn render(body: &Body, around: &mut Around<'_>, problems: &mut Problems) -> String {
    let text = prepare::prepare(&body.text);
    // Other markup is seen through where the file is read.
    if text.contains(['[', '<', '&', '{']) {
        let shown = read::Shown::new(&text);
        let places = places::Places::new(&text);
        for (place, problem) in (around.people)(&shown.words) {
            let start = shown.place(place);
            let place = places.place(start, "", body.first_line, around.origin);
            problems.add(place, problem);
        }
    }
    pass::html(&text, body, around, problems)
}

fn chars(text: &str) -> u32 {
    saturated(text.chars().count())
}

/// The first sentences of a text, for descriptions; `figure` says a macro in words.
pub(super) fn lead(text: &str, figure: &dyn Fn(&Macro) -> Option<String>) -> String {
    lead::lead(text, figure)
}

/// HTML of a page, for readers outside of it: `address` is that of the page.
pub(super) fn for_feed(html: &str, address: &str) -> String {
    safe::for_feed(html, address)
}

/// The words of a text, for those who look for it.
pub(super) fn plain(text: &str) -> String {
    read::plain(text)
}

/// The links of a text to other sites, with their places.
pub fn outside(body: &Body, origin: &Origin) -> Vec<(Place, String)> {
    let links = read::links(&body.text).into_iter();
    let places = places::Places::new(&body.text);
    links
        .filter(|(_, url)| url.starts_with("http"))
        .map(|(at, url)| (places.place(at, &url, body.first_line, origin), url))
        .collect()
}

/// The anchors of a text's headings.
pub(super) fn anchors(text: &str) -> BTreeSet<String> {
    anchors::anchors(text).into_iter().collect()
}

/// The files that the links and pictures of a text may name, by their paths below content/.
pub fn files(text: &str, file: &str) -> Vec<String> {
    read::files(text, file)
}

/// The macros of a text, as far as they can be understood.
pub(super) fn macros_of(text: &str) -> Vec<Macro> {
    let text = prepare::prepare(text);
    let mut found = Vec::new();
    for part in parts::parts(&text) {
        if let Part::Macro(range) = part {
            found.extend(macros::parse(&text[range]));
        }
    }
    found
}

/// Plain paragraphs, for texts of one or two sentences in YAML.
pub(super) fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(|p| format!("<p>{}</p>\n", escape(p.trim())))
        .collect()
}

#[cfg(test)]
mod tests;
