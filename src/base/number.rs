//! Numbers as Vietnamese and English readers write them.

use super::Lang;

/// A space that a line never breaks at, set between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// A name with no-break spaces before its numbers: `Công đoàn cơ sở số 49`.
pub fn held_in_name(name: &str) -> String {
    if !name.contains(|c: char| c.is_ascii_digit()) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len() + 2);
    for (index, part) in name.split(' ').enumerate() {
        if index > 0 {
            let number = part.starts_with(|c: char| c.is_ascii_digit());
            let behind_word = out.ends_with(char::is_alphabetic);
            out.push(if number && behind_word { NBSP } else { ' ' });
        }
        out.push_str(part);
    }
    out
}

/// A number of lines, columns, rows or records in 32 bits: the largest of these where it does not fit.
pub fn saturated(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// How many there are of something, written as [`whole`].
pub fn count(count: impl TryInto<i64>, language: Lang) -> String {
    whole(count.try_into().unwrap_or(i64::MAX), language)
}

/// `170.324` in Vietnamese, `170,324` in English.
pub fn whole(value: i64, language: Lang) -> String {
    grouped(i128::from(value), language)
}

fn grouped(value: i128, language: Lang) -> String {
    let separator = language.forms().group;
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with at most one decimal, grouped and with the language's decimal mark. Shares, paces
/// and rates have a rule of their own ([`super::share`]).
pub fn decimal(value: f64, language: Lang) -> String {
    // Half away from zero on the scaled value, as a reader with a calculator would round.
    tenths((value * 10.0).round() as i128, language)
}

/// This many tenths, with at most one decimal: `425,8`, `100`.
pub(super) fn tenths(tenths: i128, language: Lang) -> String {
    let mut out = grouped(tenths / 10, language);
    if tenths < 0 && tenths > -10 {
        out.insert(0, '−');
    }
    let rest = tenths.unsigned_abs() % 10;
    if rest != 0 {
        out.push(language.forms().decimal);
        out.push(char::from(b'0' + rest as u8));
    }
    out
}

/// `162 triệu đồng`, `1,5 tỷ đồng`, `20.000 USD`: an amount of money in a currency by its ISO 4217
/// code.
pub fn money(amount: i64, currency: &str, language: Lang) -> String {
    let forms = language.forms();
    let [.., one] = forms.dong;
    let (size, unit) = match currency {
        "VND" => {
            let mut sizes = forms.dong.into_iter();
            sizes.find(|(size, _)| amount >= *size).unwrap_or(one)
        }
        _ => (1, currency),
    };
    let written = match size {
        1 => whole(amount, language),
        _ => decimal(amount as f64 / size as f64, language),
    };
    format!("{written}{NBSP}{}", unit.replace(' ', &NBSP.to_string()))
}

/// `200 nghìn`: a round value of a scale whose biggest value is `biggest`.
pub fn rounded(value: i64, biggest: i64, language: Lang) -> String {
    let mut scales = language.forms().scales.iter();
    let named = scales.find(|(size, _)| biggest >= *size && biggest >= 10_000);
    match named {
        Some((size, name)) if value != 0 => {
            let scaled = decimal(value as f64 / *size as f64, language);
            format!("{scaled}{NBSP}{name}")
        }
        _ => whole(value, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let held = |name: &str| held_in_name(name).replace(NBSP, "_");
        assert_eq!(held("Công đoàn cơ sở số 49"), "Công đoàn cơ sở số_49");
        assert_eq!(
            held("Khối 1, Trường Triệu Sơn 4"),
            "Khối_1, Trường Triệu Sơn_4"
        );
        assert_eq!(held("27/7 Thanh Hóa"), "27/7 Thanh Hóa");
        assert_eq!(held("Tổ 1 2 3  4"), "Tổ_1 2 3  4");
    }

    #[test]
    fn groups_by_language() {
        assert_eq!(whole(170_324, Lang::Vi), "170.324");
        assert_eq!(whole(170_324, Lang::En), "170,324");
        assert_eq!(whole(-1_000, Lang::Vi), "−1.000");
        assert_eq!(whole(0, Lang::Vi), "0");
        assert_eq!(whole(999, Lang::Vi), "999");
    }

    #[test]
    fn one_decimal_at_most() {
        assert_eq!(decimal(425.81, Lang::Vi), "425,8");
        assert_eq!(decimal(-0.4, Lang::Vi), "−0,4");
        assert_eq!(decimal(1_000.0, Lang::En), "1,000");
    }

    #[test]
    fn round_values_of_scales() {
        let vi = |value, biggest| rounded(value, biggest, Lang::Vi);
        assert_eq!(vi(200_000, 600_000), "200\u{a0}nghìn");
        assert_eq!(vi(500_000, 1_500_000), "0,5\u{a0}triệu");
        assert_eq!(vi(2_000_000_000, 8_000_000_000), "2\u{a0}tỷ");
        assert_eq!(vi(2_000, 8_000), "2.000");
        assert_eq!(vi(0, 600_000), "0");
        assert_eq!(rounded(200_000, 600_000, Lang::En), "200,000");
    }
}
