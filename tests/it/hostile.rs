//! A hostile site: one payload in every text field that the schema has, so that a new field is
//! tried by itself. No page, drawing or feed may have an element, a handler or a request of a
//! payload's. .ci/slow opens the same site in Chromium, without a content security policy
//! (tests/browser/hostile.mjs).
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use quick_xml::events::Event;
use serde_json::{Map, Value, json};
use tiendo::parse::schema::{self, Field, Kind};
use tiendo::source::Role;

use crate::common::{bytes, files_with, put, tiendo};

const HOME: &str = "https://tin.example/a";
/// Is in whatever is held back.
const SECRET: &str = "zzbimat";

/// What would be seen if a text were taken for HTML, a template or the end of something else.
fn payload(number: usize) -> String {
    format!(
        "zq{number}z\"'><img src=//evil.example/{number} onerror=alert({number})>\
         <script>alert({number})</script></title></textarea></style></script>\
         <svg onload=alert({number})><a href=javascript:alert({number})>\
         [[{{{{ 7*7 }}}}]] &lt;b onclick=alert(1)&gt; ]]> --><iframe src=//evil.example><!--"
    )
}

/// Fields whose value is decided by what they name: the end of their path, and the value as JSON.
/// Without a value the field is left out.
const FIXED: [(&str, &str); 28] = [
    ("site.base_url", "\"https://tin.example/a\""),
    ("site.language", "\"vi\""),
    ("site.languages", "[\"vi\", \"en\"]"),
    ("site.as_of", "\"2022-12-31\""),
    ("site.theme", ""),
    ("site.mark", "\"media/dau.svg\""),
    ("site.initiatives.detail_pages", "\"all\""),
    ("site.initiatives.authors", "\"consented\""),
    ("site.visits.live", "false"),
    ("programmes.id", "\"p\""),
    ("programmes.records", "\"all\""),
    ("programmes.counted_from", "\"2022-01-01\""),
    ("phases.id", "\"g1\""),
    ("phases.start", "\"2022-01-01\""),
    ("phases.end", "\"2022-06-30\""),
    ("groups.id", "\"n1\""),
    ("targets.from", "\"2022-01-01\""),
    ("targets.to", "\"2022-12-31\""),
    ("image.src", "\"media/anh.svg\""),
    ("news.initiatives", ""),
    ("maps.code", "\"place_code\""),
    (".slug", ""),
    (".draft", "false"),
    (".publish_from", ""),
    (".publish_to", ""),
    (".conflicts", "false"),
    (".published", ""),
    (".successors", ""),
];

/// What is in a field that refuses the payload: the end of its path, and a good value. Refusing
/// is right for these alone; any other text is printed as it is written.
const REFUSING: [(&str, &str); 6] = [
    ("site.timezone", "Asia/Ho_Chi_Minh"),
    ("menu.url", "news-ma/"),
    ("social.url", "https://example.org/"),
    (".url", "https://example.org/"),
    ("aliases", "cu/trang-#.html"),
    ("site.tags", "dia-chi-#"),
];

/// A site under construction: each text gets a number.
#[derive(Default)]
struct Site {
    fields: Vec<String>,
    refused: BTreeSet<usize>,
    /// What is written now is held back.
    secret: bool,
}

impl Site {
    fn text(&mut self, path: &str) -> String {
        if self.secret {
            return SECRET.to_owned();
        }
        self.fields.push(path.to_owned());
        let number = self.fields.len() - 1;
        if !self.refused.contains(&number) {
            return payload(number);
        }
        let good = REFUSING.iter().find(|(end, _)| path.ends_with(end));
        good.map_or("chữ #", |(_, good)| good)
            .replace('#', &number.to_string())
    }

    fn value(&mut self, path: &str, kind: &Kind) -> Value {
        match kind {
            Kind::Text | Kind::Url => json!(self.text(path)),
            // Two kinds of pages may not have one word.
            Kind::Id if path.contains(".addresses.") => {
                json!(path.rsplit('.').next().map(|key| format!("{key}-ma")))
            }
            Kind::Id => json!("ma"),
            Kind::Reference("unit") => json!("tinh"),
            Kind::Reference("group") => json!("n1"),
            Kind::Reference("programme") => json!("p"),
            Kind::Reference("phase") => json!("g1"),
            Kind::Reference("initiative") => json!("i"),
            Kind::Reference(other) => panic!("a reference to a kind unknown here: {other}"),
            Kind::Date => json!("2022-05-01"),
            Kind::Count => json!(5),
            Kind::Number => json!(5.5),
            Kind::Flag => json!(true),
            Kind::Choice(words) => json!(words[0].value),
            Kind::List(item) => json!([self.value(path, item)]),
            Kind::Record(fields) => self.record(path, fields),
            Kind::Counts(_) => json!({"g1": 5}),
            Kind::Texts => {
                let key = self.text(&format!("{path} (key)"));
                json!({ key: self.text(path) })
            }
        }
    }

    fn record(&mut self, path: &str, fields: &[Field]) -> Value {
        let mut record = Map::new();
        for field in fields {
            let path = format!("{path}.{}", field.key);
            let fixed = FIXED.iter().find(|(end, _)| path.ends_with(end));
            match fixed {
                Some((_, "")) => {}
                Some((_, value)) => {
                    record.insert(field.key.to_owned(), serde_json::from_str(value).unwrap());
                }
                None => {
                    let value = self.value(&path, &field.kind);
                    record.insert(field.key.to_owned(), value);
                }
            }
        }
        if let Some(Value::Array(people)) = record.get_mut("authors") {
            people.push(json!({"name": SECRET, "role": SECRET, "consent": false}));
        }
        Value::Object(record)
    }

    /// The record of a file, its keys one a line, with changes.
    fn file(&mut self, name: &str, role: Role, changes: &[(&str, Value)]) -> String {
        let mut record = self.record(name, schema::of(role));
        for (key, value) in changes {
            record[*key] = value.clone();
        }
        serde_json::to_string_pretty(&record).unwrap()
    }

    /// A Markdown file: its record, and a text that is a payload too.
    fn page(&mut self, name: &str, role: Role, changes: &[(&str, Value)]) -> String {
        let head = self.file(name, role, changes);
        let body = self
            .text(&format!("{name} (text)"))
            .replace("{{ 7*7 }}", "7")
            .replace("javascript:", "https://");
        format!(
            "---\n{head}\n---\n{body}\n\n{}",
            if self.secret { "" } else { MARKDOWN }
        )
    }

    fn write(&mut self, root: &Path) {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\" \
             onload=\"alert(1)\"><script>alert(1)</script><image href=\"//evil.example/s\"/><path \
             d=\"M0 0h9v9z\"/></svg>";
        put(root, "content/media/anh.svg", drawing);
        put(root, "content/media/dau.svg", drawing);
        for (path, role) in ROLES {
            let name = path
                .trim_start_matches("content/")
                .split(['/', '.'])
                .next()
                .unwrap();
            let text = match role {
                Role::Units => {
                    let top = self.file(
                        name,
                        role,
                        &[
                            ("id", json!("tinh")),
                            ("parent", Value::Null),
                            ("place_code", json!("1")),
                        ],
                    );
                    let below = [("id", json!("duoi")), ("kind", json!("upper"))];
                    format!(
                        "[{},\n{}]",
                        top.replace("\"parent\": null,", ""),
                        self.file(name, role, &below)
                    )
                }
                Role::Reports | Role::Initiatives => format!("[{}]", self.file(name, role, &[])),
                Role::Initiative | Role::News | Role::Page | Role::Translation
                    if path.ends_with(".md") =>
                {
                    self.page(name, role, &[])
                }
                _ => self.file(name, role, &[]),
            };
            put(root, path, text);
        }
        let translation = self.record("site-translation", schema::SITE_TRANSLATION);
        put(
            root,
            "content/site.en.yaml",
            serde_json::to_string_pretty(&translation).unwrap(),
        );
        let body = self.page("programme", Role::Translation, &[]);
        let body = body.rsplit_once("---\n").unwrap().1;
        put(root, "content/programmes/p.md", body);
        let ring = "[[[105,19],[106,19],[106,20],[105,20],[105,19]]]";
        let area = json!({"type": "Feature", "properties": {"place_code": "1", "name": self.text("area")}, "geometry": null});
        let area = area.to_string().replace(
            "null",
            &format!("{{\"type\":\"Polygon\",\"coordinates\":{ring}}}"),
        );
        put(
            root,
            "content/maps/m.geojson",
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{area}]}}"),
        );
        self.secret = true;
        for (path, role, key, value) in [
            ("content/news/bimat.md", Role::News, "draft", json!(true)),
            (
                "content/news/het.md",
                Role::News,
                "publish_to",
                json!("2022-02-01"),
            ),
            ("content/pages/bimat.md", Role::Page, "draft", json!(true)),
            (
                "content/initiatives/bimat.md",
                Role::Initiative,
                "draft",
                json!(true),
            ),
        ] {
            let mut changes = vec![(key, value)];
            if path.contains("initiatives") {
                changes.push(("sources", json!([])));
            }
            changes.push((
                "aliases",
                json!([format!("cu/{SECRET}-{}.html", path.len())]),
            ));
            let name = path.split('/').nth(1).unwrap();
            put(root, path, self.page(name, role, &changes));
        }
        self.secret = false;
    }
}

/// Every file that has keys, once. A role that is new does not compile here until it has a place.
const ROLES: [(&str, Role); 11] = {
    const fn place(role: Role) -> &'static str {
        match role {
            Role::Site => "content/site.yaml",
            Role::Programme => "content/programmes/p.yaml",
            Role::Units => "content/units.yaml",
            Role::Reports => "content/reports/r.yaml",
            Role::Initiative => "content/initiatives/i.md",
            Role::Initiatives => "content/initiatives/bang.yaml",
            Role::News => "content/news/n.md",
            Role::Page => "content/pages/a.md",
            Role::Map => "content/maps/m.yaml",
            Role::Translation => "content/news/n.en.md",
            // Figures alone; what is read by programs alone; texts and files, which `write` puts
            // there.
            Role::Snapshots | Role::Form | Role::ProgrammeBody | Role::Media => "",
        }
    }
    [
        (place(Role::Site), Role::Site),
        (place(Role::Programme), Role::Programme),
        (place(Role::Units), Role::Units),
        (place(Role::Reports), Role::Reports),
        (place(Role::Initiative), Role::Initiative),
        (place(Role::Initiatives), Role::Initiatives),
        (place(Role::News), Role::News),
        (place(Role::Page), Role::Page),
        (place(Role::Map), Role::Map),
        (place(Role::Translation), Role::Translation),
        ("content/initiatives/i.en.md", Role::Translation),
    ]
};

/// What Markdown makes of hostile HTML, pictures and code. Links to scripts are errors, so none is
/// here.
const MARKDOWN: &str = "<details ontoggle=alert(1) open>e</details> <b \
     onclick=\"alert(1)\">d</b>\n\n<form action=//evil.example><input onfocus=alert(1) \
     autofocus></form><base href=//evil.example>\n\n<link rel=stylesheet href=//evil.example><meta \
     http-equiv=refresh content=\"0;url=//evil.example\">\n\n<p \
     style=\"background:url(//evil.example)\">f</p><object data=//evil.example></object><math><mi \
     onclick=alert(1)>\n\n```\"><img src=//evil.example onerror=alert(1)>\ncode\n```\n";

/// Builds the site, putting a good value wherever the payload is refused; the folder of the output.
fn built(folder: &Path) -> (Site, PathBuf) {
    let mut refused = BTreeSet::new();
    for _ in 0..8 {
        let mut site = Site {
            refused: refused.clone(),
            ..Site::default()
        };
        let _ = fs::remove_dir_all(folder);
        site.write(folder);
        let run = tiendo(folder, &["build", "--format", "json"]);
        if run.status.success() {
            return (site, folder.join("output"));
        }
        let reported = String::from_utf8_lossy(&run.stdout).into_owned();
        let errors: Vec<&str> = reported
            .lines()
            .filter(|line| line.contains("\"severity\":\"error\""))
            .collect();
        let before = refused.len();
        refused.extend(errors.iter().filter_map(|line| refusal(folder, line)));
        assert!(
            refused.len() > before,
            "{errors:#?}\n{}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
    panic!("fields refuse their good values");
}

/// The number of the payload at which an error was reported.
fn refusal(root: &Path, line: &str) -> Option<usize> {
    let problem: Value = serde_json::from_str(line).ok()?;
    let text = fs::read_to_string(root.join(problem["file"].as_str()?)).ok()?;
    let line = text
        .lines()
        .nth(usize::try_from(problem["line"].as_u64()?).ok()? - 1)?;
    // Of several in a line, the last that begins before the place.
    let column = usize::try_from(problem["column"].as_u64()?).ok()?;
    let before: String = line.chars().take(column + 2).collect();
    let place = before.rfind("zq").or_else(|| line.find("zq"))?;
    line[place + 2..].split('z').next()?.parse().ok()
}

/// The site of both tests, and of tests/browser/hostile.mjs.
fn hostile() -> &'static (Site, PathBuf) {
    static BUILT: OnceLock<(Site, PathBuf)> = OnceLock::new();
    BUILT.get_or_init(|| built(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")))
}

/// Adds whatever a payload made of this document.
fn inspect(file: &str, node: &Handle, errors: &mut Vec<String>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let element = &*name.local;
        let attrs = attrs.borrow();
        let has = |key: &str| {
            attrs
                .iter()
                .find(|a| &*a.name.local == key)
                .map(|a| a.value.to_string())
        };
        let data = matches!(
            has("type").as_deref(),
            Some("application/ld+json" | "application/json")
        );
        if matches!(
            element,
            "iframe"
                | "object"
                | "embed"
                | "base"
                | "frame"
                | "applet"
                | "foreignobject"
                | "foreignObject"
        ) || element == "script" && has("src").is_none() && !data
        {
            errors.push(format!("{file}: <{element}>"));
        }
        for attribute in attrs.iter() {
            let (key, value) = (&*attribute.name.local, attribute.value.to_string());
            if key.starts_with("on") || key == "srcdoc" || !harmless(element, key, &value) {
                errors.push(format!("{file}: <{element} {key}={value:?}>"));
            }
        }
    }
    for child in node.children.borrow().iter() {
        inspect(file, child, errors);
    }
}

/// Whether an attribute asks for nothing from elsewhere, and runs nothing.
fn harmless(element: &str, key: &str, value: &str) -> bool {
    let value: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let scheme = value
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme = scheme.filter(|s| {
        s.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    let script = matches!(scheme.as_deref(), Some("javascript" | "vbscript" | "data"));
    let leads = key == "href" && matches!(element, "a" | "area" | "link");
    let asks = matches!(
        key,
        "src"
            | "srcset"
            | "poster"
            | "data"
            | "action"
            | "formaction"
            | "background"
            | "href"
            | "xlink:href"
    );
    match key {
        "style" => !value.contains("url("),
        _ if leads => !script,
        "href" | "src" if value.starts_with("data:image/") => true,
        _ if asks => !value.starts_with("//") && (scheme.is_none() || value.starts_with(HOME)),
        "content" => element != "meta" || !value.contains("url=//"),
        _ => true,
    }
}

fn parsed(file: &str, html: &str, errors: &mut Vec<String>) {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    inspect(file, &dom.document, errors);
}

/// The HTML inside a feed, which readers of feeds show.
fn of_feed(file: &str, text: &str) -> Vec<String> {
    if file.ends_with(".json") {
        let feed: Value = serde_json::from_str(text).unwrap();
        let items = feed["items"].as_array().into_iter().flatten();
        return items
            .filter_map(|item| Some(item["content_html"].as_str()?.to_owned()))
            .collect();
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut html, mut item, mut inside) = (vec![String::new()], false, false);
    loop {
        match reader.read_event().expect(file) {
            Event::Start(tag) => {
                let name = tag.name();
                item |= name.as_ref() == "item";
                let typed = tag.attributes().flatten().any(|a| &*a.value == "html");
                inside =
                    typed || item && matches!(name.as_ref(), "description" | "content:encoded");
                html.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(part) if inside => *html.last_mut().unwrap() += &part,
            Event::CData(part) if inside => *html.last_mut().unwrap() += &part,
            Event::GeneralRef(part) if inside => {
                *html.last_mut().unwrap() += &format!("&{};", &*part);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let whole = |part: &String| quick_xml::escape::unescape(part).unwrap().into_owned();
    html.iter()
        .filter(|part| !part.is_empty())
        .map(whole)
        .collect()
}

#[test]
fn no_text_field_of_the_schema_puts_markup_into_what_is_published() {
    let (site, output) = hostile();
    let published = bytes(output);
    let (mut errors, mut shown) = (Vec::new(), String::new());
    for (file, bytes) in &published {
        let text = String::from_utf8_lossy(bytes);
        if text.contains("[[49]]") {
            errors.push(format!("{file}: a payload was run as a template"));
        }
        if file.ends_with(".html") || file.ends_with(".svg") {
            parsed(file, &text, &mut errors);
        } else if file.ends_with(".xml") || file.ends_with("feed.json") {
            for html in of_feed(file, &text) {
                parsed(file, &html, &mut errors);
            }
        }
        shown.push_str(&text);
    }
    assert!(
        errors.is_empty(),
        "{} of a payload's:\n{}",
        errors.len(),
        errors.join("\n")
    );
    // A payload that is refused or printed nowhere shows nothing.
    let wrongly: Vec<&String> = site
        .refused
        .iter()
        .map(|number| &site.fields[*number])
        .filter(|path| !REFUSING.iter().any(|(end, _)| path.ends_with(end)))
        .collect();
    assert!(wrongly.is_empty(), "the payload is refused in {wrongly:?}");
    let unseen: Vec<&String> = site
        .fields
        .iter()
        .enumerate()
        .filter(|(number, _)| {
            !site.refused.contains(number) && !shown.contains(&format!("zq{number}z"))
        })
        .map(|(_, path)| path)
        .collect();
    println!(
        "{} fields, {} refused, not printed: {unseen:?}",
        site.fields.len(),
        site.refused.len()
    );
    assert!(unseen.len() * 5 < site.fields.len(), "{unseen:?}");
}

#[test]
fn what_a_hostile_site_holds_back_is_in_no_file_of_the_output() {
    let (_, output) = hostile();
    let found = files_with(output, SECRET);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_inspection_sees_what_it_looks_for() {
    for html in [
        "<p onclick=x>",
        "<script>x</script>",
        "<img src=//evil.example>",
        "<a href=' java\nscript:x'>",
        "<iframe>",
        "<img srcset='//evil.example 2x'>",
        "<svg><script>x</script></svg>",
        "<meta http-equiv=refresh content='0;url=//e'>",
        "<p style='background:url(//e)'>",
        "<base href=/>",
        "<link rel=stylesheet href=javascript:x>",
        "<image xlink:href=https://evil.example>",
        "<form action=https://evil.example>",
    ] {
        let mut errors = Vec::new();
        parsed("a", html, &mut errors);
        assert_eq!(errors.len(), 1, "{html}: {errors:?}");
    }
    let mut errors = Vec::new();
    parsed(
        "a",
        "<a href=https://example.org>x</a><img src=a.png><script src=a.js></script>",
        &mut errors,
    );
    assert!(errors.is_empty(), "{errors:?}");
    let feed = "<feed><entry><title>&lt;b></title><content type=\"html\">&lt;p \
         onclick=x></content></entry><item><description>&lt;b></description></item></feed>";
    assert_eq!(of_feed("a.xml", feed), ["<p onclick=x>", "<b>"]);
}
