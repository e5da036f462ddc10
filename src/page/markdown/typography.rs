//! Spaces that hold together what belongs together. Quotes, dashes and dots are set by the Markdown reader.

use pulldown_cmark::CowStr;

use crate::base::number::NBSP;

/// What a number must not be parted from.
const AFTER: [&str; 12] =
    ["%", "triệu", "tỷ", "nghìn", "đồng", "lượt", "người", "sáng kiến", "đơn vị", "million", "billion", "percent"];
/// What must not be parted from what it stands before.
const BEFORE: [&str; 7] = ["TP.", "Tp.", "ThS.", "TS.", "Số", "số", "No."];

/// A text with no-break spaces between a number and what it counts, and behind abbreviations before names and numbers.
pub(super) fn set(text: CowStr<'_>) -> CowStr<'_> {
    if !text.contains(' ') {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut changed = false;
    let mut rest = &*text;
    while let Some(at) = rest.find(' ') {
        let word = &rest[..at];
        let next = &rest[at + 1..];
        let number = word.chars().next_back().is_some_and(|c| c.is_ascii_digit());
        let counted = number && AFTER.iter().any(|unit| next.strip_prefix(unit).is_some_and(ends));
        let numbered = next.starts_with(|c: char| c.is_ascii_digit());
        let abbreviated = BEFORE.contains(&word) && (word.ends_with('.') || numbered) && !next.starts_with(' ');
        out.push_str(word);
        changed |= counted || abbreviated;
        out.push(if counted || abbreviated { NBSP } else { ' ' });
        rest = next;
    }
    out.push_str(rest);
    if changed { out.into() } else { text }
}

/// Whether a word ends here.
fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_what_they_count() {
        let set = |text: &str| set(text.into()).replace(NBSP, "_");
        assert_eq!(set("Có 500 sáng kiến, 162 triệu đồng"), "Có 500_sáng kiến, 162_triệu đồng");
        assert_eq!(set("Số 37 đại lộ, Tp. Thanh Hóa"), "Số_37 đại lộ, Tp._Thanh Hóa");
        assert_eq!(set("năm 2022 đồngý, số liệu"), "năm 2022 đồngý, số liệu");
    }
}
