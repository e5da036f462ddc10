//! Counts that cannot be right by how they grew: an extra zero, and more valid than submitted ones.

use super::{sums, written};
use crate::base::Date;
use crate::base::date::days_between;
use crate::diag::{Problem, Problems};
use crate::model::Portal;
use crate::model::programme::Metric;

/// Days of counting before growth is judged: the first months of a programme may be as fast as
/// they like.
const HISTORY: i64 = 56;
/// Growth by fewer is an ordinary month of a small unit.
const FLOOR: i64 = 100;
/// Growth is implausible beyond this many times the unit's own pace.
const TIMES: i64 = 10;
/// What came within fewer days is taken for the work of this many: reports come in bursts.
const SPREAD: i64 = 28;

/// Which counts of a series grew by more than ten times the pace at which it grew until the count
/// before, and how many times. `begin` is the first day of counting, on whose eve the count was
/// zero; `points` are cumulative counts, oldest first, one a day.
pub fn leaps(begin: Option<Date>, points: &[(Date, i64)]) -> Vec<(usize, i64)> {
    let Some((first, value)) = points.first().copied() else {
        return Vec::new();
    };
    let eve = begin
        .filter(|begin| *begin <= first)
        .and_then(|begin| begin.yesterday().ok());
    let (since, at_first) = eve.map_or((first, value), |eve| (eve, 0));
    let pairs = points.windows(2).enumerate();
    let leap = |pair: &[(Date, i64)]| times((since, at_first), pair[0], pair[1]);
    pairs
        .filter_map(|(number, pair)| Some((number + 1, leap(pair)?)))
        .collect()
}

/// How many times its own pace a count grew between two days, when that is implausible.
fn times(first: (Date, i64), before: (Date, i64), now: (Date, i64)) -> Option<i64> {
    let history = days_between(first.0, before.0);
    let (done, grown) = (
        before.1.saturating_sub(first.1),
        now.1.saturating_sub(before.1),
    );
    if history < HISTORY || done <= 0 || grown < FLOOR {
        return None;
    }
    // Whole numbers: grown ÷ spread is compared with done ÷ history.
    let spread = days_between(before.0, now.0).max(SPREAD);
    let pace = i128::from(grown) * i128::from(history);
    let own = i128::from(done) * i128::from(spread);
    let times = i64::try_from(pace / own).unwrap_or(i64::MAX);
    (pace > i128::from(TIMES) * own).then_some(times)
}

/// Reports that grew implausibly, and those of more valid than submitted ones.
pub(super) fn reports(portal: &Portal, problems: &mut Problems) {
    for programme in &portal.programmes {
        let [submitted, valid] =
            Metric::ALL.map(|metric| sums::reported(portal, programme, metric));
        for (unit, record) in portal.units.iter().enumerate() {
            let begin = programme.begins().max(record.valid_from);
            for (is_valid, reported) in [(false, &submitted[unit]), (true, &valid[unit])] {
                let points: Vec<(Date, i64)> = reported
                    .iter()
                    .map(|(day, (count, _))| (*day, *count))
                    .collect();
                for (number, times) in leaps(begin, &points) {
                    let ((day, now), (before, was)) = (points[number], points[number - 1]);
                    let problem = Problem::GrowthLeaps {
                        valid: is_valid,
                        sum: false,
                        was,
                        before: written(before),
                        now,
                        date: written(day),
                        times,
                    };
                    problems.add(reported[&day].1.origin.place.clone(), problem);
                }
            }
            above(&submitted[unit], &valid[unit], problems);
        }
    }
}

/// Counts of valid ones above what was submitted by then, or even later.
fn above(submitted: &sums::Counts<'_>, valid: &sums::Counts<'_>, problems: &mut Problems) {
    for (day, (count, report)) in valid {
        let Some((later, (all, _))) = submitted.range(*day..).next() else {
            continue;
        };
        if count > all {
            let problem = Problem::ValidAbove {
                valid: *count,
                date: written(*day),
                submitted: *all,
                later: (later != day).then(|| written(*later)),
            };
            problems.add(report.origin.place.clone(), problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(points: &[(&str, i64)]) -> Vec<(usize, i64)> {
        let day = |text: &str| crate::base::date::parse(text).unwrap();
        let points: Vec<_> = points.iter().map(|(text, n)| (day(text), *n)).collect();
        leaps(Some(day("2024-01-01")), &points)
    }

    #[test]
    fn an_extra_zero_leaps_and_a_fast_start_does_not() {
        // 234 in 182 days, then 25,866 in 31: 25866 × 182 ÷ (234 × 31) = 648.9….
        assert_eq!(
            found(&[("2024-06-30", 234), ("2024-07-31", 26_100)]),
            [(1, 648)]
        );
        assert_eq!(found(&[("2024-06-30", 234), ("2024-07-31", 261)]), []);
        // 31 days of history are none.
        assert_eq!(found(&[("2024-01-31", 5), ("2024-02-29", 3_000)]), []);
        // Below the floor, whatever the pace.
        assert_eq!(found(&[("2024-03-31", 1), ("2024-04-30", 100)]), []);
        assert_eq!(found(&[("2024-03-31", 1), ("2024-04-30", 101)]), [(1, 303)]);
        // Nothing before: there is no pace to compare with.
        assert_eq!(found(&[("2024-03-31", 0), ("2024-04-30", 5_000)]), []);
        // One day is taken for four weeks: 140 × 182 ÷ (91 × 28) is ten times, not more.
        assert_eq!(found(&[("2024-06-30", 91), ("2024-07-01", 231)]), []);
        assert_eq!(found(&[("2024-06-30", 91), ("2024-07-01", 232)]), [(1, 10)]);
        assert_eq!(
            found(&[("2024-06-30", i64::MAX - 1), ("2024-07-31", i64::MAX)]),
            []
        );
        assert_eq!(
            found(&[("2024-06-30", 1), ("2024-07-31", i64::MAX)]).len(),
            1
        );
    }
}
