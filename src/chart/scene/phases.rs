//! Phases against their targets: all of a programme on one scale, and each by itself.

use super::cells::{Cell, split};
use super::words::Words;
use super::{Row, Scene, axis, sources};
use crate::chart::Kind;
use crate::chart::spec::{Bullet, Chart, Drawing, Request, Table};
use crate::progress::{PhaseState, Point};

/// All phases, when one of them has a figure or a target.
pub(super) fn all(scene: &Scene<'_>) -> Option<Chart> {
    let rows = &scene.phases;
    rows.iter().any(shown).then(|| {
        let title = title(scene, rows);
        let facts = chart(scene, rows, title);
        Chart {
            id: scene.id("phases"),
            request: scene.request(Kind::Phases),
            ..facts
        }
    })
}

/// The phase of a row, when it has a figure or a target.
pub(super) fn one(scene: &Scene<'_>, row: usize) -> Option<Chart> {
    let row = scene.phases.get(row).filter(|row| shown(row))?;
    let title = scene.words.phase(row.1, row.2);
    let request = Request {
        phase: Some(row.1.id.clone()),
        ..scene.request(Kind::Phase)
    };
    Some(Chart {
        id: scene.phase_id("phase", row.1),
        request,
        ..chart(scene, &[*row], title)
    })
}

fn shown(row: &Row<'_>) -> bool {
    row.2.submitted.is_some() || row.2.target.is_some()
}

/// The finding of one phase, of two, or how many of many met their target.
fn title(scene: &Scene<'_>, rows: &[Row<'_>]) -> String {
    let words = &scene.words;
    if let [first, ..] = rows
        && rows.iter().all(|r| r.2.state == PhaseState::Ahead)
    {
        return words.phase(first.1, first.2);
    }
    let silent = |r: &Row<'_>| r.2.submitted.is_none() && !words.uncounted(r.2);
    if rows.iter().all(silent) {
        let name = &scene.programme.short_title;
        return format!("{name}: {}", words.unknown());
    }
    let text = match rows {
        [one] => words.phase(one.1, one.2),
        [first, second] => words.two_phases((first.1, first.2), (second.1, second.2)),
        _ => return count(words, rows),
    };
    if text.chars().count() <= 160 {
        text
    } else {
        count(words, rows)
    }
}

/// How many of many met their target. Those without a target could not.
fn count(words: &Words<'_>, rows: &[Row<'_>]) -> String {
    let aimed = rows
        .iter()
        .filter_map(|r| r.2.submitted.zip(r.2.target.filter(|t| *t > 0)));
    let (aims, met) = (aimed.clone().count(), aimed.filter(|(s, t)| s >= t).count());
    let unknown = rows.iter().filter(|r| r.2.submitted.is_none()).count();
    let figures = rows.iter().map(|r| r.2);
    let undecided = words.undecided_phases(figures.clone());
    let over = rows.iter().all(|r| r.2.state == PhaseState::Over) && undecided.is_empty();
    let finding = words.met_phases(met, aims, rows.len() - unknown - aims, over);
    format!("{finding}{undecided}{}", words.missing_phases(figures))
}

fn chart(scene: &Scene<'_>, rows: &[Row<'_>], title: String) -> Chart {
    let words = &scene.words;
    let (table, csv) = table(words, rows);
    let kind = words.say("chart-kind-bullets", &[]);
    let facts: Vec<String> = rows.iter().take(3).map(|r| words.fact(r.1, r.2)).collect();
    Chart {
        id: String::new(),
        request: Request::default(),
        title,
        subtitle: super::ranking::subtitle(scene, rows, "chart-subject-target"),
        desc: format!("{kind} {} {}", facts.join(" "), words.table_below()),
        table,
        csv,
        source: sources(rows.iter().flat_map(used)).or_else(|| origin(words, rows)),
        source_word: words.source(),
        note: Some(note(words, rows)),
        drawing: drawing(words, rows),
    }
}

/// Where counts come from when no report tells them: of each phase by itself when there are
/// several.
fn origin(words: &Words<'_>, rows: &[Row<'_>]) -> Option<String> {
    let parts = rows
        .iter()
        .filter_map(|(_, phase, p)| Some((&phase.title, words.origin(p.count?)?)));
    let parts: Vec<(&String, String)> = parts.collect();
    match parts.as_slice() {
        [] => None,
        [first, rest @ ..] if rest.iter().all(|other| other.1 == first.1) => Some(first.1.clone()),
        several => Some(
            several
                .iter()
                .map(|(title, text)| format!("{title}: {text}"))
                .collect::<Vec<_>>()
                .join("; "),
        ),
    }
}

/// The reports a row was counted from, older first.
fn used<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a Point<'a>> {
    let known = row.2.submitted.is_some();
    row.2
        .base
        .iter()
        .chain(row.2.last.iter())
        .filter(move |_| known)
}

fn note(words: &Words<'_>, rows: &[Row<'_>]) -> String {
    let mut parts = vec![words.metric_note()];
    for (_, phase, p) in rows {
        if let (Some(last), Some(base), Some(_)) = (&p.last, &p.base, p.submitted) {
            let (to, from) = (words.day(last.date), words.day(base.date));
            parts.push(words.say(
                "chart-difference",
                &[
                    ("phase", (&phase.title).into()),
                    ("count", last.value.into()),
                    ("to", (&to).into()),
                    ("base", base.value.into()),
                    ("from", (&from).into()),
                ],
            ));
        }
    }
    parts.join(" ")
}

fn table(words: &Words<'_>, rows: &[Row<'_>]) -> (Table, Vec<Vec<String>>) {
    let sums = rows.iter().any(|row| row.2.coverage().is_some());
    let mut head = vec![
        words.say("phase", &[]),
        words.say("chart-head-from", &[]),
        words.say("chart-head-to", &[]),
        words.say("target", &[]),
        words.say("chart-head-count", &[]),
        words.say("chart-head-percent", &[]),
        words.say("chart-head-day", &[]),
    ];
    head.extend(sums.then(|| words.say("chart-head-units", &[])));
    let cells = rows.iter().map(|(_, phase, p)| {
        let last = p.submitted.and(p.last.as_ref()).map(|l| l.date);
        let mut cells = vec![
            Cell::text(&phase.title),
            Cell::day(Some(phase.start), |d| words.day(d)),
            Cell::day(Some(phase.end), |d| words.day(d)),
            Cell::number(p.target, |v| words.n(v)),
            Cell::number(p.submitted, |v| words.n(v)),
            Cell::percent(p.submitted, p.target, words.share(p)),
            Cell::day(last, |d| words.day(d)),
        ];
        cells.extend(sums.then(|| Cell::share(p.coverage())));
        cells
    });
    let (rows, csv) = split(&head, cells.collect());
    (
        Table {
            numeric: [false, false, false, true, true, true, false, false][..head.len()].to_vec(),
            head,
            rows,
        },
        csv,
    )
}

fn drawing(words: &Words<'_>, rows: &[Row<'_>]) -> Drawing {
    let most = rows
        .iter()
        .flat_map(|r| [r.2.submitted, r.2.target])
        .flatten()
        .max()
        .unwrap_or(0);
    let bullets = rows.iter().map(|(_, phase, p)| Bullet {
        label: phase.title.clone(),
        period: words.period(phase.start, phase.end),
        actual: p.submitted,
        target: p.target,
        value: words.value(p),
        target_label: p.target.map(|t| words.target(t)).unwrap_or_default(),
    });
    Drawing::Bullets {
        rows: bullets.collect(),
        axis: axis::axis(most, words),
    }
}
