//! Where a label may be: free of other labels, of lines, and within the sheet.

use super::sheet::Rect;

/// What is already on the sheet.
#[derive(Debug)]
pub(super) struct Taken {
    bounds: Rect,
    boxes: Vec<Rect>,
    lines: Vec<Line>,
    thin: Vec<Line>,
}

type Line = ((i32, i32), (i32, i32));

/// What a label may lie on where there is no better place: text has a rim of ground around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Over {
    /// Nothing.
    Nothing,
    /// Dashed lines.
    Thin,
    /// Any line.
    Lines,
}

impl Taken {
    /// Nothing yet, within these bounds.
    pub(super) fn new(bounds: Rect) -> Self {
        Self {
            bounds,
            boxes: Vec::new(),
            lines: Vec::new(),
            thin: Vec::new(),
        }
    }

    /// A label or a dot.
    pub(super) fn add(&mut self, rect: Rect) {
        self.boxes.push(rect);
    }

    /// A line through points.
    pub(super) fn add_line(&mut self, points: &[(i32, i32)]) {
        self.lines.extend(points.windows(2).map(|p| (p[0], p[1])));
    }

    /// A dashed line through points.
    pub(super) fn add_thin(&mut self, points: &[(i32, i32)]) {
        self.thin.extend(points.windows(2).map(|p| (p[0], p[1])));
    }

    /// The first place that is free.
    pub(super) fn choose(&self, places: &[Rect], over: Over) -> Option<usize> {
        places.iter().position(|p| self.free(p, over))
    }

    /// Whether nothing else is there, with a little air at the sides.
    pub(super) fn free(&self, place: &Rect, over: Over) -> bool {
        let airy = Rect {
            x0: place.x0 - 4,
            x1: place.x1 + 4,
            ..*place
        };
        self.bounds.holds(place)
            && !self.boxes.iter().any(|b| b.hits(&airy))
            && (over >= Over::Thin || !self.thin.iter().any(|l| crosses(*l, place)))
            && (over >= Over::Lines || !self.lines.iter().any(|l| crosses(*l, place)))
    }
}

/// Whether a line touches a rectangle: it is cut to each side in turn until nothing is left.
fn crosses((a, b): Line, rect: &Rect) -> bool {
    let (ax, ay) = (f64::from(a.0), f64::from(a.1));
    let (dx, dy) = (f64::from(b.0) - ax, f64::from(b.1) - ay);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, ax - f64::from(rect.x0)),
        (dx, f64::from(rect.x1) - ax),
        (-dy, ay - f64::from(rect.y0)),
        (dy, f64::from(rect.y1) - ay),
    ];
    for (direction, room) in sides {
        if direction == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if direction < 0.0 {
            from = from.max(room / direction);
        } else {
            to = to.min(room / direction);
        }
    }
    from <= to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_or_pass() {
        let rect = Rect {
            x0: 10,
            y0: 10,
            x1: 20,
            y1: 20,
        };
        assert!(crosses(((0, 0), (30, 30)), &rect));
        assert!(crosses(((15, 0), (15, 30)), &rect));
        assert!(!crosses(((0, 5), (30, 5)), &rect));
        assert!(!crosses(((0, 25), (9, 12)), &rect));
        assert!(crosses(((15, 15), (15, 15)), &rect));
    }

    #[test]
    fn the_first_free_place_is_taken() {
        let mut taken = Taken::new(Rect {
            x0: 0,
            y0: 0,
            x1: 100,
            y1: 100,
        });
        let at = |x: i32| Rect {
            x0: x,
            y0: 10,
            x1: x + 20,
            y1: 20,
        };
        taken.add(at(10));
        assert_eq!(
            taken.choose(&[at(-5), at(15), at(60)], Over::Nothing),
            Some(2)
        );
        assert_eq!(taken.choose(&[at(95)], Over::Lines), None);
        taken.add_thin(&[(0, 15), (100, 15)]);
        assert_eq!(taken.choose(&[at(60)], Over::Nothing), None);
        assert_eq!(taken.choose(&[at(60)], Over::Thin), Some(0));
        taken.add_line(&[(70, 0), (70, 100)]);
        assert_eq!(taken.choose(&[at(60)], Over::Thin), None);
        assert_eq!(taken.choose(&[at(60)], Over::Lines), Some(0));
    }
}
