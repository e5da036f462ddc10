//! Maps: areas joined to units by their place codes.

use super::{Origin, Portal, Unit, UnitKind};
use crate::base::{Date, slug};
use crate::diag::{Place, Problem, Problems};
pub use crate::parse::areas::{Area, Ring};

/// An editor's map of one edition of boundaries.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// The name of its files.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Which edition of boundaries it shows.
    pub edition: String,
    /// Where the boundaries come from.
    pub source: Option<String>,
    /// The property of an area that holds its code; the usual ones when not given.
    pub code: Option<String>,
    /// The first day on which it is right; `None` for always.
    pub valid_from: Option<Date>,
    /// The last one.
    pub valid_to: Option<Date>,
    /// Its areas, each with the unit that it belongs to, by index.
    pub areas: Vec<(Area, Option<usize>)>,
    /// Where it was written.
    pub origin: Origin,
}

impl Map {
    /// Whether it shows the boundaries of a day.
    pub fn holds(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Joins the areas of all maps to units; a code that no unit has is an error, a unit without its
/// area a warning.
pub(super) fn join(portal: &mut Portal, problems: &mut Problems) {
    let Portal { maps, units, .. } = portal;
    for map in maps.iter_mut() {
        for (area, unit) in &mut map.areas {
            *unit = of_code(units, &area.code, map.valid_to);
            if unit.is_none() {
                let nearest = slug::nearest(
                    &area.code,
                    units.iter().filter_map(|u| u.place_code.as_deref()),
                );
                let name = area.name.clone().unwrap_or_default();
                let nearest = nearest.map(ToOwned::to_owned);
                let problem = Problem::MapCode {
                    name,
                    code: area.code.clone(),
                    nearest,
                };
                problems.add(area.place.clone(), problem);
            }
        }
        let joined: Vec<usize> = map.areas.iter().filter_map(|(_, unit)| *unit).collect();
        let Some(level) = joined.first().map(|unit| units[*unit].kind) else {
            continue;
        };
        let day = map.valid_to.unwrap_or(Date::MAX);
        for unit in units
            .iter()
            .filter(|u| u.kind == level && u.existed(map.valid_from, day))
        {
            let Some(code) = &unit.place_code else {
                continue;
            };
            if !map.areas.iter().any(|(area, _)| area.code == *code) {
                let problem = Problem::NotOnMap {
                    unit: unit.title.clone(),
                    code: code.clone(),
                };
                problems.add(place(map), problem);
            }
        }
    }
}

/// The unit of a place: of several the upper-level union, then the one that lasts longest, then by
/// id.
fn of_code(units: &[Unit], code: &str, until: Option<Date>) -> Option<usize> {
    let named = units
        .iter()
        .enumerate()
        .filter(|(_, u)| u.place_code.as_deref() == Some(code));
    let lasting =
        |unit: &Unit| unit.existed(None, until.unwrap_or(Date::MAX)) && unit.valid_to.is_none();
    named
        .min_by_key(|(_, u)| (preference(u.kind), !lasting(u), u.id.clone()))
        .map(|(at, _)| at)
}

/// The kind with the lowest number is preferred.
fn preference(kind: UnitKind) -> u8 {
    match kind {
        UnitKind::Upper => 0,
        UnitKind::Cluster => 1,
        UnitKind::Grassroots => 2,
        UnitKind::Province => 3,
    }
}

fn place(map: &Map) -> Place {
    map.origin.place.clone()
}
