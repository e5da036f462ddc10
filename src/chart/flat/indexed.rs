//! Pictures of any marks, each over those before it, drawn without SVG.
//!
//! A pixel is an index of the palette from the start. The drawing program counts sixteen parts of a
//! pixel, so the edge of a shape has as many steps as that of a letter, and the colour of a step is
//! computed when it is first needed.

use std::ops::Range;

use super::letters::LEVELS;
use super::pack;
use super::shapes::{Pen, Points, Shape};
use super::words::Line;
use super::{Text, mixed, rgb, scaled, within};
use crate::chart::palette::{TONES, Tone};

/// A picture in the colours of a palette.
pub(in crate::chart) struct Indexed {
    width: usize,
    height: usize,
    /// Pixels of the picture for each pixel of the drawing.
    scale: i32,
    pixels: Vec<u8>,
    colours: Colours,
    ink: Vec<u8>,
}

impl Indexed {
    /// A drawing of this size with nothing but the ground. `None` when the number of
    /// its pixels is too large to be counted.
    pub(in crate::chart) fn new(width: i32, height: i32, scale: i32) -> Option<Self> {
        let (width, height) = (scaled(width, scale)?, scaled(height, scale)?);
        Some(Self {
            width,
            height,
            scale,
            pixels: vec![Tone::Bg as u8; width.checked_mul(height)?],
            colours: Colours::new(),
            ink: vec![0; width],
        })
    }

    /// A bar between columns and rows of the picture; what lies outside of it is not seen.
    pub(in crate::chart) fn bar(&mut self, columns: Range<i32>, rows: Range<i32>, tone: Tone) {
        let columns = within(&columns, self.width);
        for row in within(&rows, self.height) {
            let start = row * self.width;
            self.pixels[start + columns.start..start + columns.end].fill(tone as u8);
        }
    }

    /// The inside of closed lines; with `holes` a ring within another one is a hole.
    pub(in crate::chart) fn fill(&mut self, rings: &[Points], holes: bool, tone: Tone) {
        let shape = Shape::filled(rings, holes, self.scale as f32);
        self.shape(shape, tone);
    }

    /// Lines as a pen draws them; `closed` ones return to where they begin.
    pub(in crate::chart) fn stroke(
        &mut self,
        lines: &[Points],
        closed: bool,
        pen: Pen,
        tone: Tone,
    ) {
        let shape = Shape::stroked(lines, closed, pen, self.scale as f32);
        self.shape(shape, tone);
    }

    /// A circle.
    pub(in crate::chart) fn dot(&mut self, at: (f32, f32), radius: f32, tone: Tone) {
        self.shape(Shape::dot(at, radius, self.scale as f32), tone);
    }

    /// A line of text. `None` when it cannot be set: the typeface lacks a letter, or it does not
    /// fit.
    pub(in crate::chart) fn text(&mut self, text: &Text<'_>) -> Option<()> {
        let line = Line::new(text, self.width)?;
        let columns = line.columns.clone();
        for row in line.rows.start..line.rows.end.min(self.height) {
            line.add(row, &mut self.ink);
            let ink = &mut self.ink[columns.clone()];
            let pixels = &mut self.pixels[row * self.width..][columns.clone()];
            self.colours.put(pixels, ink, text.tone);
            ink.fill(0);
        }
        Some(())
    }

    fn shape(&mut self, shape: Option<Shape>, tone: Tone) {
        let coverage = shape.and_then(|shape| shape.coverage(self.width, self.height));
        let Some(coverage) = coverage else { return };
        let columns = coverage.columns;
        let rows = self.pixels.chunks_exact_mut(self.width);
        let levels = coverage.levels.chunks_exact(columns.len());
        for (row, levels) in rows.skip(coverage.top).zip(levels) {
            self.colours.put(&mut row[columns.clone()], levels, tone);
        }
    }

    /// The picture as PNG.
    pub(in crate::chart) fn png(&self) -> Vec<u8> {
        let (palette, places) = self.colours.sorted();
        let rows = self.pixels.chunks_exact(self.width);
        pack::whole(self.width, rows, &places, &palette)
    }
}

/// The place of the mixture of a ground with a level among those of a tone.
fn place_of(ground: u8, level: u8) -> usize {
    usize::from(level.min(LEVELS)) * COLOURS + usize::from(ground)
}

/// A palette that grows as colours are needed.
struct Colours {
    list: Vec<[u8; 3]>,
    /// The tone and level that each colour was first needed for.
    reasons: Vec<(u8, u8)>,
    /// The index of a mixture, by level and ground, for each tone that was put; [`UNKNOWN`] until it
    /// is first needed.
    mixtures: [Option<Box<[u16; MIXTURES]>>; TONES.len()],
}

/// As many colours as a byte tells apart.
const COLOURS: usize = 256;
/// No index.
const UNKNOWN: u16 = u16::MAX;
/// Mixtures of one tone: from none of it to all of it.
const MIXTURES: usize = (LEVELS as usize + 1) * COLOURS;
/// Those of a tone before the first is needed.
static NOTHING: [u16; MIXTURES] = [UNKNOWN; MIXTURES];

impl Colours {
    fn new() -> Self {
        let tones = TONES.map(|(_, _, [light, _])| rgb(light));
        Self {
            list: tones.to_vec(),
            reasons: (0..TONES.len() as u8).map(|tone| (tone, LEVELS)).collect(),
            mixtures: Default::default(),
        }
    }

    /// Puts as much of a tone on each pixel as the level beside it says.
    fn put(&mut self, pixels: &mut [u8], levels: &[u8], tone: Tone) {
        const WORD: usize = 8;
        let (words, rest) = pixels.as_chunks_mut::<WORD>();
        let (levels, rest_levels) = levels.as_chunks::<WORD>();
        for (pixels, levels) in words.iter_mut().zip(levels) {
            if *levels == [0; WORD] {
                continue;
            }
            if *levels == [LEVELS; WORD] {
                *pixels = [tone as u8; WORD];
            } else {
                self.put_word(pixels, levels, tone);
            }
        }
        for (pixel, level) in rest.iter_mut().zip(rest_levels) {
            self.put_word(std::array::from_mut(pixel), &[*level], tone);
        }
    }

    fn put_word<const WORD: usize>(
        &mut self,
        pixels: &mut [u8; WORD],
        levels: &[u8; WORD],
        tone: Tone,
    ) {
        let mut mixed = self.mixed(pixels, levels, tone);
        // All were looked up, whatever the first ones are: a branch for each would often be
        // mispredicted.
        if mixed.iter().fold(0, |all, index| all | index) == UNKNOWN {
            for (pixel, level) in pixels.iter().zip(levels) {
                self.learn(*pixel, tone, *level);
            }
            mixed = self.mixed(pixels, levels, tone);
        }
        *pixels = mixed.map(|index| index as u8);
    }

    /// The mixtures of a tone with these grounds, as far as they are known.
    fn mixed<const WORD: usize>(
        &self,
        grounds: &[u8; WORD],
        levels: &[u8; WORD],
        tone: Tone,
    ) -> [u16; WORD] {
        let known = self.mixtures[tone as usize].as_deref();
        let known = known.unwrap_or(&NOTHING);
        std::array::from_fn(|at| known[place_of(grounds[at], levels[at])])
    }

    /// Finds the mixture of a level of a tone with its ground.
    fn learn(&mut self, ground: u8, tone: Tone, level: u8) {
        let [known] = self.mixed(&[ground], &[level], tone);
        if known != UNKNOWN {
            return;
        }
        let mixture = match level {
            0 => ground,
            LEVELS.. => tone as u8,
            level => self.new_mixture(ground, tone, level),
        };
        let known = self.mixtures[tone as usize].get_or_insert_with(|| Box::new(NOTHING));
        known[place_of(ground, level)] = mixture.into();
    }

    /// The index of a colour that was not needed yet: its own, or that of the nearest one where
    /// there is no room for more.
    fn new_mixture(&mut self, ground: u8, tone: Tone, level: u8) -> u8 {
        let ground = self.list[usize::from(ground)];
        let colour = mixed(self.list[tone as usize], ground, level);
        let mut nearest = (u32::MAX, 0);
        for (known, index) in self.list.iter().zip(0..=u8::MAX) {
            nearest = nearest.min((distance(*known, colour), index));
        }
        if nearest.0 == 0 {
            return nearest.1;
        }
        match u8::try_from(self.list.len()) {
            Ok(next) => {
                self.list.push(colour);
                self.reasons.push((tone as u8, level));
                next
            }
            Err(_) => nearest.1,
        }
    }

    /// The palette in the order in which it packs best, and where each index is in it: the ground,
    /// then the steps of each tone, so that neighbours differ by few steps.
    fn sorted(&self) -> (Vec<[u8; 3]>, [u8; COLOURS]) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|index| (*index != Tone::Bg as usize, self.reasons[*index], *index));
        let mut places = [0; COLOURS];
        for (place, index) in (0..=u8::MAX).zip(&order) {
            places[*index] = place;
        }
        let palette = order.iter().map(|index| self.list[*index]).collect();
        (palette, places)
    }
}

/// How far two colours are from each other.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let parts = a.iter().zip(b);
    parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::Dash;
    use super::super::tests::pixels;
    use super::*;

    const SIDE: i32 = 24;

    /// A dot of each tone on each tone, which has more shades at its edge than a palette has room
    /// for.
    fn dots() -> Indexed {
        let sides = TONES.len() as i32 * SIDE;
        let mut picture = Indexed::new(sides, sides, 1).unwrap();
        for (row, (ground, ..)) in (0..).zip(TONES) {
            picture.bar(0..sides, row * SIDE..(row + 1) * SIDE, ground);
            for (column, (tone, ..)) in (0..).zip(TONES) {
                let middle = |at: i32| (at * SIDE) as f32 + 11.3;
                picture.dot((middle(column), middle(row)), 9.4, tone);
            }
        }
        picture
    }

    #[test]
    fn colours_stay_where_there_are_too_many() {
        let picture = dots();
        assert_eq!(picture.colours.list.len(), COLOURS);
        let (width, pixels) = (picture.width, pixels(&picture.png()));
        let colour = |x: usize, y: usize| &pixels[(y * width + x) * 3..][..3];
        let side = SIDE as usize;
        for (row, (_, _, [ground, _])) in TONES.into_iter().enumerate() {
            for (column, (_, _, [tone, _])) in TONES.into_iter().enumerate() {
                let (x, y) = (column * side, row * side);
                assert_eq!(colour(x, y), rgb(ground), "{row} {column}");
                assert_eq!(
                    colour(x + side / 2, y + side / 2),
                    rgb(tone),
                    "{row} {column}"
                );
                // Between both, as far as there is a colour for it.
                for x in x..x + side {
                    for part in 0..3 {
                        let ends = [rgb(ground)[part], rgb(tone)[part]];
                        let seen = colour(x, y + side / 2)[part];
                        let (least, most) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                        let off = least.saturating_sub(seen).max(seen.saturating_sub(most));
                        assert!(off < 64, "{row} {column} {x}: {seen} {ends:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_outside_is_not_seen() {
        let mut picture = Indexed::new(40, 30, 2).unwrap();
        let pen = |dash| Pen { width: 3.0, dash };
        let far = vec![(-50.0, -20.0), (90.0, 60.0), (20.0, 400.0)];
        for dash in [Dash::Solid, Dash::Dashed, Dash::Dotted] {
            picture.stroke(std::slice::from_ref(&far), true, pen(dash), Tone::Main);
        }
        picture.fill(
            &[vec![(500.0, 1.0), (600.0, 1.0), (600.0, 9.0)]],
            false,
            Tone::Ink,
        );
        picture.fill(&[vec![(1.0, 1.0), (1.0, 1.0)]], true, Tone::Ink);
        picture.dot((-4.0, -4.0), 3.0, Tone::Ink);
        picture.bar(-9..900, -9..2, Tone::Accent);
        let pixels = pixels(&picture.png());
        assert_eq!(pixels.len(), 80 * 60 * 3);
        assert_eq!(pixels[..3], rgb("#c2410c"));
        assert!(pixels.chunks(3).any(|colour| *colour == rgb("#12436d")));
        assert!(!pixels.chunks(3).any(|colour| *colour == rgb("#1a1c20")));
        assert!(Indexed::new(-1, 30, 2).is_none());
        assert!(Indexed::new(i32::MAX, 1, 2).is_none());
    }
}
