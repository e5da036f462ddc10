//! What comes into the text of an item: from Word, and from what the site has. Nothing of it is
//! saved before somebody presses Save.

use crate::common::{bytes, put, small_site};
use crate::desk_client::{Answer, Desk, multipart, waiting};
use crate::edit_word::{NUMBERING, RELATIONSHIPS, STYLES, document, file};
use crate::photos::photo;

const NEWS: &str = "content/news/tin.md";
const TEXT: &str = "---\ntitle: Tin\ndate: 2022-06-01\n---\nĐoạn đầu.\n";

fn site() -> tempfile::TempDir {
    let root = small_site();
    put(root.path(), NEWS, TEXT);
    root
}

/// The text in the form of a page.
fn text(page: &Answer) -> String {
    let rest = page.body.split("name=\"body\"").nth(1);
    let rest = rest.unwrap_or_else(|| panic!("{}", page.body));
    let inside = rest.split_once(">\n").unwrap().1;
    let inside = inside.split("</textarea>").next().unwrap();
    let signs = [
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#39;", "'"),
    ];
    let mut text = inside.to_owned();
    for (entity, sign) in signs {
        text = text.replace(entity, sign);
    }
    text.replace("&amp;", "&").trim().to_owned()
}

#[test]
fn what_word_puts_on_the_clipboard_becomes_markdown() {
    let root = site();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let word = "<html><body><!--StartFragment--><h1>Kết quả<o:p></o:p></h1><p \
                class=MsoNormal>Có <b>170.324</b> lượt nộp.<script>alert(1)</script></p>\
                <table><tr><td>Đơn vị</td><td>Số</td></tr><tr><td>Hoằng \
                Hóa</td><td>12</td></tr></table><!--EndFragment--></body></html>";
    let paste = |token: &str, text: &[u8]| {
        let body = multipart(&[("token", token)], &[("html", "paste.html", text)]);
        desk.send_form("/dan", &cookie, &body)
    };
    let found = paste(&token, word.as_bytes());
    assert!(found.head.contains("text/plain"), "{}", found.head);
    let expected = "## Kết quả\n\nCó **170.324** lượt nộp.\n\n| Đơn vị | Số |\n| --- | --- |\n| \
                    Hoằng Hóa | 12 |";
    assert_eq!(found.body.trim(), expected);
    assert_eq!(paste("0", word.as_bytes()).status, 403);
    assert_eq!(paste(&token, &vec![b'a'; 5 << 20]).status, 413);
    let deep = "<div>".repeat(100_000);
    assert_eq!(paste(&token, deep.as_bytes()).status, 422);
    assert_eq!(waiting(root.path()), Vec::<String>::new());
}

#[test]
fn a_word_file_becomes_the_text_of_a_form_that_is_not_saved() {
    let root = site();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let version = desk.version(NEWS, &cookie);
    let body = "<w:p><w:pPr><w:pStyle w:val=\"u2\"/></w:pPr><w:r><w:t>Kết \
                quả</w:t></w:r></w:p><w:p><w:r><w:drawing><a:blip \
                r:embed=\"r2\"/></w:drawing></w:r></w:p><w:p><w:r><w:drawing><a:blip \
                r:embed=\"r3\"/></w:drawing></w:r></w:p><w:p><w:r><w:t>Hết.</w:t></w:r></w:p>";
    let picture = photo(640, 480);
    let word = file(&[
        ("word/document.xml", document(body).as_bytes()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", RELATIONSHIPS),
        ("word/media/image1.png", &picture),
        ("word/media/image2.emf", b"emf"),
    ]);
    let form = |path: &str, more: &[(&str, &str)], word: &[u8]| {
        let mut fields = vec![("token", token.as_str()), ("then", "word")];
        fields.extend(more);
        let body = multipart(&fields, &[("word", "Báo cáo.docx", word)]);
        desk.send_form(path, &cookie, &body)
    };
    let open = [
        ("file", NEWS),
        ("n", "0"),
        ("version", version.as_str()),
        ("title", "Tin mới hơn"),
        ("body", "Đoạn đầu.\r\n"),
    ];
    let page = form("/sua", &open, &word);
    assert_eq!(page.status, 200, "{}", page.body);
    let expected = "Đoạn đầu.\n\n## Kết quả\n\n![](media/bao-cao-1.jpg)\n\nHết.";
    assert_eq!(text(&page), expected);
    assert!(page.body.contains("value=\"Tin mới hơn\""), "{}", page.body);
    assert!(
        page.body.contains("Some pictures were left out"),
        "{}",
        page.body
    );
    assert_eq!(page.input("version"), version);
    let mut all = bytes(root.path());
    let stored = all.remove("content/media/bao-cao-1.jpg").unwrap();
    assert!(!stored.windows(3).any(|part| part == b"GPS"));
    assert_eq!(all[NEWS], TEXT.as_bytes(), "nothing is saved");
    let new = [("s", "tin"), ("title", "Một tin"), ("body", "")];
    let page = form("/moi", &new, &word);
    assert_eq!(text(&page), expected.split_once("\n\n").unwrap().1);
    assert_eq!(bytes(root.path()).len(), all.len() + 1, "stored once");
    for bad in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0", b"text"] {
        let page = form("/sua", &open, bad);
        assert!(page.body.contains("cannot be read"), "{}", page.body);
        assert_eq!(text(&page), "Đoạn đầu.", "what was typed stays");
    }
    assert_eq!(waiting(root.path()), Vec::<String>::new());
}

#[test]
fn pictures_figures_and_charts_are_chosen_from_a_list() {
    let root = site();
    put(root.path(), "content/media/a.jpg", photo(700, 500));
    put(root.path(), "content/media/k.pdf", "%PDF-1.4");
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let version = desk.version(NEWS, &cookie);
    let form = |then: &str, code: &str| {
        let pairs = [
            ("token", token.as_str()),
            ("file", NEWS),
            ("n", "0"),
            ("version", version.as_str()),
            ("title", "Tin \"mới\""),
            ("body", "Một.\r\n\r\nHai."),
            ("then", then),
            ("code", code),
        ];
        desk.post("/sua", &cookie, &pairs)
    };
    let page = form("choose", "");
    assert_eq!(page.status, 200, "{}", page.body);
    for code in [
        "![](media/a.jpg)",
        "[](media/k.pdf)",
        "metric=&quot;submitted&quot;",
    ] {
        assert!(page.body.contains(code), "{code}: {}", page.body);
    }
    assert!(
        page.body.contains("Một.\r\n\r\nHai.</textarea>"),
        "{}",
        page.body
    );
    assert!(page.body.contains("name=\"version\""), "{}", page.body);
    let page = form("put", "![Ảnh](media/a.jpg)");
    assert_eq!(text(&page), "Một.\n\nHai.\n\n![Ảnh](media/a.jpg)");
    assert!(page.body.contains("Tin &quot;mới&quot;"), "{}", page.body);
    assert_eq!(
        bytes(root.path())[NEWS],
        TEXT.as_bytes(),
        "nothing is saved"
    );
    let list = desk.get("/chen", &cookie).body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["pictures"][0]["code"], "![](media/a.jpg)");
    assert_eq!(list["documents"][0]["label"], "k.pdf");
    assert!(list["charts"].is_array() && list["figures"][0]["code"].is_string());
    assert_eq!(desk.get("/chen", "").location(), "/vao");
}

#[test]
fn what_another_saved_meanwhile_is_noticed_after_something_was_put_in() {
    let root = site();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let version = desk.version(NEWS, &cookie);
    let other = TEXT.replace("Đoạn đầu", "Đoạn của người khác");
    put(root.path(), NEWS, &other);
    let pairs = |version: &str, then: &str| {
        let pairs = [
            ("token", token.as_str()),
            ("file", NEWS),
            ("n", "0"),
            ("version", version),
            ("body", "Đoạn của tôi."),
            ("then", then),
            ("code", "Thêm."),
        ];
        desk.post("/sua", &cookie, &pairs)
    };
    let page = pairs(&version, "put");
    let version = page.input("version");
    assert_eq!(pairs(&version, "").status, 409);
    assert_eq!(bytes(root.path())[NEWS], other.as_bytes());
}
