//! Links to other sites, for a check that asks them.

use std::path::Path;

use super::site::assembled;
use crate::diag::{Place, Problems};
use crate::page;
use crate::source;

/// Every link of the content to another site, with its place: in texts, sources, the menu and the
/// profiles.
pub fn links(root: &Path) -> Vec<(Place, String)> {
    let problems = &mut Problems::default();
    let sources = source::discover(root, problems);
    let (portal, _) = assembled(&sources, problems);
    let mut links = Vec::new();
    let site = &portal.site;
    let named = site
        .menu
        .iter()
        .chain(&site.social)
        .map(|link| link.url.clone());
    links.extend(named.map(|url| (Place::File("content/site.yaml".into()), url)));
    for initiative in &portal.initiatives {
        let sources = initiative
            .sources()
            .iter()
            .filter_map(|source| source.url.clone());
        links.extend(sources.map(|url| (initiative.origin.place.clone(), url)));
    }
    let texts: Vec<_> = portal
        .initiatives
        .iter()
        .filter_map(|i| Some((i.body()?.read().ok()?, &i.origin)))
        .collect();
    let initiatives = texts.iter().map(|(body, origin)| (&**body, *origin));
    let programmes = portal
        .programmes
        .iter()
        .filter_map(|p| Some((p.body.as_ref()?, &p.origin)));
    let news = portal.news.iter().map(|n| (&n.body, &n.origin));
    let pages = portal.pages.iter().map(|p| (&p.body, &p.origin));
    let translations = portal
        .translations
        .iter()
        .filter_map(|t| Some((t.body.as_ref()?, &t.origin)));
    for (body, origin) in initiatives
        .chain(programmes)
        .chain(news)
        .chain(pages)
        .chain(translations)
    {
        links.extend(page::outside(body, origin));
    }
    links.retain(|(_, url)| url.starts_with("http://") || url.starts_with("https://"));
    links
}
