//! PNG of a flat picture, packed as it is made: a pixel is an index of the palette, a row is what
//! it differs by from the one above, and what repeats is said once.
//!
//! Most differences are zeros in long runs. The only copies are of the byte before (RFC 1951,
//! distance 1), so that nothing is ever searched; work and size go by what changes, not by the
//! size of the picture.

/// Codes of literals, the end and lengths.
const CODES: usize = 286;
const END: usize = 256;
/// The longest code that there may be.
const LONGEST: usize = 15;
/// The shortest copy and the longest one.
const COPY: std::ops::RangeInclusive<usize> = 3..=258;
/// A byte, or above these a copy of the byte before, by its length.
const COPIES: u16 = 256;
/// More than there are: a round number, so that a place in a table is known to be there.
const TOKENS: usize = 1_024;
/// This many bytes are looked at in one.
const WORD: usize = 8;
/// The filter "up" of PNG.
const UP: u8 = 2;

/// Takes the rows of a picture from the top.
pub(super) struct Packer {
    width: usize,
    height: usize,
    above: Vec<u8>,
    /// What the row differs by.
    change: Vec<u8>,
    tokens: Vec<u16>,
    check: Check,
}

/// The checksum of zlib (RFC 1950). Sums of so few bytes fit, and are divided at the end.
struct Check {
    sum: u64,
    sums: u64,
}

impl Check {
    fn add(&mut self, byte: u8, times: usize) {
        let (byte, times) = (u64::from(byte), times as u64);
        self.sums += times * self.sum + byte * (times * (times + 1) / 2);
        self.sum += byte * times;
    }

    fn bytes(&self) -> [u8; 4] {
        const BASE: u64 = 65_521;
        ((((self.sums % BASE) << 16) | (self.sum % BASE)) as u32).to_be_bytes()
    }
}

impl Packer {
    /// Nothing yet.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            above: vec![0; width],
            change: vec![0; width],
            tokens: Vec::with_capacity(1 << 16),
            check: Check { sum: 1, sums: 0 },
        }
    }

    /// A row that is the one above.
    pub(super) fn same(&mut self) {
        self.run(UP, 1);
        self.run(0, self.width);
    }

    /// The next row.
    pub(super) fn row(&mut self, row: &[u8]) {
        for ((change, new), above) in self.change.iter_mut().zip(row).zip(&mut self.above) {
            *change = new.wrapping_sub(*above);
            *above = *new;
        }
        self.run(UP, 1);
        let change = std::mem::take(&mut self.change);
        let (words, rest) = change.as_chunks::<WORD>();
        let mut zeros = 0;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            at += 1;
            if *word == [0; WORD] {
                zeros += WORD;
            } else if *word == [word[0]; WORD] {
                self.zeros(&mut zeros);
                let alike = words[at..].iter().take_while(|next| *next == word).count();
                self.run(word[0], WORD * (1 + alike));
                at += alike;
            } else {
                self.bytes(word, &mut zeros);
            }
        }
        self.bytes(rest, &mut zeros);
        self.zeros(&mut zeros);
        self.change = change;
    }

    fn bytes(&mut self, bytes: &[u8], zeros: &mut usize) {
        for byte in bytes {
            if *byte == 0 {
                *zeros += 1;
            } else {
                self.zeros(zeros);
                self.check.add(*byte, 1);
                self.tokens.push((*byte).into());
            }
        }
    }

    fn zeros(&mut self, zeros: &mut usize) {
        if *zeros > 0 {
            self.run(0, *zeros);
            *zeros = 0;
        }
    }

    /// A byte, this many times.
    #[inline]
    fn run(&mut self, byte: u8, times: usize) {
        self.check.add(byte, times);
        self.tokens.push(byte.into());
        let mut more = times - 1;
        while more >= *COPY.start() {
            let length = more.min(*COPY.end());
            self.tokens.push(COPIES + length as u16);
            more -= length;
        }
        for _ in 0..more {
            self.tokens.push(byte.into());
        }
    }

    /// The file.
    pub(super) fn finish(self, palette: &[[u8; 3]]) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.tokens.len() + 512);
        // Deflate with a window of 32 KB, the fastest way.
        data.extend([0x78, 0x01]);
        deflate(&self.tokens, &mut data);
        data.extend(self.check.bytes());

        let mut file = Vec::with_capacity(data.len() + 512);
        file.extend(b"\x89PNG\r\n\x1a\n");
        let mut header = Vec::with_capacity(13);
        header.extend((self.width as u32).to_be_bytes());
        header.extend((self.height as u32).to_be_bytes());
        // Eight bits, a palette, the only ways of packing and filtering, no interlacing.
        header.extend([8, 3, 0, 0, 0]);
        chunk(&mut file, *b"IHDR", &header);
        chunk(&mut file, *b"PLTE", palette.as_flattened());
        chunk(&mut file, *b"IDAT", &data);
        chunk(&mut file, *b"IEND", &[]);
        file
    }
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(data);
    let check = crc32fast::hash(&file[start..]);
    file.extend(check.to_be_bytes());
}

/// One block with codes of its own.
fn deflate(tokens: &[u16], out: &mut Vec<u8>) {
    // Twice, for a count that follows itself waits for itself.
    let mut seen = [[0_u32; TOKENS]; 2];
    for (at, token) in tokens.iter().enumerate() {
        seen[at % 2][usize::from(*token) % TOKENS] += 1;
    }
    let mut counts = [0; CODES];
    counts[END] = 1;
    for (token, (one, other)) in seen[0].into_iter().zip(seen[1]).enumerate() {
        let code = match token.checked_sub(COPIES.into()) {
            Some(length) if COPY.contains(&length) => length_code(length as u16).0,
            Some(_) => continue,
            None => token,
        };
        counts[code] += one + other;
    }
    let lengths = code_lengths(&counts);
    let codes = codes(&lengths);
    let mut bits = Bits {
        out,
        held: 0,
        count: 0,
    };
    // The last block, with codes of its own: all of literals and lengths, one of distances.
    bits.put(0b101, 3);
    bits.put(CODES as u64 - 257, 5);
    bits.put(0, 5);
    // Lengths of codes take four bits each: 0 to 15, in the order of RFC 1951, 3.2.7.
    bits.put(19 - 4, 4);
    for symbol in [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ] {
        bits.put(if symbol < 16 { 4 } else { 0 }, 3);
    }
    for length in lengths.into_iter().chain([1]) {
        bits.put(reversed(length.into(), 4), 4);
    }
    // Bits and how many, of each token.
    let mut table = [(0_u64, 0_u32); TOKENS];
    for (token, entry) in table.iter_mut().enumerate() {
        *entry = match token.checked_sub(COPIES.into()) {
            None => (codes[token], lengths[token].into()),
            Some(length) if COPY.contains(&length) => {
                let (code, more, value) = length_code(length as u16);
                let wide = u32::from(lengths[code]);
                // The only distance has one bit, a zero.
                (codes[code] | value << wide, wide + more + 1)
            }
            Some(_) => continue,
        };
    }
    for token in tokens {
        let (code, wide) = table[usize::from(*token) % TOKENS];
        bits.put(code, wide);
    }
    bits.put(codes[END], lengths[END].into());
    bits.end();
}

/// The code of a copy's length, how many bits follow it, and those (RFC 1951, 3.2.5).
fn length_code(length: u16) -> (usize, u32, u64) {
    let from = u64::from(length) - 3;
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
fn codes(lengths: &[u8; CODES]) -> [u64; CODES] {
    let mut next = [0_u64; LONGEST + 2];
    for length in 1..=LONGEST {
        let before = lengths
            .iter()
            .filter(|l| usize::from(**l) == length)
            .count();
        next[length + 1] = (next[length] + before as u64) << 1;
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

fn reversed(code: u64, wide: u32) -> u64 {
    code.reverse_bits() >> (u64::BITS - wide)
}

/// Bits, the first one lowest.
struct Bits<'a> {
    out: &'a mut Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// At most 32 of them.
    fn put(&mut self, bits: u64, wide: u32) {
        self.held |= bits << self.count;
        self.count += wide;
        if self.count >= 32 {
            self.out.extend((self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn end(self) {
        let bytes = self.count.div_ceil(8) as usize;
        self.out.extend(&self.held.to_le_bytes()[..bytes]);
    }
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
        fn noise_is_read(width in 1..99_usize, bytes in prop::collection::vec(any::<u8>(), 99..3_000)) {
            let rows: Vec<Vec<u8>> = bytes.chunks_exact(width).map(<[u8]>::to_vec).collect();
            prop_assert_eq!(read(&packed(width, &rows)), (width, rows.concat()));
        }

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
