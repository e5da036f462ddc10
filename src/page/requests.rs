//! Charts that texts ask for: what a `{{ chart … }}` means, and which ones the texts of a site
//! name.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::macros::Macro;
use super::markdown;
use crate::base::{Date, slug};
use crate::chart::{Kind, Request};
use crate::diag::Problem;
use crate::model::{Body, Phase, Portal, Programme};

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
    let kind = m.argument("id").and_then(Kind::named);
    let takes: &[&str] = kind.map_or(&[], Kind::takes);
    only_known_arguments(m, takes)?;
    let Some(kind) = kind else {
        return Ok(None);
    };
    let named_phase = named_phase(portal, m)?;
    let Some(programme) = named_programme(portal, m, named_phase)? else {
        return Ok(None);
    };
    let unit = named_unit(portal, m)?;
    let months = months(m)?;
    let phase = match named_phase {
        Some((_, phase)) => Some(phase),
        None if kind.one_phase() => newest_phase(programme, as_of),
        None => None,
    };
    Ok(Some(Request {
        kind,
        programme: programme.id.clone(),
        phase: phase.map(|phase| phase.id.clone()),
        unit,
        months,
    }))
}

/// The last phase that has begun, else the first.
fn newest_phase(programme: &Programme, as_of: Date) -> Option<&Phase> {
    let mut phases = programme.phases.iter();
    let begun = phases.rfind(|phase| phase.start <= as_of);
    begun.or_else(|| programme.phases.first())
}

fn only_known_arguments(m: &Macro, takes: &[&str]) -> Result<(), Problem> {
    let known: Vec<&str> = ALWAYS.iter().chain(takes).copied().collect();
    match m
        .arguments
        .keys()
        .find(|key| !known.contains(&key.as_str()))
    {
        Some(name) => Err(Problem::UnknownArgument {
            name: name.clone(),
            known: known.join(", "),
        }),
        None => Ok(()),
    }
}

/// The error of an argument that names nothing; with the nearest of the `known` ids.
fn reference<'a>(what: &'static str, id: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let nearest = slug::nearest(id, known).map(ToOwned::to_owned);
    Problem::UnknownReference {
        what,
        id: id.to_owned(),
        nearest,
    }
}

fn named_phase<'a>(
    portal: &'a Portal,
    m: &Macro,
) -> Result<Option<(&'a Programme, &'a Phase)>, Problem> {
    let Some(id) = m.argument("phase") else {
        return Ok(None);
    };
    let mut known = Vec::new();
    for programme in &portal.programmes {
        for phase in &programme.phases {
            if phase.id == id {
                return Ok(Some((programme, phase)));
            }
            known.push(phase.id.as_str());
        }
    }
    Err(reference("phase", id, known.into_iter()))
}

/// The programme that is named, else that of the phase, else the first.
fn named_programme<'a>(
    portal: &'a Portal,
    m: &Macro,
    phase: Option<(&'a Programme, &'a Phase)>,
) -> Result<Option<&'a Programme>, Problem> {
    let programmes = &portal.programmes;
    let Some(id) = m.argument("programme") else {
        let of_phase = phase.map(|(programme, _)| programme);
        return Ok(of_phase.or_else(|| programmes.first()));
    };
    match programmes.iter().find(|programme| programme.id == id) {
        Some(programme) => Ok(Some(programme)),
        None => {
            let known = programmes.iter().map(|programme| programme.id.as_str());
            Err(reference("programme", id, known))
        }
    }
}

/// The unit that is named; `None` for the highest one, whose figures are the whole.
fn named_unit(portal: &Portal, m: &Macro) -> Result<Option<String>, Problem> {
    let Some(id) = m.argument("unit") else {
        return Ok(None);
    };
    let Some(unit) = portal.tree.index(id) else {
        let known = portal.units.iter().map(|unit| unit.id.as_str());
        return Err(reference("unit", id, known));
    };
    Ok((*portal.tree.roots() != [unit]).then(|| id.to_owned()))
}

fn months(m: &Macro) -> Result<Option<u32>, Problem> {
    let Some(text) = m.argument("months") else {
        return Ok(None);
    };
    match text.parse() {
        Ok(months) if MONTHS.contains(&months) => Ok(Some(months)),
        _ => Err(Problem::UnknownArgument {
            name: format!("months=\"{text}\""),
            known: format!(
                "months=\"{}\" … months=\"{}\"",
                MONTHS.start(),
                MONTHS.end()
            ),
        }),
    }
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
