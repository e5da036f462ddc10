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
    match &page.kind {
        Kind::Home => portal.site.title.clone(),
        Kind::Programmes if plan.is_progress(page) => texts.say("title-phases", &[]),
        Kind::Programmes => texts.say("title-programmes", &[]),
        Kind::Programme(i) => portal.programmes[*i].title.clone(),
        Kind::Phase(i, j) => {
            let (programme, phase) = (&portal.programmes[*i], &portal.programmes[*i].phases[*j]);
            format!("{} – {}", phase.title, programme.short_title)
        }
        Kind::Units => texts.say("title-units", &[]),
        Kind::Pair => texts.say("title-pair", &[]),
        Kind::Unit(i) => portal.units[*i].title.clone(),
        Kind::Organisations => texts.say("title-grassroots", &[]),
        Kind::Initiatives(n) => numbered(&texts.say("title-initiatives", &[]), *n, texts),
        Kind::Initiative(i) => portal.initiatives[*i].title.to_string(),
        Kind::News(n) => numbered(&texts.say("title-news", &[]), *n, texts),
        Kind::Article(i) => portal.news[*i].title.clone(),
        Kind::Tags => texts.say("title-topics", &[]),
        Kind::Tag(i, n) => {
            let tag = &plan.tags[*i];
            let title = match tag.shelf {
                Shelf::Year => texts.say("title-news-of-year", &[("year", (&tag.title).into())]),
                Shelf::Section | Shelf::Topic => tag.title.clone(),
            };
            numbered(&title, *n, texts)
        }
        Kind::Data => texts.say("title-data", &[]),
        Kind::Changes => texts.say("title-changes", &[]),
        Kind::Charts => texts.say("title-charts", &[]),
        Kind::Embed(i) => charts[*i].title.clone(),
        Kind::Method => texts.say("title-method", &[]),
        Kind::Specimen => texts.say("title-specimen", &[]),
        Kind::Search => texts.say("title-search", &[]),
        Kind::Static(i) => portal.pages[*i].title.clone(),
        Kind::NotFound => texts.say("title-not-found", &[]),
        Kind::Redirect(_) => texts.say("title-redirect", &[]),
    }
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
