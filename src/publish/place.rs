//! The few ways in which a path changes what it names.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use anyhow::{Context as _, Result, bail};

use super::home::Home;
pub(super) use super::home::folder;

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files become visible"
)]
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot put {}", to.display()))
}

/// Gives a file a second name; a copy where the file system knows no such thing. A name that is
/// taken is given again.
pub(super) fn link(from: &Path, to: &Path) -> Result<()> {
    let given = match fs::hard_link(from, to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(to).and_then(|()| fs::hard_link(from, to))
        }
        other => other,
    };
    given
        .or_else(|_| fs::copy(from, to).map(drop))
        .with_context(|| format!("cannot keep {}", from.display()))
}

/// Folders of an output and of what is kept for it that are known to be there.
#[derive(Debug, Default)]
pub(super) struct Places {
    output: Folders,
    own: Folders,
}

impl Places {
    /// Makes the folder of a file by its path in a manifest, as [`Folders::of`] does.
    pub(super) fn make(&self, home: &Home, path: &str) -> Result<()> {
        let (base, below) = home.split(path);
        let folders = if base == home.output() {
            &self.output
        } else {
            &self.own
        };
        folders.of(base, below)
    }
}

/// Whether no link is on the way to a file below `base`: what it leads to is not ours.
pub(super) fn real_way(base: &Path, path: &str) -> bool {
    path.match_indices('/').all(|(end, _)| {
        fs::symlink_metadata(base.join(&path[..end])).is_ok_and(|about| about.is_dir())
    })
}

/// Folders that are known to be there, below one root.
#[derive(Debug, Default)]
pub(super) struct Folders(RwLock<HashSet<PathBuf>>);

impl Folders {
    /// Makes the folder of a file that is to be below `root`. A link or a file in its way is
    /// refused: what we write must not end up elsewhere.
    pub(super) fn of(&self, root: &Path, path: &str) -> Result<()> {
        let Some((above, _)) = path.rsplit_once('/') else {
            return Ok(());
        };
        if self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(Path::new(above))
        {
            return Ok(());
        }
        self.of(root, above)?;
        let folder = root.join(above);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => real_folder(&folder)?,
            made => made.with_context(|| format!("cannot make {}", folder.display()))?,
        }
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(above.into());
        Ok(())
    }
}

/// Refuses what is not a folder of its own.
pub(super) fn real_folder(path: &Path) -> Result<()> {
    let about =
        fs::symlink_metadata(path).with_context(|| format!("cannot look at {}", path.display()))?;
    if !about.is_dir() {
        bail!(
            "{}: a folder of the site is here, but this is a file or a link; take it away and \
             build again · chỗ này phải là thư mục của trang nhưng đang là tệp hoặc liên kết; hãy \
             dời nó đi rồi dựng lại",
            path.display()
        );
    }
    Ok(())
}

/// Takes a folder of ours away, where there is one.
pub(super) fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot clear {}", folder.display()))
        }
        _ => Ok(()),
    }
}
