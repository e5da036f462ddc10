//! Targets of the program `sftp` of OpenSSH, which comes with Windows, macOS and Linux: hosts that
//! take files over SSH and run nothing else. Each file is put beside its place and renamed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};
use tempfile::TempDir;

use super::ask_pass;
use super::listed::{self, Listed, PART};
use super::record::{self, Files};
use super::target::ServerFolder;
use super::{Remote, RemoteState};
use crate::base::regular;
use crate::publish::Published;

/// Files and bytes of one batch. Each batch is a login, and what was cut off sends one batch again.
const BATCH: (usize, u64) = (500, 128 << 20);
/// Files that are deleted in one login.
const DELETIONS: usize = 2_000;
/// The name under which the one key that is accepted is in the list of known keys.
const ALIAS: &str = "tiendo-target";

/// A target of the program sftp.
pub(super) struct Sftp {
    target: ServerFolder,
    /// The key that the server has to have; those that this computer knows where it is not said.
    host_key: Option<String>,
    /// Lists and files of our own on their way.
    desk: TempDir,
}

/// What became of one call of sftp.
struct Done {
    status: i32,
    /// What it printed, without the commands that it repeats.
    printed: Vec<String>,
    complaints: String,
}

impl Sftp {
    /// A target with the key of its server.
    ///
    /// # Errors
    /// When the key is not one, or no folder can be made for what is on its way.
    pub(super) fn new(target: &ServerFolder, host_key: Option<&str>) -> Result<Self> {
        let sftp = Self {
            target: target.clone(),
            host_key: host_key.map(known_key).transpose()?,
            desk: tempfile::tempdir()?,
        };
        if let Some(key) = &sftp.host_key {
            write(&sftp.known_hosts(), format!("{ALIAS} {key}\n").as_bytes())?;
        }
        Ok(sftp)
    }

    fn known_hosts(&self) -> PathBuf {
        self.desk.path().join("known_hosts")
    }

    /// A path at the target, as a command of sftp names it.
    fn at(&self, path: &str) -> Result<String> {
        let folder = self.target.folder.trim_end_matches('/');
        if folder.is_empty() && !self.target.folder.starts_with('/') {
            return quoted(path);
        }
        quoted(format!("{folder}/{path}").trim_end_matches('/'))
    }

    /// Runs commands in a folder of this computer; one that begins with `-` may fail.
    fn run(&self, folder: &Path, commands: &[String]) -> Result<Done> {
        let list = self.desk.path().join("commands");
        write(&list, (commands.join("\n") + "\n").as_bytes())?;
        let mut command = Command::new("sftp");
        let asks = ask_pass::prepare(&mut command)?;
        let batch = if asks { "no" } else { "yes" };
        command.arg(format!("-oBatchMode={batch}"));
        command.args([
            "-oStrictHostKeyChecking=yes",
            "-oUpdateHostKeys=no",
            "-oNumberOfPasswordPrompts=1",
            "-oConnectTimeout=30",
            "-oServerAliveInterval=15",
        ]);
        if self.host_key.is_some() {
            let known = self.known_hosts();
            command.arg(format!("-oUserKnownHostsFile=\"{}\"", known.display()));
            command.arg("-oGlobalKnownHostsFile=none");
            command.arg(format!("-oHostKeyAlias={ALIAS}"));
        }
        if let Some(port) = self.target.port {
            command.args(["-P", &port.to_string()]);
        }
        command
            .arg("-b")
            .arg(&list)
            .arg("--")
            .arg(&self.target.login);
        command.current_dir(folder).stdin(Stdio::null());
        let done = command.output().map_err(|error| match error.kind() {
            ErrorKind::NotFound => anyhow!(
                "the program sftp is missing; install OpenSSH (Debian: apt install \
                 openssh-client; Windows: Optional features) · máy chưa có chương trình sftp; hãy \
                 cài OpenSSH (Debian: apt install openssh-client; Windows: Tính năng tùy chọn)"
            ),
            _ => anyhow!(error).context("sftp"),
        })?;
        let printed = String::from_utf8_lossy(&done.stdout).into_owned();
        let own = printed.lines().filter(|line| !line.starts_with("sftp> "));
        Ok(Done {
            // Killed by a signal, it has no status.
            status: done.status.code().unwrap_or(-1),
            printed: own.map(str::to_owned).collect(),
            complaints: String::from_utf8_lossy(&done.stderr).trim().to_owned(),
        })
    }

    /// Runs commands, which must end well.
    fn must(&self, folder: &Path, commands: &[String]) -> Result<()> {
        let done = self.run(folder, commands)?;
        if done.status == 0 {
            return Ok(());
        }
        Err(self.failed(&done))
    }

    fn failed(&self, done: &Done) -> anyhow::Error {
        let target = &self.target;
        let said = done.complaints.replace('\n', "; ");
        if said.contains("Host key verification failed") || said.contains("host key is known") {
            // What else ssh says of it is a page.
            let mut lines = done.complaints.lines();
            let shown = lines.find(|line| line.contains("SHA256:"));
            let shown = shown.unwrap_or_default().trim_end_matches('.');
            return anyhow!(
                "sftp://{target}: the server's key is not the one that is known, or none is known; \
                 nothing was sent. Ask the host for its key, and put it into `deploy_host_key` of \
                 site.yaml (or --host-key) · khóa của máy chủ không phải khóa đã biết, hoặc chưa \
                 biết khóa nào; chưa gửi gì. Hãy hỏi nhà cung cấp khóa máy chủ rồi ghi vào \
                 `deploy_host_key` trong site.yaml (hoặc --host-key). Khóa mà máy chủ đưa ra: {shown}"
            );
        }
        if said.contains("Permission denied (") {
            let name = ask_pass::PASSWORD;
            return anyhow!(
                "sftp://{target}: the login was refused; check the name, and the password in the \
                 environment variable {name} or the key of SSH · máy chủ không cho đăng nhập; hãy \
                 kiểm tra tên, mật khẩu trong biến môi trường {name} hoặc khóa SSH: {said}"
            );
        }
        let status = done.status;
        anyhow!(
            "sftp://{target}: sftp ended with status {status}; check the address and the path, \
             then deploy again: it goes on from here · sftp dừng với mã {status}; hãy kiểm tra địa chỉ \
             và đường dẫn rồi chạy lại, lệnh sẽ gửi tiếp từ đây: {said}"
        )
    }

    /// Commands that make the folders of files; those that are there already fail.
    fn folders<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<Vec<String>> {
        let mut commands = Vec::new();
        let base = self.target.folder.trim_end_matches('/');
        let ends = base.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([base.len()]).filter(|end| *end > 0) {
            commands.push(format!("-mkdir {}", quoted(&base[..end])?));
        }
        for folder in listed::folders(paths) {
            commands.push(format!("-mkdir {}", self.at(folder)?));
        }
        Ok(commands)
    }

    /// Commands that put a file of this computer beside its place and then into it.
    fn put_commands(&self, here: &str, path: &str) -> Result<[String; 2]> {
        let (part, whole) = (self.at(&format!("{path}{PART}"))?, self.at(path)?);
        Ok([
            format!("put {} {part}", quoted(here)?),
            format!("rename {part} {whole}"),
        ])
    }
}

impl Listed for Sftp {
    fn names(&self, folder: &str) -> Result<Option<BTreeSet<String>>> {
        let done = self.run(self.desk.path(), &[format!("ls -1a {}", self.at(folder)?)])?;
        let missing = ["not found", "No such file"];
        if done.status != 0 && missing.iter().any(|words| done.complaints.contains(words)) {
            return Ok(None);
        }
        if done.status != 0 {
            return Err(self.failed(&done));
        }
        Ok(Some(listed::names_of(&done.printed)))
    }

    fn list(&self, path: &str, room: &mut u64) -> Result<Files> {
        let here = self.desk.path().join("list");
        let get = format!("get {} \"list\"", self.at(path)?);
        self.must(self.desk.path(), &[get])?;
        let name = format!("sftp://{}: {path}", self.target);
        let about = fs::metadata(&here).with_context(|| name.clone())?;
        if about.len() > record::LARGEST_PACKED {
            bail!("{name}: larger than any list of tiendo · lớn hơn mọi danh sách của tiendo");
        }
        let bytes = regular::read(&here).with_context(|| name.clone())?;
        record::unpack(&bytes, room).context(name)
    }
}

impl Remote for Sftp {
    fn look(&self) -> Result<RemoteState> {
        listed::look(self)
    }

    fn others(&self, _: &Path, files: &[&Published], first: bool) -> Result<Vec<String>> {
        if !first || files.is_empty() {
            return Ok(Vec::new());
        }
        // The first deployment needs a folder in which none of its own names is taken.
        let names = self.names("")?.unwrap_or_default();
        Ok(listed::taken(files, &names))
    }

    fn clear(&self, files: &Files) -> Result<()> {
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        for some in paths.chunks(DELETIONS) {
            let mut commands = Vec::new();
            for path in some.iter().chain([&record::PATH]) {
                commands.push(format!("-rm {}", self.at(&format!("{path}{PART}"))?));
            }
            self.must(self.desk.path(), &commands)?;
        }
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        write(&self.desk.path().join("own"), &bytes)?;
        let mut commands = self.folders([path].into_iter())?;
        commands.extend(self.put_commands("own", path)?);
        self.must(self.desk.path(), &commands)
    }

    fn send(&self, output: &Path, files: &[&Published]) -> Result<()> {
        let mut commands = self.folders(files.iter().map(|file| &*file.path))?;
        for file in files {
            commands.extend(self.put_commands(&file.path, &file.path)?);
        }
        self.must(output, &commands)
    }

    fn delete(&self, paths: &[String]) -> Result<()> {
        for some in paths.chunks(DELETIONS) {
            let mut commands = Vec::new();
            for path in some {
                commands.push(format!("-rm {}", self.at(path)?));
            }
            let done = self.run(self.desk.path(), &commands)?;
            let is_gone = |line: &str| line.contains("No such file") || line.contains("not found");
            let refused = |line: &&str| line.contains("delet") && !is_gone(line);
            if done.status != 0 || done.complaints.lines().any(|line| refused(&line)) {
                return Err(self.failed(&done));
            }
            // A folder that still holds something stays.
            let folders = listed::folders(some.iter().map(String::as_str));
            let mut commands = Vec::new();
            for folder in folders.iter().rev() {
                commands.push(format!("-rmdir {}", self.at(folder)?));
            }
            self.must(self.desk.path(), &commands)?;
        }
        Ok(())
    }

    fn batch(&self) -> (usize, u64) {
        BATCH
    }
}

/// A path between the quotes of a command, which keep blanks and wildcards as they are.
fn quoted(path: &str) -> Result<String> {
    if path.contains(['"', '\\']) || path.contains(char::is_control) {
        bail!(
            "{path}: a name with quotes, backslashes or control characters cannot be sent by sftp; \
             rename the file · tên có dấu nháy kép, gạch chéo ngược hoặc ký tự điều khiển không \
             gửi được bằng sftp; hãy đổi tên tệp"
        );
    }
    Ok(format!("\"{path}\""))
}

/// The key of a server, as `ssh-keyscan` and files of known hosts write it: its kind and its text.
/// A name before it is left out.
fn known_key(text: &str) -> Result<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_kind = |word: &str| word.starts_with("ssh-") || word.starts_with("ecdsa-");
    let kind = words.iter().position(|word| is_kind(word));
    let key = kind.and_then(|kind| Some((words[kind], *words.get(kind + 1)?)));
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    match key {
        Some((kind, key)) if key.starts_with("AAAA") && key.chars().all(is_base64) => {
            Ok(format!("{kind} {key}"))
        }
        _ => bail!(
            "“{text}” is not the key of a server; write it as ssh-keyscan shows it: ssh-ed25519 \
             AAAA… · không phải khóa máy chủ; hãy ghi như ssh-keyscan cho thấy: ssh-ed25519 AAAA…"
        ),
    }
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
    fn names_of_commands_are_kept_whole() {
        assert_eq!(quoted("a b/[1]*.csv").unwrap(), "\"a b/[1]*.csv\"");
        for wrong in ["a\"b", "a\\b", "a\nrm b"] {
            assert!(quoted(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn keys_are_read_as_they_are_shown() {
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx+/k=";
        for text in [
            key,
            &format!("[may-chu]:2222 {key}"),
            &format!("{key} ghi chú"),
        ] {
            assert_eq!(known_key(text).unwrap(), key);
        }
        for wrong in [
            "",
            "SHA256:abc",
            "ssh-ed25519",
            "ssh-ed25519 AAAA;rm",
            "ssh-rsa BBBB",
        ] {
            assert!(known_key(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn folders_are_made_from_the_top() {
        let target = ServerFolder {
            login: "web@may-chu".into(),
            port: None,
            folder: "/srv/www".into(),
        };
        let sftp = Sftp::new(&target, None).unwrap();
        let commands = sftp.folders(["a/b/c.html", "a/d.html", "e.html"].into_iter());
        let expected = ["/srv", "/srv/www", "/srv/www/a", "/srv/www/a/b"];
        let expected = expected.map(|folder| format!("-mkdir \"{folder}\""));
        assert_eq!(commands.unwrap(), expected);
        assert_eq!(sftp.at("").unwrap(), "\"/srv/www\"");
    }
}
