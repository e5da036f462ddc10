//! The results of a phase on an editor's map: rates only, never counts, which would show where most
//! people live.

use std::cmp::Reverse;

use super::cells::{Cell, dash, split};
use super::geometry::{Outline, outlines};
use super::ranking::{Ranked, class, classes, finding};
use super::words::Words;
use super::{Scene, short};
use crate::base::number;
use crate::chart::Kind;
use crate::chart::spec::{Area, Chart, Drawing, Map, MapView, Request, Table};
use crate::model;

/// An area, and the unit and result that belong to it.
type Joined<'a> = (&'a model::map::Area, Option<Ranked<'a>>);

/// The map of the boundaries that held when the phase ended, coloured by % of the target.
pub(super) fn chart(scene: &Scene<'_>, row: usize) -> Option<Chart> {
    let (number, phase, whole) = *scene.phases.get(row)?;
    if scene.unit.is_some() {
        return None;
    }
    let day = phase.end.min(scene.as_of);
    let map = scene.portal.maps.iter().find(|map| map.holds(day))?;
    let words = &scene.words;
    let joined = joined(scene, map, number);
    let mut known: Vec<Ranked<'_>> = joined.iter().filter_map(|(_, result)| *result).collect();
    if !known.iter().any(|(_, p)| class(p).is_some()) {
        return None;
    }
    // Best first, as the finding wants them.
    known.sort_by_key(|(_, p)| Reverse(p.percent));
    let title = format!("{}: {}", phase.title, finding(words, whole.state, &known));
    let (table, csv) = table(words, &joined);
    Some(Chart {
        id: scene.phase_id("map", phase),
        request: Request {
            phase: Some(phase.id.clone()),
            ..scene.request(Kind::Map)
        },
        desc: description(words, map, &title),
        title,
        subtitle: super::ranking::subtitle(
            scene,
            &[(number, phase, whole)],
            "chart-subject-percent",
        ),
        table,
        csv,
        source: super::ranking::source(words, &known),
        source_word: words.source(),
        note: Some(note(words, map)),
        drawing: Drawing::Map(Map {
            views: [360, 560, 720].map(|width| view(words, &joined, width)),
            classes: classes(words),
            missing: words.no_share(),
        }),
    })
}

/// The areas of a map, with the results of their units in a phase.
fn joined<'a>(scene: &Scene<'a>, map: &'a model::Map, number: usize) -> Vec<Joined<'a>> {
    let mut joined = Vec::with_capacity(map.areas.len());
    for (area, unit) in &map.areas {
        let result = unit.and_then(|unit| {
            let figures = scene.progress.units[unit].phases[number].as_ref()?;
            Some((&scene.portal.units[unit], figures))
        });
        joined.push((area, result));
    }
    joined
}

/// The map as it is drawn at a width.
fn view(words: &Words<'_>, joined: &[Joined<'_>], width: i32) -> MapView {
    let (made, height) = outlines(joined.iter().map(|(area, _)| *area), width);
    let drawn = made.into_iter().zip(joined);
    MapView {
        height,
        areas: drawn
            .map(|(outline, joined)| area(words, outline, joined))
            .collect(),
    }
}

fn area(words: &Words<'_>, outline: Outline, (area, result): &Joined<'_>) -> Area {
    Area {
        label: match result {
            Some((unit, _)) => number::held_in_name(short(unit)),
            None => area.name.as_deref().unwrap_or(&area.code).to_owned(),
        },
        unit: result.map(|(unit, _)| unit.id.clone()),
        text: result
            .and_then(|(_, figures)| words.share(figures))
            .unwrap_or_else(dash),
        class: result.and_then(|(_, figures)| class(figures)),
        rings: outline.rings,
        centre: outline.centre,
    }
}

/// The table below the map, and the same for machines.
fn table(words: &Words<'_>, joined: &[Joined<'_>]) -> (Table, Vec<Vec<String>>) {
    let mut figures = joined.iter().filter_map(|(_, result)| Some((*result)?.1));
    let sums = figures.any(|figures| figures.coverage().is_some());
    let mut head = vec![
        words.say("chart-head-area", &[]),
        words.say("unit", &[]),
        words.say("target", &[]),
        words.say("chart-head-count", &[]),
        words.say("chart-head-percent", &[]),
        words.say("chart-head-day", &[]),
    ];
    head.extend(sums.then(|| words.say("chart-head-units", &[])));
    let cells = joined.iter().map(|(area, result)| {
        let (target, count) = result.map_or((None, None), |(_, p)| (p.target, p.submitted));
        let day = result.and_then(|(_, p)| Some(p.count?.date));
        let mut cells = vec![
            Cell::text(area.name.as_deref().unwrap_or(&area.code)),
            Cell::name(result.map_or("–", |(unit, _)| &unit.title)),
            Cell::number(target, |v| words.n(v)),
            Cell::number(count, |v| words.n(v)),
            Cell::percent(count, target, result.and_then(|(_, p)| words.share(p))),
            Cell::day(day, |d| words.day(d)),
        ];
        let coverage = result.and_then(|(_, p)| p.coverage());
        cells.extend(sums.then(|| Cell::share(coverage)));
        cells
    });
    let (rows, csv) = split(&head, cells.collect());
    let numeric = [false, false, true, true, true, false, false][..head.len()].to_vec();
    let table = Table {
        numeric,
        head,
        rows,
    };
    (table, csv)
}

/// What screen readers say of the map.
fn description(words: &Words<'_>, map: &model::Map, title: &str) -> String {
    let kind = words.say("chart-kind-map", &[]);
    let called = match &map.title {
        Some(title) => format!("{}. ", title.trim_end_matches('.')),
        None => String::new(),
    };
    format!("{called}{kind} {title}. {}", words.table_below())
}

/// What is counted, and where the boundaries come from.
fn note(words: &Words<'_>, map: &model::Map) -> String {
    let edition = map.edition.trim_end_matches('.');
    let mut note = vec![
        words.metric_note(),
        words.say("chart-map-edition", &[("edition", edition.into())]),
    ];
    note.extend(map.source.as_ref().map(|source| {
        let source = source.trim_end_matches('.');
        words.say("chart-map-source", &[("source", source.into())])
    }));
    note.join(" ")
}
