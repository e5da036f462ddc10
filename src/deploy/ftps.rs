//! Targets of FTP over TLS (RFC 4217), for hosts that offer nothing else. The connection is
//! encrypted before the password is sent; each file is put beside its place and renamed.

mod certificate;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Cursor, Read as _};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use suppaftp::rustls::ClientConfig;
use suppaftp::rustls::version::{TLS12, TLS13};
use suppaftp::types::{FileType, Mode};
use suppaftp::{FtpError, FtpResult, RustlsConnector, RustlsFtpStream, Status};

use super::ask_pass::{self, PASSWORD};
use super::listed::{self, Listed, PART};
use super::record::{self, Files};
use super::target::ServerFolder;
use super::{Remote, RemoteState};
use crate::base::regular;
use crate::publish::Published;
use certificate::Certificate;

/// Files and bytes of one batch, which is what is sent again after a deployment that was cut off.
const BATCH: (usize, u64) = (200, 64 << 20);
/// The port of FTP where the target names none.
const PORT: u16 = 21;
/// A connection is made, and each answer comes, within this time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A target of FTP over TLS.
pub(super) struct Ftps {
    target: ServerFolder,
    certificate: Arc<Certificate>,
    /// Of TLS 1.2 and 1.3, in the order in which they are tried.
    connections: [Arc<ClientConfig>; 2],
    /// Made when it is needed, and again after it was lost.
    session: RefCell<Option<Session>>,
}

/// A login.
struct Session {
    stream: RustlsFtpStream,
    /// The folder of the site from the server's root, without a slash at its end.
    base: String,
    /// Folders that are known to be there.
    folders: BTreeSet<String>,
}

impl Ftps {
    /// A target, and the fingerprint of its server's certificate where one is given.
    ///
    /// # Errors
    /// When that is not a fingerprint, or this computer knows no authorities.
    pub(super) fn new(target: &ServerFolder, fingerprint: Option<&str>) -> Result<Self> {
        let certificate = Certificate::new(fingerprint)?;
        Ok(Self {
            target: target.clone(),
            // Many servers take a file only in a session that goes on from that of the commands.
            // Of TLS 1.3 the tickets for that are used up after a few files, because the answers
            // that bring new ones are not read by a client that only sends.
            connections: [
                certificate.connections(&TLS12)?,
                certificate.connections(&TLS13)?,
            ],
            certificate,
            session: RefCell::default(),
        })
    }

    /// Does something in a session, and once more in a new one when the connection was lost.
    fn within<T>(&self, work: impl Fn(&mut Session) -> FtpResult<T>) -> Result<T> {
        let mut session = self.session.borrow_mut();
        let mut is_again = false;
        loop {
            let open = match &mut *session {
                Some(open) => open,
                None => session.insert(self.log_in()?),
            };
            match work(open) {
                Ok(done) => return Ok(done),
                Err(error) if is_lost(&error) && !is_again => {
                    *session = None;
                    is_again = true;
                }
                Err(error) => {
                    *session = None;
                    return Err(self.failed(&error));
                }
            }
        }
    }

    fn log_in(&self) -> Result<Session> {
        let target = &self.target;
        let (user, host) = target.account().unwrap_or_default();
        let Some(password) = ask_pass::password()? else {
            bail!(
                "ftps://{target}: set the environment variable {PASSWORD} to the password · hãy \
                 đặt mật khẩu vào biến môi trường {PASSWORD}"
            );
        };
        let mut stream = self.connect(host)?;
        (stream.login(user, &password)).map_err(|error| self.not_let_in(&error))?;
        (stream.transfer_type(FileType::Binary)).map_err(|error| self.failed(&error))?;
        // Servers that always speak UTF-8 need not know of the option.
        let _ = stream.opts("UTF8", Some("ON"));
        let own = if target.folder.starts_with('/') {
            String::new()
        } else {
            stream.pwd().map_err(|error| self.failed(&error))?
        };
        Ok(Session {
            stream,
            base: base(&own, &target.folder),
            folders: BTreeSet::new(),
        })
    }

    /// An encrypted connection.
    fn connect(&self, host: &str) -> Result<RustlsFtpStream> {
        let port = self.target.port.unwrap_or(PORT);
        let [first, second] = &self.connections;
        let made = match secure(host, port, first) {
            // The server may know no TLS 1.2.
            Err(error) if is_lost(&error) && self.certificate.refused().is_none() => {
                secure(host, port, second)
            }
            made => made,
        };
        made.map_err(|error| self.not_secure(&error))
    }

    /// What to say when the connection could not be encrypted.
    fn not_secure(&self, error: &FtpError) -> anyhow::Error {
        let target = &self.target;
        let Some(shown) = self.certificate.refused() else {
            return match error {
                FtpError::UnexpectedResponse(_) => anyhow!(
                    "ftps://{target}: the server takes no encrypted connection ({error}); the \
                     password was not sent. Ask the host for FTPS or SFTP · máy chủ không nhận kết \
                     nối mã hóa; chưa gửi mật khẩu. Hãy hỏi nhà cung cấp về FTPS hoặc SFTP: {error}"
                ),
                _ => self.failed(error),
            };
        };
        anyhow!(
            "ftps://{target}: the server's certificate is not the one that is known, or no \
             authority that this computer trusts has signed it for this name; the password was \
             not sent. Ask the host for the SHA-256 fingerprint of its certificate, and put it \
             into `deploy_host_key` of site.yaml (or --host-key) · chứng thư của máy chủ không \
             phải chứng thư đã biết, hoặc không được cơ quan tin cậy cấp cho tên máy này; chưa gửi mật \
             khẩu. Hãy hỏi nhà cung cấp dấu vân tay SHA-256 của chứng thư rồi ghi vào \
             `deploy_host_key` trong site.yaml (hoặc --host-key). Máy chủ đưa ra: {shown} ({error})"
        )
    }

    /// What to say when the login was refused.
    fn not_let_in(&self, error: &FtpError) -> anyhow::Error {
        let target = &self.target;
        if is_lost(error) {
            return self.failed(error);
        }
        anyhow!(
            "ftps://{target}: the login was refused; check the name, and the password in the \
             environment variable {PASSWORD} · máy chủ không cho đăng nhập; hãy kiểm tra tên, mật \
             khẩu trong biến môi trường {PASSWORD}: {error}"
        )
    }

    fn failed(&self, error: &FtpError) -> anyhow::Error {
        let target = &self.target;
        anyhow!(
            "ftps://{target}: {error}; check the address, the path and what the account may do, \
             then deploy again: it goes on from here · hãy kiểm tra địa chỉ, đường dẫn và quyền \
             của tài khoản rồi chạy lại, lệnh sẽ gửi tiếp từ đây; báo nguyên văn: {error}"
        )
    }

    /// Puts bytes beside their place and then into it.
    fn place(&self, path: &str, bytes: &[u8]) -> Result<()> {
        if path.contains(char::is_control) {
            bail!(
                "{path}: a name with control characters cannot be sent by FTP; rename the file · \
                 tên có ký tự điều khiển không gửi được bằng FTP; hãy đổi tên tệp"
            );
        }
        self.within(|session| session.place(path, bytes))
    }
}

impl Session {
    /// A path below the target, from the server's root.
    fn at(&self, path: &str) -> String {
        let at = format!("{}/{path}", self.base);
        at.trim_end_matches('/').to_owned()
    }

    /// The names in a folder; nothing when it is not there.
    fn names(&mut self, path: &str) -> FtpResult<Option<BTreeSet<String>>> {
        let at = self.at(path);
        // Not all servers take a folder with blanks behind NLST.
        let there = self.stream.cwd(if at.is_empty() { "/" } else { &*at });
        if existing(there)?.is_none() {
            return Ok(None);
        }
        let lines = match self.stream.nlst(None) {
            Err(error) if is_empty(&error) => Vec::new(),
            lines => lines?,
        };
        Ok(Some(listed::names_of(&lines)))
    }

    /// Whether there is a file or folder of this path.
    fn is_there(&mut self, path: &str) -> FtpResult<bool> {
        let at = self.at(path);
        // Not all servers tell sizes, nor list names with a dot before them.
        if succeeded(self.stream.size(&at))?.is_some() || existing(self.stream.cwd(&at))?.is_some()
        {
            return Ok(true);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = self.names(folder)?.unwrap_or_default();
        Ok(names.contains(name))
    }

    /// Makes the folders of a file, those of the target too.
    fn make_folders(&mut self, path: &str) -> FtpResult<()> {
        let at = self.at(path);
        let ends = at.match_indices('/').map(|(end, _)| end);
        for end in ends.filter(|end| *end > 0) {
            let folder = &at[..end];
            if !self.folders.contains(folder) {
                // It fails for a folder that is there already.
                succeeded(self.stream.mkdir(folder))?;
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    fn place(&mut self, path: &str, bytes: &[u8]) -> FtpResult<()> {
        self.make_folders(path)?;
        let (part, whole) = (self.at(&format!("{path}{PART}")), self.at(path));
        self.stream.put_file(&part, &mut Cursor::new(bytes))?;
        if succeeded(self.stream.rename(&part, &whole))?.is_some() {
            return Ok(());
        }
        // Servers of Windows do not rename over a file.
        succeeded(self.stream.rm(&whole))?;
        self.stream.rename(&part, &whole)
    }

    fn delete(&mut self, path: &str) -> FtpResult<()> {
        let at = self.at(path);
        let Err(error) = self.stream.rm(&at) else {
            return Ok(());
        };
        // A file that is gone is refused as one that may not be deleted is.
        let is_refused = status(&error) == Some(Status::FileUnavailable);
        if !is_refused || self.is_there(path)? {
            return Err(error);
        }
        Ok(())
    }
}

impl Listed for Ftps {
    fn names(&self, folder: &str) -> Result<Option<BTreeSet<String>>> {
        self.within(|session| session.names(folder))
    }

    fn list(&self, path: &str, room: &mut u64) -> Result<Files> {
        let bytes = self.within(|session| {
            let at = session.at(path);
            session.stream.retr(&at, |stream| {
                let mut bytes = Vec::new();
                let most = record::LARGEST_PACKED + 1;
                let read = stream.take(most).read_to_end(&mut bytes);
                read.map_err(FtpError::ConnectionError).map(|_| bytes)
            })
        })?;
        if bytes.len() as u64 > record::LARGEST_PACKED {
            bail!(
                "ftps://{}: {path}: larger than any list of tiendo · lớn hơn mọi danh sách của \
                 tiendo",
                self.target
            );
        }
        record::unpack(&bytes, room).with_context(|| format!("ftps://{}: {path}", self.target))
    }
}

impl Remote for Ftps {
    fn look(&self) -> Result<RemoteState> {
        listed::look(self)
    }

    fn others(&self, _: &Path, files: &[&Published], first: bool) -> Result<Vec<String>> {
        if !first || files.is_empty() {
            return Ok(Vec::new());
        }
        // The first deployment needs a folder in which none of its own names is taken.
        let mut names = self.names("")?.unwrap_or_default();
        // Servers leave names with a dot before them out of their lists.
        let tops: BTreeSet<&str> = files.iter().map(|file| listed::top(&file.path)).collect();
        for top in tops.into_iter().filter(|top| top.starts_with('.')) {
            if self.within(|session| session.is_there(top))? {
                names.insert(top.to_owned());
            }
        }
        Ok(listed::taken(files, &names))
    }

    fn clear(&self, files: &Files) -> Result<()> {
        for path in files.keys().map(String::as_str).chain([record::PATH]) {
            let part = format!("{path}{PART}");
            self.within(|session| {
                let at = session.at(&part);
                succeeded(session.stream.rm(&at)).map(drop)
            })?;
        }
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.place(path, &bytes)
    }

    fn send(&self, output: &Path, files: &[&Published]) -> Result<()> {
        for file in files {
            let bytes =
                regular::read(output.join(&file.path)).with_context(|| file.path.clone())?;
            self.place(&file.path, &bytes)?;
        }
        Ok(())
    }

    fn delete(&self, paths: &[String]) -> Result<()> {
        for path in paths {
            self.within(|session| session.delete(path))?;
        }
        let folders = listed::folders(paths.iter().map(String::as_str));
        // A folder that still holds something stays.
        for folder in folders.iter().rev() {
            self.within(|session| {
                let at = session.at(folder);
                session.folders.remove(&at);
                succeeded(session.stream.rmdir(&at)).map(drop)
            })?;
        }
        Ok(())
    }

    fn batch(&self) -> (usize, u64) {
        BATCH
    }
}

/// The folder of the site from the server's root, without a slash at its end: `own` is the folder
/// in which a login begins.
fn base(own: &str, folder: &str) -> String {
    if folder.starts_with('/') {
        return folder.trim_end_matches('/').to_owned();
    }
    let base = format!("{}/{folder}", own.trim_end_matches('/'));
    base.trim_end_matches('/').to_owned()
}

/// A connection that is encrypted from before the login.
fn secure(host: &str, port: u16, connections: &Arc<ClientConfig>) -> FtpResult<RustlsFtpStream> {
    let plain = connect(host, port)?;
    let is_v6 = plain.get_ref().peer_addr().is_ok_and(|peer| peer.is_ipv6());
    let connector = RustlsConnector::from(Arc::clone(connections));
    let mut stream = plain.into_secure(connector, host)?;
    stream.set_mode(if is_v6 {
        Mode::ExtendedPassive
    } else {
        Mode::Passive
    });
    // Servers behind a router tell the address that they have within it.
    stream.set_passive_nat_workaround(true);
    Ok(stream)
}

/// A connection that is not yet encrypted.
fn connect(host: &str, port: u16) -> FtpResult<RustlsFtpStream> {
    let addresses = (host, port).to_socket_addrs();
    let mut last = None;
    for address in addresses.map_err(FtpError::ConnectionError)? {
        match patient(address).and_then(RustlsFtpStream::connect_with_stream) {
            Ok(stream) => return Ok(stream.passive_stream_builder(patient)),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or(FtpError::BadResponse))
}

/// A connection that does not wait for ever.
fn patient(address: SocketAddr) -> FtpResult<TcpStream> {
    connect_within(address, PATIENCE).map_err(FtpError::ConnectionError)
}

/// A connection that is made, and then answers each time, within `patience`.
fn connect_within(address: SocketAddr, patience: Duration) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    Ok(stream)
}

/// What came of a command; nothing where the server refused it.
///
/// # Errors
/// When the connection is lost.
fn succeeded<T>(result: FtpResult<T>) -> FtpResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_lost(&error) => Err(error),
        Err(_) => Ok(None),
    }
}

/// The same, where a refusal has to mean that there is no such file or folder.
///
/// # Errors
/// When it says anything else, as that no list can be sent: what is not known is not missing.
fn existing<T>(result: FtpResult<T>) -> FtpResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if status(&error) == Some(Status::FileUnavailable) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a server says of an empty folder that it has no list of it, as some do.
fn is_empty(error: &FtpError) -> bool {
    let FtpError::UnexpectedResponse(response) = error else {
        return false;
    };
    let said = String::from_utf8_lossy(&response.body).to_lowercase();
    let refusals = [Status::RequestFileActionIgnored, Status::FileUnavailable];
    let words = ["no files", "no such file"];
    refusals.contains(&response.status) && words.iter().any(|words| said.contains(words))
}

/// Whether the connection can be of no more use, as after a pause that was too long for the server.
fn is_lost(error: &FtpError) -> bool {
    match status(error) {
        Some(status) => matches!(
            status,
            Status::NotAvailable | Status::CannotOpenDataConnection | Status::TransferAborted
        ),
        None => true,
    }
}

/// What a server answered with; nothing where it did not answer.
fn status(error: &FtpError) -> Option<Status> {
    match error {
        FtpError::UnexpectedResponse(response) => Some(response.status),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A refusal.
    fn said(status: Status, body: &str) -> FtpError {
        let body = body.as_bytes().to_vec();
        FtpError::UnexpectedResponse(suppaftp::types::Response { status, body })
    }

    #[test]
    fn folders_begin_at_the_root_of_the_server() {
        assert_eq!(base("", "/srv/www/"), "/srv/www");
        assert_eq!(base("/home/web", "public_html"), "/home/web/public_html");
        assert_eq!(base("/", "public_html/a"), "/public_html/a");
        assert_eq!(base("/", ""), "");
    }

    #[test]
    fn what_a_server_refuses_is_no_lost_connection() {
        assert!(is_lost(&said(Status::NotAvailable, "")));
        assert!(!is_lost(&said(Status::FileUnavailable, "")));
        assert!(is_lost(&FtpError::BadResponse));
        assert!(
            succeeded::<()>(Err(said(Status::FileUnavailable, "")))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn only_what_a_server_says_is_missing_is_missing() {
        let missing = said(Status::FileUnavailable, "550 Failed to change directory.");
        assert!(existing::<()>(Err(missing)).unwrap().is_none());
        for status in [
            Status::CannotOpenDataConnection,
            Status::NotLoggedIn,
            Status::NotImplemented,
        ] {
            assert!(existing::<()>(Err(said(status, ""))).is_err(), "{status:?}");
        }
        assert!(is_empty(&said(
            Status::FileUnavailable,
            "550 No files found."
        )));
        for refused in ["550 Permission denied.", "522 session reuse required"] {
            let error = said(Status::FileUnavailable, refused);
            assert!(!is_empty(&error), "{refused}");
        }
    }
}
