//! Addresses: one function for pages, tags, anchors and media.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for comparison: lower case, no marks, đ as d. Spaces and punctuation stay.
///
/// `Đông Sơn` and `dong son` fold to the same text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if let Some(letter) = latin(c) {
            folded.push(letter);
        } else {
            folded.extend(folded_alone(c));
        }
    }
    folded
}

/// A character folded by the tables of Unicode. Characters do not depend on each other: only the
/// order of marks does, and these are left out.
fn folded_alone(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
}

/// A Latin letter folded, from a table that is made once: each row of a table asks for many.
fn latin(c: char) -> Option<char> {
    static LETTERS: OnceLock<Vec<Option<char>>> = OnceLock::new();
    let index = match c {
        '\u{80}'..='\u{24f}' => c as usize - 0x80,
        '\u{1e00}'..='\u{1eff}' => c as usize - 0x1e00 + (0x250 - 0x80),
        _ => return None,
    };
    let letters = LETTERS.get_or_init(|| {
        let all = ('\u{80}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}');
        all.map(only_one).collect()
    });
    letters[index]
}

/// What a character folds to, when that is one character.
fn only_one(c: char) -> Option<char> {
    let mut folded = folded_alone(c);
    let first = folded.next()?;
    folded.next().is_none().then_some(first)
}

/// An ASCII address part: `Đông Sơn` gives `dong-son`. Empty when nothing readable is left.
///
/// At most 100 bytes, cut at a word where there is one, so that a file name with its ending
/// and the name of a temporary file beside it fit every file system.
pub fn slug(text: &str) -> String {
    // Codes need no folding, and there are hundreds of thousands.
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        fold(text)
    };
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.len() > 100 {
        out.truncate(100);
        if let Some(cut) = out.rfind('-').filter(|cut| *cut > 50) {
            out.truncate(cut);
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The same as the name of a folder or file, which Windows has to be able to make: `con` gives
/// `con-1`.
pub fn address(text: &str) -> String {
    let slug = slug(text);
    if reserved(&slug) {
        format!("{slug}-1")
    } else {
        slug
    }
}

/// Whether Windows keeps a name for a device, with any ending (Win32, "Naming Files, Paths, and
/// Namespaces").
pub fn reserved(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let stem = first.trim_end().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

/// Bytes of the longest word that is looked for.
const LONGEST: usize = 500;

/// The candidate nearest to `word` by folded edit distance, if it is near enough to be a slip.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is compared needs a table of both lengths; names are short.
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|c| (strsim::damerau_levenshtein(&folded, &fold(c)), c))
        .filter(|(distance, c)| *distance <= (c.chars().count().max(3) / 3).max(1))
        .min()
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_can_make_each_address() {
        for name in ["CON", "Prn", "aux", "nul.txt", "COM1", "lpt9.a.b"] {
            assert!(reserved(name), "{name}");
        }
        for name in ["cong", "com", "com10", "a.con", "nul-1"] {
            assert!(!reserved(name), "{name}");
        }
        assert_eq!(
            (address("Con"), address("Còn lại")),
            ("con-1".into(), "con-lai".into())
        );
    }

    #[test]
    fn vietnamese_addresses() {
        assert_eq!(slug("Đông Sơn"), "dong-son");
        assert_eq!(
            slug("  Rơ-le thời gian (máy ép)! "),
            "ro-le-thoi-gian-may-ep"
        );
        assert_eq!(slug("Ngo\u{302}\u{309}"), "ngo");
        assert_eq!(slug("日本"), "");
        assert!(slug(&"từ ".repeat(200)).len() <= 100);
    }

    #[test]
    fn each_character_folds_as_in_a_text() {
        let slowly = |text: &str| -> String {
            let plain = text.nfd().filter(|c| !is_combining_mark(*c));
            plain
                .flat_map(char::to_lowercase)
                .map(|c| if c == 'đ' { 'd' } else { c })
                .collect()
        };
        for c in '\0'..='\u{ffff}' {
            assert_eq!(fold(&c.to_string()), slowly(&c.to_string()), "{c:?}");
        }
        let marks = "a\u{323}\u{302}\u{301}ÀĐĐ\u{301}\u{323}ﬁ가각İß";
        assert_eq!(fold(marks), slowly(marks));
    }

    #[test]
    fn nearest_is_near() {
        assert_eq!(nearest(&"a".repeat(1_000_000), ["title"]), None);
        assert_eq!(nearest("titel", ["title", "date"]), Some("title"));
        assert_eq!(nearest("zzz", ["title", "date"]), None);
        assert_eq!(
            nearest("đong-son", ["dong-son", "dong-van"]),
            Some("dong-son")
        );
    }
}
