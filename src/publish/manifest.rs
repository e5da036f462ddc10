//! The list of files that this program has put into the output: only these may it ever delete.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the manifest and staged files stand, inside the output.
pub(super) const FOLDER: &str = ".tiendo";
const NAME: &str = "manifest.txt";

/// The paths of the last build; none when there was no build or its list cannot be read.
pub(super) fn read(output: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(output.join(FOLDER).join(NAME)).unwrap_or_default();
    text.lines().filter(|line| safe(line)).map(ToOwned::to_owned).collect()
}

/// The manifest's path and bytes.
pub(super) fn write(paths: &BTreeSet<String>) -> (String, String) {
    let lines: Vec<&str> = paths.iter().map(String::as_str).collect();
    (format!("{FOLDER}/{NAME}"), lines.join("\n") + "\n")
}

/// Whether a path stays below the output.
pub(super) fn safe(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
