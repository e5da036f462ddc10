//! What keys are taken from: values one behind the other, so that no two rows of values are the
//! same bytes.

use serde::Serialize;

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

    /// The fingerprint.
    pub fn hash(&self) -> hash::Hash {
        hash::of(&self.0)
    }

    /// Its first 16 bytes.
    pub fn short(&self) -> [u8; 16] {
        self.hash().as_bytes()[..16].try_into().unwrap_or_default()
    }

    /// The same as a text.
    pub fn text(&self) -> String {
        self.hash().to_hex()[..32].to_owned()
    }
}
