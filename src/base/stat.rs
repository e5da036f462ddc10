//! What the file system tells of files, also of many, one after the other.

use std::fs::{self, Metadata};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What tells a file from another version of it, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Stat {
    /// Bytes.
    pub size: u64,
    /// Time of the last change in nanoseconds since 1970; 0 for a time before that or after 2262,
    /// where the number ends.
    pub modified: i64,
    /// Time of the last change of the file or of what the system notes of it (`ctime`), in the same
    /// unit, where the system has one: unlike `modified` no program can set it back.
    pub changed: i64,
    /// Its number on the disk, where the system has one.
    pub inode: u64,
}

impl Stat {
    /// Of what the file system tells.
    #[cfg(unix)]
    pub fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self::of_times(
            about.len(),
            (about.mtime(), about.mtime_nsec()),
            (about.ctime(), about.ctime_nsec()),
            about.ino(),
        )
    }

    /// The same, of times in seconds since 1970 and nanoseconds more.
    #[cfg(unix)]
    fn of_times(size: u64, modified: (i64, i64), changed: (i64, i64), inode: u64) -> Self {
        Self {
            size,
            modified: nanoseconds(modified).unwrap_or_default().max(0),
            changed: nanoseconds(changed).unwrap_or(i64::MAX),
            inode,
        }
    }

    /// Of what the file system tells.
    #[cfg(not(unix))]
    pub fn of(about: &Metadata) -> Self {
        let since = about
            .modified()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i64::try_from(since.as_nanos()).ok());
        Self {
            size: about.len(),
            modified: modified.unwrap_or_default(),
            changed: 0,
            inode: 0,
        }
    }
}

/// Nothing where the number ends.
#[cfg(unix)]
fn nanoseconds((seconds, more): (i64, i64)) -> Option<i64> {
    seconds.checked_mul(1_000_000_000)?.checked_add(more)
}

/// What the file system tells of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// What tells it from another version of itself.
    pub stat: Stat,
    /// Whether it is a file, not a folder, a link or a device.
    pub is_file: bool,
}

/// Whether a link is looked at or what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// What it leads to.
    Followed,
    /// The link.
    Itself,
}

/// Looks at files. On Linux, of several files in one folder, one after the other, the system is
/// asked by their names in that folder, so that it does not go the whole way to each of them: a
/// build of 170,324 pages without a change takes a tenth less time in the kernel.
#[derive(Debug, Default)]
pub struct Looks {
    /// The folder of the last file.
    #[cfg(target_os = "linux")]
    folder: std::path::PathBuf,
    /// The same, opened, when two files in it followed each other.
    #[cfg(target_os = "linux")]
    open: Option<std::os::fd::OwnedFd>,
}

impl Looks {
    /// What a file is like; nothing when there is none, or it cannot be looked at.
    pub fn at(&mut self, file: &Path, link: Link) -> Option<Seen> {
        #[cfg(target_os = "linux")]
        if let Some(seen) = self.in_folder(file, link) {
            return Some(seen);
        }
        by_path(file, link)
    }
}

/// Looks at one file by its whole path.
fn by_path(file: &Path, link: Link) -> Option<Seen> {
    let about = match link {
        Link::Followed => fs::metadata(file),
        Link::Itself => fs::symlink_metadata(file),
    };
    let about = about.ok()?;
    Some(Seen {
        stat: Stat::of(&about),
        is_file: about.is_file(),
    })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::os::unix::ffi::OsStrExt as _;

    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, StatxFlags, openat, statx};

    use super::{Link, Looks, Path, Seen, Stat};

    impl Looks {
        /// Looks at a file by its name in its folder, when the one before was there too.
        pub(super) fn in_folder(&mut self, file: &Path, link: Link) -> Option<Seen> {
            // Taken apart by bytes: `Path::parent` looks at each part.
            let path = file.as_os_str().as_bytes();
            let end = path.iter().rposition(|&byte| byte == b'/')?;
            let (folder, name) = (&path[..end], &path[end + 1..]);
            if matches!(name, b"" | b"." | b"..") {
                return None;
            }
            if self.folder.as_os_str().as_bytes() != folder {
                self.folder = Path::new(std::ffi::OsStr::from_bytes(folder)).to_owned();
                self.open = None;
                return None;
            }
            if self.open.is_none() {
                let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
                self.open = openat(CWD, &self.folder, flags, Mode::empty()).ok();
            }
            let flags = match link {
                Link::Followed => AtFlags::empty(),
                Link::Itself => AtFlags::SYMLINK_NOFOLLOW,
            };
            let wanted = StatxFlags::BASIC_STATS;
            let about = statx(self.open.as_ref()?, name, flags, wanted).ok()?;
            let (modified, changed) = (about.stx_mtime, about.stx_ctime);
            Some(Seen {
                stat: Stat::of_times(
                    about.stx_size,
                    (modified.tv_sec, modified.tv_nsec.into()),
                    (changed.tv_sec, changed.tv_nsec.into()),
                    about.stx_ino,
                ),
                is_file: FileType::from_raw_mode(about.stx_mode.into()) == FileType::RegularFile,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    /// Files that follow each other in a folder are seen as by their whole paths.
    #[test]
    #[cfg(unix)]
    fn files_of_a_folder() {
        use std::time::{Duration, UNIX_EPOCH};

        use super::*;

        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("a/folder")).unwrap();
        fs::create_dir(at("b")).unwrap();
        for (name, text) in [
            ("a/one", "1"),
            ("a/two", "22"),
            ("a/old", ""),
            ("a/late", ""),
            ("b/one", "333"),
        ] {
            fs::write(at(name), text).unwrap();
        }
        let before_1970 = UNIX_EPOCH - Duration::from_millis(1500);
        let after_2262 = UNIX_EPOCH + Duration::from_secs(10_000_000_000);
        for (name, time) in [("a/old", before_1970), ("a/late", after_2262)] {
            let file = fs::File::options().write(true).open(at(name)).unwrap();
            file.set_modified(time).unwrap();
        }
        std::os::unix::fs::symlink("two", at("a/link")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("a/broken")).unwrap();
        for link in [Link::Followed, Link::Itself] {
            let mut looks = Looks::default();
            for name in [
                "a/one",
                "a/two",
                "a/old",
                "a/late",
                "a/folder",
                "a/link",
                "a/broken",
                "a/missing",
                "a/..",
                "b/one",
                "b/missing",
                "c/one",
                "c/two",
                "a/one",
                "a/two",
            ] {
                let expected = by_path(&at(name), link);
                assert_eq!(looks.at(&at(name), link), expected, "{name} {link:?}");
            }
        }
        let sizes = ["a/two", "a/link"].map(|name| {
            let seen = Looks::default().at(&at(name), Link::Followed).unwrap();
            (seen.is_file, seen.stat.size)
        });
        assert_eq!(sizes, [(true, 2); 2]);
    }
}
