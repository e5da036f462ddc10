//! Every flag and its help.

mod desk;
mod publish;
mod tools;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::{Date, Lang, date, slug};
pub use desk::{Desk, DeskDo, Role, UserDo};
pub use publish::{Deploy, Host};
pub use tools::{Check, Explain, Rollback, Theme, ThemeDo, Visits};

/// The command line as typed.
#[derive(Debug, Parser)]
#[command(
    name = "tiendo",
    version,
    about = "Static site generator for public progress publishing · Tạo trang web công khai tiến \
     độ",
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into the output folder · Tạo trang vào thư mục xuất
    Build(Build),
    /// Send the built site to where readers find it, changed files only · Đưa trang đã dựng lên nơi
    /// đăng, chỉ gửi tệp đã đổi
    Deploy(Deploy),
    /// Check the content and write nothing · Kiểm tra nội dung, không ghi gì
    Check(Check),
    /// Show the site on this computer and rebuild on every change · Xem thử trên máy, sửa đến đâu
    /// thấy đến đó
    Serve(Serve),
    /// Open the desk, where editors write and publish in a browser · Mở bàn biên tập: viết và đăng
    /// bằng trình duyệt
    Desk(Desk),
    /// Start a new site in an empty folder · Tạo một trang mới trong thư mục trống
    Init(Init),
    /// Start a news item, an initiative or a page · Tạo tin, sáng kiến hoặc trang mới
    New(New),
    /// Take a table into content/, after a look at what changes · Nhập một bảng vào content/, xem
    /// trước thay đổi
    Import(Import),
    /// Make a workbook to fill in, with drop-down lists · Tạo tệp Excel mẫu để điền, có danh sách
    /// chọn sẵn
    Template(Template),
    /// Keep the totals of a day in content/snapshots/ · Chốt số của một ngày, giữ trong
    /// content/snapshots/
    Snapshot(Snapshot),
    /// Tell what changed between two days · Cho biết có gì thay đổi giữa hai ngày
    Diff(Diff),
    /// List the charts that a text can name, and how · Liệt kê các biểu đồ có thể đặt vào bài, và
    /// cách ghi
    Charts(Charts),
    /// Count visits from the server's own logs, for the visits box · Đếm lượt truy cập từ nhật ký
    /// máy chủ
    Visits(Visits),
    /// List the files of the built-in theme, or copy one to change it · Xem và chép tệp giao diện
    /// để sửa
    Theme(Theme),
    /// Return the output to the publish before · Trả thư mục xuất về lần đăng trước
    Rollback(Rollback),
    /// Explain an error or a warning by its code · Giải thích một lỗi theo mã
    Explain(Explain),
    /// Write JSON Schemas, with which YAML editors name keys and mark problems · Ghi lược đồ cho
    /// trình soạn thảo YAML
    Schema(Schema),
}

/// Flags of `build`, `check` and `serve`.
#[derive(Debug, Clone, Args)]
pub struct Site {
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where the pages go [default: ROOT/output] · Nơi ghi các trang
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Address of the home page, instead of site.yaml's · Địa chỉ trang chủ, thay cho site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// The day the figures stand for, 2022-05-31 or 31/05/2022 [default: of the newest report or
    /// initiative] · Số liệu tính đến ngày
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Publish drafts too · Đăng cả bản nháp
    #[arg(long)]
    pub drafts: bool,
    /// Publish what is dated later than the figures too · Đăng cả những gì đề ngày về sau
    #[arg(long)]
    pub future: bool,
    /// Take warnings for errors · Coi cảnh báo là lỗi
    #[arg(long)]
    pub strict: bool,
    /// Threads [default: one per core] · Số luồng
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub jobs: Option<usize>,
    /// Say nothing but errors and warnings · Chỉ báo lỗi và cảnh báo
    #[arg(long)]
    pub quiet: bool,
    /// How errors are reported · Dạng báo lỗi
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Flags of `build` and `check`.
#[derive(Debug, Clone, Args)]
pub struct Build {
    /// Flags of every build.
    #[command(flatten)]
    pub site: Site,
    /// A page of all problems to send to an editor · Trang báo lỗi để gửi cho người biên tập
    #[arg(long, value_name = "FILE.html")]
    pub report: Option<PathBuf>,
    /// How the output is written; `check` writes none.
    #[command(flatten)]
    pub publish: Publish,
    /// Stop when the site is too large for this host, before anything is published · Dừng nếu
    /// trang quá lớn cho nơi đăng này
    #[arg(long, value_enum)]
    pub host: Option<Host>,
}

/// Flags of how the output is written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Publish {
    /// Read and make everything again · Đọc và dựng lại tất cả, không dùng bộ nhớ
    #[arg(long)]
    pub no_cache: bool,
    /// Make everything again and compare it with what would be kept · Dựng lại tất cả và so với bản
    /// được giữ
    #[arg(long)]
    pub verify: bool,
    /// Publish even if pages, records or the headline figure are over 5 % fewer · Vẫn đăng dù giảm
    /// hơn 5 %
    #[arg(long)]
    pub allow_shrink: bool,
    /// Publish even if the headline figure is over half bigger · Vẫn đăng dù con số chính tăng quá
    /// một nửa
    #[arg(long)]
    pub allow_jump: bool,
    /// Beside each text file, copies packed with gzip and brotli · Thêm bản nén .gz và .br cạnh
    /// mỗi tệp văn bản
    #[arg(long)]
    pub precompress: bool,
}

/// Flags of `serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Flags of every build.
    #[command(flatten)]
    pub site: Site,
    /// Port on 127.0.0.1, 0 for any free one · Cổng, 0 là cổng trống bất kỳ
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub port: u16,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// A new or empty folder · Thư mục mới hoặc trống
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// What to start · Loại nội dung
    #[arg(value_enum)]
    pub kind: Kind,
    /// Its title · Tiêu đề
    #[arg(value_name = "TITLE", value_parser = title)]
    pub title: String,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Import {
    /// The table: .xlsx, .xls, .ods or .csv · Tệp bảng
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    pub file: Option<PathBuf>,
    /// What its rows are [default: by the headings] · Mỗi dòng là gì
    #[arg(long, value_enum)]
    pub to: Option<Target>,
    /// Name of the file in content/, without ending · Tên tệp trong content/
    #[arg(long, value_name = "NAME", default_value = "records", value_parser = name)]
    pub name: String,
    /// The sheet to read [default: by what the sheets hold] · Trang tính cần đọc
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The form that it is, by its name in content/forms/ [default: by the headings] · Tên biểu mẫu
    /// đã nhớ trong content/forms/
    #[arg(long, value_name = "ID", value_parser = name)]
    pub form: Option<String>,
    /// Only show what would be understood of the table, and write nothing · Chỉ xem bảng được hiểu
    /// thế nào, không ghi
    #[arg(long)]
    pub explain: bool,
    /// Show what changes and write nothing · Chỉ xem thay đổi, không ghi
    #[arg(long)]
    pub dry_run: bool,
    /// Write without a question, even when records go · Ghi luôn, không hỏi, kể cả khi mất bản ghi
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// The table takes the place of all that is in the file; other records go · Thay toàn bộ tệp đã
    /// có; bản ghi không có trong bảng sẽ mất
    #[arg(long)]
    pub replace: bool,
    /// Changed figures take the place of the old ones, which were never published · Số đổi thì thay
    /// luôn số cũ, không ghi thành đính chính (khi số cũ chưa đăng)
    #[arg(long)]
    pub no_revision: bool,
    /// The day on which changed figures are published [default: the newest day of the reports] ·
    /// Ngày công bố số đính chính
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,
    /// Bring back what the last import replaced · Trả content/ về như trước lần nhập cuối
    #[arg(long, conflicts_with_all = ["file", "to", "sheet", "form", "explain", "replace", "no_revision", "published", "dry_run"])]
    pub undo: bool,
    /// All changes, not the first ten · Xem mọi thay đổi, không chỉ mười dòng đầu
    #[arg(long)]
    pub all: bool,
    /// How it is reported · Dạng kết quả
    #[arg(long, value_enum, default_value_t)]
    pub format: ImportFormat,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// How `import` tells what changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ImportFormat {
    /// For people · Cho người đọc
    #[default]
    Text,
    /// For programs: one object a line, the import last · Cho chương trình
    Json,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where the schemas go [default: ROOT/schemas] · Nơi ghi các lược đồ
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct Template {
    /// The workbook to make, .xlsx · Tệp .xlsx cần tạo
    #[arg(value_name = "FILE", value_parser = workbook)]
    pub file: PathBuf,
    /// What its rows are [default: by the file's name] · Mỗi dòng là gì
    #[arg(long, value_enum)]
    pub of: Option<Target>,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `charts`.
#[derive(Debug, Args)]
pub struct Charts {
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The day the figures stand for [default: the site's] · Số liệu tính đến ngày
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The charts of one unit, by id · Chỉ các biểu đồ của một đơn vị, theo mã
    #[arg(long, value_name = "ID")]
    pub unit: Option<String>,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `snapshot`.
#[derive(Debug, Args)]
pub struct Snapshot {
    /// The day [default: the site's] · Ngày chốt số
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The first day, 2022-05-31 or 31/05/2022 · Ngày đầu
    #[arg(value_name = "A", value_parser = day)]
    pub from: Date,
    /// The second day [default: the site's] · Ngày sau
    #[arg(value_name = "B", value_parser = day)]
    pub to: Option<Date>,
    /// How it is reported · Dạng kết quả
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Put the news draft into content/news/ · Ghi bản nháp tin vào content/news/
    #[arg(long)]
    pub save: bool,
    /// Folder that holds content/ · Thư mục chứa content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the messages · Ngôn ngữ của thông báo
    #[arg(long, value_enum, default_value_t)]
    pub lang: Lang,
}

/// How `diff` is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DiffFormat {
    /// For people · Cho người đọc
    #[default]
    Text,
    /// For programs · Cho chương trình
    Json,
    /// A draft of a news item in Markdown, in the site's language · Bản nháp tin, dạng Markdown
    News,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Initiatives · Sáng kiến
    Initiatives,
    /// Cumulative reports · Báo cáo lũy kế
    Reports,
    /// Units · Đơn vị
    Units,
}

/// What `new` starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// News · Tin
    News,
    /// An initiative · Sáng kiến
    Initiative,
    /// A page · Trang
    Page,
}

/// How errors are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people · Cho người đọc
    #[default]
    Text,
    /// One object a line, for programs · Mỗi dòng một đối tượng, cho chương trình
    Json,
    /// Annotations on GitHub · Ghi chú trên GitHub
    Github,
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()).help(self.name()))
    }
}

fn day(text: &str) -> Result<Date, String> {
    date::parse(text).ok_or_else(|| {
        "write 2022-05-31 or 31/05/2022 · viết như 2022-05-31 hoặc 31/05/2022".into()
    })
}

fn base_url(text: &str) -> Result<String, String> {
    crate::base::address::site(text).ok_or_else(|| {
        "write an address like https://example.org/ · viết địa chỉ như https://example.org/".into()
    })
}

fn workbook(text: &str) -> Result<PathBuf, String> {
    if text.to_ascii_lowercase().ends_with(".xlsx") {
        Ok(text.into())
    } else {
        Err("a name that ends in .xlsx · tên tệp có đuôi .xlsx".into())
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(jobs) if jobs > 0 => Ok(jobs),
        _ => Err("a whole number from 1 · số nguyên từ 1".into()),
    }
}

fn name(text: &str) -> Result<String, String> {
    if !text.is_empty() && slug::slug(text) == text {
        return Ok(text.to_owned());
    }
    Err("only a–z, 0–9 and hyphens · chỉ gồm a–z, 0–9 và dấu gạch nối".into())
}

fn title(text: &str) -> Result<String, String> {
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        Err("a title cannot be empty · tiêu đề không được để trống".into())
    } else {
        Ok(title)
    }
}

#[cfg(test)]
mod tests;
