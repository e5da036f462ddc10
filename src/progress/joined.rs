//! The counts of several units joined into one: what each day changes, and on which days nothing
//! is missing.

use super::series::{Point, Series};
use crate::base::Date;

/// What one day brings to a joined count.
#[derive(Debug, Clone, Copy)]
struct Change {
    date: Date,
    /// What is added to the count.
    value: i64,
    /// Units that reported a count for this very day, the same one again or another.
    reports: i64,
    /// How many more units are being counted without having reported a first count.
    awaited: i64,
    /// How many more units need no report to be known from this day on: they have ended.
    settled: i64,
    /// Units whose count fell.
    falls: i64,
}

impl Change {
    fn new(date: Date) -> Self {
        Self {
            date,
            value: 0,
            reports: 0,
            awaited: 0,
            settled: 0,
            falls: 0,
        }
    }

    /// Two changes of one day.
    fn add(&mut self, other: Self) {
        self.value = self.value.saturating_add(other.value);
        self.reports += other.reports;
        self.awaited += other.awaited;
        self.settled += other.settled;
        self.falls += other.falls;
    }
}

/// A count that is made of those of several units.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined {
    /// One a day once they are sorted, oldest first.
    changes: Vec<Change>,
    /// The count before the first change.
    start: i64,
    /// The first day on which one of the units is counted.
    begin: Option<Date>,
    /// Units that report. Before the first change each of them is known: not yet counted.
    reporting: i64,
    /// Units that are counted by a list, which tells every day.
    lists: i64,
    /// The last unit that was added.
    unit: usize,
    /// Whether a unit in it is counted on a part of its days only, or without its list: then it is
    /// not the series of that unit.
    limited: bool,
}

impl Joined {
    /// Adds one unit: its series, what is subtracted from its counts, and its last day when it
    /// ended.
    pub(super) fn add(
        &mut self,
        unit: usize,
        series: &Series<'_>,
        base: i64,
        last_day: Option<Date>,
    ) {
        if series.is_empty() {
            return;
        }
        self.unit = unit;
        self.start = self.start.saturating_add(series.undated - base);
        self.begin = earliest(self.begin, series.begin);
        let mut before = series.undated;
        for point in &series.points {
            self.changes.push(Change {
                value: point.value - before,
                reports: i64::from(!series.daily),
                falls: i64::from(point.value < before),
                ..Change::new(point.date)
            });
            before = point.value;
        }
        if series.daily {
            self.lists += 1;
            return;
        }
        self.reporting += 1;
        let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
            return;
        };
        self.changes.push(Change {
            awaited: 1,
            settled: -1,
            ..Change::new(series.begin.unwrap_or(Date::MIN).min(first.date))
        });
        self.changes.push(Change {
            awaited: -1,
            ..Change::new(first.date)
        });
        // An ended unit that reports afterwards is known from its last report on.
        if let Some(Ok(after)) = last_day.map(|day| day.max(last.date).tomorrow()) {
            self.changes.push(Change {
                settled: 1,
                ..Change::new(after)
            });
        }
    }

    /// Adds the units of another joined count.
    pub(super) fn join(&mut self, other: Self) {
        // Of a unit without a count nothing is in the sum, whole or not.
        if other.is_empty() {
            return;
        }
        self.limited |= other.limited;
        if self.changes.is_empty() {
            self.changes = other.changes;
        } else {
            self.changes.extend(other.changes);
        }
        self.start = self.start.saturating_add(other.start);
        self.begin = earliest(self.begin, other.begin);
        self.reporting += other.reporting;
        self.lists += other.lists;
        self.unit = other.unit;
    }

    fn is_empty(&self) -> bool {
        self.reporting + self.lists == 0
    }

    /// Puts the changes in order, one a day. To be called when all units were added.
    pub(super) fn sort(&mut self) {
        // Stable, because it merges what is in order already: the units, one after another.
        self.changes.sort_by_key(|change| change.date);
        self.changes.dedup_by(|later, earlier| {
            let same_day = later.date == earlier.date;
            if same_day {
                earlier.add(*later);
            }
            same_day
        });
    }

    /// Says that a unit in it is counted on a part of its days only, or without its list.
    pub(super) fn limit(&mut self) {
        self.limited = true;
    }

    /// The unit, when there is no other, and all of it is counted.
    pub(super) fn only_unit(&self) -> Option<usize> {
        (self.reporting + self.lists == 1 && !self.limited).then_some(self.unit)
    }

    /// The joined count over days; nothing when no unit has a count.
    ///
    /// A day is left out while a unit that reports is being counted but has not yet reported its
    /// first count: a sum without it would be too small, and rise by the whole of it on the day of
    /// its first report. Units that never reported are not part of the sum; how many they are is
    /// said beside it. A day on which a unit reported the same number again is a day of the sum.
    pub(super) fn series(&self) -> Option<Series<'static>> {
        if self.is_empty() {
            return None;
        }
        let mut points = Vec::new();
        let (mut value, mut awaited) = (self.start, 0);
        for change in &self.changes {
            value = value.saturating_add(change.value);
            awaited += change.awaited;
            // A day on which a unit only begins or ends says nothing new.
            if awaited == 0 && (change.reports > 0 || change.value != 0) {
                points.push(Point {
                    date: change.date,
                    value,
                    report: None,
                });
            }
        }
        Some(Series {
            begin: self.begin,
            points,
            daily: self.reporting == 0,
            undated: self.start,
        })
    }

    /// The days on which the count of every unit is known.
    pub(super) fn known_days(&self) -> KnownDays {
        let mut days = Vec::with_capacity(self.changes.len());
        let (mut value, mut settled) = (self.start, self.reporting);
        for change in &self.changes {
            value = value.saturating_add(change.value);
            settled += change.settled;
            days.push(KnownDay {
                date: change.date,
                value,
                reported: change.reports > 0 && change.reports + settled == self.reporting,
                settled: settled == self.reporting,
                fell: change.falls > 0,
            });
        }
        KnownDays {
            eve: self.begin.and_then(|begin| begin.yesterday().ok()),
            start: self.start,
            days,
            lists: self.lists > 0,
        }
    }
}

fn earliest(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The count at the end of a day on which something changed.
#[derive(Debug)]
struct KnownDay {
    date: Date,
    value: i64,
    /// Every unit that is still counted reported for this very day.
    reported: bool,
    /// No unit needs to report: the count is known on this day and on each one up to the next
    /// change.
    settled: bool,
    /// The count of a unit fell.
    fell: bool,
}

/// A count on the days on which all that it is made of is known.
#[derive(Debug)]
pub(super) struct KnownDays {
    /// The day before counting begins, on which the count is that of undated records, or zero.
    eve: Option<Date>,
    start: i64,
    /// Days with a change, oldest first.
    days: Vec<KnownDay>,
    /// Whether a list is part of it.
    lists: bool,
}

impl KnownDays {
    /// The newest day up to `day` on which the whole is known, and the count.
    pub(super) fn newest(&self, day: Date) -> Option<(Date, i64)> {
        let mut until = day;
        for known in self.up_to(day).iter().rev() {
            if known.settled {
                return self.counted(until, known.value);
            }
            if known.reported {
                return self.counted(known.date, known.value);
            }
            until = known.date.yesterday().ok()?;
        }
        self.counted(until, self.start)
    }

    /// Days from `first` to `last` for which every unit reported, oldest first. `None` when no
    /// unit needs to report on the last day: then the count is known on every day.
    pub(super) fn reported(&self, first: Date, last: Date) -> Option<Vec<(Date, i64)>> {
        let days = self.up_to(last);
        if days.last().is_none_or(|day| day.settled) {
            return None;
        }
        let inside = days.iter().filter(|day| first <= day.date && day.reported);
        Some(inside.map(|day| (day.date, day.value)).collect())
    }

    /// Whether the count of a unit fell after one day and up to another.
    pub(super) fn fell(&self, after: Date, last: Date) -> bool {
        let days = self.up_to(last).iter().rev();
        days.take_while(|day| after < day.date).any(|day| day.fell)
    }

    /// Whether anything can still be added on a day: a list, or a unit that has not ended.
    pub(super) fn living(&self, day: Date) -> bool {
        self.lists || self.up_to(day).last().is_some_and(|last| !last.settled)
    }

    fn up_to(&self, day: Date) -> &[KnownDay] {
        let end = self.days.partition_point(|known| known.date <= day);
        &self.days[..end]
    }

    /// Nothing is known of days before the eve of counting.
    fn counted(&self, day: Date, value: i64) -> Option<(Date, i64)> {
        self.eve
            .is_none_or(|eve| eve <= day)
            .then_some((day, value))
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

    fn joined(parts: &[&Series<'_>]) -> Joined {
        let mut joined = Joined::default();
        for (unit, series) in parts.iter().enumerate() {
            joined.add(unit, series, 0, None);
        }
        joined.sort();
        joined
    }

    fn values(joined: &Joined) -> Vec<(String, i64)> {
        let series = joined.series().unwrap();
        let points = series.points.iter();
        points.map(|p| (p.date.to_string(), p.value)).collect()
    }

    #[test]
    fn a_sum_waits_for_the_first_report_of_each() {
        let a = reports("2022-01-01", &[("2022-01-31", 10), ("2022-02-28", 20)]);
        let late = reports("2022-01-01", &[("2022-02-15", 5)]);
        let new = reports("2022-03-01", &[("2022-03-31", 1)]);
        let sum = joined(&[&a, &late, &new]);
        let expected = [("2022-02-15", 15), ("2022-02-28", 25), ("2022-03-31", 26)];
        assert_eq!(values(&sum), expected.map(|(d, v)| (d.to_owned(), v)));
    }

    #[test]
    fn joining_sums_is_joining_their_units() {
        let a = reports("2022-01-01", &[("2022-01-31", 10), ("2022-03-15", 20)]);
        let new = reports("2022-03-01", &[("2022-03-31", 1)]);
        let b = reports("2022-01-01", &[("2022-01-31", 7), ("2022-03-20", 9)]);
        let mut nested = joined(&[&a, &new]);
        nested.join(joined(&[&b]));
        nested.sort();
        assert_eq!(values(&nested), values(&joined(&[&a, &new, &b])));
        let expected = [("2022-01-31", 17), ("2022-03-31", 30)];
        assert_eq!(
            values(&nested),
            expected.map(|(d, v)| (d.to_owned(), v)),
            "no day of March before the new unit reported"
        );
    }

    #[test]
    fn days_on_which_all_units_reported() {
        let a = reports(
            "2022-01-01",
            &[("2022-01-31", 1), ("2022-02-28", 2), ("2022-03-31", 3)],
        );
        let b = reports("2022-01-01", &[("2022-01-31", 10), ("2022-03-31", 10)]);
        let new = reports("2022-03-01", &[("2022-03-31", 5)]);
        let known = joined(&[&a, &b, &new]).known_days();
        let days = known.reported(day("2022-01-01"), day("2022-12-31"));
        let expected = [(day("2022-01-31"), 11), (day("2022-03-31"), 18)];
        assert_eq!(days.as_deref(), Some(&expected[..]));
        assert_eq!(known.newest(day("2022-03-30")), Some(expected[0]));
        assert_eq!(
            known.newest(day("2022-01-30")),
            Some((day("2021-12-31"), 0)),
            "zero on the eve of counting"
        );
        assert_eq!(known.newest(day("2021-12-30")), None);
    }

    #[test]
    fn an_ended_unit_is_known_without_reports() {
        let a = reports("2022-01-01", &[("2022-01-31", 1), ("2022-03-31", 3)]);
        let ended = reports("2022-01-01", &[("2022-01-15", 10)]);
        let mut sum = joined(&[&a]);
        sum.add(1, &ended, 0, Some(day("2022-02-10")));
        sum.sort();
        let known = sum.known_days();
        let days = known.reported(day("2022-01-01"), day("2022-12-31"));
        assert_eq!(days, Some(vec![(day("2022-03-31"), 13)]));
    }
}
