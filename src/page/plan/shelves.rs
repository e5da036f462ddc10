//! Articles that stand together: by topic, by section, by year.

use std::collections::BTreeMap;

use super::unit_url;
use crate::base::slug;
use crate::model::Portal;

/// What the articles of a list have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// A section of the news: `category`.
    Section,
    /// A topic: one of `tags`.
    Topic,
    /// A year.
    Year,
}

/// A topic, a section or a year, and its articles, newest first.
#[derive(Debug, Clone)]
pub struct Tag {
    /// What it is.
    pub shelf: Shelf,
    /// As first written.
    pub title: String,
    /// Address of its first page.
    pub url: String,
    /// Indices of news.
    pub articles: Vec<usize>,
}

/// Sections and topics by address, then years, newest first.
pub(super) fn shelves(portal: &Portal) -> Vec<Tag> {
    let mut shelves: BTreeMap<(Shelf, String), Tag> = BTreeMap::new();
    for (index, news) in portal.news.iter().enumerate() {
        let section = news
            .category
            .iter()
            .map(|title| (Shelf::Section, title.clone()));
        let topics = news.tags.iter().map(|title| (Shelf::Topic, title.clone()));
        let year = (Shelf::Year, news.date.year().to_string());
        for (shelf, title) in section.chain(topics).chain([year]) {
            let name = slug::slug(&title);
            if name.is_empty() {
                continue;
            }
            let (key, url) = match shelf {
                Shelf::Section => (name.clone(), format!("chuyen-muc/{name}/")),
                Shelf::Topic => (name.clone(), format!("chu-de/{name}/")),
                // The newest comes first.
                Shelf::Year => (
                    format!("{:05}", 10_000 - i32::from(news.date.year())),
                    format!("tin-tuc/nam-{name}/"),
                ),
            };
            let new = || Tag {
                shelf,
                title,
                url,
                articles: Vec::new(),
            };
            let tag = shelves.entry((shelf, key)).or_insert_with(new);
            if tag.articles.last() != Some(&index) {
                tag.articles.push(index);
            }
        }
    }
    shelves.into_values().collect()
}

/// Lists of articles that have feeds of their own besides the whole: sections, topics, and units
/// that news are about. Title, address and articles of each.
pub(super) fn feeds<'a>(
    portal: &'a Portal,
    shelves: &'a [Tag],
) -> Vec<(&'a str, String, Vec<usize>)> {
    let shelves = shelves.iter().filter(|tag| tag.shelf != Shelf::Year);
    let mut feeds: Vec<_> = shelves
        .map(|tag| (tag.title.as_str(), tag.url.clone(), tag.articles.clone()))
        .collect();
    let mut of_units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, news) in portal.news.iter().enumerate() {
        for unit in &news.units {
            of_units.entry(unit).or_default().push(index);
        }
    }
    let units = of_units
        .into_iter()
        .filter_map(|(id, articles)| Some((portal.unit(id)?, articles)));
    feeds.extend(units.map(|(unit, articles)| (unit.title.as_str(), unit_url(unit), articles)));
    feeds
}
