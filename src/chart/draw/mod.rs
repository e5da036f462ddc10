//! A chart becomes SVG text: laid out on a sheet, then painted through plotters.

mod bars;
mod bullets;
mod card;
mod hatch;
mod heat;
mod legend;
mod map;
mod place;
mod sheet;
mod spark;
mod steps;
#[cfg(all(test, feature = "pictures"))]
pub(super) mod tests;

use super::backend::{Stroke, escape, style_sheet};
use super::credit::Credit;
use super::font;
#[cfg(feature = "pictures")]
use super::raster;
use super::spec::{Chart, Drawing};
pub use card::{Card, CardRows};
use sheet::{Canvas, SIZE};
pub use spark::spark;

/// The widths of which a page shows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// For phones.
    Narrow = 360,
    /// For tablets, two charts side by side, and frames in pages of others.
    Middle = 560,
    /// For everything else.
    Wide = 720,
}

impl Width {
    fn pixels(self) -> i32 {
        self as i32
    }

    /// The end of ids, so that all widths may be in one page.
    fn mark(self) -> &'static str {
        match self {
            Width::Narrow => "n",
            Width::Middle => "m",
            Width::Wide => "w",
        }
    }
}

/// SVG to be in a page: colours by class, no styles of its own.
pub fn svg(chart: &Chart, width: Width) -> String {
    let sheet = lay_out(&chart.drawing, width);
    let head = head(chart, width, sheet.height, "");
    format!("{head}{}</svg>", sheet.paint())
}

/// The same; areas of a map are links to the units' pages, by `address` of a unit's id.
pub fn linked(chart: &Chart, width: Width, address: &dyn Fn(&str) -> Option<String>) -> String {
    let Drawing::Map(map) = &chart.drawing else {
        return svg(chart, width);
    };
    let (sheet, painted) = map::linked(map, width, address);
    // Links inside an image would be hidden from screen readers.
    let head = head(chart, width, sheet.height, "").replacen("role=\"img\"", "role=\"group\"", 1);
    format!("{head}{painted}</svg>")
}

/// Pixels of a picture for each pixel of its chart: sharp in print and on a good screen.
#[cfg(feature = "pictures")]
const PIXELS: u8 = 2;

/// SVG to be alone: the same with its finding, its source, who publishes it and colours for white
/// paper.
pub fn standalone(chart: &Chart, width: Width, credit: &Credit) -> String {
    let credit = credit.of_svg(&chart.id, &chart.title);
    alone(chart, width, &page(chart, width), &credit)
}

/// The same as PNG, at two pixels for one. `None` when it is larger than memory may hold.
#[cfg(feature = "pictures")]
pub fn picture(chart: &Chart, width: Width, credit: &Credit) -> Option<Vec<u8>> {
    let page = page(chart, width);
    // What the typeface lacks is drawn by way of SVG.
    let drawn = page.png(PIXELS.into());
    let png = drawn.or_else(|| raster::png(&alone(chart, width, &page, ""), PIXELS.into()))?;
    Some(credit.in_png(&chart.id, &chart.title, png))
}

/// A program without pictures makes none of charts either.
#[cfg(not(feature = "pictures"))]
pub fn picture(_chart: &Chart, _width: Width, _credit: &Credit) -> Option<Vec<u8>> {
    None
}

/// A chart between its finding and its source.
fn page(chart: &Chart, width: Width) -> Canvas {
    const EDGE: i32 = 16;
    let room = width.pixels();
    let mut page = Canvas::new(room + 2 * EDGE);
    let mut y = EDGE;
    for line in font::wrap(&chart.title, room, 20.0, true, 4) {
        y += 24;
        page.heading(EDGE, y - 5, line);
    }
    y += 2;
    y = paragraph(&mut page, &chart.subtitle, room, EDGE, y, 4) + 12;
    let sheet = lay_out(&chart.drawing, width);
    let height = sheet.height;
    page.take(sheet, EDGE, y);
    y += height + 12;
    let source = chart
        .source
        .iter()
        .map(|s| format!("{}: {s}", chart.source_word));
    for text in source.chain(chart.note.clone()) {
        y = paragraph(&mut page, &text, room, EDGE, y, 6);
    }
    page.height = y + EDGE;
    page
}

/// The drawing of a page; `credit` is its metadata, if any.
fn alone(chart: &Chart, width: Width, page: &Canvas, credit: &str) -> String {
    let root = " xmlns=\"http://www.w3.org/2000/svg\"";
    let (room, w, h) = (width.pixels(), page.width, page.height);
    let mut out = head(chart, width, h, root).replacen(
        &format!("viewBox=\"0 0 {room} {h}\""),
        &format!("viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\""),
        1,
    );
    let marks = ground(w, h) + &page.paint();
    let style = style_sheet(&marks);
    out.push_str(&format!("{credit}<style>{style}</style>{marks}"));
    out.push_str("</svg>\n");
    out
}

/// The ground of a picture. It has no edges to be smoothed, which would be most of the work of
/// drawing it.
fn ground(width: i32, height: i32) -> String {
    format!(
        "<rect class=\"f-bg\" width=\"{width}\" height=\"{height}\" \
         shape-rendering=\"crispEdges\"/>"
    )
}

fn paragraph(page: &mut Canvas, text: &str, room: i32, x: i32, mut y: i32, lines: usize) -> i32 {
    for line in font::wrap(text, room, SIZE, false, lines) {
        y += 19;
        page.muted(x, y - 5, line);
    }
    y
}

fn lay_out(drawing: &Drawing, width: Width) -> Canvas {
    match drawing {
        Drawing::Bullets { rows, axis } => bullets::lay_out(rows, axis, width),
        Drawing::Steps(steps) => steps::lay_out(steps, width),
        Drawing::Bars(bars) => bars::lay_out(bars, width),
        Drawing::Heat(heat) => heat::lay_out(heat, width),
        Drawing::Map(map) => map::lay_out(map, width),
    }
}

fn head(chart: &Chart, width: Width, height: i32, root: &str) -> String {
    let (id, mark, pixels) = (escape(&chart.id), width.mark(), width.pixels());
    let (title, desc) = (escape(&chart.title), escape(&chart.desc));
    format!(
        "<svg{root} class=\"chart-svg\" role=\"img\" viewBox=\"0 0 {pixels} {height}\" \
         font-size=\"{SIZE}\" aria-labelledby=\"{id}-t-{mark} {id}-d-{mark}\"><title \
         id=\"{id}-t-{mark}\">{title}</title><desc id=\"{id}-d-{mark}\">{desc}</desc>"
    )
}
