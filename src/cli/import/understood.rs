//! What was understood of a table, for people, before anything is written.

use std::fmt::Write as _;

use crate::base::{Lang, date};
use crate::diag::column_name;
use crate::parse::table::{AlikeSheet, Understood};
use crate::pipeline::{ImportPlan, import_words as words};

/// Rows named that are not records.
const ROWS: usize = 10;

/// Sheet by sheet: the headings, each column with its key and its first values, the day, and what
/// the other rows were.
pub(super) fn tell(out: &mut String, plan: &ImportPlan, lang: Lang) {
    let kind = words::kind(plan.role, lang);
    for (table, understood) in plan.tables.iter().zip(&plan.understood) {
        if understood.columns.is_empty() {
            continue;
        }
        let rows: Vec<String> = understood
            .headings
            .iter()
            .map(ToString::to_string)
            .collect();
        let rows = rows.join(", ");
        let sheet = if table.sheet.is_empty() {
            String::new()
        } else {
            lang.pick(
                format!(" · trang tính “{}”", table.sheet),
                format!(" · sheet “{}”", table.sheet),
            )
        };
        // Writing to a String cannot fail.
        let _ = match lang {
            Lang::Vi => writeln!(out, "Hiểu là: {kind}{sheet} · tiêu đề ở dòng {rows}"),
            Lang::En => writeln!(out, "Taken for: {kind}{sheet} · headings in row {rows}"),
        };
        columns(out, understood, lang);
        around(out, understood, lang);
    }
}

fn columns(out: &mut String, understood: &Understood, lang: Lang) {
    for column in &understood.columns {
        let letter = column_name(column.column);
        let key = match (&column.key, column.day) {
            (Some(key), Some(day)) => format!("{key}, {}", date::written(day, Lang::Vi)),
            (Some(key), None) => key.clone(),
            (None, _) => lang.pick("không đọc", "not read").to_owned(),
        };
        let scale = words::scale(column);
        let values = column.values.join("; ");
        let heading = &column.heading;
        let _ = writeln!(out, "  {letter}  {heading} → {key}{scale}: {values}");
    }
}

/// The day, the unit of money, other rows, totals.
fn around(out: &mut String, understood: &Understood, lang: Lang) {
    let mut lines = words::around(understood, lang);
    lines.extend(words::passed(understood, ROWS, lang));
    lines.extend(
        understood
            .totals
            .iter()
            .map(|total| words::total(total, lang)),
    );
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}

/// Other sheets that look like the one that was named.
pub(super) fn alike(out: &mut String, plan: &ImportPlan, lang: Lang) {
    let sheets = plan.understood.iter().flat_map(|form| &form.alike);
    let names: Vec<String> = sheets.map(|sheet| name_of_alike(sheet, lang)).collect();
    if names.is_empty() {
        return;
    }
    let names = names.join(", ");
    let _ = match lang {
        Lang::Vi => writeln!(
            out,
            "Cũng giống biểu này mà không đọc: {names}; muốn đọc thì ghi tên sau --sheet"
        ),
        Lang::En => writeln!(
            out,
            "Also looks like this form, not read: {names}; --sheet to name it"
        ),
    };
}

fn name_of_alike(alike: &AlikeSheet, lang: Lang) -> String {
    let hidden = lang.pick(" (đang ẩn)", " (hidden)");
    let note = if alike.hidden { hidden } else { "" };
    format!("“{}”{note}", alike.sheet)
}
