//! Many names without consent in long texts: each word is looked up once, however many names there
//! are.

use std::collections::HashMap;
use std::ops::Range;

use super::named::{Name, words};
use crate::base::slug;
use crate::diag::Problem;

/// The most words of a name that is looked for.
const LONGEST: usize = 8;
/// Bytes of a long line that are looked at together.
const PIECE: usize = 1 << 16;
/// Bytes that two pieces of a line have in common, so that nothing is lost between them.
const COMMON: usize = 256;

/// Names of people who did not agree to be named.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Names by their words in small letters without marks, in each order in which they are looked
    /// for ([`Name`]).
    by_words: HashMap<String, Vec<&'a str>>,
    /// Words of the longest name.
    longest: usize,
}

impl<'a> Names<'a> {
    /// Those of some names that are full ones.
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for written in names {
            let Some(name) = Name::new(written) else {
                continue;
            };
            let mut folded: Vec<String> =
                name.words().iter().map(|word| slug::fold(word)).collect();
            if folded.len() > LONGEST {
                continue;
            }
            all.longest = all.longest.max(folded.len());
            all.put(&folded, written);
            if folded.len() > 2 {
                all.put(&[folded.concat()], written);
                folded.rotate_left(1);
                all.put(&folded, written);
                folded.rotate_right(1);
                folded.reverse();
                all.put(&folded, written);
            }
        }
        all
    }

    fn put(&mut self, words: &[String], written: &'a str) {
        let names = self.by_words.entry(words.join(" ")).or_default();
        if !names.contains(&written) {
            names.push(written);
        }
    }

    /// Whether a text has a word that may be one of a name: a long one, or two of them.
    pub fn possible(text: &str) -> bool {
        let mut words = words(text);
        let long = |word: &Range<usize>| word.len() >= 6;
        words
            .next()
            .is_some_and(|first| long(&first) || words.next().is_some())
    }

    /// Where a text has one of the names, in bytes, and the problem of each.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, Problem)> {
        if self.by_words.is_empty() {
            return Vec::new();
        }
        let words: Vec<(String, Range<usize>)> = words(text)
            .map(|range| (slug::fold(&text[range.clone()]), range))
            .collect();
        let mut found = Vec::new();
        for first in 0..words.len() {
            let mut key = String::new();
            for (word, range) in words[first..].iter().take(self.longest) {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(word);
                let place = words[first].1.start..range.end;
                let written = self.by_words.get(&key).into_iter().flatten();
                let mut names = written.filter_map(|written| Name::new(written));
                // The marks are compared by the name itself.
                if let Some(name) = names.find(|name| name.find(&text[place.clone()]).is_some()) {
                    found.push((place, name.problem()));
                }
            }
        }
        found
    }
}

/// A line in pieces with the bytes at which each begins: a file may be one line of many megabytes.
pub fn pieces(line: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    loop {
        let end = boundary(line, start + PIECE);
        pieces.push((start, &line[start..end]));
        if end == line.len() {
            return pieces;
        }
        start = boundary(line, end - COMMON);
    }
}

/// A place in a line, or the next one before it that is between two characters.
fn boundary(line: &str, mut place: usize) -> usize {
    place = place.min(line.len());
    while !line.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found_in_every_order() {
        let names = Names::new(["Nguyễn Văn Bình", "Lê An", "Bình"]);
        let found = |text: &str| -> Vec<String> {
            let found = names.find(text).into_iter();
            found.map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(found("1,nguyen van binh,2"), ["nguyen van binh"]);
        assert_eq!(found("nguyenvanbinh.jpg"), ["nguyenvanbinh"]);
        assert_eq!(found("Bình Văn Nguyễn; a; Văn Bình Nguyễn").len(), 2);
        assert_eq!(found("\"Nguyễn Văn\",\"Bình\""), ["Nguyễn Văn\",\"Bình"]);
        assert_eq!(found("Nguyễn Văn Bính, lê an, Bình"), [""; 0]);
        assert_eq!(found("Lê An"), ["Lê An"]);
    }

    #[test]
    fn pieces_overlap() {
        let line = "ạ".repeat(PIECE);
        let pieces = pieces(&line);
        assert_eq!(pieces.len(), 4);
        let overlap = pieces[0].0 + pieces[0].1.len() - pieces[1].0;
        assert!((COMMON..COMMON + 4).contains(&overlap), "{overlap}");
    }
}
