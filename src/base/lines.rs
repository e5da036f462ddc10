//! Lines and columns of a text by place, without a walk through the text for each of them.

use super::number::saturated;

/// Bytes between two places whose letters are counted beforehand.
const BLOCK: usize = 1 << 10;

/// Where the lines of a text begin, and how many letters are before each block of it.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    begins: Vec<usize>,
    letters: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let mut letters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            letters.push(letters[letters.len() - 1] + begun(block));
        }
        Self {
            text,
            begins: std::iter::once(0).chain(ends).collect(),
            letters,
        }
    }

    /// The line of a byte of the text, from 0, and its column in letters, from 1.
    pub(crate) fn place(&self, byte: usize) -> (u32, u32) {
        let line = self.begins.partition_point(|begin| *begin <= byte) - 1;
        let column = self.letters(byte) - self.letters(self.begins[line]) + 1;
        (saturated(line), saturated(column))
    }

    /// Letters before a byte.
    fn letters(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.letters[block] + begun(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many letters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_a_walk() {
        let text = "Đã có\n".repeat(300) + &"ộ ".repeat(2_000) + "hết\n\nxong";
        let lines = Lines::new(&text);
        for (byte, _) in text.char_indices().step_by(7) {
            let before = &text[..byte];
            let line = before.matches('\n').count();
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let place = lines.place(byte);
            assert_eq!((place.0 as usize, place.1 as usize), (line, column));
        }
        assert_eq!(Lines::new("").place(0), (0, 1));
    }
}
