//! What the output holds, for those who send it elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::home::{FOLDER, Home, NAME, NEXT, own_path, public_list};
use super::manifest::{Entry, Manifest, Read, said_seal, seal_of};
use crate::base::{Link, Looks};

/// Files that one thread looks at.
const TOGETHER: usize = 1024;

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

/// A fingerprint of the publish that has just ended, which [`untouched`] compares; nothing when
/// there was none, or one is under way.
pub fn fingerprint(home: &Home) -> Option<String> {
    let ended = !home.kept(NEXT).exists();
    said_seal(&home.kept(NAME)).filter(|_| ended)
}

/// The full list of the last publish, and its seal; nothing when there was none, one is under way,
/// or one of the two lists is not as it was left.
fn list(home: &Home) -> Option<(Manifest, String)> {
    let (list, public) = rayon::join(
        || Manifest::read(&home.kept(NAME)),
        || seal_of(&home.public()),
    );
    let Read::Sealed(manifest, seal) = list else {
        return None;
    };
    let whole = !home.kept(NEXT).exists() && public? == *manifest.public;
    whole.then_some((manifest, seal))
}

/// The same where every file of the output is as that publish left it, by size and time of change,
/// and none is left that should have been deleted.
pub fn untouched(home: &Home) -> Option<String> {
    let (manifest, seal) = list(home)?;
    let left = |entry: &Entry| fs::symlink_metadata(home.place(&entry.path)).is_ok();
    if manifest.leaving.iter().any(|entry| left(entry)) {
        return None;
    }
    first_not_as_left(&manifest.entries, |path| home.place(path))
        .is_none()
        .then_some(seal)
}

/// The first file that is not as a list says, by size and time of change.
fn first_not_as_left(
    entries: &[Arc<Entry>],
    place: impl Fn(&str) -> PathBuf + Sync,
) -> Option<&Entry> {
    entries.par_chunks(TOGETHER).find_map_first(|entries| {
        let mut looks = Looks::default();
        entries.iter().map(|entry| &**entry).find(|entry| {
            let seen = looks.at(&place(&entry.path), Link::Itself);
            let stat = seen.filter(|seen| seen.is_file).map(|seen| seen.stat);
            stat.is_none_or(|stat| (stat.size, stat.modified) != (entry.bytes, entry.modified))
        })
    })
}

/// The public files that the last build put into `output`, sorted by path. What is kept for the
/// output need not be there: a copy of the output will do.
///
/// # Errors
/// When no build was made there, its list is damaged, one was cut off, or a file is not as the
/// build left it.
pub fn published(output: &Path) -> Result<Vec<Published>> {
    let manifest = match Manifest::read(&public_list(output)) {
        Read::Sealed(manifest, _) => manifest,
        Read::Old(manifest) if !output.join(FOLDER).join(NEXT).exists() => manifest,
        Read::Old(_) => bail!(
            "{}: a build was cut off; run tiendo build again · một lần dựng bị ngắt; hãy chạy lại \
             tiendo build",
            output.display()
        ),
        Read::Damaged => bail!(
            "{}: the list of the published files is damaged; run tiendo build again · \
             danh sách tệp đã đăng bị hỏng; hãy chạy lại tiendo build",
            public_list(output).display()
        ),
        Read::Missing => bail!(
            "{} holds no site that tiendo built; run tiendo build first, or name its folder with \
             --output · thư mục này không có trang do tiendo dựng; hãy chạy tiendo build trước, \
             hoặc chỉ đúng thư mục bằng --output",
            output.display()
        ),
    };
    let files = manifest
        .entries
        .into_iter()
        .filter(|entry| own_path(&entry.path).is_none());
    let files: Vec<_> = files.collect();
    if let Some(other) = first_not_as_left(&files, |path| output.join(path)) {
        bail!(
            "{} is not as the last build left it; run tiendo build again · \
             tệp này không còn như lần dựng trước; hãy chạy lại tiendo build",
            output.join(&*other.path).display()
        );
    }
    Ok(files
        .into_iter()
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
    use crate::publish::{Figures, Home, How, Stage};

    #[test]
    fn what_readers_see() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("output");
        let home = Home::new(root.path(), &output).unwrap();
        let stage = Stage::open(&home, How::default()).unwrap();
        let put = |path: &str| stage.put(&Artifact::new(path, "a")).unwrap();
        let receipts = vec![
            put("b/index.html"),
            put("a.css"),
            put(".tiendo/tables.json"),
        ];
        stage.commit(receipts, &Figures::new()).unwrap();
        fs::write(output.join("foreign.txt"), "x").unwrap();
        let files = published(&output).unwrap();
        assert_eq!(
            files.iter().map(|f| &*f.path).collect::<Vec<_>>(),
            ["a.css", "b/index.html"]
        );
        assert_eq!((files[0].bytes, &files[0].hash[..8]), (1, "17762fdd"));
        fs::remove_file(output.join("a.css")).unwrap();
        assert!(
            published(&output)
                .unwrap_err()
                .to_string()
                .contains("tiendo build again")
        );
        assert!(
            published(&output.join("b"))
                .unwrap_err()
                .to_string()
                .contains("--output")
        );
    }
}
