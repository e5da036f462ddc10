//! The languages that the program writes: one type for sites, their texts and its own messages.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::AddressWord;

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
    /// Signs in the names of topics, and the words for them in addresses.
    pub signs: [(char, &'static str); 5],
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
    signs: [
        ('+', "plus"),
        ('#', "sharp"),
        ('&', "va"),
        ('%', "phan-tram"),
        ('@', "a-cong"),
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
    signs: [
        ('+', "plus"),
        ('#', "sharp"),
        ('&', "and"),
        ('%', "percent"),
        ('@', "at"),
    ],
};

const fn address_word_vi(word: AddressWord) -> &'static str {
    match word {
        AddressWord::News => "tin-tuc",
        AddressWord::Sections => "chuyen-muc",
        AddressWord::Topics => "chu-de",
        AddressWord::Initiatives => "sang-kien",
        AddressWord::Units => "don-vi",
        AddressWord::Organisations => "to-chuc",
        AddressWord::Programmes => "chuong-trinh",
        AddressWord::Progress => "tien-do",
        AddressWord::Compare => "so-sanh",
        AddressWord::Changes => "co-gi-moi",
        AddressWord::Charts => "bieu-do",
        AddressWord::Method => "cach-tinh",
        AddressWord::Search => "tim-kiem",
        AddressWord::Data => "du-lieu",
        AddressWord::Page => "trang",
        AddressWord::Year => "nam",
    }
}

const fn address_word_en(word: AddressWord) -> &'static str {
    match word {
        AddressWord::News => "news",
        AddressWord::Sections => "sections",
        AddressWord::Topics => "topics",
        AddressWord::Initiatives => "initiatives",
        AddressWord::Units => "units",
        AddressWord::Organisations => "organisations",
        AddressWord::Programmes => "programmes",
        AddressWord::Progress => "progress",
        AddressWord::Compare => "compare",
        AddressWord::Changes => "whats-new",
        AddressWord::Charts => "charts",
        AddressWord::Method => "method",
        AddressWord::Search => "search",
        AddressWord::Data => "data",
        AddressWord::Page => "page",
        AddressWord::Year => "year",
    }
}

impl AddressWord {
    /// The folder of the files that programs fetch, without the `/` behind it. It has the word of
    /// the first language in every site: feed readers, other sites and programs name these files,
    /// so that they stay where they are when a page gets another word.
    pub const fn files(self) -> &'static str {
        address_word_vi(self)
    }
}

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

    /// A word in the addresses of its pages, where a site says no other.
    pub const fn address_word(self, word: AddressWord) -> &'static str {
        match self {
            Self::Vi => address_word_vi(word),
            Self::En => address_word_en(word),
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

    #[test]
    fn no_two_words_of_addresses_are_alike() {
        for lang in Lang::ALL {
            let words = AddressWord::ALL.map(|word| lang.address_word(word));
            let mut seen = std::collections::BTreeSet::new();
            for word in words {
                assert_eq!(crate::base::slug::address(word), word, "{lang}");
                assert!(seen.insert(word), "{lang}: {word} twice");
            }
        }
        // They are places in lists, too.
        for (number, word) in AddressWord::ALL.into_iter().enumerate() {
            assert_eq!(word as usize, number, "{}", word.key());
        }
    }
}
