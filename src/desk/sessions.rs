//! Who is logged in, and how fast somebody may guess.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::{secret, store};
use crate::base::{Lang, hash};

/// A session ends after this number of seconds without a request.
const IDLE: u64 = 12 * 3600;
/// A session ends after this number of seconds in any case.
const LONGEST: u64 = 7 * 24 * 3600;
/// A clock that is set back by more seconds than this ends the sessions of later times.
const SET_BACK: u64 = 300;
/// The number of wrong passwords before a name has to wait.
const FREE: u32 = 5;
/// The longest wait for another try.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

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

    /// Begins a session at a moment and gives its cookie.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn begin(
        &mut self,
        user: &str,
        stamp: &str,
        lang: Lang,
        now: u64,
    ) -> Result<String> {
        let cookie = secret::random()?;
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

    /// The session of a cookie, if it is not over at a moment.
    pub(super) fn find(&mut self, cookie: &str, now: u64) -> Option<Session> {
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
        // Once the clock was set back no one knows how old a session is.
        let is_later = self.used > now.saturating_add(SET_BACK);
        let idle = now.saturating_sub(self.used);
        !is_later && idle < IDLE && now.saturating_sub(self.begun) < LONGEST
    }
}

/// Wrong passwords by name, each with the moment of the last one. Moments are those of [`steady`]:
/// a clock that is set must neither end a wait nor make it longer.
#[derive(Debug, Default)]
pub(super) struct Guesses(BTreeMap<String, (u32, Instant)>);

impl Guesses {
    /// How many seconds a name must wait for its next try, rounded up.
    pub(super) fn wait(&self, name: &str, now: Instant) -> u64 {
        let Some((count, last)) = self.0.get(name) else {
            return 0;
        };
        let Some(more) = count.checked_sub(FREE) else {
            return 0;
        };
        let wait = 1_u64
            .checked_shl(more)
            .map_or(LONGEST_WAIT, Duration::from_secs);
        let left = wait
            .min(LONGEST_WAIT)
            .saturating_sub(now.duration_since(*last));
        left.as_millis()
            .div_ceil(1000)
            .try_into()
            .unwrap_or(u64::MAX)
    }

    /// Counts a wrong password.
    pub(super) fn wrong(&mut self, name: &str, now: Instant) {
        // Made-up names must not fill the memory, nor end the wait of another.
        if self.0.len() > 10_000 {
            self.0.retain(|_, (count, _)| *count > FREE);
        }
        let entry = self.0.entry(name.to_owned()).or_insert((0, now));
        *entry = (entry.0.saturating_add(1), now);
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

/// A moment of a clock that no one can set.
#[expect(
    clippy::disallowed_methods,
    reason = "a wait ends by the clock; no output depends on it"
)]
pub(super) fn steady() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 3600;
    const NOON: u64 = 1_700_000_000;

    #[test]
    fn sessions_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.json");
        let mut sessions = Sessions::open(path.clone());
        let cookie = sessions.begin("an", "", Lang::Vi, NOON).unwrap();
        assert_eq!(sessions.find(&cookie, NOON).unwrap().user, "an");
        assert!(sessions.find("another", NOON).is_none());
        let mut again = Sessions::open(path);
        assert!(again.find(&cookie, NOON).is_some(), "another run");
        assert!(again.find(&cookie, NOON + IDLE).is_none(), "idle");
        for hours in 1..LONGEST / 3600 {
            assert!(sessions.find(&cookie, NOON + hours * 3600).is_some());
        }
        assert!(sessions.find(&cookie, NOON + LONGEST).is_none(), "too long");
    }

    #[test]
    fn a_clock_that_is_set_back_makes_no_session_longer() {
        let folder = tempfile::tempdir().unwrap();
        let mut sessions = Sessions::open(folder.path().join("s.json"));
        let cookie = sessions.begin("an", "", Lang::Vi, NOON).unwrap();
        let corrected = NOON - SET_BACK;
        assert!(sessions.find(&cookie, corrected).is_some(), "a few minutes");
        for back in [SET_BACK + 1, DAY, 30 * DAY, NOON] {
            let cookie = sessions.begin("an", "", Lang::Vi, NOON).unwrap();
            assert!(sessions.find(&cookie, NOON - back).is_none(), "{back}");
        }
        // One that was begun while the clock was ahead.
        let ahead = sessions
            .begin("an", "", Lang::Vi, NOON + 365 * DAY)
            .unwrap();
        assert!(sessions.find(&ahead, NOON).is_none());
    }

    #[test]
    fn guesses_wait() {
        let mut guesses = Guesses::default();
        let begun = steady();
        for _ in 0..FREE {
            assert_eq!(guesses.wait("an", begun), 0);
            guesses.wrong("an", begun);
        }
        assert_eq!(guesses.wait("an", begun), 1);
        assert_eq!(guesses.wait("an", begun + Duration::from_secs(1)), 0);
        assert_eq!(guesses.wait("binh", begun), 0);
        for _ in 0..100 {
            guesses.wrong("an", begun);
        }
        assert_eq!(guesses.wait("an", begun), LONGEST_WAIT.as_secs());
        assert_eq!(guesses.wait("an", begun + LONGEST_WAIT / 2), 150);
        assert_eq!(guesses.wait("an", begun + LONGEST_WAIT), 0);
        guesses.right("an");
        assert_eq!(guesses.wait("an", begun), 0);
    }
}
