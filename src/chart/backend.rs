//! A drawing backend for plotters that writes small, themable SVG.
//!
//! Colours are names, not values: a [`Tone`] travels through plotters as a colour that no picture has, and comes
//! out as a class. Nothing carries a `style` attribute, so a strict content security policy may stand.
//! The theme defines these classes (the standalone file brings them along, see [`style_sheet`]):
//!
//! ```css
//! .chart-svg { display: block; width: 100%; height: auto; font-family: inherit }
//! .chart-svg text { fill: var(--c-ink); stroke: var(--c-bg); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke }
//! .chart-svg .m { fill: var(--c-muted) }      /* muted text */
//! .chart-svg .b { font-weight: 700 }          /* bold text */
//! .chart-svg .f-ink { fill: var(--c-ink) }
//! .chart-svg .f-muted { fill: var(--c-muted) }
//! .chart-svg .f-grid { fill: var(--c-grid) }
//! .chart-svg .f-main { fill: var(--c-main) }
//! .chart-svg .f-soft { fill: var(--c-soft) }
//! .chart-svg .f-accent { fill: var(--c-accent) }
//! .chart-svg .f-bg { fill: var(--c-bg) }
//! .chart-svg .s-ink { fill: none; stroke: var(--c-ink) }
//! .chart-svg .s-muted { fill: none; stroke: var(--c-muted) }
//! .chart-svg .s-grid { fill: none; stroke: var(--c-grid) }
//! .chart-svg .s-main { fill: none; stroke: var(--c-main) }
//! .chart-svg .s-soft { fill: none; stroke: var(--c-soft) }
//! .chart-svg .s-accent { fill: none; stroke: var(--c-accent) }
//! .chart-svg .s-bg { fill: none; stroke: var(--c-bg) }
//! ```

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::font;

/// A colour by its part in the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Text and strong lines.
    Ink,
    /// Secondary text and thin lines.
    Muted,
    /// Light rules.
    Grid,
    /// The figures.
    Main,
    /// What is still to do.
    Soft,
    /// The target.
    Accent,
    /// The ground.
    Bg,
}

/// Name and colour on paper, for the file that stands alone.
const TONES: [(Tone, &str, &str); 7] = [
    (Tone::Ink, "ink", "#1A1C20"),
    (Tone::Muted, "muted", "#565C66"),
    (Tone::Grid, "grid", "#D9DDE3"),
    (Tone::Main, "main", "#12436D"),
    (Tone::Soft, "soft", "#D3DEE9"),
    (Tone::Accent, "accent", "#C2410C"),
    (Tone::Bg, "bg", "#FFFFFF"),
];

/// The mark of a colour that is a name. The second byte is the tone, the third is 1 for a dashed line.
const NAMED: u8 = 0x7d;

impl Tone {
    /// The colour that stands for this name on the way through plotters.
    pub(super) fn colour(self, dashed: bool) -> RGBColor {
        RGBColor(NAMED, self as u8, u8::from(dashed))
    }
}

/// Class part and whether the line is dashed; a colour without a name is ink.
fn read(colour: BackendColor) -> (&'static str, bool) {
    let (mark, tone, dashed) = colour.rgb;
    let named = TONES.iter().find(|(t, ..)| mark == NAMED && *t as u8 == tone);
    (named.map_or("ink", |(_, name, _)| name), dashed == 1)
}

/// The classes with their colours on paper, for a file that stands alone.
pub(super) fn style_sheet() -> String {
    let mut css = String::from(
        "text{font-family:'Be Vietnam Pro',system-ui,sans-serif;fill:#1A1C20;stroke:#FFF;stroke-width:3px;\
         stroke-linejoin:round;paint-order:stroke}.m{fill:#565C66}.b{font-weight:700}",
    );
    for (_, name, hex) in TONES {
        let _ = write!(css, ".f-{name}{{fill:{hex}}}.s-{name}{{fill:none;stroke:{hex}}}");
    }
    css
}

/// Text as it may stand in an element or a quoted attribute; what XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes the children of an `<svg>` to a text.
pub(super) struct Paper<'a> {
    out: &'a mut String,
    size: (u32, u32),
    text_size: f64,
}

impl<'a> Paper<'a> {
    /// A paper of `size` pixels; text of `text_size` takes its size from the `<svg>`.
    pub(super) fn new(out: &'a mut String, size: (u32, u32), text_size: f64) -> Self {
        Self { out, size, text_size }
    }

    /// `class="f-main"`, or with the stroke's width and dashes. The text never fails to be written.
    fn open(&mut self, element: &str, style: &impl BackendStyle, fill: bool) {
        let (name, dashed) = read(style.color());
        let kind = if fill { 'f' } else { 's' };
        let _ = write!(self.out, "<{element} class=\"{kind}-{name}\"");
        if !fill {
            if style.stroke_width() != 1 {
                let _ = write!(self.out, " stroke-width=\"{}\"", style.stroke_width());
            }
            if dashed {
                self.out.push_str(" stroke-dasharray=\"4 3\"");
            }
        }
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, close: bool, shift: &str) {
        self.out.push_str(" d=\"");
        let mut last: Option<BackendCoord> = None;
        for (x, y) in points {
            let _ = match last {
                None => write!(self.out, "M{x}{shift} {y}{shift}"),
                Some(p) if p == (x, y) => Ok(()),
                Some((_, py)) if py == y => write!(self.out, "H{x}{shift}"),
                Some((px, _)) if px == x => write!(self.out, "V{y}{shift}"),
                Some(_) => write!(self.out, "L{x}{shift} {y}{shift}"),
            };
            last = Some((x, y));
        }
        self.out.push_str(if close { "Z\"/>" } else { "\"/>" });
    }
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
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.open("rect", style, fill);
        // The line of an outline lies on whole pixels, inside the shape.
        let (shift, less) = if fill { ("", 0) } else { (".5", 1) };
        let (width, height) = (x1 - x0 - less, y1 - y0 - less);
        let _ = write!(self.out, " x=\"{x0}{shift}\" y=\"{y0}{shift}\" width=\"{width}\" height=\"{height}\"/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.open("path", style, false);
        let shift = if style.stroke_width() % 2 == 1 { ".5" } else { "" };
        self.path(path, false, shift);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.open("circle", style, fill);
        let _ = write!(self.out, " cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        self.open("path", style, true);
        self.path(vert, true, "");
        Ok(())
    }

    /// Top and centre are those of capitals; bottom is the baseline.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let up = match style.anchor().v_pos {
            VPos::Top => font::CAPITAL,
            VPos::Center => font::CAPITAL / 2.0,
            VPos::Bottom => 0.0,
        };
        let y = y + (up * style.size()).round() as i32;
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\"");
        let mut classes: Vec<String> = Vec::new();
        match read(style.color()).0 {
            "ink" => {}
            "muted" => classes.push("m".to_owned()),
            other => classes.push(format!("f-{other}")),
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
