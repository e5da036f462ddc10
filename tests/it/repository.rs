//! What a repository has, and what keeps true of it: the list of licences, the pictures, the lanes,
//! and code that Windows compiles.
#![allow(clippy::disallowed_methods, reason = "tests read the project's files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::project::{files, read, root};

#[test]
fn the_list_of_licences_is_that_of_the_lock_file() {
    let lock = read("Cargo.lock");
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(key));
        line.map(|line| line.trim_matches('"').to_owned())
    };
    let locked: BTreeSet<String> = lock
        .split("[[package]]")
        .filter(|part| part.contains("\nsource = "))
        .filter_map(|part| {
            Some(format!(
                "{} {}",
                value(part, "name = ")?,
                value(part, "version = ")?
            ))
        })
        .collect();
    let list = read("THIRD-PARTY.md");
    let listed: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .skip(2)
        .filter_map(|line| {
            let mut cells = line.split(" | ");
            Some(format!("{} {}", cells.next()?, cells.next()?))
        })
        .collect();
    let differ: Vec<&String> = locked.symmetric_difference(&listed).collect();
    assert!(differ.is_empty(), "run python3 .ci/licences: {differ:?}");
}

#[test]
fn each_lock_file_has_the_packages_that_it_names() {
    for path in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let lock = read(path);
        let packages: BTreeSet<&str> = lock
            .lines()
            .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
            .collect();
        // ` "hyper",` or, with two versions of it, ` "hyper 1.7.0",`.
        let missing: BTreeSet<&str> = lock
            .lines()
            .filter_map(|line| line.strip_prefix(" \"")?.strip_suffix("\","))
            .filter_map(|dependency| dependency.split(' ').next())
            .filter(|name| !packages.contains(name))
            .collect();
        assert!(packages.len() > 100, "{path}: {} packages", packages.len());
        assert!(
            missing.is_empty(),
            "{path} names {missing:?} without a package; cargo writes it again without `--locked`"
        );
    }
}

#[test]
fn each_folder_of_fonts_has_its_licence() {
    let fonts = ["woff2", "ttf"]
        .iter()
        .flat_map(|ending| ["themes", "src"].map(|folder| files(folder, ending)));
    let folders: BTreeSet<PathBuf> = fonts
        .flatten()
        .map(|file| root().join(file).parent().unwrap().to_owned())
        .collect();
    assert!(!folders.is_empty());
    for folder in folders {
        let mut names = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let has = names.any(|name| name.to_string_lossy().contains("OFL"));
        assert!(has, "{} has fonts and no licence", folder.display());
    }
}

#[test]
fn what_documents_link_to_is_there() {
    let own = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "tests/README.md",
        "fuzz/README.md",
    ];
    let documents = own
        .map(str::to_owned)
        .into_iter()
        .chain(files("docs", "md"));
    let mut lost = Vec::new();
    for document in documents {
        let text = without_examples(&read(&document));
        let path = root().join(&document);
        let folder = path.parent().unwrap();
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let pictures = text
            .split("src=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        for link in links.chain(pictures) {
            let file = link.split('#').next().unwrap();
            let ours = file.contains('.')
                && !file.contains([':', ' ', '@', '<', '{'])
                && !file.starts_with("media/");
            if ours && !folder.join(file).exists() && !EXAMPLES.contains(&file) {
                lost.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// A document without what is in its fences.
fn without_examples(text: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with("~~~") || line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Links that show how editors write theirs.
const EXAMPLES: [&str; 2] = ["anh.jpg", "photo.jpg"];

#[test]
fn each_lane_is_described() {
    let described = read("tests/README.md");
    for entry in fs::read_dir(root().join(".ci")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known =
            described.contains(&format!(".ci/{name}")) || ["lib.sh", "licences"].contains(&&*name);
        assert!(known, ".ci/{name} is not in tests/README.md");
    }
}

#[test]
fn each_feature_is_checked_alone_and_described() {
    let features = read("Cargo.toml");
    let features = features.split("[features]").nth(1).unwrap();
    let features = features.split("\n[").next().unwrap();
    let names: Vec<&str> = (features.lines())
        .filter_map(|line| line.split_once(" = ["))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    assert_eq!(names, ["serve", "desk", "deploy", "pictures"]);
    let slow = read(".ci/slow");
    let listed = format!("for features in {}; do", names.join(" "));
    assert!(slow.contains(&listed), "{listed}");
    assert!(slow.contains("--no-default-features --lib --profile test"));
    let described = read("CONTRIBUTING.md");
    for name in names {
        assert!(
            described.contains(&format!("| `{name}` |")),
            "CONTRIBUTING.md: {name}"
        );
    }
}

/// The lines that use what only Unix has, outside an item for Unix alone.
fn unix_lines(text: &str) -> Vec<String> {
    let mut guarded = false;
    let mut found = Vec::new();
    for line in text.lines() {
        // An item ends with a brace, or an import with a semicolon, at the edge.
        if line.contains("cfg(unix)")
            || line.contains("cfg(target_os = \"linux\")")
            || line.contains("cfg(all(unix")
        {
            guarded = true;
        } else if line.contains("std::os::unix") && !line.trim_start().starts_with("//") && !guarded
        {
            found.push(line.trim().to_owned());
        }
        let ends = line == "}" || !line.starts_with(' ') && line.ends_with(';');
        guarded &= !ends;
    }
    found
}

#[test]
fn what_only_unix_has_is_for_unix_alone() {
    let modules = read("tests/it/main.rs");
    let mut found = Vec::new();
    for file in [
        files("src", "rs"),
        files("tests/it", "rs"),
        files("benches", "rs"),
    ]
    .concat()
    {
        let name = Path::new(&file).file_stem().unwrap().to_string_lossy();
        // A whole module of tests may be for Unix.
        let whole = ["#[cfg(unix)]", "#[cfg(target_os = \"linux\")]"]
            .iter()
            .any(|cfg| modules.contains(&format!("{cfg}\nmod {name};")));
        if !whole {
            let lines = unix_lines(&read(&file)).into_iter();
            found.extend(lines.map(|line| format!("{file}: {line}")));
        }
    }
    assert!(
        found.is_empty(),
        "guard these with #[cfg(unix)]:\n{}",
        found.join("\n")
    );
    assert_eq!(unix_lines("use std::os::unix::fs::symlink;").len(), 1);
    assert_eq!(
        unix_lines("#[cfg(unix)]\nuse std::os::unix::fs::symlink;\nuse std::os::unix::x;").len(),
        1
    );
    assert_eq!(
        unix_lines(
            "#[cfg(unix)]\nfn a() {\n    std::os::unix::x();\n}\nfn b() \
     {\n    std::os::unix::x();\n}"
        )
        .len(),
        1
    );
}
