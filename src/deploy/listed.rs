//! What is alike at servers of SFTP and FTP, which list names and hand files over, and tell no
//! hashes.

use std::collections::BTreeSet;

use anyhow::Result;

use super::RemoteState;
use super::record::{self, Files};
use crate::publish::Published;

/// What a file is called at such a server until it is whole.
pub(super) const PART: &str = ".tiendo-part";

/// A server that lists names and hands files over.
pub(super) trait Listed {
    /// The names in a folder; nothing when it is not there.
    fn names(&self, folder: &str) -> Result<Option<BTreeSet<String>>>;
    /// A list of ours; `room` is what it may still unpack to.
    fn list(&self, path: &str, room: &mut u64) -> Result<Files>;
}

/// What a server holds of earlier deployments.
pub(super) fn look(server: &dyn Listed) -> Result<RemoteState> {
    let mut found = RemoteState::default();
    let (own, _) = record::PATH.rsplit_once('/').unwrap_or_default();
    let Some(names) = server.names(own)? else {
        return Ok(found);
    };
    let paths: Vec<String> = names.iter().map(|name| format!("{own}/{name}")).collect();
    let mut room = record::LARGEST;
    if paths.iter().any(|path| path == record::PATH) {
        found.record = server.list(record::PATH, &mut room)?;
    }
    if paths.iter().any(|path| path == record::CLAIMS) {
        let claims = server.names(record::CLAIMS)?.unwrap_or_default();
        // Beside claims, what a transfer that was cut off left.
        for name in claims.iter().filter(|name| name.ends_with(".gz")) {
            let path = format!("{}/{name}", record::CLAIMS);
            let files = server.list(&path, &mut room)?;
            found.claims.push((path, files));
        }
    }
    Ok(found)
}

/// Names of a folder out of the lines of its list, each a name or a path.
pub(super) fn names_of(lines: &[String]) -> BTreeSet<String> {
    let names = lines.iter().map(|line| line.rsplit('/').next());
    let names = names.map(|name| name.unwrap_or_default().to_owned());
    names
        .filter(|name| !matches!(&**name, "" | "." | ".."))
        .collect()
}

/// Those of `files` whose file or folder at the top of the target is one of `names`.
pub(super) fn taken(files: &[&Published], names: &BTreeSet<String>) -> Vec<String> {
    let paths = files.iter().map(|file| &file.path);
    paths
        .filter(|path| names.contains(top(path)))
        .cloned()
        .collect()
}

/// The first part of a path.
pub(super) fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// The folders of files, those above before those below.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        folders.extend(path.match_indices('/').map(|(end, _)| &path[..end]));
    }
    folders
}
