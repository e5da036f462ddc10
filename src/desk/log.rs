//! Who changed what, when: `.tiendo/desk/log.jsonl`, one change a line.

use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::{sessions, store};

/// One change.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Seconds since 1970.
    pub(super) time: u64,
    /// User; `-` for the person at this computer.
    pub(super) who: String,
    /// What was done.
    pub(super) deed: Deed,
    /// Path below the root; empty for the site as a whole.
    pub(super) file: String,
    /// Title of the record.
    pub(super) title: String,
    /// Keys with their values before and after.
    pub(super) changes: Vec<(String, String, String)>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Deed {
    /// A new file or record.
    Create,
    /// A record was changed.
    Save,
    /// The site was published.
    Publish,
    /// The publish before was brought back.
    Rollback,
}

/// Adds a change, stamped with the time.
///
/// # Errors
/// When the disk refuses.
pub(super) fn add(root: &Path, mut entry: Entry) -> Result<()> {
    entry.time = sessions::now();
    store::add_line(&path(root), &serde_json::to_string(&entry)?)
}

/// All changes, the newest first. Lines that cannot be read, such as one cut off by a kill, are
/// left out.
pub(super) fn all(root: &Path) -> Vec<Entry> {
    let lines = store::lines(&path(root));
    let entries = lines.iter().rev();
    entries
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn path(root: &Path) -> std::path::PathBuf {
    store::folder(root).join("log.jsonl")
}
