//! What several tests need: sites in temporary folders, and folders as maps.
#![allow(dead_code, reason = "each test uses a part")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use crate::project;

/// Writes a file and the folders above it.
pub(crate) fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Copies a folder with all below it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, (bytes, _)) in tree(from) {
        put(to, &path, bytes);
    }
}

/// Every file below a folder with its bytes and time of change.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let file = |path: &Path| {
        let time = fs::metadata(path).unwrap().modified().unwrap();
        (fs::read(path).unwrap(), time)
    };
    let paths = below(root, "").into_iter();
    paths
        .map(|path| (path.clone(), file(&root.join(path))))
        .collect()
}

/// The bytes of every file below a folder, without what the program keeps for itself: what readers
/// see of an output. A desk may be at work in its own folder meanwhile, so that is not looked at.
pub(crate) fn bytes(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = below(root, ".tiendo").into_iter();
    paths
        .map(|path| (path.clone(), fs::read(root.join(path)).unwrap()))
        .collect()
}

/// The paths of all files below a folder, but for those in `without`, a folder directly in it.
fn below(root: &Path, without: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy();
            if !path.is_dir() {
                files.push(name.into_owned());
            } else if name != without {
                folders.push(path);
            }
        }
    }
    files
}

/// The program that was built with the tests.
pub(crate) fn binary() -> OsString {
    env!("CARGO_BIN_EXE_tiendo").into()
}

/// Runs the program in a site's root.
pub(crate) fn tiendo(root: &Path, args: &[&str]) -> Output {
    Command::new(binary())
        .args(args)
        .arg("--root")
        .arg(root)
        .output()
        .unwrap()
}

/// The real site in a folder of its own.
pub(crate) fn real() -> tempfile::TempDir {
    with_content("content")
}

/// A site of `tests/sites/` in a folder of its own.
pub(crate) fn example(name: &str) -> tempfile::TempDir {
    with_content(&format!("tests/sites/{name}/content"))
}

/// A site with a copy of this folder of the project.
fn with_content(folder: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    copy(&project::root().join(folder), &root.path().join("content"));
    root
}

/// How often a standing check is tried: `quick` in .ci/fast, `thorough` in .ci/slow, which sets
/// TIENDO_THOROUGH.
pub(crate) fn rounds<T>(quick: T, thorough: T) -> T {
    if is_thorough() { thorough } else { quick }
}

/// Whether this is .ci/slow, where what a check needs is installed: a check that cannot run fails.
pub(crate) fn is_thorough() -> bool {
    std::env::var_os("TIENDO_THOROUGH").is_some()
}

/// A program where Debian puts it, which is not in everybody's PATH; without it a check is skipped
/// in .ci/fast and fails in .ci/slow.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths)
        .chain(["/usr/sbin".into()])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file());
    if found.is_none() {
        assert!(!is_thorough(), "{name} is not installed");
        println!("skipped: {name} is not installed (Debian: apt install {name})");
    }
    found
}

/// The files below a folder that hold a word, in any case, in their name or bytes, packed or not.
pub(crate) fn files_with(folder: &Path, word: &str) -> Vec<String> {
    files_with_any(folder, &[word])
        .into_iter()
        .map(|(path, _)| path)
        .collect()
}

/// The files below a folder that hold one of some words, with the word.
pub(crate) fn files_with_any(folder: &Path, words: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, (bytes, _)) in tree(folder) {
        let mut parts = Vec::new();
        unpack(&path, bytes, 0, &mut parts);
        let texts: Vec<String> = parts
            .iter()
            .map(|part| String::from_utf8_lossy(part).to_lowercase())
            .collect();
        for word in words {
            let small = word.to_lowercase();
            if texts.iter().any(|text| text.contains(&small)) {
                found.push((path.clone(), (*word).to_owned()));
            }
        }
    }
    found
}

/// The name and the bytes of a file, and those of all that is packed in it: parts of archives and
/// workbooks, gzip, brotli, the blocks of the search index, compressed texts of PNG.
pub(crate) fn unpack(name: &str, bytes: Vec<u8>, depth: usize, parts: &mut Vec<Vec<u8>>) {
    assert!(depth < 8, "{name}");
    parts.push(name.as_bytes().to_vec());
    let mut add = |part: Vec<u8>| unpack("", part, depth + 1, parts);
    if bytes.starts_with(b"PK") {
        for (name, part) in unzipped(&bytes) {
            add(format!("{name}\n").into_bytes());
            add(part);
        }
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut whole = Vec::new();
        let mut reader = flate2::read::MultiGzDecoder::new(&*bytes);
        reader.read_to_end(&mut whole).unwrap();
        add(whole);
    } else if name.ends_with(".br") {
        let mut whole = Vec::new();
        let mut reader = brotli::Decompressor::new(&*bytes, 4096);
        reader.read_to_end(&mut whole).unwrap();
        add(whole);
    } else if name.ends_with(".bin") {
        // docs/search-format.md: the terms of a shard begin behind their length.
        let shard = name.contains("/t/");
        let mut whole = Vec::new();
        let mut reader = flate2::read::DeflateDecoder::new(&bytes[if shard { 3 } else { 0 }..]);
        reader
            .read_to_end(&mut whole)
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        add(whole);
    } else if bytes.starts_with(b"\x89PNG") {
        for (kind, data) in png_chunks(&bytes) {
            // Name, zero, method or flags, then the packed text.
            let packed = data.windows(2).position(|pair| pair == [0x78, 0x9c]);
            if let Some(start) = packed.filter(|_| kind == b"zTXt" || kind == b"iTXt") {
                let mut text = Vec::new();
                let mut reader = flate2::read::ZlibDecoder::new(&data[start..]);
                reader.read_to_end(&mut text).unwrap();
                add(text);
            }
        }
    }
    parts.push(bytes);
}

/// The chunks of a PNG: kinds and data.
pub(crate) fn png_chunks(png: &[u8]) -> Vec<(&[u8], &[u8])> {
    let (mut chunks, mut rest) = (Vec::new(), &png[8..]);
    while rest.len() >= 12 {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        chunks.push((&rest[4..8], &rest[8..8 + length]));
        rest = &rest[12 + length..];
    }
    chunks
}

/// A build that must go well.
pub(crate) fn build(root: &Path, args: &[&str]) {
    let output = tiendo(root, &[&["build", "--quiet"], args].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The codes and places that `--format json` reported.
pub(crate) fn codes(output: &Output) -> Vec<(String, String)> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|d| {
            Some((
                d["code"].as_str()?.to_owned(),
                d["file"].as_str().unwrap_or_default().to_owned(),
            ))
        })
        .collect()
}

/// The files of an archive by their names.
pub(crate) fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        assert!(files.insert(name.clone(), part).is_none(), "{name} twice");
    }
    files
}

/// The small site in a folder of its own.
pub(crate) fn small_site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    root
}

/// A small site with a programme, reports, units, an initiative, news and a page.
pub(crate) fn small(root: &Path) {
    put(
        root,
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/a\nmenu: [{title: Tin, url: tin-tuc/}]\n",
    );
    put(
        root,
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ncounted_from: 2022-01-01\nrecords: examples\nphases:\n  - {id: g1, \
         title: Giai đoạn 1, start: 2022-01-01, end: 2022-06-30, target: 100}\n",
    );
    put(
        root,
        "content/units.yaml",
        "- {id: tinh, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
         tinh}\n",
    );
    put(
        root,
        "content/reports/r.yaml",
        "- {as_of: 2022-03-31, unit: tinh, submitted: 40}\n- {as_of: 2022-06-30, unit: tinh, \
         submitted: 150}\n",
    );
    put(
        root,
        "content/initiatives/i.md",
        "---\ntitle: Máy ép\nunit: a\nfeatured: true\nauthors:\n  - {name: Người Đồng Ý, consent: \
         true}\n  - {name: Người Giấu Tên}\n---\nMột cải tiến.\n",
    );
    put(
        root,
        "content/news/mot.md",
        "---\ntitle: Tin một\ndate: 2022-06-30\ntags: [Số liệu]\n---\nCó {{ figure \
         metric=\"submitted\" phase=\"g1\" }} lượt.\n\n{{ chart id=\"phases\" }}\n",
    );
    put(
        root,
        "content/news/hai.md",
        "---\ntitle: Tin hai\ndate: 2022-04-01\n---\nXem [tin](@/news/mot.md).\n",
    );
    put(
        root,
        "content/pages/gioi-thieu.md",
        "---\ntitle: Giới thiệu\n---\nTrang thử.\n",
    );
}
