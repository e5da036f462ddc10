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
    let mut days = LaterDays { today, problems };
    let site = Origin {
        place: Place::File("content/site.yaml".into()),
    };
    days.check(&site, "as_of", portal.site.as_of);
    for report in portal.reports.iter().chain(&portal.snapshots) {
        let published = report.published.filter(|day| *day > report.as_of);
        match published {
            Some(day) => days.check(&report.origin, "published", Some(day)),
            None => days.check(&report.origin, "as_of", Some(report.as_of)),
        }
    }
    for initiative in &portal.initiatives {
        days.check(&initiative.origin, "date", initiative.date);
    }
    for programme in &portal.programmes {
        for indicator in &programme.indicators {
            days.check(&indicator.origin, "as_of", indicator.as_of);
        }
        for result in &programme.results {
            days.check(&result.origin, "as_of", Some(result.as_of));
        }
        for rank in &programme.ranks {
            days.check(&rank.origin, "as_of", Some(rank.as_of));
        }
    }
    for news in portal.news.iter().filter(|news| news.date <= today) {
        days.check(&news.origin, "updated", news.updated);
    }
    for page in &portal.pages {
        days.check(&page.origin, "updated", page.updated);
    }
}

/// Reports what is dated later than `today`.
struct LaterDays<'p> {
    today: Date,
    problems: &'p mut Problems,
}

impl LaterDays<'_> {
    fn check(&mut self, origin: &Origin, key: &'static str, day: Option<Date>) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            let (date, today) = (written(day), written(self.today));
            let problem = Problem::LaterThanToday { key, date, today };
            self.problems.add(origin.place.clone(), problem);
        }
    }
}
