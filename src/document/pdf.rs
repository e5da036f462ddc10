//! PDF (ISO 32000-1): the values of its properties are overwritten with blanks of the same length,
//! so that every other byte stays where the file says that it is. What is packed, encrypted or
//! signed is only looked at.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::ops::Range;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::{Looked, add, folders, kind};

/// Properties that name people, their office or their program (14.3.3).
const KEYS: [&str; 5] = ["/Author", "/Manager", "/Company", "/Creator", "/Producer"];
/// Those of a person.
const PEOPLE: usize = 3;
/// The same in XMP (14.3.2).
const ELEMENTS: [&str; 6] = [
    "dc:creator",
    "pdf:Author",
    "xmpMM:History",
    "xmp:CreatorTool",
    "pdf:Producer",
    "photoshop:AuthorsPosition",
];
/// Kinds of notes that readers write (12.5.6); their `/T` is who wrote them.
const NOTES: [&str; 10] = [
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Ink",
    "/Stamp",
    "/Popup",
    "/Caret",
];
/// Bytes of what is packed that are looked at.
const UNPACKED: u64 = 16 << 20;
/// How far around a note its object is looked for.
const NEAR: usize = 1 << 14;
/// More properties and notes than a document has: the time for each of them adds up.
const MOST: usize = 10_000;
/// Bytes of the longest property that is looked for; those of XMP may hold a history.
const LONGEST: usize = 1 << 12;
const LONGEST_OF_XMP: usize = 1 << 16;
/// Properties that are objects of their own, each of which is looked for in the whole document.
const APART: usize = 64;

/// Blanks the properties out; names that stay are found. Nothing for an encrypted document.
pub(super) fn clean(bytes: &[u8]) -> Looked {
    // A file that only has the ending names no one.
    if !kind::is_pdf(bytes) {
        return Some((None, BTreeSet::new()));
    }
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    if is_crowded(bytes) {
        return None;
    }
    let signed = memmem::find(bytes, b"/ByteRange").is_some();
    let mut names = BTreeSet::new();
    notes(bytes, &mut names);
    folders(bytes, &mut names);
    for text in unpacked(bytes)? {
        if is_crowded(&text) {
            return None;
        }
        notes(&text, &mut names);
        people(&text, &mut names);
    }
    if signed {
        people(bytes, &mut names);
        return Some((None, names));
    }
    let mut out = bytes.to_vec();
    for range in values(bytes, &KEYS)
        .into_iter()
        .chain(described(bytes, &ELEMENTS))
    {
        out[range].fill(b' ');
    }
    for range in exif(bytes) {
        out[range].fill(0);
    }
    Some(((out != bytes).then_some(out), names))
}

/// Whether there are more properties or notes than are looked at.
fn is_crowded(text: &[u8]) -> bool {
    let keys = KEYS.iter().map(|key| key.as_bytes().to_vec());
    let elements = ELEMENTS.iter().map(|name| name.as_bytes().to_vec());
    let notes = NOTES.iter().flat_map(|note| {
        [format!("/Subtype{note}"), format!("/Subtype {note}")].map(String::into_bytes)
    });
    let mut words = keys.chain(elements).chain(notes);
    words.any(|word| memmem::find_iter(text, &word).nth(MOST).is_some())
}

/// Adds the names in properties.
fn people(text: &[u8], names: &mut BTreeSet<String>) {
    for range in values(text, &KEYS[..PEOPLE]) {
        add(names, &decoded(text, range));
    }
    for range in described(text, &ELEMENTS[..2]) {
        let xml = String::from_utf8_lossy(&text[range]);
        let texts = xml
            .split('<')
            .map(|part| part.rsplit('>').next().unwrap_or_default());
        texts.for_each(|text| add(names, text));
    }
}

/// The insides of the strings that follow some keys, or that are objects named there: `5 0 R`.
fn values(text: &[u8], keys: &[&str]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    for key in keys {
        let begins = memmem::find_iter(text, key.as_bytes());
        places.extend(begins.map(|place| place + key.len()));
    }
    places.extend(escaped(text, keys));
    let mut found = Vec::new();
    let mut apart = BTreeSet::new();
    for place in places {
        match string(text, place) {
            Some(range) => found.push(range),
            None => apart.extend(reference(text, place)),
        }
    }
    for head in apart.iter().take(APART) {
        for place in memmem::find_iter(text, head) {
            let whole = place == 0 || !text[place - 1].is_ascii_digit();
            found.extend(string(text, place + head.len()).filter(|_| whole));
        }
    }
    found
}

/// Where names end that are some keys in another spelling: `/Auth#6fr` (7.3.5).
fn escaped(text: &[u8], keys: &[&str]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut done = 0;
    for place in memchr::memchr_iter(b'#', text) {
        if place < done {
            continue;
        }
        let near = place.saturating_sub(16).max(done);
        let Some(start) = text[near..place].iter().rposition(|byte| *byte == b'/') else {
            continue;
        };
        let mut end = near + start + 1;
        let mut name = vec![b'/'];
        while let Some(byte) = text
            .get(end)
            .filter(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        {
            let digits = text.get(end + 1..end + 3).filter(|_| *byte == b'#');
            let code = digits.and_then(|two| Some(hex(two[0])? << 4 | hex(two[1])?));
            name.push(code.unwrap_or(*byte));
            end += if code.is_some() { 3 } else { 1 };
            if name.len() > 16 {
                break;
            }
        }
        if keys.iter().any(|key| key.as_bytes() == name) {
            ends.push(end);
            done = end;
        }
    }
    ends
}

/// How the object begins that is named at a place or behind blanks there: of `5 0 R`, `5 0 obj`.
fn reference(text: &[u8], from: usize) -> Option<Vec<u8>> {
    let near = text.get(from..text.len().min(from + 32))?;
    let mut words = near
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let (object, generation, sign) = (words.next()?, words.next()?, words.next()?);
    let mut numbers = [object, generation].into_iter().flatten();
    let named = numbers.all(u8::is_ascii_digit) && sign.starts_with(b"R");
    named.then(|| [object, b" ", generation, b" obj"].concat())
}

/// The inside of the string that begins at a place or behind blanks there: `(…)` or `<…>`.
fn string(text: &[u8], from: usize) -> Option<Range<usize>> {
    let blanks = text
        .get(from..)?
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace());
    let open = from + blanks.count();
    let start = open + 1;
    match text.get(open)? {
        b'<' if text.get(start) != Some(&b'<') => {
            let near = &text[start..text.len().min(start + LONGEST)];
            let length = near.iter().position(|byte| *byte == b'>')?;
            Some(start..start + length)
        }
        b'(' => {
            let (mut depth, mut place) = (1, start);
            loop {
                match text.get(place).filter(|_| place < start + LONGEST)? {
                    b'\\' => place += 1,
                    b'(' => depth += 1,
                    b')' if depth == 1 => return Some(start..place),
                    b')' => depth -= 1,
                    _ => {}
                }
                place += 1;
            }
        }
        _ => None,
    }
}

/// A string as characters: UTF-16 with its mark, else one byte each (7.9.2.2).
fn decoded(text: &[u8], range: Range<usize>) -> String {
    let inside = &text[range.clone()];
    let bytes: Vec<u8> = if text[range.start - 1] == b'<' {
        let digits: Vec<u8> = inside.iter().filter_map(|byte| hex(*byte)).collect();
        digits
            .chunks(2)
            .map(|two| two[0] << 4 | two.get(1).unwrap_or(&0))
            .collect()
    } else {
        unescaped(inside)
    };
    if let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units = wide
            .chunks_exact(2)
            .map(|two| u16::from_be_bytes([two[0], two[1]]));
        return String::from_utf16_lossy(&units.collect::<Vec<_>>());
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// A literal string without its backslashes; `\345` is a byte in octal.
fn unescaped(inside: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = inside.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let mut octal: Option<u32> = None;
        while let Some(digit) = bytes.next_if(|b| (b'0'..=b'7').contains(b)) {
            let value = octal.unwrap_or(0) * 8 + u32::from(digit - b'0');
            octal = Some(value);
            if value > 31 {
                break;
            }
        }
        match octal {
            Some(value) => out.push(u8::try_from(value & 0xff).unwrap_or_default()),
            None => out.extend(bytes.next()),
        }
    }
    out
}

/// What is between the tags, or the quotes, of some names of XMP.
fn described(text: &[u8], names: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for name in names {
        let closing = format!("</{name}>");
        for place in memmem::find_iter(text, &format!("<{name}")) {
            let near = &text[place..text.len().min(place + LONGEST)];
            let Some(open) = near.iter().position(|byte| *byte == b'>') else {
                continue;
            };
            let start = place + open + 1;
            let empty = text[start - 2] == b'/';
            let near = &text[start..text.len().min(start + LONGEST_OF_XMP)];
            let end = memmem::find(near, closing.as_bytes()).filter(|_| !empty);
            found.extend(end.map(|length| start..start + length));
        }
        for quote in ['"', '\''] {
            let attribute = format!(" {name}={quote}");
            for place in memmem::find_iter(text, &attribute) {
                let start = place + attribute.len();
                let end = text[start..text.len().min(start + LONGEST)]
                    .iter()
                    .position(|byte| char::from(*byte) == quote);
                found.extend(end.map(|length| start..start + length));
            }
        }
    }
    found
}

/// Adds the names of those who wrote notes.
fn notes(text: &[u8], names: &mut BTreeSet<String>) {
    for place in memmem::find_iter(text, b"/Subtype") {
        let after = &text[place + 8..(place + 40).min(text.len())];
        let after = after.trim_ascii_start();
        let mut behind = NOTES
            .iter()
            .filter_map(|note| after.strip_prefix(note.as_bytes()));
        if !behind.any(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric)) {
            continue;
        }
        let (first, last) = (place.saturating_sub(NEAR), (place + NEAR).min(text.len()));
        let start = memmem::rfind(&text[first..place], b"obj").map_or(first, |found| first + found);
        let end = memmem::find(&text[place..last], b"endobj").map_or(last, |found| place + found);
        for range in values(&text[start..end], &["/T"]) {
            add(names, &decoded(&text[start..end], range));
        }
    }
}

/// The packed objects and descriptions; nothing when there is more of them than is unpacked.
fn unpacked(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    let mut left = UNPACKED;
    for place in memmem::find_iter(bytes, b"stream") {
        let head = &bytes[place.saturating_sub(400)..place];
        let head = memmem::rfind(head, b"obj").map_or(head, |start| &head[start..]);
        let [packed, objects, description] = ["/FlateDecode", "/ObjStm", "/Metadata"]
            .map(|word| memmem::find(head, word.as_bytes()).is_some());
        if !packed || !(objects || description) {
            continue;
        }
        let data = bytes[place + 6..].strip_prefix(b"\r\n");
        let data = data.or_else(|| bytes[place + 6..].strip_prefix(b"\n"));
        let mut text = Vec::new();
        // What was unpacked before an error is looked at too.
        let _ = ZlibDecoder::new(data.unwrap_or_default())
            .take(left)
            .read_to_end(&mut text);
        left -= text.len() as u64;
        if left == 0 {
            return None;
        }
        found.push(text);
    }
    Some(found)
}

/// What cameras wrote into the JPEG pictures of the document.
fn exif(bytes: &[u8]) -> Vec<Range<usize>> {
    let found = memmem::find_iter(bytes, b"Exif\0\0").filter_map(|place| {
        let head = bytes.get(place.checked_sub(4)?..place)?;
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let end = (place + length.saturating_sub(2)).min(bytes.len());
        (head.starts_with(&[0xff, 0xe1]) && end > place).then_some(place..end)
    });
    found.collect()
}
