//! Anchors of texts that links lead to: each text is read once for them, not for each link.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::{Origin, Portal};
use crate::page::markdown;

/// Anchors by path below content/; nothing for what is not the text of a page.
#[derive(Debug, Default)]
pub struct Anchors(Mutex<BTreeMap<String, Option<Arc<BTreeSet<String>>>>>);

impl Anchors {
    /// The anchors of the text at a path below content/.
    pub(super) fn of(&self, path: &str, portal: &Portal) -> Option<Arc<BTreeSet<String>>> {
        let read = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(anchors) = read().get(path) {
            return anchors.clone();
        }
        let anchors = text(path, portal).map(|text| Arc::new(markdown::anchors(text)));
        read().insert(path.to_owned(), anchors.clone());
        anchors
    }
}

/// The Markdown of a file below content/, where it is the text of a page.
fn text<'a>(path: &str, portal: &'a Portal) -> Option<&'a str> {
    let here = |origin: &Origin| origin.file().strip_prefix("content/") == Some(path);
    let news = portal.news.iter().find(|news| here(&news.origin));
    let page = portal.pages.iter().find(|page| here(&page.origin));
    news.map(|news| &news.body)
        .or(page.map(|page| &page.body))
        .map(|body| body.text.as_str())
}
