//! Figures from a portal and a date: pure functions, no Markdown, no pages. "Not reported" is not
//! zero.
//!
//! Each unit's own count stands in `own` (its reports, else its records), `rollup` sums over the
//! tree, `phase` sets counts against targets, `rank` compares units of a level. docs/method.md says
//! each rule with an example.

pub mod diff;
mod growth;
mod joined;
mod own;
mod pace;
mod phase;
mod rank;
mod records;
mod revision;
mod rollup;
mod series;

use std::collections::BTreeMap;

use crate::base::{Date, date};
use crate::diag::{Problem, Problems};
use crate::model::programme::Metric;
pub use crate::model::target::SetBy;
use crate::model::{Phase, Portal, Programme, Unit, target};
use joined::Joined;
use own::{Own, Told};
pub use pace::{Forecast, Pace, REPORTS, WINDOW};
pub use phase::{PhaseProgress, PhaseState, Status};
pub use rank::{MEMBERS, Rank, Ranks, enough_members, level, standing};
use records::Records;
pub use records::{Benefit, Both, Organisation, Tally};
pub use revision::{Difference, Revision};
use rollup::Rolled;
pub use rollup::{Count, Coverage, Origin};
pub use series::{Point, Series};

/// All figures of the site as they stood at the end of one day.
#[derive(Debug)]
pub struct Progress<'a> {
    /// The day.
    pub as_of: Date,
    /// By programme id.
    pub programmes: BTreeMap<String, ProgrammeProgress<'a>>,
}

/// Figures of one programme.
#[derive(Debug, Default)]
pub struct ProgrammeProgress<'a> {
    /// The whole: of the highest unit, or the sum where there are several.
    pub totals: Totals<'a>,
    /// The whole in each phase, in the programme's order.
    pub phases: Vec<PhaseProgress<'a>>,
    /// By index of the unit.
    pub units: Vec<UnitProgress<'a>>,
    /// Figures that were published but do not fit the series.
    pub conflicting: Vec<Point<'a>>,
    /// Figures that were told again with another value, oldest first.
    pub revisions: Vec<Revision<'a>>,
    /// Where reports and records of a unit do not agree.
    pub differences: Vec<Difference<'a>>,
    /// Initiatives by year and month; those without a date under `None`.
    pub months: BTreeMap<Option<(i16, i8)>, Both>,
    /// Initiatives by organisation, most first.
    pub organisations: Vec<Organisation<'a>>,
    /// Certified benefit by currency.
    pub benefit: BTreeMap<&'a str, Benefit>,
}

/// Figures since counting began.
#[derive(Debug, Clone, Default)]
pub struct Totals<'a> {
    /// Submitted; `None` is not reported.
    pub submitted: Option<Count>,
    /// Found valid.
    pub valid: Option<Count>,
    /// How `submitted` grew.
    pub series: Series<'a>,
    /// How `valid` grew.
    pub valid_series: Series<'a>,
    /// Initiatives on this site, of the unit and below.
    pub tally: Tally,
}

/// Figures of one unit.
#[derive(Debug, Clone, Default)]
pub struct UnitProgress<'a> {
    /// Since counting began.
    pub totals: Totals<'a>,
    /// One per phase of the programme, in its order; `None` where the unit did not exist in the
    /// phase.
    pub phases: Vec<Option<PhaseProgress<'a>>>,
}

impl Totals<'_> {
    /// The newest cumulative count.
    pub fn latest(&self, metric: Metric) -> Option<Count> {
        match metric {
            Metric::Submitted => self.submitted,
            Metric::Valid => self.valid,
        }
    }
}

/// Computes everything that stood at the end of `as_of`. Later reports, revisions and records are
/// not seen.
pub fn compute(portal: &Portal, as_of: Date) -> Progress<'_> {
    let figures = portal
        .programmes
        .iter()
        .map(|programme| (programme.id.clone(), of(portal, programme, as_of)));
    Progress {
        as_of,
        programmes: figures.collect(),
    }
}

/// Tells where reports and records of a unit do not agree, unless the records are known to be
/// examples only.
pub fn tell(portal: &Portal, progress: &Progress<'_>, problems: &mut Problems) {
    for programme in portal.programmes.iter().filter(|p| p.counts_records) {
        for difference in &progress.programmes[&programme.id].differences {
            let date = date::written(difference.report.as_of, "vi");
            let Difference {
                reported,
                counted,
                metric,
                ..
            } = *difference;
            let valid = metric == Metric::Valid;
            let place = difference.report.origin.place.clone();
            problems.add(
                place,
                Problem::RecordsDiffer {
                    valid,
                    date,
                    reported,
                    counted,
                },
            );
        }
    }
}

/// The own counts of all units in one metric, and those of the units that reported nothing, summed
/// up.
struct Counted<'a> {
    owns: Vec<Own<'a>>,
    /// Of units without a count of their own, and of the whole at the end.
    sums: Vec<Option<Series<'a>>>,
}

fn of<'a>(portal: &'a Portal, programme: &'a Programme, as_of: Date) -> ProgrammeProgress<'a> {
    let records = Records::count(portal, programme, as_of);
    let mut revisions = Vec::new();
    let mut differences = Vec::new();
    let mut counted = |metric| {
        let (owns, repeated) = own::all(portal, programme, as_of, metric, &records);
        let mut found = revision::of_reports(metric, &repeated);
        let kept = revision::of_snapshots(portal, programme, as_of, metric, &owns, &found);
        revisions.append(&mut found);
        revisions.extend(kept);
        differences.extend(revision::differences(portal, metric, &owns, &records));
        Counted::new(portal, programme, owns, as_of)
    };
    let (submitted, valid) = (counted(Metric::Submitted), counted(Metric::Valid));
    revisions.sort_by_key(|r| (r.date, r.unit, r.metric));
    let (counts, valid_counts) = (
        submitted.now(portal, programme, as_of),
        valid.now(portal, programme, as_of),
    );
    let totals = |unit: usize| Totals {
        submitted: counts[unit],
        valid: valid_counts[unit],
        series: submitted.series(unit).clone(),
        valid_series: valid.series(unit).clone(),
        tally: records
            .tallies
            .get(unit)
            .cloned()
            .unwrap_or_else(|| records.whole(portal)),
    };
    let there = |unit| UnitProgress {
        totals: totals(unit),
        phases: Vec::with_capacity(programme.phases.len()),
    };
    let mut units: Vec<UnitProgress<'a>> = (0..portal.units.len()).map(there).collect();
    let mut whole = Vec::with_capacity(programme.phases.len());
    // With one highest unit, it is the whole.
    let root = if let [root] = portal.tree.roots() {
        Some(*root)
    } else {
        None
    };
    for phase in &programme.phases {
        let day = phase::Day {
            phase,
            as_of,
            silent_after: programme.silent_after(),
        };
        let (figures, sum) = phases(portal, day, &submitted, &valid);
        whole.push(root.and_then(|root| figures[root].clone()).unwrap_or(sum));
        for (unit, figures) in units.iter_mut().zip(figures) {
            unit.phases.push(figures);
        }
    }
    ProgrammeProgress {
        totals: root.map_or_else(
            || totals(portal.units.len()),
            |root| units[root].totals.clone(),
        ),
        phases: whole,
        units,
        conflicting: conflicting(portal, programme, as_of),
        revisions,
        differences,
        months: records.months,
        organisations: records.organisations,
        benefit: records.benefit,
    }
}

impl<'a> Counted<'a> {
    fn new(portal: &Portal, programme: &Programme, owns: Vec<Own<'a>>, as_of: Date) -> Self {
        let from = programme.begins();
        let whole = portal.units.len();
        let mut counted = Self {
            owns,
            sums: (0..=whole).map(|_| None).collect(),
        };
        // Each sum, until it is joined to the one above.
        let mut joined: Vec<Option<Joined>> = (0..whole).map(|_| None).collect();
        for unit in portal.tree.upwards() {
            let children = portal.tree.children(*unit);
            if counted.owns[*unit].told == Told::Reports || children.is_empty() {
                continue;
            }
            let existed = children.iter().copied();
            let existed = existed.filter(|child| portal.units[*child].existed(from, as_of));
            let parts: Vec<usize> = existed.collect();
            let mut sum = counted.join(&parts, &mut joined);
            sum.add(*unit, &counted.owns[*unit].series, 0, None);
            sum.sort();
            counted.sums[*unit] = counted.summed(&sum);
            joined[*unit] = Some(sum);
        }
        let roots = portal.tree.roots().iter().copied();
        let existed = roots.filter(|root| portal.units[*root].existed(from, as_of));
        let parts: Vec<usize> = existed.collect();
        let mut sum = counted.join(&parts, &mut joined);
        sum.sort();
        counted.sums[whole] = counted.summed(&sum);
        counted
    }

    /// Some units in one: sums that were made before, and own series.
    fn join(&self, units: &[usize], joined: &mut [Option<Joined>]) -> Joined {
        let mut sum = Joined::default();
        for unit in units {
            match joined[*unit].take() {
                Some(below) => sum.join(below),
                None => sum.add(*unit, &self.owns[*unit].series, 0, None),
            }
        }
        sum
    }

    /// The series of a sum. Where one unit alone has a count, it is that unit's, with its sources.
    fn summed(&self, sum: &Joined) -> Option<Series<'a>> {
        match sum.only_unit() {
            Some(unit) => Some(self.owns[unit].series.clone()),
            None => sum.series(),
        }
    }

    /// The series that stands for a unit; for the whole under the index behind the last unit.
    fn series(&self, unit: usize) -> &Series<'a> {
        self.sums[unit].as_ref().unwrap_or_else(|| {
            static NONE: Series<'static> = Series {
                begin: None,
                points: Vec::new(),
                daily: false,
                undated: 0,
            };
            self.owns.get(unit).map_or(&NONE, |own| &own.series)
        })
    }

    /// The counts of all units at the end of a day, and of the whole at the end.
    fn now(&self, portal: &Portal, programme: &Programme, as_of: Date) -> Vec<Option<Count>> {
        let rolled = revision::counts_at(portal, programme, &self.owns, as_of);
        self.listed(portal, &rolled, |unit| {
            portal.units[unit].existed(programme.begins(), as_of)
        })
    }

    /// The counts of all units within a phase, and of the whole at the end.
    fn within(&self, portal: &Portal, phase: &Phase, as_of: Date) -> Vec<Option<Count>> {
        let inside =
            |unit: usize| portal.units[unit].existed(Some(phase.start), phase.end.min(as_of));
        let rolled = rollup::roll(portal, &self.owns, inside, |u| {
            phase::own_count(&self.owns[u], phase, as_of)
        });
        self.listed(portal, &rolled, inside)
    }

    fn listed(
        &self,
        portal: &Portal,
        rolled: &Rolled,
        existed: impl Fn(usize) -> bool,
    ) -> Vec<Option<Count>> {
        let roots = portal
            .tree
            .roots()
            .iter()
            .copied()
            .filter(|root| existed(*root));
        let (whole, _) = rolled.sum(portal, &self.owns, roots, None);
        (0..portal.units.len())
            .map(|unit| rolled.count(unit))
            .chain([whole])
            .collect()
    }
}

/// All units in one phase, and the whole.
fn phases<'a>(
    portal: &'a Portal,
    day: phase::Day<'a>,
    submitted: &Counted<'a>,
    valid: &Counted<'a>,
) -> (Vec<Option<PhaseProgress<'a>>>, PhaseProgress<'a>) {
    let (phase, as_of) = (day.phase, day.as_of);
    let targets = target::of_all(portal, phase);
    let (counts, valid) = (
        submitted.within(portal, phase, as_of),
        valid.within(portal, phase, as_of),
    );
    let growth = submitted.growth(portal, day, &counts);
    let figures = |unit: usize| {
        let record = portal.units.get(unit);
        let members = record.and_then(|u| u.members);
        let ended = record
            .and_then(|u| u.valid_to)
            .is_some_and(|last| last < as_of);
        let (target, series) = (targets[unit], submitted.series(unit));
        phase::Known {
            day,
            target,
            members,
            ended,
            series,
            growth: growth[unit],
            submitted: counts[unit],
            valid: valid[unit],
        }
        .progress()
    };
    let there = |unit: &Unit| unit.existed(Some(phase.start), phase.end);
    let units = portal
        .units
        .iter()
        .enumerate()
        .map(|(unit, record)| there(record).then(|| figures(unit)));
    let mut units: Vec<Option<PhaseProgress<'a>>> = units.collect();
    let results = units.iter().zip(&portal.units).map(|(figures, unit)| {
        let figures = figures.as_ref()?;
        Some(rank::Result {
            level: unit.kind,
            count: figures.submitted?,
            target: figures.target,
            members: unit.members,
        })
    });
    let results: Vec<Option<rank::Result>> = results.collect();
    for (figures, ranks) in units.iter_mut().zip(rank::rank(&results)) {
        if let Some(figures) = figures {
            figures.ranks = ranks;
        }
    }
    (units, figures(portal.units.len()))
}

/// Reports of the highest units that were marked as not fitting the series.
fn conflicting<'a>(portal: &'a Portal, programme: &Programme, as_of: Date) -> Vec<Point<'a>> {
    let root = |id: &str| portal.unit(id).is_some_and(|u| u.parent.is_none());
    let reports = portal
        .reports
        .iter()
        .filter(|r| r.programme == programme.id && r.as_of <= as_of && r.conflicts);
    let point = |r: &'a crate::model::Report| {
        Some(Point {
            date: r.as_of,
            value: r.submitted?,
            report: Some(r),
        })
    };
    reports
        .filter(|r| root(&r.unit))
        .filter_map(point)
        .collect()
}
