//! Who changed what: commits that hold one file, or copies; and one change taken back.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;

use tempfile::{TempDir, tempdir};
use tiendo::base::Lang;
use tiendo::edit::{
    Change, ContentPath, Document, History, Recorded, Value, changes, create, save, summary,
    taken_back,
};

use crate::common::{program, put};
use crate::git::{diverge, git, try_git};

const NEWS: &str = "---\ntitle: Đợt 2\ndate: 2022-05-31\nsummary: Câu cũ.\n---\n\nThân bài.\n";

fn site() -> TempDir {
    let root = tempdir().unwrap();
    put(root.path(), "content/news/a.md", NEWS);
    root
}

fn path() -> ContentPath {
    ContentPath::new("content/news/a.md").unwrap()
}

fn change(message: &str) -> Change {
    Change {
        id: String::new(),
        who: "Biên tập viên".into(),
        account: Some("bien-tap-vien".into()),
        when: "2024-03-01T08:00:00+07:00".into(),
        message: message.into(),
        files: Vec::new(),
    }
}

/// Sets a field, saves, and records it.
fn edit(root: &Path, key: &str, value: &str) -> Recorded {
    let before = Document::open(root, &path()).unwrap();
    let after = before.with_field(0, key, Some(Value::text(value))).unwrap();
    save(root, &after, before.version()).unwrap();
    let said = summary(Some(&before), Some(&after), Lang::Vi);
    let bytes = before.text().as_bytes().to_vec();
    record(root, path().below(), Some(bytes), &said)
}

fn record(root: &Path, file: &str, before: Option<Vec<u8>>, said: &str) -> Recorded {
    let change = change(said);
    History::of(root)
        .record(&[(file.to_owned(), before)], &change)
        .unwrap()
}

fn version(bytes: &Option<Vec<u8>>) -> Document {
    Document::from_bytes(&path(), bytes.clone().unwrap()).unwrap()
}

/// Takes a change back; the fields that stay.
fn undo(root: &Path, id: &str) -> usize {
    let [before, after] = History::of(root).versions(id, path().below()).unwrap();
    let now = Document::open(root, &path()).unwrap();
    let (back, kept) = taken_back(&now, &version(&before), &version(&after)).unwrap();
    save(root, &back, now.version()).unwrap();
    kept.len()
}

#[test]
fn copies_without_git() {
    let root = site();
    let root = root.path();
    // A folder below a repository is one too; tests run below none.
    let history = History::of(root);
    if history.is_git() {
        return;
    }
    assert_eq!(edit(root, "title", "Đợt 3"), Recorded::Copy);
    assert_eq!(edit(root, "summary", "Câu mới."), Recorded::Copy);
    let all = history.newest(0, 10);
    let said: Vec<&str> = all.iter().map(|change| &*change.message).collect();
    assert_eq!(said, ["Sửa Sapô của “Đợt 3”", "Sửa Tiêu đề của “Đợt 3”"]);
    assert_eq!(all[0].files, ["content/news/a.md"]);
    // The first change alone is taken back; the second stays.
    assert_eq!(undo(root, &all[1].id), 0);
    let text = fs::read_to_string(root.join("content/news/a.md")).unwrap();
    assert_eq!(text, NEWS.replace("Câu cũ", "Câu mới"));
    // What somebody changed since is kept, and reported.
    edit(root, "summary", "Câu khác.");
    assert_eq!(undo(root, &all[0].id), 1);
    let text = fs::read_to_string(root.join("content/news/a.md")).unwrap();
    assert_eq!(text, NEWS.replace("Câu cũ", "Câu khác"));
    for id in ["99", "--output=x", ""] {
        assert!(history.versions(id, path().below()).is_err(), "{id}");
    }
}

#[test]
fn a_cut_line_of_the_log_is_left_out() {
    let root = site();
    let root = root.path();
    if History::of(root).is_git() {
        return;
    }
    edit(root, "title", "Đợt 3");
    let log = root.join(".tiendo/history/log.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{text}{}", &text[..40])).unwrap();
    assert_eq!(History::of(root).newest(0, 10).len(), 1);
    // The next change is a line of its own.
    edit(root, "title", "Đợt 4");
    let all = History::of(root).newest(0, 10);
    assert_eq!(all.len(), 2);
    assert_eq!(undo(root, &all[0].id), 0);
}

/// A repository that leaves out what the program keeps for itself.
fn repository(root: &Path) {
    put(root, ".gitignore", ".tiendo/\n");
    crate::git::repository(root);
}

/// A repository in which another branch has another text of a second item.
fn diverged(root: &Path) {
    let other = "content/news/b.md";
    put(root, other, NEWS);
    repository(root);
    let [hai, ba] = ["Hai", "Ba"].map(|title| NEWS.replace("Đợt 2", title));
    diverge(root, other, &hai, &ba);
}

#[test]
fn a_commit_holds_the_saved_file_alone_and_names_who_saved() {
    if program("git").is_none() {
        return;
    }
    let root = site();
    let root = root.path();
    repository(root);
    // Somebody works beside: staged, changed and new files stay as they are.
    put(root, "content/news/b.md", NEWS);
    git(root, &["add", "content/news/b.md"]);
    put(root, "content/news/c.md", NEWS);
    let before = git(root, &["status", "--porcelain"]);
    assert_eq!(edit(root, "title", "Đợt 3"), Recorded::Commit);
    assert_eq!(git(root, &["status", "--porcelain"]), before);
    assert_eq!(
        git(root, &["log", "-1", "--format=%an %s"]),
        "Biên tập viên Sửa Tiêu đề của “Đợt 3”\n"
    );
    assert_eq!(
        git(root, &["show", "--name-only", "--format=", "HEAD"]),
        "content/news/a.md\n"
    );
    // A new file too.
    let new = ContentPath::new("content/news/mới.md").unwrap();
    let fields = Value::Map(vec![
        ("title".into(), Value::text("Tin")),
        ("date".into(), Value::text("2024-01-02")),
    ]);
    let document = Document::new(&new, &fields, "Câu.").unwrap();
    create(root, &document).unwrap();
    let recorded = record(root, new.below(), None, "Thêm “Tin”");
    assert_eq!(recorded, Recorded::Commit);
    let history = History::of(root);
    let all = history.newest(0, 2);
    assert_eq!(
        (&*all[0].message, &all[0].files),
        ("Thêm “Tin”", &vec!["content/news/mới.md".to_owned()])
    );
    assert_eq!(history.versions(&all[0].id, new.below()).unwrap()[0], None);
    assert_eq!(undo(root, &all[1].id), 0);
    assert_eq!(
        fs::read_to_string(root.join("content/news/a.md")).unwrap(),
        NEWS
    );
}

#[test]
fn a_merge_in_between_is_not_harmed() {
    if program("git").is_none() {
        return;
    }
    let root = site();
    let root = root.path();
    diverged(root);
    assert!(
        !try_git(root, &["merge", "--quiet", "other"])
            .status
            .success()
    );
    let Recorded::CopyFor(why) = edit(root, "title", "Đợt 3") else {
        panic!("committed into a merge")
    };
    assert!(why.contains("merge"), "{why}");
    assert!(root.join(".git/MERGE_HEAD").exists());
    let log = fs::read_to_string(root.join(".tiendo/history/log.jsonl")).unwrap();
    assert!(log.contains("Sửa Tiêu đề"), "{log}");
}

#[test]
fn changes_are_said_field_by_field() {
    let before = Document::from_bytes(&path(), NEWS.into()).unwrap();
    let after = before
        .with_field(0, "tags", Some(Value::List(vec![Value::text("a")])))
        .unwrap();
    let after = after.with_body("Khác.").unwrap();
    let found = changes(&before, &after).unwrap();
    let keys: Vec<_> = found
        .iter()
        .map(|change| change.key.as_deref().unwrap())
        .collect();
    assert_eq!(keys, ["tags", "body"]);
    assert_eq!(found[0].before, None);
    assert_eq!(
        summary(Some(&before), Some(&after), Lang::En),
        "Change Tags, Text of “Đợt 2”"
    );
}

/// The newest first, by their messages.
fn said(changes: &[Change]) -> Vec<&str> {
    changes
        .iter()
        .map(|change| change.message.as_str())
        .collect()
}

#[test]
fn a_clock_that_was_set_back_reorders_nothing() {
    let root = site();
    let root = root.path();
    if History::of(root).is_git() {
        return;
    }
    let at = |when: &str, message: &str| {
        let change = Change {
            when: when.into(),
            ..change(message)
        };
        let files = [("content/news/a.md".to_owned(), None)];
        History::of(root).record(&files, &change).unwrap();
    };
    at("2024-03-01T08:00:00+07:00", "một");
    let mark = History::of(root).mark();
    at("2023-01-01T08:00:00+07:00", "hai");
    at("2024-03-02T08:00:00+07:00", "ba");
    let history = History::of(root);
    assert_eq!(said(&history.newest(0, 10)), ["ba", "hai", "một"]);
    assert_eq!(said(&history.newest(1, 1)), ["hai"]);
    assert_eq!(said(&history.since(&mark).unwrap()), ["ba", "hai"]);
    if program("git").is_none() {
        return;
    }
    // Commits are in their own order, and the copies of before stay among them.
    repository(root);
    at("2022-01-01T08:00:00+07:00", "bốn");
    let mark = History::of(root).mark();
    put(root, "content/news/a.md", NEWS.replace("Đợt 2", "Đợt 5"));
    at("2021-01-01T08:00:00+07:00", "năm");
    let all = History::of(root).newest(0, 20);
    let place = |message: &str| all.iter().position(|change| change.message == message);
    assert!(place("ba") < place("hai") && place("hai") < place("một"));
    assert!(place("năm") < place("Đầu"), "{all:?}");
    assert_eq!(said(&History::of(root).since(&mark).unwrap()), ["năm"]);
}

#[test]
fn records_that_came_go_again_and_others_stay() {
    let path = ContentPath::new("content/units.yaml").unwrap();
    let open = |text: &str| Document::from_bytes(&path, text.as_bytes().to_vec()).unwrap();
    let first = "# Đơn vị\n- id: a\n  title: A\n- id: b\n  title: B\n";
    let added = open(&format!("{first}- id: c\n  title: C\n"));
    let (back, kept) = taken_back(&added, &open(first), &added).unwrap();
    assert_eq!((back.text(), kept.len()), (first, 0));
    // Somebody put a record in front since: the field of the right one is taken back.
    let changed = open(&first.replace("title: B", "title: Bê"));
    let now = open("# Đơn vị\n- id: x\n  title: Bê\n- id: a\n  title: A\n- id: b\n  title: Bê\n");
    let (back, kept) = taken_back(&now, &open(first), &changed).unwrap();
    assert_eq!(kept.len(), 0);
    assert_eq!(
        back.text(),
        "# Đơn vị\n- id: x\n  title: Bê\n- id: a\n  title: A\n- id: b\n  title: B\n"
    );
    // A record that was changed since stays.
    let now = open(&added.text().replace("title: C", "title: Xê"));
    let (back, kept) = taken_back(&now, &open(first), &added).unwrap();
    assert_eq!((back.text(), kept.len()), (now.text(), 1));
}

#[test]
fn what_was_changed_beside_is_a_commit_of_its_own() {
    if program("git").is_none() {
        return;
    }
    let root = site();
    let root = root.path();
    repository(root);
    put(root, "content/news/a.md", NEWS.replace("Câu cũ", "Sửa tay"));
    let file = path().below().to_owned();
    History::of(root).settle(&file, "2024-03-01T08:00:00+07:00", "Sửa bên ngoài");
    assert_eq!(edit(root, "title", "Đợt 3"), Recorded::Commit);
    let log = git(root, &["log", "--format=%an %s"]);
    let expected = "Biên tập viên Sửa Tiêu đề của “Đợt 3”\nMáy Sửa bên ngoài\nMáy Đầu\n";
    assert_eq!(log, expected);
}

#[test]
fn a_rebase_in_between_is_not_harmed() {
    if program("git").is_none() {
        return;
    }
    let root = site();
    let root = root.path();
    diverged(root);
    assert!(
        !try_git(root, &["rebase", "--quiet", "other"])
            .status
            .success()
    );
    let head = git(root, &["rev-parse", "HEAD"]);
    assert_eq!(
        edit(root, "title", "Đợt 3"),
        Recorded::CopyFor("rebase".into())
    );
    assert_eq!(git(root, &["rev-parse", "HEAD"]), head);
    let history = History::of(root);
    assert!(history.is_unmerged("content/news/b.md"));
    assert!(!history.is_unmerged("content/news/a.md"));
    // It is in the history beside the commits.
    assert!(said(&history.newest(0, 9)).contains(&"Sửa Tiêu đề của “Đợt 3”"));
}
