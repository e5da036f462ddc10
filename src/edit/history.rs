//! Who changed what, when: commits where content/ is in a Git work tree, kept copies otherwise.
//!
//! A change is recorded after its files are saved, so that nothing that goes wrong here loses a
//! save. Copies lie in `.tiendo/history/`: `log.jsonl` has a line for each change, `files/` the
//! versions by their hashes. The order is that of the log and of the commits, never that of the
//! clock, which may have been set back.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::git::{self, Author, Git};
use super::{EditError, add_line, replace};
use crate::base::{hash, regular};

/// Where the changes of a site are kept.
#[derive(Debug, Clone)]
pub struct History {
    root: PathBuf,
    git: Option<Git>,
}

/// One recorded change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Names it: the hash of a commit, or the number of a line of the log.
    pub id: String,
    /// Who made it, as people read it.
    pub who: String,
    /// The account of that person in the desk; `None` for the person whom Git knows here, and for
    /// who changed the content elsewhere. In a line of the log it is the same as `who`.
    pub account: Option<String>,
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

/// A file before and after a change; `None` where it was not there.
pub type Versions = [Option<Vec<u8>>; 2];

/// A line of the log.
#[derive(Serialize, Deserialize)]
struct Line {
    who: String,
    /// Where it is another name than `who`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    when: String,
    message: String,
    files: Vec<Copy>,
}

/// The hashes of a file before and after a change.
#[derive(Serialize, Deserialize)]
struct Copy {
    file: String,
    before: Option<String>,
    after: Option<String>,
}

impl History {
    /// The history of the site at `root`.
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            git: Git::of(root),
        }
    }

    /// Whether changes become commits.
    pub fn is_git(&self) -> bool {
        self.git.is_some()
    }

    /// What keeps Git from taking commits now: `merge`, `rebase` and the like.
    pub fn unfinished(&self) -> Option<&'static str> {
        self.git.as_ref()?.unfinished()
    }

    /// Whether two branches changed a file and no one has said yet which text holds: it must not be
    /// saved before.
    pub fn is_unmerged(&self, file: &str) -> bool {
        self.git.as_ref().is_some_and(|git| git.is_unmerged(file))
    }

    /// Commits what somebody changed in a file beside this program, so that the next change is not
    /// taken for the work of another. `message` says that it came from elsewhere.
    pub fn settle(&self, file: &str, when: &str, message: &str) {
        let Some(git) = &self.git else { return };
        if git.unfinished().is_none() && git.differs(file) {
            // What Git refuses here is committed with the next change, or kept as a copy.
            let _ = git.commit(&[file], None, when, message);
        }
    }

    /// Records a change of files that are saved already, each with what it was before. In a Git
    /// work tree the commit holds these files alone: what somebody has staged stays as it is. Where
    /// Git refuses, as during a merge, and without Git the change is kept as copies. Without an
    /// account the commit names the person whom Git knows here.
    ///
    /// # Errors
    /// When the copies cannot be written.
    pub fn record(
        &self,
        files: &[(String, Option<Vec<u8>>)],
        change: &Change,
    ) -> Result<Recorded, EditError> {
        let names: Vec<&str> = files.iter().map(|(file, _)| file.as_str()).collect();
        let account = change.account.as_deref();
        let author = account.map(|account| Author {
            name: &change.who,
            account,
        });
        let commit = |git: &Git| git.commit(&names, author, &change.when, &change.message);
        let refused = match self.git.as_ref().map(commit) {
            Some(Ok(())) => return Ok(Recorded::Commit),
            Some(Err(why)) => Some(why),
            None => None,
        };
        let mut copies = Vec::new();
        for (file, before) in files {
            let after = match regular::read(self.root.join(file)) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(error.into()),
            };
            copies.push(Copy {
                file: file.clone(),
                before: before
                    .as_deref()
                    .map(|bytes| self.keep(bytes))
                    .transpose()?,
                after: after.map(|bytes| self.keep(&bytes)).transpose()?,
            });
        }
        self.add(&Line {
            who: change.who.clone(),
            account: change.account.clone().filter(|name| *name != change.who),
            when: change.when.clone(),
            message: change.message.clone(),
            files: copies,
        })?;
        Ok(refused.map_or(Recorded::Copy, Recorded::CopyFor))
    }

    /// The newest changes behind the first `skip`, at most `most`, the newest first. Commits and
    /// copies are in their own order each, and among each other by their times.
    pub fn newest(&self, skip: usize, most: usize) -> Vec<Change> {
        let commits = self.commits(&format!("--max-count={}", skip.saturating_add(most)));
        let mut merged = merged(commits, self.copies(0));
        merged.drain(..skip.min(merged.len()));
        merged.truncate(most);
        merged
    }

    /// One change.
    pub fn change(&self, id: &str) -> Option<Change> {
        if let Some(number) = line_number(id) {
            let mut lines = self.lines().into_iter();
            let (number, line) = lines.find(|(there, _)| *there == number)?;
            return Some(change_of(number, line));
        }
        is_hash(id).then(|| self.log(&["--max-count=1", id]).pop())?
    }

    /// Where the history ends now, to be asked [`History::since`] later.
    pub fn mark(&self) -> String {
        let head = self
            .git
            .as_ref()
            .and_then(|git| git.text(&["rev-parse", "--verify", "--quiet", "HEAD"]).ok());
        let lines = self.text().lines().count();
        format!("{}:{lines}", head.unwrap_or_default().trim())
    }

    /// The changes since a mark, the newest first; `None` when it is no longer part of the history.
    pub fn since(&self, mark: &str) -> Option<Vec<Change>> {
        let (head, lines) = mark.split_once(':')?;
        let lines: usize = lines.parse().ok()?;
        let commits = match &self.git {
            Some(git) if is_hash(head) => {
                git.text(&["merge-base", "--is-ancestor", head, "HEAD"])
                    .ok()?;
                self.commits(&format!("{head}..HEAD"))
            }
            Some(_) => self.commits("HEAD"),
            None => Vec::new(),
        };
        Some(merged(commits, self.copies(lines)))
    }

    /// A file before and after a change.
    ///
    /// # Errors
    /// When there is no such change of this file.
    pub fn versions(&self, id: &str, file: &str) -> Result<Versions, EditError> {
        let wanted = [(id.to_owned(), file.to_owned())];
        let found = self.all_versions(&wanted).pop().flatten();
        found.ok_or_else(|| EditError::Unreadable(id.to_owned()))
    }

    /// Whether a change is looked for among the commits of Git, and its file may be asked for.
    fn is_committed(&self, (id, file): &(String, String)) -> bool {
        let plain = !file.contains(['\n', '\r']) && file.starts_with("content/");
        self.is_git() && is_hash(id) && plain
    }

    /// The same for many changes and files at once; `None` for what there is not.
    pub fn all_versions(&self, wanted: &[(String, String)]) -> Vec<Option<Versions>> {
        let mut names = Vec::new();
        for (id, file) in wanted.iter().filter(|pair| self.is_committed(pair)) {
            names.extend([format!("{id}^:./{file}"), format!("{id}:./{file}")]);
        }
        let blobs = match &self.git {
            Some(git) if !names.is_empty() => git.blobs(&names),
            _ => Vec::new(),
        };
        let mut blobs = blobs.into_iter();
        let lines = self.lines();
        let mut found = Vec::new();
        for pair in wanted {
            if self.is_committed(pair) {
                let versions = [blobs.next().flatten(), blobs.next().flatten()];
                found.push((versions != [None, None]).then_some(versions));
            } else {
                found.push(self.copied(&lines, pair));
            }
        }
        found
    }

    fn copied(&self, lines: &[(usize, Line)], (id, file): &(String, String)) -> Option<Versions> {
        let number = line_number(id)?;
        let (_, line) = lines.iter().find(|(there, _)| *there == number)?;
        let copy = line.files.iter().find(|copy| copy.file == *file)?;
        Some([self.version(&copy.before)?, self.version(&copy.after)?])
    }

    /// The kept bytes of a version, or that there is none; nothing where it is lost.
    fn version(&self, hash: &Option<String>) -> Option<Option<Vec<u8>>> {
        match hash {
            Some(hash) => self.kept(hash).map(Some),
            None => Some(None),
        }
    }

    /// Sends the commits to where the branch comes from, or to the only other repository that is
    /// known; where that is. `None` where there is none.
    pub fn push(&self) -> Option<Result<String, String>> {
        let git = self.git.as_ref()?;
        let upstream = git.text(&["rev-parse", "--abbrev-ref", "@{upstream}"]);
        let (name, args) = match upstream {
            Ok(name) => (name.trim().to_owned(), vec!["push", "--quiet"]),
            Err(_) => {
                let remotes = git.text(&["remote"]).ok()?;
                let mut lines = remotes.lines();
                let (Some(only), None) = (lines.next(), lines.next()) else {
                    return None;
                };
                let args = vec!["push", "--quiet", only, "HEAD"];
                return Some(git.text(&args).map(|_| only.to_owned()));
            }
        };
        Some(git.text(&args).map(|_| name))
    }

    fn commits(&self, which: &str) -> Vec<Change> {
        self.log(&[which])
    }

    fn log(&self, which: &[&str]) -> Vec<Change> {
        let Some(git) = &self.git else {
            return Vec::new();
        };
        let format = "--format=%x01%H%x00%an%x00%ae%x00%aI%x00%s";
        let mut args = vec!["-c", "core.quotePath=false", "log", format];
        args.extend(["--name-only", "--relative"]);
        args.extend(which);
        args.extend(["--", "content"]);
        // A repository without commits has no log.
        let text = git.text(&args).unwrap_or_default();
        text.split('\u{1}').skip(1).filter_map(commit_of).collect()
    }

    fn copies(&self, from: usize) -> Vec<Change> {
        let lines = self.lines().into_iter().rev();
        lines
            .filter(|(number, _)| *number >= from)
            .map(|(number, line)| change_of(number, line))
            .collect()
    }

    /// Adds a line to the log.
    fn add(&self, line: &Line) -> Result<(), EditError> {
        let text = serde_json::to_string(line).map_err(std::io::Error::from)?;
        add_line(&self.log_path(), &text, &mut OpenOptions::new())?;
        Ok(())
    }

    /// Keeps bytes under their hash.
    fn keep(&self, bytes: &[u8]) -> Result<String, EditError> {
        let name = hash::full(bytes);
        if self.kept(&name).is_none() {
            let path = self.files().join(&name);
            replace(&path, bytes, &mut OpenOptions::new(), None)?;
        }
        Ok(name)
    }

    /// What is kept under a hash, if it is whole.
    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = regular::read(self.files().join(name)).ok()?;
        (hash::full(&bytes) == name).then_some(bytes)
    }

    fn text(&self) -> String {
        let bytes = regular::read(self.log_path()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The lines of the log with their numbers. What a run that was killed wrote half is left out.
    fn lines(&self) -> Vec<(usize, Line)> {
        let text = self.text();
        let lines = text.lines().enumerate();
        lines
            .filter_map(|(number, line)| Some((number, serde_json::from_str(line).ok()?)))
            .collect()
    }

    fn log_path(&self) -> PathBuf {
        self.root.join(".tiendo/history/log.jsonl")
    }

    fn files(&self) -> PathBuf {
        self.root.join(".tiendo/history/files")
    }
}

/// An entry of `git log` as [`History::log`] asks for it.
fn commit_of(entry: &str) -> Option<Change> {
    let (head, files) = entry.split_once('\n').unwrap_or((entry, ""));
    let mut parts = head.split('\0').map(str::to_owned);
    let files = files.lines().filter(|line| !line.is_empty());
    let (id, who, address) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Change {
        id,
        account: git::account(&who, &address),
        who,
        when: parts.next()?,
        message: parts.next()?,
        files: files.map(str::to_owned).collect(),
    })
}

fn change_of(number: usize, line: Line) -> Change {
    Change {
        id: number.to_string(),
        account: line.account.or_else(|| Some(line.who.clone())),
        who: line.who,
        when: line.when,
        message: line.message,
        files: line.files.into_iter().map(|copy| copy.file).collect(),
    }
}

/// Two lists, the newest first, as one. Each keeps its own order: a clock that was set back moves
/// nothing within it.
fn merged(commits: Vec<Change>, copies: Vec<Change>) -> Vec<Change> {
    let mut all = Vec::with_capacity(commits.len() + copies.len());
    let (mut commits, mut copies) = (
        commits.into_iter().peekable(),
        copies.into_iter().peekable(),
    );
    loop {
        let next = match (commits.peek(), copies.peek()) {
            (Some(commit), Some(copy)) if time(commit) > time(copy) => commits.next(),
            (_, Some(_)) => copies.next(),
            _ => commits.next(),
        };
        let Some(next) = next else { return all };
        all.push(next);
    }
}

fn time(change: &Change) -> Option<jiff::Timestamp> {
    change.when.parse().ok()
}

/// The number of a line of the log, if this is not a hash.
fn line_number(id: &str) -> Option<usize> {
    let number = id.len() < 12 && id.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| id.parse().ok())?
}

fn is_hash(id: &str) -> bool {
    id.len() >= 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
