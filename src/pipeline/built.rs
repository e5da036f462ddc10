//! What a build came to.

use serde::{Deserialize, Serialize};

use super::{Balance, Census, Held, Host};
use crate::base::Date;
use crate::diag::Problems;
use crate::model::Portal;
use crate::publish::Notice;

/// What a build came to.
#[derive(Debug, Default)]
pub struct Built {
    /// Everything that was found, sorted by place.
    pub problems: Problems,
    /// What was made; `None` when an error stopped the build.
    pub summary: Option<Summary>,
    /// What became of the rows of each table, by file.
    pub tables: Vec<Balance>,
    /// What is held back: drafts, what is dated later, what has expired.
    pub held: Vec<Held>,
    /// The address of the site, where it is still the one of the examples.
    pub sample_address: Option<String>,
    /// What the site comes to on the host that was asked about.
    pub host: Option<(Host, Census)>,
    /// What was wrong with the lists of published files, and was put right.
    pub notices: Vec<Notice>,
}

/// Counts of a build that went well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Charts.
    pub charts: usize,
    /// Files in the output.
    pub files: usize,
    /// Files written because they are new or differ.
    pub written: usize,
    /// Files left alone.
    pub unchanged: usize,
    /// Files deleted because nothing makes them any more.
    pub deleted: usize,
    /// Bytes written.
    pub bytes_written: u64,
    /// Bytes left alone.
    pub bytes_unchanged: u64,
    /// The day the figures stand for.
    pub as_of: Option<Date>,
}

/// The address of the site when it is one that represents an example.
pub(super) fn sample_address(portal: &Portal) -> Option<String> {
    let base = portal.site.base_url.as_ref()?;
    stands_for_example(base).then(|| base.clone())
}

/// Whether an address is one that represents an example (RFC 2606).
pub fn stands_for_example(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let sample = |name: &str| host == name || host.ends_with(&format!(".{name}"));
    ["example.org", "example.com", "example.net"]
        .into_iter()
        .any(sample)
}
