//! What is to be sent and deleted, and in which order.

use super::record::Files;
use crate::publish::Published;

/// The way from what is at a target to the output.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan<'a> {
    /// What pages name, first.
    pub(super) assets: Vec<&'a Published>,
    /// Pages and feeds.
    pub(super) pages: Vec<&'a Published>,
    /// Files of ours that the output has no more.
    pub(super) delete: Vec<String>,
}

impl<'a> Plan<'a> {
    /// All that is sent, in its order.
    pub(super) fn send(&self) -> impl Iterator<Item = &'a Published> {
        self.assets.iter().chain(&self.pages).copied()
    }
}

/// The difference between the output's files and those that are known to be at the target.
pub(super) fn plan<'a>(files: &'a [Published], known: &Files) -> Plan<'a> {
    let mut plan = Plan::default();
    for file in files
        .iter()
        .filter(|file| !known.get(&file.path).is_some_and(|entry| entry.is(file)))
    {
        if page(&file.path) {
            plan.pages.push(file)
        } else {
            plan.assets.push(file)
        }
    }
    let stays: std::collections::BTreeSet<&str> = files.iter().map(|file| &*file.path).collect();
    plan.delete = known
        .keys()
        .filter(|path| !stays.contains(&***path))
        .cloned()
        .collect();
    plan
}

/// Pages come after the files they name; so do their packed copies.
fn page(path: &str) -> bool {
    let path = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".br"))
        .unwrap_or(path);
    path.ends_with(".html") || path.ends_with(".xml")
}

/// Files in runs of at most this many files and bytes; a file that is larger is alone.
pub(super) fn batches<'a, 'b>(
    files: &'b [&'a Published],
    (most, bytes): (usize, u64),
) -> impl Iterator<Item = &'b [&'a Published]> {
    let mut rest = files;
    std::iter::from_fn(move || {
        let mut sum = 0;
        let fits = rest.iter().take(most).take_while(|file| {
            sum += file.bytes;
            sum <= bytes
        });
        let (batch, after) = rest.split_at(fits.count().max(1).min(rest.len()));
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::super::record::Entry;
    use super::*;

    fn file(path: &str, bytes: u64) -> Published {
        Published {
            path: path.into(),
            bytes,
            hash: format!("{path}{bytes}"),
        }
    }

    #[test]
    fn changed_files_only_and_pages_last() {
        let files = [
            file("a.html", 1),
            file("a.html.br", 1),
            file("b.css", 1),
            file("feed.xml", 1),
            file("same.js", 1),
        ];
        let known = [file("b.css", 2), file("gone.html", 1), file("same.js", 1)]
            .iter()
            .map(Entry::of)
            .collect();
        let plan = plan(&files, &known);
        let sent: Vec<&str> = plan.send().map(|file| &*file.path).collect();
        assert_eq!(sent, ["b.css", "a.html", "a.html.br", "feed.xml"]);
        assert_eq!(plan.delete, ["gone.html"]);
    }

    #[test]
    fn what_nobody_knows_is_sent_again() {
        let files = [file("a.css", 0)];
        let known = [
            ("a.css".to_owned(), Entry::unknown()),
            ("b".to_owned(), Entry::unknown()),
        ]
        .into();
        let plan = plan(&files, &known);
        assert_eq!((plan.assets.len(), plan.delete), (1, vec!["b".to_owned()]));
    }

    #[test]
    fn batches_hold_every_file_once() {
        let files = [
            file("a", 5),
            file("b", 5),
            file("c", 99),
            file("d", 1),
            file("e", 1),
            file("f", 1),
        ];
        let files: Vec<&Published> = files.iter().collect();
        let sizes = |limits| batches(&files, limits).map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!(sizes((2, 10)), [2, 1, 2, 1]);
        assert_eq!(sizes((9, u64::MAX)), [6]);
        assert_eq!(batches(&[], (2, 10)).count(), 0);
    }
}
