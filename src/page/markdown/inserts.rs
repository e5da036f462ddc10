//! What is put into a text by us: figures, charts and pictures. HTML of an editor is cleaned as a
//! whole, and ours must not be: there a mark represents each until it was cleaned.

use super::safe;
use crate::base::hash;

/// Private characters around a mark.
const ENDS: [char; 2] = ['\u{f8f4}', '\u{f8f5}'];

pub(super) struct Inserts {
    /// What is in the marks where the text has HTML of an editor: a hash of the text, which the
    /// text cannot hold itself. Else an editor could repeat a chart of 20 kB by a mark of 20 bytes.
    mark: Option<String>,
    waiting: Vec<String>,
}

impl Inserts {
    /// Those of a text, which may have HTML of an editor.
    pub(super) fn new(text: &str, has_html: bool) -> Self {
        Self {
            mark: has_html.then(|| hash::short(text.as_bytes()) + "-"),
            waiting: Vec::new(),
        }
    }

    /// What is to be written where `html` is.
    pub(super) fn html(&mut self, html: String) -> String {
        let Some(mark) = &self.mark else {
            return html;
        };
        self.waiting.push(html);
        let [begin, end] = ENDS;
        format!("{begin}{mark}{}{end}", self.waiting.len() - 1)
    }

    /// The text with all that was put into it, and without HTML that is not allowed.
    pub(super) fn finish(&self, text: String) -> String {
        let Some(mark) = &self.mark else {
            return text;
        };
        let [begin, end] = ENDS;
        let start = format!("{begin}{mark}");
        let text = safe::clean(&text);
        let mut pieces = text.split(&*start);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once(end).unwrap_or((piece, ""));
            let html = number.parse::<usize>().ok();
            let html = html.and_then(|number| self.waiting.get(number));
            out.push_str(html.map_or("", |html| html));
            out.push_str(rest);
        }
        out
    }
}
