//! What a file to be published is by its bytes: one whose ending says otherwise cannot be opened by
//! readers, or is a page of somebody else's on this site.

use memchr::memmem;

use crate::diag::{Content, Problem};

/// The first bytes that are looked at for what may have something before it.
const HEAD: usize = 1024;
/// How documents as before 2007 begin, and new ones that a password locks.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP: &[u8] = b"PK\x03\x04";
/// How texts begin that a browser takes for a page, in lower case.
const PAGES: [&[u8]; 8] = [
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<meta",
    b"<!--",
    b"<?php",
];
/// Names of parts that a film begins with: ISO/IEC 14496-12, and QuickTime before it.
const FILM_PARTS: [&[u8]; 7] = [
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot",
];

/// Whether a document, film, sound or table is what the ending of its name says.
///
/// # Errors
/// [`Problem::OtherContent`] when it is not. Pictures are not looked at: what cannot be drawn as
/// one is reported where it is drawn.
pub fn check(name: &str, bytes: &[u8]) -> Result<(), Problem> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    if is(&ending, bytes) {
        return Ok(());
    }
    let content = found(bytes);
    Err(Problem::OtherContent { ending, content })
}

/// Whether bytes are what an ending says.
fn is(ending: &str, bytes: &[u8]) -> bool {
    match ending {
        "pdf" => is_pdf(bytes),
        "docx" => is_office(bytes, b"word/") || is_locked(bytes),
        "xlsx" => is_office(bytes, b"xl/") || is_locked(bytes),
        "pptx" => is_office(bytes, b"ppt/") || is_locked(bytes),
        "odt" => is_open_document(bytes, b"opendocument.text"),
        "ods" => is_open_document(bytes, b"opendocument.spreadsheet"),
        "doc" => bytes.starts_with(OLE) || bytes.starts_with(b"{\\rtf"),
        "xls" | "ppt" => bytes.starts_with(OLE),
        "mp4" => is_film(bytes),
        "webm" => bytes.starts_with(b"\x1A\x45\xDF\xA3"),
        "mp3" => is_sound(bytes),
        // A table of an old encoding is one too.
        "csv" => !is_page(bytes) && (is_text(bytes) || !bytes.contains(&0)),
        "geojson" => is_text(bytes) && start(bytes).starts_with(b"{"),
        _ => true,
    }
}

/// What bytes are.
fn found(bytes: &[u8]) -> Content {
    let picture: [&[u8]; 4] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF"];
    let program: [&[u8]; 3] = [b"MZ", b"\x7FELF", b"#!"];
    let begins = |beginnings: &[&[u8]]| beginnings.iter().any(|part| bytes.starts_with(part));
    match () {
        () if bytes.is_empty() => Content::Empty,
        () if is_page(bytes) => Content::Page,
        () if bytes.starts_with(b"%PDF-") => Content::Pdf,
        () if is_office(bytes, b"word/") => Content::Office("docx"),
        () if is_office(bytes, b"xl/") => Content::Office("xlsx"),
        () if is_office(bytes, b"ppt/") => Content::Office("pptx"),
        () if is_open_document(bytes, b"opendocument.text") => Content::Office("odt"),
        () if is_open_document(bytes, b"opendocument.spreadsheet") => Content::Office("ods"),
        () if bytes.starts_with(ZIP) => Content::Zip,
        () if bytes.starts_with(OLE) => Content::OldOffice,
        () if begins(&picture) => Content::Picture,
        () if is_film(bytes) || bytes.starts_with(b"ID3") => Content::Film,
        () if begins(&program) => Content::Program,
        () if is_text(bytes) => Content::Text,
        () => Content::Unknown,
    }
}

/// A PDF may have something before it, but nothing that a browser takes for a page.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    memmem::find(head, b"%PDF-").is_some() && !start(bytes).starts_with(b"<")
}

/// Whether an archive holds a document of Office whose parts lie in this folder.
fn is_office(bytes: &[u8], folder: &[u8]) -> bool {
    bytes.starts_with(ZIP)
        && memmem::find(bytes, b"[Content_Types].xml").is_some()
        && memmem::find(bytes, folder).is_some()
}

/// A document that a password locks: a container with a part of this name (MS-OFFCRYPTO, 2.3.4.4).
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.starts_with(OLE) && memmem::find(bytes, &name).is_some()
}

/// The first part of an archive of OpenDocument is its media type, not packed (OpenDocument 1.3,
/// part 2, 3.3).
fn is_open_document(bytes: &[u8], kind: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    bytes.starts_with(ZIP)
        && memmem::find(head, b"mimetype").is_some()
        && memmem::find(head, kind).is_some()
}

fn is_film(bytes: &[u8]) -> bool {
    let name = bytes.get(4..8);
    name.is_some_and(|name| FILM_PARTS.contains(&name))
}

/// With a head of words before it, or from the first frame: eleven bits that are set.
fn is_sound(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let frame = &bytes[zeros.min(HEAD)..];
    bytes.starts_with(b"ID3") || matches!(frame, [0xFF, second, ..] if second & 0xE0 == 0xE0)
}

/// A text in UTF-8, or in UTF-16 that says so.
fn is_text(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || (!bytes.is_empty() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok())
}

fn is_page(bytes: &[u8]) -> bool {
    let start = start(bytes);
    let begins = |page: &&[u8]| {
        let head = start.get(..page.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(page))
    };
    PAGES.iter().any(begins)
}

/// Bytes behind the mark of UTF-8 and blanks.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start()
}
