//! The list of files that this program has put into the output: only these may it ever delete.
//!
//! A line for each file, its parts between tabs: order, size, time of change, hash, key, note,
//! path. Lines that begin with `#` hold the figures of the publish. The list is also the journal of
//! a commit: `next.txt` beside it says what the output shall be (see `commit.rs`).

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use crate::base::{Order, hash};

/// Where the manifest and staged files stand, inside the output.
pub(super) const FOLDER: &str = ".tiendo";
/// What the output is.
pub(super) const NAME: &str = "manifest.txt";
/// What it shall be, while a commit is under way.
pub(super) const NEXT: &str = "next.txt";

/// Bytes that are written at once.
const TOGETHER: usize = 1 << 18;

const HEAD: &str = "tiendo manifest 2";

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
    /// What it was made from; empty for what is made anew each time.
    pub(super) key: Box<str>,
    /// What its maker wants to know of it without reading it.
    pub(super) note: Box<str>,
}

thread_local! {
    /// Where the entry behind the last that this thread asked for stands: a guess, in whatever manifest.
    static GUESS: Cell<usize> = const { Cell::new(0) };
}

/// All files of a publish, sorted by path.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) figures: Figures,
    /// Entries that were read, by a hash of their paths. Of two with one hash the later.
    index: HashMap<u64, u32>,
}

impl Manifest {
    /// The manifest of this name; none when there is none that can be read.
    pub(super) fn read(own: &Path, name: &str) -> Option<Self> {
        let text = fs::read_to_string(own.join(name)).ok()?;
        let (head, lines) = text.split_once('\n')?;
        if head != HEAD {
            return Self::first_version(&text);
        }
        let figures = lines
            .lines()
            .map_while(|line| line.strip_prefix('#')?.split_once('\t'));
        let figures: Figures = figures
            .filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?)))
            .collect();
        let lines = lines.par_lines().filter(|line| !line.starts_with('#'));
        let mut entries: Vec<Arc<Entry>> = lines.filter_map(entry).map(Arc::new).collect();
        if !entries.is_sorted_by(|a, b| a.path < b.path) {
            entries.sort_by(|a, b| a.path.cmp(&b.path));
            entries.dedup_by(|a, b| a.path == b.path);
        }
        let numbers = entries.iter().zip(0..);
        let index = numbers
            .map(|(entry, number)| (hash::quick(&entry.path), number))
            .collect();
        Some(Self {
            entries,
            figures,
            index,
        })
    }

    /// The manifest of files that are sorted by path.
    pub(super) fn new(entries: Vec<Arc<Entry>>, figures: Figures) -> Self {
        Self {
            entries,
            figures,
            index: HashMap::new(),
        }
    }

    /// What the first version of this program wrote: a path a line, its key behind a tab.
    fn first_version(text: &str) -> Option<Self> {
        let entry = |line: &str| {
            let path = line.split('\t').next().filter(|path| safe(path))?;
            Some(Arc::new(Entry {
                path: path.into(),
                ..Entry::default()
            }))
        };
        let mut entries: Vec<Arc<Entry>> = text.lines().filter_map(entry).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Some(Self::new(entries, Figures::new()))
    }

    /// Writes the manifest to a file that nobody reads yet.
    pub(super) fn write(&self, file: &Path) -> Result<()> {
        let write = || {
            let mut out = fs::File::create(file)?;
            let mut text = format!("{HEAD}\n");
            for (name, value) in &self.figures {
                text.push_str(&format!("#{name}\t{value}\n"));
            }
            for e in &self.entries {
                // Writing to a text cannot fail.
                let _ = write!(text, "{}\t{}\t{}", e.order as u8, e.bytes, e.modified);
                for part in [&e.hash, &e.key, &e.note, &e.path] {
                    text.push('\t');
                    text.push_str(part);
                }
                text.push('\n');
                if text.len() > TOGETHER {
                    out.write_all(text.as_bytes())?;
                    text.clear();
                }
            }
            out.write_all(text.as_bytes())
        };
        write().with_context(|| format!("cannot write {}", file.display()))
    }

    /// The files that another manifest has not.
    pub(super) fn without(&self, other: &Self) -> Vec<&Arc<Entry>> {
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
        // Most files are asked for in the order in which they stand.
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

    fn find(&self, path: &str) -> Option<usize> {
        let soon = self.index.get(&hash::quick(path)).map(|at| *at as usize);
        if soon.is_none() && !self.index.is_empty() {
            return None;
        }
        let there = |at: &usize| {
            self.entries
                .get(*at)
                .is_some_and(|entry| *entry.path == *path)
        };
        soon.filter(there).or_else(|| {
            self.entries
                .binary_search_by(|entry| (*entry.path).cmp(path))
                .ok()
        })
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(7, '\t');
    let order = match parts.next()? {
        "0" => Order::Asset,
        "1" => Order::Page,
        _ => Order::Listing,
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

/// Whether a path stays below the output and can be told on a line.
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
