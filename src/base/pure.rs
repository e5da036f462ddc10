//! Results of expensive functions that depend on nothing but their arguments, for as long as the
//! program runs: `tiendo serve` asks for the same ones after each save.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::hash;

/// More results than these are not kept: then the old ones are of files that no one has any more.
const MOST: usize = 64;

/// Results by a fingerprint of the arguments.
#[derive(Debug)]
pub(crate) struct Pure<V>(Mutex<BTreeMap<[u8; 32], V>>);

impl<V> Pure<V> {
    /// None yet.
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }
}

impl<V: Clone> Pure<V> {
    /// The result for arguments of these bytes; `make` gives it the first time.
    ///
    /// # Errors
    /// Those of `make`, each time.
    pub(crate) fn of<E>(
        &self,
        arguments: &[&[u8]],
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        let mut ink = hash::Hasher::new();
        for part in arguments {
            ink.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let key = *ink.finalize().as_bytes();
        if let Some(value) = self.values().get(&key) {
            return Ok(value.clone());
        }
        let value = make()?;
        let mut all = self.values();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, value.clone());
        Ok(value)
    }

    fn values(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_once_and_faults_again() {
        let (pure, made) = (Pure::<usize>::new(), std::cell::Cell::new(0));
        let key_of = |parts: &[&[u8]], good: bool| {
            pure.of(parts, || {
                made.set(made.get() + 1);
                if good { Ok(made.get()) } else { Err("no") }
            })
        };
        assert_eq!(
            (
                key_of(&[b"a", b"b"], true),
                key_of(&[b"a", b"b"], true),
                made.get()
            ),
            (Ok(1), Ok(1), 1)
        );
        assert_eq!(
            (key_of(&[b"ab"], false), key_of(&[b"ab"], true), made.get()),
            (Err("no"), Ok(3), 3)
        );
        for number in 0..200_u8 {
            let _ = key_of(&[&[number]], true);
        }
        assert!(pure.0.lock().unwrap().len() <= MOST);
    }
}
