//! What is in all documents, by shards, and each shard in its bytes.

use std::collections::HashMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::encode::{Bits, after, shard_of};
use super::terms::{Level, Read};
use crate::base::slug::fold;
use crate::listing::deflate::Packer;

/// Documents in one part of a long list.
pub(super) const PART: usize = 2048;

/// Bytes of a shard before packing, about.
const SHARD: usize = 4096;

/// A word as written but in lower case.
#[derive(Debug)]
struct Word<'a> {
    form: &'a str,
    folded: String,
    /// Its number among the folded words, in their order, from 1.
    rank: u32,
}

/// A part of the documents with one form at one level, all of those that were read together. What
/// is folded alike is one term: its lists are by level, then form. The order of the fields is
/// that of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    shard: u32,
    /// Ranks of the words of the term; 0 for none. A space is less than any letter: the terms are
    /// sorted by their bytes.
    term: (u32, u32),
    level: Level,
    /// The words of the form: numbers among all, from 1; 0 for none.
    form: (u32, u32),
    read: u32,
    from: u32,
    to: u32,
}

/// A shard and the parts of the long lists in it.
pub(super) struct Shard {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Vec<u8>>,
}

/// All words and lists.
pub(super) struct Merged<'a> {
    reads: &'a [Read],
    words: Vec<Word<'a>>,
    pieces: Vec<Piece>,
    documents: u32,
}

impl<'a> Merged<'a> {
    /// Brings together what was read; `documents` is their number.
    pub(super) fn new(reads: &'a [Read], documents: u32) -> Self {
        let words = words(reads);
        let numbers: HashMap<&str, u32> = words
            .iter()
            .zip(1..)
            .map(|(word, number)| (word.form, number))
            .collect();
        let pieces = reads.par_iter().enumerate().flat_map_iter(|(at, read)| {
            let own: Vec<u32> = read
                .words
                .iter()
                .map(|word| numbers[word.as_str()])
                .collect();
            let words = &words;
            read.lists.iter().map(move |(key, documents)| {
                let form = (
                    own[key.first as usize],
                    key.second.map_or(0, |second| own[second as usize]),
                );
                let rank = |word: u32| {
                    if word == 0 {
                        0
                    } else {
                        words[word as usize - 1].rank
                    }
                };
                let term = (rank(form.0), rank(form.1));
                Piece {
                    shard: 0,
                    term,
                    level: key.level,
                    form,
                    read: at as u32,
                    from: documents.start,
                    to: documents.end,
                }
            })
        });
        let mut pieces: Vec<Piece> = pieces.collect();
        pieces.par_sort_unstable();
        Self {
            reads,
            words,
            pieces,
            documents,
        }
    }

    /// Words without digits and in how many documents each is, those with two forms or levels
    /// counted twice.
    pub(super) fn counts(&self) -> Vec<(usize, &str)> {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for pieces in self
            .pieces
            .chunk_by(|a, b| a.term == b.term)
            .filter(|pieces| pieces[0].term.1 == 0)
        {
            let word = &*self.word(pieces[0].form.0).folded;
            if !word.contains(|c: char| matches!(c, '@' | '^') || c.is_numeric()) {
                counts.push((
                    pieces
                        .iter()
                        .map(|piece| (piece.to - piece.from) as usize)
                        .sum(),
                    word,
                ));
            }
        }
        counts
    }

    /// The shards, in their order.
    pub(super) fn shards(mut self) -> Vec<Shard> {
        let weight = |list: &[Piece]| {
            let count: usize = list
                .iter()
                .map(|piece| (piece.to - piece.from) as usize)
                .sum();
            let step = if self.documents as usize / count.max(1) < 128 {
                1
            } else {
                2
            };
            self.text(list[0].form, |word| word.form).len()
                + 6
                + count / PART * 3
                + count % PART * step
        };
        let size: usize = self
            .pieces
            .chunk_by(|a, b| (a.term, a.level, a.form) == (b.term, b.level, b.form))
            .map(weight)
            .sum();
        let shards = (size / SHARD).next_power_of_two().min(1 << 20);
        let mut pieces = std::mem::take(&mut self.pieces);
        for pieces in pieces.chunk_by_mut(|a, b| a.term == b.term) {
            let shard = shard_of(&self.text(pieces[0].form, |word| &word.folded), shards) as u32;
            pieces.iter_mut().for_each(|piece| piece.shard = shard);
        }
        pieces.par_sort_unstable();
        let mut of: Vec<&[Piece]> = vec![&[]; shards];
        pieces
            .chunk_by(|a, b| a.shard == b.shard)
            .for_each(|pieces| of[pieces[0].shard as usize] = pieces);
        of.into_par_iter()
            .map_init(super::packer, |packer, pieces| self.shard(pieces, packer))
            .collect()
    }

    fn word(&self, number: u32) -> &Word<'a> {
        &self.words[number as usize - 1]
    }

    fn text<'b>(&'b self, words: (u32, u32), of: impl Fn(&'b Word<'a>) -> &'b str) -> String {
        let mut text = of(self.word(words.0)).to_owned();
        if words.1 != 0 {
            text.push(' ');
            text.push_str(of(self.word(words.1)));
        }
        text
    }

    /// A line for each term, packed, with their length before them and the bits of all lists behind
    /// them.
    fn shard(&self, pieces: &[Piece], packer: &mut Packer) -> Shard {
        let (mut lines, mut bits, mut parts) = (String::new(), Bits::default(), Vec::new());
        let mut before = String::new();
        let mut documents = Vec::new();
        for term in pieces.chunk_by(|a, b| a.term == b.term) {
            let text = self.text(term[0].form, |word| &word.folded);
            lines.push_str(&after(&before, &text));
            for list in term.chunk_by(|a, b| (a.level, a.form) == (b.level, b.form)) {
                documents.clear();
                for piece in list {
                    let read = &self.reads[piece.read as usize].documents;
                    documents.extend_from_slice(&read[piece.from as usize..piece.to as usize]);
                }
                let form = self.text(list[0].form, |word| word.form);
                // Codes are many, and all like this.
                let plain =
                    list.len() == term.len() && list[0].level == Level::Name && form == text;
                if !plain || documents.len() > 1 {
                    let form = if form == text { "" } else { &form };
                    let _ = write!(
                        lines,
                        "\t{},{},{form}",
                        documents.len(),
                        list[0].level as usize
                    );
                }
                self.list(&documents, &mut lines, &mut bits, &mut parts);
            }
            lines.push('\n');
            before = text;
        }
        let lines = packer.packed(lines.as_bytes(), b"");
        let mut bytes = Bits::default();
        bytes.push(lines.len() as u32, 24);
        let bytes = [bytes.bytes(), lines, bits.bytes()].concat();
        Shard { bytes, parts }
    }

    /// The newest documents are in the shard, those before them in parts of [`PART`], cut from
    /// the oldest: when a document comes, full parts stay.
    fn list(
        &self,
        documents: &[u32],
        lines: &mut String,
        bits: &mut Bits,
        parts: &mut Vec<Vec<u8>>,
    ) {
        let full = documents.chunks_exact(PART);
        let newest = full.remainder();
        let above = |at: usize| {
            if at == 0 {
                0
            } else {
                documents[at * PART - 1] + 1
            }
        };
        bits.list(newest, above(full.len()), self.documents);
        for (at, part) in full.enumerate().rev() {
            let high = part[PART - 1];
            let _ = write!(lines, ",{high}");
            let mut bits = Bits::default();
            bits.under(&part[..PART - 1], above(at), high);
            parts.push(bits.bytes());
        }
    }
}

/// All words, sorted by what they fold to.
fn words(reads: &[Read]) -> Vec<Word<'_>> {
    let mut forms: Vec<&str> = reads
        .iter()
        .flat_map(|read| &read.words)
        .map(String::as_str)
        .collect();
    forms.par_sort_unstable();
    forms.dedup();
    // The names of choices are none of a text.
    let folded = |form: &str| {
        if form.starts_with('@') {
            form.to_owned()
        } else {
            fold(form)
        }
    };
    let mut words: Vec<_> = forms
        .par_iter()
        .map(|form| Word {
            form,
            folded: folded(form),
            rank: 0,
        })
        .collect();
    words.par_sort_unstable_by(|a, b| (&a.folded, a.form).cmp(&(&b.folded, b.form)));
    for (alike, rank) in words.chunk_by_mut(|a, b| a.folded == b.folded).zip(1..) {
        alike.iter_mut().for_each(|word| word.rank = rank);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::terms::Reading;
    use super::*;

    /// A term, and each of its lists by level and form.
    type Lists = (String, Vec<(Level, String, Vec<u32>)>);

    fn lists(reads: &[Read]) -> Vec<Lists> {
        let merged = Merged::new(reads, 8);
        let list = |list: &[Piece]| {
            let of = |piece: &Piece| {
                reads[piece.read as usize].documents[piece.from as usize..piece.to as usize]
                    .to_vec()
            };
            (
                list[0].level,
                merged.text(list[0].form, |word| word.form),
                list.iter().flat_map(of).collect(),
            )
        };
        let term = |term: &[Piece]| {
            let lists = term
                .chunk_by(|a, b| (a.level, a.form) == (b.level, b.form))
                .map(list)
                .collect();
            (merged.text(term[0].form, |word| &word.folded), lists)
        };
        merged
            .pieces
            .chunk_by(|a, b| a.term == b.term)
            .map(term)
            .collect()
    }

    #[test]
    fn words_and_pairs_folded_and_as_written() {
        let mut early = Reading::default();
        early.add(Level::Title, "Đào tạo, ĐÀO TẠO tại chỗ", 0);
        let mut later = Reading::default();
        later.add(Level::Text, "dao tạo", 7);
        later.add(Level::Title, "đào tạo", 7);
        let lists = lists(&[early.read(), later.read()]);
        let texts: Vec<&str> = lists.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            ["cho", "dao", "dao tao", "tao", "tao cho", "tao dao"],
            "“tại” is too common"
        );
        let pair =
            |level, form: &str, documents: &[u32]| (level, form.to_owned(), documents.to_vec());
        assert_eq!(
            lists[2].1,
            [
                pair(Level::Title, "đào tạo", &[0, 7]),
                pair(Level::Text, "dao tạo", &[7])
            ]
        );
    }

    #[test]
    fn stop_words_are_sorted_out_by_their_marks() {
        let mut reading = Reading::default();
        reading.add(Level::Title, "bằng bảng", 0);
        let texts: Vec<String> = lists(&[reading.read()])
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(texts, ["bang"]);
    }

    #[test]
    fn long_lists_have_full_parts_that_stay() {
        let parts = |count: u32| {
            let mut reading = Reading::default();
            (0..count).for_each(|document| reading.add(Level::Title, "máy", document * 3));
            let reads = [reading.read()];
            let mut shards = Merged::new(&reads, count * 3).shards();
            shards.pop().map(|shard| shard.parts).unwrap_or_default()
        };
        let (some, more) = (parts(5000), parts(6000));
        assert_eq!((some.len(), more.len()), (2, 2));
        assert_eq!(some, more);
    }
}
