//! Units beside each other in a phase, and clusters through all phases.

use super::cells::{Cell, dash, split};
use super::words::Words;
use super::{Row, Scene, limits, short, words};
use crate::base::number;
use crate::chart::Kind;
use crate::chart::spec::{
    Bar, Bars, CLASSES, Chart, Drawing, Heat, HeatCell, HeatRow, Request, Table, Tick,
};
use crate::model::{Unit, UnitKind};
use crate::progress::{self, Count, Origin, PhaseProgress, PhaseState};

/// Rows that are drawn; the table below a chart has all of them.
pub(super) const LIMIT: usize = 60;
/// A title names a unit of this many letters at most.
const NAME: usize = 60;

pub(super) type Ranked<'a> = (&'a Unit, &'a PhaseProgress<'a>);

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
    let ranked: Vec<(&Unit, &PhaseProgress<'_>, String)> = rows
        .iter()
        .filter_map(|(u, p)| Some((*u, *p, words.share(p)?)))
        .collect();
    let figures = rows.iter().map(|(_, p)| *p);
    let undecided = words.undecided_units(figures.clone());
    let aimless = words.aimless_units(figures.clone());
    let unknown = words.missing_units(figures);
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
    let Some((_, first, share)) = ranked.first().filter(|(_, p, _)| is_complete(p)) else {
        return String::new();
    };
    if first.submitted == Some(0) {
        return String::new();
    }
    if let [(unit, ..)] = ranked {
        return words.alone(short(unit), share, NAME);
    }
    let mut figures = ranked.iter().map(|(_, p, _)| *p);
    if figures.any(|p| p.percent > first.percent) {
        return String::new();
    }
    let top: Vec<&str> = ranked
        .iter()
        .filter(|(_, p, _)| is_complete(p) && p.percent == first.percent)
        .map(|(u, ..)| short(u))
        .collect();
    words.best(&top, share, NAME)
}

/// Whether nothing of a unit is missing.
fn is_complete(p: &PhaseProgress<'_>) -> bool {
    p.count.is_some_and(|count| count.complete())
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
    let counts: Vec<Count> = rows.iter().filter_map(|(_, p)| p.count).collect();
    if !counts.is_empty() && counts.iter().all(|count| count.origin == Origin::Records) {
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
        let rank = p.ranks.percent.and_then(|r| i64::try_from(r.place).ok());
        vec![
            Cell::name(&unit.title),
            Cell::number(rank, |v| words.n(v)),
            Cell::number(p.target, |v| words.n(v)),
            Cell::number(p.submitted, |v| words.n(v)),
            Cell::percent(p.submitted, p.target, words.share(p)),
            Cell::day(p.count.map(|c| c.date), |d| words.day(d)),
            Cell::share(p.coverage()),
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
    let mut shown = Vec::new();
    if by_share {
        let pinned = Bar {
            apart: true,
            ..bar(words, &scene.area, whole, by_share)
        };
        shown.extend(Some(pinned).filter(|bar| bar.value.is_some()));
    }
    for (unit, figures) in rows.iter().take(LIMIT) {
        let place = figures.ranks.percent.map(|rank| rank.place.to_string());
        shown.push(Bar {
            rank: place.unwrap_or_default(),
            ..bar(words, short(unit), figures, by_share)
        });
    }
    let most = shown.iter().filter_map(|bar| bar.value).max().unwrap_or(0);
    let goal = words.say("chart-goal", &[]);
    Bars {
        rows: shown,
        max: if by_share { most.max(1000) } else { most },
        goal: by_share.then_some(Tick {
            at: 1000,
            label: goal,
        }),
        rest: (rows.len() > LIMIT).then(|| words.more_units(rows.len() - LIMIT)),
    }
}

/// The bar of a result, by its share of the target or by its count; without a rank.
fn bar(words: &Words<'_>, label: &str, p: &PhaseProgress<'_>, by_share: bool) -> Bar {
    let (value, text, note) = if by_share {
        let share = words.share(p);
        let note = match &share {
            Some(_) => words.fraction(p),
            None => words.value(p),
        };
        (tenths(p), share.unwrap_or_else(dash), note)
    } else {
        match p.submitted {
            Some(n) => (p.submitted, words.n(n), String::new()),
            None => (None, dash(), words.value(p)),
        }
    };
    // A bar that shows a part of a unit's parts says so: it has no rank, and may still grow.
    let part = words::partial(p.coverage(), words.texts);
    let note = match part.filter(|_| p.submitted.is_some()) {
        Some(part) if note.is_empty() => part,
        Some(part) => format!("{note} · {part}"),
        None => note,
    };
    Bar {
        rank: String::new(),
        label: number::held_in_name(label),
        value,
        text,
        note,
        apart: false,
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
    let (first, last) = (CLASSES[0], CLASSES[CLASSES.len() - 1]);
    let mut names = vec![words.say("chart-class-below", &[("percent", first.into())])];
    names.extend(
        CLASSES
            .windows(2)
            .map(|pair| format!("{}–{}%", pair[0], pair[1])),
    );
    names.push(words.say("chart-class-from", &[("percent", last.into())]));
    names
}

/// Clusters, or what is below the scene's unit, against all phases that have begun.
pub(super) fn heat(scene: &Scene<'_>) -> Option<Chart> {
    let words = &scene.words;
    let grid = HeatGrid::of(scene)?;
    let results = grid.results();
    let title = heat_title(scene, &results);
    let (table, csv) = grid.table();
    let kind = words.say("chart-kind-heat", &[]);
    let phases: Vec<Row<'_>> = grid.begun.iter().map(|row| **row).collect();
    let named = results.iter();
    let named: Vec<Ranked<'_>> = named
        .map(|(unit, _, p)| (&scene.portal.units[*unit], *p))
        .collect();
    let mut note = vec![words.metric_note()];
    if !results.iter().all(|(.., p)| words.of_units(p).is_empty()) {
        note.push(words.say("chart-heat-note", &[]));
    }
    Some(Chart {
        id: scene.id("clusters"),
        request: scene.request(Kind::Clusters),
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle: subtitle(scene, &phases, "chart-subject-percent"),
        table,
        csv,
        source: source(words, &named),
        source_word: words.source(),
        note: Some(note.join(" ")),
        drawing: Drawing::Heat(grid.drawing()),
    })
}

/// A result of a unit in a phase.
type HeatResult<'s, 'a> = (usize, &'s Row<'a>, &'s PhaseProgress<'a>);

/// Units against phases.
struct HeatGrid<'s, 'a> {
    scene: &'s Scene<'a>,
    /// The phases that have begun.
    begun: Vec<&'s Row<'a>>,
    /// The units of which something is known.
    units: Vec<usize>,
}

impl<'s, 'a> HeatGrid<'s, 'a> {
    /// Nothing where there is nothing to compare.
    fn of(scene: &'s Scene<'a>) -> Option<Self> {
        let portal = scene.portal;
        let phases = scene.phases.iter();
        let mut grid = Self {
            scene,
            begun: phases.filter(|(_, p, _)| p.start <= scene.as_of).collect(),
            units: Vec::new(),
        };
        let units = match scene.unit {
            Some(unit) => portal.tree.children(unit).to_vec(),
            None => (0..portal.units.len())
                .filter(|u| portal.units[*u].kind == UnitKind::Cluster)
                .collect(),
        };
        for unit in units {
            let class = |row: &&Row<'_>| grid.figures(unit, row).and_then(class);
            if grid.begun.iter().any(|row| class(row).is_some()) {
                grid.units.push(unit);
            }
        }
        (grid.units.len() >= 2 && !grid.begun.is_empty()).then_some(grid)
    }

    fn figures(&self, unit: usize, row: &Row<'_>) -> Option<&'s PhaseProgress<'a>> {
        self.scene.progress.units[unit].phases[row.0].as_ref()
    }

    /// All results that have a class.
    fn results(&self) -> Vec<HeatResult<'s, 'a>> {
        let mut results = Vec::new();
        for unit in &self.units {
            for row in &self.begun {
                let figures = self.figures(*unit, row);
                if let Some(figures) = figures.filter(|figures| class(figures).is_some()) {
                    results.push((*unit, *row, figures));
                }
            }
        }
        results
    }

    /// The table below the chart, and the same for machines.
    fn table(&self) -> (Table, Vec<Vec<String>>) {
        let words = &self.scene.words;
        let mut head = vec![words.say("unit", &[])];
        head.extend(self.begun.iter().map(|row| format!("{}, %", row.1.title)));
        let cells = self.units.iter().map(|unit| {
            let title = &self.scene.portal.units[*unit].title;
            let results = self.begun.iter().map(|row| self.table_cell(*unit, row));
            [Cell::name(title)].into_iter().chain(results).collect()
        });
        let (rows, csv) = split(&head, cells.collect());
        let numeric = (0..head.len()).map(|column| column > 0).collect();
        let table = Table {
            numeric,
            head,
            rows,
        };
        (table, csv)
    }

    fn table_cell(&self, unit: usize, row: &Row<'_>) -> Cell {
        let figures = self.figures(unit, row);
        let words = &self.scene.words;
        let share = figures.and_then(|p| Some(format!("{}{}", words.share(p)?, words.of_units(p))));
        Cell::percent(
            figures.and_then(|p| p.submitted),
            figures.and_then(|p| p.target),
            share,
        )
    }

    fn drawing(&self) -> Heat {
        let words = &self.scene.words;
        let rows = self.units.iter().take(LIMIT).map(|unit| HeatRow {
            label: number::held_in_name(short(&self.scene.portal.units[*unit])),
            cells: self.begun.iter().map(|row| self.cell(*unit, row)).collect(),
        });
        Heat {
            columns: self.begun.iter().map(|row| row.1.title.clone()).collect(),
            rows: rows.collect(),
            classes: classes(words),
            missing: words.no_share(),
        }
    }

    fn cell(&self, unit: usize, row: &Row<'_>) -> HeatCell {
        let figures = self.figures(unit, row);
        let text = figures.and_then(|figures| self.scene.words.share(figures));
        HeatCell {
            text: text.unwrap_or_else(dash),
            class: figures.and_then(class),
        }
    }
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
        let (name, share) = (short(&scene.portal.units[*unit]), words.share(p)?);
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
