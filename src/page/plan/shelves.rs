//! Articles that are together: by topic, by section, by year.

use std::collections::{BTreeMap, BTreeSet};

use super::unit_url;
use crate::base::{hash, slug};
use crate::diag::{Place, Problem, Problems};
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

/// Sections and topics by address, then years, newest first. A tag without an address of its own is
/// reported at the first place that names it.
pub(super) fn shelves(portal: &Portal, problems: &mut Problems) -> Vec<Tag> {
    let mut shelves: BTreeMap<(Shelf, String), Tag> = BTreeMap::new();
    let mut place = |shelf, key: String, title: &str, url: String, index: usize| {
        let new = || Tag {
            shelf,
            title: title.to_owned(),
            url,
            articles: Vec::new(),
        };
        let tag = shelves.entry((shelf, key)).or_insert_with(new);
        if tag.articles.last() != Some(&index) {
            tag.articles.push(index);
        }
    };
    let sections = addresses(portal, Shelf::Section, problems);
    let topics = addresses(portal, Shelf::Topic, problems);
    for (index, news) in portal.news.iter().enumerate() {
        if let Some(title) = &news.category
            && let Some(name) = sections.get(&same(title))
        {
            let url = format!("chuyen-muc/{name}/");
            place(Shelf::Section, name.clone(), title, url, index);
        }
        for title in &news.tags {
            if let Some(name) = topics.get(&same(title)) {
                let url = format!("chu-de/{name}/");
                place(Shelf::Topic, name.clone(), title, url, index);
            }
        }
        let year = news.date.year();
        // The newest comes first.
        let key = format!("{:05}", 10_000 - i32::from(year));
        let url = format!("tin-tuc/nam-{year}/");
        place(Shelf::Year, key, &year.to_string(), url, index);
    }
    shelves.into_values().collect()
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
        let name = own.unwrap_or_else(|| slug::address(&said(&title)));
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
fn said(title: &str) -> String {
    if !title.chars().any(char::is_alphanumeric) {
        return title.to_owned();
    }
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '+' => out.push_str("-plus-"),
            '#' => out.push_str("-sharp-"),
            '&' => out.push_str("-va-"),
            '%' => out.push_str("-phan-tram-"),
            '@' => out.push_str("-a-cong-"),
            c => out.push(c),
        }
    }
    out
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
        let shelves = shelves(&portal, &mut problems);
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
