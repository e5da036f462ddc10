//! The records of a table that were taken into the portal, as the portal found them out to be.

use std::collections::BTreeMap;

use crate::base::Date;
use crate::diag::Place;
use crate::model::{Names, Portal};
use crate::parse::table::Normal;
use crate::parse::{self, Fields, schema};
use crate::source::{Role, Source};

/// Where a row stands: its sheet and its number.
fn row<'a>(place: &'a Place, file: &str) -> Option<(&'a str, u32)> {
    match place {
        Place::Cell {
            file: other,
            sheet,
            row,
            ..
        } if **other == *file => Some((sheet, *row)),
        _ => None,
    }
}

/// What the portal found out about rows of a table: their units and groups, which a section or the
/// name of a sheet may say.
#[derive(Default)]
struct FoundOut {
    texts: Vec<(&'static str, String)>,
    /// The day in the zone of the site.
    day: Option<(&'static str, Date)>,
}

/// The rows of a table that were taken into the portal.
fn taken_rows<'a>(source: &Source, portal: &'a Portal) -> BTreeMap<(&'a str, u32), FoundOut> {
    let mut taken: BTreeMap<(&str, u32), FoundOut> = BTreeMap::new();
    for initiative in &portal.initiatives {
        let mut texts = vec![("unit", initiative.unit.to_string())];
        let group = initiative.group.iter();
        texts.extend(group.map(|group| ("group", group.to_string())));
        let day = initiative.date.map(|day| ("date", day));
        let found = FoundOut { texts, day };
        taken.extend(row(&initiative.origin.place, &source.path).zip(Some(found)));
    }
    for report in &portal.reports {
        let found = FoundOut {
            texts: vec![("unit", report.unit.clone())],
            day: Some(("as_of", report.as_of)),
        };
        taken.extend(row(&report.origin.place, &source.path).zip(Some(found)));
    }
    for unit in &portal.units {
        taken.extend(row(&unit.origin.place, &source.path).zip(Some(FoundOut::default())));
    }
    taken
}

/// The records of a table that were taken into the portal, and what units without a figure are
/// called. `same_title` gives the id of a unit that is there by its title: a table that says no ids
/// keeps those that there are.
pub(super) fn records(
    source: &Source,
    portal: &Portal,
    mut same_title: impl FnMut(&str) -> Option<String>,
) -> (Normal, Vec<String>) {
    let taken = taken_rows(source, portal);
    let parsed = parse::source(source, |record, _| {
        let mut fields = record.fields;
        let silent = source.role == Role::Reports
            && fields.count("submitted").is_none()
            && fields.count("valid").is_none();
        let place = fields.place.clone();
        let found = row(&place, &source.path).and_then(|row| taken.get(&row));
        for (key, value) in found.iter().flat_map(|found| &found.texts) {
            fields.fill_text(key, value);
        }
        if let Some((key, day)) = found.and_then(|found| found.day) {
            fields.set_date(key, day);
        }
        (silent || found.is_some()).then_some((fields, silent))
    });
    let (mut taken, mut silent) = (Vec::new(), Vec::new());
    for (fields, is_silent) in parsed.items {
        if is_silent {
            silent.extend(fields.text("unit"));
        } else {
            taken.push(fields);
        }
    }
    let renamed = if source.role == Role::Units {
        put_ids(source, portal, &mut taken, &mut same_title)
    } else {
        BTreeMap::new()
    };
    let mut names = Names::of(&portal.units, &portal.programmes);
    let normal = Normal::new(schema::of(source.role), &taken, |what, text| {
        let id = names.find(what, &text.into()).ok()?.to_string();
        Some(renamed.get(&id).cloned().unwrap_or(id))
    });
    (normal, silent)
}

/// Gives units that say no id the one of the unit that is called so already, else the one that was
/// made from their titles. Tells which of the made ones have another id.
fn put_ids(
    source: &Source,
    portal: &Portal,
    units: &mut [Fields],
    same_title: &mut impl FnMut(&str) -> Option<String>,
) -> BTreeMap<String, String> {
    let made: BTreeMap<(&str, u32), &str> = portal
        .units
        .iter()
        .filter_map(|unit| Some((row(&unit.origin.place, &source.path)?, &*unit.id)))
        .collect();
    let mut renamed = BTreeMap::new();
    for fields in units.iter_mut().filter(|fields| fields.get("id").is_none()) {
        let place = fields.place.clone();
        let Some(id) = row(&place, &source.path).and_then(|row| made.get(&row)) else {
            continue;
        };
        let there = fields.text("title").and_then(|title| same_title(&title));
        if let Some(there) = there {
            renamed.insert((*id).to_owned(), there.clone());
            fields.set_text("id", there);
        } else {
            fields.set_text("id", (*id).to_owned());
        }
    }
    renamed
}
