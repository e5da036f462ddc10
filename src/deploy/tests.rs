//! A deployment into a folder from first to last; tests/deploy.sh has the same with stores and
//! rsync.

use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::base::Artifact;
use crate::publish::{Figures, Home, How, Stage};

fn build(output: &Path, files: &[(&str, &str)]) {
    let home = Home::new(output.parent().unwrap(), output).unwrap();
    let stage = Stage::open(&home, How::default()).unwrap();
    let receipts = files
        .iter()
        .map(|(path, text)| stage.put(&Artifact::new(*path, *text)).unwrap())
        .collect();
    stage.commit(receipts, &Figures::new()).unwrap();
}

/// A place with an output and a target in it.
fn order(root: &Path) -> Order {
    let target = Target::Folder(root.join("target"));
    Order {
        output: root.join("output"),
        target,
        endpoint: None,
        host_key: None,
        dry_run: false,
    }
}

fn run(order: &Order) -> (Vec<String>, Vec<String>) {
    let done = deploy(order, &|_| {}).unwrap();
    (
        done.sent.into_iter().map(|(path, _)| path).collect(),
        done.deleted,
    )
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if entry.is_dir() {
                folders.push(entry);
            } else if !entry.to_string_lossy().contains(".tiendo/deployed") {
                let name = entry
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, fs::read_to_string(&entry).unwrap());
            }
        }
    }
    found
}

const SITE: &[(&str, &str)] = &[
    ("index.html", "1"),
    ("a/index.html", "2"),
    ("assets/s.css", "3"),
    (".tiendo/tables.json", "4"),
];

#[test]
fn only_what_changed_goes_and_only_ours_is_deleted() {
    let root = tempfile::tempdir().unwrap();
    let order = order(root.path());
    build(&order.output, SITE);
    let dry = Order {
        dry_run: true,
        ..order.clone()
    };
    assert_eq!(run(&dry).0, ["assets/s.css", "a/index.html", "index.html"]);
    assert!(
        !root.path().join("target").exists(),
        "a dry run makes nothing"
    );
    assert_eq!(
        run(&order).0,
        ["assets/s.css", "a/index.html", "index.html"]
    );
    assert_eq!(run(&order), (vec![], vec![]));
    let target = root.path().join("target");
    fs::write(target.join("a/foreign.txt"), "x").unwrap();
    build(&order.output, &[("index.html", "9"), ("assets/s.css", "3")]);
    assert_eq!(
        run(&dry),
        (vec!["index.html".into()], vec!["a/index.html".into()])
    );
    assert_eq!(
        run(&order),
        (vec!["index.html".into()], vec!["a/index.html".into()])
    );
    let expected = [
        ("a/foreign.txt", "x"),
        ("assets/s.css", "3"),
        ("index.html", "9"),
    ];
    assert_eq!(
        files(&target),
        expected
            .map(|(path, text)| (path.into(), text.into()))
            .into()
    );
}

#[test]
fn what_stands_there_and_is_not_ours_is_not_written_over() {
    let root = tempfile::tempdir().unwrap();
    let order = order(root.path());
    build(&order.output, SITE);
    let target = root.path().join("target");
    fs::create_dir_all(target.join("assets")).unwrap();
    fs::write(target.join("index.html"), "another site").unwrap();
    // The same bytes harm no one.
    fs::write(target.join("assets/s.css"), "3").unwrap();
    let before = files(&target);
    for dry_run in [true, false] {
        let refused = deploy(
            &Order {
                dry_run,
                ..order.clone()
            },
            &|_| {},
        );
        let why = refused.unwrap_err().to_string();
        assert!(
            why.starts_with("index.html is at the target") && why.contains("(1 such"),
            "{why}"
        );
        assert_eq!(files(&target), before);
    }
    fs::remove_file(target.join("index.html")).unwrap();
    run(&order);
    // Nor is what somebody put there after the first deployment.
    fs::write(target.join("b.html"), "somebody's").unwrap();
    build(&order.output, &[SITE, &[("b.html", "ours")]].concat());
    assert!(deploy(&order, &|_| {}).is_err());
    assert_eq!(files(&target)["b.html"], "somebody's");
}

#[test]
fn goes_on_where_it_was_cut_off() {
    let root = tempfile::tempdir().unwrap();
    let order = order(root.path());
    build(&order.output, SITE);
    // As a deployment leaves it that was killed while it sent: a claim on three files, one there,
    // one half written, one of a build that made another file.
    let store = store::folder(&root.path().join("target"), &order.output, false).unwrap();
    let all = publish::published(&order.output).unwrap();
    let mut claim: Files = all
        .iter()
        .filter(|file| file.path != "a/index.html")
        .map(Entry::of)
        .collect();
    claim.insert("old.html".into(), Entry::unknown());
    store
        .put(&record::claim(0), record::pack(&claim).unwrap())
        .unwrap();
    let target = root.path().join("target");
    fs::create_dir_all(target.join("assets")).unwrap();
    fs::write(target.join("assets/s.css"), "3").unwrap();
    fs::write(target.join("index.html#1"), "").unwrap();
    fs::write(target.join("old.html"), "").unwrap();
    let done = deploy(&order, &|_| {}).unwrap();
    let sent: Vec<&str> = done.sent.iter().map(|(path, _)| &**path).collect();
    assert_eq!(
        (sent, done.resumed, done.unchanged),
        (vec!["a/index.html", "index.html"], true, 1)
    );
    assert_eq!(done.deleted, ["old.html"]);
    let expected = [
        ("a/index.html", "2"),
        ("assets/s.css", "3"),
        ("index.html", "1"),
    ];
    assert_eq!(
        files(&target),
        expected
            .map(|(path, text)| (path.into(), text.into()))
            .into()
    );
    assert_eq!(run(&order), (vec![], vec![]));
}

#[test]
fn what_cannot_be_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let order = order(root.path());
    let why = |order: &Order| format!("{:#}", deploy(order, &|_| {}).unwrap_err());
    assert!(why(&order).contains("tiendo build first"));
    build(&order.output, SITE);
    for folder in [
        order.output.clone(),
        order.output.join("a"),
        root.path().to_owned(),
    ] {
        assert!(
            why(&Order {
                target: Target::Folder(folder),
                ..order.clone()
            })
            .contains("within the other")
        );
    }
    assert!(
        why(&Order {
            endpoint: Some("http://x".into()),
            ..order.clone()
        })
        .contains("--endpoint")
    );
    run(&order);
    fs::write(root.path().join("target").join(record::PATH), "x").unwrap();
    assert!(why(&order).contains("send all again"));
}

/// What a batch that fails leaves: its claim, so that the next deployment knows what is its own.
#[test]
fn a_failure_leaves_its_claim() {
    let root = tempfile::tempdir().unwrap();
    let order = order(root.path());
    build(&order.output, SITE);
    let target = root.path().join("target");
    fs::create_dir_all(target.join("index.html/x")).unwrap();
    assert!(
        deploy(&order, &|_| {}).is_err(),
        "a folder is in a file's place"
    );
    assert!(target.join(record::claim(0)).exists() && !target.join(record::PATH).exists());
    fs::remove_dir_all(target.join("index.html")).unwrap();
    let done = deploy(&order, &|_| {}).unwrap();
    assert!(done.resumed && done.sent.iter().any(|(path, _)| path == "index.html"));
    assert!(!target.join(record::CLAIMS).exists());
}

#[test]
#[cfg(unix)]
fn links_at_the_target_are_refused() {
    use std::os::unix::fs::symlink;
    for linked in ["a", "assets", ".tiendo", "a/index.html"] {
        let root = tempfile::tempdir().unwrap();
        let order = order(root.path());
        build(&order.output, SITE);
        run(&order);
        let (target, elsewhere) = (root.path().join("target"), root.path().join("elsewhere"));
        fs::rename(target.join(linked), &elsewhere).unwrap();
        symlink(&elsewhere, target.join(linked)).unwrap();
        let before = if elsewhere.is_dir() && linked != ".tiendo" {
            files(&elsewhere)
        } else {
            BTreeMap::new()
        };
        // One of the two folders is deleted, the other changed.
        build(&order.output, &[("index.html", "9"), ("assets/t.css", "8")]);
        let refused = deploy(&order, &|_| {}).unwrap_err().to_string();
        assert!(refused.contains("liên kết"), "{linked}: {refused}");
        let after = if elsewhere.is_dir() && linked != ".tiendo" {
            files(&elsewhere)
        } else {
            BTreeMap::new()
        };
        assert!(after == before && elsewhere.exists(), "{linked}");
    }
}
