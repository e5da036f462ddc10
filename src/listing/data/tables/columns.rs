//! The columns of the tables of figures, and the reasons for what is blank in them.

use super::super::table::Kind::{Day, Flag, Number, Text, Whole};
use super::super::table::{Cell, Column, may, must};
use super::ORIGINS;
use crate::progress::{Blank, PhaseProgress, PhaseState};

pub(super) const PHASE: Column = must(
    "phase",
    Text,
    ["Giai đoạn", "Phase"],
    ["Mã giai đoạn.", "Id."],
);
pub(super) const SUBMITTED: Column = may(
    "submitted",
    Whole,
    ["Đã nộp", "Submitted"],
    [
        "Số lượt nộp; trống là chưa biết, không phải 0.",
        "Empty is not known, not zero.",
    ],
);
pub(super) const VALID: Column = may(
    "valid",
    Whole,
    ["Hợp lệ", "Valid"],
    [
        "Số hợp lệ: số đếm khác, không so thẳng với số đã nộp.",
        "Another metric, never compared with submitted ones.",
    ],
);
pub(super) const DATE: Column = may(
    "date",
    Day,
    ["Số liệu đến", "Figures up to"],
    ["Ngày mới nhất.", "The newest day."],
);
pub(super) const OLDEST: Column = may(
    "oldest",
    Day,
    ["Số liệu từ", "Oldest figure"],
    [
        "Ngày cũ nhất trong các số được cộng.",
        "The oldest day among the parts of a sum.",
    ],
);
pub(super) const ORIGIN: Column = may(
    "origin",
    Text,
    ["Nguồn số", "Origin"],
    [
        "report: báo cáo; records: đếm theo danh sách; sum: cộng từ các đơn vị bên dưới.",
        "report, records (counted from the list), or sum of the units below.",
    ],
)
.one_of(ORIGINS);
pub(super) const REPORTED: Column = may(
    "units_reported",
    Whole,
    ["Đơn vị đã báo cáo", "Units reported"],
    [
        "Trong các đơn vị được cộng.",
        "Among the units that are summed.",
    ],
);
pub(super) const IN_PART: Column = may(
    "units_in_part",
    Whole,
    ["Đơn vị báo cáo một phần", "Units in part"],
    ["Mới có một phần số liệu.", "Of which only a part is known."],
);
pub(super) const EXPECTED: Column = may(
    "units_expected",
    Whole,
    ["Đơn vị hoạt động", "Units expected"],
    [
        "Số đơn vị hoạt động trong thời gian đó.",
        "Units that existed in that time.",
    ],
);
pub(super) const TARGET: Column = may(
    "target",
    Whole,
    ["Chỉ tiêu", "Target"],
    [
        "Chỉ tiêu của giai đoạn; trống là chưa biết.",
        "Of the phase; empty when not known.",
    ],
);
pub(super) const SET_BY: Column = may(
    "target_set_by",
    Text,
    ["Nơi giao chỉ tiêu", "Target set by"],
    [
        "Ai giao; sum là tổng của các đơn vị bên dưới.",
        "Who; sum adds up those of the units below.",
    ],
);
pub(super) const PERCENT: Column = may(
    "percent",
    Number,
    ["Tỷ lệ %", "Percent"],
    ["Đã nộp so với chỉ tiêu.", "Submitted, of the target."],
);
pub(super) const VALID_PERCENT: Column = may(
    "valid_percent",
    Number,
    ["Tỷ lệ hợp lệ %", "Valid percent"],
    ["Hợp lệ so với chỉ tiêu.", "Valid, of the target."],
);
pub(super) const STATUS: Column = must(
    "status",
    Text,
    ["Trạng thái", "Status"],
    [
        "ahead, unreported, no-baseline, undated, no-target, exceeded, met, missed, undecided, \
         on-track, behind; silent: số liệu đã quá cũ.",
        "ahead, unreported, no-baseline, undated, no-target, exceeded, met, missed, undecided, \
         on-track, behind; silent: the figure is too old.",
    ],
)
.one_of(&[
    "ahead",
    "unreported",
    "no-baseline",
    "undated",
    "no-target",
    "exceeded",
    "met",
    "missed",
    "undecided",
    "on-track",
    "behind",
    "silent",
]);
pub(super) const OFFICIAL: Column = may(
    "official",
    Flag,
    ["Số chính thức", "Final"],
    [
        "Giai đoạn đã hết và mọi đơn vị đã báo cáo số của ngày cuối; sai là số tạm tính.",
        "The phase is over and every unit reported a count for its last day; false is provisional.",
    ],
);
pub(super) const UNCOUNTED: Column = may(
    "units_uncounted",
    Whole,
    ["Đơn vị chưa tính được", "Units not counted"],
    [
        "Đã báo cáo, nhưng thiếu số của ngày trước giai đoạn hoặc ngày nộp.",
        "Reported, but without the count on the eve of the phase or without dates.",
    ],
);
pub(super) const SETTLED: Column = may(
    "units_settled",
    Whole,
    ["Đơn vị có số của ngày cuối", "Units up to the last day"],
    [
        "Đã báo cáo số của ngày cuối giai đoạn.",
        "Reported a count for the last day of the phase.",
    ],
);
/// The reasons for what is blank.
const REASONS: &[&str] = &[
    "not-begun",
    "not-reported",
    "no-baseline",
    "undated",
    "no-target",
    "not-comparable",
    "ended",
];
const WHY: [&str; 2] = [
    "Vì sao ô trống: not-begun, not-reported, no-baseline, undated, no-target, not-comparable, \
     ended.",
    "Why it is empty: not-begun, not-reported, no-baseline, undated, no-target, not-comparable, \
     ended.",
];
pub(super) const SUBMITTED_BLANK: Column = may(
    "submitted_blank",
    Text,
    ["Vì sao trống: đã nộp", "Why empty: submitted"],
    WHY,
)
.one_of(REASONS);
pub(super) const VALID_BLANK: Column = may(
    "valid_blank",
    Text,
    ["Vì sao trống: hợp lệ", "Why empty: valid"],
    WHY,
)
.one_of(REASONS);
pub(super) const PERCENT_BLANK: Column = may(
    "percent_blank",
    Text,
    ["Vì sao trống: tỷ lệ", "Why empty: percent"],
    WHY,
)
.one_of(REASONS);
pub(super) const RANK_BLANK: Column = may(
    "rank_blank",
    Text,
    ["Vì sao trống: hạng", "Why empty: rank"],
    WHY,
)
.one_of(REASONS);
pub(super) const PACE_BLANK: Column = may(
    "pace_blank",
    Text,
    ["Vì sao trống: nhịp độ", "Why empty: pace"],
    WHY,
)
.one_of(REASONS);
pub(super) const RANKED: [&str; 2] = [
    "Trong các đơn vị cùng cấp; bằng nhau thì cùng hạng; chỉ có một đơn vị thì không xếp.",
    "Among units of the same level; equal results share a place; one alone has none.",
];

/// Whether a count is final; nothing for none.
pub(super) fn official<'c>(p: &PhaseProgress<'_>) -> Cell<'c> {
    p.submitted.map_or(Cell::Empty, |_| p.official.into())
}

/// A reason as data name it.
pub(super) fn reason(blank: Blank) -> &'static str {
    match blank {
        Blank::NotBegun => "not-begun",
        Blank::Ended => "ended",
        Blank::NotReported => "not-reported",
        Blank::NotComparable => "not-comparable",
        Blank::Undated => "undated",
        Blank::NoBaseline(_) => "no-baseline",
    }
}

/// Why there is no percent of the target.
pub(super) fn percent_blank(p: &PhaseProgress<'_>) -> Option<&'static str> {
    let target = p.target.is_some_and(|target| target > 0);
    p.blank.map(reason).or((!target).then_some("no-target"))
}

/// Why there is no rank by percent: what has a percent and none is known in part only, or alone.
pub(super) fn rank_blank(p: &PhaseProgress<'_>) -> Option<&'static str> {
    match p.ranks.percent {
        Some(_) => None,
        None => percent_blank(p).or(Some("not-comparable")),
    }
}

/// Why there is no recent pace in a phase under way; of a phase that is over or ahead none is
/// expected.
pub(super) fn pace_blank(p: &PhaseProgress<'_>) -> Option<&'static str> {
    match (p.state, p.actual) {
        (PhaseState::Open, None) if p.ended => Some("ended"),
        (PhaseState::Open, None) => p.blank.map(reason).or(Some("not-comparable")),
        _ => None,
    }
}
