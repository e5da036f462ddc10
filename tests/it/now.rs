//! What readers see first: how it goes now, where a number comes from, and nothing that a newspaper
//! would print as an error.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::common::{build, put, real};

/// A page of the real site as it is now.
fn page(path: &str) -> String {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let site = SITE.get_or_init(|| {
        let root = real();
        build(root.path(), &[]);
        root
    });
    read(site.path(), path)
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("output").join(path)).unwrap()
}

/// The text of a page without its markup.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    text
}

#[test]
fn a_difference_of_two_reports_is_ours_and_names_both() {
    let phase = words(&page("tien-do/giai-doan-2/index.html"));
    let tile = "Trang này tính: 600.175 (Đài phát thanh và truyền hình của tỉnh, tháng 9/2023, \
                01/09/2023) − 170.324 (Cổng thông tin LĐLĐ tỉnh Thanh Hóa, tháng 6/2022, \
                31/05/2022)";
    assert!(phase.contains(tile), "{phase}");
    assert!(
        phase.contains("429.851 (trang này tính: 600.175 − 170.324, tính đến 01/09/2023)"),
        "{phase}"
    );
    let home = words(&page("index.html"));
    assert_eq!(
        home.matches("trang này tính: 600.175 − 170.324").count(),
        3,
        "the sentence, the tile and the card: {home}"
    );
    // The first phase is one report, and its source is who said it.
    let first = words(&page("tien-do/giai-doan-1/index.html"));
    assert!(!first.contains("rang này tính"), "{first}");
}

#[test]
fn a_published_figure_belongs_to_the_phase_that_it_names() {
    let second = words(&page("tien-do/giai-doan-2/index.html"));
    // The note of a report, which names 514,6%, stays with the report.
    for alien in ["351,4%", "170.263", "514,6% chỉ tiêu (nơi"] {
        assert!(!second.contains(alien), "{alien}");
    }
    let first = words(&page("tien-do/giai-doan-1/index.html"));
    assert!(first.contains("351,4% chỉ tiêu 40.000 (giai đoạn 1)"));
    assert!(!first.contains("170.263"));
    let programme = words(&page("chuong-trinh/1-trieu-sang-kien/index.html"));
    for known in [
        "170.263",
        "351,4% chỉ tiêu 40.000 (giai đoạn 1)",
        "514,6% chỉ tiêu (nơi công bố không nêu chỉ tiêu nào)",
    ] {
        assert!(programme.contains(known), "{known}");
    }
    assert!(programme.contains("lượt sáng kiến nộp, lũy kế"));
}

/// The widths of the bars in a page, in its order.
fn widths(html: &str) -> Vec<f64> {
    let bars = html.split("class=\"bar-actual\" width=\"").skip(1);
    let width = |bar: &str| bar.split('"').next().unwrap().parse().unwrap();
    bars.map(width).collect()
}

#[test]
fn bars_next_to_each_other_have_one_scale() {
    for path in [
        "index.html",
        "don-vi/ldld-tinh/index.html",
        "tien-do/index.html",
    ] {
        let bars = widths(&page(path));
        assert_eq!(bars.len(), 2, "{path}");
        // 425,8% and 716,4%.
        assert!(
            (bars[0] / bars[1] - 425.81 / 716.4).abs() < 0.01,
            "{path}: {bars:?}"
        );
    }
}

#[test]
fn the_first_sentence_is_about_now() {
    let home = page("index.html");
    let home = words(home.split("<main").nth(1).unwrap());
    let now =
        home.find("Tính đến 01/09/2023, giai đoạn 2 đã đạt 716,4% chỉ tiêu, với 429.851 lượt");
    let then = home.find("Giai đoạn 1 đạt 425,8% chỉ tiêu, với 170.324 lượt.");
    let all = home.find("Lũy kế từ 01/09/2021 đến 01/09/2023, toàn tỉnh có 600.175");
    assert!(now.is_some() && now < then && then < all, "{home}");
    let root = two_programmes();
    let home = words(&read(root.path(), "index.html"));
    let outlook = "Chậm tiến độ: cần 2,7 lượt mỗi ngày trong 30 ngày còn lại.";
    let sentence = format!(
        "Tính đến 31/05/2024, đợt một đã đạt 20% chỉ tiêu, với 20 lượt sáng kiến nộp. {outlook}"
    );
    assert!(home.contains(&sentence), "{home}");
    let phase = words(&read(root.path(), "tien-do/g1/index.html"));
    let of_phase = format!("đợt một đã có 20 lượt sáng kiến nộp. Đã đạt 20% chỉ tiêu. {outlook}");
    assert!(phase.contains(&of_phase), "{phase}");
    assert!(
        home.contains("Lũy kế từ 01/01/2024 đến 31/05/2024"),
        "{home}"
    );
    let unit = words(&read(root.path(), "don-vi/t/index.html"));
    let sentence = sentence.replace("đợt một", "đợt một, Phong trào");
    assert!(unit.contains(&sentence), "{unit}");
    assert!(
        unit.contains("đợt hai, Ý tưởng đã đạt 4% chỉ tiêu, với 4 lượt ý tưởng nộp"),
        "{unit}"
    );
}

/// The province reports in two programmes, and has initiatives of one.
fn two_programmes() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let phase = |id: &str, title: &str| {
        format!(
            "phases:\n  - {{id: {id}, title: {title}, start: 2024-01-01, end: 2024-06-30, target: \
             100}}\n"
        )
    };
    let first = format!(
        "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nrecords: examples\n{}",
        phase("g1", "Đợt một")
    );
    let second = format!(
        "id: q\ntitle: Ý tưởng\nunit_of_count: ý tưởng\ncounted_from: 2024-01-01\n{}groups:\n  - \
         {{id: k, title: Kỹ thuật}}\n  - {{id: l, title: Quản lý}}\n",
        phase("h1", "Đợt hai")
    );
    let units =
        "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: t}\n";
    let initiatives = "- {title: Một, unit: a, date: 2024-02-01, programme: q, group: k}\n- \
     {title: Hai, unit: a, date: 2024-02-02, programme: q, group: l, status: valid}\n- {title: Ba, \
     unit: a, date: 2024-02-03, programme: p}\n";
    let reports = "- {as_of: 2024-05-31, unit: t, submitted: 20, programme: p}\n- {as_of: \
     2024-05-31, unit: t, submitted: 4, programme: q}\n";
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(root.path(), "content/programmes/p.yaml", first);
    put(root.path(), "content/programmes/q.yaml", second);
    put(root.path(), "content/units.yaml", units);
    put(root.path(), "content/initiatives/i.yaml", initiatives);
    put(root.path(), "content/reports/r.yaml", reports);
    build(root.path(), &["--as-of", "2024-05-31"]);
    root
}

#[test]
fn with_two_programmes_each_number_says_whose_it_is() {
    let root = two_programmes();
    let unit = words(&read(root.path(), "don-vi/t/index.html"));
    for named in [
        "lượt sáng kiến nộp, Phong trào20",
        "lượt ý tưởng nộp, Ý tưởng4",
        "Theo nhóm, Ý tưởngKỹ thuật1Quản lý1",
        "Theo trạng thái, Ý tưởngĐã nộp1Hợp lệ1",
        "lượt sáng kiến nộp, lũy kế, Phong trào",
        "lượt ý tưởng nộp, lũy kế, Ý tưởng",
    ] {
        let lines: String = unit.lines().map(str::trim).collect();
        assert!(lines.contains(named), "{named}: {lines}");
    }
    let home = read(root.path(), "don-vi/index.html");
    assert!(!home.contains("Phong trào)"), "A has no figure of its own");
}

#[test]
fn words_that_age_are_dated() {
    let home = words(&page("index.html"));
    assert!(
        home.contains("Đang thực hiện (tại ngày 01/09/2023)"),
        "{home}"
    );
    assert!(
        home.contains("Đã kết thúc (số liệu đến 31/05/2022)"),
        "{home}"
    );
    assert!(
        !home.contains("Hôm nay"),
        "no one counts the visits of today"
    );
    assert!(home.contains("2.310.907"), "{home}");
}

#[test]
fn a_list_of_examples_differs_from_no_report() {
    let root = two_programmes();
    let data = words(&read(root.path(), "du-lieu/index.html"));
    // Two ideas of four are listed, where the list should be whole; of the other programme there
    // are examples.
    assert!(
        data.contains("báo cáo 4 lượt ý tưởng nộp, danh sách trên cổng này có 2."),
        "{data}"
    );
    assert!(!data.contains("báo cáo 20"), "{data}");
    let real = words(&page("du-lieu/index.html"));
    assert!(!real.contains("báo cáo 600.175"), "{real}");
}
