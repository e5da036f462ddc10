//! Sets changed files aside, so that nothing visible changes before everything is made.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};

use super::home::{Home, NAME, NEXT, OWN, PREVIOUS, PUBLIC_NEXT, REPLACED, STAGE, own_path};
use super::journal::recover;
use super::lists::{self, Notice};
use super::lock::{Lock, lock};
use super::manifest::{Entry, Figures, Manifest, print, safe};
use super::old;
use super::pack::{packed, worth};
use super::place::{Folders, clear};
use crate::base::Artifact;
use crate::base::Stat;

/// How a stage treats what the last build left.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Make everything again, whatever it was made from.
    pub forget: bool,
    /// Make everything again, and compare it with what would have been kept.
    pub verify: bool,
    /// Put packed copies beside files that are texts.
    pub pack: bool,
}

/// A place where changed files wait. While it is open no other build may change the output.
#[derive(Debug)]
pub struct Stage {
    pub(super) home: Home,
    folder: PathBuf,
    folders: Folders,
    pub(super) how: How,
    /// The last publish.
    pub(super) last: Manifest,
    /// Files that would have been kept although they differ.
    pub(super) differing: Mutex<Vec<String>>,
    /// Receipts of packed copies.
    pub(super) packed: Mutex<Vec<Receipt>>,
    /// Whether the commit has begun: what is staged must stay then, so that it can be finished.
    pub(super) begun: bool,
    /// What was wrong with the lists of the output.
    notices: Vec<Notice>,
    /// Held until the stage is dropped.
    _lock: Lock,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub(super) entry: Arc<Entry>,
    /// Whether its new content waits; else the output has the same bytes already.
    pub(super) staged: bool,
}

impl Receipt {
    /// Path below the output.
    pub fn path(&self) -> &str {
        &self.entry.path
    }

    /// Its size in bytes.
    pub fn bytes(&self) -> u64 {
        self.entry.bytes
    }

    /// The first 16 digits of the BLAKE3 hash of its bytes.
    pub fn short(&self) -> String {
        self.entry.hash[..16].to_owned()
    }

    /// What its maker noted of it.
    pub fn note(&self) -> &str {
        &self.entry.note
    }
}

impl Stage {
    /// Opens the stage of an output. What a build that was cut off left is finished, or taken away;
    /// what an earlier version kept in the output is moved out of it.
    ///
    /// # Errors
    /// When the output holds files that this program did not put there, or both lists of them are
    /// lost; when it cannot be written, or another build is at work.
    pub fn open(home: &Home, how: How) -> Result<Self> {
        lists::refuse_foreign(home)?;
        home.make()?;
        let lock = lock(home)?;
        let mut notices = Vec::new();
        let folder = home.kept(STAGE);
        let last = prepare(home, &folder, &mut notices).inspect_err(|_| home.leave_no_trace())?;
        Ok(Self {
            home: home.clone(),
            folder,
            folders: Folders::default(),
            how,
            last,
            differing: Mutex::default(),
            packed: Mutex::default(),
            begun: false,
            notices,
            _lock: lock,
        })
    }

    /// The figures of the last publish.
    pub fn figures(&self) -> &Figures {
        &self.last.figures
    }

    /// What was wrong with the lists of the output and was put right.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Takes a file: sets it aside when it is another than the one in the output.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, artifact: &Artifact) -> Result<Receipt> {
        self.put_as(artifact, "", "")
    }

    /// The same where there is a stage; nothing where the site is only looked at.
    ///
    /// # Errors
    /// As [`Stage::put`].
    pub fn put_if(stage: Option<&Self>, artifact: &Artifact) -> Result<Option<Receipt>> {
        stage.map(|stage| stage.put(artifact)).transpose()
    }

    /// Takes a file as [`Stage::put`] does, with the key of what it was made from and a note about
    /// it.
    ///
    /// # Errors
    /// As [`Stage::put`].
    pub fn put_as(&self, artifact: &Artifact, key: &str, note: &str) -> Result<Receipt> {
        let Artifact { path, bytes, order } = artifact;
        let entry = Entry {
            path: path.as_str().into(),
            order: *order,
            bytes: bytes.len() as u64,
            modified: 0,
            hash: print(bytes).into(),
            key: key.into(),
            note: note.into(),
        };
        let receipt = self.settle(entry, || self.write(path, bytes))?;
        if self.wants_packed(&receipt.entry) {
            self.pack(artifact, &receipt.entry.hash)?;
        }
        Ok(receipt)
    }

    /// What becomes of a file: the one in the output stays when it is the same, else `wait` says
    /// when the new one, which waits, was written.
    pub(super) fn settle(
        &self,
        mut entry: Entry,
        wait: impl FnOnce() -> Result<i64>,
    ) -> Result<Receipt> {
        let Entry { key, hash, .. } = &entry;
        let leaving = || self.last.leaving(&entry.path);
        let last = self.last.get(&entry.path).or_else(leaving);
        if self.how.verify
            && last.is_some_and(|last| !key.is_empty() && last.key == *key && last.hash != *hash)
        {
            self.differing
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(entry.path.to_string());
        }
        let same = last.filter(|last| last.hash == *hash && last.bytes == entry.bytes);
        let same = same.and_then(|last| self.intact(last));
        entry.modified = same.map_or_else(wait, Ok)?;
        Ok(Receipt {
            entry: Arc::new(entry),
            staged: same.is_none(),
        })
    }

    /// Whether copies of a file are asked for that the last build did not make.
    pub(super) fn wants_packed(&self, entry: &Entry) -> bool {
        let path = &*entry.path;
        self.how.pack
            && worth(path)
            && own_path(path).is_none()
            && !self.packed_before(path, &entry.hash)
    }

    /// Keeps the packed copies that the last build made of the same bytes; whether there were any.
    fn packed_before(&self, path: &str, hash: &str) -> bool {
        let copy = |ending| self.last_of(&format!("{path}{ending}"), hash);
        let copies: Option<Vec<Receipt>> = ENDINGS.into_iter().map(copy).collect();
        let found = copies.is_some();
        self.packed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(copies.into_iter().flatten());
        found
    }

    pub(super) fn pack(&self, artifact: &Artifact, hash: &str) -> Result<()> {
        let Some((gz, br)) = packed(&artifact.bytes) else {
            return Ok(());
        };
        for (ending, bytes) in ENDINGS.into_iter().zip([gz, br]) {
            let copy = Artifact {
                path: format!("{}{ending}", artifact.path),
                bytes,
                order: artifact.order,
            };
            let receipt = self.put_as(&copy, hash, "")?;
            self.packed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(receipt);
        }
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<i64> {
        let file = self.waiting(path)?;
        let about = write_new(&file, bytes).with_context(|| cannot_write(&file))?;
        Ok(Stat::of(&about).modified)
    }

    /// Where a file waits.
    ///
    /// # Errors
    /// When the path leads out of the output, or its folder cannot be made.
    pub(super) fn waiting(&self, path: &str) -> Result<PathBuf> {
        if !safe(path) {
            bail!(
                "“{path}” is not a path below the output · không phải đường dẫn trong thư mục \
             xuất"
            );
        }
        self.folders.of(&self.folder, path)?;
        Ok(self.folder.join(path))
    }

    /// Whether the output still has a file as the last publish left it; gives its time of change. A
    /// file that was only touched is read to see.
    pub(super) fn intact(&self, last: &Entry) -> Option<i64> {
        lists::still(&self.home.place(&last.path), last)
    }

    /// A file of the last build that was made from the same and need not be made again.
    pub fn kept(&self, path: &str, key: &str) -> Option<Receipt> {
        let kept = self.last_of(path, key)?;
        // What is kept keeps its copies, too, or is made again.
        (!self.how.pack || !worth(path) || self.packed_before(path, &kept.entry.hash))
            .then_some(kept)
    }

    fn last_of(&self, path: &str, key: &str) -> Option<Receipt> {
        if self.how.forget || self.how.verify || key.is_empty() {
            return None;
        }
        let last = self.last.get(path).filter(|last| *last.key == *key)?;
        let modified = self.intact(last)?;
        let same = modified == last.modified;
        let entry = if same {
            last.clone()
        } else {
            Arc::new(Entry {
                modified,
                ..(**last).clone()
            })
        };
        Some(Receipt {
            entry,
            staged: false,
        })
    }

    /// All files of the last build that were made together from the same, where every one of them
    /// is still there.
    pub fn kept_all(&self, below: &str, key: &str) -> Option<Vec<Receipt>> {
        let first = self
            .last
            .entries
            .partition_point(|entry| &*entry.path < below);
        let there = self.last.entries[first..]
            .iter()
            .take_while(|entry| entry.path.starts_with(below));
        let kept: Option<Vec<Receipt>> = there
            .filter(|entry| *entry.key == *key)
            .map(|entry| self.kept(&entry.path, key))
            .collect();
        kept.filter(|kept| !kept.is_empty())
    }

    /// Takes a file that is expensive to make, with the key of what it is made from: the last
    /// build's file, when it was made from the same, else what `make` gives, with a note about it.
    ///
    /// # Errors
    /// Those of `make`, and as [`Stage::put`].
    pub fn remember(
        &self,
        path: &str,
        key: &str,
        make: impl FnOnce() -> Result<(Artifact, String)>,
    ) -> Result<Receipt> {
        if let Some(receipt) = self.kept(path, key) {
            return Ok(receipt);
        }
        let (artifact, note) = make()?;
        self.put_as(&artifact, key, &note)
    }
}

/// A build that stopped leaves nothing behind.
impl Drop for Stage {
    fn drop(&mut self) {
        if !self.begun {
            let _ = fs::remove_dir_all(&self.folder); // the next build clears what is left
            self.home.leave_no_trace();
        }
    }
}

/// What the names of packed copies end in: gzip, brotli.
const ENDINGS: [&str; 2] = [".gz", ".br"];

/// Takes away what is kept for an output that is not there any more.
fn forget(home: &Home) -> Result<()> {
    for name in [STAGE, PREVIOUS, REPLACED, OWN] {
        clear(&home.kept(name))?;
    }
    for name in [NEXT, NAME, PUBLIC_NEXT] {
        let file = home.kept(name);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot delete {}", file.display()))?;
            }
            _ => {}
        }
    }
    home.make()
}

/// What the last publish left, and an empty folder for the files of the next one.
fn prepare(home: &Home, folder: &Path, notices: &mut Vec<Notice>) -> Result<Manifest> {
    if home.is_empty() {
        forget(home)?;
    }
    old::take_over(home)?;
    let unfinished = recover(home, notices)?;
    let last = lists::load(home, unfinished, notices)?;
    clear(folder)?;
    fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(last)
}

/// Writes a file; gives what the system says about it.
fn write_new(file: &Path, bytes: &[u8]) -> io::Result<Metadata> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.metadata()
}

/// What an error of a file that waits for its publish begins with.
pub(super) fn cannot_write(file: &Path) -> String {
    format!("cannot write {}", file.display())
}
