//! Lists of documents into bytes. docs/search-format.md is the word on it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::terms::{List, Term};

/// Documents in one part of a long list.
pub(super) const PART: usize = 2048;

/// A shard and the parts of the long lists in it, each packed.
pub(super) struct Shard {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Vec<u8>>,
}

/// Packs the terms of a shard, sorted.
pub(super) fn shard(terms: &[&Term]) -> Shard {
    let mut out = Vec::new();
    let mut parts = Vec::new();
    number(&mut out, terms.len());
    let mut before = "";
    for term in terms {
        let shared = before.bytes().zip(term.text.bytes()).take_while(|(a, b)| a == b).count();
        number(&mut out, shared);
        number(&mut out, term.text.len() - shared);
        out.extend_from_slice(&term.text.as_bytes()[shared..]);
        for (at, list) in term.lists.iter().enumerate() {
            let (form, more) = (list.form != term.text, at + 1 < term.lists.len());
            let head = (list.documents.len() * 2 + usize::from(form)) * 3 + list.level as usize;
            number(&mut out, head * 2 + usize::from(more));
            if form {
                number(&mut out, list.form.len());
                out.extend_from_slice(list.form.as_bytes());
            }
            self::list(&mut out, list, &mut parts);
        }
        before = &term.text;
    }
    Shard { bytes: deflated(&out), parts }
}

/// The newest documents stand in the shard, those before them in parts of [`PART`], cut from the oldest: when a document
/// comes, full parts stay.
fn list(out: &mut Vec<u8>, list: &List, parts: &mut Vec<Vec<u8>>) {
    let full = list.documents.chunks_exact(PART);
    if list.documents.len() >= PART {
        number(out, parts.len());
    }
    let newest = full.remainder();
    for part in full.rev() {
        number(out, part[PART - 1] as usize);
        let mut bytes = Vec::new();
        gaps(&mut bytes, part);
        parts.push(deflated(&bytes));
    }
    gaps(out, newest);
}

/// Ids from the highest down: the first as it is, each other as the step to it, less one.
fn gaps(out: &mut Vec<u8>, ascending: &[u32]) {
    let mut before = None;
    for id in ascending.iter().rev() {
        number(out, before.map_or(*id, |before: u32| before - id - 1) as usize);
        before = Some(*id);
    }
}

/// Bytes of a list in its shard before packing, about; for the choice of the number of shards.
pub(super) fn weight(list: &List, documents: usize) -> usize {
    let step = if documents / list.documents.len().max(1) < 128 { 1 } else { 2 };
    list.form.len() + 4 + list.documents.len() / PART * 3 + list.documents.len() % PART * step
}

/// Seven bits a byte, the lowest first; the eighth says that more come (LEB128).
fn number(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Raw DEFLATE (RFC 1951), as browsers unpack it.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Memory takes all that is written to it.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// The shard of a term: FNV-1a of its bytes, 32 bits, by a power of two. Terms with digits go without their last two
/// letters, so that codes that follow each other stand together.
pub(super) fn shard_of(term: &str, shards: usize) -> usize {
    let mut letters = term.chars();
    if term.contains(char::is_numeric) {
        letters.nth_back(1);
    }
    let bytes = letters.as_str().bytes();
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize & (shards - 1)
}

/// A number as a path of two parts: 0x0a65 is `0a/65`.
pub(super) fn path(number: usize) -> String {
    let digits = format!("{number:04x}");
    let (folder, file) = digits.split_at(digits.len() - 2);
    format!("{folder}/{file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_gaps_and_names_as_the_format_says() {
        let mut out = Vec::new();
        number(&mut out, 300);
        gaps(&mut out, &[3, 4, 200]);
        assert_eq!(out, [0xac, 0x02, 0xc8, 0x01, 0xc3, 0x01, 0x00]);
        assert_eq!(shard_of("dao tao", 1 << 16), 0x46bf);
        assert_eq!(shard_of("th000123", 64), shard_of("th000199", 64));
        assert_eq!((path(0xa65), path(0x1_0002)), ("0a/65".to_owned(), "100/02".to_owned()));
    }
}
