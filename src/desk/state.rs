//! What one running desk knows.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use super::ask::Who;
use super::items::Index;
use super::jobs::Jobs;
use super::named::Named;
use super::preview::Preview;
use super::sessions::{Guesses, Sessions};
use super::used::Used;
use super::users::{Role, Users};
use super::view::View;
use super::{Options, secret, sessions, store, upload};
use crate::base::hash;

/// The person at this computer, who needs no password.
pub(super) const HERE: &str = "-";

/// One running desk.
pub(super) struct Desk {
    /// How it was opened.
    pub(super) options: Options,
    /// Scheme, host and port of its addresses.
    origin: String,
    /// The key that lets the person at this computer in, once.
    key: Mutex<Option<String>>,
    /// The users file.
    pub(super) users: Users,
    sessions: Mutex<Sessions>,
    guesses: Mutex<Guesses>,
    index: Mutex<Index>,
    /// The second in which the list was read last for those who only look at it.
    refreshed: AtomicU64,
    /// The site with drafts.
    pub(super) preview: Arc<Preview>,
    /// The publish that runs, or the last one.
    pub(super) jobs: Jobs,
    /// Held while a ZIP is made.
    zipping: Mutex<()>,
    /// Held while a file is saved and the change recorded.
    recording: Mutex<()>,
    /// Held while a table is read or taken: one at a time, since each may need much memory.
    pub(super) importing: Mutex<()>,
    /// Where photos and documents are used.
    pub(super) media: Mutex<Used>,
    /// What a text can name of the figures.
    pub(super) named: Mutex<Named>,
    /// The templates.
    pub(super) view: View,
}

impl Desk {
    /// Opens a desk; with the one-time key where only this computer may come in.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(super) fn open(options: Options, origin: &str) -> Result<(Self, Option<String>)> {
        let key = match options.office {
            Some(_) => None,
            None => Some(secret::random()?),
        };
        upload::clear(&options.root);
        let sessions = store::folder(&options.root).join("sessions.json");
        // The list is read before the first build begins, so that no change is missed.
        let mut index = Index::default();
        index.refresh(&options.root);
        let preview = Preview::start(&options, &format!("{origin}/xem-thu/"));
        let desk = Self {
            origin: origin.to_owned(),
            key: Mutex::new(key.clone()),
            users: Users::of(&options.root),
            sessions: Mutex::new(Sessions::open(sessions)),
            guesses: Mutex::default(),
            index: Mutex::new(index),
            refreshed: AtomicU64::default(),
            preview,
            jobs: Jobs::default(),
            zipping: Mutex::default(),
            recording: Mutex::default(),
            importing: Mutex::default(),
            media: Mutex::default(),
            named: Mutex::default(),
            view: View::new()?,
            options,
        };
        Ok((desk, key))
    }

    /// The site's folder.
    pub(super) fn root(&self) -> &PathBuf {
        &self.options.root
    }

    /// Where the published site is.
    pub(super) fn output(&self) -> PathBuf {
        self.root().join("output")
    }

    /// The list of what content/ holds.
    pub(super) fn index(&self) -> MutexGuard<'_, Index> {
        locked(&self.index)
    }

    /// The same, once it is up to date. What changed in content/, here or beside the desk, is built
    /// for the preview.
    pub(super) fn refresh(&self) -> MutexGuard<'_, Index> {
        let mut index = self.index();
        if index.refresh(self.root()) {
            self.preview.ask();
        }
        index
    }

    /// The same, at most a second old: twenty people who look at lists must not read all folders of
    /// content/ twenty times a second.
    pub(super) fn recent(&self) -> MutexGuard<'_, Index> {
        let now = sessions::now();
        let is_old = self.refreshed.swap(now, Ordering::Relaxed) != now;
        if is_old { self.refresh() } else { self.index() }
    }

    /// Saves wait for each other: Git takes one commit at a time.
    pub(super) fn recording(&self) -> MutexGuard<'_, ()> {
        locked(&self.recording)
    }

    /// One ZIP is made at a time: each takes the place of the one before.
    pub(super) fn zipping<T>(&self, make: impl FnOnce() -> T) -> T {
        let _one_at_a_time = locked(&self.zipping);
        make()
    }

    /// The open sessions.
    pub(super) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        locked(&self.sessions)
    }

    /// The wrong passwords.
    pub(super) fn guesses(&self) -> MutexGuard<'_, Guesses> {
        locked(&self.guesses)
    }

    /// Whether a key is the one that was given out; it holds once.
    pub(super) fn take_key(&self, key: &str) -> bool {
        let mut there = locked(&self.key);
        let right = there
            .as_deref()
            .is_some_and(|there| hash::full(there.as_bytes()) == hash::full(key.as_bytes()));
        if right {
            *there = None;
        }
        right
    }

    /// Whether a request names this server.
    pub(super) fn is_host(&self, host: &str) -> bool {
        let authority = self.origin.split("://").nth(1).unwrap_or_default();
        let by_name = authority.replace("127.0.0.1", "localhost");
        host.eq_ignore_ascii_case(authority)
            || (self.options.office.is_none() && host.eq_ignore_ascii_case(&by_name))
    }

    /// Whether a form comes from a page of this server.
    pub(super) fn is_origin(&self, origin: &str) -> bool {
        let by_name = self.origin.replace("127.0.0.1", "localhost");
        origin == self.origin || (self.options.office.is_none() && origin == by_name)
    }

    /// Who has a cookie, if their session is open and they are still a user.
    pub(super) fn who(&self, cookie: &str) -> Option<Who> {
        let session = self.sessions().find(cookie, sessions::now())?;
        let local = self.options.office.is_none();
        let (role, name) = if session.user == HERE {
            (local.then_some(Role::Publisher)?, HERE.to_owned())
        } else {
            let user = self.users.find(&session.user).ok()??;
            let role = (user.stamp() == session.stamp).then_some(user.role)?;
            (role, user.shown().to_owned())
        };
        Some(Who {
            user: session.user,
            name,
            role,
            token: session.token,
            lang: session.lang,
            cookie: cookie.to_owned(),
        })
    }

    /// The session's cookie among those that a browser sends.
    pub(super) fn cookie_of(&self, header: &str) -> String {
        let name = self.cookie_name();
        let pairs = header.split(';').filter_map(|pair| pair.split_once('='));
        let mut found = pairs.filter(|(key, _)| key.trim() == name);
        found
            .next()
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    }

    /// The header that gives a browser its cookie; an empty one takes it away.
    pub(super) fn set_cookie(&self, value: &str) -> String {
        let age = if value.is_empty() { 0 } else { 7 * 24 * 3600 };
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name();
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}")
    }

    fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// With a port, since all servers of one computer share their cookies.
    fn cookie_name(&self) -> String {
        let port = self.origin.rsplit(':').next().unwrap_or_default();
        match (self.is_secure(), port.parse::<u16>()) {
            (true, _) => "__Host-tiendo-desk".into(),
            (false, Ok(port)) => format!("tiendo-desk-{port}"),
            (false, Err(_)) => "tiendo-desk".into(),
        }
    }
}

/// A lock whose holder panicked guards plain values that are still whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
