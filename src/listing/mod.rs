//! Files made of what pages say of themselves: feeds, the sitemap, robots.txt; and the open data.

mod articles;
pub mod data;
mod deflate;
mod feed;
pub mod search;
mod server;
mod sitemap;

use crate::base::{Artifact, Date, Lang};
use crate::model::Portal;
use crate::page::PageSummary;
pub use articles::{FeedTexts, List, feed_of_changes, feeds_of, lists, texts};

/// What feeds and the sitemap need to know of the site.
#[derive(Debug, Clone, Copy)]
pub struct Channel<'a> {
    /// Title of the site.
    pub title: &'a str,
    /// Its slogan or owner.
    pub description: &'a str,
    /// Absolute address of the home page, ending in `/`.
    pub base_url: &'a str,
    /// Language.
    pub lang: Lang,
    /// IANA time zone.
    pub timezone: &'a str,
    /// The day the site represents.
    pub as_of: Date,
}

impl<'a> Channel<'a> {
    /// What feeds say of a site; `None` for one without an address.
    pub fn new(portal: &'a Portal, as_of: Date) -> Option<Self> {
        let site = &portal.site;
        Some(Self {
            title: &site.title,
            description: site.slogan.as_deref().unwrap_or(&site.title),
            base_url: site.base_url.as_deref()?,
            lang: site.language,
            timezone: &site.timezone,
            as_of,
        })
    }
}

/// A list of articles that has feeds of its own.
#[derive(Debug, Clone)]
pub struct FeedOf<'a> {
    /// What it is about; empty for the whole site.
    pub title: &'a str,
    /// Address of the page that lists them; that of the home page for the whole site.
    pub url: String,
    /// Folder of the feeds: programs fetch them from there even when the page has another address.
    pub files: String,
    /// Its articles, newest first, at most twenty.
    pub articles: Vec<FeedItem<'a>>,
}

/// What a feed says of an article.
#[derive(Debug, Clone, Copy)]
pub struct FeedItem<'a> {
    /// Its title, address and days.
    pub summary: &'a PageSummary,
    /// Its whole text as HTML with absolute addresses; empty where the feed has the summary alone.
    pub text: &'a str,
    /// Its picture.
    pub picture: Option<Picture<'a>>,
}

/// A picture that is beside an article in a feed.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// Address below the root.
    pub url: &'a str,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// Feeds, sitemap and robots.txt of a site with an address; robots.txt alone for one without. For
/// servers: headers, and `moved` addresses, old and new.
pub fn listings(
    channel: Option<Channel<'_>>,
    pages: &[&PageSummary],
    feeds: &[FeedOf<'_>],
    moved: &[(String, String)],
) -> Vec<Artifact> {
    let mut artifacts = server::files(channel, moved);
    let Some(channel) = channel else {
        artifacts.push(Artifact::new("robots.txt", "User-agent: *\nAllow: /\n"));
        return artifacts;
    };
    artifacts.extend(self::feeds(channel, feeds));
    artifacts.extend(sitemap::sitemap(channel, pages));
    let robots = format!(
        "User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n",
        channel.base_url
    );
    artifacts.push(Artifact::new("robots.txt", robots));
    artifacts
}

/// Feeds of lists of articles.
pub fn feeds(channel: Channel<'_>, feeds: &[FeedOf<'_>]) -> Vec<Artifact> {
    feeds
        .iter()
        .flat_map(|of| feed::feeds(channel, of))
        .collect()
}
