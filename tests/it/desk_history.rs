//! The history of the desk: who changed what, and one change taken back.

use std::fs;
use std::path::Path;

use crate::common::{program, put, real};
use crate::desk::NEWS;
use crate::desk_client::{Desk, full_name, office, user};
use crate::git::{diverge, git, repository, try_git};

/// Saves one field of an item.
fn save(desk: &Desk, who: (&str, &str), file: &str, field: (&str, &str)) {
    let saved = desk.save(who, file, &[field]);
    assert_eq!(saved.status, 303, "{}", saved.body);
}

/// The id of the newest change on the page of the history.
fn newest(desk: &Desk, cookie: &str) -> String {
    desk.get("/lich-su", cookie).input("id")
}

fn undo(desk: &Desk, (cookie, token): (&str, &str), id: &str) -> u16 {
    let pairs = [("token", token), ("id", id)];
    desk.post("/lich-su", cookie, &pairs).status
}

fn text(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join(file)).unwrap()
}

#[test]
fn one_change_is_taken_back() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    let before = text(root.path(), NEWS);
    save(&desk, who, NEWS, ("byline", "Hoa"));
    let first = newest(&desk, &cookie);
    save(&desk, who, NEWS, ("date", "30/06/2022"));
    assert_eq!(undo(&desk, who, &first), 303);
    let after = text(root.path(), NEWS);
    let expected = before.replace("date: 2022-06-29", "date: 2022-06-30");
    assert_eq!(after, expected, "the later change stays");
    let page = desk.get("/lich-su", &cookie).body;
    assert!(page.contains("Undo: Change"), "{page}");
    // The place was changed since.
    save(&desk, who, NEWS, ("byline", "Lan"));
    let refused = desk.post("/lich-su", &cookie, &[("token", &token), ("id", &first)]);
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(
        refused.body.contains("was changed again since"),
        "{}",
        refused.body
    );
    assert!(text(root.path(), NEWS).contains("byline: Lan"));
    for id in ["", "999", "../..", "0123456789abcdef"] {
        assert_eq!(undo(&desk, who, id), 403, "{id}");
    }
}

#[test]
fn what_was_new_goes_and_what_went_comes_back() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    let pairs = [
        ("token", token.as_str()),
        ("s", "tin"),
        ("title", "Tin mới"),
        ("date", "29/06/2022"),
        ("body", "Một đoạn.\n"),
    ];
    assert_eq!(desk.post("/moi", &cookie, &pairs).status, 303);
    let file = root.path().join("content/news/tin-moi.md");
    let made = newest(&desk, &cookie);
    assert_eq!(undo(&desk, who, &made), 303);
    assert!(!file.exists());
    let deleted = newest(&desk, &cookie);
    assert_eq!(undo(&desk, who, &deleted), 303);
    assert!(file.exists());
    // A row of a list of units.
    let units = "content/units.yaml";
    let before = text(root.path(), units);
    let pairs = [
        ("token", token.as_str()),
        ("s", "don-vi"),
        ("id", "don-vi-moi"),
        ("title", "Đơn vị mới"),
        ("kind", "upper"),
        ("parent", "ldld-tinh"),
    ];
    let made = desk.post("/moi", &cookie, &pairs);
    assert_eq!(made.status, 303, "{}", made.body);
    assert!(text(root.path(), units).contains("don-vi-moi"));
    let made = newest(&desk, &cookie);
    assert_eq!(undo(&desk, who, &made), 303);
    assert_eq!(text(root.path(), units), before);
}

#[test]
fn writers_take_back_their_own_drafts() {
    let root = real();
    user(root.path(), "hoa", "writer", "mat khau cua hoa");
    user(root.path(), "lan", "editor", "mat khau cua lan");
    // Two people of one name are two people.
    for account in ["hoa", "lan"] {
        full_name(root.path(), account, "Họ Tên Hoa");
    }
    let draft = "content/news/nhap.md";
    put(
        root.path(),
        draft,
        "---\ntitle: Nháp\ndate: 2022-06-01\nbyline: An\ndraft: true\n---\n\nCâu.\n",
    );
    let desk = office(root.path());
    let (cookie, token) = desk.log_in("hoa", "mat khau cua hoa");
    let hoa = (cookie.as_str(), token.as_str());
    let (cookie, token) = desk.log_in("lan", "mat khau cua lan");
    let lan = (cookie.as_str(), token.as_str());
    let shown = "there.draft";
    let write = |who: (&str, &str), byline: &str, published: bool| {
        let mut fields = vec![("byline", byline), (shown, "1")];
        if !published {
            fields.push(("draft", "true"));
        }
        let saved = desk.save(who, draft, &fields);
        assert_eq!(saved.status, 303, "{}", saved.body);
        newest(&desk, lan.0)
    };
    let of_hoa = write(hoa, "Hoa", false);
    let of_lan = write(lan, "Lan", false);
    assert_eq!(undo(&desk, hoa, &of_lan), 403, "another's change");
    assert_eq!(undo(&desk, lan, &of_lan), 303);
    assert_eq!(undo(&desk, hoa, &of_hoa), 303, "their own");
    let of_hoa = write(hoa, "Hoa", false);
    write(lan, "Hoa", true);
    assert_eq!(undo(&desk, hoa, &of_hoa), 403, "it is published now");
    assert!(text(root.path(), draft).contains("byline: Hoa"));
    let stolen = [("token", hoa.1), ("id", of_hoa.as_str())];
    assert_eq!(desk.post("/lich-su", lan.0, &stolen).status, 403);
}

#[test]
fn saves_are_commits_with_the_name_of_the_person() {
    if program("git").is_none() {
        return;
    }
    let root = real();
    repository(root.path());
    user(root.path(), "hoa", "editor", "mat khau cua hoa");
    let desk = office(root.path());
    let (cookie, token) = desk.log_in("hoa", "mat khau cua hoa");
    let who = (cookie.as_str(), token.as_str());
    save(&desk, who, NEWS, ("byline", "Hoa"));
    let first = newest(&desk, &cookie);
    let log = git(
        root.path(),
        &["log", "-1", "--format=%an: %s", "--name-only"],
    );
    assert!(log.starts_with("hoa: Change"), "{log}");
    assert!(log.ends_with(&format!("\n{NEWS}\n")), "{log}");
    let page = desk.get("/lich-su", &cookie).body;
    assert!(page.contains("<td>Hoa</td>"), "{page}");
    assert_eq!(undo(&desk, who, &first), 303);
    full_name(root.path(), "hoa", " Họ Tên Hoa ");
    save(&desk, who, NEWS, ("byline", "Ban Tuyên giáo"));
    let log = git(root.path(), &["log", "-1", "--format=%an <%ae>"]);
    assert_eq!(log.trim(), "Họ Tên Hoa <hoa@bien-tap.localhost>");
    let page = desk.get("/lich-su", &cookie).body;
    assert!(page.contains("Họ Tên Hoa ·"), "{page}");
    let named = newest(&desk, &cookie);
    assert_eq!(undo(&desk, who, &named), 303);
    let status = git(root.path(), &["status", "--porcelain", "content"]);
    assert_eq!(status, "");
    assert!(text(root.path(), NEWS).contains("byline: Ban biên tập"));
}

#[test]
fn a_merge_under_way_is_not_touched() {
    if program("git").is_none() {
        return;
    }
    let root = real();
    let root = root.path();
    let both = "content/pages/gioi-thieu.md";
    let page = "---\ntitle: Giới thiệu\n---\n\nCâu.\n";
    put(root, both, page);
    repository(root);
    let [other, main] = ["Câu hai.", "Câu ba."].map(|sentence| page.replace("Câu.", sentence));
    diverge(root, both, &other, &main);
    assert!(
        !try_git(root, &["merge", "--quiet", "other"])
            .status
            .success()
    );
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    let saved = desk.save(who, NEWS, &[("byline", "Hoa")]);
    assert!(saved.location().contains("saved_as_copy"), "{}", saved.head);
    assert!(root.join(".git/MERGE_HEAD").exists());
    let history = desk.get("/lich-su", &cookie).body;
    assert!(history.contains("<td>Hoa</td>"), "{history}");
    assert!(history.contains("<code>merge</code>"), "{history}");
    let unmerged = text(root, both);
    let refused = desk.save(who, both, &[("title", "Khác")]);
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(
        refused.body.contains("middle of a merge"),
        "{}",
        refused.body
    );
    assert_eq!(text(root, both), unmerged);
}
