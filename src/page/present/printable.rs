//! Characters that HTML may not hold.

/// Bytes that are looked at together.
const CHUNK: usize = 256;

/// A page without control characters and noncharacters, which HTML may not hold; feeds leave them
/// out too. Nearly no page has one.
pub(super) fn printable(html: Vec<u8>) -> Vec<u8> {
    // Nothing is skipped within a chunk, so that the compiler compares many bytes at once.
    let has_control = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | control(*byte));
    // Behind C2 are controls of one byte more, behind EF the noncharacters.
    let suspicious = |at: usize| matches!(html[at..], [0xc2, 0x80..=0x9f, ..] | [0xef, 0xbf, ..]);
    if !html.chunks(CHUNK).any(has_control)
        && !memchr::memchr2_iter(0xc2, 0xef, &html).any(suspicious)
    {
        return html;
    }
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match String::from_utf8(html) {
        Ok(text) => text.replace(bad, "").into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// Whether a byte is a control character of ASCII other than a tab or the end of a line.
fn control(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_html_may_not_hold_are_left_out() {
        let long = "Tiến độ\u{a0}· ﬁ\t\r\n".repeat(CHUNK);
        let letters = long.chars().count();
        let page = |bad: &str, letter: usize| {
            let before: String = long.chars().take(letter).collect();
            format!("{before}{bad}{}", &long[before.len()..]).into_bytes()
        };
        for at in [0, CHUNK - 1, CHUNK, letters / 2, letters] {
            assert_eq!(printable(page("", at)), long.as_bytes());
            for bad in [
                "\0", "\u{b}", "\u{1f}", "\u{7f}", "\u{80}", "\u{9f}", "\u{fffe}", "\u{ffff}",
            ] {
                assert_eq!(printable(page(bad, at)), long.as_bytes(), "{bad:?} {at}");
            }
        }
    }
}
