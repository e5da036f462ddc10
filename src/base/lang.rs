//! The languages that the program writes: one type for sites, their texts and its own messages.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language of a site, or of the messages to the person who builds it.
///
/// Matches on it are exhaustive: a new language does not compile until each of them has its words.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

/// How a language writes numbers, days and amounts.
#[derive(Debug)]
pub struct Forms {
    /// The mark before decimals.
    pub decimal: char,
    /// The mark between groups of three digits.
    pub group: char,
    /// A day, as `strftime` writes it.
    pub day: &'static str,
    /// A month of a year, in the same way.
    pub month: &'static str,
    /// A day in a cell of a workbook, as Excel writes formats.
    pub day_in_sheets: &'static str,
    /// Before a number that would be shown as 0, or below it.
    pub under: &'static str,
    /// Before a share that is less than the whole and shown as all of it.
    pub almost: &'static str,
    /// Before a share that is more than the whole and shown as all of it.
    pub over: &'static str,
    /// What round numbers on a scale are counted in, the largest first.
    pub scales: &'static [(i64, &'static str)],
    /// What amounts of đồng are counted in, the largest first; the last is one đồng.
    pub dong: [(i64, &'static str); 3],
}

const VI: Forms = Forms {
    decimal: ',',
    group: '.',
    day: "%d/%m/%Y",
    month: "%m/%Y",
    day_in_sheets: "dd/mm/yyyy",
    under: "dưới",
    almost: "gần",
    over: "hơn",
    scales: &[
        (1_000_000_000, "tỷ"),
        (1_000_000, "triệu"),
        (1_000, "nghìn"),
    ],
    dong: [
        (1_000_000_000, "tỷ đồng"),
        (1_000_000, "triệu đồng"),
        (1, "đồng"),
    ],
};

const EN: Forms = Forms {
    decimal: '.',
    group: ',',
    day: "%-d %B %Y",
    month: "%B %Y",
    day_in_sheets: "yyyy-mm-dd",
    under: "under",
    almost: "almost",
    over: "over",
    scales: &[(1_000_000_000, "billion"), (1_000_000, "million")],
    dong: [
        (1_000_000_000, "billion VND"),
        (1_000_000, "million VND"),
        (1, "VND"),
    ],
};

impl Lang {
    /// All languages, the one that is preferred first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The code in HTML, addresses and names of files (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The message file of the built-in theme.
    pub(super) const fn messages(self) -> &'static str {
        match self {
            Self::Vi => include_str!("../../themes/default/messages/vi.ftl"),
            Self::En => include_str!("../../themes/default/messages/en.ftl"),
        }
    }

    /// How it writes numbers, days and amounts.
    pub const fn forms(self) -> &'static Forms {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    /// The page that says how figures are computed, as Markdown.
    pub const fn method(self) -> &'static str {
        match self {
            Self::Vi => include_str!("../../docs/vi/method.md"),
            Self::En => include_str!("../../docs/en/method.md"),
        }
    }

    /// What the language calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The language with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The Vietnamese or the English words of the program itself, for the person who uses it; what
    /// readers of a site see is a message of its language, or one of its `Forms`.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        for lang in Lang::ALL {
            assert_eq!(Lang::of_code(lang.code()), Some(lang));
            let json = serde_json::to_string(&lang).unwrap();
            assert_eq!(json, format!("\"{lang}\""));
        }
        assert_eq!(Lang::of_code("VI"), None);
    }
}
