//! What a commit replaces or deletes, kept so that `rollback` can put it back: a second name for
//! each of those files, no copy. This costs a link for each file that changes, and the room of
//! those files until the next publish.
//!
//! The names are given before a commit begins: on a full disk it is this that fails, while nothing
//! visible has changed.

use std::fs;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::manifest::{FOLDER, NAME};
use super::place::{Folders, folder, link, rename};
use super::stage::clear;

/// What the publish before had where the last one has something else.
pub(super) const PREVIOUS: &str = "previous";
/// Its files.
pub(super) const FILES: &str = "files";
/// The same of a commit that is under way or about to begin.
const REPLACED: &str = "replaced";

/// Gives a second name to the manifest of an output and to those files of it that are there.
pub(super) fn keep<'a>(output: &Path, paths: impl ParallelIterator<Item = &'a str>) -> Result<()> {
    let own = output.join(FOLDER);
    let (replaced, files) = (own.join(REPLACED), own.join(REPLACED).join(FILES));
    forget(&own)?;
    folder(&files)?;
    let folders = Folders::default();
    paths.try_for_each(|path| {
        let old = output.join(path);
        if fs::symlink_metadata(&old).is_ok() {
            folders.of(&files, path)?;
            link(&old, &files.join(path))?;
        }
        anyhow::Ok(())
    })?;
    // The last one: what has a manifest is whole.
    if own.join(NAME).exists() {
        link(&own.join(NAME), &replaced.join(NAME))
    } else {
        Ok(())
    }
}

/// Takes away what was kept for a commit that does not begin.
pub(super) fn forget(own: &Path) -> Result<()> {
    clear(&own.join(REPLACED))
}

/// After a commit: sets what it replaced in the place of what the one before had.
pub(super) fn turn(own: &Path) -> Result<()> {
    if !own.join(REPLACED).exists() {
        return Ok(());
    }
    clear(&own.join(PREVIOUS))?;
    rename(&own.join(REPLACED), &own.join(PREVIOUS))
}

/// What a build that was cut off kept: its commit is over, and lacked only [`turn`], or never
/// began.
pub(super) fn settle(own: &Path) -> Result<()> {
    match fs::read(own.join(REPLACED).join(NAME)) {
        Ok(before) if fs::read(own.join(NAME)).is_ok_and(|now| now != before) => turn(own),
        _ => forget(own),
    }
}
