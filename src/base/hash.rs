//! Fingerprints of content: BLAKE3.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

pub use blake3::{Hash, Hasher, hash as of};

/// The first 16 hexadecimal digits of the BLAKE3 hash: enough to name a file by its content.
pub fn short(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// The whole BLAKE3 hash in hexadecimal, 64 digits: enough to tell that two files are the same.
pub fn full(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// A number for a text that is the same in every run of one program: to look for it, not to tell it
/// from others.
pub fn quick(text: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}
