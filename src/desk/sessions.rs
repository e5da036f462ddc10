//! Who is logged in, and how fast somebody may guess.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::{secret, store};
use crate::base::{Lang, hash};

/// A session ends after this number of seconds without a request.
const IDLE: u64 = 12 * 3600;
/// A session ends after this number of seconds in any case.
const LONGEST: u64 = 7 * 24 * 3600;
/// The number of wrong passwords before a name has to wait.
const FREE: u32 = 5;
/// The longest wait in seconds for another try.
const LONGEST_WAIT: u64 = 300;

/// One session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Session {
    /// User; `-` for the person at this computer.
    pub(super) user: String,
    /// [`super::users::User::stamp`] at log-in.
    pub(super) stamp: String,
    /// What forms bring back.
    pub(super) token: String,
    /// Language.
    pub(super) lang: Lang,
    begun: u64,
    used: u64,
}

/// All sessions, by the hash of their cookie: who reads the file cannot log in with it.
#[derive(Debug)]
pub(super) struct Sessions {
    path: PathBuf,
    open: BTreeMap<String, Session>,
}

impl Sessions {
    /// Those that an earlier run kept. A damaged file ends them all.
    pub(super) fn open(path: PathBuf) -> Self {
        let open = store::load(&path).unwrap_or_default();
        Self { path, open }
    }

    /// Begins a session and gives its cookie.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn begin(&mut self, user: &str, stamp: &str, lang: Lang) -> Result<String> {
        let cookie = secret::random()?;
        let now = now();
        self.open.retain(|_, session| session.is_open(now));
        let session = Session {
            user: user.to_owned(),
            stamp: stamp.to_owned(),
            token: secret::random()?,
            lang,
            begun: now,
            used: now,
        };
        self.open.insert(hash::full(cookie.as_bytes()), session);
        store::keep(&self.path, &self.open)?;
        Ok(cookie)
    }

    /// The session of a cookie, if it is not over.
    pub(super) fn find(&mut self, cookie: &str) -> Option<Session> {
        let now = now();
        let session = self.open.get_mut(&hash::full(cookie.as_bytes()))?;
        if !session.is_open(now) {
            return None;
        }
        session.used = now;
        Some(session.clone())
    }

    /// Sets the language of a session.
    pub(super) fn speak(&mut self, cookie: &str, lang: Lang) {
        if let Some(session) = self.open.get_mut(&hash::full(cookie.as_bytes())) {
            session.lang = lang;
        }
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn end(&mut self, cookie: &str) -> Result<()> {
        self.open.remove(&hash::full(cookie.as_bytes()));
        store::keep(&self.path, &self.open)
    }
}

impl Session {
    fn is_open(&self, now: u64) -> bool {
        // A clock that was set back makes no session longer than it may be from then on.
        now.saturating_sub(self.used) < IDLE && now.saturating_sub(self.begun) < LONGEST
    }
}

/// Wrong passwords by name.
#[derive(Debug, Default)]
pub(super) struct Guesses(BTreeMap<String, (u32, u64)>);

impl Guesses {
    /// How many seconds a name must wait for its next try.
    pub(super) fn wait(&self, name: &str) -> u64 {
        let (count, last) = self.0.get(name).copied().unwrap_or_default();
        let Some(more) = count.checked_sub(FREE) else {
            return 0;
        };
        let wait = 1_u64.checked_shl(more).unwrap_or(LONGEST_WAIT);
        wait.min(LONGEST_WAIT)
            .saturating_sub(now().saturating_sub(last))
    }

    /// Counts a wrong password.
    pub(super) fn wrong(&mut self, name: &str) {
        // Made-up names must not fill the memory, nor end the wait of another.
        if self.0.len() > 10_000 {
            self.0.retain(|_, (count, _)| *count > FREE);
        }
        let entry = self.0.entry(name.to_owned()).or_default();
        *entry = (entry.0.saturating_add(1), now());
    }

    /// Forgets the wrong passwords of a name.
    pub(super) fn right(&mut self, name: &str) {
        self.0.remove(name);
    }
}

/// Seconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "sessions end by the clock; no output depends on it"
)]
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut sessions = Sessions::open(folder.path().join("s.json"));
        let cookie = sessions.begin("an", "", Lang::Vi).unwrap();
        assert_eq!(sessions.find(&cookie).unwrap().user, "an");
        assert!(sessions.find("another").is_none());
        let mut again = Sessions::open(folder.path().join("s.json"));
        assert!(again.find(&cookie).is_some(), "another run");
        for session in sessions.open.values_mut() {
            session.used -= IDLE;
        }
        assert!(sessions.find(&cookie).is_none(), "idle");
        for session in again.open.values_mut() {
            session.begun -= LONGEST;
        }
        assert!(again.find(&cookie).is_none(), "too long");
    }

    #[test]
    fn guesses_wait() {
        let mut guesses = Guesses::default();
        for _ in 0..FREE {
            assert_eq!(guesses.wait("an"), 0);
            guesses.wrong("an");
        }
        assert!(guesses.wait("an") > 0);
        assert_eq!(guesses.wait("binh"), 0);
        for _ in 0..100 {
            guesses.wrong("an");
        }
        assert!((LONGEST_WAIT - 1..=LONGEST_WAIT).contains(&guesses.wait("an")));
        guesses.right("an");
        assert_eq!(guesses.wait("an"), 0);
    }
}
