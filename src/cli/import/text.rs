//! What an import would do, for people: it fits a screen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Verdict, stopped, understood};
use crate::base::{Lang, number};
use crate::cli::args::Import;
use crate::cli::summary;
use crate::diag::Diagnostic;
use crate::pipeline::import_words::{self as words, Counts};
use crate::pipeline::{self, Change, Fate, ImportPlan};
use crate::source::Role;

/// Lines shown of each list.
const LINES: usize = 10;

/// What was read, and what changes by it.
pub(super) fn plan(plan: &ImportPlan, flags: &Import) -> String {
    let lang = flags.lang;
    let mut out = String::new();
    // Writing to a String cannot fail.
    for table in &plan.tables {
        let _ = writeln!(out, "{}", summary::balance(table, lang));
    }
    if flags.explain || !plan.form.remembered {
        understood::tell(&mut out, plan, lang);
    }
    if let Some(form) = words::form(&plan.form, lang) {
        let _ = writeln!(out, "{form}");
    }
    understood::alike(&mut out, plan, lang);
    let rejected = plan.tables.iter().find(|table| table.rejected > 0);
    if let Some(table) = rejected.filter(|_| !flags.dry_run && !flags.explain) {
        let words = lang.pick(
            "dòng bị loại, kèm lý do:",
            "rejected rows, with the reasons:",
        );
        let _ = writeln!(out, "  {words} {}", pipeline::rejects_path(&table.file));
    }
    if !plan.not_reported.is_empty() {
        let count = number::count(plan.not_reported.len(), lang);
        let units = shown(&plan.not_reported, flags.all, lang);
        let _ = match lang {
            Lang::Vi => writeln!(out, "Chưa báo cáo ({count} đơn vị): {units}"),
            Lang::En => writeln!(out, "Not reported ({count} units): {units}"),
        };
    }
    if plan.stop.is_some() || flags.explain {
        return out;
    }
    let lines: Vec<String> = plan
        .changes
        .iter()
        .map(|change| line(change, plan.role, lang))
        .chain(plan.unreadable.iter().map(|lost| unreadable(lost, lang)))
        .collect();
    list(&mut out, &lines, flags.all, lang);
    list(&mut out, &by_unit(plan, lang), flags.all, lang);
    let (before, after) = (
        number::count(plan.before, lang),
        number::count(plan.after, lang),
    );
    let counts = Counts::of(&plan.changes).words(lang);
    let _ = match lang {
        Lang::Vi => writeln!(
            out,
            "Cả bảng: {counts} · trước {before}, sau {after} bản ghi"
        ),
        Lang::En => writeln!(
            out,
            "In all: {counts} · {before} records before, {after} after"
        ),
    };
    out
}

/// What became of it.
pub(super) fn end(plan: &ImportPlan, verdict: Verdict, flags: &Import) -> String {
    let (target, lang) = (&plan.target, flags.lang);
    match verdict {
        Verdict::Write | Verdict::Ask => lang.pick(
            format!("Đã ghi {target}. Muốn trở lại như trước: tiendo import --undo"),
            format!("Wrote {target}. The way back: tiendo import --undo"),
        ),
        Verdict::Dry => lang.pick(
            format!("Chạy thử: chưa ghi {target}"),
            format!("Dry run: {target} was not written"),
        ),
        Verdict::Same => lang.pick(
            "content/ đã có tất cả; không có gì để ghi.".to_owned(),
            "content/ has all of it; there is nothing to write.".to_owned(),
        ),
        Verdict::Stopped => plan.stop.map_or("", |stop| stopped(stop, lang)).to_owned(),
        Verdict::Declined => lang.pick(
            "Không ghi; content/ vẫn như cũ.".to_owned(),
            "Not written; content/ is as it was.".to_owned(),
        ),
        Verdict::Loss => {
            let lost = number::count(plan.lost(), lang);
            lang.pick(
                format!(
                    "Không nhập: {lost} mục của {target} sẽ mất (các dòng có dấu - ở trên). Nếu \
                     đúng thế thì thêm --yes."
                ),
                format!(
                    "Refused: {lost} items of {target} would go (the lines with - above). If that \
                     is meant, add --yes."
                ),
            )
        }
    }
}

/// A list of ten lines, and how many more there are.
fn list(out: &mut String, lines: &[String], all: bool, lang: Lang) {
    let most = if all { usize::MAX } else { LINES };
    for line in lines.iter().take(most) {
        let _ = writeln!(out, "{line}");
    }
    if lines.len() > most {
        let more = number::count(lines.len() - most, lang);
        let _ = match lang {
            Lang::Vi => writeln!(out, "  … và {more} dòng nữa (xem hết: --all)"),
            Lang::En => writeln!(out, "  … and {more} more lines (all of them: --all)"),
        };
    }
}

/// The first few of a list, in a line.
fn shown(items: &[String], all: bool, lang: Lang) -> String {
    let most = if all { usize::MAX } else { LINES };
    let mut words = items
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    if items.len() > most {
        let more = number::count(items.len() - most, lang);
        words += &lang.pick(format!("; … và {more} nữa"), format!("; … and {more} more"));
    }
    words
}

/// "  ~ LĐLĐ huyện Đông Sơn · 31/05/2022: Lũy kế đã nộp 420 → 412 (đính chính …)"
fn line(change: &Change, role: Option<Role>, lang: Lang) -> String {
    let mark = match change.fate {
        Fate::Revised | Fate::Changed => '~',
        Fate::Gone => '-',
        Fate::Missing => '=',
        Fate::New => '+',
    };
    // What belongs to many records of a unit is summed up by units below.
    let whose = if role == Some(Role::Reports) && !change.unit.is_empty() {
        format!("{} · ", change.unit)
    } else {
        String::new()
    };
    let mut line = format!("  {mark} {whose}{}", change.record);
    let cells: Vec<String> = change
        .cells
        .iter()
        .map(|cell| words::cell(cell, change.fate, lang))
        .collect();
    if !cells.is_empty() {
        let _ = write!(line, ": {}", cells.join("; "));
    }
    let remark = words::remark(change, lang);
    if !remark.is_empty() {
        let _ = write!(line, " ({remark})");
    }
    line
}

fn unreadable(diagnostic: &Diagnostic, lang: Lang) -> String {
    let words = diagnostic.words(lang).message;
    let why = lang.pick(
        "trong tệp đang có, sẽ mất khi ghi lại",
        "in the file that is there, lost when written again",
    );
    format!("  - {words} ({why})")
}

/// "LĐLĐ thị xã Bỉm Sơn: 2 mới, 0 đổi, 0 mất"; nothing where each unit has one record only.
fn by_unit(plan: &ImportPlan, lang: Lang) -> Vec<String> {
    let mut units: BTreeMap<&str, Counts> = BTreeMap::new();
    for change in &plan.changes {
        units.entry(&change.unit).or_default().add(change.fate);
    }
    let alone = plan.role == Some(Role::Units) || units.len() == plan.changes.len();
    if alone && plan.role != Some(Role::Initiatives) {
        return Vec::new();
    }
    let mut lines = Vec::with_capacity(units.len());
    for (unit, counts) in units {
        let unit = if unit.is_empty() {
            lang.pick("(không ghi đơn vị)", "(without a unit)")
        } else {
            unit
        };
        lines.push(format!("{unit}: {}", counts.words(lang)));
    }
    lines
}
