//! Makes a staged build visible: assets first, then pages, listings, deletions, the manifest last.
//!
//! `next.txt` is what makes a commit: it is renamed into its place when all is staged, and tells
//! what the output shall be. A commit that is cut off after that is finished by the next build,
//! whatever its moment; one before it is undone, since nothing visible has changed. Each step can
//! be done twice. No step leaves a file half or missing: a new one takes the place of the old one
//! in a single rename. What needs room on the disk is done before: names for what is replaced
//! (`previous.rs`), folders, the manifest. What is left is to rename and to delete.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, PoisonError};

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::manifest::{Entry, FOLDER, Figures, Manifest, NAME, NEXT};
use super::place::{Folders, real_folder, rename};
use super::previous;
use super::stage::{Receipt, STAGE, Stage, clear};
use crate::base::Order;

/// What a commit came to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
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
}

impl Stage {
    /// Renames each staged file into its place. Files of the last build that this one did not make
    /// are deleted.
    ///
    /// # Errors
    /// When two files have one name, something stands in the way, or a file cannot be put in its
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
                "{} files differ from what would have been kept, the first is {first}; build with --no-cache and tell the \
                 makers of tiendo · {} tệp khác với bản được giữ lại; hãy dựng với --no-cache và báo cho nhóm làm tiendo",
                differing.len(),
                differing.len()
            );
        }
        receipts.append(&mut self.packed.lock().unwrap_or_else(PoisonError::into_inner));
        // Most of them stand in runs already.
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
        let next = Manifest::new(entries, figures.clone());
        let gone = self.last.without(&next);
        let same = waiting.is_empty() && gone.is_empty();
        if same && next.entries == self.last.entries && next.figures == self.last.figures {
            return Ok(done);
        }
        let waiting: Vec<&Arc<Entry>> = waiting.into_iter().map(|at| &next.entries[at]).collect();
        nothing_in_the_way(&self.output, &waiting)?;
        let new = begin(&self.output, &next, &waiting, &gone)?;
        self.begun = true;
        done.deleted = carry_out(&self.output, &new, &waiting, &gone)?;
        // Nobody has to wait until hundreds of thousands of entries are freed.
        let last = std::mem::take(&mut self.last);
        rayon::spawn(move || drop((last, next)));
        Ok(done)
    }
}

/// Does all that needs room on the disk, and then what makes a commit one that is finished, not
/// undone. Gives the folders that come as a whole.
pub(super) fn begin<'a>(
    output: &Path,
    next: &Manifest,
    waiting: &[&'a Arc<Entry>],
    gone: &[&Arc<Entry>],
) -> Result<Whole<'a>> {
    let own = output.join(FOLDER);
    let beside = own.join(format!("{NEXT}.part"));
    let ready = || {
        if !waiting.is_empty() || !gone.is_empty() {
            previous::keep(
                output,
                waiting.par_iter().chain(gone).map(|entry| &*entry.path),
            )?;
        }
        let new = whole_folders(output, waiting)?;
        next.write(&beside)?;
        rename(&beside, &own.join(NEXT))?;
        Ok(new)
    };
    ready().inspect_err(|_| {
        // What cannot be taken away now is taken away by the next build.
        drop((previous::forget(&own), fs::remove_file(&beside)));
        waiting.iter().for_each(|entry| prune(output, &entry.path));
    })
}

/// Finishes what a commit began that was cut off.
pub(super) fn recover(output: &Path) -> Result<()> {
    let own = output.join(FOLDER);
    let Some(next) = Manifest::read(&own, NEXT) else {
        return previous::settle(&own);
    };
    let last = Manifest::read(&own, NAME).unwrap_or_default();
    let stage = own.join(STAGE);
    let waits = |entry: &&Arc<Entry>| fs::symlink_metadata(stage.join(&*entry.path)).is_ok();
    let waiting: Vec<&Arc<Entry>> = next.entries.iter().filter(waits).collect();
    let gone = last.without(&next);
    let new = whole_folders(output, &waiting)?;
    carry_out(output, &new, &waiting, &gone).map(drop)
}

/// All visible steps of a commit; how many files were deleted.
pub(super) fn carry_out(
    output: &Path,
    new: &Whole<'_>,
    waiting: &[&Arc<Entry>],
    gone: &[&Arc<Entry>],
) -> Result<usize> {
    let own = output.join(FOLDER);
    let stage = own.join(STAGE);
    let there = Folders::default();
    for order in [Order::Asset, Order::Page, Order::Listing] {
        for (path, _) in new.iter().filter(|(_, of)| **of == order) {
            there.of(output, path)?;
            rename(&stage.join(path), &output.join(path))?;
        }
        let single = |entry: &&&Arc<Entry>| entry.order == order && !in_new(new, &entry.path);
        waiting.par_iter().filter(single).try_for_each(|entry| {
            there.of(output, &entry.path)?;
            rename(&stage.join(&*entry.path), &output.join(&*entry.path))
        })?;
    }
    let deleted = gone
        .par_iter()
        .filter(|entry| delete(output, &entry.path))
        .count();
    rename(&own.join(NEXT), &own.join(NAME))?;
    previous::turn(&own)?;
    clear(&stage)?;
    Ok(deleted)
}

/// New folders that are put in their place as a whole, each with the order of all its files.
pub(super) type Whole<'a> = BTreeMap<&'a str, Order>;

/// The folders that can be put in their place as a whole. New ones whose files differ in their
/// order are made; what is below them may be whole again.
fn whole_folders<'a>(output: &Path, waiting: &[&'a Arc<Entry>]) -> Result<Whole<'a>> {
    let there = Folders::default();
    loop {
        let new = new_folders(output, waiting);
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
        mixed.try_for_each(|path| there.of(output, &format!("{path}/")))?;
    }
}

/// The highest folders that the output has not, by path, each with the order of its files; `None`
/// where they differ.
fn new_folders<'a>(output: &Path, waiting: &[&'a Arc<Entry>]) -> BTreeMap<&'a str, Option<Order>> {
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
        // Entries stand in the order of their paths, so that what is in one folder stands together.
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
            .find(|folder| fs::symlink_metadata(output.join(folder)).is_err());
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
            "“{a}” and “{b}” are one file where the case of letters does not count; rename one · hai tệp chỉ khác nhau chữ \
             hoa, chữ thường; hãy đổi tên một tệp"
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
fn nothing_in_the_way(output: &Path, waiting: &[&Arc<Entry>]) -> Result<()> {
    // The folder that was looked at last, and whether it is there.
    let (mut looked, mut there) = ("", true);
    for entry in waiting {
        let file = output.join(&*entry.path);
        let parent = entry.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent != looked {
            (looked, there) = (parent, true);
            let ends = parent
                .match_indices('/')
                .map(|(at, _)| at)
                .chain([parent.len()]);
            for folder in ends.map(|end| output.join(&parent[..end])) {
                if fs::symlink_metadata(&folder).is_err() {
                    there = false;
                    break;
                }
                real_folder(&folder)?;
            }
        }
        if there && fs::symlink_metadata(&file).is_ok_and(|about| about.is_dir()) {
            bail!(
                "{}: a file of the site stands here, but this is a folder; take it away and build again · chỗ này phải là \
                 tệp của trang nhưng đang là thư mục; hãy dời nó đi rồi dựng lại",
                file.display()
            );
        }
    }
    Ok(())
}

/// Deletes a file and the folders that are empty without it.
fn delete(output: &Path, path: &str) -> bool {
    let gone = fs::remove_file(output.join(path)).is_ok();
    prune(output, path);
    gone
}

/// Takes away the folders of a file that are empty.
fn prune(output: &Path, path: &str) {
    let file = output.join(path);
    let above = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != output);
    let passed = |gone: &std::io::Result<()>| {
        !gone
            .as_ref()
            .is_err_and(|error| error.kind() != ErrorKind::NotFound)
    };
    above.map(fs::remove_dir).take_while(passed).for_each(drop);
}
