//! How much of a sum is known is said wherever the sum is: tiles, charts, cards, texts, data.

use std::fs;

use crate::common::{put, tiendo};

const PROGRAMME: &str = "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: Đợt một, start: 2024-01-01, end: 2024-06-30, target: 100}\n";
const UNITS: &str = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: t}\n- {id: b, title: B, kind: upper, parent: t}\n- {id: c, title: C, kind: upper, parent: t}\n";
const NEWS: &str = "---\ntitle: Tin\ndate: 2024-05-01\n---\nĐến nay có {{ figure metric=\"submitted\" phase=\"g1\" }}, tức {{ figure metric=\"percent\" phase=\"g1\" }}; cộng dồn {{ figure metric=\"cumulative\" }}; riêng A {{ figure metric=\"submitted\" phase=\"g1\" unit=\"a\" }}.\n";

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
    let partial = "- {as_of: 2024-05-31, unit: a, submitted: 20}\n- {as_of: 2024-05-31, unit: b, submitted: 30}\n";
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
            "- {{id: {id}, title: Đơn vị {id}, kind: {kind}, parent: {above}, targets: {{g1: {target}}}}}\n"
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
    let reports = "- {as_of: 2024-05-31, unit: a1, submitted: 90}\n- {as_of: 2024-05-31, unit: b, submitted: 20}\n";
    put(root.path(), "content/reports/p.yaml", reports);
    crate::common::build(root.path(), &[]);
    let drawn = root.path().join("output/du-lieu/bieu-do/ranking-g1.svg");
    let drawn = fs::read_to_string(drawn).unwrap();
    assert!(drawn.contains("90 / 200 · 1/2 đơn vị<"), "{drawn}");
    assert!(drawn.contains("20 / 200<"), "all of B is known: {drawn}");
}

#[test]
fn a_whole_sum_needs_no_such_words() {
    let all = "- {as_of: 2024-05-31, unit: a, submitted: 20}\n- {as_of: 2024-05-31, unit: b, submitted: 30}\n- {as_of: 2024-05-31, unit: c, submitted: 1}\n";
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
