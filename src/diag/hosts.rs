//! The words of what a host does not take, and how to fix it.

use super::HostLimit;
use crate::base::{Lang, number};

const FEWER_VI: &str =
    "Ghi detail_pages: featured vào content/site.yaml để chỉ sáng kiến tiêu biểu có trang riêng";
const FEWER_EN: &str = "Write detail_pages: featured in content/site.yaml, so that only featured \
 initiatives have pages of their own";
const ELSEWHERE_VI: &str = "hoặc chọn nơi khác: máy chủ nginx, Caddy không có giới hạn này.";
const ELSEWHERE_EN: &str = "or choose another host: nginx and Caddy have no such limit.";

/// In Vietnamese.
pub(super) fn vi(host: &str, error: &HostLimit) -> (String, String) {
    match error {
        HostLimit::Files { count, limit } => (
            format!(
                "trang có {} tệp, quá giới hạn {} tệp của {host}",
                number::count(*count, Lang::Vi),
                number::count(*limit, Lang::Vi)
            ),
            format!("{FEWER_VI}, {ELSEWHERE_VI}"),
        ),
        HostLimit::FileSize { path, bytes, limit } => (
            format!(
                "tệp {path} nặng {}, quá giới hạn {} một tệp của {host}",
                size(*bytes, Lang::Vi),
                size(*limit, Lang::Vi)
            ),
            if data(path) {
                format!(
                    "Chia bảng này thành nhiều tệp theo năm hoặc đơn vị, bỏ JSON/XLSX của bảng, \
                     {ELSEWHERE_VI}"
                )
            } else {
                format!(
                    "Nén hoặc thu nhỏ tệp, đưa tệp lên nơi lưu trữ riêng rồi đặt liên kết, \
                     {ELSEWHERE_VI}"
                )
            },
        ),
        HostLimit::Total { bytes, limit } => (
            format!(
                "trang nặng {}, quá giới hạn {} của {host}",
                size(*bytes, Lang::Vi),
                size(*limit, Lang::Vi)
            ),
            format!(
                "{FEWER_VI}, bỏ JSON/XLSX của các bảng lớn, thu nhỏ ảnh và tài liệu, {ELSEWHERE_VI}"
            ),
        ),
        HostLimit::Folder {
            folder,
            count,
            limit,
        } => (
            format!(
                "thư mục /{folder} có {} tệp, quá giới hạn {} tệp một thư mục của {host}",
                number::count(*count, Lang::Vi),
                number::count(*limit, Lang::Vi)
            ),
            format!("Chia tệp vào nhiều thư mục con, {ELSEWHERE_VI}"),
        ),
    }
}

/// In English.
pub(super) fn en(host: &str, error: &HostLimit) -> (String, String) {
    match error {
        HostLimit::Files { count, limit } => (
            format!(
                "the site has {} files, more than the {} that {host} takes",
                number::count(*count, Lang::En),
                number::count(*limit, Lang::En)
            ),
            format!("{FEWER_EN}, {ELSEWHERE_EN}"),
        ),
        HostLimit::FileSize { path, bytes, limit } => (
            format!(
                "{path} has {}, more than the {} a file of {host}",
                size(*bytes, Lang::En),
                size(*limit, Lang::En)
            ),
            if data(path) {
                format!("Part this table by year or unit, drop its JSON/XLSX, {ELSEWHERE_EN}")
            } else {
                format!(
                    "Make the file smaller, keep it in a store of its own and link to it, \
                     {ELSEWHERE_EN}"
                )
            },
        ),
        HostLimit::Total { bytes, limit } => (
            format!(
                "the site has {}, more than the {} that {host} takes",
                size(*bytes, Lang::En),
                size(*limit, Lang::En)
            ),
            format!(
                "{FEWER_EN}, drop JSON/XLSX of large tables, make photos and documents smaller, \
                 {ELSEWHERE_EN}"
            ),
        ),
        HostLimit::Folder {
            folder,
            count,
            limit,
        } => (
            format!(
                "the folder /{folder} holds {} files, more than the {} a folder of {host}",
                number::count(*count, Lang::En),
                number::count(*limit, Lang::En)
            ),
            format!("Spread them over several folders, {ELSEWHERE_EN}"),
        ),
    }
}

/// Whether a file is one of the open data.
fn data(path: &str) -> bool {
    path.starts_with("du-lieu/") || path.contains("/du-lieu/")
}

/// Megabytes of 1,000,000 bytes, as hosts and file managers show them.
fn size(bytes: u64, language: Lang) -> String {
    format!("{} MB", number::decimal(bytes as f64 / 1e6, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_says_what_to_change() {
        let all = [
            HostLimit::Files {
                count: 170_324,
                limit: 20_000,
            },
            HostLimit::FileSize {
                path: "du-lieu/a.json".into(),
                bytes: 31_000_000,
                limit: 25 << 20,
            },
            HostLimit::FileSize {
                path: "media/a.mp4".into(),
                bytes: 31_000_000,
                limit: 25 << 20,
            },
            HostLimit::Total {
                bytes: 1_234_567_890,
                limit: 1_000_000_000,
            },
            HostLimit::Folder {
                folder: "media".into(),
                count: 54_001,
                limit: 54_000,
            },
        ];
        for error in &all {
            for (what, help) in [vi("Netlify", error), en("Netlify", error)] {
                assert!(
                    what.contains("Netlify") && help.contains("nginx"),
                    "{what} {help}"
                );
            }
        }
        assert!(
            vi("X", &all[0]).0.contains("170.324 tệp")
                && vi("X", &all[0]).1.contains("detail_pages: featured")
        );
        assert!(en("X", &all[1]).1.contains("JSON/XLSX") && !en("X", &all[2]).1.contains("JSON"));
        assert!(en("X", &all[3]).0.contains("1,234.6 MB"));
    }
}
