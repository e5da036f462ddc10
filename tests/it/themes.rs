//! `tiendo theme`: the files of the built-in theme are listed, copied to be changed, and are
//! before the built-in ones.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;

use crate::common::{build, bytes, small, tiendo};

#[test]
fn a_file_of_the_theme_is_changed_by_the_site() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    build(root.path(), &[]);
    let before = bytes(&root.path().join("output"));

    let listed = String::from_utf8(tiendo(root.path(), &["theme", "list"]).stdout).unwrap();
    let files: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        files.contains(&"templates/article.html") && files.contains(&"assets/style.css"),
        "{listed}"
    );

    assert!(
        tiendo(root.path(), &["theme", "eject", "templates/article.html"])
            .status
            .success()
    );
    let own = root.path().join("themes/default/templates/article.html");
    build(root.path(), &[]);
    assert!(
        before == bytes(&root.path().join("output")),
        "a copy that no one changed changes nothing"
    );

    let changed = fs::read_to_string(&own)
        .unwrap()
        .replace("<article", "<article data-ours");
    fs::write(&own, &changed).unwrap();
    build(root.path(), &[]);
    let after = bytes(&root.path().join("output"));
    let differ: Vec<&String> = after
        .iter()
        .filter(|(path, now)| before.get(*path) != Some(now))
        .map(|(p, _)| p)
        .collect();
    assert!(
        !differ.is_empty() && differ.iter().all(|path| path.starts_with("tin-tuc/")),
        "{differ:?}"
    );

    let again = tiendo(root.path(), &["theme", "eject", "templates/article.html"]);
    assert!(
        !again.status.success() && fs::read_to_string(&own).unwrap() == changed,
        "what is there stays"
    );
    let other = tiendo(root.path(), &["theme", "eject", "templates/artcle.html"]);
    assert!(
        String::from_utf8_lossy(&other.stderr).contains("templates/article.html"),
        "the nearest name is reported"
    );
}
