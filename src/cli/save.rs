//! Writes a file of the user's choice whole or not at all.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::base::Lang;

/// Writes a file beside its place and renames it there: a reader sees the old one or the new one.
pub(super) fn save(path: &Path, text: &str, lang: Lang) -> Result<()> {
    let name = path
        .file_name()
        .filter(|_| fs::symlink_metadata(path).map_or(true, |there| there.is_file()));
    let Some(name) = name else {
        // Renaming would put a file in place of a folder, a link or a device.
        bail!(
            "{} {}",
            path.display(),
            lang.pick("không phải một tệp thường", "is not a plain file")
        );
    };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(beside);
    let done = write(&beside, text).and_then(|()| rename(&beside, path));
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done.with_context(|| path.display().to_string())
}

fn write(beside: &Path, text: &str) -> std::io::Result<()> {
    // A run that was killed may have left one; in a container each run may have the same number.
    drop(fs::remove_file(beside));
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(beside)?
        .write_all(text.as_bytes())
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is how a file of the user's choice becomes visible"
)]
fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lỗi.html");
        save(&path, "a", Lang::En).unwrap();
        save(&path, "b", Lang::En).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        assert!(
            save(folder.path(), "c", Lang::En)
                .unwrap_err()
                .to_string()
                .ends_with("is not a plain file")
        );
        assert!(save(&folder.path().join("x/y.html"), "c", Lang::En).is_err());
        assert!(save(Path::new(".."), "c", Lang::Vi).is_err());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        std::os::unix::fs::symlink("/dev/null", &path).unwrap();
        assert!(save(&path, "a", Lang::En).is_err());
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    }
}
