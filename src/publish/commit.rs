//! Makes a staged build visible: assets first, then pages, then deletions, the manifest last.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::manifest;
use super::stage::{Receipt, Stage, write};

/// What a commit came to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files in the output.
    pub files: usize,
    /// Files that were new or differed.
    pub written: usize,
    /// Files left alone.
    pub unchanged: usize,
    /// Files deleted.
    pub deleted: usize,
    /// Bytes written.
    pub bytes_written: u64,
    /// Bytes left alone.
    pub bytes_unchanged: u64,
}

impl Stage {
    /// Renames each staged file into its place. Files of the last build that this one did not make are deleted.
    ///
    /// # Errors
    /// When a file cannot be put in its place; those put before it stay, whole.
    pub fn commit(self, mut receipts: Vec<Receipt>) -> Result<Written> {
        receipts.sort_by(|a, b| (page(&a.path), &a.path).cmp(&(page(&b.path), &b.path)));
        let mut done = Written { files: receipts.len(), ..Written::default() };
        for receipt in &receipts {
            let Some(staged) = &receipt.staged else {
                done.unchanged += 1;
                done.bytes_unchanged += receipt.bytes;
                continue;
            };
            rename(staged, &self.output.join(&receipt.path))?;
            done.written += 1;
            done.bytes_written += receipt.bytes;
        }
        let now: manifest::Files = receipts.into_iter().map(|r| (r.path, r.key)).collect();
        for orphan in self.last.keys().filter(|path| !now.contains_key(*path)) {
            done.deleted += usize::from(delete(&self.output, orphan));
        }
        let (path, text) = manifest::write(&now);
        let staged = self.output.join(manifest::FOLDER).join("stage").join("manifest");
        write(&staged, text.as_bytes())?;
        rename(&staged, &self.output.join(path))?;
        drop(fs::remove_dir(self.output.join(manifest::FOLDER).join("stage")));
        Ok(done)
    }
}

/// Pages come after the files they name.
fn page(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".xml")
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where files become visible")]
fn rename(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::rename(from, to).with_context(|| format!("cannot put {}", to.display()))
}

/// Writes a file that is not of the output, such as rejected rows, beside its place and renames it.
///
/// # Errors
/// When it cannot be written.
pub fn set_aside(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    write(Path::new(&beside), bytes)?;
    rename(Path::new(&beside), path)
}

/// Deletes such a file, and its folders when they are empty without it.
///
/// # Errors
/// When it is there and cannot be deleted.
pub fn take_away(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot delete {}", path.display()))
        }
        Err(_) => Ok(()),
        Ok(()) => {
            path.ancestors().skip(1).take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
            Ok(())
        }
    }
}

/// Deletes a file and the folders that are empty without it.
fn delete(output: &Path, path: &str) -> bool {
    let file = output.join(path);
    let gone = fs::remove_file(&file).is_ok();
    let mut folder = file.parent();
    while let Some(above) = folder.filter(|f| *f != output) {
        if fs::remove_dir(above).is_err() {
            break;
        }
        folder = above.parent();
    }
    gone
}
