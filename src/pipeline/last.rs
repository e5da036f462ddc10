//! A build of what was built before: when no file, flag or program changed since, and the output is
//! as it was left, there is nothing to do.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::read::Files;
use super::{Balance, Built, Held, Input, Summary};
use crate::base::memo::{self, Memo, Stat};
use crate::base::{Fingerprint, hash};
use crate::diag::Problems;
use crate::publish;
use crate::source::{self, Source};

/// Files whose fingerprint one thread takes at a time.
const TOGETHER: usize = 4096;

/// What is remembered of a build without any error or warning: others have to report theirs again.
#[derive(Serialize, Deserialize)]
struct Last {
    /// What it was made from.
    of: String,
    /// The manifest of what it made.
    manifest: String,
    summary: Summary,
    tables: Vec<Balance>,
    held: Vec<Held>,
    sample_address: Option<String>,
}

/// All that a build depends on, by the stats of files; nothing when a stat does not tell enough.
pub(super) fn fingerprint(input: &Input, sources: &[Source], memo: &Memo) -> Option<String> {
    let mut fingerprint = hash::Hasher::new();
    // Without `..`: whoever adds an option decides here whether a build depends on it.
    let Input {
        root: _, // its files are below
        output,
        base_url,
        as_of,
        drafts,
        future,
        preview,
        strict,
        jobs: _,
        how,
        // Of builds without a warning, which have neither shrunk nor jumped.
        allow_shrink: _,
        allow_jump: _,
        today: _, // changes nothing that is made
        host: _,  // such a build is made
        watch: _,
        stop: _,
    } = input;
    let output = output.canonicalize().unwrap_or_else(|_| output.clone());
    fingerprint.update(memo::program().as_bytes());
    let flags = (base_url, as_of, drafts, future, preview, strict, output);
    fingerprint.update(format!("{flags:?}{how:?}").as_bytes());
    let some = |sources: &[Source]| {
        let all = sources
            .iter()
            .flat_map(|source| [Some(source), source.sidecar.as_deref()])
            .flatten();
        print(all.map(|source| (&*source.path, &source.stat)), memo)
    };
    let theme = source::theme_stats(&input.root);
    let theme = print(theme.iter().map(|(path, stat)| (&**path, stat)), memo);
    let parts: Vec<Option<hash::Hash>> = sources.par_chunks(TOGETHER).map(some).collect();
    for part in parts.into_iter().chain([theme]) {
        fingerprint.update(part?.as_bytes());
    }
    Some(fingerprint.finalize().to_hex().to_string())
}

/// A fingerprint of the stats of some files; nothing when one of them does not tell enough.
fn print<'a>(files: impl Iterator<Item = (&'a str, &'a Stat)>, memo: &Memo) -> Option<hash::Hash> {
    let mut fingerprint = Fingerprint::new(b"", "stats");
    for (path, stat) in files {
        if memo.racy(stat) {
            return None;
        }
        fingerprint.bytes(path.as_bytes());
        for number in [
            stat.size.cast_signed(),
            stat.modified,
            stat.changed,
            stat.inode.cast_signed(),
        ] {
            fingerprint.number(number);
        }
    }
    Some(fingerprint.hash())
}

/// What the last build came to, when this one would be the same. A build that has something to
/// report, or is asked about a host, is made.
pub(super) fn unchanged(input: &Input, files: &Files, problems: &Problems) -> Option<Built> {
    if !problems.is_empty() || input.host.is_some() {
        return None;
    }
    let (fingerprint, memory) = (files.fingerprint.as_ref()?, files.memory.as_ref()?);
    let last: Last = serde_json::from_slice(&memory.note()?).ok()?;
    if last.of != *fingerprint || publish::untouched(&files.home)? != last.manifest {
        return None;
    }
    let Summary {
        files,
        bytes_written,
        bytes_unchanged,
        ..
    } = last.summary;
    let summary = Summary {
        written: 0,
        deleted: 0,
        bytes_written: 0,
        unchanged: files,
        bytes_unchanged: bytes_written + bytes_unchanged,
        ..last.summary
    };
    Some(Built {
        summary: Some(summary),
        tables: last.tables,
        held: last.held,
        sample_address: last.sample_address,
        ..Built::default()
    })
}

/// Remembers a build. A memory that cannot be written costs the next one time, nothing else.
pub(super) fn keep(files: &Files, built: &Built) {
    if let Some(memory) = &files.memory {
        memory.set_note(note(files, built).unwrap_or_default());
    }
}

/// What is remembered of a build; `None` when the next one has to be made.
fn note(files: &Files, built: &Built) -> Option<Vec<u8>> {
    if !built.problems.is_empty() {
        return None;
    }
    let last = Last {
        of: files.fingerprint.clone()?,
        manifest: publish::fingerprint(&files.home)?,
        summary: built.summary.clone()?,
        tables: built.tables.clone(),
        held: built.held.clone(),
        sample_address: built.sample_address.clone(),
    };
    serde_json::to_vec(&last).ok()
}
