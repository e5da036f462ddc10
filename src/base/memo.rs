//! What an earlier build learned from files, so that a file that did not change is not read again.
//!
//! A folder holds `files.bin`, with an entry for each file, and a file of texts, to which texts are only ever appended.
//! `files.bin` is replaced as a whole by a rename. A memory that cannot be read is an empty one.
//!
//! Whether a file is the one that was read is told by its size, its time of change and its number on the disk, as git does
//! it: one that changed while or just before it was read could have been changed again without a trace ("racy"), so it is
//! read and its hash compared. What is newer than the beginning of the build that read it counts as such.

use std::fs::{self, File, Metadata};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// What tells a file from another version of it, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Stat {
    /// Bytes.
    pub size: u64,
    /// Time of the last change in nanoseconds since 1970.
    pub modified: i64,
    /// Its number on the disk, where the system has one.
    pub inode: u64,
}

impl Stat {
    /// Of what the file system tells.
    pub fn of(about: &Metadata) -> Self {
        let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default();
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(about);
        #[cfg(not(unix))]
        let inode = 0;
        Self { size: about.len(), modified, inode }
    }
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<'a> {
    /// Path below the root.
    pub path: &'a str,
    /// As it was when it was read.
    pub stat: Stat,
    /// Whether [`Stat`] alone does not tell that it is the same.
    pub racy: bool,
    /// BLAKE3 of its bytes.
    pub hash: [u8; 32],
    /// What was learned from it.
    #[serde(serialize_with = "as_bytes")]
    pub value: &'a [u8],
}

/// As one piece: serde would take slices number by number.
fn as_bytes<S: serde::Serializer>(bytes: &&[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

/// The texts of a memory, each at its place in one file.
#[derive(Debug)]
pub struct Texts {
    file: File,
    end: Mutex<u64>,
}

impl Texts {
    /// A place for so many bytes, for [`Texts::write`].
    pub fn reserve(&self, bytes: u64) -> u64 {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let place = *end;
        *end += bytes;
        place
    }

    /// Writes into a place that was reserved.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn write(&self, place: u64, bytes: &[u8]) -> std::io::Result<()> {
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::write_all_at(&self.file, bytes, place);
        #[cfg(not(unix))]
        {
            let _one = self.end.lock().unwrap_or_else(PoisonError::into_inner);
            (&self.file).seek(SeekFrom::Start(place))?;
            (&self.file).write_all(bytes)
        }
    }

    /// The text at a place.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, place: u64, length: usize) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        #[cfg(unix)]
        std::os::unix::fs::FileExt::read_exact_at(&self.file, &mut bytes, place)?;
        #[cfg(not(unix))]
        {
            let _one = self.end.lock().unwrap_or_else(PoisonError::into_inner);
            (&self.file).seek(SeekFrom::Start(place))?;
            std::io::Read::read_exact(&mut &self.file, &mut bytes)?;
        }
        Ok(bytes)
    }
}

/// The memory of a site.
#[derive(Debug)]
pub struct Memo {
    folder: PathBuf,
    /// The whole of `files.bin`.
    bytes: Vec<u8>,
    /// Name of the file of texts.
    generation: u64,
    texts: Arc<Texts>,
    began: i64,
    /// The file is large, and nobody has to wait for it.
    writing: Mutex<Option<JoinHandle<()>>>,
    _lock: File,
}

/// The head of `files.bin`.
#[derive(Debug, Serialize, Deserialize)]
struct Head<'a> {
    program: &'a str,
    generation: u64,
    entries: u64,
}

/// Bytes of an entry besides its path and its value, at most.
const ENTRY: usize = 80;
const FILES: &str = "files.bin";
const NOTE: &str = "last.json";

impl Memo {
    /// Opens the memory in a folder. With `forget` it is an empty one, as it is when another `program` wrote it. Nothing
    /// when the folder cannot be written, or another build holds it: then nothing is remembered.
    pub fn open(folder: &Path, program: &str, forget: bool) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let lock = File::create(folder.join("lock")).ok()?;
        lock.try_lock().ok()?;
        // The time of a change as this file system tells it: its clock may be another one than the system's.
        drop(fs::remove_file(folder.join("began")));
        let began = File::create(folder.join("began")).and_then(|file| file.metadata()).ok()?;
        let began = Stat::of(&began).modified;
        let whole = fs::read(folder.join(FILES)).ok().filter(|bytes| sealed(bytes)).unwrap_or_default();
        let last = head(&whole).map(|(head, _)| head.generation);
        let (name, live) = (|generation: u64| folder.join(format!("texts-{generation}.bin")), head(&whole));
        let same = live.filter(|(head, _)| head.program == program && !forget);
        let opened = same.and_then(|(head, _)| {
            let mut file = File::options().read(true).write(true).open(name(head.generation)).ok()?;
            let end = file.seek(SeekFrom::End(0)).ok()?;
            Some((head.generation, file, end))
        });
        let (generation, file, end, bytes) = match opened {
            Some((generation, file, end)) => (generation, file, end, whole),
            None => {
                let generation = last.map_or(0, |last| last.wrapping_add(1));
                let options = File::options().create(true).truncate(true).read(true).write(true).clone();
                (generation, options.open(name(generation)).ok()?, 0, Vec::new())
            }
        };
        let texts = Arc::new(Texts { file, end: Mutex::new(end) });
        let writing = Mutex::default();
        Some(Self { folder: folder.to_owned(), bytes, generation, texts, began, writing, _lock: lock })
    }

    /// The texts.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    /// What was known of all files, sorted by path.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let Some((head, mut rest)) = head(&self.bytes) else { return Vec::new() };
        let mut entries = Vec::with_capacity(usize::try_from(head.entries).unwrap_or_default().min(self.bytes.len()));
        for _ in 0..head.entries {
            let Ok((entry, after)) = postcard::take_from_bytes(rest) else { return Vec::new() };
            entries.push(entry);
            rest = after;
        }
        entries
    }

    /// What was noted last.
    pub fn note(&self) -> Option<Vec<u8>> {
        fs::read(self.folder.join(NOTE)).ok()
    }

    /// Notes something in the place of what was noted last. Nothing is noted where that cannot be written.
    pub fn set_note(&self, bytes: &[u8]) {
        let part = self.folder.join(format!("{NOTE}.part"));
        let written = File::create(&part).and_then(|mut file| file.write_all(bytes));
        if written.and_then(|()| replace(&part, &self.folder.join(NOTE))).is_err() {
            drop(fs::remove_file(self.folder.join(NOTE)));
        }
    }

    /// Whether a file with this stat may have changed after it was read without a trace.
    pub fn racy(&self, stat: &Stat) -> bool {
        stat.modified >= self.began
    }

    /// Remembers these entries, sorted by path, for the next build, and no others. `live` is the size of their texts: a
    /// file of texts that is mostly old ones is begun anew by the next build.
    ///
    /// The file is written while others work, and is there when the memory is dropped; on a full disk it stays as it was.
    pub fn keep<'a>(&self, program: &str, entries: impl ExactSizeIterator<Item = Entry<'a>> + Clone, live: u64) {
        let all = *self.texts.end.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = all > 1 << 20 && live * 3 < all;
        let program = if stale { "" } else { program };
        let head = Head { program, generation: self.generation, entries: entries.len() as u64 };
        let room: usize = entries.clone().map(|entry| entry.path.len() + entry.value.len() + ENTRY).sum();
        // Memory does not refuse bytes.
        let mut out = postcard::to_extend(&head, Vec::with_capacity(room + 1024)).unwrap_or_default();
        for entry in entries {
            out = postcard::to_extend(&entry, out).unwrap_or_default();
        }
        let (folder, mine) = (self.folder.clone(), format!("texts-{}.bin", self.generation));
        let write = move || {
            out.extend_from_slice(blake3::hash(&out).as_bytes());
            let part = folder.join(format!("{FILES}.part"));
            let written = File::create(&part).and_then(|mut file| file.write_all(&out));
            if written.and_then(|()| replace(&part, &folder.join(FILES))).is_err() {
                return;
            }
            for file in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
                let name = file.file_name().to_string_lossy().into_owned();
                if name.starts_with("texts-") && name != mine {
                    drop(fs::remove_file(file.path()));
                }
            }
        };
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner) = Some(std::thread::spawn(write));
    }
}

impl Drop for Memo {
    fn drop(&mut self) {
        let writing = self.writing.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        writing.into_iter().for_each(|writing| drop(writing.join()));
    }
}

#[expect(clippy::disallowed_methods, reason = "the memory is nobody's page")]
fn replace(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::rename(from, to)
}

fn head(bytes: &[u8]) -> Option<(Head<'_>, &[u8])> {
    postcard::take_from_bytes(bytes).ok()
}

/// Whether the hash at the end is that of what stands before it.
fn sealed(bytes: &[u8]) -> bool {
    let split = bytes.len().checked_sub(32).map(|end| bytes.split_at(end));
    split.is_some_and(|(all, seal)| blake3::hash(all).as_bytes() == seal)
}

/// A name for this very program: another build of it may make other pages of the same content.
pub fn program() -> String {
    let own = std::env::current_exe().and_then(fs::metadata).map(|about| Stat::of(&about)).unwrap_or_default();
    format!("{} {} {}", env!("CARGO_PKG_VERSION"), own.size, own.modified)
}
