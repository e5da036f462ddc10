//! Log-ins and publishes: `.tiendo/desk/log.jsonl`, one a line. What was changed in content/ is in
//! the history.

use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::{sessions, store};

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Seconds since 1970.
    pub(super) time: u64,
    /// User; `-` for the person at this computer.
    pub(super) who: String,
    /// What was done.
    pub(super) deed: Deed,
    /// Of a publish why it went on in spite of warnings.
    #[serde(default)]
    pub(super) reason: String,
    /// Of a publish where the history was then ([`crate::edit::History::mark`]).
    #[serde(default)]
    pub(super) mark: String,
    /// Of a publish the name of the list of its files.
    #[serde(default)]
    pub(super) files: String,
    /// Of a publish the day of its figures.
    #[serde(default)]
    pub(super) as_of: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Deed {
    /// Somebody came in.
    LogIn,
    /// The site was published.
    Publish,
    /// The publish before was brought back.
    Rollback,
}

impl Entry {
    /// A deed of somebody.
    pub(super) fn of(who: &str, deed: Deed) -> Self {
        Self {
            time: sessions::now(),
            who: who.to_owned(),
            deed,
            reason: String::new(),
            mark: String::new(),
            files: String::new(),
            as_of: String::new(),
        }
    }
}

/// Adds a line.
///
/// # Errors
/// When the disk refuses.
pub(super) fn add(root: &Path, entry: &Entry) -> Result<()> {
    store::add_line(&path(root), &serde_json::to_string(entry)?)
}

/// All lines, the newest first. Those that cannot be read, such as one cut off by a kill, are left
/// out.
pub(super) fn all(root: &Path) -> Vec<Entry> {
    let lines = store::lines(&path(root));
    let entries = lines.iter().rev();
    entries
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// Where the history was at the publish that a return leads to.
pub(super) fn before(root: &Path) -> String {
    let (mut now, mut before) = (String::new(), String::new());
    for entry in all(root).into_iter().rev() {
        match entry.deed {
            Deed::Publish => before = std::mem::replace(&mut now, entry.mark),
            Deed::Rollback => std::mem::swap(&mut now, &mut before),
            Deed::LogIn => {}
        }
    }
    before
}

fn path(root: &Path) -> std::path::PathBuf {
    store::folder(root).join("log.jsonl")
}
