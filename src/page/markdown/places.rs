//! Places of what is in a text.

use super::chars;
use crate::base::Lines;
use crate::diag::Place;
use crate::model::Origin;

/// How far behind a place the words are looked for that are there, in bytes.
const NEAR: usize = 4 << 10;

/// A text with its lines.
pub(super) struct Places<'a> {
    text: &'a str,
    lines: Lines<'a>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let lines = Lines::new(text);
        Self { text, lines }
    }

    /// The place of words that are behind `start` in a text whose first line is `first_line` of
    /// its file.
    pub(super) fn place(
        &self,
        start: usize,
        words: &str,
        first_line: u32,
        origin: &Origin,
    ) -> Place {
        // HTML on several lines of a quotation is shorter than its source.
        let mut start = start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = self.text.len().min(start + words.len() + NEAR);
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let offset = self.text[start..end].find(words).unwrap_or_default();
        let (line, column) = self.lines.place(start + offset);
        let length = chars(words.lines().next().unwrap_or_default());
        Place::text(&origin.file().into(), first_line + line, column, length)
    }
}
