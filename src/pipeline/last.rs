//! A build of what was built before: when no file, flag or program changed since, and the output is
//! as it was left, there is nothing to do.

use serde::{Deserialize, Serialize};

use super::read::Files;
use super::{Balance, Built, Held, Input, Reason, Summary};
use crate::diag::Problems;
use crate::publish;

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
    let left = &files.left;
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
        held: left_now(last.held, left),
        sample_address: last.sample_address,
        ..Built::default()
    })
}

/// What is held back, with the files that systems left by now: they come and go beside the content.
fn left_now(mut held: Vec<Held>, left: &[Held]) -> Vec<Held> {
    held.retain(|held| held.reason != Reason::System);
    held.extend(left.iter().cloned());
    held
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
