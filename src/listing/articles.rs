//! Feeds of a language: which articles each holds, with their texts and pictures.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::feed::ENTRIES;
use super::{FeedItem, FeedOf, Picture};
use crate::base::AddressWord;
use crate::page::present::{self, ChangeNews, FeedText};
use crate::page::{Kind, RenderContext, plan};

/// Articles of a feed of a section, a topic or a unit that have their whole text: there may be
/// hundreds of such feeds, and each text is in several.
const TEXTS_OF_LISTS: usize = 10;

/// A list of articles with feeds of its own, by pages of the plan.
pub struct List<'a> {
    title: &'a str,
    url: String,
    files: String,
    pages: Vec<usize>,
    /// How many of them have their whole text.
    texts: usize,
}

/// The texts of the articles in feeds, by pages of the plan.
pub type FeedTexts = BTreeMap<usize, FeedText>;

/// The whole site's feed first, then those of sections, topics and units; newest articles first.
pub fn lists<'a>(context: RenderContext<'a>) -> Vec<List<'a>> {
    let (plan, portal) = (context.plan, context.portal);
    let mut articles: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, page) in plan.pages.iter().enumerate() {
        if let Kind::Article(article) = page.kind {
            articles.insert(article, index);
        }
    }
    let whole = List {
        title: "",
        url: plan.prefix().to_owned(),
        files: plan.prefix().to_owned(),
        pages: articles.values().copied().take(ENTRIES).collect(),
        texts: ENTRIES,
    };
    let mut lists = vec![whole];
    for feed in plan.feeds(portal) {
        let listed = feed.articles.iter();
        let pages = listed.filter_map(|article| articles.get(article).copied());
        lists.push(List {
            title: feed.title,
            url: format!("{}{}", plan.prefix(), feed.url),
            files: format!("{}{}", plan.prefix(), feed.files),
            pages: pages.take(ENTRIES).collect(),
            texts: TEXTS_OF_LISTS,
        });
    }
    lists
}

/// The text of each article that some feed holds whole.
pub fn texts(context: RenderContext<'_>, lists: &[List<'_>]) -> FeedTexts {
    let pages: BTreeSet<usize> = lists
        .iter()
        .flat_map(|list| list.pages.iter().take(list.texts).copied())
        .collect();
    pages
        .into_par_iter()
        .map(|page| (page, present::feed_text(context, page)))
        .collect()
}

/// The feeds with what each holds. `sizes` has the bytes of the files of pictures by their paths
/// below the output.
pub fn feeds_of<'a>(
    context: RenderContext<'a>,
    lists: Vec<List<'a>>,
    texts: &'a FeedTexts,
    sizes: &BTreeMap<&str, u64>,
) -> Vec<FeedOf<'a>> {
    let mut feeds = Vec::new();
    for list in lists {
        let mut articles = Vec::new();
        for (number, page) in list.pages.iter().enumerate() {
            let text = texts.get(page);
            articles.push(FeedItem {
                summary: &context.summaries[*page],
                text: match text {
                    Some(text) if number < list.texts => &text.html,
                    _ => "",
                },
                picture: text.and_then(|text| picture(text, sizes)),
            });
        }
        feeds.push(FeedOf {
            title: list.title,
            url: list.url,
            files: list.files,
            articles,
        });
    }
    feeds
}

/// The feed of what became known lately.
pub fn feed_of_changes<'a>(
    context: RenderContext<'a>,
    title: &'a str,
    changes: &'a [ChangeNews],
) -> FeedOf<'a> {
    let prefix = context.plan.prefix();
    FeedOf {
        title,
        url: format!(
            "{prefix}{}",
            context.plan.addresses.list(AddressWord::Changes)
        ),
        files: format!("{prefix}{}", plan::CHANGES_FEEDS),
        articles: changes.iter().map(item_of_change).collect(),
    }
}

fn item_of_change(news: &ChangeNews) -> FeedItem<'_> {
    FeedItem {
        summary: &news.summary,
        text: &news.html,
        picture: None,
    }
}

fn picture<'a>(text: &'a FeedText, sizes: &BTreeMap<&str, u64>) -> Option<Picture<'a>> {
    let url = text.picture.as_deref()?;
    Some(Picture {
        url,
        bytes: *sizes.get(url)?,
    })
}
