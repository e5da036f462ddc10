//! Nothing that lies outside the content is published, and no content makes a build hang.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::common::{build, bytes, codes, put, small, tiendo};

const SECRET: &str = "ghp_thisIsNobodysToken";

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    root
}

/// Makes a link below a site's root, with the folders above it.
fn link(root: &Path, path: &str, to: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink(to, path).unwrap();
}

#[test]
fn a_link_publishes_only_what_content_may_hold() {
    let hostile = [
        ("content/media/c.pdf", "../../.git/config"),
        ("content/media/git", "../../.git"),
        ("content/media/e.pdf", "../../.env"),
        ("content/media/hidden.pdf", "../.env"),
        ("content/media/above", "../.."),
        ("content/media/root.pdf", "../../secret.pdf"),
        ("content/media/draft.pdf", "../initiatives/i.md"),
        ("content/media/records", "../initiatives"),
        ("content/media/in-git.pdf", "../.git/a.pdf"),
        ("content/news/config.md", "../../.git/config"),
        ("content/news/etc.md", "/etc/hostname"),
        ("content/pages/x", "../../themes"),
        ("themes/default/assets/x.css", "../../../.env"),
        ("themes/default/assets/y.css", "../../../content/site.yaml"),
        ("themes/default/assets/git", "../../../.git"),
        ("themes/default/templates", "../../.git"),
        ("themes/default", "../.git"),
        ("themes", ".git"),
        ("content", ".git"),
    ];
    for (path, to) in hostile {
        let root = site();
        for file in [
            ".git/config",
            ".git/a.pdf",
            ".env",
            "secret.pdf",
            "content/.env",
            "content/.git/a.pdf",
        ] {
            put(root.path(), file, SECRET);
        }
        put(root.path(), ".git/media/a.pdf", SECRET);
        if path == "content" {
            fs::remove_dir_all(root.path().join("content")).unwrap();
        }
        link(root.path(), path, to);
        let run = tiendo(root.path(), &["build", "--format", "json"]);
        assert_eq!(run.status.code(), Some(1), "{path} → {to}");
        let reported = codes(&run);
        let expected = ("outside-link".to_owned(), path.to_owned());
        // A theme that is a link is named by the folder.
        let near = reported.iter().any(|found| {
            *found == expected
                || (found.0 == "outside-link" && path.starts_with(&found.1)
                    || found.1.starts_with(path))
        });
        assert!(near, "{path} → {to}: {reported:?}");
        assert!(!root.path().join("output").exists(), "{path} → {to}");
    }
}

#[test]
fn a_link_within_the_content_is_followed() {
    let root = site();
    put(root.path(), "content/media/a.pdf", "%PDF-1.4 a");
    link(root.path(), "content/news/b.pdf", "../media/a.pdf");
    link(root.path(), "content/media/more", "../media-kho");
    fs::remove_file(root.path().join("content/media/more")).unwrap();
    // What editors leave beside an open file leads nowhere.
    link(root.path(), "content/news/.#mot.md", "somebody@host.1234");
    put(
        root.path(),
        "content/pages/a.md",
        "---\ntitle: A\n---\n[a](@/media/a.pdf) [b](@/news/b.pdf)\n",
    );
    build(root.path(), &[]);
    let published = bytes(&root.path().join("output"));
    assert_eq!(published["media/news/b.pdf"], b"%PDF-1.4 a");
}

/// The codes of a build that must end by itself.
fn ends(root: &Path) -> Vec<(String, String)> {
    let run = Command::new("timeout")
        .args([
            "60",
            env!("CARGO_BIN_EXE_tiendo"),
            "build",
            "--format",
            "json",
            "--root",
        ])
        .arg(root)
        .output()
        .unwrap();
    assert_ne!(run.status.code(), Some(124), "the build does not end");
    codes(&run)
}

#[test]
fn units_above_themselves_end_with_an_error() {
    for units in [
        "- {id: a, title: A, kind: upper, parent: a}\n",
        "- {id: tinh, title: T, kind: province}\n- {id: a, title: A, kind: upper, parent: a}\n",
        "- {id: a, title: A, kind: upper, parent: b}\n- {id: b, title: B, kind: upper, parent: \
         a}\n",
        "- {id: tinh, title: T, kind: province}\n- {id: a, title: A, kind: grassroots, parent: \
         b}\n- {id: b, title: B, kind: cluster, parent: c}\n- {id: c, title: C, kind: cluster, \
         parent: b}\n",
        "- {id: a, title: A, kind: upper, parent: a, successors: [a]}\n",
    ] {
        let root = site();
        put(root.path(), "content/units.yaml", units);
        put(
            root.path(),
            "content/reports/r.yaml",
            "- {as_of: 2022-03-31, unit: a, submitted: 40}\n",
        );
        let reported = ends(root.path());
        assert!(
            reported
                .iter()
                .any(|(code, file)| code == "unit-cycle" && file == "content/units.yaml"),
            "{units}: {reported:?}"
        );
        assert!(!root.path().join("output").exists());
    }
}

#[test]
fn a_chain_of_units_without_end_is_an_error_and_no_crash() {
    let root = site();
    let mut units = "- {id: a, title: A, kind: upper}\n".to_owned();
    let mut above = "a".to_owned();
    for number in 0..20_000 {
        units.push_str(&format!(
            "- {{id: u{number}, title: U{number}, kind: cluster, parent: {above}}}\n"
        ));
        above = format!("u{number}");
    }
    put(root.path(), "content/units.yaml", units);
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2022-03-31, unit: a, submitted: 40}\n",
    );
    let reported = ends(root.path());
    let deep: Vec<_> = reported
        .iter()
        .filter(|(code, _)| code == "unit-depth")
        .collect();
    assert_eq!(deep.len(), 1, "{reported:?}");
}

#[test]
fn other_bytes_with_the_same_size_and_time_are_seen() {
    let root = site();
    let path = root.path().join("content/initiatives/i.md");
    sleep(Duration::from_millis(30));
    build(root.path(), &[]);
    build(root.path(), &[]);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace("Máy ép", "Máy éo");
    assert_eq!(text.len() as u64, fs::metadata(&path).unwrap().len());
    fs::write(&path, text).unwrap();
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    build(root.path(), &[]);
    let page = fs::read_to_string(root.path().join("output/sang-kien/i/index.html"));
    let all = bytes(&root.path().join("output"));
    let shown = page.map_or_else(
        |_| {
            all.values()
                .any(|page| String::from_utf8_lossy(page).contains("Máy éo"))
        },
        |page| page.contains("Máy éo"),
    );
    assert!(shown, "the old bytes are still published");
}

#[test]
fn a_memory_with_a_flipped_byte_is_an_empty_one() {
    let root = site();
    build(root.path(), &[]);
    let before = bytes(&root.path().join("output"));
    let memory = root.path().join(".tiendo/memory");
    let files: Vec<_> = fs::read_dir(&memory)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| !["lock", "began"].contains(&&*file.file_name().unwrap().to_string_lossy()))
        .collect();
    assert!(files.len() >= 4, "{files:?}");
    for (number, file) in files.iter().cycle().take(3 * files.len()).enumerate() {
        // The first build after a change reads the memory and does not stop at the note of the
        // last.
        put(
            root.path(),
            "content/pages/x.md",
            format!("---\ntitle: X{number}\n---\nX\n"),
        );
        build(root.path(), &[]);
        let mut spoilt = fs::read(file).unwrap_or_default();
        if spoilt.is_empty() {
            continue;
        }
        let place = (number * 7919) % spoilt.len();
        spoilt[place] ^= 1 << (number % 8);
        fs::write(file, &spoilt).unwrap();
        // All pages are made again, so that all texts are asked for.
        put(
            root.path(),
            "content/site.yaml",
            format!("title: Thử {number}\nbase_url: https://example.org/a\n"),
        );
        build(root.path(), &["--allow-shrink"]);
        fs::remove_file(root.path().join("content/pages/x.md")).unwrap();
        put(
            root.path(),
            "content/site.yaml",
            "title: Thử\nbase_url: https://example.org/a\nmenu: [{title: Tin, url: tin-tuc/}]\n",
        );
        build(root.path(), &["--allow-shrink"]);
        assert!(
            bytes(&root.path().join("output")) == before,
            "{} byte {place}",
            file.display()
        );
    }
}

#[test]
fn an_old_address_takes_the_place_of_no_file() {
    let root = site();
    put(root.path(), "content/static/a.pdf", "%PDF-1.4");
    build(root.path(), &[]);
    let output = bytes(&root.path().join("output"));
    let alias = |aliases: &[String]| {
        let text = format!("---\ntitle: Cũ\ndate: 2022-05-01\naliases: {aliases:?}\n---\nChữ.\n");
        put(root.path(), "content/news/cu.md", text);
    };
    let check = || {
        codes(&tiendo(
            root.path(),
            &["check", "--format", "json", "--quiet"],
        ))
    };
    // A folder of that name, and a folder below it.
    let mut aliases: Vec<String> = output
        .keys()
        .filter(|path| !path.ends_with(".html") || path.matches('/').count() < 2)
        .flat_map(|path| [format!("{path}/"), format!("{}/x", path.to_uppercase())])
        .collect();
    // `a/index.html/` is the folder a.
    aliases.retain(|path| !path.ends_with("index.html/"));
    assert!(aliases.len() > 60);
    for some in aliases.chunks(100) {
        alias(some);
        let reported = check();
        let refused = |code: &str| code == "bad-alias" || code == "same-address";
        let count = reported.iter().filter(|(code, _)| refused(code)).count();
        assert_eq!(count, some.len(), "{:?} … {:?}", some.first(), some.last());
    }
    for [one, other] in [
        ["Cu.html", "cu.HTML"],
        ["a.html", "a.html/b"],
        ["b.htm/c/", "B.htm"],
    ] {
        alias(&[one.to_owned(), other.to_owned()]);
        assert_eq!(check().len(), 1, "{one} {other}");
    }
    alias(&[
        "a/b.html".to_owned(),
        "a/".to_owned(),
        "rss.xml".to_owned(),
        "feed.xml.html".to_owned(),
    ]);
    build(root.path(), &[]);
}

#[test]
fn windows_can_make_each_folder_of_a_site() {
    let root = site();
    for name in ["con", "aux", "com1"] {
        let text = format!("---\ntitle: {name}\ndate: 2022-05-01\ntags: [{name}]\n---\nChữ.\n");
        put(root.path(), &format!("content/news/{name}.md"), text);
    }
    put(
        root.path(),
        "content/initiatives/b.csv",
        "Mã,Tên sáng kiến,Đơn vị\nNUL,Máy,A\n",
    );
    put(root.path(), "content/static/prn.pdf", "%PDF-1.4");
    build(root.path(), &[]);
    let reserved = |name: &str| {
        let stem = name.split('.').next().unwrap().to_lowercase();
        ["con", "aux", "nul", "prn", "com1"].contains(&&*stem)
    };
    for path in bytes(&root.path().join("output")).keys() {
        assert!(!path.split('/').any(reserved), "{path}");
    }
}

#[test]
fn a_build_takes_no_output_of_another_site() {
    let (root, other) = (site(), site());
    let output = other.path().join("output");
    let args = ["build", "--quiet", "--output", output.to_str().unwrap()];
    assert!(tiendo(other.path(), &["build", "--quiet"]).status.success());
    let before = bytes(&output);
    let refused = tiendo(root.path(), &args);
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && words.contains("trang khác"),
        "{words}"
    );
    assert!(bytes(&output) == before, "{words}");
    // A folder beside that output is nobody's, and the other site may still build.
    let beside = other.path().join("output-2");
    let args = ["build", "--quiet", "--output", beside.to_str().unwrap()];
    assert!(tiendo(root.path(), &args).status.success());
    assert!(tiendo(other.path(), &["build", "--quiet"]).status.success());
}

#[test]
fn a_pipe_is_not_a_table() {
    let root = site();
    let pipe = root.path().join("a.csv");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let output = tiendo(root.path(), &["import", pipe.to_str().unwrap()]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && words.contains("không phải tệp thường"),
        "{words}"
    );
}
