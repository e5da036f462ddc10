//! What comes from Word and from web pages: Markdown, pictures, and what was left out.

use std::io::{Cursor, Write as _};

use tiendo::edit::paste::html;
use tiendo::edit::word::{LeftOut, Refused, docx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn markdown(text: &str) -> String {
    html(text).markdown
}

#[test]
fn what_word_puts_on_the_clipboard() {
    let word = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{margin:0}</style></head><body lang=VI>\
        <!--StartFragment--><h1>Kết quả<o:p></o:p></h1>\
        <p class=MsoNormal><span style='font-size:14.0pt;font-family:\"Times New Roman\"'>Toàn tỉnh có <b>170.324</b> lượt&nbsp;nộp,&nbsp;vượt <i>chỉ tiêu</i>.<o:p></o:p></span></p>\
        <p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Nhà máy<o:p></o:p></p>\
        <p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Tổ một</p>\
        <p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span></span><![endif]>Trường học</p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Đơn vị</b></p></td><td><p class=MsoNormal>Số lượt</p></td></tr><tr><td><p>Hoằng Hóa</p></td><td><p>12</p></td></tr></table>\
        <p class=MsoNormal><a href=\"https://example.org/a\">Xem thêm</a> <a name=\"_Toc1\">đây</a></p><!--EndFragment--></body></html>";
    let expected = "## Kết quả\n\nToàn tỉnh có **170.324** lượt nộp, vượt *chỉ tiêu*.\n\n- Nhà máy\n    - Tổ một\n1. Trường học\n\n\
        | **Đơn vị** | Số lượt |\n| --- | --- |\n| Hoằng Hóa | 12 |\n\n[Xem thêm](https://example.org/a) đây";
    let found = markdown(word);
    assert_eq!(found, expected);
}

#[test]
fn web_pages_and_google_docs() {
    let docs = "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-weight:700\">Đậm</span><span> và </span><span style=\"font-style:italic\">nghiêng</span></p><ul><li><p>Một</p></li><li><p>Hai</p></li></ul></b>";
    assert_eq!(markdown(docs), "**Đậm** và *nghiêng*\n\n- Một\n- Hai");
    let page = "<div onclick=x()><script>alert(1)</script><h4>Đề mục</h4><p>Câu<br>xuống dòng <img src=a.jpg alt=ảnh> <a href='javascript:alert(1)'>xấu</a></p></div>";
    let pasted = html(page);
    assert_eq!(pasted.pictures, 1);
    assert!(
        !pasted.markdown.contains("alert") && !pasted.markdown.contains("javascript"),
        "{}",
        pasted.markdown
    );
    assert!(
        pasted.markdown.starts_with("#### Đề mục\n\nCâu"),
        "{}",
        pasted.markdown
    );
}

#[test]
fn what_would_take_long_or_too_much_is_refused() {
    assert!(html(&"<div>".repeat(100_000)).refused);
    assert!(html(&"a".repeat((4 << 20) + 1)).refused);
    assert!(!html(&"<b>".repeat(300)).refused);
    assert!(!html(&"<p>a<br>".repeat(20_000)).refused);
}

pub(crate) fn file(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) const STYLES: &[u8] = br#"<w:styles xmlns:w="w"><w:style w:styleId="u1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="u2"><w:name w:val="heading 2"/></w:style></w:styles>"#;
pub(crate) const NUMBERING: &[u8] = br#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
pub(crate) const RELATIONSHIPS: &[u8] = br#"<Relationships><Relationship Id="r1" Target="https://example.org/a"/><Relationship Id="r2" Target="media/image1.png"/><Relationship Id="r3" Target="media/image2.emf"/></Relationships>"#;

pub(crate) fn document(body: &str) -> String {
    format!(
        "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\"><w:body>{body}</w:body></w:document>"
    )
}

#[test]
fn headings_lists_tables_links_and_pictures() {
    let item = |list: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr><w:r><w:t>Kết quả</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t xml:space=\"preserve\">Có </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>170.324</w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> lượt &lt;nộp&gt; A&amp;B, </w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>.</w:p>".to_owned(),
        item(2, "Nhà máy"), item(2, "Trường"), item(1, "Bước"),
        "<w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>Xem</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:p><w:r><w:drawing><a:blip r:embed=\"r2\"/></w:drawing></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:drawing><a:blip r:embed=\"r3\"/></w:drawing></w:r></w:p>".to_owned(),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Đơn vị"), cell("Số"), cell("Hoằng Hóa"), cell("12")),
    ].concat();
    let bytes = file(&[
        ("word/document.xml", document(&body).as_bytes()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", RELATIONSHIPS),
        ("word/media/image1.png", b"png"),
        ("word/media/image2.emf", b"emf"),
        ("word/comments.xml", b"<w:comments/>"),
    ]);
    let draft = docx(&bytes).unwrap();
    let expected = "## Kết quả\n\nCó **170.324** lượt <nộp> A&B, thêm\n\n- Nhà máy\n- Trường\n1. Bước\n\n[Xem](https://example.org/a)\n\n![](image1.png)\n\n![](image2.emf)\n\n| Đơn vị | Số |\n| --- | --- |\n| Hoằng Hóa | 12 |";
    assert_eq!(
        draft
            .markdown
            .replace("\\<", "<")
            .replace("\\>", ">")
            .replace("&lt;", "<")
            .replace("&gt;", ">"),
        expected
    );
    assert_eq!(draft.pictures, [("image1.png".to_owned(), b"png".to_vec())]);
    assert_eq!(
        draft.left_out,
        [LeftOut::Comments, LeftOut::Deleted, LeftOut::Pictures]
    );
}

#[test]
fn text_boxes_are_behind_their_paragraph_and_not_twice() {
    let text_box = "<w:txbxContent><w:p><w:r><w:t>Khung</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>Trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{text_box}</mc:Choice><mc:Fallback>{text_box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> sau</w:t></w:r></w:p>"
    );
    let bytes = file(&[("word/document.xml", document(&body).as_bytes())]);
    assert_eq!(docx(&bytes).unwrap().markdown, "Trước sau\n\nKhung");
}

#[test]
fn other_files_and_bombs_are_refused() {
    assert_eq!(docx(b"PK"), Err(Refused::Kind));
    assert_eq!(
        docx(&file(&[("xl/workbook.xml", b"<a/>")])),
        Err(Refused::Kind)
    );
    let zeros = vec![b' '; 40 << 20];
    assert_eq!(
        docx(&file(&[("word/document.xml", &zeros)])),
        Err(Refused::Size)
    );
    let deep = document(&"<w:tbl><w:tr><w:tc>".repeat(10_000));
    assert_eq!(
        docx(&file(&[("word/document.xml", deep.as_bytes())])),
        Err(Refused::Size)
    );
}
