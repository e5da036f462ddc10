//! Spaces that hold together what belongs together. Quotes, dashes and dots are set by the Markdown
//! reader.

use pulldown_cmark::CowStr;

use crate::base::number::NBSP;

/// What a number must not be parted from.
const AFTER: [&str; 12] = [
    "%",
    "triệu",
    "tỷ",
    "nghìn",
    "đồng",
    "lượt",
    "người",
    "sáng kiến",
    "đơn vị",
    "million",
    "billion",
    "percent",
];
/// What must not be parted from what it is before.
const BEFORE: [&str; 7] = ["TP.", "Tp.", "ThS.", "TS.", "Số", "số", "No."];
/// What must not be parted from its number: of `giai đoạn 2` the last syllable.
const NUMBERED: [&str; 9] = [
    "đoạn", "tháng", "Tháng", "quý", "Quý", "đợt", "Đợt", "phase", "Phase",
];

/// The same inside sentences of the program.
const SMALL: [&str; 6] = [" giai đoạn", " tháng", " quý", " đợt", " số", " phase"];

/// A sentence of the program with no-break spaces between a noun and its number: `giai đoạn 2`,
/// `tháng 9/2023`. Nouns with a capital begin a sentence or a heading, where no line ends.
pub(in crate::page) fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split(' ').enumerate() {
        if index > 0 {
            let digit = part.starts_with(|c: char| c.is_ascii_digit());
            let noun = SMALL.iter().any(|noun| out.ends_with(noun));
            out.push(if digit && noun { NBSP } else { ' ' });
        }
        out.push_str(part);
    }
    out
}

/// A text with both kinds of no-break spaces: what is drawn in a picture, whose lines the program
/// itself ends.
pub(in crate::page) fn for_pictures(text: &str) -> String {
    set(numbered(text).into()).into_string()
}

/// A text with no-break spaces between a number and what it counts, and behind abbreviations before
/// names and numbers.
pub(super) fn set(text: CowStr<'_>) -> CowStr<'_> {
    let mut out = String::new();
    // Up to here the text is in `out`; where the word before the next space begins.
    let (mut taken, mut word) = (0, 0);
    for (space, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b' ') {
        if held(&text[word..space], &text[space + 1..]) {
            out.push_str(&text[taken..space]);
            out.push(NBSP);
            taken = space + 1;
        }
        word = space + 1;
    }
    if taken == 0 {
        return text;
    }
    out.push_str(&text[taken..]);
    out.into()
}

/// Whether a word must not be parted from what comes after the space behind it.
fn held(word: &str, next: &str) -> bool {
    let Some(last) = word.bytes().next_back() else {
        return false;
    };
    if last.is_ascii_digit() {
        return AFTER
            .iter()
            .any(|unit| next.strip_prefix(unit).is_some_and(ends));
    }
    let numbered = next.starts_with(|c: char| c.is_ascii_digit());
    (last == b'.' && !next.starts_with(' ') || numbered) && BEFORE.contains(&word)
        || numbered && NUMBERED.contains(&word)
}

/// Whether a word ends here.
fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_stay_with_their_numbers() {
        let held = |text: &str| numbered(text).replace(NBSP, "_");
        let sentence = "Lũy kế giai đoạn 2 đến tháng 9/2023: cơ sở số 49, 2 trong 3 đơn vị";
        let expected = "Lũy kế giai đoạn_2 đến tháng_9/2023: cơ sở số_49, 2 trong 3 đơn vị";
        assert_eq!(held(sentence), expected);
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        let set = |text: &str| set(text.into()).replace(NBSP, "_");
        assert_eq!(
            set("Có 500 sáng kiến, 162 triệu đồng"),
            "Có 500_sáng kiến, 162_triệu đồng"
        );
        assert_eq!(
            set("Số 37 đại lộ, Tp. Thanh Hóa"),
            "Số_37 đại lộ, Tp._Thanh Hóa"
        );
        assert_eq!(
            set("giai đoạn 2, tháng 9/2023, đoạn đường"),
            "giai đoạn_2, tháng_9/2023, đoạn đường"
        );
        assert_eq!(set("năm 2022 đồngý, số liệu"), "năm 2022 đồngý, số liệu");
    }
}
