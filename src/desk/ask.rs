//! What a browser asks and what it gets, without HTTP.

use super::upload::Uploads;
use super::users::Role;
use crate::base::Lang;

/// Names and values of a query or a form, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(Vec<(String, String)>);

impl From<Vec<(String, String)>> for Pairs {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl Pairs {
    /// Reads `a=1&b=2`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let pairs = self.0.iter().filter(|(key, _)| key == name);
        pairs.map(|(_, value)| value.as_str()).collect()
    }

    /// The first value of a name; empty when it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of a name.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// All names with their values, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The names in their order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The value of a name as a number; 0 when it is none.
    pub(super) fn number(&self, name: &str) -> usize {
        self.get(name).parse().unwrap_or(0)
    }
}

/// A request that the guard let through.
#[derive(Debug)]
pub(super) struct Ask {
    /// Whether it wants to change something.
    pub(super) post: bool,
    /// The path.
    pub(super) path: String,
    /// What is behind `?`.
    pub(super) query: Pairs,
    /// The form.
    pub(super) form: Pairs,
    /// The files of the form.
    pub(super) uploads: Uploads,
    /// Who asks, once logged in.
    pub(super) who: Option<Who>,
}

/// A person who is logged in.
#[derive(Debug, Clone)]
pub(super) struct Who {
    /// Name in the users file; of the person at this computer `-`.
    pub(super) user: String,
    /// The full name where the account has one, else the same.
    pub(super) name: String,
    /// What they may do.
    pub(super) role: Role,
    /// What each form must bring back.
    pub(super) token: String,
    /// Language of the pages.
    pub(super) lang: Lang,
    /// The cookie.
    pub(super) cookie: String,
}

/// An answer.
#[derive(Debug)]
pub(super) enum Reply {
    /// A page with its status.
    Page(u16, String),
    /// Another address.
    Go(String),
    /// Another address with a new session cookie; an empty one ends the session.
    Enter(String, String),
    /// A file that is part of the program: its media type and bytes.
    File(&'static str, &'static [u8]),
    /// A file of content/: its media type and bytes. Nothing in it acts.
    Content(&'static str, Vec<u8>),
    /// A text for a script of the desk, with its status.
    Text(u16, String),
}
