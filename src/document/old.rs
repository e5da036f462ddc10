//! Files that this program cannot write: Word, Excel and PowerPoint as before 2007, rich text under
//! their endings, films. Names and places in them are found.

use std::collections::BTreeSet;

use memchr::memmem;

use super::add;
use crate::base::compound::{self, word};

/// FMTID of the summary of a document ([MS-OLEPS] 2.25): {F29F85E0-4FF9-1068-AB91-08002B27B3D9}.
const SUMMARY: [u8; 16] = [
    0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9,
];
/// FMTID of its second part ([MS-OLEPS] 2.25): {D5CDD502-2E9C-101B-9397-08002B2CF9AE}.
const MORE: [u8; 16] = [
    0x02, 0xd5, 0xcd, 0xd5, 0x9c, 0x2e, 0x1b, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2b, 0x2c, 0xf9, 0xae,
];
/// Where these are: the stream of a document, the set in it, and its properties that are names:
/// the author and who saved it last; the manager.
const SETS: [(&str, [u8; 16], &[u32]); 2] = [
    ("\u{5}SummaryInformation", SUMMARY, &[4, 8]),
    ("\u{5}DocumentSummaryInformation", MORE, &[14]),
];
/// More such sets than any program writes into a document.
const PLACES: usize = 64;
/// More properties than any program writes.
const PROPERTIES: usize = 256;

/// Names of authors in an old document, or in rich text.
pub(super) fn names(bytes: &[u8]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (stream, set, keys) in SETS {
        // Of a container whose tables are damaged the bytes are there all the same.
        let stream = compound::stream(bytes, stream).unwrap_or_default();
        for bytes in [&stream, bytes] {
            for place in memmem::find_iter(bytes, &set).take(PLACES) {
                summary(bytes, place, keys, &mut names);
            }
        }
    }
    if bytes.starts_with(b"{\\rtf") {
        for word in ["{\\author ", "{\\operator ", "{\\manager ", "{\\company "] {
            for place in memmem::find_iter(bytes, word) {
                let value = bytes[place + word.len()..]
                    .split(|byte| *byte == b'}')
                    .next();
                add(
                    &mut names,
                    &String::from_utf8_lossy(value.unwrap_or_default()),
                );
            }
        }
    }
    names
}

/// Adds the names of a set whose FMTID is at a place, when it lies in one piece there; `keys` are
/// the properties that are names.
fn summary(bytes: &[u8], place: usize, keys: &[u32], names: &mut BTreeSet<String>) -> Option<()> {
    // The header of the set ends with the identifier and where the section begins, from the start
    // of the stream: 28 bytes before the identifier.
    let section = place.checked_sub(28)? + offset(bytes, place + 16)?;
    let count = offset(bytes, section + 4)?.min(PROPERTIES);
    for entry in 0..count {
        let entry = section + 8 + entry * 8;
        let (identifier, start) = (word(bytes, entry)?, offset(bytes, entry + 4)?);
        let value = section + start;
        if !keys.contains(&identifier) {
            continue;
        }
        let length = offset(bytes, value + 4)?.min(1_000);
        let name = match word(bytes, value)? {
            0x1e => String::from_utf8_lossy(bytes.get(value + 8..value + 8 + length)?).into_owned(),
            0x1f => utf16(bytes.get(value + 8..value + 8 + length * 2)?),
            _ => continue,
        };
        add(names, &name);
    }
    Some(())
}

/// An offset or a length at a place.
fn offset(bytes: &[u8], place: usize) -> Option<usize> {
    usize::try_from(word(bytes, place)?).ok()
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// Where a phone filmed: the atoms of QuickTime, MP4 and 3GP that hold a place (ISO 6709).
pub(super) fn places(bytes: &[u8]) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for place in memmem::find_iter(bytes, b"\xa9xyz") {
        // Behind the name are a length and a language, two bytes each.
        let text = bytes.get(place + 8..).unwrap_or_default();
        let near = text.iter().take(40);
        let digits = near.take_while(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
        add(
            &mut places,
            &String::from_utf8_lossy(&text[..digits.count()]),
        );
    }
    if memmem::find_iter(bytes, b"loci").any(|place| is_location(bytes, place)) {
        places.insert("loci".to_owned());
    }
    if memmem::find(bytes, b"com.apple.quicktime.location.ISO6709").is_some() {
        places.insert("com.apple.quicktime.location.ISO6709".to_owned());
    }
    places
}

/// Whether these four letters are the name of an atom of a place (3GPP TS 26.244), not bytes of the
/// film: before it is a small size, behind it four bytes of zeros.
fn is_location(bytes: &[u8], place: usize) -> bool {
    let size = place
        .checked_sub(4)
        .and_then(|start| bytes.get(start..place));
    let small = size.is_some_and(|size| size[..2] == [0, 0]);
    small && bytes.get(place + 4..place + 8) == Some(&[0; 4])
}
