//! What is not published, and why, in words.

use crate::base::{Date, Lang, date, number};
use crate::pipeline::{Built, Held, Reason};

/// This many files of a kind are named.
const NAMED: usize = 20;

/// In the order in which they are said.
const REASONS: [Reason; 6] = [
    Reason::Draft,
    Reason::Later,
    Reason::Expired,
    Reason::Attached,
    Reason::Unnamed,
    Reason::System,
];

/// "chưa đăng: 1 bản nháp, 2 đề ngày sau 30/06/2024"; nothing when all is published.
pub(super) fn counts(built: &Built, lang: Lang) -> Option<String> {
    let day = built.summary.as_ref().and_then(|summary| summary.as_of);
    let parts: Vec<String> = REASONS
        .into_iter()
        .filter_map(|reason| {
            let count: usize = of(built, reason).map(|held| held.count).sum();
            (count > 0).then(|| counted(reason, count, day, lang))
        })
        .collect();
    let head = lang.pick("chưa đăng", "not published");
    (!parts.is_empty()).then(|| format!("{head}: {}", parts.join(", ")))
}

/// A line for each reason, with its files.
pub(super) fn files(built: &Built, lang: Lang) -> Vec<String> {
    by_reason(built, NAMED, lang)
        .into_iter()
        .map(|(title, names)| format!("  {title}: {}", names.join(", ")))
        .collect()
}

/// Each reason with its files, at most this many of them.
pub(super) fn by_reason(
    built: &Built,
    most: usize,
    lang: Lang,
) -> Vec<(&'static str, Vec<String>)> {
    let mut reasons = Vec::new();
    for reason in REASONS {
        let mut names: Vec<String> = of(built, reason).map(name).collect();
        if names.is_empty() {
            continue;
        }
        let more = names.len().saturating_sub(most);
        names.truncate(most);
        if more > 0 {
            names.push(match lang {
                Lang::Vi => format!("và {more} tệp nữa"),
                Lang::En => format!("and {more} more"),
            });
        }
        reasons.push((title(reason, lang), names));
    }
    reasons
}

/// The address of the examples goes online only when somebody says so.
pub(super) fn sample_address(address: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Lưu ý: base_url trong content/site.yaml vẫn là địa chỉ mẫu {address}; hãy ghi địa chỉ \
             thật của trang trước khi đưa lên mạng."
        ),
        Lang::En => format!(
            "Note: base_url in content/site.yaml is still the example address {address}; write the \
             real address of the site before it goes online."
        ),
    }
}

fn of(built: &Built, reason: Reason) -> impl Iterator<Item = &Held> {
    built
        .held
        .iter()
        .filter(move |held| held.reason == reason && !held.published)
}

fn name(held: &Held) -> String {
    if held.count == 1 {
        held.file.clone()
    } else {
        format!("{} ({})", held.file, held.count)
    }
}

fn counted(reason: Reason, count: usize, day: Option<Date>, lang: Lang) -> String {
    let day = day.map(|day| date::written(day, lang));
    // A build that stopped may not have come to its day.
    let day = day.unwrap_or_else(|| {
        lang.pick("ngày của số liệu", "the day of the figures")
            .to_owned()
    });
    let n = number::count(count, lang);
    match (reason, lang) {
        (Reason::Draft, Lang::Vi) => format!("{n} bản nháp"),
        (Reason::Draft, Lang::En) if count == 1 => "1 draft".to_owned(),
        (Reason::Draft, Lang::En) => format!("{n} drafts"),
        (Reason::Later, Lang::Vi) => format!("{n} đề ngày sau {day}"),
        (Reason::Later, Lang::En) => format!("{n} dated after {day}"),
        (Reason::Expired, Lang::Vi) => format!("{n} đã hết hạn đăng"),
        (Reason::Expired, Lang::En) => format!("{n} expired"),
        (Reason::Attached, Lang::Vi) => format!("{n} tệp chờ cùng bài"),
        (Reason::Attached, Lang::En) if count == 1 => "1 file that waits with its text".to_owned(),
        (Reason::Attached, Lang::En) => format!("{n} files that wait with their texts"),
        (Reason::Unnamed, Lang::Vi) => format!("tên của {n} người chưa đồng ý nêu tên"),
        (Reason::Unnamed, Lang::En) if count == 1 => {
            "the name of 1 person without consent".to_owned()
        }
        (Reason::Unnamed, Lang::En) => format!("the names of {n} people without consent"),
        (Reason::System, Lang::Vi) => format!("{n} tệp do máy tự tạo"),
        (Reason::System, Lang::En) if count == 1 => "1 file that a system left".to_owned(),
        (Reason::System, Lang::En) => format!("{n} files that systems left"),
    }
}

/// A reason as a heading.
pub(super) fn title(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::Draft => lang.pick("bản nháp", "drafts"),
        Reason::Later => lang.pick("đề ngày sau", "dated later"),
        Reason::Expired => lang.pick("hết hạn đăng", "expired"),
        Reason::Attached => lang.pick("tệp chờ cùng bài", "files of these"),
        Reason::Unnamed => lang.pick("người chưa đồng ý nêu tên", "people without consent"),
        Reason::System => lang.pick("tệp do máy tự tạo", "left by systems"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Summary;

    #[test]
    fn counts_and_files() {
        let held = |file: &str, reason, count, published| Held {
            file: file.to_owned(),
            reason,
            count,
            published,
        };
        let built = Built {
            summary: Some(Summary {
                as_of: Some(Date::constant(2024, 6, 30)),
                ..Summary::default()
            }),
            held: vec![
                held("content/news/a.md", Reason::Draft, 1, false),
                held("content/news/b.md", Reason::Draft, 1, true),
                held("content/reports/r.yaml", Reason::Later, 2, false),
            ],
            ..Built::default()
        };
        assert_eq!(
            counts(&built, Lang::Vi).as_deref(),
            Some("chưa đăng: 1 bản nháp, 2 đề ngày sau 30/06/2024")
        );
        assert_eq!(
            files(&built, Lang::Vi),
            [
                "  bản nháp: content/news/a.md",
                "  đề ngày sau: content/reports/r.yaml (2)"
            ]
        );
        assert_eq!(counts(&Built::default(), Lang::Vi), None);
    }
}
