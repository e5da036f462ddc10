//! Documents that are published as they are: without the names of who wrote them, and a word where
//! names stay.
//!
//! What can be taken out without harm is taken out: properties, thumbnails, what cameras wrote into
//! pictures. What belongs to the document (comments, tracked changes, signatures) or cannot be
//! written by this program is named, so that an editor can remove it.

mod kind;
mod office;
mod old;
mod pdf;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeSet;

use memchr::memmem;

use crate::diag::Traces;
pub use kind::check;

/// This many folders of a part are looked at: one is enough to be reported.
const MOST_FOLDERS: usize = 1_000;

/// A document as it is published.
#[derive(Debug)]
pub struct Clean {
    /// Its bytes: the same for the same document.
    pub bytes: Vec<u8>,
    /// Names that are still in it, and where they are from; `None` when there are none.
    pub traces: Option<(Traces, Vec<String>)>,
}

/// Takes the names of people out of a document, whose kind is known by the ending of its name.
pub fn clean(name: &str, bytes: Vec<u8>) -> Clean {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (kind, looked) = match &*ending.to_ascii_lowercase() {
        "docx" | "xlsx" | "pptx" => (Traces::Office, office::clean(&bytes)),
        "odt" | "ods" => (Traces::OpenDocument, office::clean(&bytes)),
        "pdf" => (Traces::Pdf, pdf::clean(&bytes)),
        "doc" | "xls" | "ppt" => (Traces::Old, Some((None, old::names(&bytes)))),
        "mp4" => (Traces::Film, Some((None, old::places(&bytes)))),
        _ => {
            return Clean {
                bytes,
                traces: None,
            };
        }
    };
    let Some((cleaned, names)) = looked else {
        let traces = Some((Traces::Closed, Vec::new()));
        return Clean { bytes, traces };
    };
    let names: Vec<String> = names.into_iter().collect();
    Clean {
        bytes: cleaned.unwrap_or(bytes),
        traces: (!names.is_empty()).then_some((kind, names)),
    }
}

/// What the path of a file begins with that lies in the folder of a person.
const FOLDERS: [&str; 6] = [
    ":\\Users\\",
    ":/Users/",
    "file:///Users/",
    "file:///home/",
    ":\\Documents and Settings\\",
    "%3A%5CUsers%5C",
];
/// Folders of no one.
const SHARED: [&str; 5] = ["Public", "Default", "All Users", "Shared", "Administrator"];

/// Adds the owners of the folders that a part of a document names: links to files of theirs, and
/// pictures that were put in from there.
fn folders(bytes: &[u8], names: &mut BTreeSet<String>) {
    for folder in FOLDERS {
        for place in memmem::find_iter(bytes, folder).take(MOST_FOLDERS) {
            let rest = &bytes[place + folder.len()..];
            let near = &rest[..rest.len().min(80)];
            let end = near.iter().position(|byte| b"/\\\"'<>&%)".contains(byte));
            let name = String::from_utf8_lossy(&near[..end.unwrap_or(0)]);
            if !SHARED.contains(&&*name) {
                add(names, &name);
            }
        }
    }
}

/// What became of a document: other bytes where something was taken out, and names that stay.
/// Nothing when it cannot be looked into.
type Looked = Option<(Option<Vec<u8>>, BTreeSet<String>)>;

/// Adds a name that was found, unless a program put in a word for no one.
fn add(names: &mut BTreeSet<String>, name: &str) {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if !name.is_empty() && !["Author", "Unknown", "Tác giả"].contains(&name) {
        names.insert(name.chars().take(80).collect());
    }
}
