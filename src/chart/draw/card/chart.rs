//! A chart on a card: at the right of its finding, with letters that are read on a phone.

use super::{Canvas, HEIGHT, LEFT, WIDTH};
use crate::chart::draw::{Width, lay_out};
use crate::chart::spec::{Drawing, Heat};

/// Where the finding is.
pub(super) const TEXT: i32 = 388;
/// Where the chart begins and how much room it has.
const START: i32 = LEFT + TEXT + 36;
const ROOM: i32 = WIDTH - LEFT - START;
const TOP: i32 = 128;
const BOTTOM: i32 = HEIGHT - 80;
/// The least scale at which rows are shown: their letters are 18 pixels high.
const LEGIBLE: f64 = 1.3;
/// More rows than these never fit.
const MOST: usize = 16;

/// The rows of a chart that a card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The first ones.
    pub shown: usize,
    /// Of this many.
    pub of: usize,
}

/// A chart as a card shows it: without the last rows where not all are legible. The rows are `None`
/// when it is whole.
pub(super) fn fitted(drawing: &Drawing) -> (Drawing, Option<Rows>) {
    let of = rows(drawing);
    let mut shown = of.min(MOST);
    while shown > 1 && scale(&lay_out(&first(drawing, shown), Width::Narrow)) < LEGIBLE {
        shown -= 1;
    }
    if shown < of {
        (first(drawing, shown), Some(Rows { shown, of }))
    } else {
        (drawing.clone(), None)
    }
}

/// Rows that may be left out at the end: a chart of lines and a map are whole or nothing.
fn rows(drawing: &Drawing) -> usize {
    match drawing {
        Drawing::Bullets { rows, .. } => rows.len(),
        Drawing::Bars(bars) => bars.rows.len(),
        Drawing::Heat(heat) => heat.rows.len(),
        Drawing::Steps(_) | Drawing::Map(_) => 0,
    }
}

/// The chart with its first rows; it no longer says how many it leaves out.
fn first(drawing: &Drawing, count: usize) -> Drawing {
    match drawing {
        Drawing::Bullets { rows, axis } => Drawing::Bullets {
            rows: rows[..count].to_vec(),
            axis: axis.clone(),
        },
        Drawing::Bars(bars) if count < bars.rows.len() => {
            let mut bars = bars.clone();
            bars.rows.truncate(count);
            bars.rest = None;
            Drawing::Bars(bars)
        }
        Drawing::Heat(heat) => Drawing::Heat(Heat {
            rows: heat.rows[..count].to_vec(),
            ..heat.clone()
        }),
        other => other.clone(),
    }
}

/// How many times as large a chart may be.
fn scale(sheet: &Canvas) -> f64 {
    let wide = f64::from(ROOM) / f64::from(sheet.width.max(1));
    let high = f64::from(BOTTOM - TOP) / f64::from(sheet.height.max(1));
    wide.min(high)
}

/// Puts the chart on the card, as large as one of its widths allows.
pub(super) fn put(card: &mut Canvas, drawing: &Drawing) {
    let widths = [Width::Narrow, Width::Middle, Width::Wide];
    let mut best: Option<(f64, Canvas)> = None;
    for sheet in widths.map(|width| lay_out(drawing, width)) {
        let scale = scale(&sheet);
        if best.as_ref().is_none_or(|(largest, _)| scale > *largest) {
            best = Some((scale, sheet));
        }
    }
    if let Some((scale, sheet)) = best {
        let [width, height] =
            [sheet.width, sheet.height].map(|length| (f64::from(length) * scale).round() as i32);
        let x = START + (ROOM - width) / 2;
        let y = TOP + (BOTTOM - TOP - height) / 2;
        card.take_scaled(sheet, scale, (x, y));
    }
}

#[cfg(all(test, feature = "pictures"))]
mod tests {
    use super::super::{Card, lay_out as card_of, svg};
    use super::*;
    use crate::chart::draw::tests::{cases, compared, measure_within};
    use crate::chart::flat::tests::distance;
    use crate::chart::raster;

    /// By how many pixels places and sizes may be rounded when a chart is made larger.
    const ROUNDED: i32 = 2;

    #[test]
    fn a_card_shows_the_chart_beside_its_finding() {
        let mut cut = 0;
        let mut compared_with_svg = std::collections::BTreeMap::<String, usize>::new();
        for (name, charts) in cases().into_iter().chain(compared()) {
            for chart in &charts {
                let base = Card {
                    organisation: "Liên đoàn Lao động tỉnh Thanh Hóa".into(),
                    title: chart.title.clone(),
                    text: chart.subtitle.clone(),
                    note: "Số liệu tính đến 01/09/2023".into(),
                    ..Card::default()
                };
                let (card, rows) = base.clone().with_chart(&chart.drawing);
                let sheet = card_of(&card);
                let name = format!("{name}, {}", chart.id);
                measure_within(&name, &sheet, ROUNDED);
                let alone = card_of(&base).texts().len();
                assert!(sheet.texts().len() > alone, "{name}: no chart is there");
                let way = format!("{:?}", std::mem::discriminant(&chart.drawing));
                let compared = compared_with_svg.entry(way).or_insert(0);
                if *compared < 3 {
                    *compared += 1;
                    let quick = sheet.png(1).unwrap();
                    let slow = raster::png(&svg(&card, &sheet), 1.0).unwrap();
                    let (worst, far, mean) = distance(&quick, &slow);
                    let alike = worst <= 128 && far < 60 && mean < 3.0;
                    assert!(alike, "{name}: {worst} {far} {mean}");
                }
                let Some(rows) = rows else { continue };
                cut += 1;
                assert!(rows.shown > 0 && rows.shown < rows.of, "{name}: {rows:?}");
                let least = sheet
                    .texts()
                    .iter()
                    .map(|text| text.size)
                    .fold(99.0, f64::min);
                assert!(
                    least >= 14.0 * LEGIBLE || rows.shown == 1,
                    "{name}: {least}"
                );
                assert!(card.png().is_some(), "{name}");
            }
        }
        assert!(cut > 1, "{cut} long charts");
        assert_eq!(compared_with_svg.len(), 5, "{compared_with_svg:?}");
    }
}
