//! Back to the publish before.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::commit::{Written, begin, carry_out, recover};
use super::manifest::{Entry, FOLDER, Manifest, NAME};
use super::place::{Folders, link};
use super::previous::{FILES, PREVIOUS};
use super::stage::{STAGE, clear, lock};

/// Returns an output to what it was before its last publish. What is replaced takes the place of
/// what was kept, so that a second call undoes the first.
///
/// # Errors
/// When nothing was kept, a kept file is missing, another build is at work, or a file cannot be put
/// in its place.
pub fn rollback(output: &Path) -> Result<Written> {
    let own = output.join(FOLDER);
    let none = || {
        bail!(
            "{} has no earlier publish to return to · không có lần đăng nào trước đó để quay lại",
            output.display()
        )
    };
    if !own.is_dir() {
        return none();
    }
    let _lock = lock(&own)?;
    recover(output)?;
    let (kept, stage) = (own.join(PREVIOUS), own.join(STAGE));
    let (Some(now), Some(before)) = (Manifest::read(&own, NAME), Manifest::read(&kept, NAME))
    else {
        return none();
    };
    let differs = |entry: &&Arc<Entry>| {
        now.get(&entry.path)
            .is_none_or(|now| now.hash != entry.hash)
    };
    let waiting: Vec<&Arc<Entry>> = before.entries.iter().filter(differs).collect();
    if let Some(missing) = waiting
        .iter()
        .find(|entry| !kept.join(FILES).join(&*entry.path).is_file())
    {
        bail!(
            "the kept file {} is missing; build from the content instead · tệp được giữ đã mất; hãy dựng lại từ nội dung",
            missing.path
        );
    }
    clear(&stage)?;
    fs::create_dir(&stage)?;
    let folders = Folders::default();
    for entry in &waiting {
        folders.of(&stage, &entry.path)?;
        link(
            &kept.join(FILES).join(&*entry.path),
            &stage.join(&*entry.path),
        )?;
    }
    let gone = now.without(&before);
    let new = begin(output, &before, &waiting, &gone)?;
    let deleted = carry_out(output, &new, &waiting, &gone)?;
    let bytes_written = waiting.iter().map(|entry| entry.bytes).sum();
    let (files, written) = (before.entries.len(), waiting.len());
    let (unchanged, bytes) = (
        files - written,
        before.entries.iter().map(|entry| entry.bytes).sum::<u64>(),
    );
    Ok(Written {
        files,
        written,
        unchanged,
        deleted,
        bytes_written,
        bytes_unchanged: bytes - bytes_written,
    })
}
