//! Sheets are measured: no text leaves its sheet and none touches another, whatever the figures.

mod measure;

use super::{Width, lay_out, raster, standalone, svg};
use crate::base::{Date, Lang};
use crate::chart::Credit;
use crate::chart::flat::tests::distance;
use crate::chart::scene::scenes;
use crate::chart::spec::{
    Area, Bar, Bars, Chart, Drawing, Heat, HeatCell, HeatRow, Map, MapView, Tick,
};
use crate::model::{Phase, Portal, Programme, Report, Unit};
use crate::progress::compute;
pub(in crate::chart::draw) use measure::measure_within;

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
        targets: Vec::new(),
        origin: crate::model::Origin::default(),
    }
}

/// The charts of one programme with these phases and reports.
pub(in crate::chart) fn charts(
    phases: Vec<Phase>,
    reports: &[(&str, i64)],
    as_of: &str,
    language: Lang,
) -> Vec<Chart> {
    let mut portal = Portal::default();
    portal.site.language = language;
    portal.units = vec![Unit {
        id: "t".into(),
        short_title: "LĐLĐ tỉnh Thanh Hóa".into(),
        ..Unit::default()
    }];
    portal.tree = crate::model::Tree::new(&portal.units);
    portal.programmes = vec![Programme {
        id: "mot-trieu".into(),
        short_title: "1 triệu sáng kiến".into(),
        unit_of_count: if language == Lang::Vi {
            "sáng kiến".into()
        } else {
            "initiatives".into()
        },
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
    let month = |m: usize| Phase {
        set_by: None,
        targets: Vec::new(),
        origin: crate::model::Origin::default(),
        id: format!("m{m}"),
        title: title(m + 1),
        start: first(m),
        end: first(m + 1).yesterday().unwrap(),
        target: Some(10_000 * (m as i64 + 1)),
    };
    (0..n).map(month).collect()
}

/// Ordinary and extreme sites, by name.
pub(super) fn cases() -> Vec<(&'static str, Vec<Chart>)> {
    let real = [("2022-05-31", 170_324), ("2023-09-01", 600_175)];
    let long = "Giai đoạn nước rút chào mừng Đại hội Công đoàn các cấp và kỷ niệm ngày thành lập "
        .repeat(2);
    let long: String = long.chars().take(120).collect();
    let monthly: Vec<(String, i64)> = (1..=12)
        .map(|m: i64| (format!("2022-{m:02}-28"), m * m * 4_321))
        .collect();
    let monthly: Vec<(&str, i64)> = monthly.iter().map(|(d, n)| (d.as_str(), *n)).collect();
    let daily: Vec<(String, i64)> = (0..250_i64)
        .map(|d| {
            (
                day("2022-01-01")
                    .saturating_add(jiff::ToSpan::days(d))
                    .to_string(),
                d * 777,
            )
        })
        .collect();
    let daily: Vec<(&str, i64)> = daily.iter().map(|(d, n)| (d.as_str(), *n)).collect();
    let wordy = |n: usize| {
        if n.is_multiple_of(2) {
            long.clone()
        } else {
            "Đợt ngắn".into()
        }
    };
    vec![
        (
            "real",
            charts(two(40_000, 60_000), &real, "2023-09-01", Lang::Vi),
        ),
        (
            "real, English",
            charts(two(40_000, 60_000), &real, "2023-09-01", Lang::En),
        ),
        (
            "first phase only",
            charts(two(40_000, 60_000), &real, "2022-05-31", Lang::Vi),
        ),
        (
            "long after",
            charts(two(40_000, 60_000), &real, "2026-01-01", Lang::Vi),
        ),
        (
            "no report",
            charts(two(40_000, 60_000), &[], "2022-01-01", Lang::Vi),
        ),
        (
            "before the start",
            charts(two(40_000, 60_000), &[], "2021-01-01", Lang::Vi),
        ),
        (
            "zero",
            charts(
                two(40_000, 60_000),
                &[("2022-01-01", 0)],
                "2022-02-01",
                Lang::Vi,
            ),
        ),
        (
            "one point early",
            charts(
                two(40_000, 60_000),
                &[("2021-09-02", 12)],
                "2021-09-02",
                Lang::Vi,
            ),
        ),
        (
            "milliards",
            charts(
                two(1_000_000_000, 2),
                &[("2022-05-31", 4_000_000_000), ("2023-09-30", 9_000_000_001)],
                "2024-01-01",
                Lang::Vi,
            ),
        ),
        (
            "below",
            charts(
                two(40_000, 60_000),
                &[("2022-05-31", 31_000), ("2023-09-01", 60_000)],
                "2023-09-01",
                Lang::Vi,
            ),
        ),
        (
            "target far",
            charts(
                two(400_000_000, 60_000),
                &[("2022-05-31", 31)],
                "2022-05-31",
                Lang::Vi,
            ),
        ),
        (
            "no phases",
            charts(Vec::new(), &real, "2023-09-01", Lang::Vi),
        ),
        (
            "no targets",
            charts(
                vec![phase(1, "Giai đoạn 1", "2021-09-01", "2022-05-31", None)],
                &real,
                "2023-09-01",
                Lang::Vi,
            ),
        ),
        (
            "twelve",
            charts(
                months(12, |n| format!("Giai đoạn {n}")),
                &monthly,
                "2022-12-31",
                Lang::Vi,
            ),
        ),
        (
            "wordy",
            charts(months(4, wordy), &monthly[..4], "2022-04-28", Lang::Vi),
        ),
        (
            "one word",
            charts(
                months(2, |n| format!("{n}{}", "W<&\"'>".repeat(20))),
                &monthly,
                "2022-12-31",
                Lang::Vi,
            ),
        ),
        (
            "nameless",
            charts(
                months(3, |_| String::new()),
                &monthly,
                "2022-12-31",
                Lang::Vi,
            ),
        ),
        (
            "falling",
            charts(
                two(40_000, 60_000),
                &[("2022-05-31", 500), ("2023-09-01", 400)],
                "2023-09-01",
                Lang::Vi,
            ),
        ),
        (
            "daily",
            charts(two(40_000, 60_000), &daily, "2022-09-30", Lang::Vi),
        ),
    ]
}

/// A chart of a drawing alone.
fn drawn(id: &str, drawing: Drawing) -> Chart {
    let mut chart = charts(
        two(40_000, 60_000),
        &[("2022-05-31", 1)],
        "2022-05-31",
        Lang::Vi,
    )
    .remove(0);
    chart.id = id.into();
    Chart { drawing, ..chart }
}

fn bars(rows: usize, label: &str, values: &[Option<i64>]) -> Drawing {
    let bar = |n: usize| {
        let value = values[n % values.len()];
        let text = value.map_or("–".to_owned(), |v| {
            crate::base::number::whole(v, Lang::Vi)
        });
        Bar {
            rank: format!("{n}"),
            label: format!("{n} {label}"),
            value,
            text,
            note: "170.324 / 40.000".into(),
            apart: n == 0,
        }
    };
    let max = values.iter().flatten().copied().max().unwrap_or(0);
    let rest = Some("… và 170 đơn vị nữa trong bảng số liệu".to_owned());
    Drawing::Bars(Bars {
        rows: (0..rows).map(bar).collect(),
        max,
        goal: Some(Tick {
            at: 1_000,
            label: "chỉ tiêu".into(),
        }),
        rest,
    })
}

fn heat(rows: usize, columns: usize, label: &str, text: &str) -> Drawing {
    let cell = |n: usize| HeatCell {
        text: text.into(),
        class: u8::try_from(n % 6).ok().filter(|class| *class < 5),
    };
    let row = |n: usize| HeatRow {
        label: format!("{label} {n}"),
        cells: (0..columns).map(|c| cell(n + c)).collect(),
    };
    Drawing::Heat(Heat {
        columns: (1..=columns).map(|n| format!("{label} {n}")).collect(),
        rows: (0..rows).map(row).collect(),
        classes: ["dưới 50%", "50–80%", "80–100%", "100–200%", "từ 200%"]
            .map(Into::into)
            .to_vec(),
        missing: "chưa có số liệu".into(),
    })
}

fn map(areas: i32, label: &str) -> Drawing {
    let area = |n: i32| {
        let (x, y) = (n % 6 * 58, n / 6 * 50);
        let square = vec![(x, y), (x + 56, y), (x + 56, y + 48), (x, y + 48)];
        let class = u8::try_from(n % 6).ok().filter(|class| *class < 5);
        Area {
            label: label.into(),
            unit: Some(format!("u{n}")),
            text: "425,8%".into(),
            class,
            rings: vec![square],
            centre: (x + 28, y + 24),
        }
    };
    let view = MapView {
        height: areas / 6 * 50 + 50,
        areas: (0..areas).map(area).collect(),
    };
    let Drawing::Heat(Heat {
        classes, missing, ..
    }) = heat(1, 1, "", "")
    else {
        unreachable!()
    };
    Drawing::Map(Map {
        views: [view.clone(), view.clone(), view],
        classes,
        missing,
    })
}

/// Bars, tables and maps, ordinary and extreme.
pub(super) fn compared() -> Vec<(&'static str, Vec<Chart>)> {
    let long = "Công đoàn các khu công nghiệp và khu kinh tế ".repeat(3);
    let some = [Some(4_258), Some(1_000), Some(999), Some(0), None];
    let charts = vec![
        ("bars", bars(24, "Đông Sơn", &some)),
        ("bars, long", bars(60, &long, &some)),
        (
            "bars, one word",
            bars(
                3,
                &"W".repeat(120),
                &[Some(1_000_000_000), Some(1), Some(950_000_000)],
            ),
        ),
        ("bars, zeros", bars(5, "Đơn vị", &[Some(0)])),
        ("bars, nothing", bars(5, "Đơn vị", &[None])),
        ("bars, one", bars(1, "Đơn vị", &[Some(120_000)])),
        ("heat", heat(8, 3, "Khối", "425,8%")),
        ("heat, wide", heat(8, 12, "Giai đoạn", "gần\u{a0}100%")),
        ("heat, long", heat(4, 6, &long, "12.000%")),
        ("heat, huge", heat(2, 2, "K", "1.000.000.000%")),
        ("heat, one", heat(1, 1, "K", "–")),
        ("map", map(24, "Thọ Xuân")),
        ("map, long", map(12, &long)),
        ("map, one", map(1, "")),
    ];
    charts
        .into_iter()
        .map(|(name, drawing)| (name, vec![drawn(name, drawing)]))
        .collect()
}

#[test]
fn no_text_overlaps_or_is_cut() {
    for (name, charts) in cases().into_iter().chain(compared()) {
        for chart in &charts {
            for width in [Width::Narrow, Width::Middle, Width::Wide] {
                let name = format!("{name}, {}, {width:?}", chart.id);
                measure_within(&name, &lay_out(&chart.drawing, width), 0);
            }
        }
    }
}

#[test]
fn the_newest_count_is_always_said() {
    for (name, charts) in cases() {
        for chart in &charts {
            let Drawing::Steps(steps) = &chart.drawing else {
                continue;
            };
            let newest = &steps.points.last().unwrap().label;
            for width in [Width::Narrow, Width::Middle, Width::Wide] {
                let sheet = lay_out(&chart.drawing, width);
                assert!(
                    sheet.texts().iter().any(|t| t.bold && t.text == *newest),
                    "{name}, {width:?}: {newest}"
                );
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
            assert!(
                text.contains("role=\"img\"") && text.contains(&format!("id=\"{}-t-n\"", chart.id))
            );
            assert!(svg(chart, Width::Wide).contains(&format!("id=\"{}-d-w\"", chart.id)));
            let alone = standalone(chart, Width::Wide, &Credit::default());
            assert!(
                alone.contains("xmlns=") && alone.contains("<style>") && !alone.contains("var(")
            );
        }
    }
}

#[test]
fn pictures_of_both_ways_look_alike() {
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for (name, charts) in compared().into_iter().chain(cases()) {
        for chart in &charts {
            let page = super::page(chart, Width::Wide);
            let way = format!("{:?}", std::mem::discriminant(&chart.drawing));
            let drawn = kinds.entry(way).or_default();
            if *drawn >= 6 {
                continue;
            }
            *drawn += 1;
            let quick = page.png(2).unwrap();
            let slow = raster::png(&super::alone(chart, Width::Wide, &page, ""), 2.0).unwrap();
            let (worst, far, mean) = distance(&quick, &slow);
            let alike = worst <= 64 && far == 0 && mean < 5.0;
            assert!(alike, "{name} {}: {worst} {far} {mean}", chart.id);
        }
    }
    assert!(kinds.len() == 5, "{kinds:?}");
}

/// The same marks through plotters' own SVG backend, for docs/en/charts.md: `cargo test --lib
/// plotters_own -- --nocapture`; `SHOW=cumulative-mot-trieu` prints that chart of both.
#[test]
fn smaller_than_plotters_own_backend() {
    use crate::chart::backend::Stroke;
    use crate::chart::palette::{TONES, Tone};
    fn on_paper(tone: Tone, _: Stroke) -> plotters::style::RGBColor {
        let hex = TONES
            .iter()
            .find(|(t, ..)| *t == tone)
            .map_or("#000", |(_, _, [light, _])| light);
        let part = |at: usize| {
            u8::from_str_radix(hex.get(at..at + 2).unwrap_or("ff"), 16).unwrap_or(u8::MAX)
        };
        plotters::style::RGBColor(part(1), part(3), part(5))
    }
    let (mut ours, mut theirs, mut sizes) = (0, 0, Vec::new());
    let all = cases().into_iter().chain(
        compared()
            .into_iter()
            .filter(|(name, _)| !name.starts_with("map")),
    );
    for (name, charts) in all {
        for chart in &charts {
            let sheet = lay_out(&chart.drawing, Width::Wide);
            ours += sheet.paint().len();
            sizes.push(svg(chart, Width::Wide).len());
            let mut text = String::new();
            let size = (sheet.width.unsigned_abs(), sheet.height.unsigned_abs());
            sheet.paint_on(
                plotters_svg::SVGBackend::with_string(&mut text, size),
                on_paper,
            );
            theirs += text.len();
            if std::env::var_os("SHOW").is_some_and(|wanted| wanted == *chart.id) && name == "real"
            {
                #[expect(clippy::print_stdout, reason = "a picture for the documentation")]
                {
                    println!(
                        "{text}\n{}",
                        standalone(chart, Width::Wide, &Credit::default())
                    );
                }
            }
        }
    }
    sizes.sort_unstable();
    assert!(
        sizes[sizes.len() / 2] <= 6_000,
        "the median chart has {} bytes",
        sizes[sizes.len() / 2]
    );
    assert!(
        ours * 100 < theirs * 60,
        "{ours} bytes, plotters' own backend {theirs}"
    );
    #[expect(clippy::print_stdout, reason = "the figure for the documentation")]
    {
        println!(
            "marks of all specimens: {ours} bytes; through plotters' own backend: {theirs} bytes"
        );
    }
}

#[test]
fn every_area_of_a_map_is_named_or_numbered_and_leads_to_its_unit() {
    let small = |label: &str| {
        let Drawing::Map(mut map) = map(30, label) else {
            unreachable!()
        };
        // An island: too small for any text.
        for view in &mut map.views {
            view.areas[29].rings = vec![vec![(320, 230), (323, 230), (323, 233), (320, 233)]];
            view.areas[29].centre = (321, 231);
            // A part far from the rest of its area.
            view.areas[0]
                .rings
                .push(vec![(100, 275), (110, 275), (110, 285), (100, 285)]);
            view.height = 300;
            for area in &mut view.areas {
                area.text = "5%".into();
            }
        }
        drawn("map", Drawing::Map(map))
    };
    for (label, named) in [("Yên", 29), ("Công đoàn khu kinh tế", 0)] {
        for width in [Width::Narrow, Width::Middle, Width::Wide] {
            let chart = small(label);
            let sheet = lay_out(&chart.drawing, width);
            let texts: Vec<&str> = sheet.texts().iter().map(|t| t.text.as_str()).collect();
            let count = |wanted: &str| texts.iter().filter(|text| **text == wanted).count();
            // Named areas and the island, the others below the map.
            assert_eq!(count(label), if named > 0 { 31 } else { 30 });
            for number in 1..=30 - named {
                let found = count(&number.to_string());
                let island = named == 0 && number == 1;
                assert_eq!(found, if island { 3 } else { 2 }, "{label} {number}");
            }
            let svg = super::linked(&chart, width, &|unit| Some(format!("../{unit}/")));
            assert_eq!(svg.matches("<a href=\"../u").count(), 30);
            assert_eq!(
                svg.matches(&format!("<title>{label}: 5%</title>")).count(),
                30
            );
            assert!(svg.contains("role=\"group\"") && !svg.contains("role=\"img\""));
        }
    }
}
