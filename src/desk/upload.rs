//! Files that a browser sends with a form: written to the disk as they arrive, within bounds, for
//! people who are logged in and from forms of their session alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};

use super::{secret, store};
use crate::base::regular;

/// The texts of a form have at most this many bytes together.
const TEXTS: usize = 2 << 20;
/// What is too large is read up to this number of bytes, and kept nowhere: a browser shows the
/// answer only when all was taken from it.
const READ: usize = 256 << 20;
/// How long an upload may take.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// The largest file that a form of any kind may bring.
pub(super) const LARGEST: usize = 50 << 20;

/// What a form may bring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Files.
    pub(super) files: usize,
    /// Bytes of one file.
    pub(super) bytes: usize,
    /// Bytes of all files.
    pub(super) all: usize,
}

/// The limits of the form at an address; `None` where no form sends files.
pub(super) fn limits(path: &str) -> Option<Limits> {
    let (files, bytes, all) = match path {
        "/excel" => (1, LARGEST, LARGEST),
        "/anh" => (20, LARGEST, 3 * LARGEST),
        "/sua" | "/moi" => (1, LARGEST, LARGEST),
        "/dan" => (1, 4 << 20, 4 << 20),
        _ => return None,
    };
    Some(Limits { files, bytes, all })
}

/// One file that arrived.
#[derive(Debug)]
pub(super) struct Upload {
    /// The name of its input.
    pub(super) field: String,
    /// The name that the browser gives it: never a path, only shown and searched for an ending.
    pub(super) name: String,
    path: PathBuf,
}

impl Upload {
    /// Its bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn read(&self) -> Result<Vec<u8>> {
        regular::read(&self.path).with_context(|| self.name.clone())
    }

    /// Its first bytes, which tell its kind.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn head(&self) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        regular::open(&self.path)?.take(64).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Copies it to a place below the state of the desk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn copy(&self, to: &Path) -> Result<()> {
        fs::copy(&self.path, to).with_context(|| self.name.clone())?;
        Ok(())
    }
}

/// The files of one form; they are deleted with this value.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    folder: Option<PathBuf>,
    /// In the order of the form.
    pub(super) files: Vec<Upload>,
}

impl Drop for Uploads {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What stays behind is deleted when the desk is opened again.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Why the files of a form are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The form does not begin with the token of the session.
    Token,
    /// A file, all of them, or the texts are too large, or there are too many files.
    Large,
    /// The form cannot be read, or did not arrive whole.
    Broken,
}

/// What arrived with a form: names and texts in their order, and files.
pub(super) type Received = Result<(Vec<(String, String)>, Uploads), Refused>;

/// Deletes what a run that was cut off left behind.
pub(super) fn clear(root: &Path) {
    // Nothing is there when the desk was closed in order.
    let _ = fs::remove_dir_all(folder(root));
}

fn folder(root: &Path) -> PathBuf {
    store::folder(root).join("uploads")
}

/// Reads a form with files. Its first field has to be the token of the session: nothing of a form
/// of somebody else is kept.
///
/// # Errors
/// When the disk refuses.
pub(super) async fn receive(
    root: &Path,
    mut request: Request<Body>,
    token: &str,
    limits: Limits,
) -> Result<Received> {
    // The bounds below hold instead, and say in words what they are.
    DefaultBodyLimit::disable().apply(&mut request);
    let Ok(form) = Multipart::from_request(request, &()).await else {
        return Ok(Err(Refused::Broken));
    };
    let mut receiver = Receiver {
        limits,
        pairs: Vec::new(),
        uploads: Uploads::default(),
        texts: 0,
        bytes: 0,
        read: 0,
        large: false,
    };
    let whole = receiver.form(root, form, token);
    let Ok(whole) = tokio::time::timeout(LONGEST, whole).await else {
        return Ok(Err(Refused::Broken));
    };
    if let Some(refused) = whole? {
        return Ok(Err(refused));
    }
    if receiver.large {
        return Ok(Err(Refused::Large));
    }
    Ok(Ok((receiver.pairs, receiver.uploads)))
}

struct Receiver {
    limits: Limits,
    pairs: Vec<(String, String)>,
    uploads: Uploads,
    /// Bytes of the texts, of the files, and of all that was read.
    texts: usize,
    bytes: usize,
    read: usize,
    /// Whether something is too large: the rest is read and thrown away.
    large: bool,
}

impl Receiver {
    async fn form(
        &mut self,
        root: &Path,
        mut form: Multipart,
        token: &str,
    ) -> Result<Option<Refused>> {
        let mut first = true;
        loop {
            let field = match form.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) if first => return Ok(Some(Refused::Token)),
                Ok(None) => return Ok(None),
                Err(_) => return Ok(Some(Refused::Broken)),
            };
            let name = field.name().unwrap_or_default().to_owned();
            let sent = field.file_name().map(str::to_owned);
            let refused = match sent {
                None => self.text(field, name, first.then_some(token)).await,
                Some(_) if first => Some(Refused::Token),
                Some(sent) => self.file(root, field, &name, &sent).await?,
            };
            if refused.is_some() {
                return Ok(refused);
            }
            first = false;
        }
    }

    /// A text of the form; the first one has to be the token.
    async fn text(
        &mut self,
        mut field: axum::extract::multipart::Field<'_>,
        name: String,
        token: Option<&str>,
    ) -> Option<Refused> {
        let mut bytes = Vec::new();
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) => {
                    self.texts += chunk.len();
                    self.read += chunk.len();
                    if self.read > READ || (token.is_some() && self.texts > TEXTS) {
                        return Some(Refused::Large);
                    }
                    self.large |= self.texts > TEXTS;
                    if !self.large {
                        bytes.extend_from_slice(&chunk);
                    }
                }
                Ok(None) => break,
                Err(_) => return Some(Refused::Broken),
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if token.is_some_and(|token| name != "token" || text != token) {
            return Some(Refused::Token);
        }
        self.pairs.push((name, text));
        None
    }

    /// A file of the form, by the name of its input and the one that was sent with it. An input
    /// without a chosen file sends no bytes and no name; a file without bytes is kept, so that it
    /// is refused by its name and the next file is not taken for it.
    async fn file(
        &mut self,
        root: &Path,
        mut field: axum::extract::multipart::Field<'_>,
        input: &str,
        sent: &str,
    ) -> Result<Option<Refused>> {
        let names = [input.to_owned(), file_name(sent)];
        let mut open: Option<File> = None;
        let mut length = 0;
        loop {
            let chunk = match field.chunk().await {
                Ok(Some(chunk)) if chunk.is_empty() => continue,
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(_) => return Ok(Some(Refused::Broken)),
            };
            length += chunk.len();
            self.bytes += chunk.len();
            self.read += chunk.len();
            if self.read > READ {
                return Ok(Some(Refused::Large));
            }
            let many = open.is_none() && self.uploads.files.len() >= self.limits.files;
            self.large |= many || length > self.limits.bytes || self.bytes > self.limits.all;
            if self.large {
                continue;
            }
            open = Some(tokio::task::block_in_place(|| {
                let mut file = match open.take() {
                    Some(file) => file,
                    None => self.uploads.open(root, &names)?,
                };
                file.write_all(&chunk)?;
                anyhow::Ok(file)
            })?);
        }
        if open.is_none() && !sent.is_empty() && !self.large {
            self.large = self.uploads.files.len() >= self.limits.files;
            if !self.large {
                tokio::task::block_in_place(|| self.uploads.open(root, &names))?;
            }
        }
        Ok(None)
    }
}

impl Uploads {
    /// A new file for an upload, by the names of its input and its own.
    fn open(&mut self, root: &Path, [field, name]: &[String; 2]) -> Result<File> {
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => {
                let folder = folder(root).join(secret::random()?);
                fs::create_dir_all(&folder)?;
                self.folder = Some(folder.clone());
                folder
            }
        };
        let path = folder.join(self.files.len().to_string());
        let file = new_file(&path).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        self.files.push(Upload {
            field: field.clone(),
            name: name.clone(),
            path,
        });
        Ok(file)
    }
}

fn new_file(path: &Path) -> io::Result<File> {
    store::private(OpenOptions::new().write(true).create_new(true)).open(path)
}

/// The name of a file as a browser sends it: some send the whole path. Signs that a system would
/// take for something else are left out.
pub(super) fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or(sent);
    let odd = |c: &char| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = last.chars().filter(odd).collect();
    let name = name.trim().trim_start_matches(['.', '~', '$']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 8 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let short: String = stem.chars().take(80).collect();
    match short.trim_end_matches([' ', '.']) {
        "" => format!("tep{ending}"),
        stem => format!("{stem}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_names_and_no_paths() {
        for (sent, name) in [
            ("Báo cáo T8.2023.xlsx", "Báo cáo T8.2023.xlsx"),
            ("C:\\Users\\lan\\a.xlsx", "a.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("..", "tep"),
            ("", "tep"),
            ("a/..", "tep"),
            (".htaccess", "htaccess"),
            ("a\0b\n.png", "ab.png"),
            ("a:b.png", "ab.png"),
            ("con .png", "con.png"),
        ] {
            assert_eq!(file_name(sent), name, "{sent}");
        }
        assert!(file_name(&"a".repeat(500)).len() <= 80);
    }
}
