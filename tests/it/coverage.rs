//! How much of a sum is known is said wherever the sum is: tiles, charts, cards, texts, data.

use std::fs;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::common::{put, tiendo};

const PROGRAMME: &str = "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, \
 title: Đợt một, start: 2024-01-01, end: 2024-06-30, target: 100}\n";
const UNITS: &str = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, \
 parent: t}\n- {id: b, title: B, kind: upper, parent: t}\n- {id: c, title: C, kind: upper, parent: \
 t}\n";
const NEWS: &str = "---\ntitle: Tin\ndate: 2024-05-01\n---\nĐến nay có {{ figure \
 metric=\"submitted\" phase=\"g1\" }}, tức {{ figure metric=\"percent\" phase=\"g1\" }}; cộng dồn \
 {{ figure metric=\"cumulative\" }}; riêng A {{ figure metric=\"submitted\" phase=\"g1\" \
 unit=\"a\" }}.\n";

fn built(reports: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let site = "title: Thử\nbase_url: https://vi-du.vn/\n";
    put(root.path(), "content/site.yaml", site);
    put(root.path(), "content/programmes/p.yaml", PROGRAMME);
    put(root.path(), "content/units.yaml", UNITS);
    put(root.path(), "content/news/tin.md", NEWS);
    put(root.path(), "content/reports/p.yaml", reports);
    let output = root.path().join("o");
    let built = tiendo(
        root.path(),
        &[
            "build",
            "--quiet",
            "--as-of",
            "2024-05-31",
            "--output",
            output.to_str().unwrap(),
        ],
    );
    assert!(built.status.success(), "{built:?}");
    (root, output)
}

#[test]
fn a_sum_of_some_units_says_so_wherever_it_is() {
    let partial = "- {as_of: 2024-05-31, unit: a, submitted: 20}\n- {as_of: 2024-05-31, unit: b, \
     submitted: 30}\n";
    let (_root, output) = built(partial);
    let read = |path: &str| fs::read_to_string(output.join(path)).unwrap();
    let article = read("tin-tuc/tin/index.html");
    let text = "50</data> <span class=\"partial\">(2/3 đơn vị)</span>";
    assert_eq!(article.matches(text).count(), 2, "{article}");
    assert!(article.contains("50%</data> <span class=\"partial\">(2/3 đơn vị)</span>"));
    assert!(article.contains("20</data>."), "{article}");
    let home = read("index.html");
    assert!(
        home.contains("Lũy kế đến 31/05/2024 · 2/3 đơn vị"),
        "{home}"
    );
    assert!(
        home.contains("50 / 100 · số tạm tính (2/3 đơn vị)"),
        "{home}"
    );
    assert!(home.contains("(2 trong 3 đơn vị đã báo cáo)"), "{home}");
    let phase = read("tien-do/g1/index.html");
    assert!(phase.contains("; 2/3 đơn vị, số tạm tính"), "{phase}");
    let data = phase.split("application/ld+json").nth(1).unwrap();
    let data = data.split("</script>").next().unwrap();
    assert!(
        data.contains("Dataset") && data.contains("(2 trong 3 đơn vị đã báo cáo)"),
        "{data}"
    );
    let table = read("du-lieu/giai-doan.csv");
    assert!(
        table
            .lines()
            .next()
            .unwrap()
            .ends_with("units_reported,units_in_part,units_expected")
    );
    assert!(
        table.lines().nth(1).unwrap().trim().ends_with(",2,0,3"),
        "{table}"
    );
}

#[test]
fn a_bar_of_a_part_says_so() {
    let root = tempfile::tempdir().unwrap();
    let programme = PROGRAMME.replace("target: 100", "target: 400");
    let unit = |id: &str, kind: &str, above: &str, target: i64| {
        format!(
            "- {{id: {id}, title: Đơn vị {id}, kind: {kind}, parent: {above}, targets: {{g1: \
             {target}}}}}\n"
        )
    };
    let units = [
        "- {id: t, title: Tỉnh, kind: province}\n".to_owned(),
        unit("a", "upper", "t", 200),
        unit("b", "upper", "t", 200),
        unit("a1", "grassroots", "a", 100),
        unit("a2", "grassroots", "a", 100),
    ];
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(root.path(), "content/programmes/p.yaml", programme);
    put(root.path(), "content/units.yaml", units.concat());
    let reports = "- {as_of: 2024-05-31, unit: a1, submitted: 90}\n- {as_of: 2024-05-31, unit: b, \
     submitted: 20}\n";
    put(root.path(), "content/reports/p.yaml", reports);
    crate::common::build(root.path(), &[]);
    let drawn = root.path().join("output/du-lieu/bieu-do/ranking-g1.svg");
    let drawn = fs::read_to_string(drawn).unwrap();
    assert!(drawn.contains("90 / 200 · 1/2 đơn vị<"), "{drawn}");
    assert!(drawn.contains("20 / 200<"), "all of B is known: {drawn}");
}

#[test]
fn a_whole_sum_needs_no_such_words() {
    let all = "- {as_of: 2024-05-31, unit: a, submitted: 20}\n- {as_of: 2024-05-31, unit: b, \
     submitted: 30}\n- {as_of: 2024-05-31, unit: c, submitted: 1}\n";
    let (_root, output) = built(all);
    for path in [
        "index.html",
        "tin-tuc/tin/index.html",
        "tien-do/g1/index.html",
    ] {
        let page = fs::read_to_string(output.join(path)).unwrap();
        assert!(!page.contains("3/3 đơn vị"), "{path}");
    }
}

/// A site of which B has two of three parts, and the province A and these, but not C: each of the
/// sums is a number that is nowhere else.
fn of_parts() -> (tempfile::TempDir, std::path::PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let programme = PROGRAMME.replace("target: 100", "target: 100000");
    let unit = |id: &str, kind: &str, above: &str, target: &str| {
        format!("- {{id: {id}, title: Đơn vị {id}, kind: {kind}, parent: {above}{target}}}\n")
    };
    let units = [
        "- {id: t, title: Tỉnh, kind: province}\n".to_owned(),
        unit("a", "upper", "t", ", targets: {g1: 40000}"),
        unit("b", "upper", "t", ", targets: {g1: 40000}"),
        unit("c", "upper", "t", ", targets: {g1: 20000}"),
        unit("b1", "grassroots", "b", ""),
        unit("b2", "grassroots", "b", ""),
        unit("b3", "grassroots", "b", ""),
    ];
    let news = "---\ntitle: Tin\ndate: 2024-05-01\n---\nĐến nay có {{ figure metric=\"submitted\" \
     phase=\"g1\" }}.\n\nCộng dồn {{ figure metric=\"cumulative\" }}.\n\nNgày ấy {{ figure \
     metric=\"cumulative\" date=\"2024-05-31\" }}.\n\n{{ chart id=\"phases\" }}\n\n{{ chart \
     id=\"cumulative\" months=\"3\" }}\n";
    let reports = "- {as_of: 2024-03-31, unit: a, submitted: 1111}\n- {as_of: 2024-05-31, unit: a, \
     submitted: 3001}\n- {as_of: 2024-05-31, unit: b1, submitted: 4000}\n- {as_of: 2024-05-31, \
     unit: b2, submitted: 356}\n";
    let site = "title: Thử\nbase_url: https://vi-du.vn/\nlanguages: [vi, en]\n";
    put(root.path(), "content/site.yaml", site);
    put(root.path(), "content/programmes/p.yaml", programme);
    put(root.path(), "content/units.yaml", units.concat());
    put(root.path(), "content/news/tin.md", news);
    put(root.path(), "content/reports/p.yaml", reports);
    crate::common::build(root.path(), &["--as-of", "2024-05-31"]);
    let output = root.path().join("output");
    (root, output)
}

/// How the two sums are written, with the words that must be near.
const SUMS: [(&[&str], &[&str]); 2] = [
    (
        &["7.357", "7,357", "7357"],
        &["1/3", "1 trong 3 đơn vị", "1 of 3 units"],
    ),
    (
        &["4.356", "4,356", "4356"],
        &["2/3", "2 trong 3 đơn vị", "2 of 3 units"],
    ),
];

fn holds(text: &str, any: &[&str]) -> bool {
    any.iter().any(|words| text.contains(words))
}

/// Whether a number is in a text by itself, and not within a longer one.
fn names(text: &str, numbers: &[&str]) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    numbers.iter().any(|number| {
        text.match_indices(number).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + number.len()..]);
            !digit(before.chars().next_back()) && !digit(after.chars().next())
        })
    })
}

/// All text below a node.
fn text_of(node: &Handle) -> String {
    let mut text = match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    for child in node.children.borrow().iter() {
        text.push_str(&text_of(child));
        text.push(' ');
    }
    text
}

fn element(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

/// The texts of a page that hold one of the sums while nothing around it, up to its row, list,
/// figure, card or paragraph, says of how many units it is made. `above` are the elements around.
fn alone(node: &Handle, above: &mut Vec<Handle>, found: &mut Vec<String>) {
    if let NodeData::Element { attrs, .. } = &node.data {
        for attribute in attrs.borrow().iter() {
            // What machines read of a `<data>` is said in words beside it.
            let machine = element(node) == "data" && &*attribute.name.local == "value";
            for (numbers, words) in SUMS {
                let value = &*attribute.value;
                if !machine && names(value, numbers) && !holds(value, words) {
                    found.push(format!("{}: {value}", &*attribute.name.local));
                }
            }
        }
    }
    if let NodeData::Text { contents } = &node.data {
        for (numbers, words) in SUMS {
            if names(&contents.borrow(), numbers) && !near(above, words) {
                found.push(format!("{}: {}", path(above), contents.borrow()));
            }
        }
    }
    above.push(node.clone());
    for child in node.children.borrow().iter() {
        alone(child, above, found);
    }
    above.pop();
}

fn path(above: &[Handle]) -> String {
    above.iter().map(element).collect::<Vec<_>>().join("/")
}

fn near(above: &[Handle], words: &[&str]) -> bool {
    let ends = [
        "tr", "dl", "svg", "title", "script", "pre", "article", "figure", "section", "main",
    ];
    let in_card = above
        .iter()
        .any(|node| ["article", "figure"].contains(&&*element(node)));
    for node in above.iter().rev() {
        if holds(&text_of(node), words) {
            return true;
        }
        let name = element(node);
        if ends.contains(&&*name) || (name == "p" && !in_card) {
            return false;
        }
    }
    false
}

/// Lines of tables, objects of JSON, and texts of feeds and drawings.
fn alone_in_text(path: &str, text: &str) -> Vec<String> {
    let pieces: Vec<&str> = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => text.lines().collect(),
        Some("json") => text.split('}').collect(),
        _ => vec![text],
    };
    let mut found = Vec::new();
    for piece in pieces {
        for (number, (numbers, words)) in SUMS.into_iter().enumerate() {
            // The columns of the tables: reported, in part, expected.
            let (reported, in_part) = if number == 0 { (1, 1) } else { (2, 0) };
            let row = format!(",{reported},{in_part},3");
            let object = [
                format!("\"units_reported\": {reported}"),
                "\"units_expected\": 3".to_owned(),
            ];
            let said = holds(piece, words)
                || piece.contains(&row)
                || object.iter().all(|field| piece.contains(field));
            if names(piece, numbers) && !said {
                found.push(piece.trim().chars().take(300).collect());
            }
        }
    }
    found
}

/// The texts in a feed, which are HTML written as text, that hold a sum alone.
fn bare_in_feed(text: &str) -> Vec<String> {
    let mut html = text
        .replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("<![CDATA[", "")
        .replace("]]>", "");
    for (from, to) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        html = html.replace(from, to);
    }
    let page = parse_document(RcDom::default(), ParseOpts::default()).one(html.as_str());
    let mut found = Vec::new();
    alone(&page.document, &mut Vec::new(), &mut found);
    found
}

/// Every file that readers and programs get: wherever a sum of some units is, there it is said of
/// how many.
#[test]
fn no_partial_sum_is_anywhere_without_its_coverage() {
    let (_root, output) = of_parts();
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let mut bare: Vec<String> = Vec::new();
    for (path, bytes) in crate::common::bytes(&output) {
        // Each day of a sum; the newest one is in luy-ke with its units. The description of the
        // files has their sizes.
        if path.starts_with("du-lieu/chuoi-so-lieu.") || path.ends_with("datapackage.json") {
            continue;
        }
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        if SUMS.iter().all(|(numbers, _)| !names(&text, numbers)) {
            continue;
        }
        let ending = path.rsplit('.').next().unwrap().to_owned();
        *seen.entry(ending.clone()).or_default() += 1;
        let mut found = Vec::new();
        if path.contains("feed.") || path.ends_with("atom.xml") {
            found = bare_in_feed(&text);
        } else if ending == "html" {
            let page = parse_document(RcDom::default(), ParseOpts::default()).one(text.as_str());
            alone(&page.document, &mut Vec::new(), &mut found);
        } else {
            found = alone_in_text(&path, &text);
        }
        bare.extend(found.into_iter().map(|text| format!("{path}: {text}")));
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
    for (ending, at_least) in [("html", 20), ("svg", 6), ("csv", 8), ("json", 3)] {
        let files = seen.get(ending).copied().unwrap_or_default();
        assert!(files >= at_least, "{ending}: {files}");
    }
}

/// Feeds carry the text of an article with its figures: each with its units, as on the page.
#[test]
fn feeds_and_cards_hold_no_bare_sum() {
    let (_root, output) = of_parts();
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        let text = fs::read_to_string(output.join(feed)).unwrap();
        assert!(names(&text, SUMS[0].0), "{feed}: {text}");
        assert!(bare_in_feed(&text).is_empty(), "{feed}: {text}");
    }
    let bare = "<item><description>&lt;p&gt;Có 7.357 lượt.&lt;/p&gt;&lt;p&gt;1/3 đơn \
     vị&lt;/p&gt;</description></item>";
    assert_eq!(bare_in_feed(bare).len(), 1, "the inspection sees it");
    let read = |path: &str| fs::read_to_string(output.join(path)).unwrap();
    for page in [
        "index.html",
        "chuong-trinh/p/index.html",
        "don-vi/t/index.html",
    ] {
        let card = "7.357 lượt sáng kiến nộp. Số liệu tính đến 31/05/2024 · 1/3 đơn vị\"";
        assert!(read(page).contains(card), "{page}");
    }
    let home = read("en/index.html");
    assert!(home.contains("Figures as of 31 May 2024 · 1 of 3 units\""));
    let phase = read("tien-do/g1/index.html");
    assert!(
        phase.contains("so với chỉ tiêu. Số liệu tính đến 31/05/2024 · số tạm tính (1/3 đơn vị)\"")
    );
}
