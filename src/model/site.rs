//! site.yaml: identity, options, menu.

use std::collections::{BTreeMap, BTreeSet};

use std::fmt;

use super::Origin;
use crate::base::{AddressWord, Date, Lang, Messages, Texts};
use crate::diag::Place;
use crate::parse::privacy;

/// Identity and options of the whole site.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Name of the site.
    pub title: String,
    /// One line under the name.
    pub slogan: Option<String>,
    /// The sentences of its theme.
    pub messages: Messages,
    /// Absolute address of the home page, ending in `/`; without it there are no feeds and no
    /// sitemap.
    pub base_url: Option<String>,
    /// Main language of the content.
    pub language: Lang,
    /// All languages that the site is shown in.
    pub languages: Vec<Lang>,
    /// Whether messages that a language lacks are shown in the main one.
    pub message_fallback: bool,
    /// IANA time zone of dates in feeds.
    pub timezone: String,
    /// The mark, an SVG below content/; the theme's own without it.
    pub mark: Option<String>,
    /// Whether the parts of the theme are shown together on a page, for those who work on it.
    pub specimen: bool,
    /// Folder in themes/.
    pub theme: String,
    /// Fixed as-of date.
    pub as_of: Option<Date>,
    /// Who owns the site.
    pub organisation: Organisation,
    /// Phone numbers and e-mail addresses of the owner that texts may hold, as written.
    pub contacts: Vec<String>,
    /// Which initiatives get a page of their own.
    pub detail_pages: DetailPages,
    /// Rows on one page of a list.
    pub page_size: usize,
    /// Whose names are published.
    pub authors: Authors,
    /// Links of the main menu.
    pub menu: Vec<MenuLink>,
    /// The visits box.
    pub visits: Option<Visits>,
    /// Profiles elsewhere: title and absolute address.
    pub social: Vec<MenuLink>,
    /// Licence of the data: title and address.
    pub dataset_licence: Option<String>,
    /// Addresses of tags and sections, by their names in lower case.
    pub tags: BTreeMap<String, String>,
    /// Words of addresses that are not those of its language.
    pub addresses: OwnWords,
}

impl Site {
    /// The sentences of the site in its language.
    pub fn texts(&self) -> Texts<'_> {
        self.messages.of(self.language)
    }

    /// A word of addresses: the site's own, else that of its language.
    pub fn address_word(&self, word: AddressWord) -> &str {
        match self.addresses.of(word).first() {
            Some((own, _)) => own,
            None => self.language.address_word(word),
        }
    }

    /// Words of addresses that were in use before, and where they are written.
    pub fn former_words(&self, word: AddressWord) -> &[(String, Place)] {
        self.addresses.of(word).get(1..).unwrap_or_default()
    }
}

/// The words of addresses that a site says itself: the word in use first, then those before it,
/// each with its place.
#[derive(Clone, Default)]
pub struct OwnWords(pub BTreeMap<AddressWord, Vec<(String, Place)>>);

impl OwnWords {
    /// Those for a word; none where that of the language is in use.
    pub fn of(&self, word: AddressWord) -> &[(String, Place)] {
        self.0.get(&word).map_or(&[], Vec::as_slice)
    }
}

/// Without the places: what is printed is part of the keys of pages.
impl fmt::Debug for OwnWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (word, own) in &self.0 {
            let own: Vec<&str> = own.iter().map(|(own, _)| own.as_str()).collect();
            map.entry(word, &own);
        }
        map.finish()
    }
}

/// The body that owns the site; what is not known is left out.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// Full name.
    pub name: String,
    /// Abbreviation.
    pub short_name: Option<String>,
    /// What the site is called in law: "Trang thông tin điện tử".
    pub kind: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Phone, as written.
    pub phone: Option<String>,
    /// Fax, as written.
    pub fax: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Who answers for the content.
    pub responsible: Option<String>,
    /// Publishing licence.
    pub licence: Option<Licence>,
    /// Who built the site.
    pub built_by: Option<String>,
}

/// The licence of an official information site.
#[derive(Debug, Clone)]
pub struct Licence {
    /// Number: `06/GP-TTĐT`.
    pub number: String,
    /// Who gave it.
    pub issuer: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A link with words.
#[derive(Clone)]
pub struct MenuLink {
    /// Words.
    pub title: String,
    /// Site-relative path or absolute address.
    pub url: String,
    /// Where it was written.
    pub origin: Origin,
}

/// Without its place: what is printed is part of the keys of pages.
impl fmt::Debug for MenuLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.title, self.url)
    }
}

/// Kept figures of the visits box.
#[derive(Debug, Clone)]
pub struct Visits {
    /// Whether the server keeps newer figures in `visits.json` beside the home page.
    pub live: bool,
    /// Readers in the last 15 minutes.
    pub online: Option<i64>,
    /// Visits that day.
    pub today: Option<i64>,
    /// Visits since the counter began.
    pub total: Option<i64>,
    /// When these figures were read, in words or as a date.
    pub as_of: Option<String>,
}

/// Which initiatives get a page of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DetailPages {
    /// Only the featured ones; the others are rows.
    #[default]
    Featured,
    /// Every one.
    All,
}

/// Whose names are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Authors {
    /// Those who agreed.
    #[default]
    Consented,
    /// All.
    All,
    /// No one.
    None,
}

impl Site {
    /// The keys of the office's own numbers and addresses, which may be in any text.
    pub fn own_numbers(&self) -> BTreeSet<String> {
        let office = &self.organisation;
        let own = [&office.phone, &office.fax, &office.email];
        let texts = own.into_iter().flatten().chain(&self.contacts);
        privacy::keys(texts.map(String::as_str))
    }
}
