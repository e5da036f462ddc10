//! The list of files that this program has put into the output: only these may it ever delete.
//!
//! A line for each file, its parts between tabs: order, size, time of change, hash, key, note,
//! path. Lines that begin with `#` hold the figures of the publish, with `!` what it followed on,
//! with `-` files that left the site and are to be deleted. The last line is the BLAKE3 hash of all
//! before it, so that a list that was cut or garbled is never taken for a shorter one.
//!
//! The full list, in the state, is also the journal of a commit: `next.txt` beside it says what the
//! output shall be (see `journal.rs`). The public list, in the output, has the files that readers
//! see, without keys, notes and figures. What to do when one of them is lost says `lists.rs`; how
//! earlier versions wrote theirs `manifest/old.rs`.

mod old;

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::home::own_path;
use crate::base::{Order, hash, regular};

/// Lines that one thread makes, and those that are in memory together.
const SOME: usize = 1 << 11;
const TOGETHER: usize = 1 << 15;

/// The first line. It differs from those of earlier versions by far more than one letter.
const HEAD: &str = "tiendo: sealed list of files, form 3";
/// Begins the last line, before the hash.
const SEAL: &str = "=";
/// Digits of a hash.
const DIGITS: usize = 64;

/// What a publish came to, by name: pages, records, and its headline figure.
pub type Figures = BTreeMap<String, i64>;

/// A file that was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub(super) path: Box<str>,
    pub(super) order: Order,
    pub(super) bytes: u64,
    /// Time of its last change in nanoseconds, as the file system tells: whether it is as we left
    /// it.
    pub(super) modified: i64,
    /// Its BLAKE3 hash, in hexadecimal digits.
    pub(super) hash: Box<str>,
    /// What it was made from; empty for what is made again each time.
    pub(super) key: Box<str>,
    /// What its maker wants to know of it without reading it.
    pub(super) note: Box<str>,
}

thread_local! {
    /// Where the entry behind the last that this thread asked for is: a guess, in whatever
    /// manifest.
    static GUESS: Cell<usize> = const { Cell::new(0) };
}

/// All files of a publish, sorted by path.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) entries: Vec<Arc<Entry>>,
    /// Files of earlier publishes that are to be deleted, sorted by path. Once that is done they
    /// are not there any more, which no list has to say.
    pub(super) leaving: Vec<Arc<Entry>>,
    pub(super) figures: Figures,
    /// The seal of the public list that belongs to this one.
    pub(super) public: Box<str>,
    /// The seal of the public list on which this one followed; empty when there was none.
    pub(super) before: Box<str>,
    /// Entries by a hash of their paths, made when one is looked for. Of two with one hash the
    /// later.
    index: OnceLock<HashMap<u64, u32>>,
}

/// What became of reading a list.
#[derive(Debug)]
pub(super) enum Read {
    /// There is no such file.
    Missing,
    /// It cannot be read, was cut off or is garbled.
    Damaged,
    /// A whole list, and its seal.
    Sealed(Manifest, String),
    /// What an earlier version of this program wrote, which had no seals.
    Old(Manifest),
}

/// Which files a list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All, with everything that the next build wants to know.
    Full,
    /// Those that readers see.
    Public,
}

impl Manifest {
    /// Reads a list.
    pub(super) fn read(file: &Path) -> Read {
        let bytes = match regular::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Read::Missing,
            Err(_) => return Read::Damaged,
        };
        if let Some((text, seal)) = sealed(&bytes) {
            return match Self::parsed(text) {
                Some(manifest) => Read::Sealed(manifest, seal.to_owned()),
                None => Read::Damaged,
            };
        }
        let old = std::str::from_utf8(&bytes).ok().and_then(old::read);
        old.map_or(Read::Damaged, Read::Old)
    }

    /// The manifest of files that are sorted by path.
    pub(super) fn new(entries: Vec<Arc<Entry>>, figures: Figures) -> Self {
        Self {
            entries,
            figures,
            ..Self::default()
        }
    }

    /// Nothing when a line is none of ours.
    fn parsed(text: &str) -> Option<Self> {
        let mut manifest = Self::default();
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            if let Some(figure) = line.strip_prefix('#') {
                let (name, value) = figure.rsplit_once('\t')?;
                let value = value.parse().ok()?;
                manifest.figures.insert(name.to_owned(), value);
            } else if let Some(seal) = line.strip_prefix("!public\t") {
                manifest.public = seal.into();
            } else if let Some(seal) = line.strip_prefix("!before\t") {
                manifest.before = seal.into();
            } else if let Some(leaving) = line.strip_prefix('-') {
                manifest.leaving.push(Arc::new(entry(leaving)?));
            } else {
                break;
            }
            rest = after;
        }
        manifest.entries = rest
            .par_lines()
            .map(|line| entry(line).map(Arc::new))
            .collect::<Option<_>>()?;
        for entries in [&manifest.entries, &manifest.leaving] {
            if !entries.is_sorted_by(|a, b| a.path < b.path) {
                return None;
            }
        }
        Some(manifest)
    }

    /// Forgets the index, after entries were added or taken out.
    pub(super) fn forget_index(&mut self) {
        self.index = OnceLock::new();
    }

    /// Writes a list to a file that no one reads yet; its seal.
    pub(super) fn write(&self, file: &Path, scope: Scope) -> Result<String> {
        self.write_sealed(file, scope)
            .with_context(|| format!("cannot write {}", file.display()))
    }

    fn write_sealed(&self, file: &Path, scope: Scope) -> std::io::Result<String> {
        let mut out = regular::create(file)?;
        let mut ink = hash::Hasher::new();
        let mut text = format!("{HEAD}\n");
        if scope == Scope::Full {
            // Writing to a text cannot fail.
            let _ = write!(text, "!public\t{}\n!before\t{}\n", self.public, self.before);
            for (name, value) in &self.figures {
                let _ = writeln!(text, "#{name}\t{value}");
            }
            for entry in &self.leaving {
                text.push('-');
                line(entry, scope, &mut text);
            }
        }
        ink.update(text.as_bytes());
        out.write_all(text.as_bytes())?;
        for entries in self.entries.chunks(TOGETHER) {
            let some = entries.par_chunks(SOME);
            let texts: Vec<String> = some.map(|entries| lines(entries, scope)).collect();
            for text in texts {
                ink.update(text.as_bytes());
                out.write_all(text.as_bytes())?;
            }
        }
        let seal = ink.finalize().to_hex().to_string();
        out.write_all(format!("{SEAL}{seal}\n").as_bytes())?;
        Ok(seal)
    }

    /// The files that another manifest has not.
    pub(super) fn without<'a>(&'a self, other: &Self) -> Vec<&'a Arc<Entry>> {
        let mut others = other.entries.iter().peekable();
        let mut gone = Vec::new();
        for entry in &self.entries {
            while others.next_if(|other| other.path < entry.path).is_some() {}
            if others.peek().is_none_or(|other| other.path != entry.path) {
                gone.push(entry);
            }
        }
        gone
    }

    pub(super) fn get(&self, path: &str) -> Option<&Arc<Entry>> {
        // Most files are asked for in the order in which they are.
        let next = GUESS.get();
        let found = self.entries.get(next).filter(|entry| *entry.path == *path);
        let at = if found.is_some() {
            next
        } else {
            self.find(path)?
        };
        GUESS.set(at + 1);
        Some(&self.entries[at])
    }

    /// A file that is to be deleted.
    pub(super) fn leaving(&self, path: &str) -> Option<&Arc<Entry>> {
        let place = self
            .leaving
            .binary_search_by(|entry| (*entry.path).cmp(path));
        place.ok().map(|place| &self.leaving[place])
    }

    /// Where a file is among the entries.
    pub(super) fn place_of(&self, path: &str) -> Option<usize> {
        self.entries
            .binary_search_by(|entry| (*entry.path).cmp(path))
            .ok()
    }

    fn find(&self, path: &str) -> Option<usize> {
        let index = self.index.get_or_init(|| {
            let numbered = self.entries.iter().zip(0..);
            let hashed = numbered.map(|(entry, number)| (hash::quick(&entry.path), number));
            hashed.collect()
        });
        let at = *index.get(&hash::quick(path))? as usize;
        if *self.entries[at].path == *path {
            return Some(at);
        }
        self.place_of(path)
    }
}

/// The lines of the files that a list names.
fn lines(entries: &[Arc<Entry>], scope: Scope) -> String {
    let mut text = String::new();
    for entry in entries {
        if scope == Scope::Full || own_path(&entry.path).is_none() {
            line(entry, scope, &mut text);
        }
    }
    text
}

/// Adds the line of a file.
fn line(entry: &Entry, scope: Scope, text: &mut String) {
    let Entry {
        path,
        order,
        bytes,
        modified,
        hash,
        key,
        note,
    } = entry;
    let (key, note) = match scope {
        Scope::Full => (&**key, &**note),
        Scope::Public => ("", ""),
    };
    // Writing to a text cannot fail.
    let _ = write!(text, "{}\t{bytes}\t{modified}", *order as u8);
    for part in [hash, key, note, path] {
        text.push('\t');
        text.push_str(part);
    }
    text.push('\n');
}

/// The file of a line; nothing for one that is not ours.
pub(super) fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(7, '\t');
    let order = match parts.next()? {
        "0" => Order::Asset,
        "1" => Order::Page,
        "2" => Order::Listing,
        _ => return None,
    };
    let (bytes, modified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let (hash, key, note) = (
        parts.next()?.into(),
        parts.next()?.into(),
        parts.next()?.into(),
    );
    let path = parts.next().filter(|path| safe(path))?.into();
    Some(Entry {
        path,
        order,
        bytes,
        modified,
        hash,
        key,
        note,
    })
}

/// The lines of a list between its head and its seal, and the seal; nothing for what is not a whole
/// list.
fn sealed(bytes: &[u8]) -> Option<(&str, &str)> {
    let end = bytes.len().checked_sub(SEAL.len() + DIGITS + 1)?;
    let (text, last) = bytes.split_at(end);
    let last = std::str::from_utf8(last).ok()?;
    let seal = last.strip_prefix(SEAL)?.strip_suffix('\n')?;
    if hash::full(text) != seal {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    let lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?;
    Some((lines, seal))
}

/// The seal of a list, when it is a whole one.
pub(super) fn seal_of(file: &Path) -> Option<String> {
    let bytes = regular::read(file).ok()?;
    sealed(&bytes).map(|(_, seal)| seal.to_owned())
}

/// The seal that a list says, whole or not.
pub(super) fn said_seal(file: &Path) -> Option<String> {
    let mut list = regular::open(file).ok()?;
    let last = SEAL.len() + DIGITS + 1;
    list.seek(SeekFrom::End(-i64::try_from(last).ok()?)).ok()?;
    let mut line = String::with_capacity(last);
    list.read_to_string(&mut line).ok()?;
    let seal = line.strip_prefix(SEAL)?.strip_suffix('\n')?;
    Some(seal.to_owned())
}

/// Whether a path stays below the output and can be reported on a line.
pub(super) fn safe(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(char::is_control)
        && path
            .split('/')
            .all(|part| !matches!(part, "" | "." | "..") && part.len() <= 255)
}

/// The fingerprint by which files are compared.
pub(super) fn print(bytes: &[u8]) -> String {
    hash::full(bytes)
}
