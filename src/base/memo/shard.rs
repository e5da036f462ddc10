//! Entries of the memory in files of some thousands, so that one that changes is not written with
//! all others.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Entry;
use crate::base::regular;

/// Bytes of a hash at the end.
pub(super) const SEAL: usize = 32;
/// Entries of a shard, about.
const SOME: u32 = 4096;
/// How the names of all shards begin.
pub(super) const FILES: &str = "files-";

/// Entries as they are in a file: the generation, the number of entries, these, and a hash of it
/// all.
#[derive(Debug)]
pub(super) struct Shard {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Shard {
    /// Those of one generation.
    pub(super) fn all(folder: &Path, generation: u64) -> Vec<Self> {
        let files = fs::read_dir(folder).into_iter().flatten();
        let names: Vec<String> = files
            .filter_map(|file| file.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with(FILES) && name.ends_with(".bin"))
            .collect();
        names
            .into_par_iter()
            .with_max_len(1)
            .filter_map(|name| Self::read(folder, name, generation))
            .collect()
    }

    /// One that is whole and of this generation.
    fn read(folder: &Path, name: String, generation: u64) -> Option<Self> {
        let bytes = regular::read(folder.join(&name))
            .ok()
            .filter(|bytes| sealed(bytes))?;
        let written_for: u64 = postcard::take_from_bytes(&bytes).ok()?.0;
        (written_for == generation).then_some(Self { name, bytes })
    }

    pub(super) fn new(name: String, generation: u64, entries: &[Entry<'_>]) -> Self {
        let room: usize = entries
            .iter()
            .map(|entry| entry.path.len() + entry.value.len() + 80)
            .sum();
        // Memory does not refuse bytes.
        let mut bytes = postcard::to_extend(
            &(generation, entries.len() as u64),
            Vec::with_capacity(room + 64),
        );
        for entry in entries {
            bytes = bytes.and_then(|bytes| postcard::to_extend(entry, bytes));
        }
        Self {
            name,
            bytes: seal(bytes.unwrap_or_default()),
        }
    }

    /// The name of the shard that begins with a path; the first of all begins with none.
    pub(super) fn name(first: &str) -> String {
        format!(
            "{FILES}{}.bin",
            &blake3::hash(first.as_bytes()).to_hex()[..16]
        )
    }

    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let Ok(((_, count), mut rest)) = postcard::take_from_bytes::<(u64, u64)>(&self.bytes)
        else {
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(
            usize::try_from(count)
                .unwrap_or_default()
                .min(self.bytes.len()),
        );
        for _ in 0..count {
            let Ok((entry, after)) = postcard::take_from_bytes(rest) else {
                return Vec::new();
            };
            entries.push(entry);
            rest = after;
        }
        entries
    }
}

/// Whether a shard begins with this path: one of [`SOME`] does.
pub(super) fn begins(path: &str) -> bool {
    crc32fast::hash(path.as_bytes()).wrapping_mul(0x9e37_79b1) < u32::MAX / SOME
}

/// Whether these entries were a shard before, among all that are known.
pub(super) fn same(shard: &[Entry<'_>], known: &[Entry<'_>]) -> bool {
    let Some(first) = shard.first() else {
        return false;
    };
    let start = known.partition_point(|entry| entry.path < first.path);
    let end = start + shard.len();
    let ended = known.get(end).is_none_or(|next| begins(next.path));
    let began = start == 0 || begins(first.path);
    began && ended && known.get(start..end) == Some(shard)
}

/// With a hash of it at its end.
pub(super) fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = blake3::hash(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    bytes
}

/// Whether the hash at the end is that of what is before it.
pub(super) fn sealed(bytes: &[u8]) -> bool {
    let split = bytes.len().checked_sub(SEAL).map(|end| bytes.split_at(end));
    split.is_some_and(|(all, seal)| blake3::hash(all).as_bytes() == seal)
}
