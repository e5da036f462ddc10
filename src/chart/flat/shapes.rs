//! Shapes as the drawing program fills them: how much of each pixel they cover.

use std::ops::Range;

use resvg::tiny_skia::{FillRule, LineCap, Mask, Path, PathBuilder, Stroke, StrokeDash, Transform};

use super::letters::level;
use super::within;

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(in crate::chart) struct Pen {
    /// In pixels of the drawing, before it is made larger.
    pub(in crate::chart) width: f32,
    pub(in crate::chart) dash: Dash,
}

/// What of a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(in crate::chart) enum Dash {
    /// All of it.
    Solid,
    /// Four pixels of seven.
    Dashed,
    /// A round dot each five pixels.
    Dotted,
}

/// Places of a drawing, joined by straight lines.
pub(in crate::chart) type Points = Vec<(f32, f32)>;

/// A shape, in pixels of the picture.
pub(super) struct Shape {
    path: Path,
    rule: FillRule,
}

/// How dark a shape makes the pixels of a rectangle: 0 to [`super::letters::LEVELS`].
pub(super) struct Coverage {
    pub(super) columns: Range<usize>,
    /// The first row.
    pub(super) top: usize,
    /// As many for each row as there are columns.
    pub(super) levels: Vec<u8>,
}

impl Shape {
    /// The inside of closed lines. With `holes` a ring within another one is a hole. `None` where
    /// there is nothing to fill.
    pub(super) fn filled(rings: &[Points], holes: bool, scale: f32) -> Option<Self> {
        let path = path(rings, true)?.transform(Transform::from_scale(scale, scale))?;
        let rule = if holes {
            FillRule::EvenOdd
        } else {
            FillRule::Winding
        };
        Some(Self { path, rule })
    }

    /// A circle.
    pub(super) fn dot((x, y): (f32, f32), radius: f32, scale: f32) -> Option<Self> {
        let path = PathBuilder::from_circle(x * scale, y * scale, radius * scale)?;
        let rule = FillRule::Winding;
        Some(Self { path, rule })
    }

    /// Lines as a pen draws them; `closed` ones return to where they begin.
    pub(super) fn stroked(lines: &[Points], closed: bool, pen: Pen, scale: f32) -> Option<Self> {
        let (dash, line_cap) = match pen.dash {
            Dash::Solid => (None, LineCap::Butt),
            Dash::Dashed => (StrokeDash::new(vec![4.0, 3.0], 0.0), LineCap::Butt),
            Dash::Dotted => (StrokeDash::new(vec![0.0, 5.0], 0.0), LineCap::Round),
        };
        let stroke = Stroke {
            width: pen.width,
            line_cap,
            ..Stroke::default()
        };
        let mut path = path(lines, closed)?;
        if let Some(dash) = dash {
            path = path.dash(&dash, scale)?;
        }
        let path = path.stroke(&stroke, scale)?;
        let path = path.transform(Transform::from_scale(scale, scale))?;
        let rule = FillRule::Winding;
        Some(Self { path, rule })
    }

    /// What it covers of a picture. `None` where that is nothing.
    pub(super) fn coverage(&self, width: usize, height: usize) -> Option<Coverage> {
        let bounds = self.path.bounds();
        let columns = pixels(bounds.left(), bounds.right(), width);
        let rows = pixels(bounds.top(), bounds.bottom(), height);
        let mut mask = Mask::new(columns.len() as u32, rows.len() as u32)?;
        let corner = Transform::from_translate(-(columns.start as f32), -(rows.start as f32));
        mask.fill_path(&self.path, self.rule, true, corner);
        let mut levels = mask.take();
        levels.iter_mut().for_each(|dark| *dark = level(*dark));
        Some(Coverage {
            columns,
            top: rows.start,
            levels,
        })
    }
}

/// The pixels from one place to another, of a side of this length.
fn pixels(start: f32, end: f32, length: usize) -> Range<usize> {
    within(&(start.floor() as i32..end.ceil() as i32), length)
}

/// Lines through points. `None` where no two of them differ.
fn path(lines: &[Points], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for line in lines {
        let mut last = None;
        for (x, y) in line {
            match last.replace((x, y)) {
                None => path.move_to(*x, *y),
                Some(before) if before == (x, y) => {}
                Some(_) => path.line_to(*x, *y),
            }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}
