//! What lies inside a shape: slanting lines, and rectangles.

use super::sheet::Rect;

/// Between two lines of a hatching, along a side.
const STEP: i32 = 7;

/// A closed line of pixels.
pub(super) type Ring = Vec<(i32, i32)>;

/// Whether a rectangle lies within the shape: its corners and the middles of its sides do.
pub(super) fn holds(rings: &[Ring], rect: &Rect) -> bool {
    let (xs, ys) = (
        [rect.x0, (rect.x0 + rect.x1) / 2, rect.x1],
        [rect.y0, (rect.y0 + rect.y1) / 2, rect.y1],
    );
    xs.iter()
        .all(|x| ys.iter().all(|y| inside(rings, (*x, *y))))
}

/// Whether a point lies within the shape.
pub(super) fn inside(rings: &[Ring], (x, y): (i32, i32)) -> bool {
    let cuts = crossings(rings, |p| p, y);
    cuts.iter().filter(|cut| **cut < x).count() % 2 == 1
}

/// Where the rings cross a line, sorted: `turn` says how far along the line a point lies, and which
/// line it is on.
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
    let sums = rings.iter().flatten().map(|(x, y)| x + y);
    let (Some(first), Some(last)) = (sums.clone().min(), sums.max()) else {
        return Vec::new();
    };
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
        assert!(
            whole
                .iter()
                .flatten()
                .all(|(x, y)| (0..=70).contains(x) && (0..=70).contains(y))
        );
        let with_hole = hatch(&[outer.clone(), hole.clone()]);
        assert!(
            with_hole.len() > whole.len(),
            "lines are cut in two by the hole"
        );
        let middle = Rect {
            x0: 30,
            y0: 30,
            x1: 40,
            y1: 40,
        };
        assert!(holds(std::slice::from_ref(&outer), &middle) && !holds(&[outer, hole], &middle));
        assert!(hatch(&[]).is_empty());
    }
}
