//! What lists, feeds and the head say of a page.

use super::{Kind, Page, Plan, Shelf};
use crate::base::Lang;
use crate::chart::Chart;
use crate::model::{Body, Portal};
use crate::page::PageSummary;
use crate::page::markdown;
use crate::page::words::{counted, describe};

pub(in crate::page) fn summary(
    portal: &Portal,
    charts: &[Chart],
    plan: &Plan,
    page: &Page,
) -> PageSummary {
    let lang = portal.site.language;
    let plain = |title: &str, text: Option<&str>| {
        let text = text.unwrap_or_default();
        (title.to_owned(), text.to_owned())
    };
    let (title, text) = match &page.kind {
        Kind::Home => plain(&portal.site.title, portal.site.slogan.as_deref()),
        Kind::Programmes if page.url == "tien-do/" => plain(
            lang.pick("Tiến độ theo giai đoạn", "Progress by phase"),
            None,
        ),
        Kind::Programmes => plain(lang.pick("Chương trình", "Programmes"), None),
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
        Kind::Units => plain(lang.pick("Đơn vị", "Units"), None),
        Kind::Unit(i) => plain(&portal.units[*i].title, portal.units[*i].about.as_deref()),
        Kind::Organisations => plain(lang.pick("Công đoàn cơ sở", "Grassroots unions"), None),
        Kind::Initiatives(n) => plain(
            &numbered(lang.pick("Sáng kiến", "Initiatives"), *n, lang),
            None,
        ),
        Kind::Initiative(i) => plain(
            &portal.initiatives[*i].title,
            portal.initiatives[*i].summary.as_deref(),
        ),
        Kind::News(n) => plain(&numbered(lang.pick("Tin tức", "News"), *n, lang), None),
        Kind::Article(i) => {
            let news = &portal.news[*i];
            let text = said(news.summary.as_ref(), Some(&news.body));
            plain(&news.title, Some(&text))
        }
        Kind::Tags => plain(lang.pick("Chủ đề", "Topics"), None),
        Kind::Tag(i, n) => {
            let tag = &plan.tags[*i];
            let title = match tag.shelf {
                Shelf::Year if lang == Lang::Vi => format!("Tin tức năm {}", tag.title),
                Shelf::Year => format!("News of {}", tag.title),
                Shelf::Section | Shelf::Topic => tag.title.clone(),
            };
            plain(&numbered(&title, *n, lang), None)
        }
        Kind::Data => plain(lang.pick("Dữ liệu mở", "Open data"), None),
        Kind::Charts => {
            let count = counted(charts.len(), "biểu đồ", ["chart", "charts"], lang);
            let text = if lang == Lang::Vi {
                format!("{count} của trang, kèm bảng số liệu, tệp tải về và mã nhúng.")
            } else {
                format!("{count} of this site, with tables, files and code to embed them.")
            };
            plain(lang.pick("Biểu đồ", "Charts"), Some(&text))
        }
        Kind::Embed(i) => {
            let text = format!("{}. {}", charts[*i].subtitle, charts[*i].title);
            plain(&charts[*i].title, Some(&text))
        }
        Kind::Method => {
            let text = lang.pick(
                "Mỗi con số trên trang được tính như thế nào, kèm ví dụ tính tay.",
                "How each figure of this site is made, with a worked example.",
            );
            plain(lang.pick("Cách tính", "How figures are made"), Some(text))
        }
        Kind::Specimen => plain(lang.pick("Mẫu giao diện", "Specimen of the theme"), None),
        Kind::Search => plain(lang.pick("Tìm kiếm", "Search"), None),
        Kind::Static(i) => {
            let page = &portal.pages[*i];
            let text = said(page.summary.as_ref(), Some(&page.body));
            plain(&page.title, Some(&text))
        }
        Kind::NotFound => plain(lang.pick("Không tìm thấy trang", "Page not found"), None),
        Kind::Redirect(_) => plain(lang.pick("Trang đã chuyển", "This page has moved"), None),
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

fn numbered(title: &str, number: usize, lang: Lang) -> String {
    if number == 1 {
        title.to_owned()
    } else {
        format!("{title} – {} {number}", lang.pick("trang", "page"))
    }
}
