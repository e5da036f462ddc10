//! Texts into terms: words and pairs of neighbouring words. docs/en/search-format.md says how.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::read::{Key, Level, Read};
use super::words::{Found, words};
use crate::base::Date;
use crate::base::slug::fold;

/// Words too common to be looked for. Those around them are neighbours.
pub(super) const STOP: [&str; 25] = [
    "bằng", "cho", "có", "các", "của", "do", "là", "một", "những", "theo", "trong", "trên", "tại",
    "từ", "và", "với", "để", "được", "ở", "a", "and", "for", "in", "of", "the",
];

/// Words of a whole name; no one types longer ones.
const NAME: std::ops::RangeInclusive<usize> = 2..=8;

/// Whether a word is too common, in any marks.
fn is_stop(word: &str) -> bool {
    let plain = fold(word);
    STOP.iter().any(|stop| fold(stop) == plain)
}

/// Longer words are cut: no one types them.
const LONGEST: usize = 32;

/// Letters of a text that are looked through; a book is not a page.
const READ: usize = 40_000;

/// Multiplies and turns (as Firefox's FxHash does): the words are the site's own, and no one gains
/// by making them collide.
#[derive(Debug, Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        // The table looks at the lowest bits first, and a product's highest are the best mixed.
        self.0.rotate_left(26)
    }
}

type Quickly<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// What is in some documents, while they are read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Words as they are in texts: nothing for those that are left out.
    seen: Quickly<String, Option<u32>>,
    numbers: Quickly<String, u32>,
    words: Vec<String>,
    lists: Quickly<Key, u32>,
    /// Of each list, what it is of, how many it has and the last of them.
    parts: Vec<(Key, u32, u32)>,
    /// Lists in the order of the texts, and of each document in a row where its lists end: there
    /// are dozens of them for each.
    found: Vec<u32>,
    documents: Vec<(u32, usize)>,
    /// The last day, and its words.
    day: Option<(Date, Vec<u32>)>,
}

impl Reading {
    /// Adds the words of a text, and each two neighbours in one line. Documents come in the order
    /// of their ids.
    pub(super) fn add(&mut self, level: Level, text: &str, document: u32) {
        let cut = if text.len() <= READ {
            None
        } else {
            text.char_indices().nth(READ)
        };
        let (mut found, mut line_words) = (Vec::new(), Vec::new());
        for line in text[..cut.map_or(text.len(), |(at, _)| at)].lines() {
            words(line, &mut found);
            line_words.clear();
            for Found { word, also } in &found {
                for more in also {
                    if let Some(word) = self.word(more) {
                        self.put(level, word, None, document);
                    }
                }
                if let Some(word) = self.word(word) {
                    self.put(level, word, None, document);
                    line_words.push(word);
                }
            }
            self.pairs(level, &line_words, document);
        }
    }

    /// Adds a day as it is written. Documents come in the order of their days: the words of a day
    /// are looked for once.
    pub(super) fn dated(&mut self, date: Date, document: u32) {
        let before = self.day.take().filter(|(day, _)| *day == date);
        let (_, numbers) = before.unwrap_or_else(|| (date, self.words_of(date)));
        for number in &numbers {
            self.put(Level::Name, *number, None, document);
        }
        self.day = Some((date, numbers));
    }

    fn words_of(&mut self, date: Date) -> Vec<u32> {
        let (line, mut found) = (date.to_string(), Vec::new());
        words(&line, &mut found);
        let forms = found
            .iter()
            .flat_map(|Found { word, also }| also.iter().map(String::as_str).chain([&**word]));
        forms.filter_map(|form| self.word(form)).collect()
    }

    /// Each two neighbours of a line; of a text those that are nearly so, too.
    fn pairs(&mut self, level: Level, line: &[u32], document: u32) {
        for pair in line.windows(2) {
            self.put(level, pair[0], Some(pair[1]), document);
        }
        if level == Level::Text {
            for some in line.windows(3) {
                self.put(Level::Near, some[0], Some(some[2]), document);
            }
            for some in line.windows(4) {
                self.put(Level::Near, some[0], Some(some[3]), document);
            }
        }
    }

    fn put(&mut self, level: Level, first: u32, second: Option<u32>, document: u32) {
        let list = self.list(Key::new(level, first, second));
        let (_, count, last) = &mut self.parts[list as usize];
        if *last == document {
            return;
        }
        (*count, *last) = (*count + 1, document);
        self.found.push(list);
        let end = self.found.len();
        match self.documents.last_mut() {
            Some((before, its_end)) if *before == document => *its_end = end,
            _ => self.documents.push((document, end)),
        }
    }

    /// Puts a document below each whole name that it goes by, a line each: a word of its own, which
    /// begins with `^`.
    pub(super) fn called(&mut self, names: &str, document: u32) {
        let mut found = Vec::new();
        for line in names.lines() {
            words(line, &mut found);
            let lower = found.iter().map(|found| found.word.to_lowercase());
            let name: Vec<String> = lower.filter(|word| !is_stop(word)).collect();
            if NAME.contains(&name.len()) {
                let whole = self.number(format!("^{}", name.join(" ")));
                self.put(Level::Name, whole, None, document);
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<u32> {
        if let Some(number) = self.seen.get(word) {
            return *number;
        }
        let lower: String = word
            .chars()
            .take(LONGEST)
            .flat_map(char::to_lowercase)
            .collect();
        let number = if STOP.contains(&lower.as_str()) {
            None
        } else {
            Some(self.number(lower))
        };
        self.seen.insert(word.to_owned(), number);
        number
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.words.len() as u32;
        *self.numbers.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            next
        })
    }

    /// The list of a key.
    fn list(&mut self, key: Key) -> u32 {
        let next = self.parts.len() as u32;
        let list = *self.lists.entry(key).or_insert(next);
        if list == next {
            self.parts.push((key, 0, u32::MAX));
        }
        list
    }

    /// The lists, each in one piece.
    pub(super) fn read(self) -> Read {
        let mut ends = Vec::with_capacity(self.parts.len());
        let mut end = 0;
        for (_, count, _) in &self.parts {
            ends.push(end);
            end += *count;
        }
        let mut documents = vec![0; self.found.len()];
        let mut from = 0;
        for (document, to) in self.documents {
            for list in &self.found[from..to] {
                let at = &mut ends[*list as usize];
                documents[*at as usize] = document;
                *at += 1;
            }
            from = to;
        }
        let lists: Vec<(Key, u32)> = self
            .parts
            .iter()
            .map(|(key, count, _)| (*key, *count))
            .collect();
        Read::new(&self.words, &lists, &documents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_their_texts_are() {
        let days = [(31, 1), (31, 2), (1, 3), (31, 4)];
        let (mut by_day, mut by_text) = (Reading::default(), Reading::default());
        for (day, document) in days {
            let date = Date::constant(2022, 5, day);
            by_day.dated(date, document);
            by_text.add(Level::Name, &date.to_string(), document);
        }
        assert_eq!(
            format!("{:?}", by_day.read()),
            format!("{:?}", by_text.read())
        );
    }

    #[test]
    fn what_was_kept_is_what_was_read() {
        let mut reading = Reading::default();
        reading.add(Level::Title, "Đào tạo tại chỗ, đào tạo", 300);
        reading.add(Level::Text, "đào tạo nghề", 300);
        reading.add(Level::Text, "nghề may", 8_000);
        reading.called("Nguyễn Văn Bình", 8_000);
        let read = reading.read();
        let bytes = read.keep();
        let again = Read::recall(&bytes).unwrap();
        assert_eq!(format!("{read:?}"), format!("{again:?}"));
        assert!(Read::recall(&bytes[..bytes.len() - 1]).is_none() && Read::recall(b"").is_none());
    }
}
