//! What is put into a text by us: figures, charts and pictures. HTML of an editor is cleaned as a
//! whole, and ours must not be: there an element represents each until it was cleaned.

use super::safe::{self, SLOT};

pub(super) struct Inserts {
    /// Whether the text has HTML of an editor.
    cleaned: bool,
    waiting: Vec<String>,
}

impl Inserts {
    pub(super) fn new(cleaned: bool) -> Self {
        Self {
            cleaned,
            waiting: Vec::new(),
        }
    }

    /// What is to be written where `html` is.
    pub(super) fn html(&mut self, html: String) -> String {
        if !self.cleaned {
            return html;
        }
        self.waiting.push(html);
        format!("<{SLOT} title=\"{}\"></{SLOT}>", self.waiting.len() - 1)
    }

    /// The text with all that was put into it, and without HTML that is not allowed.
    pub(super) fn finish(&self, text: String) -> String {
        if !self.cleaned {
            return text;
        }
        let text = safe::clean(&text);
        let start = format!("<{SLOT} title=\"");
        let end = format!("\"></{SLOT}>");
        let mut pieces = text.split(&*start);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once(&*end).unwrap_or_default();
            let html = number.parse::<usize>().ok();
            out.push_str(
                html.and_then(|n| self.waiting.get(n))
                    .map_or("", |html| html),
            );
            out.push_str(rest);
        }
        out
    }
}
