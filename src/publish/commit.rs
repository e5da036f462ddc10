//! Puts a staged build into the output: looks whether all of it can be there, then makes it visible
//! (`journal.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, PoisonError};

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;

use super::home::{Home, own_path};
use super::journal::{Undeleted, begin, carry_out};
use super::lists;
use super::manifest::{Entry, Figures, Manifest, print};
use super::place::real_folder;
use super::stage::{Receipt, Stage};
use crate::base::regular;

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

impl Stage {
    /// Renames each staged file into its place. Files of the last build that this one did not make
    /// are deleted.
    ///
    /// # Errors
    /// When two files have one name, something is in the way, or a file cannot be put in its
    /// place. In the last case those put before it stay, whole, and the next build finishes the
    /// work.
    pub fn commit(mut self, mut receipts: Vec<Receipt>, figures: &Figures) -> Result<Written> {
        self.refuse_differing()?;
        receipts.append(&mut self.packed.lock().unwrap_or_else(PoisonError::into_inner));
        // Most of them are in runs already.
        receipts.par_sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
        one_name_each(&receipts)?;
        let mut done = Written::of(&receipts);
        let waiting = receipts.iter().filter(|receipt| receipt.staged);
        let waiting: Vec<Arc<Entry>> = waiting.map(|receipt| receipt.entry.clone()).collect();
        let entries = receipts.into_iter().map(|receipt| receipt.entry).collect();
        let mut next = Manifest::new(entries, figures.clone());
        let gone: Vec<Arc<Entry>> = self.last.without(&next).into_iter().cloned().collect();
        next.leaving = self.leaving(&next, &gone);
        let same = waiting.is_empty() && next.leaving.is_empty();
        if same && next.entries == self.last.entries && next.figures == self.last.figures {
            return Ok(done);
        }
        let mut replaced = nothing_in_the_way(&self.home, &waiting)?;
        nobody_elses(&self.home, &replaced, &self.last)?;
        replaced.extend(&gone);
        let new = begin(&self.home, &mut next, &waiting, &replaced)?;
        self.begun = true;
        let deleted = carry_out(&self.home, &next, &new, &waiting)?;
        done.deleted = deleted.count;
        done.undeleted = deleted.undeleted;
        // No one has to wait until hundreds of thousands of entries are freed.
        let last = std::mem::take(&mut self.last);
        rayon::spawn(move || drop((last, next)));
        Ok(done)
    }

    /// Refuses to publish what is made otherwise than what would have been kept.
    fn refuse_differing(&self) -> Result<()> {
        let differing = self.differing.lock();
        let differing = differing.unwrap_or_else(PoisonError::into_inner);
        if let Some(first) = differing.first() {
            bail!(
                "{} files differ from what would have been kept, the first is {first}; build with \
                 --no-cache and tell the makers of tiendo · {} tệp khác với bản được giữ lại; hãy \
                 dựng với --no-cache và báo cho nhóm làm tiendo",
                differing.len(),
                differing.len()
            );
        }
        Ok(())
    }

    /// The files that are to be deleted, in the order of their paths: those that are `gone` from
    /// the list, and those that could not be deleted before.
    fn leaving(&self, next: &Manifest, gone: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        let again = self.last.leaving.iter();
        let again = again.filter(|entry| next.place_of(&entry.path).is_none());
        let mut leaving: Vec<Arc<Entry>> = gone.iter().chain(again).cloned().collect();
        leaving.sort_by(|a, b| a.path.cmp(&b.path));
        leaving
    }
}

impl Written {
    /// What is to be written and what stays, before anything is deleted.
    fn of(receipts: &[Receipt]) -> Self {
        let mut done = Self {
            files: receipts.len(),
            ..Self::default()
        };
        for receipt in receipts {
            let (count, bytes) = match receipt.staged {
                true => (&mut done.written, &mut done.bytes_written),
                false => (&mut done.unchanged, &mut done.bytes_unchanged),
            };
            *count += 1;
            *bytes += receipt.entry.bytes;
        }
        done
    }
}

/// Files whose names differ by case only would be one file on Windows and macOS.
fn one_name_each(receipts: &[Receipt]) -> Result<()> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for receipt in receipts {
        if is_lower_ascii(receipt.path()) {
            continue;
        }
        let folded = receipt.path().to_lowercase();
        if let Ok(at) = receipts.binary_search_by(|other| other.path().cmp(&folded)) {
            return Err(one_file(receipt.path(), receipts[at].path()));
        }
        if let Some(first) = seen.insert(folded, receipt.path()) {
            return Err(one_file(first, receipt.path()));
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

/// Whether a path stays as it is in small letters; one with other letters is not looked into.
fn is_lower_ascii(path: &str) -> bool {
    path.bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The error of two paths that differ by case only.
fn one_file(one: &str, other: &str) -> anyhow::Error {
    anyhow!(
        "“{one}” and “{other}” are one file where the case of letters does not count; rename one \
         · hai tệp chỉ khác nhau chữ hoa, chữ thường; hãy đổi tên một tệp"
    )
}

/// Looks whether each file can be put in its place, before any is. Gives those whose folder is
/// there: in a new one nothing is replaced.
fn nothing_in_the_way<'a>(home: &Home, waiting: &'a [Arc<Entry>]) -> Result<Vec<&'a Arc<Entry>>> {
    let mut in_old_folders = Vec::new();
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
        if !there {
            continue;
        }
        if fs::symlink_metadata(&file).is_ok_and(|about| about.is_dir()) {
            bail!(
                "{}: a file of the site is here, but this is a folder; take it away and build \
                 again · chỗ này phải là tệp của trang nhưng đang là thư mục; hãy dời nó đi rồi \
                 dựng lại",
                file.display()
            );
        }
        in_old_folders.push(entry);
    }
    Ok(in_old_folders)
}

/// Refuses to write over a file that no build put into the output. One with the same bytes may stay
/// or go.
fn nobody_elses(home: &Home, replaced: &[&Arc<Entry>], last: &Manifest) -> Result<()> {
    let others: Vec<&str> = replaced
        .par_iter()
        .filter(|entry| is_new(last, entry) && is_other_file_there(home, entry))
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

/// Whether no build before has put a file there.
fn is_new(last: &Manifest, entry: &Entry) -> bool {
    own_path(&entry.path).is_none()
        && last.place_of(&entry.path).is_none()
        && last.leaving(&entry.path).is_none()
}

/// Whether the place of an entry holds other bytes, or what cannot be read.
fn is_other_file_there(home: &Home, entry: &Entry) -> bool {
    let file = home.place(&entry.path);
    let there = fs::symlink_metadata(&file).is_ok();
    there && regular::read(&file).map_or(true, |bytes| print(&bytes) != *entry.hash)
}
