//! Paces and forecasts: whole counts over whole days, so that nothing is rounded before it is
//! printed.

use super::series::{Point, Series};
use crate::base::Date;

/// The days over which the actual pace is taken: four weeks, so that every weekday is in it as
/// often as the others.
pub const WINDOW: i64 = 28;
/// A forecast needs at least so many reports within the phase.
pub const REPORTS: usize = 4;

/// So many in so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many.
    pub count: i64,
    /// In how many days, at least 1.
    pub days: i64,
}

/// Where a count will stand at the end of a phase if it goes on as it did.
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
}

impl Pace {
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
}

/// Days from one day to another.
pub(super) fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// What must come each day from the day after `as_of` to the end, to meet the target: (target −
/// count) / days left.
pub(super) fn required(target: i64, count: i64, as_of: Date, end: Date) -> Option<Pace> {
    let pace = Pace {
        count: target - count,
        days: days(as_of, end),
    };
    (pace.count > 0 && pace.days > 0).then_some(pace)
}

/// The pace of the last four weeks: from the newest report that is at least 28 days older than the
/// last one, and at most twice as old; records are counted over 28 days exactly.
pub(super) fn actual(series: &Series<'_>, as_of: Date) -> Option<Pace> {
    let last = if series.daily {
        series.at(as_of)?
    } else {
        *series.last()?
    };
    let latest = last.date.checked_sub(jiff::Span::new().days(WINDOW)).ok()?;
    let eve = series.begin.and_then(|begin| begin.yesterday().ok());
    let zero = eve.filter(|eve| *eve <= latest).map(|date| Point {
        date,
        value: series.undated,
        report: None,
    });
    let known = series
        .at(latest)
        .filter(|point| !series.daily || eve.is_none_or(|eve| eve <= point.date));
    let before = known.or(zero)?;
    let pace = Pace {
        count: last.value - before.value,
        days: days(before.date, last.date),
    };
    (pace.days <= 2 * WINDOW).then_some(pace)
}

/// `within` is the count within the phase, whose newest report stands in `series`.
pub(super) fn forecast(
    series: &Series<'_>,
    within: i64,
    start: Date,
    end: Date,
    as_of: Date,
) -> Option<Forecast> {
    let reports = reports(series, start, as_of.min(end));
    let (first, last) = (reports.first()?, reports.last()?);
    if reports.len() < REPORTS {
        return None;
    }
    let pace = |a: &Point<'_>, b: &Point<'_>| Pace {
        count: (b.value - a.value).max(0),
        days: days(a.date, b.date),
    };
    let mut paces: Vec<Pace> = reports
        .windows(2)
        .map(|pair| pace(&pair[0], &pair[1]))
        .collect();
    paces.sort_by(|a, b| b.slower(*a).cmp(&a.slower(*b)));
    let left = days(last.date, end);
    let at = |pace: Pace| within.saturating_add(pace.over(left));
    let (low, high) = (paces.first()?, paces.last()?);
    Some(Forecast {
        expected: at(pace(first, last)),
        low: at(*low),
        high: at(*high),
        reports: reports.len(),
    })
}

/// The reports within a phase. Records stand for a report every four weeks, counted back from the
/// last day.
fn reports<'a>(series: &Series<'a>, start: Date, to: Date) -> Vec<Point<'a>> {
    if !series.daily {
        return series
            .points
            .iter()
            .filter(|p| start <= p.date && p.date <= to)
            .copied()
            .collect();
    }
    let mut found = Vec::new();
    let mut day = to;
    while day >= start {
        found.extend(series.at(day));
        let Ok(before) = day.checked_sub(jiff::Span::new().days(WINDOW)) else {
            break;
        };
        day = before;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
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
        let points = points.iter().map(point).collect();
        Series {
            begin: Some(day("2022-01-01")),
            points,
            ..Series::default()
        }
    }

    #[test]
    fn no_pace_where_it_would_be_invented() {
        let two = series(&[("2022-05-31", 100), ("2022-06-20", 200)]);
        assert_eq!(
            actual(&two, day("2022-06-30")),
            None,
            "20 days apart, and the beginning is too long ago"
        );
        let year = series(&[("2022-05-31", 170_324), ("2023-09-01", 600_175)]);
        assert_eq!(
            actual(&year, day("2023-09-30")),
            None,
            "458 days are no four weeks"
        );
        let fresh = series(&[("2022-02-01", 64)]);
        assert_eq!(
            actual(&fresh, day("2022-02-10")),
            Some(Pace {
                count: 64,
                days: 32
            }),
            "from the first day"
        );
    }

    #[test]
    fn records_are_counted_over_28_days() {
        let daily = Series {
            daily: true,
            undated: 7,
            ..series(&[("2022-02-01", 10), ("2022-02-20", 24)])
        };
        assert_eq!(
            actual(&daily, day("2022-02-28")),
            Some(Pace {
                count: 17,
                days: 28
            }),
            "31 January had only the 7"
        );
        assert_eq!(
            actual(&daily, day("2022-01-20")),
            None,
            "not four weeks since the beginning"
        );
    }

    #[test]
    fn a_forecast_wants_four_reports() {
        let three = series(&[("2022-01-31", 10), ("2022-02-28", 20), ("2022-03-31", 40)]);
        assert_eq!(
            forecast(
                &three,
                40,
                day("2022-01-01"),
                day("2022-06-30"),
                day("2022-03-31")
            ),
            None
        );
        // Paces 10/28, 20/31 and 0/30 a day; 61 days are left; all in all 30 in 89 days.
        let four = series(&[
            ("2022-01-31", 10),
            ("2022-02-28", 20),
            ("2022-03-31", 40),
            ("2022-04-30", 40),
        ]);
        let made = forecast(
            &four,
            40,
            day("2022-01-01"),
            day("2022-06-30"),
            day("2022-04-30"),
        )
        .unwrap();
        assert_eq!(
            (made.low, made.expected, made.high, made.reports),
            (40, 61, 79, 4)
        );
    }

    #[test]
    fn required_only_while_something_is_left() {
        let (now, end) = (day("2022-06-20"), day("2022-06-30"));
        assert_eq!(
            required(100, 70, now, end),
            Some(Pace {
                count: 30,
                days: 10
            })
        );
        assert_eq!(required(100, 100, now, end), None);
        assert_eq!(required(100, 70, end, end), None);
    }
}
