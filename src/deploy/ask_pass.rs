//! The password of a server: out of the environment of this program, and never in a file or among
//! the words of a command. OpenSSH asks for it by a program of its own, which is this one.

use std::env;
use std::process::Command;

use anyhow::{Result, bail};

/// The variable with the password.
pub(super) const PASSWORD: &str = "TIENDO_DEPLOY_PASSWORD";
/// Says to this program that OpenSSH called it.
const ASKED: &str = "TIENDO_ANSWERS_SSH";

/// The password, if there is one.
///
/// # Errors
/// When it cannot be said in one line.
pub(super) fn password() -> Result<Option<String>> {
    let password = env::var(PASSWORD).unwrap_or_default();
    if password.contains(['\n', '\r']) {
        bail!("{PASSWORD}: a password is one line · mật khẩu chỉ gồm một dòng");
    }
    Ok(Some(password).filter(|password| !password.is_empty()))
}

/// Lets a command of OpenSSH ask this program for the password; whether there is one.
///
/// # Errors
/// When the password cannot be said in one line.
pub(super) fn prepare(command: &mut Command) -> Result<bool> {
    if password()?.is_none() {
        return Ok(false);
    }
    let program = env::current_exe()?;
    command
        .env("SSH_ASKPASS", program)
        .env("SSH_ASKPASS_REQUIRE", "force")
        .env(ASKED, "1");
    Ok(true)
}

/// What this program says when OpenSSH called it to ask for the password; nothing otherwise.
/// `asked` is what it was called with: another question, as whether a key is to be trusted, gets no
/// answer.
pub fn answer(asked: &str) -> Option<String> {
    env::var_os(ASKED)?;
    let is_password = asked.to_lowercase().contains("password");
    let password = env::var(PASSWORD).unwrap_or_default();
    Some(if is_password { password } else { String::new() })
}
