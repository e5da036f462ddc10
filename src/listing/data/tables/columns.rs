//! The columns of the tables of figures, and the reasons for what is blank in them.

use super::super::table::Kind::{Day, Flag, Number, Text, Whole};
use super::super::table::{Cell, Column, may, must};
use super::ORIGINS;
use crate::progress::{Blank, PhaseProgress, PhaseState};

pub(super) const PHASE: Column = must("phase", Text, "column-phase");
pub(super) const SUBMITTED: Column = may("submitted", Whole, "column-submitted");
pub(super) const VALID: Column = may("valid", Whole, "column-valid");
pub(super) const DATE: Column = may("date", Day, "column-date");
pub(super) const OLDEST: Column = may("oldest", Day, "column-oldest");
pub(super) const ORIGIN: Column = may("origin", Text, "column-origin").one_of(ORIGINS);
pub(super) const REPORTED: Column = may("units_reported", Whole, "column-units-reported");
pub(super) const IN_PART: Column = may("units_in_part", Whole, "column-units-in-part");
pub(super) const EXPECTED: Column = may("units_expected", Whole, "column-units-expected");
pub(super) const TARGET: Column = may("target", Whole, "column-target");
pub(super) const SET_BY: Column = may("target_set_by", Text, "column-target-set-by");
pub(super) const PERCENT: Column = may("percent", Number, "column-percent");
pub(super) const VALID_PERCENT: Column = may("valid_percent", Number, "column-valid-percent");
pub(super) const STATUS: Column = must("status", Text, "column-status").one_of(&[
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
pub(super) const OFFICIAL: Column = may("official", Flag, "column-official");
pub(super) const UNCOUNTED: Column = may("units_uncounted", Whole, "column-units-uncounted");
pub(super) const SETTLED: Column = may("units_settled", Whole, "column-units-settled");
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
pub(super) const SUBMITTED_BLANK: Column =
    may("submitted_blank", Text, "column-submitted-blank").one_of(REASONS);
pub(super) const VALID_BLANK: Column =
    may("valid_blank", Text, "column-valid-blank").one_of(REASONS);
pub(super) const PERCENT_BLANK: Column =
    may("percent_blank", Text, "column-percent-blank").one_of(REASONS);
pub(super) const RANK_BLANK: Column = may("rank_blank", Text, "column-rank-blank").one_of(REASONS);
pub(super) const PACE_BLANK: Column = may("pace_blank", Text, "column-pace-blank").one_of(REASONS);

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
