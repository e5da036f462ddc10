//! A sheet as a flat picture, where it has nothing but bars and lines of text on one ground each.

use super::{Anchor, Canvas, Mark, Rect, Text};
use crate::chart::backend::Stroke;
use crate::chart::flat::{self, Picture};
use crate::chart::palette::Tone;

impl Canvas {
    /// The marks as PNG, `scale` times as large, drawn without SVG. `None` when a text cannot be
    /// set, or the number of its pixels is too large to be counted.
    pub(in crate::chart::draw) fn png(&self, scale: i32) -> Option<Vec<u8>> {
        match self.flat(scale) {
            Some(picture) => Some(picture.png()),
            None => Some(self.indexed(scale)?.png()),
        }
    }

    /// The marks as a flat picture, `scale` times as large. `None` when there are others than bars
    /// and lines of text on one ground each.
    pub(in crate::chart::draw) fn flat(&self, scale: i32) -> Option<Picture> {
        let width = flat::scaled(self.width, scale)?;
        let height = flat::scaled(self.height, scale)?;
        let mut picture = Picture::new(width, height);
        let (mut bars, mut texts) = (Vec::new(), Vec::new());
        for mark in &self.marks {
            if let Mark::Text(text) = mark {
                texts.push((text, bars.len()));
                continue;
            }
            let (bar, tone) = mark.bar(scale)?;
            picture.bar(bar.x0..bar.x1, bar.y0..bar.y1, tone);
            // Without the scale, as texts are measured.
            let [x0, y0] = [bar.x0, bar.y0].map(|at| at.div_euclid(scale));
            let [x1, y1] = [bar.x1, bar.y1].map(|at| -(-at).div_euclid(scale));
            bars.push((Rect { x0, y0, x1, y1 }, tone));
        }
        for (text, above) in texts {
            let ground = text.ground(&bars, above)?;
            picture.text(&text.set(scale), ground)?;
        }
        Some(picture)
    }
}

impl Mark {
    /// The pixels of a bar, or of a straight line that is one, `scale` times as large. `None` for
    /// other marks, and where edges do not lie between pixels.
    pub(super) fn bar(&self, scale: i32) -> Option<(Rect, Tone)> {
        match self {
            Mark::Fill(rect, tone) => {
                let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|at| at * scale);
                Some((Rect { x0, y0, x1, y1 }, *tone))
            }
            Mark::Line {
                points,
                tone,
                width,
                stroke: Stroke::Solid,
            } => {
                let [(x0, y0), (x1, y1)] = points[..] else {
                    return None;
                };
                let width = i32::try_from(*width).ok()?;
                // Twice the place of a point: a line of odd width runs through the middle of
                // pixels.
                let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(|at| (2 * at + width % 2) * scale);
                let half = width * scale;
                let [x0, y0, x1, y1] = if x0 == x1 {
                    [x0 - half, y0.min(y1), x0 + half, y0.max(y1)]
                } else if y0 == y1 {
                    [x0.min(x1), y0 - half, x0.max(x1), y0 + half]
                } else {
                    return None;
                };
                let whole = [x0, y0, x1, y1].iter().all(|at| at % 2 == 0);
                let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(|at| at / 2);
                whole.then_some((Rect { x0, y0, x1, y1 }, *tone))
            }
            _ => None,
        }
    }
}

impl Text {
    /// What it is on when it is painted after this many of the bars; `None` where that is not one
    /// ground.
    fn ground(&self, bars: &[(Rect, Tone)], above: usize) -> Option<Tone> {
        let rect = self.rect();
        let (before, after) = bars.split_at(above);
        if self.rim || after.iter().any(|(bar, _)| bar.hits(&rect)) {
            return None;
        }
        match before.iter().rev().find(|(bar, _)| bar.hits(&rect)) {
            Some((bar, tone)) => bar.holds(&rect).then_some(*tone),
            None => Some(Tone::Bg),
        }
    }

    /// The line of text in a picture that is `scale` times as large.
    pub(super) fn set(&self, scale: i32) -> flat::Text<'_> {
        flat::Text {
            text: &self.text,
            size: self.size * f64::from(scale),
            bold: self.bold,
            rim: 0.0,
            tone: self.tone,
            x: self.x * scale,
            baseline: self.baseline * scale,
            before: match self.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => 0.5,
                Anchor::End => 1.0,
            },
        }
    }
}
