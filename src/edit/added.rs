//! New files of content/media/: under a name that no other has, and never over another file.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;

use super::path::{is_linked, is_ordinary};
use super::save::{locked, replace};
use super::{EditError, Saved, Version};
use crate::base::regular;

/// Where photos and documents are kept.
const FOLDER: &str = "content/media";
/// The number of names that are tried.
const TRIES: u32 = 1000;

/// Puts a photo or document into content/media/ and gives its path below the root. Its name is
/// `stem.ending`, or with a number where another file has that name; the same file under one of
/// these names is not stored twice.
///
/// # Errors
/// [`EditError::Path`] for a name that is not one, or where the folder is a link.
pub fn add_media(
    root: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<(String, Saved), EditError> {
    let _lock = locked(root)?;
    for number in 1..=TRIES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        let below = format!("{FOLDER}/{name}");
        if name.contains('/') || !is_ordinary(&name) || is_linked(root, &below) {
            break;
        }
        let path = root.join(&below);
        match regular::read(&path) {
            Ok(there) if there == bytes => return Ok((below, Saved::Same)),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                replace(&path, bytes, &mut OpenOptions::new(), None)?;
                return Ok((below, Saved::Written(Version::of(bytes))));
            }
            // A folder of that name, or one that cannot be read.
            Err(_) if path.is_dir() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(EditError::Path(format!("{FOLDER}/{stem}.{ending}")))
}

/// The bytes of a file below content/; `None` for other paths, links, and files that
/// are not there.
pub fn content_file(root: &Path, below: &str) -> Option<Vec<u8>> {
    let rest = below.strip_prefix("content/")?;
    if !rest.split('/').all(is_ordinary) || is_linked(root, below) {
        return None;
    }
    regular::read(root.join(below)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over() {
        let root = tempfile::tempdir().unwrap();
        let add = |stem: &str, bytes: &[u8]| {
            let added = add_media(root.path(), stem, "jpg", bytes);
            added.map(|(path, _)| path).map_err(|_| ())
        };
        assert_eq!(add("a", b"1").unwrap(), "content/media/a.jpg");
        assert_eq!(add("a", b"2").unwrap(), "content/media/a-2.jpg");
        assert_eq!(add("a", b"1").unwrap(), "content/media/a.jpg");
        assert_eq!(add("a", b"2").unwrap(), "content/media/a-2.jpg");
        let first = std::fs::read(root.path().join("content/media/a.jpg")).unwrap();
        assert_eq!(first, b"1");
        for bad in ["", "../a", ".a", "con", "a/b", "a\\b", "a:b"] {
            assert!(add(bad, b"3").is_err(), "{bad}");
        }
    }
}
