//! Publishing from the desk: the site is sent, figures are kept, and what changed can be fetched.

use std::fs;
use std::path::Path;

use crate::common::{bytes, program, put, small, small_site, unzipped};
use crate::desk_client::{Answer, Desk, published};
use crate::git::{git, repository};

const NEWS: &str = "content/news/mot.md";

fn publish(desk: &Desk, (cookie, token): (&str, &str)) -> Answer {
    let pairs = [("token", token), ("reason", "đã đối chiếu"), ("allow", "1")];
    let begun = desk.post("/dang", cookie, &pairs);
    assert_eq!(begun.location(), "/dang/tien-trinh", "{}", begun.body);
    published(desk, cookie)
}

fn rename(desk: &Desk, who: (&str, &str), title: &str) {
    assert_eq!(desk.save(who, NEWS, &[("title", title)]).status, 303);
}

fn deploying(root: &Path) {
    small(root);
    let site = root.join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    put(root, "content/site.yaml", text + "deploy: cong-khai\n");
}

#[test]
fn a_publish_is_sent_and_its_figures_are_kept() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    deploying(root);
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    let page = desk.get("/dang", &cookie).body;
    assert!(page.contains("<code>cong-khai</code>"), "{page}");
    let done = publish(&desk, who);
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(done.body.contains("Sent to cong-khai"), "{}", done.body);
    assert!(bytes(&root.join("output")) == bytes(&root.join("cong-khai")));
    let kept = root.join("content/snapshots/2022-06-30.csv");
    assert!(fs::read_to_string(kept).unwrap().contains("tinh,150"));
    let history = desk.get("/lich-su", &cookie).body;
    assert!(
        history.contains("as of 30/06/2022, as published"),
        "{history}"
    );
    let home = desk.get("/", &cookie).body;
    assert!(
        home.contains("Nothing changed since the last publish"),
        "{home}"
    );
    // A change waits for the next publish, in words.
    rename(&desk, who, "Tin hai");
    let home = desk.get("/", &cookie).body;
    assert!(
        home.contains("<del>Tin một</del> → <ins>Tin hai</ins>"),
        "{home}"
    );
    assert_eq!(publish(&desk, who).status, 200);
    assert!(bytes(&root.join("output")) == bytes(&root.join("cong-khai")));
    // The way back goes there too, and what it took back waits again.
    let back = desk.post("/tro-ve", &cookie, &[("token", &token)]);
    assert_eq!(back.location(), "/dang/tien-trinh");
    let back = published(&desk, &cookie);
    assert_eq!(back.status, 200, "{}", back.body);
    assert!(bytes(&root.join("output")) == bytes(&root.join("cong-khai")));
    let home = desk.get("/", &cookie).body;
    assert!(
        home.contains("<del>Tin một</del> → <ins>Tin hai</ins>"),
        "{home}"
    );
}

#[test]
fn a_target_that_takes_nothing_is_reported_and_the_site_stays() {
    let site = small_site();
    let root = site.path();
    let site = root.join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    put(
        root,
        "content/site.yaml",
        text + "deploy: content/units.yaml\n",
    );
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let done = publish(&desk, (&cookie, &token));
    assert!(
        done.body.contains("but not sent to content/units.yaml"),
        "{}",
        done.body
    );
    assert!(done.body.contains("role=\"alert\""), "{}", done.body);
    assert!(root.join("output/index.html").is_file());
    assert!(root.join("content/units.yaml").is_file());
}

#[test]
fn warnings_need_a_reason_and_errors_stop_it() {
    let site = small_site();
    let root = site.path();
    put(
        root,
        "content/news/anh.md",
        "---\ntitle: Ảnh\ndate: 2022-06-01\n---\n\n[Hỏng](/khong-co-trang-nay/)\n",
    );
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let begun = desk.post("/dang", &cookie, &[("token", &token)]);
    assert_eq!(begun.status, 303);
    let refused = published(&desk, &cookie);
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(!root.join("output/index.html").exists());
    put(
        root,
        "content/news/anh.md",
        "---\ntitle: Ảnh\ndate: ngày mai\n---\n",
    );
    let stopped = publish(&desk, (&cookie, &token));
    assert_eq!(stopped.status, 422, "{}", stopped.body);
    assert!(
        stopped.body.contains("Fix all errors first"),
        "{}",
        stopped.body
    );
    assert!(!root.join("output/index.html").exists());
}

/// Fetches a ZIP by the address of a link.
fn fetch(desk: &Desk, cookie: &str, link: &str) -> Vec<u8> {
    let made = desk.get(link, cookie);
    assert_eq!(made.status, 303, "{}", made.body);
    assert_eq!(
        desk.get(made.location(), "").status,
        404,
        "for publishers only"
    );
    desk.get(made.location(), cookie).bytes
}

#[test]
fn what_changed_is_fetched_as_a_zip() {
    let site = small_site();
    let root = site.path();
    put(
        root,
        "content/news/bo.md",
        "---\ntitle: Bỏ\ndate: 2022-06-01\n---\n\nCâu.\n",
    );
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    assert_eq!(publish(&desk, who).status, 200);
    let before = bytes(&root.join("output"));
    assert!(unzipped(&fetch(&desk, &cookie, "/dang/zip")) == before);
    fs::remove_file(root.join("content/news/bo.md")).unwrap();
    rename(&desk, who, "Tin hai");
    assert_eq!(publish(&desk, who).status, 200);
    let page = desk.get("/dang", &cookie).body;
    assert!(page.contains("/dang/zip?tu=2"), "{page}");
    let zip = fetch(&desk, &cookie, "/dang/zip?tu=1");
    // Unpacked over the old site, and with the named files deleted, it is the new one.
    let mut site = before;
    let mut changed = unzipped(&zip);
    assert!(changed.len() < site.len(), "only what changed");
    let deleted = changed.remove("XOA-CAC-TEP-NAY.txt").unwrap();
    let deleted = String::from_utf8(deleted).unwrap();
    site.append(&mut changed);
    assert!(deleted.contains("tin-tuc/bo/index.html"), "{deleted}");
    deleted.lines().for_each(|path| drop(site.remove(path)));
    assert!(site == bytes(&root.join("output")));
    for list in ["99", "..", "1/../../users"] {
        let link = format!("/dang/zip?tu={list}");
        assert_eq!(desk.get(&link, &cookie).status, 404, "{list}");
    }
}

#[test]
fn a_page_hears_how_far_a_publish_is() {
    let site = small_site();
    let root = site.path();
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    desk.post("/dang", &cookie, &[("token", &token), ("reason", "x")]);
    let waiting = desk.get("/dang/tien-trinh", &cookie).body;
    assert!(
        waiting.contains("http-equiv=\"refresh\"") || waiting.contains("Published."),
        "{waiting}"
    );
    let heard = desk.get("/dang/su-kien", &cookie);
    assert!(heard.head.contains("text/event-stream"), "{}", heard.head);
    assert!(
        heard.body.contains("event: over"),
        "it ends: {}",
        heard.body
    );
    assert_eq!(published(&desk, &cookie).status, 200);
}

#[test]
fn commits_are_pushed_and_a_failure_loses_nothing() {
    if program("git").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (root, remote) = (folder.path().join("site"), folder.path().join("kho.git"));
    small(&root);
    git(folder.path(), &["init", "--quiet", "--bare", "kho.git"]);
    repository(&root);
    let address = remote.to_str().unwrap();
    git(&root, &["remote", "add", "origin", address]);
    let desk = Desk::local(&root);
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    rename(&desk, who, "Tin hai");
    let done = publish(&desk, who);
    assert!(
        done.body.contains("Pushed the changes to origin"),
        "{}",
        done.body
    );
    let log = git(&remote, &["log", "--format=%s", "main"]);
    assert!(
        log.contains("Tin hai") && log.contains("as published"),
        "{log}"
    );
    fs::rename(&remote, folder.path().join("weg")).unwrap();
    rename(&desk, who, "Tin ba");
    let done = publish(&desk, who);
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(
        done.body.contains("Not pushed to the Git repository"),
        "{}",
        done.body
    );
    assert!(git(&root, &["log", "-1", "--format=%s"]).contains("Tin ba"));
    fs::rename(folder.path().join("weg"), &remote).unwrap();
    publish(&desk, who);
    assert!(git(&remote, &["log", "--format=%s", "main"]).contains("Tin ba"));
}

#[test]
fn who_has_not_reported_is_said_of_each_programme() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    small(root);
    let first = fs::read_to_string(root.join("content/programmes/p.yaml")).unwrap();
    let second = first
        .replace("id: p", "id: q")
        .replace("title: P", "title: Quỹ");
    put(root, "content/programmes/q.yaml", second);
    put(
        root,
        "content/units.yaml",
        "- {id: a, title: A}\n- {id: b, title: B}\n",
    );
    let report = |unit: &str, programme: &str, day: &str| {
        format!("- {{as_of: {day}, unit: {unit}, programme: {programme}, submitted: 1}}\n")
    };
    let reports = [
        report("a", "p", "2022-06-30"),
        report("b", "p", "2022-03-31"),
        // Another programme has other days: no unit is late there.
        report("a", "q", "2022-05-31"),
    ];
    put(root, "content/reports/a.yaml", reports.concat());
    let desk = Desk::local(root);
    let (cookie, _) = desk.enter();
    let home = desk.get("/", &cookie).body;
    let sections: Vec<&str> = home.split("Not reported as of ").skip(1).collect();
    assert_eq!(sections.len(), 2, "{home}");
    assert!(sections[0].starts_with("30/06/2022: "), "{home}");
    assert!(sections[0].contains("<li>B (31/03/2022)</li>"), "{home}");
    assert!(sections[1].starts_with("31/05/2022: Quỹ"), "{home}");
    assert!(sections[1].contains("All units reported"), "{home}");
}

#[test]
fn the_overview_reminds() {
    let site = small_site();
    let root = site.path();
    let programme = root.join("content/programmes/p.yaml");
    let text = fs::read_to_string(&programme).unwrap();
    put(
        root,
        "content/programmes/p.yaml",
        text + "report_every: 31\n",
    );
    put(
        root,
        "content/reports/a.yaml",
        "- {as_of: 2022-03-31, unit: A, submitted: 4}\n- {as_of: 2022-06-30, unit: a, submitted: \
         5}\n",
    );
    put(
        root,
        "content/media/anh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>",
    );
    put(
        root,
        "content/pages/anh.md",
        "---\ntitle: Ảnh\n---\n\n![](media/anh.svg)\n\n[Hỏng](@/pages/khong-co.md)\n",
    );
    let draft = "content/news/cu.md";
    put(
        root,
        draft,
        "---\ntitle: Nháp cũ\ndate: 2022-06-01\ndraft: true\n---\n\nCâu.\n",
    );
    let week = std::time::SystemTime::now() - std::time::Duration::from_secs(8 * 24 * 3600);
    let file = fs::File::options()
        .write(true)
        .open(root.join(draft))
        .unwrap();
    file.set_modified(week).unwrap();
    let desk = Desk::local(root);
    let (cookie, _) = desk.enter();
    // The preview says what is wrong once it is there.
    desk.get("/xem?file=content%2Fnews%2Fmot.md&n=0", &cookie);
    let home = desk.get("/", &cookie).body;
    assert!(home.contains("Figures that are old"), "{home}");
    assert!(home.contains("30/06/2022"), "{home}");
    assert!(home.contains("not changed for over a week"), "{home}");
    for (id, file) in [
        ("anh", "content/pages/anh.md:5"),
        ("lk", "content/pages/anh.md:7"),
    ] {
        let section = home.split(&format!("<h2 id=\"{id}\">")).nth(1);
        let section = section.unwrap_or_else(|| panic!("{id}: {home}"));
        let section = section.split("</section>").next().unwrap();
        assert!(section.contains(file), "{section}");
        assert!(
            section.contains("/sua?file=content%2Fpages%2Fanh.md"),
            "{section}"
        );
    }
    assert!(
        home.contains("All units reported"),
        "both names are one unit: {home}"
    );
}
