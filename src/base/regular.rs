//! Opens regular files alone: a pipe or a device in the place of a file would keep its reader or
//! its writer waiting for ever.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Opens a file. A folder may be opened too, where the system does that.
///
/// # Errors
/// When it cannot be opened, or is a pipe, a socket or a device.
pub fn open_with(path: impl AsRef<Path>, options: &OpenOptions) -> io::Result<File> {
    let path = path.as_ref();
    match fs::metadata(path) {
        Ok(about) if !about.is_file() && !about.is_dir() => {
            return Err(io::Error::new(
                ErrorKind::InvalidInput,
                "not a regular file · không phải tệp thường",
            ));
        }
        // What is not there may be made by the options.
        _ => {}
    }
    options.open(path)
}

/// Opens a file to be read.
///
/// # Errors
/// As [`open_with`].
pub fn open(path: impl AsRef<Path>) -> io::Result<File> {
    open_with(path, File::options().read(true))
}

/// Opens a file to be written from its beginning; one that is there is emptied.
///
/// # Errors
/// As [`open_with`].
pub fn create(path: impl AsRef<Path>) -> io::Result<File> {
    open_with(
        path,
        File::options().write(true).create(true).truncate(true),
    )
}

/// The bytes of a file.
///
/// # Errors
/// As [`open_with`], and when it cannot be read.
pub fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file.
///
/// # Errors
/// As [`read`], and when it is not UTF-8.
pub fn text(path: impl AsRef<Path>) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text)?;
    Ok(text)
}
