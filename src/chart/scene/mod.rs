//! What to show: from a portal and its figures to charts, in the portal's order.

mod axis;
mod cells;
mod cumulative;
mod phases;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use super::spec::Chart;
use crate::base::slug;
use crate::model::{Portal, Programme};
use crate::progress::{Point, ProgrammeProgress, Progress};
use words::Words;
pub use words::coverage;

/// Every chart of the site. Where nothing at all is known and nothing was set, there is no chart.
pub fn scenes(portal: &Portal, progress: &Progress<'_>) -> Vec<Chart> {
    let mut charts = Vec::new();
    for programme in &portal.programmes {
        let Some(figures) = progress.programmes.get(&programme.id) else { continue };
        let scene = Scene { programme, figures, area: area(portal), words: Words::new(portal, programme) };
        charts.extend(phases::all(&scene));
        charts.extend(cumulative::chart(&scene, progress.as_of));
        charts.extend(phases::each(&scene));
    }
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

/// All that the charts of one programme are made from.
struct Scene<'a> {
    programme: &'a Programme,
    figures: &'a ProgrammeProgress<'a>,
    area: String,
    words: Words<'a>,
}

/// The place the figures are about: the root unit, else who owns the site.
fn area(portal: &Portal) -> String {
    let root = portal.units.iter().find(|u| u.parent.is_none());
    let named = root.map(|u| if u.short_title.is_empty() { &u.title } else { &u.short_title });
    named.unwrap_or(&portal.site.organisation.name).clone()
}

/// `phases-1-trieu-sang-kien`
fn id(name: &str, of: &str) -> String {
    let part = slug::slug(of);
    if part.is_empty() { name.to_owned() } else { format!("{name}-{part}") }
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
