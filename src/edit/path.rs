//! Which paths below content/ may be edited.

use std::path::{Path, PathBuf};

use super::EditError;
use crate::source::{self, Role};

/// A path below the site's root that names a file of records, and what the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentPath {
    below: String,
    role: Role,
}

impl ContentPath {
    /// Checks a path as it came from outside: `content/news/a.md`, `/` between its parts.
    ///
    /// # Errors
    /// [`EditError::Path`] for paths that leave content/, hidden parts, names that Windows
    /// reserves or changes, and files that hold no records.
    pub fn new(below: &str) -> Result<Self, EditError> {
        let role = role_of_text(below).ok_or_else(|| EditError::Path(below.to_owned()))?;
        Ok(Self {
            below: below.to_owned(),
            role,
        })
    }

    /// The path below the root.
    pub fn below(&self) -> &str {
        &self.below
    }

    /// What the file is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Where the file is. No part of it may be a symbolic link: what is written would be somebody
    /// else's file.
    ///
    /// # Errors
    /// [`EditError::Path`] when a part is a link.
    pub fn real(&self, root: &Path) -> Result<PathBuf, EditError> {
        if is_linked(root, &self.below) {
            return Err(EditError::Path(self.below.clone()));
        }
        Ok(root.join(&self.below))
    }
}

/// Whether a part of a path below the root is a symbolic link.
pub fn is_linked(root: &Path, below: &str) -> bool {
    let mut path = root.to_owned();
    below.split('/').any(|part| {
        path.push(part);
        path.is_symlink()
    })
}

/// The role of a text file that may be edited.
fn role_of_text(below: &str) -> Option<Role> {
    let rest = below.strip_prefix("content/")?;
    if below.len() > 400 || !rest.split('/').all(is_ordinary) {
        return None;
    }
    let role = source::role_of(below).filter(|role| !matches!(role, Role::Media))?;
    let endings = [".md", ".yaml", ".yml"];
    let is_text = endings.iter().any(|ending| below.ends_with(ending));
    is_text.then_some(role)
}

/// Whether every system takes a part of a path as it is: not empty, not hidden, without
/// characters and names that Windows reserves.
pub(super) fn is_ordinary(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
    let reserved = match stem.as_bytes() {
        b"CON" | b"PRN" | b"AUX" | b"NUL" => true,
        [b'C', b'O', b'M', number] | [b'L', b'P', b'T', number] => matches!(number, b'1'..=b'9'),
        _ => false,
    };
    let odd =
        |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !(part.is_empty()
        || part.starts_with(['.', '~'])
        || part.ends_with(['.', ' '])
        || part.contains(odd)
        || reserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_below_content() {
        for good in [
            "content/news/a.md",
            "content/site.yaml",
            "content/reports/2022/a.yml",
            "content/news/tin mới.md",
        ] {
            assert!(ContentPath::new(good).is_ok(), "{good}");
        }
        let bad = [
            "news/a.md",
            "content/../Cargo.toml",
            "content/news/../../a.md",
            "content//news/a.md",
            "content/news/.a.md",
            "content/.git/a.md",
            "content/news/a.md/",
            "/content/news/a.md",
            "content/news/a.html",
            "content/media/a.jpg",
            "content/news\\a.md",
            "content/news/con.md",
            "content/news/a.md\0",
            "content/reports/a.xlsx",
            "content/news/a .md/..",
            "content/",
        ];
        for bad in bad {
            assert!(ContentPath::new(bad).is_err(), "{bad}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::os::unix::fs::symlink("/tmp", root.path().join("content/news")).unwrap();
        let path = ContentPath::new("content/news/a.md").unwrap();
        assert!(path.real(root.path()).is_err());
    }
}
