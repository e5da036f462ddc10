//! Folders and S3-compatible stores, through one interface: a file is there whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    Attribute, Attributes, Error, GetOptions, ObjectStore, ObjectStoreExt as _, PutOptions,
};
use tokio::runtime::{Builder, Runtime};

use super::http::Connector;
use super::record::{self, Files};
use super::{Remote, RemoteState, headers};
use crate::base::{hash, regular};
use crate::publish::{Published, refuse_target};

/// This many files are under way at a time.
const AT_ONCE: usize = 16;
/// Files and bytes of one batch. Its files are in memory together, and a deployment that was cut
/// off asks for each of one batch whether it is there.
const BATCH: (usize, u64) = (256, 64 << 20);
/// A request takes no longer than this, nor would its signature hold: a large table over a slow
/// line takes minutes.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// The name of the header that carries a file's hash (`x-amz-meta-blake3`).
const HASH: &str = "blake3";
const NO_BUCKET: &str = "make the bucket first, or check its name and region · hãy tạo bucket \
 trước, hoặc kiểm tra tên và vùng";

/// An open folder or store.
pub(super) struct Store {
    runtime: Runtime,
    store: Arc<dyn ObjectStore>,
    /// The folder; `None` for a store that answers browsers and keeps headers.
    folder: Option<PathBuf>,
    /// As a person calls it.
    name: String,
}

/// Opens a folder, and makes it unless this is a dry run.
///
/// # Errors
/// When it is the output itself or one within the other, belongs to a site's sources, or cannot be
/// made.
pub(super) fn folder(folder: &FilePath, output: &FilePath, dry_run: bool) -> Result<Store> {
    let (to, from) = (resolved(folder)?, resolved(output)?);
    if to.starts_with(&from) || from.starts_with(&to) {
        bail!(
            "{} and the output are one within the other; choose a folder beside it · \
             thư mục đích và thư mục xuất nằm trong nhau; hãy chọn một thư mục khác",
            folder.display()
        );
    }
    refuse_target(folder, output)?;
    let store: Arc<dyn ObjectStore> = if dry_run && !folder.exists() {
        // Nothing is made on a dry run, and a folder that is not there holds nothing.
        Arc::new(InMemory::new())
    } else {
        Arc::new(open_folder(folder).with_context(|| {
            format!(
                "{}: cannot be opened as a folder; check the path and who may write there · \
                 không mở được thư mục này; hãy kiểm tra đường dẫn và quyền ghi",
                folder.display()
            )
        })?)
    };
    Ok(Store {
        runtime: runtime()?,
        store,
        folder: Some(folder.to_owned()),
        name: folder.display().to_string(),
    })
}

/// The path without links; as it is written, made absolute, where nothing is there yet.
fn resolved(path: &FilePath) -> io::Result<PathBuf> {
    path.canonicalize().or_else(|_| std::path::absolute(path))
}

fn open_folder(folder: &FilePath) -> Result<LocalFileSystem> {
    fs::create_dir_all(folder)?;
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true))
}

/// A variable of the environment that is set and is not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Opens a bucket with the credentials of the usual `AWS_*` variables.
///
/// # Errors
/// When there are no credentials, or the names are none that a store takes.
pub(super) fn s3(bucket: &str, prefix: &str, endpoint: Option<&str>) -> Result<Store> {
    let keys =
        variable("AWS_ACCESS_KEY_ID").is_some() && variable("AWS_SECRET_ACCESS_KEY").is_some();
    // Those that a cloud gives to its own machines. Without any, the store's client would ask the
    // network for minutes.
    let given = [
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_METADATA_ENDPOINT",
    ];
    if !keys && !given.iter().any(|name| variable(name).is_some()) {
        bail!(
            "s3://{bucket}: no credentials; set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and \
             AWS_REGION · chưa có khóa truy cập; hãy đặt các biến AWS_ACCESS_KEY_ID, \
             AWS_SECRET_ACCESS_KEY và AWS_REGION"
        );
    }
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_http_connector(Connector {
            patience: PATIENCE,
            kept: AT_ONCE,
        });
    let endpoint = endpoint
        .map(str::to_owned)
        .or_else(|| variable("AWS_ENDPOINT_URL_S3"))
        .or_else(|| variable("AWS_ENDPOINT_URL"));
    if let Some(endpoint) = endpoint {
        builder = builder
            .with_allow_http(endpoint.starts_with("http://"))
            .with_endpoint(endpoint.trim_end_matches('/'));
    }
    let name = format!("s3://{bucket}");
    let store = builder
        .build()
        .with_context(|| format!("{name}: not a store that can be asked · không mở được kho"))?;
    let prefix = Path::parse(prefix).with_context(|| name.clone())?;
    Ok(Store {
        runtime: runtime()?,
        store: Arc::new(PrefixStore::new(store, prefix)),
        folder: None,
        name,
    })
}

fn runtime() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

impl Remote for Store {
    fn look(&self) -> Result<RemoteState> {
        self.runtime.block_on(async {
            self.no_links([record::PATH, record::CLAIMS])?;
            let mut room = record::LARGEST;
            let record = match self.get_list(&Path::from(record::PATH)).await {
                Err(Error::NotFound { .. }) => Files::new(),
                got => self.unpack(record::PATH, &self.explained(record::PATH, got)?, &mut room)?,
            };
            let list = self
                .store
                .list(Some(&Path::from(record::CLAIMS)))
                .map_ok(|object| object.location);
            let mut paths: Vec<Path> = self.explained(record::CLAIMS, list.try_collect().await)?;
            // Beside claims, what a transfer into a folder that was cut off left.
            paths.retain(|path| path.as_ref().ends_with(".gz"));
            paths.sort();
            self.no_links(paths.iter().map(Path::as_ref))?;
            let packed = stream::iter(paths).map(|path| async move {
                let bytes = self.explained(path.as_ref(), self.get_list(&path).await)?;
                Ok::<_, anyhow::Error>((path.to_string(), bytes))
            });
            let mut packed = packed.buffered(AT_ONCE);
            let mut claims = Vec::new();
            while let Some((path, bytes)) = packed.try_next().await? {
                let files = self.unpack(&path, &bytes, &mut room)?;
                claims.push((path, files));
            }
            drop(packed);
            Ok(RemoteState { record, claims })
        })
    }

    fn holding(&self, files: &[&Published]) -> Result<Vec<String>> {
        self.no_links(files.iter().map(|file| &*file.path))?;
        let asked = stream::iter(files).map(|file| async move {
            let there = match self.is(&Path::parse(&file.path)?, file).await {
                Err(Error::NotFound { .. }) => false,
                got => self.explained(&file.path, got)?,
            };
            Ok::<_, anyhow::Error>(there.then(|| file.path.clone()))
        });
        let found: Vec<Option<String>> = self
            .runtime
            .block_on(asked.buffered(AT_ONCE).try_collect())?;
        Ok(found.into_iter().flatten().collect())
    }

    fn others(&self, _: &FilePath, files: &[&Published], first: bool) -> Result<Vec<String>> {
        let there: Vec<&Published> = if let Some(folder) = &self.folder {
            let there = |file: &&&Published| folder.join(&file.path).is_file();
            files.iter().filter(there).copied().collect()
        } else if first {
            let list = self
                .store
                .list(None)
                .map_ok(|object| object.location.to_string());
            let list: BTreeSet<String> =
                self.explained("", self.runtime.block_on(list.try_collect()))?;
            let there = |file: &&&Published| list.contains(&file.path);
            files.iter().filter(there).copied().collect()
        } else {
            Vec::new()
        };
        let same = self.holding(&there)?;
        let other = |file: &&Published| !same.contains(&file.path);
        Ok(there
            .into_iter()
            .filter(other)
            .map(|file| file.path.clone())
            .collect())
    }

    fn clear(&self, files: &Files) -> Result<()> {
        self.no_links(files.keys().map(String::as_str))?;
        // A folder's files are written beside their place as `name#1` before they are renamed.
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        for path in files.keys().map(String::as_str).chain([record::PATH]) {
            drop(fs::remove_file(folder.join(format!("{path}#1"))));
        }
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.no_links([path])?;
        let mut options = PutOptions::default();
        if self.folder.is_none() {
            options
                .attributes
                .insert(Attribute::CacheControl, "no-store".into());
        }
        let location = Path::from(path);
        let put = self.store.put_opts(&location, bytes.into(), options);
        self.explained(path, self.runtime.block_on(put)).map(drop)
    }

    fn send(&self, output: &FilePath, files: &[&Published]) -> Result<()> {
        self.no_links(files.iter().map(|file| &*file.path))?;
        let sent = stream::iter(files).map(|file| async move {
            let bytes = regular::read(output.join(&file.path))
                .with_context(|| output.join(&file.path).display().to_string())?;
            if hash::full(&bytes) != file.hash {
                bail!(
                    "{} changed while it was sent; wait for the build to end and deploy again · \
                     tệp này đổi trong lúc gửi; hãy đợi dựng xong rồi gửi lại",
                    output.join(&file.path).display()
                );
            }
            let put = self
                .store
                .put_opts(&Path::parse(&file.path)?, bytes.into(), self.options(file))
                .await;
            self.explained(&file.path, put).map(drop)
        });
        self.runtime
            .block_on(sent.buffer_unordered(AT_ONCE).try_collect())
    }

    fn delete(&self, paths: &[String]) -> Result<()> {
        self.no_links(paths.iter().map(String::as_str))?;
        let paths: Vec<_> = paths
            .iter()
            .map(|path| Path::parse(path).map_err(Error::from))
            .collect();
        let gone = self
            .store
            .delete_stream(stream::iter(paths).boxed())
            .map(|gone| match gone {
                Err(Error::NotFound { .. }) => Ok(()),
                gone => self.explained("", gone).map(drop),
            });
        self.runtime.block_on(gone.try_collect())
    }

    fn batch(&self) -> (usize, u64) {
        BATCH
    }
}

impl Store {
    /// Refuses a folder in which a link is on the way to one of these files: what is written or
    /// deleted there would be somebody else's. Stores have no links.
    fn no_links<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let mut looked = BTreeSet::new();
        for path in paths {
            for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
                let part = &path[..end];
                let file = folder.join(part);
                if looked.insert(part) && file.is_symlink() {
                    bail!(
                        "{}: a link is where the site has a file or a folder; take it away and \
                         deploy again · chỗ này là liên kết tượng trưng; hãy dời nó đi rồi gửi lại",
                        file.display()
                    );
                }
            }
        }
        Ok(())
    }

    /// A list of files, none that is larger than any of ours.
    async fn get_list(&self, path: &Path) -> object_store::Result<Vec<u8>> {
        let found = self.store.get(path).await?;
        if found.meta.size > record::LARGEST_PACKED {
            return Ok(Vec::new());
        }
        Ok(found.bytes().await?.into())
    }

    async fn get(&self, path: &Path) -> object_store::Result<Vec<u8>> {
        Ok(self.store.get(path).await?.bytes().await?.into())
    }

    /// Whether what is there is this file, by its header; in a folder, by its bytes.
    async fn is(&self, path: &Path, file: &Published) -> object_store::Result<bool> {
        if self.folder.is_some() {
            return Ok(hash::full(&self.get(path).await?) == file.hash);
        }
        let head = self
            .store
            .get_opts(
                path,
                GetOptions {
                    head: true,
                    ..GetOptions::default()
                },
            )
            .await?;
        let hash = head.attributes.get(&Attribute::Metadata(HASH.into()));
        Ok(head.meta.size == file.bytes && hash.is_some_and(|hash| hash.as_ref() == file.hash))
    }

    fn unpack(&self, path: &str, bytes: &[u8], room: &mut u64) -> Result<Files> {
        record::unpack(bytes, room).with_context(|| {
            format!(
                "{}/{path}: no list of what was deployed; delete it to send all again · \
                 không phải danh sách tệp đã gửi; hãy xóa tệp này để gửi lại tất cả",
                self.name
            )
        })
    }

    /// What a browser is called with a file; folders keep no headers.
    fn options(&self, file: &Published) -> PutOptions {
        if self.folder.is_some() {
            return PutOptions::default();
        }
        let attributes = Attributes::from_iter([
            (
                Attribute::ContentType,
                headers::content_type(&file.path).into(),
            ),
            (
                Attribute::CacheControl,
                headers::cache_control(&file.path).into(),
            ),
            (Attribute::Metadata(HASH.into()), file.hash.clone().into()),
        ]
            as [(Attribute, object_store::AttributeValue); 3]);
        attributes.into()
    }

    /// An answer, or why there was none and what to do, in words.
    fn explained<T>(&self, path: &str, answer: object_store::Result<T>) -> Result<T> {
        let error = match answer {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let why = reason(&error.to_string());
        let help = match &error {
            _ if self.folder.is_some() => {
                "check who may write there and whether the disk is full · hãy kiểm tra quyền ghi \
                 và ổ đĩa còn chỗ không"
            }
            Error::NotFound { .. } => NO_BUCKET,
            _ if why.starts_with("NoSuchBucket") => NO_BUCKET,
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and that they may list, read, \
                 write and delete · hãy kiểm tra khóa truy cập và quyền liệt kê, đọc, ghi, xóa"
            }
            _ => {
                "check --endpoint and the network, then deploy again: it goes on from here · hãy \
                 kiểm tra --endpoint và đường truyền rồi chạy lại: lệnh sẽ gửi tiếp từ đây"
            }
        };
        Err(anyhow!("{}/{path}: {help}: {why}", self.name))
    }
}

/// Why a store refused: the code and the message of its answer where it gave them, else all that
/// the client says.
fn reason(error: &str) -> String {
    match (element(error, "Code"), element(error, "Message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        _ => error.to_owned(),
    }
}

/// The text of the first XML element of a name.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_xml_is_shortened() {
        let answer = "Generic S3 error: 404: <Error><Code>NoSuchBucket</Code><Message>Not \
         there</Message></Error>";
        assert_eq!(reason(answer), "NoSuchBucket: Not there");
        assert_eq!(reason("connection refused"), "connection refused");
    }
}
