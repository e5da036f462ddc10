//! A sheet of marks: what a layout makes, what a test measures, what plotters paints.

#[cfg(feature = "pictures")]
mod flat;
#[cfg(feature = "pictures")]
mod indexed;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordi64;
use plotters::prelude::{Circle, IntoDrawingArea, PathElement, Polygon, Rectangle, TextStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle};
use plotters_backend::DrawingBackend;

use crate::chart::backend::{PEN_UP, Paper, Stroke};
use crate::chart::font;
use crate::chart::palette::Tone;

/// The size of all text in a chart: 12.7 px where a narrow chart is shown 328 px wide.
pub(super) const SIZE: f64 = 14.0;
const HEADING: f64 = 20.0;

/// A rectangle in pixels, the far edges not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x0: i32,
    pub(super) y0: i32,
    pub(super) x1: i32,
    pub(super) y1: i32,
}

impl Rect {
    /// Whether they share a pixel.
    pub(super) fn hits(&self, other: &Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether `other` lies within.
    pub(super) fn holds(&self, other: &Rect) -> bool {
        self.x0 <= other.x0 && other.x1 <= self.x1 && self.y0 <= other.y0 && other.y1 <= self.y1
    }
}

/// Where a text is from its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text on its baseline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) x: i32,
    pub(super) baseline: i32,
    pub(super) text: String,
    pub(super) anchor: Anchor,
    pub(super) tone: Tone,
    pub(super) bold: bool,
    pub(super) size: f64,
    /// With a rim of ground, where it may lie on a line.
    pub(super) rim: bool,
}

impl Default for Text {
    fn default() -> Self {
        let (text, anchor, tone) = (String::new(), Anchor::Start, Tone::Ink);
        Self {
            x: 0,
            baseline: 0,
            text,
            anchor,
            tone,
            bold: false,
            size: SIZE,
            rim: false,
        }
    }
}

impl Text {
    /// The room it takes, with marks above and tails below.
    pub(super) fn rect(&self) -> Rect {
        let width = font::width(&self.text, self.size, self.bold);
        let x0 = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2,
            Anchor::End => self.x - width,
        };
        let (above, below) = (
            (font::ABOVE * self.size).ceil() as i32,
            (font::BELOW * self.size).ceil() as i32,
        );
        Rect {
            x0,
            x1: x0 + width,
            y0: self.baseline - above,
            y1: self.baseline + below,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Fill(Rect, Tone),
    Outline(Rect, Tone),
    Line {
        points: Vec<(i32, i32)>,
        tone: Tone,
        width: u32,
        stroke: Stroke,
    },
    Area {
        rings: Vec<(i32, i32)>,
        tone: Tone,
        stroke: Stroke,
    },
    Dot {
        at: (i32, i32),
        radius: i32,
        tone: Tone,
    },
    Text(Text),
}

/// Where the marks of a sheet go on another one: made larger, then moved.
#[derive(Clone, Copy)]
struct Placing {
    scale: f64,
    dx: i32,
    dy: i32,
}

impl Placing {
    fn length(self, length: i32) -> i32 {
        (f64::from(length) * self.scale).round() as i32
    }

    fn x(self, x: i32) -> i32 {
        self.length(x) + self.dx
    }

    fn y(self, y: i32) -> i32 {
        self.length(y) + self.dy
    }

    fn point(self, point: (i32, i32)) -> (i32, i32) {
        match point {
            PEN_UP => PEN_UP,
            (x, y) => (self.x(x), self.y(y)),
        }
    }

    fn points(self, points: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
        points.into_iter().map(|point| self.point(point)).collect()
    }

    fn rect(self, rect: Rect) -> Rect {
        Rect {
            x0: self.x(rect.x0),
            y0: self.y(rect.y0),
            x1: self.x(rect.x1),
            y1: self.y(rect.y1),
        }
    }

    fn mark(self, mark: Mark) -> Mark {
        match mark {
            Mark::Fill(rect, tone) => Mark::Fill(self.rect(rect), tone),
            Mark::Outline(rect, tone) => Mark::Outline(self.rect(rect), tone),
            Mark::Line {
                points,
                tone,
                width,
                stroke,
            } => Mark::Line {
                points: self.points(points),
                tone,
                width: (f64::from(width) * self.scale).round().max(1.0) as u32,
                stroke,
            },
            Mark::Area {
                rings,
                tone,
                stroke,
            } => Mark::Area {
                rings: self.points(rings),
                tone,
                stroke,
            },
            Mark::Dot { at, radius, tone } => Mark::Dot {
                at: self.point(at),
                radius: self.length(radius),
                tone,
            },
            Mark::Text(text) => Mark::Text(Text {
                x: self.x(text.x),
                baseline: self.y(text.baseline),
                size: text.size * self.scale,
                ..text
            }),
        }
    }
}

/// Marks in the order they are painted.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) width: i32,
    pub(super) height: i32,
    marks: Vec<Mark>,
}

impl Canvas {
    /// An empty sheet.
    pub(super) fn new(width: i32) -> Self {
        Self {
            width,
            height: 0,
            marks: Vec::new(),
        }
    }

    /// A bar.
    pub(super) fn fill(&mut self, rect: Rect, tone: Tone) {
        self.marks.push(Mark::Fill(rect, tone));
    }

    /// A dashed, empty bar.
    pub(super) fn outline(&mut self, rect: Rect, tone: Tone) {
        self.marks.push(Mark::Outline(rect, tone));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: Vec<(i32, i32)>, tone: Tone, width: u32, stroke: Stroke) {
        self.marks.push(Mark::Line {
            points,
            tone,
            width,
            stroke,
        });
    }

    /// A shape of one or more rings; [`Stroke::Area`] gives it a border.
    pub(super) fn area(&mut self, rings: &[Vec<(i32, i32)>], tone: Tone, stroke: Stroke) {
        self.marks.push(Mark::Area {
            rings: rings.join(&PEN_UP),
            tone,
            stroke,
        });
    }

    /// Several lines in one.
    pub(super) fn lines(&mut self, lines: &[Vec<(i32, i32)>], tone: Tone) {
        self.line(lines.join(&PEN_UP), tone, 1, Stroke::Solid);
    }

    /// A round mark.
    pub(super) fn dot(&mut self, at: (i32, i32), radius: i32, tone: Tone) {
        self.marks.push(Mark::Dot { at, radius, tone });
    }

    /// A text, nothing for an empty one.
    pub(super) fn text(&mut self, text: Text) {
        if !text.text.is_empty() {
            self.marks.push(Mark::Text(text));
        }
    }

    /// Muted text.
    pub(super) fn muted(&mut self, x: i32, baseline: i32, text: String) {
        self.text(Text {
            x,
            baseline,
            text,
            tone: Tone::Muted,
            ..Text::default()
        });
    }

    /// A heading, for the file that is alone.
    pub(super) fn heading(&mut self, x: i32, baseline: i32, text: String) {
        self.text(Text {
            x,
            baseline,
            text,
            bold: true,
            size: HEADING,
            ..Text::default()
        });
    }

    /// All marks of another sheet, moved.
    pub(super) fn take(&mut self, other: Canvas, dx: i32, dy: i32) {
        self.take_scaled(other, 1.0, (dx, dy));
    }

    /// All marks of another sheet, `scale` times as large and then moved.
    pub(super) fn take_scaled(&mut self, other: Canvas, scale: f64, (dx, dy): (i32, i32)) {
        let placing = Placing { scale, dx, dy };
        let marks = other.marks.into_iter();
        self.marks.extend(marks.map(|mark| placing.mark(mark)));
    }

    /// All texts, for tests.
    #[cfg(all(test, feature = "pictures"))]
    pub(super) fn texts(&self) -> Vec<&Text> {
        self.marks
            .iter()
            .filter_map(|m| if let Mark::Text(t) = m { Some(t) } else { None })
            .collect()
    }

    /// The inside of an `<svg>`.
    pub(super) fn paint(&self) -> String {
        let mut out = String::new();
        let size = (self.width.unsigned_abs(), self.height.unsigned_abs());
        self.paint_on(Paper::new(&mut out, size, SIZE), Tone::colour);
        out
    }

    /// The same, with texts around each of the first shapes of one area and the lines in it: the
    /// beginning and the end of a link.
    pub(super) fn paint_around(&self, around: &[Option<(String, &str)>]) -> String {
        let mut out = String::new();
        let starts = self.marks.iter().enumerate();
        let mut starts: Vec<usize> = starts
            .filter(|(_, mark)| matches!(mark, Mark::Area { .. }))
            .map(|(index, _)| index)
            .take(around.len())
            .collect();
        let last = starts.last().map_or(0, |last| {
            let lines = self.marks[last + 1..].iter();
            last + 1
                + lines
                    .take_while(|mark| matches!(mark, Mark::Line { .. }))
                    .count()
        });
        starts.push(last);
        for (part, around) in starts.windows(2).zip(around) {
            let drawn = self.part(part[0]..part[1]).paint();
            match around {
                Some((before, after)) => out.extend([before.as_str(), &drawn, after]),
                None => out.push_str(&drawn),
            }
        }
        out + &self.part(last..self.marks.len()).paint()
    }

    /// Some of the marks on a sheet of the same size.
    fn part(&self, marks: std::ops::Range<usize>) -> Canvas {
        Canvas {
            width: self.width,
            height: self.height,
            marks: self.marks[marks].to_vec(),
        }
    }

    /// The marks on any paper of plotters.
    pub(super) fn paint_on<B: DrawingBackend>(
        &self,
        paper: B,
        colour: fn(Tone, Stroke) -> RGBColor,
    ) {
        let area = paper.into_drawing_area();
        for mark in &self.marks {
            // Our backend writes to memory and cannot fail.
            let _ = match mark {
                Mark::Fill(r, tone) => {
                    let style = colour(*tone, Stroke::Solid).filled();
                    area.draw(&Rectangle::new([(r.x0, r.y0), (r.x1, r.y1)], style))
                }
                Mark::Outline(r, tone) => area.draw(&Rectangle::new(
                    [(r.x0, r.y0), (r.x1, r.y1)],
                    pen(colour(*tone, Stroke::Dashed), 1),
                )),
                Mark::Line {
                    points,
                    tone,
                    width,
                    stroke,
                } => area.draw(&PathElement::new(
                    points.clone(),
                    pen(colour(*tone, *stroke), *width),
                )),
                Mark::Area {
                    rings,
                    tone,
                    stroke,
                } => area.draw(&Polygon::new(
                    rings.clone(),
                    colour(*tone, *stroke).filled(),
                )),
                Mark::Dot { at, radius, tone } => area.draw(&Circle::new(
                    *at,
                    *radius,
                    colour(*tone, Stroke::Solid).filled(),
                )),
                Mark::Text(t) => area.draw_text(&t.text, &style(t, colour), (t.x, t.baseline)),
            };
        }
        let _ = area.present();
    }
}

fn pen(colour: RGBColor, width: u32) -> ShapeStyle {
    ShapeStyle {
        color: colour.to_rgba(),
        filled: false,
        stroke_width: width,
    }
}

fn style(t: &Text, colour: fn(Tone, Stroke) -> RGBColor) -> TextStyle<'static> {
    let weight = if t.bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let h = match t.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::SansSerif, t.size, weight);
    let on = if t.rim { Stroke::Area } else { Stroke::Solid };
    TextStyle {
        font,
        color: colour(t.tone, on).to_backend_color(),
        pos: Pos::new(h, VPos::Bottom),
    }
}

/// The pixel of a value on a scale from 0 to `max`, held within the scale.
pub(super) fn scale(value: i64, max: i64, from: i32, to: i32) -> i32 {
    let max = max.max(1);
    RangedCoordi64::from(0..max).map(&value.clamp(0, max), (from, to))
}
