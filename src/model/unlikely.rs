//! Days that no one can have meant by the other days of their table: 2042 among those of 2024.

use std::collections::BTreeMap;

use arcstr::ArcStr;

use super::rows::Tables;
use super::{Initiative, Origin, Programme, Report};
use crate::base::{Date, Lang};
use crate::diag::{Place, Problem, Problems};

/// How long after all others a day may come that only one row in ten has.
const FEW: i64 = 366;
/// How long after all others a day may come that up to half of the rows have, and how long after
/// the end of the last phase the days of a whole table may begin.
const MANY: i64 = 3 * 366;

type Sheet = (ArcStr, ArcStr);

fn sheet(origin: &Origin) -> Option<Sheet> {
    match &origin.place {
        Place::Cell { file, sheet, .. } => Some((file.clone(), sheet.clone())),
        _ => None,
    }
}

/// Whether a day comes more than this many days after another.
fn late(day: Date, than: Date, by: i64) -> bool {
    than.checked_add(jiff::Span::new().days(by))
        .is_ok_and(|last| day > last)
}

/// The first day that is unlikely among these, which are in order: it comes long after the one
/// before it, and few come behind it; or all come long after `end`, that of the last phase.
fn first_unlikely(days: &[Date], end: Option<Date>) -> Option<Date> {
    let first = *days.first()?;
    if end.is_some_and(|end| late(first, end, MANY)) {
        return Some(first);
    }
    (1..days.len()).find_map(|at| {
        let (before, day, behind) = (days[at - 1], days[at], days.len() - at);
        let alone = (behind * 10 <= days.len() && late(day, before, FEW))
            || (behind * 2 <= days.len() && late(day, before, MANY));
        let planned = end.is_some_and(|end| !late(day, end, FEW));
        (alone && !planned).then_some(day)
    })
}

/// Rejects rows of tables whose day is unlikely.
pub(super) fn reject(
    reports: &mut Vec<Report>,
    initiatives: &mut Vec<Initiative>,
    programmes: &[Programme],
    tables: &mut Tables,
    problems: &mut Problems,
) {
    let phases = programmes.iter().flat_map(|programme| &programme.phases);
    let end = phases.map(|phase| phase.end).max();
    let mut judge = Judge {
        end,
        tables,
        problems,
    };
    let day = |report: &Report| Some(report.as_of);
    judge.keep(reports, "as_of", |report| (day(report), &report.origin));
    judge.keep(initiatives, "date", |initiative| {
        (initiative.date, &initiative.origin)
    });
}

struct Judge<'a> {
    end: Option<Date>,
    tables: &'a mut Tables,
    problems: &'a mut Problems,
}

impl Judge<'_> {
    fn keep<T>(
        &mut self,
        records: &mut Vec<T>,
        key: &'static str,
        look: impl Fn(&T) -> (Option<Date>, &Origin),
    ) {
        let mut days: BTreeMap<Sheet, Vec<Date>> = BTreeMap::new();
        // Records of a table follow each other.
        let mut here: Option<(Sheet, Vec<Date>)> = None;
        for (day, origin) in records.iter().map(&look) {
            let (
                Some(day),
                Place::Cell {
                    file, sheet: name, ..
                },
            ) = (day, &origin.place)
            else {
                continue;
            };
            match &mut here {
                Some(((f, s), days)) if f == file && s == name => days.push(day),
                _ => {
                    if let Some((sheet, mut found)) = here.take() {
                        days.entry(sheet).or_default().append(&mut found);
                    }
                    here = sheet(origin).map(|sheet| (sheet, vec![day]));
                }
            }
        }
        if let Some((sheet, mut found)) = here {
            days.entry(sheet).or_default().append(&mut found);
        }
        let mut from: BTreeMap<Sheet, Date> = BTreeMap::new();
        for (sheet, mut days) in days {
            days.sort_unstable();
            from.extend(first_unlikely(&days, self.end).map(|day| (sheet, day)));
        }
        if from.is_empty() {
            return;
        }
        records.retain(|record| {
            let (day, origin) = look(record);
            let (Some(day), Some(sheet)) = (day, sheet(origin)) else {
                return true;
            };
            if from.get(&sheet).is_none_or(|from| day < *from) {
                return true;
            }
            self.unlikely(&sheet, key, day, origin);
            false
        });
    }

    fn unlikely(&mut self, sheet: &Sheet, key: &str, day: Date, origin: &Origin) {
        let mut place = origin.place.clone();
        if let (Some(table), Place::Cell { row, .. }) = (self.tables.get_mut(sheet), &origin.place)
        {
            place = table.place_of(key, &origin.place);
            table.rejected.insert(*row);
        }
        let value = crate::base::date::written(day, Lang::Vi);
        self.problems.add(place, Problem::UnlikelyDay { value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_long_after_all_others_is_unlikely() {
        let days = |years: &[i16]| -> Vec<Date> {
            years.iter().map(|y| Date::constant(*y, 7, 1)).collect()
        };
        let year = |years: &[i16], end: Option<i16>| {
            let end = end.map(|year| Date::constant(year, 12, 31));
            first_unlikely(&days(years), end).map(|day| day.year())
        };
        assert_eq!(year(&[2024, 2024, 2042], None), Some(2042));
        assert_eq!(year(&[2024, 2042], None), Some(2042));
        assert_eq!(
            year(&[2018, 2019, 2020, 2021, 2022], None),
            None,
            "a table of years"
        );
        assert_eq!(
            year(&[2019, 2022, 2022, 2022], None),
            None,
            "most come later"
        );
        assert_eq!(year(&[2042], None), None, "nothing to compare it with");
        assert_eq!(year(&[2042, 2042], Some(2025)), Some(2042));
        assert_eq!(
            year(&[2019, 2023], Some(2023)),
            None,
            "within the programme"
        );
        let mut many = [2023; 20].to_vec();
        many.push(2025);
        assert_eq!(year(&many, None), Some(2025));
        assert_eq!(year(&many, Some(2025)), None);
    }
}
