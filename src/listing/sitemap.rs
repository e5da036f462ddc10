//! sitemap.xml, split at 50,000 addresses as sitemaps.org asks.

use super::Channel;
use crate::base::Artifact;
use crate::base::markup::escape as xml;
use crate::page::PageSummary;

const LIMIT: usize = 50_000;
const XMLNS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn sitemap(channel: Channel<'_>, pages: &[&PageSummary]) -> Vec<Artifact> {
    let seen: Vec<&PageSummary> = pages.iter().copied().filter(|p| p.in_sitemap).collect();
    if seen.len() <= LIMIT {
        return vec![Artifact::listing("sitemap.xml", urls(channel, &seen))];
    }
    let mut artifacts = Vec::new();
    let mut index =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{XMLNS}\">\n");
    for (number, part) in (1..).zip(seen.chunks(LIMIT)) {
        let name = format!("sitemap-{number}.xml");
        index.push_str(&format!(
            "<sitemap><loc>{}{name}</loc></sitemap>\n",
            xml(channel.base_url)
        ));
        artifacts.push(Artifact::listing(name, urls(channel, part)));
    }
    artifacts.push(Artifact::listing(
        "sitemap.xml",
        index + "</sitemapindex>\n",
    ));
    artifacts
}

fn urls(channel: Channel<'_>, pages: &[&PageSummary]) -> String {
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{XMLNS}\">\n");
    for page in pages {
        let changed = page
            .updated
            .max(page.date)
            .map(|d| format!("<lastmod>{d}</lastmod>"))
            .unwrap_or_default();
        out.push_str(&format!(
            "<url><loc>{}{}</loc>{changed}</url>\n",
            xml(channel.base_url),
            xml(&page.url)
        ));
    }
    out + "</urlset>\n"
}
