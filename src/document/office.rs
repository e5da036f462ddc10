//! Documents that are ZIP archives of XML: Word, Excel and PowerPoint (ECMA-376), LibreOffice (ODF
//! 1.3).

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{Looked, folders, old, xml};
use crate::photo;

/// Parts of a document, and bytes of one that is looked into.
const PARTS: usize = 20_000;
const BYTES: u64 = 64 << 20;
/// Bytes of all parts together, of those in documents within it too: entries of an archive may
/// share their packed bytes.
const TOGETHER: u64 = 512 << 20;
/// Documents in documents.
const DEPTH: usize = 3;

/// Properties of no one: what replaces those of the document.
const CORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" \
    standalone=\"yes\"?>\n<cp:coreProperties \
    xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>";
const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties \
    xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";
const CUSTOM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties \
    xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>";
const META: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta \
    xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    office:version=\"1.3\"><office:meta/></office:document-meta>";

/// What becomes of a part.
enum Fate {
    Same,
    Gone,
    Other(Vec<u8>),
}

/// Takes the properties, thumbnails and what cameras wrote out of a document; names of those who
/// commented and changed are found. A document that somebody signed is left as it is.
pub(super) fn clean(bytes: &[u8]) -> Looked {
    within(bytes, 0, &mut { TOGETHER })
}

/// The same of a document at a depth, with this many bytes `left` to be unpacked.
pub(super) fn within(bytes: &[u8], depth: usize, left: &mut u64) -> Looked {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > PARTS {
        return None;
    }
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        parts.push(archive.by_index_raw(index).ok()?.name().ok()?.into_owned());
    }
    let signed = parts
        .iter()
        .any(|name| name.starts_with("_xmlsignatures/") || name.ends_with("signatures.xml"));
    let mut names = BTreeSet::new();
    let mut fates = Vec::with_capacity(parts.len());
    for (index, name) in parts.iter().enumerate() {
        let Some(part) = part_of(name).filter(|_| !name.ends_with('/')) else {
            fates.push(Fate::Same);
            continue;
        };
        let mut raw = Vec::new();
        let read = archive
            .by_index(index)
            .ok()?
            .take(BYTES + 1)
            .read_to_end(&mut raw);
        if read.ok()? as u64 > BYTES {
            return None;
        }
        *left = left.checked_sub(raw.len() as u64)?;
        fates.push(fate(part, raw, (signed, depth), left, &mut names)?);
    }
    if signed || fates.iter().all(|fate| matches!(fate, Fate::Same)) {
        return Some((None, names));
    }
    Some((Some(written(&mut archive, fates)?), names))
}

/// What a part is to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Properties, and what replaces them.
    Properties(&'static str),
    Thumbnail,
    /// Which parts belong together.
    Relations,
    Manifest,
    Workbook,
    Text,
    Picture,
    Document,
    Old,
}

/// What a part is; nothing for one that names no one, such as the sheets of a workbook.
fn part_of(name: &str) -> Option<Part> {
    let name = name.to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Some(match (&*name, ending) {
        ("docprops/core.xml", _) => Part::Properties(CORE),
        // Programs in .NET give the same part another name.
        (_, "psmdcp") => Part::Properties(CORE),
        ("docprops/app.xml", _) => Part::Properties(APP),
        ("docprops/custom.xml", _) => Part::Properties(CUSTOM),
        ("meta.xml", _) => Part::Properties(META),
        ("meta-inf/manifest.xml", _) => Part::Manifest,
        ("xl/workbook.xml", _) => Part::Workbook,
        (path, _) if path.starts_with("docprops/thumbnail") => Part::Thumbnail,
        (path, _) if path.starts_with("thumbnails/") => Part::Thumbnail,
        (path, "xml") if path.starts_with("xl/worksheets/") || path == "xl/sharedstrings.xml" => {
            return None;
        }
        (_, "xml") => Part::Text,
        (_, "rels") => Part::Relations,
        (_, "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "gif" | "webp") => Part::Picture,
        (_, "docx" | "xlsx" | "pptx") => Part::Document,
        (_, "bin" | "doc" | "xls" | "ppt") => Part::Old,
        _ => return None,
    })
}

/// What becomes of a part; nothing when it cannot be read.
fn fate(
    part: Part,
    raw: Vec<u8>,
    (signed, depth): (bool, usize),
    left: &mut u64,
    names: &mut BTreeSet<String>,
) -> Option<Fate> {
    Some(match part {
        Part::Properties(_) if signed => {
            xml::people(std::str::from_utf8(&raw).ok()?, names);
            Fate::Same
        }
        Part::Properties(empty) => changed(empty.into(), &raw),
        Part::Thumbnail => Fate::Gone,
        Part::Picture => photo::strip(&raw).map_or(Fate::Same, Fate::Other),
        Part::Old => {
            names.extend(old::names(&raw));
            Fate::Same
        }
        Part::Document if depth < DEPTH => {
            let (cleaned, inside) = within(&raw, depth + 1, left)?;
            names.extend(inside);
            cleaned.map_or(Fate::Same, Fate::Other)
        }
        Part::Document => return None,
        Part::Text => {
            xml::people(std::str::from_utf8(&raw).ok()?, names);
            folders(&raw, names);
            Fate::Same
        }
        Part::Workbook => {
            let text = std::str::from_utf8(&raw).ok()?;
            xml::people(text, names);
            // The folder of the person who saved it: C:\Users\…
            let text = xml::with(text, ("absPath", "url"), |_| true, "");
            changed(text.into(), &raw)
        }
        Part::Relations => {
            let text = relations(std::str::from_utf8(&raw).ok()?, names);
            changed(text.into(), &raw)
        }
        Part::Manifest => {
            let text = std::str::from_utf8(&raw).ok()?;
            if xml::encrypted(text) {
                return None;
            }
            let thumbnail = |value: &str| value.starts_with("Thumbnails/");
            let text = xml::without(text, "file-entry", thumbnail);
            changed(text.into(), &raw)
        }
    })
}

/// A part with another text, unless that is the one that it has.
fn changed(bytes: Vec<u8>, raw: &[u8]) -> Fate {
    if bytes == raw {
        Fate::Same
    } else {
        Fate::Other(bytes)
    }
}

/// Relations without the template of the person who wrote the document, and without thumbnails.
fn relations(text: &str, names: &mut BTreeSet<String>) -> String {
    let template = |value: &str| value.ends_with("/attachedTemplate");
    let text = xml::with(text, ("Relationship", "Target"), template, "Normal.dotm");
    folders(text.as_bytes(), names);
    let thumbnail = |value: &str| value.ends_with("/thumbnail");
    xml::without(&text, "Relationship", thumbnail)
}

/// The archive with other parts, in the same order and without days. Parts that stay are copied as
/// they are packed.
fn written(archive: &mut ZipArchive<Cursor<&[u8]>>, fates: Vec<Fate>) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let day = DateTime::default();
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(day);
    for (index, fate) in fates.into_iter().enumerate() {
        let file = archive.by_index_raw(index).ok()?;
        match fate {
            Fate::Gone => {}
            Fate::Same => writer.raw_copy_file_touch(file, day, None).ok()?,
            Fate::Other(bytes) => {
                let name = file.name().ok()?.into_owned();
                drop(file);
                writer.start_file(name, packed).ok()?;
                writer.write_all(&bytes).ok()?;
            }
        }
    }
    Some(writer.finish().ok()?.into_inner())
}
