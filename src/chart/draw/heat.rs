//! Cells coloured by class, each with its value, and the classes named below.

use super::Width;
use super::legend::legend;
use super::sheet::{Anchor, Canvas, Rect, SIZE, Text};
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Heat, HeatCell, HeatRow};

const LINE: i32 = 19;
const BASE: i32 = 14;
const CELL: i32 = 32;
const GAP: i32 = 2;
/// Air beside a cell's text.
const PAD: i32 = 6;

/// A table where its cells fit beside the names; else a block of cells below each name.
pub(super) fn lay_out(heat: &Heat, width: Width) -> Canvas {
    let mut sheet = Canvas::new(width.pixels());
    let texts = heat
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| font::width(&cell.text, SIZE, true));
    let widest = texts.max().unwrap_or(0) + 2 * PAD;
    let columns = heat.columns.len().max(1) as i32;
    let most = match width {
        Width::Narrow => 140,
        Width::Middle => 180,
        Width::Wide => 230,
    };
    let labels = heat
        .rows
        .iter()
        .map(|row| font::width(&row.label, SIZE, false))
        .max()
        .unwrap_or(0);
    let names = labels.clamp(40, most) + 10;
    let cell = ((sheet.width - names) / columns - GAP).min(120);
    let y = if cell >= widest.max(52) {
        table(&mut sheet, heat, names, cell)
    } else {
        blocks(&mut sheet, heat, widest.max(76))
    };
    let missing = heat
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| cell.class.is_none());
    sheet.height = legend(
        &mut sheet,
        &heat.classes,
        missing.then_some(&*heat.missing),
        y + 12,
        false,
    );
    sheet
}

fn table(sheet: &mut Canvas, heat: &Heat, names: i32, cell: i32) -> i32 {
    let heads: Vec<Vec<String>> = heat
        .columns
        .iter()
        .map(|c| font::wrap(c, cell, SIZE, false, 3))
        .collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(0) as i32;
    for (column, head) in heads.iter().enumerate() {
        let first = lines - head.len() as i32;
        for (line, text) in (first..).zip(head) {
            let x = left_of(column, names, cell) + cell / 2;
            let baseline = line * LINE + BASE;
            let (text, anchor, tone) = (text.clone(), Anchor::Middle, Tone::Muted);
            sheet.text(Text {
                x,
                baseline,
                text,
                anchor,
                tone,
                ..Text::default()
            });
        }
    }
    let mut y = lines * LINE + 4;
    for row in &heat.rows {
        let name = font::wrap(&row.label, names - 10, SIZE, false, 2);
        let height = CELL.max(name.len() as i32 * LINE);
        let top = y + (height - name.len() as i32 * LINE) / 2;
        for (text, baseline) in name.into_iter().zip((top + BASE..).step_by(LINE as usize)) {
            sheet.text(Text {
                x: 0,
                baseline,
                text,
                ..Text::default()
            });
        }
        for (column, value) in row.cells.iter().enumerate() {
            let x0 = left_of(column, names, cell);
            paint(
                sheet,
                value,
                Rect {
                    x0,
                    x1: x0 + cell,
                    y0: y,
                    y1: y + height,
                },
            );
        }
        y += height + GAP;
    }
    y
}

/// Where a column begins, behind the names.
fn left_of(column: usize, names: i32, cell: i32) -> i32 {
    names + column as i32 * (cell + GAP)
}

/// A name, and below it as many cells in a line as fit, each under its own heading.
fn blocks(sheet: &mut Canvas, heat: &Heat, widest: i32) -> i32 {
    let per_line =
        ((sheet.width + GAP) / (widest + GAP)).clamp(1, heat.columns.len().max(1) as i32);
    let cell = ((sheet.width + GAP) / per_line - GAP).min(140);
    let heads = heat.columns.iter().map(|heading| short(heading, cell));
    let heads: Vec<String> = heads.collect();
    let mut y = 0;
    for HeatRow { label, cells } in &heat.rows {
        for text in font::wrap(label, sheet.width, SIZE, true, 2) {
            sheet.text(Text {
                x: 0,
                baseline: y + BASE,
                text,
                bold: true,
                ..Text::default()
            });
            y += LINE;
        }
        for (line, cells) in cells.chunks(per_line as usize).enumerate() {
            for (at, value) in cells.iter().enumerate() {
                let x0 = at as i32 * (cell + GAP);
                let text = heads[line * per_line as usize + at].clone();
                let (x, anchor, tone) = (x0 + cell / 2, Anchor::Middle, Tone::Muted);
                sheet.text(Text {
                    x,
                    baseline: y + BASE,
                    text,
                    anchor,
                    tone,
                    ..Text::default()
                });
                paint(
                    sheet,
                    value,
                    Rect {
                        x0,
                        x1: x0 + cell,
                        y0: y + LINE,
                        y1: y + LINE + CELL,
                    },
                );
            }
            y += LINE + CELL + 4;
        }
        y += 8;
    }
    y
}

/// A heading that fits: whole, else the number that it ends with, else cut.
fn short(heading: &str, room: i32) -> String {
    let last = heading.rsplit(' ').next();
    let number = last.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    for text in [Some(heading), number].into_iter().flatten() {
        if font::width(text, SIZE, false) <= room {
            return text.to_owned();
        }
    }
    font::shorten(heading, room, SIZE, false)
}

fn paint(sheet: &mut Canvas, cell: &HeatCell, rect: Rect) {
    match cell.class {
        Some(class) => sheet.fill(rect, Tone::of_class(class)),
        None => sheet.outline(rect, Tone::Edge),
    }
    let room = rect.x1 - rect.x0 - PAD;
    let (tone, text) = (
        Tone::on_class(cell.class),
        font::shorten(&cell.text, room, SIZE, true),
    );
    let (x, baseline) = ((rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2 + 5);
    sheet.text(Text {
        x,
        baseline,
        text,
        anchor: Anchor::Middle,
        tone,
        bold: true,
        ..Text::default()
    });
}
