//! The records themselves: units, and initiatives with the names that may be published.

use super::super::table::Kind::{Day, Text, Whole};
use super::super::table::{Cell, Column, Reference, Rows, Table, fields, may, must};
use super::{STATUSES, UNITS};
use crate::model::initiative::Status;
use crate::model::{Initiative, Portal, Unit, UnitKind};

const KINDS: &[&str] = &["province", "cluster", "upper", "grassroots"];

/// The tree of units.
pub(super) fn units(portal: &Portal) -> Table<'_> {
    fields! {
        (unit: &'c Unit) {
            let kind = match unit.kind {
                UnitKind::Province => "province",
                UnitKind::Cluster => "cluster",
                UnitKind::Upper => "upper",
                UnitKind::Grassroots => "grassroots",
            };
        }
        must(
            "id",
            Text,
            ["Mã", "Id"],
            ["Mã riêng, không đổi.", "Never changes."],
        ) => unit.id.as_str(),
        must(
            "title",
            Text,
            ["Tên đơn vị", "Title"],
            ["Tên đầy đủ.", "The full name."],
        ) => unit.title.as_str(),
        must(
            "kind",
            Text,
            ["Cấp", "Kind"],
            ["province, cluster, upper, grassroots.", "Its level."],
        )
        .one_of(KINDS) => kind,
        may(
            "parent",
            Text,
            ["Cấp trên", "Parent"],
            ["Mã đơn vị cấp trên.", "Id of the unit above."],
        ) => unit.parent.as_deref(),
        may(
            "members",
            Whole,
            ["Đoàn viên", "Members"],
            ["Tổng số đoàn viên.", "All members."],
        ) => unit.members,
        may(
            "valid_from",
            Day,
            ["Hoạt động từ", "Valid from"],
            ["Ngày đầu tiên.", "The first day."],
        ) => unit.valid_from,
        may(
            "valid_to",
            Day,
            ["Hoạt động đến", "Valid to"],
            ["Ngày cuối cùng.", "The last day."],
        ) => unit.valid_to,
        may(
            "successors",
            Text,
            ["Đơn vị kế tục", "Successors"],
            ["Các mã cách nhau bằng dấu cách.", "Ids with spaces."],
        ) => unit.successors.join(" "),
    }
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
            for unit in &portal.units {
                visit(&row(unit));
            }
        }),
    }
}

/// The initiatives of the site.
pub(super) fn initiatives(portal: &Portal) -> Table<'_> {
    fields! {
        (portal: &'c Portal, i: &'c Initiative) {
            let names: Vec<&str> = portal.named(&i.authors).map(|a| a.name).collect();
            let status = match i.status {
                Status::Submitted => "submitted",
                Status::Valid => "valid",
                Status::Recognised => "recognised",
                Status::Awarded => "awarded",
            };
        }
        must(
            "id",
            Text,
            ["Mã", "Id"],
            [
                "Mã sáng kiến, hoặc tên làm từ tiêu đề.",
                "Its code, or a name made of its title.",
            ],
        ) => &*i.id,
        must(
            "title",
            Text,
            ["Tên sáng kiến", "Title"],
            ["Tên đầy đủ.", "The full title."],
        ) => &*i.title,
        may(
            "date",
            Day,
            ["Ngày nộp", "Date"],
            ["Ngày nộp sáng kiến.", "The day it was submitted."],
        ) => i.date,
        may(
            "programme",
            Text,
            ["Chương trình", "Programme"],
            ["Mã chương trình.", "Id."],
        ) => i.programme.as_deref(),
        must("unit", Text, ["Đơn vị", "Unit"], ["Mã đơn vị.", "Id."]) => &*i.unit,
        may(
            "organisation",
            Text,
            ["Nơi làm việc", "Organisation"],
            ["Công ty, cơ quan, trường.", "In words."],
        ) => i.organisation.as_deref(),
        may("group", Text, ["Nhóm", "Group"], ["Mã nhóm.", "Id."]) => i.group.as_deref(),
        must(
            "status",
            Text,
            ["Trạng thái", "Status"],
            ["submitted, valid, recognised, awarded.", "How far it got."],
        )
        .one_of(STATUSES) => status,
        may(
            "benefit",
            Whole,
            ["Giá trị làm lợi", "Benefit"],
            ["Như đã khai.", "As it was declared."],
        ) => i.amount,
        may(
            "currency",
            Text,
            ["Loại tiền", "Currency"],
            ["ISO 4217.", "ISO 4217."],
        ) => i.amount.map(|_| i.currency()),
        may(
            "certified_by",
            Text,
            ["Ai xác nhận", "Certified by"],
            ["Trống là chưa xác nhận.", "Empty is not certified."],
        ) => i.certified_by.as_deref(),
        may(
            "authors",
            Text,
            ["Tác giả", "Authors"],
            ["Những tên được phép nêu.", "Names that may be published."],
        ) => names.join("; "),
    }
    Table {
        name: "sang-kien",
        title: ["Danh sách sáng kiến", "List of initiatives"],
        description: [
            "Những sáng kiến có trên trang này.",
            "The initiatives that are on this site.",
        ],
        columns: COLUMNS,
        key: &["id"],
        refers: &[UNITS],
        rows: Rows::numbered(portal.initiatives.len(), move |at, visit| {
            visit(&row(portal, &portal.initiatives[at]));
        }),
    }
}
