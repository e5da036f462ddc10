//! Tests of texts: what Markdown becomes, and what gets through.

use super::*;
use crate::base::{Lang, Messages};

fn html(text: &str) -> (String, Vec<&'static str>) {
    let origin = Origin {
        place: Place::File("content/news/a.md".into()),
    };
    let mut problems = Problems::default();
    let mut expand = |m: &Macro| match m.name.as_str() {
        "figure" => Ok("<data>5</data>".to_owned()),
        "chart" => Ok("<figure>c</figure>".to_owned()),
        name => Err(Problem::UnknownMacro {
            name: name.to_owned(),
        }),
    };
    let picture = |p: &Picture| {
        let tag = if p.alone { "figure" } else { "picture" };
        (p.path == "news/a.jpg").then(|| format!("<{tag}>{}|{}</{tag}>", p.alt, p.caption))
    };
    let contact = "# Địa chỉ";
    let messages = Messages::default();
    let mut around = Around {
        texts: messages.of(Lang::Vi),
        origin: &origin,
        resolve: &|path: &str| (path == "pages/lien-he.md").then(|| "../../lien-he/".to_owned()),
        hidden: &|_| false,
        nearest: &|_| None,
        nearest_file: &|_| None,
        people: &|_| Vec::new(),
        anchors: &|path| (path == "pages/lien-he.md").then(|| anchors(contact).into()),
        expand: &mut expand,
        picture: &picture,
    };
    let body = Body {
        text: text.to_owned(),
        first_line: 4,
    };
    let html = render(&body, &mut around, &mut problems);
    (html, problems.iter().map(|d| d.problem.code()).collect())
}

#[test]
fn macros_stand_inline_or_as_blocks() {
    assert_eq!(
        html("Có {{ figure }} lượt").0,
        "<p>Có <data>5</data> lượt</p>\n"
    );
    assert_eq!(html("{{ figure }} lượt").0, "<p><data>5</data> lượt</p>\n");
    assert_eq!(html("lượt {{ figure }}").0, "<p>lượt <data>5</data></p>\n");
    assert_eq!(html("{{ figure }}").0, "<p><data>5</data></p>\n");
    assert_eq!(
        html("a\n\n{{ chart }}\n\nb").0,
        "<p>a</p>\n<figure>c</figure>\n<p>b</p>\n"
    );
    assert_eq!(
        html("`{{ figure }}`").0,
        "<p><code>{{ figure }}</code></p>\n"
    );
    assert_eq!(html("{{ table }}").1, ["unknown-macro"]);
    assert_eq!(html("`{{ table }}` \\{\\{ table }}").1, [""; 0]);
    assert_eq!(
        html("## Có {{ figure }}\n\n[x](#co)"),
        (
            "<h2 id=\"co\">Có <data>5</data></h2>\n<p><a href=\"#co\">x</a></p>\n".into(),
            vec![]
        )
    );
    assert_eq!(
        html("a\n{{ chart }}\nb {{ chart }}").0,
        "<p>a</p>\n<figure>c</figure>\n<p>b <figure>c</figure></p>\n"
    );
    assert_eq!(
        html("- a\n\n- {{ chart id=\"*x*\" }}\n").0,
        "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<figure>c</figure>\n</li>\n</ul>\n"
    );
    assert_eq!(
        html("*a {{ figure* }}").0,
        "<p><em>a {{ figure</em> }}</p>\n"
    );
    assert_eq!(html("{{ figure x }}").1, ["bad-macro"]);
    assert_eq!(
        html("<details>\n{{ chart }}\n</details>\n\n<slot title=\"0\"></slot>").0,
        "<details>\n<figure>c</figure>\n</details>\n<p></p>\n"
    );
}

#[test]
fn nothing_hostile_gets_through() {
    let hostile = [
        "<script>alert(1)</script>",
        "<p>x</p><script>alert(1)</script>",
        "a <b onclick=alert(1)>b</b>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVa\tscript:alert(1)\">x</a>",
        "<iframe src=\"data:text/html,x\"></iframe>",
        "<style>*{display:none}</style>",
        "<form action=https://evil.example><input></form>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<div style=\"position:fixed\">x</div>",
        "<div\nstyle=\"position:fixed\">x</div>",
        "<div role=navigation class=nav id=noi-dung>x</div>",
        "<!--> <a href=x onclick=y()>a</a> -->",
        "<style><!--</style><b onclick=x()>a</b>",
        "<a href=\"https:evil\">x</a> [y](http:/\\evil)",
        "<slot title=\"0\">x</slot>",
    ];
    for text in hostile {
        let (out, codes) = html(text);
        let out = out.to_lowercase();
        let bad = [
            "<script",
            "onclick",
            "onerror",
            "onload",
            "javascript:",
            "<iframe",
            "<style",
            "style=",
            "<form",
            "<svg",
            "<slot",
            "role=\"",
            "id=",
            "class=",
            "evil",
        ];
        assert!(bad.iter().all(|bad| !out.contains(bad)), "{text}: {out}");
        assert!(
            !codes.is_empty()
                && codes
                    .iter()
                    .all(|c| matches!(*c, "unsafe-html" | "broken-link" | "missing-alt")),
            "{text}: {codes:?}"
        );
    }
    assert!(html("<svg/onload=alert(1)>").0.contains("&lt;svg"));
    let (out, codes) = html("[a](javascript:alert(1)) [b](//evil.example)");
    assert!(
        !out.contains("javascript") && !out.contains("evil"),
        "{out}"
    );
    assert_eq!(codes, ["broken-link", "broken-link"]);
    let (out, _) = html("<b title=\"{{ figure }}\">x</b>");
    assert!(!out.contains("<data"), "{out}");
}

#[test]
fn what_is_harmless_stays() {
    let (out, codes) = html(
        "H<sub>2</sub>O, <kbd>Ctrl</kbd>, \
         <mark>mới</mark>\n\n<details><summary>Xem</summary>\n\n**đậm**\n\n</details>",
    );
    assert!(codes.is_empty(), "{codes:?}");
    for part in [
        "H<sub>2</sub>O",
        "<kbd>Ctrl</kbd>",
        "<mark>mới</mark>",
        "<summary>Xem</summary>",
        "<strong>đậm</strong>",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let own = "<b>x</b>\n\n## Mục\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> [!NOTE]\n> \
     x[^1]\n\n[^1]: y\n\n{{ chart }}";
    let (out, _) = html(own);
    for part in [
        "<h2 id=\"muc\">",
        "class=\"scroll\"",
        "class=\"callout note\"",
        "id=\"fn-1\"",
        "<figure>c</figure>",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn anchors_and_links() {
    let (out, codes) = html(
        "# Đông Sơn\n\n## Đông Sơn\n\n[liên hệ](@/pages/lien-he.md#dia-chi) [trên](#dong-son-2)",
    );
    assert!(
        out.contains("<h2 id=\"dong-son\">") && out.contains("<h2 id=\"dong-son-2\">"),
        "{out}"
    );
    assert!(
        out.contains("href=\"../../lien-he/#dia-chi\"") && codes.is_empty(),
        "{out} {codes:?}"
    );
    assert!(
        html("[a](../pages/lien-he.md)")
            .0
            .contains("href=\"../../lien-he/\"")
    );
    assert_eq!(
        html("[a](@/pages/lien-he.md#khac) [b](#khac) [c](../pages/x.md)").1,
        ["broken-link"; 3]
    );
}

#[test]
fn pictures_stand_alone_or_in_a_line() {
    assert_eq!(
        html("a\n\n![Máy *may*](a.jpg \"Chú thích\")\n\nb").0,
        "<p>a</p>\n<figure>Máy may|Chú thích</figure>\n<p>b</p>\n"
    );
    assert_eq!(
        html("Xem ![hình](a.jpg) này").0,
        "<p>Xem <picture>hình|</picture> này</p>\n"
    );
    assert_eq!(html("![](a.jpg)").1, ["missing-alt"]);
    assert_eq!(html("![x](b.jpg)").1, ["missing-media"]);
}

#[test]
fn notes_and_callouts() {
    let (out, _) = html("Một[^a] hai[^b] lại[^a].\n\n[^b]: Chú *hai*.\n[^a]: Chú một.\n");
    assert!(
        out.contains("<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup>"),
        "{out}"
    );
    assert!(
        out.find("id=\"fn-1\"") < out.find("id=\"fn-2\"")
            && out.contains("Chú <em>hai</em>. <a href=\"#fnref-2\""),
        "{out}"
    );
    assert_eq!(out.matches("id=\"fnref-1\"").count(), 1);
    let (out, _) = html("> [!WARNING]\n> Cẩn thận");
    assert!(
        out.contains(
            "<div class=\"callout warning\" role=\"note\">\n<p class=\"callout-title\">Cảnh báo</p>"
        ),
        "{out}"
    );
}

#[test]
fn nothing_of_a_text_vanishes_unreported() {
    let codes = |text: &str| html(text).1;
    assert_eq!(
        codes("| a | b |\n| - | - |\n| 1 | 2 | 3 |\n"),
        ["table-cells"]
    );
    assert_eq!(
        codes("| a | b |\n| - | - |\n| 1 | 2 | |\n| x \\| y | 2 |\n"),
        [""; 0]
    );
    assert_eq!(codes("Có **chữ đậm"), ["unclosed-mark"]);
    assert_eq!(
        codes("Xem [^1] và [chữ][nguồn]."),
        ["no-footnote", "no-reference"]
    );
    assert_eq!(codes("Chữ.\n\n[^a]: Không ai nhắc."), ["unused-footnote"]);
    assert_eq!(
        codes("<?php x ?>\n\n<!DOCTYPE html>"),
        ["unsafe-html", "unsafe-html"]
    );
}

#[test]
fn blanks_in_names_and_first_lines_that_word_indents() {
    let picture = html("![Máy](<a.jpg>)").0;
    assert!(picture.contains("<figure>Máy|"), "{picture}");
    for text in [
        "![Máy](anh dep.jpg)",
        "![Máy](anh%20dep.jpg)",
        "![Máy](anh (1).jpg \"Chú thích\")",
    ] {
        assert_eq!(
            html(text),
            (String::from("<p></p>\n"), vec!["missing-media"]),
            "{text}"
        );
    }
    assert_eq!(
        files(
            "![a](anh dep.jpg) [b](../media/v%C4%83n b%E1%BA%A3n.pdf)",
            "content/news/x.md"
        ),
        ["news/anh dep.jpg", "media/văn bản.pdf"]
    );
    assert_eq!(
        html("    Thụt **đầu** dòng.\n\n\tTab").0,
        "<p>Thụt <strong>đầu</strong> dòng.</p>\n<p>Tab</p>\n"
    );
    assert_eq!(
        html("```\n    mã\n```").0,
        "<pre><code>    mã\n</code></pre>\n"
    );
    assert_eq!(
        html("`[a](b c.jpg)`").0,
        "<p><code>[a](b c.jpg)</code></p>\n"
    );
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        html("Xem https://a.example/x_y--z?b=1&c=\"2\", hoặc *www.b.example*.").0,
        "<p>Xem <a \
         href=\"https://a.example/x_y--z?b=1&amp;c=\">https://a.example/x_y--z?b=1&amp;c=</a>“2”, \
         hoặc <em><a href=\"http://www.b.example\">www.b.example</a></em>.</p>\n"
    );
    let once = html("[https://a.example](https://b.example) `https://c.example`").0;
    assert_eq!(once.matches("<a ").count(), 1, "{once}");
}

#[test]
fn a_mark_of_an_insert_cannot_be_written() {
    let (out, _) = html("<b>a</b> {{ chart }}\n\n<slot title=\"0\"></slot> \u{f8f4}0\u{f8f5}");
    assert_eq!(out.matches("<figure>").count(), 1, "{out}");
    let text = "<b>a</b> {{ figure }} <td>{{ figure }}</td>";
    assert_eq!(html(text).0.matches("<data>5</data>").count(), 2);
}

/// Whatever is written between the digits of a number, a reader sees them together.
#[test]
fn what_a_reader_sees_is_looked_at() {
    for (text, start) in [
        ("Gọi 0912[345](x)678", 6),
        ("0912[^1]345678\n\n[^1]: b", 0),
        ("a\n\n<p>0912<span lang=\"vi\">345</span>678</p>", 3),
        ("0912<!-- 7 -->345<wbr>678", 0),
        ("[gọi](tel:0912%33%345678)", 0),
        ("<p>0912<b\ntitle='a'>345</b>678</p>", 0),
    ] {
        let shown = read::Shown::new(text);
        let number = shown.words.find("0912345678");
        let number = number.unwrap_or_else(|| panic!("{text}: {:?}", shown.words));
        assert_eq!(shown.place(number), start, "{text}");
    }
    let cells = read::Shown::new("| a | b |\n|--|--|\n| 0912 | 345678 |\n");
    assert!(cells.words.contains("0912|345678"), "{}", cells.words);
    let html = "<table><tr><td>09<b>12</b></td><td>345<!-- a -->678</td></tr></table>\n";
    let cells = read::Shown::new(html);
    assert!(cells.words.contains("0912|345678"), "{}", cells.words);
}

#[test]
fn html_in_quotations_has_its_places() {
    for text in [
        "> <p>ạạ<b\n> title='ạ'>ạạ <a\n> href='khong.pdf'>ạ</a></b></p>\n",
        "- <div>ạ<b\n  title='ạ' onclick=x>ạ <img\n  src='khong.jpg' alt='ạ'>\n",
        "> > <p ạ\n> > <!-- ạ\n> > ạ --> {{ x }} <a href=ạ>",
    ] {
        assert!(!html(text).1.is_empty(), "{text}");
    }
}
