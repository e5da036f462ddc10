//! What the history asks Git. Git runs as a program of its own: what it refuses, it says in words
//! that people can look up.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What lies in the folder of a repository while somebody has not finished something there.
const UNFINISHED: [(&str, &str); 6] = [
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
];

/// The host of the addresses of authors, which no mail reaches (RFC 2606); before it is the account.
const HOST: &str = "@bien-tap.localhost";
/// The name and address of this program where Git knows no one here. In commits of earlier versions
/// the address was that of all authors, whose names were accounts.
const PROGRAM: &str = "tiendo desk";
const ADDRESS: &str = "bien-tap@localhost";

/// Whom a commit names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Author<'a> {
    /// The name that people read.
    pub(super) name: &'a str,
    /// The account in the desk.
    pub(super) account: &'a str,
}

/// The account of the author of a commit; `None` for one from elsewhere.
pub(super) fn account(name: &str, address: &str) -> Option<String> {
    match address.strip_suffix(HOST) {
        Some(account) => Some(account.to_owned()),
        None => (address == ADDRESS && name != PROGRAM).then(|| name.to_owned()),
    }
}

/// The work tree that a folder is in.
#[derive(Debug, Clone)]
pub(super) struct Git {
    root: PathBuf,
}

impl Git {
    /// That of a folder; `None` where there is none, or no Git.
    pub(super) fn of(root: &Path) -> Option<Self> {
        let git = Self {
            root: root.to_owned(),
        };
        let inside = git.text(&["rev-parse", "--is-inside-work-tree"]);
        inside
            .is_ok_and(|answer| answer.trim() == "true")
            .then_some(git)
    }

    /// What Git answers, or why it refuses.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, String> {
        let bytes = self.run(args, b"")?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What somebody has begun and not finished: `merge`, `rebase`; or that no branch is checked
    /// out, so that a commit would be on none.
    pub(super) fn unfinished(&self) -> Option<&'static str> {
        let folder = self.text(&["rev-parse", "--git-dir"]).ok()?;
        let folder = self.root.join(folder.trim());
        let there = |(name, _): &&(&str, &str)| folder.join(name).exists();
        if let Some((_, word)) = UNFINISHED.iter().find(there) {
            return Some(word);
        }
        let branch = self.text(&["symbolic-ref", "--quiet", "HEAD"]);
        branch.is_err().then_some("detached HEAD")
    }

    /// Whether two branches changed a file and no one has said yet which text holds.
    pub(super) fn is_unmerged(&self, file: &str) -> bool {
        let found = self.text(&["ls-files", "--unmerged", "--", file]);
        found.is_ok_and(|found| !found.is_empty())
    }

    /// Whether a file is not as the newest commit has it.
    pub(super) fn differs(&self, file: &str) -> bool {
        let status = self.text(&["status", "--porcelain", "--", file]);
        status.is_ok_and(|status| !status.is_empty())
    }

    /// Commits files as they are now, and nothing else: what somebody has staged stays as it is.
    ///
    /// # Errors
    /// What Git says, or which work is not finished.
    pub(super) fn commit(
        &self,
        files: &[&str],
        author: Option<Author<'_>>,
        when: &str,
        message: &str,
    ) -> Result<(), String> {
        if let Some(what) = self.unfinished() {
            return Err(what.to_owned());
        }
        for file in files {
            let there = self.root.join(file).exists();
            let known = self.text(&["ls-files", "--error-unmatch", "--", file]);
            if there && known.is_err() {
                self.text(&["add", "--intent-to-add", "--", file])?;
            }
        }
        let program = [
            format!("user.name={PROGRAM}"),
            format!("user.email={ADDRESS}"),
        ];
        let mut args = vec!["-c", "commit.gpgsign=false"];
        if self.text(&["config", "user.email"]).is_err() {
            args.extend(program.iter().flat_map(|value| ["-c", value.as_str()]));
        }
        args.extend(["commit", "--quiet", "--only"]);
        let author = author.map(|author| {
            let [name, account] =
                [author.name, author.account].map(|name| name.replace(['<', '>', '\n', '\r'], " "));
            format!("--author={name} <{account}{HOST}>")
        });
        let date = format!("--date={when}");
        let message = format!("--message={message}");
        args.extend(author.as_deref());
        args.extend([&*date, &*message, "--"]);
        args.extend(files);
        self.text(&args).map(drop)
    }

    /// The bytes that each of these names (`commit:./path`) had; `None` where there was no file.
    pub(super) fn blobs(&self, names: &[String]) -> Vec<Option<Vec<u8>>> {
        let input = names.join("\n") + "\n";
        let output = self.run(&["cat-file", "--batch"], input.as_bytes());
        let mut rest = &*output.unwrap_or_default();
        let mut found = Vec::new();
        for _ in names {
            let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
                found.push(None);
                continue;
            };
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest = &rest[end + 1..];
            let size = head.split(" blob ").nth(1);
            let size = size.and_then(|size| size.parse::<usize>().ok());
            let blob = size.and_then(|size| rest.get(..size)).map(<[u8]>::to_vec);
            if let Some(blob) = &blob {
                rest = rest.get(blob.len() + 1..).unwrap_or_default();
            }
            found.push(blob);
        }
        found
    }

    fn run(&self, args: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.root)
            .args(args)
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=15")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Set when this program runs within a hook; they would lead to another repository.
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            command.env_remove(name);
        }
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let stdin = child.stdin.take();
        let run = thread::scope(|scope| {
            // Written beside the reading: both pipes are shorter than what may go through them.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            child.wait_with_output()
        });
        let run = run.map_err(|error| error.to_string())?;
        if run.status.success() {
            Ok(run.stdout)
        } else {
            Err(String::from_utf8_lossy(&run.stderr).trim().to_owned())
        }
    }
}
