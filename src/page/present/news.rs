//! News: lists, tags and articles.

use super::PageBuilder;
use super::simple::contents;
use crate::base::AddressWord;
use crate::model::News;
use crate::page::plan::{self, ARTICLES, Shelf, Tag};
use crate::page::view::{ArticleView, Link, NewsCard, NewsListView, TagView, TagsView};

/// Topics beside a list of news.
const TOPICS: usize = 60;

impl PageBuilder<'_> {
    fn news_list(&self, indices: &[usize], first: &str, number: usize) -> NewsListView {
        let news = &self.context.portal.news;
        let shown = indices.iter().skip((number - 1) * ARTICLES).take(ARTICLES);
        NewsListView {
            count: self.say("count-articles", &[("count", indices.len().into())]),
            articles: shown.map(|i| self.news_card(&news[*i])).collect(),
            pager: self.pager(first, number, plan::pages_of(indices.len(), ARTICLES)),
            sections: self.tag_views(Shelf::Section),
            years: self.tag_views(Shelf::Year),
            tags: self.usual_topics(),
        }
    }

    /// The topics of most articles, in the order of all; the page of topics has the others. With a
    /// topic for each article, lists of all on the page of each would grow with the square.
    fn usual_topics(&self) -> Vec<TagView> {
        let tags = self.context.plan.tags.iter();
        let topics: Vec<&Tag> = tags.filter(|tag| tag.shelf == Shelf::Topic).collect();
        let mut sizes: Vec<usize> = topics.iter().map(|tag| tag.articles.len()).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let least = sizes.get(TOPICS - 1).copied().unwrap_or_default();
        let topics = topics.into_iter();
        topics
            .filter(|tag| tag.articles.len() >= least)
            .take(TOPICS)
            .map(|tag| self.tag_view(tag))
            .collect()
    }

    pub(super) fn news(&self, number: usize) -> NewsListView {
        let all: Vec<usize> = (0..self.context.portal.news.len()).collect();
        self.news_list(&all, self.addresses().list(AddressWord::News), number)
    }

    pub(super) fn tag(&self, index: usize, number: usize) -> NewsListView {
        let tag = &self.context.plan.tags[index];
        self.news_list(&tag.articles, &tag.url, number)
    }

    pub(super) fn tags(&self) -> TagsView {
        TagsView {
            tags: self.tag_views(Shelf::Topic),
        }
    }

    fn tag_views(&self, shelf: Shelf) -> Vec<TagView> {
        self.context
            .plan
            .tags
            .iter()
            .filter(|tag| tag.shelf == shelf)
            .map(|t| self.tag_view(t))
            .collect()
    }

    fn tag_view(&self, tag: &Tag) -> TagView {
        let count = self.say("count-articles", &[("count", tag.articles.len().into())]);
        TagView {
            title: tag.title.clone(),
            url: tag.url.clone(),
            count,
        }
    }

    pub(super) fn article(&self, index: usize) -> ArticleView {
        let portal = self.context.portal;
        let news = &portal.news[index];
        self.lint(news);
        let programme = news.programme.as_ref().and_then(|id| portal.programme(id));
        let units = news.units.iter().filter_map(|id| portal.unit(id));
        let mut initiatives: Vec<usize> = news
            .initiatives
            .iter()
            .filter_map(|id| self.context.plan.initiative(portal, id))
            .collect();
        initiatives.sort_unstable();
        initiatives.dedup();
        let body = self.prose(&news.body, &news.origin);
        ArticleView {
            contents: contents(&body),
            card: self.news_card(news),
            updated: news.updated.map(|d| self.date(d)),
            byline: news.byline.clone(),
            photo_by: news.photo_by.clone(),
            body,
            section: self.tags_of(index, Shelf::Section).into_iter().next(),
            tags: self.tags_of(index, Shelf::Topic),
            units: units.map(|unit| self.short_unit_link(unit)).collect(),
            initiatives: initiatives
                .into_iter()
                .map(|i| self.initiative_card(i))
                .collect(),
            programme: programme.map(|p| self.link(&p.short_title, self.addresses().programme(p))),
            related: self.related(index),
            newer: index.checked_sub(1).and_then(|i| self.article_link(i)),
            older: self.article_link(index + 1),
        }
    }

    fn article_link(&self, index: usize) -> Option<Link> {
        let news = self.context.portal.news.get(index)?;
        Some(self.link(&news.title, self.addresses().article(news)))
    }

    /// The sections or topics of an article.
    fn tags_of(&self, article: usize, shelf: Shelf) -> Vec<TagView> {
        let tags = self.context.plan.tags.iter();
        tags.filter(|tag| tag.shelf == shelf && tag.articles.contains(&article))
            .map(|tag| self.tag_view(tag))
            .collect()
    }

    /// The articles that have most in common with one: topics, units, initiatives; the newer first.
    fn related(&self, index: usize) -> Vec<NewsCard> {
        let portal = self.context.portal;
        let news = &portal.news[index];
        // Among thousands the newest are near enough.
        let near = portal
            .news
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != index && i.abs_diff(index) <= 200);
        let mut found: Vec<_> = near
            .map(|(i, other)| (in_common(news, other), i))
            .filter(|(n, _)| *n > 0)
            .collect();
        found.sort_by_key(|(n, i)| (std::cmp::Reverse(*n), *i));
        found
            .into_iter()
            .take(3)
            .map(|(_, i)| self.news_card(&portal.news[i]))
            .collect()
    }
}

/// How much two articles have in common; a unit or an initiative counts twice as much as a topic.
fn in_common(news: &News, other: &News) -> usize {
    let mut sum = 0;
    for (own, others, weight) in [
        (&news.tags, &other.tags, 1),
        (&news.units, &other.units, 2),
        (&news.initiatives, &other.initiatives, 2),
    ] {
        sum += weight * own.iter().filter(|id| others.contains(id)).count();
    }
    sum
}
