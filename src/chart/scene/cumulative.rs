//! The cumulative count, report by report, against the pace that the targets ask for.

use super::cells::{Cell, split};
use super::words::{Words, capital};
use super::{Scene, axis, id, sources};
use crate::base::Date;
use crate::chart::spec::{Chart, Drawing, PacePoint, Scope, Span, StepPoint, Steps, Table, Tick};
use crate::model::Phase;
use crate::progress::Point;

/// The chart, when there is a report.
pub(super) fn chart(scene: &Scene<'_>, as_of: Date) -> Option<Chart> {
    let totals = &scene.figures.totals;
    let points = &shown(scene);
    let last = points.last()?;
    let words = &scene.words;
    let (table, csv) = table(words, points);
    let kind = words.pick("Biểu đồ bậc thang theo từng kỳ báo cáo.", "Step chart, report by report.");
    let title = title(words, last);
    Some(Chart {
        id: id("cumulative", &scene.programme.id),
        name: "cumulative",
        scope: Scope::Programme(scene.programme.id.clone()),
        desc: format!("{kind} {title}. {} {}", reports(words, points.len()), words.table_below()),
        title,
        subtitle: subtitle(scene, last, as_of),
        table,
        csv,
        source: sources(points).or_else(|| words.origin(totals.submitted?)),
        source_word: words.source(),
        note: Some(note(words)),
        drawing: Drawing::Steps(steps(scene, as_of)?),
    })
}

/// The points to draw: every report, but of a count that is known on every day only the end of each month.
fn shown<'a>(scene: &Scene<'a>) -> Vec<Point<'a>> {
    let series = &scene.figures.totals.series;
    let month = |point: &Point<'_>| (point.date.year(), point.date.month());
    if !series.daily {
        return series.points.clone();
    }
    series.points.chunk_by(|a, b| month(a) == month(b)).filter_map(|points| points.last().copied()).collect()
}

fn title(words: &Words<'_>, last: &Point) -> String {
    let (metric, until) = (words.metric(), words.until(last.date));
    match (last.value, words.language == "vi") {
        (0, true) => format!("Chưa có {metric} nào {until}"),
        (0, false) => format!("No {metric} {until}"),
        (n, _) => format!("{}\u{a0}{metric} {until}", words.n(n)),
    }
}

fn reports(words: &Words<'_>, n: usize) -> String {
    match (words.language == "vi", n) {
        (true, n) => format!("Có {n} kỳ báo cáo."),
        (false, 1) => "There is 1 report.".to_owned(),
        (false, n) => format!("There are {n} reports."),
    }
}

fn subtitle(scene: &Scene<'_>, last: &Point, as_of: Date) -> String {
    let words = &scene.words;
    let mut text = if words.language == "vi" {
        format!("Lũy kế {}", words.metric())
    } else {
        format!("{}, running total", words.metric_capital())
    };
    if !scene.area.is_empty() {
        text.push_str(&format!(", {}", scene.area));
    }
    if let Some(from) = beginning(scene) {
        text.push_str(&format!(", {} {}", words.pick("tính từ", "counted from"), words.day(from)));
    }
    if as_of > last.date {
        text.push_str(&format!("; {}", words.pick("báo cáo mới nhất ngày", "newest report of")));
        text.push_str(&format!(" {}", words.day(last.date)));
    }
    text
}

fn note(words: &Words<'_>) -> String {
    let steps = words.pick(
        "Đường giữ nguyên cho đến kỳ báo cáo sau; những ngày không có báo cáo không được suy ra.",
        "The line stays level until the next report; days without a report are not filled in.",
    );
    format!("{} {steps}", words.metric_note())
}

fn table(words: &Words<'_>, points: &[Point]) -> (Table, Vec<Vec<String>>) {
    let running = words.pick("lũy kế", "running total");
    let head = vec![
        words.pick("Tính đến ngày", "As of").to_owned(),
        format!("{}, {running}", capital(&words.metric())),
        words.pick("Nguồn", "Source").to_owned(),
    ];
    let cells = points.iter().map(|p| {
        let source = p.source().filter(|s| !s.is_empty());
        vec![
            Cell::day(Some(p.date), |d| words.day(d)),
            Cell::number(Some(p.value), |v| words.n(v)),
            source.map_or(Cell { printed: "–".to_owned(), machine: String::new() }, Cell::text),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    (Table { head, numeric: vec![false, true, false], rows }, csv)
}

/// The day from which records count, where it is known.
fn beginning(scene: &Scene<'_>) -> Option<Date> {
    scene.programme.begins()
}

fn steps(scene: &Scene<'_>, as_of: Date) -> Option<Steps> {
    let words = &scene.words;
    let points = &shown(scene);
    let (first, last) = (points.first()?, points.last()?);
    let begun: Vec<&Phase> = scene.programme.phases.iter().filter(|p| p.start <= as_of).collect();
    let start = beginning(scene).map_or(first.date, |b| b.min(first.date));
    // To the end of a phase that is open, so that its target is seen; else to the newest report.
    let end = begun.iter().map(|p| p.end).chain([last.date]).max()?;
    let day = |date: Date| i64::from((date - start).get_days());
    let pace = pace(words, &begun, day);
    let most = points.iter().map(|p| p.value).chain(pace.iter().map(|p| p.value)).max().unwrap_or(0);
    // Days of reports help to read a few steps, not hundreds.
    let reported = points.iter().rev().map(|p| p.date).filter(|_| points.len() <= 12);
    let dates = [start, end].into_iter().chain(begun.iter().map(|p| p.end)).chain(reported);
    Some(Steps {
        days: day(end).max(1),
        from_zero: beginning(scene).is_some_and(|b| b <= first.date),
        points: points
            .iter()
            .map(|p| StepPoint { day: day(p.date), value: p.value, label: words.n(p.value), date: words.day(p.date) })
            .collect(),
        phases: begun
            .iter()
            .map(|p| Span { start: day(p.start).max(0), end: day(p.end), label: p.title.clone() })
            .collect(),
        pace,
        dates: dates.map(|d| Tick { at: day(d), label: words.day(d) }).collect(),
        axis: axis::axis(most, words),
    })
}

/// From zero to the sum of targets at each phase's end; it stops where a target is not known.
fn pace(words: &Words<'_>, phases: &[&Phase], day: impl Fn(Date) -> i64) -> Vec<PacePoint> {
    let mut corners: Vec<PacePoint> = Vec::new();
    let mut sum: i64 = 0;
    for phase in phases {
        let (Some(target), start, end) = (phase.target, day(phase.start).max(0), day(phase.end)) else { break };
        if corners.last().is_some_and(|c| end <= c.day) {
            break;
        }
        if corners.last().is_none_or(|c| start > c.day + 1) {
            corners.push(PacePoint { day: start, value: sum, label: String::new() });
        }
        sum = sum.saturating_add(target);
        corners.push(PacePoint { day: end, value: sum, label: words.target(sum) });
    }
    corners
}
