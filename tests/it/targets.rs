//! Targets that were changed: the value of the day counts, and both are published.

use std::fs;
use tiendo::base::Lang;

use crate::common::{build, put};
use crate::verdicts::{phase, with};
use tiendo::progress::SetBy;

const PROGRAMME: &str = "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nphases:\n  - id: \
 g1\n    title: Đợt một\n    start: 2024-01-01\n    end: 2024-06-30\n    targets:\n      - {value: \
 200}\n      - {value: 100, since: 2024-05-01, source: Quyết định 45}\n      - {value: 60, unit: \
 a, since: 2024-01-01, source: Kế hoạch 1}\n      - {value: 30, unit: a, since: \
 2024-04-01}\n      - {value: 30, unit: a, since: 2024-04-15}\n      - {value: 20, unit: a, since: \
 2024-06-15}\n";
const REPORTS: &str = "- {as_of: 2024-03-31, unit: a, submitted: 45}\n- {as_of: 2024-03-31, unit: \
 b, submitted: 45}\n";

/// Whether the table of what was changed on a page has these two values.
fn changed(page: &str, was: &str, now: &str) -> bool {
    let table = page.split("id=\"sua\"").nth(1).unwrap_or_default();
    let table = table.split("</table>").next().unwrap_or_default();
    table.contains(&format!(">{was}</td>")) && table.contains(&format!("<strong>{now}</strong>"))
}

fn files() -> [(&'static str, &'static str); 2] {
    [
        ("content/programmes/p.yaml", PROGRAMME),
        ("content/reports/r.yaml", REPORTS),
    ]
}

#[test]
fn the_target_of_the_day_counts() {
    // 90 of 200 is 45 %, of 100 it is 90 %; 45 of 60 is 75 %, of 30 it is 150 %.
    for (on, whole, a) in [
        ("31/03/2024", (Some(200), "45%"), (Some(60), "75%")),
        ("30/04/2024", (Some(200), "45%"), (Some(30), "150%")),
        ("01/05/2024", (Some(100), "90%"), (Some(30), "150%")),
        ("30/06/2024", (Some(100), "90%"), (Some(20), "225%")),
    ] {
        with(&files(), on, |figures| {
            let share = |p: &tiendo::progress::PhaseProgress<'_>| p.percent.unwrap().text(Lang::Vi);
            let of_all = &figures.phases[0];
            assert_eq!((of_all.target, share(of_all).as_str()), whole, "{on}");
            let of_a = phase(figures, 1, 0);
            assert_eq!((of_a.target, share(of_a).as_str()), a, "{on}");
            if on == "31/03/2024" {
                assert_eq!(of_a.set_by, SetBy::Written("Kế hoạch 1"));
            }
        });
    }
    // Before it was set, no one knows the target.
    let late = PROGRAMME.replace("{value: 200}", "{value: 200, since: 2024-02-01}");
    let files = [("content/programmes/p.yaml", late.as_str())];
    with(&files, "31/01/2024", |figures| {
        assert_eq!(figures.phases[0].target, None)
    });
    with(&files, "01/02/2024", |figures| {
        assert_eq!(figures.phases[0].target, Some(200))
    });
}

#[test]
fn both_values_are_published() {
    let root = tempfile::tempdir().unwrap();
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
     t}\n- {id: b, title: B, kind: upper, parent: t}\n";
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(root.path(), "content/units.yaml", units);
    for (path, text) in files() {
        put(root.path(), path, text);
    }
    let read = |path: &str| fs::read_to_string(root.path().join("output").join(path)).unwrap();
    build(root.path(), &["--as-of", "2024-05-31"]);
    let data = read("du-lieu/dieu-chinh-chi-tieu.csv");
    let rows: Vec<&str> = data.lines().skip(1).map(str::trim_end).collect();
    assert_eq!(
        rows,
        [
            "p,g1,,2024-05-01,200,100,Quyết định 45",
            "p,g1,a,2024-04-01,60,30,"
        ],
        "what comes after the day of the figures is not published, what stayed the same is not a \
         change"
    );
    let phase = read("tien-do/g1/index.html");
    assert!(
        changed(&phase, "200", "100") && changed(&phase, "60", "30"),
        "{phase}"
    );
    assert!(phase.contains("Quyết định 45") && phase.contains("chỉ tiêu, đợt một"));
    let (a, b) = (read("don-vi/a/index.html"), read("don-vi/b/index.html"));
    assert!(changed(&a, "60", "30") && !changed(&a, "200", "100"), "{a}");
    assert!(!b.contains("id=\"sua\""), "{b}");
    assert!(changed(&read("don-vi/t/index.html"), "200", "100"));
    // Nothing was changed by then.
    build(root.path(), &["--as-of", "2024-03-31"]);
    assert!(
        !root
            .path()
            .join("output/du-lieu/dieu-chinh-chi-tieu.csv")
            .exists()
    );
    assert!(!read("tien-do/g1/index.html").contains("id=\"sua\""));
}

/// A typed target is held against the one of the day that its sentence names.
#[test]
fn typed_numbers_are_held_against_the_target_of_their_day() {
    let root = tempfile::tempdir().unwrap();
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: Huyện A, kind: upper, \
     parent: t}\n- {id: b, title: Huyện B, kind: upper, parent: t}\n";
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(root.path(), "content/units.yaml", units);
    for (path, text) in files() {
        put(root.path(), path, text);
    }
    // The first of each pair is right. 90 lượt were reported on 31/03.
    let sentences = [
        (true, "Đến 31/03/2024, đợt một đạt 45% chỉ tiêu."),
        (false, "Đến 31/03/2024, đợt một đạt 60% chỉ tiêu."),
        (
            true,
            "Ngày 15/04/2024, chỉ tiêu đợt một là 200 lượt sáng kiến.",
        ),
        (
            false,
            "Ngày 15/04/2024, chỉ tiêu đợt một là 100 lượt sáng kiến.",
        ),
        (
            true,
            "Từ 01/05/2024, chỉ tiêu đợt một là 100 lượt sáng kiến, đạt 90% chỉ tiêu.",
        ),
        (
            false,
            "Từ 02/05/2024, chỉ tiêu đợt một là 200 lượt sáng kiến.",
        ),
        (
            true,
            "Từ 01/05/2024, chỉ tiêu đợt một giảm từ 200 lượt sáng kiến xuống 100 lượt sáng kiến.",
        ),
        (true, "Chỉ tiêu đợt một là 200 lượt sáng kiến."),
        (
            true,
            "Ngày 01/03/2024, chỉ tiêu của Huyện A là 60 lượt sáng kiến.",
        ),
        (
            false,
            "Ngày 01/05/2024, chỉ tiêu của Huyện A là 60 lượt sáng kiến.",
        ),
    ];
    let text: String = sentences
        .iter()
        .map(|(_, text)| format!("{text}\n\n"))
        .collect();
    let news = format!("---\ntitle: Tin\ndate: 2024-05-31\n---\n{text}");
    put(root.path(), "content/news/n.md", news);
    let args = [
        "check",
        "--as-of",
        "2024-05-31",
        "--format",
        "json",
        "--quiet",
    ];
    let output = crate::common::tiendo(root.path(), &args);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let reported: Vec<u64> = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|reported| reported["code"] == "figure-contradicts")
        .filter_map(|reported| reported["line"].as_u64())
        .collect();
    // The text begins on line 5, and each sentence takes two lines.
    let wrong: Vec<u64> = (0..)
        .zip(sentences)
        .filter(|(_, (right, _))| !right)
        .map(|(number, _)| 5 + 2 * number)
        .collect();
    assert_eq!(reported, wrong, "{lines}");
}
