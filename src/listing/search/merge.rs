//! What is in all documents, by shards, and each shard in its bytes.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::encode::{Bits, after, shard_of};
use super::read::{Level, Read};
use super::vocabulary::Vocabulary;
use crate::listing::deflate::Packer;

/// Documents in one part of a long list.
pub(super) const PART: usize = 2048;

/// Bytes of a shard before packing, about.
const SHARD: usize = 4096;

/// A part of the documents with one form at one level, all of those that were read together. What
/// is folded alike is one term: its lists are by level, then form. The order of the fields is
/// that of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Piece {
    shard: u32,
    /// Ranks of the words of the term; 0 for none. A space is less than any letter: the terms are
    /// sorted by their bytes.
    term: (u32, u32),
    level: Level,
    /// The words of the form: numbers among all, from 1; 0 for none.
    form: (u32, u32),
    read: u32,
    /// Its index in what was read.
    list: u32,
}

/// A shard and the parts of the long lists in it.
pub(super) struct Shard {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Vec<u8>>,
}

/// All words and lists.
pub(super) struct Merged<'a> {
    reads: &'a [Read],
    words: Vocabulary<'a>,
    pieces: Vec<Piece>,
    documents: u32,
}

impl<'a> Merged<'a> {
    /// Brings together what was read; `documents` is their number.
    pub(super) fn new(reads: &'a [Read], documents: u32) -> Self {
        let (words, numbers) = Vocabulary::new(reads);
        let count = reads.iter().map(|read| read.lists().len()).sum();
        let mut pieces = vec![Piece::default(); count];
        let mut rooms = Vec::with_capacity(reads.len());
        let mut rest = &mut *pieces;
        for read in reads {
            let (room, more) = rest.split_at_mut(read.lists().len());
            rooms.push(room);
            rest = more;
        }
        let all = rooms.into_par_iter().zip(reads).zip(&numbers).enumerate();
        all.with_max_len(1).for_each(|(at, ((room, read), own))| {
            for ((piece, number), list) in room.iter_mut().zip(0..).zip(read.lists()) {
                let second = list.key.second().map_or(0, |second| own[second as usize]);
                let form = (own[list.key.first() as usize], second);
                *piece = Piece {
                    shard: 0,
                    term: (words.rank_of(form.0), words.rank_of(form.1)),
                    level: list.key.level(),
                    form,
                    read: at as u32,
                    list: number,
                };
            }
        });
        drop(numbers);
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
            let word = self.words.folded(pieces[0].form.0);
            if !word.contains(|c: char| matches!(c, '@' | '^') || c.is_numeric()) {
                counts.push((self.documents_of(pieces), word));
            }
        }
        counts
    }

    /// The shards, in their order.
    pub(super) fn shards(mut self) -> Vec<Shard> {
        let lists = self
            .pieces
            .par_chunk_by(|a, b| (a.term, a.level, a.form) == (b.term, b.level, b.form));
        let size: usize = lists.map(|list| self.weight(list)).sum();
        let shards = (size / SHARD).next_power_of_two().min(1 << 20);
        let mut pieces = std::mem::take(&mut self.pieces);
        let terms = pieces.par_chunk_by_mut(|a, b| a.term == b.term);
        terms.for_each(|pieces| {
            let shard = shard_of(&self.folded(pieces[0].form), shards) as u32;
            pieces.iter_mut().for_each(|piece| piece.shard = shard);
        });
        pieces.par_sort_unstable();
        let mut of: Vec<&[Piece]> = vec![&[]; shards];
        pieces
            .chunk_by(|a, b| a.shard == b.shard)
            .for_each(|pieces| of[pieces[0].shard as usize] = pieces);
        of.into_par_iter()
            .map_init(super::packer, |packer, pieces| self.shard(pieces, packer))
            .collect()
    }

    /// How many bytes a list takes in a shard, about.
    fn weight(&self, list: &[Piece]) -> usize {
        let count = self.documents_of(list);
        let step = if self.documents as usize / count.max(1) < 128 {
            1
        } else {
            2
        };
        let (first, second) = list[0].form;
        let behind = if second == 0 {
            0
        } else {
            1 + self.words.form(second).len()
        };
        let form = self.words.form(first).len() + behind;
        form + 6 + count / PART * 3 + count % PART * step
    }

    /// How many documents some pieces have.
    fn documents_of(&self, pieces: &[Piece]) -> usize {
        let count =
            |piece: &Piece| self.reads[piece.read as usize].lists()[piece.list as usize].count;
        pieces.iter().map(|piece| count(piece) as usize).sum()
    }

    /// One or two words as written.
    fn form(&self, words: (u32, u32)) -> String {
        text(words, |word| self.words.form(word))
    }

    /// What one or two words fold to.
    fn folded(&self, words: (u32, u32)) -> String {
        text(words, |word| self.words.folded(word))
    }

    /// A line for each term, packed, with their length before them and the bits of all lists behind
    /// them.
    fn shard(&self, pieces: &[Piece], packer: &mut Packer) -> Shard {
        let (mut lines, mut bits, mut parts) = (String::new(), Bits::default(), Vec::new());
        let mut before = String::new();
        let mut documents = Vec::new();
        for term in pieces.chunk_by(|a, b| a.term == b.term) {
            let text = self.folded(term[0].form);
            lines.push_str(&after(&before, &text));
            for list in term.chunk_by(|a, b| (a.level, a.form) == (b.level, b.form)) {
                documents.clear();
                for piece in list {
                    let read = &self.reads[piece.read as usize];
                    documents.extend(read.documents(piece.list as usize));
                }
                let form = self.form(list[0].form);
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
        let above = behind(&documents[..full.len() * PART]);
        bits.list(newest, above, self.documents);
        for (at, part) in full.enumerate().rev() {
            let high = part[PART - 1];
            let _ = write!(lines, ",{high}");
            let mut bits = Bits::default();
            let above = behind(&documents[..at * PART]);
            bits.under(&part[..PART - 1], above, high);
            parts.push(bits.bytes());
        }
    }
}

/// The text of one or two words.
fn text<'w>(words: (u32, u32), of: impl Fn(u32) -> &'w str) -> String {
    let mut text = of(words.0).to_owned();
    if words.1 != 0 {
        text.push(' ');
        text.push_str(of(words.1));
    }
    text
}

/// The least number that a document behind these may have.
fn behind(documents: &[u32]) -> u32 {
    documents.last().map_or(0, |last| last + 1)
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
                let ids = reads[piece.read as usize].documents(piece.list as usize);
                ids.collect::<Vec<u32>>()
            };
            (
                list[0].level,
                merged.form(list[0].form),
                list.iter().flat_map(of).collect(),
            )
        };
        let term = |term: &[Piece]| {
            let lists = term
                .chunk_by(|a, b| (a.level, a.form) == (b.level, b.form))
                .map(list)
                .collect();
            (merged.folded(term[0].form), lists)
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
