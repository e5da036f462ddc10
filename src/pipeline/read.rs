//! Files to records. A Markdown initiative that an earlier build has read and that did not change
//! is not read again. A program that builds again and again (`kept`) does not read an unchanged
//! table again either.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::{Held, Job, KeptTables, inputs};
use crate::base::Stat;
use crate::base::memo::{Entry, Memo};
use crate::base::{Interner, hash, memo};
use crate::diag::Problems;
use crate::model::{self, Converted};
use crate::publish::Home;
use crate::source::{self, Role, Source};

/// Where the memory of a site lies, below its root.
const MEMORY: &str = ".tiendo/memory";

/// Files that one thread reads at a time; their texts are written together.
const BATCH: usize = 256;

/// Readers for each thread that works: a disk gives more when it is asked for several files at
/// once, and who waits for it leaves the core to another one.
const READERS: usize = 8;

/// What is to be remembered of a file.
struct Learned<'a> {
    stat: Stat,
    racy: bool,
    hash: [u8; 32],
    value: Cow<'a, [u8]>,
    /// Bytes of its text.
    text: u64,
}

/// The records of some files, and what is to be remembered of them.
type Made<'a> = (Vec<Converted>, Vec<Option<Learned<'a>>>);

/// The files of a site, and what is remembered of them.
pub(super) struct Files {
    /// Where the output lies.
    pub(super) home: Home,
    /// What earlier builds left; `None` for a check, where it cannot be written, or where another
    /// build holds it.
    pub(super) memory: Option<Memo>,
    pub(super) sources: Vec<Source>,
    /// What systems and programs left among them, which is not read.
    pub(super) left: Vec<Held>,
    /// A fingerprint of all that the build depends on; `None` when the files do not tell enough.
    pub(super) fingerprint: Option<String>,
}

impl Files {
    /// Whether a text of the memory could not be read.
    pub(super) fn memory_is_damaged(&self) -> bool {
        self.memory
            .as_ref()
            .is_some_and(|memory| memory.texts().damaged())
    }
}

/// Finds the files of the site and opens the memory.
pub(super) fn files(job: Job<'_>, problems: &mut Problems) -> Result<Files> {
    let home = job.input.home()?;
    let memory = if job.write {
        let folder = job.input.root.join(MEMORY);
        Memo::open(&folder, memo::program(), job.forget)
    } else {
        None
    };
    let (sources, left) = source::discover_all(&job.input.root, problems);
    let fingerprint = match &memory {
        Some(memory) => inputs::fingerprint(job.input, &sources, memory),
        None => None,
    };
    Ok(Files {
        home,
        memory,
        sources,
        left: left.into_iter().map(Held::system).collect(),
        fingerprint,
    })
}

/// The records of all files that hold any, in their order, some files together.
///
/// # Errors
/// When the memory cannot be written: the disk is full.
pub(super) fn records(
    job: Job<'_>,
    files: &Files,
    interner: &Interner,
) -> Result<Vec<Vec<Converted>>> {
    let readable: Vec<&Source> = files
        .sources
        .iter()
        .filter(|source| source.role != Role::Media)
        .collect();
    let Some(memo) = &files.memory else {
        let converted = by_readers(readable.len().div_ceil(BATCH), || {
            readable
                .par_iter()
                .map(|source| model::convert(source, interner))
                .collect()
        });
        return Ok(vec![converted]);
    };
    let kept = job.input.kept.as_deref().filter(|_| !job.forget);
    if let Some(kept) = kept {
        kept.only(&files.sources);
    }
    let reader = Reader {
        memo,
        kept,
        interner,
    };
    let known = memo.entries();
    let batches: Vec<&[&Source]> = readable.chunks(BATCH).collect();
    // A table is read by all threads together, so that one of them must not wait with a batch of
    // others behind it.
    let read: Result<Vec<Made<'_>>> = by_readers(batches.len(), || {
        batches
            .par_iter()
            .with_max_len(1)
            .map(|batch| reader.read(batch, &known))
            .collect()
    });
    let (records, learned): (Vec<_>, Vec<_>) = read?.into_iter().unzip();
    keep(memo, &readable, learned, &known);
    Ok(records)
}

/// Puts what was learned of each file into the memory.
fn keep(
    memo: &Memo,
    readable: &[&Source],
    learned: Vec<Vec<Option<Learned<'_>>>>,
    known: &[Entry<'_>],
) {
    let texts = learned.iter().flatten().flatten();
    let live = texts.map(|learned| learned.text).sum();
    // Each is dropped when it was copied to what will be written.
    let learned = readable.iter().zip(learned.into_iter().flatten());
    let entries = learned.filter_map(|(source, learned)| {
        let learned = learned?;
        Some(Entry {
            path: &source.path,
            stat: learned.stat,
            racy: learned.racy,
            hash: learned.hash,
            value: learned.value,
        })
    });
    memo.keep(memo::program(), entries, known, live);
}

/// Work on this many batches, most of which is to wait for the disk.
fn by_readers<T: Send>(batches: usize, work: impl FnOnce() -> T + Send) -> T {
    let cores = rayon::current_num_threads();
    if batches > cores {
        let readers = batches.min(cores * READERS);
        if let Ok(pool) = ThreadPoolBuilder::new().num_threads(readers).build() {
            return pool.install(work);
        }
    }
    work()
}

/// What files are read with.
#[derive(Clone, Copy)]
struct Reader<'m> {
    memo: &'m Memo,
    /// The records of tables that earlier builds of this program read.
    kept: Option<&'m KeptTables>,
    interner: &'m Interner,
}

impl Reader<'_> {
    /// The records of some files.
    fn read<'a>(&self, batch: &[&Source], known: &[Entry<'a>]) -> Result<Made<'a>> {
        let mut reading = BatchReading {
            reader: *self,
            records: Vec::with_capacity(batch.len()),
            learned: Vec::with_capacity(batch.len()),
            new: Vec::new(),
        };
        // Both are in the order of their paths.
        let first =
            |entry: &Entry<'_>| batch.first().is_some_and(|first| *entry.path < *first.path);
        let mut known = &known[known.partition_point(first)..];
        for source in batch {
            let before = |entry: &&Entry<'_>| *entry.path < *source.path;
            known = &known[known.iter().take_while(before).count()..];
            let same = known.first().filter(|entry| *entry.path == *source.path);
            reading.read(source, same);
        }
        reading.set_texts_aside()?;
        Ok((reading.records, reading.learned))
    }

    /// The records of a file that is not an initiative in Markdown.
    fn other(&self, source: &Source) -> Converted {
        let Some(kept) = self.kept else {
            return model::convert(source, self.interner);
        };
        kept.records(source, self.memo, self.interner, || {
            model::convert(source, self.interner)
        })
    }
}

/// The reading of some files.
struct BatchReading<'a, 'm> {
    reader: Reader<'m>,
    records: Vec<Converted>,
    /// What is to be remembered of each, where there is anything.
    learned: Vec<Option<Learned<'a>>>,
    /// Those that were read now and whose texts are to be set aside.
    new: Vec<NewFile>,
}

/// A file that was read now.
struct NewFile {
    /// Its place among the records.
    index: usize,
    stat: Stat,
    hash: [u8; 32],
}

impl<'a> BatchReading<'a, '_> {
    /// Reads a file, unless it is `known` and the same.
    fn read(&mut self, source: &Source, known: Option<&Entry<'a>>) {
        if source.role != Role::Initiative {
            self.put(self.reader.other(source), None);
            return;
        }
        let same = known.filter(|entry| entry.stat == source.stat && !entry.racy);
        if same.is_some_and(|entry| self.recall(entry, source, source.stat)) {
            return;
        }
        let (bytes, stat) = match source::read_with(source) {
            Ok(read) => read,
            Err(problem) => {
                let record = model::convert_by(source, || Err(problem), self.reader.interner);
                self.put(record, None);
                return;
            }
        };
        let hash = *hash::of(&bytes).as_bytes();
        let same = known.filter(|entry| entry.hash == hash);
        if same.is_some_and(|entry| self.recall(entry, source, stat)) {
            return;
        }
        let index = self.records.len();
        self.new.push(NewFile { index, stat, hash });
        let record = model::convert_by(source, || Ok(bytes), self.reader.interner);
        self.put(record, None);
    }

    fn put(&mut self, record: Converted, learned: Option<Learned<'a>>) {
        self.records.push(record);
        self.learned.push(learned);
    }

    /// Puts what is remembered of a file; whether it could be read.
    fn recall(&mut self, entry: &Entry<'a>, source: &Source, stat: Stat) -> bool {
        let texts = self.reader.memo.texts();
        let Some((record, text)) = model::recall(&entry.value, source, texts, self.reader.interner)
        else {
            return false;
        };
        let learned = Learned {
            stat,
            racy: self.reader.memo.racy(&stat),
            hash: entry.hash,
            value: entry.value.clone(),
            text,
        };
        self.put(record, Some(learned));
        true
    }

    /// Moves the texts of new files to a file beside the memory, all at once, and keeps their
    /// records.
    fn set_texts_aside(&mut self) -> Result<()> {
        let (memo, texts) = (self.reader.memo, self.reader.memo.texts());
        let length = |file: &NewFile| model::text_length(&self.records[file.index]);
        let total = self.new.iter().map(length).sum();
        let place = texts.reserve(total);
        let mut together = Vec::with_capacity(usize::try_from(total).unwrap_or_default());
        for NewFile { index, stat, hash } in self.new.drain(..) {
            let record = &mut self.records[index];
            let text = model::text_length(record);
            model::set_text_aside(record, &hash, texts, place, &mut together);
            let value = model::keep(record).map(Cow::Owned);
            self.learned[index] = value.map(|value| Learned {
                stat,
                racy: memo.racy(&stat),
                hash,
                value,
                text,
            });
        }
        texts
            .write(place, &together)
            .context("cannot write the memory of the site")
    }
}
