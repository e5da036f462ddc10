//! What a good build came to, in two lines.

use std::time::Duration;

use crate::base::{Lang, date, number};
use crate::parse::table::reason;
use crate::pipeline::{Balance, Census, Host, Step, Summary};

/// "Xong: 58 trang, 4 biểu đồ · ghi 62 tệp (412 kB), giữ nguyên 3 tệp (80 kB), xóa 0 tệp · số liệu
/// tính đến 01/09/2023"
pub(super) fn line(summary: &Summary, writes: bool, lang: Lang) -> String {
    let Summary {
        pages,
        charts,
        written,
        unchanged,
        deleted,
        ..
    } = summary;
    let (new, old) = (
        size(summary.bytes_written, lang),
        size(summary.bytes_unchanged, lang),
    );
    let mut parts = match lang {
        Lang::Vi => vec![
            format!("Xong: {pages} trang, {charts} biểu đồ"),
            format!(
                "ghi {written} tệp ({new}), giữ nguyên {unchanged} tệp ({old}), xóa {deleted} tệp"
            ),
        ],
        Lang::En => vec![
            format!("Done: {}, {}", many(*pages, "page"), many(*charts, "chart")),
            format!(
                "wrote {} ({new}), kept {} ({old}), deleted {}",
                many(*written, "file"),
                many(*unchanged, "file"),
                many(*deleted, "file")
            ),
        ],
    };
    if !writes {
        parts[1] = lang.pick("không ghi gì", "nothing written").to_owned();
    }
    if let Some(day) = summary.as_of {
        let written = date::written(day, lang);
        parts.push(format!(
            "{} {written}",
            lang.pick("số liệu tính đến", "figures as of")
        ));
    }
    parts.join(" · ")
}

/// "content/initiatives/a.xlsx [Quý 1]: 12 dòng = 9 đăng + 1 bị loại + 1 trùng + 1 trống"
pub(super) fn balance(balance: &Balance, lang: Lang) -> String {
    let Balance {
        file,
        sheet,
        rows,
        published,
        held,
        rejected,
        duplicates,
        blank,
        reasons,
    } = balance;
    let [rows, published, held_rows, rejected, duplicates, blank] =
        [rows, published, held, rejected, duplicates, blank].map(|rows| number::count(*rows, lang));
    let sheet = if sheet.is_empty() {
        String::new()
    } else {
        format!(" [{sheet}]")
    };
    let why: Vec<String> = reasons
        .iter()
        .map(|(why, rows)| {
            let [vi, en] = reason(why);
            format!("{} {}", number::count(*rows, lang), lang.pick(vi, en))
        })
        .collect();
    let only_empty = reasons.keys().all(|why| why == "empty");
    let why = if only_empty {
        String::new()
    } else {
        format!(" ({})", why.join("; "))
    };
    let waits = if *held == 0 {
        String::new()
    } else {
        format!(
            " ({} {})",
            held_rows,
            lang.pick(
                "chưa đến hoặc đã qua ngày đăng",
                "not to be seen on this day"
            )
        )
    };
    match lang {
        Lang::Vi => format!(
            "{file}{sheet}: {rows} dòng = {published} đăng{waits} + {rejected} bị loại + \
             {duplicates} trùng + {blank} trống{why}"
        ),
        Lang::En => format!(
            "{file}{sheet}: {rows} rows = {published} published{waits} + {rejected} rejected + \
             {duplicates} duplicates + {blank} blank{why}"
        ),
    }
}

/// "Netlify: 459 tệp trong 180 thư mục, 5,7 MB; lớn nhất: a.pdf (1,2 MB), b.png (80 kB)"
pub(super) fn census(host: Host, census: &Census, lang: Lang) -> String {
    let (host, bytes) = (host.name(), size(census.bytes, lang));
    let [files, folders] = [census.files, census.folders].map(|n| number::count(n, lang));
    let largest = census
        .largest
        .iter()
        .take(3)
        .map(|(path, bytes)| format!("{path} ({})", size(*bytes, lang)));
    let largest = largest.collect::<Vec<_>>().join(", ");
    match lang {
        Lang::Vi => {
            format!("{host}: {files} tệp trong {folders} thư mục, {bytes}; lớn nhất: {largest}")
        }
        Lang::En => {
            format!("{host}: {files} files in {folders} folders, {bytes}; largest: {largest}")
        }
    }
}

/// "đọc 3 ms · phân tích 5 ms · …"
pub(super) fn times(times: &[(Step, Duration)], lang: Lang) -> String {
    let parts: Vec<String> = times
        .iter()
        .map(|(step, time)| format!("{} {} ms", name(*step, lang), time.as_millis()))
        .collect();
    parts.join(" · ")
}

/// A step in one word.
pub(super) fn name(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::Read => lang.pick("đọc", "read"),
        Step::Parse => lang.pick("phân tích", "parse"),
        Step::Assemble => lang.pick("lắp ghép", "assemble"),
        Step::Compute => lang.pick("tính toán", "compute"),
        Step::Render => lang.pick("dựng trang", "render"),
        Step::Write => lang.pick("ghi", "write"),
    }
}

pub(super) fn many(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Bytes in the largest unit that keeps them readable: `412 kB`, `1,2 MB`.
pub(super) fn size(bytes: u64, lang: Lang) -> String {
    let (value, unit) = match bytes {
        0..1_000 => (bytes as f64, "B"),
        1_000..1_000_000 => ((bytes as f64 / 1e3).round(), "kB"),
        _ => (bytes as f64 / 1e6, "MB"),
    };
    format!("{} {unit}", number::decimal(value, lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;

    fn summary() -> Summary {
        Summary {
            pages: 58,
            charts: 4,
            files: 65,
            written: 62,
            unchanged: 3,
            deleted: 0,
            bytes_written: 412_345,
            bytes_unchanged: 1_234_567,
            as_of: Some(Date::constant(2023, 9, 1)),
        }
    }

    #[test]
    fn in_both_languages() {
        assert_eq!(
            line(&summary(), true, Lang::Vi),
            "Xong: 58 trang, 4 biểu đồ · ghi 62 tệp (412 kB), giữ nguyên 3 tệp (1,2 MB), xóa 0 tệp \
             · số liệu tính đến 01/09/2023"
        );
        assert_eq!(
            line(
                &Summary {
                    pages: 1,
                    ..summary()
                },
                true,
                Lang::En
            ),
            "Done: 1 page, 4 charts · wrote 62 files (412 kB), kept 3 files (1.2 MB), deleted 0 \
             files · figures as of 1 September 2023"
        );
        assert_eq!(
            line(&summary(), false, Lang::Vi),
            "Xong: 58 trang, 4 biểu đồ · không ghi gì · số liệu tính đến 01/09/2023"
        );
    }

    #[test]
    fn a_time_for_each_step() {
        let taken = [
            (Step::Read, Duration::from_millis(3)),
            (Step::Parse, Duration::from_micros(5_900)),
        ];
        assert_eq!(times(&taken, Lang::Vi), "đọc 3 ms · phân tích 5 ms");
    }
}
