//! Areas coloured by class, hatched where nothing is known, and the classes named below.

use super::Width;
use super::heat::legend;
use super::place::{Over, Taken};
use super::sheet::{Anchor, Rect, SIZE, Sheet, Text};
use crate::chart::backend::Stroke;
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Area, Map};

/// Between two lines of a hatching, along a side.
const STEP: i32 = 7;
const LINE: i32 = 18;

type Ring = Vec<(i32, i32)>;

/// The areas, the names of those that have room for theirs, and the classes.
pub(super) fn lay_out(map: &Map, width: Width) -> Sheet {
    let mut sheet = Sheet::new(width.pixels());
    let view = &map.views[usize::from(width == Width::Wide)];
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
    let mut taken = Taken::new(Rect { x0: 0, y0: 0, x1: sheet.width, y1: view.height });
    for area in &view.areas {
        name(&mut sheet, area, &mut taken);
    }
    let missing = view.areas.iter().any(|area| area.class.is_none()).then_some(&*map.missing);
    sheet.height = legend(&mut sheet, &map.classes, missing, view.height + 14, true);
    sheet
}

/// Name and value inside the area, or the value alone, or nothing.
fn name(sheet: &mut Sheet, area: &Area, taken: &mut Taken) {
    let both = [(area.label.as_str(), false), (area.text.as_str(), true)];
    for lines in [&both[..], &both[1..]] {
        let wide = lines.iter().map(|(text, bold)| font::width(text, SIZE, *bold)).max().unwrap_or(0);
        let high = LINE * lines.len() as i32;
        let (x0, y0) = (area.centre.0 - wide / 2, area.centre.1 - high / 2);
        let rect = Rect { x0, y0, x1: x0 + wide, y1: y0 + high };
        if !holds(&area.rings, &rect) || !taken.free(&rect, Over::Nothing) {
            continue;
        }
        taken.add(rect);
        for (line, (text, bold)) in (0..).zip(lines) {
            // On hatching a rim of ground keeps the letters apart from the lines.
            let rim = area.class.is_none();
            sheet.text(Text {
                x: area.centre.0,
                baseline: y0 + line * LINE + 14,
                text: (*text).to_owned(),
                anchor: Anchor::Middle,
                tone: Tone::on_class(area.class),
                bold: *bold,
                rim,
                ..Text::default()
            });
        }
        return;
    }
}

/// Whether a rectangle lies within the shape: its corners and the middles of its sides do.
fn holds(rings: &[Ring], rect: &Rect) -> bool {
    let (xs, ys) = ([rect.x0, (rect.x0 + rect.x1) / 2, rect.x1], [rect.y0, (rect.y0 + rect.y1) / 2, rect.y1]);
    xs.iter().all(|x| ys.iter().all(|y| crossings(rings, |p| p, *y).iter().filter(|cut| *cut < x).count() % 2 == 1))
}

/// Where the rings cross a line, sorted: `turn` says how far along the line a point lies, and which line it is on.
fn crossings(rings: &[Ring], turn: impl Fn((i32, i32)) -> (i32, i32), at: i32) -> Vec<i32> {
    let mut cuts = Vec::new();
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let ((ax, ay), (bx, by)) = (turn(*a), turn(*b));
            // A corner belongs to one of its two sides.
            if (ay <= at) != (by <= at) {
                let way = f64::from(at - ay) / f64::from(by - ay);
                cuts.push((f64::from(ax) + way * f64::from(bx - ax)).round() as i32);
            }
        }
    }
    cuts.sort_unstable();
    cuts
}

/// Slanting lines inside a shape.
pub(super) fn hatch(rings: &[Ring]) -> Vec<Ring> {
    // On one slanting line x + y is the same.
    let sums = || rings.iter().flatten().map(|(x, y)| x + y);
    let (Some(first), Some(last)) = (sums().min(), sums().max()) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut at = first.div_euclid(STEP) * STEP + STEP;
    while at < last {
        for pair in crossings(rings, |(x, y)| (x, x + y), at).chunks_exact(2) {
            if pair[1] > pair[0] {
                lines.push(vec![(pair[0], at - pair[0]), (pair[1], at - pair[1])]);
            }
        }
        at += STEP;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_and_leaves_holes() {
        let outer = vec![(0, 0), (70, 0), (70, 70), (0, 70)];
        let hole = vec![(20, 20), (50, 20), (50, 50), (20, 50)];
        let whole = hatch(std::slice::from_ref(&outer));
        assert!(whole.iter().flatten().all(|(x, y)| (0..=70).contains(x) && (0..=70).contains(y)));
        let with_hole = hatch(&[outer.clone(), hole.clone()]);
        assert!(with_hole.len() > whole.len(), "lines are cut in two by the hole");
        let middle = Rect { x0: 30, y0: 30, x1: 40, y1: 40 };
        assert!(holds(std::slice::from_ref(&outer), &middle) && !holds(&[outer, hole], &middle));
        assert!(hatch(&[]).is_empty());
    }
}
