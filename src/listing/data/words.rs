//! What the files of the open data say of the site, in its language.

use super::table::Kind;
use crate::base::{AddressWord, Date, Texts, date};
use crate::chart::Credit;
use crate::model::Portal;
use crate::page::licence::{self, Licence};

/// The site in a few words.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// The messages of its language.
    pub(super) texts: Texts<'a>,
    /// Title of the site.
    pub(super) site: &'a str,
    /// Who publishes it.
    pub(super) owner: &'a str,
    /// Absolute address of the home page, ending in `/`.
    pub(super) base_url: Option<&'a str>,
    /// Addresses of the page of the data and of that of the charts, below the home page.
    pages: [String; 2],
    /// Licence of the data.
    pub(super) licence: Option<Licence>,
    /// The day the figures stand for.
    pub(super) as_of: Date,
}

impl<'a> Words<'a> {
    pub(super) fn new(portal: &'a Portal, as_of: Date) -> Self {
        let site = &portal.site;
        let name = site.organisation.name.as_str();
        Self {
            texts: site.texts(),
            site: &site.title,
            owner: if name.is_empty() { &site.title } else { name },
            base_url: site.base_url.as_deref(),
            pages: [AddressWord::Data, AddressWord::Charts]
                .map(|word| format!("{}/", site.address_word(word))),
            licence: site.dataset_licence.as_deref().map(licence::read),
            as_of,
        }
    }

    /// A message without arguments.
    pub(super) fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }

    /// What a table or a column holds.
    pub(super) fn about(&self, words: &str) -> String {
        self.say(&format!("{words}-about"))
    }

    /// "Số liệu tính đến 01/09/2023"
    pub(super) fn as_of(&self) -> String {
        let day = date::written(self.as_of, self.texts.lang);
        self.texts.say("data-as-of", &[("day", (&day).into())])
    }

    /// Where a table comes from: publisher, day, address, licence.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.owner.to_owned(), self.as_of()];
        lines.extend(self.homepage());
        lines.extend(self.rights());
        lines
    }

    /// Absolute address of the page of the data.
    pub(super) fn homepage(&self) -> Option<String> {
        let [data, _] = &self.pages;
        self.base_url.map(|base| format!("{base}{data}"))
    }

    /// `Giấy phép dữ liệu: CC BY 4.0 https://…`
    fn rights(&self) -> Option<String> {
        let Licence { title, url, .. } = self.licence.as_ref()?;
        let word = self.say("licence_data");
        Some(match url.as_ref().filter(|url| *url != title) {
            Some(url) => format!("{word}: {title} {url}"),
            None => format!("{word}: {title}"),
        })
    }

    /// Who publishes the charts; `prefix` is the folder of the language.
    pub(super) fn credit(&self, prefix: &str) -> Credit {
        let [_, charts] = &self.pages;
        let pages = |base: &str| format!("{base}{prefix}{charts}");
        Credit {
            publisher: self.owner.to_owned(),
            rights: self.rights(),
            licence: self
                .licence
                .as_ref()
                .and_then(|licence| licence.url.clone()),
            pages: self.base_url.map(pages),
        }
    }
}

/// What is in a column.
pub(super) fn kind(kind: Kind, texts: Texts<'_>) -> String {
    match kind {
        Kind::Text => texts.say("data-text", &[]),
        Kind::Whole => texts.say("data-whole", &[]),
        Kind::Number => texts.say("data-number", &[]),
        Kind::Day => texts.say("data-day", &[]),
        Kind::Flag => texts.say("data-flag", &[]),
    }
}
