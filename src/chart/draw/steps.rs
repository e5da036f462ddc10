//! A cumulative count as steps, with the pace that the targets ask for.

use super::Width;
use super::place::{Over, Taken};
use super::sheet::{Anchor, Canvas, Rect, SIZE, Text, scale};
use crate::chart::backend::Stroke;
use crate::chart::font;
use crate::chart::palette::Tone;
use crate::chart::spec::{Fan, Span, StepPoint, Steps, Tick};

const LINE: i32 = 18;
/// From the top of a line of text to its baseline.
const BASE: i32 = 14;
/// Room above the highest value.
const HEAD: i32 = 26;
/// Of more reports than these, only those that stand out are named.
const SOME: usize = 12;
/// More dots than these are drawn small.
const MANY: usize = 40;

/// The plot's edges.
struct Frame<'a> {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    steps: &'a Steps,
}

impl Frame<'_> {
    fn x(&self, day: i64) -> i32 {
        scale(day, self.steps.days, self.left, self.right)
    }

    fn y(&self, value: i64) -> i32 {
        scale(value, self.steps.axis.max, self.bottom, self.top)
    }

    /// The room for the name of a phase.
    fn room(&self, phase: &Span) -> i32 {
        self.x(phase.end) - self.x(phase.start) - 10
    }

    /// Whether enough of the name of a phase fits to be understood.
    fn label_fits(&self, phase: &Span) -> bool {
        let text = font::shorten(&phase.label, self.room(phase), SIZE, false);
        text == phase.label || text.chars().count() >= 12
    }

    fn ends_phase(&self, point: &StepPoint) -> bool {
        let mut phases = self.steps.phases.iter();
        phases.any(|phase| phase.end == point.day)
    }
}

/// Grid, phases, pace, steps and their labels.
pub(super) fn lay_out(steps: &Steps, width: Width) -> Canvas {
    let mut sheet = Canvas::new(width.pixels());
    let ticks = steps.axis.ticks.iter();
    let gutter = ticks.map(|t| font::width(&t.label, SIZE, false)).max();
    // Names of phases are in a band of their own; below it is room for the label of the highest
    // dot.
    let band = if steps.phases.is_empty() { 0 } else { LINE + 4 };
    let top = band + HEAD;
    let (high, labels) = match width {
        Width::Narrow => (230, 4),
        Width::Middle => (250, 6),
        Width::Wide => (270, 8),
    };
    let bottom = top + high;
    let frame = Frame {
        left: gutter.unwrap_or(0) + 10,
        right: width.pixels() - 6,
        top,
        bottom,
        steps,
    };
    sheet.height = bottom + 11 + LINE;
    let mut taken = Taken::new(Rect {
        x0: 0,
        y0: band,
        x1: sheet.width,
        y1: bottom,
    });

    grid(&mut sheet, &frame, &mut taken);
    phases(&mut sheet, &frame, &mut taken);
    dates(&mut sheet, &frame);
    lines(&mut sheet, &frame, &mut taken);
    dots(&mut sheet, &frame, &mut taken);
    values(&mut sheet, &frame, &mut taken, labels);
    if let Some(fan) = &steps.forecast {
        label_fan(&mut sheet, &frame, &mut taken, fan);
    }
    targets(&mut sheet, &frame, &mut taken);
    sheet
}

/// The count, the pace that it needs, and where it is going.
fn lines(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken) {
    let pace = frame.steps.pace.iter();
    let pace: Vec<_> = pace.map(|p| (frame.x(p.day), frame.y(p.value))).collect();
    let line = corners(frame);
    taken.add_thin(&pace);
    taken.add_line(&line);
    if let Some(fan) = &frame.steps.forecast {
        let dotted = fan_of(sheet, frame, fan);
        taken.add_thin(&dotted);
    }
    if pace.len() > 1 {
        sheet.line(pace, Tone::Accent, 2, Stroke::Dashed);
    }
    if line.len() > 1 {
        sheet.line(line, Tone::Main, 2, Stroke::Solid);
    }
}

/// A dot for each count that was reported.
fn dots(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken) {
    let points = &frame.steps.points;
    let radius = if points.len() > MANY { 2 } else { 4 };
    for point in points {
        let (x, y) = (frame.x(point.day), frame.y(point.value));
        sheet.dot((x, y), radius, Tone::Main);
        taken.add(Rect {
            x0: x - radius,
            y0: y - radius,
            x1: x + radius,
            y1: y + radius,
        });
    }
}

/// What is expected, with its range where there is room. It is reported in the note too, so that it
/// may be missing here.
fn label_fan(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken, fan: &Fan) {
    let at = (frame.x(fan.to), frame.y(fan.expected));
    let both = [(&*fan.label, false), (&*fan.range, false)];
    for over in [Over::Nothing, Over::Thin] {
        if label(sheet, taken, at, &both, over) || label(sheet, taken, at, &both[..1], over) {
            return;
        }
    }
}

/// Between the slowest and the fastest pace, and the dotted line of the mean one.
fn fan_of(sheet: &mut Canvas, frame: &Frame<'_>, fan: &Fan) -> Vec<(i32, i32)> {
    let from = (frame.x(fan.from), frame.y(fan.value));
    let [high, low, expected] =
        [fan.high, fan.low, fan.expected].map(|value| (frame.x(fan.to), frame.y(value)));
    sheet.area(&[vec![from, high, low]], Tone::Soft, Stroke::Solid);
    let dotted = vec![from, expected];
    sheet.line(dotted.clone(), Tone::Main, 2, Stroke::Dotted);
    dotted
}

/// Light lines across with their values at the left.
fn grid(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken) {
    for tick in &frame.steps.axis.ticks {
        let y = frame.y(tick.at);
        let tone = if tick.at == 0 {
            Tone::Muted
        } else {
            Tone::Grid
        };
        sheet.line(
            vec![(frame.left, y), (frame.right, y)],
            tone,
            1,
            Stroke::Solid,
        );
        let (x, baseline, text) = (frame.left - 8, y + 5, tick.label.clone());
        let text = Text {
            x,
            baseline,
            text,
            anchor: Anchor::End,
            tone: Tone::Muted,
            ..Text::default()
        };
        taken.add(text.rect());
        sheet.text(text);
    }
}

/// A dashed line down at the end of each phase, and its name over its days.
fn phases(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken) {
    let phases = &frame.steps.phases;
    let mut names = Taken::new(Rect {
        x0: 0,
        y0: 0,
        x1: sheet.width,
        y1: LINE + 4,
    });
    for phase in phases {
        let x = frame.x(phase.end);
        let line = vec![(x, 4), (x, frame.bottom)];
        taken.add_thin(&line);
        sheet.line(line, Tone::Muted, 1, Stroke::Dashed);
    }
    let numbers: Option<Vec<&str>> = phases.iter().map(|p| number(&p.label)).collect();
    let all_fit = phases.iter().all(|phase| frame.label_fits(phase));
    for (i, phase) in phases.iter().enumerate() {
        let name = match &numbers {
            // "Giai đoạn 7" cut short says nothing, its number does.
            Some(numbers) if !all_fit => numbers[i],
            _ => phase.label.as_str(),
        };
        let text = font::shorten(name, frame.room(phase), SIZE, false);
        let x = (frame.x(phase.start) + frame.x(phase.end)) / 2;
        let text = Text {
            x,
            baseline: BASE,
            text,
            anchor: Anchor::Middle,
            tone: Tone::Muted,
            ..Text::default()
        };
        // A lone letter or two before the dots is noise.
        let cut = text.text != name && text.text.chars().count() < 10;
        if !cut && names.free(&text.rect(), Over::Nothing) {
            names.add(text.rect());
            sheet.text(text);
        }
    }
}

/// The number a title ends with.
fn number(title: &str) -> Option<&str> {
    title.rsplit(' ').next().filter(|w| {
        w.len() <= 4
            && w.bytes()
                .any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    })
}

/// Days under the axis, the most important first, as many as there is room for.
fn dates(sheet: &mut Canvas, frame: &Frame<'_>) {
    let y = frame.bottom;
    let mut taken = Taken::new(Rect {
        x0: 0,
        y0: y,
        x1: sheet.width,
        y1: y + 11 + LINE,
    });
    for Tick { at, label } in &frame.steps.dates {
        let x = frame.x(*at);
        let half = font::width(label, SIZE, false) / 2 + 1;
        let (baseline, text) = (y + 10 + BASE, label.clone());
        let x_text = x.min(sheet.width - half).max(half);
        let text = Text {
            x: x_text,
            baseline,
            text,
            anchor: Anchor::Middle,
            tone: Tone::Muted,
            ..Text::default()
        };
        if taken.free(&text.rect(), Over::Nothing) {
            taken.add(text.rect());
            sheet.line(vec![(x, y), (x, y + 5)], Tone::Muted, 1, Stroke::Solid);
            sheet.text(text);
        }
    }
}

/// The line stays level until the next report: across, then up.
fn corners(frame: &Frame<'_>) -> Vec<(i32, i32)> {
    let steps = frame.steps;
    let mut line: Vec<(i32, i32)> = Vec::new();
    line.extend(steps.begin.map(|value| (frame.x(0), frame.y(value))));
    for point in &steps.points {
        let (x, y) = (frame.x(point.day), frame.y(point.value));
        if let Some((_, before)) = line.last().copied() {
            line.push((x, before));
        }
        line.push((x, y));
    }
    line.dedup();
    line
}

/// Counts beside their dots: the newest, those at a phase's end, the first, then the others.
fn values(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken, most: usize) {
    let points = &frame.steps.points;
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.retain(|i| {
        let is_outer = *i == 0 || *i + 1 == points.len();
        points.len() <= SOME || is_outer || frame.ends_phase(&points[*i])
    });
    order.sort_by_key(|i| {
        (
            *i + 1 != points.len(),
            !frame.ends_phase(&points[*i]),
            *i != 0,
            points.len() - i,
        )
    });
    for i in order.into_iter().take(most) {
        let point = &points[i];
        let at = (frame.x(point.day), frame.y(point.value));
        let (both, count) = (
            [(&*point.label, true), (&*point.date, false)],
            [(&*point.label, true)],
        );
        let placed = label(sheet, taken, at, &both, Over::Nothing)
            || label(sheet, taken, at, &count, Over::Nothing);
        // The newest count is the finding, so it is never left out for a line.
        if !placed && i + 1 == points.len() {
            let _ = label(sheet, taken, at, &both, Over::Thin)
                || label(sheet, taken, at, &count, Over::Thin)
                || label(sheet, taken, at, &count, Over::Lines);
        }
    }
}

/// Tries the places around a dot; `false` when there is none.
fn label(
    sheet: &mut Canvas,
    taken: &mut Taken,
    (x, y): (i32, i32),
    lines: &[(&str, bool)],
    over: Over,
) -> bool {
    let height = LINE * lines.len() as i32;
    let wide = lines
        .iter()
        .map(|(t, bold)| font::width(t, SIZE, *bold))
        .max()
        .unwrap_or(0);
    // Left edge or right edge, and top.
    let tops = [y - height - 3, y - height / 2, y - height + 4, y + 5];
    let mut places = Vec::new();
    for top in tops {
        places.push((Anchor::End, x - 9, top));
    }
    places.push((Anchor::Middle, x, y - height - 6));
    for top in tops {
        places.push((Anchor::Start, x + 9, top));
    }
    let rects: Vec<Rect> = places
        .iter()
        .map(|(anchor, x, top)| {
            let x0 = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2,
                Anchor::End => x - wide,
            };
            Rect {
                x0,
                x1: x0 + wide,
                y0: *top,
                y1: top + height,
            }
        })
        .collect();
    let Some(chosen) = taken.choose(&rects, over) else {
        return false;
    };
    let (anchor, x, top) = places[chosen];
    taken.add(rects[chosen]);
    for (i, (text, bold)) in lines.iter().enumerate() {
        let tone = if *bold { Tone::Ink } else { Tone::Muted };
        let baseline = top + BASE + LINE * i as i32;
        sheet.text(Text {
            x,
            baseline,
            text: (*text).to_owned(),
            anchor,
            tone,
            bold: *bold,
            rim: true,
            ..Text::default()
        });
    }
    true
}

/// "chỉ tiêu 40.000" at the corners of the pace, the last first.
fn targets(sheet: &mut Canvas, frame: &Frame<'_>, taken: &mut Taken) {
    for corner in frame
        .steps
        .pace
        .iter()
        .rev()
        .filter(|c| !c.label.is_empty())
    {
        let at = (frame.x(corner.day), frame.y(corner.value));
        if corner.value > 0 && label(sheet, taken, at, &[(&corner.label, false)], Over::Nothing) {
            sheet.dot(at, 3, Tone::Accent);
        }
    }
}
