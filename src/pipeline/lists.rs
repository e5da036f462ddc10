//! What editors may choose from when they fill in a table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::{Date, slug};
use crate::diag::Problems;
use crate::model::{Portal, Report, UnitKind};
use crate::parse::table::{FormRow, Last, Lists};
use crate::source::{self, Role};

/// A record by its id, its title and what else it is called.
type Called<'a> = (&'a str, &'a str, &'a str);

/// Whatever of units and programmes can be read, called so that a table that says it is understood;
/// and the units that report, for a form of reports. Problems are left to a check of the site.
pub fn lists(root: &Path) -> Lists {
    let mut problems = Problems::default();
    let mut sources = source::discover(root, &mut problems);
    sources.retain(|s| {
        matches!(
            s.role,
            Role::Site | Role::Programme | Role::Units | Role::Reports
        )
    });
    let (portal, _) = super::site::assembled(&sources, &mut problems);
    let called_units: Vec<Called<'_>> = portal
        .units
        .iter()
        .map(|u| (&*u.id, &*u.title, &*u.short_title))
        .collect();
    let called_groups: Vec<Called<'_>> = (portal.programmes.iter())
        .flat_map(|p| &p.groups)
        .map(|g| (&*g.id, &*g.title, &*g.title))
        .collect();
    let called_phases: Vec<Called<'_>> = (portal.programmes.iter())
        .flat_map(|p| &p.phases)
        .map(|p| (&*p.id, &*p.title, &*p.title))
        .collect();
    let called_programmes: Vec<Called<'_>> = (portal.programmes.iter())
        .map(|p| (&*p.id, &*p.title, &*p.short_title))
        .collect();
    let [units, groups, programmes] = [called_units, called_groups, called_programmes]
        .map(|records| named(&records, |id, _| id.to_owned()));
    Lists {
        reports: form_rows(&portal, &units, &programmes),
        units,
        groups,
        programmes,
        phases: headed(&called_phases),
    }
}

/// The phases of all programmes: ids and titles. Problems are left to a check of the site.
pub fn phases(root: &Path) -> Vec<(String, String)> {
    let mut problems = Problems::default();
    let mut sources = source::discover(root, &mut problems);
    sources.retain(|source| matches!(source.role, Role::Site | Role::Programme));
    let (portal, _) = super::site::assembled(&sources, &mut problems);
    let phases = portal
        .programmes
        .iter()
        .flat_map(|programme| &programme.phases);
    phases
        .map(|phase| (phase.id.to_string(), phase.title.to_string()))
        .collect()
}

/// A row for each unit that reports: the upper-level unions, and the others that have reported. `units` and
/// `programmes` are what these are called, in their order.
fn form_rows(portal: &Portal, units: &[String], programmes: &[String]) -> Vec<FormRow> {
    let mut newest: BTreeMap<(&str, &str), &Report> = BTreeMap::new();
    for report in portal.reports.iter().filter(|report| !report.conflicts) {
        let last = newest
            .entry((&report.unit, &report.programme))
            .or_insert(report);
        if published(last) <= published(report) {
            *last = report;
        }
    }
    let reported: BTreeSet<&str> = newest.keys().map(|(unit, _)| *unit).collect();
    let open: Vec<usize> = (0..portal.units.len())
        .filter(|at| portal.units[*at].valid_to.is_none())
        .collect();
    let mut listed = open.clone();
    listed.retain(|at| {
        let unit = &portal.units[*at];
        unit.kind == UnitKind::Upper || reported.contains(&*unit.id)
    });
    if listed.is_empty() {
        listed = open;
    }
    let above = ancestors(portal, &listed);
    let several = portal.programmes.len() > 1;
    let ids: Vec<(&str, Option<&String>)> = if several {
        let ids = portal.programmes.iter().map(|programme| &*programme.id);
        ids.zip(programmes.iter().map(Some)).collect()
    } else {
        let id = portal
            .programmes
            .first()
            .map_or("", |programme| &*programme.id);
        vec![(id, None)]
    };
    let mut rows = Vec::new();
    for (programme, called) in ids {
        for at in &listed {
            let unit = &portal.units[*at];
            let own = newest.get(&(unit.id.as_str(), programme));
            rows.push(FormRow {
                unit: units[*at].clone(),
                programme: called.cloned(),
                last: own.map(|report| last(report)),
                above: above.contains(unit.id.as_str()),
            });
        }
    }
    rows
}

/// The ids of units above some others.
fn ancestors<'a>(portal: &'a Portal, listed: &[usize]) -> BTreeSet<&'a str> {
    let mut above = BTreeSet::new();
    for at in listed {
        let mut next = portal.units[*at].parent.as_deref();
        // A circle of parents ends where it began.
        while let Some(id) = next.filter(|id| above.insert(*id)) {
            next = portal.unit(id).and_then(|unit| unit.parent.as_deref());
        }
    }
    above
}

fn published(report: &Report) -> (Date, Option<Date>) {
    (report.as_of, report.published)
}

fn last(report: &Report) -> Last {
    Last {
        day: report.as_of,
        submitted: report.submitted,
        valid: report.valid,
    }
}

/// Titles. A title that could mean another record too gives way to what `otherwise` makes of id and
/// title.
fn named(records: &[Called<'_>], otherwise: impl Fn(&str, &str) -> String) -> Vec<String> {
    let mut bearers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (id, title, short) in records {
        for name in [id, title, short] {
            bearers.entry(slug::slug(name)).or_default().insert(id);
        }
    }
    let clear =
        |title: &str| !slug::slug(title).is_empty() && bearers[&slug::slug(title)].len() == 1;
    records
        .iter()
        .map(|(id, title, _)| {
            if clear(title) {
                (*title).to_owned()
            } else {
                otherwise(id, title)
            }
        })
        .collect()
}

/// Titles that are in headings, where words in brackets are not read: so an unclear title is
/// in them, for people.
fn headed(phases: &[Called<'_>]) -> Vec<String> {
    let mut names = named(phases, in_brackets);
    for (name, (id, title, _)) in names.iter_mut().zip(phases) {
        if title.contains('(') {
            *name = in_brackets(id, title);
        }
    }
    names
}

fn in_brackets(id: &str, title: &str) -> String {
    format!("{id} ({title})")
}
