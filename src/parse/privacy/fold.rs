//! A text as it is read for numbers: compatible characters alike (NFKC), format characters out.

use unicode_normalization::UnicodeNormalization;

/// Entities that are between or in numbers and addresses, and what they mean. Entities by number
/// are read by [`entity`].
const ENTITIES: [(&str, char); 16] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("hairsp", ' '),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("period", '.'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("lowbar", '_'),
    ("plus", '+'),
    ("commat", '@'),
];
/// The most letters between the two ends of an entity or of a tag that is looked through.
const LONGEST: usize = 64;
/// Entities that are words or signs of a text: they are between no two parts of a number.
const SIGNS: [&str; 5] = ["lt", "gt", "amp", "quot", "times"];
/// Entities that browsers also know without their end.
const OPEN: [&str; 2] = ["nbsp", "shy"];
/// The zeros of the digits that NFKC leaves as they are (Unicode 16, Nd).
const ZEROS: [u32; 47] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730,
];
/// The ones of the digits in circles that NFKC leaves as they are: ❶, ➀, ➊, ⓵.
const CIRCLED: [u32; 4] = [0x2776, 0x2780, 0x278a, 0x24f5];

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
            if let Some((meaning, length)) = entity(&text[at..]) {
                let meaning = std::iter::once(meaning).filter(|c| !unseen(*c));
                folded.put(meaning.nfkc().map(digit), at, at + length);
                at += length;
                continue;
            }
            if let Some(length) = invisible_markup(&text[at..]) {
                at += length;
                continue;
            }
            let end = at + c.len_utf8();
            if over_digits(c) && folded.chars.last().is_some_and(char::is_ascii_digit) {
                at = end;
                continue;
            }
            if c.is_ascii() || vietnamese(c) {
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

/// The character that an entity at the start of a text represents, and the entity's bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hexadecimal.map_or((number, 10), |digits| (digits, 16));
        let mut bytes = digits.bytes().take(LONGEST);
        let end_of_digits = bytes.position(|byte| !char::from(byte).is_digit(radix));
        let length = end_of_digits.unwrap_or(digits.len().min(LONGEST));
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        // Browsers read it without its end too.
        let end = usize::from(digits[length..].starts_with(';'));
        let begin = text.len() - digits.len();
        return Some((char::from_u32(code)?, begin + length + end));
    }
    let mut bytes = inner.bytes().take(LONGEST);
    let end_of_name = bytes.position(|byte| !byte.is_ascii_alphanumeric());
    let name = &inner[..end_of_name.unwrap_or(inner.len().min(LONGEST))];
    let length = name.len();
    if !inner[length..].starts_with(';') {
        let open = OPEN.iter().find(|open| name.starts_with(**open))?;
        let known = ENTITIES.iter().find(|(known, _)| known == open)?;
        return Some((known.1, open.len() + 1));
    }
    let known = ENTITIES.iter().find(|(known, _)| *known == name);
    // There are two thousand more, most of them blanks and signs.
    let other = !name.is_empty() && !SIGNS.contains(&name);
    let meaning = known.map(|known| known.1).or(other.then_some(' '))?;
    Some((meaning, length + 2))
}

/// Elements whose words are read together with those around them; between the cells of a table are
/// two figures.
const WITHIN_WORDS: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Bytes of the longest comment that is looked for within a number.
const LONGEST_COMMENT: usize = 1_000;

/// The bytes of a tag without attributes within words, or of a comment without digits and
/// addresses, at the start of a text: a reader does not see them between the digits of a number.
fn invisible_markup(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let mut near = comment.len().min(LONGEST_COMMENT);
        while !comment.is_char_boundary(near) {
            near -= 1;
        }
        let length = comment[..near].find("-->")?;
        let personal = |c: char| c.is_numeric() || c == '@';
        return (!comment[..length].contains(personal)).then_some(length + 7);
    }
    let tag = text.strip_prefix('<')?;
    let length = tag.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let name = tag[..length].trim_matches('/').trim_end();
    let within = WITHIN_WORDS
        .iter()
        .any(|element| element.eq_ignore_ascii_case(name));
    within.then_some(length + 2)
}

/// Characters that take no room or look like a blank of none: what Unicode lets programs ignore
/// (`Default_Ignorable_Code_Point`), marks of annotations, and the frame of a key.
pub(super) fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Marks that are drawn over or under the character before: strokes, underlines, circles.
fn over_digits(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
    )
}

/// Letters of Vietnamese, which are composed and compatible with nothing else (UAX #15).
fn vietnamese(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{131}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}')
}

fn digit(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    value(c)
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// The value of a digit that is not one of ASCII.
fn value(c: char) -> Option<u32> {
    if matches!(c, '\u{24ff}' | '\u{1f10b}' | '\u{1f10c}') {
        return Some(0);
    }
    for zero in ZEROS {
        if (zero..zero + 10).contains(&u32::from(c)) {
            return Some(u32::from(c) - zero);
        }
    }
    for one in CIRCLED {
        if (one..one + 9).contains(&u32::from(c)) {
            return Some(u32::from(c) - one + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_vietnamese_need_no_folding() {
        for c in ('\u{80}'..='\u{2fff}').filter(|c| vietnamese(*c)) {
            let folded: Vec<char> = std::iter::once(c).nfkc().map(digit).collect();
            assert!(folded == [c] && !unseen(c), "{c}");
        }
    }
}
