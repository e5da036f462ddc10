//! The results of a phase on an editor's map: rates only, never counts, which would show where most
//! people live.

use std::cmp::Reverse;

use super::cells::{Cell, split};
use super::geometry::{Outline, outlines};
use super::ranking::{class, classes, finding};
use super::{Scene, short};
use crate::base::number;
use crate::chart::Kind;
use crate::chart::spec::{Area, Chart, Drawing, Map, MapView, Request, Table};
use crate::model::{self, Unit};
use crate::progress::PhaseProgress;

/// An area, and the unit and result that belong to it.
type Joined<'a> = (
    &'a model::map::Area,
    Option<(&'a Unit, &'a PhaseProgress<'a>)>,
);

/// The map of the boundaries that held when the phase ended, coloured by % of the target.
pub(super) fn chart(scene: &Scene<'_>, row: usize) -> Option<Chart> {
    let (number, phase, whole) = *scene.phases.get(row)?;
    if scene.unit.is_some() {
        return None;
    }
    let map = scene
        .portal
        .maps
        .iter()
        .find(|map| map.holds(phase.end.min(scene.as_of)))?;
    let words = &scene.words;
    let result = |unit: usize| {
        let figures = scene.progress.units[unit].phases[number].as_ref()?;
        Some((&scene.portal.units[unit], figures))
    };
    let joined: Vec<Joined<'_>> = map
        .areas
        .iter()
        .map(|(area, unit)| (area, unit.and_then(result)))
        .collect();
    let mut known: Vec<(&Unit, &PhaseProgress<'_>)> =
        joined.iter().filter_map(|(_, result)| *result).collect();
    if !known.iter().any(|(_, p)| class(p).is_some()) {
        return None;
    }
    // Best first, as the finding wants them.
    known.sort_by_key(|(_, p)| Reverse(p.percent));
    let title = format!("{}: {}", phase.title, finding(words, whole.state, &known));
    let percent = |p: &PhaseProgress<'_>| words.percent(p.submitted?, p.target?);
    let area = |(outline, (area, result)): (Outline, &Joined<'_>)| Area {
        label: result.map_or_else(
            || area.name.as_deref().unwrap_or(&area.code).to_owned(),
            |(unit, _)| number::held_in_name(short(unit)),
        ),
        unit: result.map(|(unit, _)| unit.id.clone()),
        text: result
            .and_then(|(_, p)| percent(p))
            .unwrap_or_else(|| "–".to_owned()),
        class: result.and_then(|(_, p)| class(p)),
        rings: outline.rings,
        centre: outline.centre,
    };
    let view = |width| {
        let (made, height) = outlines(joined.iter().map(|(area, _)| *area), width);
        MapView {
            height,
            areas: made.into_iter().zip(&joined).map(area).collect(),
        }
    };
    // How many units a sum is made of; of reports there is nothing to say.
    let coverage = |p: &PhaseProgress<'_>| p.count.and_then(|c| c.coverage());
    let sums = known.iter().any(|(_, p)| coverage(p).is_some());
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
        let mut cells = vec![
            Cell::text(area.name.as_deref().unwrap_or(&area.code)),
            Cell::name(result.map_or("–", |(unit, _)| &unit.title)),
            Cell::number(target, |v| words.n(v)),
            Cell::number(count, |v| words.n(v)),
            Cell::percent(count, target, result.and_then(|(_, p)| percent(p))),
            Cell::day(result.and_then(|(_, p)| Some(p.count?.date)), |d| {
                words.day(d)
            }),
        ];
        cells.extend(sums.then(|| Cell::share(result.and_then(|(_, p)| coverage(p)))));
        cells
    });
    let (rows, csv) = split(&head, cells.collect());
    let kind = words.say("chart-kind-map", &[]);
    let called = match &map.title {
        Some(title) => format!("{}. ", title.trim_end_matches('.')),
        None => String::new(),
    };
    let edition = map.edition.trim_end_matches('.');
    let mut note = vec![
        words.metric_note(),
        words.say("chart-map-edition", &[("edition", edition.into())]),
    ];
    note.extend(map.source.as_ref().map(|source| {
        let source = source.trim_end_matches('.');
        words.say("chart-map-source", &[("source", source.into())])
    }));
    Some(Chart {
        id: scene.phase_id("map", phase),
        request: Request {
            phase: Some(phase.id.clone()),
            ..scene.request(Kind::Map)
        },
        desc: format!("{called}{kind} {title}. {}", words.table_below()),
        title,
        subtitle: super::ranking::subtitle(
            scene,
            &[(number, phase, whole)],
            "chart-subject-percent",
        ),
        table: Table {
            numeric: [false, false, true, true, true, false, false][..head.len()].to_vec(),
            head,
            rows,
        },
        csv,
        source: super::ranking::source(words, &known),
        source_word: words.source(),
        note: Some(note.join(" ")),
        drawing: Drawing::Map(Map {
            views: [view(360), view(560), view(720)],
            classes: classes(words),
            missing: words.no_share(),
        }),
    })
}
