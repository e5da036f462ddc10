//! Writes a file whole, over the version that was opened and no other.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::{ContentPath, Document, EditError};
use crate::base::{hash, regular};

/// Which bytes a file has, by their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(String);

/// What a save did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The file has the new text, on the disk.
    Written(Version),
    /// The text is that of the file already.
    Same,
}

impl Version {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hash::full(bytes))
    }

    /// As it comes back from a form.
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it goes into a form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes a document over the version that it was opened as (or `expected`, which a form brings
/// back). The bytes are on the disk when it returns; after a kill at any moment the file is the old
/// or the new one, whole. Saves of all programs that use this wait for each other
/// (`.tiendo/edit.lock`).
///
/// # Errors
/// [`EditError::Changed`] when the file has other bytes now, or was deleted.
pub fn save(
    root: &Path,
    document: &Document,
    expected: Option<&Version>,
) -> Result<Saved, EditError> {
    let real = document.path().real(root)?;
    let lock = locked(root)?;
    let there = match regular::read(&real) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if there.as_deref().map(Version::of).as_ref() != expected {
        return Err(EditError::Changed { theirs: there });
    }
    let bytes = document.text().as_bytes();
    if there.as_deref() == Some(bytes) {
        return Ok(Saved::Same);
    }
    let permissions = fs::metadata(&real).ok().map(|old| old.permissions());
    replace(&real, bytes, &mut OpenOptions::new(), permissions)?;
    drop(lock);
    Ok(Saved::Written(Version::of(bytes)))
}

/// Writes a new file; one that is there already is kept.
///
/// # Errors
/// [`EditError::Changed`] when a file is there.
pub fn create(root: &Path, document: &Document) -> Result<Saved, EditError> {
    save(root, document, None)
}

/// Deletes a file that still is the version that was opened.
///
/// # Errors
/// [`EditError::Changed`] when the file has other bytes now.
pub fn remove(root: &Path, path: &ContentPath, expected: &Version) -> Result<(), EditError> {
    let real = path.real(root)?;
    let _lock = locked(root)?;
    let there = regular::read(&real)?;
    if Version::of(&there) != *expected {
        return Err(EditError::Changed {
            theirs: Some(there),
        });
    }
    fs::remove_file(&real)?;
    if let Some(folder) = real.parent() {
        sync(folder);
    }
    Ok(())
}

/// The lock under which files are compared and written.
pub(super) fn locked(root: &Path) -> Result<File, EditError> {
    let folder = root.join(".tiendo");
    fs::create_dir_all(&folder)?;
    let options = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .clone();
    let file = regular::open_with(folder.join("edit.lock"), &options)?;
    file.lock()?;
    Ok(file)
}

/// Puts bytes in the place of a file, whole: they are written beside it with `options` and
/// `permissions`, are on the disk when this returns, and after a kill at any moment the file is the
/// old or the new one. Two calls for one file must not run at once.
///
/// # Errors
/// When the disk refuses; then the old file is as it was.
#[expect(
    clippy::disallowed_methods,
    reason = "this is how an edited file becomes visible"
)]
pub fn replace(
    path: &Path,
    bytes: &[u8],
    options: &mut OpenOptions,
    permissions: Option<Permissions>,
) -> io::Result<()> {
    let folder = path
        .parent()
        .ok_or_else(|| io::Error::from(ErrorKind::NotFound))?;
    fs::create_dir_all(folder)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".tiendo-edit");
    let beside = path.with_file_name(name);
    let _ = fs::remove_file(&beside); // there is one only when a run was killed
    let written = write_new(&beside, bytes, options, permissions);
    let replaced = written.and_then(|()| fs::rename(&beside, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&beside); // it may not have been made
        return replaced;
    }
    sync(folder);
    Ok(())
}

/// Writes a file that is not there yet; it is on the disk when this returns.
fn write_new(
    path: &Path,
    bytes: &[u8],
    options: &mut OpenOptions,
    permissions: Option<Permissions>,
) -> io::Result<()> {
    let mut file = options.write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    Ok(())
}

/// Adds a line to a file, which is made with `options` where it is not there. What a killed run
/// left without its end stays a line by itself. The line is on the disk when this returns.
///
/// # Errors
/// When the disk refuses.
pub fn add_line(path: &Path, line: &str, options: &mut OpenOptions) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let mut file = regular::open_with(path, options.create(true).append(true).read(true))?;
    let mut last = *b"\n";
    if file.seek(SeekFrom::End(-1)).is_ok() {
        file.read_exact(&mut last)?;
    }
    let begin = if last == *b"\n" { "" } else { "\n" };
    file.write_all(format!("{begin}{line}\n").as_bytes())?;
    file.sync_all()
}

/// Brings what changed in a folder onto the disk. On Windows a folder cannot be opened; there a
/// rename is on the disk by itself.
fn sync(folder: &Path) {
    if let Ok(folder) = regular::open(folder) {
        // A file system that cannot do this does it by itself.
        let _ = folder.sync_all();
    }
}
