//! How wide a text is: measured with the bundled Be Vietnam Pro, never guessed from bytes.
//!
//! `font/` holds the Latin and Vietnamese part of the typeface under the SIL Open Font License
//! (`OFL.txt`), with digits of one width, since the theme sets charts with them; `make.py` makes
//! the files.

use std::sync::{LazyLock, OnceLock};

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::char::is_combining_mark;

/// The regular weight.
pub(super) const REGULAR: &[u8] = include_bytes!("font/BeVietnamPro-Regular.ttf");
/// The bold weight.
pub(super) const BOLD: &[u8] = include_bytes!("font/BeVietnamPro-Bold.ttf");

/// Height of capitals, in em.
pub(super) const CAPITAL: f64 = 0.74;
/// Room above the baseline for capitals with two marks (Ẵ), in em.
pub(super) const ABOVE: f64 = 0.95;
/// Room below the baseline, in em.
pub(super) const BELOW: f64 = 0.26;

static FACES: LazyLock<[Option<FontRef<'static>>; 2]> =
    LazyLock::new(|| [FontRef::new(REGULAR).ok(), FontRef::new(BOLD).ok()]);

/// Advances in em of what texts are made of, of each weight; each is measured when it is asked for
/// first.
static ADVANCES: [[OnceLock<f64>; USUAL]; 2] = [const { [const { OnceLock::new() }; USUAL] }; 2];

/// Latin with all marks, and punctuation.
const USUAL: usize = 0x2100;

/// The advance width of a text in pixels, rounded up.
pub(super) fn width(text: &str, size: f64, bold: bool) -> i32 {
    let em: f64 = text.chars().map(|c| advance_of(c, bold)).sum();
    (em * size).ceil() as i32
}

/// The advance of a letter in em.
fn advance_of(c: char, bold: bool) -> f64 {
    let weight = usize::from(bold);
    match ADVANCES[weight].get(c as usize) {
        Some(known) => *known.get_or_init(|| measure(FACES[weight].as_ref(), c)),
        None => measure(FACES[weight].as_ref(), c),
    }
}

fn measure(face: Option<&FontRef<'_>>, c: char) -> f64 {
    if is_combining_mark(c) {
        return 0.0;
    }
    // Another script: a browser takes it from another font, at most about as wide as it is high.
    face.and_then(|face| of_face(face, c)).unwrap_or(1.0)
}

/// The advance in em of a letter that the typeface has.
fn of_face(face: &FontRef<'_>, c: char) -> Option<f64> {
    let glyph = face.charmap().map(c)?;
    let metrics = face.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units = face
        .metrics(Size::unscaled(), LocationRef::default())
        .units_per_em;
    Some(f64::from(metrics.advance_width(glyph)?) / f64::from(units))
}

/// The text, or as much of it as fits with `…`.
pub(super) fn shorten(text: &str, room: i32, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = beginning(text, room, size, bold).to_owned();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.trim_end_matches([' ', ',', '-', '–', ':']));
        if width(&short, size, bold) <= room {
            return short;
        }
    }
    String::new()
}

/// The text up to the first letter that is no longer within the room: a text of a megabyte is not
/// measured again for each of its letters.
fn beginning(text: &str, room: i32, size: f64, bold: bool) -> &str {
    let mut wide = 0.0;
    for (start, c) in text.char_indices() {
        wide += advance_of(c, bold) * size;
        if wide > f64::from(room) {
            return &text[..start + c.len_utf8()];
        }
    }
    text
}

/// The text broken at spaces into at most `lines` lines; what is left over ends in `…`.
pub(super) fn wrap(text: &str, room: i32, size: f64, bold: bool, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words = text.split(' ').filter(|w| !w.is_empty()).peekable();
    while words.peek().is_some() {
        if out.len() + 1 >= lines {
            let rest = words.collect::<Vec<_>>().join(" ");
            out.push(shorten(&rest, room, size, bold));
            break;
        }
        let mut line = String::new();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() {
                (*word).to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && width(&longer, size, bold) > room {
                break;
            }
            line = longer;
            words.next();
        }
        out.push(shorten(&line, room, size, bold));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_vietnamese_letter_has_a_glyph() {
        for face in FACES.iter() {
            let face = face.as_ref().expect("the bundled font is readable");
            for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
                for mark in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                    for c in format!("{base}{mark}").nfc() {
                        assert!(face.charmap().map(c).is_some(), "{c}");
                    }
                }
            }
            for c in "đĐ0123456789%·–−…\u{a0}/.,".chars() {
                assert!(face.charmap().map(c).is_some(), "{c}");
            }
        }
    }

    #[test]
    fn digits_have_one_width_and_spaces_are_wide_enough() {
        for bold in [false, true] {
            let one = advance_of('1', bold);
            for digit in '0'..='9' {
                assert_eq!(advance_of(digit, bold), one, "{digit}");
            }
            assert!(advance_of(' ', bold) >= 0.25);
            assert_eq!(advance_of(' ', bold), advance_of('\u{a0}', bold));
        }
    }

    #[test]
    fn measures_letters_and_not_bytes() {
        let (marked, plain) = (
            width("Hội đồng", 14.0, false),
            width("Hoi dong", 14.0, false),
        );
        assert!((marked - plain).abs() <= 3, "{marked} {plain}");
        assert_eq!(width("", 14.0, false), 0);
    }

    #[test]
    fn a_text_of_a_megabyte_is_cut_at_once() {
        let long = "dài".repeat(500_000);
        let short = shorten(&long, 90, 14.0, false);
        assert_eq!(short, shorten(&long[..400], 90, 14.0, false));
        let words = "dài ".repeat(500_000);
        assert_eq!(wrap(&words, 200, 14.0, false, 2).len(), 2);
    }

    #[test]
    fn long_texts_are_cut_where_they_must_be() {
        assert_eq!(shorten("Giai đoạn 1", 500, 14.0, false), "Giai đoạn 1");
        let short = shorten("Giai đoạn nước rút cuối năm", 90, 14.0, false);
        assert!(
            short.ends_with('…') && width(&short, 14.0, false) <= 90,
            "{short}"
        );
        let lines = wrap(&"dài lắm ".repeat(30), 100, 14.0, true, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|l| width(l, 14.0, true) <= 100) && lines[1].ends_with('…'));
        assert!(wrap(&"w".repeat(120), 100, 14.0, true, 2)[0].ends_with('…'));
    }
}
