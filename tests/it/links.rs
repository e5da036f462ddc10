//! Git keeps links, so that a change of a site can bring one to any place in which a command writes:
//! none is followed, and a list that no import wrote leads nowhere.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{binary, build, bytes, put, small, tiendo, tree};

const TABLE: &str = "Ngày;Đơn vị;Lũy kế đã nộp\n31/05/2022;A;120\n";
const BAD: &str = "Ngày;Đơn vị;Lũy kế đã nộp\n31/05/2022;A;không rõ\n";

/// A site with a table beside it, and a folder of somebody else with one file.
fn site() -> (tempfile::TempDir, tempfile::TempDir) {
    let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    small(root.path());
    put(root.path(), "may.csv", TABLE);
    put(root.path(), "bad.csv", BAD);
    put(other.path(), "own.txt", "theirs");
    (root, other)
}

/// A path with nothing in its place, and with the folders above it.
fn freed(root: &Path, path: &str) -> PathBuf {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    if place.is_dir() {
        fs::remove_dir_all(&place).unwrap();
    } else if place.exists() {
        fs::remove_file(&place).unwrap();
    }
    place
}

/// Puts a link at a path, with the folders above it.
fn link(to: &Path, root: &Path, path: &str) {
    let place = freed(root, path);
    symlink(to, place).unwrap();
}

fn words(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn no_command_writes_through_a_link() {
    let import = ["import", "may.csv", "--to", "reports", "--yes"];
    let rejected = ["import", "bad.csv", "--to", "reports", "--yes"];
    // The command, where the link is, and whether it leads to a file or to a folder.
    let tries: &[(&[&str], &str, bool)] = &[
        (&import, "content/reports/records.csv.part", true),
        (&import, "content/forms/may.yaml.part", true),
        (&import, "content/forms", false),
        (&import, ".tiendo", false),
        (&import, ".tiendo/imports", false),
        (&rejected, "rejects", false),
        (&rejected, "rejects/bad.csv.xlsx", true),
        (&rejected, "rejects/bad.csv.xlsx.part", true),
        (&["new", "news", "Mot"], "content/news", false),
        (&["snapshot"], "content/snapshots", false),
        (&["snapshot"], "content/snapshots/2022-06-30.csv.part", true),
        (&["theme", "eject", "assets/site.css"], "themes", false),
        (
            &["theme", "eject", "assets/site.css"],
            "themes/default",
            false,
        ),
        (
            &["theme", "eject", "assets/site.css"],
            "themes/default/assets",
            false,
        ),
        (
            &["theme", "eject", "assets/site.css"],
            "themes/default/.ejected",
            true,
        ),
    ];
    for (args, path, file) in tries {
        let (root, other) = site();
        let before = bytes(other.path());
        let to = if *file {
            other.path().join("own.txt")
        } else {
            other.path().to_owned()
        };
        link(&to, root.path(), path);
        let args: Vec<String> = args.iter().map(|arg| in_root(root.path(), arg)).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = tiendo(root.path(), &args);
        assert!(
            bytes(other.path()) == before,
            "{args:?} {path}: {}",
            words(&output)
        );
    }
}

/// An argument; the path of a table, where it names one.
fn in_root(root: &Path, arg: &str) -> String {
    let file = root.join(arg);
    if arg.ends_with(".csv") {
        file.display().to_string()
    } else {
        arg.to_owned()
    }
}

#[test]
fn a_list_of_an_import_leads_nowhere_else() {
    for (path, before, folders) in [
        ("../other/own.txt", "null", ""),
        ("content/../../other/own.txt", "null", ""),
        ("OTHER/own.txt", "null", ""),
        ("content/news/mot.md", "\"../../../../other/own.txt\"", ""),
        ("content/news/mot.md", "\"OTHER/own.txt\"", ""),
        ("content/news/leer.md", "null", "\"../other/leer\""),
        ("output/index.html", "null", ""),
    ] {
        let above = tempfile::tempdir().unwrap();
        let (root, other) = (above.path().join("site"), above.path().join("other"));
        small(&root);
        put(&other, "own.txt", "theirs");
        fs::create_dir(other.join("leer")).unwrap();
        build(&root, &[]);
        let absolute = other.display().to_string();
        let text = format!(
            "{{\"table\": \"a\", \"files\": [{{\"path\": \"{path}\", \"before\": {before}, \
             \"after\": null, \"folders\": [{folders}]}}]}}"
        );
        let list = ".tiendo/imports/2022-01-01-001/import.json";
        put(&root, list, text.replace("OTHER", &absolute));
        let there = tree(above.path());
        let output = tiendo(&root, &["import", "--undo", "--yes"]);
        assert!(!output.status.success(), "{path}: {}", words(&output));
        assert!(tree(above.path()) == there, "{path}: {}", words(&output));
        assert!(other.join("leer").is_dir(), "{path}");
    }
}

/// All files and folders below a folder, but for links.
fn places(root: &Path, folder: &str) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from(folder)];
    let mut at = 0;
    while let Some(place) = found.get(at).cloned() {
        for entry in fs::read_dir(root.join(&place)).into_iter().flatten() {
            found.push(place.join(entry.unwrap().file_name()));
        }
        at += 1;
    }
    found
}

#[test]
fn a_link_in_any_place_of_the_program_harms_nobody() {
    let (root, _) = site();
    build(root.path(), &[]);
    put(
        root.path(),
        "content/news/hai.md",
        "---\ntitle: Tin hai nữa\ndate: 2022-04-01\n---\nHai.\n",
    );
    build(root.path(), &[]);
    let all = [
        places(root.path(), ".tiendo"),
        places(root.path(), "output"),
    ]
    .concat();
    assert!(all.len() > 100, "{}", all.len());
    let step = crate::common::rounds(9, 1);
    // Into this one a build wrote its list.
    let list = all.iter().filter(|place| place.ends_with("output/.tiendo"));
    for place in all.iter().step_by(step).chain(list) {
        let (copied, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        crate::common::copy(root.path(), copied.path());
        put(other.path(), "own.txt", "theirs");
        put(other.path(), "index.html", "theirs");
        let before = bytes(other.path());
        let to = if copied.path().join(place).is_dir() {
            other.path().to_owned()
        } else {
            other.path().join("own.txt")
        };
        link(&to, copied.path(), place.to_str().unwrap());
        put(
            copied.path(),
            "content/news/ba.md",
            "---\ntitle: Tin ba\ndate: 2022-04-02\n---\nBa.\n",
        );
        fs::remove_file(copied.path().join("content/news/mot.md")).unwrap();
        let output = tiendo(copied.path(), &["build", "--quiet"]);
        let said = words(&output);
        assert!(bytes(other.path()) == before, "{}: {said}", place.display());
    }
}

/// Puts a pipe at a path, with the folders above it.
fn pipe(root: &Path, path: &str) {
    let place = freed(root, path);
    let made = Command::new("mkfifo").arg(&place).status().unwrap();
    assert!(made.success(), "{path}");
}

/// A command that ends, or is ended after a while: then its status is 124.
fn within_a_while(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("timeout");
    command.arg("60").arg(binary()).args(args);
    command.args(["--root", root.to_str().unwrap()]);
    command.output().unwrap()
}

#[test]
fn a_pipe_in_any_place_of_the_program_keeps_no_command_waiting() {
    let (root, _) = site();
    build(root.path(), &[]);
    let publish = ".tiendo/publish/output";
    let mut tries: Vec<(&[&str], String)> = Vec::new();
    // What builds keep, and what one that was cut off leaves.
    for kept in [
        "lock",
        "manifest.txt",
        "next.txt",
        "next.part",
        "public.txt",
        "try",
        "own",
        "stage",
        "previous/day",
        "replaced/manifest.txt",
    ] {
        tries.push((&["build"], format!("{publish}/{kept}")));
    }
    for place in [
        ".tiendo/memory/began",
        ".tiendo/memory/head.bin",
        ".tiendo/memory/head.bin.part",
        ".tiendo/memory/last.bin",
        ".tiendo/memory/last.bin.part",
        ".tiendo/memory/lock",
        ".tiendo/memory/texts-0.bin",
        ".tiendo/memory/texts-1.bin",
        "output/.tiendo/manifest.txt",
        "output/index.html",
        "themes/default/assets/site.css",
        "content/site.yaml",
    ] {
        tries.push((&["build"], place.to_owned()));
    }
    for kept in ["previous/manifest.txt", "manifest.txt", "lock"] {
        tries.push((&["rollback"], format!("{publish}/{kept}")));
    }
    let list = ".tiendo/imports/2022-01-01-001/import.json";
    tries.push((&["import", "--undo", "--yes"], list.to_owned()));
    tries.push((&["schema"], "schemas/units.schema.json".to_owned()));
    tries.push((
        &["theme", "eject", "assets/site.css"],
        "themes/default/.ejected".to_owned(),
    ));
    for (args, place) in tries {
        let copied = tempfile::tempdir().unwrap();
        crate::common::copy(root.path(), copied.path());
        pipe(copied.path(), &place);
        let output = within_a_while(copied.path(), args);
        assert_ne!(output.status.code(), Some(124), "{args:?} {place}: waits");
    }
}
