//! News: lists, tags and articles.

use super::Sheet;
use crate::page::plan::{self, ARTICLES, Tag};
use crate::page::view::{ArticleView, NewsListView, TagView, TagsView};
use crate::page::words;

impl Sheet<'_> {
    fn news_list(&self, indices: &[usize], first: &str, number: usize) -> NewsListView {
        let news = &self.desk.portal.news;
        let shown = indices.iter().skip((number - 1) * ARTICLES).take(ARTICLES);
        NewsListView {
            count: words::counted(indices.len(), "bài", ["article", "articles"], self.lang),
            articles: shown.map(|i| self.news_card(&news[*i])).collect(),
            pager: self.pager(first, number, plan::pages_of(indices.len(), ARTICLES)),
            tags: self.all_tags(),
        }
    }

    pub(super) fn news(&self, number: usize) -> NewsListView {
        let all: Vec<usize> = (0..self.desk.portal.news.len()).collect();
        self.news_list(&all, "tin-tuc/", number)
    }

    pub(super) fn tag(&self, index: usize, number: usize) -> NewsListView {
        let tag = &self.desk.plan.tags[index];
        self.news_list(&tag.articles, &plan::tag_url(tag), number)
    }

    pub(super) fn tags(&self) -> TagsView {
        TagsView { tags: self.all_tags() }
    }

    fn all_tags(&self) -> Vec<TagView> {
        self.desk.plan.tags.iter().map(|t| self.tag_view(t)).collect()
    }

    fn tag_view(&self, tag: &Tag) -> TagView {
        let count = words::counted(tag.articles.len(), "bài", ["article", "articles"], self.lang);
        TagView { title: tag.title.clone(), url: plan::tag_url(tag), count }
    }

    pub(super) fn article(&self, index: usize) -> ArticleView {
        let portal = self.desk.portal;
        let news = &portal.news[index];
        self.lint(news);
        let neighbour = |i: usize| portal.news.get(i).map(|n| self.link(&n.title, plan::article_url(n)));
        let programme = news.programme.as_ref().and_then(|id| portal.programme(id));
        let tags = self.desk.plan.tags.iter().filter(|t| t.articles.contains(&index));
        let units = news.units.iter().filter_map(|id| portal.unit(id));
        let initiatives = portal.initiatives.iter().filter(|i| news.initiatives.iter().any(|id| *id == *i.id));
        ArticleView {
            card: self.news_card(news),
            updated: news.updated.map(|d| self.date(d)),
            byline: news.byline.clone(),
            photo_by: news.photo_by.clone(),
            body: self.prose(&news.body, &news.origin),
            tags: tags.map(|t| self.tag_view(t)).collect(),
            units: units.map(|u| self.link(&u.short_title, plan::unit_url(u))).collect(),
            initiatives: initiatives.map(|i| self.initiative_card(i)).collect(),
            programme: programme.map(|p| self.link(&p.short_title, plan::programme_url(p))),
            newer: index.checked_sub(1).and_then(neighbour),
            older: neighbour(index + 1),
        }
    }
}
