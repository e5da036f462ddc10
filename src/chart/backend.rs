//! A drawing backend for plotters that writes small, themable SVG.
//!
//! Colours are names, not values: a [`Tone`] travels through plotters as a colour that no picture
//! has, and comes out as a class. Nothing carries a `style` attribute, so a strict content security
//! policy may be. The theme defines these classes (the standalone file brings them along, see
//! [`style_sheet`]):
//!
//! `f-…` fills, `s-…` strokes, `a-…` is an area of a map; the names are those of [`TONES`]. Marks
//! of one class that follow each other are in one group.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::font;
use super::palette::{TONES, Tone};
use crate::base::markup;

/// How a line is drawn, or what a filled shape is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    /// Throughout.
    Solid,
    /// In dashes.
    Dashed,
    /// In dots.
    Dotted,
    /// A filled shape with a border. Text with a rim of ground.
    Area,
}

/// Between two points: the pen is lifted, what follows is another ring or line of the same path.
/// plotters moves what is outside the paper to its edge, so that this arrives as the far corner,
/// where no mark ever is.
pub(super) const PEN_UP: BackendCoord = (i32::MAX, i32::MAX);

/// The mark of a colour that is a name. The second byte is the tone, the third is the stroke.
const NAMED: u8 = 0x7d;

impl Tone {
    /// The colour that represents this name on the way through plotters.
    pub(super) fn colour(self, stroke: Stroke) -> RGBColor {
        RGBColor(NAMED, self as u8, stroke as u8)
    }
}

/// Class part and kind of line; a colour without a name is ink.
fn read(colour: BackendColor) -> (&'static str, Stroke) {
    let (mark, tone, stroke) = colour.rgb;
    let named = TONES
        .iter()
        .find(|(t, ..)| mark == NAMED && *t as u8 == tone);
    let strokes = [Stroke::Dashed, Stroke::Dotted, Stroke::Area];
    let stroke = strokes
        .into_iter()
        .find(|s| mark == NAMED && *s as u8 == stroke)
        .unwrap_or(Stroke::Solid);
    (named.map_or("ink", |(_, name, _)| name), stroke)
}

/// The classes with their colours on paper, for a file that is alone: those that `used` holds.
pub(super) fn style_sheet(used: &str) -> String {
    let mut css = String::from(
        "text{font-family:'Be Vietnam \
         Pro',system-ui,sans-serif;fill:#1a1c20}.m{fill:#565c66}.b{font-weight:700}.h{stroke:#fff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}",
    );
    let lists = used
        .split("class=\"")
        .skip(1)
        .filter_map(|after| after.split('"').next());
    let used: BTreeSet<&str> = lists.flat_map(|list| list.split(' ')).collect();
    for (_, name, [hex, _]) in TONES {
        for (kind, rule) in [
            ("f", "fill:"),
            ("s", "fill:none;stroke:"),
            ("a", "stroke:#858e9b;fill-rule:evenodd;fill:"),
        ] {
            let class = format!("{kind}-{name}");
            if used.contains(&*class) {
                let _ = write!(css, ".{class}{{{rule}{hex}}}");
            }
        }
    }
    css
}

/// Text of a drawing: on one line, without controls.
pub(super) fn escape(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_ascii_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    markup::escape(&line)
}

/// Writes the children of an `<svg>` to a text.
pub(super) struct Paper<'a> {
    out: &'a mut String,
    size: (u32, u32),
    text_size: f64,
    class: String,
    /// Marks of one class that wait to be written: element and attributes.
    run: Vec<(&'static str, String)>,
}

impl<'a> Paper<'a> {
    /// A paper of `size` pixels; text of `text_size` takes its size from the `<svg>`.
    pub(super) fn new(out: &'a mut String, size: (u32, u32), text_size: f64) -> Self {
        Self {
            out,
            size,
            text_size,
            class: String::new(),
            run: Vec::new(),
        }
    }

    /// Sets a mark down. The text never fails to be written.
    fn mark(
        &mut self,
        element: &'static str,
        style: &impl BackendStyle,
        fill: bool,
        attributes: String,
    ) {
        let (name, stroke) = read(style.color());
        let kind = match (fill, stroke) {
            (true, Stroke::Area) => 'a',
            (true, _) => 'f',
            (false, _) => 's',
        };
        let class = format!("{kind}-{name}");
        let mut rest = String::new();
        if !fill {
            if style.stroke_width() != 1 {
                let _ = write!(rest, " stroke-width=\"{}\"", style.stroke_width());
            }
            rest.push_str(match stroke {
                Stroke::Dashed => " stroke-dasharray=\"4 3\"",
                Stroke::Dotted => " stroke-dasharray=\"0 5\" stroke-linecap=\"round\"",
                Stroke::Solid | Stroke::Area => "",
            });
        }
        if class != self.class {
            self.flush();
            self.class = class;
        }
        self.run.push((element, rest + &attributes));
    }

    /// Where [`PEN_UP`] arrives.
    fn corner(&self) -> BackendCoord {
        let (width, height) = self.size;
        let [x, y] = [width, height].map(|side| i32::try_from(side).unwrap_or(i32::MAX));
        (x, y)
    }

    fn flush(&mut self) {
        let (class, out) = (&self.class, &mut *self.out);
        let _ = match self.run.as_slice() {
            [] => Ok(()),
            [(element, attributes)] => write!(out, "<{element} class=\"{class}\"{attributes}/>"),
            many => {
                let _ = write!(out, "<g class=\"{class}\">");
                for (element, attributes) in many {
                    let _ = write!(out, "<{element}{attributes}/>");
                }
                write!(out, "</g>")
            }
        };
        self.run.clear();
    }
}

/// `d="M5 5h3v4z"`: steps from point to point, each as short as it can be said.
fn path(
    points: impl IntoIterator<Item = BackendCoord>,
    corner: BackendCoord,
    close: bool,
    shift: &str,
) -> String {
    let mut d = String::from(" d=\"");
    let mut last: Option<BackendCoord> = None;
    let mut command = ' ';
    for (x, y) in points {
        if (x, y) == corner {
            d.push_str(if close { "z" } else { "" });
            last = None;
            continue;
        }
        let Some((px, py)) = last.replace((x, y)) else {
            let _ = write!(d, "M{x}{shift} {y}{shift}");
            command = 'M';
            continue;
        };
        let (dx, dy) = (x - px, y - py);
        let (next, step) = match (dx, dy) {
            (0, 0) => continue,
            (_, 0) => ('h', dx.to_string()),
            (0, _) => ('v', dy.to_string()),
            _ => ('l', format!("{dx}{}{dy}", if dy < 0 { "" } else { " " })),
        };
        if next != command {
            d.push(next);
        } else if !step.starts_with('-') {
            d.push(' ');
        }
        d.push_str(&step);
        command = next;
    }
    d.push_str(if close { "z\"" } else { "\"" });
    d
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        // The line of an outline lies on whole pixels, inside the shape.
        let (shift, less) = if fill { ("", 0) } else { (".5", 1) };
        let (width, height) = (x1 - x0 - less, y1 - y0 - less);
        let at =
            format!(" x=\"{x0}{shift}\" y=\"{y0}{shift}\" width=\"{width}\" height=\"{height}\"");
        self.mark("rect", style, fill, at);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        let shift = if style.stroke_width() % 2 == 1 {
            ".5"
        } else {
            ""
        };
        self.mark(
            "path",
            style,
            false,
            path(points, self.corner(), false, shift),
        );
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.mark(
            "circle",
            style,
            fill,
            format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""),
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.mark("path", style, true, path(points, self.corner(), true, ""));
        Ok(())
    }

    /// Top and centre are those of capitals; bottom is the baseline.
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let up = match style.anchor().v_pos {
            VPos::Top => font::CAPITAL,
            VPos::Center => font::CAPITAL / 2.0,
            VPos::Bottom => 0.0,
        };
        self.flush();
        let y = y + (up * style.size()).round() as i32;
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\"");
        let mut classes: Vec<String> = Vec::new();
        let (tone, on) = read(style.color());
        match tone {
            "ink" => {}
            "muted" => classes.push("m".to_owned()),
            other => classes.push(format!("f-{other}")),
        }
        if on == Stroke::Area {
            classes.push("h".to_owned());
        }
        if matches!(style.style(), FontStyle::Bold) {
            classes.push("b".to_owned());
        }
        if !classes.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", classes.join(" "));
        }
        if (style.size() - self.text_size).abs() > 0.01 {
            let _ = write!(self.out, " font-size=\"{}\"", style.size());
        }
        self.out.push_str(match style.anchor().h_pos {
            HPos::Left => ">",
            HPos::Right => " text-anchor=\"end\">",
            HPos::Center => " text-anchor=\"middle\">",
        });
        self.out.push_str(&escape(text));
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = font::width(text, style.size(), matches!(style.style(), FontStyle::Bold));
        let height = ((font::ABOVE + font::BELOW) * style.size()).ceil();
        Ok((width.unsigned_abs(), height as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short() {
        let step = [(1, 1), (5, 1), (9, 1), (9, 4), (12, 2), (15, 4), (15, 4)];
        assert_eq!(
            path(step, PEN_UP, false, ".5"),
            " d=\"M1.5 1.5h4 4v3l3-2 3 2\""
        );
        let rings = [(0, 0), (9, 0), (9, 9), PEN_UP, (2, 2), (4, 3), (3, 5)];
        assert_eq!(
            path(rings, PEN_UP, true, ""),
            " d=\"M0 0h9v9zM2 2l2 1-1 2z\""
        );
    }
}
