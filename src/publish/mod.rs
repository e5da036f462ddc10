//! Finished files to the output folder. Knows nothing of pages.
//!
//! `stage.rs` sets changed files aside below `.tiendo/stage`; `commit.rs` makes them visible, or finishes what an earlier
//! commit began; `rollback.rs` returns to the publish before; `guard.rs` refuses one that is much smaller than the last;
//! `aside.rs` writes files that are not of the output.

mod aside;
mod commit;
mod guard;
mod manifest;
mod place;
mod rollback;
mod stage;

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use rayon::prelude::*;

pub use aside::{set_aside, take_away};
pub use commit::Written;
pub use guard::{Shrunk, shrunk};
use manifest::Manifest;
pub use manifest::Figures;
pub use rollback::rollback;
pub use stage::{How, Receipt, Stage};

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Path below the output.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The first 32 hexadecimal digits of its BLAKE3 hash.
    pub hash: String,
}

/// A fingerprint of the last publish; nothing when there was none, or one is under way.
pub fn fingerprint(output: &Path) -> Option<String> {
    let own = output.join(manifest::FOLDER);
    let bytes = fs::read(own.join(manifest::NAME)).ok()?;
    (!own.join(manifest::NEXT).exists()).then(|| manifest::print(&bytes))
}

/// The same where every file of the output is as that publish left it, by size and time of change.
pub fn untouched(output: &Path) -> Option<String> {
    let print = fingerprint(output)?;
    let manifest = Manifest::read(&output.join(manifest::FOLDER), manifest::NAME)?;
    let same = |entry: &manifest::Entry| {
        let about = fs::symlink_metadata(output.join(&*entry.path));
        about.is_ok_and(|a| a.is_file() && a.len() == entry.bytes && manifest::modified(&a) == entry.modified)
    };
    manifest.entries.par_iter().all(same).then_some(print)
}

/// The files of the last publish into `output`, sorted by path; what the program keeps for itself is not among them.
///
/// # Errors
/// When nothing was published there, or a build is under way or was cut off.
pub fn published(output: &Path) -> Result<Vec<Published>> {
    let own = output.join(manifest::FOLDER);
    let Some(manifest) = Manifest::read(&own, manifest::NAME) else {
        bail!(
            "{} holds no site made by tiendo; build it first · chưa có trang nào do tiendo dựng ở đây; hãy chạy tiendo build",
            output.display()
        );
    };
    if own.join(manifest::NEXT).exists() {
        bail!(
            "{}: a build is under way or was cut off; run it again · một lần dựng đang chạy hoặc bị ngắt; hãy dựng lại",
            output.display()
        );
    }
    let ours = |path: &str| path.starts_with(&format!("{}/", manifest::FOLDER));
    let files = manifest.entries.into_iter().filter(|entry| !ours(&entry.path));
    Ok(files.map(|e| Published { path: e.path.into(), bytes: e.bytes, hash: e.hash.into() }).collect())
}
