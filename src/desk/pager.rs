//! One page of a list that was searched, with the ways to the pages around it.

use std::ops::Range;

use serde::Serialize;

use super::ask::Pairs;

/// A page of a list.
#[derive(Default, Serialize)]
pub(super) struct Pager {
    /// What was sought.
    words: String,
    total: usize,
    /// The first and the last one of this page, from 1; 0 where there is none.
    first: usize,
    last: usize,
    /// Addresses of the page before and the page after; empty where there is none.
    before: String,
    after: String,
    #[serde(skip)]
    range: Range<usize>,
}

impl Pager {
    /// The page that a query asks for: what was sought (`q`), and how many are before it (`tu`).
    pub(super) fn of(query: &Pairs, address: &str, total: usize, most: usize) -> Self {
        let words = query.get("q");
        let start = query.number("tu").min(total);
        let last = (start + most).min(total);
        let (mut before, mut after) = (String::new(), String::new());
        if start > 0 {
            before = address_of(address, words, start.saturating_sub(most));
        }
        if last < total {
            after = address_of(address, words, last);
        }
        Self {
            words: words.to_owned(),
            total,
            first: if start < last { start + 1 } else { 0 },
            last,
            before,
            after,
            range: start..last,
        }
    }

    /// The places of the list that are on this page.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// The address of the page that begins behind `start` of what was found by `words`.
fn address_of(address: &str, words: &str, start: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("q", words)
        .append_pair("tu", &start.to_string());
    format!("{address}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other() {
        let page =
            |query: &str, total| Pager::of(&Pairs::of(query.as_bytes()), "/ds/tin", total, 50);
        let first = page("q=a%20b", 120);
        assert_eq!((first.range(), first.first), (0..50, 1));
        assert_eq!((&*first.before, &*first.after), ("", "/ds/tin?q=a+b&tu=50"));
        let last = page("tu=100", 120);
        assert_eq!((last.range(), last.last), (100..120, 120));
        assert_eq!((&*last.before, &*last.after), ("/ds/tin?q=&tu=50", ""));
        for (query, total) in [("", 0), ("tu=900", 120)] {
            let page = page(query, total);
            assert!(page.range().is_empty(), "{query} {total}");
        }
    }
}
