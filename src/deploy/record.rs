//! What is known to be at a target: a list of files, packed.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use anyhow::{Context as _, Result, bail};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::publish::Published;

/// Where the record is, below the target.
pub(super) const PATH: &str = ".tiendo/deployed.gz";
/// Where claims are, below the target.
pub(super) const CLAIMS: &str = ".tiendo/deploying";
/// The first line; its number changes with the form.
const HEAD: &str = "tiendo deployed 1";
/// What represents a hash that no one knows.
const UNKNOWN: &str = "-";
/// A record and its claims unpack to no more bytes than this: that is a million files. A target may
/// be open to others, who can leave anything in the record's place.
pub(super) const LARGEST: u64 = 128 << 20;
/// Their packed bytes.
pub(super) const LARGEST_PACKED: u64 = 64 << 20;

/// Files by path.
pub(super) type Files = BTreeMap<String, Entry>;

/// One file of ours at a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    bytes: u64,
    hash: String,
}

impl Entry {
    /// A file that was sent, by its path.
    pub(super) fn of(file: &Published) -> (String, Self) {
        (
            file.path.clone(),
            Self {
                bytes: file.bytes,
                hash: file.hash.clone(),
            },
        )
    }

    /// A file that is ours, but no one knows how much of it is there.
    pub(super) fn unknown() -> Self {
        Self {
            bytes: 0,
            hash: UNKNOWN.to_owned(),
        }
    }

    /// Whether it is this file with these bytes.
    pub(super) fn is(&self, file: &Published) -> bool {
        self.bytes == file.bytes && self.hash == file.hash
    }
}

/// The path of a deployment's claim by its number: their order as texts is that of their numbers.
pub(super) fn claim(number: usize) -> String {
    format!("{CLAIMS}/{number:08}.gz")
}

/// A list as bytes: a line for each file with hash, bytes and path. The same list gives the same
/// bytes.
///
/// # Errors
/// Never in memory; the packer's way of telling.
pub(super) fn pack(files: &Files) -> Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writeln!(packer, "{HEAD}")?;
    for (path, Entry { bytes, hash }) in files {
        writeln!(packer, "{hash} {bytes} {path}")?;
    }
    Ok(packer.finish()?)
}

/// The list that [`pack`] made. `room` is how many bytes all lists of a target may still unpack to.
///
/// # Errors
/// When the bytes are no such list: damaged, too large, or written by another version.
pub(super) fn unpack(bytes: &[u8], room: &mut u64) -> Result<Files> {
    let mut text = String::new();
    GzDecoder::new(bytes)
        .take(*room + 1)
        .read_to_string(&mut text)
        .context("not unpacked · không giải nén được")?;
    *room = (*room)
        .checked_sub(text.len() as u64)
        .context("larger than any list of tiendo · lớn hơn mọi danh sách của tiendo")?;
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        bail!("written by another version of tiendo · do phiên bản tiendo khác ghi");
    }
    lines
        .map(|line| {
            entry(line)
                .with_context(|| format!("a line that says no file · dòng không hợp lệ: “{line}”"))
        })
        .collect()
}

/// The file that a line of a list says: its path, and the rest about it.
fn entry(line: &str) -> Option<(String, Entry)> {
    let (hash, rest) = line.split_once(' ')?;
    let (bytes, path) = rest.split_once(' ')?;
    // The target may be open to others: a path that leads out of it is never followed.
    let safe = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    safe.then_some((
        path.to_owned(),
        Entry {
            bytes: bytes.parse().ok()?,
            hash: hash.to_owned(),
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(bytes: &[u8]) -> Result<Files> {
        unpack(bytes, &mut LARGEST.clone())
    }

    fn file(path: &str) -> Published {
        Published {
            path: path.into(),
            bytes: 3,
            hash: "ab".into(),
        }
    }

    #[test]
    fn there_and_back() {
        let mut files: Files = [Entry::of(&file("a b/ă.html")), Entry::of(&file("c"))].into();
        files.insert("d".into(), Entry::unknown());
        let bytes = pack(&files).unwrap();
        assert_eq!(open(&bytes).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), bytes);
        assert_eq!(&bytes[4..8], [0; 4], "no time is in the head");
    }

    #[test]
    fn what_is_no_record_is_refused() {
        assert!(open(b"").is_err() && open(b"tiendo deployed 1\n").is_err());
        let packed = |text: &str| {
            let mut packer = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(text.as_bytes()).unwrap();
            packer.finish().unwrap()
        };
        for text in [
            "tiendo deployed 2\n",
            "tiendo deployed 1\nab 3\n",
            "tiendo deployed 1\nab x a\n",
        ] {
            assert!(open(&packed(text)).is_err(), "{text}");
        }
        for path in ["../a", "a/../../b", "/etc/x", ""] {
            assert!(
                open(&packed(&format!("tiendo deployed 1\nab 3 {path}\n"))).is_err(),
                "{path}"
            );
        }
        assert!(open(&packed("tiendo deployed 1\n")).unwrap().is_empty());
        let cut = pack(&[Entry::of(&file("a"))].into()).unwrap();
        assert!(open(&cut[..cut.len() - 4]).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut packer = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writeln!(packer, "{HEAD}").unwrap();
        let line = format!("{} 1 {}\n", "a".repeat(64), "b".repeat(1 << 10));
        for _ in 0..(LARGEST >> 10) {
            packer.write_all(line.as_bytes()).unwrap();
        }
        let bomb = packer.finish().unwrap();
        assert!((bomb.len() as u64) < LARGEST_PACKED);
        assert!(open(&bomb).unwrap_err().to_string().contains("larger"));
        // All lists of a target together.
        let small = pack(&[Entry::of(&file("a"))].into()).unwrap();
        let mut room = 40;
        assert!(unpack(&small, &mut room).is_ok() && unpack(&small, &mut room).is_err());
    }

    #[test]
    fn claims_keep_their_order() {
        assert!(claim(9) < claim(10) && claim(999) < claim(1_000));
    }
}
