//! The law of memory: after any edits, a build that remembers gives the same bytes as one that has
//! never seen the site.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::common::{build, bytes, codes, copy, put, rounds, small, tiendo, tree};
use crate::project::read;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use tempfile::tempdir;
use tiendo::pipeline::{self, Built, Input};

/// A site with all that a page may be made from: initiatives with pages, in a table, featured, with
/// links and photos.
fn site(root: &Path) {
    small(root);
    for number in 0..9 {
        initiative(root, number, "Ban đầu", number % 3);
    }
    table(root, 12);
    put(
        root,
        "content/media/anh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"/>",
    );
    put(root, "content/units.yaml", UNITS);
}

const UNITS: &str = "- {id: tinh, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, \
                     parent: tinh}\n- {id: b, title: B, kind: upper, parent: tinh}\n";

/// The built-in card of an initiative with a number at its end.
fn card(number: u32) -> String {
    let built_in = read("themes/default/templates/initiative-card.html");
    built_in.replace("</article>", &format!("<p>{number}</p></article>"))
}

fn initiative(root: &Path, number: u32, title: &str, kind: u32) {
    let unit = if number.is_multiple_of(2) { "a" } else { "b" };
    let text = match kind {
        0 => "Chữ thường, **đậm**.".to_owned(),
        1 => {
            "Xem [tin](@/news/mot.md) và {{ figure metric=\"submitted\" phase=\"g1\" }}.".to_owned()
        }
        _ => format!("Một câu.\n\n## Kết quả\n\nCâu {title}."),
    };
    put(
        root,
        &format!("content/initiatives/{unit}/i{number}.md"),
        format!(
            "---\ntitle: {title} {number}\ncode: SK{number}\ndate: 2022-0{}-10\nunit: \
             {unit}\nauthors: [{{name: Người {number}, consent: true}}]\nbenefit: {{amount: \
             {number}000000, currency: VND}}\n---\n{text}\n",
            1 + number % 6
        ),
    );
}

fn table(root: &Path, rows: u32) {
    let row = |n: u32| {
        format!(
            "T{n};Dòng số {n};A;2022-02-{:02};{}.000.000\n",
            1 + n % 28,
            n % 999
        )
    };
    let rows: String = (0..rows).map(row).collect();
    put(
        root,
        "content/initiatives/bang.csv",
        format!("Mã;Tên sáng kiến;Đơn vị;Ngày nộp;Giá trị làm lợi\n{rows}"),
    );
}

/// An edit that an editor may make, by three numbers. All of them leave a site without problems.
fn edit(root: &Path, (kind, a, b): (u32, u32, u32)) {
    let flags = ["featured", "all"];
    let number = a % 9;
    match kind % 15 {
        0 => initiative(root, number, &format!("Sửa {b}"), b % 3),
        1 => drop(fs::remove_file(root.join(format!(
            "content/initiatives/{}/i{number}.md",
            ["a", "b"][number as usize % 2]
        )))),
        2 => initiative(root, number + 9, "Mới", a % 3),
        3 => put(
            root,
            &format!("content/news/n{}.md", a % 4),
            format!(
                "---\ntitle: Tin {b}\ndate: 2022-0{}-01\ninitiatives: [T1]\ntags: [Thẻ \
                 {}]\n---\nCâu {b}.\n",
                1 + a % 6,
                b % 3
            ),
        ),
        4 => drop(fs::remove_file(
            root.join(format!("content/news/n{}.md", a % 4)),
        )),
        5 => put(
            root,
            "content/site.yaml",
            format!(
                "title: Thử {}\nbase_url: https://example.org/a\ninitiatives: {{detail_pages: {}, \
                 page_size: {}, authors: {}}}\n",
                b % 2,
                flags[a as usize % 2],
                3 + b % 5,
                ["all", "consented", "none"][b as usize % 3]
            ),
        ),
        6 => table(root, 1 + a % 20),
        7 => put(
            root,
            "content/units.yaml",
            UNITS.replace("title: A", &format!("title: Đơn vị A{}", a % 3)),
        ),
        8 => put(
            root,
            "content/programmes/p.yaml",
            format!(
                "id: p\ntitle: P{}\ncounted_from: 2022-01-01\nrecords: examples\ngroups: [{{id: k, \
                 title: Nhóm {b}}}]\nphases:\n  - {{id: g1, title: Giai đoạn 1, start: 2022-01-01, \
                 end: 2022-06-30, target: {}}}\n",
                a % 2,
                100 + b % 3
            ),
        ),
        9 => put(
            root,
            "themes/default/templates/initiative-card.html",
            card(b),
        ),
        10 => drop(fs::remove_dir_all(root.join("themes"))),
        11 => put(
            root,
            "content/reports/r.yaml",
            format!(
                "- {{as_of: 2022-03-31, unit: tinh, submitted: 40}}\n- {{as_of: 2022-06-{}, unit: \
                 tinh, submitted: {}}}\n",
                10 + a % 20,
                100 + b
            ),
        ),
        12 => {
            // Renamed: another file, the same record.
            let from = root.join(format!("content/initiatives/a/i{}.md", number / 2 * 2));
            drop(fs::rename(
                from,
                root.join(format!("content/initiatives/a/doi-{}.md", number / 2 * 2)),
            ));
            drop(fs::remove_file(root.join(format!(
                "content/initiatives/a/doi-{}.md",
                (number / 2 * 2 + 2) % 10
            ))));
            if b % 2 == 0 {
                drop(fs::remove_file(root.join(format!(
                    "content/initiatives/a/doi-{}.md",
                    number / 2 * 2
                ))));
            }
        }
        13 => {
            // Touched only: the bytes are the same.
            for (path, (text, _)) in tree(&root.join("content/initiatives"))
                .into_iter()
                .take(a as usize % 6)
            {
                put(root, &format!("content/initiatives/{path}"), text);
            }
        }
        _ => put(
            root,
            "content/media/anh.svg",
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"30\"/>",
                40 + a % 9
            ),
        ),
    }
}

fn flags(number: u32) -> Vec<&'static str> {
    let day: &[&str] = if number.is_multiple_of(7) {
        &["--as-of", "2022-05-15"]
    } else {
        &[]
    };
    let drafts: &[&str] = if number.is_multiple_of(5) {
        &["--drafts"]
    } else {
        &[]
    };
    let jobs: &[&str] = if number.is_multiple_of(2) {
        &["--jobs", "1"]
    } else {
        &[]
    };
    [&["--allow-shrink", "--allow-jump"], day, drafts, jobs].concat()
}

/// Whether a site builds. The one problem that these edits can make is two records of one code in
/// two files.
fn builds(root: &Path, flags: &[&str]) -> bool {
    let done = tiendo(
        root,
        &[&["build", "--quiet", "--format", "json"], flags].concat(),
    );
    let good = done.status.success();
    let reported = codes(&done);
    assert!(
        good || reported.iter().any(|(code, _)| code == "duplicate-id"),
        "{reported:?}"
    );
    good
}

proptest! {
    #![proptest_config(Config { cases: rounds(2, 3), rng_seed: RngSeed::Fixed(20), failure_persistence: None, max_shrink_iters: 40, ..Config::default() })]
    #[test]
    fn a_build_that_remembers_is_a_clean_one(edits in prop::collection::vec((0_u32..1000, 0_u32..1000, 0_u32..1000), rounds(10, 50))) {
        let root = tempdir().unwrap();
        site(root.path());
        build(root.path(), &["--allow-shrink", "--allow-jump"]);
        let output = root.path().join("output");
        for (step, what) in edits.iter().enumerate() {
            edit(root.path(), *what);
            let flags = flags(what.1 + what.2);
            let before = bytes(&output);
            let good = builds(root.path(), &flags);
            let clean = tempdir().unwrap();
            for part in ["content", "themes"] {
                copy(&root.path().join(part), &clean.path().join(part));
            }
            prop_assert_eq!(good, builds(clean.path(), &flags), "step {}: {:?}", step, what);
            if !good {
                prop_assert!(bytes(&output) == before);
                continue;
            }
            let (mine, clean) = (bytes(&output), bytes(&clean.path().join("output")));
            let differ: Vec<&String> = mine.keys().chain(clean.keys()).filter(|path| mine.get(*path) != clean.get(*path)).collect();
            prop_assert!(differ.is_empty(), "step {}: {:?} gives another {:?}", step, what, differ);
        }
        build(root.path(), &["--verify", "--allow-shrink", "--allow-jump"]);
    }
}

#[test]
fn a_program_that_goes_on_builds_as_one_that_begins() {
    let root = tempdir().unwrap();
    site(root.path());
    let input = Input {
        allow_shrink: true,
        allow_jump: true,
        kept: Some(Arc::default()),
        ..Input::new(root.path().to_owned())
    };
    let steps: [&dyn Fn(); 8] = [
        &|| (),
        &|| initiative(root.path(), 1, "Sửa", 0),
        &|| table(root.path(), 14),
        // A unit is called otherwise: rows are resolved again.
        &|| {
            put(
                root.path(),
                "content/units.yaml",
                UNITS.replace("title: A", "title: Khác"),
            )
        },
        &|| put(root.path(), "content/units.yaml", UNITS),
        // A row is rejected, and reported in each build.
        &|| {
            let path = root.path().join("content/initiatives/bang.csv");
            let text = fs::read_to_string(path).unwrap();
            put(
                root.path(),
                "content/initiatives/bang.csv",
                text.replace(";A;2022-02-03;", ";A;2022-02-31;"),
            );
            put(
                root.path(),
                "content/initiatives/bang.csv.yaml",
                "max_rejects: 1\n",
            );
        },
        &|| initiative(root.path(), 2, "Sửa nữa", 1),
        &|| fs::remove_file(root.path().join("content/initiatives/bang.csv")).unwrap(),
    ];
    for (number, step) in steps.iter().enumerate() {
        step();
        let clean = tempdir().unwrap();
        copy(&root.path().join("content"), &clean.path().join("content"));
        let first = Input {
            kept: None,
            root: clean.path().to_owned(),
            output: clean.path().join("output"),
            ..input.clone()
        };
        let (mine, first) = (
            pipeline::build(&input).unwrap(),
            pipeline::build(&first).unwrap(),
        );
        let problems = |built: &Built| format!("{:?}", built.problems);
        assert_eq!(problems(&mine), problems(&first), "step {number}");
        assert!(mine.summary.is_some(), "step {number}: {:?}", mine.problems);
        // The drawing is in no text; a row is left out from the sixth step on.
        let count = mine.problems.len();
        assert_eq!(count == 1, number < 5, "step {number}: {:?}", mine.problems);
        let outputs = [root.path(), clean.path()].map(|root| bytes(&root.join("output")));
        assert!(
            outputs[0] == outputs[1],
            "step {number} gives another output"
        );
    }
}

#[test]
fn only_files_that_differ_are_written() {
    let root = tempdir().unwrap();
    site(root.path());
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/a\ninitiatives: {detail_pages: all}\n",
    );
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = tree(&output);
    let path = "content/initiatives/a/i0.md";
    let text = fs::read_to_string(root.path().join(path)).unwrap();
    put(root.path(), path, text.replace("**đậm**", "**rất đậm**"));
    build(root.path(), &[]);
    let after = tree(&output);
    let ours = |path: &&String| !path.starts_with(".tiendo/");
    let written: Vec<&String> = after
        .keys()
        .filter(ours)
        .filter(|path| before.get(*path) != after.get(*path))
        .collect();
    assert_eq!(written.len(), 1, "{written:?}");
    assert!(written[0].ends_with("/sk0.html"), "{written:?}");
    // Without a change nothing at all is written, not even what the program keeps for itself.
    let before = tree(&output);
    build(root.path(), &[]);
    assert!(tree(&output) == before);
}

#[test]
fn one_row_of_many_makes_few_files_anew() {
    let root = tempdir().unwrap();
    site(root.path());
    table(root.path(), 12_000);
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = tree(&output);
    let own = root.path().join(".tiendo/publish/output/own");
    let own_before = tree(&own);
    let first = bytes(&output);
    let path = root.path().join("content/initiatives/bang.csv");
    // One of the newest: the oldest are in the dictionary of all blocks.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("Dòng số 6999;", "Dòng mới 6999;")).unwrap();
    build(root.path(), &[]);
    let clean = tempdir().unwrap();
    copy(&root.path().join("content"), &clean.path().join("content"));
    build(clean.path(), &[]);
    let after = bytes(&output);
    assert!(after == bytes(&clean.path().join("output")));
    let after = tree(&output);
    let written: Vec<&String> = after
        .keys()
        .filter(|path| before.get(*path) != after.get(*path))
        .collect();
    let below = |folder: &str| {
        written
            .iter()
            .filter(|path| path.starts_with(folder))
            .count()
    };
    assert_eq!(below("tim-kiem/d/"), 1, "{written:?}");
    let own_after = tree(&own);
    let terms: Vec<&String> = own_after
        .keys()
        .filter(|path| path.starts_with("search/"))
        .collect();
    let new = terms
        .iter()
        .filter(|path| own_before.get(**path) != own_after.get(**path));
    assert_eq!((terms.len(), new.count()), (2, 1), "{terms:?}");
    assert!((1..8).contains(&below("tim-kiem/t/")), "{written:?}");
    assert!(written.len() < 25, "{written:?}");
    build(root.path(), &["--verify"]);
    // Terms that were damaged without a trace are made again.
    for name in terms {
        let file = own.join(name);
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        let mut spoilt = fs::read(&file).unwrap();
        let middle = spoilt.len() / 2;
        spoilt[middle] ^= 1;
        fs::write(&file, spoilt).unwrap();
        let file = fs::File::options().write(true).open(&file).unwrap();
        file.set_modified(time).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("Dòng mới 6999;", "Dòng số 6999;")).unwrap();
    build(root.path(), &[]);
    assert!(bytes(&output) == first);
}

#[test]
fn a_remembered_record_tells_its_faults_where_they_stand() {
    let root = tempdir().unwrap();
    site(root.path());
    build(root.path(), &[]);
    put(
        root.path(),
        "content/units.yaml",
        UNITS.lines().take(2).collect::<Vec<_>>().join("\n"),
    );
    let reported = |args: &[&str]| {
        let done = tiendo(
            root.path(),
            &[&["build", "--format", "json", "--quiet"], args].concat(),
        );
        String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap()
    };
    let first = reported(&[]);
    assert!(first.contains("content/initiatives/b/i1.md"), "{first}");
    assert_eq!(
        first,
        reported(&["--no-cache"]),
        "what was remembered is reported as what is read"
    );
}
