//! Makes a staged build visible: assets first, then pages, listings, deletions, the lists last.
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
use std::sync::{Arc, PoisonError};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use super::home::{Home, NAME, NEXT, PUBLIC_NEXT, STAGE, TRY, own_path};
use super::lists::{self, Notice};
use super::manifest::{Entry, Figures, Manifest, Read, Scope, print, seal_of};
use super::place::{Places, real_folder, real_way, rename};
use super::previous;
use super::stage::{Receipt, Stage, clear};
use crate::base::{Order, regular};

/// What a commit came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files in the output.
    pub files: usize,
    /// Files that were new or differed.
    pub written: usize,
    /// Files left alone.
    pub unchanged: usize,
    /// Files deleted.
    pub deleted: usize,
    /// Bytes written.
    pub bytes_written: u64,
    /// Bytes left alone.
    pub bytes_unchanged: u64,
    /// Files that should have been deleted and are still public: the next build tries again.
    pub undeleted: Vec<Undeleted>,
}

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

impl Stage {
    /// Renames each staged file into its place. Files of the last build that this one did not make
    /// are deleted.
    ///
    /// # Errors
    /// When two files have one name, something is in the way, or a file cannot be put in its
    /// place. In the last case those put before it stay, whole, and the next build finishes the
    /// work.
    pub fn commit(mut self, mut receipts: Vec<Receipt>, figures: &Figures) -> Result<Written> {
        let differing = std::mem::take(
            &mut *self
                .differing
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        if let Some(first) = differing.first() {
            bail!(
                "{} files differ from what would have been kept, the first is {first}; build with \
                 --no-cache and tell the makers of tiendo · {} tệp khác với bản được giữ lại; hãy \
                 dựng với --no-cache và báo cho nhóm làm tiendo",
                differing.len(),
                differing.len()
            );
        }
        receipts.append(&mut self.packed.lock().unwrap_or_else(PoisonError::into_inner));
        // Most of them are in runs already.
        receipts.par_sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
        one_name_each(&receipts)?;
        let mut done = Written {
            files: receipts.len(),
            ..Written::default()
        };
        for receipt in &receipts {
            let (count, bytes) = match receipt.staged {
                true => (&mut done.written, &mut done.bytes_written),
                false => (&mut done.unchanged, &mut done.bytes_unchanged),
            };
            *count += 1;
            *bytes += receipt.entry.bytes;
        }
        let waiting: Vec<usize> = (0..receipts.len())
            .filter(|at| receipts[*at].staged)
            .collect();
        let entries = receipts.into_iter().map(|receipt| receipt.entry).collect();
        let mut next = Manifest::new(entries, figures.clone());
        let gone: Vec<Arc<Entry>> = self.last.without(&next).into_iter().cloned().collect();
        let again = self.last.leaving.iter();
        let again = again.filter(|entry| next.place_of(&entry.path).is_none());
        next.leaving = gone.iter().chain(again).cloned().collect();
        next.leaving.sort_by(|a, b| a.path.cmp(&b.path));
        let same = waiting.is_empty() && next.leaving.is_empty();
        if same && next.entries == self.last.entries && next.figures == self.last.figures {
            return Ok(done);
        }
        let waiting: Vec<Arc<Entry>> = waiting
            .into_iter()
            .map(|at| next.entries[at].clone())
            .collect();
        nothing_in_the_way(&self.home, &waiting)?;
        nobody_elses(&self.home, &waiting, &self.last)?;
        let new = begin(&self.home, &mut next, &waiting, &gone)?;
        self.begun = true;
        let deleted = carry_out(&self.home, &next, &new, &waiting)?;
        done.deleted = deleted.count;
        done.undeleted = deleted.undeleted;
        // No one has to wait until hundreds of thousands of entries are freed.
        let last = std::mem::take(&mut self.last);
        rayon::spawn(move || drop((last, next)));
        Ok(done)
    }
}

/// Does all that needs room on the disk, and then what makes a commit one that is finished, not
/// undone. `gone` are the files that were public until now and will not be. Gives the folders that
/// come as a whole.
pub(super) fn begin<'a>(
    home: &Home,
    next: &mut Manifest,
    waiting: &'a [Arc<Entry>],
    gone: &[Arc<Entry>],
) -> Result<Whole<'a>> {
    ready(home, next, waiting, gone).inspect_err(|_| {
        // What cannot be taken away now is taken away by the next build.
        let _ = previous::forget(home);
        for name in [PUBLIC_NEXT, lists::PART] {
            let _ = fs::remove_file(home.kept(name));
        }
        for entry in waiting {
            prune(home, &entry.path);
        }
    })
}

fn ready<'a>(
    home: &Home,
    next: &mut Manifest,
    waiting: &'a [Arc<Entry>],
    gone: &[Arc<Entry>],
) -> Result<Whole<'a>> {
    if !waiting.is_empty() || !gone.is_empty() {
        let paths = waiting.par_iter().chain(gone).map(|entry| &*entry.path);
        previous::keep(home, paths)?;
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

/// Files whose names differ by case only would be one file on Windows and macOS.
fn one_name_each(receipts: &[Receipt]) -> Result<()> {
    let upper = |receipt: &&Receipt| {
        receipt
            .path()
            .bytes()
            .any(|b| b.is_ascii_uppercase() || !b.is_ascii())
    };
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let twice = |a: &str, b: &str| -> Result<()> {
        bail!(
            "“{a}” and “{b}” are one file where the case of letters does not count; rename one · \
             hai tệp chỉ khác nhau chữ hoa, chữ thường; hãy đổi tên một tệp"
        )
    };
    for receipt in receipts.iter().filter(upper) {
        let folded = receipt.path().to_lowercase();
        if let Ok(at) = receipts.binary_search_by(|other| other.path().cmp(&folded)) {
            twice(receipt.path(), receipts[at].path())?;
        }
        if let Some(first) = seen.insert(folded, receipt.path()) {
            twice(first, receipt.path())?;
        }
    }
    match receipts
        .windows(2)
        .find(|pair| pair[0].path() == pair[1].path())
    {
        Some(pair) => bail!(
            "“{}” was made twice · một tệp được tạo hai lần",
            pair[0].path()
        ),
        None => Ok(()),
    }
}

/// Looks whether each file can be put in its place, before any is.
fn nothing_in_the_way(home: &Home, waiting: &[Arc<Entry>]) -> Result<()> {
    // The folder that was looked at last, and whether it is there.
    let (mut looked, mut there) = ("", true);
    for entry in waiting {
        let file = home.place(&entry.path);
        let parent = entry.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent != looked {
            (looked, there) = (parent, true);
            let ends = parent
                .match_indices('/')
                .map(|(at, _)| at)
                .chain([parent.len()]);
            for folder in ends.map(|end| home.place(&parent[..end])) {
                if fs::symlink_metadata(&folder).is_err() {
                    there = false;
                    break;
                }
                real_folder(&folder)?;
            }
        }
        if there && fs::symlink_metadata(&file).is_ok_and(|about| about.is_dir()) {
            bail!(
                "{}: a file of the site is here, but this is a folder; take it away and build \
                 again · chỗ này phải là tệp của trang nhưng đang là thư mục; hãy dời nó đi rồi \
                 dựng lại",
                file.display()
            );
        }
    }
    Ok(())
}

/// Refuses to write over a file that no build put into the output. One with the same bytes may stay
/// or go.
fn nobody_elses(home: &Home, waiting: &[Arc<Entry>], last: &Manifest) -> Result<()> {
    let new = |entry: &&Arc<Entry>| {
        own_path(&entry.path).is_none()
            && last.place_of(&entry.path).is_none()
            && last.leaving(&entry.path).is_none()
    };
    let other = |entry: &&Arc<Entry>| {
        let file = home.place(&entry.path);
        let there = fs::symlink_metadata(&file).is_ok();
        there && regular::read(&file).map_or(true, |bytes| print(&bytes) != *entry.hash)
    };
    let others: Vec<&str> = waiting
        .par_iter()
        .filter(new)
        .filter(other)
        .map(|entry| &*entry.path)
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    bail!(
        "{} holds files that tiendo did not put there and would write over ({}); take them away, \
         or choose another --output · thư mục này có tệp không do tiendo tạo ra và sẽ bị ghi đè; \
         hãy dời các tệp ấy đi, hoặc chọn --output khác",
        home.output().display(),
        lists::few(&others)
    )
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
