//! What the output holds, for those who send it elsewhere.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::manifest::{self, Entry, Manifest};
use crate::base::memo::Stat;

/// One file of the last build, as it is to be seen by readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Path below the output, with `/` between its parts.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub hash: String,
}

/// A fingerprint of the last publish; nothing when there was none, or one is under way.
pub fn fingerprint(output: &Path) -> Option<String> {
    let own = output.join(manifest::FOLDER);
    let bytes = fs::read(own.join(manifest::NAME)).ok()?;
    (!own.join(manifest::NEXT).exists()).then(|| manifest::print(&bytes))
}

/// The same where every file of the output is as that publish left it, by size and time of change.
pub fn untouched(output: &Path) -> Option<String> {
    let print = fingerprint(output)?;
    let manifest = Manifest::read(&output.join(manifest::FOLDER), manifest::NAME)?;
    manifest
        .entries
        .par_iter()
        .all(|entry| as_left(output, entry))
        .then_some(print)
}

fn as_left(output: &Path, entry: &Entry) -> bool {
    let about = fs::symlink_metadata(output.join(&*entry.path));
    about.is_ok_and(|a| {
        a.is_file() && a.len() == entry.bytes && Stat::of(&a).modified == entry.modified
    })
}

/// The files that the last build put into `output`, sorted by path; those that it keeps for itself
/// are left out.
///
/// # Errors
/// When no build was made there, one is under way or was cut off, or a file is not as the build
/// left it.
pub fn published(output: &Path) -> Result<Vec<Published>> {
    let own = output.join(manifest::FOLDER);
    let Some(manifest) = Manifest::read(&own, manifest::NAME) else {
        bail!(
            "{} holds no site that tiendo built; run tiendo build first, or name its folder with --output · \
             thư mục này không có trang do tiendo dựng; hãy chạy tiendo build trước, hoặc chỉ đúng thư mục bằng --output",
            output.display()
        );
    };
    if own.join(manifest::NEXT).exists() {
        bail!(
            "{}: a build is under way or was cut off; run tiendo build again · \
             một lần dựng đang chạy hoặc bị ngắt; hãy chạy lại tiendo build",
            output.display()
        );
    }
    if let Some(other) = manifest
        .entries
        .par_iter()
        .find_first(|entry| !as_left(output, entry))
    {
        bail!(
            "{} is not as the last build left it; run tiendo build again · \
             tệp này không còn như lần dựng trước; hãy chạy lại tiendo build",
            output.join(&*other.path).display()
        );
    }
    let ours = format!("{}/", manifest::FOLDER);
    let files = manifest
        .entries
        .into_iter()
        .filter(|entry| !entry.path.starts_with(&ours));
    Ok(files
        .map(|e| Published {
            path: e.path.to_string(),
            bytes: e.bytes,
            hash: e.hash.to_string(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Artifact;
    use crate::publish::{Figures, How, Stage};

    #[test]
    fn what_readers_see() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::open(folder.path(), How::default()).unwrap();
        let put = |path: &str| stage.put(&Artifact::new(path, "a")).unwrap();
        let receipts = vec![
            put("b/index.html"),
            put("a.css"),
            put(".tiendo/tables.json"),
        ];
        stage.commit(receipts, &Figures::new()).unwrap();
        fs::write(folder.path().join("foreign.txt"), "x").unwrap();
        let files = published(folder.path()).unwrap();
        assert_eq!(
            files.iter().map(|f| &*f.path).collect::<Vec<_>>(),
            ["a.css", "b/index.html"]
        );
        assert_eq!((files[0].bytes, &files[0].hash[..8]), (1, "17762fdd"));
        fs::remove_file(folder.path().join("a.css")).unwrap();
        assert!(
            published(folder.path())
                .unwrap_err()
                .to_string()
                .contains("tiendo build again")
        );
        assert!(
            published(&folder.path().join("b"))
                .unwrap_err()
                .to_string()
                .contains("--output")
        );
    }
}
