//! Letters as pictures: each is drawn once and copied from then on.
//!
//! A letter is at a quarter of a pixel, as in Skia and Chromium: that is also how finely the
//! edges of a filled outline are known, so no one sees it. What a word looks like depends on
//! nothing but the word, its size and weight; so it does not matter which thread asks first.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock};

use harfrust::{Direction, FontRef, ShapeOptions, Shaper, ShaperData, UnicodeBuffer};
use resvg::tiny_skia::{FillRule, Mask, PathBuilder, Transform};
use skrifa::MetadataProvider as _;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};

use super::Text;
use crate::chart::font;

/// How dark a pixel of a letter may be: the sixteen parts that the drawing program counts.
pub(super) const LEVELS: u8 = 16;
/// Places of a letter within a pixel.
const PHASES: usize = 4;
/// Rows of a letter are filled up to this, so that they are added many pixels at a time.
const LANES: usize = 16;
/// More words than these are not remembered: the memory of a large site stays small.
const WORDS_KEPT: usize = 50_000;

/// A letter, or several that are one.
#[derive(Debug, Clone, Copy)]
struct Letter {
    glyph: u32,
    /// From the pen to where it is, in units of the font.
    shift: i32,
    /// To the pen of the next one.
    advance: i32,
}

/// A word in letters; `None` where the typeface lacks one of them.
type Word = Option<Arc<[Letter]>>;

struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
    em: f64,
    words: RwLock<HashMap<Box<str>, Word>>,
}

static FACES: LazyLock<[Option<Face>; 2]> =
    LazyLock::new(|| [Face::read(font::REGULAR), Face::read(font::BOLD)]);

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let shaper = ShaperData::new(&font);
        let em = f64::from(shaper.shaper(&font).build().units_per_em());
        Some(Self {
            font,
            shaper,
            em,
            words: RwLock::default(),
        })
    }

    fn word(&self, text: &str) -> Word {
        let words = self.words.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = words.get(text) {
            return word.clone();
        }
        drop(words);
        let word = self.shape(text);
        let mut words = self.words.write().unwrap_or_else(PoisonError::into_inner);
        if words.len() < WORDS_KEPT {
            words.insert(text.into(), word.clone());
        }
        word
    }

    fn shape(&self, text: &str) -> Word {
        let charmap = self.font.charmap();
        if text.chars().any(|c| charmap.map(c).is_none()) {
            return None;
        }
        let shaper: Shaper<'_> = self.shaper.shaper(&self.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let pairs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        // A mark set apart from its letter: the other way of drawing has its own rules for that.
        let letter = |(info, at): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
            (at.y_offset == 0).then_some(Letter {
                glyph: info.glyph_id,
                shift: at.x_offset,
                advance: at.x_advance,
            })
        };
        pairs.map(letter).collect()
    }
}

/// The picture of a letter: how dark each pixel is, 0 to [`LEVELS`].
#[derive(Debug)]
struct Picture {
    /// From the pixel of the pen, to the right.
    left: i32,
    /// From the baseline, downwards.
    top: i32,
    /// A multiple of [`LANES`].
    width: usize,
    levels: Vec<u8>,
}

/// Letters of one weight and size.
struct Style {
    face: &'static Face,
    /// Pixels for a unit of the font.
    scale: f64,
    /// By glyph and phase; `None` is a letter without ink.
    pictures: Vec<OnceLock<Option<Box<Picture>>>>,
}

/// By weight and size: pictures are set in few of them, and the letters stay for as long as the
/// program runs.
static STYLES: RwLock<BTreeMap<(bool, u64), &Style>> = RwLock::new(BTreeMap::new());

impl Style {
    fn of(size: f64, bold: bool) -> Option<&'static Self> {
        let key = (bold, size.to_bits());
        let known = STYLES.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(style) = known.get(&key) {
            return Some(*style);
        }
        drop(known);
        let face = FACES[usize::from(bold)].as_ref()?;
        let glyphs = face.font.outline_glyphs().iter().count();
        let new = || -> &'static Self {
            Box::leak(Box::new(Self {
                face,
                scale: size / face.em,
                pictures: (0..glyphs * PHASES).map(|_| OnceLock::new()).collect(),
            }))
        };
        let mut all = STYLES.write().unwrap_or_else(PoisonError::into_inner);
        Some(*all.entry(key).or_insert_with(new))
    }

    fn picture(&self, place: usize) -> Option<&Picture> {
        let draw = || self.draw(place / PHASES, place % PHASES).map(Box::new);
        self.pictures.get(place)?.get_or_init(draw).as_deref()
    }

    fn draw(&self, glyph: usize, phase: usize) -> Option<Picture> {
        let outlines = self.face.font.outline_glyphs();
        let outline = outlines.get(skrifa::GlyphId::new(u32::try_from(glyph).ok()?))?;
        let mut pen = Pen(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(settings, &mut pen).ok()?;
        let (scale, shift) = (self.scale as f32, phase as f32 / PHASES as f32);
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, shift, 0.0);
        let path = pen.0.finish()?.transform(place)?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let width = (bounds.right().ceil() - left) as usize;
        let height = (bounds.bottom().ceil() - top) as usize;
        let width = width.next_multiple_of(LANES);
        let mut mask = Mask::new(width as u32, height as u32)?;
        let corner = Transform::from_translate(-left, -top);
        mask.fill_path(&path, FillRule::Winding, true, corner);
        let level = |dark: &u8| ((u16::from(*dark) + 8) / u16::from(LEVELS)) as u8;
        Some(Picture {
            left: left as i32,
            top: top as i32,
            width,
            levels: mask.data().iter().map(level).collect(),
        })
    }
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// A line of text on its baseline.
pub(super) struct Line {
    style: &'static Style,
    /// With first column and first row.
    letters: Vec<(&'static Picture, usize, usize)>,
    /// The columns that have ink.
    pub(super) columns: Range<usize>,
    /// The rows that have ink.
    pub(super) rows: Range<usize>,
}

impl Line {
    /// Sets a text. `None` where the typeface lacks a letter, or it does not lie within `room`
    /// columns.
    pub(super) fn new(text: &Text<'_>, room: usize) -> Option<Self> {
        let style = Style::of(text.size, text.bold)?;
        let words: Vec<Arc<[Letter]>> = words(text.text)
            .map(|word| style.face.word(word))
            .collect::<Option<_>>()?;
        let wide = |word: &[Letter]| word.iter().map(|letter| letter.advance).sum::<i32>();
        let space = wide(&style.face.word(" ")?);
        let gaps = i32::try_from(words.len().saturating_sub(1)).ok()?;
        let whole = words.iter().map(|word| wide(word)).sum::<i32>() + gaps * space;
        let start = f64::from(text.x) - f64::from(whole) * style.scale * text.before;
        #[expect(
            clippy::reversed_empty_ranges,
            reason = "a range that each letter makes wider"
        )]
        let mut line = Self {
            style,
            letters: Vec::with_capacity(text.text.len()),
            columns: room..0,
            rows: usize::MAX..0,
        };
        let mut pen = 0;
        for word in words {
            for letter in &*word {
                let at = start + f64::from(pen + letter.shift) * style.scale;
                line.set(letter.glyph as usize, at, text.baseline, room)?;
                pen += letter.advance;
            }
            pen += space;
        }
        // Without ink there are no columns either.
        line.columns.start = line.columns.start.min(line.columns.end);
        Some(line)
    }

    fn set(&mut self, glyph: usize, at: f64, baseline: i32, room: usize) -> Option<()> {
        let quarters = (at * PHASES as f64).round() as i32;
        let phase = quarters.rem_euclid(PHASES as i32) as usize;
        let place = glyph * PHASES + phase;
        let Some(picture) = self.style.picture(place) else {
            return Some(());
        };
        let left = usize::try_from(quarters.div_euclid(PHASES as i32) + picture.left).ok()?;
        let top = usize::try_from(baseline + picture.top).ok()?;
        let right = left + picture.width;
        if right > room {
            return None;
        }
        let high = picture.levels.len() / picture.width;
        self.columns = self.columns.start.min(left)..self.columns.end.max(right);
        self.rows = self.rows.start.min(top)..self.rows.end.max(top + high);
        self.letters.push((picture, left, top));
        Some(())
    }

    /// Whether both may have ink in one place.
    pub(super) fn touches(&self, other: &Self) -> bool {
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        meet(&self.columns, &other.columns) && meet(&self.rows, &other.rows)
    }

    /// Adds the ink of a row to that which is there.
    pub(super) fn add(&self, row: usize, ink: &mut [u8]) {
        for (picture, left, top) in &self.letters {
            let Some(down) = row.checked_sub(*top) else {
                continue;
            };
            let start = down * picture.width;
            let levels = picture.levels.get(start..start + picture.width);
            let Some(levels) = levels else { continue };
            let (ink, _) = ink[*left..left + levels.len()].as_chunks_mut::<LANES>();
            let (levels, _) = levels.as_chunks::<LANES>();
            for (ink, levels) in ink.iter_mut().zip(levels) {
                for (ink, level) in ink.iter_mut().zip(levels) {
                    *ink = (*ink + level).min(LEVELS);
                }
            }
        }
    }
}

/// The words of a text as SVG has them: control characters are left out, blanks in a row are one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
}
