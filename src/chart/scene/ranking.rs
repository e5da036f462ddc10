//! Units beside each other in a phase, and clusters through all phases.

use super::cells::{Cell, split};
use super::words::Words;
use super::{Row, Scene, limits, short, words};
use crate::base::number;
use crate::chart::Kind;
use crate::chart::spec::{
    Bar, Bars, CLASSES, Chart, Drawing, Heat, HeatCell, HeatRow, Request, Table, Tick,
};
use crate::model::{Unit, UnitKind};
use crate::progress::{self, Origin, PhaseProgress, PhaseState};

/// Rows that are drawn; the table below a chart has all of them.
pub(super) const LIMIT: usize = 60;
/// A title names a unit of this many letters at most.
const NAME: usize = 60;

type Ranked<'a> = (&'a Unit, &'a PhaseProgress<'a>);

/// The units of the highest level of which anything is known, or those below the scene's unit, in
/// one phase.
pub(super) fn chart(scene: &Scene<'_>, row: usize) -> Option<Chart> {
    let (number, phase, whole) = *scene.phases.get(row)?;
    let rows = units(scene, number)?;
    let words = &scene.words;
    let finding = finding(words, whole.state, &rows);
    let title = format!("{}: {finding}", phase.title);
    let (table, csv) = table(words, &rows);
    let kind = words.say("chart-kind-ranking", &[]);
    let top: Vec<String> = rows
        .iter()
        .take(3)
        .map(|(u, p)| format!("{}: {}{}.", short(u), words.value(p), words.of_units(p)))
        .collect();
    Some(Chart {
        id: scene.phase_id("ranking", phase),
        request: Request {
            phase: Some(phase.id.clone()),
            ..scene.request(Kind::Ranking)
        },
        desc: format!("{kind} {title}. {} {}", top.join(" "), words.table_below()),
        title,
        subtitle: subtitle(scene, &[(number, phase, whole)], "chart-subject-target"),
        table,
        csv,
        source: source(words, &rows),
        source_word: words.source(),
        note: Some(format!("{} {}", words.metric_note(), words.rank_note())),
        drawing: Drawing::Bars(bars(scene, whole, &rows)),
    })
}

/// Best first; nothing when no unit but one is there, or none has reported anything.
fn units<'a>(scene: &Scene<'a>, number: usize) -> Option<Vec<Ranked<'a>>> {
    let (portal, progress) = (scene.portal, scene.progress);
    let order = match scene.unit {
        Some(unit) => progress::standing(
            portal,
            progress,
            portal.tree.children(unit).iter().copied(),
            number,
        ),
        None => {
            let kind = progress::level(portal, progress, number)?;
            let level = (0..portal.units.len()).filter(|unit| portal.units[*unit].kind == kind);
            progress::standing(portal, progress, level, number)
        }
    };
    let rows = order.iter().filter_map(|u| {
        Some((
            &portal.units[*u],
            progress.units[*u].phases[number].as_ref()?,
        ))
    });
    let rows: Vec<Ranked<'a>> = rows.collect();
    (rows.len() > 1 && rows.iter().any(|(_, p)| p.submitted.is_some())).then_some(rows)
}

/// "18 trong 24 đơn vị đạt chỉ tiêu, cao nhất là Đông Sơn (425,8%); 2 đơn vị chưa có số liệu". That
/// no unit met its target is said only when no figure can change it.
pub(super) fn finding(words: &Words<'_>, state: PhaseState, rows: &[Ranked<'_>]) -> String {
    let share = |p: &PhaseProgress<'_>| words.percent(p.submitted?, p.target?);
    let ranked: Vec<(&Unit, &PhaseProgress<'_>, String)> = rows
        .iter()
        .filter_map(|(u, p)| Some((*u, *p, share(p)?)))
        .collect();
    let figures = || rows.iter().map(|(_, p)| *p);
    let undecided = words.undecided_units(figures());
    let aimless = words.aimless_units(figures());
    let unknown = words.missing_units(figures());
    if ranked.is_empty() {
        return format!("{}{unknown}", most(words, rows));
    }
    let met = ranked
        .iter()
        .filter(|(_, p, _)| p.submitted >= p.target)
        .count();
    let over = state == PhaseState::Over && undecided.is_empty();
    format!(
        "{}{}{undecided}{aimless}{unknown}",
        words.met(met, ranked.len(), over),
        best(words, &ranked)
    )
}

/// The units with the best result, among those of which all is known: they come first. Nothing when
/// what is known of another one is more already.
fn best(words: &Words<'_>, ranked: &[(&Unit, &PhaseProgress<'_>, String)]) -> String {
    let whole = |p: &PhaseProgress<'_>| p.count.is_some_and(|count| count.complete());
    let Some((_, first, share)) = ranked.first().filter(|(_, p, _)| whole(p)) else {
        return String::new();
    };
    if first.submitted == Some(0) {
        return String::new();
    }
    if let [(unit, ..)] = ranked {
        return words.alone(short(unit), share, NAME);
    }
    let cross = |a: &PhaseProgress<'_>, b: &PhaseProgress<'_>| {
        i128::from(a.submitted.unwrap_or(0)) * i128::from(b.target.unwrap_or(0))
    };
    if ranked
        .iter()
        .any(|(_, p, _)| cross(p, first) > cross(first, p))
    {
        return String::new();
    }
    let top: Vec<&str> = ranked
        .iter()
        .filter(|(_, p, _)| whole(p) && cross(p, first) == cross(first, p))
        .map(|(u, ..)| short(u))
        .collect();
    words.best(&top, share, NAME)
}

/// Without targets the counts themselves are reported.
fn most(words: &Words<'_>, rows: &[Ranked<'_>]) -> String {
    let counts = rows
        .iter()
        .filter_map(|(u, p)| Some((short(u), p.submitted?)));
    let most = counts.clone().map(|(_, n)| n).max().unwrap_or(0);
    let top: Vec<&str> = counts
        .filter(|(_, n)| *n == most)
        .map(|(name, _)| name)
        .collect();
    let known = rows.iter().filter(|(_, p)| p.submitted.is_some()).count();
    if let ([name], 1) = (top.as_slice(), known) {
        return words.count_of(name, most, NAME);
    }
    words.most(&top, most, NAME)
}

/// `subject` is the message of what is shown, of the metric.
pub(super) fn subtitle(scene: &Scene<'_>, rows: &[Row<'_>], subject: &str) -> String {
    let words = &scene.words;
    let metric = words.metric_capital();
    let mut text = words.say(subject, &[("metric", (&metric).into())]);
    if !scene.area.is_empty() {
        text.push_str(&format!(", {}", scene.area));
    }
    let (from, to) = (
        rows.iter().map(|r| r.1.start).min(),
        rows.iter().map(|r| r.1.end).max(),
    );
    if let Some((from, to)) = from.zip(to) {
        text.push_str(&format!(", {}", words.period(from, to)));
    }
    text.push_str(&limits(words, rows));
    text
}

/// Reports of the units; where they come from when none reports.
pub(super) fn source(words: &Words<'_>, rows: &[Ranked<'_>]) -> Option<String> {
    let counts = || rows.iter().filter_map(|(_, p)| p.count);
    if counts().next().is_some() && counts().all(|count| count.origin == Origin::Records) {
        return Some(words.list());
    }
    let named = super::sources(rows.iter().filter_map(|(_, p)| p.last.as_ref()));
    named.or_else(|| Some(words.say("chart-reports-of-units", &[])))
}

fn table(words: &Words<'_>, rows: &[Ranked<'_>]) -> (Table, Vec<Vec<String>>) {
    let head = vec![
        words.say("unit", &[]),
        words.say("rank", &[]),
        words.say("target", &[]),
        words.say("chart-head-count", &[]),
        words.say("chart-head-percent", &[]),
        words.say("chart-head-day", &[]),
        words.say("chart-head-units", &[]),
    ];
    let cells = rows.iter().map(|(unit, p)| {
        let percent = p
            .submitted
            .zip(p.target)
            .and_then(|(s, t)| words.percent(s, t));
        let rank = p.ranks.percent.and_then(|r| i64::try_from(r.place).ok());
        vec![
            Cell::name(&unit.title),
            Cell::number(rank, |v| words.n(v)),
            Cell::number(p.target, |v| words.n(v)),
            Cell::number(p.submitted, |v| words.n(v)),
            Cell::percent(p.submitted, p.target, percent),
            Cell::day(p.count.map(|c| c.date), |d| words.day(d)),
            Cell::share(p.count.and_then(|c| c.coverage())),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    (
        Table {
            head,
            numeric: vec![false, true, true, true, true, false, false],
            rows,
        },
        csv,
    )
}

/// A percentage in tenths, as a place on a scale.
fn tenths(p: &PhaseProgress<'_>) -> Option<i64> {
    let (s, t) = p.submitted.zip(p.target.filter(|t| *t > 0))?;
    i64::try_from(i128::from(s) * 1000 / i128::from(t)).ok()
}

fn bars(scene: &Scene<'_>, whole: &PhaseProgress<'_>, rows: &[Ranked<'_>]) -> Bars {
    let words = &scene.words;
    let by_share = rows.iter().any(|(_, p)| tenths(p).is_some());
    let bar = |rank: String, label: &str, p: &PhaseProgress<'_>, apart: bool| {
        let share = p
            .submitted
            .zip(p.target)
            .and_then(|(s, t)| words.percent(s, t));
        let (value, text, note) = if by_share {
            let note = if share.is_some() {
                words.fraction(p)
            } else {
                words.value(p)
            };
            (tenths(p), share.unwrap_or_else(|| "–".to_owned()), note)
        } else {
            let unknown = || ("–".to_owned(), words.value(p));
            let known = |n| (words.n(n), String::new());
            let (text, note) = p.submitted.map_or_else(unknown, known);
            (p.submitted, text, note)
        };
        // A bar that shows a part of a unit's parts says so: it has no rank, and may still grow.
        let part = words::partial(p.count.and_then(|c| c.coverage()), words.texts);
        let note = match part.filter(|_| p.submitted.is_some()) {
            Some(part) if note.is_empty() => part,
            Some(part) => format!("{note} · {part}"),
            None => note,
        };
        Bar {
            rank,
            label: number::held_in_name(label),
            value,
            text,
            note,
            apart,
        }
    };
    let pinned = by_share
        .then(|| bar(String::new(), &scene.area, whole, true))
        .filter(|bar| bar.value.is_some());
    let place = |p: &PhaseProgress<'_>| {
        p.ranks
            .percent
            .map(|r| r.place.to_string())
            .unwrap_or_default()
    };
    let shown = rows
        .iter()
        .take(LIMIT)
        .map(|(u, p)| bar(place(p), short(u), p, false));
    let rows_shown: Vec<Bar> = pinned.into_iter().chain(shown).collect();
    let most = rows_shown
        .iter()
        .filter_map(|bar| bar.value)
        .max()
        .unwrap_or(0);
    let goal = words.say("chart-goal", &[]);
    Bars {
        rows: rows_shown,
        max: if by_share { most.max(1000) } else { most },
        goal: by_share.then_some(Tick {
            at: 1000,
            label: goal,
        }),
        rest: (rows.len() > LIMIT).then(|| words.more_units(rows.len() - LIMIT)),
    }
}

/// The class of a result, from 0: below 50, 80, 100, 200 % of the target, and from there on.
pub(super) fn class(p: &PhaseProgress<'_>) -> Option<u8> {
    let (s, t) = p.submitted.zip(p.target.filter(|t| *t > 0))?;
    let reached = |percent: &&i64| i128::from(s) * 100 >= i128::from(**percent) * i128::from(t);
    u8::try_from(CLASSES.iter().take_while(reached).count()).ok()
}

/// `dưới 50%`, `50–80%` … `từ 200%`
pub(super) fn classes(words: &Words<'_>) -> Vec<String> {
    let end = |id: &str, percent: i64| words.say(id, &[("percent", percent.into())]);
    let mut names = vec![end("chart-class-below", CLASSES[0])];
    names.extend(
        CLASSES
            .windows(2)
            .map(|pair| format!("{}–{}%", pair[0], pair[1])),
    );
    names.push(end("chart-class-from", CLASSES[CLASSES.len() - 1]));
    names
}

/// Clusters, or what is below the scene's unit, against all phases that have begun.
pub(super) fn heat(scene: &Scene<'_>) -> Option<Chart> {
    let (portal, words) = (scene.portal, &scene.words);
    let begun: Vec<&Row<'_>> = scene
        .phases
        .iter()
        .filter(|(_, p, _)| p.start <= scene.as_of)
        .collect();
    let units: Vec<usize> = match scene.unit {
        Some(unit) => portal.tree.children(unit).to_vec(),
        None => (0..portal.units.len())
            .filter(|u| portal.units[*u].kind == UnitKind::Cluster)
            .collect(),
    };
    let figures_of = |unit: usize, row: &Row<'_>| scene.progress.units[unit].phases[row.0].as_ref();
    let known = |unit: &usize| {
        begun
            .iter()
            .any(|row| figures_of(*unit, row).and_then(class).is_some())
    };
    let units: Vec<usize> = units.into_iter().filter(known).collect();
    if units.len() < 2 || begun.is_empty() {
        return None;
    }
    let results: Vec<(usize, &Row<'_>, &PhaseProgress<'_>)> = units
        .iter()
        .flat_map(|unit| {
            begun
                .iter()
                .filter_map(|row| Some((*unit, *row, figures_of(*unit, row)?)))
        })
        .filter(|(.., p)| class(p).is_some())
        .collect();
    let title = heat_title(scene, &results);
    let percent = |p: &PhaseProgress<'_>| words.percent(p.submitted?, p.target?);
    let cell = |unit: usize, row: &Row<'_>| {
        let p = figures_of(unit, row);
        HeatCell {
            text: p.and_then(percent).unwrap_or_else(|| "–".to_owned()),
            class: p.and_then(class),
        }
    };
    let mut head = vec![words.say("unit", &[])];
    head.extend(begun.iter().map(|row| format!("{}, %", row.1.title)));
    let cells = units.iter().map(|unit| {
        let mut cells = vec![Cell::name(&portal.units[*unit].title)];
        cells.extend(begun.iter().map(|row| {
            let p = figures_of(*unit, row);
            Cell::percent(
                p.and_then(|p| p.submitted),
                p.and_then(|p| p.target),
                p.and_then(|p| Some(format!("{}{}", percent(p)?, words.of_units(p)))),
            )
        }));
        cells
    });
    let (rows, csv) = split(&head, cells.collect());
    let kind = words.say("chart-kind-heat", &[]);
    let phases: Vec<Row<'_>> = begun.iter().map(|row| **row).collect();
    let subtitle = subtitle(scene, &phases, "chart-subject-percent");
    let mut note = vec![words.metric_note()];
    if !results.iter().all(|(.., p)| words.of_units(p).is_empty()) {
        note.push(words.say("chart-heat-note", &[]));
    }
    Some(Chart {
        id: scene.id("clusters"),
        request: scene.request(Kind::Clusters),
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle,
        table: Table {
            numeric: head.iter().enumerate().map(|(at, _)| at > 0).collect(),
            head,
            rows,
        },
        csv,
        source: source(
            words,
            &results
                .iter()
                .map(|(unit, _, p)| (&portal.units[*unit], *p))
                .collect::<Vec<_>>(),
        ),
        source_word: words.source(),
        note: Some(note.join(" ")),
        drawing: Drawing::Heat(Heat {
            columns: begun.iter().map(|row| row.1.title.clone()).collect(),
            rows: units
                .iter()
                .take(LIMIT)
                .map(|unit| HeatRow {
                    label: number::held_in_name(short(&portal.units[*unit])),
                    cells: begun.iter().map(|row| cell(*unit, row)).collect(),
                })
                .collect(),
            classes: classes(words),
            missing: words.no_share(),
        }),
    })
}

/// "9 trong 12 kết quả đạt chỉ tiêu; cao nhất là Khối 1, giai đoạn 2 (512,3%)"
fn heat_title(scene: &Scene<'_>, results: &[(usize, &Row<'_>, &PhaseProgress<'_>)]) -> String {
    let words = &scene.words;
    let met = results
        .iter()
        .filter(|(.., p)| p.submitted >= p.target)
        .count();
    let best = results
        .iter()
        .max_by_key(|(.., p)| p.percent)
        .filter(|(.., p)| p.submitted > Some(0));
    let best = best.and_then(|(unit, row, p)| {
        let (name, share) = (
            short(&scene.portal.units[*unit]),
            words.percent(p.submitted?, p.target?)?,
        );
        let phase = words.texts.inside(&row.1.title);
        (name.chars().count() + phase.chars().count() <= NAME)
            .then(|| words.best_cell(name, &phase, &share))
    });
    format!(
        "{}{}",
        words.met_cells(met, results.len()),
        best.unwrap_or_default()
    )
}
