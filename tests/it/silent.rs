//! Nothing lost, nothing leaked, nothing silent: what a site does not publish is reported, and what
//! it holds back is nowhere in its output.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{build, bytes, codes, put, small, tiendo};

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    root
}

fn said(root: &Path, args: &[&str]) -> String {
    let output = tiendo(root, args);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn news(root: &Path, name: &str, head: &str, body: &str) {
    let text = format!("---\ntitle: {name}\n{head}\n---\n{body}\n");
    put(root, &format!("content/news/{name}.md"), text);
}

/// The smallest picture there is: GIF, one pixel.
fn picture() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}

#[test]
fn what_is_held_back_is_listed_with_its_files() {
    let root = site();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nas_of: 2022-07-01\n",
    );
    news(root.path(), "nhap", "date: 2022-01-01\ndraft: true", "x");
    news(
        root.path(),
        "nhap-sau",
        "date: 2023-01-01\ndraft: true",
        "x",
    );
    news(root.path(), "sau", "date: 2022-08-01", "x");
    news(
        root.path(),
        "het-han",
        "date: 2022-01-01\npublish_to: 2022-02-01",
        "x",
    );
    put(
        root.path(),
        "content/reports/muon.yaml",
        "- {as_of: 2022-09-30, unit: tinh, submitted: 160}\n",
    );
    let text = said(root.path(), &["build", "--strict"]);
    assert!(
        text.contains("chưa đăng: 2 bản nháp, 2 đề ngày sau 01/07/2022, 1 đã hết hạn đăng"),
        "{text}"
    );
    for file in [
        "news/nhap.md",
        "news/nhap-sau.md",
        "news/sau.md",
        "news/het-han.md",
        "reports/muon.yaml",
    ] {
        assert!(text.contains(file), "{file}: {text}");
    }
    // The same when nothing changed since.
    let again = said(root.path(), &["build", "--strict"]);
    assert!(again.contains("chưa đăng: 2 bản nháp"), "{again}");
    let drafts = said(root.path(), &["build", "--drafts", "--allow-shrink"]);
    assert!(drafts.contains("chưa đăng: 2 đề ngày sau"), "{drafts}");
    let output = root.path().join("output/tin-tuc");
    assert!(
        output.join("nhap-sau/index.html").exists(),
        "a draft that is dated later is a draft"
    );
    assert!(!output.join("sau").exists());
}

#[test]
fn the_page_of_faults_lists_what_is_held_back() {
    let root = site();
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/\nas_of: 2022-07-01\n",
    );
    news(
        root.path(),
        "nhap&1",
        "date: 2022-01-01\ndraft: true",
        "![Ảnh](cho.gif)",
    );
    put(root.path(), "content/news/cho.gif", picture());
    news(root.path(), "sau", "date: 2022-08-01", "x");
    news(
        root.path(),
        "het-han",
        "date: 2022-01-01\npublish_to: 2022-02-01",
        "x",
    );
    let file = root.path().join("loi.html");
    let page = |more: &[&str]| {
        let flags = [&["build", "--report", file.to_str().unwrap()], more].concat();
        let terminal = said(root.path(), &flags);
        (terminal, fs::read_to_string(&file).unwrap())
    };
    let expected = [
        ("bản nháp", "drafts", "content/news/nhap&amp;1.md"),
        ("đề ngày sau", "dated later", "content/news/sau.md"),
        ("hết hạn đăng", "expired", "content/news/het-han.md"),
        ("tệp chờ cùng bài", "files of these", "content/news/cho.gif"),
        (
            "người chưa đồng ý nêu tên",
            "people without consent",
            "content/initiatives/i.md",
        ),
    ];
    let check = |html: &str, english: bool| {
        for (vi, en, path) in expected {
            let title = if english { en } else { vi };
            let part = format!("<h3>{title}</h3>\n<ul>\n<li><code>{path}</code></li>\n</ul>");
            assert!(html.contains(&part), "{part}\n{html}");
        }
    };
    let (terminal, html) = page(&[]);
    check(&html, false);
    let counts = "chưa đăng: 1 bản nháp, 1 đề ngày sau 01/07/2022, 1 đã hết hạn đăng, \
        1 tệp chờ cùng bài, tên của 1 người chưa đồng ý nêu tên";
    assert!(
        html.contains(counts) && terminal.contains(counts),
        "{terminal}"
    );
    assert!(html.contains("địa chỉ mẫu https://example.org/"));
    assert!(!html.contains("Người Giấu Tên"), "who they are is not said");
    let (_, html) = page(&["--lang", "en", "--as-of", "2022-07-01"]);
    check(&html, true);
    // A build that stops lists it too.
    news(root.path(), "loi", "date: 31/02/2022", "x");
    let (_, html) = page(&[]);
    check(&html, false);
}

#[test]
fn files_that_nothing_names_are_not_published() {
    let root = site();
    for file in [
        "media/de-quen.gif",
        "media/dung.gif",
        "news/khong-ai-goi.gif",
        "static/van-ban.gif",
    ] {
        put(root.path(), &format!("content/{file}"), picture());
    }
    put(root.path(), "content/news/ke-hoach.docx", "x");
    put(root.path(), "content/media/so do.gif", picture());
    news(
        root.path(),
        "anh",
        "date: 2022-02-01",
        "![Ảnh](media/dung.gif)\n\n![Sơ đồ](media/so do.gif)",
    );
    news(
        root.path(),
        "cho",
        "date: 2022-02-01\ndraft: true",
        "![Ảnh](cho.gif)",
    );
    put(root.path(), "content/news/cho.gif", picture());
    // A name in other letters than that of its file is answered with the file, though nothing names
    // it.
    news(
        root.path(),
        "hoa-thuong",
        "date: 2022-02-01",
        "![Ảnh](media/DE-QUEN.GIF)",
    );
    let text = said(root.path(), &["check"]);
    assert!(text.contains("Có phải “media/de-quen.gif”?"), "{text}");
    fs::remove_file(root.path().join("content/news/hoa-thuong.md")).unwrap();
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    assert!(output.status.success());
    let unused: BTreeSet<String> = codes(&output)
        .into_iter()
        .filter(|(code, _)| code == "unused-file")
        .map(|(_, file)| file)
        .collect();
    let expected = [
        "content/media/de-quen.gif",
        "content/news/ke-hoach.docx",
        "content/news/khong-ai-goi.gif",
    ];
    assert_eq!(unused, expected.map(String::from).into());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("43 B") && text.contains("\"reason\":\"attached\""),
        "{text}"
    );
    let files: Vec<String> = bytes(&root.path().join("output"))
        .into_keys()
        .filter(|path| path.starts_with("media/"))
        .collect();
    let has = |name: &str| files.iter().any(|file| file.contains(name));
    assert!(
        has("dung") && has("so-do") && has("static/van-ban"),
        "{files:?}"
    );
    assert!(
        !has("de-quen") && !has("khong-ai-goi") && !has("cho") && !has("ke-hoach"),
        "{files:?}"
    );
}

#[test]
fn a_draft_stops_nothing() {
    let root = site();
    assert!(
        tiendo(root.path(), &["new", "initiative", "Máy mới"])
            .status
            .success()
    );
    news(
        root.path(),
        "hong",
        "date: 31/02/2022\ndraft: true",
        "{{ chart id=\"khong-co\" }}",
    );
    put(
        root.path(),
        "content/news/yaml.md",
        "---\ntitle: Hội nghị: sơ kết\ndraft: true\n---\n",
    );
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    let reported = codes(&output);
    assert!(output.status.success(), "{reported:?}");
    for (code, file) in [
        ("unknown-reference", "content/initiatives/may-moi.md"),
        ("bad-date", "content/news/hong.md"),
        ("yaml", "content/news/yaml.md"),
    ] {
        assert!(
            reported.contains(&(code.into(), file.into())),
            "{code} {reported:?}"
        );
    }
    let failed = tiendo(root.path(), &["build", "--drafts"]);
    assert!(
        !failed.status.success(),
        "published drafts are as strict as any record"
    );
}

#[test]
fn a_name_without_a_latin_letter_hides_no_other_fault() {
    let root = site();
    for name in ["中文", "😱"] {
        news(root.path(), name, "date: 2022-01-01", "x");
    }
    news(root.path(), "ngay", "date: 31/02/2022", "x");
    put(root.path(), "content/media/中文.gif", picture());
    news(
        root.path(),
        "anh",
        "date: 2022-01-01",
        "![x](media/中文.gif)",
    );
    for command in ["check", "build"] {
        let output = tiendo(root.path(), &[command, "--format", "json"]);
        let reported: BTreeSet<(String, String)> = codes(&output).into_iter().collect();
        let expected = [
            ("no-address", "content/news/中文.md"),
            ("no-address", "content/news/😱.md"),
            ("bad-date", "content/news/ngay.md"),
        ];
        let expected = expected.map(|(code, file)| (code.to_owned(), file.to_owned()));
        assert_eq!(reported, expected.into(), "{command}");
    }
}

#[test]
fn a_build_that_breaks_off_still_lists_its_faults() {
    let root = site();
    news(root.path(), "ngay", "date: 31/02/2022", "x");
    // A file where the output should have a folder.
    put(root.path(), "output", "x");
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    let reported: BTreeSet<String> = codes(&output).into_iter().map(|(code, _)| code).collect();
    assert_eq!(reported, ["stopped", "bad-date"].map(String::from).into());
    assert!(!output.status.success());
}

#[test]
fn old_addresses_are_kept_as_they_were() {
    let root = site();
    news(
        root.path(),
        "moi",
        "date: 2022-01-01\naliases: [tin-cu/bai-12.html, \"?id=12\", \"/tin.php?id=7\", Tin_Cu/Bai \
         3, \"https://example.org/a/x.htm\"]",
        "x",
    );
    build(root.path(), &[]);
    let output = root.path().join("output");
    for file in ["tin-cu/bai-12.html", "Tin_Cu/Bai 3/index.html"] {
        let page = fs::read_to_string(output.join(file)).unwrap();
        assert!(page.contains("tin-tuc/moi/"), "{file}: {page}");
    }
    let nginx = fs::read_to_string(output.join("may-chu/nginx.conf")).unwrap();
    let caddy = fs::read_to_string(output.join("may-chu/Caddyfile")).unwrap();
    let netlify = fs::read_to_string(output.join("_redirects")).unwrap();
    assert!(
        nginx.contains("\"/a/?id=12\" \"/a/tin-tuc/moi/\";"),
        "{nginx}"
    );
    assert!(
        nginx.contains("\"/a/tin.php?id=7\" \"/a/tin-tuc/moi/\";"),
        "{nginx}"
    );
    assert!(caddy.contains("query id=12"), "{caddy}");
    assert!(
        netlify.contains("/a/ id=12 /a/tin-tuc/moi/ 301"),
        "{netlify}"
    );
    news(
        root.path(),
        "moi",
        "date: 2022-01-01\naliases:\n  - https://khac.example/x.html\n  - a#b\n  - ../x\n  - \
         TIN-TUC/mot/",
        "x",
    );
    let output = tiendo(
        root.path(),
        &["check", "--as-of", "2022-12-31", "--format", "json"],
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<(String, u64)> = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|d| Some((d["code"].as_str()?.to_owned(), d["line"].as_u64()?)))
        .collect();
    let bad = |line| ("bad-alias".to_owned(), line);
    assert_eq!(
        lines,
        [bad(5), bad(6), bad(7), ("same-address".to_owned(), 8)]
    );
}

#[test]
fn pages_that_the_program_makes_can_be_linked_to() {
    let root = site();
    news(
        root.path(),
        "lien-ket",
        "date: 2022-01-01",
        "[a](@/du-lieu) [b](@/tin-tuc) [c](@/tim-kiem) [d](@/cach-tinh) [e](@/to-chuc/) \
         [g](@/bieu-do/phases) [h](@/don-vi/a) [i](@/tien-do/g1) [k](@/gioi-thieu)",
    );
    build(root.path(), &[]);
    let page = fs::read_to_string(root.path().join("output/tin-tuc/lien-ket/index.html")).unwrap();
    for url in [
        "du-lieu/",
        "tin-tuc/",
        "tim-kiem/",
        "cach-tinh/",
        "to-chuc/",
        "don-vi/a/",
        "tien-do/g1/",
        "gioi-thieu/",
    ] {
        assert!(page.contains(&format!("href=\"../../{url}\"")), "{url}");
    }
    assert!(page.contains("href=\"../../bieu-do/"), "a chart");
    news(root.path(), "lien-ket", "date: 2022-01-01", "[a](@/du-liu)");
    let text = said(root.path(), &["check"]);
    assert!(text.contains("Có phải “@/du-lieu”?"), "{text}");
    // An address that belongs to such a page is said by its name.
    put(
        root.path(),
        "content/pages/du-lieu.md",
        "---\ntitle: D\n---\n",
    );
    let text = said(root.path(), &["check"]);
    assert!(text.contains("trang “Dữ liệu mở”"), "{text}");
}

#[test]
fn samples_can_be_deleted_and_come_in_the_language_that_was_asked_for() {
    for (lang, title, news) in [
        ("vi", "Tiến độ sáng kiến", "phat-dong"),
        ("en", "Progress of initiatives", "launch"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("trang");
        let made = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"))
            .args(["--lang", lang, "init"])
            .arg(&root)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let text = said(&root, &["build", "--lang", lang]);
        assert!(
            text.contains("https://example.org/"),
            "goes online unsaid: {text}"
        );
        let home = fs::read_to_string(root.join("output/index.html")).unwrap();
        assert!(home.contains(title) && home.contains(&format!("lang=\"{lang}\"")));
        fs::remove_file(root.join(format!("content/news/{news}.md"))).unwrap();
        build(&root, &[]);
        for folder in ["news", "initiatives", "reports", "pages"] {
            fs::remove_dir_all(root.join("content").join(folder)).unwrap();
        }
        let site = fs::read_to_string(root.join("content/site.yaml")).unwrap();
        let site = site.split("menu:").next().unwrap().to_owned();
        put(&root, "content/site.yaml", site);
        build(&root, &[]);
    }
}

#[test]
fn a_publish_that_loses_members_names_them() {
    let root = site();
    let units = |from: usize| -> String {
        let units = (from..from + 30)
            .map(|n| format!("- {{id: u{n}, title: U{n}, kind: upper, parent: tinh}}\n"));
        "- {id: tinh, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
         tinh}\n"
            .to_owned()
            + &units.collect::<String>()
    };
    put(root.path(), "content/units.yaml", units(0));
    build(root.path(), &[]);
    // As many as before, but not the same ones.
    put(root.path(), "content/units.yaml", units(5));
    let text = said(root.path(), &["build"]);
    assert!(text.contains("sẽ mất: u0, u1, u2, u3, u4"), "{text}");
    build(root.path(), &["--allow-shrink"]);
}

#[test]
fn a_menu_does_not_lead_to_a_picture_or_a_file_that_is_not_made() {
    let root = site();
    let mut photo = Vec::new();
    let format = image::ImageFormat::Png;
    image::DynamicImage::new_rgb8(8, 8)
        .write_to(&mut std::io::Cursor::new(&mut photo), format)
        .unwrap();
    put(root.path(), "content/media/anh.png", photo);
    news(
        root.path(),
        "anh",
        "date: 2022-04-02",
        "![Ảnh](@/media/anh.png)\n",
    );
    let menu = |url: &str| {
        let text =
            format!("title: Thử\nbase_url: https://a.vn/\nmenu: [{{title: A, url: {url}}}]\n");
        put(root.path(), "content/site.yaml", text);
    };
    for url in [
        "media/anh.png",
        "/media/anh.png",
        "du-lieu/khong-co.csv",
        "bieu-do/khong.svg",
    ] {
        menu(url);
        for command in ["check", "build"] {
            assert!(said(root.path(), &[command]).contains("menu-link"), "{url}");
        }
    }
    for url in [
        "du-lieu/",
        "sitemap.xml",
        "robots.txt",
        "feed.xml",
        "du-lieu/datapackage.json",
        "du-lieu/don-vi.csv",
        "tin-tuc/anh/index.html",
    ] {
        menu(url);
        for command in ["check", "build"] {
            let text = said(root.path(), &[command]);
            assert!(!text.contains("menu-link"), "{command} {url}: {text}");
        }
    }
}

#[test]
fn a_page_without_a_summary_is_described_by_its_first_sentence() {
    let root = site();
    news(
        root.path(),
        "mo-ta",
        "date: 2022-01-01",
        "Câu **đầu** tiên. Câu hai.",
    );
    build(root.path(), &[]);
    let page = fs::read_to_string(root.path().join("output/tin-tuc/mo-ta/index.html")).unwrap();
    assert!(
        page.contains("content=\"Câu đầu tiên. Câu hai. Tin ngày"),
        "{page}"
    );
}

#[test]
fn links_to_pages_of_figures_are_checked_with_their_anchors() {
    let root = site();
    build(root.path(), &[]);
    let page = fs::read_to_string(root.path().join("output/du-lieu/index.html")).unwrap();
    let id = page
        .split("<h2 id=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let check = |links: &str| {
        news(root.path(), "neo", "date: 2022-05-01", links);
        codes(&tiendo(root.path(), &["check", "--format", "json"]))
    };
    let good = format!("[a](@/du-lieu#{id}), [b](@/don-vi/a), [c](@/tien-do/g1), [d](@/du-lieu#)");
    let broken = ("broken-link".to_owned(), "content/news/neo.md".to_owned());
    assert_eq!(check(&good.replace(", [d](@/du-lieu#)", "")), []);
    for link in [
        "@/du-lieu#khong-co",
        "@/don-vi/a#khong-co",
        "@/tien-do/g1#x",
        "@/cach-tinh#x",
    ] {
        assert_eq!(
            check(&format!("[a]({link})")),
            std::slice::from_ref(&broken),
            "{link}"
        );
    }
    // Two pages that are made of figures and lead to each other.
    put(
        root.path(),
        "content/programmes/p.md",
        "## Đầu\n\n[a](@/chuong-trinh/p#dau) [b](@/don-vi/a)\n",
    );
    assert_eq!(check("[a](@/chuong-trinh/p#dau)"), []);
}

#[test]
fn links_and_pictures_in_html_are_those_of_markdown() {
    let root = site();
    for file in ["news/anh.gif", "media/van ban.pdf", "media/so-do.gif"] {
        put(root.path(), &format!("content/{file}"), picture());
    }
    put(
        root.path(),
        "content/media/van ban.pdf",
        "%PDF-1.4\n%%EOF\n",
    );
    news(root.path(), "nhap", "date: 2022-01-01\ndraft: true", "x");
    news(
        root.path(),
        "html",
        "date: 2022-02-01",
        "Tải <a href=\"media/van ban.pdf\" title='a > b'>văn bản</a>, \
         <A HREF='@/news/mot.md'>tin một</A>, <a href=@/news/nhap.md>nháp</a> và \
         <img src=\"anh.gif\" alt=\"Ảnh\">.\n\n<p><a\nhref=\"https://a.example/\">ngoài</a>\n\
         <img alt='Sơ đồ'\nsrc='@/media/so-do.gif'></p>\n\n<!-- <a href=\"khong\n.pdf\"> -->\n",
    );
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    assert_eq!(codes(&output), []);
    let output = root.path().join("output");
    let page = fs::read_to_string(output.join("tin-tuc/html/index.html")).unwrap();
    for link in [
        "href=\"../../media/van-ban.pdf\"",
        "href=\"../../tin-tuc/mot/\"",
        "<a>nháp</a>",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
    assert!(output.join("media/van-ban.pdf").exists());
    assert!(
        page.contains("alt=\"Ảnh\"") && page.contains("alt=\"Sơ đồ\""),
        "{page}"
    );
    for (html, code) in [
        ("<a href=\"media/khong.pdf\">a</a>", "broken-link"),
        ("<p><a\nhref='khong.pdf'>a</a></p>", "broken-link"),
        ("<!--> <a href='khong.pdf'>a</a>", "broken-link"),
        (
            "<p>\n<a href=java&#115;cript:alert(1)>a</a></p>",
            "broken-link",
        ),
        ("<a title='x' href='@/du-lieu#khong'>a</a>", "broken-link"),
        ("<img src=\"khong.gif\" alt=\"a\">", "missing-media"),
        ("<img src=\"anh.gif\">", "missing-alt"),
        (
            "<img src=\"anh.gif\" alt=\"a\" onerror=\"x()\">",
            "unsafe-html",
        ),
    ] {
        news(root.path(), "html", "date: 2022-02-01", html);
        let reported = codes(&tiendo(root.path(), &["check", "--format", "json"]));
        let expected = (code.to_owned(), "content/news/html.md".to_owned());
        assert!(reported.contains(&expected), "{html}: {reported:?}");
    }
}

#[test]
fn files_that_systems_leave_are_listed_in_one_line() {
    let root = site();
    let files = [
        "content/news/.DS_Store",
        "content/media/Thumbs.db",
        "content/media/desktop.ini",
        "content/reports/~$so-lieu.xlsx",
        "content/news/mot.md~",
        "content/.git/config",
    ];
    for file in files {
        put(root.path(), file, "x");
    }
    for _ in 0..2 {
        let text = said(root.path(), &["build", "--strict"]);
        assert!(
            text.contains("chưa đăng: tên của 1 người chưa đồng ý nêu tên, 6 tệp do máy"),
            "{text}"
        );
        let line = text
            .lines()
            .find(|line| line.contains("tệp do máy tự tạo: "))
            .unwrap();
        for file in files {
            let file = file.strip_suffix("config").unwrap_or(file);
            assert!(line.contains(file), "{file}: {line}");
        }
    }
    // They come and go beside a site that is as it was.
    fs::remove_file(root.path().join("content/media/Thumbs.db")).unwrap();
    let text = said(root.path(), &["build", "--strict"]);
    assert!(
        text.contains("5 tệp do máy") && !text.contains("Thumbs.db"),
        "{text}"
    );
    let output = tiendo(root.path(), &["check", "--format", "json"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"reason\":\"system\""));
}
