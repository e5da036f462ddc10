//! What is written to the memory while others work.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::shard::{FILES, Shard};
use super::{HEAD, replace};
use crate::base::regular;

/// The shards that the next build is to find.
#[derive(Default)]
pub(super) struct Shards {
    /// The names of all of them.
    pub(super) names: BTreeSet<String>,
    /// Those that are to be written.
    pub(super) changed: Vec<Shard>,
}

/// What is written to the memory while others work.
pub(super) struct Writing {
    pub(super) folder: PathBuf,
    /// The name of the file of texts.
    pub(super) texts: String,
    pub(super) head: Vec<u8>,
    pub(super) shards: Shards,
}

impl Writing {
    /// Writes it; what cannot be written stays as it was.
    pub(super) fn run(&self) {
        if self.put_all().is_ok() {
            self.remove_old();
        }
    }

    fn put_all(&self) -> io::Result<()> {
        for shard in &self.shards.changed {
            put(&self.folder, &shard.name, &shard.bytes)?;
        }
        put(&self.folder, HEAD, &self.head)
    }

    fn remove_old(&self) {
        let files = fs::read_dir(&self.folder).into_iter().flatten();
        for file in files.filter_map(Result::ok) {
            let name = file.file_name().to_string_lossy().into_owned();
            let old = name.starts_with("texts-") && name != self.texts
                || name.starts_with(FILES) && !self.shards.names.contains(&name);
            if old {
                let _ = fs::remove_file(file.path()); // the next build tries again
            }
        }
    }
}

/// Writes a file of the memory, which is there as a whole or not at all.
pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let part = folder.join(format!("{name}.part"));
    regular::create(&part)?.write_all(bytes)?;
    replace(&part, &folder.join(name))
}
