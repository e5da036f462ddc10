//! `tiendo import`: a table from anywhere into content/, after a look at what changes.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::args::{Format, Import, Lang, Target};
use super::{Report, say, summary};
use crate::base::number;
use crate::pipeline::{self, Change, Imported};
use crate::source::Role;

/// Records named for each kind of change.
const NAMED: usize = 5;

/// Imports; whether the records were taken.
pub(super) fn run(import: &Import) -> Result<bool> {
    let lang = import.lang;
    if !import.file.is_file() || !pipeline::is_table(&import.file) {
        let why = lang.pick(
            "không phải tệp .xlsx, .xls, .ods hay .csv",
            "is no file .xlsx, .xls, .ods or .csv",
        );
        bail!("{} {why}", import.file.display());
    }
    let done = pipeline::import(&pipeline::Import {
        root: import.root.clone(),
        file: import.file.clone(),
        to: import.to.map(|to| match to {
            Target::Initiatives => Role::Initiatives,
            Target::Reports => Role::Reports,
            Target::Units => Role::Units,
        }),
        name: import.name.clone(),
        allow_shrink: import.allow_shrink,
        dry_run: import.dry_run,
    })?;
    let report = Report {
        root: import.root.clone(),
        language: lang.into(),
        strict: false,
    };
    report.tell(
        &pipeline::Built {
            problems: done.problems.clone(),
            ..Default::default()
        },
        Format::Text,
    )?;
    say(text(&done, import.dry_run, lang).trim_end())?;
    Ok(done.accepted)
}

fn text(done: &Imported, dry_run: bool, lang: Lang) -> String {
    let n = |n: usize| number::whole(i64::try_from(n).unwrap_or(i64::MAX), lang.pick("vi", "en"));
    let mut out = String::new();
    // Writing to a String cannot fail.
    if let Some(table) = &done.table {
        let _ = writeln!(out, "{}", summary::balance(table, lang));
        if table.rejected > 0 && !dry_run {
            let _ = writeln!(
                out,
                "  {} {}",
                lang.pick(
                    "dòng bị loại, kèm lý do:",
                    "rejected rows, with the reasons:"
                ),
                pipeline::rejects_path(&table.file)
            );
        }
    }
    if !done.accepted && !done.shrinks {
        out.push_str(lang.pick(
            "Có lỗi nên không nhập gì.\n",
            "There are faults, so nothing was imported.\n",
        ));
        return out;
    }
    for (unit, change) in &done.changes {
        let counts = counts(change, lang);
        let unit = if unit.is_empty() {
            lang.pick("(không ghi đơn vị)", "(without a unit)")
        } else {
            unit
        };
        let _ = writeln!(out, "{unit}: {counts}");
        for (mark, records) in [
            ('+', &change.new),
            ('~', &change.changed),
            ('-', &change.gone),
        ] {
            for record in records.iter().take(NAMED) {
                let _ = writeln!(out, "  {mark} {record}");
            }
            if records.len() > NAMED {
                let more = n(records.len() - NAMED);
                let _ = writeln!(
                    out,
                    "  {mark} {}",
                    lang.pick(format!("… và {more} nữa"), format!("… and {more} more"))
                );
            }
        }
    }
    let all = done
        .changes
        .values()
        .fold(Change::default(), |mut all, change| {
            all.new.extend(change.new.iter().cloned());
            all.changed.extend(change.changed.iter().cloned());
            all.gone.extend(change.gone.iter().cloned());
            all
        });
    let (before, after, counts) = (n(done.before), n(done.after), counts(&all, lang));
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
    let target = &done.target;
    out.push_str(&match (done.accepted, dry_run, lang) {
        (false, _, Lang::Vi) => format!(
            "Không nhập: bảng mới ít hơn {target} quá 5%. Kiểm tra xem tệp có bị thiếu không; nếu đúng thế thì thêm \
             --allow-shrink.\n"
        ),
        (false, _, Lang::En) => format!(
            "Refused: the table holds over 5% fewer records than {target}. Check whether it is whole; if that is meant, \
             add --allow-shrink.\n"
        ),
        (true, true, Lang::Vi) => format!("Chạy thử: chưa ghi {target}\n"),
        (true, true, Lang::En) => format!("Dry run: {target} was not written\n"),
        (true, false, Lang::Vi) => format!("Đã ghi {target}\n"),
        (true, false, Lang::En) => format!("Wrote {target}\n"),
    });
    out
}

/// "3 mới, 1 đổi, 0 mất"
fn counts(change: &Change, lang: Lang) -> String {
    let n = |records: &Vec<String>| {
        number::whole(
            i64::try_from(records.len()).unwrap_or(i64::MAX),
            lang.pick("vi", "en"),
        )
    };
    let (new, changed, gone) = (n(&change.new), n(&change.changed), n(&change.gone));
    lang.pick(
        format!("{new} mới, {changed} đổi, {gone} mất"),
        format!("{new} new, {changed} changed, {gone} gone"),
    )
}
