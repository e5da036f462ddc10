//! `--host`: a site that is too large for its host is refused before anything that is up is
//! touched.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;
use std::io::Read as _;

use crate::common::{build, bytes, codes, put, small, tiendo, tree};
use tiendo::publish::host::{Finding, Host, check};

#[test]
fn a_site_that_is_too_large_stays_unpublished() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    build(root.path(), &["--host", "cloudflare-pages"]);
    let output = root.path().join("output");
    let before = tree(&output);
    put(
        root.path(),
        "content/media/phim.mp4",
        [&b"\0\0\0\x18ftypmp42"[..], &vec![7; 25 << 20]].concat(),
    );
    put(
        root.path(),
        "content/pages/phim.md",
        "---\ntitle: Phim\n---\n[Phim](@/media/phim.mp4)\n",
    );
    for command in ["build", "check"] {
        let reported = tiendo(
            root.path(),
            &[command, "--host", "cloudflare-pages", "--format", "json"],
        );
        assert_eq!(reported.status.code(), Some(1), "{command}");
        assert_eq!(
            codes(&reported),
            [("host-limit".to_owned(), String::new())],
            "{command}"
        );
        let text = String::from_utf8_lossy(&reported.stdout);
        assert!(
            text.contains("media/phim.mp4") && text.contains("26,2 MB") && text.contains("26.2 MB"),
            "{text}"
        );
        assert_eq!(tree(&output), before, "{command} touched what is up");
    }
    let reported = tiendo(root.path(), &["build", "--host", "nginx"]);
    let text = String::from_utf8_lossy(&reported.stdout);
    assert!(
        reported.status.success()
            && text.contains("nginx: ")
            && text.contains("phim.mp4 (26,2 MB)"),
        "{text}"
    );
    assert!(output.join("media/phim.mp4").exists());
}

#[test]
fn a_check_counts_all_and_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let counted = |command: &str| {
        let reported = tiendo(root.path(), &[command, "--host", "netlify", "--lang", "en"]);
        let text = String::from_utf8_lossy(&reported.stdout).into_owned();
        assert!(reported.status.success(), "{text}");
        text.lines()
            .find(|line| line.starts_with("Netlify: "))
            .unwrap()
            .to_owned()
    };
    let checked = counted("check");
    assert!(!root.path().join("output").exists());
    assert_eq!(checked, counted("build"));
    let files = tree(&root.path().join("output"))
        .keys()
        .filter(|path| !path.starts_with(".tiendo/"))
        .count();
    assert!(
        checked.starts_with(&format!("Netlify: {files} files in ")),
        "{checked}, not {files}"
    );
}

#[test]
fn limits_as_their_hosts_publish_them() {
    let flat = |n: u64| (0..n).map(|_| ("a/b.html", 6_000));
    let first = |host, n| check(host, flat(n)).into_iter().next();
    assert_eq!(
        first(Host::CloudflarePages, 170_324),
        Some(Finding::Files {
            count: 170_324,
            limit: 20_000
        })
    );
    assert_eq!(
        first(Host::CloudflarePagesPaid, 170_324),
        Some(Finding::Files {
            count: 170_324,
            limit: 100_000
        })
    );
    assert_eq!(
        first(Host::GithubPages, 170_324),
        Some(Finding::Total {
            bytes: 1_021_944_000,
            limit: 1_000_000_000
        })
    );
    let folder = Finding::Folder {
        folder: "a".into(),
        count: 170_324,
        limit: 54_000,
    };
    assert_eq!(first(Host::Netlify, 170_324), Some(folder));
    assert_eq!(first(Host::Nginx, 170_324), None);
}

/// Files that have packed copies, with what each copy unpacks to.
fn packed(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, [Vec<u8>; 2]> {
    let unpacked = |path: &str| {
        let (gz, br) = (
            files.get(&format!("{path}.gz"))?,
            files.get(&format!("{path}.br"))?,
        );
        let mut back = [Vec::new(), Vec::new()];
        flate2::read::GzDecoder::new(&**gz)
            .read_to_end(&mut back[0])
            .unwrap();
        brotli::Decompressor::new(&**br, 4_096)
            .read_to_end(&mut back[1])
            .unwrap();
        Some(back)
    };
    files
        .keys()
        .filter_map(|path| Some((path.as_str(), unpacked(path)?)))
        .collect()
}

#[test]
fn packed_copies_stand_beside_texts_and_follow_them() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    build(root.path(), &[]);
    let output = root.path().join("output");
    let plain = bytes(&output);
    assert!(packed(&plain).is_empty());
    let packs = |what: &str| {
        build(root.path(), &["--precompress"]);
        let files = bytes(&output);
        let copies = packed(&files);
        assert!(
            copies.contains_key("index.html") && copies.contains_key("tin-tuc/mot/index.html"),
            "{what}"
        );
        for (path, back) in &copies {
            assert!(
                back.iter().all(|back| *back == files[*path]),
                "{what}: {path}"
            );
        }
        let copies = copies.len() * 2;
        let left = files
            .keys()
            .filter(|path| path.ends_with(".gz") || path.ends_with(".br"))
            .count();
        assert_eq!(copies, left, "{what}: copies of nothing");
        files
    };
    let first = packs("new");
    let times = tree(&output);
    assert_eq!(packs("again"), first);
    for (path, (_, time)) in tree(&output)
        .iter()
        .filter(|(path, _)| !path.starts_with(".tiendo/"))
    {
        assert_eq!(*time, times[path].1, "{path} was written again");
    }
    put(
        root.path(),
        "content/news/mot.md",
        "---\ntitle: Tin một\ndate: 2022-06-30\n---\nChữ khác.\n",
    );
    assert_ne!(packs("edited"), first);
    small(root.path());
    build(root.path(), &[]);
    assert_eq!(bytes(&output), plain, "without the flag no copy is left");
}
