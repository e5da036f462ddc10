//! docs/content.md and docs/themes.md say what the code says: they are made from it. `UPDATE=1`
//! writes them again.
#![allow(
    clippy::disallowed_methods,
    reason = "a test writes its own expectation"
)]

use std::fmt::Write as _;
use std::{env, fs};

use tiendo::parse::schema::{self, Field, Kind};

fn same(path: &str, now: &str) {
    let file = format!("{}/docs/{path}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, now).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == now,
        "docs/{path} is not what the code says; run UPDATE=1 cargo test --test it docs and read the diff"
    );
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "chữ · text".into(),
        Kind::Id => "mã: a–z, 0–9, gạch nối · id".into(),
        Kind::Reference(what) => format!("mã của {what} · id of a {what}"),
        Kind::Date => "ngày: 2022-05-31 hoặc 31/05/2022 · date".into(),
        Kind::Count => "số nguyên không âm · whole number".into(),
        Kind::Number => "số không âm · number".into(),
        Kind::Flag => "true / false".into(),
        Kind::Choice(choices) => choices
            .iter()
            .map(|word| format!("`{}` {}", word.value, word.vi))
            .collect::<Vec<_>>()
            .join(", "),
        Kind::Url => "địa chỉ https://… · address".into(),
        Kind::List(item) => format!("danh sách · list of: {}", self::kind(item)),
        Kind::Record(_) => "các khóa bên dưới · the keys below".into(),
        Kind::Texts => "chữ: chữ · texts to texts".into(),
        Kind::Counts(what) => format!("mã {what}: số · {what} ids to numbers"),
    }
}

/// One line a key. With `tables`, a last column says what else the key is called in tables.
fn rows(out: &mut String, fields: &[Field], above: &str, tables: bool) {
    for field in fields {
        let must = if field.required { " **\\***" } else { "" };
        let [vi, en] = field.hint;
        let hint = if vi.is_empty() {
            String::new()
        } else {
            format!("<br>{vi}<br>{en}")
        };
        write!(
            out,
            "| `{above}{}`{must} | {} · {}{hint} | {} |",
            field.key,
            field.vi,
            field.en,
            kind(&field.kind)
        )
        .unwrap();
        if tables {
            write!(out, " {} |", field.headings.join(" · ")).unwrap();
        }
        out.push('\n');
        match field.kind {
            Kind::Record(inner) => rows(out, inner, &format!("{above}{}.", field.key), tables),
            Kind::List(Kind::Record(inner)) => {
                rows(out, inner, &format!("{above}{}[].", field.key), tables)
            }
            _ => {}
        }
    }
}

#[test]
fn content_keys_are_documented() {
    let mut out = String::from(
        "# Nội dung: các tệp và khóa · Content: files and keys\n\n\
         Trang này được tạo từ mã nguồn. Khóa có dấu **\\*** là bắt buộc; khóa lạ bị báo lỗi kèm gợi ý.\n\
         This page is made from the code (`cargo test --test it docs`). Keys marked **\\*** are required; unknown keys are \
         errors with a suggestion.\n\n\
         Cột cuối của đơn vị, báo cáo và sáng kiến là các tên cột trong bảng Excel, ngoài tên khóa và nhãn; chữ hoa, dấu và \
         dấu câu không quan trọng, chữ trong ngoặc được bỏ qua.\n\
         The last column of units, reports and initiatives names headings of tables, besides the key and its labels; case, \
         marks and punctuation do not matter, and text in parentheses is passed over. A key within a key goes by its path \
         (`benefit.amount`) and its headings alone, and the first one also by what the outer key is called.\n",
    );
    for (file, what, fields) in [
        ("content/site.yaml", "Trang · The site", schema::SITE),
        (
            "content/programmes/<id>.yaml",
            "Chương trình · A programme; its text stands in `<id>.md`",
            schema::PROGRAMME,
        ),
        ("content/units.yaml", "Đơn vị · Units, a list", schema::UNIT),
        (
            "content/reports/**/*.yaml",
            "Báo cáo lũy kế · Cumulative reports, a list",
            schema::REPORT,
        ),
        (
            "content/snapshots/*.csv",
            "Số đã chốt của một ngày, do `tiendo snapshot` ghi · Totals of a day, kept by `tiendo snapshot`",
            schema::SNAPSHOT,
        ),
        (
            "content/initiatives/**/*.md, *.yaml",
            "Sáng kiến · Initiatives",
            schema::INITIATIVE,
        ),
        (
            "content/…/<table>.xlsx.yaml",
            "Bên cạnh một bảng, tên như bảng thêm `.yaml` · Beside a table `.xlsx`, `.csv` …, named as it is with `.yaml` behind: what its headings do not say",
            schema::SIDECAR,
        ),
        (
            "content/forms/<id>.yaml",
            "Biểu mẫu đã nhớ, do `tiendo import` ghi; sửa được · A form that is remembered, written by `tiendo import`; \
             it may be edited",
            schema::FORM,
        ),
        ("content/news/**/*.md", "Tin tức · News", schema::NEWS),
        (
            "content/pages/**/*.md",
            "Trang khác · Other pages",
            schema::PAGE,
        ),
        (
            "content/news/**/*.en.md, pages, initiatives",
            "Bản dịch, đặt cạnh bản gốc: `bai.md`, `bai.en.md`; không có bản dịch thì không có trang ở ngôn ngữ đó. \
             `content/programmes/<id>.en.md` chỉ có văn bản · A translation beside its original; what has none has no page \
             in that language. `content/programmes/<id>.en.md` is text alone",
            schema::TRANSLATION,
        ),
        (
            "content/site.en.yaml",
            "Tên trang và các chữ trong tệp YAML bằng ngôn ngữ khác · The site's name and the words of YAML files in another language",
            schema::SITE_TRANSLATION,
        ),
        (
            "content/maps/<id>.yaml",
            "Bản đồ, bên cạnh `<id>.geojson` · A map, beside `<id>.geojson`: see [charts.md](charts.md)",
            schema::MAP,
        ),
    ] {
        let tables = [schema::UNIT, schema::REPORT, schema::INITIATIVE]
            .iter()
            .any(|other| std::ptr::eq(*other, fields));
        let [last, line] = if tables {
            [" cột Excel · headings |", " --- |"]
        } else {
            [""; 2]
        };
        writeln!(
            out,
            "\n## `{file}`\n\n{what}\n\n| khóa · key | ý nghĩa · meaning | giá trị · value |{last}"
        )
        .unwrap();
        writeln!(out, "| --- | --- | --- |{line}").unwrap();
        rows(&mut out, fields, "", tables);
    }
    out.push_str(
        "\n## Trong văn bản · In texts\n\n\
         - Số liệu trong một giai đoạn · a figure of a phase: `{{ figure metric=\"submitted\" phase=\"giai-doan-1\" }}`; \
         metric: `submitted`, `valid`, `target`, `percent`, `valid-percent`, `surplus`, `missing`, `rank`, \
         `per-100-members`, `pace`, `required-pace`, `forecast`. Thêm `unit=\"<id>\"` để lấy số của một đơn vị · of one unit \
         with `unit=\"<id>\"`.\n\
         - Số lũy kế · a cumulative figure: `{{ figure metric=\"cumulative\" }}`, `cumulative-valid`; thêm `unit`, \
         `programme`, và `date=\"2022-05-31\"` để lấy số của ngày ấy · also with `unit`, `programme`, and `date` for the \
         figure of that day.\n\
         - Biểu đồ · a chart, alone on its line: `{{ chart id=\"phases\" }}`, `{{ chart id=\"cumulative\" }}`, \
         `{{ chart id=\"phase\" phase=\"giai-doan-1\" }}`.\n\
         - Liên kết · links by source: `[chữ](@/pages/lien-he.md)`, `@/units/<id>`, `@/phases/<id>`, \
         `@/programmes/<id>`, `@/initiatives/<id>`; đường dẫn và mục (`#muc`) đều được kiểm tra khi dựng · paths and \
         anchors are checked.\n\
         - Ảnh · pictures: `![mô tả](anh.jpg \"chú thích\")`, tệp đặt cạnh bài hoặc `media/anh.jpg`. Ảnh được xoay đúng chiều, \
         thu nhỏ và bỏ thông tin vị trí · turned upright, made small, without EXIF and GPS. Mô tả là bắt buộc · words are \
         required.\n\
         - Khung ghi chú · callouts: `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`. Chú thích cuối bài · \
         footnotes: `chữ[^1]` và `[^1]: chú thích`.\n\
         - HTML: chỉ những thẻ vô hại như `<sub>`, `<kbd>`, `<details>` được giữ lại · only harmless elements are kept.\n\n\
         ## Bảng từ Excel · Tables from Excel\n\n\
         - Đặt vào `content/initiatives/`, `content/reports/`, hoặc `content/units.csv`: `.xlsx`, `.xls`, `.ods`, `.csv` (dấu \
         `,` `;` tab hoặc `|`; UTF-8, UTF-16, windows-1258). Put it there; separator and encoding are found out.\n\
         - Tiêu đề cột được tìm trong 40 dòng đầu; dòng tiêu đề bảng, dòng trống, dòng tổng cộng được bỏ qua. The row of the \
         headings is looked for; titles above it, blank rows and totals are passed over.\n\
         - Ngày · days: `31/05/2022`, `31-5-2022`, `2022-05-31`, ngày của Excel. Số · numbers: `1.234.567,5`, `1,5 tỷ đồng`, \
         tiêu đề `(triệu đồng)`. Nhiều tên trong một ô cách nhau bằng `;` hoặc xuống dòng; several names in a cell are parted \
         by `;` or a line break.\n\
         - Đơn vị, nhóm, chương trình: ghi mã, tên hoặc tên ngắn. Units, groups and programmes go by id, title or short \
         title.\n\
         - Dòng lỗi dừng việc dựng trang, trừ khi tệp `<bảng>.yaml` ghi `max_rejects`. Dòng bị loại nằm trong `rejects/`, \
         kèm cột lý do: sửa xong đặt lại vào `content/`. A faulty row stops the build unless the file beside the table says \
         `max_rejects`; rejected rows lie in `rejects/` with the reasons, ready to be mended and put back.\n\
         - Mỗi bảng có một dòng cân đối · each table has its balance: dòng = đăng + bị loại + trùng + trống · rows = published \
         + rejected + duplicates + blank.\n\
         - Dòng trùng hẳn một dòng khác, hoặc trùng mã với một tệp `.md` cùng đơn vị, là trùng. A row that repeats another, \
         or has the code of a `.md` file of the same unit, is a duplicate.\n",
    );
    same("content.md", &out);
}

#[test]
fn views_are_documented() {
    let source =
        fs::read_to_string(format!("{}/src/page/view.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut out = String::from(
        "# Themes\n\nThis page is made from the code (`cargo test --test it docs`). A theme is a folder in themes/ with \
         `templates/` (tera 2), `strings/vi.yaml`, `strings/en.yaml` and `assets/`. The default theme is inside the \
         program; a file of the same path in the site's own `themes/<theme>/` stands before it, so a site overrides any \
         single file. Assets are named by their content: a template finds them in `site.assets`.\n\n\
         ```sh\ntiendo theme list                            # every file of the built-in theme\n\
         tiendo theme eject templates/article.html    # a copy in themes/<theme>/, to change\n\
         tiendo build --drafts                        # mau-giao-dien/ shows every part on one page\n```\n\n\
         A template has `shell` (what every page has), `page` (the view of its kind, below), `site` and `t` (the words of \
         the page's language). `links.html`, `top.html` and `foot.html` have `frame` in the place of `shell` and `page`: \
         they are made once for all pages where they are the same, and `base.html` has them as `parts`. What is wrong in \
         a template is told with its file, line and column, and nothing is published; a template that calls itself or writes more than 64 MB is stopped. How the default theme looks: \
         [pages.md](pages.md).\n",
    );
    let mut doc: Vec<&str> = Vec::new();
    for line in source.lines().skip_while(|l| l.starts_with("//!")) {
        let line = line.trim();
        if let Some(text) = line.strip_prefix("///") {
            doc.push(text.trim());
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.trim_end_matches(" {");
            writeln!(
                out,
                "\n## {name}\n\n{}\n\n| field | type | meaning |\n| --- | --- | --- |",
                doc.join(" ")
            )
            .unwrap();
            doc.clear();
        } else if let Some((field, kind)) =
            line.strip_prefix("pub ").and_then(|f| f.split_once(": "))
        {
            writeln!(
                out,
                "| `{field}` | `{}` | {} |",
                kind.trim_end_matches(','),
                doc.join(" ")
            )
            .unwrap();
            doc.clear();
        }
    }
    same("themes.md", &out);
}
