//! Units of money, in headings and behind amounts.

use crate::base::slug;

/// What a text says of the unit of an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    /// đồng, or thousands, millions, thousands of millions of them.
    Dong(f64),
    /// Another currency.
    Foreign(&'static str),
}

/// What the words behind an amount of money multiply it by; `None` for words that are none of it.
pub(super) fn unit(words: &str) -> Option<f64> {
    match unit_of(words)? {
        Unit::Dong(scale) => Some(scale),
        Unit::Foreign(_) => None,
    }
}

/// The unit that words mean: `triệu đồng`, `đồng/năm`, `ĐVT: nghìn đồng`, `1.000 đồng`, `USD`.
/// Empty words mean đồng. Thousands of another currency are no unit that is known.
pub(super) fn unit_of(words: &str) -> Option<Unit> {
    if let Some(currency) = currency(words).filter(|currency| *currency != "VND") {
        return (!multiplies(words)).then_some(Unit::Foreign(currency));
    }
    if let Some(times) = times_of(words) {
        return Some(Unit::Dong(times));
    }
    let slug = slug::slug(words);
    let mut rest = slug.as_str();
    for before in [
        "don-vi-tinh-",
        "don-vi-",
        "dvt-",
        "dv-tinh-",
        "tinh-bang-",
        "tinh-",
    ] {
        rest = rest.strip_prefix(before).unwrap_or(rest);
    }
    for behind in ["-nam", "-1-nam", "-thang", "-moi-nam", "-mot-nam"] {
        rest = rest.strip_suffix(behind).unwrap_or(rest);
    }
    Some(Unit::Dong(match rest {
        "" | "d" | "dong" | "vnd" | "dong-viet-nam" | "viet-nam-dong" => 1.0,
        "nghin" | "ngan" | "nghin-dong" | "ngan-dong" | "1000d" | "1-000d" | "1000-dong"
        | "1-000-dong" | "nghin-d" | "ngan-d" | "nghin-vnd" => 1e3,
        "trieu" | "tr" | "trieu-dong" | "trd" | "tr-d" | "tr-dong" | "trieu-vnd" | "trieu-d" => 1e6,
        "ty" | "ti" | "ty-dong" | "ti-dong" | "ty-vnd" | "ty-d" => 1e9,
        _ => return None,
    }))
}

/// What a power of thousand before the word for đồng multiplies by: `1.000.000 đồng`, `x 1000đ`.
fn times_of(words: &str) -> Option<f64> {
    let words = words.trim().trim_start_matches(['x', 'X', '×']).trim();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let rest = words.trim_start_matches(digits);
    let number = words[..words.len() - rest.len()].replace(['.', ',', ' '], "");
    let known = matches!(number.as_str(), "1000" | "1000000" | "1000000000");
    if !known || rest.is_empty() || unit_of(rest) != Some(Unit::Dong(1.0)) {
        return None;
    }
    number.parse().ok()
}

/// Whether words multiply what they stand behind.
fn multiplies(words: &str) -> bool {
    let slug = slug::slug(words);
    let times = ["nghin", "ngan", "trieu", "ty", "ti", "tr", "k"];
    slug.bytes().any(|b| b.is_ascii_digit()) || slug.split('-').any(|word| times.contains(&word))
}

/// Signs and names of currencies.
const CURRENCIES: [(char, &[&str], &str); 4] = [
    ('$', &["usd"], "USD"),
    ('€', &["eur", "euro"], "EUR"),
    ('¥', &["jpy", "yên"], "JPY"),
    ('₫', &["vnd", "vnđ"], "VND"),
];

/// The currency whose sign or name is in a text by itself.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    if slug::slug(text).contains("do-la") {
        return Some("USD");
    }
    let lower = text.to_lowercase();
    for (sign, names, currency) in CURRENCIES {
        if lower.contains(sign) || names.iter().any(|name| has_word(&lower, name)) {
            return Some(currency);
        }
    }
    None
}

fn has_word(text: &str, name: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == name)
}

/// A heading without what it says of its unit, and those words: `Giá trị (ĐVT: triệu đồng)` gives
/// `Giá trị` and `ĐVT: triệu đồng`; empty words where it says nothing.
pub(super) fn split(heading: &str) -> (&str, &str) {
    if let Some((before, inside)) = heading.split_once(['(', '[']) {
        return (
            before.trim(),
            inside.split([')', ']']).next().unwrap_or_default().trim(),
        );
    }
    for mark in [',', '-', '–', ':', '/'] {
        if let Some((before, behind)) = heading.rsplit_once(mark)
            && !behind.trim().is_empty()
            && unit_of(behind).is_some()
        {
            return (
                before.trim_end_matches(|c: char| !c.is_alphanumeric()),
                behind.trim(),
            );
        }
    }
    (heading.trim(), "")
}

/// What a line above a table says of the unit of all of its amounts: `Đơn vị tính: nghìn đồng`,
/// `Đơn vị: triệu đồng`, `(Triệu đồng)`. An error holds words that speak of money and are no unit
/// that is known.
pub(super) fn line(text: &str) -> Option<Result<Unit, String>> {
    text.split(['(', ')', '[', ']', ';', '\n'])
        .find_map(in_line)
}

fn in_line(piece: &str) -> Option<Result<Unit, String>> {
    let slug = slug::slug(piece);
    let says = |word: &&str| format!("-{slug}-").contains(&format!("-{word}-"));
    let of_measure = ["don-vi-tinh", "dvt", "don-vi-tien", "dv-tinh"]
        .iter()
        .any(says);
    // Whose table it is, too: "Đơn vị: LĐLĐ huyện Triệu Sơn".
    let of_anything = slug.starts_with("don-vi-") || slug.starts_with("dv-");
    let words = match piece.rsplit_once(':') {
        Some((_, behind)) if of_measure || of_anything => behind,
        Some(_) => return None,
        None => piece,
    };
    let words = words.split(", ").next().unwrap_or(words);
    let words = words.trim().trim_end_matches(['.', ',']);
    if slug::slug(words).is_empty() {
        return None;
    }
    let money = speaks_of_money(words);
    match unit_of(words) {
        Some(unit) if of_measure => Some(Ok(unit)),
        // A name may hold the name of a currency: LĐLĐ huyện Yên Định, Euro Star.
        Some(Unit::Foreign(_)) if !is_currency(words) => None,
        Some(unit) if of_anything || money => Some(Ok(unit)),
        None if of_measure && money => Some(Err(words.to_owned())),
        _ => None,
    }
}

/// Whether words are a currency and nothing else.
fn is_currency(words: &str) -> bool {
    let names = ["usd", "eur", "euro", "jpy", "do-la", "do-la-my"];
    matches!(words, "$" | "€" | "¥") || names.contains(&slug::slug(words).as_str())
}

/// Whether words name a currency.
fn speaks_of_money(words: &str) -> bool {
    let lower = words.to_lowercase();
    let dong = |word: &str| matches!(word, "đồng" | "đ" | "trđ" | "vnđ" | "vnd");
    currency(words).is_some() || lower.split(|c: char| !c.is_alphabetic()).any(dong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money() {
        for (words, unit) in [
            ("", Unit::Dong(1.0)),
            ("ĐVT: triệu đồng", Unit::Dong(1e6)),
            ("đồng/năm", Unit::Dong(1.0)),
            ("Đơn vị tính: nghìn đồng", Unit::Dong(1e3)),
            ("1.000 đồng", Unit::Dong(1e3)),
            ("USD", Unit::Foreign("USD")),
        ] {
            assert_eq!(unit_of(words), Some(unit), "{words}");
        }
        assert_eq!(unit_of("tấn"), None);
        assert_eq!(
            split("Giá trị (ĐVT: triệu đồng)"),
            ("Giá trị", "ĐVT: triệu đồng")
        );
        assert_eq!(split("Giá trị, triệu đồng"), ("Giá trị", "triệu đồng"));
        assert_eq!(
            split("Tác giả, đồng tác giả"),
            ("Tác giả, đồng tác giả", "")
        );
        for (words, times) in [
            ("1.000.000 đồng", 1e6),
            ("1000 VNĐ", 1e3),
            ("x 1.000đ", 1e3),
            ("x1.000.000.000 đồng", 1e9),
        ] {
            assert_eq!(unit_of(words), Some(Unit::Dong(times)), "{words}");
        }
        for words in [
            "triệu USD",
            "1.000 USD",
            "nghìn đô la",
            "100 đồng",
            "1000",
            "x",
        ] {
            assert_eq!(unit_of(words), None, "{words}");
        }
    }

    #[test]
    fn lines_above_a_table() {
        for (text, unit) in [
            ("(Đơn vị tính: nghìn đồng)", Unit::Dong(1e3)),
            ("Đơn vị: triệu đồng", Unit::Dong(1e6)),
            ("ĐV: 1.000 đ", Unit::Dong(1e3)),
            ("(Đơn vị tính triệu đồng)", Unit::Dong(1e6)),
            ("Triệu đồng", Unit::Dong(1e6)),
            ("ĐVT: Trđ; số liệu đến 30/6/2023", Unit::Dong(1e6)),
            ("Đơn vị tính: triệu đồng, năm 2023", Unit::Dong(1e6)),
            ("Biểu 2: Giá trị (ĐVT: tỷ đồng)", Unit::Dong(1e9)),
            ("ĐVT: USD", Unit::Foreign("USD")),
        ] {
            assert_eq!(line(text), Some(Ok(unit)), "{text}");
        }
        for text in [
            "Đơn vị: LĐLĐ huyện Đông Sơn",
            "Đơn vị: LĐLĐ huyện Triệu Sơn",
            "Đơn vị: Công ty Đồng Tâm",
            "Đơn vị: LĐLĐ huyện Yên Định",
            "LĐLĐ huyện Yên Định",
            "Công ty Euro Star",
            "Làm lợi hàng nghìn USD",
            "Đơn vị tính: sáng kiến",
            "Số liệu đến 30/6/2023",
            "Biểu 2: tỷ lệ",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
        for (text, words) in [
            ("ĐVT: trăm triệu đồng", "trăm triệu đồng"),
            ("Đơn vị tính: nghìn USD", "nghìn USD"),
        ] {
            assert_eq!(line(text), Some(Err(words.to_owned())), "{text}");
        }
    }
}
