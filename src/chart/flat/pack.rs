//! PNG of a flat picture, packed as it is made: a pixel is an index of the palette, a row is what
//! it differs by from the one above, and what repeats is said once.
//!
//! Most differences are zeros in long runs. The only copies are of the byte before (RFC 1951,
//! distance 1), so that nothing is ever searched; work and size go by what changes, not by the
//! size of the picture. What a word changes is packed once and put wherever the word is.

use super::code::{Bits, Code, Counts};

/// This many bytes are looked at in one.
const WORD: usize = 8;
/// So many are compared before that, where nearly all are alike.
const BLOCK: usize = 64;
/// The filter "up" of PNG.
const UP: u8 = 2;
/// The head of zlib: deflate with a window of 32 KB, the fastest way.
const ZLIB: u32 = u32::from_le_bytes([0x78, 0x01, 0, 0]);

/// The checksum of zlib (RFC 1950). Sums of so few bytes fit, and are divided at the end.
#[derive(Debug, Clone, Copy, Default)]
struct Check {
    /// How many bytes.
    count: u64,
    sum: u64,
    /// The sum of all sums.
    sums: u64,
}

impl Check {
    fn add(&mut self, byte: u8, times: usize) {
        let (byte, times) = (u64::from(byte), times as u64);
        self.sums += times * self.sum + byte * (times * (times + 1) / 2);
        self.sum += byte * times;
        self.count += times;
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.sum += u64::from(*byte);
            self.sums += self.sum;
        }
        self.count += bytes.len() as u64;
    }

    /// The same of eight bytes, none of which waits for the one before.
    #[inline]
    fn word(&mut self, word: &[u8; WORD]) {
        let (mut sum, mut sums) = (0, 0);
        for (times, byte) in (1..=WORD as u32).rev().zip(word) {
            sum += u32::from(*byte);
            sums += times * u32::from(*byte);
        }
        self.sums += WORD as u64 * self.sum + u64::from(sums);
        self.sum += u64::from(sum);
        self.count += WORD as u64;
    }

    /// Adds bytes of which it is known what they would be alone.
    fn join(&mut self, other: Self) {
        self.sums += other.count * self.sum + other.sums;
        self.sum += other.sum;
        self.count += other.count;
    }

    fn value(self) -> [u8; 4] {
        const BASE: u64 = 65_521;
        let sum = 1 + self.sum;
        let sums = self.count + self.sums;
        ((((sums % BASE) << 16) | (sum % BASE)) as u32).to_be_bytes()
    }
}

/// Bytes as they are packed.
struct Output {
    code: &'static Code,
    bits: Bits,
    check: Check,
}

impl Output {
    fn new(pieces: usize) -> Self {
        Self {
            code: Code::get(),
            bits: Bits::with_capacity(pieces),
            check: Check::default(),
        }
    }

    /// A byte, this many times.
    fn run(&mut self, byte: u8, times: usize) {
        self.code.run(&mut self.bits, byte, times);
        self.check.add(byte, times);
    }

    fn zeros(&mut self, times: usize) {
        self.code.zeros(&mut self.bits, times);
        self.check.add(0, times);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<WORD>();
        // Zeros that are not put yet.
        let mut zeros = 0;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            at += 1;
            if *word == [0; WORD] {
                zeros += WORD;
                self.check.add(0, WORD);
            } else if *word == [word[0]; WORD] {
                self.code.zeros(&mut self.bits, std::mem::take(&mut zeros));
                let alike = words[at..].iter().take_while(|next| *next == word).count();
                self.run(word[0], WORD * (1 + alike));
                at += alike;
            } else {
                self.mixed(u64::from_le_bytes(*word), WORD, &mut zeros);
                self.check.word(word);
            }
        }
        self.mixed(first_lowest(rest), rest.len(), &mut zeros);
        self.check.bytes(rest);
        self.code.zeros(&mut self.bits, zeros);
    }

    /// Puts so many bytes, the first one lowest, but for zeros at their end.
    #[inline]
    fn mixed(&mut self, mut bytes: u64, count: usize, zeros: &mut usize) {
        let mut left = count;
        while bytes != 0 {
            let more = zeros_lowest(bytes);
            bytes >>= more as u32 * u8::BITS;
            let before = std::mem::take(zeros) + more;
            self.code
                .zeros_and_byte(&mut self.bits, before, bytes as u8);
            bytes >>= u8::BITS;
            left -= more + 1;
        }
        *zeros += left;
    }
}

/// At most eight bytes as a number, the first one lowest.
fn first_lowest(bytes: &[u8]) -> u64 {
    let bytes = bytes.iter().rev();
    bytes.fold(0, |number, byte| (number << u8::BITS) | u64::from(*byte))
}

/// How many of the lowest bytes are zeros.
fn zeros_lowest(bytes: u64) -> usize {
    (bytes.trailing_zeros() / u8::BITS) as usize
}

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
        let mut column = 0;
        for (start, Change { row, pieces }) in changes {
            let start = start + usize::from(row.start);
            self.out.zeros(start - column);
            self.out.bits.put_all(pieces, row.bits.into());
            self.out.check.join(row.check());
            column = start + usize::from(row.count);
        }
        self.out.zeros(self.width - column);
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
    let (runs, height) = runs(width, rows, places);
    let mut counts = Counts::new();
    for (byte, times) in &runs {
        counts.run(*byte, *times);
    }
    let code = Code::of(&counts);
    let mut bits = Bits::with_capacity(1 << 13);
    bits.put(ZLIB, 16);
    code.begin(&mut bits);
    let mut check = Check::default();
    let mut zeros = 0;
    for (byte, times) in runs {
        check.add(byte, times);
        match (byte, times) {
            (0, _) => zeros = times,
            (_, 1) => code.zeros_and_byte(&mut bits, std::mem::take(&mut zeros), byte),
            _ => {
                code.zeros(&mut bits, std::mem::take(&mut zeros));
                code.run(&mut bits, byte, times);
            }
        }
    }
    code.zeros(&mut bits, zeros);
    code.end(&mut bits);
    file((width, height), palette, bits, check)
}

/// The bytes that rows differ by from those above, with the filter before each row; and how many
/// rows there are.
fn runs<'a>(
    width: usize,
    rows: impl Iterator<Item = &'a [u8]>,
    places: &[u8; 256],
) -> (Vec<(u8, usize)>, usize) {
    let mut runs = Runs {
        list: Vec::with_capacity(1 << 12),
        last: (UP, 0),
    };
    let mut height = 0;
    // Nothing is above the first row: all of the index that comes first in the palette.
    let first = places.iter().position(|place| *place == 0).unwrap_or(0);
    let nothing = vec![first as u8; width];
    let mut above = nothing.as_slice();
    for row in rows {
        height += 1;
        runs.add(UP, 1);
        if above == row {
            runs.add(0, width);
        } else {
            runs.row(row, above, places);
        }
        above = row;
    }
    runs.list.push(runs.last);
    (runs.list, height)
}

/// Which bytes follow each other, and how often each.
struct Runs {
    list: Vec<(u8, usize)>,
    last: (u8, usize),
}

impl Runs {
    #[inline]
    fn add(&mut self, byte: u8, times: usize) {
        if self.last.0 == byte {
            self.last.1 += times;
        } else if times > 0 {
            self.list
                .push(std::mem::replace(&mut self.last, (byte, times)));
        }
    }

    /// What a row differs by from the one above, most of which is like it.
    fn row(&mut self, row: &[u8], above: &[u8], places: &[u8; 256]) {
        let (blocks, rest) = row.as_chunks::<BLOCK>();
        let (blocks_above, rest_above) = above.as_chunks::<BLOCK>();
        for (row, above) in blocks.iter().zip(blocks_above) {
            if row == above {
                self.add(0, BLOCK);
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
                self.add(0, alike);
                let [place, place_above] = [new, old].map(|bytes| places[bytes as usize & 0xff]);
                self.add(place.wrapping_sub(place_above), 1);
                [new, old] = [new, old].map(|bytes| bytes >> u8::BITS);
                left -= alike + 1;
            }
            self.add(0, left);
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

/// Rows of changes, packed to be put into several pictures.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pieces: Box<[u32]>,
    rows: Box<[Row]>,
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

impl Packed {
    /// Packs the rows of a picture of `width` columns, and the one below it, against nothing above
    /// and below. `None` when it is too wide.
    pub(super) fn new(levels: &[u8], width: usize) -> Option<Self> {
        let mut out = Output::new(levels.len() / 16);
        let mut rows = Vec::with_capacity(levels.len() / width + 1);
        let mut change = vec![0; width];
        let empty = vec![0; width];
        let mut above = &empty[..];
        for row in levels.chunks_exact(width).chain([&empty[..]]) {
            for ((change, new), above) in change.iter_mut().zip(row).zip(above) {
                *change = new.wrapping_sub(*above);
            }
            above = row;
            let (start, end) = changed(&change);
            let before = out.bits.len();
            out.check = Check::default();
            out.bytes(&change[start..end]);
            let bits = out.bits.len() - before;
            out.bits.fill();
            rows.push(Row {
                piece: u32::try_from(before / 32).ok()?,
                bits: u16::try_from(bits).ok()?,
                start: u16::try_from(start).ok()?,
                count: u16::try_from(end - start).ok()?,
                sum: u32::try_from(out.check.sum).ok()?,
                sums: u32::try_from(out.check.sums).ok()?,
            });
        }
        Some(Self {
            pieces: out.bits.pieces().into(),
            rows: rows.into(),
        })
    }

    /// What a row changes; nothing where it is that above.
    pub(super) fn change(&self, row: usize) -> Option<Change<'_>> {
        let row = self.rows.get(row).filter(|row| row.count > 0)?;
        let pieces = &self.pieces[row.piece as usize..];
        Some(Change { row, pieces })
    }

    /// The memory that it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.pieces) + size_of_val(&*self.rows)
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

        /// A word that is put twice, row by row, is as the same rows are whole.
        #[test]
        fn changes_are_read((width, rows) in runs(), apart in 0..40_usize) {
            let levels = rows.concat();
            let word = Packed::new(&levels, width).unwrap();
            let second = width + apart;
            let mut packer = Packer::new(second + width, rows.len() + 2);
            let blank = vec![0; second + width];
            packer.row(&blank);
            for row in 0..=rows.len() {
                let change = word.change(row).into_iter();
                packer.changes(change.flat_map(|change| [(0, change), (second, change)]));
            }
            let mut expected = vec![blank.clone()];
            expected.extend(rows.iter().map(|row| {
                let between = vec![0; apart];
                [&row[..], &between, row].concat()
            }));
            expected.push(blank);
            let file = packer.finish(&[[0; 3]; 256]);
            prop_assert_eq!(read(&file), (second + width, expected.concat()));
        }
    }
}
