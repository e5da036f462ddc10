//! Where the pages of an edition are: the words of its language, or those that the site says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::address::EMBEDS;
use crate::base::{AddressWord, hash};
use crate::diag::Place;
use crate::model::site::{DetailPages, Site};
use crate::model::{News, Phase, Portal, Programme, Unit, UnitKind};
use crate::page::view::UrlsView;

/// The addresses of an edition of a site, made once.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// Folder of its language: empty for the main one, else `en/`.
    pub prefix: String,
    /// The words in use by their number, each with the sign behind it: `tin-tuc/`, `trang-`.
    words: [Box<str>; AddressWord::ALL.len()],
    /// Words that were in use before, and where they are written.
    former: BTreeMap<AddressWord, Vec<(String, Place)>>,
    /// What a word in a link means: one of this edition, of the main one, or a folder of files.
    meanings: BTreeMap<Box<str>, AddressWord>,
}

impl Addresses {
    /// The addresses of the edition of `site` below `prefix`; `main` is the site in its main
    /// language.
    pub fn new(site: &Site, main: &Site, prefix: &str) -> Self {
        let mut meanings: BTreeMap<Box<str>, AddressWord> = BTreeMap::new();
        let mut former = BTreeMap::new();
        for site in [site, main] {
            for word in AddressWord::ALL {
                meanings
                    .entry(site.address_word(word).into())
                    .or_insert(word);
            }
            for word in AddressWord::ALL {
                for (text, _) in site.former_words(word) {
                    meanings.entry(text.as_str().into()).or_insert(word);
                }
            }
        }
        for word in AddressWord::ALL {
            if word.has_files() {
                meanings.entry(word.files().into()).or_insert(word);
            }
            let own = site.former_words(word);
            if !own.is_empty() {
                former.insert(word, own.to_vec());
            }
        }
        let sign = |word: AddressWord| if word.is_numbered() { "-" } else { "/" };
        Self {
            prefix: prefix.to_owned(),
            words: AddressWord::ALL
                .map(|word| format!("{}{}", site.address_word(word), sign(word)).into()),
            former,
            meanings,
        }
    }

    /// The first page of what has this word: `tin-tuc/`.
    pub fn list(&self, word: AddressWord) -> &str {
        &self.words[word as usize]
    }

    /// Words that were in use before.
    pub(super) fn former(&self) -> &BTreeMap<AddressWord, Vec<(String, Place)>> {
        &self.former
    }

    /// Page `number` of the list that begins at `first`.
    pub fn list_page(&self, first: &str, number: usize) -> String {
        if number == 1 {
            first.to_owned()
        } else {
            format!("{first}{}{number}/", self.list(AddressWord::Page))
        }
    }

    /// A programme.
    pub fn programme(&self, programme: &Programme) -> String {
        format!("{}{}/", self.list(AddressWord::Programmes), programme.id)
    }

    /// A phase.
    pub fn phase(&self, phase: &Phase) -> String {
        format!("{}{}/", self.list(AddressWord::Progress), phase.id)
    }

    /// A unit: grassroots unions have a folder of their own.
    pub fn unit(&self, unit: &Unit) -> String {
        format!("{}{}/", self.list(word_of(unit)), unit.id)
    }

    /// The page of an initiative with this slug.
    ///
    /// Where every initiative has a page they are spread over 256 folders, for an operating system
    /// is slow to make a hundred thousand files in one. Which folder it is depends on the slug
    /// alone, so that the address stays.
    pub fn initiative(&self, portal: &Portal, slug: &str) -> String {
        match portal.site.detail_pages {
            DetailPages::All => format!(
                "{}{}/{slug}.html",
                self.list(AddressWord::Initiatives),
                &hash::short(slug.as_bytes())[..2]
            ),
            DetailPages::Featured => self.short_initiative(slug),
        }
    }

    /// The page of an initiative where only a few have one.
    pub fn short_initiative(&self, slug: &str) -> String {
        format!("{}{slug}/", self.list(AddressWord::Initiatives))
    }

    /// An article.
    pub fn article(&self, news: &News) -> String {
        format!("{}{}/", self.list(AddressWord::News), news.slug)
    }

    /// The first page of the articles of a year.
    pub fn year(&self, year: i16) -> String {
        let (news, before) = (self.list(AddressWord::News), self.list(AddressWord::Year));
        format!("{news}{before}{year}/")
    }

    /// The page here of what `other` has at `url`; none where its first word means something else
    /// here. `listed` says whether it is a page of a list, whose numbers have words before them.
    pub fn of_other(&self, other: &Self, url: &str, listed: bool) -> Option<String> {
        if url.starts_with(EMBEDS) && url.len() > EMBEDS.len() {
            return Some(url.to_owned());
        }
        let first = url.split('/').next().unwrap_or_default();
        if other.folder_in_use(first).is_none() {
            let is_own_word = self.folder_in_use(first).is_some();
            return (!is_own_word).then(|| url.to_owned());
        }
        self.in_own_words(url, listed, |word| other.in_use(word))
    }

    /// A path in the words of this edition, where its first word means one of its lists; it may be
    /// that of the main language, or one that was in use before.
    pub(in crate::page) fn meant(&self, path: &str) -> Option<String> {
        self.in_own_words(path, true, |word| self.meanings.get(word).copied())
    }

    /// An address whose words were in use before, in the words of today.
    pub fn renewed<'u>(&self, url: &'u str) -> Cow<'u, str> {
        if self.former.is_empty() {
            return Cow::Borrowed(url);
        }
        let end = url.find(['#', '?']).unwrap_or(url.len());
        let (path, rest) = url.split_at(end);
        let meaning = |text: &str| self.in_use(text).or_else(|| self.in_use_before(text));
        match self.in_own_words(path, true, meaning) {
            Some(path) => Cow::Owned(format!("{path}{rest}")),
            None => Cow::Borrowed(url),
        }
    }

    fn in_use_before(&self, text: &str) -> Option<AddressWord> {
        let mut former = self.former.iter();
        let had = |(_, words): &(&AddressWord, &Vec<(String, Place)>)| {
            words.iter().any(|(word, _)| word == text)
        };
        former.find(had).map(|(word, _)| *word)
    }

    /// What the first word of a path means.
    pub(super) fn meaning<'p>(&self, path: &'p str) -> Option<(AddressWord, &'p str)> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let word = self.meanings.get(first)?;
        (!word.is_numbered()).then_some((*word, rest))
    }

    fn in_use(&self, text: &str) -> Option<AddressWord> {
        let has = |word: &AddressWord| self.list(*word).strip_suffix(['/', '-']) == Some(text);
        AddressWord::ALL.into_iter().find(has)
    }

    /// The word of a list that is in use.
    pub(super) fn folder_in_use(&self, text: &str) -> Option<AddressWord> {
        self.in_use(text).filter(|word| !word.is_numbered())
    }

    /// The word before a number, and the number: those of `trang-2`.
    pub(super) fn numbered_in_use<'p>(&self, part: &'p str) -> Option<(AddressWord, &'p str)> {
        let (before, number) = numbered(part)?;
        let word = self.in_use(before).filter(|word| word.is_numbered())?;
        Some((word, number))
    }

    /// A path whose words `meaning` knows, in the words of this edition.
    fn in_own_words(
        &self,
        path: &str,
        listed: bool,
        meaning: impl Fn(&str) -> Option<AddressWord>,
    ) -> Option<String> {
        let mut parts = path.split('/');
        let first = meaning(parts.next()?).filter(|word| !word.is_numbered())?;
        let mut own: Vec<Cow<'_, str>> = vec![self.list(first).trim_end_matches('/').into()];
        for part in parts {
            let numbered = numbered(part)
                .filter(|_| listed)
                .and_then(|(before, number)| {
                    let word = meaning(before).filter(|word| word.is_numbered())?;
                    Some(format!("{}{number}", self.list(word)))
                });
            own.push(numbered.map_or(part.into(), Cow::Owned));
        }
        Some(own.join("/"))
    }

    /// Where templates may lead.
    pub fn urls(&self) -> UrlsView {
        UrlsView {
            news: self.list(AddressWord::News).to_owned(),
            initiatives: self.list(AddressWord::Initiatives).to_owned(),
            units: self.list(AddressWord::Units).to_owned(),
            organisations: self.list(AddressWord::Organisations).to_owned(),
            topics: self.list(AddressWord::Topics).to_owned(),
            progress: self.list(AddressWord::Progress).to_owned(),
            charts: self.list(AddressWord::Charts).to_owned(),
            changes: self.list(AddressWord::Changes).to_owned(),
            method: self.list(AddressWord::Method).to_owned(),
            search: self.list(AddressWord::Search).to_owned(),
            search_files: super::SEARCH_FILES.to_owned(),
        }
    }
}

/// What is before the number of a part, and the number: `trang` and `2`.
fn numbered(part: &str) -> Option<(&str, &str)> {
    let (before, number) = part.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((before, number))
}

/// The word of the list in which a unit is.
pub(super) fn word_of(unit: &Unit) -> AddressWord {
    match unit.kind {
        UnitKind::Grassroots => AddressWord::Organisations,
        _ => AddressWord::Units,
    }
}
