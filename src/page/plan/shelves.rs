//! Articles that are together: by topic, by section, by year.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::{Addresses, word_of};
use super::feeds_folder;
use crate::base::{AddressWord, Lang, hash, slug};
use crate::diag::{Place, Problem, Problems};
use crate::model::{Portal, Unit};

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
    /// Folder of its feeds; empty for a year, which has none.
    pub feeds: String,
    /// Indices of news.
    pub articles: Vec<usize>,
}

/// Sections and topics by address, then years, newest first. A tag without an address of its own is
/// reported at the first place that names it.
pub(super) fn shelves(portal: &Portal, urls: &Addresses, problems: &mut Problems) -> Vec<Tag> {
    let mut shelves = Shelves {
        urls,
        tags: BTreeMap::new(),
    };
    let sections = addresses(portal, Shelf::Section, problems);
    let topics = addresses(portal, Shelf::Topic, problems);
    for (index, news) in portal.news.iter().enumerate() {
        if let Some(title) = &news.category
            && let Some(name) = sections.get(&same(title))
        {
            shelves.put(Shelf::Section, name, title, index);
        }
        for title in &news.tags {
            if let Some(name) = topics.get(&same(title)) {
                shelves.put(Shelf::Topic, name, title, index);
            }
        }
        shelves.put_year(news.date.year(), index);
    }
    shelves.tags.into_values().collect()
}

/// The shelves of a site while its articles are put on them.
struct Shelves<'a> {
    urls: &'a Addresses,
    tags: BTreeMap<(Shelf, String), Tag>,
}

impl Shelves<'_> {
    /// Puts an article on the shelf of a section or a topic with a name for addresses.
    fn put(&mut self, shelf: Shelf, name: &str, title: &str, article: usize) {
        let word = match shelf {
            Shelf::Section => AddressWord::Sections,
            _ => AddressWord::Topics,
        };
        let urls = self.urls;
        let tag = self.tags.entry((shelf, name.to_owned()));
        let tag = tag.or_insert_with(|| Tag {
            shelf,
            title: title.to_owned(),
            url: format!("{}{name}/", urls.list(word)),
            feeds: feeds_folder(word, name),
            articles: Vec::new(),
        });
        tag.add(article);
    }

    fn put_year(&mut self, year: i16, article: usize) {
        // The newest comes first.
        let key = format!("{:05}", 10_000 - i32::from(year));
        let urls = self.urls;
        let tag = self.tags.entry((Shelf::Year, key));
        let tag = tag.or_insert_with(|| Tag {
            shelf: Shelf::Year,
            title: year.to_string(),
            url: urls.year(year),
            feeds: String::new(),
            articles: Vec::new(),
        });
        tag.add(article);
    }
}

impl Tag {
    fn add(&mut self, article: usize) {
        if self.articles.last() != Some(&article) {
            self.articles.push(article);
        }
    }
}

/// Two titles of one tag: capitals and blanks make no difference, marks and signs do.
fn same(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The address part of each tag of a shelf, by what makes it the same tag. Different tags have
/// different ones: signs are said in words, and of two that are still alike the later in the
/// alphabet has a few letters behind it that its name alone decides.
fn addresses(portal: &Portal, shelf: Shelf, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut titles: BTreeMap<String, &Place> = BTreeMap::new();
    for news in &portal.news {
        let places = &news.places;
        let section = news.category.iter().map(|title| (title, &places.category));
        let fallback = std::iter::repeat(&news.origin.place);
        let topics = news.tags.iter().zip(places.tags.iter().chain(fallback));
        let all: Vec<(&String, &Place)> = match shelf {
            Shelf::Section => section.collect(),
            _ => topics.collect(),
        };
        for (title, place) in all {
            titles.entry(same(title)).or_insert(place);
        }
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut addresses = BTreeMap::new();
    // What the site chose itself comes first.
    let (chosen, made): (Vec<_>, Vec<_>) = titles
        .into_iter()
        .partition(|(title, _)| portal.site.tags.contains_key(title));
    for (title, place) in chosen.into_iter().chain(made) {
        let own = portal.site.tags.get(&title).cloned();
        let name = own.unwrap_or_else(|| slug::address(&said(&title, portal.site.language)));
        if name.is_empty() {
            problems.add(place.clone(), Problem::TagNeedsSlug { tag: title });
            continue;
        }
        let name = if taken.contains(&name) {
            format!("{name}-{}", &hash::short(title.as_bytes())[..4])
        } else {
            name
        };
        taken.insert(name.clone());
        addresses.insert(title, name);
    }
    addresses
}

/// A title with its signs in words, where letters or digits are beside them.
fn said(title: &str, lang: Lang) -> String {
    if !title.chars().any(char::is_alphanumeric) {
        return title.to_owned();
    }
    let signs = &lang.forms().signs;
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match signs.iter().find(|(sign, _)| *sign == c) {
            Some((_, word)) => out.extend(["-", word, "-"]),
            None => out.push(c),
        }
    }
    out
}

/// A list of articles that has feeds of its own.
#[derive(Debug)]
pub struct Feed<'a> {
    /// What the articles have in common.
    pub title: &'a str,
    /// Address of the page of the list.
    pub url: String,
    /// Folder of the feeds.
    pub files: String,
    /// Indices of news, newest first.
    pub articles: Vec<usize>,
}

/// Lists of articles that have feeds of their own besides the whole: sections, topics, and units
/// that news are about.
pub(super) fn feeds<'a>(portal: &'a Portal, shelves: &'a [Tag], urls: &Addresses) -> Vec<Feed<'a>> {
    let mut feeds = Vec::new();
    for tag in shelves.iter().filter(|tag| tag.shelf != Shelf::Year) {
        feeds.push(Feed {
            title: &tag.title,
            url: tag.url.clone(),
            files: tag.feeds.clone(),
            articles: tag.articles.clone(),
        });
    }
    let mut of_units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, news) in portal.news.iter().enumerate() {
        for unit in &news.units {
            of_units.entry(unit).or_default().push(index);
        }
    }
    for (id, articles) in of_units {
        if let Some(unit) = portal.unit(id) {
            feeds.push(Feed {
                title: &unit.title,
                url: urls.unit(unit),
                files: unit_feeds(unit),
                articles,
            });
        }
    }
    feeds
}

/// Folder of the feeds of the news about a unit.
pub fn unit_feeds(unit: &Unit) -> String {
    feeds_folder(word_of(unit), &unit.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;
    use crate::model::News;

    #[test]
    fn different_tags_have_different_addresses() {
        let mut portal = Portal::default();
        let tags = ["C", "C++", "C#", "bàn", "bán", "Bán", "😱", "日本"];
        portal.news = vec![News {
            tags: tags.map(Into::into).to_vec(),
            date: Date::constant(2024, 1, 1),
            ..News::default()
        }];
        portal.site.tags.insert("日本".into(), "nhat-ban".into());
        let mut problems = Problems::default();
        let urls = Addresses::new(&portal.site, &portal.site, "");
        let shelves = shelves(&portal, &urls, &mut problems);
        let mut urls: Vec<&str> = (shelves.iter())
            .filter(|tag| tag.shelf == Shelf::Topic)
            .map(|tag| &*tag.url)
            .collect();
        urls.sort_unstable();
        assert_eq!(urls.len(), 6, "{urls:?}");
        for url in [
            "chu-de/c/",
            "chu-de/c-plus-plus/",
            "chu-de/c-sharp/",
            "chu-de/nhat-ban/",
        ] {
            assert!(urls.contains(&url), "{url} {urls:?}");
        }
        let reported: Vec<&Problem> = problems.iter().map(|d| &d.problem).collect();
        assert_eq!(reported, [&Problem::TagNeedsSlug { tag: "😱".into() }]);
    }
}
