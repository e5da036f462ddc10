//! A cumulative count over days: known on some days, never filled in between.

use crate::base::Date;
use crate::model::Report;

/// A cumulative count on a day, with the report that reported it.
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
    /// Counted from dated records alone, so that the count is known on every day and not only on
    /// those of `points`.
    pub daily: bool,
    /// Records without a date: counted since no one knows when, so on every day.
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
    /// reported for the day.
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

    /// What of it a unit counts that existed from a day on and up to another one: from zero on its
    /// first day. Nothing when the count on the eve of that day is not known.
    pub(super) fn between(&self, from: Option<Date>, to: Date) -> Self {
        let mut part = self.clone();
        part.points.retain(|point| point.date <= to);
        let Some(from) = from.filter(|from| self.begin.is_none_or(|begin| begin < *from)) else {
            return part;
        };
        part.begin = Some(from);
        part.undated = 0;
        let eve = from.yesterday().ok();
        let Some(base) = eve.and_then(|eve| self.exactly(eve)) else {
            part.points.clear();
            return part;
        };
        part.points.retain(|point| from <= point.date);
        for point in &mut part.points {
            point.value -= base.value;
        }
        part
    }

    /// The newest count of all.
    pub fn last(&self) -> Option<&Point<'a>> {
        self.points.last()
    }
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
}
