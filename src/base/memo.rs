//! What an earlier build learned from files, so that a file that did not change is not read again.
//!
//! A folder holds an entry for each file, in shards, and a file of texts, to which texts are only
//! ever appended. A shard is replaced as a whole by a rename; where one ends is known by the paths
//! themselves, so that a new file changes one or two of them. Each says of which file of texts it
//! speaks, and `head.bin` which one that is, so that a memory of which only a part was written is
//! either whole or distinguished from a whole one. A memory that cannot be read is an empty one.
//!
//! Whether a file is the one that was read is known by its size, its times of change (ctime too,
//! which no program can set back) and its number on the disk, as git does it: one that changed
//! while or just before it was read could have been changed again without a trace ("racy"), so it
//! is read and its hash compared. What is newer than the beginning of the build that read it counts
//! as such.

mod at;
mod shard;
mod writing;

use super::{Stat, regular};
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use at::At;
use shard::{SEAL, Shard, begins, same, seal, sealed};
use writing::{Shards, Writing};

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
    #[serde(borrow, serialize_with = "as_bytes")]
    pub value: Cow<'a, [u8]>,
}

/// As one piece: serde would take slices number by number.
fn as_bytes<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

/// The texts of a memory, each at its place in one file.
#[derive(Debug)]
pub struct Texts {
    at: At,
    end: Mutex<u64>,
    /// Whether a text could not be read again.
    damaged: AtomicBool,
}

impl Texts {
    /// A place for this many bytes, for [`Texts::write`].
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
        self.at.write(place, bytes)
    }

    /// The text at a place, if it still has this checksum (CRC-32); none for one that was lost,
    /// which is noted.
    pub fn read(&self, place: u64, length: usize, sum: u32) -> Option<String> {
        let bytes = self.at.read(place, length).ok();
        let text = bytes
            .filter(|bytes| crc32fast::hash(bytes) == sum)
            .and_then(|bytes| String::from_utf8(bytes).ok());
        if text.is_none() {
            self.damaged.store(true, Ordering::Relaxed);
        }
        text
    }

    /// Whether a text was asked for that could not be read: then what was made of these texts is
    /// worth nothing, and is made again without them.
    pub fn damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

/// The memory of a site.
#[derive(Debug)]
pub struct Memo {
    folder: PathBuf,
    /// Read when they are asked for: a build of what was built before needs none of them.
    shards: OnceLock<Vec<Shard>>,
    /// Whether `head.bin` is another one's.
    fresh: bool,
    /// Name of the file of texts.
    generation: u64,
    texts: Arc<Texts>,
    began: i64,
    /// Shards are many, and no one has to wait for them.
    writing: Mutex<Option<JoinHandle<()>>>,
    _lock: File,
}

/// What `head.bin` says.
#[derive(Debug, Serialize, Deserialize)]
struct Head<'a> {
    program: &'a str,
    /// Which file of texts is meant.
    generation: u64,
}

/// A file of texts.
struct Opened {
    generation: u64,
    texts: File,
    /// Where it ends.
    end: u64,
    /// Whether there are no shards that belong to it.
    fresh: bool,
}

impl Opened {
    fn path(folder: &Path, generation: u64) -> PathBuf {
        folder.join(format!("texts-{generation}.bin"))
    }

    /// The file that the last build left.
    fn again(folder: &Path, generation: u64) -> Option<Self> {
        let options = File::options().read(true).write(true).clone();
        let mut texts = regular::open_with(Self::path(folder, generation), &options).ok()?;
        let end = texts.seek(SeekFrom::End(0)).ok()?;
        Some(Self {
            generation,
            texts,
            end,
            fresh: false,
        })
    }

    /// An empty file.
    fn new(folder: &Path, generation: u64) -> Option<Self> {
        let options = File::options()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .clone();
        Some(Self {
            generation,
            texts: regular::open_with(Self::path(folder, generation), &options).ok()?,
            end: 0,
            fresh: true,
        })
    }
}

const HEAD: &str = "head.bin";
const NOTE: &str = "last.bin";

impl Memo {
    /// Opens the memory in a folder. With `forget` it is an empty one, as it is when another
    /// `program` wrote it. Nothing when the folder cannot be written, or another build holds
    /// it: then nothing is remembered.
    pub fn open(folder: &Path, program: &str, forget: bool) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let lock = regular::create(folder.join("lock")).ok()?;
        lock.try_lock().ok()?;
        // The time of a change as this file system tells it: its clock may be another one than the
        // system's.
        let _ = fs::remove_file(folder.join("began")); // there may be none
        let began = regular::create(folder.join("began"))
            .and_then(|file| file.metadata())
            .ok()?;
        let written = regular::read(folder.join(HEAD)).ok();
        let head = written.filter(|bytes| sealed(bytes)).unwrap_or_default();
        let last: Option<Head<'_>> = postcard::from_bytes(&head).ok();
        let same = last
            .as_ref()
            .filter(|head| head.program == program && !forget);
        let opened = match same.and_then(|head| Opened::again(folder, head.generation)) {
            Some(opened) => opened,
            None => {
                let generation = last.map_or(0, |last| last.generation.wrapping_add(1));
                Opened::new(folder, generation)?
            }
        };
        Some(Self {
            folder: folder.to_owned(),
            shards: OnceLock::new(),
            fresh: opened.fresh,
            generation: opened.generation,
            texts: Arc::new(Texts {
                at: At::new(opened.texts),
                end: Mutex::new(opened.end),
                damaged: AtomicBool::new(false),
            }),
            began: Stat::of(&began).modified,
            writing: Mutex::default(),
            _lock: lock,
        })
    }

    /// The texts.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    fn shards(&self) -> &[Shard] {
        self.shards.get_or_init(|| match self.fresh {
            true => Vec::new(),
            false => Shard::all(&self.folder, self.generation),
        })
    }

    /// What was known of all files, sorted by path.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let shards = self.shards().par_iter().map(Shard::entries);
        let mut shards: Vec<Vec<Entry<'_>>> = shards.collect();
        shards.sort_by(|a, b| {
            a.first()
                .map(|first| first.path)
                .cmp(&b.first().map(|first| first.path))
        });
        let mut entries = Vec::with_capacity(shards.iter().map(Vec::len).sum());
        shards.into_iter().for_each(|shard| entries.extend(shard));
        // A build that was cut off may have left what others say again.
        if entries.is_sorted_by(|a, b| a.path < b.path) {
            entries
        } else {
            Vec::new()
        }
    }

    /// What was noted last.
    pub fn note(&self) -> Option<Vec<u8>> {
        let mut bytes = regular::read(self.folder.join(NOTE)).ok()?;
        let end = sealed(&bytes).then(|| bytes.len() - SEAL)?;
        bytes.truncate(end);
        Some(bytes)
    }

    /// Notes something in the place of what was noted last. Nothing is noted where that cannot be
    /// written.
    pub fn set_note(&self, bytes: Vec<u8>) {
        if writing::put(&self.folder, NOTE, &seal(bytes)).is_err() {
            let _ = fs::remove_file(self.folder.join(NOTE)); // none is better than an old one
        }
    }

    /// Whether a file with this stat may have changed after it was read without a trace.
    pub fn racy(&self, stat: &Stat) -> bool {
        stat.modified.max(stat.changed) >= self.began
    }

    /// Remembers these entries, sorted by path, for the next build, and no others; `known` are
    /// those of [`Memo::entries`]. `live` is the size of their texts: a file of texts that is
    /// mostly old ones is begun again by the next build.
    ///
    /// What changed is written while others work, and is there when the memory is dropped; on a
    /// full disk it stays as it was.
    pub fn keep<'a>(
        &self,
        program: &str,
        entries: impl Iterator<Item = Entry<'a>>,
        known: &[Entry<'_>],
        live: u64,
    ) {
        let all = *self
            .texts
            .end
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let stale = all > 1 << 20 && live * 3 < all;
        let Shards { names, changed } = self.shards_of(entries, known);
        let gone = self
            .shards()
            .iter()
            .any(|shard| !names.contains(&shard.name));
        if changed.is_empty() && !gone && !stale && !self.fresh {
            return;
        }
        let head = Head {
            program: if stale { "" } else { program },
            generation: self.generation,
        };
        let write = Writing {
            folder: self.folder.clone(),
            texts: format!("texts-{}.bin", self.generation),
            // Memory does not refuse bytes.
            head: seal(postcard::to_stdvec(&head).unwrap_or_default()),
            shards: Shards { names, changed },
        };
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(std::thread::spawn(move || write.run()));
    }

    /// The shards of these entries, with the bytes of those that differ from the ones that are
    /// there.
    fn shards_of<'a>(
        &self,
        entries: impl Iterator<Item = Entry<'a>>,
        known: &[Entry<'_>],
    ) -> Shards {
        let mut shards = Shards::default();
        let mut shard: Vec<Entry<'a>> = Vec::new();
        for entry in entries {
            if begins(entry.path) {
                self.end_shard(&mut shard, known, &mut shards);
            }
            shard.push(entry);
        }
        self.end_shard(&mut shard, known, &mut shards);
        shards
    }

    fn end_shard(&self, shard: &mut Vec<Entry<'_>>, known: &[Entry<'_>], shards: &mut Shards) {
        let Some(first) = shard.first() else { return };
        let from = match shards.names.is_empty() {
            true => "",
            false => first.path,
        };
        let name = Shard::name(from);
        if !same(shard, known) || !self.shards().iter().any(|shard| shard.name == name) {
            let changed = Shard::new(name.clone(), self.generation, shard);
            shards.changed.push(changed);
        }
        shards.names.insert(name);
        shard.clear();
    }
}

impl Drop for Memo {
    fn drop(&mut self) {
        let writing = self
            .writing
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        writing.into_iter().for_each(|writing| drop(writing.join()));
    }
}

#[expect(clippy::disallowed_methods, reason = "the memory is no one's page")]
fn replace(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::rename(from, to)
}

/// A name for this very program: another build of it may make other pages of the same content.
pub fn program() -> &'static str {
    static NAME: LazyLock<String> = LazyLock::new(|| {
        let own = std::env::current_exe().and_then(fs::metadata);
        let own = own.map(|about| Stat::of(&about)).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        format!("{version} {} {}", own.size, own.modified)
    });
    &NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remembers files of these names and sizes, and tells which shards that wrote.
    fn keep(folder: &Path, files: &[(String, u64)]) -> Vec<String> {
        let times = || -> std::collections::BTreeMap<String, i64> {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
            let shards =
                files.filter(|file| file.file_name().to_string_lossy().starts_with(shard::FILES));
            shards
                .map(|f| {
                    (
                        f.file_name().into_string().unwrap(),
                        Stat::of(&f.metadata().unwrap()).modified,
                    )
                })
                .collect()
        };
        let before = times();
        {
            let memo = Memo::open(folder, "p", false).unwrap();
            let known = memo.entries();
            let entry = |(path, size): &'_ (String, u64)| {
                (
                    path.clone(),
                    Stat {
                        size: *size,
                        ..Stat::default()
                    },
                )
            };
            let entries: Vec<(String, Stat)> = files.iter().map(entry).collect();
            let entries = entries.iter().map(|(path, stat)| Entry {
                path,
                stat: *stat,
                racy: false,
                hash: [7; 32],
                value: Cow::Borrowed(path.as_bytes()),
            });
            memo.keep("p", entries, &known, 0);
        }
        let after = times();
        after
            .into_iter()
            .filter(|(name, time)| before.get(name) != Some(time))
            .map(|(name, _)| name)
            .collect()
    }

    fn remembered(folder: &Path) -> Vec<(String, u64)> {
        let memo = Memo::open(folder, "p", false).unwrap();
        let entries = memo.entries();
        // They are not copied: there may be hundreds of thousands.
        let borrowed = |entry: &Entry<'_>| matches!(entry.value, Cow::Borrowed(_));
        assert!(entries.iter().all(borrowed));
        entries
            .iter()
            .map(|entry| (entry.path.to_owned(), entry.stat.size))
            .collect()
    }

    #[test]
    fn what_changes_is_written_again_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let mut files: Vec<(String, u64)> = (0..20_000)
            .map(|n| (format!("content/{n:05}.md"), n))
            .collect();
        let shards = keep(folder.path(), &files).len();
        assert!((3..12).contains(&shards), "{shards}");
        assert_eq!(remembered(folder.path()), files);
        assert_eq!(keep(folder.path(), &files).len(), 0, "nothing changed");
        files[10_000].1 = 0;
        assert_eq!(keep(folder.path(), &files).len(), 1, "one file changed");
        files.insert(5_000, ("content/04999a.md".to_owned(), 1));
        files.remove(15_000);
        let written = keep(folder.path(), &files).len();
        assert!((1..=4).contains(&written), "{written}: one came, one went");
        assert_eq!(remembered(folder.path()), files);
        files.truncate(100);
        keep(folder.path(), &files);
        assert_eq!(remembered(folder.path()), files);
    }

    #[test]
    fn a_memory_that_is_damaged_or_anothers_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<(String, u64)> = (0..20_000)
            .map(|n| (format!("content/{n:05}.md"), n))
            .collect();
        let names = keep(folder.path(), &files);
        let path = folder.path().join(&names[1]);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let rest = remembered(folder.path());
        assert!(
            rest.len() < files.len() && rest.iter().all(|file| files.contains(file)),
            "a part of it"
        );
        fs::write(&path, &whole).unwrap();
        fs::copy(&path, folder.path().join("files-copy.bin")).unwrap();
        assert!(
            remembered(folder.path()).is_empty(),
            "twice the same: a build was cut off"
        );
        assert!(
            Memo::open(folder.path(), "another program", false)
                .unwrap()
                .entries()
                .is_empty()
        );
    }

    #[test]
    fn each_flipped_byte_makes_an_empty_memory() {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<(String, u64)> = (0..3).map(|n| (format!("content/{n}.md"), n)).collect();
        keep(folder.path(), &files);
        let text = "Một cải tiến.";
        let sum = crc32fast::hash(text.as_bytes());
        {
            let memo = Memo::open(folder.path(), "p", false).unwrap();
            let place = memo.texts().reserve(text.len() as u64);
            memo.texts().write(place, text.as_bytes()).unwrap();
            memo.set_note(b"a note".to_vec());
        }
        let named = |name: &str| !matches!(name, "lock" | "began");
        let names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| named(name))
            .collect();
        assert!(names.len() >= 4, "{names:?}");
        for name in names {
            let path = folder.path().join(&name);
            let whole = fs::read(&path).unwrap();
            for place in 0..whole.len() {
                let mut spoilt = whole.clone();
                spoilt[place] ^= 1 << (place % 8);
                fs::write(&path, &spoilt).unwrap();
                let copy = tempfile::tempdir().unwrap();
                for file in fs::read_dir(folder.path())
                    .unwrap()
                    .map(|file| file.unwrap())
                {
                    fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
                }
                let memo = Memo::open(copy.path(), "p", false).unwrap();
                let remembered = memo.entries();
                let reported: Vec<&str> = remembered.iter().map(|entry| entry.path).collect();
                let all: Vec<&str> = files.iter().map(|(path, _)| &**path).collect();
                let note = memo.note();
                let read = memo.texts().read(0, text.len(), sum);
                assert!(reported.is_empty() || reported == all, "{name} {place}");
                assert!(note.is_none_or(|note| note == b"a note"), "{name} {place}");
                assert!(
                    read.as_deref().is_none_or(|read| read == text),
                    "{name} {place}"
                );
                match name.split(['-', '.']).next() {
                    Some("last") => assert!(memo.note().is_none(), "{name} {place}"),
                    Some("texts") => assert!(read.is_none() && memo.texts().damaged()),
                    _ => assert!(reported.is_empty(), "{name} {place}"),
                }
            }
            fs::write(&path, &whole).unwrap();
        }
    }
}
