//! An editor's map: areas from GeoJSON (RFC 7946), each checked, every problem reported at its
//! feature.

use std::sync::Arc;

use geo::{Area as _, Validation as _};
use geojson::{GeoJson, GeometryValue, Position};
use serde_json::Value;

use super::text;
use crate::diag::{AreaError, Place, Problem, Problems};
use crate::source::{self, Source};

/// A larger file is not read: a map of a province in full detail is a tenth of it.
const MEGABYTES: usize = 50;
/// Points of a boundary: one of a province in full detail has a tenth, and the check for crossings
/// takes minutes with more.
const POINTS: usize = 20_000;
/// Names under which a code often is.
const CODES: [&str; 5] = ["place_code", "code", "ma", "MA", "id"];
/// Names under which an area's name often is.
const NAMES: [&str; 5] = ["name", "ten", "TEN", "NAME", "title"];

/// A closed line of longitude and latitude in degrees (WGS 84).
pub type Ring = Vec<(f64, f64)>;

/// One area of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What joins it to a unit's `place_code`.
    pub code: String,
    /// Its name on the map.
    pub name: Option<String>,
    /// Polygons: an outline, then its holes.
    pub polygons: Vec<Vec<Ring>>,
    /// Where it is.
    pub place: Place,
}

/// The areas of a GeoJSON file. `code` is the property that holds the code; without it, the first
/// usual one that a feature has. An invalid area is reported and left out.
pub fn read(source: &Source, code: Option<&str>, problems: &mut Problems) -> Vec<Area> {
    let file = &source.path;
    let whole = |why: String| (Place::File(file.clone()), Problem::MapFile { why });
    let read = source::read(source).and_then(|bytes| {
        if bytes.len() > MEGABYTES * 1_000_000 {
            let why = format!("> {MEGABYTES} MB");
            return Err(Problem::MapFile { why });
        }
        text::read(bytes)
    });
    let text = match read {
        Ok((text, _)) => text,
        Err(problem) => {
            problems.add(Place::File(file.clone()), problem);
            return Vec::new();
        }
    };
    let features = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => collection.features,
        Ok(_) => {
            let (place, problem) = whole("FeatureCollection?".to_owned());
            problems.add(place, problem);
            return Vec::new();
        }
        Err(error) => {
            let (place, problem) = whole(error.to_string());
            problems.add(place, problem);
            return Vec::new();
        }
    };
    let places = places(&text, file);
    let mut found: Vec<Area> = Vec::new();
    for (at, feature) in features.into_iter().enumerate() {
        let place = places.get(at).cloned().unwrap_or(Place::File(file.clone()));
        let property = |name: &str| feature.property(name).and_then(scalar);
        let name = NAMES.iter().find_map(|name| property(name));
        let called = name.clone().unwrap_or_else(|| format!("{}", at + 1));
        let mut tell = |error| {
            problems.add(
                place.clone(),
                Problem::MapArea {
                    area: called.clone(),
                    error,
                },
            )
        };
        let value = match code {
            Some(code) => property(code),
            None => CODES.iter().find_map(|name| property(name)),
        };
        let Some(value) = value else {
            tell(AreaError::NoCode {
                property: code.unwrap_or(CODES[0]).to_owned(),
            });
            continue;
        };
        match feature
            .geometry
            .map_or(Err(AreaError::Empty), |geometry| polygons(geometry.value))
        {
            Err(error) => tell(error),
            Ok(polygons) => match found.iter().find(|area| area.code == value) {
                Some(first) => {
                    let first = first.place.clone();
                    problems.add(
                        place,
                        Problem::DuplicateId {
                            what: "place",
                            id: value,
                            first,
                        },
                    );
                }
                None => found.push(Area {
                    code: value,
                    name,
                    polygons,
                    place,
                }),
            },
        }
    }
    found
}

/// A text or a number as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Where each feature begins: at its word `"Feature"`.
fn places(text: &str, file: &Arc<str>) -> Vec<Place> {
    const WORD: &str = "\"Feature\"";
    let lines = (1..).zip(text.lines());
    let found = lines.flat_map(|(number, line)| {
        line.match_indices(WORD).map(move |(at, _)| {
            let column = u32::try_from(line[..at].chars().count() + 1).unwrap_or(u32::MAX);
            (number, column)
        })
    });
    found
        .map(|(line, column)| Place::text(file, line, column, WORD.len() as u32))
        .collect()
}

fn polygons(geometry: GeometryValue) -> Result<Vec<Vec<Ring>>, AreaError> {
    let polygons = match geometry {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        other => {
            return Err(AreaError::NotAnArea {
                kind: other.type_name().to_owned(),
            });
        }
    };
    let mut out = Vec::new();
    for rings in polygons {
        let mut plain = Vec::new();
        for ring in rings {
            if ring.len() > POINTS {
                return Err(AreaError::TooManyPoints { limit: POINTS });
            }
            plain.push(
                ring.iter()
                    .map(point)
                    .collect::<Result<Ring, AreaError>>()?,
            );
        }
        out.push(plain);
    }
    out.retain(|rings| rings.first().is_some_and(|outline| !outline.is_empty()));
    if out.is_empty() {
        return Err(AreaError::Empty);
    }
    out.iter().try_for_each(|rings| sound(rings))?;
    Ok(out)
}

/// Longitude and latitude; a height behind them is passed over.
fn point(position: &Position) -> Result<(f64, f64), AreaError> {
    let [x, y, ..] = *position.as_slice() else {
        return Err(AreaError::Empty);
    };
    if x.abs() > 180.0 || y.abs() > 90.0 || !x.is_finite() || !y.is_finite() {
        return Err(AreaError::OutOfRange {
            at: format!("{x}, {y}"),
        });
    }
    Ok((x, y))
}

/// Whether the rings bound an area: OGC Simple Features 6.1.11, but that a ring may touch itself in
/// a point.
fn sound(rings: &[Ring]) -> Result<(), AreaError> {
    let line = |ring: &Ring| geo::LineString::from(ring.clone());
    let mut lines = rings.iter().map(line);
    let outline = lines
        .next()
        .unwrap_or_else(|| geo::LineString::new(Vec::new()));
    let polygon = geo::Polygon::new(outline, lines.collect());
    if polygon.exterior().0.len() < 4 || polygon.unsigned_area() <= 0.0 {
        return Err(AreaError::Empty);
    }
    polygon
        .check_validation()
        .map_err(|error| AreaError::Crossing {
            why: error.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(geometry: &str) -> Option<AreaError> {
        let geometry: geojson::Geometry = geometry.parse().unwrap();
        polygons(geometry.value).err()
    }

    #[test]
    fn what_is_no_area_is_told() {
        let square = "[[[105,19],[106,19],[106,20],[105,20],[105,19]]]";
        assert_eq!(
            error(&format!(
                "{{\"type\":\"Polygon\",\"coordinates\":{square}}}"
            )),
            None
        );
        let high = "[[[105,19,3],[106,19,3],[106,20,3],[105,19,3]]]";
        assert_eq!(
            error(&format!("{{\"type\":\"Polygon\",\"coordinates\":{high}}}")),
            None,
            "heights are passed over"
        );
        let bow = "[[[105,19],[106,20],[106,19],[105,20],[105,19]]]";
        assert!(matches!(
            error(&format!("{{\"type\":\"Polygon\",\"coordinates\":{bow}}}")),
            Some(AreaError::Crossing { .. } | AreaError::Empty)
        ));
        let knot = "[[[105,19],[107,19],[107,21],[105,21],[106,18],[105,19]]]";
        assert!(matches!(
            error(&format!("{{\"type\":\"Polygon\",\"coordinates\":{knot}}}")),
            Some(AreaError::Crossing { .. })
        ));
        assert_eq!(
            error("{\"type\":\"MultiPolygon\",\"coordinates\":[]}"),
            Some(AreaError::Empty)
        );
        assert_eq!(
            error("{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,2],[1,1]]]}"),
            Some(AreaError::Empty),
            "a line"
        );
        assert!(matches!(
            error("{\"type\":\"Point\",\"coordinates\":[1,1]}"),
            Some(AreaError::NotAnArea { .. })
        ));
        let ring: Vec<String> = (0..=20_000)
            .map(|n| format!("[{},1]", f64::from(n) / 1e6))
            .collect();
        assert_eq!(
            error(&format!(
                "{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}",
                ring.join(",")
            )),
            Some(AreaError::TooManyPoints { limit: 20_000 })
        );
        let metres = "[[[580000,2190000],[590000,2190000],[590000,2200000],[580000,2190000]]]";
        assert!(matches!(
            error(&format!(
                "{{\"type\":\"Polygon\",\"coordinates\":{metres}}}"
            )),
            Some(AreaError::OutOfRange { .. })
        ));
    }
}
