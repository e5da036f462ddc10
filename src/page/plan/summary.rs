//! What lists, feeds and the head say of a page.

use super::{Kind, Page, Plan, Shelf};
use crate::base::Texts;
use crate::chart::Chart;
use crate::model::{Body, Portal};
use crate::page::PageSummary;
use crate::page::markdown;
use crate::page::words::describe;

pub(in crate::page) fn summary(
    portal: &Portal,
    charts: &[Chart],
    plan: &Plan,
    page: &Page,
) -> PageSummary {
    let texts = portal.site.texts();
    let plain = |title: &str, text: Option<&str>| {
        let text = text.unwrap_or_default();
        (title.to_owned(), text.to_owned())
    };
    let (title, text) = match &page.kind {
        Kind::Home => plain(&portal.site.title, portal.site.slogan.as_deref()),
        Kind::Programmes if page.url == "tien-do/" => plain(&texts.say("title-phases", &[]), None),
        Kind::Programmes => plain(&texts.say("title-programmes", &[]), None),
        Kind::Programme(i) => {
            let programme = &portal.programmes[*i];
            let text = said(programme.summary.as_ref(), programme.body.as_ref());
            plain(&programme.title, Some(&text))
        }
        Kind::Phase(i, j) => {
            let (programme, phase) = (&portal.programmes[*i], &portal.programmes[*i].phases[*j]);
            plain(
                &format!("{} – {}", phase.title, programme.short_title),
                None,
            )
        }
        Kind::Units => plain(&texts.say("title-units", &[]), None),
        Kind::Pair => plain(&texts.say("title-pair", &[]), None),
        Kind::Unit(i) => plain(&portal.units[*i].title, portal.units[*i].about.as_deref()),
        Kind::Organisations => plain(&texts.say("title-grassroots", &[]), None),
        Kind::Initiatives(n) => plain(
            &numbered(&texts.say("title-initiatives", &[]), *n, texts),
            None,
        ),
        Kind::Initiative(i) => plain(
            &portal.initiatives[*i].title,
            portal.initiatives[*i].summary.as_deref(),
        ),
        Kind::News(n) => plain(&numbered(&texts.say("title-news", &[]), *n, texts), None),
        Kind::Article(i) => {
            let news = &portal.news[*i];
            let text = said(news.summary.as_ref(), Some(&news.body));
            plain(&news.title, Some(&text))
        }
        Kind::Tags => plain(&texts.say("title-topics", &[]), None),
        Kind::Tag(i, n) => {
            let tag = &plan.tags[*i];
            let title = match tag.shelf {
                Shelf::Year => texts.say("title-news-of-year", &[("year", (&tag.title).into())]),
                Shelf::Section | Shelf::Topic => tag.title.clone(),
            };
            plain(&numbered(&title, *n, texts), None)
        }
        Kind::Data => plain(&texts.say("title-data", &[]), None),
        Kind::Changes => plain(&texts.say("title-changes", &[]), None),
        Kind::Charts => {
            let text = texts.say("about-charts", &[("count", charts.len().into())]);
            plain(&texts.say("title-charts", &[]), Some(&text))
        }
        Kind::Embed(i) => {
            let text = format!("{}. {}", charts[*i].subtitle, charts[*i].title);
            plain(&charts[*i].title, Some(&text))
        }
        Kind::Method => {
            let text = texts.say("about-method", &[]);
            plain(&texts.say("title-method", &[]), Some(&text))
        }
        Kind::Specimen => plain(&texts.say("title-specimen", &[]), None),
        Kind::Search => plain(&texts.say("title-search", &[]), None),
        Kind::Static(i) => {
            let page = &portal.pages[*i];
            let text = said(page.summary.as_ref(), Some(&page.body));
            plain(&page.title, Some(&text))
        }
        Kind::NotFound => plain(&texts.say("title-not-found", &[]), None),
        Kind::Redirect(_) => plain(&texts.say("title-redirect", &[]), None),
    };
    let article = if let Kind::Article(i) = page.kind {
        Some(&portal.news[i])
    } else {
        None
    };
    PageSummary {
        url: format!("{}{}", plan.prefix, page.url),
        summary: describe(&text),
        title,
        date: article.map(|n| n.date),
        updated: article.and_then(|n| n.updated),
        in_feeds: article.is_some(),
        in_sitemap: !matches!(
            page.kind,
            Kind::NotFound | Kind::Redirect(_) | Kind::Embed(_) | Kind::Search | Kind::Specimen
        ),
    }
}

/// The summary of a record, else the first sentences of its text.
fn said(summary: Option<&String>, body: Option<&Body>) -> String {
    match (summary, body) {
        (Some(summary), _) => summary.clone(),
        (None, Some(body)) => markdown::lead(&body.text, &|_| None),
        (None, None) => String::new(),
    }
}

fn numbered(title: &str, number: usize, texts: Texts<'_>) -> String {
    if number == 1 {
        return title.to_owned();
    }
    texts.say(
        "title-on-page",
        &[
            ("title", title.into()),
            ("number", (&number.to_string()).into()),
        ],
    )
}
