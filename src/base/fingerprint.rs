//! What keys are taken from: values one behind the other, so that no two rows of values are the
//! same bytes.

use serde::Serialize;
use twox_hash::XxHash3_128;

use super::hash;

/// Bytes that a key is taken from.
pub struct Fingerprint(Vec<u8>);

impl Fingerprint {
    /// With what all keys of a kind have in common.
    pub fn new(frame: &[u8], kind: &str) -> Self {
        let mut fingerprint = Self(Vec::with_capacity(1024));
        fingerprint.bytes(frame);
        fingerprint.bytes(kind.as_bytes());
        fingerprint
    }

    /// Bytes with their length, so that two texts in a row are no other two.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as i64);
        self.0.extend_from_slice(bytes);
    }

    /// A text that may be missing.
    pub fn may(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        self.bytes(text.unwrap_or_default().as_bytes());
    }

    /// A number.
    pub fn number(&mut self, number: i64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// Anything as JSON.
    pub fn view(&mut self, view: &impl Serialize) {
        // Views have no maps whose keys are not texts, and memory does not refuse bytes.
        let written = serde_json::to_writer(&mut self.0, view);
        debug_assert!(written.is_ok(), "{written:?}");
        self.number(0);
    }

    /// A fingerprint that no two rows of values share, even if made to: it names what is published.
    pub fn hash(&self) -> hash::Hash {
        hash::of(&self.0)
    }

    /// A fingerprint that tells whether something has changed, in 16 bytes: XXH3, which takes less
    /// time.
    pub fn short(&self) -> [u8; 16] {
        self.xxh3().to_be_bytes()
    }

    /// The same in hexadecimal, 32 digits.
    pub fn text(&self) -> String {
        format!("{:032x}", self.xxh3())
    }

    fn xxh3(&self) -> u128 {
        XxHash3_128::oneshot(&self.0)
    }
}
