//! Fingerprints of content: BLAKE3.

pub use blake3::{Hash, Hasher, hash as of};

/// The first 16 hexadecimal digits of the BLAKE3 hash: enough to name a file by its content.
pub fn short(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// The whole BLAKE3 hash in hexadecimal, 64 digits: enough to tell that two files are the same.
pub fn full(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
