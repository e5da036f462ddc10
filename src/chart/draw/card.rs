//! The picture that others see when a page is shared: 1200 × 630, as Facebook, Zalo and X ask.
#![cfg_attr(
    not(feature = "pictures"),
    allow(dead_code, reason = "a card is only data there")
)]

mod chart;

use serde::Serialize;

use super::ground;
use super::sheet::{Anchor, Canvas, Rect, Text, scale};
use crate::chart::backend::{Stroke, escape, style_sheet};
use crate::chart::font;
use crate::chart::palette::Tone;
#[cfg(feature = "pictures")]
use crate::chart::raster;
use crate::chart::spec::{Axis, Bullet, Drawing};
pub use chart::Rows as CardRows;

const WIDTH: i32 = 1200;
const HEIGHT: i32 = 630;
const LEFT: i32 = 64;
const ROOM: i32 = WIDTH - 2 * LEFT;
/// Height of the band with the publisher's name.
const BAND: i32 = 92;
/// Lines of a title by its size, the largest first.
const TITLES: [(f64, usize); 4] = [(64.0, 2), (54.0, 3), (46.0, 3), (40.0, 4)];
/// With figures below there is room for less.
const SHORT: [(f64, usize); 4] = [(56.0, 2), (46.0, 2), (40.0, 3), (36.0, 3)];
/// Beside a chart.
const NARROW: [(f64, usize); 4] = [(44.0, 4), (38.0, 5), (34.0, 6), (30.0, 7)];
/// Rows of a chart.
const ROWS: usize = 2;
/// Room of the mark in the corner of a card without bars, which no text reaches.
const MARK: i32 = 140;

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Who publishes it.
    pub organisation: String,
    /// Above the title: section, day.
    pub kicker: String,
    /// The page's title.
    pub title: String,
    /// A sentence or two below the title, where there is neither figure nor chart.
    pub text: String,
    /// The figure to remember, and what it counts.
    pub figure: Option<(String, String)>,
    /// Bars against targets, on one scale.
    pub bars: Vec<Bullet>,
    /// The end of their scale.
    pub max: i64,
    /// The chart that the card is of, beside its title and the text.
    pub chart: Option<Drawing>,
    /// At the foot: the day of the figures.
    pub note: String,
}

/// The marks of a card.
fn lay_out(card: &Card) -> Canvas {
    let mut sheet = frame(card);
    match &card.chart {
        Some(drawing) => {
            finding(&mut sheet, card);
            chart::put(&mut sheet, drawing);
        }
        None => page(&mut sheet, card),
    }
    sheet
}

/// What every card has: the band with the publisher's name, the note at the foot.
fn frame(card: &Card) -> Canvas {
    let mut sheet = Canvas::new(WIDTH);
    sheet.height = HEIGHT;
    let bands = [(0, BAND, Tone::Main), (BAND, BAND + 8, Tone::Accent)];
    for (y0, y1, tone) in bands {
        let (x0, x1) = (0, WIDTH);
        sheet.fill(Rect { x0, y0, x1, y1 }, tone);
    }
    let organisation = font::shorten(&card.organisation, ROOM, 32.0, true);
    put(&mut sheet, (LEFT, 58), organisation, 32.0, Tone::Bg, true);
    let note = font::shorten(&card.note, ROOM - MARK, 26.0, false);
    put(
        &mut sheet,
        (LEFT, HEIGHT - 34),
        note,
        26.0,
        Tone::Muted,
        false,
    );
    sheet
}

/// The finding of a chart and what it measures, at the left of it.
fn finding(sheet: &mut Canvas, card: &Card) {
    const LINE: i32 = 32;
    let (size, lines) = title(&card.title, chart::TEXT, &NARROW);
    let step = (size * 1.24).round() as i32;
    let mut y = BAND + 30;
    for line in lines {
        y += step;
        put(sheet, (LEFT, y - step / 5), line, size, Tone::Ink, true);
    }
    y += 16;
    let lines = ((HEIGHT - 84 - y) / LINE).clamp(0, 6) as usize;
    for line in font::wrap(&card.text, chart::TEXT, 24.0, false, lines) {
        y += LINE;
        put(sheet, (LEFT, y - 8), line, 24.0, Tone::Muted, false);
    }
}

/// A title, and below it a text, or a figure and bars.
fn page(sheet: &mut Canvas, card: &Card) {
    let kicker = font::shorten(&card.kicker, ROOM, 28.0, false);
    put(sheet, (LEFT, BAND + 62), kicker, 28.0, Tone::Muted, false);

    let below = card.figure.is_some() || !card.bars.is_empty();
    let (size, lines) = title(&card.title, ROOM, if below { &SHORT } else { &TITLES });
    let step = (size * 1.24).round() as i32;
    let mut y = BAND + 82;
    for line in lines {
        y += step;
        put(sheet, (LEFT, y - step / 5), line, size, Tone::Ink, true);
    }
    if !below {
        y += 24;
        for line in font::wrap(
            &card.text,
            ROOM,
            30.0,
            false,
            ((HEIGHT - 110 - y) / 44).clamp(0, 4) as usize,
        ) {
            y += 44;
            put(sheet, (LEFT, y - 8), line, 30.0, Tone::Muted, false);
        }
    }
    if card.bars.is_empty() {
        mark(sheet);
    }
    let wide = figure(sheet, card);
    bars(sheet, card, LEFT + wide);
}

/// A card as SVG that is alone.
fn svg(card: &Card, sheet: &Canvas) -> String {
    let marks = ground(WIDTH, HEIGHT) + &sheet.paint();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         width=\"{WIDTH}\" height=\"{HEIGHT}\"><title>{}</title><style>{}</style>{marks}</svg>",
        escape(&card.title),
        style_sheet(&marks)
    )
}

/// Rising bars in the corner of a card without a chart.
fn mark(sheet: &mut Canvas) {
    for (at, (high, tone)) in (0..).zip([(34, Tone::Soft), (58, Tone::Soft), (86, Tone::Main)]) {
        let x0 = WIDTH - LEFT - 108 + at * 38;
        sheet.fill(
            Rect {
                x0,
                y0: HEIGHT - 30 - high,
                x1: x0 + 30,
                y1: HEIGHT - 30,
            },
            tone,
        );
    }
}

/// The largest size at which the whole title fits; else the smallest, cut.
fn title(text: &str, room: i32, sizes: &[(f64, usize)]) -> (f64, Vec<String>) {
    let mut last = (0.0, Vec::new());
    for (size, lines) in sizes {
        last = (*size, font::wrap(text, room, *size, true, *lines));
        if !last.1.iter().any(|line| line.ends_with('…')) {
            break;
        }
    }
    last
}

/// The figure at the left; gives the room that it takes from the bars.
fn figure(sheet: &mut Canvas, card: &Card) -> i32 {
    let Some((value, label)) = &card.figure else {
        return 0;
    };
    let room = if card.bars.is_empty() {
        ROOM - MARK
    } else {
        420
    };
    let size = [104.0, 84.0, 64.0, 48.0]
        .into_iter()
        .find(|size| font::width(value, *size, true) <= room);
    let size = size.unwrap_or(48.0);
    let labels = font::wrap(label, room, 28.0, false, 2);
    let mut y = HEIGHT - 96 - 36 * (labels.len() as i32 - 1);
    put(
        sheet,
        (LEFT, y - 44),
        font::shorten(value, room, size, true),
        size,
        Tone::Main,
        true,
    );
    for line in labels {
        put(sheet, (LEFT, y), line, 28.0, Tone::Ink, false);
        y += 36;
    }
    if card.bars.is_empty() { 0 } else { room + 40 }
}

/// Rows at the foot, the last one lowest.
fn bars(sheet: &mut Canvas, card: &Card, x0: i32) {
    const STEP: i32 = 104;
    let x1 = WIDTH - LEFT;
    let rows = &card.bars[..card.bars.len().min(ROWS)];
    let mut y = HEIGHT - 84 - STEP * rows.len() as i32;
    for row in rows {
        name_row(sheet, row, (x0, x1), y + 30);
        let whole = Rect {
            x0,
            y0: y + 46,
            x1,
            y1: y + 80,
        };
        sheet.fill(whole, Tone::Soft);
        if let Some(actual) = row.actual.filter(|actual| *actual > 0) {
            let x1 = scale(actual, card.max, x0, x1).max(x0 + 2);
            sheet.fill(Rect { x1, ..whole }, Tone::Main);
        }
        if let Some(target) = row.target {
            let at = scale(target, card.max, x0, x1);
            let (x0, x1) = (at - 5, at + 5);
            sheet.fill(Rect { x0, x1, ..whole }, Tone::Bg);
            let mark = vec![(at, y + 46 - 8), (at, y + 80 + 8)];
            sheet.line(mark, Tone::Accent, 6, Stroke::Solid);
        }
        y += STEP;
    }
}

/// The name of a row at its left end, its value at the right one.
fn name_row(sheet: &mut Canvas, row: &Bullet, (x0, x1): (i32, i32), baseline: i32) {
    let value = if row.target.is_some() {
        &row.value
    } else {
        &row.label
    };
    let room = x1 - x0;
    let value_wide = font::width(value, 26.0, true);
    let name = font::shorten(&row.label, (room - value_wide - 24).max(0), 26.0, false);
    put(sheet, (x0, baseline), name, 26.0, Tone::Ink, false);
    sheet.text(Text {
        x: x1,
        baseline,
        text: font::shorten(value, room, 26.0, true),
        anchor: Anchor::End,
        bold: true,
        size: 26.0,
        ..Text::default()
    });
}

fn put(
    sheet: &mut Canvas,
    (x, baseline): (i32, i32),
    text: String,
    size: f64,
    tone: Tone,
    bold: bool,
) {
    sheet.text(Text {
        x,
        baseline,
        text,
        tone,
        bold,
        size,
        ..Text::default()
    });
}

impl Card {
    /// The card as PNG, the same bytes each time. `None` when it cannot be drawn.
    #[cfg(feature = "pictures")]
    pub fn png(&self) -> Option<Vec<u8>> {
        let sheet = lay_out(self);
        // What the typeface lacks is drawn by way of SVG.
        let drawn = sheet.png(1);
        drawn.or_else(|| raster::png(&svg(self, &sheet), 1.0))
    }

    /// A program without pictures draws no cards.
    #[cfg(not(feature = "pictures"))]
    pub fn png(&self) -> Option<Vec<u8>> {
        None
    }

    /// Takes a chart; gives the rows of it that are shown, where they are not all.
    #[must_use]
    pub fn with_chart(mut self, drawing: &Drawing) -> (Self, Option<CardRows>) {
        let (drawing, rows) = chart::fitted(drawing);
        self.chart = Some(drawing);
        (self, rows)
    }

    /// Takes the bars of a chart.
    #[must_use]
    pub fn with_bars(mut self, rows: &[Bullet], axis: &Axis) -> Self {
        self.bars = rows
            .iter()
            .filter(|row| row.actual.is_some() && row.target.is_some())
            .cloned()
            .collect();
        self.max = axis.max;
        self
    }
}

#[cfg(all(test, feature = "pictures"))]
mod tests {
    use super::*;
    use crate::chart::flat::tests::distance;
    use proptest::prelude::*;

    fn both(card: &Card) -> (Vec<u8>, Vec<u8>) {
        let sheet = lay_out(card);
        let quick = sheet.flat(1).expect("drawn the fast way").png();
        let slow = raster::png(&svg(card, &sheet), 1.0).unwrap();
        (quick, slow)
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Thi",
            "đua",
            "lao",
            "động",
            "giỏi",
            "ỗ",
            "Ẵ",
            "ế",
            "Nguyễn",
            "phượng",
            "QUYẾT",
            "AVATAR",
            "Tổ",
            "Wy",
            "ffi",
            "fj",
            "1.234,5",
            "tỷ",
            "đồng",
            "100%",
            "–",
            "(2025)",
            "“đặc",
            "thù”",
            "To",
            "P.",
            "Lấy",
            "ở\u{a0}đây",
            "&",
            "<b>",
        ]);
        prop::collection::vec(word, 1..24).prop_map(|words| words.join(" "))
    }

    fn cards() -> impl Strategy<Value = Card> {
        let figure = prop::option::of((words(), words()));
        let bar = (words(), 0..900_i64, 1..900_i64).prop_map(|(label, actual, target)| Bullet {
            value: format!("{actual} / {target} · {}%", actual * 100 / target),
            label,
            period: String::new(),
            actual: Some(actual),
            target: Some(target),
            target_label: String::new(),
        });
        let bars = prop::collection::vec(bar, 0..3);
        (words(), words(), words(), words(), figure, bars, words()).prop_map(
            |(organisation, kicker, title, text, figure, bars, note)| Card {
                organisation,
                kicker,
                title,
                text,
                figure,
                bars,
                max: 1_000,
                chart: None,
                note,
            },
        )
    }

    /// A long figure, or a long name of it, stays clear of the mark in the corner.
    #[test]
    fn no_text_lies_on_the_mark() {
        let long = "lượt sáng kiến nộp trong giai đoạn nước rút chào mừng Đại hội ".repeat(3);
        for (value, label) in [("1.234", long.as_str()), (&"88.888 ".repeat(9), "lượt")] {
            let card = Card {
                title: "Tiến độ".into(),
                figure: Some((value.into(), label.into())),
                ..Card::default()
            };
            assert!(lay_out(&card).flat(1).is_some(), "{value} {label}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// A letter is at most three sixteenths of a pixel aside, which is a step or two of
        /// sixteen at its edges; more only where marks of two lines touch.
        #[test]
        fn both_ways_look_alike(card in cards()) {
            let (quick, slow) = both(&card);
            let (worst, far, mean) = distance(&quick, &slow);
            prop_assert!(worst <= 128 && far < 60 && mean < 2.0, "{worst} {far} {mean}");
        }

        #[test]
        fn threads_and_order_do_not_matter(cards in prop::collection::vec(cards(), 1..6)) {
            let draw = |card: &Card| card.png().unwrap();
            let one: Vec<Vec<u8>> = cards.iter().rev().map(draw).collect();
            let many: Vec<Vec<u8>> = std::thread::scope(|scope| {
                let threads: Vec<_> = cards.iter().map(|card| scope.spawn(|| draw(card))).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            prop_assert!(one.into_iter().rev().eq(many));
        }
    }
}
