//! Who changed what, when: commits where content/ is in a Git work tree, kept copies otherwise.
//!
//! A change is recorded after its file is saved, so that nothing that goes wrong here loses a save.
//! Copies lie in `.tiendo/history/`: `log.jsonl` has a line for each change, `files/` the versions
//! by their hashes.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::{ContentPath, EditError};
use crate::base::hash;

/// Where the changes of a site are kept.
#[derive(Debug, Clone)]
pub struct History {
    root: PathBuf,
    git: bool,
}

/// One recorded change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Names it: the hash of a commit, or the number of a line of the log.
    pub id: String,
    /// Who made it.
    pub who: String,
    /// When, as RFC 3339 writes it.
    pub when: String,
    /// What was done, in a line.
    pub message: String,
    /// Files below the root, `/` between parts.
    pub files: Vec<String>,
}

/// How a change was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// As a commit.
    Commit,
    /// As copies.
    Copy,
    /// As copies, because Git refused; why, in its words.
    CopyFor(String),
}

/// A line of the log.
#[derive(Serialize, Deserialize)]
struct Line {
    who: String,
    when: String,
    message: String,
    file: String,
    before: Option<String>,
    after: Option<String>,
}

impl History {
    /// The history of the site at `root`.
    pub fn of(root: &Path) -> Self {
        let inside = git(root, &["rev-parse", "--is-inside-work-tree"]);
        let git = inside.is_ok_and(|answer| answer.trim() == "true");
        Self {
            root: root.to_owned(),
            git,
        }
    }

    /// Whether changes become commits.
    pub fn is_git(&self) -> bool {
        self.git
    }

    /// Records a change of one file that is saved already. In a Git work tree the commit holds this
    /// file alone: what somebody has staged stays as it is. During a merge or without Git the
    /// change is kept as copies.
    ///
    /// # Errors
    /// When the copies cannot be written.
    pub fn record(
        &self,
        path: &ContentPath,
        before: Option<&[u8]>,
        change: &Change,
    ) -> Result<Recorded, EditError> {
        let after = match fs::read(path.real(&self.root)?) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let refused = match self.git.then(|| self.commit(path, change)) {
            Some(Ok(())) => return Ok(Recorded::Commit),
            Some(Err(why)) => Some(why),
            None => None,
        };
        let line = Line {
            who: change.who.clone(),
            when: change.when.clone(),
            message: change.message.clone(),
            file: path.below().to_owned(),
            before: before.map(|bytes| self.keep(bytes)).transpose()?,
            after: after.map(|bytes| self.keep(&bytes)).transpose()?,
        };
        let mut text = serde_json::to_string(&line).map_err(std::io::Error::from)?;
        text.push('\n');
        let mut log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())?;
        log.write_all(text.as_bytes())?;
        log.sync_all()?;
        Ok(refused.map_or(Recorded::Copy, Recorded::CopyFor))
    }

    /// The newest changes, at most `most`, the newest first. Changes that Git refused to record are
    /// behind its commits.
    pub fn newest(&self, most: usize) -> Vec<Change> {
        let mut found = if self.git {
            self.commits(most)
        } else {
            Vec::new()
        };
        let lines = self.lines();
        let copies = lines
            .into_iter()
            .enumerate()
            .rev()
            .map(|(number, line)| Change {
                id: number.to_string(),
                who: line.who,
                when: line.when,
                message: line.message,
                files: vec![line.file],
            });
        found.extend(copies.take(most.saturating_sub(found.len())));
        found
    }

    /// A file before and after a change; `None` where it was not there.
    ///
    /// # Errors
    /// When there is no such change.
    pub fn versions(
        &self,
        id: &str,
        path: &ContentPath,
    ) -> Result<[Option<Vec<u8>>; 2], EditError> {
        let unknown = || EditError::Unreadable(id.to_owned());
        if let Ok(number) = id
            .parse::<usize>()
            .map_err(drop)
            .and_then(|n| if id.len() < 12 { Ok(n) } else { Err(()) })
        {
            let line = self
                .lines()
                .into_iter()
                .nth(number)
                .filter(|line| line.file == path.below())
                .ok_or_else(unknown)?;
            let read = |hash: Option<String>| {
                hash.map(|hash| fs::read(self.files().join(hash)))
                    .transpose()
            };
            return Ok([read(line.before)?, read(line.after)?]);
        }
        if !self.git || id.len() < 12 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        let show = |revision: &str| {
            let name = format!("{revision}:./{}", path.below());
            bytes_of(&self.root, &["show", &name]).ok()
        };
        Ok([show(&format!("{id}^")), show(id)])
    }

    fn commit(&self, path: &ContentPath, change: &Change) -> Result<(), String> {
        // An address that no mail reaches: RFC 2606.
        let author = format!(
            "{} <bien-tap@localhost>",
            change.who.replace(['<', '>', '\n', '\r'], " ")
        );
        let known = git(
            &self.root,
            &["ls-files", "--error-unmatch", "--", path.below()],
        )
        .is_ok();
        if !known {
            git(&self.root, &["add", "--intent-to-add", "--", path.below()])?;
        }
        let date = format!("--date={}", change.when);
        let author = format!("--author={author}");
        let message = format!("--message={}", change.message);
        let mut args = vec![];
        if git(&self.root, &["config", "user.email"]).is_err() {
            args.extend([
                "-c",
                "user.name=tiendo desk",
                "-c",
                "user.email=bien-tap@localhost",
            ]);
        }
        args.extend([
            "commit",
            "--quiet",
            "--only",
            &date,
            &author,
            &message,
            "--",
            path.below(),
        ]);
        git(&self.root, &args).map(drop)
    }

    fn commits(&self, most: usize) -> Vec<Change> {
        let number = format!("--max-count={most}");
        let format = "--format=%x01%H%x00%an%x00%aI%x00%s";
        let args = [
            "-c",
            "core.quotePath=false",
            "log",
            &number,
            format,
            "--name-only",
            "--relative",
            "--",
            "content",
        ];
        let Ok(text) = git(&self.root, &args) else {
            return Vec::new();
        };
        let change = |entry: &str| {
            let (head, files) = entry.split_once('\n').unwrap_or((entry, ""));
            let mut parts = head.split('\0').map(str::to_owned);
            Some(Change {
                id: parts.next()?,
                who: parts.next()?,
                when: parts.next()?,
                message: parts.next()?,
                files: files
                    .lines()
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
            })
        };
        text.split('\u{1}').skip(1).filter_map(change).collect()
    }

    /// Keeps bytes under their hash.
    fn keep(&self, bytes: &[u8]) -> Result<String, EditError> {
        let name = hash::full(bytes);
        let folder = self.files();
        fs::create_dir_all(&folder)?;
        let path = folder.join(&name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(name);
        }
        let mut file = fs::File::create(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(name)
    }

    fn lines(&self) -> Vec<Line> {
        let text = fs::read_to_string(self.log()).unwrap_or_default();
        // The last line of a run that was killed may be cut.
        text.lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    fn log(&self) -> PathBuf {
        self.root.join(".tiendo/history/log.jsonl")
    }

    fn files(&self) -> PathBuf {
        self.root.join(".tiendo/history/files")
    }
}

/// What Git answers, or why it refuses.
fn git(root: &Path, args: &[&str]) -> Result<String, String> {
    bytes_of(root, args).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn bytes_of(root: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        .args(args)
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0");
    // Set when this program runs within a hook; they would lead to another repository.
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    let run = command.output().map_err(|error| error.to_string())?;
    if run.status.success() {
        Ok(run.stdout)
    } else {
        Err(String::from_utf8_lossy(&run.stderr).trim().to_owned())
    }
}
