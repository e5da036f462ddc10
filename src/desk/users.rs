//! Who may come in and what they may do: `.tiendo/desk/users.json`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use super::{secret, store};

/// What a user may do; each role may do what the one before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// News, initiatives and pages, as drafts.
    Writer,
    /// All content.
    Editor,
    /// Publishes and returns to the publish before.
    Publisher,
}

/// One user.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    /// Name to log in with.
    pub name: String,
    /// Full name, as commits and the history show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// Role.
    pub role: Role,
    /// Hash of the password.
    hash: String,
}

impl User {
    /// The full name, else the name to log in with.
    pub fn shown(&self) -> &str {
        self.full_name.as_deref().unwrap_or(&self.name)
    }

    /// Changes with the password, so that sessions of the old one end.
    pub(super) fn stamp(&self) -> String {
        crate::base::hash::short(self.hash.as_bytes())
    }
}

/// The users file.
#[derive(Debug, Clone)]
pub struct Users(PathBuf);

/// A password is at least this long (NIST SP 800-63B asks for 8 and advises more).
const SHORTEST: usize = 10;

impl Users {
    /// Those of a site.
    pub fn of(root: &Path) -> Self {
        Self(store::folder(root).join("users.json"))
    }

    /// All of them.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn all(&self) -> Result<Vec<User>> {
        store::load(&self.0)
    }

    /// One of them.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn find(&self, name: &str) -> Result<Option<User>> {
        Ok(self.all()?.into_iter().find(|user| user.name == name))
    }

    /// Adds one.
    ///
    /// # Errors
    /// When the name is there already or no name, the full name cannot be that of a person, or the
    /// password is too short.
    pub fn add(
        &self,
        name: &str,
        full_name: Option<&str>,
        role: Role,
        password: &str,
    ) -> Result<()> {
        let mut users = self.all()?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        if name.is_empty() || name.chars().count() > 60 || !name.chars().all(plain) {
            bail!(
                "a name has letters, digits and . - _ @ · tên chỉ gồm chữ, số và các dấu . - _ @"
            );
        }
        if users.iter().any(|user| user.name == name) {
            bail!("{name} is there already · đã có {name}");
        }
        users.push(User {
            name: name.to_owned(),
            full_name: full_name.map(person).transpose()?.flatten(),
            role,
            hash: hashed(password)?,
        });
        store::keep(&self.0, &users)
    }

    /// Gives one another password; their sessions end.
    ///
    /// # Errors
    /// When there is no such user, or the password is too short.
    pub fn set_password(&self, name: &str, password: &str) -> Result<()> {
        self.change(name, |user| {
            user.hash = hashed(password)?;
            Ok(())
        })
    }

    /// Gives one a full name; an empty one takes it away.
    ///
    /// # Errors
    /// When there is no such user, or the full name cannot be that of a person.
    pub fn set_full_name(&self, name: &str, full_name: &str) -> Result<()> {
        self.change(name, |user| {
            user.full_name = person(full_name)?;
            Ok(())
        })
    }

    fn change(&self, name: &str, change: impl FnOnce(&mut User) -> Result<()>) -> Result<()> {
        let mut users = self.all()?;
        let Some(user) = users.iter_mut().find(|user| user.name == name) else {
            bail!("there is no {name} · không có {name}");
        };
        change(user)?;
        store::keep(&self.0, &users)
    }

    /// Removes one; their sessions end.
    ///
    /// # Errors
    /// When there is no such user.
    pub fn remove(&self, name: &str) -> Result<()> {
        let mut users = self.all()?;
        let before = users.len();
        users.retain(|user| user.name != name);
        if users.len() == before {
            bail!("there is no {name} · không có {name}");
        }
        store::keep(&self.0, &users)
    }

    /// The user with this name and password. A name that is not there takes as long as one that is.
    ///
    /// # Errors
    /// When the file is damaged.
    pub(super) fn log_in(&self, name: &str, password: &str) -> Result<Option<User>> {
        const ANY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
             T0wnmxnXcdFqfPRmWlsVAnPWJ8TjEGDdYMGSYyYwWq8";
        let user = self.find(name)?;
        let hash = user.as_ref().map_or(ANY, |user| &user.hash);
        let right = secret::is_right(password, hash);
        Ok(user.filter(|_| right))
    }
}

/// The full name of a person without blanks around it; `None` for an empty one.
fn person(full_name: &str) -> Result<Option<String>> {
    let plain = full_name.trim();
    let is_odd = |c: char| c.is_control() || matches!(c, '<' | '>');
    if plain.contains(is_odd) || plain.chars().count() > 100 {
        bail!(
            "a full name is one line of at most 100 characters without < and > · họ và tên ghi trên \
             một dòng, không quá 100 ký tự, không có dấu < và >"
        );
    }
    Ok((!plain.is_empty()).then(|| plain.to_owned()))
}

fn hashed(password: &str) -> Result<String> {
    if password.chars().count() < SHORTEST {
        bail!(
            "a password has at least {SHORTEST} characters · mật khẩu có ít nhất {SHORTEST} ký tự"
        );
    }
    secret::hash(password)
}
/// A password to hand over once: 20 hexadecimal digits of a random key.
///
/// # Errors
/// When the system gives no random numbers.
pub fn password() -> Result<String> {
    Ok(secret::random()?.chars().take(20).collect())
}
