//! What a file to be published is by its bytes: one whose ending says otherwise cannot be opened by
//! readers, or is a page of somebody else's on this site.

use memchr::memmem;

use crate::base::compound;
use crate::diag::{Content, Problem};

/// The first bytes that are looked at for what may have something before it.
const HEAD: usize = 1024;
/// The documents that are archives, by their endings.
const DOCUMENTS: [&str; 5] = ["docx", "xlsx", "pptx", "odt", "ods"];
const ZIP: &[u8] = b"PK\x03\x04";
/// How texts begin that a browser takes for a page or a drawing, in lower case: what the MIME
/// Sniffing Standard lists (7.1, a blank or `>` follows each tag), and drawings, `<meta` and PHP.
const TAGS: [&[u8]; 18] = [
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<script",
    b"<iframe",
    b"<h1",
    b"<div",
    b"<font",
    b"<table",
    b"<a",
    b"<style",
    b"<title",
    b"<b",
    b"<body",
    b"<br",
    b"<p",
    b"<meta",
    b"<svg",
];
/// The same, whatever follows.
const MARKS: [&[u8]; 3] = [b"<!--", b"<?xml", b"<?php"];
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
    let (_, written) = name.rsplit_once('.').unwrap_or_default();
    let ending = written.to_ascii_lowercase();
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
        "docx" | "xlsx" | "pptx" => is_document(ending, bytes) || is_locked(bytes),
        "odt" | "ods" => is_document(ending, bytes),
        "doc" => bytes.starts_with(compound::START) || bytes.starts_with(b"{\\rtf"),
        "xls" | "ppt" => bytes.starts_with(compound::START),
        "mp4" => is_film(bytes),
        "webm" => bytes.starts_with(b"\x1A\x45\xDF\xA3"),
        "mp3" => is_sound(bytes),
        // A table of an old encoding is one too.
        "csv" => !is_page(bytes) && (is_utf16(bytes) || !bytes.contains(&0)),
        "geojson" => is_text(bytes) && start(bytes).starts_with(b"{"),
        _ => true,
    }
}

/// What bytes are.
fn found(bytes: &[u8]) -> Content {
    let picture: [&[u8]; 4] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF"];
    let program: [&[u8]; 3] = [b"MZ", b"\x7FELF", b"#!"];
    let document = DOCUMENTS
        .into_iter()
        .find(|ending| is_document(ending, bytes));
    if let Some(ending) = document {
        return Content::Office(ending);
    }
    match () {
        () if bytes.is_empty() => Content::Empty,
        () if is_page(bytes) => Content::Page,
        () if bytes.starts_with(b"%PDF-") => Content::Pdf,
        () if bytes.starts_with(ZIP) => Content::Zip,
        () if bytes.starts_with(compound::START) => Content::OldOffice,
        () if picture.iter().any(|start| bytes.starts_with(start)) => Content::Picture,
        () if is_film(bytes) || bytes.starts_with(b"ID3") => Content::Film,
        () if program.iter().any(|start| bytes.starts_with(start)) => Content::Program,
        () if is_text(bytes) => Content::Text,
        () => Content::Unknown,
    }
}

/// A PDF may have something before it, but nothing that a browser takes for a page.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    memmem::find(head, b"%PDF-").is_some() && !start(bytes).starts_with(b"<")
}

/// Whether bytes are a document of Office or LibreOffice with this ending.
fn is_document(ending: &str, bytes: &[u8]) -> bool {
    match ending {
        "docx" => is_office(bytes, b"word/"),
        "xlsx" => is_office(bytes, b"xl/"),
        "pptx" => is_office(bytes, b"ppt/"),
        "odt" => is_open_document(bytes, b"opendocument.text"),
        "ods" => is_open_document(bytes, b"opendocument.spreadsheet"),
        _ => false,
    }
}

/// Whether an archive holds a document of Office whose parts lie in this folder. Only names of
/// parts are looked at, 30 bytes behind the start of a local header: packed bytes hold `xl/` by
/// chance.
fn is_office(bytes: &[u8], folder: &[u8]) -> bool {
    bytes.starts_with(ZIP)
        && memmem::find(bytes, b"[Content_Types].xml").is_some()
        && memmem::find_iter(bytes, ZIP)
            .filter_map(|at| bytes.get(at + 30..))
            .any(|name| name.starts_with(folder))
}

/// A document that a password locks.
fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(compound::START) && compound::is_locked(bytes)
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

/// Whether bytes say that they are UTF-16.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// A text in UTF-8, or in UTF-16 that says so.
fn is_text(bytes: &[u8]) -> bool {
    is_utf16(bytes)
        || (!bytes.is_empty() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok())
}

fn is_page(bytes: &[u8]) -> bool {
    let start = start(bytes);
    let mut tags = TAGS.iter().filter_map(|tag| behind(start, tag));
    let is_tag = tags.any(|rest| match rest.first() {
        Some(next) => next.is_ascii_whitespace() || matches!(next, b'>' | b'/'),
        None => true,
    });
    is_tag || MARKS.iter().any(|mark| behind(start, mark).is_some())
}

/// What follows a beginning, whatever the case of its letters.
fn behind<'a>(text: &'a [u8], beginning: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = text.split_at_checked(beginning.len())?;
    head.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// Bytes behind the mark of UTF-8 and blanks.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start()
}
