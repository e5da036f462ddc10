//! What earlier versions of this program left in the output, and how the first build of this one
//! takes it over.
//!
//! Their stage, previous publish and own files lay in `output/.tiendo/`, which hosts were handed.
//! Each of them is moved by renaming and can be moved again after a cut: the list stays where it is
//! until both new ones are written, so that the move is over when it is replaced.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::home::{FOLDER, Home, LOCK, NEXT, PREVIOUS, REPLACED, STAGE, TRY};
use super::manifest::{Entry, Figures, Manifest, Read, Scope, entry, safe};
use super::place::{folder, rename};
use super::stage::clear;

const HEAD: &str = "tiendo manifest 2";

/// Moves what an earlier version kept in the output to its new place.
///
/// # Errors
/// When something cannot be moved.
pub(super) fn take_over(home: &Home) -> Result<()> {
    let old = home.output().join(FOLDER);
    for name in [PREVIOUS, REPLACED, STAGE] {
        let from = old.join(name);
        if from.is_dir() {
            let to = home.kept(name);
            clear(&to)?;
            rename(&from, &to)?;
        }
    }
    for name in ["tables.json", "search"] {
        let from = old.join(name);
        if from.exists() {
            let to = home.place(&format!("{FOLDER}/{name}"));
            clear_any(&to)?;
            to.parent().map(folder).transpose()?;
            rename(&from, &to)?;
        }
    }
    // What a build that was cut off tried, too. Neither has to be there.
    for name in [LOCK, TRY] {
        let _ = fs::remove_file(old.join(name));
    }
    commit_of(home)
}

/// A commit that an earlier version began and did not end.
fn commit_of(home: &Home) -> Result<()> {
    let old = home.output().join(FOLDER).join(NEXT);
    let read = Manifest::read(&old);
    if matches!(read, Read::Missing) {
        return Ok(());
    }
    if let (Read::Old(mut next), Read::Old(last)) = (read, Manifest::read(&home.public())) {
        next.leaving = last.without(&next).into_iter().cloned().collect();
        let part = home.kept("next.part");
        next.write(&part, Scope::Full)?;
        rename(&part, &home.kept(NEXT))?;
    }
    fs::remove_file(&old).with_context(|| format!("cannot delete {}", old.display()))
}

fn clear_any(path: &std::path::Path) -> Result<()> {
    if path.is_dir() {
        return clear(path);
    }
    let _ = fs::remove_file(path); // it may not be there
    Ok(())
}

/// The list of an earlier version; nothing for any other text.
pub(super) fn manifest(text: &str) -> Option<Manifest> {
    let text = text.strip_suffix('\n')?;
    let mut manifest = match text.split_once('\n') {
        Some((HEAD, lines)) => second(lines),
        _ => first(text),
    }?;
    manifest.entries.sort_by(|a, b| a.path.cmp(&b.path));
    manifest.entries.dedup_by(|a, b| a.path == b.path);
    manifest.number();
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
    keys.contains_key("index.html").then(|| {
        let entries = keys.into_keys().map(|path| {
            Arc::new(Entry {
                path: path.into(),
                ..Entry::default()
            })
        });
        Manifest::new(entries.collect(), Figures::new())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_are_taken_for_lists() {
        let paths = |text: &str| -> Option<Vec<String>> {
            let entries = manifest(text)?.entries;
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
