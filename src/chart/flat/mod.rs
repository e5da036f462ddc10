//! Pictures of bars and lines of text, drawn without SVG: a tenth of a millisecond where the other
//! way takes five.
//!
//! All colours are known beforehand: those of the palette, and sixteen steps between a text and its
//! ground. A row is made from its bars and letters and compared with the one above; only what
//! differs is packed. For a word that is done once, for all pictures: most rows are put together
//! from those of their words, and no pixel of them is ever made.
//!
//! Pictures with other marks are in `indexed`: their pixels are made, and their colours found as
//! they are drawn.

mod code;
mod indexed;
mod letters;
mod output;
mod pack;
mod parts;
mod shapes;
mod words;

use std::ops::Range;

use letters::LEVELS;
use pack::Packer;
use parts::Part;
use words::Line;

use super::palette::{TONES, Tone};
pub(super) use indexed::Indexed;
pub(super) use shapes::{Dash, Pen, Points};

/// Bars and lines of text; texts are upon bars.
pub(super) struct Picture {
    width: usize,
    height: usize,
    bars: Vec<Bar>,
    lines: Vec<Set>,
    /// Text and ground of each ramp.
    ramps: Vec<(Tone, Tone)>,
}

struct Bar {
    columns: Range<usize>,
    rows: Range<usize>,
    colour: u8,
}

/// A line of text as it is set.
struct Set {
    line: Line,
    /// Whether no word has ink in the columns of another.
    apart: bool,
    ramp: Ramp,
    /// Whether it may touch a line of another colour.
    crossing: bool,
}

/// The colours of a text, as indices of the palette: from its ground, which has an index here too,
/// to the text itself. So a pixel differs from the one above by no more than it is darker.
#[derive(Debug, Clone, Copy)]
struct Ramp {
    first: u8,
    /// The ground as that of a bar.
    ground: u8,
}

/// A line of text and where it is.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// In pixels.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// The width of the line that is drawn around its letters in their place; 0 for letters.
    pub(super) rim: f64,
    pub(super) tone: Tone,
    pub(super) x: i32,
    pub(super) baseline: i32,
    /// How much of it is before `x`: 0 to 1.
    pub(super) before: f64,
}

impl Picture {
    /// A picture with nothing but the ground.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let ground = Bar {
            columns: 0..width,
            rows: 0..height,
            colour: Tone::Bg as u8,
        };
        Self {
            width,
            height,
            bars: vec![ground],
            lines: Vec::new(),
            ramps: Vec::new(),
        }
    }

    /// A bar between columns and rows; what lies outside of the picture is not seen.
    pub(super) fn bar(&mut self, columns: Range<i32>, rows: Range<i32>, tone: Tone) {
        self.bars.push(Bar {
            columns: within(&columns, self.width),
            rows: within(&rows, self.height),
            colour: tone as u8,
        });
    }

    /// A line of text on one ground. `None` when it cannot be set: the typeface lacks a letter, or
    /// it does not fit.
    pub(super) fn text(&mut self, text: &Text<'_>, ground: Tone) -> Option<()> {
        let line = Line::new(text, self.width)?;
        let apart = line.pack()?;
        let colours = (text.tone, ground);
        let known = self.ramps.iter().position(|ramp| *ramp == colours);
        let number = known.unwrap_or_else(|| {
            self.ramps.push(colours);
            self.ramps.len() - 1
        });
        let first = u8::try_from(TONES.len() + number * usize::from(LEVELS + 1)).ok()?;
        first.checked_add(LEVELS)?;
        let ground = ground as u8;
        let ramp = Ramp { first, ground };
        let crossing = self
            .lines
            .iter()
            .any(|other| other.ramp.first != first && other.line.touches(&line));
        self.lines.push(Set {
            line,
            apart,
            ramp,
            crossing,
        });
        Some(())
    }

    /// The picture as PNG.
    pub(super) fn png(&self) -> Vec<u8> {
        let mut packer = Packer::new(self.width, self.height);
        let mut rows = Rows::new(self);
        // Whether the packer does not know the row above.
        let mut behind = false;
        let edges = self.edges();
        for (down, edge) in edges.into_iter().enumerate() {
            if edge {
                if behind {
                    rows.write(down - 1, packer.above());
                    behind = false;
                }
                rows.enter(down);
                packer.row(rows.row(down));
            } else if rows.lines.is_empty() {
                packer.same();
            } else if rows.apart {
                packer.changes(rows.words.iter().filter_map(|word| word.change(down)));
                behind = true;
            } else {
                packer.row(rows.row(down));
            }
        }
        packer.finish(&self.palette())
    }

    /// For each row, whether a bar or a line of text begins at it or ended above it.
    fn edges(&self) -> Vec<bool> {
        let mut edges = vec![false; self.height];
        let bars = self.bars.iter().map(|bar| &bar.rows);
        let lines = self.lines.iter().map(|set| &set.line.rows);
        for row in bars.chain(lines).flat_map(|rows| [rows.start, rows.end]) {
            if let Some(edge) = edges.get_mut(row) {
                *edge = true;
            }
        }
        edges
    }

    fn palette(&self) -> Vec<[u8; 3]> {
        let tones = TONES.map(|(_, _, [light, _])| rgb(light));
        let mut palette = tones.to_vec();
        for (tone, ground) in &self.ramps {
            let (tone, ground) = (tones[*tone as usize], tones[*ground as usize]);
            palette.extend((0..=LEVELS).map(|level| mixed(tone, ground, level)));
        }
        palette
    }
}

/// What is in the rows between two at which something begins or ends.
struct Rows<'a> {
    picture: &'a Picture,
    /// Pixels of the bars.
    ground: Vec<u8>,
    row: Vec<u8>,
    ink: Vec<u8>,
    /// From the left.
    lines: Vec<&'a Set>,
    /// Their words, where the lines are apart.
    words: Vec<Part<'a>>,
    /// Whether no line has ink in the columns of another one, so that what the rows change is what
    /// their words change.
    apart: bool,
}

impl<'a> Rows<'a> {
    fn new(picture: &'a Picture) -> Self {
        Self {
            picture,
            ground: vec![0; picture.width],
            row: vec![0; picture.width],
            ink: vec![0; picture.width],
            lines: Vec::new(),
            words: Vec::new(),
            apart: true,
        }
    }

    /// Looks what there is from a row on.
    fn enter(&mut self, down: usize) {
        let bars = self.picture.bars.iter();
        for bar in bars.filter(|bar| bar.rows.contains(&down)) {
            self.ground[bar.columns.clone()].fill(bar.colour);
        }
        let lines = self.picture.lines.iter();
        self.lines = lines.filter(|set| set.line.rows.contains(&down)).collect();
        self.lines.sort_by_key(|set| set.line.columns.start);
        let apart = |set: &&Set| set.apart && !set.crossing;
        self.apart = self.lines.iter().all(apart)
            && self
                .lines
                .is_sorted_by(|left, right| left.line.columns.end <= right.line.columns.start);
        self.words.clear();
        if self.apart {
            let words = self.lines.iter().flat_map(|set| set.line.parts());
            self.words.extend(words.flatten());
        }
    }

    /// The pixels of a row.
    fn row(&mut self, down: usize) -> &[u8] {
        let mut row = std::mem::take(&mut self.row);
        self.write(down, &mut row);
        self.row = row;
        &self.row
    }

    fn write(&mut self, down: usize, row: &mut [u8]) {
        row.copy_from_slice(&self.ground);
        // Colours that cross are painted in the order of the lines.
        let lines = self.picture.lines.iter();
        for set in lines.filter(|set| set.line.rows.contains(&down)) {
            set.write(down, row, &mut self.ink);
        }
    }
}

impl Set {
    /// Writes what a row of the picture has of it.
    fn write(&self, down: usize, row: &mut [u8], ink: &mut [u8]) {
        self.line.add(down, ink);
        let columns = self.line.columns.clone();
        let (row, ink) = (&mut row[columns.clone()], &mut ink[columns]);
        if self.crossing {
            self.ramp.cross(row, ink);
        } else {
            self.ramp.colour(row, ink);
        }
    }
}

impl Ramp {
    /// Sets ink down on a row, and leaves none.
    fn colour(self, row: &mut [u8], ink: &mut [u8]) {
        for (pixel, level) in row.iter_mut().zip(ink) {
            // Marks of two lines may touch each other.
            let there = pixel.wrapping_sub(self.first);
            let there = if there > LEVELS { 0 } else { there };
            let dark = self.first + there.max(*level);
            let bare = *level == 0 && *pixel != self.ground;
            *pixel = if bare { *pixel } else { dark };
            *level = 0;
        }
    }

    /// The same where there may be text of another colour: of two pixels the darker one is seen.
    fn cross(self, row: &mut [u8], ink: &mut [u8]) {
        for (pixel, level) in row.iter_mut().zip(ink) {
            let there = pixel
                .checked_sub(TONES.len() as u8)
                .map_or(0, |step| step % (LEVELS + 1));
            if *level > there {
                *pixel = self.first + *level;
            }
            *level = 0;
        }
    }
}

/// A length in pixels, `scale` times as large. `None` when it cannot be counted.
pub(super) fn scaled(length: i32, scale: i32) -> Option<usize> {
    usize::try_from(length.checked_mul(scale)?).ok()
}

fn within(range: &Range<i32>, end: usize) -> Range<usize> {
    let [start, end] = [range.start, range.end].map(|at| usize::try_from(at).unwrap_or(0).min(end));
    start..end.max(start)
}

/// `#fff` and `#12436d` as numbers.
fn rgb(hex: &str) -> [u8; 3] {
    let digits: Vec<u8> = hex
        .chars()
        .filter_map(|c| c.to_digit(16)?.try_into().ok())
        .collect();
    match *digits {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r, r2, g, g2, b, b2] => [r * 16 + r2, g * 16 + g2, b * 16 + b2],
        _ => [0; 3],
    }
}

/// A step of a ramp, rounded as tiny-skia rounds.
fn mixed(tone: [u8; 3], ground: [u8; 3], level: u8) -> [u8; 3] {
    let dark = (u16::from(level) * u16::from(LEVELS)).min(255);
    std::array::from_fn(|part| {
        let light = u16::from(ground[part]) * (255 - dark);
        ((u16::from(tone[part]) * dark + light + 255) >> 8) as u8
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Red, green and blue of each pixel.
    pub(super) fn pixels(file: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(frame.width * frame.height * 3, pixels.len() as u32);
        pixels
    }

    /// What each row has, each made as a whole.
    fn row_by_row(picture: &Picture) -> Vec<u8> {
        let mut packer = Packer::new(picture.width, picture.height);
        let mut rows = Rows::new(picture);
        for down in 0..picture.height {
            rows.enter(down);
            packer.row(rows.row(down));
        }
        packer.finish(&picture.palette())
    }

    fn texts() -> impl Strategy<Value = Vec<(String, f64, i32, i32, Tone)>> {
        // A letter with two marks above, one with a mark below.
        let word = prop::sample::select(vec!["Thi", "\u{1eb4}", "ph\u{1ee3}ng", "To", "1.234"]);
        let words = prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
        let size = prop::sample::select(vec![14.0, 28.0, 33.5]);
        let tone = prop::sample::select(vec![Tone::Ink, Tone::Muted, Tone::Bg]);
        prop::collection::vec((words, size, 0..150, 110..180, tone), 0..9)
    }

    proptest! {
        /// What is put together from the rows of words is what the whole rows are.
        #[test]
        fn rows_are_what_their_words_change(
            texts in texts(),
            bars in prop::collection::vec((700..900, 1..200, 0..190, 1..60), 0..4),
        ) {
            let mut picture = Picture::new(900, 200);
            picture.bar(0..690, 0..70, Tone::Main);
            for (x, width, y, height) in bars {
                picture.bar(x..x + width, y..y + height, Tone::Main);
            }
            for (text, size, x, baseline, tone) in &texts {
                let text = Text {
                    text,
                    size: *size,
                    bold: false,
                    rim: 0.0,
                    tone: *tone,
                    x: *x,
                    baseline: if *tone == Tone::Bg { 45 } else { *baseline },
                    before: 0.0,
                };
                let on_bar = *tone == Tone::Bg;
                let ground = if on_bar { Tone::Main } else { Tone::Bg };
                let _ = picture.text(&text, ground); // one that does not fit is left out
            }
            prop_assert!(pixels(&picture.png()) == pixels(&row_by_row(&picture)));
        }
    }

    /// How much two pictures differ: the worst of all parts of pixels, how many differ by more than
    /// a quarter, and the mean of those that are ink in one of them.
    pub(in crate::chart) fn distance(a: &[u8], b: &[u8]) -> (u8, usize, f64) {
        let (a, b) = (pixels(a), pixels(b));
        assert_eq!(a.len(), b.len());
        let (mut worst, mut far, mut sum, mut inked) = (0, 0, 0_u64, 0_u64);
        for (a, b) in a.into_iter().zip(b) {
            worst = worst.max(a.abs_diff(b));
            far += usize::from(a.abs_diff(b) > 64);
            sum += u64::from(a.abs_diff(b));
            inked += u64::from(a < 255 || b < 255);
        }
        (worst, far, sum as f64 / inked as f64)
    }
}
