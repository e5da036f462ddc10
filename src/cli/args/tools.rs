//! Flags of the commands beside building: visits and themes.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::Build;
use crate::base::Lang;

/// Flags of `check`.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Those of `build`.
    #[command(flatten)]
    pub build: Build,
    /// Ask other sites whether the pages that we link to are there · Hỏi xem các trang ngoài còn
    /// không
    #[arg(long)]
    pub external: bool,
    /// With --external: ask addresses of this computer and of the own network, too · Hỏi cả địa chỉ
    /// trong mạng nội bộ
    #[arg(long, requires = "external")]
    pub external_private: bool,
}

/// Arguments of `visits`.
#[derive(Debug, Args)]
pub struct Visits {
    /// Logs of nginx or Apache in combined format, rotated or gzipped too · Nhật ký máy chủ, kể cả
    /// tệp cũ và tệp .gz
    #[arg(value_name = "LOG", required = true)]
    pub logs: Vec<PathBuf>,
    /// Where the figures are kept: visits.json beside the site's home page · Nơi giữ số liệu
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Total of an older counter, where nothing was kept yet · Tổng của bộ đếm cũ
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub start: u64,
    /// Time zone of “today” · Múi giờ
    #[arg(long, value_name = "NAME", default_value = "Asia/Ho_Chi_Minh")]
    pub timezone: String,
    /// Count as of this moment, 2022-06-29T10:00:00+07:00 [default: now] · Đếm tại thời điểm này
    #[arg(long, value_name = "TIME")]
    pub at: Option<Timestamp>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `explain`.
#[derive(Debug, Clone, Args)]
pub struct Explain {
    /// The code beside an error, such as unknown-reference [default: list all] · Mã lỗi
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `rollback`.
#[derive(Debug, Clone, Args)]
pub struct Rollback {
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The published folder [default: ROOT/output] · Thư mục đã đăng
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `theme`.
#[derive(Debug, Args)]
pub struct Theme {
    /// What to do · Việc cần làm
    #[command(subcommand)]
    pub what: ThemeDo,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t, global = true)]
    pub lang: Lang,
}

/// What to do with the theme.
#[derive(Debug, Clone, Subcommand)]
pub enum ThemeDo {
    /// List the files of the built-in theme · Liệt kê các tệp của giao diện có sẵn
    List,
    /// Copy one of them into themes/, to change it · Chép một tệp vào themes/ để sửa
    Eject {
        /// The file, as `list` names it: templates/home.html · Tên tệp
        #[arg(value_name = "FILE")]
        file: String,
    },
}
