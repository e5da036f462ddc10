//! What an import understood and would change, in words: for the terminal and for the desk.

use super::{Cell, Change, Fate, Form};
use crate::base::{Lang, date, number};
use crate::parse::table::{ColumnSeen, DayFrom, TotalSeen, Understood};
use crate::source::Role;

/// What the rows of a table are.
pub fn kind(role: Option<Role>, lang: Lang) -> &'static str {
    match role {
        Some(Role::Units) => lang.pick("đơn vị", "units"),
        Some(Role::Reports) => lang.pick("báo cáo lũy kế", "cumulative reports"),
        _ => lang.pick("sáng kiến", "initiatives"),
    }
}

/// The day of all rows, the unit of money, what the file really is, and how many cells were turned
/// into Unicode: a line each.
pub fn around(understood: &Understood, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(day) = &understood.day {
        let from = match day.from {
            DayFrom::Sidecar => lang.pick("tệp đi kèm bảng", "the file beside the table"),
            DayFrom::Title => lang.pick("dòng trên bảng", "a line above the table"),
            DayFrom::Sheet => lang.pick("tên trang tính", "the name of the sheet"),
            DayFrom::File => lang.pick("tên tệp", "the name of the file"),
        };
        let label = lang.pick("Ngày của số liệu", "Day of the figures");
        let written = date::written(day.day, lang);
        lines.push(format!("{label}: {written} ({from}: “{}”)", day.words));
    }
    if let Some((words, _)) = &understood.money {
        let label = lang.pick("Đơn vị tiền", "Unit of money");
        lines.push(format!("{label}: {words}"));
    }
    if let Some(kind) = understood.kind {
        let label = lang.pick("Thực ra là tệp", "It really is a file of");
        lines.push(format!("{label} {kind}"));
    }
    if understood.converted > 0 {
        let count = understood.converted;
        lines.push(lang.pick(
            format!("{count} ô phông chữ cũ đã chuyển sang Unicode"),
            format!("{count} cells of old fonts turned into Unicode"),
        ));
    }
    lines
}

/// What a column of numbers is multiplied by; empty where it is taken as it is.
pub fn scale(column: &ColumnSeen) -> String {
    match column.scale {
        Some(scale) if scale > 1.0 => format!(" × {scale}"),
        _ => String::new(),
    }
}

/// Rows that are not records: at most `most` of them, then how many more.
pub fn passed(understood: &Understood, most: usize, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for passed in understood.passed.iter().take(most) {
        let [vi, en] = passed.why.words();
        let (row, words) = (passed.row, &passed.words);
        lines.push(lang.pick(
            format!("dòng {row} bỏ qua: {vi} “{words}”"),
            format!("row {row} passed over: {en} “{words}”"),
        ));
    }
    if understood.passed.len() > most {
        let more = understood.passed.len() - most;
        lines.push(lang.pick(
            format!("… và {more} dòng bỏ qua nữa"),
            format!("… and {more} more rows passed over"),
        ));
    }
    lines
}

/// Whether a total agrees with its rows.
pub fn total(total: &TotalSeen, lang: Lang) -> String {
    let (row, heading) = (total.row, &total.heading);
    let (stated, sum) = (total.stated, total.sum);
    match (total.agrees(), lang) {
        (true, Lang::Vi) => format!("dòng {row}, {heading}: tổng {stated} khớp"),
        (true, Lang::En) => format!("row {row}, {heading}: total {stated} agrees"),
        (false, Lang::Vi) => {
            format!("dòng {row}, {heading}: ghi tổng {stated}, nhưng các dòng cộng lại là {sum}")
        }
        (false, Lang::En) => {
            format!("row {row}, {heading}: the total says {stated}, but the rows come to {sum}")
        }
    }
}

/// Whether the form was read before, and in what it differs from the one that it is nearest to;
/// `None` where there is nothing to say.
pub fn form(form: &Form, lang: Lang) -> Option<String> {
    if form.id.is_empty() {
        return None;
    }
    if form.remembered {
        let file = format!("content/forms/{}.yaml", form.id);
        return Some(lang.pick(
            format!("Đọc theo biểu đã nhớ: {file}"),
            format!("Read as the form that is remembered: {file}"),
        ));
    }
    let compared = form.compared.as_ref()?;
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
    Some(lang.pick(
        format!("Khác biểu đã nhớ “{compared}”: {differences}"),
        format!("Differs from the remembered form “{compared}”: {differences}"),
    ))
}

/// "Lũy kế đã nộp 400 → 420 (+20)"
pub fn cell(cell: &Cell, fate: Fate, lang: Lang) -> String {
    let heading = &cell.heading;
    let [before, after] = [&cell.old, &cell.new].map(|text| value(text, cell.count, lang));
    if fate == Fate::New && cell.old.is_empty() {
        return format!("{heading} {after}");
    }
    let words = format!("{heading} {before} → {after}");
    match (cell.count, cell.old.parse::<i64>(), cell.new.parse::<i64>()) {
        (true, Ok(old), Ok(new)) => {
            let difference = new.saturating_sub(old);
            let sign = if difference > 0 { "+" } else { "" };
            format!("{words} ({sign}{})", number::whole(difference, lang))
        }
        _ => words,
    }
}

/// The value of a cell, before or after.
fn value(text: &str, is_count: bool, lang: Lang) -> String {
    match text.parse::<i64>() {
        _ if text.is_empty() => lang.pick("chưa có", "none").to_owned(),
        Ok(count) if is_count => number::whole(count, lang),
        _ if is_count => text.to_owned(),
        _ => format!("“{text}”"),
    }
}

/// What else is to be said of a change; empty for most.
pub fn remark(change: &Change, lang: Lang) -> String {
    let day = change.day.map(|day| date::written(day, lang));
    match (change.fate, day, lang) {
        (Fate::Revised, Some(day), Lang::Vi) => {
            format!("đính chính, công bố {day}; cả hai số đều được nêu")
        }
        (Fate::Revised, Some(day), Lang::En) => {
            format!("revision, published {day}; both figures are shown")
        }
        (Fate::New, Some(day), Lang::Vi) => format!("lần trước: {day}"),
        (Fate::New, Some(day), Lang::En) => format!("before: {day}"),
        (Fate::Missing, _, Lang::Vi) => "bảng không có; giữ nguyên".to_owned(),
        (Fate::Missing, _, Lang::En) => "not in the table; stays".to_owned(),
        _ => String::new(),
    }
}

/// How many records of each fate there are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    new: usize,
    changed: usize,
    revised: usize,
    missing: usize,
    gone: usize,
}

impl Counts {
    /// Those of some changes.
    pub fn of(changes: &[Change]) -> Self {
        let mut counts = Self::default();
        for change in changes {
            counts.add(change.fate);
        }
        counts
    }

    /// Counts one more.
    pub fn add(&mut self, fate: Fate) {
        let count = match fate {
            Fate::New => &mut self.new,
            Fate::Changed => &mut self.changed,
            Fate::Revised => &mut self.revised,
            Fate::Missing => &mut self.missing,
            Fate::Gone => &mut self.gone,
        };
        *count += 1;
    }

    /// "3 mới, 1 đổi, 0 mất", and what else there is.
    pub fn words(self, lang: Lang) -> String {
        let [new, changed, gone] =
            [self.new, self.changed, self.gone].map(|count| number::count(count, lang));
        let mut words = lang.pick(
            format!("{new} mới, {changed} đổi, {gone} mất"),
            format!("{new} new, {changed} changed, {gone} gone"),
        );
        if self.revised > 0 {
            let revised = number::count(self.revised, lang);
            words += &lang.pick(
                format!(", {revised} đính chính"),
                format!(", {revised} revised"),
            );
        }
        if self.missing > 0 {
            let missing = number::count(self.missing, lang);
            words += &lang.pick(
                format!(", {missing} không có trong bảng (giữ nguyên)"),
                format!(", {missing} not in the table (stay)"),
            );
        }
        words
    }
}
