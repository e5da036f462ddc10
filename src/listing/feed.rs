//! The newest articles as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with their whole texts (RSS
//! content module) and pictures (enclosures; Media RSS).

use serde_json::{Map, Value, json};

use super::{Channel, FeedItem, FeedOf, Picture};
use crate::base::markup::escape as xml;
use crate::base::{Artifact, Date, date};

/// Articles of one feed.
pub(super) const ENTRIES: usize = 20;
/// Bytes of all texts of one feed; a text beyond has its summary alone. Programs that read feeds
/// fetch the whole file each time.
const TEXTS: usize = 512 * 1024;

pub(super) fn feeds(site: Channel<'_>, list: &FeedOf<'_>) -> Vec<Artifact> {
    let title = if list.title.is_empty() {
        site.title.to_owned()
    } else {
        format!("{} | {}", list.title, site.title)
    };
    let c = Feed {
        site,
        title: &title,
        url: &list.url,
        files: &list.files,
    };
    let entries = bounded(&list.articles);
    vec![
        Artifact::new(format!("{}feed.xml", list.files), rss(c, &entries)),
        Artifact::new(format!("{}atom.xml", list.files), atom(c, &entries)),
        Artifact::new(format!("{}feed.json", list.files), json_feed(c, &entries)),
    ]
}

/// The entries, with no more text than a feed may have.
fn bounded<'a>(articles: &[FeedItem<'a>]) -> Vec<FeedItem<'a>> {
    let mut left = TEXTS;
    let mut entries = Vec::new();
    for article in articles {
        let mut entry = *article;
        match left.checked_sub(entry.text.len()) {
            Some(rest) => left = rest,
            None => entry.text = "",
        }
        entries.push(entry);
    }
    entries
}

/// A feed's title, the page it speaks of, and its folder.
#[derive(Clone, Copy)]
struct Feed<'a> {
    site: Channel<'a>,
    title: &'a str,
    url: &'a str,
    files: &'a str,
}

impl Feed<'_> {
    fn home(&self) -> String {
        format!("{}{}", self.site.base_url, self.url)
    }

    /// Its folder, which names it for programs even when the page has another address.
    fn folder(&self) -> String {
        format!("{}{}", self.site.base_url, self.files)
    }

    /// The absolute address of an article.
    fn address(&self, entry: &FeedItem<'_>) -> String {
        format!("{}{}", self.site.base_url, entry.summary.url)
    }

    fn published(&self, entry: &FeedItem<'_>) -> Date {
        entry.summary.date.unwrap_or(self.site.as_of)
    }

    /// The day of the last edit.
    fn changed(&self, entry: &FeedItem<'_>) -> Date {
        let summary = entry.summary;
        summary.updated.max(summary.date).unwrap_or(self.site.as_of)
    }

    /// Absolute address, media type and bytes of a picture.
    fn picture(&self, picture: Picture<'_>) -> (String, &'static str, u64) {
        let address = format!("{}{}", self.site.base_url, picture.url);
        (address, media_type(picture.url), picture.bytes)
    }
}

/// The media type of a file of a picture, by the ending that the site gave it.
fn media_type(url: &str) -> &'static str {
    match url.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "png" => "image/png",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        _ => "image/jpeg",
    }
}

fn rss(c: Feed<'_>, entries: &[FeedItem<'_>]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{}</language>\n<atom:link \
         href=\"{}feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        xml(c.title),
        xml(&c.home()),
        xml(c.site.description),
        c.site.lang,
        xml(&c.folder()),
    );
    for entry in entries {
        let day = date::rfc2822(c.published(entry), c.site.timezone);
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{url}</link>\n<guid>{url}</guid>\n<pubDate>{day}</pubDate>\n",
            xml(&entry.summary.title),
            url = xml(&c.address(entry)),
        ));
        if !entry.summary.summary.is_empty() {
            // Readers take a description for HTML (RSS 2.0), and a summary is plain text.
            let summary = xml(&xml(&entry.summary.summary));
            out.push_str(&format!("<description>{summary}</description>\n"));
        }
        if !entry.text.is_empty() {
            let text = xml(entry.text);
            out.push_str(&format!("<content:encoded>{text}</content:encoded>\n"));
        }
        if let Some((url, kind, bytes)) = entry.picture.map(|picture| c.picture(picture)) {
            let url = xml(&url);
            out.push_str(&format!(
                "<enclosure url=\"{url}\" length=\"{bytes}\" type=\"{kind}\"/>\n<media:content \
                 url=\"{url}\" fileSize=\"{bytes}\" type=\"{kind}\" medium=\"image\"/>\n"
            ));
        }
        out.push_str("</item>\n");
    }
    out + "</channel>\n</rss>\n"
}

fn atom(c: Feed<'_>, entries: &[FeedItem<'_>]) -> String {
    let newest = entries.iter().map(|entry| c.changed(entry)).max();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xml:lang=\"{}\">\n<title>{}</title>\n<subtitle>{}</subtitle>\n<id>{base}</id>\n<link \
         href=\"{home}\"/>\n<link rel=\"self\" \
         href=\"{base}atom.xml\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        c.site.lang,
        xml(c.title),
        xml(c.site.description),
        date::rfc3339(newest.unwrap_or(c.site.as_of), c.site.timezone),
        xml(c.site.title),
        base = xml(&c.folder()),
        home = xml(&c.home()),
    );
    for entry in entries {
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link \
             href=\"{url}\"/>\n<published>{}</published>\n<updated>{}</updated>\n",
            xml(&entry.summary.title),
            date::rfc3339(c.published(entry), c.site.timezone),
            date::rfc3339(c.changed(entry), c.site.timezone),
            url = xml(&c.address(entry)),
        ));
        if !entry.summary.summary.is_empty() {
            let summary = xml(&entry.summary.summary);
            out.push_str(&format!("<summary>{summary}</summary>\n"));
        }
        if !entry.text.is_empty() {
            let text = xml(entry.text);
            out.push_str(&format!("<content type=\"html\">{text}</content>\n"));
        }
        if let Some((url, kind, bytes)) = entry.picture.map(|picture| c.picture(picture)) {
            let url = xml(&url);
            out.push_str(&format!(
                "<link rel=\"enclosure\" type=\"{kind}\" length=\"{bytes}\" href=\"{url}\"/>\n"
            ));
        }
        out.push_str("</entry>\n");
    }
    out + "</feed>\n"
}

fn json_feed(c: Feed<'_>, entries: &[FeedItem<'_>]) -> String {
    let items: Vec<Value> = entries.iter().map(|entry| json_item(c, entry)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": c.title, "description": c.site.description,
        "home_page_url": c.home(), "feed_url": format!("{}feed.json", c.folder()), "language": c.site.lang,
        "items": items,
    });
    format!("{feed:#}\n")
}

fn json_item(c: Feed<'_>, entry: &FeedItem<'_>) -> Value {
    let url = c.address(entry);
    let mut item = Map::new();
    item.insert("id".into(), json!(url));
    item.insert("url".into(), json!(url));
    item.insert("title".into(), json!(entry.summary.title));
    let summary = &entry.summary.summary;
    if !summary.is_empty() {
        item.insert("summary".into(), json!(summary));
    }
    // One of the two has to be there.
    if entry.text.is_empty() {
        item.insert("content_text".into(), json!(summary));
    } else {
        item.insert("content_html".into(), json!(entry.text));
    }
    let published = date::rfc3339(c.published(entry), c.site.timezone);
    item.insert("date_published".into(), json!(published));
    if entry.summary.updated.is_some() {
        let changed = date::rfc3339(c.changed(entry), c.site.timezone);
        item.insert("date_modified".into(), json!(changed));
    }
    if let Some((url, kind, bytes)) = entry.picture.map(|picture| c.picture(picture)) {
        let attached = json!({"url": url, "mime_type": kind, "size_in_bytes": bytes});
        item.insert("image".into(), json!(url));
        item.insert("attachments".into(), json!([attached]));
    }
    Value::Object(item)
}
