//! Bars against targets: rows on one scale from zero.

use super::Width;
use super::sheet::{Anchor, Canvas, Rect, SIZE, Text, scale};
use crate::chart::backend::Stroke;
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Axis, Bullet};

const LINE: i32 = 19;
const BAR: i32 = 20;
/// How far a target's mark sticks out of its bar.
const OUT: i32 = 4;
const GAP: i32 = 18;
/// From the top of a line of text to its baseline.
const BASE: i32 = 14;

/// From left to right: names (wide only), then bars between `x0` and `x1`.
struct Frame<'a> {
    x0: i32,
    x1: i32,
    names: i32,
    axis: &'a Axis,
}

impl Frame<'_> {
    fn x(&self, value: i64) -> i32 {
        scale(value, self.axis.max, self.x0, self.x1)
    }

    /// A bar from zero to `end`.
    fn bar(&self, top: i32, end: i32) -> Rect {
        Rect {
            x0: self.x0,
            y0: top,
            x1: end.max(self.x0),
            y1: top + BAR,
        }
    }
}

/// Rows from top to bottom, and the scale under them.
pub(super) fn lay_out(rows: &[Bullet], axis: &Axis, width: Width) -> Canvas {
    let mut sheet = Canvas::new(width.pixels());
    let names = match width {
        Width::Narrow => 0,
        Width::Middle | Width::Wide => names(rows),
    };
    let x0 = if names > 0 { names + 20 } else { 0 };
    let frame = Frame {
        x0,
        x1: width.pixels() - 2,
        names,
        axis,
    };
    let mut y = 0;
    for row in rows {
        y = if names > 0 {
            wide(&mut sheet, &frame, row, y)
        } else {
            narrow(&mut sheet, &frame, row, y)
        };
        y += GAP;
    }
    scale_below(&mut sheet, &frame, y - GAP + 10);
    sheet
}

/// Room for names at the left: as much as they need, up to a third.
fn names(rows: &[Bullet]) -> i32 {
    let widest = rows
        .iter()
        .map(|r| font::width(&r.label, SIZE, true).max(font::width(&r.period, SIZE, false)));
    widest.max().unwrap_or(0).clamp(80, 220)
}

fn wide(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bullet, y: i32) -> i32 {
    let mut left = y;
    for line in font::wrap(&row.label, frame.names, SIZE, true, 2) {
        sheet.text(bold(0, left + BASE, line));
        left += LINE;
    }
    for line in font::wrap(&row.period, frame.names, SIZE, false, 2) {
        sheet.muted(0, left + BASE, line);
        left += LINE;
    }
    bar(sheet, frame, row, y).max(left)
}

fn narrow(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bullet, y: i32) -> i32 {
    let mut y = y;
    let lines = font::wrap(&row.label, sheet.width, SIZE, true, 2);
    let beside = font::width(&row.label, SIZE, true) + 16 + font::width(&row.period, SIZE, false);
    if beside <= sheet.width {
        let text = row.period.clone();
        let (x, baseline) = (sheet.width, y + BASE);
        sheet.text(Text {
            x,
            baseline,
            text,
            anchor: Anchor::End,
            tone: Tone::Muted,
            ..Text::default()
        });
    }
    // A row without a name keeps its line, for its period is there.
    let below = y + LINE * lines.len().max(1) as i32;
    for line in lines {
        sheet.text(bold(0, y + BASE, line));
        y += LINE;
    }
    bar(sheet, frame, row, below)
}

/// Value, bar and target, from `y` down; gives where they end.
fn bar(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bullet, y: i32) -> i32 {
    let value = font::shorten(&row.value, frame.x1 - frame.x0, SIZE, false);
    let known = row.actual.is_some();
    let tone = if known { Tone::Ink } else { Tone::Muted };
    let (x, baseline) = (frame.x0, y + BASE);
    sheet.text(Text {
        x,
        baseline,
        text: value,
        tone,
        ..Text::default()
    });
    let top = y + LINE + OUT;
    let bottom = top + BAR;
    for tick in frame.axis.ticks.iter().filter(|t| t.at > 0) {
        let x = frame.x(tick.at);
        let line = vec![(x, top - OUT), (x, bottom + OUT)];
        sheet.line(line, Tone::Grid, 1, Stroke::Solid);
    }
    result(sheet, frame, row, top);
    let base = vec![(frame.x0, top - OUT), (frame.x0, bottom + OUT)];
    sheet.line(base, Tone::Muted, 1, Stroke::Solid);
    match row.target {
        Some(target) => mark(sheet, frame, (target, &row.target_label), top),
        None => bottom + OUT,
    }
}

/// The bar itself, on what is missing to the target; an outline where nothing is known.
fn result(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bullet, top: i32) {
    let Some(actual) = row.actual else {
        let end = row.target.map_or(frame.x1, |target| frame.x(target));
        sheet.outline(frame.bar(top, end), Tone::Muted);
        return;
    };
    if let Some(target) = row.target.filter(|t| *t > actual) {
        sheet.fill(frame.bar(top, frame.x(target)), Tone::Soft);
    }
    // One of a million is still more than nothing.
    let end = if actual > 0 {
        frame.x(actual).max(frame.x0 + 1)
    } else {
        frame.x0
    };
    if end > frame.x0 {
        sheet.fill(frame.bar(top, end), Tone::Main);
    }
}

/// The mark of a target with its label below; gives where this ends.
fn mark(sheet: &mut Canvas, frame: &Frame<'_>, (target, label): (i64, &str), top: i32) -> i32 {
    let bottom = top + BAR;
    let x = frame.x(target);
    let mark = Rect {
        x0: x - 1,
        y0: top - OUT,
        x1: x + 2,
        y1: bottom + OUT,
    };
    // A line of ground at both sides keeps the mark apart from a dark bar.
    sheet.fill(
        Rect {
            x0: mark.x0 - 1,
            x1: mark.x1 + 1,
            y0: top,
            y1: bottom,
        },
        Tone::Bg,
    );
    sheet.fill(mark, Tone::Accent);
    let text = font::shorten(label, frame.x1 - frame.x0, SIZE, false);
    let half = font::width(&text, SIZE, false) / 2 + 1;
    sheet.text(Text {
        x: x.min(frame.x1 - half).max(frame.x0 + half),
        baseline: bottom + OUT + BASE + 1,
        text,
        anchor: Anchor::Middle,
        tone: Tone::Muted,
        ..Text::default()
    });
    bottom + OUT + LINE
}

/// The scale: a thin line, short strokes and their values; a value without room is left out.
fn scale_below(sheet: &mut Canvas, frame: &Frame<'_>, y: i32) {
    sheet.line(
        vec![(frame.x0, y), (frame.x1, y)],
        Tone::Grid,
        1,
        Stroke::Solid,
    );
    let mut free = 0;
    for tick in &frame.axis.ticks {
        let x = frame.x(tick.at);
        let half = font::width(&tick.label, SIZE, false) / 2 + 1;
        let (x_text, anchor, left) = match tick.at {
            0 => (x, Anchor::Start, x),
            _ => (
                x.min(frame.x1 - half),
                Anchor::Middle,
                x.min(frame.x1 - half) - half,
            ),
        };
        if left < free {
            continue;
        }
        free = left + 2 * half + 8;
        sheet.line(vec![(x, y), (x, y + 5)], Tone::Grid, 1, Stroke::Solid);
        let (text, baseline) = (tick.label.clone(), y + 6 + BASE);
        let x = x_text;
        sheet.text(Text {
            x,
            baseline,
            text,
            anchor,
            tone: Tone::Muted,
            ..Text::default()
        });
    }
    sheet.height = y + 6 + LINE;
}

fn bold(x: i32, baseline: i32, text: String) -> Text {
    Text {
        x,
        baseline,
        text,
        bold: true,
        ..Text::default()
    }
}
