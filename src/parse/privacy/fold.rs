//! A text as it is read for numbers: compatible characters alike (NFKC), format characters out.

use unicode_normalization::UnicodeNormalization;

/// Entities that Markdown turns into blanks or nothing.
const ENTITIES: [(&str, &str); 6] = [
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&#xa0;", " "),
    ("&thinsp;", " "),
    ("&shy;", ""),
    ("&#8203;", ""),
];
/// The zeros of the digits that NFKC leaves as they are: Arabic, Persian, Devanagari, Thai, Lao,
/// Khmer.
const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0xe50, 0xed0, 0x17e0];

/// Characters, each with the bytes of the text that it comes from.
pub(super) struct Folded {
    chars: Vec<char>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len()),
            starts: Vec::with_capacity(text.len()),
            ends: Vec::with_capacity(text.len()),
        };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let entity = (c == '&').then(|| {
                ENTITIES
                    .into_iter()
                    .find(|(entity, _)| text[at..].starts_with(entity))
            });
            if let Some(Some((entity, meaning))) = entity {
                folded.put(meaning.chars(), at, at + entity.len());
                at += entity.len();
                continue;
            }
            let end = at + c.len_utf8();
            if c.is_ascii() {
                // A backslash only keeps Markdown from reading what is behind it.
                folded.put(std::iter::once(c).filter(|c| *c != '\\'), at, end);
            } else if !unseen(c) {
                folded.put(std::iter::once(c).nfkc().map(digit), at, end);
            }
            at = end;
        }
        folded
    }

    fn put(&mut self, chars: impl Iterator<Item = char>, start: usize, end: usize) {
        for c in chars {
            self.chars.push(c);
            self.starts.push(start);
            self.ends.push(end);
        }
    }

    /// The characters.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The bytes of the text that some characters come from.
    pub(super) fn range(&self, start: usize, end: usize) -> (usize, usize) {
        (self.starts[start], self.ends[end - 1])
    }
}

/// Characters that take no room: Unicode's format characters, and variation selectors.
fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{20e3}'
            | '\u{34f}' | '\u{e0000}'..='\u{e01ef}'
    )
}

fn digit(c: char) -> char {
    let value = ZEROS
        .iter()
        .find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}
