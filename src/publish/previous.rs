//! What a commit replaces or deletes, kept so that `rollback` can put it back: a second name for
//! each of those files, no copy. This costs a link for each file that changes, and the room of
//! those files until the next publish, or for 30 days: what was taken back may be personal.
//!
//! The names are given before a commit begins: on a full disk it is this that fails, while nothing
//! visible has changed.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::home::{Home, NAME, PREVIOUS, REPLACED};
use super::lock::lock;
use super::place::{Folders, clear, folder, link, real_way, rename};
use crate::base::{Date, date, regular};

/// The files of a kept publish.
pub(super) const FILES: &str = "files";
/// The day from which its days are counted.
const DAY: &str = "day";
/// A publish that was replaced is kept for this many days.
const DAYS: i32 = 30;

/// Gives a second name to the full list and to those files of the output that are there.
pub(super) fn keep<'a>(home: &Home, paths: impl ParallelIterator<Item = &'a str>) -> Result<()> {
    let (replaced, files) = (home.kept(REPLACED), home.kept(REPLACED).join(FILES));
    forget(home)?;
    folder(&files)?;
    let folders = Folders::default();
    paths.try_for_each(|path| keep_file(home, path, &files, &folders))?;
    // The last one: what has a list is whole.
    if home.kept(NAME).exists() {
        link(&home.kept(NAME), &replaced.join(NAME))
    } else {
        Ok(())
    }
}

/// Gives a second name, below `files`, to a file of the output that is there.
fn keep_file(home: &Home, path: &str, files: &Path, folders: &Folders) -> Result<()> {
    let (base, below) = home.split(path);
    let old = base.join(below);
    // A link or a folder is not what we put there.
    let ours = fs::symlink_metadata(&old).is_ok_and(|about| about.is_file());
    if ours && real_way(base, below) {
        folders.of(files, path)?;
        link(&old, &files.join(path))?;
    }
    Ok(())
}

/// Takes away what was kept for a commit that does not begin.
pub(super) fn forget(home: &Home) -> Result<()> {
    clear(&home.kept(REPLACED))
}

/// After a commit: sets what it replaced in the place of what the one before had.
pub(super) fn turn(home: &Home) -> Result<()> {
    if !home.kept(REPLACED).exists() {
        return Ok(());
    }
    clear(&home.kept(PREVIOUS))?;
    rename(&home.kept(REPLACED), &home.kept(PREVIOUS))
}

/// What a build that was cut off kept: its commit is over, and lacked only [`turn`], or never
/// began.
pub(super) fn settle(home: &Home) -> Result<()> {
    match regular::read(home.kept(REPLACED).join(NAME)) {
        Ok(before) if regular::read(home.kept(NAME)).is_ok_and(|now| now != before) => turn(home),
        _ => forget(home),
    }
}

/// Deletes the kept publish 30 days after it was replaced, and notes `today` in one that has no day
/// yet. Nothing of what readers see depends on it. While another build is at work that build does
/// it.
///
/// # Errors
/// When it cannot be deleted, or the day cannot be noted.
pub fn expire(home: &Home, today: Date) -> Result<()> {
    let kept = home.kept(PREVIOUS);
    if !kept.is_dir() {
        return Ok(());
    }
    let Ok(_lock) = lock(home) else {
        return Ok(());
    };
    let noted = regular::text(kept.join(DAY)).ok();
    // A clock that was wrong must not keep it for longer.
    let day = noted
        .and_then(|text| date::parse(&text))
        .filter(|day| *day <= today);
    match day {
        Some(day) if (today - day).get_days() > DAYS => clear(&kept),
        Some(_) => Ok(()),
        None => note(&kept.join(DAY), today),
    }
}

fn note(file: &Path, today: Date) -> Result<()> {
    regular::create(file)
        .and_then(|mut file| file.write_all(format!("{today}\n").as_bytes()))
        .with_context(|| format!("cannot write {}", file.display()))
}
