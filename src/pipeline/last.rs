//! A build of what was built before: when no file, flag or program changed since, and the output is as it was left, there
//! is nothing to do.

use crate::base::hash;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Balance, Built, Input, Summary};
use crate::base::memo::{self, Memo, Stat};
use crate::publish;
use crate::source::{self, Source};

/// What is remembered of a build without any fault or warning: others have to tell theirs again.
#[derive(Serialize, Deserialize)]
struct Last {
    /// What it was made from.
    of: String,
    /// The manifest of what it made.
    manifest: String,
    summary: Summary,
    tables: Vec<Balance>,
}

/// All that a build depends on, by the stats of files; nothing when a stat does not tell enough.
pub(super) fn inputs(input: &Input, sources: &[Source], memo: &Memo) -> Option<String> {
    let mut ink = hash::Hasher::new();
    let output = input.output.canonicalize().unwrap_or_else(|_| input.output.clone());
    ink.update(memo::program().as_bytes());
    let flags = (&input.base_url, &input.as_of, input.drafts, input.future, input.strict, output);
    ink.update(format!("{flags:?}{:?}", input.how).as_bytes());
    let mut calm = true;
    let mut take = |path: &str, stat: &Stat| {
        calm &= !memo.racy(stat);
        ink.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
        ink.update(&stat.size.to_le_bytes()).update(&stat.modified.to_le_bytes()).update(&stat.inode.to_le_bytes());
    };
    for source in sources {
        take(&source.path, &source.stat);
        if let Some(sidecar) = &source.sidecar {
            take(&sidecar.path, &sidecar.stat);
        }
    }
    for (path, stat) in source::theme_stats(&input.root) {
        take(&path, &stat);
    }
    calm.then(|| ink.finalize().to_hex().to_string())
}

/// What the last build came to, when this one would be the same.
pub(super) fn same(of: &str, output: &Path, memo: &Memo) -> Option<Built> {
    let last: Last = serde_json::from_slice(&memo.note()?).ok()?;
    if last.of != of || publish::untouched(output)? != last.manifest {
        return None;
    }
    let Summary { files, bytes_written, bytes_unchanged, .. } = last.summary;
    let summary = Summary {
        written: 0,
        deleted: 0,
        bytes_written: 0,
        unchanged: files,
        bytes_unchanged: bytes_written + bytes_unchanged,
        ..last.summary
    };
    Some(Built { summary: Some(summary), tables: last.tables, ..Built::default() })
}

/// Remembers a build. A memory that cannot be written costs the next one time, nothing else.
pub(super) fn keep(of: Option<String>, output: &Path, memo: &Memo, built: &Built) {
    let made = || {
        let (of, manifest) = (of?, publish::fingerprint(output)?);
        let summary = built.summary.clone().filter(|_| built.problems.is_empty())?;
        serde_json::to_vec(&Last { of, manifest, summary, tables: built.tables.clone() }).ok()
    };
    memo.set_note(&made().unwrap_or_default());
}
