//! Pictures that are packed once, to be put into several: letters into words, words into pictures.

use std::ops::Range;

use super::output::{Check, Output, WORD};

/// Rows of changes, packed to be put into several pictures: those of a picture, and the one below
/// it, against nothing above and below.
#[derive(Debug)]
pub(super) struct Packed {
    pieces: Box<[u32]>,
    rows: Box<[Row]>,
    /// The columns that change in some row: those that have ink.
    ink: Range<usize>,
}

/// A row of changes.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// The first of its pieces.
    piece: u32,
    bits: u16,
    /// The first byte that is not zero, and how many there are from it to the last one.
    start: u16,
    count: u16,
    sum: u32,
    sums: u32,
}

impl Row {
    fn check(&self) -> Check {
        Check {
            count: self.count.into(),
            sum: self.sum.into(),
            sums: self.sums.into(),
        }
    }
}

/// What a part of a row differs by from the one above.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    row: &'a Row,
    pieces: &'a [u32],
}

impl Change<'_> {
    /// Puts the change of a picture that begins at `column`, after zeros from the column `from` on;
    /// the column behind it.
    pub(super) fn put(self, out: &mut Output, from: usize, column: usize) -> usize {
        let start = column + usize::from(self.row.start);
        out.zeros(start - from);
        out.bits.put_all(self.pieces, self.row.bits.into());
        out.check.join(self.row.check());
        start + usize::from(self.row.count)
    }
}

/// A picture in a larger one.
pub(super) struct Part<'a> {
    /// The column and the row at which it begins.
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) packed: &'a Packed,
}

impl<'a> Part<'a> {
    /// What it changes in a row of the larger picture, and from which column on.
    pub(super) fn change(&self, row: usize) -> Option<(usize, Change<'a>)> {
        let change = self.packed.change(row.checked_sub(self.row)?)?;
        Some((self.column, change))
    }

    /// The columns of the larger picture in which it has ink.
    pub(super) fn ink(&self) -> Range<usize> {
        let Range { start, end } = self.packed.ink;
        self.column + start..self.column + end
    }
}

/// Whether no part has ink in the columns of one before it.
pub(super) fn are_apart(parts: &[Part<'_>]) -> bool {
    parts.is_sorted_by(|left, right| left.ink().end <= right.ink().start)
}

impl Packed {
    /// Packs a picture of `width` columns. `None` when it is too wide.
    pub(super) fn new(levels: &[u8], width: usize) -> Option<Self> {
        let mut packing = Packing::new(levels.len() / 16, levels.len() / width + 1);
        let mut change = vec![0; width];
        let empty = vec![0; width];
        let mut above = &empty[..];
        for row in levels.chunks_exact(width).chain([&empty[..]]) {
            for ((change, new), above) in change.iter_mut().zip(row).zip(above) {
                *change = new.wrapping_sub(*above);
            }
            above = row;
            let (start, end) = changed(&change);
            packing.row(|out| {
                out.bytes(&change[start..end]);
                start..end
            })?;
        }
        Some(packing.finish())
    }

    /// Packs a picture that consists of parts; they are apart, from the left. `None` when it is too
    /// wide.
    pub(super) fn of_parts(parts: &[Part<'_>]) -> Option<Self> {
        let below = |part: &Part<'_>| part.row + part.packed.rows.len();
        let height = parts.iter().map(below).max().unwrap_or(0);
        let pieces = parts.iter().map(|part| part.packed.pieces.len()).sum();
        let mut packing = Packing::new(pieces, height);
        for row in 0..height {
            let mut changes = parts.iter().filter_map(|part| part.change(row)).peekable();
            let first = changes
                .peek()
                .map_or(0, |(column, change)| column + usize::from(change.row.start));
            packing.row(|out| {
                let end = changes.fold(first, |end, (column, change)| change.put(out, end, column));
                first..end
            })?;
        }
        Some(packing.finish())
    }

    /// What a row changes; nothing where it is that above.
    fn change(&self, row: usize) -> Option<Change<'_>> {
        let row = self.rows.get(row).filter(|row| row.count > 0)?;
        let pieces = &self.pieces[row.piece as usize..];
        Some(Change { row, pieces })
    }

    /// The memory that it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.pieces) + size_of_val(&*self.rows)
    }
}

/// Rows of a picture as they are packed, each with pieces of its own.
struct Packing {
    out: Output,
    rows: Vec<Row>,
}

impl Packing {
    /// With room for so many pieces and rows.
    fn new(pieces: usize, rows: usize) -> Self {
        Self {
            out: Output::new(pieces),
            rows: Vec::with_capacity(rows),
        }
    }

    /// The next row: `put` packs what changes, and gives its columns. `None` when it is too wide.
    fn row(&mut self, put: impl FnOnce(&mut Output) -> Range<usize>) -> Option<()> {
        let before = self.out.bits.len();
        self.out.check = Check::default();
        let Range { start, end } = put(&mut self.out);
        let bits = self.out.bits.len() - before;
        self.out.bits.fill();
        self.rows.push(Row {
            piece: u32::try_from(before / 32).ok()?,
            bits: u16::try_from(bits).ok()?,
            start: u16::try_from(start).ok()?,
            count: u16::try_from(end - start).ok()?,
            sum: u32::try_from(self.out.check.sum).ok()?,
            sums: u32::try_from(self.out.check.sums).ok()?,
        });
        Some(())
    }

    fn finish(self) -> Packed {
        let changed = self.rows.iter().filter(|row| row.count > 0);
        let columns = changed.map(|row| {
            (
                row.start.into(),
                usize::from(row.start) + usize::from(row.count),
            )
        });
        let ink = columns.reduce(|all: (usize, usize), row| (all.0.min(row.0), all.1.max(row.1)));
        let (start, end) = ink.unwrap_or_default();
        Packed {
            pieces: self.out.bits.pieces().into(),
            rows: self.rows.into(),
            ink: start..end,
        }
    }
}

/// How many words of zeros come first.
fn zeros_first<'w>(words: impl Iterator<Item = &'w [u8; WORD]>) -> usize {
    words.take_while(|word| **word == [0; WORD]).count()
}

/// Where the bytes that are not zero begin and end; both are 0 where all are.
fn changed(change: &[u8]) -> (usize, usize) {
    let (words, rest) = change.as_chunks::<WORD>();
    // Words of zeros at both ends are passed over as such.
    let before = zeros_first(words.iter()) * WORD;
    let behind = if rest.iter().all(|byte| *byte == 0) {
        rest.len() + zeros_first(words.iter().rev()) * WORD
    } else {
        0
    };
    let Some(first) = change[before..].iter().position(|byte| *byte != 0) else {
        return (0, 0);
    };
    let until = change.len() - behind;
    let last = change[..until].iter().rposition(|byte| *byte != 0);
    (before + first, last.map_or(until, |last| last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ends_of_a_change_are_found(
            bytes in prop::collection::vec(0..2_u8, 0..40),
            blank in 0..30_usize,
        ) {
            let change = [vec![0; blank], bytes, vec![0; blank]].concat();
            let first = change.iter().position(|byte| *byte != 0);
            let last = change.iter().rposition(|byte| *byte != 0);
            let expected = first.zip(last).map_or((0, 0), |(first, last)| (first, last + 1));
            prop_assert_eq!(changed(&change), expected);
        }
    }
}
