//! The order of the Vietnamese alphabet, for names of as many as each other.
//!
//! Letters first (a ă â b c d đ e ê … o ô ơ … u ư …), then tones in the order of dictionaries:
//! none, huyền, hỏi, ngã, sắc, nặng (Từ điển tiếng Việt, Hoàng Phê). Case and punctuation do not
//! count.

use unicode_normalization::UnicodeNormalization;

/// The combining marks of the tones, in the order of dictionaries.
pub const TONES: &str = "\u{300}\u{309}\u{303}\u{301}\u{323}";

/// What to sort a name by: letters, then tones, then the name itself.
pub fn key(name: &str) -> (Vec<char>, Vec<u8>, String) {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for c in name.nfd().flat_map(char::to_lowercase) {
        if let Some(tone) = TONES.chars().position(|t| t == c) {
            if let Some(last) = tones.last_mut() {
                *last = u8::try_from(tone + 1).unwrap_or_default();
            }
            continue;
        }
        // A mark that makes another letter: its letter comes just after the plain one.
        if matches!(c, '\u{306}' | '\u{302}' | '\u{31b}') {
            letters.push(if c == '\u{31b}' {
                '\u{fffe}'
            } else {
                '\u{fffd}'
            });
            if c == '\u{302}' && letters.len() > 1 && letters[letters.len() - 2] == 'a' {
                letters.pop();
                letters.push('\u{fffe}');
            }
        } else if c == 'đ' {
            letters.extend(['d', '\u{fffe}']);
        } else if c.is_alphanumeric() {
            letters.push(c);
        } else if letters.last().is_some_and(|last| *last != ' ') {
            letters.push(' ');
        }
        tones.resize(letters.len(), 0);
    }
    (letters, tones, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_in_a_dictionary() {
        let sorted = [
            "An",
            "Án",
            "Ăn",
            "Ân",
            "Ba",
            "Đà Nẵng",
            "Dương",
            "Ê",
            "Lục",
            "Na",
            "Ô",
            "Ơn",
            "Ung",
            "Ưng",
        ];
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| key(name));
        assert_eq!(
            names,
            [
                "An",
                "Án",
                "Ăn",
                "Ân",
                "Ba",
                "Dương",
                "Đà Nẵng",
                "Ê",
                "Lục",
                "Na",
                "Ô",
                "Ơn",
                "Ung",
                "Ưng"
            ]
        );
        let mut tones = ["mạ", "má", "mã", "mả", "mà", "ma"];
        tones.sort_by_key(|name| key(name));
        assert_eq!(tones, ["ma", "mà", "mả", "mã", "má", "mạ"]);
    }
}
