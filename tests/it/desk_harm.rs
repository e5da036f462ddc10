//! The desk killed at any moment, on a full disk, and with scripts in every field.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use tiendo::edit::{ContentPath, Document, Value, schema_of};
use tiendo::parse::schema::{Field, Kind};

use crate::common::{binary, build, bytes, copy, put, rounds, small_site};
use crate::desk_client::{Desk, form_of, item, office, user};

const FILE: &str = "content/news/nhieu-lan.md";

/// A round waits so long for its first save.
const PATIENCE: Duration = Duration::from_secs(30);

fn text(byline: usize) -> String {
    let body = "Một câu dài của bài này.\n".repeat(400);
    format!("---\ntitle: Nhiều lần\ndate: 2022-06-01\nbyline: Lần {byline}\n---\n\n{body}")
}

/// The number in the byline, if the file is whole.
fn whole(root: &Path, moment: &str) -> usize {
    let now = fs::read_to_string(root.join(FILE)).unwrap();
    let line = now
        .lines()
        .find_map(|line| line.strip_prefix("byline: Lần "));
    let number = line.and_then(|number| number.parse().ok());
    let number = number.unwrap_or_else(|| panic!("{moment}: {now}"));
    assert!(now == text(number), "{moment}: half a file");
    number
}

/// Numbers that look random and are the same in each run.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// Saves again and again until the desk is gone; the newest save that it acknowledged.
fn save_on(desk: &Desk, (cookie, token): (&str, &str), first: usize, saved: &AtomicUsize) {
    for number in first.. {
        let form = desk.try_get(&form_of(FILE), cookie);
        let Some(form) = form.filter(|form| form.body.contains("</html>")) else {
            return;
        };
        let version = form.input("version");
        let byline = format!("Lần {number}");
        let mut pairs = item(FILE, token, &version);
        pairs.push(("byline", &byline));
        match desk.try_post("/sua", cookie, &pairs) {
            Some(answer) if answer.status == 303 => saved.store(number, Ordering::SeqCst),
            _ => return,
        }
    }
}

#[test]
fn no_acknowledged_save_is_lost_by_a_kill() {
    let site = small_site();
    let root = site.path();
    put(root, FILE, text(0));
    let mut state = 0x2545_f491_4f6c_dd1d;
    let saved = AtomicUsize::new(0);
    let rounds = rounds(4, 200);
    for round in 0..rounds {
        let desk = Desk::local(root);
        let (cookie, token) = desk.enter();
        let history = desk.get("/lich-su", &cookie).body;
        let last = saved.load(Ordering::SeqCst);
        if last > 0 {
            let name = format!("<td>Lần {last}</td>");
            assert!(history.contains(&name), "round {round}: {name} {history}");
        }
        let first = whole(root, "before a round") + 1;
        let pause = Duration::from_millis(20 + random(&mut state) % 400);
        let pid = desk.child.id().to_string();
        std::thread::scope(|scope| {
            scope.spawn(|| save_on(&desk, (&cookie, &token), first, &saved));
            // In every other round something is saved before, however busy the machine is.
            let start = Instant::now();
            let waits = || saved.load(Ordering::SeqCst) < first && start.elapsed() < PATIENCE;
            while round % 2 == 0 && waits() {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(pause);
            let killed = Command::new("kill").args(["-KILL", &pid]).status();
            assert!(killed.unwrap().success());
        });
        let moment = format!("round {round}, killed after {pause:?}");
        let there = whole(root, &moment);
        let acknowledged = saved.load(Ordering::SeqCst);
        assert!(
            there >= acknowledged,
            "{moment}: {acknowledged} is lost, {there} is there"
        );
    }
    let saves = saved.load(Ordering::SeqCst);
    println!("{saves} saves were acknowledged in {rounds} rounds, none is lost");
    assert!(saves >= rounds / 2, "only {saves} saves in {rounds} rounds");
}

#[test]
fn a_publish_that_is_killed_leaves_whole_files() {
    let site = small_site();
    let root = site.path();
    put(root, FILE, text(0));
    build(root, &[]);
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let rounds = rounds(3, 100);
    for round in 0..rounds {
        put(root, FILE, text(round + 1));
        let old = bytes(&root.join("output"));
        let desk = Desk::local(root);
        let (cookie, token) = desk.enter();
        let pause = Duration::from_millis(random(&mut state) % 600);
        let publish = [("token", token.as_str()), ("reason", "thử")];
        let begun = desk.post("/dang", &cookie, &publish);
        assert_eq!(begun.status, 303, "{}", begun.body);
        std::thread::sleep(pause);
        // A kill that the program cannot catch.
        drop(desk);
        let seen = bytes(&root.join("output"));
        let clean = clean(root);
        for (path, text) in &seen {
            let good = old.get(path) == Some(text) || clean.get(path) == Some(text);
            assert!(
                good,
                "round {round}, {pause:?}: {path} is neither old nor new"
            );
        }
        build(root, &[]);
        assert!(
            bytes(&root.join("output")) == clean,
            "round {round}: the next build makes another site"
        );
    }
}

/// The site as a build without memory makes it.
fn clean(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    copy(&root.join("content"), &other.path().join("content"));
    build(other.path(), &[]);
    bytes(&other.path().join("output"))
}

/// Files may grow to so many kilobytes, as on a disk without room.
#[test]
fn a_full_disk_loses_nothing() {
    let site = small_site();
    let root = site.path();
    put(root, FILE, text(0));
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$@\"";
    let mut command = Command::new("bash");
    command.args(["-c", script, "bash"]).arg(binary());
    let desk = Desk::run(command, root, &["--port", "0"]);
    let (cookie, token) = desk.enter();
    let who = (cookie.as_str(), token.as_str());
    let refused = desk.save(who, FILE, &[("byline", "Lần 1")]);
    assert_eq!(refused.status, 409, "{} {}", refused.head, refused.body);
    assert!(refused.body.contains("too large"), "{}", refused.body);
    assert_eq!(whole(root, "a full disk"), 0);
    let names: Vec<_> = fs::read_dir(root.join("content/news"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    // What fits is saved, and the next one finds the disk as it was.
    let small = "content/news/mot.md";
    assert_eq!(desk.save(who, small, &[("byline", "Hoa")]).status, 303);
}

#[test]
fn two_people_save_one_item_at_once() {
    let site = small_site();
    let root = site.path();
    put(root, FILE, text(0));
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    for round in 0..rounds(5, 50) {
        let version = desk.version(FILE, &cookie);
        let save = |number: usize| {
            let byline = format!("Lần {number}");
            let mut pairs = item(FILE, &token, &version);
            pairs.push(("byline", &byline));
            desk.post("/sua", &cookie, &pairs).status
        };
        let numbers = [2 * round + 1, 2 * round + 2];
        let statuses = std::thread::scope(|scope| {
            let threads = numbers.map(|number| scope.spawn(move || save(number)));
            threads.map(|thread| thread.join().unwrap())
        });
        let mut sorted = statuses;
        sorted.sort_unstable();
        assert_eq!(sorted, [303, 409], "one is saved, the other sees both");
        let winner = numbers[statuses.iter().position(|status| *status == 303).unwrap()];
        assert_eq!(whole(root, "two at once"), winner);
    }
}

/// What must never be markup.
const EVIL: &str = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt;{{ 7*7 }}";

/// A record with a script in every text that its schema has.
fn evil(fields: &[Field], depth: usize) -> Value {
    let mut entries = Vec::new();
    for field in fields {
        if let Some(value) = evil_value(&field.kind, depth) {
            entries.push((field.key.to_owned(), value));
        }
    }
    Value::Map(entries)
}

fn evil_value(kind: &Kind, depth: usize) -> Option<Value> {
    match kind {
        Kind::Record(fields) if depth < 4 => Some(evil(fields, depth + 1)),
        Kind::Record(_) | Kind::Flag => None,
        Kind::List(kind) => Some(Value::List(vec![evil_value(kind, depth)?])),
        Kind::Texts | Kind::Counts(_) => {
            Some(Value::Map(vec![(EVIL.to_owned(), Value::text(EVIL))]))
        }
        _ => Some(Value::text(EVIL)),
    }
}

#[test]
fn a_script_in_any_field_is_words() {
    let site = small_site();
    let root = site.path();
    let files = [
        "content/news/evil.md",
        "content/initiatives/evil.md",
        "content/pages/evil.md",
        "content/programmes/evil.yaml",
        "content/units.yaml",
        "content/reports/evil.yaml",
    ];
    for file in files {
        let path = ContentPath::new(file).unwrap();
        let record = evil(schema_of(&path), 0);
        let made = if file.ends_with("evil.md") || file.contains("programmes") {
            Document::new(&path, &record, EVIL).unwrap()
        } else {
            let there = Document::open_or_new(root, &path).unwrap();
            there.with_new_record(&record).unwrap()
        };
        put(root, file, made.text());
    }
    let desk = Desk::local(root);
    let (cookie, token) = desk.enter();
    let lists = [
        "tin",
        "sang-kien",
        "trang",
        "don-vi",
        "chuong-trinh",
        "bao-cao",
    ];
    let mut pages: Vec<String> = lists.iter().map(|list| format!("/ds/{list}")).collect();
    let evil_word: String = form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    pages.extend(lists.iter().map(|list| format!("/ds/{list}?q={evil_word}")));
    for file in files {
        let number = if file == "content/units.yaml" { 2 } else { 0 };
        let form = form_of(file).replace("n=0", &format!("n={number}"));
        let version = desk.get(&form, &cookie).input("version");
        // Saved once more, so that the history has it too.
        let number = number.to_string();
        let title = format!("{EVIL} 2");
        let pairs = [
            ("token", token.as_str()),
            ("file", file),
            ("n", &number),
            ("version", &version),
            ("title", &title),
            ("source", &title),
        ];
        let saved = desk.post("/sua", &cookie, &pairs);
        harmless(&saved.body, file);
        pages.push(form.replace("/sua", "/xem"));
        pages.push(form);
    }
    pages.extend(["/", "/lich-su", "/dang", "/bang"].map(str::to_owned));
    pages.push(format!("/bang?day={evil_word}&source={evil_word}"));
    pages.push(format!("/sua?file={evil_word}&n=0"));
    pages.push(format!("/moi?s={evil_word}"));
    pages.push(format!("/lich-su?tu={evil_word}"));
    pages.push(format!("/{evil_word}"));
    let mut shown = 0;
    for address in pages {
        let page = desk.get(&address, &cookie);
        assert!(page.status < 500, "{address}: {}", page.body);
        shown += usize::from(page.body.contains("alert(2)"));
        harmless(&page.body, &address);
    }
    assert!(shown >= 12, "the scripts are words on {shown} pages only");
}

/// No element and no attribute but those of the desk's own templates.
fn harmless(html: &str, address: &str) {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    walk(&dom.document, address);
}

fn walk(node: &Handle, address: &str) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        let value = |wanted: &str| {
            let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
            found.map(|attr| attr.value.to_string())
        };
        match &*name.local {
            "script" => {
                let source = value("src").unwrap_or_default();
                let own = ["/desk.js", "/intake.js"].contains(&source.as_str());
                assert!(own, "{address}: {source}");
            }
            "img" => {
                let source = value("src").unwrap_or_default();
                assert!(source.starts_with('/'), "{address}: {source}");
            }
            _ => {}
        }
        for attr in attrs.iter() {
            assert!(
                !attr.name.local.starts_with("on"),
                "{address}: {:?}",
                attr.name
            );
        }
        let link = value("href").unwrap_or_default();
        assert!(
            !link.trim_start().starts_with("javascript:"),
            "{address}: {link}"
        );
    }
    for child in node.children.borrow().iter() {
        walk(child, address);
    }
}

#[test]
fn a_writer_reaches_nothing_of_a_publisher() {
    let site = small_site();
    let root = site.path();
    user(root, "hoa", "writer", "mat khau cua hoa");
    user(root, "lan", "publisher", "mat khau cua lan");
    let desk = office(root);
    let (cookie, token) = desk.log_in("hoa", "mat khau cua hoa");
    let pairs = [
        ("token", token.as_str()),
        ("reason", "x"),
        ("day", "01/01/2022"),
    ];
    for path in ["/dang", "/tro-ve", "/bang", "/dang/zip", "/dang/tien-trinh"] {
        let status = desk.post(path, &cookie, &pairs).status;
        assert!(matches!(status, 403 | 404), "POST {path}: {status}");
    }
    for path in ["/dang", "/dang/tien-trinh", "/dang/zip", "/bang"] {
        assert_eq!(desk.get(path, &cookie).status, 403, "{path}");
    }
    for path in ["/dang/su-kien", "/dang/tep/ca-trang.zip"] {
        assert_eq!(desk.get(path, &cookie).status, 404, "{path}");
        assert_eq!(desk.get(path, "").status, 404, "{path} without a session");
    }
    assert!(!root.join("output").exists());
}

#[test]
fn sessions_end_with_the_password() {
    let site = small_site();
    let root = site.path();
    user(root, "lan", "publisher", "mat khau cua lan");
    let desk = office(root);
    let (cookie, token) = desk.log_in("lan", "mat khau cua lan");
    let (other, _) = desk.log_in("lan", "mat khau cua lan");
    assert_eq!(desk.post("/sua", &cookie, &[("token", "x")]).status, 403);
    assert_eq!(
        desk.post("/ra", &other, &[("token", &token)]).status,
        403,
        "of another session"
    );
    let log = fs::read_to_string(root.join(".tiendo/desk/log.jsonl")).unwrap();
    assert_eq!(log.matches("log-in").count(), 2, "{log}");
    let mut change = Command::new(binary())
        .args(["desk", "user", "password", "lan", "--root"])
        .arg(root)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    assert!(change.wait().unwrap().success());
    assert_eq!(
        desk.get("/", &cookie).location(),
        "/vao",
        "another password"
    );
}

/// What becomes of a session when the desk starts again and its clock is this number of hours
/// later; a negative number is a clock that was set back.
fn opened_later(hours: i64) -> String {
    let site = small_site();
    let root = site.path();
    user(root, "minh", "editor", "mat khau cua minh");
    let desk = office(root);
    let (cookie, _) = desk.log_in("minh", "mat khau cua minh");
    drop(desk);
    let file = root.join(".tiendo/desk/sessions.json");
    let text = fs::read_to_string(&file).unwrap();
    let mut sessions: serde_json::Value = serde_json::from_str(&text).unwrap();
    for session in sessions.as_object_mut().unwrap().values_mut() {
        for moment in ["used", "begun"] {
            session[moment] = (session[moment].as_i64().unwrap() - hours * 3600).into();
        }
    }
    fs::write(&file, sessions.to_string()).unwrap();
    let desk = office(root);
    let value = cookie.split_once('=').unwrap().1;
    let port = desk.host.split_once(':').unwrap().1;
    let answer = desk.get("/", &format!("tiendo-desk-{port}={value}"));
    match answer.status {
        200 => "open".to_owned(),
        _ => answer.location().to_owned(),
    }
}

#[test]
fn no_clock_makes_a_session_longer() {
    for (hours, what) in [
        (0, "open"),
        (11, "open"),
        (24, "/vao"),
        (-1, "/vao"),
        (-10_000, "/vao"),
    ] {
        assert_eq!(opened_later(hours), what, "{hours} hours later");
    }
}
