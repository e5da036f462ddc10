//! Numbers as Vietnamese and English readers write them.

/// A space that a line never breaks at, set between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// `170.324` in Vietnamese, `170,324` in English.
pub fn whole(value: i64, language: &str) -> String {
    let separator = if language == "vi" { '.' } else { ',' };
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

/// One decimal, dropped when it is zero: `425,8%`, `100%`.
pub fn percent(value: f64, language: &str) -> String {
    format!("{}%", decimal(value, language))
}

/// A number with at most one decimal, grouped and with the language's decimal mark.
pub fn decimal(value: f64, language: &str) -> String {
    // Half away from zero on the scaled value, as a reader with a calculator would round.
    written((value * 10.0).round() as i64, language)
}

fn written(tenths: i64, language: &str) -> String {
    let mut out = whole(tenths / 10, language);
    if tenths < 0 && tenths > -10 {
        out.insert(0, '−');
    }
    let rest = tenths.unsigned_abs() % 10;
    if rest != 0 {
        out.push(if language == "vi" { ',' } else { '.' });
        out.push(char::from(b'0' + rest as u8));
    }
    out
}

/// `part` / `whole` × `times` with one decimal, rounded half away from zero in whole numbers, so
/// that no digit is lost on the way; `None` for a zero or negative whole.
pub fn ratio(part: i64, whole: i64, times: i64, language: &str) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    let (scaled, whole) = (i128::from(part) * i128::from(times) * 10, i128::from(whole));
    let tenths = (2 * scaled.abs() + whole).div_euclid(2 * whole) * scaled.signum();
    Some(written(i64::try_from(tenths).ok()?, language))
}

/// `part` of `whole` in percent, as [`ratio`].
pub fn percent_of(part: i64, whole: i64, language: &str) -> Option<String> {
    ratio(part, whole, 100, language).map(|text| format!("{text}%"))
}

/// `162 triệu đồng`, `1,5 tỷ đồng`, `20.000 USD`: an amount of money in a currency by its ISO 4217
/// code.
pub fn money(amount: i64, currency: &str, language: &str) -> String {
    let vi = language == "vi";
    let (scaled, unit) = match amount {
        _ if currency != "VND" => (None, currency),
        1_000_000_000.. => (
            Some(amount as f64 / 1e9),
            if vi { "tỷ đồng" } else { "billion VND" },
        ),
        1_000_000.. => (
            Some(amount as f64 / 1e6),
            if vi { "triệu đồng" } else { "million VND" },
        ),
        _ => (None, if vi { "đồng" } else { "VND" }),
    };
    let written = scaled.map_or_else(
        || whole(amount, language),
        |scaled| decimal(scaled, language),
    );
    format!("{written}{NBSP}{}", unit.replace(' ', &NBSP.to_string()))
}

/// `part` of `whole` in percent; `None` for a zero or negative whole, which has no percent.
pub fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 * 100.0 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_by_language() {
        assert_eq!(whole(170_324, "vi"), "170.324");
        assert_eq!(whole(170_324, "en"), "170,324");
        assert_eq!(whole(-1_000, "vi"), "−1.000");
        assert_eq!(whole(0, "vi"), "0");
        assert_eq!(whole(999, "vi"), "999");
    }

    #[test]
    fn percent_of_the_first_phase() {
        assert_eq!(percent(share(170_324, 40_000).unwrap(), "vi"), "425,8%");
        assert_eq!(percent(100.0, "vi"), "100%");
        assert_eq!(percent(-0.4, "vi"), "−0,4%");
        assert_eq!(share(5, 0), None);
        assert_eq!(percent_of(170_324, 40_000, "vi").unwrap(), "425,8%");
        assert_eq!(
            percent_of(95, 400, "vi").unwrap(),
            "23,8%",
            "23,75 is rounded away from zero"
        );
        assert_eq!(ratio(103, 2_000, 100, "en").unwrap(), "5.2", "5.15");
        assert_eq!(ratio(-1, 20, 1, "vi").unwrap(), "−0,1");
        assert_eq!(
            percent_of(i64::MAX, 1, "vi"),
            None,
            "too large to be written"
        );
        assert_eq!(percent_of(1, 0, "vi"), None);
    }
}
