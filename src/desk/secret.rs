//! Random keys and hashed passwords.

use std::sync::{Mutex, PoisonError};

use anyhow::{Result, anyhow};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

/// 256 random bits of the system, as hexadecimal digits.
///
/// # Errors
/// When the system gives none.
pub(super) fn random() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The argon2id hash of a password with its salt and costs, as a PHC string.
///
/// # Errors
/// When the system gives no random numbers.
pub(super) fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| anyhow!("the password cannot be hashed: {error}"))
}

/// One password is tried at a time: each try takes 19 MiB, and who guesses sends many at once.
static TRIES: Mutex<()> = Mutex::new(());

/// Whether a password is the one of a hash.
pub(super) fn is_right(password: &str, hash: &str) -> bool {
    let _one = TRIES.lock().unwrap_or_else(PoisonError::into_inner);
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}
