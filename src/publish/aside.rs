//! Files that are not of the output, such as rejected rows and imported tables. Git keeps links, so
//! that a change of the site could bring one to each of these places: none is followed.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::place::{Folders, rename};
use crate::base::regular;

/// Writes the file at a path below `root` beside its place and renames it; one that has these bytes
/// is left alone.
///
/// # Errors
/// When it cannot be written, or a link is in its place or on the way to it.
pub fn set_aside(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let file = root.join(path);
    refuse_links(root, path)?;
    Folders::default().of(root, path)?;
    if regular::read(&file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    write(beside, bytes).with_context(|| format!("cannot write {}", beside.display()))?;
    rename(beside, &file)
}

/// Refuses a link in the place of a file below `root`, or on the way to it.
///
/// # Errors
/// When there is one.
pub fn refuse_links(root: &Path, path: &str) -> Result<()> {
    for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
        let part = root.join(&path[..end]);
        if part.is_symlink() {
            bail!(
                "{}: a link is where tiendo writes a file; take it away and run again · chỗ này \
                 là liên kết tượng trưng, tiendo không ghi qua liên kết; hãy dời nó đi rồi chạy lại",
                part.display()
            );
        }
    }
    Ok(())
}

/// Writes a file that is not there; what a killed run left, or a link, is taken away first.
fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(file)?;
    file.write_all(bytes)
}

/// Deletes such a file, and its folders when they are empty without it.
///
/// # Errors
/// When it is there and cannot be deleted, or a link is on the way to it.
pub fn take_away(root: &Path, path: &str) -> Result<()> {
    if delete(root, path)? {
        let folders = path.match_indices('/').rev();
        folders
            .take_while(|(end, _)| fs::remove_dir(root.join(&path[..*end])).is_ok())
            .for_each(drop);
    }
    Ok(())
}

/// Deletes a file, and says whether it was there.
///
/// # Errors
/// As [`take_away`].
pub(super) fn delete(root: &Path, path: &str) -> Result<bool> {
    refuse_links(root, path)?;
    let file = root.join(path);
    match fs::remove_file(&file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot delete {}", file.display())),
    }
}
