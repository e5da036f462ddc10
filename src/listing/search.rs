//! What the search page looks through: title, sentence, kind and address of each page.

use serde_json::json;

use crate::base::Artifact;
use crate::page::PageSummary;
use crate::page::plan::SEARCH;

/// So many pages are looked through; a phone loads the list at once.
const PAGES: usize = 2_000;

/// The list of one language; `prefix` is its folder.
pub(super) fn list(prefix: &str, pages: &[PageSummary]) -> Artifact {
    let found = pages.iter().filter_map(|page| Some((page, page.section?))).take(PAGES);
    let rows = found.map(|(page, section)| {
        let url = page.url.strip_prefix(prefix).unwrap_or(&page.url);
        // A page without a sentence of its own has its title there.
        let summary = if page.summary == page.title { "" } else { page.summary.as_str() };
        json!([url, page.title, summary, section, page.also]).to_string()
    });
    let rows: Vec<String> = rows.collect();
    Artifact::new(format!("{prefix}{SEARCH}pages.json"), format!("[{}]\n", rows.join(",\n")))
}
