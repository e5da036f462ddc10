//! A cumulative count over days: known on some days, never filled in between.

use crate::base::Date;
use crate::model::Report;

/// A cumulative count on a day, with the report that told it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point<'a> {
    /// The day to which it counts.
    pub date: Date,
    /// Cumulative count.
    pub value: i64,
    /// The report; `None` for what was counted from records or summed up.
    pub report: Option<&'a Report>,
}

impl<'a> Point<'a> {
    /// Source, as written.
    pub fn source(&self) -> Option<&'a str> {
        self.report?.source.as_deref()
    }

    /// What to know about it.
    pub fn note(&self) -> Option<&'a str> {
        self.report?.note.as_deref()
    }
}

/// The cumulative count of one unit and one metric.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series<'a> {
    /// The day on which counting begins: on the day before, the count is zero.
    pub begin: Option<Date>,
    /// What is known, oldest first, one point a day.
    pub points: Vec<Point<'a>>,
    /// Counted from dated records, so that the count is known on every day and not only on those
    /// of `points`.
    pub daily: bool,
    /// Records without a date: counted since nobody knows when, so on every day.
    pub undated: i64,
}

impl<'a> Series<'a> {
    /// Whether nothing is known at all.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.undated == 0
    }

    /// The newest count on or before a day.
    pub fn at(&self, day: Date) -> Option<Point<'a>> {
        let known = self.points.partition_point(|p| p.date <= day);
        match known.checked_sub(1).map(|last| self.points[last]) {
            Some(point) if self.daily => Some(Point { date: day, ..point }),
            Some(point) => Some(point),
            None => (self.daily && !self.is_empty()).then_some(Point {
                date: day,
                value: self.undated,
                report: None,
            }),
        }
    }

    /// The count at the end of exactly this day: zero on the eve of counting, else only what was
    /// told for the day.
    pub fn exactly(&self, day: Date) -> Option<Point<'a>> {
        if self.begin.is_some_and(|begin| day < begin) && !self.daily {
            return Some(Point {
                date: day,
                value: 0,
                report: None,
            });
        }
        self.at(day).filter(|point| point.date == day)
    }

    /// The newest count of all.
    pub fn last(&self) -> Option<&Point<'a>> {
        self.points.last()
    }
}

/// Adds up the series of several units.
///
/// A day is left out while a unit that reports has begun but not yet told its first count: a sum
/// without it would be too small, and rise by the whole of it on the day of its first report. Units
/// that never told anything are no part of the sum; how many they are is said beside it.
pub(super) fn sum<'a>(parts: &[&Series<'a>]) -> Series<'a> {
    // Changes of the sum, and of how many units are awaited, by day.
    let mut changes: Vec<(Date, i64, i64)> = Vec::new();
    for part in parts {
        let mut before = part.undated;
        for point in &part.points {
            changes.push((point.date, point.value - before, 0));
            before = point.value;
        }
        if let (false, Some(first)) = (part.daily, part.points.first()) {
            changes.push((part.begin.unwrap_or(Date::MIN).min(first.date), 0, 1));
            changes.push((first.date, 0, -1));
        }
    }
    changes.sort_unstable();
    let undated = parts.iter().map(|part| part.undated).sum();
    let mut total = Series {
        begin: parts.iter().filter_map(|part| part.begin).min(),
        daily: parts.iter().any(|part| part.daily),
        undated,
        points: Vec::new(),
    };
    let (mut value, mut awaited) = (undated, 0);
    for day in changes.chunk_by(|a, b| a.0 == b.0) {
        value += day.iter().map(|change| change.1).sum::<i64>();
        awaited += day.iter().map(|change| change.2).sum::<i64>();
        // A day on which a unit only begins tells nothing new.
        if awaited == 0 && day.iter().any(|change| change.1 != 0 || change.2 < 0) {
            total.points.push(Point {
                date: day[0].0,
                value,
                report: None,
            });
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        crate::base::date::parse(text).unwrap()
    }

    fn reports(begin: &str, points: &[(&str, i64)]) -> Series<'static> {
        let point = |(date, value): &(&str, i64)| Point {
            date: day(date),
            value: *value,
            report: None,
        };
        Series {
            begin: Some(day(begin)),
            points: points.iter().map(point).collect(),
            daily: false,
            undated: 0,
        }
    }

    fn values(series: &Series<'_>) -> Vec<(String, i64)> {
        series
            .points
            .iter()
            .map(|p| (p.date.to_string(), p.value))
            .collect()
    }

    #[test]
    fn a_count_holds_until_the_next() {
        let series = reports("2022-01-01", &[("2022-01-31", 10), ("2022-03-31", 30)]);
        assert_eq!(
            series.at(day("2022-02-15")).map(|p| (p.value, p.date)),
            Some((10, day("2022-01-31")))
        );
        assert_eq!(series.at(day("2022-01-30")), None);
        assert_eq!(series.exactly(day("2021-12-31")).map(|p| p.value), Some(0));
        assert_eq!(
            series.exactly(day("2022-02-28")),
            None,
            "nothing is filled in"
        );
    }

    #[test]
    fn records_are_known_on_every_day() {
        let series = Series {
            daily: true,
            undated: 3,
            ..reports("2022-01-01", &[("2022-01-31", 10)])
        };
        assert_eq!(series.exactly(day("2022-01-30")).map(|p| p.value), Some(3));
        assert_eq!(series.exactly(day("2022-12-31")).map(|p| p.value), Some(10));
    }

    #[test]
    fn a_sum_waits_for_the_first_report_of_each() {
        let a = reports("2022-01-01", &[("2022-01-31", 10), ("2022-02-28", 20)]);
        let late = reports("2022-01-01", &[("2022-02-15", 5)]);
        let new = reports("2022-03-01", &[("2022-03-31", 1)]);
        let sum = sum(&[&a, &late, &new]);
        let expected = [("2022-02-15", 15), ("2022-02-28", 25), ("2022-03-31", 26)];
        assert_eq!(values(&sum), expected.map(|(d, v)| (d.to_owned(), v)));
    }
}
