//! Numbers as clerks write them where a number cannot be so: what is wrong, and what to write.

/// How a number was meant.
#[derive(Debug, PartialEq)]
enum Meant {
    /// Digits in groups of three: `170.324`.
    Grouped(String),
    /// A whole number with a fraction of nothing: `60.0`.
    Whole(String),
    /// A fraction, with a point: `1.5`.
    Fraction(String),
    /// Below zero.
    Negative,
    /// With a word beside it for what is counted, such as `500 lượt`: the digits.
    Words(String),
    /// With a letter in it or at it (`8O`, `l2`), with other digits behind it (`5/12`), or with words
    /// that may change it (`5 triệu rưỡi`, `hơn 500`): what the number is cannot be known.
    Mixed,
    /// Anything else.
    Unclear,
}

/// Words beside a number that leave it as it is.
const COUNTED: [&str; 26] = [
    "bài",
    "bản",
    "cá nhân",
    "cái",
    "đề tài",
    "đoàn viên",
    "đơn vị",
    "đồng",
    "giải pháp",
    "hồ sơ",
    "lao động",
    "lượt",
    "lượt nộp",
    "người",
    "sáng kiến",
    "sk",
    "tập thể",
    "vnd",
    "vnđ",
    "đ",
    "entries",
    "initiatives",
    "members",
    "people",
    "reports",
    "units",
];

/// Whether what is before and behind a number leaves it as it is.
fn is_kept(before: &str, behind: &str, whole: bool) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '.' | ',');
    let words = behind.trim_matches(blank).to_lowercase();
    let is_harmless = words.is_empty() || COUNTED.contains(&&*words) || (!whole && words == "%");
    before.trim().is_empty() && is_harmless
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// What was meant by a text; `whole` says that no fraction can be here.
fn meant(text: &str, whole: bool) -> Meant {
    let text = text.trim();
    if text.starts_with(['-', '−']) && text.contains(is_digit) {
        return Meant::Negative;
    }
    let start = text.find(is_digit).unwrap_or(text.len());
    let figure: String = text[start..]
        .chars()
        .take_while(|c| is_digit(*c) || matches!(c, '.' | ',' | ' ' | '\u{a0}'))
        .collect();
    let number = figure.trim_end_matches(|c: char| !is_digit(c));
    let (before, behind) = (&text[..start], &text[start + number.len()..]);
    let touches = before.ends_with(char::is_alphabetic) || behind.starts_with(char::is_alphabetic);
    let is_mixed = touches || behind.contains(is_digit) || !is_kept(before, behind, whole);
    if !number.is_empty() && is_mixed {
        return Meant::Mixed;
    }
    let groups: Vec<&str> = number.split(|c: char| !is_digit(c)).collect();
    let digits = groups.concat();
    let in_threes = groups.len() > 1
        && groups[0].len() <= 3
        && groups[1..].iter().all(|group| group.len() == 3);
    match groups[..] {
        [""] => Meant::Unclear,
        [_] if number == text || digits.len() > 15 => Meant::Unclear,
        [_] => Meant::Words(digits),
        [before, after] if !whole && number.contains(',') => {
            Meant::Fraction(format!("{before}.{after}"))
        }
        _ if in_threes => Meant::Grouped(digits),
        [before, after] if after.chars().all(|c| c == '0') => Meant::Whole(before.to_owned()),
        [before, after] => Meant::Fraction(format!("{before}.{after}")),
        _ => Meant::Unclear,
    }
}

/// `1.5` as thousands: 1500; nothing where that is not a whole number or not likely to be meant.
fn thousands(fraction: &str) -> Option<i64> {
    let (before, after) = fraction.split_once('.')?;
    let (before, digits) = (before.parse::<i64>().ok()?, after.len());
    if before >= 1000 || digits > 3 {
        return None;
    }
    let after = after.parse::<i64>().ok()? * 10_i64.pow(3 - u32::try_from(digits).ok()?);
    Some(before * 1000 + after)
}

/// Message and way to fix it in Vietnamese.
pub(super) fn vi(value: &str, whole: bool) -> (String, String) {
    match meant(value, whole) {
        Meant::Grouped(digits) => (
            format!("“{value}” có dấu ngăn giữa các chữ số; trong tệp này số phải viết liền"),
            format!("Viết: {digits}"),
        ),
        Meant::Whole(number) => (
            format!("“{value}” viết có phần lẻ; ở đây chỉ ghi số nguyên"),
            format!("Viết: {number}"),
        ),
        Meant::Fraction(number) if whole => (
            format!("“{value}” có phần lẻ; ở đây là số đếm nên chỉ ghi số nguyên"),
            match thousands(&number) {
                Some(all) => format!(
                    "Ghi số nguyên; nếu con số này tính bằng nghìn thì viết đủ: \
                 {all}"
                ),
                None => "Ghi số nguyên, ví dụ 170324.".to_owned(),
            },
        ),
        Meant::Fraction(number) => (
            format!("“{value}” dùng dấu phẩy; trong tệp này phần lẻ đứng sau dấu chấm"),
            format!("Viết: {number}"),
        ),
        Meant::Negative => (
            format!("“{value}” là số âm; ở đây chỉ ghi số từ 0 trở lên"),
            "Kiểm tra lại số; nếu chưa có số thì xóa cả dòng này.".to_owned(),
        ),
        Meant::Words(digits) => (
            format!("“{value}” có chữ hoặc ký hiệu đi kèm; ở đây chỉ ghi số"),
            format!("Viết: {digits}"),
        ),
        Meant::Mixed => (
            format!("“{value}” có chữ hoặc ký hiệu lẫn với số; ở đây chỉ ghi số"),
            "Xem lại số đúng là bao nhiêu, rồi ghi chỉ bằng chữ số, ví dụ 170324.".to_owned(),
        ),
        Meant::Unclear => (
            format!("“{value}” không phải số dùng được ở đây"),
            "Ghi một số từ 0 trở lên, viết liền, không kèm chữ, ví dụ 170324; nếu chưa có số thì \
             xóa cả dòng này."
                .to_owned(),
        ),
    }
}

/// The same in English.
pub(super) fn en(value: &str, whole: bool) -> (String, String) {
    match meant(value, whole) {
        Meant::Grouped(digits) => (
            format!("“{value}” has marks between its digits; in this file digits are together"),
            format!("Write: {digits}"),
        ),
        Meant::Whole(number) => (
            format!("“{value}” has a fraction; only whole numbers can be here"),
            format!("Write: {number}"),
        ),
        Meant::Fraction(number) if whole => (
            format!("“{value}” has a fraction; this is a count, so only whole numbers can be here"),
            match thousands(&number) {
                Some(all) => format!(
                    "Write a whole number; if these are thousands, write all of \
                 it: {all}"
                ),
                None => "Write a whole number, such as 170324.".to_owned(),
            },
        ),
        Meant::Fraction(number) => (
            format!("“{value}” has a comma; in this file a fraction follows a point"),
            format!("Write: {number}"),
        ),
        Meant::Negative => (
            format!("“{value}” is below zero; only numbers from 0 can be here"),
            "Check the number; if there is none yet, delete the line.".to_owned(),
        ),
        Meant::Words(digits) => (
            format!("“{value}” has words or signs beside it; only a number can be here"),
            format!("Write: {digits}"),
        ),
        Meant::Mixed => (
            format!("“{value}” has letters or signs among its digits; only a number can be here"),
            "Check what the number is, and write it in digits alone, such as 170324.".to_owned(),
        ),
        Meant::Unclear => (
            format!("“{value}” is not a number that can be here"),
            "Write a number from 0 in digits that are together, without words, such as 170324; if \
             there is none yet, delete the line."
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_clerks_write_them() {
        let text = String::from;
        for (value, expected) in [
            ("170.324", Meant::Grouped(text("170324"))),
            ("170 324", Meant::Grouped(text("170324"))),
            ("1.234.567", Meant::Grouped(text("1234567"))),
            ("60.0", Meant::Whole(text("60"))),
            ("60,00", Meant::Whole(text("60"))),
            ("1.5", Meant::Fraction(text("1.5"))),
            ("1,5", Meant::Fraction(text("1.5"))),
            ("-5", Meant::Negative),
            ("500 lượt", Meant::Words(text("500"))),
            ("12 sáng kiến.", Meant::Words(text("12"))),
            ("hơn 500", Meant::Mixed),
            ("12%", Meant::Mixed),
            ("5 triệu rưỡi", Meant::Mixed),
            ("5,5 triệu", Meant::Mixed),
            ("1.500 nghìn lượt", Meant::Mixed),
            ("2 chục", Meant::Mixed),
            ("(500)", Meant::Mixed),
            ("500+", Meant::Mixed),
            ("8O", Meant::Mixed),
            ("l2", Meant::Mixed),
            ("1.2O3", Meant::Mixed),
            ("5/12", Meant::Mixed),
            ("chưa có", Meant::Unclear),
            ("1.2.3", Meant::Unclear),
            ("", Meant::Unclear),
        ] {
            assert_eq!(meant(value, true), expected, "{value}");
        }
        assert_eq!(meant("425,8", false), Meant::Fraction(text("425.8")));
        assert_eq!(meant("12%", false), Meant::Words(text("12")));
        assert_eq!(thousands("1.5"), Some(1500));
        assert_eq!(thousands("12.25"), Some(12_250));
        assert_eq!(thousands("170324.5"), None);
        assert!(vi("1,5", true).1.ends_with("1500"));
        assert_eq!(vi("425,8", false).1, "Viết: 425.8");
    }
}
