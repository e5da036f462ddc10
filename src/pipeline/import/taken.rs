//! The records of a table that were taken into the portal, as the portal found them out to be.

use std::collections::BTreeMap;

use crate::base::date;
use crate::diag::Place;
use crate::model::{Names, Portal};
use crate::parse::table::{Normal, Table};
use crate::parse::{self, Fields, schema};
use crate::source::{Role, Source};

/// Where a row is: its sheet and its number.
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
type FoundOut = Vec<(&'static str, String)>;

/// The rows of a table that were taken into the portal.
fn taken_rows<'a>(source: &Source, portal: &'a Portal) -> BTreeMap<(&'a str, u32), FoundOut> {
    let mut taken: BTreeMap<(&str, u32), FoundOut> = BTreeMap::new();
    for initiative in &portal.initiatives {
        let mut texts = vec![("unit", initiative.unit.to_string())];
        let group = initiative.group.iter();
        texts.extend(group.map(|group| ("group", group.to_string())));
        taken.extend(row(&initiative.origin.place, &source.path).zip(Some(texts)));
    }
    for report in &portal.reports {
        let found = vec![("unit", report.unit.clone())];
        taken.extend(row(&report.origin.place, &source.path).zip(Some(found)));
    }
    for unit in &portal.units {
        taken.extend(row(&unit.origin.place, &source.path).zip(Some(Vec::new())));
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
        for (key, value) in found.into_iter().flatten() {
            fields.fill_text(key, value);
        }
        (silent || found.is_some()).then_some((fields, silent))
    });
    let (mut taken, mut silent) = (Vec::new(), Vec::new());
    let moments = moments(&parsed.tables);
    for (mut fields, is_silent) in parsed.items {
        // The day of a moment is one of the site's zone.
        let place = fields.place.clone();
        let here = row(&place, &source.path).and_then(|row| moments.get(&row));
        for (key, moment) in here.into_iter().flatten() {
            if let Some(day) = date::of_moment(*moment, &portal.site.timezone) {
                fields.set_date(key, day);
            }
        }
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

/// Moments that were written with their zone, by sheet and row.
fn moments(tables: &[Table]) -> BTreeMap<(&str, u32), Vec<(&'static str, jiff::Timestamp)>> {
    let mut moments: BTreeMap<(&str, u32), Vec<_>> = BTreeMap::new();
    for table in tables {
        for (row, key, moment) in &table.moments {
            moments
                .entry((&table.sheet, *row))
                .or_default()
                .push((*key, *moment));
        }
    }
    moments
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
