//! PNG of a flat picture, packed as it is made: a pixel is an index of the palette, a row is what
//! it differs by from the one above, and what repeats is said once.
//!
//! Most differences are zeros in long runs. The only copies are of the byte before (RFC 1951,
//! distance 1), so that nothing is ever searched; work and size go by what changes, not by the
//! size of the picture. What a word changes is packed once and put wherever the word is.

use super::code::{Bits, Code, Counts};
use super::output::{Check, Output, WORD, first_lowest, zeros_lowest};
use super::parts::Change;

/// So many are compared before that, where nearly all are alike.
const BLOCK: usize = 64;
/// The filter "up" of PNG.
const UP: u8 = 2;
/// The head of zlib: deflate with a window of 32 KB, the fastest way.
const ZLIB: u32 = u32::from_le_bytes([0x78, 0x01, 0, 0]);

/// Takes the rows of a picture from the top.
pub(super) struct Packer {
    width: usize,
    height: usize,
    above: Vec<u8>,
    /// What the row differs by.
    change: Vec<u8>,
    out: Output,
}

impl Packer {
    /// Nothing yet.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let mut out = Output::new(1 << 13);
        out.bits.put(ZLIB, 16);
        out.code.begin(&mut out.bits);
        Self {
            width,
            height,
            above: vec![0; width],
            change: vec![0; width],
            out,
        }
    }

    /// A row that is the one above.
    pub(super) fn same(&mut self) {
        self.out.run(UP, 1);
        self.out.zeros(self.width);
    }

    /// The next row.
    pub(super) fn row(&mut self, row: &[u8]) {
        for ((change, new), above) in self.change.iter_mut().zip(row).zip(&mut self.above) {
            *change = new.wrapping_sub(*above);
            *above = *new;
        }
        self.out.run(UP, 1);
        self.out.bytes(&self.change);
    }

    /// The pixels with which the next row is compared: to be set after [`Packer::changes`].
    pub(super) fn above(&mut self) -> &mut [u8] {
        &mut self.above
    }

    /// The next row as what it differs by from the one above: these changes at these columns, from
    /// the left, and nothing elsewhere.
    pub(super) fn changes<'a>(&mut self, changes: impl Iterator<Item = (usize, Change<'a>)>) {
        self.out.run(UP, 1);
        let end = changes.fold(0, |end, (column, change)| {
            change.put(&mut self.out, end, column)
        });
        self.out.zeros(self.width - end);
    }

    /// The file.
    pub(super) fn finish(mut self, palette: &[[u8; 3]]) -> Vec<u8> {
        self.out.code.end(&mut self.out.bits);
        file(
            (self.width, self.height),
            palette,
            self.out.bits,
            self.out.check,
        )
    }
}

/// A file of pixels that are all there, packed by a code of its own: the place of each in the
/// palette is looked up in `places`.
pub(super) fn whole<'a>(
    width: usize,
    rows: impl Iterator<Item = &'a [u8]>,
    places: &[u8; 256],
    palette: &[[u8; 3]],
) -> Vec<u8> {
    let runs = Runs::of(width, rows, places);
    let mut counts = Counts::new();
    for run in &runs.list {
        counts.run(0, run.zeros as usize);
        counts.run(run.byte, run.times as usize);
    }
    counts.run(0, runs.zeros as usize);
    let code = Code::of(&counts);
    let mut bits = Bits::with_capacity(1 << 13);
    bits.put(ZLIB, 16);
    code.begin(&mut bits);
    let mut check = Check::default();
    for run in &runs.list {
        let (zeros, times) = (run.zeros as usize, run.times as usize);
        check.add(0, zeros);
        check.add(run.byte, times);
        if times == 1 {
            code.zeros_and_byte(&mut bits, zeros, run.byte);
        } else {
            code.zeros(&mut bits, zeros);
            code.run(&mut bits, run.byte, times);
        }
    }
    check.add(0, runs.zeros as usize);
    code.zeros(&mut bits, runs.zeros as usize);
    code.end(&mut bits);
    file((width, runs.height), palette, bits, check)
}

/// The bytes that rows differ by from those above, with the filter before each row.
#[derive(Default)]
struct Runs {
    list: Vec<Run>,
    /// Zeros behind the last run.
    zeros: u32,
    /// How many rows there are.
    height: usize,
}

/// Zeros, and a byte that comes so many times behind them.
struct Run {
    zeros: u32,
    times: u32,
    byte: u8,
}

impl Runs {
    fn of<'a>(width: usize, rows: impl Iterator<Item = &'a [u8]>, places: &[u8; 256]) -> Self {
        let mut runs = Self {
            list: Vec::with_capacity(1 << 12),
            ..Self::default()
        };
        // Nothing is above the first row: all of the index that comes first in the palette.
        let first = places.iter().position(|place| *place == 0).unwrap_or(0);
        let nothing = vec![first as u8; width];
        let mut above = nothing.as_slice();
        for row in rows {
            runs.height += 1;
            runs.byte(UP);
            if above == row {
                runs.zeros += width as u32;
            } else {
                runs.row(row, above, places);
            }
            above = row;
        }
        runs
    }

    /// A byte that is not zero.
    #[inline]
    fn byte(&mut self, byte: u8) {
        let zeros = std::mem::take(&mut self.zeros);
        match self.list.last_mut() {
            Some(last) if zeros == 0 && last.byte == byte => last.times += 1,
            _ => self.list.push(Run {
                zeros,
                times: 1,
                byte,
            }),
        }
    }

    /// What a row differs by from the one above, most of which is like it.
    fn row(&mut self, row: &[u8], above: &[u8], places: &[u8; 256]) {
        let (blocks, rest) = row.as_chunks::<BLOCK>();
        let (blocks_above, rest_above) = above.as_chunks::<BLOCK>();
        for (row, above) in blocks.iter().zip(blocks_above) {
            if row == above {
                self.zeros += BLOCK as u32;
            } else {
                self.words(row, above, places);
            }
        }
        self.words(rest, rest_above, places);
    }

    #[inline]
    fn words(&mut self, row: &[u8], above: &[u8], places: &[u8; 256]) {
        let parts = row.chunks(WORD).zip(above.chunks(WORD));
        for (row, above) in parts {
            let [mut new, mut old] = [row, above].map(first_lowest);
            let mut left = row.len();
            while new != old {
                let alike = zeros_lowest(new ^ old);
                [new, old] = [new, old].map(|bytes| bytes >> (alike as u32 * u8::BITS));
                self.zeros += alike as u32;
                let [place, place_above] = [new, old].map(|bytes| places[bytes as usize & 0xff]);
                self.byte(place.wrapping_sub(place_above));
                [new, old] = [new, old].map(|bytes| bytes >> u8::BITS);
                left -= alike + 1;
            }
            self.zeros += left as u32;
        }
    }
}

/// The file of a picture that is packed.
fn file((width, height): (usize, usize), palette: &[[u8; 3]], bits: Bits, check: Check) -> Vec<u8> {
    let mut data = bits.into_bytes();
    data.extend(check.value());

    let mut file = Vec::with_capacity(data.len() + 1_024);
    file.extend(b"\x89PNG\r\n\x1a\n");
    let mut header = Vec::with_capacity(13);
    header.extend((width as u32).to_be_bytes());
    header.extend((height as u32).to_be_bytes());
    // Eight bits, a palette, the only ways of packing and filtering, no interlacing.
    header.extend([8, 3, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"PLTE", palette.as_flattened());
    chunk(&mut file, *b"IDAT", &data);
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(data);
    let check = crc32fast::hash(&file[start..]);
    file.extend(check.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::parts::{Packed, Part, are_apart};
    use super::*;
    use proptest::prelude::*;

    fn packed(width: usize, rows: &[Vec<u8>]) -> Vec<u8> {
        let mut packer = Packer::new(width, rows.len());
        for (at, row) in rows.iter().enumerate() {
            if at > 0 && rows[at - 1] == *row {
                packer.same();
            } else {
                packer.row(row);
            }
        }
        packer.finish(&[[0; 3]; 256])
    }

    /// The decoder checks what it reads: checksums, codes, lengths.
    fn read(file: &[u8]) -> (usize, Vec<u8>) {
        let mut options = png::DecodeOptions::default();
        options.set_ignore_checksums(false);
        let decoder = png::Decoder::new_with_options(std::io::Cursor::new(file), options);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        reader.finish().unwrap();
        (reader.info().width as usize, pixels)
    }

    fn runs() -> impl Strategy<Value = (usize, Vec<Vec<u8>>)> {
        let row = |width: usize| {
            prop::collection::vec((0..9_u8, 1..300_usize), 1..20).prop_map(move |runs| {
                let mut row: Vec<u8> = runs
                    .into_iter()
                    .flat_map(|(byte, times)| std::iter::repeat_n(byte.wrapping_mul(57), times))
                    .collect();
                row.resize(width, 7);
                row
            })
        };
        (1..700_usize).prop_flat_map(move |width| {
            let rows = prop::collection::vec((row(width), 1..4_usize), 1..12);
            rows.prop_map(move |rows| {
                let repeat = |(row, times)| std::iter::repeat_n(row, times);
                (width, rows.into_iter().flat_map(repeat).collect())
            })
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_is_read((width, rows) in runs()) {
            prop_assert_eq!(read(&packed(width, &rows)), (width, rows.concat()));
        }

        #[test]
        fn what_is_packed_whole_is_read((width, rows) in runs(), turn in any::<u8>()) {
            let places: [u8; 256] = std::array::from_fn(|index| (index as u8).wrapping_sub(turn));
            let file = whole(width, rows.iter().map(Vec::as_slice), &places, &[[0; 3]; 256]);
            let expected: Vec<u8> = rows.iter().flatten().map(|index| places[*index as usize]).collect();
            prop_assert_eq!(read(&file), (width, expected));
        }

        #[test]
        fn noise_is_read(width in 1..99_usize, bytes in prop::collection::vec(any::<u8>(), 99..3_000)) {
            let rows: Vec<Vec<u8>> = bytes.chunks_exact(width).map(<[u8]>::to_vec).collect();
            prop_assert_eq!(read(&packed(width, &rows)), (width, rows.concat()));
            let same = std::array::from_fn(|index| index as u8);
            let file = whole(width, rows.iter().map(Vec::as_slice), &same, &[[0; 3]; 256]);
            prop_assert_eq!(read(&file), (width, rows.concat()));
        }

        /// A word that is put twice, row by row, is as the same rows are whole; so is a word that
        /// is put together from these two.
        #[test]
        fn changes_are_read((width, rows) in runs(), apart in 0..40_usize, down in 0..9_usize) {
            let levels = rows.concat();
            let word = Packed::new(&levels, width).unwrap();
            let second = width + apart;
            let size = (second + width, rows.len() + down + 2);
            let part = |column, row| Part { column, row, packed: &word };
            let parts = [part(0, 0), part(second, down)];
            prop_assert!(are_apart(&parts));
            let both = Packed::of_parts(&parts).unwrap();
            let blank = |width| vec![0; width];
            let mut expected = vec![blank(size.0)];
            expected.extend((0..=rows.len() + down).map(|row| {
                let left = rows.get(row).cloned();
                let right = row.checked_sub(down).and_then(|row| rows.get(row)).cloned();
                let [left, right] = [left, right].map(|row| row.unwrap_or(blank(width)));
                [left, blank(apart), right].concat()
            }));
            for parts in [&parts[..], &[Part { column: 0, row: 0, packed: &both }]] {
                let mut packer = Packer::new(size.0, size.1);
                packer.row(&blank(size.0));
                for row in 0..=rows.len() + down {
                    packer.changes(parts.iter().filter_map(|part| part.change(row)));
                }
                let file = packer.finish(&[[0; 3]; 256]);
                prop_assert_eq!(read(&file), (size.0, expected.concat()));
            }
        }
    }
}
