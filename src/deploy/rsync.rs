//! Targets of the rsync program, which compares, sends and renames each file by itself.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};
use tempfile::TempDir;

use super::record::{self, Files};
use super::{Remote, RemoteState};
use crate::base::regular;
use crate::publish::Published;

/// Rules that name deletions are held against every file beside them: more are reported in several
/// calls.
const DELETIONS: usize = 2_000;
/// rsync's status when some files could not be sent or were not found.
const PARTIAL: i32 = 23;

/// A target of the rsync program.
pub(super) struct Rsync {
    /// With a slash at its end: what is sent goes into it.
    target: String,
    /// Lists and files of our own on their way.
    desk: TempDir,
}

impl Rsync {
    /// A target as rsync reads it.
    ///
    /// # Errors
    /// When no folder can be made for what is on its way.
    pub(super) fn new(target: &str) -> Result<Self> {
        Ok(Self {
            target: format!("{}/", target.trim_end_matches('/')),
            desk: tempfile::tempdir()?,
        })
    }

    /// Runs rsync; its status and what it complained of.
    fn run(&self, flags: &[&str], from: &str, to: &str) -> Result<(i32, String)> {
        let (status, complaints, _) = self.tell(flags, from, to)?;
        Ok((status, complaints))
    }

    /// Runs rsync; its status, what it complained of, and what it printed.
    fn tell(&self, flags: &[&str], from: &str, to: &str) -> Result<(i32, String, String)> {
        // -s: a remote shell reads no path of ours.
        let mut command = Command::new("rsync");
        command
            .args(["--recursive", "-s"])
            .args(flags)
            .arg("--")
            .args([from, to]);
        command
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let done = command.output().map_err(|error| match error.kind() {
            ErrorKind::NotFound => anyhow!(
                "the program rsync is missing; install it (Debian: apt install rsync), or deploy \
                 to a folder or s3:// · máy chưa có chương trình rsync; hãy cài đặt (Debian: apt \
                 install rsync), hoặc gửi vào thư mục hay s3://"
            ),
            _ => anyhow!(error).context("rsync"),
        })?;
        let said = String::from_utf8_lossy(&done.stderr)
            .trim()
            .replace('\n', "; ");
        // Killed by a signal, it has no status.
        let printed = String::from_utf8_lossy(&done.stdout).into_owned();
        Ok((done.status.code().unwrap_or(-1), said, printed))
    }

    /// Runs rsync, which must end well.
    fn must(&self, flags: &[&str], from: &str, to: &str) -> Result<()> {
        match self.run(flags, from, to)? {
            (0, _) => Ok(()),
            (status, said) => bail!(
                "{}: rsync ended with status {status}; check the address, the path and the login, \
                 then deploy again: it goes on from here · rsync dừng với mã {status}; hãy kiểm \
                 tra địa chỉ, đường dẫn và quyền đăng nhập rồi chạy lại, lệnh sẽ gửi tiếp từ đây: \
                 {said}",
                self.target
            ),
        }
    }

    /// A folder on the desk, empty.
    fn empty(&self, name: &str) -> Result<String> {
        let folder = self.desk.path().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(format!("{}/", text(&folder)?))
    }

    /// A list on the desk, each item ended by a NUL, which no path holds.
    fn list(&self, items: impl Iterator<Item = String>) -> Result<String> {
        let path = self.desk.path().join("list");
        write(
            &path,
            items
                .flat_map(|item| [item, "\0".to_owned()])
                .collect::<String>()
                .as_bytes(),
        )?;
        text(&path)
    }

    /// A list that rsync brought into the folder `here`; an empty one where the target has none.
    fn read_list(&self, here: &Path, path: &str, room: &mut u64) -> Result<Files> {
        match regular::read(here.join(path)) {
            Ok(bytes) => {
                record::unpack(&bytes, room).with_context(|| format!("{}{path}", self.target))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Files::default()),
            Err(error) => Err(error).with_context(|| path.to_owned()),
        }
    }
}

impl Remote for Rsync {
    fn look(&self) -> Result<RemoteState> {
        let here = self.empty("found")?;
        let only = [
            "--include=/.tiendo/",
            "--include=/.tiendo/**",
            "--exclude=*",
            &format!("--max-size={}", record::LARGEST_PACKED),
        ];
        match self.run(&only, &self.target, &here)? {
            (0, _) => {}
            // “No such file or directory”: the first deployment makes the folder.
            (PARTIAL, said) if said.contains("(2)") => return Ok(RemoteState::default()),
            (status, said) => bail!(
                "{}: rsync cannot read there (status {status}); check the address, the path and \
                 the login · rsync không đọc được đích (mã {status}); hãy kiểm tra địa chỉ, đường \
                 dẫn và quyền đăng nhập; rsync báo nguyên văn: {said}",
                self.target
            ),
        }
        let mut room = record::LARGEST;
        let folder = Path::new(&here);
        let mut found = RemoteState {
            record: self.read_list(folder, record::PATH, &mut room)?,
            claims: Vec::new(),
        };
        let mut names = Vec::new();
        let claims = fs::read_dir(folder.join(record::CLAIMS));
        for entry in claims.into_iter().flatten() {
            names.push(format!(
                "{}/{}",
                record::CLAIMS,
                entry?.file_name().to_string_lossy()
            ));
        }
        names.sort();
        for path in names.into_iter().filter(|path| path.ends_with(".gz")) {
            let files = self.read_list(folder, &path, &mut room)?;
            found.claims.push((path, files));
        }
        Ok(found)
    }

    fn others(&self, output: &Path, files: &[&Published], first: bool) -> Result<Vec<String>> {
        // A look at all of them is a transfer of all their hashes.
        if !first || files.is_empty() {
            return Ok(Vec::new());
        }
        let list = self.list(files.iter().map(|file| file.path.clone()))?;
        let flags = [
            "--dry-run",
            "--existing",
            "--checksum",
            "--out-format=%n",
            "--from0",
            &format!("--files-from={list}"),
        ];
        let from = format!("{}/", text(output)?);
        match self.tell(&flags, &from, &self.target)? {
            (0, _, printed) => {
                let printed: BTreeSet<&str> = printed.lines().collect();
                let paths = files.iter().map(|file| &file.path);
                Ok(paths
                    .filter(|path| printed.contains(&***path))
                    .cloned()
                    .collect())
            }
            // There is no such folder yet.
            (_, complaints, _) if complaints.contains("(2)") => Ok(Vec::new()),
            (status, complaints, _) => bail!(
                "{}: rsync ended with status {status} · rsync dừng với mã {status}: {complaints}",
                self.target
            ),
        }
    }

    fn clear(&self, _: &Files) -> Result<()> {
        // The other side takes away its temporary files when it is left alone.
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        let own = self.empty("own")?;
        let file = Path::new(&own).join(path);
        file.parent().map(fs::create_dir_all).transpose()?;
        write(&file, &bytes)?;
        self.must(&["--checksum"], &own, &self.target)
    }

    fn send(&self, output: &Path, files: &[&Published]) -> Result<()> {
        let list = self.list(files.iter().map(|file| file.path.clone()))?;
        let flags = [
            "--checksum",
            "--compress",
            "--from0",
            &format!("--files-from={list}"),
        ];
        self.must(&flags, &format!("{}/", text(output)?), &self.target)
    }

    fn delete(&self, paths: &[String]) -> Result<()> {
        let nothing = self.empty("nothing")?;
        for some in paths.chunks(DELETIONS) {
            // An empty folder takes away everything that is not protected, and all but these files
            // is.
            let list = self.list(rules(some).into_iter())?;
            self.must(
                &["--delete", "--from0", &format!("--filter=merge {list}")],
                &nothing,
                &self.target,
            )?;
        }
        Ok(())
    }

    fn batch(&self) -> (usize, u64) {
        // Each batch is a login.
        (usize::MAX, u64::MAX)
    }
}

/// rsync's rules by which only these files may go, and the folders that are empty without them.
fn rules(paths: &[String]) -> Vec<String> {
    let mut rules = Vec::new();
    let mut last = "";
    for path in paths {
        for (at, _) in path
            .match_indices('/')
            .filter(|(at, _)| !last.starts_with(&path[..=*at]))
        {
            rules.push(format!("+ /{}", pattern(&path[..=at])));
        }
        rules.push(format!("+ /{}", pattern(path)));
        last = path;
    }
    rules.push("- *".to_owned());
    rules
}

/// A path as a pattern that matches nothing else. A backslash speaks only where there are signs of
/// a pattern.
fn pattern(path: &str) -> String {
    if !path.contains(['*', '?', '[']) {
        return path.to_owned();
    }
    path.chars()
        .flat_map(|c| {
            matches!(c, '*' | '?' | '[' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect()
}

fn text(path: &Path) -> Result<String> {
    let text = path.to_str().with_context(|| {
        format!(
            "{}: no UTF-8 path · đường dẫn không phải UTF-8",
            path.display()
        )
    })?;
    // rsync takes `a:b` for a folder of the host `a`.
    Ok(if path.is_absolute() {
        text.to_owned()
    } else {
        format!("./{text}")
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a file on the desk, which no one else reads"
)]
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_may_go() {
        let paths = ["a/b/x.html", "a/b/y.html", "a/c.html", "d [1].html"].map(str::to_owned);
        let expected = [
            "+ /a/",
            "+ /a/b/",
            "+ /a/b/x.html",
            "+ /a/b/y.html",
            "+ /a/c.html",
            "+ /d \\[1].html",
            "- *",
        ];
        assert_eq!(rules(&paths), expected);
    }
}
