//! Files that are written piece by piece, so that they never are in memory as a whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::Range;

use anyhow::{Context as _, Result};

use super::manifest::Entry;
use super::stage::{Receipt, Stage, cannot_write};
use crate::base::Stat;
use crate::base::memo::At;
use crate::base::{Artifact, Order, hash, regular};

/// A file as the last build left it.
#[derive(Debug)]
pub struct Before<'a> {
    /// What its maker noted of it.
    pub note: &'a str,
    at: At,
}

impl Before<'_> {
    /// What is at a place in it.
    pub fn read(&self, place: Range<u64>) -> Option<Vec<u8>> {
        let length = usize::try_from(place.end.checked_sub(place.start)?).ok()?;
        self.at.read(place.start, length).ok()
    }
}

/// So many bytes are written and hashed together.
const TOGETHER: usize = 1 << 16;

/// A file that waits, and what is known of it so far.
struct Sink {
    file: File,
    hash: hash::Hasher,
    bytes: u64,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Stage {
    /// The file that the last build left at this path, if it may be used.
    pub fn before(&self, path: &str) -> Option<Before<'_>> {
        let last = self
            .last
            .get(path)
            .filter(|_| !self.how.forget && !self.how.verify)?;
        self.intact(last)?;
        let at = At::new(regular::open(self.home.place(path)).ok()?);
        Some(Before {
            note: &last.note,
            at,
        })
    }

    /// Takes a file as [`Stage::put_as`] does, piece by piece, large ones rather than small;
    /// `write` gives the note.
    ///
    /// # Errors
    /// Those of `write`, and when the file cannot be written.
    pub fn stream(
        &self,
        path: &str,
        key: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<String>,
    ) -> Result<Receipt> {
        let place = self.waiting(path)?;
        let file = File::create(&place).with_context(|| cannot_write(&place))?;
        let sink = Sink {
            file,
            hash: hash::Hasher::new(),
            bytes: 0,
        };
        let mut sink = BufWriter::with_capacity(TOGETHER, sink);
        let note = write(&mut sink).with_context(|| cannot_write(&place))?;
        sink.flush().with_context(|| cannot_write(&place))?;
        let sink = sink.get_ref();
        let entry = Entry {
            path: path.into(),
            order: Order::Asset,
            bytes: sink.bytes,
            modified: 0,
            hash: sink.hash.finalize().to_hex().as_str().into(),
            key: key.into(),
            note: note.into(),
        };
        let about = sink.file.metadata().with_context(|| cannot_write(&place))?;
        let receipt = self.settle(entry, || Ok(Stat::of(&about).modified))?;
        if self.wants_packed(&receipt.entry) {
            let bytes = regular::read(&place).with_context(|| cannot_write(&place))?;
            self.pack(&Artifact::new(path, bytes), &receipt.entry.hash)?;
        }
        if !receipt.staged {
            fs::remove_file(&place).with_context(|| cannot_write(&place))?;
        }
        Ok(receipt)
    }
}
