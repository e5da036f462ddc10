//! The cumulative count, report by report, against the pace that the targets ask for.

use super::cells::{Cell, dash, split};
use super::words::{Words, partial};
use super::{Row, Scene, axis, id, sources};
use crate::base::Date;
use crate::base::date::days_between;
use crate::chart::Kind;
use crate::chart::spec::{
    Chart, Drawing, Fan, PacePoint, Request, Span, StepPoint, Steps, Table, Tick,
};
use crate::model::Phase;
use crate::progress::{Forecast, PhaseState, Point};

/// The chart, when there is a report; of one phase, or of the last months, when asked for.
pub(super) fn chart(
    scene: &Scene<'_>,
    phase: Option<&Phase>,
    months: Option<u32>,
) -> Option<Chart> {
    let period = Period::of(scene, phase, months)?;
    let points = &period.points;
    let last = points.last()?;
    let words = &scene.words;
    let (table, csv) = table(scene, points);
    let kind = words.say("chart-kind-steps", &[]);
    let title = format!(
        "{}{}",
        title(
            words,
            last,
            period.before.as_ref().filter(|_| period.from.is_some()),
        ),
        of_units(scene, last)
    );
    let steps = steps(scene, &period)?;
    let forecast = steps
        .forecast
        .as_ref()
        .map(|fan| format!(" {}", fan.sentence))
        .unwrap_or_default();
    let narrowed = phase
        .map(|p| p.id.clone())
        .into_iter()
        .chain(months.map(|n| format!("{n}-thang")));
    Some(Chart {
        id: narrowed.fold(scene.id("cumulative"), |name, part| id(&name, &part)),
        request: Request {
            phase: phase.map(|p| p.id.clone()),
            months,
            ..scene.request(Kind::Cumulative)
        },
        desc: format!(
            "{kind} {title}. {}{forecast} {}",
            reports(words, points),
            words.table_below()
        ),
        title,
        subtitle: subtitle(scene, &period, last),
        table,
        csv,
        source: sources(points).or_else(|| words.origin(scene.totals.submitted?)),
        source_word: words.source(),
        note: Some(format!("{}{forecast}", note(words))),
        drawing: Drawing::Steps(steps),
    })
}

/// The days that are shown, and what is known of them.
struct Period<'a> {
    /// `None` for all days.
    from: Option<Date>,
    to: Date,
    /// What was known before the first day.
    before: Option<Point<'a>>,
    points: Vec<Point<'a>>,
}

impl<'a> Period<'a> {
    fn of(scene: &Scene<'a>, phase: Option<&Phase>, months: Option<u32>) -> Option<Self> {
        let all = shown(scene);
        let last = all.last()?.date;
        let until = phase.map_or(scene.as_of, |phase| phase.end.min(scene.as_of));
        let recent = match months {
            Some(months) => Some(
                until
                    .checked_sub(jiff::Span::new().months(i64::from(months)))
                    .ok()?,
            ),
            None => None,
        };
        let from = phase
            .map(|phase| phase.start)
            .into_iter()
            .chain(recent)
            .max();
        // To the end of a phase that is open, so that its target is seen; else to the newest
        // report.
        let begun = scene
            .phases
            .iter()
            .filter(|(_, p, _)| p.start <= scene.as_of)
            .map(|(_, p, _)| p.end);
        let to = phase.map_or_else(|| begun.chain([last]).max(), |phase| Some(phase.end))?;
        let inside = |p: &&Point<'_>| from.is_none_or(|from| from <= p.date) && p.date <= to;
        let before = from.and_then(|from| all.iter().rfind(|p| p.date < from).copied());
        let points = all.iter().filter(inside).copied().collect();
        Some(Self {
            from,
            to,
            before,
            points,
        })
    }
}

/// A sum with more days than these is shown by months.
const SUM_DAYS: usize = 60;

/// The points to draw: every report, but only the end of each month of a count that is known on
/// every day, and of a sum of many units that report on different days.
fn shown<'a>(scene: &Scene<'a>) -> Vec<Point<'a>> {
    let series = &scene.totals.series;
    let many = !reported(&series.points) && series.points.len() > SUM_DAYS;
    if !series.daily && !many {
        return series.points.clone();
    }
    series
        .points
        .chunk_by(|a, b| a.date.first_of_month() == b.date.first_of_month())
        .filter_map(|points| points.last().copied())
        .collect()
}

/// ` (2/3 đơn vị)`, behind the newest count when it is the sum of some units; of an older one no
/// one kept of how many.
fn of_units(scene: &Scene<'_>, point: &Point<'_>) -> String {
    let words = &scene.words;
    let count = scene.totals.submitted.filter(|_| point.report.is_none());
    let Some(count) = count.filter(|count| !count.complete()) else {
        return String::new();
    };
    let units = partial(count.coverage(), words.texts).filter(|_| count.date == point.date);
    let some = || words.say("units-some", &[]);
    format!(" ({})", units.unwrap_or_else(some))
}

fn title(words: &Words<'_>, last: &Point, before: Option<&Point<'_>>) -> String {
    let (metric, day) = (words.metric(), words.day(last.date));
    let (metric, day) = (("metric", (&metric).into()), (&day).into());
    match before.filter(|before| before.value < last.value) {
        Some(before) => {
            let count = ("count", (last.value - before.value).into());
            let from = words.day(before.date);
            words.say(
                "chart-more",
                &[count, metric, ("from", (&from).into()), ("to", day)],
            )
        }
        None if last.value == 0 => words.say("chart-no-count", &[metric, ("day", day)]),
        None => {
            let count = ("count", last.value.into());
            words.say("chart-count", &[count, metric, ("day", day)])
        }
    }
}

/// Whether points are reports, and not sums or counts of a list.
fn reported(points: &[Point<'_>]) -> bool {
    points.iter().any(|point| point.report.is_some())
}

/// Reports that are read out one by one; the table has them all.
const READ_OUT: usize = 12;

/// How many reports there are, and each with its day as far as they can be listened to.
fn reports(words: &Words<'_>, points: &[Point<'_>]) -> String {
    let count = number_of_reports(words, points);
    if points.len() > READ_OUT {
        return count;
    }
    let mut listed: Vec<String> = Vec::new();
    for point in points {
        listed.push(format!(
            "{}: {}",
            words.day(point.date),
            words.n(point.value)
        ));
    }
    format!("{count} {}.", listed.join("; "))
}

fn number_of_reports(words: &Words<'_>, points: &[Point<'_>]) -> String {
    let count = points.len().into();
    if reported(points) {
        words.say("chart-reports", &[("count", count)])
    } else {
        words.say("chart-days", &[("count", count)])
    }
}

fn subtitle(scene: &Scene<'_>, period: &Period<'_>, last: &Point) -> String {
    let words = &scene.words;
    let (metric, heading) = (words.metric(), words.metric_capital());
    let mut text = words.say(
        "chart-subject-cumulative",
        &[("metric", (&metric).into()), ("heading", (&heading).into())],
    );
    if !scene.area.is_empty() {
        text.push_str(&format!(", {}", scene.area));
    }
    if let Some(from) = scene.programme.begins() {
        let day = words.day(from);
        text.push_str(&words.say("chart-counted-from", &[("day", (&day).into())]));
    }
    if scene.as_of.min(period.to) > last.date {
        let day = words.day(last.date);
        text.push_str(&words.say("chart-newest-report", &[("day", (&day).into())]));
    }
    text
}

fn note(words: &Words<'_>) -> String {
    let steps = words.say("chart-steps-note", &[]);
    format!("{} {steps}", words.metric_note())
}

fn table(scene: &Scene<'_>, points: &[Point]) -> (Table, Vec<Vec<String>>) {
    let words = &scene.words;
    let metric = words.metric_capital();
    let head = vec![
        words.say("chart-head-until", &[]),
        words.say("metric-running", &[("metric", (&metric).into())]),
        words.say("source", &[]),
    ];
    let cells = points.iter().map(|p| {
        let source = p.source().filter(|s| !s.is_empty()).map(ToOwned::to_owned);
        let source = source.or_else(|| summed(scene, p));
        vec![
            Cell::day(Some(p.date), |d| words.day(d)),
            Cell::number(Some(p.value), |v| words.n(v)),
            source.map_or(
                Cell {
                    printed: dash(),
                    machine: String::new(),
                },
                |source| Cell::text(&source),
            ),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    (
        Table {
            head,
            numeric: vec![false, true, false],
            rows,
        },
        csv,
    )
}

/// What represents the source of a sum: `tổng hợp số liệu của các đơn vị (2/3 đơn vị)`.
fn summed(scene: &Scene<'_>, point: &Point<'_>) -> Option<String> {
    let count = scene.totals.submitted.filter(|_| point.report.is_none())?;
    count.coverage()?;
    let words = &scene.words;
    Some(format!(
        "{}{}",
        words.say("chart-sum", &[]),
        of_units(scene, point)
    ))
}

fn steps(scene: &Scene<'_>, period: &Period<'_>) -> Option<Steps> {
    let words = &scene.words;
    let points = &period.points;
    let (first, last) = (points.first()?, points.last()?);
    let begins = scene.programme.begins();
    let start = period
        .from
        .unwrap_or_else(|| begins.map_or(first.date, |b| b.min(first.date)));
    let inside = |p: &Phase| p.start <= scene.as_of && p.start <= period.to && start <= p.end;
    let begun: Vec<&Row<'_>> = scene.phases.iter().filter(|(_, p, _)| inside(p)).collect();
    let end = days_between(start, period.to).max(1);
    let pace = if period.from.is_none() {
        pace(words, &begun, start)
    } else {
        Vec::new()
    };
    let forecast = forecast(scene, &begun, last, start).filter(|fan| fan.to <= end);
    let values = points.iter().map(|p| p.value);
    let values = values.chain(pace.iter().map(|p| p.value));
    let most = values.chain(forecast.iter().map(|fan| fan.high)).max();
    let zero = begins
        .is_some_and(|b| b <= first.date && start <= b)
        .then_some(0);
    let points = points.iter().map(|point| StepPoint {
        day: days_between(start, point.date),
        value: point.value,
        label: words.n(point.value),
        date: words.day(point.date),
    });
    let phases = begun.iter().map(|(_, phase, _)| Span {
        start: days_between(start, phase.start).max(0),
        end: days_between(start, phase.end).min(end),
        label: phase.title.clone(),
    });
    let dates = dates(start, period, &begun);
    let ticks = dates.into_iter().map(|date| Tick {
        at: days_between(start, date),
        label: words.day(date),
    });
    Some(Steps {
        days: end,
        begin: period.before.map(|before| before.value).or(zero),
        points: points.collect(),
        phases: phases.collect(),
        pace,
        forecast,
        dates: ticks.collect(),
        axis: axis::axis(most.unwrap_or(0), words),
    })
}

/// The days that are written below the chart, the more important first.
fn dates(start: Date, period: &Period<'_>, begun: &[&Row<'_>]) -> Vec<Date> {
    let ends = begun.iter().map(|(_, phase, _)| phase.end);
    let mut dates = vec![start, period.to];
    dates.extend(ends.filter(|end| *end <= period.to));
    // Days of reports help to read a few steps, not hundreds.
    if period.points.len() <= 12 {
        dates.extend(period.points.iter().rev().map(|point| point.date));
    }
    dates
}

/// Where the count is going in the phase that is open: its forecast is of the phase, the line is of
/// all.
fn forecast(scene: &Scene<'_>, begun: &[&Row<'_>], last: &Point<'_>, start: Date) -> Option<Fan> {
    let words = &scene.words;
    let (_, phase, p) = begun
        .iter()
        .rfind(|(_, _, p)| p.state == PhaseState::Open && p.forecast.is_some())?;
    let (forecast, within) = (p.forecast?, p.submitted?);
    let before = last.value - within;
    let [low, expected, high] =
        [forecast.low, forecast.expected, forecast.high].map(|value| value.saturating_add(before));
    let (from, to) = (
        days_between(start, last.date),
        days_between(start, phase.end),
    );
    (from < to).then(|| Fan {
        from,
        value: last.value,
        to,
        expected,
        low,
        high,
        label: words.forecast(expected, phase.end),
        range: format!("{}–{}", words.n(low), words.n(high)),
        sentence: forecast_sentence(words, &forecast, phase.end, [low, expected, high]),
    })
}

/// `Nếu giữ nhịp từ 31/01/2022 đến 30/04/2022 thì đến 30/06/2022 là 61 (nhịp chậm nhất: 40, nhanh
/// nhất: 79).`
fn forecast_sentence(
    words: &Words<'_>,
    forecast: &Forecast,
    end: Date,
    counts: [i64; 3],
) -> String {
    let (from, to) = (words.day(forecast.from), words.day(forecast.to));
    let [low, expected, high] = counts;
    let end = words.day(end);
    words.say(
        "chart-forecast-sentence",
        &[
            ("from", (&from).into()),
            ("to", (&to).into()),
            ("end", (&end).into()),
            ("count", expected.into()),
            ("low", low.into()),
            ("high", high.into()),
        ],
    )
}

/// From zero to the sum of targets at each phase's end; it stops where a target is not known.
fn pace(words: &Words<'_>, phases: &[&Row<'_>], first: Date) -> Vec<PacePoint> {
    let mut corners: Vec<PacePoint> = Vec::new();
    let mut sum: i64 = 0;
    for (_, phase, p) in phases {
        let Some(target) = p.target else { break };
        let (start, end) = (
            days_between(first, phase.start).max(0),
            days_between(first, phase.end),
        );
        if corners.last().is_some_and(|c| end <= c.day) {
            break;
        }
        if corners.last().is_none_or(|c| start > c.day + 1) {
            corners.push(PacePoint {
                day: start,
                value: sum,
                label: String::new(),
            });
        }
        sum = sum.saturating_add(target);
        corners.push(PacePoint {
            day: end,
            value: sum,
            label: words.target(sum),
        });
    }
    corners
}
