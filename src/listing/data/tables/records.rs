//! The records themselves: units, and initiatives with the names that may be published.

use super::super::table::Kind::{Day, Text, Whole};
use super::super::table::{Cell, Column, Reference, Rows, Table, may, must};
use super::{STATUSES, UNITS};
use crate::model::initiative::Status;
use crate::model::{Portal, UnitKind};

const KINDS: &[&str] = &["province", "cluster", "upper", "grassroots"];

/// The tree of units.
pub(super) fn units(portal: &Portal) -> Table<'_> {
    const COLUMNS: &[Column] = &[
        must(
            "id",
            Text,
            ["Mã", "Id"],
            ["Mã riêng, không đổi.", "Never changes."],
        ),
        must(
            "title",
            Text,
            ["Tên đơn vị", "Title"],
            ["Tên đầy đủ.", "The full name."],
        ),
        must(
            "kind",
            Text,
            ["Cấp", "Kind"],
            ["province, cluster, upper, grassroots.", "Its level."],
        )
        .one_of(KINDS),
        may(
            "parent",
            Text,
            ["Cấp trên", "Parent"],
            ["Mã đơn vị cấp trên.", "Id of the unit above."],
        ),
        may(
            "members",
            Whole,
            ["Đoàn viên", "Members"],
            ["Tổng số đoàn viên.", "All members."],
        ),
        may(
            "valid_from",
            Day,
            ["Hoạt động từ", "Valid from"],
            ["Ngày đầu tiên.", "The first day."],
        ),
        may(
            "valid_to",
            Day,
            ["Hoạt động đến", "Valid to"],
            ["Ngày cuối cùng.", "The last day."],
        ),
        may(
            "successors",
            Text,
            ["Đơn vị kế tục", "Successors"],
            ["Các mã cách nhau bằng dấu cách.", "Ids with spaces."],
        ),
    ];
    Table {
        name: "don-vi",
        title: ["Danh mục đơn vị", "List of units"],
        description: [
            "Cây đơn vị và thời gian hoạt động.",
            "The tree of units and when they existed.",
        ],
        columns: COLUMNS,
        key: &["id"],
        refers: &[Reference {
            columns: &["parent"],
            table: "don-vi",
            to: &["id"],
        }],
        rows: Rows::whole(move |visit| {
            for u in &portal.units {
                let kind = match u.kind {
                    UnitKind::Province => "province",
                    UnitKind::Cluster => "cluster",
                    UnitKind::Upper => "upper",
                    UnitKind::Grassroots => "grassroots",
                };
                visit(&[
                    Cell::from(u.id.as_str()),
                    u.title.as_str().into(),
                    kind.into(),
                    u.parent.as_deref().into(),
                    u.members.into(),
                    u.valid_from.into(),
                    u.valid_to.into(),
                    u.successors.join(" ").into(),
                ]);
            }
        }),
    }
}

/// The initiatives of the site.
pub(super) fn initiatives(portal: &Portal) -> Table<'_> {
    const COLUMNS: &[Column] = &[
        must(
            "id",
            Text,
            ["Mã", "Id"],
            [
                "Mã sáng kiến, hoặc tên làm từ tiêu đề.",
                "Its code, or a name made of its title.",
            ],
        ),
        must(
            "title",
            Text,
            ["Tên sáng kiến", "Title"],
            ["Tên đầy đủ.", "The full title."],
        ),
        may(
            "date",
            Day,
            ["Ngày nộp", "Date"],
            ["Ngày nộp sáng kiến.", "The day it was submitted."],
        ),
        may(
            "programme",
            Text,
            ["Chương trình", "Programme"],
            ["Mã chương trình.", "Id."],
        ),
        must("unit", Text, ["Đơn vị", "Unit"], ["Mã đơn vị.", "Id."]),
        may(
            "organisation",
            Text,
            ["Nơi làm việc", "Organisation"],
            ["Công ty, cơ quan, trường.", "In words."],
        ),
        may("group", Text, ["Nhóm", "Group"], ["Mã nhóm.", "Id."]),
        must(
            "status",
            Text,
            ["Trạng thái", "Status"],
            ["submitted, valid, recognised, awarded.", "How far it got."],
        )
        .one_of(STATUSES),
        may(
            "benefit",
            Whole,
            ["Giá trị làm lợi", "Benefit"],
            ["Như đã khai.", "As it was declared."],
        ),
        may(
            "currency",
            Text,
            ["Loại tiền", "Currency"],
            ["ISO 4217.", "ISO 4217."],
        ),
        may(
            "certified_by",
            Text,
            ["Ai xác nhận", "Certified by"],
            ["Trống là chưa xác nhận.", "Empty is not certified."],
        ),
        may(
            "authors",
            Text,
            ["Tác giả", "Authors"],
            ["Những tên được phép nêu.", "Names that may be published."],
        ),
    ];
    Table {
        name: "sang-kien",
        title: ["Danh sách sáng kiến", "List of initiatives"],
        description: [
            "Những sáng kiến có trên trang này.",
            "The initiatives that stand on this site.",
        ],
        columns: COLUMNS,
        key: &["id"],
        refers: &[UNITS],
        rows: Rows::numbered(portal.initiatives.len(), move |at, visit| {
            let i = &portal.initiatives[at];
            let names: Vec<&str> = portal.named(&i.authors).map(|a| a.name).collect();
            let status = match i.status {
                Status::Submitted => "submitted",
                Status::Valid => "valid",
                Status::Recognised => "recognised",
                Status::Awarded => "awarded",
            };
            visit(&[
                Cell::from(&*i.id),
                (&*i.title).into(),
                i.date.into(),
                i.programme.as_deref().into(),
                (&*i.unit).into(),
                i.organisation.as_deref().into(),
                i.group.as_deref().into(),
                status.into(),
                i.amount.into(),
                i.amount.map(|_| i.currency()).into(),
                i.certified_by.as_deref().into(),
                names.join("; ").into(),
            ]);
        }),
    }
}
