//! Message files and the program agree, and what a reader sees comes from them: what does not is
//! counted, and the counts may only fall.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

use crate::common::{build, put};
use crate::project::{files, read};

/// String literals with Vietnamese letters in these floors, but for those by which texts are read
/// (see `READS`). Those of the pages are what an error says to an editor of a page's address
/// (`plan.rs`), and beginnings of titles that are read (`facts.rs`, `json_ld.rs`).
const IN_RUST: &[(&str, usize)] = &[("src/page", 19), ("src/chart", 0), ("src/listing", 0)];

/// Files whose Vietnamese words are what people type, which the program reads and never shows.
const READS: &[&str] = &[
    "src/page/lint",
    "src/page/found/names.rs",
    "src/page/markdown/typography.rs",
    "src/listing/search/terms.rs",
    "src/listing/search/words.rs",
];

/// What a message uses.
#[derive(Default)]
struct Uses {
    args: BTreeSet<String>,
    messages: BTreeSet<String>,
}

/// The messages with what any language uses in them: one may need fewer arguments than another.
fn messages() -> BTreeMap<String, Uses> {
    let mut all = BTreeMap::<String, Uses>::new();
    for path in files("themes/default/messages", "ftl") {
        let text = read(&path);
        for entry in parser::parse(text.as_str()).unwrap().body {
            if let Entry::Message(message) = entry {
                let uses = all.entry(message.id.name.to_owned()).or_default();
                arguments(&message.value.unwrap(), uses);
            }
        }
    }
    all
}

fn arguments(pattern: &Pattern<&str>, found: &mut Uses) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        let named = match expression {
            Expression::Select { selector, variants } => {
                for variant in variants {
                    arguments(&variant.value, found);
                }
                selector
            }
            Expression::Inline(inline) => inline,
        };
        match named {
            InlineExpression::VariableReference { id } => {
                found.args.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                found.messages.insert(id.name.to_owned());
            }
            _ => {}
        }
    }
}

/// The lines of a file without comments and without its unit tests, which are at its end.
fn code(path: &str) -> String {
    let text = read(path);
    let tests = [
        "\n#[cfg(test)]\nmod ",
        "\n#[cfg(all(test, feature = \"pictures\"))]\nmod ",
    ];
    // A module with its text, not the name of a file of tests.
    let module = |(at, head): (usize, &str)| {
        let line = text[at + head.len()..].lines().next();
        line.is_some_and(|line| line.ends_with('{')).then_some(at)
    };
    let ends = tests.iter().flat_map(|tests| text.match_indices(tests));
    let end = ends.filter_map(module).min();
    let text = &text[..end.unwrap_or(text.len())];
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The string literals of a piece of code.
fn literals(code: &str) -> Vec<&str> {
    let bytes = code.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = code[at..].find('"').map(|offset| at + offset) {
        // A quote as a letter: '"'.
        if start > 0 && bytes[start - 1] == b'\'' {
            at = start + 1;
            continue;
        }
        let mut end = start + 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        found.push(&code[start + 1..end.min(code.len())]);
        at = end + 1;
        if at >= code.len() {
            break;
        }
    }
    found
}

/// The elements of a list, as it is written.
fn elements(list: &str) -> usize {
    let (mut depth, mut count, mut open) = (0, 0, false);
    for c in list.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                count += usize::from(open);
                open = false;
                continue;
            }
            _ => {}
        }
        open |= !c.is_whitespace();
    }
    count + usize::from(open)
}

/// Whether a text has a letter that English lacks.
fn vietnamese(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_alphabetic() && matches!(c, 'à'..='ỹ' | 'À'..='Ỹ') && c != '×')
}

#[test]
fn the_program_and_the_files_name_the_same_messages() {
    let known = messages();
    let mut used = BTreeSet::new();
    for path in files("src", "rs") {
        let code = code(&path);
        let open_data = path.starts_with("src/listing/data");
        for text in literals(&code) {
            // Tables and columns of the open data name the message of their title.
            if open_data && (text.starts_with("table-") || text.starts_with("column-")) {
                used.extend([text.to_owned(), format!("{text}-about")]);
            } else if text.contains('-') && known.contains_key(text) {
                used.insert(text.to_owned());
            }
        }
        for (start, _) in code.match_indices(".say(") {
            let call = code[start + 5..].trim_start();
            let Some(rest) = call.strip_prefix('"') else {
                continue;
            };
            let (id, rest) = rest.split_once('"').unwrap();
            let args = rest.trim_start_matches(',').trim_start();
            used.insert(id.to_owned());
            let wanted = &known
                .get(id)
                .unwrap_or_else(|| panic!("{path}: there is no message {id}"))
                .args;
            // Arguments that are written in the call; others are in a variable.
            let Some(list) = args.strip_prefix("&[") else {
                continue;
            };
            let mut depth = 1;
            let end = list.find(|c| {
                depth += i32::from(c == '[') - i32::from(c == ']');
                depth == 0
            });
            let list = &list[..end.unwrap()];
            let given: BTreeSet<String> = list
                .match_indices("(\"")
                .map(|(at, _)| list[at + 2..].split('"').next().unwrap().to_owned())
                .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
                .collect();
            if elements(list) == given.len() {
                assert_eq!(&given, wanted, "{path}: {id}");
            } else {
                // Some of them are in variables.
                assert!(given.is_subset(wanted), "{path}: {id}");
            }
        }
    }
    for id in &used {
        assert!(known.contains_key(id), "there is no message {id}");
    }
    let templates: String = files("themes/default/templates", "html")
        .iter()
        .map(|path| read(path))
        .collect();
    used.extend(known.values().flat_map(|uses| uses.messages.clone()));
    for (id, uses) in &known {
        let in_template = templates
            .match_indices(&format!("t.{id}"))
            .any(|(at, word)| {
                let after = templates[at + word.len()..].chars().next();
                !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
        assert!(
            used.contains(id) || (in_template && uses.args.is_empty()),
            "{id} is said nowhere"
        );
    }
}

#[test]
fn sentences_in_rust_only_become_fewer() {
    let mut counts = Vec::new();
    for (floor, _) in IN_RUST {
        let mut count = 0;
        for path in files(floor, "rs") {
            let reads = READS.iter().any(|reads| path.starts_with(reads));
            if !reads && !path.ends_with("tests.rs") {
                let code = code(&path);
                count += literals(&code)
                    .iter()
                    .filter(|text| vietnamese(text))
                    .count();
            }
        }
        counts.push((*floor, count));
    }
    assert_eq!(counts, IN_RUST);
}

/// A message file with each message in brackets.
fn bracketed(lang: &str) -> String {
    let text = read(&format!("themes/default/messages/{lang}.ftl"));
    let mut resource = parser::parse(text.as_str()).unwrap();
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            let elements = &mut message.value.as_mut().unwrap().elements;
            elements.insert(0, PatternElement::TextElement { value: "⟦" });
            elements.push(PatternElement::TextElement { value: "⟧" });
        }
    }
    serializer::serialize(&resource)
}

/// What of a file is in no message: texts between tags, quotes and ends of lines. Lines of a text
/// in an SVG are elements of their own, so that brackets there reach over several of them.
fn outside(text: &str, ending: &str) -> BTreeSet<String> {
    let mut text = text.to_owned();
    for tag in ["strong", "time"] {
        text = without(&text, &format!("<{tag}"), ">").replace(&format!("</{tag}>"), "");
    }
    // Words that are too common to be searched for are read, not shown.
    text = without(&text, "\"stop\":[", "]");
    let mut left = BTreeSet::new();
    let mut depth = 0_usize;
    for part in text.split(['<', '>', '"', '\n']) {
        if ending != "svg" {
            depth = 0;
        }
        let mut own = String::new();
        for c in part.chars() {
            match c {
                '⟦' => depth += 1,
                '⟧' => depth = depth.saturating_sub(1),
                _ if depth == 0 => own.push(c),
                _ => {}
            }
        }
        if vietnamese(&own) {
            left.insert(own.trim().to_owned());
        }
    }
    assert!(ending != "svg" || depth == 0, "a bracket is open: {text}");
    left
}

/// A text without what begins and ends so.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once(end).map_or("", |(_, after)| after));
    }
    rest
}

/// A site whose content has no Vietnamese letters.
fn site(root: &Path) {
    put(
        root,
        "content/site.yaml",
        "title: Site\nbase_url: https://example.org/\norganisation: {name: Office}\n",
    );
    put(
        root,
        "content/programmes/p.yaml",
        "id: p\ntitle: Programme\nunit_of_count: items\nphases:\n  - {id: g1, title: Part 1, start: \
         2022-01-01, end: 2022-06-30, target: 10}\n  - {id: g2, title: Part 2, start: 2022-07-01, \
         end: 2022-12-31, target: 20}\ngroups:\n  - {id: n1, title: Group}\n",
    );
    put(
        root,
        "content/units.yaml",
        "- {id: top, title: Top, kind: province}\n- {id: a, title: Unit A, kind: upper, parent: \
         top}\n- {id: b, title: Unit B, kind: upper, parent: top}\n",
    );
    put(
        root,
        "content/reports.yaml",
        "- {unit: a, programme: p, as_of: 2022-06-30, submitted: 12}\n- {unit: b, programme: p, \
         as_of: 2022-06-30, submitted: 3}\n- {unit: a, programme: p, as_of: 2022-09-30, submitted: \
         20}\n",
    );
    put(
        root,
        "content/initiatives/a.md",
        "---\ncode: A-1\ntitle: Press\nunit: a\nprogramme: p\ngroup: n1\ndate: 2022-03-01\nstatus: \
         valid\n---\nText with a note.[^1]\n\n[^1]: Note.\n",
    );
    put(
        root,
        "content/news/n.md",
        "---\ntitle: News\ndate: 2022-09-01\n---\nText. {{ chart id=\"phases\" }}\n",
    );
}

#[test]
fn what_a_reader_sees_is_a_message() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    site(root);
    put(root, "themes/default/messages/vi.ftl", bracketed("vi"));
    build(root, &["--as-of", "2022-10-15"]);
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(root.join("output")) {
        let entry = entry.unwrap();
        let path = entry.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if !["html", "svg", "xml", "json", "csv", "txt", "webmanifest"].contains(&&*ending) {
            continue;
        }
        // The same text as in the program's documentation, in a file of its own.
        if path.to_string_lossy().contains("cach-tinh") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        seen += text.matches('⟦').count();
        // An argument that the program does not give is shown by its name.
        assert!(!text.contains("{$"), "{}", path.display());
        let own = outside(&text, &ending);
        assert!(own.is_empty(), "{}: {own:#?}", path.display());
    }
    assert!(seen > 500, "{seen} messages were seen");
}
