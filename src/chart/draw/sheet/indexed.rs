//! A sheet as a picture, whatever its marks: each is drawn over those before it, as in SVG.

use super::{Canvas, Mark};
use crate::chart::backend::{PEN_UP, Stroke};
use crate::chart::flat::{self, Dash, Indexed, Pen, Points};
use crate::chart::palette::Tone;

/// The width of the rim around a text, as in the style sheet of a chart.
const RIM: i32 = 3;

impl Canvas {
    /// The marks as a picture, `scale` times as large. `None` when a text cannot be set, or the
    /// number of its pixels is too large to be counted.
    pub(in crate::chart::draw) fn indexed(&self, scale: i32) -> Option<Indexed> {
        let mut picture = Indexed::new(self.width, self.height, scale)?;
        for mark in &self.marks {
            if let Some((bar, tone)) = mark.bar(scale) {
                picture.bar(bar.x0..bar.x1, bar.y0..bar.y1, tone);
                continue;
            }
            self.put(&mut picture, mark, scale)?;
        }
        Some(picture)
    }

    fn put(&self, picture: &mut Indexed, mark: &Mark, scale: i32) -> Option<()> {
        match mark {
            // A bar, which is drawn already.
            Mark::Fill(..) => {}
            Mark::Outline(rect, tone) => {
                // The line lies on whole pixels, inside the shape.
                let (x1, y1) = (rect.x1 - 1, rect.y1 - 1);
                if rect.x0 < x1 && rect.y0 < y1 {
                    let corners = [(rect.x0, rect.y0), (x1, rect.y0), (x1, y1), (rect.x0, y1)];
                    let lines = self.lines_of(&corners, 0.5);
                    let (width, dash) = (1.0, Dash::Dashed);
                    picture.stroke(&lines, true, Pen { width, dash }, *tone);
                }
            }
            Mark::Line {
                points,
                tone,
                width,
                stroke,
            } => {
                let shift = if width % 2 == 1 { 0.5 } else { 0.0 };
                let lines = self.lines_of(points, shift);
                let width = *width as f32;
                let dash = dash(*stroke);
                picture.stroke(&lines, false, Pen { width, dash }, *tone);
            }
            Mark::Area {
                rings,
                tone,
                stroke,
            } => {
                let rings = self.lines_of(rings, 0.0);
                let bordered = *stroke == Stroke::Area;
                picture.fill(&rings, bordered, *tone);
                if bordered {
                    let (width, dash) = (1.0, Dash::Solid);
                    picture.stroke(&rings, true, Pen { width, dash }, Tone::Edge);
                }
            }
            Mark::Dot { at, radius, tone } => {
                let at = (at.0 as f32, at.1 as f32);
                picture.dot(at, *radius as f32, *tone);
            }
            Mark::Text(text) => {
                let set = text.set(scale);
                if text.rim {
                    picture.text(&flat::Text {
                        rim: f64::from(RIM * scale),
                        tone: Tone::Bg,
                        ..set
                    })?;
                }
                picture.text(&set)?;
            }
        }
        Some(())
    }

    /// The lines between liftings of the pen. What is outside of the sheet moves to its edge, as
    /// plotters moves it.
    fn lines_of(&self, points: &[(i32, i32)], shift: f32) -> Vec<Points> {
        points
            .split(|point| *point == PEN_UP)
            .map(|line| {
                line.iter()
                    .map(|point| self.shifted(*point, shift))
                    .collect()
            })
            .collect()
    }

    fn shifted(&self, (x, y): (i32, i32), shift: f32) -> (f32, f32) {
        let (x, y) = (x.clamp(0, self.width), y.clamp(0, self.height));
        (x as f32 + shift, y as f32 + shift)
    }
}

fn dash(stroke: Stroke) -> Dash {
    match stroke {
        Stroke::Dashed => Dash::Dashed,
        Stroke::Dotted => Dash::Dotted,
        Stroke::Solid | Stroke::Area => Dash::Solid,
    }
}
