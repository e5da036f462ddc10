//! Photos and documents that are sent to the desk: what is stored of them, and what is refused.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{bytes, put, small_site, unzipped};
use crate::desk_client::{Answer, Desk, multipart, office, user, waiting};
use crate::photos::{huge, photo};

type Person = (String, String);

/// A file of a form: its name, its words, its bytes.
type File<'a> = (&'a str, &'a str, &'a [u8]);

fn sent(desk: &Desk, (cookie, token): &Person, files: &[File]) -> Answer {
    let mut fields = vec![("token", token.as_str())];
    fields.extend(files.iter().map(|(_, words, _)| ("words0", *words)));
    let files: Vec<(&str, &str, &[u8])> = files
        .iter()
        .map(|(name, _, bytes)| ("file0", *name, *bytes))
        .collect();
    desk.send_form("/anh", cookie, &multipart(&fields, &files))
}

/// The files of content/media/ by their names.
fn media(root: &Path) -> BTreeMap<String, Vec<u8>> {
    bytes(&root.join("content/media"))
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|part| part == word.as_bytes())
}

#[test]
fn photos_of_a_phone_are_upright_small_and_say_no_place() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let (first, second) = (photo(3000, 2250), photo(800, 600));
    assert!(has(&first, "GPS 19.8075N"), "the photo has a place");
    let files: [File; 2] = [
        ("Hội nghị.JPG", "Hội nghị tổng kết", &first),
        ("IMG_0001.jpg", "Máy ép mếch", &second),
    ];
    let done = sent(&desk, &who, &files);
    assert_eq!(done.location(), "/anh?xong=2", "{}", done.body);
    let kept = media(root.path());
    let names: Vec<&String> = kept.keys().collect();
    assert_eq!(names, ["hoi-nghi.jpg", "img-0001.jpg"]);
    for (name, bytes) in &kept {
        for word in ["GPS", "19.8075", "Exif", "II*"] {
            assert!(!has(bytes, word), "{name}: {word}");
        }
    }
    let size = |name: &str| {
        let image = image::load_from_memory(&kept[name]).unwrap();
        (image.width(), image.height())
    };
    assert_eq!(
        size("hoi-nghi.jpg"),
        (1500, 2000),
        "turned, and made smaller"
    );
    assert_eq!(size("img-0001.jpg"), (600, 800), "turned");
    assert_eq!(waiting(root.path()), Vec::<String>::new());
    let page = desk.get("/anh?q=tong+ket", &who.0).body;
    assert!(page.contains("content/media/hoi-nghi.jpg"), "{page}");
    assert!(!page.contains("img-0001.jpg"), "{page}");
    let shown = desk.get("/anh/tep?f=content%2Fmedia%2Fhoi-nghi.jpg", &who.0);
    assert!(shown.head.contains("image/jpeg"), "{}", shown.head);
    assert!(shown.head.contains("sandbox"), "{}", shown.head);
}

#[test]
fn where_a_photo_is_used() {
    let root = small_site();
    put(root.path(), "content/media/a.jpg", photo(700, 500));
    let text = "---\ntitle: Tin có ảnh\ndate: 2022-06-01\n---\n![Ảnh](media/a.jpg)\n";
    put(root.path(), "content/news/tin.md", text);
    let desk = Desk::local(root.path());
    let (cookie, _) = desk.enter();
    let page = desk.get("/anh", &cookie).body;
    let link = "/sua?file=content%2Fnews%2Ftin.md&amp;n=0";
    assert!(page.contains(link) && page.contains("Tin có ảnh"), "{page}");
}

#[test]
fn nothing_is_written_over_and_no_name_is_a_path() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    put(root.path(), "content/media/a.jpg", "mine");
    let before = bytes(root.path());
    let jpeg = photo(300, 200);
    for name in [
        "a.jpg",
        "../../a.jpg",
        "..\\a.jpg",
        "/etc/a.jpg",
        "%2e%2e%2fa.jpg",
    ] {
        let done = sent(&desk, &who, &[(name, "Ảnh", &jpeg)]);
        assert_eq!(done.status, 303, "{name}: {}", done.body);
    }
    let mut after = bytes(root.path());
    let new = after.remove("content/media/a-2.jpg");
    assert!(
        new.is_some(),
        "the same photo is stored once under its name"
    );
    after.remove("content/media/2e-2e-2fa.jpg").unwrap();
    assert_eq!(after, before);
}

#[test]
fn what_cannot_be_shown_is_refused_in_plain_words() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let before = bytes(root.path());
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice();
    let jpeg = photo(300, 200);
    let large = huge();
    let files: [(&str, &str, &[u8], &str); 8] = [
        ("IMG_1.HEIC", "Ảnh", heic, "Most Compatible"),
        ("IMG_1.jpg", "Ảnh", heic, "Most Compatible"),
        ("a.png", "Ảnh", &large, "65500"),
        (
            "a.jpg",
            "Ảnh",
            b"<html><script>alert(1)</script>",
            "picture",
        ),
        ("a.html", "Trang", b"<script>alert(1)</script>", "PDF, Word"),
        ("a.exe", "Tệp", b"MZ", "PDF, Word"),
        ("a.php.svg/x", "Tệp", b"<?php", "PDF, Word"),
        ("a.jpg", "  ", &jpeg, "describe it"),
    ];
    for (name, words, bytes, why) in files {
        let refused = sent(&desk, &who, &[(name, words, bytes)]);
        assert_eq!(refused.status, 422, "{name}: {}", refused.body);
        let plain = refused.body.replace(['\u{a0}', ',', '.'], "");
        let why = why.replace([',', '.'], "");
        assert!(plain.contains(&why), "{name}: {}", refused.body);
    }
    let mut png = std::io::Cursor::new(Vec::new());
    let image = image::load_from_memory(&jpeg).unwrap();
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    let cut = sent(&desk, &who, &[("a.png", "Ảnh", &png[..png.len() / 2])]);
    assert_eq!(cut.status, 422, "a picture that is cut off");
    let large = photo(3000, 2250);
    for jpeg in [&jpeg, &large] {
        for end in [jpeg.len() / 2, jpeg.len() - 2] {
            let cut = sent(&desk, &who, &[("a.jpg", "Ảnh", &jpeg[..end])]);
            assert_eq!(cut.status, 422, "a photo that is cut off at {end}");
            assert!(cut.body.contains("cut off"), "{}", cut.body);
        }
    }
    assert_eq!(bytes(root.path()), before);
}

#[test]
fn a_file_without_bytes_is_named_and_does_not_take_the_words_of_the_next() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let files: [File; 2] = [
        ("trong.jpg", "Ảnh không chép được", b""),
        ("may.jpg", "Máy ép mếch", &photo(300, 200)),
    ];
    let done = sent(&desk, &who, &files);
    assert_eq!(done.status, 422, "{}", done.body);
    assert!(
        done.body.contains("<b>trong.jpg</b>: The file is empty"),
        "{}",
        done.body
    );
    let names: Vec<String> = media(root.path()).into_keys().collect();
    assert_eq!(names, ["may.jpg"]);
    assert!(
        !desk
            .get("/anh?q=khong+chep", &who.0)
            .body
            .contains("content/media/may.jpg")
    );
    assert!(
        desk.get("/anh?q=ep+mech", &who.0)
            .body
            .contains("content/media/may.jpg")
    );
    // An input in which nothing is chosen sends no name.
    let none = sent(
        &desk,
        &who,
        &[("", "", b""), ("may2.jpg", "Máy cắt", &photo(310, 200))],
    );
    assert_eq!(
        none.status, 422,
        "its words are those of the first input: {}",
        none.body
    );
}

#[test]
fn a_drawing_cannot_act() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='alert(1)'>\
               <script>alert(2)</script><rect width='9' height='9'/><a \
               href='javascript:alert(3)'><rect width='9' height='9'/></a><image href='https://evil.example/x.png'/></svg>";
    let done = sent(&desk, &who, &[("bieu.svg", "Biểu trưng", svg.as_bytes())]);
    assert_eq!(
        done.status, 200,
        "what was taken out is said: {}",
        done.body
    );
    assert!(done.body.contains("script"), "{}", done.body);
    let kept = media(root.path());
    let text = String::from_utf8(kept["bieu.svg"].clone()).unwrap();
    for word in ["script", "alert", "onload", "evil"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("<rect"), "{text}");
}

#[test]
fn documents_lose_the_names_of_people() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let core = "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:creator>Nguyễn Văn \
                Tèo</dc:creator></cp:coreProperties>";
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("docProps/core.xml", core),
        ("word/document.xml", "<w:document><w:body/></w:document>"),
    ];
    for (name, text) in parts {
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let file = archive.finish().unwrap().into_inner();
    let done = sent(&desk, &who, &[("Kế hoạch.docx", "Kế hoạch 2022", &file)]);
    assert!(matches!(done.status, 200 | 303), "{}", done.body);
    let kept = media(root.path()).remove("ke-hoach.docx").unwrap();
    for (name, part) in unzipped(&kept) {
        let text = String::from_utf8(part).unwrap();
        assert!(!text.contains("Tèo"), "{name}: {text}");
    }
}

#[test]
fn a_hundred_megabytes_and_forged_forms_leave_nothing() {
    let root = small_site();
    user(root.path(), "hoa", "writer", "mật khẩu dài 1");
    let desk = office(root.path());
    let who = desk.log_in("hoa", "mật khẩu dài 1");
    let before = bytes(root.path());
    let large = vec![0_u8; 100 << 20];
    assert_eq!(sent(&desk, &who, &[("a.jpg", "Ảnh", &large)]).status, 413);
    let jpeg = photo(300, 200);
    let forged = (who.0.clone(), "0".to_owned());
    assert_eq!(sent(&desk, &forged, &[("a.jpg", "Ảnh", &jpeg)]).status, 403);
    let nobody = (String::new(), who.1.clone());
    assert_eq!(sent(&desk, &nobody, &[("a.jpg", "Ảnh", &jpeg)]).status, 403);
    let many: Vec<File> = (0..21).map(|_| ("a.jpg", "Ảnh", &jpeg[..])).collect();
    assert_eq!(sent(&desk, &who, &many).status, 413);
    assert_eq!(bytes(root.path()), before);
    assert_eq!(waiting(root.path()), Vec::<String>::new());
    assert_eq!(
        sent(&desk, &who, &[("a.jpg", "Ảnh", &jpeg)]).status,
        303,
        "a writer may"
    );
}

#[test]
fn only_pictures_of_content_are_shown() {
    let root = small_site();
    put(root.path(), "content/media/a.pdf", "%PDF-1.4");
    put(root.path(), "secret.jpg", "x");
    let desk = Desk::local(root.path());
    let (cookie, _) = desk.enter();
    for path in [
        "content/site.yaml",
        "content/media/../../secret.jpg",
        "content/media/..%2f..%2fsecret.jpg",
        "secret.jpg",
        "/etc/hostname",
        "content/media/a.pdf",
        "content/media/none.jpg",
        ".tiendo/desk/users.json",
    ] {
        let answer = desk.get(&format!("/anh/tep?f={path}"), &cookie);
        assert_eq!(answer.status, 404, "{path}");
    }
    assert_eq!(
        desk.get("/anh/tep?f=content/media/a.jpg", "").location(),
        "/vao"
    );
}

#[test]
fn what_is_said_of_a_picture_is_text_wherever_it_is_shown() {
    let root = small_site();
    let desk = Desk::local(root.path());
    let who = desk.enter();
    let words = "\"><script>alert(1)</script>](javascript:alert(2)) `*";
    let jpeg = photo(300, 200);
    let done = sent(&desk, &who, &[("a.jpg", words, &jpeg)]);
    assert_eq!(done.status, 303, "{}", done.body);
    let choose = [
        ("token", who.1.as_str()),
        ("s", "tin"),
        ("title", words),
        ("body", words),
        ("then", "choose"),
    ];
    let pages = [
        desk.get("/anh", &who.0).body,
        desk.post("/moi", &who.0, &choose).body,
    ];
    for page in pages {
        assert!(page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("<script>alert"), "{page}");
    }
    let list = desk.get("/chen", &who.0);
    assert!(list.head.contains("text/plain"), "{}", list.head);
    let list: serde_json::Value = serde_json::from_str(&list.body).unwrap();
    let code = list["pictures"][0]["code"].as_str().unwrap();
    let brackets = code.replace("\\[", "").replace("\\]", "");
    assert_eq!(brackets.matches(']').count(), 1, "one link: {code}");
    assert!(code.ends_with("](media/a.jpg)"), "{code}");
}
