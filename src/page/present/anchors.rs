//! Anchors that links lead to: each text is read once for them, and each page that is made of
//! figures is rendered once, not for each link.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{PageBuilder, RenderContext};
use crate::model::Portal;
use crate::page::markdown;

type Known = Option<Arc<BTreeSet<String>>>;

/// Anchors by the paths that links name; nothing for what is not a page.
#[derive(Debug)]
pub struct Anchors {
    known: Mutex<BTreeMap<String, Known>>,
    /// Whether anchors are looked for.
    checked: bool,
}

impl Default for Anchors {
    fn default() -> Self {
        Self {
            known: Mutex::default(),
            checked: true,
        }
    }
}

impl Anchors {
    /// The anchors of what is at a path below content/, or of a page by the name that links have
    /// for it.
    pub(super) fn of(&self, path: &str, context: RenderContext<'_>) -> Known {
        if !self.checked {
            return None;
        }
        if let Some(anchors) = self.known().get(path) {
            return anchors.clone();
        }
        let anchors = match text(path, context.portal) {
            Some(text) => Some(markdown::anchors(text)),
            None => rendered(path, context),
        };
        let anchors = anchors.map(Arc::new);
        self.known().insert(path.to_owned(), anchors.clone());
        anchors
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The anchors of a page that is made of figures. Links in its own texts are not followed, so that
/// two such pages may lead to each other.
fn rendered(path: &str, context: RenderContext<'_>) -> Option<BTreeSet<String>> {
    let url = context.plan.resolve(context.portal, path)?;
    let url = url.split('#').next().unwrap_or_default();
    let index = context.plan.pages.iter().position(|page| page.url == url)?;
    let anchors = &Anchors {
        known: Mutex::default(),
        checked: false,
    };
    let context = RenderContext { anchors, ..context };
    let html = PageBuilder::of(context, index).html()?;
    Some(ids(&String::from_utf8_lossy(&html)))
}

/// The ids of the elements of a page.
fn ids(html: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (at, sign) in html.match_indices(" id=") {
        let written = &html[at + sign.len()..];
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        let id = match quote {
            Some(quote) => written[1..].split(quote).next(),
            None => written.split([' ', '>', '\n']).next(),
        };
        ids.extend(id.map(ToOwned::to_owned));
    }
    ids
}

/// The Markdown of a file below content/, where it is the text of a page.
fn text<'a>(path: &str, portal: &'a Portal) -> Option<&'a str> {
    let news = portal.news.iter().map(|news| (&news.origin, &news.body));
    let pages = portal.pages.iter().map(|page| (&page.origin, &page.body));
    let (_, body) = news
        .chain(pages)
        .find(|(origin, _)| origin.file().strip_prefix("content/") == Some(path))?;
    Some(&body.text)
}
