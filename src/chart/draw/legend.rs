//! The names of the classes of a scale, below what is coloured by them.

use super::hatch::hatch;
use super::sheet::{Canvas, Rect, SIZE};
use crate::chart::backend::Stroke;
use crate::chart::font;
use crate::chart::palette::Tone;

const LINE: i32 = 19;
const BASE: i32 = 14;
/// Side of a swatch.
const SWATCH: i32 = 14;

/// The classes with their names, in as many lines as they need; gives where they end.
pub(super) fn legend(
    sheet: &mut Canvas,
    classes: &[String],
    missing: Option<&str>,
    y: i32,
    hatched: bool,
) -> i32 {
    let (mut x, mut y) = (0, y);
    let items = classes
        .iter()
        .enumerate()
        .map(|(at, name)| (u8::try_from(at).ok(), name.as_str()));
    for (class, name) in items.chain(missing.map(|name| (None, name))) {
        let text = font::shorten(name, sheet.width - SWATCH - 8, SIZE, false);
        let wide = SWATCH + 6 + font::width(&text, SIZE, false);
        if x > 0 && x + wide > sheet.width {
            (x, y) = (0, y + LINE + 4);
        }
        let (x0, y0) = (x, y + 3);
        let square = vec![
            (x0, y0),
            (x0 + SWATCH, y0),
            (x0 + SWATCH, y0 + SWATCH),
            (x0, y0 + SWATCH),
        ];
        match class {
            Some(class) => sheet.area(&[square], Tone::of_class(class), Stroke::Area),
            None if hatched => {
                let lines = hatch(std::slice::from_ref(&square));
                sheet.area(&[square], Tone::Bg, Stroke::Area);
                sheet.lines(&lines, Tone::Edge);
            }
            None => sheet.outline(
                Rect {
                    x0,
                    y0,
                    x1: x0 + SWATCH,
                    y1: y0 + SWATCH,
                },
                Tone::Edge,
            ),
        }
        sheet.muted(x + SWATCH + 6, y + BASE, text);
        x += wide + 16;
    }
    y + LINE + 2
}
