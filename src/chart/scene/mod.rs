//! What to show: from a portal and its figures to charts, in the portal's order.

mod axis;
mod bars;
mod cells;
mod cumulative;
mod geometry;

mod map;
mod missing;
mod phases;
mod ranking;
mod sentences;
#[cfg(all(test, feature = "pictures"))]
mod tests;
mod words;

use std::collections::BTreeSet;

use super::kinds::Kind;
use super::spec::{Chart, Request};
use crate::base::{Date, slug};
use crate::model::{Phase, Portal, Programme, Unit, UnitKind};
use crate::progress::{PhaseProgress, Point, ProgrammeProgress, Progress, Totals};

use words::Words;
pub use words::{blank, certainty, coverage, partial};

/// Every chart of the site, then those that texts ask for besides. Where nothing at all is known
/// and nothing was set, there is no chart.
pub fn scenes(portal: &Portal, progress: &Progress<'_>, asked: &BTreeSet<Request>) -> Vec<Chart> {
    let mut charts = Vec::new();
    for programme in &portal.programmes {
        let Some(scene) = Scene::of(portal, progress, programme, None) else {
            continue;
        };
        charts.extend(standard(&scene));
        // Grassroots unions are too many for charts of their own; a text may ask for one.
        for (unit, _) in portal
            .units
            .iter()
            .enumerate()
            .filter(|(_, u)| u.kind != UnitKind::Grassroots)
        {
            // What the highest unit has is the whole.
            if *portal.tree.roots() == [unit] {
                continue;
            }
            let Some(scene) = Scene::of(portal, progress, programme, Some(unit)) else {
                continue;
            };
            charts.extend(phases::all(&scene).filter(|_| scene.totals.submitted.is_some()));
            charts.extend(cumulative::chart(&scene, None, None));
        }
    }
    let known: BTreeSet<Request> = charts.iter().map(|chart| chart.request.clone()).collect();
    let more = asked.iter().filter(|request| !known.contains(request));
    charts.extend(more.filter_map(|request| on_request(portal, progress, request)));
    let mut taken = BTreeSet::new();
    for chart in &mut charts {
        let wished = chart.id.clone();
        let mut n = 2;
        while !taken.insert(chart.id.clone()) {
            chart.id = format!("{wished}-{n}");
            n += 1;
        }
    }
    charts
}

/// The charts of a whole programme and its phases.
fn standard(scene: &Scene<'_>) -> Vec<Chart> {
    let mut charts: Vec<Chart> = phases::all(scene).into_iter().collect();
    charts.extend(cumulative::chart(scene, None, None));
    for number in 0..scene.phases.len() {
        charts.extend(phases::one(scene, number));
        charts.extend(ranking::chart(scene, number));
        charts.extend(map::chart(scene, number));
    }
    charts.extend(ranking::heat(scene));
    charts.extend(bars::groups(scene));
    charts.extend(bars::organisations(scene));
    charts.extend(bars::benefit(scene));
    charts
}

/// A chart that a text asks for; `None` when there is nothing to show.
fn on_request(portal: &Portal, progress: &Progress<'_>, request: &Request) -> Option<Chart> {
    let programme = portal
        .programmes
        .iter()
        .find(|p| p.id == request.programme)?;
    let unit = match &request.unit {
        Some(id) => Some(portal.tree.index(id)?),
        None => None,
    };
    let scene = Scene::of(portal, progress, programme, unit)?;
    let number = match &request.phase {
        Some(id) => Some(programme.phases.iter().position(|phase| phase.id == *id)?),
        None => None,
    };
    let row = number.and_then(|number| scene.phases.iter().position(|(at, ..)| *at == number));
    match request.kind {
        Kind::Phases => phases::all(&scene),
        Kind::Phase => phases::one(&scene, row?),
        Kind::Cumulative => {
            let phase = number.map(|number| &programme.phases[number]);
            cumulative::chart(&scene, phase, request.months)
        }
        Kind::Ranking => ranking::chart(&scene, row?),
        Kind::Clusters => ranking::heat(&scene),
        Kind::Groups => bars::groups(&scene),
        Kind::Organisations => bars::organisations(&scene),
        Kind::Benefit => bars::benefit(&scene),
        Kind::Map => map::chart(&scene, row?),
    }
}

type Row<'a> = (usize, &'a Phase, &'a PhaseProgress<'a>);

/// All that the charts of one programme are made from: of the whole, or of one unit.
struct Scene<'a> {
    portal: &'a Portal,
    programme: &'a Programme,
    progress: &'a ProgrammeProgress<'a>,
    unit: Option<usize>,
    totals: &'a Totals<'a>,
    /// The phases in which the unit was there, with their number.
    phases: Vec<Row<'a>>,
    area: String,
    words: Words<'a>,
    as_of: Date,
}

impl<'a> Scene<'a> {
    fn of(
        portal: &'a Portal,
        progress: &'a Progress<'a>,
        programme: &'a Programme,
        unit: Option<usize>,
    ) -> Option<Self> {
        let figures = progress.programmes.get(&programme.id)?;
        let phases = programme.phases.iter().enumerate();
        let phases = match unit {
            None => phases
                .zip(&figures.phases)
                .map(|((at, phase), p)| (at, phase, p))
                .collect(),
            Some(unit) => {
                let there = phases.zip(&figures.units[unit].phases);
                there
                    .filter_map(|((at, phase), p)| Some((at, phase, p.as_ref()?)))
                    .collect()
            }
        };
        Some(Self {
            portal,
            programme,
            progress: figures,
            unit,
            totals: unit.map_or(&figures.totals, |unit| &figures.units[unit].totals),
            phases,
            area: unit.map_or_else(
                || area(portal),
                |unit| short(&portal.units[unit]).to_owned(),
            ),
            words: Words::new(portal, programme),
            as_of: progress.as_of,
        })
    }

    fn request(&self, kind: Kind) -> Request {
        let unit = self.unit.map(|unit| self.portal.units[unit].id.clone());
        Request {
            kind,
            programme: self.programme.id.clone(),
            unit,
            ..Request::default()
        }
    }

    /// `phases-1-trieu-sang-kien`, `phases-dong-son`
    fn id(&self, name: &str) -> String {
        match self.unit {
            None => id(name, &self.programme.id),
            Some(unit) if self.portal.programmes.len() == 1 => {
                id(name, &self.portal.units[unit].id)
            }
            Some(unit) => id(&id(name, &self.programme.id), &self.portal.units[unit].id),
        }
    }

    /// The same for one phase: `ranking-giai-doan-1`.
    fn phase_id(&self, name: &str, phase: &Phase) -> String {
        let name = id(name, &phase.id);
        self.unit.map_or_else(
            || name.clone(),
            |unit| id(&name, &self.portal.units[unit].id),
        )
    }
}

/// The name for charts.
fn short(unit: &Unit) -> &str {
    if unit.short_title.is_empty() {
        &unit.title
    } else {
        &unit.short_title
    }
}

/// The place the figures are about: the root unit, else who owns the site.
fn area(portal: &Portal) -> String {
    let root = portal.units.iter().find(|u| u.parent.is_none());
    root.map_or(&*portal.site.organisation.name, short)
        .to_owned()
}

/// `phases-1-trieu-sang-kien`
fn id(name: &str, of: &str) -> String {
    let part = slug::slug(of);
    if part.is_empty() {
        name.to_owned()
    } else {
        format!("{name}-{part}")
    }
}

/// The sources of some reports, each once, in order.
fn sources<'a>(points: impl IntoIterator<Item = &'a Point<'a>>) -> Option<String> {
    let mut named: Vec<&str> = Vec::new();
    for source in points.into_iter().filter_map(|p| p.source()) {
        if !source.is_empty() && !named.contains(&source) {
            named.push(source);
        }
    }
    (!named.is_empty()).then(|| named.join("; "))
}

/// What limits the figures, at the end of a subtitle: their days, how many units of a sum reported,
/// and whether they are final. `; số liệu đến 15/11/2024; 23/24 đơn vị, số tạm tính`
fn limits(words: &Words<'_>, rows: &[Row<'_>]) -> String {
    let mut text = figure_days(words, rows);
    let mut limits: Vec<(&str, String)> = Vec::new();
    for (_, phase, figures) in rows {
        if figures.submitted.is_some() {
            limits.push((&phase.title, limit(words, figures)));
        }
    }
    match limits.as_slice() {
        [] => {}
        [(_, first), rest @ ..] if rest.iter().all(|(_, limit)| limit == first) => {
            text.push_str(&format!("; {first}"));
        }
        several => {
            for (phase, limit) in several {
                text.push_str(&format!("; {phase}: {limit}"));
            }
        }
    }
    text
}

/// `23/24 đơn vị, số tạm tính`
fn limit(words: &Words<'_>, figures: &PhaseProgress<'_>) -> String {
    let units = words::partial(figures.coverage(), words.texts);
    let units = units.map(|units| format!("{units}, ")).unwrap_or_default();
    format!("{units}{}", words::certainty(figures.official, words.texts))
}

/// The days of the figures at the end of a subtitle: `; số liệu từ 25/07/2024 đến 15/11/2024`. The
/// oldest day is that of a part of a sum, so that of several phases only the newest is named.
fn figure_days(words: &Words<'_>, rows: &[Row<'_>]) -> String {
    let counts = rows.iter().filter_map(|row| row.2.count);
    let Some(newest) = counts.clone().map(|count| count.date).max() else {
        return String::new();
    };
    let oldest = counts.map(|count| count.oldest).min();
    if let ([_], Some(oldest)) = (rows, oldest.filter(|oldest| *oldest < newest)) {
        let (oldest, newest) = (words.day(oldest), words.day(newest));
        return words.say(
            "chart-figures-between",
            &[("from", (&oldest).into()), ("to", (&newest).into())],
        );
    }
    let newest = words.day(newest);
    words.say("chart-figures-until", &[("day", (&newest).into())])
}
