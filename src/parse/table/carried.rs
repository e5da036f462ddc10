//! What the file beside a table says of it, written out again: for the rows that were rejected, and
//! for a form that is remembered.

use std::fmt::Write as _;

use super::sidecar::{self, Said};
use crate::parse::value::Findings;
use crate::source::Source;

/// How a table is read, beyond what its headings say.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Headings to keys.
    pub columns: Vec<(String, String)>,
    /// Headings that are left out without a word.
    pub ignore: Vec<String>,
    /// Keys to the values of empty cells.
    pub defaults: Vec<(String, String)>,
    /// Whether days have the month first.
    pub month_first: bool,
}

/// What the sidecar of a table says that holds for each of its rows; nothing where there is none.
pub fn carried(source: &Source) -> Carried {
    let sidecar = sidecar::read(source, &mut Findings::default());
    Carried {
        columns: without_places(sidecar.columns),
        ignore: sidecar.ignore.into_iter().map(|(text, _)| text).collect(),
        defaults: without_places(sidecar.defaults),
        month_first: sidecar.month_first,
    }
}

fn without_places(pairs: Vec<(Said, Said)>) -> Vec<(String, String)> {
    let texts = pairs.into_iter().map(|((key, _), (value, _))| (key, value));
    texts.collect()
}

impl Carried {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As YAML, each line indented by this many blanks.
    pub fn yaml(&self, indent: usize) -> String {
        let blank = " ".repeat(indent);
        let mut out = String::new();
        // Writing to a String cannot fail.
        for (key, pairs) in [("columns", &self.columns), ("defaults", &self.defaults)] {
            if !pairs.is_empty() {
                let _ = writeln!(out, "{blank}{key}:");
            }
            for (a, b) in pairs {
                let _ = writeln!(out, "{blank}  {}: {}", quoted(a), quoted(b));
            }
        }
        if !self.ignore.is_empty() {
            let _ = writeln!(out, "{blank}ignore:");
        }
        for heading in &self.ignore {
            let _ = writeln!(out, "{blank}  - {}", quoted(heading));
        }
        if self.month_first {
            let _ = writeln!(out, "{blank}dates: month-first");
        }
        out
    }
}

/// A text as YAML, whatever it holds: what JSON quotes, YAML reads.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
