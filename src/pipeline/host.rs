//! Whether the host takes the site, asked before anything is written.

use anyhow::Result;

use super::{Built, Input};
use crate::diag::{Place, Problem, Problems};
use crate::publish::host::{self, Census, Host};
use crate::publish::{Home, Receipt, Stage};

/// Tells every limit of the host that the site passes, and counts the site; `None` when nobody
/// asked, or when faults kept pages from being made, so that a count would be wrong.
pub(super) fn check(
    input: &Input,
    receipts: &[Receipt],
    problems: &mut Problems,
) -> Option<(Host, Census)> {
    let host = input.host.filter(|_| !problems.any_error())?;
    let files = || {
        receipts
            .iter()
            .map(|receipt| (receipt.path(), receipt.bytes()))
    };
    for finding in host::check(host, files()) {
        problems.add(
            Place::Site,
            Problem::HostLimit {
                host: host.name(),
                fault: finding,
            },
        );
    }
    Some((host, host::census(files())))
}

/// The stage of a build; that of a check was only for counting and is dropped.
pub(super) fn only_to_write(stage: Option<Stage>, write: bool) -> Option<Stage> {
    if write {
        return stage;
    }
    drop(stage);
    None
}

impl Input {
    /// The stage, where pages are set aside: to be published, or to be counted for a host.
    ///
    /// # Errors
    /// As [`Stage::open`].
    pub(super) fn stage(&self, home: &Home, write: bool) -> Result<Option<Stage>> {
        let stages = write || self.host.is_some();
        stages.then(|| Stage::open(home, self.how)).transpose()
    }
}

impl Built {
    /// The same with what a host was asked about.
    pub(super) fn counted(self, host: Option<(Host, Census)>) -> Self {
        Self { host, ..self }
    }
}
