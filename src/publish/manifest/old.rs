//! The lists of earlier versions of this program.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, Figures, Manifest, entry, safe};

const HEAD: &str = "tiendo manifest 2";

/// The list of an earlier version; nothing for any other text.
pub(super) fn read(text: &str) -> Option<Manifest> {
    let text = text.strip_suffix('\n')?;
    let mut manifest = match text.split_once('\n') {
        Some((HEAD, lines)) => second(lines),
        _ => first(text),
    }?;
    manifest.entries.sort_by(|a, b| a.path.cmp(&b.path));
    manifest.entries.dedup_by(|a, b| a.path == b.path);
    Some(manifest)
}

/// The same lines as now, without a seal.
fn second(text: &str) -> Option<Manifest> {
    let mut figures = Figures::new();
    let mut entries = Vec::new();
    for line in text.lines() {
        if let Some(figure) = line.strip_prefix('#') {
            let (name, value) = figure.split_once('\t')?;
            figures.insert(name.to_owned(), value.parse().ok()?);
        } else {
            entries.push(Arc::new(entry(line)?));
        }
    }
    Some(Manifest::new(entries, figures))
}

/// What the first version wrote: a path a line, its key behind a tab. It had no head, so that only
/// a list with the home page in which each line is so is taken for one.
fn first(text: &str) -> Option<Manifest> {
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines() {
        let (path, key) = line.split_once('\t').unwrap_or((line, ""));
        if !safe(path) || key.contains(char::is_whitespace) {
            return None;
        }
        keys.insert(path, key);
    }
    if !keys.contains_key("index.html") {
        return None;
    }
    let entries = keys.into_keys().map(|path| {
        Arc::new(Entry {
            path: path.into(),
            ..Entry::default()
        })
    });
    Some(Manifest::new(entries.collect(), Figures::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_are_taken_for_lists() {
        let paths = |text: &str| -> Option<Vec<String>> {
            let entries = read(text)?.entries;
            Some(entries.iter().map(|entry| entry.path.to_string()).collect())
        };
        assert_eq!(
            paths("index.html\na.css\t0f\n"),
            Some(vec!["a.css".to_owned(), "index.html".to_owned()])
        );
        let second = "tiendo manifest 2\n#pages\t2\n1\t5\t9\tab\t\t\tindex.html\n";
        assert_eq!(paths(second), Some(vec!["index.html".to_owned()]));
        for other in [
            "",
            "\n",
            "Dear all,\nthis is a text.\n",
            "index.html",
            "index.html\n../../etc/passwd\n",
            "tiendo manifest 2\n1\t5\t9\tab\t\t\tindex.ht",
            "tiendo manifest 2\n1\t5\t9\tab\t\t\n",
            "tiendo manifest 3\n1\t5\t9\tab\t\t\tindex.html\n",
            "tiendo: sealed list of files, form 3\n1\t5\t9\tab\t\t\tindex.html\n=00\n",
        ] {
            assert_eq!(paths(other), None, "{other:?}");
        }
    }
}
