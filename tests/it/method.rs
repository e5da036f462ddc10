//! docs/vi/method.md is true: its worked example, read out of its own tables, gives every digit
//! that it prints.

#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::fs;

use tiendo::base::{Date, Lang, Rate, Share, date, number};
use tiendo::model::{self, Options, Portal};
use tiendo::progress::{self, Count, Pace, PhaseProgress, ProgrammeProgress, Rank, Status};

use crate::common::put;

/// A table of the page: headings, rows.
type Table = (Vec<String>, Vec<Vec<String>>);

/// The tables of the page by their first heading; tables that begin alike are distinguished by
/// their second.
fn tables(text: &str) -> Vec<Table> {
    let cells = |line: &str| {
        line.trim()
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match (line.starts_with('|'), inside) {
            (true, false) => tables.push((cells(line), Vec::new())),
            (true, true) if line.starts_with("| ---") => {}
            (true, true) => tables.last_mut().unwrap().1.push(cells(line)),
            (false, _) => {}
        }
        inside = line.starts_with('|');
    }
    tables
}

fn csv((head, rows): &Table) -> String {
    let line = |cells: &Vec<String>| cells.join(";");
    [line(head)]
        .into_iter()
        .chain(rows.iter().map(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The portal of a folder, without a problem.
fn portal(root: &std::path::Path) -> Portal {
    let mut problems = tiendo::diag::Problems::default();
    let sources = tiendo::source::discover(root, &mut problems);
    let interner = tiendo::base::Interner::default();
    let files = sources
        .iter()
        .map(|source| model::convert(source, &interner));
    let (portal, _) = model::assemble(files, &sources, Options::default(), &mut problems);
    let reported: Vec<_> = problems
        .iter()
        .filter(|d| d.severity() == tiendo::diag::Severity::Error)
        .collect();
    assert!(reported.is_empty(), "{reported:?}");
    portal
}

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn page() -> Vec<Table> {
    tables(&fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/vi/method.md")).unwrap())
}

fn dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn whole(value: Option<i64>) -> String {
    dash(value.map(|v| number::whole(v, Lang::Vi)))
}

fn coverage(count: Option<Count>) -> [String; 2] {
    let coverage = count.and_then(|c| c.coverage());
    [
        dash(coverage.map(|c| format!("{}/{}", c.reported, c.expected))),
        dash(coverage.map(|c| c.partial.to_string())),
    ]
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Ahead => "chưa bắt đầu",
        Status::Unreported => "chưa báo cáo",
        Status::NoBaseline => "chưa tính được trong giai đoạn",
        Status::Undated => "chưa tính được trong giai đoạn",
        Status::NoTarget => "chưa có chỉ tiêu",
        Status::Exceeded => "vượt chỉ tiêu",
        Status::Met => "đạt chỉ tiêu",
        Status::Missed => "chưa đạt",
        Status::Undecided => "chưa đủ số liệu để kết luận",
        Status::OnTrack => "đúng tiến độ",
        Status::Behind => "chậm",
        Status::Silent => "chưa có số mới",
    }
}

/// What is under a heading of a phase's table.
fn cell(heading: &str, p: &PhaseProgress<'_>) -> String {
    let percent = |share: Option<Share>| dash(share.map(|share| share.text(Lang::Vi)));
    let rate = |rate: Option<Rate>| dash(rate.map(|rate| rate.text(Lang::Vi)));
    let pace = |pace: Option<Pace>| rate(pace.and_then(Pace::rate));
    let place = |rank: Option<Rank>| dash(rank.map(|r| r.place.to_string()));
    match heading {
        "Chỉ tiêu" => whole(p.target),
        "Đã nộp" => whole(p.submitted),
        "Tỷ lệ" => percent(p.percent),
        "Vượt" => dash(p.percent.and_then(|share| share.surplus(Lang::Vi))),
        "Còn thiếu" => whole(p.missing),
        "Đã báo cáo" => coverage(p.count)[0].clone(),
        "Một phần" => coverage(p.count)[1].clone(),
        "Có số ngày cuối" => {
            let coverage = p.count.and_then(|c| c.coverage());
            dash(coverage.map(|c| format!("{}/{}", c.settled, c.expected)))
        }
        "Số" if p.submitted.is_none() => dash(None),
        "Số" if p.official => "chính thức".to_owned(),
        "Số" => "tạm tính".to_owned(),
        "Hợp lệ" => whole(p.valid.map(|v| v.value)),
        "Tỷ lệ hợp lệ" => percent(p.valid_percent),
        "Trạng thái" => status(p.status).to_owned(),
        "Cần mỗi ngày" => pace(p.required),
        "Nhịp gần đây" => pace(p.actual),
        "Dự báo" => whole(p.forecast.map(|f| f.expected)),
        "Thấp nhất" => whole(p.forecast.map(|f| f.low)),
        "Cao nhất" => whole(p.forecast.map(|f| f.high)),
        "Hạng theo tỷ lệ" => place(p.ranks.percent),
        "Hạng theo số lượt" => place(p.ranks.count),
        "Hạng theo đoàn viên" => place(p.ranks.per_100_members),
        "Trên 100 đoàn viên" => rate(p.per_100_members),
        other => panic!("no such heading: {other}"),
    }
}

fn with_tree(check: impl FnOnce(&Portal, &ProgrammeProgress<'_>)) {
    let root = tempfile::tempdir().unwrap();
    let tables = page();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: Giai đoạn 1, \
         start: 2024-01-01, end: 2024-06-30, target: 1100}\n  - {id: g2, title: Giai đoạn 2, \
         start: 2024-07-01, end: 2024-12-31}\n",
    );
    put(root.path(), "content/units.csv", csv(&tables[0]));
    put(root.path(), "content/reports/bao-cao.csv", csv(&tables[1]));
    let portal = portal(root.path());
    let progress = progress::compute(&portal, day("31/10/2024"));
    check(&portal, &progress.programmes["p"]);
}

#[test]
fn the_tree_with_gaps_mergers_and_revisions() {
    with_tree(|portal, figures| {
        let mut checked = 0;
        for (head, rows) in page()
            .iter()
            .filter(|(head, _)| head[0].starts_with("Giai đoạn"))
        {
            let number = portal.programmes[0]
                .phases
                .iter()
                .position(|p| p.title == head[0])
                .unwrap();
            for row in rows {
                let index = portal.units.iter().position(|u| u.title == row[0]).unwrap();
                let phase = figures.units[index].phases[number].as_ref().unwrap();
                for (heading, printed) in head.iter().zip(row).skip(1) {
                    let made = cell(heading, phase);
                    assert_eq!(&made, printed, "{} · {} · {heading}", head[0], row[0]);
                    checked += 1;
                }
            }
        }
        assert!(checked > 200, "{checked} cells");
    });
}

#[test]
fn a_verdict_needs_the_figures_of_the_last_day() {
    let root = tempfile::tempdir().unwrap();
    let tables = page();
    let second = |first: &str| {
        let alike = tables.iter().filter(|(head, _)| head[0] == first);
        alike.skip(1).map(csv).next().unwrap()
    };
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: Giai đoạn 1, \
         start: 2024-01-01, end: 2024-06-30}\n  - {id: g2, title: Giai đoạn 2, start: 2024-07-01, \
         end: 2024-12-31}\n",
    );
    put(root.path(), "content/units.csv", second("Mã"));
    put(
        root.path(),
        "content/reports/bao-cao.csv",
        second("Tính đến ngày"),
    );
    let portal = portal(root.path());
    let progress = progress::compute(&portal, day("15/01/2025"));
    let figures = &progress.programmes["p"];
    let mut checked = 0;
    for (number, phase) in portal.programmes[0].phases.iter().enumerate() {
        let name = format!("Ví dụ 2 · {}", phase.title);
        let (head, rows) = tables.iter().find(|(head, _)| head[0] == name).unwrap();
        for row in rows {
            let index = portal.units.iter().position(|u| u.title == row[0]).unwrap();
            let phase = figures.units[index].phases[number].as_ref().unwrap();
            for (heading, printed) in head.iter().zip(row).skip(1) {
                let made = cell(heading, phase);
                assert_eq!(&made, printed, "{name} · {} · {heading}", row[0]);
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 49);
}

#[test]
fn the_whole_is_the_highest_unit() {
    with_tree(|_, figures| {
        assert_eq!(figures.totals.submitted, figures.units[0].totals.submitted);
        assert_eq!(figures.phases[0].submitted, Some(975));
        let ended = figures
            .units
            .iter()
            .filter(|u| u.phases[1].is_none())
            .count();
        assert_eq!(ended, 0, "B and E still existed in July");
        assert!(
            figures.units[4].phases[0].is_none(),
            "D did not exist in the first phase"
        );
    });
}

#[test]
fn totals_since_counting_began() {
    with_tree(|portal, figures| {
        let tables = page();
        let (head, rows) = tables.iter().find(|(head, _)| head[0] == "Lũy kế").unwrap();
        assert_eq!(rows.len(), 5);
        for row in rows {
            let index = portal.units.iter().position(|u| u.title == row[0]).unwrap();
            let count = figures.units[index].totals.submitted;
            let placed = figures.units[index].totals.placed;
            for (heading, printed) in head.iter().zip(row).skip(1) {
                let day = |pick: fn(&Count) -> Date| {
                    dash(count.as_ref().map(|c| date::written(pick(c), Lang::Vi)))
                };
                let made = match heading.as_str() {
                    "Đã nộp" => whole(count.map(|c| c.value)),
                    "Số liệu từ" => day(|c| c.oldest),
                    "Số liệu đến" => day(|c| c.date),
                    "Đã báo cáo" => coverage(count)[0].clone(),
                    "Trong giai đoạn" => whole(placed.map(|p| p.in_phases)),
                    "Ngoài giai đoạn" => whole(placed.map(|p| p.outside)),
                    "Chưa rõ giai đoạn" => whole(placed.map(|p| p.unknown)),
                    _ => coverage(count)[1].clone(),
                };
                assert_eq!(&made, printed, "{} · {heading}", row[0]);
            }
        }
    });
}

#[test]
fn revisions_show_both_values() {
    with_tree(|portal, figures| {
        let tables = page();
        let (_, rows) = tables
            .iter()
            .find(|(head, _)| head[0] == "Số liệu sửa")
            .unwrap();
        let made: Vec<Vec<String>> = figures
            .revisions
            .iter()
            .map(|r| {
                let day = date::written(r.date, Lang::Vi);
                vec![
                    portal.units[r.unit].title.clone(),
                    day,
                    whole(Some(r.was)),
                    whole(Some(r.now)),
                ]
            })
            .collect();
        assert_eq!(&made, rows);
    });
}

#[test]
fn records_are_counted_as_the_page_says() {
    let root = tempfile::tempdir().unwrap();
    let tables = page();
    put(root.path(), "content/site.yaml", "title: Thử\n");
    put(
        root.path(),
        "content/programmes/p.yaml",
        "id: p\ntitle: P\ncounted_from: 2024-01-01\ngroups:\n  - {id: ky-thuat, title: Kỹ \
         thuật}\n  - {id: quan-ly, title: Quản lý}\n",
    );
    put(
        root.path(),
        "content/units.yaml",
        "- {id: don-vi, title: Đơn vị, kind: province}\n",
    );
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2024-03-31, unit: don-vi, submitted: 5}\n",
    );
    let list = tables
        .iter()
        .find(|(head, _)| head[0] == "Mã sáng kiến")
        .unwrap();
    put(root.path(), "content/initiatives/danh-sach.csv", csv(list));
    let portal = portal(root.path());
    let progress = progress::compute(&portal, day("30/04/2024"));
    let figures = &progress.programmes["p"];
    let tally = &figures.totals.tally;
    assert_eq!(
        (tally.records, figures.totals.submitted.unwrap().value),
        (6, 5)
    );
    let [difference] = figures.differences.as_slice() else {
        panic!("{:?}", figures.differences)
    };
    assert_eq!((difference.reported, difference.counted), (5, 4));
    let (_, rows) = tables
        .iter()
        .find(|(head, _)| head[0] == "Đếm theo danh sách")
        .unwrap();
    for row in rows {
        let both = |month| {
            figures
                .months
                .get(&month)
                .map(|b| (b.submitted, b.valid))
                .unwrap()
        };
        let only = |n: i64| (n, None);
        let (records, valid) = match row[0].as_str() {
            "nhóm ky-thuat" => only(tally.groups[0]),
            "nhóm quan-ly" => only(tally.groups[1]),
            "chưa phân nhóm" => only(tally.groups[2]),
            "mới nộp" => only(tally.statuses[0]),
            "hợp lệ" => only(tally.statuses[1]),
            "được công nhận" => only(tally.statuses[2]),
            "được khen thưởng" => only(tally.statuses[3]),
            month => {
                let (n, v) = match month {
                    "tháng 12/2023" => both(Some((2023, 12))),
                    "tháng 1/2024" => both(Some((2024, 1))),
                    "tháng 3/2024" => both(Some((2024, 3))),
                    "tháng 4/2024" => both(Some((2024, 4))),
                    _ => both(None),
                };
                (n, Some(v))
            }
        };
        let made = [
            records.to_string(),
            valid.map(|v| v.to_string()).unwrap_or_default(),
        ];
        assert_eq!(made, row[1..], "{}", row[0]);
    }
    let benefit = |currency: &str| figures.benefit[currency].clone();
    assert_eq!(
        (
            benefit("VND").amount,
            benefit("VND").records,
            benefit("VND").claimed
        ),
        (170_000_000, 2, 1)
    );
    assert_eq!((benefit("USD").amount, benefit("USD").records), (2_000, 1));
}

#[test]
fn the_english_page_prints_the_same_figures() {
    let english = tables(
        &fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/en/method.md")).unwrap(),
    );
    let vietnamese = page();
    assert_eq!(english.len(), vietnamese.len());
    let figure = |cell: &&String| {
        cell.chars().next().is_some_and(|c| c.is_ascii_digit()) && !cell.contains([' ', '-'])
    };
    let marks = |cell: &str| {
        cell.chars()
            .map(|c| match c {
                '.' => ',',
                ',' => '.',
                c => c,
            })
            .collect::<String>()
    };
    let mut checked = 0;
    for ((_, en), (_, vi)) in english.iter().zip(&vietnamese) {
        assert_eq!(en.len(), vi.len());
        for (en, vi) in en
            .iter()
            .flatten()
            .zip(vi.iter().flatten())
            .filter(|(_, vi)| figure(vi) && !vi.contains("/20"))
        {
            assert_eq!(*en, marks(vi));
            checked += 1;
        }
    }
    assert!(checked > 150, "{checked}");
}
