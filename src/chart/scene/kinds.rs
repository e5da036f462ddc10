//! The kinds of charts, by the names that editors use.

/// A kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What stands in `id="…"`.
    pub name: &'static str,
    /// What it shows, in Vietnamese and English.
    pub title: [&'static str; 2],
    /// What may narrow it down, besides `programme` and `title`.
    pub takes: &'static [&'static str],
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    kind(
        "phases",
        [
            "Các giai đoạn so với chỉ tiêu",
            "Phases against their targets",
        ],
        &["unit"],
    ),
    kind(
        "phase",
        [
            "Một giai đoạn so với chỉ tiêu",
            "One phase against its target",
        ],
        &["phase", "unit"],
    ),
    kind(
        "cumulative",
        ["Lũy kế theo thời gian", "Running total"],
        &["phase", "unit", "months"],
    ),
    kind(
        "ranking",
        ["Các đơn vị trong một giai đoạn", "Units in a phase"],
        &["phase", "unit"],
    ),
    kind(
        "clusters",
        ["Các khối qua các giai đoạn", "Clusters by phase"],
        &["unit"],
    ),
    kind(
        "groups",
        ["Sáng kiến theo nhóm", "Initiatives by group"],
        &["unit"],
    ),
    kind(
        "organisations",
        [
            "Nơi có nhiều sáng kiến nhất",
            "Organisations with most initiatives",
        ],
        &["unit"],
    ),
    kind(
        "benefit",
        ["Giá trị làm lợi được xác nhận", "Certified benefit"],
        &[],
    ),
    kind(
        "map",
        [
            "Bản đồ kết quả của một giai đoạn",
            "Map of the results of a phase",
        ],
        &["phase"],
    ),
];

const fn kind(
    name: &'static str,
    title: [&'static str; 2],
    takes: &'static [&'static str],
) -> Kind {
    Kind { name, title, takes }
}
