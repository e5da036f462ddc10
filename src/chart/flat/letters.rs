//! Letters as pictures: each is drawn once and copied from then on.
//!
//! A letter is at a quarter of a pixel, as in Skia and Chromium: that is also how finely the
//! edges of a filled outline are known, so no one sees it. What a word looks like depends on
//! nothing but the word, its size and weight; so it does not matter which thread asks first.

use std::sync::{LazyLock, OnceLock};

use harfrust::{Direction, FontRef, ShapeOptions, Shaper, ShaperData, UnicodeBuffer};
use resvg::tiny_skia::{FillRule, LineJoin, Mask, PathBuilder, Stroke, Transform};
use skrifa::MetadataProvider as _;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};

use super::parts::Packed;
use crate::chart::font;

/// How dark a pixel of a letter may be: the sixteen parts that the drawing program counts.
pub(super) const LEVELS: u8 = 16;
/// Places of a letter within a pixel.
pub(super) const PHASES: usize = 4;
/// Rows of a letter are filled up to this, so that they are added many pixels at a time.
pub(super) const LANES: usize = 16;

/// A letter, or several that are one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    glyph: u32,
    /// From the pen to where it is, in units of the font.
    pub(super) shift: i32,
    /// To the pen of the next one.
    pub(super) advance: i32,
}

struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
    em: f64,
}

static FACES: LazyLock<[Option<Face>; 2]> =
    LazyLock::new(|| [Face::read(font::REGULAR), Face::read(font::BOLD)]);

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let shaper = ShaperData::new(&font);
        let em = f64::from(shaper.shaper(&font).build().units_per_em());
        Some(Self { font, shaper, em })
    }

    /// A word in letters; `None` where the typeface lacks one of them.
    fn shape(&self, text: &str) -> Option<Vec<Letter>> {
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
        let mut letters = Vec::with_capacity(pairs.len());
        for (info, at) in pairs {
            // A mark set apart from its letter: the other way of drawing has its own rules for
            // that.
            if at.y_offset != 0 {
                return None;
            }
            letters.push(Letter {
                glyph: info.glyph_id,
                shift: at.x_offset,
                advance: at.x_advance,
            });
        }
        Some(letters)
    }
}

/// The picture of a letter: how dark each pixel is, 0 to [`LEVELS`].
#[derive(Debug)]
pub(super) struct Picture {
    /// From the pixel of the pen, to the right.
    pub(super) left: i32,
    /// From the baseline, downwards.
    pub(super) top: i32,
    /// A multiple of [`LANES`].
    pub(super) width: usize,
    pub(super) levels: Vec<u8>,
    /// As it is put into words, once one of them has it; `None` when it is too wide.
    packed: OnceLock<Option<Packed>>,
}

impl Picture {
    /// The picture as it is put into words; `None` when it is too wide.
    pub(super) fn packed(&self) -> Option<&Packed> {
        let packed = self
            .packed
            .get_or_init(|| Packed::new(&self.levels, self.width));
        packed.as_ref()
    }
}

/// Letters of one weight and size.
pub(super) struct Style {
    face: &'static Face,
    /// Pixels for a unit of the font.
    pub(super) scale: f64,
    /// The width of the line around its letters that is drawn in their place; 0 for letters.
    rim: f64,
    /// By glyph and phase; `None` is a letter without ink.
    pictures: Vec<OnceLock<Option<Box<Picture>>>>,
}

impl Style {
    /// The letters of a size, or lines around them that are so many pixels wide; `None` when the
    /// typeface cannot be read.
    pub(super) fn new(size: f64, bold: bool, rim: f64) -> Option<Self> {
        let face = FACES[usize::from(bold)].as_ref()?;
        let glyphs = face.font.outline_glyphs().iter().count();
        Some(Self {
            face,
            scale: size / face.em,
            rim,
            pictures: (0..glyphs * PHASES).map(|_| OnceLock::new()).collect(),
        })
    }

    /// A word in letters; `None` where the typeface lacks one of them.
    pub(super) fn shape(&self, word: &str) -> Option<Vec<Letter>> {
        self.face.shape(word)
    }

    /// The picture of a letter, `phase` quarters right of a pixel; `None` where it has no ink.
    pub(super) fn picture(&self, letter: Letter, phase: usize) -> Option<&Picture> {
        let glyph = letter.glyph as usize;
        let draw = || self.draw(glyph, phase).map(Box::new);
        let place = self.pictures.get(glyph * PHASES + phase)?;
        place.get_or_init(draw).as_deref()
    }

    fn draw(&self, glyph: usize, phase: usize) -> Option<Picture> {
        let outlines = self.face.font.outline_glyphs();
        let outline = outlines.get(skrifa::GlyphId::new(u32::try_from(glyph).ok()?))?;
        let mut pen = Pen(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(settings, &mut pen).ok()?;
        let (scale, shift) = (self.scale as f32, phase as f32 / PHASES as f32);
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, shift, 0.0);
        let mut path = pen.0.finish()?.transform(place)?;
        if self.rim > 0.0 {
            let stroke = Stroke {
                width: self.rim as f32,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            path = path.stroke(&stroke, 1.0)?;
        }
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let width = (bounds.right().ceil() - left) as usize;
        let height = (bounds.bottom().ceil() - top) as usize;
        let width = width.next_multiple_of(LANES);
        let mut mask = Mask::new(width as u32, height as u32)?;
        let corner = Transform::from_translate(-left, -top);
        mask.fill_path(&path, FillRule::Winding, true, corner);
        Some(Picture {
            left: left as i32,
            top: top as i32,
            width,
            levels: mask.data().iter().copied().map(level).collect(),
            packed: OnceLock::new(),
        })
    }
}

/// What the drawing program counts of a pixel, 0 to 255, in steps.
pub(super) fn level(dark: u8) -> u8 {
    ((u16::from(dark) + 8) / u16::from(LEVELS)) as u8
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
