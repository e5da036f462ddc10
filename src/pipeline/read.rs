//! Files to records. A Markdown initiative that an earlier build has read and that did not change
//! is not read again.

use anyhow::{Context as _, Result};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::{Held, Job, inputs};
use crate::base::memo::{Entry, Memo, Stat};
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
    value: Value<'a>,
    /// Bytes of its text.
    text: u64,
}

/// The records of some files, and what is to be remembered of them.
type Made<'a> = (Vec<Converted>, Vec<Option<Learned<'a>>>);

enum Value<'a> {
    /// Known before.
    Known(&'a [u8]),
    New(Vec<u8>),
}

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
        Memo::open(&folder, &memo::program(), job.forget)
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
pub(super) fn records(files: &Files, interner: &Interner) -> Result<Vec<Vec<Converted>>> {
    let readable: Vec<&Source> = files
        .sources
        .iter()
        .filter(|source| source.role != Role::Media)
        .collect();
    let Some(memo) = &files.memory else {
        let convert = || {
            readable
                .par_iter()
                .map(|source| model::convert(source, interner))
                .collect()
        };
        return Ok(vec![by_readers(readable.len().div_ceil(BATCH), convert)]);
    };
    let known = memo.entries();
    let batches: Vec<&[&Source]> = readable.chunks(BATCH).collect();
    // A table is read by all threads together, so that one of them must not wait with a batch of
    // others behind it.
    let read: Result<Vec<Made<'_>>> = by_readers(batches.len(), || {
        batches
            .par_iter()
            .with_max_len(1)
            .map(|batch| read(batch, &known, memo, interner))
            .collect()
    });
    let (records, learned): (Vec<_>, Vec<_>) = read?.into_iter().unzip();
    let learned = readable.iter().zip(learned.iter().flatten());
    let learned: Vec<(&&Source, &Learned<'_>)> = learned
        .filter_map(|(source, what)| Some((source, what.as_ref()?)))
        .collect();
    let live = learned.iter().map(|(_, learned)| learned.text).sum();
    let entries = learned.iter().map(|(source, learned)| Entry {
        path: &source.path,
        stat: learned.stat,
        racy: learned.racy,
        hash: learned.hash,
        value: match &learned.value {
            Value::Known(value) => value,
            Value::New(value) => value,
        },
    });
    memo.keep(&memo::program(), entries, &known, live);
    Ok(records)
}

/// Work on this many batches, most of which is to wait for the disk.
fn by_readers<T: Send>(batches: usize, work: impl FnOnce() -> T + Send) -> T {
    let cores = rayon::current_num_threads();
    let readers = || {
        ThreadPoolBuilder::new()
            .num_threads(batches.min(cores * READERS))
            .build()
    };
    match (batches > cores).then(readers) {
        Some(Ok(readers)) => readers.install(work),
        _ => work(),
    }
}

/// The records of some files.
fn read<'a>(
    batch: &[&Source],
    known: &[Entry<'a>],
    memo: &Memo,
    interner: &Interner,
) -> Result<Made<'a>> {
    let texts = memo.texts();
    let (mut records, mut learned): Made<'a> = (
        Vec::with_capacity(batch.len()),
        Vec::with_capacity(batch.len()),
    );
    let mut put = |(record, what)| {
        records.push(record);
        learned.push(what);
    };
    // Those whose texts are to be set aside, and what is to be remembered of them beside.
    let mut new: Vec<(usize, Stat, [u8; 32])> = Vec::new();
    // Both are in the order of their paths.
    let mut known = &known[known
        .partition_point(|entry| batch.first().is_some_and(|first| *entry.path < *first.path))..];
    for (at, source) in batch.iter().enumerate() {
        if source.role != Role::Initiative {
            put((model::convert(source, interner), None));
            continue;
        }
        while let Some((_, after)) = known
            .split_first()
            .filter(|(entry, _)| *entry.path < *source.path)
        {
            known = after;
        }
        let known = known.first().filter(|entry| *entry.path == *source.path);
        let recall = |entry: &Entry<'a>, stat: Stat| {
            let (record, text) = model::recall(entry.value, source, texts, interner)?;
            let value = Value::Known(entry.value);
            Some((
                record,
                Some(Learned {
                    stat,
                    racy: memo.racy(&stat),
                    hash: entry.hash,
                    value,
                    text,
                }),
            ))
        };
        let same = known.filter(|entry| entry.stat == source.stat && !entry.racy);
        if let Some(made_before) = same.and_then(|entry| recall(entry, source.stat)) {
            put(made_before);
            continue;
        }
        match source::read_with(source) {
            Ok((bytes, stat)) => {
                let hash = *hash::of(&bytes).as_bytes();
                if let Some(made_before) = known
                    .filter(|entry| entry.hash == hash)
                    .and_then(|entry| recall(entry, stat))
                {
                    put(made_before);
                    continue;
                }
                new.push((at, stat, hash));
                put((model::convert_by(source, || Ok(bytes), interner), None));
            }
            Err(problem) => put((model::convert_by(source, || Err(problem), interner), None)),
        }
    }
    let total = new
        .iter()
        .map(|(at, ..)| model::text_length(&records[*at]))
        .sum();
    let place = texts.reserve(total);
    let mut together = Vec::with_capacity(usize::try_from(total).unwrap_or_default());
    for (at, stat, hash) in new {
        let record = &mut records[at];
        let text = model::text_length(record);
        model::set_text_aside(record, &hash, texts, place, &mut together);
        let value = model::keep(record).map(Value::New);
        learned[at] = value.map(|value| Learned {
            stat,
            racy: memo.racy(&stat),
            hash,
            value,
            text,
        });
    }
    texts
        .write(place, &together)
        .context("cannot write the memory of the site")?;
    Ok((records, learned))
}
