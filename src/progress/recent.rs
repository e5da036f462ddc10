//! What became known on which day: reports, figures that were published again, targets that were
//! changed, initiatives. Nothing but the content and the day of the site decides it, so that every
//! build says the same.

use std::collections::BTreeMap;

use super::{ProgrammeProgress, Progress, Revision, records};
use crate::base::Date;
use crate::model::target::{self, Change};
use crate::model::{Portal, Programme, Report};

/// What became known on one day.
#[derive(Debug)]
pub struct Day<'a> {
    /// The day.
    pub date: Date,
    /// Programmes of which there is something, in the order of the portal.
    pub programmes: Vec<News<'a>>,
}

/// What became known of one programme on one day.
#[derive(Debug)]
pub struct News<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// Reports of the day, with the index of the unit; units as in the portal.
    pub reports: Vec<(usize, &'a Report)>,
    /// Figures that were published again on the day.
    pub revisions: Vec<Revision<'a>>,
    /// Targets that hold from the day on.
    pub targets: Vec<Change<'a>>,
    /// Indices of the first initiatives that were sent in.
    pub initiatives: Vec<usize>,
    /// How many they are.
    pub initiative_count: usize,
}

impl<'a> News<'a> {
    fn new(programme: &'a Programme) -> Self {
        Self {
            programme,
            reports: Vec::new(),
            revisions: Vec::new(),
            targets: Vec::new(),
            initiatives: Vec::new(),
            initiative_count: 0,
        }
    }
}

/// The last days on which something became known, newest first: at most this many, with at most
/// `named` initiatives each.
pub fn recent<'a>(
    portal: &'a Portal,
    progress: &Progress<'a>,
    days: usize,
    named: usize,
) -> Vec<Day<'a>> {
    let mut found: BTreeMap<Date, Vec<News<'a>>> = BTreeMap::new();
    for programme in &portal.programmes {
        let Some(figures) = progress.programmes.get(&programme.id) else {
            continue;
        };
        let mut own = of_programme(portal, programme, figures, progress.as_of);
        initiatives(portal, programme, progress.as_of, (days, named), &mut own);
        for (date, news) in own {
            found.entry(date).or_default().push(news);
        }
    }
    let days = found.into_iter().rev().take(days);
    days.map(|(date, programmes)| Day { date, programmes })
        .collect()
}

/// Everything of a programme but its initiatives, by day.
fn of_programme<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    figures: &ProgrammeProgress<'a>,
    as_of: Date,
) -> BTreeMap<Date, News<'a>> {
    let mut days: BTreeMap<Date, News<'a>> = BTreeMap::new();
    for report in &portal.reports {
        // What was published again is a revision, and what does not fit is no news of the count.
        let first = report.published.is_none() && !report.conflicts && report.seen(as_of);
        if !first || report.programme != programme.id {
            continue;
        }
        if let Some(unit) = portal.tree.index(&report.unit) {
            day(&mut days, report.as_of, programme)
                .reports
                .push((unit, report));
        }
    }
    for revision in &figures.revisions {
        // A kept total that is no longer what is counted has no day of its own.
        if let Some(published) = revision.report.and_then(|report| report.published) {
            day(&mut days, published, programme)
                .revisions
                .push(*revision);
        }
    }
    for change in target::changes(portal, programme, as_of) {
        day(&mut days, change.since, programme).targets.push(change);
    }
    for news in days.values_mut() {
        news.reports.sort_by_key(|(unit, _)| *unit);
    }
    days
}

fn day<'d, 'a>(
    days: &'d mut BTreeMap<Date, News<'a>>,
    date: Date,
    programme: &'a Programme,
) -> &'d mut News<'a> {
    days.entry(date).or_insert_with(|| News::new(programme))
}

/// Adds the initiatives of the newest days on which some were sent in: there may be hundreds of
/// thousands, of which only these are kept.
fn initiatives<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    as_of: Date,
    (days, named): (usize, usize),
    found: &mut BTreeMap<Date, News<'a>>,
) {
    let mut newest: BTreeMap<Date, (Vec<usize>, usize)> = BTreeMap::new();
    for (index, initiative) in portal.initiatives.iter().enumerate() {
        let Some(date) = initiative.date.filter(|date| *date <= as_of) else {
            continue;
        };
        let full = newest.len() >= days;
        let oldest = newest.first_key_value().map(|(oldest, _)| *oldest);
        let old = full && oldest.is_some_and(|oldest| date < oldest);
        if old || !records::belongs(portal, programme, initiative) {
            continue;
        }
        let (some, count) = newest.entry(date).or_default();
        *count += 1;
        if some.len() < named {
            some.push(index);
        }
        if newest.len() > days {
            newest.pop_first();
        }
    }
    for (date, (some, count)) in newest {
        let news = day(found, date, programme);
        news.initiatives = some;
        news.initiative_count = count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Initiative, Tree, Unit};
    use crate::progress::compute;

    fn at(month: i8, day: i8) -> Date {
        Date::constant(2024, month, day)
    }

    fn portal() -> Portal {
        let report = |date, published, submitted| Report {
            as_of: date,
            unit: "t".into(),
            programme: "p".into(),
            submitted: Some(submitted),
            valid: None,
            source: None,
            note: None,
            published,
            conflicts: false,
            origin: crate::model::Origin::default(),
        };
        let initiative = |date| Initiative {
            date: Some(date),
            unit: "t".into(),
            ..Initiative::default()
        };
        let units = vec![Unit {
            id: "t".into(),
            ..Unit::default()
        }];
        Portal {
            tree: Tree::new(&units),
            units,
            programmes: vec![Programme {
                id: "p".into(),
                ..Programme::default()
            }],
            reports: vec![
                report(at(3, 31), None, 100),
                report(at(3, 31), Some(at(4, 20)), 110),
                report(at(6, 30), None, 300),
            ],
            initiatives: [(3, 31), (2, 1), (2, 1), (2, 1), (1, 5), (7, 1)]
                .map(|(month, day)| initiative(at(month, day)))
                .to_vec(),
            ..Portal::default()
        }
    }

    /// Day, reports, revisions, initiatives that are named and all of them.
    fn said(as_of: Date, days: usize) -> Vec<(Date, usize, usize, usize, usize)> {
        let portal = portal();
        let progress = compute(&portal, as_of);
        let line = |day: &Day<'_>| {
            let news = &day.programmes[0];
            (
                day.date,
                news.reports.len(),
                news.revisions.len(),
                news.initiatives.len(),
                news.initiative_count,
            )
        };
        let recent = recent(&portal, &progress, days, 2);
        recent.iter().map(line).collect()
    }

    #[test]
    fn each_day_has_what_became_known_on_it() {
        let expected = [
            (at(6, 30), 1, 0, 0, 0),
            (at(4, 20), 0, 1, 0, 0),
            (at(3, 31), 1, 0, 1, 1),
            (at(2, 1), 0, 0, 2, 3),
            (at(1, 5), 0, 0, 1, 1),
        ];
        assert_eq!(said(at(6, 30), 9), expected);
        assert_eq!(said(at(6, 30), 4), expected[..4]);
        // On an earlier day nothing of later ones is known.
        assert_eq!(said(at(4, 19), 9), expected[2..]);
    }
}
