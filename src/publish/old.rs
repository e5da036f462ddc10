//! What earlier versions of this program left in the output, and how the first build of this one
//! takes it over.
//!
//! Their stage, previous publish and own files lay in `output/.tiendo/`, which hosts were handed.
//! Each of them is moved by renaming and can be moved again after a cut: the list stays where it is
//! until both new ones are written, so that the move is over when it is replaced.

use std::fs;

use anyhow::{Context as _, Result};

use super::home::{FOLDER, Home, LOCK, NEXT, PREVIOUS, REPLACED, STAGE, TRY};
use super::manifest::{Manifest, Read, Scope};
use super::place::{clear, folder, rename};

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
