//! What was written to a file, how much, and its SHA-256.

use std::io::Write;

use anyhow::Result;

use super::file::Digest;

/// Where bytes are written, and their SHA-256.
pub(super) struct Counted<'w> {
    out: &'w mut dyn Write,
    pub(super) digest: Digest,
    /// How many bytes were written.
    pub(super) at: u64,
}

impl<'w> Counted<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            digest: Digest::default(),
            at: 0,
        }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.digest.update(bytes);
        self.at += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }
}
