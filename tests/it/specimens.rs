//! The specimen sites, each built once for all tests that look at every one of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use crate::common::{copy, is_thorough, tiendo};

/// A site that was built in a folder of its own.
pub(crate) struct Specimen {
    /// Its folder below the repository.
    pub(crate) name: String,
    /// Where it was built: `content/` and `output/`.
    pub(crate) root: tempfile::TempDir,
    /// What the build said of it, as JSON lines.
    #[allow(dead_code, reason = "clerk.rs reads it next")]
    pub(crate) told: String,
}

/// Every site in the repository that has a content/ folder: the real one, and those of the tests.
pub(crate) fn folders() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![home.to_owned()];
    let mut folders = vec![home.join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            // Transcripts of commands have sites with errors.
            if !path.is_dir() || path.ends_with("node_modules") || path.ends_with("tests/cmd") {
                continue;
            }
            if path.ends_with("content") {
                found.push(folder.clone());
            } else {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All of them, built; the site of 230 units only in .ci/slow.
pub(crate) fn built() -> &'static [Specimen] {
    static BUILT: OnceLock<Vec<Specimen>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut waiting = folders();
        waiting.retain(|folder| is_thorough() || !folder.ends_with("gallery/many"));
        assert!(waiting.len() >= 10, "{waiting:?}");
        let (waiting, built) = (Mutex::new(waiting), Mutex::new(Vec::new()));
        let next = || waiting.lock().unwrap().pop();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while let Some(folder) = next() {
                        let specimen = build(&folder);
                        built.lock().unwrap().push(specimen);
                    }
                });
            }
        });
        let mut built = built.into_inner().unwrap();
        built.sort_by(|a, b| a.name.cmp(&b.name));
        built
    })
}

fn build(folder: &Path) -> Specimen {
    let root = tempfile::tempdir().unwrap();
    for part in ["content", "themes"] {
        if folder.join(part).is_dir() {
            copy(&folder.join(part), &root.path().join(part));
        }
    }
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}: {told}", folder.display());
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = folder.strip_prefix(home).unwrap();
    Specimen {
        name: format!("./{}", name.display()),
        root,
        told,
    }
}
