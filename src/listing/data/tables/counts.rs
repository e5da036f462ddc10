//! What the initiatives on the site count to.

use super::super::table::Kind::{Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, may, must};
use super::{PROGRAMME, STATUSES, UNITS};
use crate::model::Portal;
use crate::progress::Progress;

/// Initiatives by group, status, month and organisation.
pub(super) fn breakdown<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        must(
            "by",
            Text,
            ["Phân loại theo", "By"],
            [
                "group: nhóm; status: trạng thái; month: tháng; organisation: nơi làm việc.",
                "What tells them apart.",
            ],
        )
        .one_of(&["group", "status", "month", "organisation"]),
        may(
            "key",
            Text,
            ["Mã", "Key"],
            ["Trống là không rõ.", "Empty is not known."],
        ),
        may(
            "unit",
            Text,
            ["Đơn vị", "Unit"],
            ["Của nơi làm việc.", "Of an organisation."],
        ),
        must(
            "records",
            Whole,
            ["Số sáng kiến", "Initiatives"],
            ["Trên trang này.", "On this site."],
        ),
        may(
            "valid",
            Whole,
            ["Hợp lệ", "Valid"],
            ["Trong số đó.", "Among them."],
        ),
    ];
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
                let id = || Cell::from(programme.id.as_str());
                let tally = &figures.totals.tally;
                if tally.records == 0 {
                    continue;
                }
                let groups = programme.groups.iter().map(|g| g.id.as_str()).chain([""]);
                for (group, count) in groups.zip(&tally.groups) {
                    visit(&[
                        id(),
                        "group".into(),
                        group.into(),
                        Cell::Empty,
                        (*count).into(),
                        Cell::Empty,
                    ]);
                }
                for (status, count) in STATUSES.iter().zip(tally.statuses) {
                    visit(&[
                        id(),
                        "status".into(),
                        (*status).into(),
                        Cell::Empty,
                        count.into(),
                        Cell::Empty,
                    ]);
                }
                for (month, both) in &figures.months {
                    let month = month.map(|(year, month)| format!("{year}-{month:02}"));
                    visit(&[
                        id(),
                        "month".into(),
                        month.into(),
                        Cell::Empty,
                        both.submitted.into(),
                        both.valid.into(),
                    ]);
                }
                for o in &figures.organisations {
                    let unit = portal.units[o.unit].id.as_str();
                    let key = o.name.unwrap_or(unit);
                    let (all, valid) = (o.count.submitted.into(), o.count.valid.into());
                    visit(&[
                        id(),
                        "organisation".into(),
                        key.into(),
                        unit.into(),
                        all,
                        valid,
                    ]);
                }
            }
        }),
    }
}

/// Certified benefit by currency.
pub(super) fn benefit<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        must(
            "currency",
            Text,
            ["Loại tiền", "Currency"],
            ["ISO 4217.", "ISO 4217."],
        ),
        must(
            "amount",
            Whole,
            ["Giá trị đã xác nhận", "Certified amount"],
            ["Tổng, không quy đổi.", "The sum, unconverted."],
        ),
        must(
            "records",
            Whole,
            ["Số sáng kiến", "Initiatives"],
            ["Có nơi xác nhận.", "With a certified amount."],
        ),
        must(
            "claimed",
            Whole,
            ["Chưa xác nhận", "Only claimed"],
            ["Nêu giá trị, không cộng.", "Name an amount, not summed."],
        ),
    ];
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
                    visit(&[
                        Cell::from(programme.id.as_str()),
                        (*currency).into(),
                        benefit.amount.into(),
                        benefit.records.into(),
                        benefit.claimed.into(),
                    ]);
                }
            }
        }),
    }
}
