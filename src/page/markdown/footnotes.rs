//! Footnotes: numbered as they are named, listed at the end, each with its way back.

use crate::base::Texts;
use crate::base::markup::escape;
use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, TagEnd, html};

#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// Names in the order in which the text names them, and the number of each.
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// The note that is open: its name, and where its events begin.
    open: Option<(CowStr<'a>, usize)>,
    /// Texts of the notes, the first of each name.
    texts: BTreeMap<String, Vec<Event<'a>>>,
}

impl<'a> Footnotes<'a> {
    /// The small number in the text.
    pub(super) fn reference(&mut self, name: &str) -> String {
        if let Some(number) = self.numbers.get(name) {
            return format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\">{number}</a></sup>"
            );
        }
        self.order.push(name.to_owned());
        let number = self.order.len();
        self.numbers.insert(name.to_owned(), number);
        format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{number}\"><a \
             href=\"#fn-{number}\">{number}</a></sup>"
        )
    }

    pub(super) fn begin(&mut self, name: CowStr<'a>, at: usize) {
        self.open = Some((name, at));
    }

    /// Whether the text names a note.
    pub(super) fn names(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    /// Takes the events of the open note out of the text.
    pub(super) fn end(&mut self, events: &mut Vec<Event<'a>>) {
        if let Some((name, at)) = self.open.take() {
            let text = events.split_off(at.min(events.len()));
            self.texts.entry(name.into_string()).or_insert(text);
        }
    }

    /// All notes that the text names.
    pub(super) fn list(mut self, texts: Texts<'_>) -> String {
        if self.order.is_empty() {
            return String::new();
        }
        let title = escape(&texts.say("footnotes", &[]));
        let mut out = format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n");
        for (number, name) in (1_usize..).zip(&self.order) {
            out.push_str(&format!("<li id=\"fn-{number}\">"));
            let mut events = self.texts.remove(name).unwrap_or_default();
            let back = texts.say("footnote-back", &[("number", number.into())]);
            let back = escape(&back);
            let link = format!(" <a href=\"#fnref-{number}\" aria-label=\"{back}\">↩</a>");
            let end = events
                .iter()
                .rposition(|event| matches!(event, Event::End(TagEnd::Paragraph)));
            let at = end
                .filter(|at| at + 1 == events.len())
                .unwrap_or(events.len());
            events.insert(at, Event::InlineHtml(link.into()));
            html::push_html(&mut out, events.into_iter());
            out.push_str("</li>\n");
        }
        out + "</ol>\n</section>\n"
    }
}
