//! No printed share of a target contradicts the count beside it: sites whose units are just below,
//! just above, hardly on the way to, and at nothing of their target are built, and every text that
//! a reader, a feed reader or a program gets is searched.

use std::path::Path;

use crate::common::{build, bytes, put, tiendo};

const TARGET: i64 = 40_000;

/// Two units in two clusters, each with `count` of 40,000 in a phase that is over and in one that
/// is under way.
fn site(root: &Path, language: &str, count: i64) {
    put(
        root,
        "content/site.yaml",
        format!("title: Thử\nlanguage: {language}\nbase_url: https://example.org/\n"),
    );
    put(
        root,
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n\
         - {id: g1, title: Kỳ một, start: 2024-01-01, end: 2024-06-30}\n\
         - {id: g2, title: Kỳ hai, start: 2024-07-01, end: 2024-12-31}\n",
    );
    let mut units = "- {id: tinh, title: Tỉnh, kind: province}\n".to_owned();
    let mut reports = String::new();
    for (unit, cluster) in [("a", "c1"), ("b", "c2")] {
        units.push_str(&format!(
            "- {{id: {cluster}, title: Cụm {cluster}, kind: cluster, parent: tinh}}\n\
             - {{id: {unit}, title: Đơn vị {unit}, kind: upper, parent: {cluster}, \
             members: 10000000, targets: {{g1: {TARGET}, g2: {TARGET}}}}}\n"
        ));
        for (day, times) in [("2024-06-30", 1), ("2024-10-15", 2)] {
            let total = times * count;
            reports.push_str(&format!(
                "- {{as_of: {day}, unit: {unit}, submitted: {total}, valid: {total}}}\n"
            ));
        }
    }
    put(root, "content/units.yaml", units);
    put(root, "content/reports/r.yaml", reports);
    let figures: Vec<String> = [
        "percent",
        "valid-percent",
        "surplus",
        "required-pace",
        "per-100-members",
    ]
    .iter()
    .flat_map(|metric| {
        ["g1", "g2"].map(|phase| {
            format!("{{{{ figure metric=\"{metric}\" phase=\"{phase}\" unit=\"a\" }}}}")
        })
    })
    .collect();
    let charts = ["phases", "clusters"].map(|id| format!("{{{{ chart id=\"{id}\" }}}}\n\n"));
    put(
        root,
        "content/news/tin.md",
        format!(
            "---\ntitle: Tin\ndate: 2024-10-16\n---\n{}.\n\n{}",
            figures.join("; "),
            charts.concat()
        ),
    );
}

/// What is published as text, with its address; style sheets and scripts speak of other per cents.
fn texts(root: &Path) -> Vec<(String, String)> {
    bytes(&root.join("public"))
        .into_iter()
        .filter(|(path, _)| {
            ["html", "xml", "json", "csv", "svg", "txt", "jsonl"]
                .iter()
                .any(|ending| path.ends_with(&format!(".{ending}")))
        })
        .map(|(path, bytes)| (path, unstyled(&String::from_utf8_lossy(&bytes))))
        .collect()
}

/// A text without style attributes and style elements.
fn unstyled(text: &str) -> String {
    let mut out = text.replace("&nbsp;", "\u{a0}").replace("&#160;", "\u{a0}");
    for (open, close) in [
        ("style=\"", "\""),
        ("<style", "</style>"),
        ("width=\"", "\""),
    ] {
        while let Some(start) = out.find(open) {
            let inner = start + open.len();
            let end = out[inner..].find(close).unwrap_or(out.len() - inner);
            out.replace_range(start..inner + end, "");
        }
    }
    out
}

/// Every place where a number is alone before `unit`, with the word before it.
fn bare<'t>(text: &'t str, number: &str, unit: &str) -> Vec<&'t str> {
    let wanted = format!("{number}{unit}");
    text.match_indices(&wanted)
        .filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '#'))
        })
        .map(|(at, _)| {
            let before = text[..at].trim_end_matches(['\u{a0}', ' ']);
            let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |n| {
                n + before[n..].chars().next().map_or(1, char::len_utf8)
            });
            &before[start..]
        })
        .collect()
}

fn check(language: &str, count: i64) {
    let root = tempfile::tempdir().unwrap();
    site(root.path(), language, count);
    build(root.path(), &[]);
    let vi = language == "vi";
    let word = |vi_word, en_word| if vi { vi_word } else { en_word };
    let per_day = word("\u{a0}lượt mỗi ngày", "\u{a0}a day");
    let (mut hundreds, mut nothings) = (0, 0);
    let diff = tiendo(
        root.path(),
        &["diff", "2024-06-30", "2024-10-15", "--lang", language],
    );
    let diff = ("diff".to_owned(), String::from_utf8(diff.stdout).unwrap());
    for (path, text) in texts(root.path()).into_iter().chain([diff]) {
        let hedge = if count < TARGET {
            word("gần", "almost")
        } else {
            word("hơn", "over")
        };
        for before in bare(&text, "100", "%") {
            hundreds += 1;
            assert_eq!(before, hedge, "{count}: 100% in {path}");
        }
        for before in bare(&text, "0", "%") {
            nothings += 1;
            assert_eq!(count, 0, "0% in {path} after {before:?}");
        }
        assert!(
            bare(&text, "0", per_day).is_empty() && !text.contains(">0</data>") || count == 0,
            "{count}: a pace or rate of 0 in {path}"
        );
        for value in [
            "\"100\"",
            "\"100.0\"",
            "\"percent\": 100,",
            "\"valid_percent\": 100,",
        ] {
            assert!(
                !text.contains(&format!("value={value}")),
                "{count}: {value} in {path}"
            );
            assert!(
                !value.contains("percent") || !text.contains(value),
                "{count}: {value} in {path}"
            );
        }
        if count < TARGET {
            for reached in ["vượt ", "Vượt chỉ tiêu", "Above target", "above it"] {
                assert!(!text.contains(reached), "{count}: {reached} in {path}");
            }
        } else {
            for missing in ["Còn thiếu", "Missing", "Chưa đạt", "Below target"] {
                assert!(!text.contains(missing), "{count}: {missing} in {path}");
            }
        }
        let least = word("0,1%", "0.1%");
        for before in bare(&text, least, "") {
            let reported = matches!(count, 10 | 40_001) && before == word("dưới", "under");
            assert!(reported, "{count}: {before} {least} in {path}");
        }
    }
    assert_eq!(
        hundreds > 0,
        (count - TARGET).abs() == 1,
        "{count}: {hundreds} times 100%"
    );
    assert_eq!(nothings > 0, count == 0, "{count}: {nothings} times 0%");
}

#[test]
fn one_below_the_target_is_nowhere_all_of_it() {
    ["vi", "en"]
        .iter()
        .for_each(|language| check(language, 39_999));
}

#[test]
fn one_above_the_target_is_everywhere_above_it() {
    ["vi", "en"]
        .iter()
        .for_each(|language| check(language, 40_001));
}

#[test]
fn a_little_is_nowhere_nothing() {
    ["vi", "en"].iter().for_each(|language| check(language, 10));
}

#[test]
fn nothing_is_nothing() {
    ["vi", "en"].iter().for_each(|language| check(language, 0));
}
