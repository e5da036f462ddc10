//! One phase of one unit: what was counted in it, against its target.

use super::pace::{self, Forecast, Growth, Pace};
use super::rank::{self, Ranks};
use super::rollup::{Blank, Count, Coverage, Figure, Origin};
use super::series::{Point, Series};
use crate::base::date::days_between;
use crate::base::{Date, Rate, Share};
use crate::model::Phase;
use crate::model::target::SetBy;

/// Whether a phase is over, seen from the as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PhaseState {
    /// Starts later.
    #[default]
    Ahead,
    /// The as-of date lies in it.
    Open,
    /// Ended before the as-of date.
    Over,
}

/// How a unit is doing in a phase, to be said in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// The phase has not begun.
    #[default]
    Ahead,
    /// Nothing was reported.
    Unreported,
    /// There is a count, but not the one of the eve of the phase.
    NoBaseline,
    /// There are initiatives, but none with a date in the phase and some without a date.
    Undated,
    /// There is a count but no target, or a target of zero.
    NoTarget,
    /// Above the target.
    Exceeded,
    /// Exactly on it.
    Met,
    /// The phase is over and the target was not met, whatever is still missing.
    Missed,
    /// The phase is over and what is known is below the target, but not all of it is known.
    Undecided,
    /// Under way, and at least as far as the share of days that have passed.
    OnTrack,
    /// Under way, and not as far.
    Behind,
    /// Under way, below the target, and the newest count is too old to be held against the days
    /// that have passed.
    Silent,
}

impl Status {
    /// The standing of a count that is too old for one: a target that was reached stays reached.
    fn unless(self, silent: bool) -> Self {
        match self {
            Self::OnTrack | Self::Behind if silent => Self::Silent,
            status => status,
        }
    }

    /// As data and themes name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Unreported => "unreported",
            Self::NoBaseline => "no-baseline",
            Self::Undated => "undated",
            Self::NoTarget => "no-target",
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Undecided => "undecided",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::Silent => "silent",
        }
    }
}

/// Figures of one unit in one phase.
#[derive(Debug, Clone, Default)]
pub struct PhaseProgress<'a> {
    /// Phase id.
    pub id: String,
    /// Seen from the as-of date.
    pub state: PhaseState,
    /// Whether the unit is gone on the as-of date: it is judged by what it had on its last day.
    pub ended: bool,
    /// Target; `None` is not known.
    pub target: Option<i64>,
    /// Who set it.
    pub set_by: SetBy<'a>,
    /// Submissions within the phase; `None` when they cannot be reported.
    pub submitted: Option<i64>,
    /// Why `submitted` is not known.
    pub blank: Option<Blank>,
    /// Whether `submitted` is final: the phase is over, and everybody reported a count for its last
    /// day.
    pub official: bool,
    /// `submitted` as a share of `target`.
    pub percent: Option<Share>,
    /// What lies above the target.
    pub surplus: Option<i64>,
    /// What is missing to the target.
    pub missing: Option<i64>,
    /// Submissions for each 100 members; `None` where the members are not known or too few.
    pub per_100_members: Option<Rate>,
    /// The newest report, or day, that `submitted` counts to.
    pub last: Option<Point<'a>>,
    /// The report that was subtracted, when the phase is not the first.
    pub base: Option<Point<'a>>,
    /// Where `submitted` comes from, of how many units, and from which days.
    pub count: Option<Count>,
    /// Found valid within the phase: another metric, with a percent of its own.
    pub valid: Option<Count>,
    /// Why `valid` is not known.
    pub valid_blank: Option<Blank>,
    /// `valid` as a share of `target`.
    pub valid_percent: Option<Share>,
    /// What must come each day to meet the target.
    pub required: Option<Pace>,
    /// What came in the last four weeks, or a little more.
    pub actual: Option<Pace>,
    /// The two days between which it came.
    pub actual_days: Option<(Date, Date)>,
    /// Where it will end, if it goes on as in the phase so far.
    pub forecast: Option<Forecast>,
    /// In words.
    pub status: Status,
    /// Among the units of its level.
    pub ranks: Ranks,
}

impl PhaseProgress<'_> {
    /// Of how many units `count` is the sum; `None` where it is not a sum.
    pub fn coverage(&self) -> Option<Coverage> {
        self.count?.coverage()
    }
}

/// Whether a phase is ahead, open or over on a day.
pub(super) fn state(phase: &Phase, as_of: Date) -> PhaseState {
    if as_of < phase.start {
        PhaseState::Ahead
    } else if as_of <= phase.end {
        PhaseState::Open
    } else {
        PhaseState::Over
    }
}

/// A unit's own count within a phase, with the report it ends with and the one that was subtracted.
///
/// within = last − base, where `last` is the newest count in the phase, and `base` is the count on
/// exactly the eve of the phase: zero when counting begins with the phase or later. Without it
/// nothing is known; a count is never interpolated.
pub(super) fn within<'a>(
    series: &Series<'a>,
    phase: &Phase,
    as_of: Date,
) -> Option<(i64, Point<'a>, Point<'a>)> {
    let last = series
        .at(phase.end.min(as_of))
        .filter(|last| last.date >= phase.start)?;
    let base = series.exactly(phase.start.yesterday().ok()?)?;
    Some((last.value - base.value, last, base))
}

/// A phase as it is seen at the end of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day<'s> {
    pub(super) phase: &'s Phase,
    pub(super) as_of: Date,
    /// While the phase is under way, a count that is more days old has no standing and no pace.
    pub(super) silent_after: i64,
}

impl Day<'_> {
    /// Whether a count of a day is too old to say anything of the phase now.
    fn silent(self, date: Date) -> bool {
        days_between(date, self.as_of) > self.silent_after
    }
}

/// What is known of a unit before its figures in a phase are made.
pub(super) struct Known<'a, 's> {
    pub(super) day: Day<'s>,
    pub(super) target: Option<(i64, SetBy<'a>)>,
    pub(super) members: Option<i64>,
    /// Whether the unit is gone: it has no pace any more.
    pub(super) ended: bool,
    /// The unit's own series, or the sum of those below.
    pub(super) series: &'s Series<'a>,
    pub(super) growth: Growth,
    pub(super) submitted: Figure,
    pub(super) valid: Figure,
}

impl<'a> Known<'a, '_> {
    /// The figures; ranks are given later.
    pub(super) fn progress(&self) -> PhaseProgress<'a> {
        let Day { phase, as_of, .. } = self.day;
        let state = state(phase, as_of);
        let count = self.submitted.count;
        let submitted = count.map(|c| c.value);
        let target = self.target.map(|t| t.0);
        let known = submitted.zip(target);
        let valid = self.valid.count.zip(target);
        let members = rank::enough_members(self.members);
        let reported = matches!(count.map(|c| c.origin), Some(Origin::Report));
        let ends = within(self.series, phase, as_of).filter(|_| reported);
        let open = state == PhaseState::Open && !self.ended;
        let silent = open && count.is_some_and(|count| self.day.silent(count.date));
        let counting = open && !silent;
        let growth = match counting {
            true => self.growth,
            false => Growth::default(),
        };
        PhaseProgress {
            id: phase.id.clone(),
            blank: blank(&self.submitted, state),
            ended: self.ended,
            official: state == PhaseState::Over && count.is_some() && self.submitted.settled,
            valid_blank: blank(&self.valid, state),
            state,
            target,
            set_by: self.target.map_or(SetBy::Unknown, |t| t.1),
            submitted,
            percent: known.and_then(|(s, t)| Share::new(s, t)),
            surplus: known.map(|(s, t)| s - t).filter(|n| *n > 0),
            missing: known.map(|(s, t)| t - s).filter(|n| *n > 0),
            per_100_members: submitted
                .zip(members)
                .and_then(|(s, m)| Rate::new(s, m, 100)),
            last: count.map(|count| ends.map_or(point(count), |ends| ends.1)),
            base: ends.map(|e| e.2).filter(|base| base.report.is_some()),
            count,
            valid: self.valid.count,
            valid_percent: valid.and_then(|(v, t)| Share::new(v.value, t)),
            required: known
                .filter(|_| counting)
                .and_then(|(s, t)| pace::required(t, s, as_of, phase.end)),
            actual: growth.actual,
            actual_days: growth.actual_days,
            forecast: growth.forecast,
            status: self.status(state, known).unless(silent),
            ranks: Ranks::default(),
        }
    }

    /// The verdict; of a unit that is gone, the one at its end.
    fn status(&self, state: PhaseState, known: Option<(i64, i64)>) -> Status {
        let state = match self.ended {
            true => PhaseState::Over,
            false => state,
        };
        status(self.day.phase, state, known, &self.submitted)
    }
}

/// Why there is no count, where there is none.
fn blank(figure: &Figure, state: PhaseState) -> Option<Blank> {
    if figure.count.is_some() {
        return None;
    }
    let blank = figure.blank.filter(|_| state != PhaseState::Ahead);
    Some(blank.unwrap_or(Blank::NotBegun))
}

fn point<'a>(count: Count) -> Point<'a> {
    Point {
        date: count.date,
        value: count.value,
        report: None,
    }
}

/// A unit is on track when submitted / target ≥ days gone / days in all, at the day of its count.
/// Reached is reached, whatever is missing; not reached is a verdict on all that there was.
fn status(
    phase: &Phase,
    state: PhaseState,
    known: Option<(i64, i64)>,
    submitted: &Figure,
) -> Status {
    let Some(count) = submitted.count else {
        return match (state, submitted.blank) {
            (PhaseState::Ahead, _) => Status::Ahead,
            (_, Some(Blank::NoBaseline(_))) => Status::NoBaseline,
            (_, Some(Blank::Undated)) => Status::Undated,
            _ => Status::Unreported,
        };
    };
    match (state, known.filter(|(_, target)| *target > 0)) {
        (PhaseState::Ahead, _) => Status::Ahead,
        (_, None) => Status::NoTarget,
        (_, Some((s, t))) if s > t => Status::Exceeded,
        (_, Some((s, t))) if s == t => Status::Met,
        (PhaseState::Over, Some((s, t))) => {
            if submitted.settled || submitted.most.is_some_and(|most| s.max(most) < t) {
                Status::Missed
            } else {
                Status::Undecided
            }
        }
        (PhaseState::Open, Some((s, t))) => {
            let gone = days_between(phase.start, count.date) + 1;
            let all = days_between(phase.start, phase.end) + 1;
            if i128::from(s) * i128::from(all) >= i128::from(t) * i128::from(gone) {
                Status::OnTrack
            } else {
                Status::Behind
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    fn day(text: &str) -> Date {
        crate::base::date::parse(text).unwrap()
    }

    fn series(points: &[(&str, i64)]) -> Series<'static> {
        let point = |(date, value): &(&str, i64)| Point {
            date: day(date),
            value: *value,
            report: None,
        };
        let begin = Some(day("2021-09-01"));
        Series {
            begin,
            points: points.iter().map(point).collect(),
            ..Series::default()
        }
    }

    fn phase(start: &str, end: &str) -> Phase {
        let (start, end) = (day(start), day(end));
        Phase {
            id: "p".into(),
            title: "P".into(),
            start,
            end,
            target: None,
            set_by: None,
            targets: Vec::new(),
            origin: Origin::default(),
        }
    }

    fn value(points: &[(&str, i64)], phase: &Phase) -> Option<i64> {
        within(&series(points), phase, day("2023-09-01")).map(|found| found.0)
    }

    #[test]
    fn the_published_figures_of_2022() {
        let points = [("2022-05-31", 170_324), ("2023-09-01", 600_175)];
        assert_eq!(
            value(&points, &phase("2021-09-01", "2022-05-31")),
            Some(170_324)
        );
        assert_eq!(
            value(&points, &phase("2022-06-01", "2023-09-30")),
            Some(429_851)
        );
    }

    #[test]
    fn without_a_report_on_the_eve_nothing_is_known() {
        let points = [("2022-05-30", 170_000), ("2023-09-01", 600_175)];
        assert_eq!(value(&points, &phase("2022-06-01", "2023-09-30")), None);
    }

    fn figure(value: i64, last: &str, settled: bool, most: Option<i64>) -> Figure {
        let date = day(last);
        let (oldest, origin) = (date, crate::progress::Origin::Report);
        Figure {
            count: Some(Count {
                value,
                date,
                oldest,
                origin,
            }),
            settled,
            most,
            ..Figure::default()
        }
    }

    #[test]
    fn in_words() {
        let half = phase("2022-01-01", "2022-01-10");
        let status_of = |s, t, last| {
            let figure = figure(s, last, false, None);
            status(&half, PhaseState::Open, Some((s, t)), &figure)
        };
        assert_eq!(
            status_of(50, 100, "2022-01-05"),
            Status::OnTrack,
            "half of the days, half of the target"
        );
        assert_eq!(status_of(49, 100, "2022-01-05"), Status::Behind);
        assert_eq!(status_of(100, 100, "2022-01-05"), Status::Met);
        assert_eq!(status_of(101, 100, "2022-01-05"), Status::Exceeded);
        assert_eq!(status_of(5, 0, "2022-01-05"), Status::NoTarget);
    }

    #[test]
    fn missed_is_said_of_what_is_known_at_the_end() {
        let half = phase("2022-01-01", "2022-01-10");
        let status_of = |figure: &Figure| {
            let known = figure.count.map(|count| (count.value, 100));
            status(&half, PhaseState::Over, known, figure)
        };
        let (early, last) = ("2022-01-05", "2022-01-10");
        assert_eq!(status_of(&figure(99, last, true, Some(99))), Status::Missed);
        assert_eq!(
            status_of(&figure(60, early, false, None)),
            Status::Undecided
        );
        assert_eq!(
            status_of(&figure(60, early, false, Some(100))),
            Status::Undecided,
            "it may have been reached by the last day"
        );
        assert_eq!(
            status_of(&figure(60, early, false, Some(99))),
            Status::Missed,
            "a later report settles it"
        );
        assert_eq!(
            status_of(&figure(100, early, false, None)),
            Status::Met,
            "reached needs no more"
        );
        let blank = |blank| Figure {
            blank: Some(blank),
            ..Figure::default()
        };
        let eve = Blank::NoBaseline(day("2021-12-31"));
        assert_eq!(status_of(&blank(eve)), Status::NoBaseline);
        assert_eq!(status_of(&blank(Blank::NotReported)), Status::Unreported);
    }
}
