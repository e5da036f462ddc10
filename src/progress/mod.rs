//! Figures from a portal and a date: pure functions, no Markdown, no pages. "Not reported" is not
//! zero.
//!
//! Each unit's own count is in `own` (its reports, else its records), `rollup` sums over the tree,
//! `phase` sets counts against targets, `rank` compares units of a level. docs/en/method.md says
//! each rule with an example.

mod counted;
pub mod diff;
mod growth;
mod joined;
mod own;
mod pace;
mod phase;
mod rank;
pub mod recent;
mod records;
mod revision;
mod rollup;
mod series;
mod warn;

use std::collections::BTreeMap;

use crate::base::Date;
use crate::model::programme::Metric;
pub use crate::model::target::SetBy;
use crate::model::{Phase, Portal, Programme, Report, Unit, target};
use counted::Counted;
pub use pace::{Forecast, Pace, REPORTS, WINDOW};
pub use phase::{PhaseProgress, PhaseState, Status};
pub use rank::{MEMBERS, Rank, Ranks, enough_members, level, standing};
use records::Records;
pub use records::{Benefit, Both, Organisation, Tally};
pub use revision::{Difference, Revision};
pub use rollup::{Blank, Count, Coverage, Origin};
pub use series::{Point, Series};
pub use warn::warn;

/// The own counts of all units in one metric, and what they reported again.
type OwnCounts<'a> = (Vec<own::Own<'a>>, Vec<own::Repeated<'a>>);

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
    /// Figures that were reported again with another value, oldest first.
    pub revisions: Vec<Revision<'a>>,
    /// Where reports and records of a unit do not agree.
    pub differences: Vec<Difference<'a>>,
    /// Phases of which a unit reported, without the count that has to be subtracted.
    pub no_baseline: Vec<NoBaseline<'a>>,
    /// Initiatives and reports on days that are not days of their unit, or of one above it.
    pub outside: Vec<Outside>,
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
    /// Where `submitted` lies.
    pub placed: Option<Placed>,
    /// Where `valid` lies.
    pub valid_placed: Option<Placed>,
    /// Initiatives on this site, of the unit and below.
    pub tally: Tally,
}

/// Where a cumulative count lies: the three parts are all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// In the phases that can be counted.
    pub in_phases: i64,
    /// Before, between or after them, or without a date.
    pub outside: i64,
    /// Where no one knows: in a phase that cannot be counted. When it is less than zero, the
    /// figures contradict each other.
    pub unknown: i64,
}

/// A report that counts to no phase, because the count on the eve of the phase is missing.
#[derive(Debug, Clone, Copy)]
pub struct NoBaseline<'a> {
    /// The newest report in the phase.
    pub report: &'a Report,
    /// The phase.
    pub phase: &'a Phase,
    /// The day whose count is missing.
    pub eve: Date,
    /// What is counted.
    pub metric: Metric,
}

/// What counts to no figure of a unit, because the unit did not exist on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// Index of the unit that it was written for.
    pub unit: usize,
    /// The unit, it or one above it, to which it does not count.
    pub of: usize,
    /// Initiatives.
    pub records: i64,
    /// Reports.
    pub reports: usize,
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

fn of<'a>(portal: &'a Portal, programme: &'a Programme, as_of: Date) -> ProgrammeProgress<'a> {
    let records = Records::count(portal, programme, as_of);
    let mut owns = Metric::ALL.map(|metric| own::all(portal, programme, as_of, metric, &records));
    let differences = differences(portal, &mut owns, &records);
    let revisions = revisions(portal, programme, as_of, &owns);
    let [submitted, valid] = owns.map(|(owns, _)| Counted::new(portal, programme, owns, as_of));
    // With one highest unit, it is the whole.
    let root = match portal.tree.roots() {
        [root] => Some(*root),
        _ => None,
    };
    let counts = (&submitted, &valid);
    let (phases_of_units, phases) = by_phase(portal, programme, as_of, counts, root);
    let mut units = Vec::with_capacity(portal.units.len());
    for (unit, phases) in phases_of_units.into_iter().enumerate() {
        let totals = totals(portal, unit, counts, &records);
        units.push(UnitProgress { totals, phases });
    }
    let mut no_baseline = submitted.no_baseline(programme, Metric::Submitted);
    no_baseline.extend(valid.no_baseline(programme, Metric::Valid));
    ProgrammeProgress {
        totals: match root {
            Some(root) => units[root].totals.clone(),
            None => totals(portal, portal.units.len(), counts, &records),
        },
        phases,
        units,
        conflicting: conflicting(portal, programme, as_of),
        revisions,
        differences,
        no_baseline,
        outside: submitted.outside(portal, &records),
        months: records.months,
        organisations: records.organisations,
        benefit: records.benefit,
    }
}

/// Reports that differ from the records of their units, in both metrics; the counts of such units
/// are marked as doubted.
fn differences<'a>(
    portal: &Portal,
    owns: &mut [OwnCounts<'a>; 2],
    records: &Records<'_>,
) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    for (metric, (owns, _)) in Metric::ALL.into_iter().zip(&*owns) {
        found.extend(revision::differences(portal, metric, owns, records));
    }
    for difference in &found {
        for (owns, _) in &mut *owns {
            owns[difference.unit].doubted = true;
        }
    }
    found
}

/// What was reported again with another value, oldest first.
fn revisions<'a>(
    portal: &'a Portal,
    programme: &Programme,
    as_of: Date,
    owns: &[OwnCounts<'a>; 2],
) -> Vec<Revision<'a>> {
    let mut revisions = Vec::new();
    for (metric, (owns, repeated)) in Metric::ALL.into_iter().zip(owns) {
        let mut found = revision::of_reports(metric, repeated);
        let kept = revision::of_snapshots(portal, programme, as_of, metric, owns, &found);
        revisions.append(&mut found);
        revisions.extend(kept);
    }
    revisions.sort_by_key(|revision| (revision.date, revision.unit, revision.metric));
    revisions
}

/// The counts of a unit since counting began; those of the whole for the index behind the last
/// unit.
fn totals<'a>(
    portal: &Portal,
    unit: usize,
    (submitted, valid): (&Counted<'a>, &Counted<'a>),
    records: &Records<'_>,
) -> Totals<'a> {
    let tally = records.tallies.get(unit).cloned();
    Totals {
        submitted: submitted.total(unit).count,
        valid: valid.total(unit).count,
        series: submitted.series(unit).clone(),
        valid_series: valid.series(unit).clone(),
        placed: submitted.placed(unit),
        valid_placed: valid.placed(unit),
        tally: tally.unwrap_or_else(|| records.whole(portal)),
    }
}

/// For each unit its figures in all phases, and the whole in each phase: that of the `root`, or
/// the sum.
fn by_phase<'a>(
    portal: &'a Portal,
    programme: &'a Programme,
    as_of: Date,
    (submitted, valid): (&Counted<'a>, &Counted<'a>),
    root: Option<usize>,
) -> (Vec<Vec<Option<PhaseProgress<'a>>>>, Vec<PhaseProgress<'a>>) {
    let mut units = vec![Vec::with_capacity(programme.phases.len()); portal.units.len()];
    let mut whole = Vec::with_capacity(programme.phases.len());
    for (number, phase) in programme.phases.iter().enumerate() {
        let day = phase::Day {
            phase,
            as_of,
            silent_after: programme.silent_after(),
        };
        let (figures, sum) = in_phase(portal, (number, day), submitted, valid);
        whole.push(root.and_then(|root| figures[root].clone()).unwrap_or(sum));
        for (unit, figures) in units.iter_mut().zip(figures) {
            unit.push(figures);
        }
    }
    (units, whole)
}

/// All units in one phase, and the whole.
fn in_phase<'a>(
    portal: &'a Portal,
    (number, day): (usize, phase::Day<'a>),
    submitted: &Counted<'a>,
    valid: &Counted<'a>,
) -> (Vec<Option<PhaseProgress<'a>>>, PhaseProgress<'a>) {
    let (phase, as_of) = (day.phase, day.as_of);
    let of_phase = OfPhase {
        portal,
        number,
        day,
        submitted,
        valid,
        targets: target::of_all(portal, phase, as_of),
        growth: submitted.growth(portal, (number, day)),
    };
    let mut units = Vec::with_capacity(portal.units.len());
    for (unit, record) in portal.units.iter().enumerate() {
        let existed = record.existed(Some(phase.start), phase.end);
        units.push(existed.then(|| of_phase.progress(unit)));
    }
    give_ranks(&portal.units, &mut units);
    (units, of_phase.progress(portal.units.len()))
}

/// What the figures of all units in one phase are made of.
struct OfPhase<'s, 'a> {
    portal: &'s Portal,
    /// The place of the phase in its programme.
    number: usize,
    day: phase::Day<'a>,
    submitted: &'s Counted<'a>,
    valid: &'s Counted<'a>,
    /// By unit, with that of the whole at the end.
    targets: Vec<Option<target::Target<'a>>>,
    /// In the same order.
    growth: Vec<pace::Growth>,
}

impl<'a> OfPhase<'_, 'a> {
    /// The figures of a unit; those of the whole for the index behind the last unit.
    fn progress(&self, unit: usize) -> PhaseProgress<'a> {
        let record = self.portal.units.get(unit);
        let last = record.and_then(|record| record.valid_to);
        let known = phase::Known {
            day: self.day,
            target: self.targets[unit],
            members: record.and_then(|record| record.members),
            ended: last.is_some_and(|last| last < self.day.as_of),
            series: self.submitted.series(unit),
            growth: self.growth[unit],
            submitted: *self.submitted.within(self.number, unit),
            valid: *self.valid.within(self.number, unit),
        };
        known.progress()
    }
}

/// Compares the units of each level in one phase.
fn give_ranks(units: &[Unit], figures: &mut [Option<PhaseProgress<'_>>]) {
    let results: Vec<Option<rank::Result>> = figures
        .iter()
        .zip(units)
        .map(|(figures, unit)| result_of(figures.as_ref()?, unit))
        .collect();
    for (figures, ranks) in figures.iter_mut().zip(rank::rank(&results)) {
        if let Some(figures) = figures {
            figures.ranks = ranks;
        }
    }
}

/// What a unit is ranked by. What is known of some units below only is not compared with wholes.
fn result_of(figures: &PhaseProgress<'_>, unit: &Unit) -> Option<rank::Result> {
    let count = figures.count.filter(Count::complete)?;
    Some(rank::Result {
        level: unit.kind,
        count: count.value,
        target: figures.target,
        members: unit.members,
    })
}

/// Reports of the highest units that were marked as not fitting the series.
fn conflicting<'a>(portal: &'a Portal, programme: &Programme, as_of: Date) -> Vec<Point<'a>> {
    let mut found = Vec::new();
    for report in &portal.reports {
        if report.programme == programme.id
            && report.seen(as_of)
            && report.conflicts
            && portal
                .unit(&report.unit)
                .is_some_and(|unit| unit.parent.is_none())
            && let Some(value) = report.submitted
        {
            found.push(Point {
                date: report.as_of,
                value,
                report: Some(report),
            });
        }
    }
    found
}
