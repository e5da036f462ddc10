//! Areas coloured by class, hatched where nothing is known, and the classes named below. An area
//! without room for its name has a number, which is explained below the map.

use super::Width;
use super::hatch::{hatch, holds, inside};
use super::legend::legend;
use super::place::{Over, Taken};
use super::sheet::{Anchor, Canvas, Rect, SIZE, Text};
use crate::chart::backend::{Stroke, escape};
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Area, Map, MapView};

const LINE: i32 = 18;
/// From the top of a line of text to its baseline.
const BASE: i32 = 14;

/// The areas, their names or numbers, what the numbers mean, and the classes.
pub(super) fn lay_out(map: &Map, width: Width) -> Canvas {
    let mut sheet = Canvas::new(width.pixels());
    let view = view(map, width);
    for area in &view.areas {
        let tone = area.class.map_or(Tone::Bg, Tone::of_class);
        sheet.area(&area.rings, tone, Stroke::Area);
        if area.class.is_none() {
            let lines = hatch(&area.rings);
            if !lines.is_empty() {
                sheet.lines(&lines, Tone::Edge);
            }
        }
    }
    let mut taken = Taken::new(Rect {
        x0: 0,
        y0: 0,
        x1: sheet.width,
        y1: view.height,
    });
    let areas = &view.areas;
    // Areas that have a number, and the places where it is to be.
    let mut numbered: Vec<usize> = Vec::new();
    let mut places: Vec<(usize, (i32, i32))> = Vec::new();
    for (index, area) in areas.iter().enumerate() {
        if !name(&mut sheet, area, &mut taken) {
            numbered.push(index);
            places.push((index, area.centre));
        }
    }
    // An island far from the name of its area is named too.
    for (index, area) in areas.iter().enumerate() {
        let Some(place) = island(area) else {
            continue;
        };
        if numbered.contains(&index) {
            places.push((index, place));
        } else if !island_name(&mut sheet, areas, index, place, &mut taken) {
            numbered.push(index);
            places.push((index, place));
        }
    }
    for (number, index) in (1..).zip(&numbered) {
        let number = i32::to_string(&number);
        for (_, place) in places.iter().filter(|(area, _)| area == index) {
            mark(&mut sheet, areas, (*index, *place), &number, &mut taken);
        }
    }
    let missing = view
        .areas
        .iter()
        .any(|area| area.class.is_none())
        .then_some(&*map.missing);
    let named = key(&mut sheet, areas, &numbered, view.height + 10);
    sheet.height = legend(&mut sheet, &map.classes, missing, named + 6, true);
    sheet
}

/// Name and value inside the area, the name in one line or two; false when there is no room.
fn name(sheet: &mut Canvas, area: &Area, taken: &mut Taken) -> bool {
    let value = (area.text.as_str(), true);
    let mut forms = vec![vec![(area.label.as_str(), false), value]];
    // The space nearest to the middle.
    let spaces = area.label.match_indices(' ').map(|(at, _)| at);
    let middle = area.label.len() / 2;
    if let Some(at) = spaces.min_by_key(|at| at.abs_diff(middle)) {
        let (first, second) = (&area.label[..at], &area.label[at + 1..]);
        forms.push(vec![(first, false), (second, false), value]);
    }
    for lines in forms {
        let wide = lines
            .iter()
            .map(|(text, bold)| font::width(text, SIZE, *bold))
            .max()
            .unwrap_or(0);
        let high = LINE * lines.len() as i32;
        let rect = around(area.centre, wide, high);
        if !holds(&area.rings, &rect) || !taken.free(&rect, Over::Nothing) {
            continue;
        }
        taken.add(rect);
        for (line, (text, bold)) in (0..).zip(lines) {
            // On hatching a rim of ground keeps the letters apart from the lines.
            let rim = area.class.is_none();
            sheet.text(Text {
                x: area.centre.0,
                baseline: rect.y0 + line * LINE + BASE,
                text: text.to_owned(),
                anchor: Anchor::Middle,
                tone: Tone::on_class(area.class),
                bold,
                rim,
                ..Text::default()
            });
        }
        return true;
    }
    false
}

/// A rectangle with its middle at a place.
fn around((x, y): (i32, i32), wide: i32, high: i32) -> Rect {
    let (x0, y0) = (x - wide / 2, y - high / 2);
    Rect {
        x0,
        y0,
        x1: x0 + wide,
        y1: y0 + high,
    }
}

/// Directions in which a number may be beside its area, and how far from its middle, in pixels.
const BESIDE: [(i32, i32); 8] = [
    (1, 0),
    (0, 1),
    (-1, 0),
    (0, -1),
    (1, 1),
    (-1, 1),
    (1, -1),
    (-1, -1),
];
const AWAY: [i32; 4] = [16, 26, 38, 54];

/// The number of an area that has no room for its name: inside it, else beside it where no other
/// area is, with a line to it.
fn mark(
    sheet: &mut Canvas,
    areas: &[Area],
    (index, place): (usize, (i32, i32)),
    number: &str,
    taken: &mut Taken,
) {
    let area = &areas[index];
    let wide = font::width(number, SIZE, true);
    let inside = around(place, wide, LINE);
    let beside = AWAY.iter().flat_map(|away| {
        BESIDE.map(|(x, y)| around((place.0 + x * away, place.1 + y * away), wide, LINE))
    });
    let open = |rect: &Rect| !areas.iter().any(|other| touches(other, rect));
    let (rect, out) = if holds(&area.rings, &inside) && taken.free(&inside, Over::Nothing) {
        (inside, false)
    } else {
        let mut places = beside.filter(|rect| taken.free(rect, Over::Nothing) && open(rect));
        match places.next() {
            Some(rect) => (rect, true),
            // Crowded by others: on its own place, whatever its size.
            None => (inside, false),
        }
    };
    taken.add(rect);
    let x = (rect.x0 + rect.x1) / 2;
    if out {
        let end = (x, (rect.y0 + rect.y1) / 2);
        let (wide, high) = (wide / 2 + 2, LINE / 2 - 2);
        let to = (
            place.0.clamp(end.0 - wide, end.0 + wide),
            place.1.clamp(end.1 - high, end.1 + high),
        );
        sheet.line(vec![place, to], Tone::Muted, 1, Stroke::Solid);
    }
    sheet.text(Text {
        x,
        baseline: rect.y0 + BASE,
        text: number.to_owned(),
        anchor: Anchor::Middle,
        tone: if out {
            Tone::Ink
        } else {
            Tone::on_class(area.class)
        },
        bold: true,
        rim: !out && area.class.is_none(),
        ..Text::default()
    });
}

/// The middle of the largest part of an area that lies apart from the one with its name, if it is
/// large enough to be seen.
fn island(area: &Area) -> Option<(i32, i32)> {
    const SEEN: i32 = 5;
    if area.rings.len() < 2 {
        return None;
    }
    let mut largest: Option<(i32, (i32, i32))> = None;
    for ring in &area.rings {
        let own = std::slice::from_ref(ring);
        // A hole is within another ring: the others are all rings without this one.
        let hole = ring
            .first()
            .is_none_or(|first| inside(&area.rings, *first) != inside(own, *first));
        // A whole area less than a pixel is beside its centre.
        if hole || inside(own, area.centre) {
            continue;
        }
        let (x0, x1) = ends(ring.iter().map(|point| point.0));
        let (y0, y1) = ends(ring.iter().map(|point| point.1));
        let size = (x1 - x0).max(y1 - y0);
        if size >= SEEN && largest.is_none_or(|(other, _)| size > other) {
            largest = Some((size, ((x0 + x1) / 2, (y0 + y1) / 2)));
        }
    }
    largest.map(|(_, place)| place)
}

/// The least and the greatest of some numbers.
fn ends(numbers: impl Iterator<Item = i32>) -> (i32, i32) {
    numbers.fold((i32::MAX, i32::MIN), |(low, high), n| {
        (low.min(n), high.max(n))
    })
}

/// The name of an island beside it, where no area is; false when there is no room.
fn island_name(
    sheet: &mut Canvas,
    areas: &[Area],
    index: usize,
    (x, y): (i32, i32),
    taken: &mut Taken,
) -> bool {
    let label = &areas[index].label;
    let wide = font::width(label, SIZE, false);
    let half = wide / 2 + 1;
    let middle = x.clamp(half, (sheet.width - half - 1).max(half));
    let beside = AWAY.iter().flat_map(|away| {
        [
            around((middle, y + away), wide, LINE),
            around((middle, y - away), wide, LINE),
            around((x + away + half, y), wide, LINE),
            around((x - away - half, y), wide, LINE),
        ]
    });
    let open = |rect: &Rect| !areas.iter().any(|other| touches(other, rect));
    let mut free = beside.filter(|rect| taken.free(rect, Over::Nothing) && open(rect));
    let Some(rect) = free.next() else {
        return false;
    };
    taken.add(rect);
    sheet.text(Text {
        x: (rect.x0 + rect.x1) / 2,
        baseline: rect.y0 + BASE,
        text: label.clone(),
        anchor: Anchor::Middle,
        ..Text::default()
    });
    true
}

/// Whether an area is under a rectangle, by its corners, the middles of its sides, and its own
/// points.
fn touches(area: &Area, rect: &Rect) -> bool {
    let xs = [rect.x0, (rect.x0 + rect.x1) / 2, rect.x1];
    let ys = [rect.y0, (rect.y0 + rect.y1) / 2, rect.y1];
    let corner =
        |(x, y): &(i32, i32)| (rect.x0..=rect.x1).contains(x) && (rect.y0..=rect.y1).contains(y);
    xs.iter()
        .any(|x| ys.iter().any(|y| inside(&area.rings, (*x, *y))))
        || area.rings.iter().flatten().any(corner)
}

/// What the numbers on the map mean: `1 Cồn Cát 85%`. Gives where it ends.
fn key(sheet: &mut Canvas, areas: &[Area], numbered: &[usize], top: i32) -> i32 {
    let (mut x, mut y) = (0, top);
    for (number, index) in (1..).zip(numbered) {
        let area = &areas[*index];
        let number = i32::to_string(&number);
        let before = font::width(&number, SIZE, true) + 5;
        let after = font::width(&area.text, SIZE, true) + 5;
        let room = sheet.width - before - after;
        let label = font::shorten(&area.label, room, SIZE, false);
        let name = font::width(&label, SIZE, false);
        if x > 0 && x + before + name + after > sheet.width {
            (x, y) = (0, y + LINE);
        }
        let parts = [
            (x, number, true),
            (x + before, label, false),
            (x + before + name + 5, area.text.clone(), true),
        ];
        for (x, text, bold) in parts {
            sheet.text(Text {
                x,
                baseline: y + BASE,
                text,
                bold,
                ..Text::default()
            });
        }
        x += before + name + after + 16;
    }
    if numbered.is_empty() { y } else { y + LINE }
}

/// The drawing with each area a link: `address` says where the page of a unit is. What follows an
/// area up to the next one is its hatching, and belongs to the link.
pub(super) fn linked(
    map: &Map,
    width: Width,
    address: &dyn Fn(&str) -> Option<String>,
) -> (Canvas, String) {
    let sheet = lay_out(map, width);
    let view = view(map, width);
    let links: Vec<_> = view.areas.iter().map(|area| link(area, address)).collect();
    let painted = sheet.paint_around(&links);
    (sheet, painted)
}

/// What is before and behind an area that is a link.
fn link(area: &Area, address: &dyn Fn(&str) -> Option<String>) -> Option<(String, &'static str)> {
    let address = escape(&address(area.unit.as_deref()?)?);
    let name = escape(&format!("{}: {}", area.label, area.text));
    let start = format!("<a href=\"{address}\" aria-label=\"{name}\"><title>{name}</title>");
    Some((start, "</a>"))
}

/// The areas of one width.
fn view(map: &Map, width: Width) -> &MapView {
    &map.views[match width {
        Width::Narrow => 0,
        Width::Middle => 1,
        Width::Wide => 2,
    }]
}
