//! ZIP archives: workbooks with some files in the place of others, the last of which may come in
//! pieces, and archives of such files alone. Records as in APPNOTE.TXT 6.3, 4.3 and 4.4.

use std::fmt;
use std::io::{Cursor, Read as _};

use anyhow::{Context as _, Result, ensure};
use zip::ZipArchive;

use crate::listing::deflate::Packer;

/// 1 January 1980, the first day that an archive knows: the clock is read by no file.
const DAY: u16 = 0x0021;
/// Version 2.0 of the format: DEFLATE.
const VERSION: u16 = 20;
/// Sizes and sum of the file are behind it (general purpose bit 3).
const BEHIND: u16 = 1 << 3;
const DEFLATED: u16 = 8;

/// How much there is of a file, and its sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Bytes as packed.
    pub(super) packed: u64,
    /// Bytes before packing.
    pub(super) raw: u64,
    /// CRC-32 of these.
    pub(super) crc: u32,
}

impl Tally {
    pub(super) fn of(raw: &[u8], packed: &[u8]) -> Self {
        Self {
            packed: packed.len() as u64,
            raw: raw.len() as u64,
            crc: crc32fast::hash(raw),
        }
    }

    /// From a text that [`Display`](fmt::Display) gave.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(':').map_while(|n| n.parse::<u64>().ok());
        let (packed, raw) = (numbers.next()?, numbers.next()?);
        let crc = u32::try_from(numbers.next()?).ok()?;
        Some(Self { packed, raw, crc })
    }

    /// Of this and what comes after it.
    pub(super) fn and(self, after: Self) -> Self {
        let mut crc = crc32fast::Hasher::new_with_initial_len(self.crc, self.raw);
        crc.combine(&crc32fast::Hasher::new_with_initial_len(
            after.crc, after.raw,
        ));
        Self {
            packed: self.packed + after.packed,
            raw: self.raw + after.raw,
            crc: crc.finalize(),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.packed, self.raw, self.crc)
    }
}

/// An archive to which files may still be added.
#[derive(Debug, Clone, Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    /// The entries of its directory.
    directory: Vec<u8>,
    files: u16,
}

impl Archive {
    /// Takes an archive apart: the texts of these files, and an archive of all others.
    ///
    /// # Errors
    /// When the archive cannot be read or lacks one of these files.
    pub(super) fn open<const N: usize>(
        bytes: &[u8],
        apart: [&str; N],
    ) -> Result<(Self, [String; N])> {
        let mut from = ZipArchive::new(Cursor::new(bytes))?;
        let mut archive = Self::default();
        let mut texts = [const { String::new() }; N];
        for at in 0..from.len() {
            let name = from.by_index_raw(at)?.name()?.to_string();
            if let Some(place) = apart.iter().position(|apart| *apart == name) {
                from.by_index(at)?.read_to_string(&mut texts[place])?;
                continue;
            }
            let mut file = from.by_index_raw(at)?;
            let tally = Tally {
                packed: file.compressed_size(),
                raw: file.size(),
                crc: file.crc32(),
            };
            let method = if file.compression() == zip::CompressionMethod::Stored {
                0
            } else {
                DEFLATED
            };
            archive.begin(&name, method, 0, tally)?;
            file.read_to_end(&mut archive.bytes)?;
        }
        for (name, text) in apart.iter().zip(&texts) {
            ensure!(!text.is_empty(), "no {name} in the archive");
        }
        Ok((archive, texts))
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the archive becomes larger than one of this version can be: 4 GB.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8], packer: &mut Packer) -> Result<()> {
        let packed = packer.packed(bytes, b"");
        self.begin(name, DEFLATED, 0, Tally::of(bytes, &packed))?;
        self.bytes.extend(packed);
        Ok(())
    }

    /// The archive, when all files are there.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        let end = end(&self.directory, self.bytes.len() as u64, self.files)?;
        self.bytes.extend(end);
        Ok(self.bytes)
    }

    /// All that is before the pieces of a last file.
    pub(super) fn head(&self, last: &str) -> Result<Vec<u8>> {
        let mut head = self.bytes.clone();
        local(&mut head, last, DEFLATED, BEHIND, Tally::default())?;
        Ok(head)
    }

    /// All that is behind them.
    ///
    /// # Errors
    /// When the file is larger than an archive of this version can say: 4 GB.
    pub(super) fn tail(&self, last: &str, tally: Tally) -> Result<Vec<u8>> {
        let mut tail = behind(tally)?;
        let mut directory = self.directory.clone();
        entry(
            &mut directory,
            last,
            DEFLATED,
            BEHIND,
            tally,
            size(self.bytes.len() as u64)?,
        )?;
        let start = self.head(last)?.len() as u64 + tally.packed + tail.len() as u64;
        tail.extend(end(&directory, start, self.files + 1)?);
        Ok(tail)
    }

    fn begin(&mut self, name: &str, method: u16, flags: u16, tally: Tally) -> Result<()> {
        entry(
            &mut self.directory,
            name,
            method,
            flags,
            tally,
            size(self.bytes.len() as u64)?,
        )?;
        self.files += 1;
        local(&mut self.bytes, name, method, flags, tally)
    }
}

/// What is before a file that comes in pieces.
///
/// # Errors
/// When its name is too long.
pub(super) fn before(name: &str) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    local(&mut out, name, DEFLATED, BEHIND, Tally::default())?;
    Ok(out)
}

/// What is behind such a file.
///
/// # Errors
/// When it is larger than 4 GB, as is that of all others here.
pub(super) fn behind(tally: Tally) -> Result<Vec<u8>> {
    let mut out = 0x0807_4b50_u32.to_le_bytes().to_vec();
    sums(&mut out, tally)?;
    Ok(out)
}

/// Adds such a file, which begins at `place`, to the directory.
pub(super) fn listed(directory: &mut Vec<u8>, name: &str, tally: Tally, place: u64) -> Result<()> {
    entry(directory, name, DEFLATED, BEHIND, tally, size(place)?)
}

/// The directory of this many files, which begins at `start`, and what is behind it.
pub(super) fn end(directory: &[u8], start: u64, files: u16) -> Result<Vec<u8>> {
    let mut out = directory.to_vec();
    out.extend_from_slice(&0x0605_4b50_u32.to_le_bytes());
    for number in [0, 0, files, files] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(&size(directory.len() as u64)?.to_le_bytes());
    out.extend_from_slice(&size(start)?.to_le_bytes());
    out.extend_from_slice(&0_u16.to_le_bytes());
    Ok(out)
}

/// What is before a file.
fn local(out: &mut Vec<u8>, name: &str, method: u16, flags: u16, tally: Tally) -> Result<()> {
    out.extend_from_slice(&0x0403_4b50_u32.to_le_bytes());
    common(out, name, method, flags, tally)?;
    out.extend_from_slice(name.as_bytes());
    Ok(())
}

/// What the directory says of a file that begins at `place`.
fn entry(
    out: &mut Vec<u8>,
    name: &str,
    method: u16,
    flags: u16,
    tally: Tally,
    place: u32,
) -> Result<()> {
    out.extend_from_slice(&0x0201_4b50_u32.to_le_bytes());
    out.extend_from_slice(&VERSION.to_le_bytes());
    common(out, name, method, flags, tally)?;
    // No comment, the first disk, no attributes.
    out.extend_from_slice(&[0; 10]);
    out.extend_from_slice(&place.to_le_bytes());
    out.extend_from_slice(name.as_bytes());
    Ok(())
}

/// What both say.
fn common(out: &mut Vec<u8>, name: &str, method: u16, flags: u16, tally: Tally) -> Result<()> {
    for number in [VERSION, flags, method, 0, DAY] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    sums(out, tally)?;
    let length = u16::try_from(name.len()).context("a long name in an archive")?;
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&0_u16.to_le_bytes());
    Ok(())
}

fn sums(out: &mut Vec<u8>, tally: Tally) -> Result<()> {
    for number in [tally.crc, size(tally.packed)?, size(tally.raw)?] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    Ok(())
}

fn size(bytes: u64) -> Result<u32> {
    u32::try_from(bytes).context("the archive is larger than 4 GB")
}
