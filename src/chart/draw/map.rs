//! Areas coloured by class, hatched where nothing is known, and the classes named below.

use super::Width;
use super::hatch::{hatch, holds};
use super::legend::legend;
use super::place::{Over, Taken};
use super::sheet::{Anchor, Rect, SIZE, Sheet, Text};
use crate::chart::backend::Stroke;
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Area, Map};

const LINE: i32 = 18;

/// The areas, the names of those that have room for theirs, and the classes.
pub(super) fn lay_out(map: &Map, width: Width) -> Sheet {
    let mut sheet = Sheet::new(width.pixels());
    let view = &map.views[match width {
        Width::Narrow => 0,
        Width::Middle => 1,
        Width::Wide => 2,
    }];
    for area in &view.areas {
        let tone = area.class.map_or(Tone::Bg, Tone::of_class);
        sheet.area(&area.rings, tone, Stroke::Area);
        if area.class.is_none() {
            let lines = hatch(&area.rings);
            if !lines.is_empty() {
                sheet.lines(&lines, Tone::Edge);
            }
        }
    }
    let mut taken = Taken::new(Rect {
        x0: 0,
        y0: 0,
        x1: sheet.width,
        y1: view.height,
    });
    for area in &view.areas {
        name(&mut sheet, area, &mut taken);
    }
    let missing = view
        .areas
        .iter()
        .any(|area| area.class.is_none())
        .then_some(&*map.missing);
    sheet.height = legend(&mut sheet, &map.classes, missing, view.height + 14, true);
    sheet
}

/// Name and value inside the area, or the value alone, or nothing.
fn name(sheet: &mut Sheet, area: &Area, taken: &mut Taken) {
    let both = [(area.label.as_str(), false), (area.text.as_str(), true)];
    for lines in [&both[..], &both[1..]] {
        let wide = lines
            .iter()
            .map(|(text, bold)| font::width(text, SIZE, *bold))
            .max()
            .unwrap_or(0);
        let high = LINE * lines.len() as i32;
        let (x0, y0) = (area.centre.0 - wide / 2, area.centre.1 - high / 2);
        let rect = Rect {
            x0,
            y0,
            x1: x0 + wide,
            y1: y0 + high,
        };
        if !holds(&area.rings, &rect) || !taken.free(&rect, Over::Nothing) {
            continue;
        }
        taken.add(rect);
        for (line, (text, bold)) in (0..).zip(lines) {
            // On hatching a rim of ground keeps the letters apart from the lines.
            let rim = area.class.is_none();
            sheet.text(Text {
                x: area.centre.0,
                baseline: y0 + line * LINE + 14,
                text: (*text).to_owned(),
                anchor: Anchor::Middle,
                tone: Tone::on_class(area.class),
                bold: *bold,
                rim,
                ..Text::default()
            });
        }
        return;
    }
}
