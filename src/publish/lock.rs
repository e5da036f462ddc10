//! One build at a time changes an output.

use std::fs::{File, TryLockError};

use anyhow::{Context as _, Result, bail};

use super::home::{Home, LOCK};
use crate::base::regular;

/// What keeps other builds from an output until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    state: File,
    /// The folder itself, where a system locks folders: two sites may publish into one output, and
    /// each has a state of its own.
    output: Option<File>,
}

/// A program that another thread is just starting has these files open, too, until it has begun:
/// closing ours alone would not end the lock.
impl Drop for Lock {
    fn drop(&mut self) {
        for file in [Some(&self.state), self.output.as_ref()]
            .into_iter()
            .flatten()
        {
            let _ = file.unlock(); // a file system without locks
        }
    }
}

/// Makes sure that only one build at a time changes an output.
pub(super) fn lock(home: &Home) -> Result<Lock> {
    let path = home.kept(LOCK);
    let options = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .clone();
    let state = regular::open_with(&path, &options)
        .with_context(|| format!("cannot write {}", path.display()))?;
    alone(&state, home)?;
    let output = regular::open(home.output()).ok();
    if let Some(output) = &output {
        alone(output, home)?;
    }
    Ok(Lock { state, output })
}

fn alone(file: &File, home: &Home) -> Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => bail!(
            "another build is writing to {}; wait for it to end · một lần dựng khác đang ghi vào \
             thư mục này; hãy chờ xong",
            home.output().display()
        ),
        // A file system without locks: then others cannot be kept out either.
        Err(TryLockError::Error(_)) => Ok(()),
    }
}
