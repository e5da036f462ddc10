//! Where a site goes, as it is typed.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where a site goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder of this computer.
    Folder(PathBuf),
    /// A bucket of an S3-compatible store, and the addresses below which the site is in it;
    /// empty for all of it.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// Without slashes at its ends.
        prefix: String,
    },
    /// What the rsync program takes for a target: `user@host:path` or `rsync://host/module/path`.
    Rsync(String),
    /// A folder of a server that speaks SFTP.
    Sftp(ServerFolder),
    /// A folder of a server that speaks FTP over TLS.
    Ftps(ServerFolder),
}

/// A folder of a server, and who logs in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFolder {
    /// `user@host`, or the host alone.
    pub login: String,
    /// The server's port, if it is not the usual one.
    pub port: Option<u16>,
    /// The folder; from the person's own one unless it begins with a slash.
    pub folder: String,
}

impl ServerFolder {
    /// Reads what is behind `sftp://` or `ftps://`: `user@host:port/folder`; `/~/` begins at the
    /// person's own folder.
    fn parse(text: &str) -> Option<Self> {
        let (address, folder) = text.split_once('/')?;
        let (login, port) = match address.rsplit_once(':') {
            Some((login, port)) => (login, Some(port.parse().ok()?)),
            None => (address, None),
        };
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        let host = login.rsplit('@').next().unwrap_or_default();
        let is_login = !host.is_empty() && !login.starts_with(['-', '@']) && !host.starts_with('-');
        let folder = match folder.strip_prefix("~/") {
            Some(own) => own.to_owned(),
            None => format!("/{folder}"),
        };
        let is_folder = folder.split('/').all(|part| !matches!(part, "." | ".."));
        let odd = |c: char| matches!(c, '"' | '\\') || c.is_control();
        let good = is_login && login.chars().all(plain) && is_folder && !folder.contains(odd);
        good.then(|| Self {
            login: login.to_owned(),
            port,
            folder,
        })
    }

    /// Who logs in, and the host; an account of FTP may have an `@` of its own.
    pub(super) fn account(&self) -> Option<(&str, &str)> {
        self.login.rsplit_once('@')
    }
}

impl fmt::Display for ServerFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.login)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        let own = if self.folder.starts_with('/') {
            ""
        } else {
            "/~/"
        };
        write!(f, "{own}{}", self.folder)
    }
}

impl Target {
    /// Reads `dir`, `s3://bucket/prefix`, `user@host:path`, `rsync://host/module/path`,
    /// `sftp://user@host/path` or `ftps://user@host/path`.
    ///
    /// # Errors
    /// What is wrong with it, in words for the person who typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("s3://") {
            let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            let prefix = prefix.trim_matches('/');
            if bucket.is_empty() || prefix.split('/').any(|part| matches!(part, "." | "..")) {
                return Err(
                    "write s3://bucket or s3://bucket/prefix · viết s3://bucket hoặc \
                     s3://bucket/thu-muc"
                        .into(),
                );
            }
            return Ok(Self::S3 {
                bucket: bucket.to_owned(),
                prefix: prefix.to_owned(),
            });
        }
        if git(text) {
            return Err(
                "this is the address of a git repository, which a site is not sent to by deploy: \
                 push the content there and let its CI build and publish it · đây là địa chỉ kho \
                 git, không phải nơi đăng trang: hãy đẩy nội dung lên kho bằng git push để máy chủ \
                 tự dựng, hoặc ghi thư mục, s3:// hay user@may-chu:duong-dan"
                    .into(),
            );
        }
        if text.starts_with("rsync://") {
            return Ok(Self::Rsync(text.to_owned()));
        }
        if let Some(target) = server(text) {
            return target;
        }
        if text.contains("://") {
            return Err(
                "only folders, s3://, rsync://, sftp://, ftps:// and user@host:path are known · \
                 chỉ nhận thư mục, s3://, rsync://, sftp://, ftps:// và user@host:duong-dan"
                    .into(),
            );
        }
        match text.split_once(':') {
            // A drive of Windows has one letter.
            Some((host, _)) if !host.contains(['/', '\\']) && host.len() > 1 => {
                if host.starts_with('-') {
                    return Err(
                        "a host does not begin with - · tên máy không bắt đầu bằng -".into(),
                    );
                }
                Ok(Self::Rsync(text.to_owned()))
            }
            _ if text.is_empty() => {
                Err("a target cannot be empty · đích không được để trống".into())
            }
            _ => Ok(Self::Folder(text.into())),
        }
    }

    /// Reads the target in `deploy:` of site.yaml: a folder is beside content/, wherever the
    /// command was started.
    ///
    /// # Errors
    /// As [`Target::parse`].
    pub fn of_site(text: &str, root: &Path) -> Result<Self, String> {
        Ok(match Self::parse(text)? {
            Self::Folder(folder) => Self::Folder(root.join(folder)),
            other => other,
        })
    }
}

/// The target of an address of SFTP or FTP, or what is wrong with it; nothing for other addresses.
fn server(text: &str) -> Option<Result<Target, String>> {
    if let Some(rest) = text.strip_prefix("sftp://") {
        let target = ServerFolder::parse(rest).map(Target::Sftp);
        return Some(target.ok_or_else(|| how_to_write("sftp")));
    }
    if let Some(rest) = text.strip_prefix("ftps://") {
        let folder = ServerFolder::parse(rest).filter(|folder| folder.account().is_some());
        return Some(folder.map(Target::Ftps).ok_or_else(|| how_to_write("ftps")));
    }
    if text.starts_with("ftp://") {
        return Some(Err(
            "ftp:// sends the password and the site so that anyone on the way can read and change \
             them; write ftps://user@host/folder (the same server, over TLS) or ask the host for \
             SFTP · ftp:// gửi mật khẩu và trang mà không mã hóa; hãy viết \
             ftps://user@may-chu/thu-muc (vẫn máy chủ ấy, có mã hóa TLS) hoặc hỏi nhà cung cấp về \
             SFTP"
                .into(),
        ));
    }
    None
}

/// How an address of SFTP or FTP is written, for who wrote another.
fn how_to_write(scheme: &str) -> String {
    format!(
        "write {scheme}://user@host/folder or {scheme}://user@host:port/~/folder, without a \
         password · viết {scheme}://user@may-chu/thu-muc hoặc \
         {scheme}://user@may-chu:cong/~/thu-muc, không ghi mật khẩu"
    )
}

/// Whether an address is one that git takes: a known service, `.git` at its end, a scheme of git.
fn git(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let services = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];
    let host = text
        .split_once("://")
        .map_or(&*text, |(_, rest)| rest)
        .split(['/', ':'])
        .next()
        .unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let remote = text.contains("://") || text.contains(':');
    text.starts_with("git@")
        || text.starts_with("git://")
        || text.starts_with("git+")
        || (remote && !text.starts_with("s3://") && text.trim_end_matches('/').ends_with(".git"))
        || services.contains(&host)
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::S3 { bucket, prefix } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::S3 { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
            Self::Rsync(target) => f.write_str(target),
            Self::Sftp(target) => write!(f, "sftp://{target}"),
            Self::Ftps(target) => write!(f, "ftps://{target}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_typed() {
        let s3 = |bucket: &str, prefix: &str| {
            Ok(Target::S3 {
                bucket: bucket.into(),
                prefix: prefix.into(),
            })
        };
        assert_eq!(Target::parse("s3://a"), s3("a", ""));
        assert_eq!(Target::parse("s3://a/b/c/"), s3("a", "b/c"));
        assert_eq!(
            Target::parse("/srv/www"),
            Ok(Target::Folder("/srv/www".into()))
        );
        assert_eq!(Target::parse("./a:b"), Ok(Target::Folder("./a:b".into())));
        assert_eq!(
            Target::parse("C:\\www"),
            Ok(Target::Folder("C:\\www".into()))
        );
        for rsync in ["web@may-chu:/srv/www", "may-chu:www", "rsync://may-chu/www"] {
            assert_eq!(Target::parse(rsync), Ok(Target::Rsync(rsync.into())));
        }
        for (typed, login, port, folder) in [
            (
                "sftp://web@may-chu/srv/www",
                "web@may-chu",
                None,
                "/srv/www",
            ),
            (
                "sftp://may-chu:2222/~/public_html",
                "may-chu",
                Some(2222),
                "public_html",
            ),
        ] {
            let target = Target::parse(typed).unwrap();
            let (login, folder) = (login.to_owned(), folder.to_owned());
            let expected = ServerFolder {
                login,
                port,
                folder,
            };
            assert_eq!(target, Target::Sftp(expected));
            assert_eq!(target.to_string(), typed);
        }
        let typed = "ftps://web@congdoan.example@ftp.congdoan.example:2121/~/public_html";
        let target = Target::parse(typed).unwrap();
        assert_eq!(target.to_string(), typed);
        let Target::Ftps(target) = target else {
            panic!("{target}");
        };
        let expected = Some(("web@congdoan.example", "ftp.congdoan.example"));
        assert_eq!(target.account(), expected);
        for git in [
            "git@github.com:cong-doan/trang.git",
            "https://github.com/cong-doan/trang",
            "ssh://git@may-chu/trang.git",
            "web@may-chu:trang.git",
            "git://may-chu/trang",
        ] {
            let reported = Target::parse(git).unwrap_err();
            assert!(reported.contains("kho git"), "{git}: {reported}");
        }
        for wrong in [
            "",
            "s3://",
            "s3:///a",
            "s3://a/../b",
            "ftp://a/b",
            "ftp://web@a/b",
            "ftps://a/b",
            "ftps://web:mat-khau@may-chu/a",
            "ftps://web@may-chu",
            "sftp://a",
            "sftp://-oProxyCommand=x/a",
            "sftp://web:mat-khau@may-chu/a",
            "sftp://a/../b",
            "sftp://a/b\"c",
            "-oProxyCommand=x:y",
        ] {
            assert!(Target::parse(wrong).is_err(), "{wrong}");
        }
    }
}
