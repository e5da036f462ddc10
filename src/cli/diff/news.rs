//! Changes as a draft of news. Its figures are named, not typed, so that they cannot go out of
//! date.

use std::fmt::Write as _;

use crate::base::{Date, Lang, date, number, slug};
use crate::pipeline::{Changes, Programme, Unit};

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
fn of_programme(out: &mut String, programme: &Programme, changes: &Changes) {
    lead(out, programme, changes);
    // A phase is named as the site shows it, so only when it represents the same day.
    if changes.published {
        phases(out, programme, changes);
    }
    let up = heading(changes, "Đơn vị tăng nhiều nhất", "Units that rose most");
    units(out, up, &programme.up, programme, changes);
    let down = heading(changes, "Đơn vị có số giảm", "Units that fell");
    units(out, down, &programme.down, programme, changes);
    initiatives(out, programme, changes);
}

fn heading(changes: &Changes, vi_words: &'static str, en_words: &'static str) -> &'static str {
    if vi(changes) { vi_words } else { en_words }
}

/// The sentence with the totals of both days.
fn lead(out: &mut String, programme: &Programme, changes: &Changes) {
    let [was, now] = [&changes.from, &changes.to].map(|date| {
        let id = &programme.id;
        format!("{{{{ figure metric=\"cumulative\" programme=\"{id}\" date=\"{date}\" }}}}")
    });
    let from = written(&changes.from, changes);
    let to = written(&changes.to, changes);
    let (title, what) = (&programme.title, &programme.unit_of_count);
    let _ = if programme.submitted.now.is_none() {
        let none = heading(changes, "chưa có số liệu", "no figure yet");
        writeln!(out, "\n{title}: {none}.")
    } else if vi(changes) {
        writeln!(
            out,
            "\nTính đến {to}, chương trình {title} có {now} lượt {what} nộp; đến {from} là {was}."
        )
    } else {
        writeln!(
            out,
            "\nBy {to}, {title} had {now} {what} submitted; by {from} it was {was}."
        )
    };
}

/// A sentence for each phase with a target and a figure.
fn phases(out: &mut String, programme: &Programme, changes: &Changes) {
    for phase in &programme.phases {
        let has_target = phase.target.is_some_and(|target| target > 0);
        if phase.submitted.now.is_none() || !has_target {
            continue;
        }
        let (title, id) = (&phase.title, &phase.id);
        let [count, percent] = ["submitted", "percent"]
            .map(|metric| format!("{{{{ figure metric=\"{metric}\" phase=\"{id}\" }}}}"));
        let _ = if vi(changes) {
            writeln!(out, "\n{title} có {count} lượt, bằng {percent} chỉ tiêu.")
        } else {
            writeln!(out, "\n{title} has {count}, {percent} of its target.")
        };
    }
}

/// The list of new initiatives.
fn initiatives(out: &mut String, programme: &Programme, changes: &Changes) {
    if programme.initiatives.is_empty() {
        return;
    }
    let count = number::count(programme.initiatives.len(), changes.language);
    let new = heading(changes, "Sáng kiến mới", "New initiatives");
    let _ = writeln!(out, "\n## {new} ({count})\n");
    for initiative in programme.initiatives.iter().take(NAMED) {
        let (title, unit) = (plain(&initiative.title), plain(&initiative.unit));
        let _ = writeln!(out, "- [{title}](@/initiatives/{}) ({unit})", initiative.id);
    }
}

fn units(out: &mut String, heading: &str, units: &[Unit], p: &Programme, changes: &Changes) {
    if units.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {heading}\n");
    for unit in units.iter().take(NAMED) {
        let [was, now] = [&changes.from, &changes.to].map(|date| {
            let (programme, unit) = (&p.id, &unit.id);
            format!(
                "{{{{ figure metric=\"cumulative\" programme=\"{programme}\" unit=\"{unit}\" \
                 date=\"{date}\" }}}}"
            )
        });
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
