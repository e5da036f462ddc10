//! The parts of a packed workbook: whether they unpack to too much, what is merged in them, and
//! which of them have formulas.

use std::io::{self, Read, Seek, Write};

use memchr::memmem;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::damage::{packed, too_big, unreadable};
use super::merged::Area;
use super::opendocument;
use super::part::{AREAS, Part, Parts};
use super::shown::Pattern;
use crate::diag::Problem;

/// The most that one part of a workbook may unpack to, in bytes. 170,324 initiatives unpack to
/// about 150 MB.
const PART: u64 = 2 << 30;
/// The most that the shared texts may unpack to; they are held in memory.
const TEXTS: u64 = 512 << 20;
/// From this size on, a part may unpack to no more than `RATIO` times what it takes in the file.
const SMALL: u64 = 32 << 20;
const RATIO: u64 = 200;

/// Looks at the bytes of a sheet as they are unpacked, which is cheaper than to read it twice.
#[derive(Default)]
struct Scan {
    part: Part,
    /// The end of what was seen, in which a word may have begun.
    tail: Vec<u8>,
}

/// The longest word that is looked for: a row with all its attributes.
const WORD: usize = 256;

impl Write for Scan {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tail.extend_from_slice(bytes);
        let end = self.tail.len();
        // Some programs put a prefix before each name: `<x:f>`.
        self.part.formulas |= [&b"<f>"[..], b"<f ", b":f>", b":f "]
            .iter()
            .any(|tag| memmem::find(&self.tail, tag).is_some());
        let mut from = 0;
        while let Some(at) = memmem::find(&self.tail[from..], b"mergeCell ") {
            let start = from + at;
            let Some(length) = memchr::memchr(b'>', &self.tail[start..]) else {
                from = start;
                break;
            };
            let tag = String::from_utf8_lossy(&self.tail[start..start + length]);
            let area = tag
                .split("ref=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            if self.part.areas.len() < AREAS {
                self.part.areas.extend(area.and_then(Area::read));
            }
            from = start + length;
        }
        self.part.hidden.look(&self.tail);
        // What was found is not found again; what may have begun is kept.
        let keep = if from > 0 {
            from
        } else {
            end.saturating_sub(WORD)
        };
        let keep = keep.max(end.saturating_sub(WORD));
        self.tail.drain(..keep.min(end));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks each part that is read later, keeping nothing, and stops when one comes to too much.
/// What the file says of its own sizes is not believed.
pub(super) fn guard<R: Read + Seek>(file: &mut R) -> Result<(Parts, Vec<Pattern>), Problem> {
    file.rewind().map_err(unreadable)?;
    let (mut parts, mut patterns) = (Parts::new(), Vec::new());
    {
        let mut archive = ZipArchive::new(&mut *file).map_err(packed)?;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(packed)?;
            let name = part.name().map_err(packed)?.to_ascii_lowercase();
            if !(name.ends_with(".xml") || name.ends_with(".rels")) {
                continue;
            }
            let limit = if name.ends_with("sharedstrings.xml") {
                TEXTS
            } else {
                PART
            };
            let limit = limit.min(SMALL.max(part.compressed_size().saturating_mul(RATIO)));
            if name == "content.xml" {
                let content = io::BufReader::new(part.take(limit));
                let (sheets, shown) = opendocument::parts(content, limit)?;
                parts.extend(sheets);
                patterns.extend(shown);
                continue;
            }
            let sheet = name.contains("worksheets/");
            let mut scan = Scan::default();
            let mut bytes = io::BufReader::with_capacity(1 << 17, part.take(limit + 1));
            let copied = if sheet {
                io::copy(&mut bytes, &mut scan)
            } else {
                io::copy(&mut bytes, &mut io::sink())
            };
            if copied.map_err(unreadable)? > limit {
                return Err(too_big(limit));
            }
            if sheet {
                parts.insert(name, scan.part);
            }
        }
        for (name, part) in named(&mut archive) {
            if let Some(part) = parts.remove(&part) {
                parts.insert(name, part);
            }
        }
    }
    file.rewind().map_err(unreadable)?;
    Ok((parts, patterns))
}

/// The attribute of a tag.
fn attribute(tag: &quick_xml::events::BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == key)?;
    Some(found.value.to_string())
}

/// The tags of a small part; none where there is no such part.
fn tags<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    part: &str,
    tag_name: &str,
    keys: [&str; 2],
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Ok(part) = archive.by_name(part) else {
        return found;
    };
    let mut xml = quick_xml::Reader::from_reader(io::BufReader::new(part.take(SMALL)));
    let mut buffer = Vec::new();
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == tag_name => {
                found.extend(attribute(&tag, keys[0]).zip(attribute(&tag, keys[1])));
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    found
}

/// What the sheets are called, with the parts that hold them. A name with entities is left out:
/// its sheet is then read without its merged areas.
fn named<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Vec<(String, String)> {
    let sheets = tags(archive, "xl/workbook.xml", "sheet", ["name", "r:id"]);
    let parts = tags(
        archive,
        "xl/_rels/workbook.xml.rels",
        "Relationship",
        ["Id", "Target"],
    );
    let mut named = Vec::new();
    for (name, id) in sheets {
        if let Some((_, target)) = parts.iter().find(|(part, _)| *part == id) {
            let below = target.trim_start_matches("/xl/").to_ascii_lowercase();
            let name = quick_xml::escape::unescape(&name).map_or(name.clone(), |n| n.into_owned());
            named.push((name, format!("xl/{below}")));
        }
    }
    named
}
