//! A file that is read and written at any place, by several threads.

use std::fs::File;
use std::io;

/// An open file.
#[derive(Debug)]
pub struct At {
    file: File,
    /// Held where a system moves to a place before it reads or writes there.
    #[cfg(not(unix))]
    one: std::sync::Mutex<()>,
}

impl At {
    /// Takes a file that was opened for it.
    pub fn new(file: File) -> Self {
        Self {
            file,
            #[cfg(not(unix))]
            one: std::sync::Mutex::default(),
        }
    }

    /// Writes bytes at a place.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn write(&self, place: u64, bytes: &[u8]) -> io::Result<()> {
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::write_all_at(&self.file, bytes, place);
        #[cfg(not(unix))]
        {
            use std::io::{Seek as _, Write as _};
            let _one = self
                .one
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            (&self.file).seek(io::SeekFrom::Start(place))?;
            (&self.file).write_all(bytes)
        }
    }

    /// This many bytes at a place.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, place: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        #[cfg(unix)]
        std::os::unix::fs::FileExt::read_exact_at(&self.file, &mut bytes, place)?;
        #[cfg(not(unix))]
        {
            use std::io::{Read as _, Seek as _};
            let _one = self
                .one
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            (&self.file).seek(io::SeekFrom::Start(place))?;
            (&self.file).read_exact(&mut bytes)?;
        }
        Ok(bytes)
    }
}
