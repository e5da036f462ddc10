//! Paces and forecasts: whole counts over whole days, so that nothing is rounded before it is
//! printed.

use super::joined::KnownDays;
use crate::base::date::days_between;
use crate::base::{Date, Rate};

/// The days over which the actual pace is taken: four weeks, so that every weekday is in it as
/// often as the others.
pub const WINDOW: i64 = 28;
/// A forecast needs at least this many reports within the phase.
pub const REPORTS: usize = 4;

/// This many in this many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many.
    pub count: i64,
    /// In how many days, at least 1.
    pub days: i64,
}

/// Where a count will be at the end of a phase if it goes on as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// At the mean pace of the reports within the phase.
    pub expected: i64,
    /// At the slowest pace between two of them.
    pub low: i64,
    /// At the fastest.
    pub high: i64,
    /// Of how many reports it is made.
    pub reports: usize,
    /// The day of the first of them.
    pub from: Date,
    /// The day of the last of them.
    pub to: Date,
}

/// How a count grows in the phase that is under way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Growth {
    /// The pace of the last four weeks.
    pub(super) actual: Option<Pace>,
    /// The two days between which it was taken.
    pub(super) actual_days: Option<(Date, Date)>,
    pub(super) forecast: Option<Forecast>,
}

/// The days that paces and forecasts are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// First day of the phase.
    pub(super) start: Date,
    /// Last day of the phase.
    pub(super) end: Date,
    /// The day of the figures, within the phase.
    pub(super) as_of: Date,
    /// Figures that are more days older than `as_of` say nothing of the pace now.
    pub(super) silent_after: i64,
}

impl Pace {
    /// This many a day, to be printed.
    pub fn rate(self) -> Option<Rate> {
        Rate::new(self.count, self.days, 1)
    }

    /// What comes of it in some days, to the nearest whole, half up.
    fn over(self, days: i64) -> i64 {
        let (count, span, days) = (
            i128::from(self.count),
            i128::from(self.days),
            i128::from(days),
        );
        i64::try_from((2 * count * days + span).div_euclid(2 * span)).unwrap_or(i64::MAX)
    }

    fn slower(self, other: Self) -> bool {
        i128::from(self.count) * i128::from(other.days)
            < i128::from(other.count) * i128::from(self.days)
    }

    fn between(first: (Date, i64), last: (Date, i64)) -> Self {
        Self {
            count: last.1 - first.1,
            days: days_between(first.0, last.0),
        }
    }
}

fn four_weeks_before(day: Date) -> Option<Date> {
    day.checked_sub(jiff::Span::new().days(WINDOW)).ok()
}

/// What must come each day from the day after `as_of` to the end, to meet the target: (target −
/// count) / days left.
pub(super) fn required(target: i64, count: i64, as_of: Date, end: Date) -> Option<Pace> {
    let pace = Pace {
        count: target - count,
        days: days_between(as_of, end),
    };
    (pace.count > 0 && pace.days > 0).then_some(pace)
}

impl Span {
    /// Pace and forecast of a count within the phase.
    ///
    /// `within` is the newest count; `known` tells it on the days on which all its parts are
    /// known. There is nothing when the newest of these days is not in the phase or too long ago.
    pub(super) fn growth(self, known: &KnownDays, within: i64) -> Growth {
        let newest = known.newest(self.as_of).filter(|(day, _)| {
            self.start <= *day && days_between(*day, self.as_of) <= self.silent_after
        });
        let Some(last) = newest.filter(|_| known.living(self.as_of)) else {
            return Growth::default();
        };
        let before = self.window_start(known, last);
        Growth {
            actual: before.map(|before| Pace::between(before, last)),
            actual_days: before.map(|before| (before.0, last.0)),
            forecast: self.forecast(known, within),
        }
    }

    /// The newest known count at least 28 days older than the last one, and at most twice as old.
    /// Lists are known on every day, so that theirs is 28 days older. After a fall there is no
    /// pace: one of the two numbers was wrong.
    fn window_start(self, known: &KnownDays, last: (Date, i64)) -> Option<(Date, i64)> {
        let before = known.newest(four_weeks_before(last.0)?)?;
        let near = days_between(before.0, last.0) <= 2 * WINDOW;
        (near && !known.fell(before.0, self.as_of)).then_some(before)
    }

    /// The count at the end of the phase, if it goes on as in the reports of the phase so far. It
    /// looks no longer ahead than these reach back, and there is none after a fall, or on the last
    /// day: the count of that day is then awaited and not forecast.
    fn forecast(self, known: &KnownDays, within: i64) -> Option<Forecast> {
        if self.end <= self.as_of {
            return None;
        }
        let reports = known
            .reported(self.start, self.as_of)
            .unwrap_or_else(|| self.every_four_weeks(known));
        let (first, last) = (*reports.first()?, *reports.last()?);
        let ahead = days_between(last.0, self.end);
        let too_few = reports.len() < REPORTS || ahead < 1 || ahead > days_between(first.0, last.0);
        if too_few || known.fell(self.start.yesterday().ok()?, self.as_of) {
            return None;
        }
        let pairs = reports.windows(2);
        let mut paces: Vec<Pace> = pairs.map(|pair| Pace::between(pair[0], pair[1])).collect();
        paces.sort_by(|a, b| b.slower(*a).cmp(&a.slower(*b)));
        let [expected, low, high] = [Pace::between(first, last), *paces.first()?, *paces.last()?]
            // What is known already is the least: some units of a sum may have reported since.
            .map(|pace| last.1.saturating_add(pace.over(ahead)).max(within));
        Some(Forecast {
            expected,
            low,
            high,
            reports: reports.len(),
            from: first.0,
            to: last.0,
        })
    }

    /// Where the count is known on every day: every four weeks, back from the day of the figures.
    fn every_four_weeks(self, known: &KnownDays) -> Vec<(Date, i64)> {
        let mut found = Vec::new();
        let mut day = self.as_of;
        while let Some(count) = known.newest(day).filter(|count| count.0 == day) {
            found.push(count);
            match four_weeks_before(day) {
                Some(before) if self.start <= before => day = before,
                _ => break,
            }
        }
        found.reverse();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::joined::Joined;
    use super::super::series::{Point, Series};
    use super::*;

    fn day(text: &str) -> Date {
        crate::base::date::parse(text).unwrap()
    }

    fn series(points: &[(&str, i64)]) -> Series<'static> {
        let point = |(date, value): &(&str, i64)| Point {
            date: day(date),
            value: *value,
            report: None,
        };
        Series {
            begin: Some(day("2022-01-01")),
            points: points.iter().map(point).collect(),
            ..Series::default()
        }
    }

    fn growth(series: &Series<'_>, as_of: &str) -> Growth {
        let mut joined = Joined::default();
        joined.add(0, series, 0, None);
        joined.sort();
        let span = Span {
            start: day("2022-01-01"),
            end: day("2022-06-30"),
            as_of: day(as_of),
            silent_after: 56,
        };
        let within = series.at(span.as_of).map_or(0, |point| point.value);
        span.growth(&joined.known_days(), within)
    }

    fn pace(count: i64, days: i64) -> Option<Pace> {
        Some(Pace { count, days })
    }

    #[test]
    fn pace_between_reports_four_weeks_apart() {
        let series = series(&[
            ("2022-01-31", 10),
            ("2022-03-01", 40),
            ("2022-03-15", 50),
            ("2022-03-31", 70),
        ]);
        let found = growth(&series, "2022-04-10");
        assert_eq!(
            found.actual,
            pace(30, 30),
            "15 March is too near, 1 March is 30 days before"
        );
        let days = (day("2022-03-01"), day("2022-03-31"));
        assert_eq!(found.actual_days, Some(days));
    }

    #[test]
    fn no_pace_where_it_would_be_invented() {
        let two = series(&[("2022-05-01", 100), ("2022-05-21", 200)]);
        assert_eq!(
            growth(&two, "2022-05-31").actual,
            None,
            "20 days apart, and the beginning is too long ago"
        );
        let fresh = series(&[("2022-02-01", 64)]);
        assert_eq!(
            growth(&fresh, "2022-02-10").actual,
            pace(64, 32),
            "from the zero before the first day"
        );
        let fallen = series(&[("2022-02-01", 64), ("2022-02-20", 60), ("2022-03-05", 70)]);
        assert_eq!(growth(&fallen, "2022-03-10").actual, None, "after a fall");
    }

    #[test]
    fn figures_that_are_too_old_have_no_pace() {
        let old = series(&[("2022-02-01", 64)]);
        assert_eq!(growth(&old, "2022-03-29").actual, pace(64, 32), "56 days");
        assert_eq!(growth(&old, "2022-03-30").actual, None);
    }

    #[test]
    fn records_are_counted_over_28_days() {
        let daily = Series {
            daily: true,
            undated: 7,
            ..series(&[("2022-02-01", 10), ("2022-02-20", 24)])
        };
        assert_eq!(
            growth(&daily, "2022-02-28").actual,
            pace(17, 28),
            "31 January had only the 7"
        );
        assert_eq!(
            growth(&daily, "2022-01-20").actual,
            None,
            "not four weeks since the beginning"
        );
    }

    #[test]
    fn a_forecast_wants_four_reports() {
        let three = [("2022-01-31", 10), ("2022-02-28", 20), ("2022-03-31", 40)];
        assert_eq!(growth(&series(&three), "2022-03-31").forecast, None);
        // Paces 10/28, 20/31 and 0/30 a day; 61 days are left; all in all 30 in 89 days.
        let four = [&three[..], &[("2022-04-30", 40)]].concat();
        let made = growth(&series(&four), "2022-04-30").forecast.unwrap();
        assert_eq!(
            (made.low, made.expected, made.high, made.reports),
            (40, 61, 79, 4)
        );
        assert_eq!((made.from, made.to), (day("2022-01-31"), day("2022-04-30")));
    }

    #[test]
    fn a_forecast_looks_no_longer_ahead_than_back() {
        let short = [
            ("2022-02-20", 10),
            ("2022-03-01", 400),
            ("2022-03-20", 900),
            ("2022-04-01", 2_000),
        ];
        assert_eq!(growth(&series(&short), "2022-04-01").forecast, None);
        let four = [
            ("2022-01-31", 10),
            ("2022-02-28", 20),
            ("2022-03-31", 40),
            ("2022-04-30", 40),
        ];
        let last_day = [&short[..], &[("2022-06-30", 2_500)]].concat();
        let made = growth(&series(&last_day), "2022-06-30").forecast;
        assert_eq!(made, None, "nothing is left to be forecast");
        let older = [&four[..], &[("2022-06-10", 80)]].concat();
        assert!(growth(&series(&older), "2022-06-29").forecast.is_some());
        let made = growth(&series(&older), "2022-06-30").forecast;
        assert_eq!(made, None, "nor when the newest report is an older one");
    }

    #[test]
    fn there_is_no_forecast_after_a_fall() {
        let fallen = [
            ("2022-01-31", 10),
            ("2022-02-28", 50),
            ("2022-03-31", 40),
            ("2022-04-30", 60),
        ];
        assert_eq!(growth(&series(&fallen), "2022-04-30").forecast, None);
    }

    #[test]
    fn required_only_while_something_is_left() {
        let (now, end) = (day("2022-06-20"), day("2022-06-30"));
        assert_eq!(required(100, 70, now, end), pace(30, 10));
        assert_eq!(required(100, 100, now, end), None);
        assert_eq!(required(100, 70, end, end), None);
    }
}
