//! Bytes to text as every other step may expect it.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::base::number::saturated;
use crate::diag::Problem;

/// Characters that turn the direction of what follows, and let a text read otherwise than it is
/// (Unicode TR 36, 2.4); and control characters and noncharacters, which neither HTML nor XML may
/// hold.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (c.is_control() && !matches!(c, '\0' | '\n' | '\t'))
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What nearly all texts are made of: the characters that Vietnamese is written with, and its
/// punctuation. All of them are composed (UAX #15, `NFC_Quick_Check`).
fn ordinary(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2ff}' | '\n' | '\t' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

/// What is wrong with bytes that are not UTF-8 from a place on.
fn undecodable(bytes: &[u8], byte: usize) -> Problem {
    // Half of the bytes of UTF-16 are zeros too; it is a text.
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if bytes.contains(&0) && !utf16 {
        return Problem::NulByte;
    }
    Problem::NotUtf8 { byte }
}

/// Composed (NFC) text without a byte order mark and without characters that turn the direction;
/// the line and the column of the first of these, from 1.
pub(super) fn read(bytes: Vec<u8>) -> Result<(String, Option<(u32, u32)>), Problem> {
    let text = simdutf8::compat::from_utf8(&bytes)
        .map_err(|error| undecodable(&bytes, error.valid_up_to()))?
        .to_owned();
    if text.chars().all(ordinary) {
        return Ok((text, None));
    }
    if text.contains('\0') {
        return Err(Problem::NulByte);
    }
    let text = text
        .strip_prefix('\u{feff}')
        .map(ToOwned::to_owned)
        .unwrap_or(text);
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    let text = if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        text.nfc().collect()
    };
    let Some(first) = text.find(turns) else {
        return Ok((text, None));
    };
    let line = saturated(text[..first].matches('\n').count() + 1);
    let column = saturated(
        text[..first]
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1,
    );
    Ok((
        text.chars().filter(|c| !turns(*c)).collect(),
        Some((line, column)),
    ))
}
