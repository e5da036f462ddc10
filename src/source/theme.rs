//! Files of a site's own theme, which are before the built-in ones.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use super::discover::{below, real_below, stat};
use crate::base::Stat;
use crate::base::regular;
use crate::diag::{Place, Problem, Problems};

/// Every file below `root`/themes/`name` by its path below that folder; empty where there is no
/// such folder.
pub fn theme_files(root: &Path, name: &str, problems: &mut Problems) -> BTreeMap<String, Vec<u8>> {
    let folder = root.join("themes").join(name);
    let mut files = BTreeMap::new();
    if root.join("themes").is_symlink() {
        problems.add(Place::File("themes".into()), Problem::OutsideLink);
        return files;
    }
    if !folder.is_dir() {
        return files;
    }
    let themes = root.join("themes");
    let real_themes = themes.canonicalize().ok();
    let inside = real_themes.as_deref();
    let mut walk = WalkDir::new(&folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if let Some(link) = error.path().filter(|path| path.is_symlink()) {
                    problems.add(place(root, link), Problem::OutsideLink);
                }
                continue;
            }
        };
        let path = below(&folder, entry.path());
        let hidden = |part: &str| part.starts_with('.') || part.ends_with('~');
        if path.split('/').any(hidden) {
            continue;
        }
        let real = |link| inside.and_then(|inside| real_below(link, inside));
        if (entry.path_is_symlink() || inside.is_none()) && real(entry.path()).is_none() {
            problems.add(place(root, entry.path()), Problem::OutsideLink);
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        match regular::read(entry.path()) {
            Ok(bytes) => _ = files.insert(path, bytes),
            Err(error) => {
                let why = error.to_string();
                problems.add(place(root, entry.path()), Problem::Unreadable { why });
            }
        }
    }
    files
}

fn place(root: &Path, path: &Path) -> Place {
    Place::File(below(root, path).into())
}

/// Every file below `root`/themes, and what tells it from another version of itself.
pub fn theme_stats(root: &Path) -> Vec<(String, Stat)> {
    let walk = WalkDir::new(root.join("themes"))
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    walk.map(|entry| (below(root, entry.path()), stat(entry.path())))
        .collect()
}
