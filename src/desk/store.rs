//! The desk's own small files below `.tiendo/desk/`, written whole and readable by their owner
//! alone.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::regular;
use crate::edit;

/// The folder of the desk's state.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(".tiendo").join("desk")
}

/// Reads a JSON file; one that is not there is empty.
///
/// # Errors
/// When it cannot be read: a damaged list of users must not let everybody in.
pub(super) fn load<T: DeserializeOwned + Default>(path: &Path) -> Result<T> {
    let bytes = match regular::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// Writes a JSON file whole: after a kill it is the old or the new one.
///
/// # Errors
/// When the disk refuses.
pub(super) fn keep<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    write(path, &serde_json::to_vec_pretty(value)?)
}

/// Adds a line to a file.
///
/// # Errors
/// When the disk refuses.
pub(super) fn add_line(path: &Path, line: &str) -> Result<()> {
    let added = edit::add_line(path, line, private(&mut OpenOptions::new()));
    added.with_context(|| path.display().to_string())
}

/// A file that is made so may be read by its owner only, where the system knows owners.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// The bytes of a file; none when it is not there.
pub(super) fn bytes(path: &Path) -> Option<Vec<u8>> {
    regular::read(path).ok()
}

/// Writes a file whole.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let replaced = edit::replace(path, bytes, private(&mut OpenOptions::new()), None);
    replaced.with_context(|| path.display().to_string())
}

/// Opens a file to be read.
///
/// # Errors
/// When it cannot be.
pub(super) fn open(path: &Path) -> Result<fs::File> {
    regular::open(path).with_context(|| path.display().to_string())
}

/// Makes a file, empty.
///
/// # Errors
/// When the disk refuses.
pub(super) fn create(path: &Path) -> Result<fs::File> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let options = private(OpenOptions::new().create(true).truncate(true).write(true)).clone();
    regular::open_with(path, &options).with_context(|| path.display().to_string())
}

/// Deletes a file of the desk's own; one that stays is deleted the next time.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// The names in a folder; none when it is not there.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.collect()
}

/// The lines of a file; none when it is not there.
pub(super) fn lines(path: &Path) -> Vec<String> {
    let text = regular::text(path).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}
