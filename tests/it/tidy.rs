//! The house keeps its order: who may import whom, where a dependency lives, and that every file
//! says what it is for.

use std::collections::{BTreeMap, BTreeSet};

use tiendo::base::AddressWord;

use crate::project::{files, read};

/// Floor → floors it may use besides `base` and `diag`.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("base", &[][..]),
        ("diag", &[]),
        ("source", &[]),
        ("parse", &["source"]),
        ("model", &["parse", "source"]),
        ("progress", &["model"]),
        ("chart", &["model", "progress"]),
        ("photo", &[]),
        ("document", &["photo"]),
        ("visits", &[]),
        ("page", &["source", "model", "progress", "chart", "photo"]),
        ("listing", &["page", "chart", "model", "progress"]),
        ("publish", &[]),
        ("deploy", &["publish"]),
        ("edit", &["parse", "source"]),
        (
            "pipeline",
            &[
                "source", "parse", "model", "progress", "chart", "photo", "document", "page",
                "listing", "publish",
            ],
        ),
        ("serve", &["pipeline"]),
        (
            "desk",
            &[
                "pipeline", "edit", "parse", "source", "deploy", "photo", "document",
            ],
        ),
        (
            "cli",
            &[
                "visits", "pipeline", "deploy", "serve", "desk", "parse", "source",
            ],
        ),
    ])
}

/// Name in the code → the only places, as beginnings of paths below src/, where it may stand.
const HOMES: &[(&str, &[&str])] = &[
    ("walkdir::", &["source/"]),
    ("serde_yaml::", &["parse/", "edit/outline"]),
    ("pulldown_cmark::", &["page/markdown"]),
    ("tera::", &["page/theme", "desk/view"]),
    ("fluent_bundle::", &["base/messages"]),
    ("fluent_syntax::", &["base/messages"]),
    ("plotters::", &["chart/"]),
    ("plotters_backend::", &["chart/"]),
    (
        "resvg::",
        &["chart/raster", "chart/flat/letters", "chart/flat/shapes"],
    ),
    ("harfrust::", &["chart/flat/letters"]),
    ("skrifa::", &["chart/font", "chart/flat/letters"]),
    ("png::", &["chart/raster"]),
    ("image::", &["photo/"]),
    ("fast_image_resize::", &["photo/draw"]),
    ("moxcms::", &["photo/draw"]),
    ("webp::", &["photo/draw"]),
    ("ammonia::", &["page/markdown/safe"]),
    ("htmd::", &["edit/paste"]),
    ("ureq::", &["cli/external", "deploy/http"]),
    (
        "flate2::",
        &[
            "cli/visits",
            "listing/deflate",
            "publish/pack",
            "deploy/record",
            "desk/bundle",
            "document/",
        ],
    ),
    ("brotli::", &["publish/pack"]),
    ("object_store::", &["deploy/store", "deploy/http"]),
    ("futures_util::", &["deploy/store", "desk/http"]),
    (
        "tempfile::",
        &[
            "deploy/rsync",
            "deploy/sftp",
            "deploy/tests",
            "serve/tests",
            "desk/",
        ],
    ),
    ("cssparser::", &["page/theme/sheet"]),
    ("geo::", &["parse/areas", "chart/scene/geometry"]),
    ("geojson::", &["parse/areas"]),
    ("clap::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("argon2::", &["desk/secret"]),
    ("getrandom::", &["desk/secret"]),
    ("form_urlencoded::", &["desk/"]),
    ("axum::", &["serve/", "desk/", "base/accept"]),
    ("hyper::", &["base/accept", "deploy/http"]),
    ("hyper_util::", &["base/accept"]),
    ("tower_http::", &["serve/", "desk/http"]),
    (
        "tokio::",
        &[
            "serve/",
            "desk/",
            "deploy/store",
            "deploy/http",
            "base/accept",
        ],
    ),
    ("notify::", &["serve/"]),
    (
        "rayon::",
        &[
            "pipeline/",
            "publish/",
            "source/",
            "model/assemble.rs",
            "model/kept/packed.rs",
            "model/rows.rs",
            "model/together.rs",
            "parse/table/",
            "page/",
            "listing/",
            "base/memo",
        ],
    ),
    ("calamine::", &["parse/table/"]),
    ("csv::", &["parse/table/"]),
    ("encoding_rs::", &["parse/table/"]),
    ("encoding_rs_io::", &["parse/table/"]),
    ("chardetng::", &["parse/table/"]),
    ("quick_xml::", &["parse/table/", "photo/svg", "edit/word"]),
    (
        "memchr::",
        &[
            "parse/table/parts",
            "parse/table/hidden",
            "document/",
            "page/present/printable",
        ],
    ),
    (
        "zip::",
        &[
            "parse/table/",
            "listing/data/archive",
            "desk/bundle",
            "document/",
            "edit/word",
        ],
    ),
    ("rust_xlsxwriter::", &["parse/table/", "listing/data/"]),
    ("sha2::", &["listing/data/", "deploy/ftps/certificate"]),
    ("suppaftp::", &["deploy/ftps"]),
    ("rustls_platform_verifier::", &["deploy/ftps/certificate"]),
    ("regex::", &["parse/"]),
    ("blake3::", &["base/"]),
    ("strsim::", &["base/"]),
    ("rust_embed::", &["page/theme"]),
    (
        "std::fs",
        &[
            "base/memo",
            "base/regular",
            "base/stat",
            "source/",
            "edit/",
            "publish/",
            "deploy/",
            "cli/",
            "serve/",
            "desk/store",
            "desk/upload",
            "desk/excel",
        ],
    ),
    ("std::time::Instant", &["cli/", "serve/", "desk/sessions"]),
    (
        "std::time::SystemTime",
        &["cli/", "serve/", "desk/sessions"],
    ),
    ("Zoned::now", &["cli/", "serve/"]),
    // Others open files by `base::regular`. A folder was looked at before its files are read, a
    // stage is empty when it is opened, and a log may come through a pipe.
    ("fs::read(", &[]),
    ("fs::read_to_string(", &["deploy/tests"]),
    ("File::open(", &["source/discover", "cli/visits"]),
    ("File::create(", &["publish/stage", "publish/stream"]),
];

/// A file's lines without comments and unit tests, and each path that a `use` names as a line of
/// its own, however many braces and lines it was written with.
///
/// What is cut out is the item behind `#[cfg(test)]`: one line, or a block up to its brace at the
/// same indentation, as rustfmt sets it. What stands below it is read again.
fn code(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        let words = line.trim();
        if words == "#[cfg(test)]" || words.starts_with("#[cfg(all(test, ") {
            let end = line.replace(words, "}");
            let item = lines
                .by_ref()
                .find(|line| !line.trim_start().starts_with("#["));
            if item.is_some_and(|item| !item.ends_with([';', '}'])) {
                lines
                    .by_ref()
                    .take_while(|line| *line != end)
                    .for_each(drop);
            }
        } else if let Some((_, paths)) = words
            .split_once("use ")
            .filter(|(before, _)| import(before))
        {
            let mut paths = paths.to_owned();
            while !paths.contains(';') {
                let Some(line) = lines.next() else { break };
                paths.push_str(line.trim());
            }
            let (paths, rest) = paths.split_once(';').unwrap_or((&paths, ""));
            expand("", paths, &mut found);
            found.extend(code(rest));
        } else {
            found.push(words.to_owned());
        }
    }
    found
}

/// Whether what stands before `use` leaves it an import: nothing, or `pub` of some reach.
fn import(before: &str) -> bool {
    let before = before.trim();
    before.is_empty() || before == "pub" || (before.starts_with("pub(") && before.ends_with(')'))
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand(above: &str, path: &str, found: &mut Vec<String>) {
    let Some((before, list)) = path.trim().split_once('{') else {
        found.push(format!("{above}{}", path.trim()));
        return;
    };
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !list[start..at].trim().is_empty() {
                    expand(&format!("{above}{before}"), &list[start..at], found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

fn floor(path: &str) -> &str {
    path.split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs")
}

/// The floors that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let word = |part: &str| {
        part.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(part.len())
    };
    line.split("crate::")
        .skip(1)
        .map(move |part| &part[..word(part)])
}

fn errors(path: &str, text: &str) -> Vec<String> {
    let mut errors = Vec::new();
    if !text.starts_with("//!") {
        errors.push(format!(
            "{path}: does not begin with a //! that says what it is for"
        ));
    }
    // view.rs is one flat list of structs: the contract with themes, best read in one piece.
    if text.lines().count() > 600 && path != "page/view.rs" {
        errors.push(format!("{path}: {} lines; split it", text.lines().count()));
    }
    let here = floor(path);
    let rules = allowed();
    for line in &code(text) {
        for other in named(line) {
            let free =
                matches!(other, "base" | "diag") || other == here || !rules.contains_key(other);
            let may = rules.get(here).is_none_or(|floors| floors.contains(&other));
            if !free && !may {
                errors.push(format!(
                    "{path}: {here} may not use {other}: {}",
                    line.trim()
                ));
            }
        }
        for (name, homes) in HOMES {
            if line.contains(name) && !homes.iter().any(|home| path.starts_with(home)) {
                errors.push(format!(
                    "{path}: {name} belongs to {homes:?}: {}",
                    line.trim()
                ));
            }
        }
    }
    errors
}

/// A path of the project below `src/`.
fn below_src(path: &str) -> &str {
    path.strip_prefix("src/").unwrap()
}

#[test]
fn the_house_is_tidy() {
    let found: Vec<String> = (files("src", "rs").iter())
        .flat_map(|path| errors(below_src(path), &read(path)))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_broom_sees_dirt() {
    let count = |path, text: &str| errors(path, &format!("//! x\n{text}")).len();
    assert_eq!(count("progress/a.rs", "use crate::page::view::View;"), 1);
    assert_eq!(
        count("publish/a.rs", "use crate::{base::Date, model::Portal};"),
        1
    );
    assert_eq!(count("chart/draw.rs", "let x = crate::cli::run();"), 1);
    assert_eq!(
        count(
            "chart/draw.rs",
            "use crate::model::Portal; use crate::base::Date;"
        ),
        0
    );
    assert_eq!(count("page/plan.rs", "use std::fs;"), 1);
    assert_eq!(
        count("model/a.rs", "let now = std::time::Instant::now();"),
        1
    );
    assert_eq!(count("page/present/a.rs", "use tera::Value;"), 1);
    assert_eq!(count("model/a.rs", "use rayon::prelude::*;"), 1);
    assert_eq!(count("cli/a.rs", "tokio::spawn(run());"), 1);
    assert_eq!(
        count("model/a.rs", &"x\n".repeat(599)),
        0,
        "600 lines with the head"
    );
    assert_eq!(count("model/a.rs", &"x\n".repeat(600)), 1);
    assert_eq!(
        count("model/a.rs", "#[cfg(test)]\nmod tests { use std::fs; }"),
        0
    );
    assert_eq!(
        errors("base/a.rs", "use std::fmt;").len(),
        1,
        "a file without a head"
    );
}

#[test]
fn the_broom_reaches_into_corners() {
    let count = |path, text: &str| errors(path, &format!("//! x\n{text}")).len();
    let long =
        "use crate::{\n    base::Date,\n    diag::{Place, Problem},\n    model::Portal,\n};\n";
    assert_eq!(
        count("publish/a.rs", long),
        1,
        "an import of many lines, behind inner braces"
    );
    assert_eq!(
        count("publish/a.rs", "use crate::base::{self, page, model};"),
        0,
        "inner names are no floors"
    );
    assert_eq!(
        count("publish/a.rs", "use crate::{diag::{page, chart}, base};"),
        0
    );
    assert_eq!(
        count("model/a.rs", "use std::{\n    env, fs,\n};"),
        1,
        "std's own braces"
    );
    assert_eq!(
        count(
            "model/a.rs",
            "use std::{env, fs::File, time::{Duration, Instant}};"
        ),
        2
    );
    assert_eq!(
        count(
            "model/a.rs",
            "pub(super) use std::time::{Duration, SystemTime};"
        ),
        1
    );
    let below = "#[cfg(test)]\nmod tests;\n\nuse crate::cli::args;\n";
    assert_eq!(
        count("chart/a.rs", below),
        1,
        "what stands below a module of tests"
    );
    let around = "#[cfg(test)]\nmod tests {\n    use crate::cli;\n    fn f() {\n    }\n}\nuse \
     crate::cli::args;\n";
    assert_eq!(
        count("chart/a.rs", around),
        1,
        "tests are free, what follows is not"
    );
    assert_eq!(
        count("chart/a.rs", "// use crate::cli;\n/// crate::cli::main"),
        0,
        "comments are free"
    );
}

/// The module that a file of src/ is: `page/present/mod.rs` is `page::present`.
fn module_of(path: &str) -> String {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.replace('/', "::")
}

/// The whole paths that a line of a module names, from `crate::`, `super::` or `self::` on.
fn paths_in(line: &str, module: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
        let mut parts: Vec<&str> = word.split("::").collect();
        let mut here: Vec<&str> = module.split("::").collect();
        match parts[0] {
            "crate" => here.clear(),
            "self" => {}
            "super" => {
                while parts.first() == Some(&"super") {
                    here.pop();
                    parts.remove(0);
                }
                parts.insert(0, "super");
            }
            _ => continue,
        }
        here.extend(&parts[1..]);
        found.push(here.join("::"));
    }
    found
}

#[test]
fn no_circles_of_files() {
    let modules: BTreeMap<String, Vec<String>> = (files("src", "rs").iter())
        .map(|path| (module_of(below_src(path)), code(&read(path))))
        .collect();
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (module, lines) in &modules {
        let mut others: Vec<&str> = Vec::new();
        for path in lines.iter().flat_map(|line| paths_in(line, module)) {
            // The longest beginning of the path that is a module.
            let mut path = path.as_str();
            while let (None, Some((above, _))) = (modules.get(path), path.rsplit_once("::")) {
                path = above;
            }
            let Some((other, _)) = modules.get_key_value(path) else {
                continue;
            };
            // A folder's own module and its files belong together.
            let family = module.starts_with(&format!("{other}::"))
                || other.starts_with(&format!("{module}::"));
            if other != module && !family {
                others.push(other);
            }
        }
        uses.insert(module, others);
    }
    let mut circles = Vec::new();
    for module in modules.keys() {
        let mut seen: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = uses[module.as_str()].clone();
        while let Some(other) = open.pop() {
            if !seen.contains(&other) {
                seen.push(other);
                open.extend(&uses[other]);
            }
        }
        if seen.contains(&module.as_str()) {
            circles.push(module);
        }
    }
    assert!(
        circles.is_empty(),
        "these files lead back to themselves: {circles:?}"
    );
    assert_eq!(paths_in("super::super::a::b(x)", "c::d::e"), ["c::a::b"]);
}

/// Files in which what readers see depends on a language by its name, and why.
const NAMED_LANGUAGES: &[(&str, &str)] = &[
    (
        "src/base/messages.rs",
        "numbers in Fluent: it takes a function that is given no language",
    ),
    ("src/page/present/foreign.rs", "marks what is in Vietnamese"),
];

#[test]
fn languages_are_in_one_place() {
    let mut found = Vec::new();
    for floor in ["src/base", "src/page", "src/chart", "src/listing"] {
        for path in files(floor, "rs") {
            let names = |line: &String| {
                let words = ["Lang::Vi", "Lang::En", ".pick("];
                words.iter().any(|word| line.contains(word))
            };
            let named = code(&read(&path)).iter().any(names);
            let known = NAMED_LANGUAGES.iter().any(|(known, _)| *known == path);
            if named != known && !path.ends_with("tests.rs") {
                found.push(path);
            }
        }
    }
    assert!(
        found.is_empty(),
        "these name a language, or no longer: {found:?}"
    );
}

/// Files and folders that have words of Vietnamese addresses, and why: no page is made from them.
const NAMED_ADDRESSES: &[(&str, &str)] = &[
    ("src/base/lang.rs", "the words of each language"),
    ("src/cli/template.rs", "names of files that a user writes"),
    ("src/desk/figures.rs", "a file of the open data"),
    ("src/desk/items.rs", "addresses of the desk"),
    ("src/diag/hosts.rs", "files of the open data"),
    ("src/listing/data/", "names of tables and of their files"),
    (
        "src/page/found/facets.rs",
        "what is behind `?` of the search",
    ),
    (
        "src/page/plan/address.rs",
        "files that programs fetch, which never move",
    ),
    ("src/parse/table/", "words in headings of tables"),
    ("src/source/belongs.rs", "folders as editors call them"),
];

#[test]
fn words_of_addresses_are_in_one_place() {
    let folders = AddressWord::ALL.into_iter();
    let folders = folders.filter(|word| !word.is_numbered());
    let words: Vec<String> = folders.map(|word| format!("\"{}", word.files())).collect();
    let names = |line: &String| {
        words.iter().any(|word| {
            let rest = line.split(word.as_str()).skip(1);
            rest.into_iter().any(|rest| rest.starts_with(['/', '"']))
        })
    };
    let mut found = BTreeSet::new();
    let mut unknown = Vec::new();
    for path in files("src", "rs") {
        if path.ends_with("tests.rs") || !code(&read(&path)).iter().any(names) {
            continue;
        }
        match NAMED_ADDRESSES
            .iter()
            .find(|(known, _)| path.starts_with(known))
        {
            Some((known, _)) => drop(found.insert(*known)),
            None => unknown.push(path),
        }
    }
    assert!(
        unknown.is_empty(),
        "these have words of addresses: {unknown:?}"
    );
    let known: BTreeSet<&str> = NAMED_ADDRESSES.iter().map(|(known, _)| *known).collect();
    assert_eq!(found, known, "these have none any more");
}

/// The lines of a function's body, from `fn name` to the brace at the same indentation.
fn body_of<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("fn {name}(");
    let mut lines = text.lines().skip_while(|line| !line.contains(&start));
    let first = lines.next().unwrap_or_default();
    let indent = first.len() - first.trim_start().len();
    let end = format!("{}}}", " ".repeat(indent));
    lines.take_while(|line| *line != end).collect()
}

#[test]
fn the_pipeline_is_a_table_of_contents() {
    let text = read("src/pipeline/mod.rs");
    let body = body_of(&text, "run");
    assert!(body.len() > 10, "fn run of src/pipeline/mod.rs is gone");
    assert!(
        body.len() <= 40,
        "run has {} lines; name its steps",
        body.len()
    );
}

/// Words of prose with a plainer one for each: HOUSE English. Comments and documents have none of
/// them.
const PLAIN: &[(&str, &str)] = &[
    ("told", "reported"),
    ("nobody", "no one"),
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("anew", "again"),
    ("dear", "expensive"),
    ("dearer", "more expensive"),
    ("stands", "is"),
    ("fault", "problem"),
    ("faults", "problems"),
    ("faulty", "invalid"),
];

/// The words of a line of prose, without what is between backticks.
fn words_of(line: &str) -> Vec<String> {
    let prose: Vec<&str> = line.split('`').step_by(2).collect();
    let prose = prose.join(" ").to_lowercase();
    let letters = |c: char| !c.is_alphanumeric() && c != '_' && c != '-' && c != '.';
    prose.split(letters).map(str::to_owned).collect()
}

fn stilted(path: &str, text: &str) -> Vec<String> {
    let code = path.ends_with(".rs");
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        let start = line.trim_start();
        fenced ^= start.starts_with("```") || start.starts_with("~~~");
        if fenced || (code && !start.starts_with("//")) {
            continue;
        }
        let words = words_of(line);
        for (word, plain) in PLAIN {
            if words
                .iter()
                .any(|other| other.trim_end_matches('.') == *word)
            {
                found.push(format!("{path}:{}: {word}: say {plain}", number + 1));
            }
        }
    }
    found
}

#[test]
fn prose_is_plain() {
    let own = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/CHANGING.md",
        "tests/README.md",
    ];
    let mut paths: Vec<String> = own.map(str::to_owned).into();
    for (folder, ending) in [("src", "rs"), ("src", "md"), ("docs/en", "md")] {
        paths.extend(files(folder, ending));
    }
    let mut found = Vec::new();
    for path in paths {
        // What a specimen says is not ours to choose.
        if path != "docs/en/errors.md" && !path.contains("skeleton") {
            found.extend(stilted(&path, &read(&path)));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!(
        stilted("a.rs", "// It is told.\nlet told = `told`;").len(),
        1
    );
    assert_eq!(
        stilted("a.md", "Nobody knows `told`.\n```\ntold\n```\n").len(),
        1
    );
}

/// Lines that are too long, besides addresses and what cannot be broken.
fn long_lines(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let long = lines.filter(|(_, line)| line.chars().count() > 100);
    long.map(|(number, _)| format!("{path}:{}", number + 1))
        .collect()
}

/// Files of messages in whole sentences, and of texts in a fixed form, with how many lines of
/// theirs may be longer than 100 columns: fewer are welcome, more are not.
const LONG: &[(&str, usize)] = &[
    ("src/diag/en.rs", 90),
    ("src/diag/vi.rs", 90),
    ("src/listing/feed.rs", 6),
    ("src/cli/report/json.rs", 4),
    ("src/publish/host.rs", 4),
];

#[test]
fn lines_are_a_hundred_columns() {
    let mut found = Vec::new();
    for path in files("src", "rs") {
        let lines = long_lines(&path, &read(&path));
        let known = LONG.iter().find(|(known, _)| *known == path);
        if lines.len() > known.map_or(3, |(_, most)| *most) {
            found.extend(lines);
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// At most this many columns in a line of a template.
const TEMPLATE_WIDTH: usize = 160;

#[test]
fn lines_of_templates_can_be_read() {
    let themes = files("themes", "html").into_iter();
    let mut found = Vec::new();
    for path in themes.chain(files("src/desk/templates", "html")) {
        for (number, line) in read(&path).lines().enumerate() {
            let width = line.chars().count();
            if width > TEMPLATE_WIDTH {
                found.push(format!("{path}:{}: {width} columns", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
