//! Git repositories for tests of what is recorded in them.

use std::path::Path;
use std::process::{Command, Output};

use crate::common::put;

/// Runs Git in a folder.
pub(crate) fn try_git(root: &Path, args: &[&str]) -> Output {
    Command::new("git")
        .arg("-C")
        .arg(root)
        .args(args)
        .output()
        .unwrap()
}

/// The output of Git in a folder, where it must succeed.
pub(crate) fn git(root: &Path, args: &[&str]) -> String {
    let run = try_git(root, args);
    assert!(
        run.status.success(),
        "{args:?} {}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

/// Makes a folder a repository, with all that is there in its first commit.
pub(crate) fn repository(root: &Path) {
    git(root, &["init", "--quiet", "--initial-branch=main"]);
    git(root, &["config", "user.email", "a@example.org"]);
    git(root, &["config", "user.name", "Máy"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "--message=Đầu"]);
}

/// Commits two texts of one file, each on a branch of its name; `main` is the one that is checked
/// out.
pub(crate) fn diverge(root: &Path, file: &str, other: &str, main: &str) {
    git(root, &["branch", "other"]);
    for (branch, text) in [("other", other), ("main", main)] {
        git(root, &["checkout", "--quiet", branch]);
        put(root, file, text);
        git(root, &["commit", "--quiet", "--all", "--message=x"]);
    }
}
