//! The content contract, once: which keys each kind of record has, of what kind, and what they are
//! called.

mod addresses;
mod initiative;
mod map;
mod news;
mod programme;
mod shared;
mod sidecar;
mod site;
mod translation;
mod unit;

use crate::source::Role;
pub use initiative::INITIATIVE;
pub use map::MAP;
pub use news::{NEWS, PAGE};
pub use programme::PROGRAMME;
pub use sidecar::{FORM, SIDECAR};
pub use site::SITE;
pub use translation::{SITE_TRANSLATION, TRANSLATION};
pub use unit::{REPORT, SNAPSHOT, UNIT};

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any scalar, as written.
    Text,
    /// a–z, 0–9 and hyphens.
    Id,
    /// The id of another record; `what` names the kind: `unit`, `group` …
    Reference(&'static str),
    /// A day.
    Date,
    /// A whole number, not negative.
    Count,
    /// A number, not negative.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Choice(&'static [Word]),
    /// An absolute address.
    Url,
    /// A list of such values; one value alone counts as a list of one.
    List(&'static Kind),
    /// A mapping with keys of its own.
    Record(&'static [Field]),
    /// Ids of the kind `what` to counts.
    Counts(&'static str),
    /// Any texts to texts.
    Texts,
}

/// Where the form of a record asks for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Before the text of the record.
    First,
    /// Behind the text.
    Always,
    /// Behind the text when it is filled, else among those that are folded.
    WhenNeeded,
}

/// One key of a record.
#[derive(Debug)]
pub struct Field {
    /// The key as written.
    pub key: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What editors call it, in Vietnamese.
    pub vi: &'static str,
    /// And in English.
    pub en: &'static str,
    /// What to write there, in Vietnamese and English; empty where the label says it all.
    pub hint: [&'static str; 2],
    /// What else the column is called in the tables that offices have, besides the key and the
    /// labels.
    pub headings: &'static [&'static str],
    /// What to write in a table, in Vietnamese, where that is not what `hint` says of YAML.
    pub table_hint: &'static str,
    /// An example for templates; empty where its kind gives one.
    pub example: &'static str,
    /// Width of its column in characters; `None` where its kind gives one.
    pub width: Option<u8>,
    /// Where a form asks for it.
    pub asked: Asked,
}

/// One of the values of a [`Kind::Choice`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// As it is in YAML.
    pub value: &'static str,
    /// What editors call it, in Vietnamese; a table may say this too.
    pub vi: &'static str,
    /// And in English.
    pub en: &'static str,
    /// What else tables say for it.
    pub also: &'static [&'static str],
}

const fn may(key: &'static str, kind: Kind, vi: &'static str, en: &'static str) -> Field {
    Field {
        key,
        kind,
        required: false,
        vi,
        en,
        hint: ["", ""],
        headings: &[],
        table_hint: "",
        example: "",
        width: None,
        asked: Asked::WhenNeeded,
    }
}

const fn must(key: &'static str, kind: Kind, vi: &'static str, en: &'static str) -> Field {
    Field {
        required: true,
        asked: Asked::First,
        ..may(key, kind, vi, en)
    }
}

const fn word(
    value: &'static str,
    vi: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Word {
    Word {
        value,
        vi,
        en,
        also,
    }
}

impl Field {
    const fn hint(self, vi: &'static str, en: &'static str) -> Self {
        Self {
            hint: [vi, en],
            ..self
        }
    }

    const fn headings(self, headings: &'static [&'static str]) -> Self {
        Self { headings, ..self }
    }

    const fn in_tables(self, table_hint: &'static str) -> Self {
        Self { table_hint, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    const fn width(self, width: u8) -> Self {
        Self {
            width: Some(width),
            ..self
        }
    }

    const fn first(self) -> Self {
        Self {
            asked: Asked::First,
            ..self
        }
    }

    const fn always(self) -> Self {
        Self {
            asked: Asked::Always,
            ..self
        }
    }
}

/// The keys of the records in a file of this role; none for files without keys.
pub fn of(role: Role) -> &'static [Field] {
    match role {
        Role::Site => SITE,
        Role::Programme => PROGRAMME,
        Role::Units => UNIT,
        Role::Reports => REPORT,
        Role::Snapshots => SNAPSHOT,
        Role::Initiative | Role::Initiatives => INITIATIVE,
        Role::Form => FORM,
        Role::News => NEWS,
        Role::Page => PAGE,
        Role::Map => MAP,
        Role::Translation => TRANSLATION,
        Role::ProgrammeBody | Role::Media => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::slug::slug;
    use crate::parse::table::columns;

    /// A table may say a choice by its value, its labels or its other words; none of them means
    /// two.
    #[test]
    fn no_two_words_of_a_choice_are_alike() {
        for column in [INITIATIVE, REPORT, UNIT].into_iter().flat_map(columns) {
            let Kind::Choice(words) = column.field().kind else {
                continue;
            };
            let mut seen = BTreeMap::new();
            for word in words {
                for name in [word.value, word.vi, word.en].iter().chain(word.also) {
                    let other = seen.insert(slug(name), word.value);
                    assert!(
                        other.is_none_or(|other| other == word.value),
                        "{name}: {} {other:?}",
                        word.value
                    );
                }
            }
        }
    }
}
