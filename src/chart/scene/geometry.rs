//! Areas from degrees to pixels: projected, fitted, simplified.

use geo::{Area as _, InteriorPoint as _, Simplify as _};

use crate::model::map::{Area, Ring};

/// Bytes that all outlines may take.
const BYTES: usize = 55_000;
/// How far an outline may be from the true one, in pixels; doubled until the bytes fit.
const TOLERANCE: f64 = 0.6;
/// The height of a map in its widths, at most.
const HIGHEST: f64 = 1.15;

/// An area in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    /// Outlines and holes.
    pub(super) rings: Vec<Vec<(i32, i32)>>,
    /// A place well inside its largest part.
    pub(super) centre: (i32, i32),
}

/// The areas for a picture `width` pixels wide, in their order, and its height.
///
/// The projection is equirectangular, true at the middle latitude (Snyder, Map Projections, 1987,
/// p. 90).
pub(super) fn outlines<'a>(
    areas: impl Iterator<Item = &'a Area> + Clone,
    width: i32,
) -> (Vec<Outline>, i32) {
    let points = areas
        .clone()
        .flat_map(|area| area.polygons.iter().flatten().flatten());
    let (west, east) = bounds(points.clone().map(|point| point.0));
    let (south, north) = bounds(points.map(|point| point.1));
    if west > east {
        return (Vec::new(), 0);
    }
    let narrowing = ((south + north) / 2.0).to_radians().cos().max(0.01);
    let (wide, high) = (
        ((east - west) * narrowing).max(1e-9),
        (north - south).max(1e-9),
    );
    // Half a border is outside its area.
    let room = f64::from(width - 2);
    let scale = (room / wide).min(room * HIGHEST / high);
    let projection = Projection {
        west,
        north,
        narrowing,
        scale,
        left: 1.0 + (room - wide * scale) / 2.0,
    };
    let projected: Vec<Vec<Vec<Ring>>> = areas.map(|area| projection.polygons(area)).collect();
    let mut tolerance = TOLERANCE;
    let mut made = projected
        .iter()
        .map(|polygons| outline(polygons, tolerance))
        .collect::<Vec<_>>();
    while bytes(&made) > BYTES && tolerance < room {
        tolerance *= 1.5;
        made = projected
            .iter()
            .map(|polygons| outline(polygons, tolerance))
            .collect();
    }
    (made, (high * scale).ceil() as i32 + 2)
}

/// The lowest and the highest of some coordinates.
fn bounds(coordinates: impl Iterator<Item = f64>) -> (f64, f64) {
    coordinates.fold((f64::MAX, f64::MIN), |(low, high), at| {
        (low.min(at), high.max(at))
    })
}

/// From degrees to pixels.
struct Projection {
    west: f64,
    north: f64,
    /// How much narrower a degree of longitude is than one of latitude.
    narrowing: f64,
    /// Pixels in a degree of latitude.
    scale: f64,
    /// The pixel at `west`.
    left: f64,
}

impl Projection {
    fn polygons(&self, area: &Area) -> Vec<Vec<Ring>> {
        area.polygons
            .iter()
            .map(|rings| rings.iter().map(|ring| self.ring(ring)).collect())
            .collect()
    }

    fn ring(&self, ring: &Ring) -> Ring {
        ring.iter().map(|point| self.point(*point)).collect()
    }

    fn point(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            self.left + (x - self.west) * self.narrowing * self.scale,
            1.0 + (self.north - y) * self.scale,
        )
    }
}

/// What the outlines take as text: two or three letters a step, and a few for each ring.
fn bytes(outlines: &[Outline]) -> usize {
    let mut bytes = 0;
    for ring in outlines.iter().flat_map(|outline| &outline.rings) {
        bytes += 10;
        for pair in ring.windows(2) {
            bytes += letters(pair[1].0 - pair[0].0) + letters(pair[1].1 - pair[0].1);
        }
    }
    bytes
}

/// The letters of a number, with its sign or the space before it.
fn letters(number: i32) -> usize {
    let log = number.unsigned_abs().checked_ilog10();
    log.map_or(1, |log| log as usize + 1) + 1
}

fn outline(polygons: &[Vec<Ring>], tolerance: f64) -> Outline {
    let mut rings: Vec<Vec<(i32, i32)>> = polygons
        .iter()
        .flatten()
        .filter_map(|ring| simple(ring, tolerance))
        .collect();
    let largest = polygons.iter().max_by(|a, b| {
        let (a, b) = (polygon(a).unsigned_area(), polygon(b).unsigned_area());
        a.total_cmp(&b)
    });
    let centre = largest.and_then(|rings| polygon(rings).interior_point());
    let centre = centre.map_or((0, 0), |point| {
        (point.x().round() as i32, point.y().round() as i32)
    });
    // However small, an area is on its map.
    if rings.is_empty() {
        let (x, y) = centre;
        rings.push(vec![
            (x - 1, y - 1),
            (x + 1, y - 1),
            (x + 1, y + 1),
            (x - 1, y + 1),
        ]);
    }
    Outline { rings, centre }
}

fn polygon(rings: &[Ring]) -> geo::Polygon<f64> {
    let mut lines = rings.iter().map(|ring| geo::LineString::from(ring.clone()));
    let outline = lines
        .next()
        .unwrap_or_else(|| geo::LineString::new(Vec::new()));
    geo::Polygon::new(outline, lines.collect())
}

fn squared_distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)
}

/// A ring on whole pixels without needless points, and without its last one, which is its first;
/// none below a pixel.
fn simple(ring: &Ring, tolerance: f64) -> Option<Vec<(i32, i32)>> {
    // Ramer, Douglas and Peucker keep the ends of a line, and a ring has none: it is cut at the
    // point that lies farthest from its beginning, which a neighbour's ring is likely to share.
    let line: Vec<(f64, f64)> = ring.split_last().map(|(_, rest)| rest.to_vec())?;
    let first = *line.first()?;
    let distances = line.iter().map(|point| squared_distance(*point, first));
    let (cut, _) = distances.enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let halves = [line[..=cut].to_vec(), [&line[cut..], &[first]].concat()];
    let mut out: Vec<(i32, i32)> = halves
        .into_iter()
        .flat_map(|half| geo::LineString::from(half).simplify(tolerance).0)
        .map(|at| (at.x.round() as i32, at.y.round() as i32))
        .collect();
    out.dedup();
    if out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    let doubled: i64 = out
        .iter()
        .zip(out.iter().cycle().skip(1))
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum();
    (out.len() > 2 && doubled.abs() >= 2).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    fn area(polygons: Vec<Vec<Ring>>) -> Area {
        Area {
            code: "1".into(),
            name: None,
            polygons,
            place: Place::Site,
        }
    }

    /// A jagged ring of `n` points around a place.
    fn jagged((x, y): (f64, f64), radius: f64, n: usize) -> Ring {
        let point = |k: usize| {
            let angle = std::f64::consts::TAU * k as f64 / n as f64;
            let radius = radius * (1.0 + 0.1 * ((k * 7919) % 97) as f64 / 97.0);
            (x + radius * angle.cos(), y + radius * angle.sin())
        };
        (0..n).map(point).chain([point(0)]).collect()
    }

    #[test]
    fn a_detailed_province_stays_small_and_inside() {
        let areas: Vec<Area> = (0..27)
            .map(|k| {
                area(vec![vec![jagged(
                    (
                        105.0 + f64::from(k % 6) * 0.2,
                        19.5 + f64::from(k / 6) * 0.2,
                    ),
                    0.1,
                    5_000,
                )]])
            })
            .collect();
        for width in [360, 560, 720] {
            let (made, height) = outlines(areas.iter(), width);
            assert_eq!(made.len(), 27);
            assert!(bytes(&made) <= BYTES, "{} bytes", bytes(&made));
            let inside = |(x, y): &(i32, i32)| (0..=width).contains(x) && (0..=height).contains(y);
            assert!(
                made.iter()
                    .flat_map(|o| o.rings.iter().flatten().chain([&o.centre]))
                    .all(inside)
            );
        }
    }

    #[test]
    fn islands_and_dots_stay_on_the_map() {
        let land = vec![jagged((105.0, 20.0), 0.5, 40)];
        let island = vec![jagged((106.0, 19.6), 0.02, 12)];
        let dot = area(vec![vec![jagged((106.2, 19.5), 1e-6, 8)]]);
        let (made, _) = outlines([area(vec![land, island]), dot].iter(), 720);
        assert_eq!(
            (made[0].rings.len(), made[1].rings.len()),
            (2, 1),
            "an island is a ring of its own"
        );
        assert_eq!(
            made[1].rings[0].len(),
            4,
            "what is smaller than a pixel is one"
        );
    }

    #[test]
    fn one_degree_is_as_wide_as_it_is_on_the_ground() {
        let square = vec![vec![
            (105.0, 59.5),
            (106.0, 59.5),
            (106.0, 60.5),
            (105.0, 60.5),
            (105.0, 59.5),
        ]];
        let (made, height) = outlines([area(vec![square])].iter(), 720);
        let xs = made[0].rings[0].iter().map(|p| p.0);
        let wide = f64::from(xs.clone().max().unwrap() - xs.min().unwrap());
        assert!(
            (f64::from(height) / wide - 2.0).abs() < 0.02,
            "at 60 degrees a degree of longitude is half as wide"
        );
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(outlines([].iter(), 360), (Vec::new(), 0));
    }
}
