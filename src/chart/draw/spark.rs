//! A small trend for a row of a table: the line alone, with a dot at its newest count.

use super::sheet::{Canvas, scale};
use crate::chart::backend::Stroke;
use crate::chart::palette::Tone;

const WIDTH: i32 = 96;
const HEIGHT: i32 = 24;
/// Room for the dot.
const EDGE: i32 = 3;

/// SVG of cumulative counts by day, from day 0 to `days`, on a scale from zero to `most`, which
/// all lines of a table share. It says nothing that the row does not say in figures, so it is
/// hidden from screen readers. `None` where there is no line to draw.
pub fn spark(points: &[(i64, i64)], days: i64, most: i64) -> Option<String> {
    if points.len() < 2 || points.iter().all(|point| point.1 <= 0) {
        return None;
    }
    let mut sheet = Canvas::new(WIDTH);
    sheet.height = HEIGHT;
    // The count stays until the next report: across, then up.
    let mut line: Vec<(i32, i32)> = Vec::new();
    for (day, value) in points {
        let x = scale(*day, days, EDGE, WIDTH - EDGE);
        let y = scale(*value, most, HEIGHT - EDGE, EDGE);
        line.extend(line.last().map(|(_, before)| (x, *before)));
        line.push((x, y));
    }
    let newest = *line.last()?;
    sheet.line(line, Tone::Main, 2, Stroke::Solid);
    sheet.dot(newest, EDGE, Tone::Main);
    let marks = sheet.paint();
    Some(format!(
        "<svg class=\"chart-svg spark\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         aria-hidden=\"true\">{marks}</svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_or_nothing() {
        assert_eq!(spark(&[(0, 5)], 10, 5), None, "one point is not a line");
        assert_eq!(spark(&[(0, 0), (5, 0)], 10, 5), None, "nothing yet");
        let drawn = spark(&[(0, 0), (5, 10), (10, 20)], 10, 20).unwrap();
        assert_ne!(
            Some(&drawn),
            spark(&[(0, 0), (5, 10), (10, 20)], 10, 40).as_ref(),
            "half as high on a scale of twice as much"
        );
        assert!(
            drawn.contains("d=\"M3 21h45v-9h45v-9\"") && drawn.contains("aria-hidden"),
            "{drawn}"
        );
    }
}
