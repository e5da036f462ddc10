//! Changes as a draft of news. Its figures are named, not typed, so that they cannot go out of
//! date.

use std::fmt::Write as _;

use crate::base::{Date, Lang, date, number, slug};
use crate::pipeline::{Changes, Phase, Programme, Unit};

/// Units and initiatives named in a draft.
const NAMED: usize = 5;

/// The name of the file, without ending.
pub(super) fn name(changes: &Changes) -> String {
    format!("{}-{}", changes.to, slug::slug(&title(changes)))
}

fn vi(changes: &Changes) -> bool {
    changes.language == Lang::Vi
}

fn day(iso: &str) -> Date {
    date::parse(iso).unwrap_or(Date::MIN)
}

fn written(iso: &str, changes: &Changes) -> String {
    date::written(day(iso), changes.language)
}

fn title(changes: &Changes) -> String {
    let to = written(&changes.to, changes);
    if vi(changes) {
        format!("Tiến độ đến ngày {to}")
    } else {
        format!("Progress by {to}")
    }
}

/// The whole file.
pub(super) fn draft(changes: &Changes) -> String {
    let (from, to) = (
        written(&changes.from, changes),
        written(&changes.to, changes),
    );
    let summary = if vi(changes) {
        format!(
            "Những thay đổi từ {from} đến {to}. Đây là bản nháp: đọc lại, sửa và thêm lời trước \
             khi đăng."
        )
    } else {
        format!(
            "What changed from {from} to {to}. This is a draft: read, fix and add to it before it \
             is published."
        )
    };
    let mut out = format!(
        "---\ntitle: {}\ndate: {}\ndraft: true\nsummary: \"{summary}\"\n---\n",
        title(changes),
        changes.to
    );
    for programme in &changes.programmes {
        of_programme(&mut out, programme, changes);
    }
    out
}

/// Writing to a String cannot fail.
fn of_programme(out: &mut String, p: &Programme, changes: &Changes) {
    let vi = vi(changes);
    let figure = |date: &str| {
        format!(
            "{{{{ figure metric=\"cumulative\" programme=\"{}\" date=\"{date}\" }}}}",
            p.id
        )
    };
    let (was, now) = (figure(&changes.from), figure(&changes.to));
    let (from, to) = (
        written(&changes.from, changes),
        written(&changes.to, changes),
    );
    let what = &p.unit_of_count;
    let _ = if p.submitted.now.is_none() {
        let none = if vi {
            "chưa có số liệu"
        } else {
            "no figure yet"
        };
        writeln!(out, "\n{}: {none}.", p.title)
    } else if vi {
        writeln!(
            out,
            "\nTính đến {to}, chương trình {} có {now} lượt {what} nộp; đến {from} là {was}.",
            p.title
        )
    } else {
        writeln!(
            out,
            "\nBy {to}, {} had {now} {what} submitted; by {from} it was {was}.",
            p.title
        )
    };
    // A phase is named as the site shows it, so only when it represents the same day.
    let reported =
        |phase: &&Phase| phase.submitted.now.is_some() && phase.target.is_some_and(|t| t > 0);
    for phase in p
        .phases
        .iter()
        .filter(reported)
        .filter(|_| changes.published)
    {
        let figure = |metric: &str| {
            format!(
                "{{{{ figure metric=\"{metric}\" phase=\"{}\" }}}}",
                phase.id
            )
        };
        let (count, percent) = (figure("submitted"), figure("percent"));
        let _ = if vi {
            writeln!(
                out,
                "\n{} có {count} lượt, bằng {percent} chỉ tiêu.",
                phase.title
            )
        } else {
            writeln!(
                out,
                "\n{} has {count}, {percent} of its target.",
                phase.title
            )
        };
    }
    let heading = |vi_words, en_words| if vi { vi_words } else { en_words };
    units(
        out,
        heading("Đơn vị tăng nhiều nhất", "Units that rose most"),
        &p.up,
        p,
        changes,
    );
    units(
        out,
        heading("Đơn vị có số giảm", "Units that fell"),
        &p.down,
        p,
        changes,
    );
    if !p.initiatives.is_empty() {
        let count = number::whole(
            i64::try_from(p.initiatives.len()).unwrap_or(i64::MAX),
            changes.language,
        );
        let _ = writeln!(
            out,
            "\n## {} ({count})\n",
            heading("Sáng kiến mới", "New initiatives")
        );
        for new in p.initiatives.iter().take(NAMED) {
            let _ = writeln!(
                out,
                "- [{}](@/initiatives/{}) ({})",
                plain(&new.title),
                new.id,
                plain(&new.unit)
            );
        }
    }
}

fn units(out: &mut String, heading: &str, units: &[Unit], p: &Programme, changes: &Changes) {
    if units.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {heading}\n");
    for unit in units.iter().take(NAMED) {
        let figure = |date: &str| {
            let (programme, unit) = (&p.id, &unit.id);
            format!(
                "{{{{ figure metric=\"cumulative\" programme=\"{programme}\" unit=\"{unit}\" \
                 date=\"{date}\" }}}}"
            )
        };
        let (was, now) = (figure(&changes.from), figure(&changes.to));
        let _ = writeln!(
            out,
            "- [{}](@/units/{}): {was} → {now}",
            plain(&unit.title),
            unit.id
        );
    }
}

/// Words that mean nothing in Markdown.
fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            if "\\[]*_`<>{}".contains(c) {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect()
}
