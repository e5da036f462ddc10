//! Numbers and lists of documents into bytes. docs/en/search-format.md is the word on it.

/// The letter that says that a text shares no letter with the one before; each later one says one
/// more.
const NONE_SHARED: u8 = b'0';
const MOST_SHARED: usize = (b'~' - NONE_SHARED) as usize;

/// A text after another: a letter for how many letters of ASCII both begin with, then the rest.
pub(super) fn after(before: &str, text: &str) -> String {
    let alike = before
        .bytes()
        .zip(text.bytes())
        .take(MOST_SHARED)
        .take_while(|(a, b)| a == b && a.is_ascii());
    let shared = alike.count();
    format!(
        "{}{}",
        char::from(NONE_SHARED + shared as u8),
        &text[shared..]
    )
}

/// Bits, the highest of each byte first.
#[derive(Debug, Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// A number in this many bits.
    pub(super) fn push(&mut self, value: u32, count: u32) {
        self.held = self.held << count | u64::from(value);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.held >> self.count) as u8);
        }
    }

    /// A number below `size`: truncated binary, in which the middle of the range has the shorter
    /// codes. Middles of lists are nearer to the middle than chance has it.
    fn below(&mut self, value: u32, size: u32) {
        let long = u32::BITS - (size - 1).leading_zeros();
        let short = (1_u64 << long) - u64::from(size);
        let before = (u64::from(size) - short) / 2;
        let turned = (u64::from(value) + u64::from(size) - before) % u64::from(size);
        if turned < short {
            self.push(turned as u32, long - 1);
        } else {
            self.push((turned + short) as u32, long);
        }
    }

    /// Ids between two bounds: the middle one within what the others leave it, then those above,
    /// then those below. Runs of neighbours cost next to nothing (binary interpolative coding).
    fn between(&mut self, ascending: &[u32], low: u32, high: u32) {
        let above = ascending.len() / 2;
        let Some(below) = ascending.len().checked_sub(above + 1) else {
            return;
        };
        let (least, id) = (low + below as u32, ascending[below]);
        self.below(id - least, high - above as u32 - least + 1);
        if above > 0 {
            self.between(&ascending[below + 1..], id + 1, high);
        }
        if below > 0 {
            self.between(&ascending[..below], low, id - 1);
        }
    }

    /// A list: its highest id, then those below it. None is lower than `low`, all are lower than
    /// `documents`.
    pub(super) fn list(&mut self, ascending: &[u32], low: u32, documents: u32) {
        if let Some((high, others)) = ascending.split_last() {
            self.below(high - low, documents - low);
            self.under(others, low, *high);
        }
    }

    /// Ids below a known one.
    pub(super) fn under(&mut self, ascending: &[u32], low: u32, high: u32) {
        if !ascending.is_empty() {
            self.between(ascending, low, high - 1);
        }
    }

    /// The bytes, the last filled up with zeros.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
        self.bytes
    }
}

/// The shard of a term: FNV-1a of its bytes, 32 bits, by a power of two. Terms with digits go
/// without their last two letters, so that codes that follow each other are together.
pub(super) fn shard_of(term: &str, shards: usize) -> usize {
    let mut letters = term.chars();
    if term.contains(char::is_numeric) {
        letters.nth_back(1);
    }
    let bytes = letters.as_str().bytes();
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize & (shards - 1)
}

/// A number as a path of two parts: 0x0a65 is `0a/65`.
pub(super) fn path(number: usize) -> String {
    let digits = format!("{number:04x}");
    let (folder, file) = digits.split_at(digits.len() - 2);
    format!("{folder}/{file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lists_and_names_as_the_format_says() {
        assert_eq!(after("", "tin-tuc/a/"), "0tin-tuc/a/");
        assert_eq!(after("tin-tuc/a/", "tin-tuc/b/"), "8b/");
        assert_eq!(
            after(&"a".repeat(200), &"a".repeat(100)),
            format!("~{}", "a".repeat(22))
        );
        let mut bits = Bits::default();
        // Of 0 to 4 the middle three take two bits: 1, 2 and 3 are 00, 01 and 10; 4 and 0 are 110
        // and 111.
        (0..5).for_each(|value| bits.below(value, 5));
        bits.below(0, 1);
        assert_eq!(bits.bytes(), [0b1110_0011, 0b0110_0000]);
        let mut bits = Bits::default();
        // 6 below 8, turned by 4: 2. Then 2 among 1 to 4, turned by 2: 3. Above it 5 among 3 to 5,
        // turned by 1: 1, which takes one bit more. Below it 1 among 0 and 1, turned by 1:
        // 0.
        bits.list(&[1, 2, 5, 6], 0, 8);
        assert_eq!(bits.bytes(), [0b0101_1100]);
        assert_eq!(shard_of("dao tao", 1 << 16), 0x46bf);
        assert_eq!(shard_of("th000123", 64), shard_of("th000199", 64));
        assert_eq!(
            (path(0xa65), path(0x1_0002)),
            ("0a/65".to_owned(), "100/02".to_owned())
        );
    }

    #[test]
    fn neighbours_cost_nothing() {
        let mut bits = Bits::default();
        bits.list(&(0..1000).collect::<Vec<u32>>(), 0, 1000);
        assert!(bits.bytes().len() < 3, "the highest id says it all");
    }
}
