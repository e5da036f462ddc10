//! The newest articles as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

use serde_json::json;

use super::{Channel, xml};
use crate::base::{Artifact, date};
use crate::page::PageSummary;

const ENTRIES: usize = 20;

pub(super) fn feeds(channel: Channel<'_>, pages: &[PageSummary]) -> Vec<Artifact> {
    let mut entries: Vec<&PageSummary> = pages.iter().filter(|p| p.in_feeds).collect();
    entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.url.cmp(&b.url)));
    entries.truncate(ENTRIES);
    vec![
        Artifact::new("feed.xml", rss(channel, &entries)),
        Artifact::new("atom.xml", atom(channel, &entries)),
        Artifact::new("feed.json", json_feed(channel, &entries)),
    ]
}

fn rss(c: Channel<'_>, entries: &[&PageSummary]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n\
         <channel>\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{}</language>\n\
         <atom:link href=\"{}feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        xml(c.title),
        xml(c.base_url),
        xml(c.description),
        c.lang,
        xml(c.base_url),
    );
    for entry in entries {
        let url = format!("{}{}", c.base_url, entry.url);
        let day = date::rfc2822(entry.date.unwrap_or(c.as_of), c.timezone);
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{url}</link>\n<guid>{url}</guid>\n<pubDate>{day}</pubDate>\n\
             <description>{}</description>\n</item>\n",
            xml(&entry.title),
            xml(&entry.summary),
            url = xml(&url),
        ));
    }
    out + "</channel>\n</rss>\n"
}

fn atom(c: Channel<'_>, entries: &[&PageSummary]) -> String {
    let day = |p: &PageSummary| p.updated.max(p.date).unwrap_or(c.as_of);
    let newest = entries.iter().map(|p| day(p)).max().unwrap_or(c.as_of);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<id>{base}</id>\n<link href=\"{base}\"/>\n\
         <link rel=\"self\" href=\"{base}atom.xml\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        c.lang,
        xml(c.title),
        xml(c.description),
        date::rfc3339(newest, c.timezone),
        xml(c.title),
        base = xml(c.base_url),
    );
    for entry in entries {
        let url = xml(&format!("{}{}", c.base_url, entry.url));
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link href=\"{url}\"/>\n<published>{}</published>\n\
             <updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            xml(&entry.title),
            date::rfc3339(entry.date.unwrap_or(c.as_of), c.timezone),
            date::rfc3339(day(entry), c.timezone),
            xml(&entry.summary),
        ));
    }
    out + "</feed>\n"
}

fn json_feed(c: Channel<'_>, entries: &[&PageSummary]) -> String {
    let item = |entry: &&PageSummary| {
        let url = format!("{}{}", c.base_url, entry.url);
        json!({
            "id": url, "url": url, "title": entry.title, "content_text": entry.summary,
            "date_published": date::rfc3339(entry.date.unwrap_or(c.as_of), c.timezone),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": c.title, "description": c.description,
        "home_page_url": c.base_url, "feed_url": format!("{}feed.json", c.base_url), "language": c.lang,
        "items": entries.iter().map(item).collect::<Vec<_>>(),
    });
    format!("{feed:#}\n")
}
