//! One phase: what was counted in it, against its target.

use super::Point;
use crate::base::{Date, number};
use crate::model::{Phase, Programme};

/// Whether a phase is over, seen from the as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseState {
    /// Starts later.
    Ahead,
    /// The as-of date lies in it.
    Open,
    /// Ended before the as-of date.
    Over,
}

/// Figures of one phase.
#[derive(Debug, Clone)]
pub struct PhaseProgress {
    /// Phase id.
    pub id: String,
    /// Seen from the as-of date.
    pub state: PhaseState,
    /// Target; `None` is not known.
    pub target: Option<i64>,
    /// Submissions within the phase; `None` when they cannot be told from the reports.
    pub submitted: Option<i64>,
    /// `submitted` in percent of `target`.
    pub percent: Option<f64>,
    /// The report that `submitted` ends with.
    pub last: Option<Point>,
    /// The report that was subtracted, when the phase is not the first.
    pub base: Option<Point>,
}

/// Counts a phase from a cumulative series.
///
/// within = last − base, where `last` is the newest report in the phase, and `base` is the report dated on
/// the day before it starts, or zero when counting began with the phase. Without such a report nothing is
/// known: a count is never interpolated.
pub(super) fn progress(programme: &Programme, phase: &Phase, series: &[Point], as_of: Date) -> PhaseProgress {
    let state = if as_of < phase.start {
        PhaseState::Ahead
    } else if as_of <= phase.end {
        PhaseState::Open
    } else {
        PhaseState::Over
    };
    let last = series.iter().rev().find(|p| p.date >= phase.start && p.date <= phase.end);
    let from_zero = programme.counted_from.is_none_or(|from| phase.start <= from);
    let eve = phase.start.yesterday().ok();
    let base = series.iter().find(|p| Some(p.date) == eve);
    let submitted = last.and_then(|last| match base {
        _ if from_zero => Some(last.value),
        Some(base) => Some(last.value - base.value),
        None => None,
    });
    PhaseProgress {
        id: phase.id.clone(),
        state,
        target: phase.target,
        submitted,
        percent: submitted.zip(phase.target).and_then(|(s, t)| number::share(s, t)),
        last: last.cloned(),
        base: base.filter(|_| !from_zero).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        crate::base::date::parse(text).unwrap()
    }

    fn point(date: &str, value: i64) -> Point {
        Point { date: day(date), value, source: None, note: None }
    }

    fn phase(start: &str, end: &str, target: i64) -> Phase {
        Phase { id: "p".into(), title: "P".into(), start: day(start), end: day(end), target: Some(target) }
    }

    #[test]
    fn the_published_figures_of_2022() {
        let programme = Programme { counted_from: Some(day("2021-09-01")), ..Programme::default() };
        let series = [point("2022-05-31", 170_324), point("2023-09-01", 600_175)];
        let first = progress(&programme, &phase("2021-09-01", "2022-05-31", 40_000), &series, day("2023-09-01"));
        assert_eq!((first.submitted, first.state), (Some(170_324), PhaseState::Over));
        assert_eq!(number::percent(first.percent.unwrap(), "vi"), "425,8%");
        let second = progress(&programme, &phase("2022-06-01", "2023-09-30", 60_000), &series, day("2023-09-01"));
        assert_eq!((second.submitted, second.state), (Some(429_851), PhaseState::Open));
    }

    #[test]
    fn without_a_report_on_the_eve_nothing_is_known() {
        let programme = Programme { counted_from: Some(day("2021-09-01")), ..Programme::default() };
        let series = [point("2022-05-30", 170_000), point("2023-09-01", 600_175)];
        let second = progress(&programme, &phase("2022-06-01", "2023-09-30", 60_000), &series, day("2023-09-01"));
        assert_eq!(second.submitted, None);
        assert_eq!(second.percent, None);
    }
}
