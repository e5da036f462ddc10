//! Texts that hundreds of thousands of records share, held once.

use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

use arcstr::ArcStr;

/// Gives the same shared text for the same words.
#[derive(Debug, Default)]
pub struct Interner(RwLock<HashSet<ArcStr>>);

impl Interner {
    /// The shared text of these words.
    pub fn get(&self, words: &str) -> ArcStr {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(words)
            .cloned();
        if let Some(known) = known {
            return known;
        }
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(words) {
            return known.clone();
        }
        let shared: ArcStr = words.into();
        all.insert(shared.clone());
        shared
    }
}
