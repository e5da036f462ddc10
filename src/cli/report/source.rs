//! The invalid line of a file, cut around its problem.

use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::veil;
use super::width::printed;
use crate::base::regular;
use crate::diag::{Diagnostic, Place, Problems};

/// The longest stretch of a line that is shown, in characters.
const WIDTH: usize = 100;

/// A stretch of a line, ready to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// Number of the line.
    pub(super) line: u32,
    /// What is before the invalid part.
    pub(super) before: String,
    /// The invalid part; empty where something is missing at the end of the line.
    pub(super) part: String,
    /// What is after it.
    pub(super) after: String,
}

/// Reads the lines that problems are in.
pub(super) struct Reader<'a> {
    root: &'a Path,
    /// The file whose lines are held; problems come sorted, so one is enough.
    file: String,
    lines: Vec<String>,
    /// Files of which no word is shown.
    named: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    /// A reader of the files below a site's root.
    pub(super) fn new(root: &'a Path, problems: &Problems) -> Self {
        Self {
            root,
            file: String::new(),
            lines: Vec::new(),
            named: veil::named(problems),
        }
    }

    /// The line of a problem; `None` when it is not in a line of text, or the file cannot be read.
    pub(super) fn snippet(&mut self, diagnostic: &Diagnostic) -> Option<Snippet> {
        let Diagnostic { place, problem, .. } = diagnostic;
        let Place::Text {
            file,
            line,
            column,
            length,
        } = place
        else {
            return None;
        };
        let text = veil::line(&self.text(file, *line)?, file, &self.named);
        let [before, part, after] = around(&text, *column as usize, *length as usize);
        Some(Snippet {
            line: *line,
            before,
            part: veil::part(&part, problem),
            after,
        })
    }

    /// A line of a file as the program counts its characters.
    fn text(&mut self, file: &str, line: u32) -> Option<String> {
        if self.file != file {
            file.clone_into(&mut self.file);
            let bytes = regular::read(self.root.join(file)).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            self.lines = text.lines().map(str::to_owned).collect();
        }
        let line = self
            .lines
            .get(usize::try_from(line).ok()?.checked_sub(1)?)?;
        Some(line.nfc().collect())
    }
}

/// What is before a place, in it and after it, as it is printed.
fn around(line: &str, column: usize, length: usize) -> [String; 3] {
    let chars: Vec<char> = line.chars().collect();
    let at = column.saturating_sub(1).min(chars.len());
    let length = length.min(chars.len() - at);
    let (from, to) = if chars.len() <= WIDTH {
        (0, chars.len())
    } else {
        let from = if at + length <= WIDTH - 10 {
            0
        } else {
            at.saturating_sub(30)
        };
        (from, (from + WIDTH).min(chars.len()))
    };
    let end = (at + length).min(to);
    let (left, right) = (
        if from > 0 { "…" } else { "" },
        if to < chars.len() { "…" } else { "" },
    );
    [
        format!("{left}{}", printed(&chars[from..at])),
        printed(&chars[at..end]),
        format!("{}{right}", printed(&chars[end..to])),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_around_its_place() {
        let line = format!("{}{}{}", "a".repeat(300), "Đông", "b".repeat(300));
        let [before, part, after] = around(&line, 301, 4);
        assert_eq!(
            (before, part),
            (format!("…{}", "a".repeat(30)), "Đông".into())
        );
        assert_eq!(after, format!("{}…", "b".repeat(66)));
        let [before, part, after] = around(&line, 1, 600);
        assert_eq!(
            (before.as_str(), part.len(), after.as_str()),
            ("", 100, "…")
        );
    }

    #[test]
    fn a_place_may_lie_behind_the_line() {
        assert_eq!(around("title:", 7, 1), ["title:", "", ""]);
        assert_eq!(around("", 9, 5), ["", "", ""]);
        assert_eq!(around("a\tb", 2, 1), ["a", "    ", "b"]);
    }
}
