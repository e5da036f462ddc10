//! Bytes as they are packed, and their checksum.

use super::code::{Bits, Code};

/// This many bytes are looked at in one.
pub(super) const WORD: usize = 8;

/// The checksum of zlib (RFC 1950). Sums of so few bytes fit, and are divided at the end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Check {
    /// How many bytes.
    pub(super) count: u64,
    pub(super) sum: u64,
    /// The sum of all sums.
    pub(super) sums: u64,
}

impl Check {
    pub(super) fn add(&mut self, byte: u8, times: usize) {
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
    pub(super) fn join(&mut self, other: Self) {
        self.sums += other.count * self.sum + other.sums;
        self.sum += other.sum;
        self.count += other.count;
    }

    pub(super) fn value(self) -> [u8; 4] {
        const BASE: u64 = 65_521;
        let sum = 1 + self.sum;
        let sums = self.count + self.sums;
        ((((sums % BASE) << 16) | (sum % BASE)) as u32).to_be_bytes()
    }
}

/// Bytes as they are packed.
pub(super) struct Output {
    pub(super) code: &'static Code,
    pub(super) bits: Bits,
    pub(super) check: Check,
}

impl Output {
    pub(super) fn new(pieces: usize) -> Self {
        Self {
            code: Code::get(),
            bits: Bits::with_capacity(pieces),
            check: Check::default(),
        }
    }

    /// A byte, this many times.
    pub(super) fn run(&mut self, byte: u8, times: usize) {
        self.code.run(&mut self.bits, byte, times);
        self.check.add(byte, times);
    }

    pub(super) fn zeros(&mut self, times: usize) {
        self.code.zeros(&mut self.bits, times);
        self.check.add(0, times);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
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
pub(super) fn first_lowest(bytes: &[u8]) -> u64 {
    let bytes = bytes.iter().rev();
    bytes.fold(0, |number, byte| (number << u8::BITS) | u64::from(*byte))
}

/// How many of the lowest bytes are zeros.
pub(super) fn zeros_lowest(bytes: u64) -> usize {
    (bytes.trailing_zeros() / u8::BITS) as usize
}
