//! What editors may choose from when they fill in a table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::slug;
use crate::diag::Problems;
use crate::parse::table::Lists;
use crate::source::{self, Role};

/// A record by its id, its title and what else it is called.
type Called<'a> = (&'a str, &'a str, &'a str);

/// Whatever of units and programmes can be read, called so that a table that says it is understood.
/// Faults are left to a check of the site.
pub fn lists(root: &Path) -> Lists {
    let mut problems = Problems::default();
    let mut sources = source::discover(root, &mut problems);
    sources.retain(|s| matches!(s.role, Role::Site | Role::Programme | Role::Units));
    let (portal, _) = super::assembled(&sources, &mut problems);
    let units: Vec<Called<'_>> = portal
        .units
        .iter()
        .map(|u| (&*u.id, &*u.title, &*u.short_title))
        .collect();
    let programmes = &portal.programmes;
    let groups: Vec<Called<'_>> = programmes
        .iter()
        .flat_map(|p| &p.groups)
        .map(|g| (&*g.id, &*g.title, &*g.title))
        .collect();
    let phases: Vec<Called<'_>> = programmes
        .iter()
        .flat_map(|p| &p.phases)
        .map(|p| (&*p.id, &*p.title, &*p.title))
        .collect();
    let programmes: Vec<Called<'_>> = programmes
        .iter()
        .map(|p| (&*p.id, &*p.title, &*p.short_title))
        .collect();
    let names = |records: &[Called<'_>]| named(records, |id, _| id.to_owned());
    Lists {
        units: names(&units),
        groups: names(&groups),
        programmes: names(&programmes),
        phases: headed(&phases),
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

/// Titles that stand in headings, where words in brackets are not read: so an unclear title stands
/// in them, for people.
fn headed(phases: &[Called<'_>]) -> Vec<String> {
    let in_brackets = |id: &str, title: &str| format!("{id} ({title})");
    let names = named(phases, in_brackets);
    let whole = |(name, (id, title, _)): (String, &Called<'_>)| {
        if title.contains('(') {
            in_brackets(id, title)
        } else {
            name
        }
    };
    names.into_iter().zip(phases).map(whole).collect()
}
