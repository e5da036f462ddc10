//! Files that are not of the output, such as rejected rows.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::place::{folder, rename};

/// Writes a file beside its place and renames it; one that has these bytes is left alone.
///
/// # Errors
/// When it cannot be written.
pub fn set_aside(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    path.parent().map(folder).transpose()?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    write(Path::new(&beside), bytes)?;
    rename(Path::new(&beside), path)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file is not visible under its name before it is renamed"
)]
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
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
            path.ancestors()
                .skip(1)
                .take_while(|folder| fs::remove_dir(folder).is_ok())
                .for_each(drop);
            Ok(())
        }
    }
}
