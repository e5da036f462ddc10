//! What the initiatives on the site count to.

use super::super::table::Kind::{Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::{PROGRAMME, STATUSES, UNITS};
use crate::model::{Portal, Programme};
use crate::progress::{Benefit, ProgrammeProgress, Progress};

/// Initiatives by group, status, month and organisation.
pub(super) fn breakdown<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, part: &Part<'c>) {}
        PROGRAMME => &*programme.id,
        must(
            "by",
            Text,
            ["Phân loại theo", "By"],
            [
                "group: nhóm; status: trạng thái; month: tháng; organisation: nơi làm việc.",
                "What tells them apart.",
            ],
        )
        .one_of(&["group", "status", "month", "organisation"]) => part.by,
        may(
            "key",
            Text,
            ["Mã", "Key"],
            ["Trống là không rõ.", "Empty is not known."],
        ) => part.key.clone(),
        may(
            "unit",
            Text,
            ["Đơn vị", "Unit"],
            ["Của nơi làm việc.", "Of an organisation."],
        ) => part.unit,
        must(
            "records",
            Whole,
            ["Số sáng kiến", "Initiatives"],
            ["Trên trang này.", "On this site."],
        ) => part.records,
        may(
            "valid",
            Whole,
            ["Hợp lệ", "Valid"],
            ["Trong số đó.", "Among them."],
        ) => part.valid,
    }
    Table {
        name: "phan-loai",
        title: [
            "Sáng kiến theo phân loại",
            "Initiatives by group, status, month and organisation",
        ],
        description: [
            "Số sáng kiến trên trang theo nhóm, trạng thái, tháng nộp và nơi làm việc.",
            "Initiatives on this site by group, status, month and organisation.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id];
                if figures.totals.tally.records == 0 {
                    continue;
                }
                for part in parts(portal, programme, figures) {
                    visit(&row(programme, &part));
                }
            }
        }),
    }
}

/// Initiatives that have something in common.
struct Part<'a> {
    by: &'static str,
    key: Cell<'a>,
    unit: Option<&'a str>,
    records: i64,
    valid: Option<i64>,
}

/// The initiatives of a programme by group, status, month and organisation.
fn parts<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    figures: &'a ProgrammeProgress<'_>,
) -> Vec<Part<'a>> {
    let tally = &figures.totals.tally;
    let mut parts = Vec::new();
    let groups = programme.groups.iter().map(|g| g.id.as_str()).chain([""]);
    for (group, count) in groups.zip(&tally.groups) {
        parts.push(Part {
            by: "group",
            key: group.into(),
            unit: None,
            records: *count,
            valid: None,
        });
    }
    for (status, count) in STATUSES.iter().zip(tally.statuses) {
        parts.push(Part {
            by: "status",
            key: (*status).into(),
            unit: None,
            records: count,
            valid: None,
        });
    }
    for (month, both) in &figures.months {
        parts.push(Part {
            by: "month",
            key: month
                .map(|(year, month)| format!("{year}-{month:02}"))
                .into(),
            unit: None,
            records: both.submitted,
            valid: Some(both.valid),
        });
    }
    for organisation in &figures.organisations {
        let unit = portal.units[organisation.unit].id.as_str();
        parts.push(Part {
            by: "organisation",
            key: organisation.name.unwrap_or(unit).into(),
            unit: Some(unit),
            records: organisation.count.submitted,
            valid: Some(organisation.count.valid),
        });
    }
    parts
}

/// Certified benefit by currency.
pub(super) fn benefit<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, currency: &'c str, benefit: &Benefit) {}
        PROGRAMME => programme.id.as_str(),
        must(
            "currency",
            Text,
            ["Loại tiền", "Currency"],
            ["ISO 4217.", "ISO 4217."],
        ) => currency,
        must(
            "amount",
            Whole,
            ["Giá trị đã xác nhận", "Certified amount"],
            ["Tổng, không quy đổi.", "The sum, unconverted."],
        ) => benefit.amount,
        must(
            "records",
            Whole,
            ["Số sáng kiến", "Initiatives"],
            ["Có nơi xác nhận.", "With a certified amount."],
        ) => benefit.records,
        must(
            "claimed",
            Whole,
            ["Chưa xác nhận", "Only claimed"],
            ["Nêu giá trị, không cộng.", "Name an amount, not summed."],
        ) => benefit.claimed,
    }
    Table {
        name: "loi-ich",
        title: ["Giá trị làm lợi đã xác nhận", "Certified benefit"],
        description: [
            "Chỉ cộng giá trị đã có nơi xác nhận, theo từng loại tiền.",
            "Only certified amounts are summed, each currency by itself.",
        ],
        columns: COLUMNS,
        key: &["programme", "currency"],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (currency, benefit) in &progress.programmes[&programme.id].benefit {
                    visit(&row(programme, currency, benefit));
                }
            }
        }),
    }
}
