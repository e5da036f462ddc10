//! The flags of `desk`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::base::Lang;

/// Flags of `desk`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Desk {
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// Port on 127.0.0.1, 0 for any free one · Cổng, 0 là cổng trống bất kỳ
    #[arg(long, value_name = "N", default_value_t = 8001)]
    pub port: u16,
    /// For an office: address and port, behind a web server with TLS · Dùng cho cả phòng: địa chỉ
    /// và cổng, đặt sau máy chủ web có TLS
    #[arg(long, value_name = "ADDRESS:PORT", requires = "public_url")]
    pub listen: Option<SocketAddr>,
    /// The address that people open · Địa chỉ mọi người mở
    #[arg(long, value_name = "URL", requires = "listen", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t, global = true)]
    pub lang: Lang,
    /// Users of an office.
    #[command(subcommand)]
    pub users: Option<DeskDo>,
}

/// What `desk` does besides.
#[derive(Debug, Subcommand)]
pub enum DeskDo {
    /// Add, list and remove users, or give a new password · Thêm, xem, xóa người dùng, đổi mật khẩu
    User {
        /// What to do.
        #[command(subcommand)]
        what: UserDo,
    },
}

/// What to do with users.
#[derive(Debug, Subcommand)]
pub enum UserDo {
    /// Add a user; the password is made and shown once · Thêm người dùng; mật khẩu được tạo và hiện
    /// một lần
    Add {
        /// Name to log in with · Tên đăng nhập
        name: String,
        /// Full name, as the history and Git show it · Họ và tên, ghi trong lịch sử và trong Git
        #[arg(long, value_name = "NAME")]
        full_name: Option<String>,
        /// What they may do · Vai trò
        #[arg(long, value_enum)]
        role: Role,
        /// Take the password from standard input · Đọc mật khẩu từ đầu vào chuẩn
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the users · Xem danh sách
    List,
    /// Give a user another password; open sessions end · Đổi mật khẩu; phiên đang mở sẽ hết
    Password {
        /// Name · Tên đăng nhập
        name: String,
        /// Take the password from standard input · Đọc mật khẩu từ đầu vào chuẩn
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give a user a full name; an empty one takes it away · Ghi họ và tên; để trống để bỏ
    FullName {
        /// Name · Tên đăng nhập
        name: String,
        /// Full name · Họ và tên
        full_name: String,
    },
    /// Remove a user · Xóa người dùng
    Remove {
        /// Name · Tên đăng nhập
        name: String,
    },
}

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Drafts · Viết bản nháp
    Writer,
    /// All content · Sửa mọi nội dung
    Editor,
    /// Publishes · Đăng trang
    Publisher,
}

/// `https://`, a host and no path; `http://` only for this computer.
fn public_url(text: &str) -> Result<String, String> {
    let refused = "https:// and a host without a path · https:// và tên máy, không có đường dẫn";
    let plain = text.trim_end_matches('/');
    let host = plain.strip_prefix("https://").or_else(|| {
        let host = plain.strip_prefix("http://")?;
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        matches!(name, "localhost" | "127.0.0.1").then_some(host)
    });
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(plain.to_owned())
        }
        _ => Err(refused.into()),
    }
}
