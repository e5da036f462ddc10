//! Charts that texts ask for: what a `{{ chart … }}` means, and which ones the texts of a site
//! name.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::macros::Macro;
use super::markdown;
use crate::base::{Date, slug};
use crate::chart::{Kind, Request};
use crate::diag::Problem;
use crate::model::{Body, Portal};

/// What every chart takes.
const ALWAYS: [&str; 3] = ["id", "programme", "title"];
/// More months than these are not recent ones.
const MONTHS: std::ops::RangeInclusive<u32> = 1..=120;

/// The charts that the texts of a site ask for. What is wrong with one is reported when its text is
/// rendered.
pub fn requests(portal: &Portal, as_of: Date) -> BTreeSet<Request> {
    let programmes = portal.programmes.iter().filter_map(|p| p.body.as_ref());
    // A text that depends on nothing but itself asks for no chart, and need not be read for this.
    let initiatives = portal
        .initiatives
        .iter()
        .filter_map(|i| i.body().filter(|text| text.print().is_none()));
    let initiatives = initiatives.filter_map(|text| text.read().ok());
    let texts = programmes
        .chain(portal.news.iter().map(|n| &n.body))
        .chain(portal.pages.iter().map(|p| &p.body));
    let texts = texts.map(Cow::Borrowed).chain(initiatives);
    let named = texts
        .filter(|body| body.text.contains("{{"))
        .flat_map(|body| of_text(&body));
    named
        .filter_map(|m| request(portal, as_of, &m).ok().flatten())
        .collect()
}

fn of_text(body: &Body) -> Vec<Macro> {
    markdown::macros_of(&body.text)
        .into_iter()
        .filter(|m| m.name == "chart")
        .collect()
}

/// What a macro asks for; `None` when it names no kind of chart but, perhaps, one chart by its full
/// id.
///
/// # Errors
/// An argument that this chart does not take, or that names nothing.
pub(super) fn request(portal: &Portal, as_of: Date, m: &Macro) -> Result<Option<Request>, Problem> {
    let argument = |key: &str| m.arguments.get(key).map(String::as_str);
    let kind = argument("id").and_then(Kind::named);
    let takes: &[&str] = kind.map_or(&[], Kind::takes);
    if let Some(name) = m
        .arguments
        .keys()
        .find(|key| !takes.iter().chain(&ALWAYS).any(|known| known == key))
    {
        let known: Vec<&str> = ALWAYS.iter().chain(takes).copied().collect();
        return Err(Problem::UnknownArgument {
            name: name.clone(),
            known: known.join(", "),
        });
    }
    let Some(kind) = kind else {
        return Ok(None);
    };
    let phases = || {
        portal
            .programmes
            .iter()
            .flat_map(|p| p.phases.iter().map(move |phase| (p, phase)))
    };
    let reference = |what, id: &str, known: Vec<&str>| {
        let nearest = slug::nearest(id, known).map(ToOwned::to_owned);
        Problem::UnknownReference {
            what,
            id: id.to_owned(),
            nearest,
        }
    };
    let phase = match argument("phase") {
        Some(id) => {
            let known = || phases().map(|(_, phase)| phase.id.as_str()).collect();
            Some(
                phases()
                    .find(|(_, phase)| phase.id == id)
                    .ok_or_else(|| reference("phase", id, known()))?,
            )
        }
        None => None,
    };
    let programme = match argument("programme") {
        Some(id) => {
            let known = || portal.programmes.iter().map(|p| p.id.as_str()).collect();
            let named = portal.programmes.iter().find(|p| p.id == id);
            Some(named.ok_or_else(|| reference("programme", id, known()))?)
        }
        None => phase
            .map(|(programme, _)| programme)
            .or_else(|| portal.programmes.first()),
    };
    let Some(programme) = programme else {
        return Ok(None);
    };
    let unit = match argument("unit") {
        Some(id) => {
            let known = || portal.units.iter().map(|u| u.id.as_str()).collect();
            let unit = portal
                .tree
                .index(id)
                .ok_or_else(|| reference("unit", id, known()))?;
            // What the highest unit has is the whole.
            (*portal.tree.roots() != [unit]).then(|| id.to_owned())
        }
        None => None,
    };
    let newest = || {
        let begun = programme.phases.iter().rfind(|phase| phase.start <= as_of);
        begun
            .or_else(|| programme.phases.first())
            .filter(|_| kind.one_phase())
    };
    let months = match argument("months") {
        Some(text) => Some(
            text.parse()
                .ok()
                .filter(|n| MONTHS.contains(n))
                .ok_or_else(|| {
                    let known = format!(
                        "months=\"{}\" … months=\"{}\"",
                        MONTHS.start(),
                        MONTHS.end()
                    );
                    Problem::UnknownArgument {
                        name: format!("months=\"{text}\""),
                        known,
                    }
                })?,
        ),
        None => None,
    };
    let phase = phase
        .map(|(_, phase)| phase)
        .or_else(newest)
        .map(|phase| phase.id.clone());
    Ok(Some(Request {
        kind,
        programme: programme.id.clone(),
        phase,
        unit,
        months,
    }))
}

/// The macro that shows a chart, for editors to copy.
pub fn as_macro(request: &Request, programmes: usize) -> String {
    let mut text = format!("{{{{ chart id=\"{}\"", request.kind.name());
    let programme = (programmes > 1 && request.phase.is_none()).then_some(&request.programme);
    let months = request.months.map(|n| n.to_string());
    for (key, value) in [
        ("programme", programme),
        ("phase", request.phase.as_ref()),
        ("unit", request.unit.as_ref()),
        ("months", months.as_ref()),
    ] {
        if let Some(value) = value {
            text.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    text + " }}"
}
