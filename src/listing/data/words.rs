//! What the files of the open data say of the site, in its language.

use super::table::Kind;
use crate::base::{Date, Lang, date};
use crate::model::Portal;
use crate::page::licence::{self, Licence};

/// The site in a few words.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// `vi` or `en`.
    pub(super) lang: Lang,
    /// Title of the site.
    pub(super) site: &'a str,
    /// Who publishes it.
    pub(super) owner: &'a str,
    /// Absolute address of the home page, ending in `/`.
    pub(super) base_url: Option<&'a str>,
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
            lang: site.language,
            site: &site.title,
            owner: if name.is_empty() { &site.title } else { name },
            base_url: site.base_url.as_deref(),
            licence: site.dataset_licence.as_deref().map(licence::read),
            as_of,
        }
    }

    /// The text of the site's language.
    pub(super) fn text<'t>(&self, [vi, en]: [&'t str; 2]) -> &'t str {
        self.lang.pick(vi, en)
    }

    /// "Số liệu tính đến 01/09/2023"
    pub(super) fn as_of(&self) -> String {
        format!(
            "{} {}",
            self.text(["Số liệu tính đến", "Figures as of"]),
            date::written(self.as_of, self.lang)
        )
    }

    /// Where a table comes from: publisher, day, address, licence.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.owner.to_owned(), self.as_of()];
        lines.extend(
            self.base_url
                .map(|base| format!("{base}{}", super::file::FOLDER)),
        );
        if let Some(Licence { title, url, .. }) = &self.licence {
            let word = self.text(["Giấy phép dữ liệu", "Licence of the data"]);
            let url = url
                .as_deref()
                .filter(|url| url != title)
                .map(|url| format!(" {url}"))
                .unwrap_or_default();
            lines.push(format!("{word}: {title}{url}"));
        }
        lines
    }
}

/// What is in a column.
pub(super) fn kind(kind: Kind, lang: Lang) -> &'static str {
    let [vi, en] = match kind {
        Kind::Text => ["chữ", "text"],
        Kind::Whole => ["số nguyên", "whole number"],
        Kind::Number => ["số", "number"],
        Kind::Day => ["ngày", "date"],
        Kind::Flag => ["có/không", "yes or no"],
    };
    lang.pick(vi, en)
}
