//! Words and lines as they are set: what a word changes from row to row is packed once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::Text;
use super::letters::{LANES, LEVELS, Letter, PHASES, Picture, Style};
use super::parts::{self, Packed, Part};

/// With this many bytes of packed words no more of them are remembered: the memory of a large site
/// stays small.
const KEPT: usize = 24 << 20;

/// Places of a word within a pixel: those of a letter.
const PLACES: usize = PHASES;

/// The bytes of all packed words that are remembered.
static SIZE: AtomicUsize = AtomicUsize::new(0);

/// Letters of one weight and size, and the words that were set in them.
struct Typeset {
    style: Style,
    /// `None` where the typeface lacks a letter.
    words: RwLock<HashMap<Box<str>, Option<Arc<Word>>>>,
}

/// By weight, size and rim: pictures are set in few of them, and letters and words stay for as long
/// as the program runs.
static TYPESETS: RwLock<BTreeMap<(bool, u64, u64), &Typeset>> = RwLock::new(BTreeMap::new());

/// A word in one style.
struct Word {
    letters: Vec<Letter>,
    /// To the pen of what follows, in units of the font.
    advance: i32,
    /// As it is set at each place within a pixel.
    set: [OnceLock<SetWord>; PLACES],
}

/// A word at its place within a pixel. Places are from the pixel of its pen and from the baseline.
struct SetWord {
    /// With first column and first row.
    letters: Vec<(&'static Picture, i32, i32)>,
    columns: Range<i32>,
    rows: Range<i32>,
    /// As it is put into flat pictures, once one of them has it; `None` when it is too wide.
    packed: OnceLock<Option<Packed>>,
}

impl Typeset {
    /// That of a size; `None` when the typeface cannot be read.
    fn of(size: f64, bold: bool, rim: f64) -> Option<&'static Self> {
        let key = (bold, size.to_bits(), rim.to_bits());
        let known = TYPESETS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(typeset) = known.get(&key) {
            return Some(*typeset);
        }
        drop(known);
        let style = Style::new(size, bold, rim)?;
        let mut all = TYPESETS.write().unwrap_or_else(PoisonError::into_inner);
        let typeset = all.entry(key).or_insert_with(|| {
            let words = RwLock::default();
            Box::leak(Box::new(Self { style, words }))
        });
        Some(*typeset)
    }

    fn word(&self, text: &str) -> Option<Arc<Word>> {
        let words = self.words.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = words.get(text) {
            return word.clone();
        }
        drop(words);
        let letters = self.style.shape(text);
        let word = letters.map(|letters| Arc::new(Word::new(letters)));
        if SIZE.load(Ordering::Relaxed) < KEPT {
            let mut words = self.words.write().unwrap_or_else(PoisonError::into_inner);
            return words.entry(text.into()).or_insert(word).clone();
        }
        word
    }
}

impl Word {
    fn new(letters: Vec<Letter>) -> Self {
        Self {
            advance: letters.iter().map(|letter| letter.advance).sum(),
            letters,
            set: Default::default(),
        }
    }

    fn set(&self, style: &'static Style, place: usize) -> &SetWord {
        self.set[place].get_or_init(|| {
            let set = SetWord::new(style, &self.letters, place);
            SIZE.fetch_add(size_of_val(&*set.letters), Ordering::Relaxed);
            set
        })
    }
}

impl SetWord {
    fn new(style: &'static Style, word: &[Letter], place: usize) -> Self {
        let quarters = PHASES as i32;
        let mut letters = Vec::with_capacity(word.len());
        let mut pen = 0;
        for letter in word {
            let at = f64::from(pen + letter.shift) * style.scale + place as f64 / PLACES as f64;
            let at = (at * PHASES as f64).round() as i32;
            pen += letter.advance;
            let Some(picture) = style.picture(*letter, at.rem_euclid(quarters) as usize) else {
                continue;
            };
            letters.push((picture, at.div_euclid(quarters) + picture.left, picture.top));
        }
        let height = |picture: &Picture| (picture.levels.len() / picture.width) as i32;
        let columns = letters
            .iter()
            .map(|(picture, left, _)| (*left, left + picture.width as i32));
        let rows = letters
            .iter()
            .map(|(picture, _, top)| (*top, top + height(picture)));
        Self {
            columns: around(columns),
            rows: around(rows),
            letters,
            packed: OnceLock::new(),
        }
    }

    /// The word as it is put into flat pictures; `None` when it is too wide.
    fn packed(&self) -> Option<&Packed> {
        let packed = self.packed.get_or_init(|| {
            let packed = self.pack();
            let size = packed.as_ref().map_or(0, Packed::size);
            SIZE.fetch_add(size, Ordering::Relaxed);
            packed
        });
        packed.as_ref()
    }

    /// Put together from its letters, or as a picture where the ink of two shares a column.
    fn pack(&self) -> Option<Packed> {
        let parts = self.letters.iter().map(|(picture, left, top)| {
            Some(Part {
                column: (left - self.columns.start) as usize,
                row: (top - self.rows.start) as usize,
                packed: picture.packed()?,
            })
        });
        let parts: Vec<Part<'_>> = parts.collect::<Option<_>>()?;
        if parts::are_apart(&parts) {
            return Packed::of_parts(&parts);
        }
        let width = self.columns.len();
        let mut levels = Vec::with_capacity(width * self.rows.len());
        for row in self.rows.clone() {
            let start = levels.len();
            levels.resize(start + width, 0);
            self.add(row, self.columns.start, &mut levels[start..]);
        }
        Packed::new(&levels, width)
    }

    /// Adds the ink of a row to that which is there, from a column on.
    fn add(&self, row: i32, from: i32, ink: &mut [u8]) {
        for (picture, left, top) in &self.letters {
            let Ok(down) = usize::try_from(row - top) else {
                continue;
            };
            let start = down * picture.width;
            let levels = picture.levels.get(start..start + picture.width);
            let Some(levels) = levels else { continue };
            let left = (left - from) as usize;
            let (ink, _) = ink[left..left + levels.len()].as_chunks_mut::<LANES>();
            let (levels, _) = levels.as_chunks::<LANES>();
            for (ink, levels) in ink.iter_mut().zip(levels) {
                for (ink, level) in ink.iter_mut().zip(levels) {
                    *ink = (*ink + level).min(LEVELS);
                }
            }
        }
    }
}

/// The range that holds all of these.
fn around(ranges: impl Iterator<Item = (i32, i32)>) -> Range<i32> {
    let joined = ranges.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    joined.map_or(0..0, |(start, end)| start..end)
}

/// A line of text on its baseline.
pub(super) struct Line {
    style: &'static Style,
    words: Vec<Placed>,
    baseline: i32,
    /// The columns that have ink.
    pub(super) columns: Range<usize>,
    /// The rows that have ink.
    pub(super) rows: Range<usize>,
}

/// A word, the column of its pen, and its place within that.
struct Placed {
    word: Arc<Word>,
    place: usize,
    column: i32,
}

impl Line {
    /// Sets a text. `None` where the typeface lacks a letter, or it does not lie within `room`
    /// columns.
    pub(super) fn new(text: &Text<'_>, room: usize) -> Option<Self> {
        let typeset = Typeset::of(text.size, text.bold, text.rim)?;
        let style = &typeset.style;
        let words: Vec<Arc<Word>> = words(text.text)
            .map(|word| typeset.word(word))
            .collect::<Option<_>>()?;
        let space = typeset.word(" ")?.advance;
        let gaps = i32::try_from(words.len().saturating_sub(1)).ok()?;
        let whole = words.iter().map(|word| word.advance).sum::<i32>() + gaps * space;
        let start = f64::from(text.x) - f64::from(whole) * style.scale * text.before;
        let mut line = Self {
            style,
            words: Vec::with_capacity(words.len()),
            baseline: text.baseline,
            columns: 0..0,
            rows: 0..0,
        };
        let mut pen = 0;
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        for word in words {
            let at = (start + f64::from(pen) * style.scale) * PLACES as f64;
            let at = at.round() as i32;
            let column = at.div_euclid(PLACES as i32);
            let place = at.rem_euclid(PLACES as i32) as usize;
            pen += word.advance + space;
            let set = word.set(style, place);
            if set.columns.is_empty() {
                continue;
            }
            columns.push((column + set.columns.start, column + set.columns.end));
            rows.push((text.baseline + set.rows.start, text.baseline + set.rows.end));
            line.words.push(Placed {
                word,
                place,
                column,
            });
        }
        line.columns = within(around(columns.into_iter()))?;
        line.rows = within(around(rows.into_iter()))?;
        (line.columns.end <= room).then_some(line)
    }

    /// Packs its words. Whether no word has ink in the columns of another; `None` when one is too
    /// wide.
    pub(super) fn pack(&self) -> Option<bool> {
        let parts: Vec<Part<'_>> = self.parts().collect::<Option<_>>()?;
        Some(parts::are_apart(&parts))
    }

    /// Whether both may have ink in one place.
    pub(super) fn touches(&self, other: &Self) -> bool {
        let mut sides = [(&self.columns, &other.columns), (&self.rows, &other.rows)].into_iter();
        sides.all(|(a, b)| a.start < b.end && b.start < a.end)
    }

    /// Adds the ink of a row to that which is there.
    pub(super) fn add(&self, row: usize, ink: &mut [u8]) {
        for (placed, set) in self.set() {
            set.add(row as i32 - self.baseline, -placed.column, ink);
        }
    }

    /// Its words as they are put into flat pictures, from the left; `None` for one that is too
    /// wide.
    pub(super) fn parts(&self) -> impl Iterator<Item = Option<Part<'_>>> {
        self.set().map(|(placed, set)| {
            Some(Part {
                column: usize::try_from(placed.column + set.columns.start).ok()?,
                row: usize::try_from(self.baseline + set.rows.start).ok()?,
                packed: set.packed()?,
            })
        })
    }

    fn set(&self) -> impl Iterator<Item = (&Placed, &SetWord)> {
        self.words
            .iter()
            .map(move |placed| (placed, placed.word.set(self.style, placed.place)))
    }
}

fn within(range: Range<i32>) -> Option<Range<usize>> {
    Some(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}

/// The words of a text as SVG has them: control characters are left out, blanks in a row are one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
}
