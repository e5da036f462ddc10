//! What rows of a form are besides records: totals, sections, notes, signatures, headings again.

use std::borrow::Cow;

use super::cell::Cell;
use super::merged::Area;
use super::rows::Line;
use crate::base::number::saturated;
use crate::base::slug;

/// How a row of totals begins, as a slug; the rest may be numbers of sections only.
const TOTALS: [&str; 24] = [
    "tong-cong-toan-tinh",
    "tong-toan-tinh",
    "cong-toan-tinh",
    "tong-so-cong",
    "tong-cong-cong",
    "tong-cong-muc",
    "cong-muc",
    "tong-muc",
    "cong-nhom",
    "tong-nhom",
    "cong-khoi",
    "tong-khoi",
    "cong-cum",
    "tong-cum",
    "cong-trang",
    "tong-cong",
    "tong-so",
    "tong",
    "cong-don",
    "cong",
    "toan-tinh",
    "grand-total",
    "grand-count",
    "total",
];

/// Words with which the lines below a table begin.
const SIGNATURES: [&str; 26] = [
    "nguoi-lap",
    "lap-bieu",
    "lap-bang",
    "nguoi-tong-hop",
    "can-bo-tong-hop",
    "can-bo-theo-doi",
    "thu-truong",
    "thu-ky",
    "ke-toan",
    "ky-ten",
    "ky-ghi-ro",
    "da-ky",
    "tm-ban",
    "t-m",
    "tm-",
    "kt-chu-tich",
    "chu-tich",
    "pho-chu-tich",
    "xac-nhan-cua",
    "noi-nhan",
    "ghi-chu-",
    "luu-y-",
    "nguon-so-lieu",
    "nguon-ban-",
    "nguoi-bao-cao",
    "ban-thuong-vu",
];

/// Words that say of what a total is: a section, or what is counted.
const OF_TOTALS: [&str; 13] = [
    "muc", "phan", "va", "khoi", "cum", "nhom", "cac", "sang", "kien", "sk", "don", "vi", "luot",
];

/// Whether a word behind that for a total names a section: its number or letter, or what it is.
fn names_section(word: &str) -> bool {
    let roman = |b: u8| b"ivxlc".contains(&b);
    word.len() <= 1
        || word.bytes().all(|b| b.is_ascii_digit())
        || (word.len() <= 5 && word.bytes().all(roman))
        || OF_TOTALS.contains(&word)
}

/// Whether a text names a row of totals: `Cộng`, `Tổng I`, `TỔNG CỘNG (I+II):`, `Đông Sơn Total`.
pub(super) fn total(text: &str) -> bool {
    let excel = text.ends_with("otal") || text.ends_with("ount");
    if !begins_as_total(text.trim_start()) && !excel {
        return false;
    }
    let slug = slug::slug(text);
    if slug.ends_with("-total") || slug.ends_with("-count") {
        return true;
    }
    // "Cộng: 2 sáng kiến" is a total whatever it counts.
    let named = text
        .split_once([':', '='])
        .map(|(name, _)| slug::slug(name));
    if named.is_some_and(|name| TOTALS.contains(&name.as_str())) {
        return true;
    }
    TOTALS.iter().any(|word| is_total_of(&slug, word))
}

/// Whether a slug is a word for totals, alone or with the name of the section that it is of.
fn is_total_of(slug: &str, word: &str) -> bool {
    let Some(rest) = slug.strip_prefix(word) else {
        return false;
    };
    let mut groups = ["-khoi", "-nhom", "-cum"].into_iter();
    match rest.strip_prefix('-') {
        Some(name) => {
            groups.any(|group| word.ends_with(group)) || name.split('-').all(names_section)
        }
        None => rest.is_empty(),
    }
}

/// Whether a text is a number as people write it: `1.354`, `12 000`, `12,5`, `75%`; a day is none.
pub(super) fn is_figure(text: &str) -> bool {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let mark = |c: char| matches!(c, '.' | ',') || c.is_whitespace();
    let parts: Vec<&str> = number.split(mark).collect();
    match parts.as_slice() {
        [whole] => is_digits(whole),
        [whole, fraction] if fraction.len() < 3 => is_digits(whole) && is_digits(fraction),
        [first, groups @ ..] => {
            let group = |part: &&str| part.len() == 3 && is_digits(part);
            first.len() < 4 && is_digits(first) && groups.iter().all(group)
        }
        [] => false,
    }
}

/// Whether a text is made of digits and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text begins as the words of totals do, `to`, `co` or `gr`, with any marks. Each row
/// of a table is asked, and few texts are worth the slug.
fn begins_as_total(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    let second = chars.next().unwrap_or_default();
    match first {
        't' | 'T' | 'c' | 'C' => {
            matches!(
                second,
                'o' | 'O' | 'ò'..='ö' | 'Ò'..='Ö' | 'ơ' | 'Ơ' | '\u{1ecc}'..='\u{1ee3}'
            ) || !(second.is_ascii() || is_latin_letter(second))
        }
        'g' | 'G' => matches!(second, 'r' | 'R'),
        _ => false,
    }
}

/// Whether a letter is one of those with which Vietnamese is written.
fn is_latin_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a row of totals is about the whole table, not the section above it.
pub(super) fn grand(text: &str) -> bool {
    let slug = slug::slug(text);
    [
        "tong-cong",
        "tong-so",
        "toan-tinh",
        "grand",
        "cong-toan",
        "tong-toan",
    ]
    .iter()
    .any(|word| slug.starts_with(word))
}

/// Whether a text is of the lines below a table: who made it, who signs, remarks.
pub(super) fn signature(text: &str) -> bool {
    // "(*) Đông Sơn: có 5 sáng kiến nộp muộn"
    if text.starts_with("(*") {
        return true;
    }
    let slug = slug::slug(text);
    if SIGNATURES.iter().any(|word| slug.starts_with(word)) || slug == "ghi-chu" {
        return true;
    }
    // "Thanh Hóa, ngày 25 tháng 8 năm 2023"
    let words: Vec<&str> = slug.split('-').collect();
    let places = ["ngay", "thang", "nam"].map(|part| words.iter().position(|word| *word == part));
    matches!(places, [Some(day), Some(month), Some(year)]
        if day < month && month < year && day <= 4)
}

/// How far out a section is: `A.` 1, `I.` 2, `1.` 3, `a)` 4; 5 without a number.
pub(super) fn level(text: &str) -> u8 {
    let mark: String = text
        .trim_start_matches(['(', '*'])
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let behind = &text.trim_start_matches(['(', '*'])[mark.len()..];
    let marked = behind.starts_with(['.', ')', '/', '-', ':']) || behind.is_empty();
    if mark.is_empty() || !marked {
        return 5;
    }
    if roman(&mark) {
        2
    } else if mark.bytes().all(|b| b.is_ascii_digit()) && mark.len() <= 3 {
        3
    } else if mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_uppercase()) {
        1
    } else if mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase()) {
        4
    } else {
        5
    }
}

fn roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b"IVXL".contains(&b))
}

/// The name in a section without its number: `2) LĐLĐ huyện X`, `III. Khối doanh nghiệp`.
pub(super) fn name(text: &str) -> &str {
    if level(text) == 5 {
        return text
            .trim_start_matches(['*', '-', '+', '•'])
            .trim()
            .trim_end_matches(':')
            .trim();
    }
    let text = text.trim_start_matches(['(', '*']);
    let mark = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    let behind = text[mark..].trim_start_matches(|c: char| !c.is_alphanumeric());
    behind.trim().trim_end_matches(':').trim()
}

/// Whether a text counts sections, not records: `I`, `A`, `II.`
pub(super) fn counts_sections(text: &str) -> bool {
    let mark = text.trim_end_matches(['.', ')', '/']);
    roman(mark) || (mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_uppercase()))
}

/// How many marks are the letters of the alphabet one after the other, from the first mark on.
fn letters_from<'a>(
    marks: impl Iterator<Item = &'a String>,
    letters: impl Iterator<Item = char>,
) -> usize {
    marks
        .zip(letters)
        .take_while(|(mark, letter)| mark.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4])))
        .count()
}

/// Whether a row only numbers the columns: `(1) (2) (3)`, `1 2 3`, `A B C`, `A B 1 2 C`,
/// `(5)=(3)+(4)`.
pub(super) fn numbers_columns(row: &Line<'_>) -> bool {
    let mut marks = Vec::new();
    for (_, text) in row.shown() {
        let before = text.split('=').next().unwrap_or(&text);
        let mark = before
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned();
        if mark.len() > 3 || mark.is_empty() {
            return false;
        }
        marks.push(mark);
        if marks.len() > 512 {
            break;
        }
    }
    if marks.len() < 2 {
        return false;
    }
    // Letters may come first, for the columns of names, and numbers behind them; the letters may go
    // on behind these, for remarks.
    let letters = letters_from(marks.iter(), 'A'..='Z');
    let mut remarks = 0;
    if letters > 0 {
        let behind = marks.iter().skip(letters);
        let words = behind.filter(|mark| mark.parse::<u32>().is_err());
        remarks = letters_from(words, ('A'..='Z').skip(letters));
    }
    let numbers: Option<Vec<u32>> = marks[letters..marks.len() - remarks]
        .iter()
        .map(|mark| mark.parse().ok())
        .collect();
    let Some(numbers) = numbers else {
        return false;
    };
    let counted = numbers.first().is_none_or(|first| *first <= 2)
        && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    counted && marks.len() >= 3.min(numbers.len() + letters) && (letters > 0 || numbers.len() >= 3)
}

/// Cells of a row that hold words, and whether it holds a number or a day.
pub(super) fn words<'r>(row: &'r Line<'_>) -> (Vec<(usize, Cow<'r, str>)>, bool) {
    let (mut texts, mut figures) = (Vec::new(), false);
    for column in 0..row.width() {
        match row.cell(column) {
            Cell::Empty => {}
            Cell::Text(text) if !is_figure(text) => {
                texts.push((column, row.cell(column).shown()));
            }
            _ => figures = true,
        }
    }
    (texts, figures)
}

/// Whether a cell is merged across several columns.
pub(super) fn across(areas: &[Area], row: u32, column: usize) -> bool {
    let (row, column) = (row.saturating_sub(1), saturated(column));
    // Areas are in the order of their first rows.
    let from = areas.partition_point(|area| area.top < row);
    let here = areas[from..].iter().take_while(|area| area.top == row);
    here.into_iter()
        .any(|area| area.right > area.left + 1 && area.covers(row, column))
}

#[cfg(test)]
mod tests {
    use super::super::rows::{Cells, Row};
    use super::*;

    #[test]
    fn totals_are_told_from_names() {
        for text in [
            "Cộng",
            "Tổng cộng",
            "TỔNG CỘNG (I+II):",
            "Tổng I",
            "Toàn tỉnh",
            "Tổng cộng toàn tỉnh",
            "Cộng mục A",
            "Đông Sơn Count",
            "Grand Total",
            "Cộng khối doanh nghiệp",
            "Cộng cụm 1",
            "Tổng cộng 2 cụm",
            "Tổng các đơn vị",
            "Tổng số:",
            "Cộng: 2 sáng kiến",
            "Tổng số sáng kiến: 12",
            "Tổng cộng 12 SK",
        ] {
            assert!(total(text), "{text}");
        }
        for text in [
            "Tổng công ty Bia",
            "Công đoàn ngành Giáo dục",
            "Tổng hợp ý kiến",
            "Cộng đồng học tập",
            "Toàn tỉnh học Bác",
            "TH0001",
        ] {
            assert!(!total(text), "{text}");
        }
    }

    #[test]
    fn figures_are_told_from_days_and_codes() {
        for text in [
            "12",
            "1.354",
            "12 000",
            "1.234.567",
            "12,5",
            "75%",
            "7,5 %",
            "1\u{a0}200",
        ] {
            assert!(is_figure(text), "{text}");
        }
        for text in [
            "31.8.2023",
            "8.2023",
            "8/2023",
            "A1",
            "",
            "-",
            "1.",
            "12 SK",
        ] {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn sections_have_levels_and_names() {
        assert_eq!(
            (level("A. Khối huyện"), name("A. Khối huyện")),
            (1, "Khối huyện")
        );
        assert_eq!(
            (
                level("III. Khối doanh nghiệp"),
                name("III. Khối doanh nghiệp")
            ),
            (2, "Khối doanh nghiệp")
        );
        assert_eq!(
            (level("2) LĐLĐ huyện X"), name("2) LĐLĐ huyện X")),
            (3, "LĐLĐ huyện X")
        );
        assert_eq!(
            (level("LĐLĐ huyện X:"), name("LĐLĐ huyện X:")),
            (5, "LĐLĐ huyện X")
        );
        assert!(counts_sections("II") && counts_sections("A.") && !counts_sections("12"));
    }

    #[test]
    fn rows_of_column_numbers_are_known() {
        let numbers = |marks: &str| {
            let row = Row {
                cells: Cells::Text(marks.split(' ').collect::<Vec<_>>().into()),
                ..Row::default()
            };
            numbers_columns(&row.line())
        };
        for row in [
            "1 2 3",
            "(1) (2) (3)",
            "A B C",
            "A B 1 2",
            "A B 1 2 3=2/1 C",
            "A 1 2=1*5 B C",
        ] {
            assert!(numbers(row), "{row}");
        }
        for row in [
            "1 A 2",
            "A B 1 3",
            "A C 1 2",
            "A B 1 C 2",
            "1 2",
            "A B 1 2 D",
        ] {
            assert!(!numbers(row), "{row}");
        }
    }

    #[test]
    fn signatures_are_told_from_records() {
        for text in [
            "Người lập biểu",
            "TM. BAN THƯỜNG VỤ",
            "Thanh Hóa, ngày 25 tháng 8 năm 2023",
            "Ghi chú: số liệu sơ bộ",
            "(*) Đông Sơn: có 5 sáng kiến nộp muộn",
            "Nguồn: Ban Chính sách",
        ] {
            assert!(signature(text), "{text}");
        }
        assert!(!signature("Cải tiến máy ép") && !signature("Chương trình quản lý"));
    }
}
