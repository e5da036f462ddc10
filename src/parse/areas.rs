//! An editor's map: areas from GeoJSON (RFC 7946), each checked, every problem reported at its
//! feature.

use arcstr::ArcStr;
use geo::{Area as _, Validation as _};
use geojson::{Feature, GeoJson, GeometryValue, Position};
use serde_json::Value;

use super::text;
use crate::base::number::saturated;
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
    let (features, places) = match features(source) {
        Ok(features) => features,
        Err(problem) => {
            problems.add(Place::File(file.clone()), problem);
            return Vec::new();
        }
    };
    let mut found: Vec<Area> = Vec::new();
    for (at, feature) in features.into_iter().enumerate() {
        let place = places.get(at).cloned().unwrap_or(Place::File(file.clone()));
        let name = NAMES.iter().find_map(|name| property(&feature, name));
        let called = name.clone().unwrap_or_else(|| format!("{}", at + 1));
        match code_and_polygons(feature, code) {
            Ok((code, polygons)) => {
                let area = Area {
                    code,
                    name,
                    polygons,
                    place,
                };
                add(&mut found, area, problems);
            }
            Err(error) => {
                let area = called;
                problems.add(place, Problem::MapArea { area, error });
            }
        }
    }
    found
}

/// The features of a GeoJSON file, and where each begins.
fn features(source: &Source) -> Result<(Vec<Feature>, Vec<Place>), Problem> {
    let bytes = source::read(source)?;
    if bytes.len() > MEGABYTES * 1_000_000 {
        let why = format!("> {MEGABYTES} MB");
        return Err(Problem::MapFile { why });
    }
    let (text, _) = text::read(bytes)?;
    let why = match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => {
            return Ok((collection.features, places(&text, &source.path)));
        }
        Ok(_) => "FeatureCollection?".to_owned(),
        Err(error) => error.to_string(),
    };
    Err(Problem::MapFile { why })
}

/// The code of a feature, and its polygons.
fn code_and_polygons(
    feature: Feature,
    code: Option<&str>,
) -> Result<(String, Vec<Vec<Ring>>), AreaError> {
    let value = match code {
        Some(code) => property(&feature, code),
        None => CODES.iter().find_map(|name| property(&feature, name)),
    };
    let Some(value) = value else {
        let property = code.unwrap_or(CODES[0]).to_owned();
        return Err(AreaError::NoCode { property });
    };
    let geometry = feature.geometry.ok_or(AreaError::Empty)?;
    Ok((value, polygons(geometry.value)?))
}

/// Adds an area, unless another one has its code.
fn add(found: &mut Vec<Area>, area: Area, problems: &mut Problems) {
    let Some(first) = found.iter().find(|other| other.code == area.code) else {
        found.push(area);
        return;
    };
    let duplicate = Problem::DuplicateId {
        what: "place",
        id: area.code,
        first: first.place.clone(),
    };
    problems.add(area.place, duplicate);
}

fn property(feature: &Feature, name: &str) -> Option<String> {
    feature.property(name).and_then(scalar)
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
fn places(text: &str, file: &ArcStr) -> Vec<Place> {
    const WORD: &str = "\"Feature\"";
    let lines = (1..).zip(text.lines());
    let found = lines.flat_map(|(number, line)| {
        line.match_indices(WORD).map(move |(at, _)| {
            let column = saturated(line[..at].chars().count() + 1);
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
