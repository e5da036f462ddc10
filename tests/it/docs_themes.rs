//! The page of what templates may use: made from `src/page/view.rs`, in words of people who write
//! HTML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Pick;
use crate::project::read;

const HEAD_EN: &str = r#"# Themes

This page is made from the code (`cargo test --test it docs`). A theme is a folder in themes/ with `templates/` (tera 2), `messages/` (Fluent) and `assets/`. The default theme is inside the program; a file of the same path in the site's own `themes/<theme>/` is before it, so a site overrides any single file. How the default theme looks: [pages.md](pages.md).

## Three ways, the smallest first

1. **Colours, type, distances:** write `themes/default/assets/site.css`. It is loaded last, after `style.css`.
2. **A strip above, a line in the foot, a script in the head of every page:** write `themes/default/templates/base.html` that begins with `{% extends "default/base.html" %}` and fills its blocks: `head`, `banner`, `before_content`, `after_content`, `foot`; `{{ super() }}` keeps what is there.
3. **A page in another way:** copy its template and change it.

```html
{% extends "default/base.html" %}
{% block banner %}<p class="wrap">Congress week: 12–16 May</p>{{ super() }}{% endblock banner %}
```

```sh
tiendo theme list                            # every file of the built-in theme
tiendo theme eject templates/article.html    # a copy in themes/<theme>/, to change
tiendo build --drafts                        # mau-giao-dien/ shows every part on one page
```

`themes/<theme>/ejected.txt` keeps what was copied: when the built-in file is another one in a newer program, the build says so (`theme-behind`).

## What a template has

`shell` (what every page has), `page` (the view of its kind, below), `site`, `urls` (addresses) and `t` (the words of the page's language). An address is below `shell.root`: `<a href="{{ shell.root }}{{ urls.news }}">`. Files are below `shell.files`; assets are named by their content, so a template finds them in `site.assets`. `links.html`, `top.html` and `foot.html` have `frame` in the place of `shell` and `page`: they are made once for all pages where they are the same, and `base.html` has them as `parts`.

A part that several pages use is a component. Its first line says what it is, the second what it needs; what has a `@` is taken from the page by itself:

```html
{{ <picture image={page.image} first={true} /> }}
```

What is wrong in a template is reported with its file, line and column, and nothing is published; a template that calls itself or writes more than 64 MB is stopped.

Types: `text`; `text?` may be missing, so ask with `{% if %}`; `yes or no`; `number`; `list of …`, to go through with `{% for %}`; a name with a capital is one of the tables below.
"#;

const HEAD_VI: &str = r#"# Giao diện

Trang này được tạo từ mã nguồn (`cargo test --test it docs`). Giao diện là một thư mục trong themes/ gồm `templates/` (tera 2), `messages/` (Fluent) và `assets/`. Giao diện mặc định nằm sẵn trong chương trình; tệp cùng đường dẫn trong `themes/<giao diện>/` của trang được dùng trước, nên có thể thay từng tệp một. Hình các trang: [pages.md](pages.md).

## Ba cách, từ nhẹ nhất

1. **Đổi màu, chữ, khoảng cách:** viết `themes/default/assets/site.css`. Tệp này được nạp sau cùng, sau `style.css`.
2. **Thêm dải thông báo, dòng ở chân trang, mã ở đầu mọi trang:** viết `themes/default/templates/base.html` bắt đầu bằng `{% extends "default/base.html" %}` rồi điền các khối: `head`, `banner`, `before_content`, `after_content`, `foot`; `{{ super() }}` giữ lại phần có sẵn.
3. **Trình bày lại một loại trang:** chép mẫu của trang đó rồi sửa.

```html
{% extends "default/base.html" %}
{% block banner %}<p class="wrap">Tuần lễ đại hội: 12–16/5</p>{{ super() }}{% endblock banner %}
```

```sh
tiendo theme list                            # mọi tệp của giao diện có sẵn
tiendo theme eject templates/article.html    # chép vào themes/<giao diện>/ để sửa
tiendo build --drafts                        # mau-giao-dien/ có mọi thành phần trên một trang
```

`themes/<giao diện>/ejected.txt` ghi lại tệp đã chép: khi bản có sẵn trong chương trình mới đã khác, lần dựng sẽ báo (`theme-behind`).

## Mẫu dùng được những gì

`shell` (phần chung của mọi trang), `page` (nội dung theo loại trang, xem các bảng), `site`, `urls` (địa chỉ) và `t` (câu chữ theo ngôn ngữ của trang). Địa chỉ tính từ `shell.root`: `<a href="{{ shell.root }}{{ urls.news }}">`. Tệp tính từ `shell.files`; tệp trong assets/ mang tên theo nội dung, mẫu lấy tên đó trong `site.assets`. `links.html`, `top.html` và `foot.html` có `frame` thay cho `shell` và `page`: chúng được tạo một lần cho mọi trang giống nhau, `base.html` nhận chúng trong `parts`.

Phần mà nhiều trang dùng chung là một thành phần (component). Dòng đầu của tệp cho biết đó là gì, dòng sau cho biết cần gì; chỗ có `@` được tự lấy từ trang:

```html
{{ <picture image={page.image} first={true} /> }}
```

Mẫu sai chỗ nào được báo kèm tệp, dòng và cột, và không có gì được đăng; mẫu tự gọi mình hoặc ghi quá 64 MB sẽ bị dừng.

Kiểu: `chữ`; `chữ?` có thể thiếu, nên hỏi bằng `{% if %}`; `có hoặc không`; `số`; `danh sách …` để duyệt bằng `{% for %}`; tên viết hoa là một bảng dưới đây.
"#;

/// A type of Rust in words: `Option<Vec<Link>>` is `list of Link?`.
fn kind(rust: &str, pick: Pick) -> String {
    let rust = rust.trim();
    let inside = |outer: &str| rust.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{}?", kind(inner, pick));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("{} {}", pick("danh sách", "list of"), kind(inner, pick));
    }
    match rust {
        "String" | "&'static str" => pick("chữ", "text").into(),
        "bool" => pick("có hoặc không", "yes or no").into(),
        "u32" | "u64" | "usize" | "f64" => pick("số", "number").into(),
        "BTreeMap<String, String>" => pick("chữ theo tên", "texts by name").into(),
        name => called(name).to_owned(),
    }
}

/// What a struct is called on the page.
fn called(name: &str) -> &str {
    name.strip_suffix("View").unwrap_or(name)
}

/// A comment of the code without its links to code.
fn plain(doc: &[&str]) -> String {
    let text = doc.join(" ");
    let (mut out, mut rest) = (String::new(), text.as_str());
    while let Some((before, after)) = rest.split_once("[`") {
        let (link, after) = after.split_once("`]").unwrap_or((after, ""));
        let link = link
            .replace("Shell::", "shell.")
            .replace("SiteView", "site")
            .replace("View::", ".")
            .replace("::", ".");
        let _ = write!(out, "{before}`{}`", called(&link));
        rest = after;
    }
    out + rest
}

/// What the comments of `src/page/view.rs` are in Vietnamese: an English line, then the Vietnamese
/// one, indented.
const VIETNAMESE: &str = include_str!("docs_themes_vi.txt");

/// The comments of the code in the language of the page.
struct Meanings(Option<BTreeMap<&'static str, &'static str>>);

impl Meanings {
    fn new(pick: Pick) -> Self {
        if pick("vi", "en") == "en" {
            return Self(None);
        }
        let lines: Vec<&str> = VIETNAMESE.lines().collect();
        let pairs = lines.chunks_exact(2).map(|pair| {
            let vietnamese = pair[1].strip_prefix("    ");
            (pair[0], vietnamese.expect("a Vietnamese line is indented"))
        });
        Self(Some(pairs.collect()))
    }

    fn say(&self, doc: &[&str]) -> String {
        let english = plain(doc);
        let Self(Some(vietnamese)) = self else {
            return english;
        };
        let said = vietnamese.get(english.as_str());
        said.unwrap_or_else(|| panic!("docs_themes_vi.txt has no Vietnamese for: {english}"))
            .to_string()
    }
}

#[test]
fn each_vietnamese_meaning_is_of_a_comment() {
    let Meanings(vietnamese) = Meanings::new(|vi, _| vi);
    let vietnamese = vietnamese.unwrap();
    let english = page(|_, en| en);
    let lines: Vec<&str> = english.lines().collect();
    for meaning in vietnamese.keys() {
        let cell = format!(" | {meaning} |");
        let is_there = lines
            .iter()
            .any(|line| line == meaning || line.ends_with(&cell));
        assert!(is_there, "no comment of view.rs says: {meaning}");
    }
    assert_eq!(
        vietnamese.len() * 2,
        VIETNAMESE.lines().count(),
        "one is there twice"
    );
}

pub(super) fn page(pick: Pick) -> String {
    let meanings = Meanings::new(pick);
    let head = pick("mục | kiểu | ý nghĩa", "field | type | meaning");
    let mut out = String::from(pick(HEAD_VI, HEAD_EN));
    let source = read("src/page/view.rs");
    let mut doc: Vec<&str> = Vec::new();
    for line in source.lines().skip_while(|line| line.starts_with("//!")) {
        let line = line.trim();
        if let Some(text) = line.strip_prefix("///") {
            doc.push(text.trim());
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let _ = write!(out, "\n## {}\n\n", called(name.trim_end_matches(" {")));
            let _ = write!(
                out,
                "{}\n\n| {head} |\n| --- | --- | --- |\n",
                meanings.say(&doc)
            );
            doc.clear();
        } else if let Some((field, rust)) =
            (line.strip_prefix("pub ")).and_then(|f| f.split_once(": "))
        {
            let _ = writeln!(
                out,
                "| `{field}` | {} | {} |",
                kind(rust.trim_end_matches(','), pick),
                meanings.say(&doc)
            );
            doc.clear();
        }
    }
    out
}

#[test]
fn types_are_words_of_html_people() {
    let en = |_: &'static str, en: &'static str| en;
    assert_eq!(kind("Option<String>", en), "text?");
    assert_eq!(kind("Vec<Link>", en), "list of Link");
    assert_eq!(kind("Option<FigureView>", en), "Figure?");
    let page = page(en);
    for rust in [
        "Option<", "Vec<", "&'static", "BTreeMap", "`String`", "bool", "usize", "::",
    ] {
        assert!(!page.contains(rust), "{rust} is no word of HTML");
    }
}
