//! The newest articles as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

use serde_json::json;

use super::{Channel, FeedOf, xml};
use crate::base::{Artifact, date};
use crate::page::PageSummary;

const ENTRIES: usize = 20;

pub(super) fn feeds(site: Channel<'_>, of: &FeedOf<'_>) -> Vec<Artifact> {
    let entries = &of.articles[..of.articles.len().min(ENTRIES)];
    let title = if of.title.is_empty() {
        site.title.to_owned()
    } else {
        format!("{} | {}", of.title, site.title)
    };
    let c = Feed {
        site,
        title: &title,
        url: &of.url,
    };
    vec![
        Artifact::new(format!("{}feed.xml", of.url), rss(c, entries)),
        Artifact::new(format!("{}atom.xml", of.url), atom(c, entries)),
        Artifact::new(format!("{}feed.json", of.url), json_feed(c, entries)),
    ]
}

/// A feed's title and the page it speaks of.
#[derive(Clone, Copy)]
struct Feed<'a> {
    site: Channel<'a>,
    title: &'a str,
    url: &'a str,
}

impl Feed<'_> {
    fn home(&self) -> String {
        format!("{}{}", self.site.base_url, self.url)
    }
}

fn rss(c: Feed<'_>, entries: &[&PageSummary]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n\
         <channel>\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{}</language>\n\
         <atom:link href=\"{}feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        xml(c.title),
        xml(&c.home()),
        xml(c.site.description),
        c.site.lang,
        xml(&c.home()),
    );
    for entry in entries {
        let url = format!("{}{}", c.site.base_url, entry.url);
        let day = date::rfc2822(entry.date.unwrap_or(c.site.as_of), c.site.timezone);
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{url}</link>\n<guid>{url}</guid>\n<pubDate>{day}</pubDate>\n\
             <description>{}</description>\n</item>\n",
            xml(&entry.title),
            // Readers take a description for HTML (RSS 2.0), and a summary is plain text.
            xml(&xml(&entry.summary)),
            url = xml(&url),
        ));
    }
    out + "</channel>\n</rss>\n"
}

fn atom(c: Feed<'_>, entries: &[&PageSummary]) -> String {
    let day = |p: &PageSummary| p.updated.max(p.date).unwrap_or(c.site.as_of);
    let newest = entries.iter().map(|p| day(p)).max().unwrap_or(c.site.as_of);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<id>{base}</id>\n<link href=\"{base}\"/>\n\
         <link rel=\"self\" href=\"{base}atom.xml\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        c.site.lang,
        xml(c.title),
        xml(c.site.description),
        date::rfc3339(newest, c.site.timezone),
        xml(c.site.title),
        base = xml(&c.home()),
    );
    for entry in entries {
        let url = xml(&format!("{}{}", c.site.base_url, entry.url));
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link href=\"{url}\"/>\n<published>{}</published>\n\
             <updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            xml(&entry.title),
            date::rfc3339(entry.date.unwrap_or(c.site.as_of), c.site.timezone),
            date::rfc3339(day(entry), c.site.timezone),
            xml(&entry.summary),
        ));
    }
    out + "</feed>\n"
}

fn json_feed(c: Feed<'_>, entries: &[&PageSummary]) -> String {
    let item = |entry: &&PageSummary| {
        let url = format!("{}{}", c.site.base_url, entry.url);
        json!({
            "id": url, "url": url, "title": entry.title, "content_text": entry.summary,
            "date_published": date::rfc3339(entry.date.unwrap_or(c.site.as_of), c.site.timezone),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": c.title, "description": c.site.description,
        "home_page_url": c.home(), "feed_url": format!("{}feed.json", c.home()), "language": c.site.lang,
        "items": entries.iter().map(item).collect::<Vec<_>>(),
    });
    format!("{feed:#}\n")
}
