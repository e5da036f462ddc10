//! The desk over HTTP: what an editor does, and what others may not.

use std::process::Command;

use crate::common::{binary, put, real};
use crate::desk_client::{Desk, form_of, item, office, published, user};

pub(crate) const NEWS: &str = "content/news/to-ho-tro-sang-kien.md";

#[test]
fn the_key_opens_once() {
    let root = real();
    let desk = Desk::local(root.path());
    assert_eq!(desk.get("/", "").location(), "/vao");
    assert_eq!(desk.get("/vao?key=0", "").status, 403);
    let (cookie, _) = desk.enter();
    assert_eq!(desk.get("/", &cookie).status, 200);
    let again = desk.get(&format!("/vao?key={}", desk.key()), "");
    assert_eq!(again.status, 403, "the key a second time");
    assert_eq!(desk.get("/", "tiendo-desk=x").location(), "/vao");
}

#[test]
fn one_field_is_changed_and_nothing_else() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let before = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    let list = desk.get("/ds/tin?q=giao+chi+tieu", &cookie);
    assert!(
        list.body.contains("to-ho-tro-sang-kien.md"),
        "{}",
        list.body
    );
    assert!(!list.body.contains("hon-500-sang-kien"), "{}", list.body);
    let form = desk.get(&form_of(NEWS), &cookie);
    assert!(form.body.contains("value=\"29/06/2022\""), "{}", form.body);
    let version = form.input("version");
    let mut pairs = item(NEWS, &token, &version);
    pairs.extend([("byline", "Nguyễn Thị Hoa"), ("date", "30/06/2022")]);
    let saved = desk.post("/sua", &cookie, &pairs);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let after = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    let expected = before
        .replace("date: 2022-06-29", "date: 2022-06-30")
        .replace("byline: Ban biên tập", "byline: Nguyễn Thị Hoa");
    assert_eq!(after, expected);
    let history = desk.get("/lich-su", &cookie).body;
    assert!(history.contains("29/06/2022"), "{history}");
    assert!(history.contains("30/06/2022"), "{history}");
}

#[test]
fn what_is_wrong_is_shown_at_its_field_and_not_kept() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let before = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    let fields = [("title", ""), ("date", "31/02/2022")];
    let refused = desk.save((&cookie, &token), NEWS, &fields);
    assert_eq!(refused.status, 422, "{}", refused.body);
    for key in ["title", "date"] {
        let start = format!("id=\"h-{key}\"");
        let hint = refused.body.split(&start).nth(1).unwrap();
        let hint = hint.split("</div>").next().unwrap();
        assert!(hint.contains("class=\"wrong\""), "{key}: {hint}");
    }
    assert!(refused.body.contains("31/02/2022"), "what was typed stays");
    assert!(refused.body.contains("Not saved."), "{}", refused.body);
    for key in ["title", "date"] {
        let link = format!("<a href=\"#f-{key}\">");
        assert!(refused.body.contains(&link), "{key}: {}", refused.body);
    }
    let refused = desk.save(
        (&cookie, &token),
        NEWS,
        &[("image.src", "media/a.jpg"), ("image.alt", "")],
    );
    assert_eq!(refused.status, 422, "{}", refused.body);
    let link = "<a href=\"#f-image.alt\">Picture: Description</a>: This is empty.";
    assert!(refused.body.contains(link), "{}", refused.body);
    let after = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    assert_eq!(after, before);
}

#[test]
fn who_saves_second_sees_both() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let version = desk.version(NEWS, &cookie);
    let mut first = item(NEWS, &token, &version);
    first.push(("byline", "Người thứ nhất"));
    assert_eq!(desk.post("/sua", &cookie, &first).status, 303);
    let mut second = item(NEWS, &token, &version);
    second.push(("byline", "Người thứ hai"));
    let both = desk.post("/sua", &cookie, &second);
    assert_eq!(both.status, 409, "{}", both.body);
    assert!(
        both.body
            .contains("<td>Người thứ nhất</td><td>Người thứ hai</td>")
    );
    let text = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    assert!(text.contains("byline: Người thứ nhất"), "nothing is lost");
    let version = both.input("version");
    let mut again = item(NEWS, &token, &version);
    again.push(("byline", "Người thứ hai"));
    assert_eq!(desk.post("/sua", &cookie, &again).status, 303);
}

#[test]
fn a_new_item_is_previewed_and_published() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let start = desk.get("/moi?s=tin", &cookie);
    assert!(
        start.body.contains("name=\"draft\" value=\"true\" checked"),
        "{}",
        start.body
    );
    let pairs = [
        ("token", token.as_str()),
        ("s", "tin"),
        ("title", "Công đoàn cơ sở nộp sáng kiến đầu năm"),
        ("date", "29/06/2022"),
        ("there.draft", "1"),
        ("draft", "true"),
        ("body", "Một đoạn.\r\n\r\n## Tiêu đề\r\n"),
    ];
    let made = desk.post("/moi", &cookie, &pairs);
    assert_eq!(made.status, 303, "{}", made.body);
    let file = "content/news/cong-doan-co-so-nop-sang-kien-dau-nam.md";
    let text = std::fs::read_to_string(root.path().join(file)).unwrap();
    assert!(text.contains("date: 2022-06-29"), "{text}");
    assert!(text.ends_with("Một đoạn.\n\n## Tiêu đề\n"), "{text}");
    let look = desk.get(&form_of(file).replace("/sua", "/xem"), &cookie);
    let frame = "src=\"/xem-thu/tin-tuc/cong-doan-co-so-nop-sang-kien-dau-nam/\"";
    assert!(look.body.contains(frame), "{}", look.body);
    let page = "/xem-thu/tin-tuc/cong-doan-co-so-nop-sang-kien-dau-nam/";
    assert_eq!(
        desk.get(page, "").status,
        404,
        "drafts are for people who are logged in"
    );
    let page = desk.get(page, &cookie);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("nộp sáng kiến đầu năm"));
    assert!(page.head.contains("script-src 'none'"), "{}", page.head);
    let publish = [("token", token.as_str()), ("reason", "đã đối chiếu")];
    assert_eq!(desk.post("/dang", &cookie, &publish).status, 303);
    let done = published(&desk, &cookie);
    assert_eq!(done.status, 200, "{}", done.body);
    let output = root.path().join("output");
    assert!(output.join("index.html").is_file());
    let draft = output.join("tin-tuc/cong-doan-co-so-nop-sang-kien-dau-nam");
    assert!(!draft.exists(), "a draft is not published");
}

#[test]
fn forms_of_others_are_refused() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let before = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    let version = desk.version(NEWS, &cookie);
    let mut pairs = item(NEWS, "0", &version);
    pairs.push(("byline", "Kẻ khác"));
    assert_eq!(
        desk.post("/sua", &cookie, &pairs).status,
        403,
        "a made-up token"
    );
    let body = format!("token={token}&file={NEWS}&n=0&version={version}&byline=x");
    for origin in ["http://example.org", "null", "http://127.0.0.1:1"] {
        let head = format!("Cookie: {cookie}\r\nOrigin: {origin}\r\n");
        let answer = desk.send("POST", "/sua", &head, body.as_bytes());
        assert_eq!(answer.status, 403, "{origin}");
    }
    for host in [
        "example.org",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.example.org",
    ] {
        let head = format!("Cookie: {cookie}\r\nHost: {host}\r\n");
        assert_eq!(desk.send("GET", "/", &head, b"").status, 421, "{host}");
    }
    assert_eq!(
        desk.post("/sua", "", &pairs).status,
        403,
        "without a session"
    );
    let head = format!("Cookie: {cookie}\r\n");
    assert_eq!(desk.send("PUT", "/sua", &head, b"").status, 405);
    assert_eq!(
        desk.send("POST", "/sua", &head, &vec![b'a'; 3 << 20])
            .status,
        413
    );
    let after = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    assert_eq!(after, before);
    assert_eq!(desk.post("/ra", &cookie, &[("token", &token)]).status, 303);
    assert_eq!(
        desk.get("/", &cookie).location(),
        "/vao",
        "a stolen cookie after log-out"
    );
}

#[test]
fn no_path_outside_content() {
    let root = real();
    put(root.path(), "secret.md", "---\ntitle: x\n---\n");
    let desk = Desk::local(root.path());
    let (cookie, _) = desk.enter();
    let paths = [
        "secret.md",
        "content/../secret.md",
        "content/news/../../secret.md",
        "/etc/passwd",
        ".tiendo/desk/log.jsonl",
        "content/news/.hidden.md",
    ];
    for path in paths {
        assert_eq!(desk.get(&form_of(path), &cookie).status, 404, "{path}");
    }
    #[cfg(unix)]
    {
        let link = root.path().join("content/news/link.md");
        std::os::unix::fs::symlink(root.path().join("secret.md"), link).unwrap();
        let answer = desk.get(&form_of("content/news/link.md"), &cookie);
        assert_eq!(answer.status, 404);
    }
    for path in [
        "/xem-thu/.tiendo/",
        "/xem-thu/../desk/",
        "/xem-thu/%2e%2e/desk/log.jsonl",
    ] {
        assert_eq!(desk.get(path, &cookie).status, 404, "{path}");
    }
}

#[test]
fn stored_scripts_are_words() {
    let root = real();
    let evil = "<script>alert(1)</script>\" onfocus=\"x";
    let quoted = evil.replace('"', "\\\"");
    let text = format!(
        "---\ntitle: \"{quoted}\"\ndate: 2022-06-01\nbyline: \"{quoted}\"\nsummary: \
         \"{quoted}\"\ncategory: \"{quoted}\"\ntags: [\"{quoted}\"]\nimage:\n  src: \
         \"{quoted}\"\n  alt: \"{quoted}\"\ndraft: true\n---\n\n</textarea>{evil}\n"
    );
    put(root.path(), "content/news/evil.md", text);
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let file = "content/news/evil.md";
    let form = desk.get(&form_of(file), &cookie);
    assert_eq!(form.status, 200);
    let version = form.input("version");
    let mut pairs = item(file, &token, &version);
    pairs.push(("byline", "<script>alert(2)</script>"));
    let saved = desk.post("/sua", &cookie, &pairs);
    let pages = ["/", "/ds/tin", "/lich-su", &form_of(file), "/dang"];
    let mut bodies: Vec<String> = pages
        .iter()
        .map(|path| desk.get(path, &cookie).body)
        .collect();
    bodies.extend([form.body, saved.body]);
    for body in bodies {
        assert!(!body.contains("<script>alert"), "{body}");
        assert!(!body.contains("\" onfocus=\"x"), "{body}");
    }
    let head = desk.get("/", &cookie).head;
    assert!(
        head.contains("content-security-policy: default-src 'self'"),
        "{head}"
    );
}

#[test]
fn roles_and_passwords() {
    let root = real();
    user(root.path(), "hoa", "writer", "mat khau cua hoa");
    user(root.path(), "lan", "publisher", "mat khau cua lan");
    let users = std::fs::read_to_string(root.path().join(".tiendo/desk/users.json")).unwrap();
    assert!(
        users.contains("$argon2id$") && !users.contains("mat khau"),
        "{users}"
    );
    let desk = office(root.path());
    let (cookie, token) = desk.log_in("hoa", "mat khau cua hoa");
    let publish = [("token", token.as_str()), ("reason", "x")];
    assert_eq!(desk.post("/dang", &cookie, &publish).status, 403);
    assert_eq!(desk.post("/tro-ve", &cookie, &publish).status, 403);
    assert_eq!(desk.get("/dang", &cookie).status, 403);
    assert_eq!(desk.get("/ds/don-vi", &cookie).status, 403);
    assert_eq!(
        desk.get(&form_of("content/units.yaml"), &cookie).status,
        403
    );
    assert_eq!(desk.get(&form_of("content/site.yaml"), &cookie).status, 403);
    let version = desk.version(NEWS, &cookie);
    let mut pairs = item(NEWS, &token, &version);
    pairs.push(("byline", "Hoa"));
    assert_eq!(
        desk.post("/sua", &cookie, &pairs).status,
        403,
        "a published item"
    );
    pairs.extend([("there.draft", "1"), ("draft", "true")]);
    assert_eq!(
        desk.post("/sua", &cookie, &pairs).status,
        403,
        "taking it down"
    );
    let (other, _) = desk.log_in("lan", "mat khau cua lan");
    assert_eq!(
        desk.post("/dang", &other, &publish).status,
        403,
        "another's token"
    );
    assert_eq!(desk.get("/dang", &other).status, 200);
    let removed = Command::new(binary())
        .args(["desk", "user", "remove", "hoa", "--root"])
        .arg(root.path())
        .status();
    assert!(removed.unwrap().success());
    assert_eq!(desk.get("/", &cookie).location(), "/vao", "a removed user");
}

#[test]
fn guessing_is_slowed() {
    let root = real();
    user(root.path(), "lan", "publisher", "mat khau cua lan");
    let desk = office(root.path());
    let wrong = [("name", "lan"), ("password", "sai")];
    for _ in 0..8 {
        desk.post("/vao", "", &wrong);
    }
    let right = [("name", "lan"), ("password", "mat khau cua lan")];
    assert_eq!(desk.post("/vao", "", &right).status, 429);
    let unknown = [("name", "ai"), ("password", "sai")];
    assert_eq!(desk.post("/vao", "", &unknown).status, 403);
}

#[test]
fn an_office_needs_users_and_an_address() {
    let root = real();
    let run = |flags: &[&str]| {
        let output = Command::new(binary())
            .args(["desk", "--root"])
            .arg(root.path())
            .args(flags)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(run(&["--listen", "127.0.0.1:0"]).0, Some(2));
    let url = "http://example.org";
    assert_eq!(
        run(&["--listen", "127.0.0.1:0", "--public-url", url]).0,
        Some(2),
        "without TLS"
    );
    let url = "https://example.org";
    let (code, words) = run(&["--listen", "127.0.0.1:0", "--public-url", url]);
    assert_eq!(code, Some(1));
    assert!(words.contains("tiendo desk user add"), "{words}");
}

#[test]
fn a_grid_of_figures_and_its_correction() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let file = root.path().join("content/reports/2023-10-01.yaml");
    let grid = desk.get("/bang?day=01%2F10%2F2023", &cookie);
    assert!(grid.body.contains("600175 (01/09/2023)"), "{}", grid.body);
    let post = |version: &str, more: &[(&str, &str)]| {
        let mut pairs = vec![
            ("token", token.as_str()),
            ("day", "01/10/2023"),
            ("version", version),
        ];
        pairs.extend(more);
        desk.post("/bang", &cookie, &pairs)
    };
    let falls = post("", &[("submitted.ldld-tinh", "600.100")]);
    assert_eq!(falls.status, 422, "{}", falls.body);
    assert!(
        falls.body.contains("name=\"sure\""),
        "a fall is asked about"
    );
    assert!(!file.exists());
    let first = [("submitted.ldld-tinh", "610.000"), ("source", "Công văn")];
    assert_eq!(post("", &first).status, 303);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("submitted: 610000"), "{text}");
    assert!(!text.contains("published"), "{text}");
    let late = post("", &[("submitted.ldld-tinh", "611000")]);
    assert_eq!(late.status, 409, "another version was opened");
    assert!(
        late.body.contains("value=\"611000\""),
        "what was typed stays"
    );
    let version = late.input("version");
    let corrected = post(&version, &[("submitted.ldld-tinh", "611000")]);
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    let both = std::fs::read_to_string(&file).unwrap();
    assert!(
        both.starts_with(&text),
        "the old figure stays as it was: {both}"
    );
    assert!(both.contains("submitted: 611000"), "{both}");
    assert!(both.contains("published: 2023-10-01"), "{both}");
    let history = desk.get("/lich-su", &cookie).body;
    assert!(
        history.contains("<td>610000</td><td>611000</td>"),
        "{history}"
    );
}

#[test]
fn the_overview_shows_a_few_values_of_a_large_change() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let grid = desk.get("/bang?day=01%2F10%2F2023", &cookie).body;
    let mut fields: Vec<&str> = grid
        .split("name=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|name| name.starts_with("submitted.") && *name != "submitted.ldld-tinh")
        .collect();
    fields.dedup();
    fields.truncate(9);
    assert_eq!(fields.len(), 9, "{grid}");
    let mut pairs = vec![
        ("token", token.as_str()),
        ("day", "01/10/2023"),
        ("version", ""),
    ];
    pairs.extend(fields.iter().map(|field| (*field, "10")));
    let saved = desk.post("/bang", &cookie, &pairs);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let overview = desk.get("/", &cookie).body;
    assert_eq!(overview.matches("<ins>10</ins>").count(), 6, "{overview}");
    assert!(
        overview.contains("<a href=\"/lich-su\">More: 3</a>"),
        "{overview}"
    );
    let history = desk.get("/lich-su", &cookie).body;
    assert_eq!(history.matches("<td>10</td>").count(), 9, "{history}");
}

#[test]
fn the_overview_shows_the_newest_changes_and_leads_to_the_others() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    for day in 1..=11 {
        let day = format!("{day:02}/10/2023");
        let pairs = [
            ("token", token.as_str()),
            ("day", &day),
            ("version", ""),
            ("submitted.ldld-huyen-hoang-hoa", "10"),
        ];
        let saved = desk.post("/bang", &cookie, &pairs);
        assert_eq!(saved.status, 303, "{}", saved.body);
    }
    let to_all = "<a href=\"/lich-su\">More: History</a>";
    for (path, shown) in [("/", 10), ("/dang", 11)] {
        let page = desk.get(path, &cookie).body;
        assert_eq!(page.matches("<ins>10</ins>").count(), shown, "{page}");
        assert_eq!(page.contains(to_all), shown == 10, "{page}");
    }
}

#[test]
fn a_file_changed_beside_the_desk_is_seen() {
    let root = real();
    let desk = Desk::local(root.path());
    let (cookie, token) = desk.enter();
    let page = "/xem-thu/tin-tuc/to-ho-tro-sang-kien/";
    let look = form_of(NEWS).replace("/sua", "/xem");
    assert!(desk.get(&look, &cookie).body.contains(page));
    let version = desk.version(NEWS, &cookie);
    let text = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    let by_hand = text.replace("title: Giao chỉ tiêu", "title: Trao chỉ tiêu");
    put(root.path(), NEWS, &by_hand);
    let look = desk.get(&look, &cookie).body;
    assert!(look.contains("Trao chỉ tiêu"), "{look}");
    let body = desk.get(page, &cookie).body;
    assert!(body.contains("Trao chỉ tiêu"), "{body}");
    let mut pairs = item(NEWS, &token, &version);
    pairs.push(("byline", "Nguyễn Thị Hoa"));
    assert_eq!(desk.post("/sua", &cookie, &pairs).status, 409);
    let after = std::fs::read_to_string(root.path().join(NEWS)).unwrap();
    assert_eq!(after, by_hand);
}
