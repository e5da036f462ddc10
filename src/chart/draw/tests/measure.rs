//! What is measured of a sheet.

use crate::chart::draw::sheet::{Canvas, Rect};

/// No text leaves the sheet, and none lies on another by more than `slack` pixels.
pub(in crate::chart::draw) fn measure_within(name: &str, sheet: &Canvas, slack: i32) {
    let bounds = Rect {
        x0: 0,
        y0: 0,
        x1: sheet.width,
        y1: sheet.height,
    };
    let texts = sheet.texts();
    assert!(!texts.is_empty(), "{name}: nothing is said");
    for (i, text) in texts.iter().enumerate() {
        let rect = text.rect();
        assert!(
            bounds.holds(&rect),
            "{name}: {:?} at {rect:?} leaves {bounds:?}",
            text.text
        );
        let inner = Rect {
            x0: rect.x0 + slack,
            y0: rect.y0 + slack,
            x1: rect.x1 - slack,
            y1: rect.y1 - slack,
        };
        for other in &texts[i + 1..] {
            assert!(
                !inner.hits(&other.rect()),
                "{name}: {:?} lies on {:?}",
                text.text,
                other.text
            );
        }
    }
}
