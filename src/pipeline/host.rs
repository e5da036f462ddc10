//! Whether the host takes the site, asked before anything is written.

use super::{Built, Input};
use crate::diag::{Place, Problem, Problems};
use crate::publish::Receipt;
use crate::publish::host::{self, Census, Host};

/// Tells every limit of the host that the site passes, and counts the site; `None` when no one
/// asked, or when problems kept pages from being made, so that a count would be wrong.
pub(super) fn check(
    input: &Input,
    receipts: &[Receipt],
    problems: &mut Problems,
) -> Option<(Host, Census)> {
    let host = input.host.filter(|_| !problems.any_error())?;
    for finding in host::check(host, paths_and_bytes(receipts)) {
        problems.add(
            Place::Site,
            Problem::HostLimit {
                host: host.name(),
                error: finding,
            },
        );
    }
    Some((host, host::census(paths_and_bytes(receipts))))
}

fn paths_and_bytes(receipts: &[Receipt]) -> impl Iterator<Item = (&str, u64)> {
    receipts.iter().map(|file| (file.path(), file.bytes()))
}

impl Built {
    /// The same with what a host was asked about.
    pub(super) fn counted(self, host: Option<(Host, Census)>) -> Self {
        Self { host, ..self }
    }
}
