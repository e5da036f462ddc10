//! Dates that have not come yet. What is counted cannot be dated in the future, and the newest of
//! these dates is the day that all figures stand for.

use super::written;
use crate::base::Date;
use crate::diag::{Place, Problem, Problems};
use crate::model::{Origin, Portal};

/// Reports every date of a report, kept total, initiative or published figure that is later than
/// `today`, and edits that are dated later. Plans (phases, lives of units, news that waits) may be
/// dated later.
///
/// `today` is an input, because only cli and serve ask the clock; no output depends on it.
pub fn later_than(portal: &Portal, today: Date, problems: &mut Problems) {
    let mut check = |origin: &Origin, day: Option<Date>| {
        later(&origin.place, day, today, problems);
    };
    let site = Origin {
        place: Place::File("content/site.yaml".into()),
    };
    check(&site, portal.site.as_of);
    for report in portal.reports.iter().chain(&portal.snapshots) {
        check(&report.origin, Some(report.as_of).max(report.published));
    }
    for initiative in &portal.initiatives {
        check(&initiative.origin, initiative.date);
    }
    for programme in &portal.programmes {
        for indicator in &programme.indicators {
            check(&indicator.origin, indicator.as_of);
        }
        for result in &programme.results {
            check(&result.origin, Some(result.as_of));
        }
        for rank in &programme.ranks {
            check(&rank.origin, Some(rank.as_of));
        }
    }
    for news in portal.news.iter().filter(|news| news.date <= today) {
        check(&news.origin, news.updated);
    }
    for page in &portal.pages {
        check(&page.origin, page.updated);
    }
}

fn later(place: &Place, day: Option<Date>, today: Date, problems: &mut Problems) {
    if let Some(day) = day.filter(|day| *day > today) {
        let (date, today) = (written(day), written(today));
        problems.add(place.clone(), Problem::LaterThanToday { date, today });
    }
}
