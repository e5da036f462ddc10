//! The steps that make a staged build visible: assets first, then pages, listings, deletions, the
//! lists last.
//!
//! `next.txt` is what makes a commit: it is renamed into its place when all is staged, and tells
//! what the output shall be and what is to be deleted. A commit that is cut off after that is
//! finished by the next build, whatever its moment; one before it is undone, since nothing visible
//! has changed. Each step can be done twice. No step leaves a file half or missing: a new one takes
//! the place of the old one in a single rename. What needs room on the disk is done before: names
//! for what is replaced (`previous.rs`), folders, both lists. What is left is to rename and to
//! delete.
//!
//! Of the two lists the public one is put in its place first, then the full one: until that is
//! done `next.txt` is there and says what the public one must be.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::home::{Home, NAME, NEXT, PUBLIC_NEXT, STAGE, TRY};
use super::lists::{self, Notice};
use super::manifest::{Entry, Manifest, Read, Scope, seal_of};
use super::place::{Places, clear, real_way, rename};
use super::previous;
use crate::base::{Order, regular};

/// A file that could not be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undeleted {
    /// Path below the output.
    pub path: String,
    /// Why, as the system says it.
    pub why: String,
}

/// What the visible steps of a commit came to.
#[derive(Debug)]
pub(super) struct Deleted {
    pub(super) count: usize,
    pub(super) undeleted: Vec<Undeleted>,
}

/// Does all that needs room on the disk, and then what makes a commit one that is finished, not
/// undone. `replaced` are the files whose places may have had another one, and those that were
/// public until now and will not be. Gives the folders that come as a whole.
pub(super) fn begin<'a>(
    home: &Home,
    next: &mut Manifest,
    waiting: &'a [Arc<Entry>],
    replaced: &[&Arc<Entry>],
) -> Result<Whole<'a>> {
    ready(home, next, waiting, replaced).inspect_err(|_| take_back(home, waiting))
}

/// Takes away what was made ready. What cannot be taken away now is taken away by the next build.
fn take_back(home: &Home, waiting: &[Arc<Entry>]) {
    let _ = previous::forget(home);
    for name in [PUBLIC_NEXT, lists::PART] {
        let _ = fs::remove_file(home.kept(name));
    }
    for entry in waiting {
        prune(home, &entry.path);
    }
}

fn ready<'a>(
    home: &Home,
    next: &mut Manifest,
    waiting: &'a [Arc<Entry>],
    replaced: &[&Arc<Entry>],
) -> Result<Whole<'a>> {
    if !waiting.is_empty() || !replaced.is_empty() {
        previous::keep(home, replaced.par_iter().map(|entry| &*entry.path))?;
    }
    let new = whole_folders(home, waiting)?;
    let part = lists::prepare(home, next)?;
    one_disk(home)?;
    rename(&part, &home.kept(NEXT))?;
    Ok(new)
}

/// Tries whether a file can be renamed into the output: it must not turn out halfway through that
/// it is read-only, or another disk.
fn one_disk(home: &Home) -> Result<()> {
    let (from, to) = (home.kept(TRY), home.public().with_file_name(TRY));
    regular::create(&from).with_context(|| format!("cannot write {}", from.display()))?;
    let tried = rename(&from, &to);
    let _ = fs::remove_file(if tried.is_ok() { &to } else { &from });
    tried.with_context(|| format!("cannot write {}", home.output().display()))
}

/// Finishes what a commit began that was cut off. Gives the public list of one whose journal is
/// lost.
pub(super) fn recover(home: &Home, notices: &mut Vec<Notice>) -> Result<Option<Manifest>> {
    let next = match Manifest::read(&home.kept(NEXT)) {
        Read::Missing => return previous::settle(home).map(|()| None),
        Read::Sealed(next, _) => next,
        Read::Damaged | Read::Old(_) => return journal_lost(home, notices).map(Some),
    };
    let public = seal_of(&home.public());
    let other = |seal: &String| **seal != *next.before && **seal != *next.public;
    if public.as_ref().is_some_and(other) {
        // The output is another one than the commit began with.
        previous::forget(home)?;
        return delete(&home.kept(NEXT)).map(|()| None);
    }
    let stage = home.kept(STAGE);
    let waits = |entry: &&Arc<Entry>| fs::symlink_metadata(stage.join(&*entry.path)).is_ok();
    let waiting: Vec<Arc<Entry>> = next.entries.iter().filter(waits).cloned().collect();
    if public.is_none_or(|seal| *seal != *next.public) && !home.kept(PUBLIC_NEXT).exists() {
        next.write(&home.kept(PUBLIC_NEXT), Scope::Public)?;
    }
    let new = whole_folders(home, &waiting)?;
    carry_out(home, &next, &new, &waiting).map(|_| None)
}

fn journal_lost(home: &Home, notices: &mut Vec<Notice>) -> Result<Manifest> {
    notices.push(Notice::JournalLost);
    let unfinished = match Manifest::read(&home.kept(PUBLIC_NEXT)) {
        Read::Sealed(list, _) => list,
        _ => Manifest::default(),
    };
    previous::settle(home)?;
    delete(&home.kept(NEXT))?;
    Ok(unfinished)
}

fn delete(file: &Path) -> Result<()> {
    fs::remove_file(file).with_context(|| format!("cannot delete {}", file.display()))
}

/// All visible steps of a commit.
pub(super) fn carry_out(
    home: &Home,
    next: &Manifest,
    new: &Whole<'_>,
    waiting: &[Arc<Entry>],
) -> Result<Deleted> {
    let stage = home.kept(STAGE);
    let there = Places::default();
    for order in [Order::Asset, Order::Page, Order::Listing] {
        for (path, _) in new
            .iter()
            .filter(|(_, folder_order)| **folder_order == order)
        {
            there.make(home, path)?;
            rename(&stage.join(path), &home.place(path))?;
        }
        let single = |entry: &&Arc<Entry>| entry.order == order && !in_new(new, &entry.path);
        waiting.par_iter().filter(single).try_for_each(|entry| {
            there.make(home, &entry.path)?;
            rename(&stage.join(&*entry.path), &home.place(&entry.path))
        })?;
    }
    let tried: Vec<Option<Result<(), String>>> = next
        .leaving
        .par_iter()
        .map(|entry| take_out(home, &entry.path))
        .collect();
    let mut deleted = Deleted {
        count: 0,
        undeleted: Vec::new(),
    };
    for (entry, result) in next.leaving.iter().zip(tried) {
        match result {
            None => {}
            Some(Ok(())) => deleted.count += 1,
            Some(Err(why)) => deleted.undeleted.push(Undeleted {
                path: entry.path.to_string(),
                why,
            }),
        }
    }
    if home.kept(PUBLIC_NEXT).exists() {
        rename(&home.kept(PUBLIC_NEXT), &home.public())?;
    }
    rename(&home.kept(NEXT), &home.kept(NAME))?;
    previous::turn(home)?;
    clear(&stage)?;
    Ok(deleted)
}

/// New folders that are put in their place as a whole, each with the order of all its files.
pub(super) type Whole<'a> = BTreeMap<&'a str, Order>;

/// The folders that can be put in their place as a whole. New ones whose files differ in their
/// order are made; what is below them may be whole again.
fn whole_folders<'a>(home: &Home, waiting: &'a [Arc<Entry>]) -> Result<Whole<'a>> {
    let there = Places::default();
    loop {
        let new = new_folders(home, waiting);
        let mut mixed = new
            .iter()
            .filter(|(_, order)| order.is_none())
            .map(|(path, _)| path)
            .peekable();
        if mixed.peek().is_none() {
            return Ok(new
                .into_iter()
                .filter_map(|(path, order)| Some((path, order?)))
                .collect());
        }
        mixed.try_for_each(|path| there.make(home, &format!("{path}/")))?;
    }
}

/// The highest folders that the output has not, by path, each with the order of its files; `None`
/// where they differ.
fn new_folders<'a>(home: &Home, waiting: &'a [Arc<Entry>]) -> BTreeMap<&'a str, Option<Order>> {
    let mut new: BTreeMap<&str, Option<Order>> = BTreeMap::new();
    let mut old: Option<&str> = None;
    let mut last: Option<&str> = None;
    for entry in waiting {
        let Some((parent, _)) = entry.path.rsplit_once('/') else {
            continue;
        };
        if old == Some(parent) {
            continue;
        }
        // Entries are in the order of their paths, so that what is in one folder is together.
        if let Some(of) = last
            .filter(|folder| below(&entry.path, folder))
            .and_then(|folder| new.get_mut(folder))
        {
            if *of != Some(entry.order) {
                *of = None;
            }
            continue;
        }
        let ends = parent
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([parent.len()]);
        let missing = ends
            .map(|end| &parent[..end])
            .find(|folder| fs::symlink_metadata(home.place(folder)).is_err());
        match missing {
            Some(folder) => {
                new.insert(folder, Some(entry.order));
                last = Some(folder);
            }
            None => old = Some(parent),
        }
    }
    new
}

fn below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a file comes with a new folder as a whole.
fn in_new(new: &Whole<'_>, path: &str) -> bool {
    path.match_indices('/')
        .any(|(end, _)| new.contains_key(&path[..end]))
}

/// Deletes a file and the folders that are empty without it; nothing when it is gone already, why
/// not when it stays.
fn take_out(home: &Home, path: &str) -> Option<Result<(), String>> {
    let (base, below) = home.split(path);
    let file = base.join(below);
    if fs::symlink_metadata(&file).is_err() {
        prune(home, path);
        return None;
    }
    if !real_way(base, below) {
        let why = "a link is in the place of a folder · có liên kết ở chỗ của thư mục";
        return Some(Err(why.to_owned()));
    }
    let gone = fs::remove_file(&file);
    prune(home, path);
    Some(gone.map_err(|error| error.to_string()))
}

/// Takes away the folders of a file that are empty.
fn prune(home: &Home, path: &str) {
    let (base, below) = home.split(path);
    let file = base.join(below);
    let above = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != base);
    for folder in above {
        let gone = fs::remove_dir(folder);
        if gone.is_err_and(|error| error.kind() != ErrorKind::NotFound) {
            return;
        }
    }
}
