//! The desk's own small files below `.tiendo/desk/`, written whole and readable by their owner
//! alone.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The folder of the desk's state.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(".tiendo").join("desk")
}

/// Reads a JSON file; one that is not there is empty.
///
/// # Errors
/// When it cannot be read: a damaged list of users must not let everybody in.
pub(super) fn load<T: DeserializeOwned + Default>(path: &Path) -> Result<T> {
    let bytes = match fs::read(path) {
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
#[expect(
    clippy::disallowed_methods,
    reason = "the desk's own state is no output of a build"
)]
pub(super) fn keep<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let beside = path.with_extension("new");
    // One that a killed run left.
    if beside.exists() {
        fs::remove_file(&beside)?;
    }
    let mut file = private(OpenOptions::new().write(true).create_new(true), &beside)?;
    file.write_all(&serde_json::to_vec_pretty(value)?)?;
    file.sync_all()?;
    fs::rename(&beside, path).with_context(|| path.display().to_string())
}

/// Adds a line to a file.
///
/// # Errors
/// When the disk refuses.
pub(super) fn add_line(path: &Path, line: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let mut file = private(OpenOptions::new().append(true).create(true), path)?;
    file.write_all(format!("{line}\n").as_bytes())?;
    file.sync_all()?;
    Ok(())
}

/// Opens a file that only its owner may read, where the system knows owners.
fn private(options: &mut OpenOptions, path: &Path) -> Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(path)
        .with_context(|| path.display().to_string())
}

/// The lines of a file; none when it is not there.
pub(super) fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}
