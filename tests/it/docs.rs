//! content.md of both languages and docs/en/themes.md say what the code says: they are made from
//! it. `UPDATE=1` writes them again.
#![allow(
    clippy::disallowed_methods,
    reason = "a test writes its own expectation"
)]

#[path = "docs_themes.rs"]
mod themes;

use std::fmt::Write as _;
use std::{env, fs};

use tiendo::base::{AddressWord, Lang};
use tiendo::parse::schema::{self, Field, Kind};

pub(crate) fn same(path: &str, now: &str) {
    let file = format!("{}/docs/{path}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, now).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == now,
        "docs/{path} is not what the code says; run UPDATE=1 cargo test --test it docs and read \
         the diff"
    );
}

/// The words of one language out of two.
type Pick = fn(&'static str, &'static str) -> &'static str;

fn vi(vi: &'static str, _: &'static str) -> &'static str {
    vi
}

fn en(_: &'static str, en: &'static str) -> &'static str {
    en
}

fn kind(kind: &Kind, pick: Pick) -> String {
    match kind {
        Kind::Text => pick("chữ", "text").into(),
        Kind::Id => pick("mã: a–z, 0–9, gạch nối", "id: a–z, 0–9, hyphens").into(),
        Kind::Reference(what) => format!("{} {what}", pick("mã của", "id of a")),
        Kind::Date => pick(
            "ngày: 2022-05-31 hoặc 31/05/2022",
            "date: 2022-05-31 or 31/05/2022",
        )
        .into(),
        Kind::Count => pick("số nguyên không âm", "whole number, not negative").into(),
        Kind::Number => pick("số không âm", "number, not negative").into(),
        Kind::Flag => "true / false".into(),
        Kind::Choice(choices) => choices
            .iter()
            .map(|word| format!("`{}` {}", word.value, pick(word.vi, word.en)))
            .collect::<Vec<_>>()
            .join(", "),
        Kind::Url => pick("địa chỉ https://…", "address https://…").into(),
        Kind::List(item) => format!(
            "{}: {}",
            pick("danh sách", "list of"),
            self::kind(item, pick)
        ),
        Kind::Record(_) => pick("các khóa bên dưới", "the keys below").into(),
        Kind::Texts => pick("chữ: chữ", "texts to texts").into(),
        Kind::Counts(what) => match pick("vi", "en") {
            "vi" => format!("mã {what}: số"),
            _ => format!("{what} ids to numbers"),
        },
    }
}

/// One line a key. With `tables`, a last column says what else the key is called in tables.
fn rows(out: &mut String, fields: &[Field], above: &str, tables: bool, pick: Pick) {
    for field in fields {
        let must = if field.required { " **\\***" } else { "" };
        let hint = pick(field.hint[0], field.hint[1]);
        let hint = if hint.is_empty() {
            String::new()
        } else {
            format!("<br>{hint}")
        };
        write!(
            out,
            "| `{above}{}`{must} | {}{hint} | {} |",
            field.key,
            pick(field.vi, field.en),
            kind(&field.kind, pick)
        )
        .unwrap();
        if tables {
            write!(out, " {} |", field.headings.join(" · ")).unwrap();
        }
        out.push('\n');
        let inside = match field.kind {
            Kind::Record(inner) => Some((inner, format!("{above}{}.", field.key))),
            Kind::List(Kind::Record(inner)) => Some((*inner, format!("{above}{}[].", field.key))),
            _ => None,
        };
        if let Some((inner, above)) = inside {
            rows(out, inner, &above, tables, pick);
        }
    }
}

/// The words of addresses of each language, and what never changes.
fn addresses(out: &mut String, pick: Pick) {
    out.push_str(pick(
        "\n## Địa chỉ của các trang\n\nMỗi ngôn ngữ có chữ riêng trong địa chỉ. `addresses` trong \
         site.yaml đổi chữ của ngôn ngữ chính, trong site.en.yaml đổi chữ của bản tiếng Anh: \
         `addresses: {news: [tin-moi, tin-tuc]}`. Chữ đầu đang dùng; mỗi chữ sau là chữ cũ, và mọi \
         địa chỉ có chữ ấy dẫn tới địa chỉ mới (một trang chuyển hướng, và các dòng cho máy chủ). \
         Mỗi chữ chỉ dùng cho một mục. Trình đơn và liên kết `@/…` của bản dịch ghi theo địa chỉ \
         của ngôn ngữ chính hay của bản dịch đều được.\n\n",
        "\n## Addresses of pages\n\nEach language has its own words in addresses. `addresses` in \
         site.yaml says others for the main language, in site.en.yaml for the English pages: \
         `addresses: {news: [stories, news]}`. The first word is in use; each of the others was in \
         use before, and every address that has it leads to the new one (a page that sends readers \
         on, and lines for servers). A word means one kind of page. The menu and the links `@/…` \
         of a translation may have addresses of the main language or its own.\n\n",
    ));
    let languages = Lang::ALL.map(|lang| lang.name());
    writeln!(
        out,
        "| {} | {} |",
        pick("khóa", "key"),
        languages.join(" | ")
    )
    .unwrap();
    writeln!(out, "| --- |{}", " --- |".repeat(languages.len())).unwrap();
    for word in AddressWord::ALL {
        let sign = if word.is_numbered() { "-2" } else { "/" };
        let words = Lang::ALL.map(|lang| format!("`{}{sign}`", lang.address_word(word)));
        writeln!(out, "| `{}` | {} |", word.key(), words.join(" | ")).unwrap();
    }
    out.push_str(pick(
        "\nTệp mà chương trình và trang khác gọi tới có địa chỉ không đổi trong mọi ngôn ngữ và \
         mọi trang: dữ liệu mở, ảnh biểu đồ (`du-lieu/…`), trang và mã để nhúng biểu đồ \
         (`bieu-do/<mã>/`, `bieu-do/embed.js`), chỉ mục tìm kiếm (`tim-kiem/…`), nguồn tin \
         (`feed.xml`, `chu-de/<chủ đề>/feed.xml`, `chuyen-muc/…`, `don-vi/…`, `to-chuc/…`, \
         `co-gi-moi/…`), thẻ chia sẻ (`chia-se/…`), tệp trong `media/`. Chữ trong phần sau dấu `?` \
         và `#` cũng không đổi: `?loai=tin-tuc`.\n",
        "\nFiles that programs and other sites fetch are at the same addresses in every language \
         and site: the open data and pictures of charts (`du-lieu/…`), the pages and the script \
         for charts in other sites (`bieu-do/<id>/`, `bieu-do/embed.js`), the index of the search \
         (`tim-kiem/…`), feeds (`feed.xml`, `chu-de/<topic>/feed.xml`, `chuyen-muc/…`, `don-vi/…`, \
         `to-chuc/…`, `co-gi-moi/…`), cards (`chia-se/…`) and files in `media/`. The words behind \
         `?` and `#` stay the same, too: `?loai=tin-tuc`.\n",
    ));
}

/// A kind of file, what it is in Vietnamese and English, and its keys.
const FILES: &[(&str, [&str; 2], &[Field])] = &[
    ("content/site.yaml", ["Trang.", "The site."], schema::SITE),
    (
        "content/programmes/<id>.yaml",
        [
            "Chương trình; văn bản của nó ở `<id>.md`.",
            "A programme; its text is in `<id>.md`.",
        ],
        schema::PROGRAMME,
    ),
    (
        "content/units.yaml",
        ["Danh sách đơn vị.", "The list of units."],
        schema::UNIT,
    ),
    (
        "content/reports/**/*.yaml",
        [
            "Báo cáo lũy kế, một danh sách.",
            "Cumulative reports, a list.",
        ],
        schema::REPORT,
    ),
    (
        "content/snapshots/*.csv",
        [
            "Số đã chốt của một ngày, do `tiendo snapshot` ghi.",
            "Totals of a day, kept by `tiendo snapshot`.",
        ],
        schema::SNAPSHOT,
    ),
    (
        "content/initiatives/**/*.md, *.yaml",
        ["Sáng kiến.", "Initiatives."],
        schema::INITIATIVE,
    ),
    (
        "content/…/<table>.xlsx.yaml",
        [
            "Bên cạnh một bảng `.xlsx`, `.csv` …, tên như bảng thêm `.yaml`: những gì tiêu đề cột \
             không nói.",
            "Beside a table `.xlsx`, `.csv` …, with its name and `.yaml` behind it: what its \
             headings do not say.",
        ],
        schema::SIDECAR,
    ),
    (
        "content/forms/<id>.yaml",
        [
            "Biểu mẫu đã nhớ, do `tiendo import` ghi; sửa được.",
            "A form that is remembered, written by `tiendo import`; it may be edited.",
        ],
        schema::FORM,
    ),
    ("content/news/**/*.md", ["Tin tức.", "News."], schema::NEWS),
    (
        "content/pages/**/*.md",
        ["Trang khác.", "Other pages."],
        schema::PAGE,
    ),
    (
        "content/news/**/*.en.md, pages, initiatives",
        [
            "Bản dịch, đặt cạnh bản gốc: `bai.md`, `bai.en.md`; không có bản dịch thì không có \
             trang ở ngôn ngữ đó. `content/programmes/<id>.en.md` chỉ có văn bản.",
            "A translation beside its original; what has none has no page in that language. \
             `content/programmes/<id>.en.md` is text alone.",
        ],
        schema::TRANSLATION,
    ),
    (
        "content/site.en.yaml",
        [
            "Tên trang và các chữ trong tệp YAML bằng ngôn ngữ khác.",
            "The site's name and the words of YAML files in another language.",
        ],
        schema::SITE_TRANSLATION,
    ),
    (
        "content/maps/<id>.yaml",
        [
            "Bản đồ, bên cạnh `<id>.geojson`: xem [charts.md](charts.md).",
            "A map, beside `<id>.geojson`: see [charts.md](charts.md).",
        ],
        schema::MAP,
    ),
];

/// The page about files and keys in one language.
fn content(pick: Pick) -> String {
    let mut out = String::from(pick(
        "# Nội dung: các tệp và khóa\n\nTrang này được tạo từ mã nguồn (`cargo test --test it \
         docs`). Khóa có dấu **\\*** là bắt buộc; khóa lạ bị báo lỗi kèm gợi ý.\n\nCột cuối của \
         đơn vị, báo cáo và sáng kiến là các tên cột trong bảng Excel, ngoài tên khóa và nhãn; chữ \
         hoa, dấu và dấu câu không quan trọng, chữ trong ngoặc được bỏ qua. Khóa nằm trong một \
         khóa khác được gọi theo đường dẫn (`benefit.amount`) và các tên cột của nó; khóa đầu tiên \
         còn theo tên của khóa bên ngoài.\n",
        "# Content: files and keys\n\nThis page is made from the code (`cargo test --test it \
         docs`). Keys marked **\\*** are required; unknown keys are errors with a \
         suggestion.\n\nThe last column of units, reports and initiatives names headings of \
         tables, besides the key and its label; case, marks and punctuation do not matter, and \
         text in parentheses is ignored. A key within a key goes by its path (`benefit.amount`) \
         and its headings alone; the first one also by what the outer key is called.\n",
    ));
    for (file, what, fields) in FILES {
        let tables = [schema::UNIT, schema::REPORT, schema::INITIATIVE]
            .iter()
            .any(|other| std::ptr::eq(*other, *fields));
        let head = pick("khóa | ý nghĩa | giá trị", "key | meaning | value");
        let [last, line] = if tables {
            [pick(" cột Excel |", " headings |"), " --- |"]
        } else {
            [""; 2]
        };
        let what = pick(what[0], what[1]);
        writeln!(out, "\n## `{file}`\n\n{what}\n\n| {head} |{last}").unwrap();
        writeln!(out, "| --- | --- | --- |{line}").unwrap();
        rows(&mut out, fields, "", tables, pick);
    }
    addresses(&mut out, pick);
    out.push_str(pick(
        "\n## Trong văn bản\n\n- Số liệu trong một giai đoạn: `{{ figure metric=\"submitted\" \
         phase=\"giai-doan-1\" }}`; metric: `submitted`, `valid`, `target`, `percent`, \
         `valid-percent`, `surplus`, `missing`, `rank`, `per-100-members`, `pace`, \
         `required-pace`, `forecast`. Thêm `unit=\"<id>\"` để lấy số của một đơn vị.\n- Số lũy kế: \
         `{{ figure metric=\"cumulative\" }}`, `cumulative-valid`; thêm `unit`, `programme`, và \
         `date=\"2022-05-31\"` để lấy số của ngày ấy.\n- Biểu đồ, một mình trên dòng: `{{ chart \
         id=\"phases\" }}`, `{{ chart id=\"cumulative\" }}`, `{{ chart id=\"phase\" \
         phase=\"giai-doan-1\" }}`.\n- Liên kết theo tệp nguồn: `[chữ](@/pages/lien-he.md)`, \
         `@/units/<id>`, `@/phases/<id>`, `@/programmes/<id>`, `@/initiatives/<id>`; đường dẫn và \
         mục (`#muc`) đều được kiểm tra khi dựng.\n- Ảnh: `![mô tả](anh.jpg \"chú thích\")`, tệp \
         đặt cạnh bài hoặc `media/anh.jpg`. Ảnh được xoay đúng chiều, thu nhỏ và bỏ thông tin vị \
         trí. Mô tả là bắt buộc.\n- Khung ghi chú: `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, \
         `[!WARNING]`, `[!CAUTION]`. Chú thích cuối bài: `chữ[^1]` và `[^1]: chú thích`.\n- HTML: \
         chỉ những thẻ vô hại như `<sub>`, `<kbd>`, `<details>` được giữ lại; `<a href>` và `<img \
         src>` được kiểm tra như viết bằng Markdown.\n\n## Bảng từ \
         Excel\n\n- Đặt vào `content/initiatives/`, `content/reports/`, hoặc `content/units.csv`: \
         `.xlsx`, `.xls`, `.ods`, `.csv` (dấu `,` `;` tab hoặc `|`; UTF-8, UTF-16, \
         windows-1258).\n- Tiêu đề cột được tìm trong 40 dòng đầu; dòng tiêu đề bảng, dòng trống, \
         dòng tổng cộng được bỏ qua.\n- Báo cáo không có cột ngày lấy ngày ở dòng trên bảng, tên \
         trang tính hay tên tệp: tháng, quý là ngày cuối; từ ngày đến ngày là ngày sau; tuần thì \
         phải ghi ngày. Dòng đang ẩn vẫn được đọc và được báo. Dòng nhóm đánh số 1 là \
         tổng của các dòng 1.1, 1.2 thì không phải bản ghi. Bảng nằm cạnh bảng khác và bảng mỗi \
         đơn vị một cột không được đọc, và được báo.\n- Ngày: `31/05/2022`, `31-5-2022`, \
         `2022-05-31`, ngày của Excel. Số: `1.234.567,5`, `1,5 tỷ đồng`, tiêu đề `(triệu đồng)`. \
         Nhiều tên trong một ô cách nhau bằng `;` hoặc xuống dòng.\n- Đơn vị, nhóm, chương trình: \
         ghi mã, tên hoặc tên ngắn.\n- Dòng lỗi dừng việc dựng trang, trừ khi tệp `<bảng>.yaml` \
         ghi `max_rejects`. Dòng bị loại nằm trong `rejects/`, kèm cột lý do: sửa xong đặt lại vào \
         `content/`.\n- Mỗi bảng có một dòng cân đối: dòng = đăng + bị loại + trùng + trống.\n- \
         Dòng trùng hẳn một dòng khác, hoặc trùng mã với một tệp `.md` cùng đơn vị, là trùng.\n",
        "\n## In texts\n\n- A figure of a phase: `{{ figure metric=\"submitted\" \
         phase=\"giai-doan-1\" }}`; metric: `submitted`, `valid`, `target`, `percent`, \
         `valid-percent`, `surplus`, `missing`, `rank`, `per-100-members`, `pace`, \
         `required-pace`, `forecast`. Of one unit with `unit=\"<id>\"`.\n- A cumulative figure: \
         `{{ figure metric=\"cumulative\" }}`, `cumulative-valid`; also with `unit`, `programme`, \
         and `date=\"2022-05-31\"` for the figure of that day.\n- A chart, alone on its line: `{{ \
         chart id=\"phases\" }}`, `{{ chart id=\"cumulative\" }}`, `{{ chart id=\"phase\" \
         phase=\"giai-doan-1\" }}`.\n- Links by source file: `[words](@/pages/lien-he.md)`, \
         `@/units/<id>`, `@/phases/<id>`, `@/programmes/<id>`, `@/initiatives/<id>`; paths and \
         anchors (`#muc`) are checked.\n- Pictures: `![description](anh.jpg \"caption\")`, a file \
         beside the text or `media/anh.jpg`. They are turned upright, made smaller, and published \
         without EXIF and GPS. The description is required.\n- Callouts: `> [!NOTE]`, `[!TIP]`, \
         `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`. Footnotes: `words[^1]` and `[^1]: note`.\n- \
         HTML: only harmless elements such as `<sub>`, `<kbd>`, `<details>` are kept; `<a href>` \
         and `<img src>` are checked like those of Markdown.\n\n## Tables \
         from Excel\n\n- Put them into `content/initiatives/`, `content/reports/`, or \
         `content/units.csv`: `.xlsx`, `.xls`, `.ods`, `.csv` (separated by `,` `;` tab or `|`; \
         UTF-8, UTF-16, windows-1258). Separator and encoding are detected.\n- The row of the \
         headings is looked for in the first 40 rows; titles above it, blank rows and totals are \
         skipped.\n- Reports without a column of days take the day from the lines above, the name \
         of the sheet or of the file: of a month or quarter its last day, of a stretch of days the \
         later one; a week has to say its day. Hidden rows are read, and reported. A group \
         numbered 1 that is the sum of the rows 1.1, 1.2 is not a record. A table beside another \
         one and a table with a column for each unit are not read, and reported.\n- Days: \
         `31/05/2022`, `31-5-2022`, `2022-05-31`, days of Excel. Numbers: `1.234.567,5`, `1,5 tỷ \
         đồng`, a heading with `(triệu đồng)`. Several names in a cell are separated by `;` or a \
         line break.\n- Units, groups and programmes go by id, title or short title.\n- A row with \
         an error stops the build unless the file `<table>.yaml` says `max_rejects`. Rejected rows \
         are in `rejects/` with the reasons, ready to be fixed and put back into `content/`.\n- \
         Each table has its balance: rows = published + rejected + duplicates + blank.\n- A row \
         that repeats another, or has the code of a `.md` file of the same unit, is a duplicate.\n",
    ));
    out
}

#[test]
fn content_keys_are_documented() {
    same("vi/content.md", &content(vi));
    same("en/content.md", &content(en));
}

#[test]
fn views_are_documented() {
    same("en/themes.md", &themes::page(en));
    same("vi/themes.md", &themes::page(vi));
}
