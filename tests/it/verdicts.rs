//! Figures at the edges: where a count comes from in each phase, what is blank and why, verdicts,
//! and what no one must see yet.
#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::fs;
use std::path::Path;

use tiendo::base::{Date, Interner, Lang, date};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Portal};
use tiendo::progress::{self, Blank, Origin, PhaseProgress, ProgrammeProgress, Status};

use crate::common::{bytes, put, tiendo};

const PROGRAMME: &str = "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: \
 Giai đoạn 1, start: 2024-01-01, end: 2024-06-30, target: 100}\n  - {id: g2, title: Giai đoạn 2, \
 start: 2024-07-01, end: 2024-12-31, target: 100}\n";
const UNITS: &str = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, \
 parent: t}\n- {id: b, title: B, kind: upper, parent: t}\n";

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(root.path(), "content/programmes/p.yaml", PROGRAMME);
    put(root.path(), "content/units.yaml", UNITS);
    for (path, text) in files {
        put(root.path(), path, text);
    }
    root
}

fn portal(root: &Path) -> Portal {
    let mut problems = Problems::default();
    let sources = tiendo::source::discover(root, &mut problems);
    let interner = Interner::default();
    let files = sources
        .iter()
        .map(|source| model::convert(source, &interner));
    model::assemble(files, &sources, Options::default(), &mut problems).0
}

pub(crate) fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

/// The figures of a site on a day, by index of the unit.
pub(crate) fn with(files: &[(&str, &str)], as_of: &str, look: impl FnOnce(&ProgrammeProgress<'_>)) {
    let root = site(files);
    let portal = portal(root.path());
    look(&progress::compute(&portal, day(as_of)).programmes["p"]);
}

pub(crate) fn phase<'f>(
    figures: &'f ProgrammeProgress<'_>,
    unit: usize,
    number: usize,
) -> &'f PhaseProgress<'f> {
    figures.units[unit].phases[number].as_ref().unwrap()
}

pub(crate) fn reports(lines: &[(&str, &str, i64)]) -> String {
    let line = |(day, unit, n): &(&str, &str, i64)| {
        format!("- {{as_of: 2024-{day}, unit: {unit}, submitted: {n}}}\n")
    };
    lines.iter().map(line).collect()
}

pub(crate) const REPORTS: &str = "content/reports/r.yaml";
pub(crate) const LIST: &str = "content/initiatives/i.csv";

#[test]
fn own_count_or_sum_is_chosen_for_each_phase() {
    let reported = reports(&[("06-30", "a", 60), ("06-30", "b", 50), ("07-31", "t", 140)]);
    with(&[(REPORTS, &reported)], "15/08/2024", |figures| {
        let first = phase(figures, 0, 0);
        assert_eq!(
            (first.submitted, first.status, first.official),
            (Some(110), Status::Exceeded, true)
        );
        assert!(matches!(first.count.unwrap().origin, Origin::Sum(_)));
        let second = phase(figures, 0, 1);
        let eve = Blank::NoBaseline(day("30/06/2024"));
        assert_eq!(
            (second.submitted, second.status, second.blank),
            (None, Status::NoBaseline, Some(eve))
        );
        assert_eq!(figures.totals.submitted.unwrap().value, 140);
        assert_eq!(figures.totals.placed.unwrap().unknown, 30);
    });
}

#[test]
fn who_did_not_report_on_the_eve_is_not_said_to_be_silent() {
    let reported = reports(&[
        ("05-31", "a", 10),
        ("08-31", "a", 30),
        ("06-30", "b", 5),
        ("08-31", "b", 9),
    ]);
    with(&[(REPORTS, &reported)], "31/08/2024", |figures| {
        assert_eq!(phase(figures, 1, 1).status, Status::NoBaseline);
        let coverage = phase(figures, 0, 1).count.unwrap().coverage().unwrap();
        assert_eq!(
            (coverage.reported, coverage.uncounted, coverage.expected),
            (1, 1, 2)
        );
        assert_eq!(figures.no_baseline.len(), 1);
    });
}

#[test]
fn nothing_known_is_not_zero() {
    // One of seven units, by its list, has none valid in the second phase.
    let mut units = "- {id: t, title: Tỉnh, kind: province}\n".to_owned();
    for n in 1..=7 {
        units += &format!("- {{id: u{n}, title: U{n}, kind: upper, parent: t}}\n");
    }
    let list =
        "code;title;unit;date;status\nS1;Một;u1;2024-02-01;valid\nS2;Hai;u1;2024-08-01;submitted\n";
    let reported = reports(&[("06-30", "u2", 0), ("08-31", "u2", 3)]);
    let files = [
        ("content/units.yaml", units.as_str()),
        (LIST, list),
        (REPORTS, &reported),
    ];
    with(&files, "31/08/2024", |figures| {
        let second = phase(figures, 0, 1);
        assert_eq!(second.submitted, Some(4), "1 of the list, 3 reported");
        assert_eq!((second.valid, second.valid_percent), (None, None));
        assert_eq!(second.valid_blank, Some(Blank::NotReported));
        assert_eq!(phase(figures, 1, 1).valid.map(|v| v.value), Some(0));
    });
}

#[test]
fn what_has_no_date_is_in_no_phase_and_not_ranked() {
    let list = "code;title;unit;date;status\nS1;Một;a;;valid\nS2;Hai;b;2024-02-01;valid\n";
    with(&[(LIST, list)], "31/08/2024", |figures| {
        assert_eq!(figures.units[1].totals.submitted.unwrap().value, 1);
        for number in 0..2 {
            let a = phase(figures, 1, number);
            assert_eq!(
                (a.submitted, a.blank, a.status, a.ranks.count),
                (None, Some(Blank::Undated), Status::Undated, None)
            );
        }
        assert_eq!(phase(figures, 0, 0).submitted, Some(1));
        assert_eq!(phase(figures, 0, 0).status, Status::Missed, "1 or 2 of 100");
        assert!(!phase(figures, 0, 0).official, "one may be of this phase");
        assert_eq!(figures.totals.placed.unwrap().outside, 1);
    });
}

#[test]
fn a_list_that_is_not_whole_says_nothing_of_valid_ones() {
    let list =
        "code;title;unit;date;status\nS1;Một;a;2024-02-01;valid\nS2;Hai;b;2024-02-01;valid\n";
    let reported = reports(&[("06-30", "t", 90), ("06-30", "a", 40)]);
    with(
        &[(LIST, list), (REPORTS, &reported)],
        "30/06/2024",
        |figures| {
            assert_eq!(figures.differences.len(), 2);
            let valid = |unit: usize| phase(figures, unit, 0).valid.map(|v| v.value);
            assert_eq!((valid(0), valid(1), valid(2)), (None, None, Some(1)));
            let why = phase(figures, 0, 0).valid_blank;
            assert_eq!(why, Some(Blank::NotComparable));
        },
    );
}

/// A district ends, another takes over its union, and a third union stays below the old one.
#[test]
fn each_initiative_counts_in_one_place() {
    let units = "- {id: t, title: Tỉnh, kind: province}\n\
        - {id: cu, title: Cũ, kind: upper, parent: t, valid_to: 2024-06-30, successors: [moi]}\n\
        - {id: moi, title: Mới, kind: upper, parent: t, valid_from: 2024-07-01}\n\
        - {id: o, title: Ở lại, kind: grassroots, parent: cu}\n\
        - {id: chuyen, title: Chuyển, kind: grassroots, parent: moi}\n";
    let list = "code;title;unit;date;status\n\
        S1;1;cu;2024-05-01;valid\nS2;2;cu;2024-07-05;valid\n\
        S3;3;o;2024-05-01;valid\nS4;4;o;2024-08-01;valid\n\
        S5;5;chuyen;2024-03-01;valid\nS6;6;chuyen;2024-08-01;valid\n";
    let files = [("content/units.yaml", units), (LIST, list)];
    with(&files, "31/08/2024", |figures| {
        let total = |unit: usize| figures.units[unit].totals.submitted.unwrap().value;
        assert_eq!(total(1), 2, "S1 and S3: it ended on 30 June");
        assert_eq!(total(2), 1, "S6: it began on 1 July");
        assert_eq!((total(3), total(4), total(0)), (2, 2, 3));
        for unit in 0..5 {
            let placed = figures.units[unit].totals.placed.unwrap();
            assert_eq!((placed.outside, placed.unknown), (0, 0), "{unit}");
        }
        let outside: Vec<_> = figures
            .outside
            .iter()
            .map(|o| (o.unit, o.of, o.records))
            .collect();
        assert_eq!(outside, [(1, 1, 1), (3, 1, 1), (4, 2, 1)]);
        assert_eq!(figures.totals.tally.records, 6, "all of them are listed");
    });
}

#[test]
fn a_unit_of_which_a_part_is_known_is_not_ranked() {
    let units = "- {id: t, title: Tỉnh, kind: province}\n\
        - {id: a, title: A, kind: upper, parent: t, members: 900, targets: {g1: 10}}\n\
        - {id: b, title: B, kind: upper, parent: t, members: 900, targets: {g1: 10}}\n\
        - {id: c, title: C, kind: upper, parent: t, members: 900, targets: {g1: 10}}\n\
        - {id: c1, title: C1, kind: grassroots, parent: c}\n\
        - {id: c2, title: C2, kind: grassroots, parent: c}\n";
    let reported = reports(&[("06-30", "a", 5), ("06-30", "b", 4), ("06-30", "c1", 30)]);
    let files = [("content/units.yaml", units), (REPORTS, reported.as_str())];
    with(&files, "30/06/2024", |figures| {
        let c = phase(figures, 3, 0);
        assert_eq!(c.status, Status::Exceeded, "reached needs no more");
        assert_eq!((c.ranks.percent, c.ranks.count), (None, None));
        assert_eq!(c.ranks.per_100_members, None);
        let a = phase(figures, 1, 0).ranks.percent.unwrap();
        assert_eq!((a.place, a.of), (1, 2));
    });
    let portal = portal(site(&files).path());
    let progress = progress::compute(&portal, day("30/06/2024"));
    let order = progress::standing(&portal, &progress.programmes["p"], 1..4, 0);
    assert_eq!(order, [1, 2, 3], "after those of which all is known");
}

#[test]
fn an_ended_unit_is_judged_by_its_last_day() {
    let units = "- {id: t, title: Tỉnh, kind: province}\n\
        - {id: a, title: A, kind: upper, parent: t, valid_to: 2024-08-31, targets: {g2: 20}}\n\
        - {id: b, title: B, kind: upper, parent: t, valid_to: 2024-08-31, targets: {g2: 20}}\n";
    let reported = reports(&[
        ("06-30", "a", 1),
        ("08-31", "a", 11),
        ("06-30", "b", 1),
        ("07-31", "b", 11),
    ]);
    let files = [("content/units.yaml", units), (REPORTS, reported.as_str())];
    with(&files, "31/08/2024", |figures| {
        assert_eq!(phase(figures, 1, 1).status, Status::OnTrack, "its last day");
    });
    with(&files, "01/09/2024", |figures| {
        assert_eq!(phase(figures, 1, 1).status, Status::Missed);
        assert_eq!(phase(figures, 2, 1).status, Status::Undecided);
        assert!(!phase(figures, 1, 1).official, "the phase is not over");
    });
    with(&files, "15/01/2025", |figures| {
        assert!(phase(figures, 1, 1).official);
        assert_eq!(
            phase(figures, 0, 1).status,
            Status::Undecided,
            "B: one of two"
        );
    });
}

#[test]
fn extreme_days_and_counts() {
    let programme = PROGRAMME.replace(
        "start: 2024-07-01, end: 2024-12-31",
        "start: 2024-07-01, end: 2024-07-01",
    );
    let reported = reports(&[
        ("06-30", "a", 200),
        ("06-30", "b", 999_999_999_999_800),
        ("07-01", "a", 12_200),
        ("07-01", "b", 999_999_999_999_800),
    ]);
    let files = [
        ("content/programmes/p.yaml", programme.as_str()),
        (REPORTS, reported.as_str()),
    ];
    with(&files, "31/12/2023", |figures| {
        assert_eq!(figures.totals.submitted, None, "before everything");
        assert!(figures.no_baseline.is_empty() && figures.outside.is_empty());
        for p in &figures.phases {
            assert_eq!((p.status, p.blank), (Status::Ahead, Some(Blank::NotBegun)));
            assert!(!p.official && p.count.is_none());
        }
    });
    with(&files, "01/07/2024", |figures| {
        let second = phase(figures, 0, 1);
        assert_eq!(
            (second.submitted, second.status, second.surplus),
            (Some(12_000), Status::Exceeded, Some(11_900)),
            "12,000 % in a phase of one day"
        );
        assert_eq!(second.percent.unwrap().text(Lang::En), "12,000%");
        assert_eq!(phase(figures, 0, 0).submitted, Some(1_000_000_000_000_000));
    });
    with(&files, "02/07/2024", |figures| {
        assert!(phase(figures, 0, 1).official);
        assert_eq!(
            phase(figures, 2, 1).submitted,
            Some(0),
            "a report of no growth"
        );
    });
}

#[test]
fn twice_the_target_and_counts_near_the_largest_number() {
    let reported = reports(&[("06-30", "a", 150), ("06-30", "b", 50)]);
    with(&[(REPORTS, reported.as_str())], "30/06/2024", |figures| {
        let first = phase(figures, 0, 0);
        assert_eq!((first.submitted, first.surplus), (Some(200), Some(100)));
        assert_eq!(first.percent.unwrap().text(Lang::Vi), "200%");
    });
    // Ten thousand units of the largest count that can be written are more than a number holds.
    let root = site(&[(REPORTS, reported.as_str())]);
    let mut portal = portal(root.path());
    for report in &mut portal.reports {
        report.submitted = Some(i64::MAX - 7);
        report.valid = Some(i64::MAX);
    }
    let mut problems = Problems::default();
    for on in ["31/12/2023", "30/06/2024", "31/12/2024"] {
        let progress = progress::compute(&portal, day(on));
        progress::warn(&portal, &progress, &mut problems);
        let total = progress.programmes["p"].totals.submitted;
        let all = (on != "31/12/2023").then_some(i64::MAX);
        assert_eq!(total.map(|count| count.value), all, "{on}");
    }
    // What cannot be read as a count is refused before.
    let root = site(&[(
        REPORTS,
        "- {as_of: 2024-06-30, unit: a, submitted: 9223372036854775807}\n",
    )]);
    let run = tiendo(root.path(), &["check", "--format", "json"]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("bad-number"));
}

#[test]
fn a_site_of_which_all_units_have_ended() {
    let units = UNITS.replace("parent: t}", "parent: t, valid_to: 2024-06-30}");
    let reported = reports(&[("06-30", "a", 60), ("05-31", "b", 30)]);
    let files = [
        ("content/units.yaml", units.as_str()),
        (REPORTS, reported.as_str()),
    ];
    with(&files, "31/08/2024", |figures| {
        assert_eq!(figures.totals.submitted.unwrap().value, 90);
        assert_eq!(phase(figures, 0, 0).status, Status::Undecided);
        assert!(figures.units[1].phases[1].is_none());
        let second = phase(figures, 0, 1);
        assert_eq!(
            (second.submitted, second.status),
            (None, Status::Unreported),
            "no one is left to report"
        );
    });
}

#[test]
fn without_phases_everything_is_outside_of_them() {
    let list = "code;title;unit;date;status\nS1;Một;a;2024-02-01;valid\nS2;Hai;a;;valid\n";
    let programme = "id: p\ntitle: P\n";
    let files = [("content/programmes/p.yaml", programme), (LIST, list)];
    with(&files, "31/08/2024", |figures| {
        let placed = figures.totals.placed.unwrap();
        assert_eq!((placed.outside, placed.unknown), (2, 0));
    });
}

#[test]
fn nothing_later_than_the_day_of_the_figures_is_published() {
    let reported = "- {as_of: 2024-06-30, unit: a, submitted: 60, source: Nguồn sớm}\n- {as_of: \
        2024-06-30, unit: a, submitted: 61, published: 2024-09-09, source: Nguồn sửa}\n- {as_of: \
        2024-08-31, unit: a, submitted: 77777, source: Nguồn muộn}\n- {as_of: 2024-05-31, unit: t, \
        submitted: 88888, published: 2024-09-09, conflicts: true, source: Nguồn khác}\n";
    let programme = format!(
        "{PROGRAMME}indicators:\n  - {{title: Chỉ số muộn, value: 99999, as_of: 2024-08-31}}\n"
    );
    let root = site(&[
        (REPORTS, reported),
        ("content/programmes/p.yaml", &programme),
    ]);
    let output = root.path().join("o");
    let args = ["build", "--quiet", "--as-of", "2024-07-15", "--output"];
    let built = tiendo(
        root.path(),
        &[&args[..], &[output.to_str().unwrap()]].concat(),
    );
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let hidden = [
        "Nguồn sửa",
        "Nguồn muộn",
        "Nguồn khác",
        "Chỉ số muộn",
        "77777",
        "77.777",
        "88888",
        "99999",
        "2024-09-09",
        "2024-08-31",
    ];
    for (path, bytes) in bytes(&output) {
        let text = String::from_utf8_lossy(&bytes);
        for word in hidden {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
    let reports = fs::read_to_string(output.join("du-lieu/bao-cao.csv")).unwrap();
    assert!(reports.contains("Nguồn sớm"), "{reports}");
}

/// The day a site represents, as its first data file says it.
fn stands_for(files: &[(&str, &str)]) -> String {
    let root = site(files);
    let run = tiendo(root.path(), &["build", "--quiet"]);
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let package = fs::read_to_string(root.path().join("output/du-lieu/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    package["version"].as_str().unwrap().to_owned()
}

#[test]
fn news_moves_no_figure() {
    let report = (
        "content/reports/r.yaml",
        "- {as_of: 2024-03-31, unit: t, submitted: 5}\n",
    );
    let news = (
        "content/news/n.md",
        "---\ntitle: Tin mới\ndate: 2024-09-01\nupdated: 2024-09-02\n---\nA\n",
    );
    let page = (
        "content/pages/trang.md",
        "---\ntitle: Trang\nupdated: 2024-09-03\n---\nA\n",
    );
    let record = (
        "content/initiatives/i.yaml",
        "- {title: Một, unit: a, date: 2024-04-02}\n",
    );
    assert_eq!(stands_for(&[report]), "2024-03-31");
    assert_eq!(stands_for(&[report, news, page]), "2024-03-31");
    assert_eq!(stands_for(&[report, news, page, record]), "2024-04-02");
    assert_eq!(stands_for(&[record, news]), "2024-04-02");
    // Where nothing is counted, the news are shown.
    assert_eq!(stands_for(&[news, page]), "2024-09-01");
    // What is later waits, and is listed.
    let root = site(&[report, news]);
    let run = tiendo(root.path(), &["build"]);
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(
        text.contains("1 đề ngày sau 31/03/2024") && text.contains("news/n.md"),
        "{text}"
    );
}

#[test]
fn pages_and_data_say_why() {
    let reported = reports(&[
        ("05-31", "a", 10),
        ("06-30", "b", 50),
        ("08-31", "a", 60),
        ("12-31", "b", 90),
    ]);
    let files = [(REPORTS, reported.as_str())];
    let root = site(&files);
    let output = root.path().join("o");
    let args = ["build", "--quiet", "--as-of", "2025-01-15", "--output"];
    let built = tiendo(
        root.path(),
        &[&args[..], &[output.to_str().unwrap()]].concat(),
    );
    assert!(built.status.success());
    let read = |path: &str| fs::read_to_string(output.join(path)).unwrap();
    let unit = read("don-vi/a/index.html");
    assert!(
        unit.contains("Chưa tính được trong giai đoạn: thiếu số của ngày 30/06/2024"),
        "{unit}"
    );
    assert!(!unit.contains("Chưa báo cáo"), "{unit}");
    let province = read("don-vi/t/index.html");
    assert!(province.contains("Chưa đủ số liệu để kết luận (1 trong 2 đơn vị)"));
    assert!(province.contains("số tạm tính"));
    assert!(read("don-vi/b/index.html").contains("số chính thức"));
    let data = read("du-lieu/tien-do.csv");
    let rows: Vec<Vec<&str>> = data.lines().map(|l| l.split(',').collect()).collect();
    let cell = |phase: &str, unit: &str, column: &str| {
        let column = rows[0].iter().position(|c| *c == column).unwrap();
        let row = rows.iter().find(|r| r[1] == phase && r[2] == unit).unwrap();
        row[column].trim().to_owned()
    };
    assert_eq!(cell("g2", "a", "submitted_blank"), "no-baseline");
    assert_eq!(cell("g2", "a", "status"), "no-baseline");
    assert_eq!(cell("g1", "a", "percent_blank"), "no-target");
    assert_eq!(cell("g1", "t", "status"), "undecided");
    assert_eq!(cell("g1", "t", "official"), "false");
    assert_eq!(cell("g1", "b", "official"), "true");
    assert_eq!(cell("g2", "t", "units_uncounted"), "1");
    assert_eq!(cell("g1", "a", "valid_blank"), "not-reported");
}

/// Nothing but the count on the eve of a phase is missing: nowhere is it said that the unit has no
/// figures.
#[test]
fn no_page_says_of_a_report_that_it_is_not_there() {
    let reported = reports(&[("06-30", "b", 50), ("08-31", "a", 60), ("12-31", "b", 90)]);
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
     t, targets: {g2: 30}}\n- {id: b, title: B, kind: upper, parent: t, targets: {g2: 50}}\n- {id: \
     c, title: C, kind: upper, parent: t, targets: {g2: 20}}\n";
    let news = "---\ntitle: Tin\ndate: 2024-06-01\n---\nA có {{ figure metric=\"submitted\" \
     phase=\"g2\" unit=\"a\" }}; C có {{ figure metric=\"percent\" phase=\"g2\" unit=\"c\" }}; A \
     giai đoạn 1 đạt {{ figure metric=\"percent\" phase=\"g1\" unit=\"b\" }}; B vượt {{ figure \
     metric=\"surplus\" phase=\"g2\" unit=\"b\" }}.\n";
    let files = [
        (REPORTS, reported.as_str()),
        ("content/units.yaml", units),
        ("content/news/n.md", news),
    ];
    let root = site(&files);
    let args = ["build", "--quiet", "--as-of", "2025-01-15"];
    let built = tiendo(root.path(), &args);
    assert!(built.status.success(), "{built:?}");
    let read = |path: &str| fs::read_to_string(root.path().join("output").join(path)).unwrap();
    let phase = read("tien-do/g2/index.html");
    assert!(
        phase.contains(
            "Giai đoạn 2: không đơn vị nào đạt chỉ tiêu, B đạt 80%; 1 đơn vị chưa có số liệu; \
             1 đơn vị chưa tính được (thiếu số của ngày 30/06/2024)"
        ),
        "{phase}"
    );
    assert!(
        phase.contains("tính được 1 trong 3 đơn vị, 1 đơn vị đã báo cáo nhưng chưa tính được"),
        "{phase}"
    );
    let article = read("tin-tuc/n/index.html");
    assert!(
        article.contains("A có chưa tính được trong giai đoạn: thiếu số của ngày 30/06/2024"),
        "{article}"
    );
    assert!(article.contains("C có chưa có số liệu"), "{article}");
    assert!(article.contains("đạt chưa có chỉ tiêu"), "{article}");
    assert!(article.contains("vượt không vượt chỉ tiêu"), "{article}");
    let drawn = read("du-lieu/bieu-do/phases-a.svg");
    assert!(drawn.contains("thiếu số của ngày 30/06/2024"), "{drawn}");
    assert!(!drawn.contains("Giai đoạn 2: chưa có số liệu"), "{drawn}");
}

/// Of three units one has a target, one has a count without a target, and one reported valid ones
/// only.
#[test]
fn a_finding_forgets_nobody() {
    let reported = "- {as_of: 2024-06-30, unit: a, submitted: 60}\n- {as_of: 2024-06-30, unit: b, \
     submitted: 50}\n- {as_of: 2024-06-30, unit: c, valid: 4}\n";
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
     t, targets: {g1: 40}}\n- {id: b, title: B, kind: upper, parent: t}\n- {id: c, title: C, kind: \
     upper, parent: t}\n";
    let root = site(&[(REPORTS, reported), ("content/units.yaml", units)]);
    let built = tiendo(root.path(), &["build", "--quiet", "--as-of", "2024-07-15"]);
    assert!(built.status.success(), "{built:?}");
    let page = root.path().join("output/tien-do/g1/index.html");
    let page = fs::read_to_string(page).unwrap();
    assert!(
        page.contains(
            "Giai đoạn 1: đơn vị duy nhất có chỉ tiêu và số liệu đạt chỉ tiêu, A đạt 150%; \
             1 đơn vị chưa có chỉ tiêu; 1 đơn vị chưa có số liệu"
        ),
        "{page}"
    );
    assert!(page.contains("Chưa báo cáo số lượt nộp"), "{page}");
}
