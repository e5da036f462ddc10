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

/// The unit that words mean: `triệu đồng`, `đồng/năm`, `ĐVT: nghìn đồng`, `USD`. Empty words mean
/// đồng.
pub(super) fn unit_of(words: &str) -> Option<Unit> {
    if let Some(currency) = currency(words).filter(|currency| *currency != "VND") {
        return Some(Unit::Foreign(currency));
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

/// The currency whose sign or name is in a text by itself.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let word = |name: &str| {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == name)
    };
    if lower.contains('$') || word("usd") || slug::slug(text).contains("do-la") {
        Some("USD")
    } else if lower.contains('€') || word("eur") || word("euro") {
        Some("EUR")
    } else if lower.contains('¥') || word("jpy") || word("yên") {
        Some("JPY")
    } else if lower.contains('₫') || word("vnd") || word("vnđ") {
        Some("VND")
    } else {
        None
    }
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

/// The unit that a line above a table says for all of its amounts: `Đơn vị tính: nghìn đồng`.
pub(super) fn line(text: &str) -> Option<Unit> {
    let slug = slug::slug(text);
    let says = ["don-vi-tinh", "dvt", "don-vi-tien", "dv-tinh"];
    let behind = text.rsplit_once(':').map(|(_, behind)| behind)?;
    let behind = behind.trim().trim_end_matches([')', ']', '.', ';']);
    (says.iter().any(|word| slug.contains(word)) && !behind.is_empty())
        .then(|| unit_of(behind))
        .flatten()
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
        assert_eq!(line("(Đơn vị tính: nghìn đồng)"), Some(Unit::Dong(1e3)));
        assert_eq!(line("Đơn vị: LĐLĐ huyện Đông Sơn"), None);
    }
}
