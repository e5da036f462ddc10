//! Sheets are measured: no text leaves its sheet and none touches another, whatever the figures.

use super::sheet::{Rect, Sheet};
use super::{Width, lay_out, standalone, svg};
use crate::base::Date;
use crate::chart::scene::scenes;
use crate::chart::spec::{Chart, Drawing};
use crate::model::{Phase, Portal, Programme, Report, Unit};
use crate::progress::compute;

fn day(text: &str) -> Date {
    crate::base::date::parse(text).unwrap()
}

fn phase(n: usize, title: &str, start: &str, end: &str, target: Option<i64>) -> Phase {
    Phase {
        id: format!("p{n}"),
        title: title.into(),
        start: day(start),
        end: day(end),
        target,
        set_by: None,
        origin: crate::model::Origin::default(),
    }
}

/// The charts of one programme with these phases and reports.
pub(in crate::chart) fn charts(phases: Vec<Phase>, reports: &[(&str, i64)], as_of: &str, language: &str) -> Vec<Chart> {
    let mut portal = Portal::default();
    portal.site.language = language.into();
    portal.units = vec![Unit { id: "t".into(), short_title: "LĐLĐ tỉnh Thanh Hóa".into(), ..Unit::default() }];
    portal.tree = crate::model::Tree::new(&portal.units);
    portal.programmes = vec![Programme {
        id: "mot-trieu".into(),
        short_title: "1 triệu sáng kiến".into(),
        unit_of_count: if language == "vi" { "sáng kiến".into() } else { "initiatives".into() },
        counted_from: phases.first().map(|p| p.start),
        phases,
        ..Programme::default()
    }];
    portal.reports = reports
        .iter()
        .map(|(date, n)| Report {
            published: None,
            as_of: day(date),
            unit: "t".into(),
            programme: "mot-trieu".into(),
            submitted: Some(*n),
            valid: Some(1),
            source: Some("Cổng thông tin LĐLĐ tỉnh".into()),
            note: None,
            conflicts: false,
            origin: Default::default(),
        })
        .collect();
    scenes(&portal, &compute(&portal, day(as_of)), &Default::default())
}

pub(in crate::chart) fn two(first: i64, second: i64) -> Vec<Phase> {
    vec![
        phase(1, "Giai đoạn 1", "2021-09-01", "2022-05-31", Some(first)),
        phase(2, "Giai đoạn 2", "2022-06-01", "2023-09-30", Some(second)),
    ]
}

fn months(n: usize, title: impl Fn(usize) -> String) -> Vec<Phase> {
    let first = |m: usize| day("2022-01-01").saturating_add(jiff::ToSpan::months(m as i64));
    let of = |m: usize| Phase {
        set_by: None,
        origin: crate::model::Origin::default(),
        id: format!("m{m}"),
        title: title(m + 1),
        start: first(m),
        end: first(m + 1).yesterday().unwrap(),
        target: Some(10_000 * (m as i64 + 1)),
    };
    (0..n).map(of).collect()
}

/// Ordinary and extreme sites, by name.
fn cases() -> Vec<(&'static str, Vec<Chart>)> {
    let real = [("2022-05-31", 170_324), ("2023-09-01", 600_175)];
    let long = "Giai đoạn nước rút chào mừng Đại hội Công đoàn các cấp và kỷ niệm ngày thành lập ".repeat(2);
    let long: String = long.chars().take(120).collect();
    let monthly: Vec<(String, i64)> = (1..=12).map(|m: i64| (format!("2022-{m:02}-28"), m * m * 4_321)).collect();
    let monthly: Vec<(&str, i64)> = monthly.iter().map(|(d, n)| (d.as_str(), *n)).collect();
    let daily: Vec<(String, i64)> =
        (0..250_i64).map(|d| (day("2022-01-01").saturating_add(jiff::ToSpan::days(d)).to_string(), d * 777)).collect();
    let daily: Vec<(&str, i64)> = daily.iter().map(|(d, n)| (d.as_str(), *n)).collect();
    let wordy = |n: usize| if n.is_multiple_of(2) { long.clone() } else { "Đợt ngắn".into() };
    vec![
        ("real", charts(two(40_000, 60_000), &real, "2023-09-01", "vi")),
        ("real, English", charts(two(40_000, 60_000), &real, "2023-09-01", "en")),
        ("first phase only", charts(two(40_000, 60_000), &real, "2022-05-31", "vi")),
        ("long after", charts(two(40_000, 60_000), &real, "2026-01-01", "vi")),
        ("no report", charts(two(40_000, 60_000), &[], "2022-01-01", "vi")),
        ("before the start", charts(two(40_000, 60_000), &[], "2021-01-01", "vi")),
        ("zero", charts(two(40_000, 60_000), &[("2022-01-01", 0)], "2022-02-01", "vi")),
        ("one point early", charts(two(40_000, 60_000), &[("2021-09-02", 12)], "2021-09-02", "vi")),
        (
            "milliards",
            charts(
                two(1_000_000_000, 2),
                &[("2022-05-31", 4_000_000_000), ("2023-09-30", 9_000_000_001)],
                "2024-01-01",
                "vi",
            ),
        ),
        ("below", charts(two(40_000, 60_000), &[("2022-05-31", 31_000), ("2023-09-01", 60_000)], "2023-09-01", "vi")),
        ("target far", charts(two(400_000_000, 60_000), &[("2022-05-31", 31)], "2022-05-31", "vi")),
        ("no phases", charts(Vec::new(), &real, "2023-09-01", "vi")),
        (
            "no targets",
            charts(vec![phase(1, "Giai đoạn 1", "2021-09-01", "2022-05-31", None)], &real, "2023-09-01", "vi"),
        ),
        ("twelve", charts(months(12, |n| format!("Giai đoạn {n}")), &monthly, "2022-12-31", "vi")),
        ("wordy", charts(months(4, wordy), &monthly[..4], "2022-04-28", "vi")),
        ("one word", charts(months(2, |n| format!("{n}{}", "W<&\"'>".repeat(20))), &monthly, "2022-12-31", "vi")),
        ("nameless", charts(months(3, |_| String::new()), &monthly, "2022-12-31", "vi")),
        ("falling", charts(two(40_000, 60_000), &[("2022-05-31", 500), ("2023-09-01", 400)], "2023-09-01", "vi")),
        ("daily", charts(two(40_000, 60_000), &daily, "2022-09-30", "vi")),
    ]
}

fn measure(name: &str, sheet: &Sheet) {
    let bounds = Rect { x0: 0, y0: 0, x1: sheet.width, y1: sheet.height };
    let texts = sheet.texts();
    assert!(!texts.is_empty(), "{name}: nothing is said");
    for (i, text) in texts.iter().enumerate() {
        let rect = text.rect();
        assert!(bounds.holds(&rect), "{name}: {:?} at {rect:?} leaves {bounds:?}", text.text);
        for other in &texts[i + 1..] {
            assert!(!rect.hits(&other.rect()), "{name}: {:?} lies on {:?}", text.text, other.text);
        }
    }
}

#[test]
fn no_text_overlaps_or_is_cut() {
    for (name, charts) in cases() {
        for chart in &charts {
            for width in [Width::Narrow, Width::Wide] {
                measure(&format!("{name}, {}, {width:?}", chart.id), &lay_out(chart, width));
            }
        }
    }
}

#[test]
fn the_newest_count_is_always_said() {
    for (name, charts) in cases() {
        for chart in &charts {
            let Drawing::Steps(steps) = &chart.drawing else { continue };
            let newest = &steps.points.last().unwrap().label;
            for width in [Width::Narrow, Width::Wide] {
                let sheet = lay_out(chart, width);
                assert!(sheet.texts().iter().any(|t| t.bold && t.text == *newest), "{name}, {width:?}: {newest}");
            }
        }
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let (one, two) = (cases(), cases());
    for ((_, a), (_, b)) in one.iter().zip(&two) {
        assert_eq!(a, b);
        for (a, b) in a.iter().zip(b) {
            assert_eq!(svg(a, Width::Wide), svg(b, Width::Wide));
        }
    }
}

#[test]
fn ids_are_unique_and_text_is_escaped() {
    for (name, charts) in cases() {
        let mut ids: Vec<&str> = charts.iter().map(|c| c.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), charts.len(), "{name}");
        for chart in &charts {
            let text = svg(chart, Width::Narrow);
            assert!(!text.contains("W<&") && !text.contains("style="), "{name}");
            assert!(text.contains("role=\"img\"") && text.contains(&format!("id=\"{}-t-n\"", chart.id)));
            assert!(svg(chart, Width::Wide).contains(&format!("id=\"{}-d-w\"", chart.id)));
            let alone = standalone(chart, Width::Wide);
            assert!(alone.contains("xmlns=") && alone.contains("<style>") && !alone.contains("var("));
        }
    }
}
