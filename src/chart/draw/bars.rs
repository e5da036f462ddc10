//! Bars beside their names, each with its value at its end.

use super::Width;
use super::sheet::{Anchor, Canvas, Rect, SIZE, Text, scale};
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Bar, Bars};

const LINE: i32 = 19;
const BASE: i32 = 14;
const BAR: i32 = 16;
const GAP: i32 = 8;
/// Between two columns.
const AIR: i32 = 14;
/// The least that bars take, beside names and notes.
const LEAST: i32 = 160;
/// How far a goal's mark sticks out of its bar.
const OUT: i32 = 3;

/// Columns from left to right: ranks, names (wide only), bars from `x0` to `x1` with their values,
/// notes.
struct Frame<'a> {
    bars: &'a Bars,
    ranks: i32,
    names: i32,
    x0: i32,
    x1: i32,
    right: i32,
    wide: bool,
}

impl Frame<'_> {
    fn x(&self, value: i64) -> i32 {
        scale(value, self.bars.max, self.x0, self.x1)
    }
}

/// Rows from top to bottom.
pub(super) fn lay_out(bars: &Bars, width: Width) -> Canvas {
    let mut sheet = Canvas::new(width.pixels());
    let names = match width {
        Width::Narrow => None,
        Width::Middle => Some(180),
        Width::Wide => Some(220),
    };
    let frame = frame(bars, width.pixels(), names);
    // Names above their bars, where both beside each other would leave no room for the bars.
    let frame = if frame.wide && frame.x1 - frame.x0 < LEAST {
        self::frame(bars, width.pixels(), None)
    } else {
        frame
    };
    let mut y = goal_name(&mut sheet, &frame);
    let mut apart = bars.rows.first().is_some_and(|row| row.apart);
    for row in &bars.rows {
        if row.apart != apart {
            sheet.line(
                vec![(0, y - 1), (sheet.width, y - 1)],
                Tone::Grid,
                1,
                super::Stroke::Solid,
            );
            y += GAP;
            apart = row.apart;
        }
        y = if frame.wide {
            wide(&mut sheet, &frame, row, y)
        } else {
            narrow(&mut sheet, &frame, row, y)
        } + GAP;
    }
    if let Some(rest) = &bars.rest {
        for line in font::wrap(rest, sheet.width - frame.ranks, SIZE, false, 2) {
            sheet.muted(frame.ranks, y + BASE, line);
            y += LINE;
        }
    }
    sheet.height = y.max(LINE);
    sheet
}

/// The columns in a sheet of `right` pixels; `names` is the most that names take beside the bars,
/// and without it they are above them.
fn frame(bars: &Bars, right: i32, most: Option<i32>) -> Frame<'_> {
    let air = |width: i32| if width > 0 { width + AIR } else { 0 };
    let wide = most.is_some();
    let ranks = match widest(bars, |row| &row.rank, false) {
        0 => 0,
        width => width + 8,
    };
    let names = most.map_or(0, |most| {
        widest(bars, |row| &row.label, true).clamp(60, most)
    });
    let notes = if wide {
        air(widest(bars, |row| &row.note, false))
    } else {
        0
    };
    let x0 = if wide { ranks + names + AIR } else { ranks };
    let x1 = (right - notes - widest(bars, |row| &row.text, true) - 8).max(x0 + 40);
    Frame {
        bars,
        ranks,
        names,
        x0,
        x1,
        right,
        wide,
    }
}

/// The width of the widest text of a column; 0 without rows.
fn widest(bars: &Bars, text_of: impl Fn(&Bar) -> &str, bold: bool) -> i32 {
    let rows = bars.rows.iter();
    let widths = rows.map(|row| font::width(text_of(row), SIZE, bold));
    widths.max().unwrap_or(0)
}

/// What the mark on the bars is, above the first of them.
fn goal_name(sheet: &mut Canvas, frame: &Frame<'_>) -> i32 {
    let Some(goal) = &frame.bars.goal else {
        return 0;
    };
    let half = font::width(&goal.label, SIZE, false) / 2 + 1;
    let x = frame.x(goal.at).min(sheet.width - half).max(half);
    let (baseline, text) = (BASE, goal.label.clone());
    sheet.text(Text {
        x,
        baseline,
        text,
        anchor: Anchor::Middle,
        tone: Tone::Muted,
        ..Text::default()
    });
    LINE + 4
}

fn wide(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bar, y: i32) -> i32 {
    let lines = font::wrap(&row.label, frame.names, SIZE, row.apart, 2);
    let height = LINE * lines.len().max(1) as i32;
    let middle = y + height / 2;
    rank(sheet, frame, row, y);
    for (text, baseline) in lines.into_iter().zip((y + BASE..).step_by(LINE as usize)) {
        sheet.text(Text {
            x: frame.ranks,
            baseline,
            text,
            bold: row.apart,
            ..Text::default()
        });
    }
    let baseline = middle - LINE / 2 + BASE;
    let (x, text) = (frame.right, row.note.clone());
    sheet.text(Text {
        x,
        baseline,
        text,
        anchor: Anchor::End,
        tone: Tone::Muted,
        ..Text::default()
    });
    bar(sheet, frame, row, middle - BAR / 2);
    y + height
}

/// Name and note above the bar.
fn narrow(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bar, mut y: i32) -> i32 {
    let left = frame.ranks;
    let note = font::width(&row.note, SIZE, false);
    let beside = font::width(&row.label, SIZE, row.apart) + AIR + note <= sheet.width - left;
    rank(sheet, frame, row, y);
    for text in font::wrap(&row.label, sheet.width - left, SIZE, row.apart, 2) {
        sheet.text(Text {
            x: left,
            baseline: y + BASE,
            text,
            bold: row.apart,
            ..Text::default()
        });
        y += LINE;
    }
    if beside && note > 0 {
        let (x, baseline, text) = (sheet.width, y - LINE + BASE, row.note.clone());
        sheet.text(Text {
            x,
            baseline,
            text,
            anchor: Anchor::End,
            tone: Tone::Muted,
            ..Text::default()
        });
    } else if note > 0 {
        sheet.muted(
            left,
            y + BASE,
            font::shorten(&row.note, sheet.width - left, SIZE, false),
        );
        y += LINE;
    }
    bar(sheet, frame, row, y + 2);
    y + 2 + LINE
}

fn rank(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bar, y: i32) {
    let (x, text) = (frame.ranks - 8, row.rank.clone());
    sheet.text(Text {
        x,
        baseline: y + BASE,
        text,
        anchor: Anchor::End,
        tone: Tone::Muted,
        ..Text::default()
    });
}

/// The bar, the goal's mark, and the value behind both.
fn bar(sheet: &mut Canvas, frame: &Frame<'_>, row: &Bar, top: i32) {
    let bottom = top + BAR;
    // One of a million is still more than nothing.
    let end = row.value.map_or(frame.x0, |value| {
        if value > 0 {
            frame.x(value).max(frame.x0 + 1)
        } else {
            frame.x0
        }
    });
    if end > frame.x0 {
        sheet.fill(
            Rect {
                x0: frame.x0,
                y0: top,
                x1: end,
                y1: bottom,
            },
            Tone::Main,
        );
    }
    let base = vec![(frame.x0, top - OUT), (frame.x0, bottom + OUT)];
    sheet.line(base, Tone::Muted, 1, super::Stroke::Solid);
    let mut x = end + 6;
    if let Some(goal) = frame.bars.goal.as_ref().filter(|_| row.value.is_some()) {
        let at = frame.x(goal.at);
        mark(sheet, at, end, top);
        // A value does not stand on the mark.
        if at + 8 > x && at < x + font::width(&row.text, SIZE, true) + 4 {
            x = at + 8;
        }
    }
    let known = row.value.is_some();
    let tone = if known { Tone::Ink } else { Tone::Muted };
    let room = sheet.width.min(frame.right) - x;
    let text = font::shorten(&row.text, room, SIZE, known);
    sheet.text(Text {
        x,
        baseline: top + BAR / 2 + 5,
        text,
        tone,
        bold: known,
        rim: true,
        ..Text::default()
    });
}

/// The mark of the goal; on a bar, which ends at `end`, with a line of ground at both sides.
fn mark(sheet: &mut Canvas, at: i32, end: i32, top: i32) {
    let bottom = top + BAR;
    if at < end + 2 {
        sheet.fill(
            Rect {
                x0: at - 2,
                y0: top,
                x1: at + 2,
                y1: bottom,
            },
            Tone::Bg,
        );
    }
    sheet.fill(
        Rect {
            x0: at - 1,
            y0: top - OUT,
            x1: at + 1,
            y1: bottom + OUT,
        },
        Tone::Accent,
    );
}
