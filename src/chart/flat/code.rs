//! Prefix codes, and bits that are put together.
//!
//! One code serves all flat pictures: it need not be counted out for each, and rows of a word can be
//! packed once and copied. Against a code of its own a card is about one part in fifty larger. Other
//! pictures have codes of their own.

use std::sync::LazyLock;

/// Codes of literals, the end and lengths.
const CODES: usize = 286;
const END: usize = 256;
/// The longest code that there may be.
const LONGEST: usize = 15;
/// The shortest copy and the longest one.
const COPY: std::ops::RangeInclusive<usize> = 3..=258;
/// Runs of zeros whose bits are kept are shorter than this: a zero and seven copies at most, as
/// many as a row of most pictures may have.
const ZEROS: usize = 7 * *COPY.end() + 2;
/// A piece of bits that is put at once.
const PIECE: u32 = u32::BITS;

/// The code, computed when the first picture is packed.
static CODE: LazyLock<Code> = LazyLock::new(|| Code::new(&weights()));

/// Bits and how many, the first one lowest.
type Entry = (u32, u32);
/// The same of up to 64 bits.
type LongEntry = (u64, u32);

/// The code in the form in which pictures are packed.
pub(super) struct Code {
    /// The head of the only block: its kind, and the lengths of all codes.
    head: Vec<Entry>,
    literals: [Entry; 256],
    /// Copies of the byte before, by their length.
    copies: [Entry; *COPY.end() + 1],
    /// Zeros, by how many: most of what there is. The list ends where they take more bits than an
    /// entry holds.
    zeros: Vec<LongEntry>,
    end: Entry,
}

impl Code {
    /// The one code of flat pictures.
    pub(super) fn get() -> &'static Self {
        &CODE
    }

    /// The code that is shortest where the codes come as often as counted.
    pub(super) fn of(counts: &Counts) -> Self {
        Self::new(&counts.0)
    }

    fn new(counts: &[u32; CODES]) -> Self {
        let lengths = code_lengths(counts);
        let codes = codes(&lengths);
        let entries: [Entry; CODES] =
            std::array::from_fn(|code| (codes[code], u32::from(lengths[code])));
        let literals: [Entry; 256] = std::array::from_fn(|byte| entries[byte]);
        let mut copies = [(0, 0); *COPY.end() + 1];
        for length in COPY {
            let (code, more, value) = length_code(length as u16);
            let (bits, wide) = entries[code];
            // The only distance has one bit, a zero.
            copies[length] = (bits | value << wide, wide + more + 1);
        }
        Self {
            head: head(&lengths),
            literals,
            copies,
            zeros: zeros(literals[0], &copies),
            end: entries[END],
        }
    }

    /// Puts the head of the block.
    pub(super) fn begin(&self, bits: &mut Bits) {
        for (value, wide) in &self.head {
            bits.put(*value, *wide);
        }
    }

    /// Puts the end of the block.
    pub(super) fn end(&self, bits: &mut Bits) {
        bits.put(self.end.0, self.end.1);
    }

    /// Puts a byte.
    #[inline]
    pub(super) fn byte(&self, bits: &mut Bits, byte: u8) {
        let (value, wide) = self.literals[usize::from(byte)];
        bits.put(value, wide);
    }

    /// Puts this many zeros, and a byte behind them.
    #[inline]
    pub(super) fn zeros_and_byte(&self, bits: &mut Bits, zeros: usize, byte: u8) {
        match self.zeros.get(zeros) {
            // A literal has at most as many bits as are left.
            Some((before, wide)) if *wide <= PIECE - LONGEST as u32 => {
                let (value, more) = self.literals[usize::from(byte)];
                bits.put(*before as u32 | value << wide, wide + more);
            }
            _ => {
                self.zeros(bits, zeros);
                self.byte(bits, byte);
            }
        }
    }

    /// Puts this many zeros.
    #[inline]
    pub(super) fn zeros(&self, bits: &mut Bits, times: usize) {
        match self.zeros.get(times) {
            Some((value, wide)) => bits.put_long(*value, *wide),
            None => self.copies(bits, 0, times),
        }
    }

    /// Puts a byte, this many times.
    #[inline]
    pub(super) fn run(&self, bits: &mut Bits, byte: u8, times: usize) {
        match (byte, times) {
            (0, _) => self.zeros(bits, times),
            (_, 1) => self.byte(bits, byte),
            _ => self.copies(bits, byte, times),
        }
    }

    /// A byte and copies of it.
    fn copies(&self, bits: &mut Bits, byte: u8, times: usize) {
        let Some(mut more) = times.checked_sub(1) else {
            return;
        };
        self.byte(bits, byte);
        while more >= *COPY.start() {
            let length = more.min(*COPY.end());
            let (value, wide) = self.copies[length];
            bits.put(value, wide);
            more -= length;
        }
        for _ in 0..more {
            self.byte(bits, byte);
        }
    }
}

/// How often each code comes in what is to be packed.
pub(super) struct Counts([u32; CODES]);

impl Counts {
    /// The end alone.
    pub(super) fn new() -> Self {
        let mut counts = [0; CODES];
        counts[END] = 1;
        Self(counts)
    }

    /// What [`Code::run`] puts.
    pub(super) fn run(&mut self, byte: u8, times: usize) {
        let Some(more) = times.checked_sub(1) else {
            return;
        };
        let (whole, rest) = (more / COPY.end(), more % COPY.end());
        self.0[CODES - 1] += whole as u32;
        let bytes = if COPY.contains(&rest) {
            self.0[length_code(rest as u16).0] += 1;
            0
        } else {
            rest as u32
        };
        self.0[usize::from(byte)] += 1 + bytes;
    }
}

/// The bits of runs of zeros, as [`Code::copies`] puts them: a zero, copies of the greatest length,
/// then what is left.
fn zeros(zero: Entry, copies: &[Entry]) -> Vec<LongEntry> {
    let mut zeros = vec![(0, 0)];
    for times in 1..ZEROS {
        let more = times - 1;
        let (before, last) = match more % COPY.end() {
            // The last code is a copy of the greatest length.
            0 if more > 0 => (times - COPY.end(), copies[*COPY.end()]),
            rest if COPY.contains(&rest) => (times - rest, copies[rest]),
            _ => (times - 1, zero),
        };
        let (bits, wide) = zeros[before];
        if wide + last.1 > u64::BITS {
            break;
        }
        zeros.push((bits | u64::from(last.0) << wide, wide + last.1));
    }
    zeros
}

/// The last block, with codes of its own: all of literals and lengths, one of distances.
fn head(lengths: &[u8; CODES]) -> Vec<Entry> {
    let mut head = vec![(0b101, 3), (CODES as u32 - 257, 5), (0, 5)];
    // Lengths of codes take four bits each: 0 to 15, in the order of RFC 1951, 3.2.7.
    head.push((19 - 4, 4));
    for symbol in [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ] {
        head.push((if symbol < 16 { 4 } else { 0 }, 3));
    }
    for length in lengths.iter().copied().chain([1]) {
        head.push((reversed(length.into(), 4), 4));
    }
    head
}

/// How often a pixel is by a number of steps darker than that above, 0 to 16; and lighter, from 1:
/// thousands of 8.9 million codes, which were counted in 200 cards.
const DARKER: [u32; 17] = [
    2020, 285, 324, 210, 313, 134, 167, 105, 198, 94, 134, 76, 255, 62, 66, 35, 154,
];
const LIGHTER: [u32; 16] = [
    275, 186, 194, 285, 132, 164, 113, 237, 102, 125, 74, 230, 67, 57, 26, 162,
];
/// The same of the codes of copies, by length.
const COPIES: [u32; 29] = [
    89, 65, 72, 80, 109, 122, 59, 45, 62, 66, 52, 38, 50, 44, 39, 32, 43, 34, 35, 34, 51, 28, 19,
    20, 27, 78, 13, 15, 357,
];

/// How often each code comes.
fn weights() -> [u32; CODES] {
    let mut weights = [1; CODES];
    weights[..DARKER.len()].copy_from_slice(&DARKER);
    for (lighter, weight) in (1..).zip(LIGHTER) {
        weights[END - lighter] = weight;
    }
    weights[END + 1..].copy_from_slice(&COPIES);
    weights
}

/// The code of a copy's length, how many bits follow it, and those (RFC 1951, 3.2.5).
fn length_code(length: u16) -> (usize, u32, u32) {
    let from = u32::from(length) - 3;
    match from {
        0..8 => (257 + from as usize, 0, 0),
        255.. => (285, 0, 0),
        _ => {
            let more = from.ilog2() - 2;
            let code = 257 + 4 * more as usize + (from >> more) as usize;
            (code, more, from & ((1 << more) - 1))
        }
    }
}

/// Lengths of a prefix code that is shortest for these counts (Huffman), none above [`LONGEST`].
fn code_lengths(counts: &[u32; CODES]) -> [u8; CODES] {
    let mut used: Vec<(u32, usize)> = (0..CODES)
        .filter(|symbol| counts[*symbol] > 0)
        .map(|symbol| (counts[symbol], symbol))
        .collect();
    used.sort_unstable();
    let mut of_length = [0_usize; LONGEST + 1];
    for depth in depths(&used) {
        of_length[depth.clamp(1, LONGEST)] += 1;
    }
    // Codes cut short take more room than there is: one of them goes beside a shorter one, which
    // becomes longer, until all have room and none is left over.
    let room = |(length, number): (usize, &usize)| number << (LONGEST - length);
    let taken: usize = of_length.iter().enumerate().map(room).sum();
    for _ in 1 << LONGEST..taken {
        if let Some(shorter) = (1..LONGEST).rev().find(|length| of_length[*length] > 0) {
            of_length[LONGEST] -= 1;
            of_length[shorter] -= 1;
            of_length[shorter + 1] += 2;
        }
    }
    let mut lengths = [0; CODES];
    // The rarest have the longest.
    let mut sorted = used.iter();
    for length in (1..=LONGEST).rev() {
        for (_, symbol) in sorted.by_ref().take(of_length[length]) {
            lengths[*symbol] = length as u8;
        }
    }
    lengths
}

/// How deep each leaf of Huffman's tree lies; the leaves are sorted by weight.
fn depths(leaves: &[(u32, usize)]) -> Vec<usize> {
    let count = leaves.len();
    let mut weights: Vec<u32> = leaves.iter().map(|(weight, _)| *weight).collect();
    let mut parents = vec![0; 2 * count];
    // The lightest leaf and the lightest node that have no parent yet.
    let (mut leaf, mut node) = (0, count);
    for parent in count..2 * count - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < count && (node >= parent || weights[leaf] <= weights[node]);
            let next = if is_leaf { &mut leaf } else { &mut node };
            weight += weights[*next];
            parents[*next] = parent;
            *next += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0; 2 * count - 1];
    for at in (0..2 * count - 2).rev() {
        depths[at] = depths[parents[at]] + 1;
    }
    depths.truncate(count);
    depths
}

/// The codes of such lengths, the first bit lowest (RFC 1951, 3.2.2).
fn codes(lengths: &[u8; CODES]) -> [u32; CODES] {
    let mut next = [0_u32; LONGEST + 2];
    for length in 1..=LONGEST {
        let before = lengths
            .iter()
            .filter(|l| usize::from(**l) == length)
            .count();
        next[length + 1] = (next[length] + before as u32) << 1;
    }
    let mut codes = [0; CODES];
    for (code, length) in codes
        .iter_mut()
        .zip(lengths)
        .filter(|(_, length)| **length > 0)
    {
        let number = &mut next[usize::from(*length)];
        *code = reversed(*number, (*length).into());
        *number += 1;
    }
    codes
}

fn reversed(code: u32, wide: u32) -> u32 {
    code.reverse_bits() >> (u32::BITS - wide)
}

/// Bits, the first one lowest.
#[derive(Debug, Default)]
pub(super) struct Bits {
    /// Those before `whole` are whole; the others will be written over.
    pieces: Vec<u32>,
    whole: usize,
    held: u64,
    count: u32,
}

impl Bits {
    /// No bits yet, with room for this many pieces.
    pub(super) fn with_capacity(pieces: usize) -> Self {
        Self {
            pieces: vec![0; pieces],
            ..Self::default()
        }
    }

    /// At most 32 of them; others than these are zeros.
    #[inline]
    pub(super) fn put(&mut self, bits: u32, wide: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += wide;
        if self.whole == self.pieces.len() {
            self.make_room(1);
        }
        // The piece is written whether it is whole or not: a branch would often be mispredicted.
        self.pieces[self.whole] = self.held as u32;
        let whole = self.count / PIECE;
        self.whole += whole as usize;
        self.held >>= whole * PIECE;
        self.count %= PIECE;
    }

    /// At most 64 of them; others than these are zeros.
    #[inline]
    pub(super) fn put_long(&mut self, bits: u64, wide: u32) {
        self.put(bits as u32, wide.min(PIECE));
        if wide > PIECE {
            self.put((bits >> PIECE) as u32, wide - PIECE);
        }
    }

    /// Puts this many bits, the last piece filled up with zeros.
    pub(super) fn put_all(&mut self, pieces: &[u32], bits: u32) {
        let (whole, rest) = pieces.split_at((bits / PIECE) as usize);
        if self.pieces.len() - self.whole < whole.len() {
            self.make_room(whole.len());
        }
        let (mut held, count) = (self.held, self.count);
        for (room, piece) in self.pieces[self.whole..].iter_mut().zip(whole) {
            let both = held | u64::from(*piece) << count;
            held = both >> PIECE;
            *room = both as u32;
        }
        self.whole += whole.len();
        self.held = held;
        let more = bits % PIECE;
        if let Some(piece) = rest.first().filter(|_| more > 0) {
            self.put(*piece, more);
        }
    }

    /// Makes room for this many pieces more, and as many again as there are.
    #[cold]
    fn make_room(&mut self, pieces: usize) {
        self.pieces.resize(2 * self.whole + pieces, 0);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        (self.whole as u32 * PIECE + self.count) as usize
    }

    /// Fills the last piece up with zeros.
    pub(super) fn fill(&mut self) {
        if self.count > 0 {
            self.put(0, PIECE - self.count);
        }
    }

    /// The whole pieces.
    pub(super) fn pieces(&self) -> &[u32] {
        &self.pieces[..self.whole]
    }

    /// All of them as bytes, the last one filled up with zeros.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let rest = self.count.div_ceil(u8::BITS) as usize;
        let mut bytes = Vec::with_capacity(self.whole * 4 + 8);
        bytes.extend(self.pieces().iter().flat_map(|piece| piece.to_le_bytes()));
        bytes.extend(&self.held.to_le_bytes()[..rest]);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Counts that grow like Fibonacci's numbers would have codes of more than 15 bits.
        #[test]
        fn codes_are_whole_and_short(steep in 1..32_usize, flat in 0..240_usize) {
            let mut counts = [0_u32; CODES];
            let (mut a, mut b) = (1_u32, 1_u32);
            for count in &mut counts[..steep] {
                *count = a;
                (a, b) = (b, a + b);
            }
            counts[steep..steep + flat].fill(3);
            counts[END] = 1;
            let lengths = code_lengths(&counts);
            let room: usize = lengths
                .iter()
                .filter(|length| **length > 0)
                .map(|length| 1 << (LONGEST - usize::from(*length)))
                .sum();
            prop_assert_eq!(room, 1 << LONGEST);
            for (count, length) in counts.iter().zip(lengths) {
                prop_assert_eq!(*count > 0, length > 0);
            }
        }
    }

    /// Runs of zeros that are kept are those that would be put one by one.
    #[test]
    fn kept_zeros_are_what_copies_put() {
        let mut counts = Counts::new();
        (1..600).for_each(|times| counts.run(0, times));
        let codes = [Code::of(&counts), Code::new(&weights())];
        for code in &codes {
            assert!(code.zeros.len() > 2 * COPY.end(), "{}", code.zeros.len());
            for times in 0..2 * ZEROS {
                let mut put = [(); 2].map(|()| Bits::default());
                code.zeros(&mut put[0], times);
                code.copies(&mut put[1], 0, times);
                let [kept, copied] = put.map(|bits| (bits.len(), bits.into_bytes()));
                assert_eq!(kept, copied, "{times}");
            }
        }
    }

    /// RFC 1951, 3.2.5.
    #[test]
    fn lengths_have_the_codes_of_the_standard() {
        let expected = [
            (3, 257, 0, 0),
            (10, 264, 0, 0),
            (11, 265, 1, 0),
            (12, 265, 1, 1),
            (18, 268, 1, 1),
            (19, 269, 2, 0),
            (130, 280, 4, 15),
            (131, 281, 5, 0),
            (257, 284, 5, 30),
            (258, 285, 0, 0),
        ];
        for (length, code, more, value) in expected {
            assert_eq!(length_code(length), (code, more, value), "{length}");
        }
    }
}
