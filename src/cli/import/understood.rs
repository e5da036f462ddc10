//! What was understood of a table, for people, before anything is written.

use std::fmt::Write as _;

use crate::base::{Lang, date};
use crate::diag::column_name;
use crate::parse::table::{AlikeSheet, DayFrom, Understood};
use crate::pipeline::{Form, ImportPlan};
use crate::source::Role;

/// Rows named that are not records.
const ROWS: usize = 10;

/// Sheet by sheet: the headings, each column with its key and its first values, the day, and what
/// the other rows were.
pub(super) fn words(out: &mut String, plan: &ImportPlan, lang: Lang) {
    let kind = match plan.role {
        Some(Role::Units) => lang.pick("đơn vị", "units"),
        Some(Role::Reports) => lang.pick("báo cáo lũy kế", "cumulative reports"),
        _ => lang.pick("sáng kiến", "initiatives"),
    };
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
        let scale = match column.scale {
            Some(scale) if scale > 1.0 => format!(" × {scale}"),
            _ => String::new(),
        };
        let values = column.values.join("; ");
        let heading = &column.heading;
        let _ = writeln!(out, "  {letter}  {heading} → {key}{scale}: {values}");
    }
}

/// The day, the unit of money, other rows, totals.
fn around(out: &mut String, understood: &Understood, lang: Lang) {
    if let Some(day) = &understood.day {
        let from = match day.from {
            DayFrom::Sidecar => lang.pick("tệp đi kèm bảng", "the file beside the table"),
            DayFrom::Title => lang.pick("dòng trên bảng", "a line above the table"),
            DayFrom::Sheet => lang.pick("tên trang tính", "the name of the sheet"),
            DayFrom::File => lang.pick("tên tệp", "the name of the file"),
        };
        let label = lang.pick("Ngày của số liệu", "Day of the figures");
        let written = date::written(day.day, lang);
        let _ = writeln!(out, "  {label}: {written} ({from}: “{}”)", day.words);
    }
    if let Some((words, _)) = &understood.money {
        let _ = writeln!(
            out,
            "  {}: {words}",
            lang.pick("Đơn vị tiền", "Unit of money")
        );
    }
    if let Some(kind) = understood.kind {
        let label = lang.pick("Thực ra là tệp", "It really is a file of");
        let _ = writeln!(out, "  {label} {kind}");
    }
    if understood.converted > 0 {
        let count = understood.converted;
        let _ = match lang {
            Lang::Vi => writeln!(out, "  {count} ô phông chữ cũ đã chuyển sang Unicode"),
            Lang::En => writeln!(out, "  {count} cells of old fonts turned into Unicode"),
        };
    }
    for passed in understood.passed.iter().take(ROWS) {
        let [vi, en] = passed.why.words();
        let (row, words) = (passed.row, &passed.words);
        let _ = match lang {
            Lang::Vi => writeln!(out, "  dòng {row} bỏ qua: {vi} “{words}”"),
            Lang::En => writeln!(out, "  row {row} passed over: {en} “{words}”"),
        };
    }
    if understood.passed.len() > ROWS {
        let more = understood.passed.len() - ROWS;
        let _ = match lang {
            Lang::Vi => writeln!(out, "  … và {more} dòng bỏ qua nữa"),
            Lang::En => writeln!(out, "  … and {more} more rows passed over"),
        };
    }
    for total in &understood.totals {
        let (row, heading) = (total.row, &total.heading);
        let (stated, sum) = (total.stated, total.sum);
        let _ = match (total.agrees(), lang) {
            (true, Lang::Vi) => writeln!(out, "  dòng {row}, {heading}: tổng {stated} khớp"),
            (true, Lang::En) => writeln!(out, "  row {row}, {heading}: total {stated} agrees"),
            (false, Lang::Vi) => writeln!(
                out,
                "  dòng {row}, {heading}: ghi tổng {stated}, nhưng các dòng cộng lại là {sum}"
            ),
            (false, Lang::En) => writeln!(
                out,
                "  row {row}, {heading}: the total says {stated}, but the rows come to {sum}"
            ),
        };
    }
}

/// Other sheets that look like the one that was named.
pub(super) fn alike(out: &mut String, plan: &ImportPlan, lang: Lang) {
    let sheets = plan.understood.iter().flat_map(|form| &form.alike);
    let hidden = lang.pick(" (đang ẩn)", " (hidden)");
    let name = |alike: &AlikeSheet| {
        let note = if alike.hidden { hidden } else { "" };
        format!("“{}”{note}", alike.sheet)
    };
    let names: Vec<String> = sheets.map(name).collect();
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

/// Whether the form was read before, and in what it differs from the one that it is nearest to.
pub(super) fn form(out: &mut String, form: &Form, lang: Lang) {
    if form.id.is_empty() {
        return;
    }
    let file = format!("content/forms/{}.yaml", form.id);
    if form.remembered {
        let _ = match lang {
            Lang::Vi => writeln!(out, "Đọc theo biểu đã nhớ: {file}"),
            Lang::En => writeln!(out, "Read as the form that is remembered: {file}"),
        };
        return;
    }
    let Some(compared) = &form.compared else {
        return;
    };
    let mut differences = Vec::new();
    if !form.more.is_empty() {
        let more = form.more.join("; ");
        differences.push(lang.pick(format!("thêm cột {more}"), format!("columns added: {more}")));
    }
    if !form.fewer.is_empty() {
        let fewer = form.fewer.join("; ");
        differences.push(lang.pick(
            format!("thiếu cột {fewer}"),
            format!("columns gone: {fewer}"),
        ));
    }
    if differences.is_empty() {
        differences.push(lang.pick("thứ tự cột", "the order of columns").to_owned());
    }
    let differences = differences.join(" · ");
    let _ = match lang {
        Lang::Vi => writeln!(out, "Khác biểu đã nhớ “{compared}”: {differences}"),
        Lang::En => writeln!(
            out,
            "Differs from the remembered form “{compared}”: {differences}"
        ),
    };
}
