//! Letters and digits, as [`char::is_alphabetic`] and [`char::is_alphanumeric`] tell them: of Latin
//! letters with marks, which are in every Vietnamese word, without looking into their tables.

/// Whether a character is a letter.
#[inline]
pub fn alphabetic(c: char) -> bool {
    match c {
        ..'\u{80}' => c.is_ascii_alphabetic(),
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter, a digit or another number.
#[inline]
pub fn alphanumeric(c: char) -> bool {
    alphabetic(c) || c.is_numeric()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_character_is_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(super::alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
