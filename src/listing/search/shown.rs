//! What is shown of documents, in blocks, and the dictionary that spares each block the words all
//! of them have.

use std::collections::HashSet;

use super::encode::after;
use crate::listing::deflate::Packer;
use crate::page::found::Document;

/// Documents in one block.
pub(super) const BLOCK: usize = 128;

/// Documents whose titles and notes may come into the dictionary: the oldest, so that it stays as
/// it is when newer come.
pub(super) const SAMPLE: usize = 4096;

/// Bytes of titles and of notes in the dictionary, at most. Each first search of a visit pays for
/// it.
const TITLES: usize = 9 * 1024;
const NOTES: usize = 3 * 1024;

/// Texts that what is shown often repeats.
pub(super) fn dictionary<'a>(documents: impl Iterator<Item = Document<'a>>) -> String {
    let (mut titles, mut notes) = (Vec::new(), Vec::new());
    for document in documents {
        titles.push(document.title.into_owned());
        notes.push(document.note);
    }
    notes.sort_unstable();
    notes.dedup();
    [chosen(&notes, NOTES), chosen(&titles, TITLES)].concat()
}

/// Texts of which half of the neighbouring words were in none before; then others, as long as there
/// is room.
fn chosen(texts: &[String], room: usize) -> String {
    let mut out = String::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for _ in 0..4 {
        let mut seen = HashSet::new();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            let words: Vec<&str> = text.split(' ').collect();
            let fresh = words
                .windows(2)
                .filter(|pair| !seen.contains(*pair))
                .count();
            if fresh * 2 < words.len() - 1 || taken.contains(text.as_str()) {
                continue;
            }
            if out.len() + text.len() + 3 > room {
                return out;
            }
            seen.extend(words.windows(2).map(<[&str]>::to_vec));
            taken.insert(text);
            out.push_str(text);
            out.push_str("\",\"");
        }
    }
    out
}

/// A block of documents, a column after the other: what is alike is together.
pub(super) fn block(documents: &[Document<'_>], dictionary: &str, packer: &mut Packer) -> Vec<u8> {
    let mut out = Vec::with_capacity(256 * documents.len());
    column(&mut out, documents, |out, document| {
        quote(out, &document.title);
    });
    let mut before = "";
    column(&mut out, documents, |out, document| {
        quote(out, &after(before, &document.url));
        before = &document.url;
    });
    column(&mut out, documents, |out, document| {
        out.extend(document.kind.to_string().bytes());
    });
    column(&mut out, documents, |out, document| {
        let date = document.date.map(|date| date.to_string());
        quote(out, &date.unwrap_or_default());
    });
    column(&mut out, documents, |out, document| {
        quote(out, &document.note);
    });
    column(&mut out, documents, |out, document| {
        quote(out, document.summary);
    });
    out.push(b']');
    packer.packed(&out, dictionary.as_bytes())
}

/// Adds a text as JSON.
fn quote(out: &mut Vec<u8>, text: &str) {
    // Memory does not refuse bytes.
    let written = serde_json::to_writer(out, text);
    debug_assert!(written.is_ok(), "{written:?}");
}

/// Adds a column: `put` adds what it has of a document, as JSON.
fn column<'d>(
    out: &mut Vec<u8>,
    documents: &'d [Document<'_>],
    mut put: impl FnMut(&mut Vec<u8>, &'d Document<'_>),
) {
    out.push(if out.is_empty() { b'[' } else { b',' });
    for (number, document) in documents.iter().enumerate() {
        out.push(if number == 0 { b'[' } else { b',' });
        put(out, document);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_has_what_is_new() {
        let texts = ["một hai ba", "một hai ba bốn", "năm sáu"].map(str::to_owned);
        assert_eq!(chosen(&texts, 24), "một hai ba\",\"");
        assert_eq!(chosen(&texts, 200).matches("một").count(), 2);
    }
}
