//! Figures from a portal and a date: pure functions, no Markdown, no pages. "Not reported" is not zero.

mod phase;
mod series;

use std::collections::BTreeMap;

use crate::base::Date;
use crate::model::Portal;
use crate::model::programme::Metric;
pub use phase::{PhaseProgress, PhaseState};
pub use series::Point;

/// All figures of the site as they stood at the end of one day.
#[derive(Debug)]
pub struct Progress {
    /// The day.
    pub as_of: Date,
    /// By programme id.
    pub programmes: BTreeMap<String, ProgrammeProgress>,
    /// By unit id: units with something counted.
    pub units: BTreeMap<String, UnitProgress>,
}

/// Figures of one programme.
#[derive(Debug, Default)]
pub struct ProgrammeProgress {
    /// One per phase, in the programme's order.
    pub phases: Vec<PhaseProgress>,
    /// The root unit's cumulative submissions, by date, without conflicting figures.
    pub submitted: Vec<Point>,
    /// The same for valid ones.
    pub valid: Vec<Point>,
    /// Figures that were published but do not fit the series.
    pub conflicting: Vec<Point>,
}

/// Figures of one unit.
#[derive(Debug, Default)]
pub struct UnitProgress {
    /// The unit's own reports, newest last.
    pub submitted: Vec<Point>,
    /// Initiative records of this unit and all below it.
    pub records: i64,
}

impl ProgrammeProgress {
    /// The newest cumulative figure.
    pub fn latest(&self, metric: Metric) -> Option<&Point> {
        match metric {
            Metric::Submitted => self.submitted.last(),
            Metric::Valid => self.valid.last(),
        }
    }
}

/// Computes everything that stood at the end of `as_of`. Later reports and records are not seen.
pub fn compute(portal: &Portal, as_of: Date) -> Progress {
    let programmes = portal
        .programmes
        .iter()
        .map(|programme| {
            let submitted = series::root(portal, &programme.id, as_of, Metric::Submitted);
            let phases = programme.phases.iter().map(|p| phase::progress(programme, p, &submitted, as_of)).collect();
            let progress = ProgrammeProgress {
                phases,
                valid: series::root(portal, &programme.id, as_of, Metric::Valid),
                conflicting: series::conflicting(portal, &programme.id, as_of),
                submitted,
            };
            (programme.id.clone(), progress)
        })
        .collect();
    Progress { as_of, programmes, units: series::by_unit(portal, as_of) }
}
