//! The laws of the house: same bytes, nothing harmed, everything reported in one run.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::common::{build, bytes, codes, put, real, small, tiendo, tree};

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    root
}

#[test]
fn same_bytes_twice_and_with_any_number_of_threads() {
    for root in [site(), real()] {
        let outputs = tempfile::tempdir().unwrap();
        let mut trees = Vec::new();
        for (name, jobs) in [("a", "1"), ("b", "4"), ("c", "1")] {
            let output = outputs.path().join(name);
            build(
                root.path(),
                &["--jobs", jobs, "--output", output.to_str().unwrap()],
            );
            trees.push(bytes(&output));
        }
        assert!(trees[0].len() > 20);
        assert!(trees[0] == trees[1] && trees[0] == trees[2]);
    }
}

#[test]
fn a_build_without_change_writes_nothing() {
    let root = site();
    build(root.path(), &[]);
    let manifest = ".tiendo/manifest.txt";
    let mut before = tree(&root.path().join("output"));
    build(root.path(), &[]);
    let mut after = tree(&root.path().join("output"));
    assert!(before.remove(manifest).is_some() && after.remove(manifest).is_some());
    assert!(before == after);
}

#[test]
fn an_edit_touches_what_it_must_and_deletes_what_is_ours_only() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    put(&output, "cua-toi.txt", "của người khác");
    let before = tree(&output);
    fs::remove_file(root.path().join("content/news/hai.md")).unwrap();
    build(root.path(), &[]);
    let after = tree(&output);
    assert!(
        before.contains_key("tin-tuc/hai/index.html")
            && !after.contains_key("tin-tuc/hai/index.html")
    );
    assert!(
        !output.join("tin-tuc/hai").exists(),
        "the empty folder is gone too"
    );
    assert!(after.contains_key("cua-toi.txt"));
    for same in ["gioi-thieu/index.html", "don-vi/a/index.html", "robots.txt"] {
        assert!(
            before[same] == after[same],
            "{same} was written though it did not change"
        );
    }
}

#[test]
fn a_failing_build_changes_nothing() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = tree(&output);
    put(
        root.path(),
        "content/news/mot.md",
        "---\ntitle: Tin\ndate: 31/02/2022\n---\n",
    );
    let failed = tiendo(root.path(), &["build", "--quiet"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(tree(&output) == before);
    // A problem that only rendering brings to light harms no more.
    small(root.path());
    put(
        root.path(),
        "content/pages/gioi-thieu.md",
        "---\ntitle: Mới\n---\n{{ chart id=\"khong-co\" }}\n",
    );
    assert_eq!(
        tiendo(root.path(), &["build", "--quiet"]).status.code(),
        Some(1)
    );
    assert!(tree(&output) == before);
}

#[test]
fn a_first_build_that_fails_leaves_no_trace() {
    let root = site();
    put(
        root.path(),
        "content/pages/gioi-thieu.md",
        "---\ntitle: Mới\n---\n{{ chart id=\"khong-co\" }}\n",
    );
    assert_eq!(
        tiendo(root.path(), &["build", "--quiet"]).status.code(),
        Some(1)
    );
    assert!(!root.path().join("output").exists());
}

#[cfg(unix)]
#[test]
fn everything_faulty_is_told_in_one_run() {
    let root = site();
    let outside = tempfile::tempdir().unwrap();
    put(
        outside.path(),
        "x.md",
        "---\ntitle: X\ndate: 2022-01-01\n---\n",
    );
    std::os::unix::fs::symlink(
        outside.path().join("x.md"),
        root.path().join("content/news/x.md"),
    )
    .unwrap();
    std::os::unix::fs::symlink(
        root.path().join("nothing"),
        root.path().join("content/news/dangling.md"),
    )
    .unwrap();
    put(
        root.path(),
        "content/news/latin.md",
        b"---\ntitle: \xe9\n---\n",
    );
    put(
        root.path(),
        "content/news/ngay.md",
        "---\ntitle: N\ndate: 31/02/2022\nunits: [khong-co]\n---\n",
    );
    put(
        root.path(),
        "themes/default/templates/page.html",
        "<p>\n{{ page.nope }}</p>",
    );
    let output = tiendo(root.path(), &["check", "--quiet", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let reported: BTreeSet<_> = codes(&output).into_iter().collect();
    let expected = [
        ("outside-link", "content/news/x.md"),
        ("outside-link", "content/news/dangling.md"),
        ("not-utf8", "content/news/latin.md"),
        ("bad-date", "content/news/ngay.md"),
        ("unknown-reference", "content/news/ngay.md"),
        ("template", "themes/default/templates/page.html"),
    ];
    assert_eq!(
        reported,
        expected
            .map(|(code, file)| (code.to_owned(), file.to_owned()))
            .into_iter()
            .collect()
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("/gioi-thieu/") && text.contains("content/pages/gioi-thieu.md"),
        "page and record are named"
    );
}

#[test]
fn no_content_no_site_no_theme() {
    let root = tempfile::tempdir().unwrap();
    let reported = |args: &[&str]| {
        codes(&tiendo(root.path(), args))
            .into_iter()
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        reported(&["build", "--format", "json"]),
        ["missing-content"]
    );
    put(
        root.path(),
        "content/news/a.md",
        "---\ntitle: A\ndate: 2022-01-01\n---\n",
    );
    assert_eq!(reported(&["build", "--format", "json"]), ["missing-site"]);
    put(
        root.path(),
        "content/site.yaml",
        "title: T\ntheme: khong-co\n",
    );
    assert_eq!(reported(&["build", "--format", "json"]), ["theme-missing"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told() {
    let root = site();
    // A socket: even root cannot open it, so this holds where tests run as root too.
    let socket =
        std::os::unix::net::UnixListener::bind(root.path().join("content/news/o-cam.md")).unwrap();
    put(root.path(), "content/news/rong.md", "title: Tin\0\n");
    let output = tiendo(root.path(), &["check", "--quiet", "--format", "json"]);
    let mut reported = codes(&output);
    reported.sort();
    drop(socket);
    assert_eq!(output.status.code(), Some(1));
    let expected = [
        ("nul-byte", "content/news/rong.md"),
        ("unreadable", "content/news/o-cam.md"),
    ];
    assert_eq!(
        reported,
        expected.map(|(code, file)| (code.to_owned(), file.to_owned()))
    );
}

#[test]
fn nothing_keeps_a_build_waiting() {
    let root = site();
    // A pipe that no one writes to: a program that opens it to read waits for ever.
    for pipe in [
        "content/news/ong.md",
        "content/media/ong.jpg",
        "themes/default/templates/ong.html",
    ] {
        put(root.path(), &format!("{pipe}.beside"), "");
        fs::remove_file(root.path().join(format!("{pipe}.beside"))).unwrap();
        assert!(
            Command::new("mkfifo")
                .arg(root.path().join(pipe))
                .status()
                .unwrap()
                .success()
        );
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["build", "--quiet", "--format", "json", "--root"])
        .arg(root.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    for _ in 0..200 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let waited = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!waited, "the build waits for a pipe");
    assert_eq!(output.status.code(), Some(1));
    let reported: BTreeSet<String> = codes(&output)
        .into_iter()
        .map(|(code, file)| format!("{code} {file}"))
        .collect();
    for file in ["content/news/ong.md", "content/media/ong.jpg"] {
        assert!(
            reported.contains(&format!("unreadable {file}")),
            "{reported:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn no_fault_harms_the_real_site() {
    let root = real();
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = tree(&output);
    let content = root.path().join("content");
    let fails = |why: &str, code: &str| {
        let failed = tiendo(root.path(), &["build", "--quiet", "--format", "json"]);
        assert_eq!(failed.status.code(), Some(1), "{why}");
        let reported = codes(&failed);
        assert!(
            reported.iter().any(|(found, _)| found == code),
            "{why}: {reported:?}"
        );
        assert!(tree(&output) == before, "{why} changed the output");
    };
    fs::rename(&content, root.path().join("aside")).unwrap();
    fails("content/ is missing", "missing-content");
    fs::rename(root.path().join("aside"), &content).unwrap();
    let link = content.join("news/ngoai.md");
    std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
    fails("a link leads out of the site", "outside-link");
    fs::remove_file(link).unwrap();
    put(&content, "news/latin.md", b"---\ntitle: \xe9\n---\n");
    fails("a file is not UTF-8", "not-utf8");
    fs::remove_file(content.join("news/latin.md")).unwrap();
    put(
        root.path(),
        "themes/default/templates/article.html",
        "{{ page.nope }}",
    );
    fails("a template of the last pages is invalid", "template");
    fs::remove_dir_all(root.path().join("themes")).unwrap();
    put(&content, "news/ghi-chu.txt", "x");
    let strict = tiendo(root.path(), &["build", "--quiet", "--strict"]);
    assert_eq!(
        strict.status.code(),
        Some(1),
        "a warning is an error under --strict"
    );
    assert!(tree(&output) == before);
}

#[test]
fn an_author_without_consent_is_nowhere_on_the_real_site() {
    let root = real();
    let folder = root.path().join("content/initiatives");
    let mut records = 0;
    for (path, text) in bytes(&folder)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
    {
        let text = String::from_utf8(text).unwrap();
        let hidden = "authors:\n  - name: Vô Danh Thị Giấu\n    role: Thợ Giấu Nghề\n";
        records += usize::from(text.contains("\nauthors:\n"));
        put(&folder, &path, text.replacen("authors:\n", hidden, 1));
    }
    assert!(records > 0, "no real initiative has authors");
    build(root.path(), &[]);
    for (path, bytes) in bytes(&root.path().join("output")) {
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["Vô Danh Thị Giấu", "vo-danh-thi-giau", "Thợ Giấu Nghề"] {
            assert!(
                !text.contains(trace) && !path.contains(trace),
                "{trace} is in {path} without consent"
            );
        }
    }
}

#[test]
fn wrong_flags_and_foreign_folders() {
    let root = site();
    assert_eq!(
        tiendo(root.path(), &["build", "--nope"]).status.code(),
        Some(2)
    );
    assert_eq!(
        tiendo(root.path(), &["build", "--as-of", "31/02/2022"])
            .status
            .code(),
        Some(2)
    );
    let foreign = tempfile::tempdir().unwrap();
    put(foreign.path(), "anh.txt", "quý");
    let output = tiendo(
        root.path(),
        &["build", "--output", foreign.path().to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        bytes(foreign.path()).keys().collect::<Vec<_>>(),
        ["anh.txt"]
    );
}

#[test]
fn names_without_consent_are_nowhere() {
    let root = site();
    let has = |name: &str| {
        let files = bytes(&root.path().join("output"));
        files
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains(name))
    };
    build(root.path(), &[]);
    assert!(has("Người Đồng Ý") && !has("Giấu Tên"));
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\ninitiatives: {authors: none}\n",
    );
    build(root.path(), &[]);
    assert!(!has("Người Đồng Ý") && !has("Giấu Tên"));
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\ninitiatives: {authors: all}\n",
    );
    build(root.path(), &[]);
    assert!(has("Giấu Tên"));
}

#[test]
fn time_is_an_input() {
    let root = site();
    put(
        root.path(),
        "content/news/nhap.md",
        "---\ntitle: Nháp\ndate: 2022-03-01\ndraft: true\n---\n",
    );
    let page = |path: &str| fs::read_to_string(root.path().join("output").join(path)).ok();
    build(root.path(), &[]);
    assert!(page("index.html").unwrap().contains("150%"));
    assert!(page("tin-tuc/mot/index.html").is_some() && page("tin-tuc/nhap/index.html").is_none());
    build(
        root.path(),
        &["--as-of", "2022-04-30", "--drafts", "--allow-shrink"],
    );
    let home = page("index.html").unwrap();
    assert!(
        home.contains("40%") && !home.contains("150%"),
        "later reports are not seen"
    );
    assert!(
        page("tin-tuc/hai/index.html").unwrap().contains("Xem tin."),
        "a link to what is not out is plain words"
    );
    assert!(page("tin-tuc/mot/index.html").is_none() && page("tin-tuc/nhap/index.html").is_some());
    build(
        root.path(),
        &["--as-of", "2022-04-30", "--future", "--allow-shrink"],
    );
    assert!(page("tin-tuc/mot/index.html").is_some());
}

#[test]
fn a_page_of_faults_is_written_whether_the_build_is_good_or_not() {
    let (root, folder) = (site(), tempfile::tempdir().unwrap());
    let file = folder.path().join("lỗi.html");
    let reported = |command: &str, more: &[&str]| {
        let flags = [command, "--report", file.to_str().unwrap()];
        let output = tiendo(root.path(), &[&flags[..], more].concat());
        let said = String::from_utf8(output.stdout).unwrap();
        (
            output.status.success(),
            said,
            fs::read_to_string(&file).unwrap().replace('\u{a0}', " "),
        )
    };
    let (good, said, page) = reported("build", &[]);
    assert!(
        good && said.starts_with("Trang báo lỗi: ") && page.contains("<h1>Không có lỗi</h1>"),
        "{said}{page}"
    );
    for n in 0..30 {
        put(
            root.path(),
            &format!("content/news/sai-{n}.md"),
            "---\ntitle: <b>\ndate: 31/02/2024\n---\n",
        );
    }
    let many: String = (0..30)
        .map(|n| format!("- {{as_of: 2022-03-31, unit: u{n}, submitted: 1}}\n"))
        .collect();
    put(root.path(), "content/reports/s.yaml", many);
    let (good, said, page) = reported("check", &["--lang", "en", "--format", "json"]);
    assert!(
        !good
            && page.contains("<html lang=\"en\">")
            && page.contains("<h1>60 errors in 31 files</h1>"),
        "{page}"
    );
    assert_eq!(
        said.lines().count(),
        61,
        "programs get every problem, and nothing else"
    );
    assert!(
        page.contains("<mark>31/02/2024</mark>")
            && page.contains("10 more errors like it in other lines"),
        "{page}"
    );
    assert!(
        ["<script", "<link", "src=", "href=", "url("]
            .iter()
            .all(|outside| !page.contains(outside)),
        "{page}"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    assert_eq!(
        tiendo(root.path(), &["serve", "--report", "x.html"])
            .status
            .code(),
        Some(2)
    );
}
