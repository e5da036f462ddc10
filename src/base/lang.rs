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

    /// The Vietnamese or the English words.
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
