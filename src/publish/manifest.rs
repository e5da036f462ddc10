//! The list of files that this program has put into the output: only these may it ever delete.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the manifest and staged files stand, inside the output.
pub(super) const FOLDER: &str = ".tiendo";
const NAME: &str = "manifest.txt";

/// Files by path, and the key of what each was made from; empty for those that are made anew each time.
pub(super) type Files = BTreeMap<String, String>;

/// The files of the last build; none when there was no build or its list cannot be read.
pub(super) fn read(output: &Path) -> Files {
    let text = fs::read_to_string(output.join(FOLDER).join(NAME)).unwrap_or_default();
    let lines = text.lines().map(|line| line.split_once('\t').unwrap_or((line, "")));
    lines.filter(|(path, _)| safe(path)).map(|(path, key)| (path.to_owned(), key.to_owned())).collect()
}

/// The manifest's path and bytes: a line for each file, its key behind a tab.
pub(super) fn write(files: &Files) -> (String, String) {
    let line = |(path, key): (&String, &String)| match key.as_str() {
        "" => format!("{path}\n"),
        key => format!("{path}\t{key}\n"),
    };
    (format!("{FOLDER}/{NAME}"), files.iter().map(line).collect())
}

/// Whether a path stays below the output.
pub(super) fn safe(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
