//! What is in a batch of documents, held in few bytes: all batches are in memory together. The
//! lists of documents are the differences of their ids, most of which take one byte.

use serde::{Deserialize, Serialize};

use crate::base::number::saturated;

/// Where in a document a term is; the smaller, the more it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Level {
    /// In its title.
    #[default]
    Title,
    /// Among the names it goes by: unit, authors, code, topics.
    Name,
    /// In its text.
    Text,
    /// Two words of its text with one or two others between them.
    Near,
}

/// All, by their numbers.
const LEVELS: [Level; 4] = [Level::Title, Level::Name, Level::Text, Level::Near];

/// A word or two neighbours at one level; words by their numbers among those of the same documents.
/// It takes eight bytes, since there may be a million of them: 30 bits for the first word, 32 for
/// the second from 1, 2 for the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u64);

impl Key {
    pub(super) fn new(level: Level, first: u32, second: Option<u32>) -> Self {
        let second = second.map_or(0, |second| second + 1);
        Self((u64::from(first) << 32 | u64::from(second)) << 2 | level as u64)
    }

    pub(super) fn level(self) -> Level {
        LEVELS[self.0 as usize % LEVELS.len()]
    }

    pub(super) fn first(self) -> u32 {
        (self.0 >> 34) as u32
    }

    pub(super) fn second(self) -> Option<u32> {
        ((self.0 >> 2) as u32).checked_sub(1)
    }
}

/// What is in some documents.
#[derive(Debug)]
pub struct Read {
    /// In lower case.
    words: Words,
    lists: Vec<List>,
    /// The lists, one after the other.
    documents: Documents,
}

/// The documents of a word or of two neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    pub(super) key: Key,
    /// How many documents there are.
    pub(super) count: u32,
    /// Where its bytes end; they begin where those of the list before it end.
    end: u32,
}

/// The same as it is kept. `lists` has the level, the words and the length of each.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    words: Vec<&'a str>,
    lists: Vec<(u8, u32, u32, u32)>,
    first: u32,
    documents: &'a [u8],
}

impl Read {
    /// The words of some documents, and the ids below each key, in the order in which the keys
    /// were found. `lists` has the number of ids of each key, `ids` has them in that order.
    pub(super) fn new(words: &[String], lists: &[(Key, u32)], ids: &[u32]) -> Self {
        let first = ids.iter().min().copied().unwrap_or_default();
        let mut documents = Documents::after(first);
        let mut ids = ids.iter();
        let mut placed = Vec::with_capacity(lists.len());
        for (key, count) in lists {
            documents.put(ids.by_ref().take(*count as usize));
            placed.push(List {
                key: *key,
                count: *count,
                end: documents.end(),
            });
        }
        documents.bytes.shrink_to_fit();
        Self {
            words: words.iter().map(String::as_str).collect(),
            lists: placed,
            documents,
        }
    }

    /// Lists of documents below names that no text has.
    pub(super) fn of_names<'d>(named: impl Iterator<Item = (String, &'d [u32])>) -> Self {
        let (mut names, mut lists, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for (name, documents) in named {
            let key = Key::new(Level::Name, saturated(names.len()), None);
            names.push(name);
            lists.push((key, saturated(documents.len())));
            ids.extend(documents);
        }
        Self::new(&names, &lists, &ids)
    }

    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter()
    }

    pub(super) fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The ids of a list by its index, ascending.
    pub(super) fn documents(&self, list: usize) -> impl Iterator<Item = u32> {
        let start = list
            .checked_sub(1)
            .map_or(0, |before| self.lists[before].end);
        self.documents.between(start, self.lists[list].end)
    }

    /// In bytes.
    pub fn keep(&self) -> Vec<u8> {
        let lists = self.lists.iter().map(|List { key, count, end: _ }| {
            let second = key.second().map_or(0, |second| second + 1);
            (key.level() as u8, key.first(), second, *count)
        });
        // Memory does not refuse bytes.
        postcard::to_stdvec(&Kept {
            words: self.words.iter().collect(),
            lists: lists.collect(),
            first: self.documents.first,
            documents: &self.documents.bytes,
        })
        .unwrap_or_default()
    }

    /// From its bytes; nothing when they are no such.
    pub fn recall(bytes: &[u8]) -> Option<Self> {
        let Kept {
            words,
            lists,
            first,
            documents,
        } = postcard::from_bytes(bytes).ok()?;
        let mut rest = documents;
        let mut read = Vec::with_capacity(lists.len());
        for (level, word, second, count) in lists {
            let level = *LEVELS.get(usize::from(level))?;
            let mut id = first;
            for _ in 0..count {
                id = id.checked_add(next(&mut rest)?)?;
            }
            let second = second.checked_sub(1);
            if word.max(second.unwrap_or_default()) as usize >= words.len() {
                return None;
            }
            let key = Key::new(level, word, second);
            let end = u32::try_from(documents.len() - rest.len()).ok()?;
            read.push(List { key, count, end });
        }
        Some(Self {
            words: words.into_iter().collect(),
            lists: read,
            documents: Documents {
                first,
                bytes: documents.to_vec(),
            },
        })
    }
}

/// Words in one text: hundreds of thousands of them may be codes, each found once.
#[derive(Debug)]
struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let word = &self.text[start..*end as usize];
            start = *end as usize;
            word
        })
    }
}

impl<'a> FromIterator<&'a str> for Words {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for word in words {
            text.push_str(word);
            ends.push(text.len() as u32);
        }
        text.shrink_to_fit();
        ends.shrink_to_fit();
        Self { text, ends }
    }
}

/// Lists of ascending ids: of each id how far it is from the one before it in its list, of the
/// first in a list how far it is from the first of all.
#[derive(Debug)]
struct Documents {
    first: u32,
    bytes: Vec<u8>,
}

impl Documents {
    /// None yet; no id is lower than `first`.
    fn after(first: u32) -> Self {
        let bytes = Vec::new();
        Self { first, bytes }
    }

    /// Adds a list.
    fn put<'a>(&mut self, ascending: impl Iterator<Item = &'a u32>) {
        let mut before = self.first;
        for id in ascending {
            let mut step = id - before;
            while step >= MORE.into() {
                self.bytes.push(step as u8 | MORE);
                step >>= BITS;
            }
            self.bytes.push(step as u8);
            before = *id;
        }
    }

    /// Where the next list begins.
    fn end(&self) -> u32 {
        self.bytes.len() as u32
    }

    /// The ids of the list that has these bytes.
    fn between(&self, start: u32, end: u32) -> impl Iterator<Item = u32> {
        let mut rest = &self.bytes[start as usize..end as usize];
        let mut id = self.first;
        std::iter::from_fn(move || {
            id += next(&mut rest)?;
            Some(id)
        })
    }
}

/// Bits of a number in each of its bytes, the lowest in the first.
const BITS: u32 = 7;

/// The bit of a byte that says that another one follows.
const MORE: u8 = 1 << BITS;

/// Takes a number from the beginning of some bytes; nothing when there is none.
fn next(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..u32::BITS).step_by(BITS as usize) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & !MORE) << shift;
        if byte & MORE == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_any_distance() {
        let lists = [vec![7, 8, 134, 135, 263], vec![7, 16_391, u32::MAX], vec![]];
        let key = |first| Key::new(Level::Name, first, None);
        let keys = [0, 1, 2].map(key);
        let counts: Vec<(Key, u32)> = keys
            .into_iter()
            .zip(lists.iter().map(|list| list.len() as u32))
            .collect();
        let words = ["a", "đ", ""].map(str::to_owned);
        let read = Read::new(&words, &counts, &lists.concat());
        let again: Vec<Vec<u32>> = (0..lists.len())
            .map(|list| read.documents(list).collect())
            .collect();
        assert_eq!(again, lists);
        assert!(read.words().eq(words.iter().map(String::as_str)));
    }
}
