//! Tests of documents: planted names are gone, or are reported.

use std::io::{Cursor, Read as _, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::base::compound;

const SECRET: &str = "Nguyễn Giấu Tên";

/// An archive of some parts, packed.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All parts of an archive, one after another, with their names.
fn everything(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut raw = Vec::new();
        all.push_str(&file.name().unwrap());
        file.read_to_end(&mut raw).unwrap();
        all.push_str(&String::from_utf8_lossy(&raw));
    }
    all
}

/// A JPEG of nothing but its head, turned, with a place.
fn jpeg() -> Vec<u8> {
    let mut tiff =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    tiff.extend(b"GPS 19.8075N");
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [
        &b"\xff\xd8\xff\xe1"[..],
        &length,
        &tiff,
        b"\xff\xda\0\x02scan\xff\xd9",
    ]
    .concat()
}

fn named(clean: &Clean) -> Vec<String> {
    clean
        .traces
        .iter()
        .flat_map(|(_, names)| names.clone())
        .collect()
}

#[test]
fn the_properties_of_a_document_go_and_the_rest_stays() {
    let properties = format!("<x:y><dc:creator>{SECRET}</dc:creator></x:y>");
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" \
        Target=\"word/document.xml\"/><Relationship Id=\"b\" Type=\"t/metadata/thumbnail\" \
        Target=\"docProps/thumbnail.jpeg\"/></Relationships>";
    let template = "<Relationships><Relationship Id=\"a\" Type=\"t/attachedTemplate\" \
        Target=\"file:///C:/Users/GiauTen/a.dotx\" TargetMode=\"External\"/></Relationships>";
    let book = "<workbook><x15ac:absPath url=\"C:\\Users\\GiauTen\\\"/><sheets/></workbook>";
    let parts: [(&str, &[u8]); 9] = [
        ("_rels/.rels", rels.as_bytes()),
        ("docProps/core.xml", properties.as_bytes()),
        ("docProps/app.xml", properties.as_bytes()),
        ("docProps/custom.xml", properties.as_bytes()),
        ("docProps/thumbnail.jpeg", b"GiauTen"),
        ("word/_rels/settings.xml.rels", template.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "word/document.xml",
            "<w:document>Nội dung</w:document>".as_bytes(),
        ),
        ("word/media/image1.jpeg", &jpeg()),
    ];
    let bytes = packed(&parts);
    let cleaned = clean("a.docx", bytes.clone());
    let all = everything(&cleaned.bytes);
    assert!(cleaned.traces.is_none(), "{:?}", cleaned.traces);
    for secret in [SECRET, "GiauTen", "thumbnail", "GPS"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert!(
        all.contains("Nội dung") && all.contains("word/document.xml") && all.contains("<sheets/>")
    );
    // A picture stays turned.
    assert!(all.contains("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"));
    assert_eq!(cleaned.bytes, clean("a.docx", bytes).bytes);
    let again = clean("a.docx", cleaned.bytes.clone());
    assert_eq!(again.bytes, cleaned.bytes);
    // Inside another document too.
    let outer = clean(
        "b.pptx",
        packed(&[("ppt/embeddings/a.docx", &packed(&parts))]),
    );
    let mut archive = ZipArchive::new(Cursor::new(&outer.bytes)).unwrap();
    let mut inner = Vec::new();
    archive
        .by_index(0)
        .unwrap()
        .read_to_end(&mut inner)
        .unwrap();
    assert!(!everything(&inner).contains(SECRET));
}

#[test]
fn libreoffice_properties_and_thumbnails_go() {
    let meta =
        format!("<office:meta><meta:initial-creator>{SECRET}</meta:initial-creator></office:meta>");
    let manifest = "<manifest:manifest><manifest:file-entry \
        manifest:full-path=\"Thumbnails/thumbnail.png\" \
        manifest:media-type=\"image/png\"/><manifest:file-entry manifest:full-path=\"content.xml\" \
        manifest:media-type=\"text/xml\"/></manifest:manifest>";
    let annotation = "<office:annotation><dc:creator>Lê Ghi Chú</dc:creator>…</office:annotation>";
    let bytes = packed(&[
        ("meta.xml", meta.as_bytes()),
        ("Thumbnails/thumbnail.png", b"x"),
        ("content.xml", annotation.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ]);
    let cleaned = clean("a.odt", bytes);
    let all = everything(&cleaned.bytes);
    assert!(
        !all.contains(SECRET) && !all.contains("Thumbnails/") && all.contains("content.xml"),
        "{all}"
    );
    assert_eq!(
        cleaned.traces,
        Some((Traces::OpenDocument, vec!["Lê Ghi Chú".to_owned()]))
    );
}

#[test]
fn authors_of_comments_and_changes_are_told() {
    let parts: [(&str, &str, &str); 7] = [
        (
            "a.docx",
            "word/comments.xml",
            "<w:comment w:id=\"0\" w:author=\"@\">x</w:comment>",
        ),
        (
            "a.docx",
            "word/document.xml",
            "<w:ins w:id='1' w:author='@'><w:r/></w:ins>",
        ),
        (
            "a.docx",
            "word/people.xml",
            "<w15:person w15:author=\"@\"/>",
        ),
        (
            "a.xlsx",
            "xl/comments1.xml",
            "<comments><authors><author>@</author></authors></comments>",
        ),
        (
            "a.xlsx",
            "xl/persons/person.xml",
            "<person displayName=\"@\" id=\"{0}\"/>",
        ),
        (
            "a.pptx",
            "ppt/commentAuthors.xml",
            "<p:cmAuthor id=\"1\" name=\"@\" initials=\"G\"/>",
        ),
        (
            "a.xlsx",
            "xl/revisions/userNames.xml",
            "<users><userInfo userName=\"@\"/></users>",
        ),
    ];
    for (name, part, text) in parts {
        let cleaned = clean(
            name,
            packed(&[(part, text.replace('@', "Trần &amp; Hà").as_bytes())]),
        );
        assert_eq!(
            cleaned.traces,
            Some((Traces::Office, vec!["Trần & Hà".to_owned()])),
            "{part}"
        );
    }
    let no_author = "<w:ins w:author=\"Author\"/><w:del w:author=\"\"/>";
    let cleaned = clean(
        "a.docx",
        packed(&[("word/document.xml", no_author.as_bytes())]),
    );
    assert_eq!(cleaned.traces, None);
}

#[test]
fn what_is_signed_is_left_and_what_is_closed_is_told() {
    let core = format!("<cp:x><dc:creator>{SECRET}</dc:creator></cp:x>");
    let bytes = packed(&[
        ("docProps/core.xml", core.as_bytes()),
        ("_xmlsignatures/sig1.xml", b"<Signature/>"),
    ]);
    let cleaned = clean("a.docx", bytes.clone());
    assert_eq!(cleaned.bytes, bytes);
    assert_eq!(named(&cleaned), [SECRET]);
    for bytes in [&b"no archive"[..], b"\xd0\xcf\x11\xe0 a password"] {
        let cleaned = clean("a.docx", bytes.to_vec());
        assert_eq!(cleaned.traces, Some((Traces::Closed, Vec::new())));
    }
}

#[test]
fn properties_of_a_pdf_are_blanks_of_the_same_length() {
    let wide = "FEFF004E00670075";
    let text = format!(
        "%PDF-1.4\n1 0 obj << /Author (An \\(Giau\\) Ten) /Creator <{wide}> /Title (Bao cao) >> \
         endobj\n<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>{SECRET}</rdf:li></rdf:Seq></dc:creator><rdf:Description \
         pdf:Producer=\"May GiauTen\"/></x:xmpmeta>\n"
    );
    let mut bytes = text.into_bytes();
    bytes.extend(jpeg());
    let cleaned = clean("a.pdf", bytes.clone());
    let all = String::from_utf8_lossy(&cleaned.bytes);
    assert_eq!(cleaned.bytes.len(), bytes.len());
    for secret in [SECRET, "Giau", wide, "GPS"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert!(all.contains("/Title (Bao cao)") && all.contains("scan"));
    assert_eq!(cleaned.traces, None);
}

#[test]
fn names_that_stay_in_a_pdf_are_told() {
    let note =
        b"%PDF-1.4\n2 0 obj << /Type /Annot /Subtype /Highlight /T (Le Ghi Chu) >> endobj".to_vec();
    assert_eq!(named(&clean("a.pdf", note)), ["Le Ghi Chu"]);
    let field = b"%PDF-1.4\n2 0 obj << /Subtype /Widget /T (truong1) >> endobj".to_vec();
    assert!(named(&clean("a.pdf", field)).is_empty());
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed
        .write_all(b"1 0 << /Author <FEFF00C00110> >>")
        .unwrap();
    let head = &b"%PDF-1.5\n3 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\r\n"[..];
    let bytes = [head, &packed.finish().unwrap(), b"\r\nendstream"].concat();
    assert_eq!(named(&clean("a.pdf", bytes)), ["ÀĐ"]);
    let signed = b"%PDF-1.4\n<< /Author (An) /ByteRange [0 1 2 3] >>".to_vec();
    let cleaned = clean("a.pdf", signed.clone());
    assert_eq!(
        (named(&cleaned), cleaned.bytes),
        (vec!["An".to_owned()], signed)
    );
    let locked = clean("a.pdf", b"%PDF-1.4\ntrailer << /Encrypt 5 0 R >>".to_vec());
    assert_eq!(locked.traces, Some((Traces::Closed, Vec::new())));
}

#[test]
fn authors_of_old_documents_and_places_of_films_are_told() {
    // A set of properties ([MS-OLEPS] 2.21): 28 bytes, the identifier, where the section begins.
    let mut stream = vec![0; 28];
    stream.extend([
        0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 8, 0, 0x2b, 0x27, 0xb3, 0xd9,
    ]);
    for number in [48_u32, 36, 1, 4, 16, 0x1e, 8] {
        stream.extend(number.to_le_bytes());
    }
    stream.extend(b"Le Van\0\0");
    // In pieces, as programs leave it that save often.
    let pieces = clean(
        "a.doc",
        compound::container("\u{5}SummaryInformation", &stream),
    );
    assert_eq!(named(&pieces), ["Le Van"]);
    let bytes = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504], &stream].concat();
    let cleaned = clean("a.doc", bytes);
    assert_eq!(
        cleaned.traces,
        Some((Traces::Old, vec!["Le Van".to_owned()]))
    );
    let rich = clean("a.doc", b"{\\rtf1{\\info{\\author Ha Mot}}}".to_vec());
    assert_eq!(named(&rich), ["Ha Mot"]);
    let film = clean(
        "a.mp4",
        b"....\xa9xyz\0\x12\x15\xc7+21.0285+105.8542/".to_vec(),
    );
    assert_eq!(
        film.traces,
        Some((Traces::Film, vec!["+21.0285+105.8542".to_owned()]))
    );
    let open = clean(
        "a.mp4",
        b"....\xa9xyz\0\x11\x15\xc7+21.0285+105.8542\0\0".to_vec(),
    );
    assert_eq!(open.traces, film.traces);
    let android = clean("a.mp4", b"\0\0\0\x20loci\0\0\0\0\x15\xc7\0\0".to_vec());
    assert_eq!(named(&android), ["loci"]);
    assert_eq!(clean("a.mp4", b"velocity, loci of".to_vec()).traces, None);
}

#[test]
fn names_of_a_pdf_in_other_spellings_are_found() {
    let plain = "%PDF-1.4\n1 0 obj << /Author (Le Van) >> endobj\n";
    for text in [
        plain.to_owned(),
        plain.replace("/Author", "/Auth#6fr"),
        plain.replace("/Author", "/#41utho#72"),
        plain.replace("(Le Van)", "<4c652056616e>"),
        // As macOS writes it.
        plain.replace("(Le Van)", "12 0 R") + "2 0 obj (a) endobj\n12 0 obj\n(Le Van)\nendobj\n",
    ] {
        let Clean { bytes, traces } = clean("a.pdf", text.clone().into_bytes());
        let out = String::from_utf8(bytes).unwrap();
        assert!(!out.contains("Le Van") && !out.contains("4c6520"), "{out}");
        assert_eq!((out.len(), traces), (text.len(), None), "{text}");
    }
}

/// Time does not grow with the square: what is crowded is not looked into, which is reported.
#[test]
fn a_crowded_pdf_ends() {
    for part in [
        "/Author<",
        "/Author(",
        "/Author 5 0 R",
        "<dc:creator",
        "<dc:creator>",
        " pdf:Author=\"",
        "/Subtype/Text",
        "#/Auth",
    ] {
        let text = "%PDF-1.4\n".to_owned() + &part.repeat((4 << 20) / part.len());
        let traces = clean("a.pdf", text.into_bytes()).traces;
        let expected = (part != "#/Auth").then(|| (Traces::Closed, Vec::new()));
        assert_eq!(traces, expected, "{part}");
    }
}

#[test]
fn more_metadata_of_office_documents_goes() {
    let core = format!("<cp:coreProperties><dc:creator>{SECRET}</dc:creator></cp:coreProperties>");
    let webp = [
        b"RIFF\x2e\0\0\0WEBPVP8X\x0a\0\0\0\x0c\0\0\0\0\0\0\0\0\0EXIF\x07\0\0\0".as_slice(),
        b"Le Van!\0",
    ]
    .concat();
    let document = packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "package/services/metadata/core-properties/a1.psmdcp",
            core.as_bytes(),
        ),
        ("word/media/image1.webp", &webp),
    ]);
    let Clean { bytes, traces } = clean("a.docx", document);
    let all = everything(&bytes);
    assert!(!all.contains(SECRET) && !all.contains("Le Van!"), "{all}");
    assert_eq!(traces, None);
}

#[test]
fn folders_of_people_and_tags_with_other_signs_are_reported() {
    let target = "Type=\"x/externalLinkPath\" Target=\"file:///C:\\Users\\le.van\\so-lieu.xlsx\"";
    let relations = format!("<Relationships><Relationship Id=\"r1\" {target}/></Relationships>");
    let comments = "<w:comments><w:comment w:initials=\">\" w:author=\"Ha Mot\"/></w:comments>";
    let workbook = "<workbook><x15ac:absPath url='D:/Users/le.van/' x='>'/></workbook>";
    let document = packed(&[
        (
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            relations.as_bytes(),
        ),
        ("word/comments.xml", comments.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
    ]);
    let cleaned = clean("a.xlsx", document);
    assert_eq!(named(&cleaned), ["Ha Mot", "le.van"]);
    assert!(everything(&cleaned.bytes).contains("<x15ac:absPath url='' x='>'/>"));
    let public = b"%PDF-1.4 (file:///C:/Users/Public/a.pdf) (https://a.example/Users/an/)";
    assert_eq!(clean("a.pdf", public.to_vec()).traces, None);
}

/// Time does not grow with the square of a part.
#[test]
fn a_crowded_part_ends() {
    let template = "<Relationship Type=\"a/attachedTemplate\" Target=\"C:\\a.dotm\"/>";
    let many = template.repeat(60_000);
    let relations = format!("<Relationships>{many}</Relationships>");
    let document = packed(&[("word/_rels/settings.xml.rels", relations.as_bytes())]);
    let cleaned = everything(&clean("a.docx", document).bytes);
    assert_eq!(cleaned.matches("Target=\"Normal.dotm\"").count(), 60_000);
}

#[test]
fn all_parts_together_have_a_bound() {
    let part = vec![b' '; 1_000];
    let inner = packed(&[("word/a.xml", &part), ("word/b.xml", &part)]);
    let document = packed(&[("word/c.xml", &part), ("word/embeddings/a.docx", &inner)]);
    let all = 3_000 + inner.len() as u64;
    assert!(office::within(&document, 0, &mut { all }).is_some());
    assert!(office::within(&document, 0, &mut { all - 1 }).is_none());
}

#[test]
fn a_pdf_behind_other_bytes_is_cleaned_too() {
    let pdf = b"\r\n\r\n%PDF-1.4\n1 0 obj << /Author (Le Van Giau) >> endobj";
    check("a.pdf", pdf).unwrap();
    let cleaned = clean("a.pdf", pdf.to_vec());
    let gone = memchr::memmem::find(&cleaned.bytes, b"Giau").is_none();
    assert!(gone && cleaned.bytes.len() == pdf.len());
}

#[test]
fn a_document_is_known_by_names_of_parts_alone() {
    let types = ("[Content_Types].xml", &b"<Types/>"[..]);
    let drawn: &[u8] = b"\xff\xd8 xl/ word/ \xff\xd9";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [types, ("ppt/a.xml", b"<p/>"), ("ppt/media/a.jpg", drawn)] {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, stored).unwrap();
        writer.write_all(bytes).unwrap();
    }
    let slides = writer.finish().unwrap().into_inner();
    check("a.pptx", &slides).unwrap();
    for name in ["a.xlsx", "a.docx"] {
        assert!(check(name, &slides).is_err(), "{name}");
    }
}
