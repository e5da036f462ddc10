//! Flags about where the site goes: the host that is to take it, and `deploy`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::base::Lang;
#[cfg(feature = "deploy")]
use crate::deploy::Target;
use crate::pipeline;

/// A host whose limits are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// A server of one's own: no limits, only counts · Máy chủ riêng: không giới hạn, chỉ đếm
    Nginx,
    /// The same with Caddy · Như trên, với Caddy
    Caddy,
    /// At most 1 GB · Tối đa 1 GB
    GithubPages,
    /// At most 20,000 files, each of at most 25 MiB · Tối đa 20.000 tệp, mỗi tệp 25 MiB
    CloudflarePages,
    /// The same with a paid plan: 100,000 files · Gói trả tiền: 100.000 tệp
    CloudflarePagesPaid,
    /// At most 54,000 files in a folder · Tối đa 54.000 tệp một thư mục
    Netlify,
}

impl From<Host> for pipeline::Host {
    fn from(host: Host) -> Self {
        match host {
            Host::Nginx => Self::Nginx,
            Host::Caddy => Self::Caddy,
            Host::GithubPages => Self::GithubPages,
            Host::CloudflarePages => Self::CloudflarePages,
            Host::CloudflarePagesPaid => Self::CloudflarePagesPaid,
            Host::Netlify => Self::Netlify,
        }
    }
}

/// Where a site goes; a program without `deploy` does not read it.
#[cfg(not(feature = "deploy"))]
type Target = String;

#[cfg(feature = "deploy")]
fn target(text: &str) -> Result<Target, String> {
    Target::parse(text)
}

#[cfg(not(feature = "deploy"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "clap takes a parser that may fail"
)]
fn target(text: &str) -> Result<Target, String> {
    Ok(text.to_owned())
}

/// Arguments of `deploy`.
#[derive(Debug, Args)]
pub struct Deploy {
    /// A folder, s3://bucket/prefix, user@host:path, rsync://host/module, sftp://user@host/path or
    /// ftps://user@host/path [default: `deploy` of site.yaml] · Thư mục, kho S3, đích rsync, SFTP
    /// hoặc FTPS
    #[arg(value_name = "TARGET", value_parser = target)]
    pub target: Option<Target>,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The built site [default: ROOT/output] · Trang đã dựng
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Show what would be sent and deleted, and do nothing · Chỉ xem sẽ gửi và xóa gì
    #[arg(long)]
    pub dry_run: bool,
    /// Address of an S3-compatible store that is not Amazon's · Địa chỉ kho tương thích S3
    #[arg(long, value_name = "URL", value_parser = super::base_url)]
    pub endpoint: Option<String>,
    /// Key of the server for sftp://, as ssh-keyscan shows it, or SHA-256 fingerprint of the
    /// certificate for ftps:// · Khóa máy chủ SFTP, hoặc dấu vân tay chứng thư FTPS
    #[arg(long, value_name = "KEY")]
    pub host_key: Option<String>,
    /// Say nothing but errors · Chỉ báo lỗi
    #[arg(long)]
    pub quiet: bool,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}
