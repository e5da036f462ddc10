//! Files of a site's own theme, which stand before the built-in ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::discover::{below, stat};
use crate::base::memo::Stat;
use crate::diag::{Place, Problem, Problems};

/// Every file below `root`/themes/`name` by its path below that folder; empty where there is no
/// such folder.
pub fn theme_files(root: &Path, name: &str, problems: &mut Problems) -> BTreeMap<String, Vec<u8>> {
    let folder = root.join("themes").join(name);
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return files;
    }
    for entry in WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
    {
        let path = below(&folder, entry.path());
        if !entry.file_type().is_file()
            || path
                .split('/')
                .any(|part| part.starts_with('.') || part.ends_with('~'))
        {
            continue;
        }
        match fs::read(entry.path()) {
            Ok(bytes) => drop(files.insert(path, bytes)),
            Err(error) => {
                let file = format!("themes/{name}/{path}");
                problems.add(
                    Place::File(file.into()),
                    Problem::Unreadable {
                        why: error.to_string(),
                    },
                );
            }
        }
    }
    files
}

/// Every file below `root`/themes, and what tells it from another version of itself.
pub fn theme_stats(root: &Path) -> Vec<(String, Stat)> {
    let walk = WalkDir::new(root.join("themes"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    walk.map(|entry| (below(root, entry.path()), stat(entry.path())))
        .collect()
}
