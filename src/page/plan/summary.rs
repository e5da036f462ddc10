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
    let text = text(portal, charts, &page.kind);
    let article = if let Kind::Article(i) = page.kind {
        Some(&portal.news[i])
    } else {
        None
    };
    PageSummary {
        url: format!("{}{}", plan.prefix(), page.url),
        summary: describe(&text),
        title: title(portal, charts, plan, page),
        date: article.map(|n| n.date),
        updated: article.and_then(|n| n.updated),
        in_feeds: article.is_some(),
        in_sitemap: !matches!(
            page.kind,
            Kind::NotFound | Kind::Redirect(_) | Kind::Embed(_) | Kind::Search | Kind::Specimen
        ),
    }
}

/// The title of a page in lists.
pub(in crate::page) fn title(
    portal: &Portal,
    charts: &[Chart],
    plan: &Plan,
    page: &Page,
) -> String {
    let texts = portal.site.texts();
    let message = match &page.kind {
        Kind::Home => return portal.site.title.clone(),
        Kind::Programmes if plan.is_progress(page) => "title-phases",
        Kind::Programmes => "title-programmes",
        Kind::Programme(i) => return portal.programmes[*i].title.clone(),
        Kind::Phase(i, j) => {
            let (programme, phase) = (&portal.programmes[*i], &portal.programmes[*i].phases[*j]);
            return format!("{} – {}", phase.title, programme.short_title);
        }
        Kind::Units => "title-units",
        Kind::Pair => "title-pair",
        Kind::Unit(i) => return portal.units[*i].title.clone(),
        Kind::Organisations => "title-grassroots",
        Kind::Initiatives(n) => return numbered(&texts.say("title-initiatives", &[]), *n, texts),
        Kind::Initiative(i) => return portal.initiatives[*i].title.to_string(),
        Kind::News(n) => return numbered(&texts.say("title-news", &[]), *n, texts),
        Kind::Article(i) => return portal.news[*i].title.clone(),
        Kind::Tags => "title-topics",
        Kind::Tag(i, n) => {
            let tag = &plan.tags[*i];
            let title = match tag.shelf {
                Shelf::Year => texts.say("title-news-of-year", &[("year", (&tag.title).into())]),
                Shelf::Section | Shelf::Topic => tag.title.clone(),
            };
            return numbered(&title, *n, texts);
        }
        Kind::Data => "title-data",
        Kind::Changes => "title-changes",
        Kind::Charts => "title-charts",
        Kind::Embed(i) => return charts[*i].title.clone(),
        Kind::Method => "title-method",
        Kind::Specimen => "title-specimen",
        Kind::Search => "title-search",
        Kind::Static(i) => return portal.pages[*i].title.clone(),
        Kind::NotFound => "title-not-found",
        Kind::Redirect(_) => "title-redirect",
    };
    texts.say(message, &[])
}

/// What a page says of itself; most lists and figures say nothing.
fn text(portal: &Portal, charts: &[Chart], kind: &Kind) -> String {
    let texts = portal.site.texts();
    match kind {
        Kind::Home => portal.site.slogan.clone().unwrap_or_default(),
        Kind::Programme(i) => {
            let programme = &portal.programmes[*i];
            said(programme.summary.as_ref(), programme.body.as_ref())
        }
        Kind::Unit(i) => portal.units[*i].about.clone().unwrap_or_default(),
        Kind::Initiative(i) => {
            let summary = portal.initiatives[*i].summary.as_deref();
            summary.unwrap_or_default().to_owned()
        }
        Kind::Article(i) => {
            let news = &portal.news[*i];
            said(news.summary.as_ref(), Some(&news.body))
        }
        Kind::Charts => texts.say("about-charts", &[("count", charts.len().into())]),
        Kind::Embed(i) => format!("{}. {}", charts[*i].subtitle, charts[*i].title),
        Kind::Method => texts.say("about-method", &[]),
        Kind::Static(i) => {
            let page = &portal.pages[*i];
            said(page.summary.as_ref(), Some(&page.body))
        }
        _ => String::new(),
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
