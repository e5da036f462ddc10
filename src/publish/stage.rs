//! Sets changed files aside, so that nothing visible changes before everything is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};

use super::manifest;
use crate::base::Artifact;

/// A place beside the output where changed files wait.
#[derive(Debug)]
pub struct Stage {
    pub(super) output: PathBuf,
    folder: PathBuf,
    next: AtomicUsize,
    /// The files of the last build.
    pub(super) last: manifest::Files,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Path below the output.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Where its new content waits; `None` when the output has the same bytes already.
    pub(super) staged: Option<PathBuf>,
    /// What it was made from; empty when it is made anew each time.
    pub(super) key: String,
}

impl Stage {
    /// Opens a stage for an output folder, and clears what a build that was cut off left in it.
    ///
    /// # Errors
    /// When the folder holds files that this program did not put there, or cannot be written.
    pub fn open(output: &Path) -> Result<Self> {
        let own = output.join(manifest::FOLDER);
        let foreign = fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_some()) && !own.is_dir();
        if foreign {
            bail!(
                "{} is not empty and was not made by tiendo; choose another --output, or empty it yourself · \
                 thư mục này có sẵn tệp không do tiendo tạo ra; hãy chọn --output khác hoặc tự dọn trống",
                output.display()
            );
        }
        let folder = own.join("stage");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { output: output.to_owned(), folder, next: AtomicUsize::new(0), last: manifest::read(output) })
    }

    /// Takes a file: compares it with the one in the output, and sets it aside when it differs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, artifact: &Artifact) -> Result<Receipt> {
        let Artifact { path, bytes } = artifact;
        if !manifest::safe(path) {
            bail!("“{path}” is no path below the output");
        }
        let size = bytes.len() as u64;
        let there = self.output.join(path);
        let same = fs::metadata(&there).is_ok_and(|m| m.is_file() && m.len() == size)
            && fs::read(&there).is_ok_and(|old| old == *bytes);
        let staged = if same {
            None
        } else {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let file = self.folder.join(number.to_string());
            write(&file, bytes)?;
            Some(file)
        };
        Ok(Receipt { path: path.clone(), bytes: size, staged, key: String::new() })
    }

    /// A file of the last build that was made from the same and need not be read again.
    pub fn kept(&self, path: &str, key: &str) -> Option<Receipt> {
        self.last.get(path).filter(|last| *last == key && !key.is_empty())?;
        let there = fs::metadata(self.output.join(path)).ok().filter(|there| there.is_file() && there.len() > 0)?;
        Some(Receipt { path: path.to_owned(), bytes: there.len(), staged: None, key: key.to_owned() })
    }

    /// Takes a file as [`Stage::put`] does, with the key of what it was made from.
    ///
    /// # Errors
    /// As [`Stage::put`].
    pub fn put_as(&self, artifact: &Artifact, key: String) -> Result<Receipt> {
        Ok(Receipt { key, ..self.put(artifact)? })
    }

    /// Takes a file that is dear to make, with the key of what it is made from: the last build's file, when it was made
    /// from the same, else what `make` gives. The file comes back with its receipt.
    ///
    /// # Errors
    /// Those of `make`, and as [`Stage::put`].
    pub fn remember(
        &self,
        path: &str,
        key: String,
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<(Artifact, Receipt)> {
        if let Some(receipt) = self.kept(path, &key)
            && let Ok(bytes) = fs::read(self.output.join(path))
        {
            return Ok((Artifact::new(path, bytes), receipt));
        }
        let artifact = Artifact::new(path, make()?);
        let receipt = self.put_as(&artifact, key)?;
        Ok((artifact, receipt))
    }

    /// Forgets everything that was set aside.
    pub fn drop_all(self) {
        drop(fs::remove_dir_all(&self.folder));
        // A first build that failed leaves no trace.
        drop(fs::remove_dir(self.output.join(manifest::FOLDER)));
        drop(fs::remove_dir(&self.output));
    }
}

#[expect(clippy::disallowed_methods, reason = "staged files are not visible before they are renamed")]
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}
