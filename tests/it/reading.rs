//! What readers find of their unit: units beside each other, a page without figures, the home page,
//! the list of initiatives.

use std::fs;
use std::path::Path;

use crate::common::{build, copy, put, real};

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("output").join(path)).unwrap()
}

/// The text of a page without its markup.
fn words(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    let text = text.replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gallery(name: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gallery")
        .join(name);
    copy(&from.join("content"), &root.path().join("content"));
    build(root.path(), &[]);
    root
}

/// Six units in two clusters in a phase under way; one of them never reported.
fn six() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let mut units = "- {id: t, title: Tỉnh, kind: province}\n- {id: c, title: Khối C, kind: \
                     cluster, parent: t}\n- {id: d, title: Khối D, kind: cluster, parent: t, \
                     note: Khối mới.}\n"
        .to_owned();
    let mut reports = String::new();
    for (number, count) in [50, 120, 10, 90, 100].into_iter().enumerate() {
        let parent = if number % 2 == 0 { "c" } else { "d" };
        units.push_str(&format!(
            "- {{id: u{number}, title: Đơn vị {number}, kind: upper, parent: {parent}, targets: \
             {{g: 100}}}}\n"
        ));
        reports.push_str(&format!(
            "- {{as_of: 2024-05-31, unit: u{number}, submitted: {count}}}\n"
        ));
    }
    units.push_str("- {id: im, title: Im lặng, kind: upper, parent: c, targets: {g: 40}}\n");
    let programme = "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nphases:\n  - {id: g, \
                     title: Đợt một, start: 2024-01-01, end: 2024-06-30}\ngroups:\n  - {id: k, \
                     title: Kỹ thuật}\n  - {id: l, title: Quản lý}\n";
    let initiatives = "- {title: Một, unit: u0, date: 2024-02-01, group: k}\n- {title: Hai, unit: \
                       u1, date: 2024-02-02, group: l}\n";
    let site = "title: Thử\norganisation: {name: Liên đoàn, phone: 0123 456 789}\n";
    put(root.path(), "content/site.yaml", site);
    put(root.path(), "content/programmes/p.yaml", programme);
    put(root.path(), "content/units.yaml", units);
    put(root.path(), "content/initiatives/i.yaml", initiatives);
    put(root.path(), "content/reports/r.yaml", reports);
    build(root.path(), &["--as-of", "2024-05-31"]);
    root
}

#[test]
fn two_units_are_compared_where_they_have_figures() {
    let root = six();
    let offers = |path: &str| read(root.path(), path).contains("so-sanh/");
    assert!(offers("don-vi/index.html") && offers("don-vi/u1/index.html"));
    assert!(!offers("don-vi/im/index.html"), "it never reported");
    // One that reported has none to be put beside.
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2024-05-31, unit: u1, submitted: 120}\n",
    );
    fs::remove_file(root.path().join("content/initiatives/i.yaml")).unwrap();
    build(
        root.path(),
        &["--as-of", "2024-05-31", "--allow-shrink", "--allow-jump"],
    );
    for path in ["don-vi/index.html", "don-vi/u1/index.html"] {
        assert!(!offers(path), "{path}");
    }
    assert!(!root.path().join("output/so-sanh").exists());
}

#[test]
fn units_are_compared_by_cluster_with_sums() {
    let root = six();
    let html = read(root.path(), "don-vi/index.html");
    let page = words(&html);
    for row in [
        "Đơn vị 1 120% Vượt chỉ tiêu 1 100 120 120 31/05/2024",
        "Đơn vị 2 10% Chậm tiến độ 5 100 10 10 31/05/2024",
        "Im lặng – Chưa báo cáo – 40 – – –",
        "Khối D: Khối mới.",
    ] {
        assert!(page.contains(row), "{row}: {page}");
    }
    let sum = html.split("class=\"sum\"").nth(1).unwrap();
    let sum = words(sum.split("</tr>").next().unwrap());
    assert!(sum.contains("Khối C") && sum.contains("160"), "{sum}");
    // Of how many units the sum is.
    assert!(sum.contains("3 trong 4 đơn vị"), "{sum}");
    // By what a script narrows.
    assert!(html.contains("data-state=\"behind\""), "{html}");
    assert!(html.contains("<option value=\"unreported\">"), "{html}");
    assert_eq!(
        html.matches("<tbody>").count(),
        2,
        "a body for each cluster"
    );
}

#[test]
fn trends_of_one_table_have_one_scale() {
    let root = gallery("many");
    let html = read(root.path(), "don-vi/index.html");
    let lines = html.matches("class=\"chart-svg spark\"").count();
    assert!(lines > 200, "{lines} trends");
    // On a scale of its own every line would end at the upper edge, 3 px below the top.
    let high = html.matches("cy=\"3\"").count();
    assert!(high < lines / 4, "{high} of {lines} end at the top");
}

#[test]
fn a_unit_without_figures_says_why_and_what_there_is() {
    let root = real();
    build(root.path(), &[]);
    let html = read(root.path(), "don-vi/ldld-thanh-pho-sam-son/index.html");
    let page = words(&html);
    for part in [
        "Đơn vị này chưa có số liệu riêng vì đến nay mới có số liệu chung được công bố",
        "toàn tỉnh có 600.175 lượt sáng kiến nộp",
        "Hỏi thêm về số liệu Liên đoàn Lao động tỉnh Thanh Hóa Điện thoại: 02373.852.369",
        "Hoằng Hóa",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let neighbour = "href=\"../../don-vi/ldld-huyen-hoang-hoa/\"";
    assert!(html.contains(neighbour), "{html}");
    let root = six();
    let page = words(&read(root.path(), "don-vi/im/index.html"));
    // It has a target, which is a figure.
    assert!(page.contains("Chỉ tiêu 40"), "{page}");
    assert!(!page.contains("Hỏi thêm về số liệu"), "{page}");
}

#[test]
fn home_shows_the_best_the_last_and_the_silent() {
    let root = six();
    let html = read(root.path(), "index.html");
    let part = html.split("id=\"don-vi\"").nth(1).unwrap();
    let part = words(part.split("</section>").next().unwrap());
    let best = part.find("Dẫn đầu Đơn vị 1").unwrap();
    let behind = part.find("Chưa báo cáo (1) Im lặng").unwrap();
    assert!(best < behind, "{part}");
    assert!(part.contains("Chọn đơn vị của bạn"), "{part}");
    assert!(
        html.contains("href=\"./tim-kiem/?nhom=k\""),
        "groups lead on"
    );
    // Five are ranked, and all of them are among the best five.
    assert!(!part.contains("Còn xa chỉ tiêu nhất"), "{part}");
    let root = gallery("ordinary");
    let html = read(root.path(), "index.html");
    let part = html.split("id=\"don-vi\"").nth(1).unwrap();
    let part = part.split("</section>").next().unwrap();
    assert!(part.contains("figure class=\"chart\" id=\"map"), "the map");
    let part = words(part);
    assert!(
        part.contains("Còn xa chỉ tiêu nhất Liên đoàn Lao động huyện Cầu Treo"),
        "{part}"
    );
}

#[test]
fn a_list_of_one_status_says_it_once() {
    let root = six();
    let html = read(root.path(), "sang-kien/index.html");
    assert_eq!(html.matches("Đã nộp").count(), 1, "{html}");
    assert!(html.contains("name=\"loai\" value=\"sang-kien\""), "{html}");
    assert!(html.contains("tim-kiem/?nhom=k\""), "{html}");
}

/// The JSON-LD of a page, one value for each script.
fn json_ld(html: &str) -> Vec<serde_json::Value> {
    let scripts = html.split("<script type=\"application/ld+json\">").skip(1);
    let read = |script: &str| serde_json::from_str(script.split("</script>").next().unwrap());
    scripts.map(|script| read(script).unwrap()).collect()
}

#[test]
fn search_engines_find_a_phase_as_a_whole_dataset_and_the_way_to_it() {
    let root = real();
    build(root.path(), &[]);
    let phase = json_ld(&read(root.path(), "tien-do/giai-doan-1/index.html"));
    let dataset = &phase[0];
    assert_eq!(dataset["@type"], "Dataset");
    assert!(dataset["description"].as_str().unwrap().chars().count() >= 50);
    assert_eq!(dataset["temporalCoverage"], "2021-09-01/2022-05-31");
    assert_eq!(dataset["spatialCoverage"]["name"], "tỉnh Thanh Hóa");
    let file = dataset["distribution"][0]["contentUrl"].as_str().unwrap();
    assert!(
        file.starts_with("https://") && file.contains("du-lieu/giai-doan."),
        "{file}"
    );
    let crumbs = &phase[1];
    assert_eq!(crumbs["@type"], "BreadcrumbList");
    let steps = crumbs["itemListElement"].as_array().unwrap();
    assert_eq!(steps.len(), 3, "{crumbs}");
    assert!(
        steps[2]["item"]
            .as_str()
            .unwrap()
            .ends_with("/tien-do/giai-doan-1/")
    );
    let home = &json_ld(&read(root.path(), "en/index.html"))[0];
    assert!(home["url"].as_str().unwrap().ends_with("/en/"), "{home}");
    let article = &json_ld(&read(
        root.path(),
        "tin-tuc/vi-sao-co-hai-con-so/index.html",
    ))[0];
    assert!(article["dateModified"].is_string() && article["image"]["url"].is_string());
}

#[test]
fn an_embedded_chart_leads_to_its_page_and_not_to_itself() {
    let root = gallery("ordinary");
    let folder = root.path().join("output/bieu-do");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.contains('.') {
            continue;
        }
        let html = read(root.path(), &format!("bieu-do/{name}/index.html"));
        assert!(html.contains("Xem bản đầy đủ tại"), "{name}");
        assert!(
            !html.contains(&format!("href=\"../../bieu-do/{name}/\"")),
            "{name}"
        );
        // It leads to the chart itself, wherever that is: charts of units are on their pages.
        let link = html.split("class=\"chart-home\"").nth(1).unwrap();
        let link = link.split("href=\"../../").nth(1).unwrap();
        let (place, anchor) = link.split('"').next().unwrap().split_once('#').unwrap();
        assert_eq!(anchor, name);
        let there = read(root.path(), &format!("{place}index.html"));
        assert!(there.contains(&format!("id=\"{name}\"")), "{place}#{name}");
        seen += 1;
    }
    assert!(seen > 3, "{seen} charts");
}

#[test]
fn the_cumulative_chart_reads_its_values_out() {
    let root = real();
    build(root.path(), &[]);
    let html = read(root.path(), "index.html");
    let read_out = "Có 2 kỳ báo cáo. 31/05/2022: 170.324; 01/09/2023: 600.175.";
    let descriptions = html.split("<desc").skip(1);
    let heard = |desc: &str| desc.split("</desc>").next().unwrap().contains(read_out);
    assert!(descriptions.into_iter().any(heard), "{html}");
}

/// Two reports of one unit, the first of which was published again, a target that was changed, and
/// seven initiatives of one day; an eighth is dated later than the site.
fn changing() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let programme = "id: p\ntitle: Phong trào\ncounted_from: 2024-01-01\nphases:\n  - {id: g, \
                     title: Đợt một, start: 2024-01-01, end: 2024-06-30, targets: [{value: 100}, \
                     {value: 150, since: 2024-05-02, source: Công văn 9}]}\n";
    let reports = "- {as_of: 2024-03-31, unit: t, submitted: 40, source: Báo cáo <quý> 1}\n\
                   - {as_of: 2024-03-31, unit: t, published: 2024-04-20, submitted: 45}\n\
                   - {as_of: 2024-05-31, unit: t, submitted: 1234, valid: 90}\n";
    let mut initiatives = "- {title: Sau này, unit: t, date: 2024-12-01}\n".to_owned();
    for number in 1..=7 {
        initiatives.push_str(&format!(
            "- {{title: Sáng kiến {number}, unit: t, date: 2024-02-03}}\n"
        ));
    }
    let site = "title: Thử\nbase_url: https://example.org/\nlanguages: [en]\n";
    put(root.path(), "content/site.yaml", site);
    put(root.path(), "content/site.en.yaml", "title: Try\n");
    let units = "- {id: t, title: Tỉnh, kind: province}\n";
    put(root.path(), "content/units.yaml", units);
    put(root.path(), "content/programmes/p.yaml", programme);
    put(root.path(), "content/reports/r.yaml", reports);
    put(root.path(), "content/initiatives/i.yaml", initiatives);
    build(root.path(), &["--as-of", "2024-05-31"]);
    root
}

#[test]
fn what_is_new_is_said_by_day() {
    let root = changing();
    let html = read(root.path(), "co-gi-moi/index.html");
    let days: Vec<&str> = html
        .split("<h2 id=\"ngay-")
        .skip(1)
        .map(|part| &part[..10])
        .collect();
    let expected = [
        "2024-05-31",
        "2024-05-02",
        "2024-04-20",
        "2024-03-31",
        "2024-02-03",
    ];
    assert_eq!(days, expected);
    let page = words(&html);
    for part in [
        "Tỉnh 1.234 lượt sáng kiến nộp, 90 sáng kiến hợp lệ",
        "chỉ tiêu, đợt một 100 150 Công văn 9",
        "Tỉnh 31/03/2024 lượt sáng kiến nộp 40 45",
        // Nobody quotes the old figure.
        "40 lượt sáng kiến nộp (sau đó sửa thành 45) Báo cáo &lt;quý&gt; 1",
        "Sáng kiến mới nộp (7 sáng kiến)",
        "Sáng kiến 5 Tất cả sáng kiến",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Sau này"), "{page}");
    assert!(read(root.path(), "index.html").contains("href=\"./co-gi-moi/\""));
    let english = words(&read(root.path(), "en/whats-new/index.html"));
    assert!(english.contains("1,234"), "{english}");
}

#[test]
fn what_is_new_has_a_feed_that_leads_to_its_place() {
    let root = changing();
    let feed = read(root.path(), "co-gi-moi/feed.json");
    let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
    let items = feed["items"].as_array().unwrap();
    let titles: Vec<&str> = items.iter().map(|i| i["title"].as_str().unwrap()).collect();
    let titles: Vec<String> = titles.iter().map(|t| t.replace('\u{a0}', " ")).collect();
    let expected = [
        "Tỉnh: 1.234 lượt sáng kiến nộp, 90 sáng kiến hợp lệ, đến 31/05/2024",
        "1 chỉ tiêu được điều chỉnh từ 02/05/2024",
        "1 số liệu được sửa ngày 20/04/2024",
        "Tỉnh: 40 lượt sáng kiến nộp, đến 31/03/2024",
        "7 sáng kiến nộp ngày 03/02/2024",
    ];
    assert_eq!(titles, expected);
    let page = read(root.path(), "co-gi-moi/index.html");
    for item in items {
        let url = item["url"].as_str().unwrap();
        let anchor = url.strip_prefix("https://example.org/co-gi-moi/#").unwrap();
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{url}");
        let html = item["content_html"].as_str().unwrap();
        assert!(!html.contains("<quý>") && !html.contains("\"../"), "{html}");
    }
    let rss = read(root.path(), "co-gi-moi/feed.xml");
    assert_eq!(rss.matches("<item>").count(), 5);
    assert!(page.contains("href=\"../co-gi-moi/feed.xml\""), "{page}");
    assert!(read(root.path(), "en/co-gi-moi/feed.xml").contains("1,234"));
}

#[test]
fn two_units_are_put_side_by_side() {
    let root = six();
    let html = read(root.path(), "so-sanh/index.html");
    let data = html.split("id=\"so-lieu\">").nth(1).unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["parts"][0][0], "Đợt một");
    assert_eq!(data["parts"][0][1][0], "Tỷ lệ đạt");
    let unit = &data["units"]["u1"];
    assert_eq!(unit[0], "Đơn vị\u{a0}1");
    assert_eq!(unit[1], "don-vi/u1/");
    assert_eq!(unit[2][0][0], "120%");
    assert_eq!(data["units"]["im"][2][0][0], serde_json::Value::Null);
    assert!(html.contains("<optgroup label=\"Khối C\">"), "{html}");
    assert!(html.contains("<option value=\"im\">Im lặng"), "{html}");
    // From the table of all units and from the page of each.
    assert!(read(root.path(), "don-vi/index.html").contains("href=\"../so-sanh/\""));
    let unit = read(root.path(), "don-vi/u1/index.html");
    assert!(unit.contains("href=\"../../so-sanh/?a=u1\""), "{unit}");
    assert!(!read(root.path(), "don-vi/c/index.html").contains("so-sanh"));
    // A site with one unit has nothing to compare.
    let root = changing();
    assert!(!root.path().join("output/so-sanh").exists());
}

#[test]
fn a_long_table_of_units_is_folded_on_phones_alone() {
    let root = gallery("many");
    let html = read(root.path(), "don-vi/index.html");
    assert_eq!(
        html.matches("class=\"fold\"").count(),
        html.matches("class=\"sum\"").count()
    );
    assert!(html.matches("class=\"fold\"").count() > 5);
    assert!(
        html.matches("<tr data-state=").count() > 200,
        "every unit is in the page"
    );
    let html = read(six().path(), "don-vi/index.html");
    assert!(!html.contains("class=\"fold\""), "{html}");
}

#[test]
fn home_names_the_phases_around_today_alone() {
    let root = gallery("extreme");
    let html = read(root.path(), "index.html");
    let figures = html.split("class=\"figures").nth(1).unwrap();
    let figures = words(figures.split("</section>").next().unwrap());
    assert!(
        figures.contains("giai đoạn 12") && !figures.contains("giai đoạn 9"),
        "{figures}"
    );
    let cards = html.matches("href=\"./tien-do/m").count();
    assert!((4..10).contains(&cards), "{cards} links to phases");
    assert!(html.contains("href=\"./tien-do/m12/\"") && !html.contains("href=\"./tien-do/m2/\""));
    let few = read(gallery("ordinary").path(), "index.html");
    assert!(
        few.contains("href=\"./tien-do/p1/\""),
        "three phases are all there"
    );
}
