//! One metric counted for all units: since counting began, in each phase, and in the time that is
//! in no phase.

use super::joined::Joined;
use super::own::{Own, Source};
use super::records::Records;
use super::rollup::{self, Blank, Figure, Origin, Rolled, Span};
use super::series::{Point, Series};
use super::{NoBaseline, Outside, Placed};
use crate::base::Date;
use crate::model::programme::Metric;
use crate::model::{Portal, Programme, UnitKind};

/// The counts of all units in one metric. Where a method takes the index of a unit, the one behind
/// the last unit is that of all units together.
pub(super) struct Counted<'a> {
    pub(super) owns: Vec<Own<'a>>,
    /// All the time.
    span: Span,
    /// Whether a list of initiatives is counted for a unit, or for one below it.
    pub(super) listed: Vec<bool>,
    /// Series of units without reports of their own, and of the whole at the end.
    sums: Vec<Option<Series<'a>>>,
    total: Rolled,
    phases: Vec<Rolled>,
    /// The time before, between and after the phases.
    gaps: Vec<Rolled>,
}

impl<'a> Counted<'a> {
    pub(super) fn new(
        portal: &Portal,
        programme: &Programme,
        owns: Vec<Own<'a>>,
        as_of: Date,
    ) -> Self {
        let span = Span::until(programme, as_of);
        let days = programme.phases.iter();
        let days = days.map(|phase| (Some(phase.start), phase.end));
        let [phases, gaps] = [days.collect(), gaps(programme, as_of)]
            .map(|spans| rolled_up(portal, &owns, spans, as_of));
        let mut counted = Self {
            listed: listed(portal, &owns),
            sums: (0..=portal.units.len()).map(|_| None).collect(),
            total: rollup::roll(portal, &owns, span),
            owns,
            span,
            phases,
            gaps,
        };
        // Each sum, until it is joined to the one above.
        let mut done: Vec<Option<Joined>> = (0..portal.units.len()).map(|_| None).collect();
        for unit in portal.tree.upwards().iter().copied() {
            let above = !portal.tree.children(unit).is_empty();
            if above
                && counted.owns[unit].source != Source::Reports
                && let Some(lived) = rollup::lived(portal, unit, span)
            {
                let bare = counted.owns[unit].doubted;
                let parts = counted.parts(portal, Some(unit), lived, bare, Some(&mut done));
                let below = portal.tree.children(unit);
                counted.sums[unit] = counted.summed(portal, &parts, (below, lived, bare));
                done[unit] = Some(parts.joined);
            }
        }
        let parts = counted.parts(portal, None, span, false, Some(&mut done));
        let roots = (portal.tree.roots(), span, false);
        counted.sums[portal.units.len()] = counted.summed(portal, &parts, roots);
        counted
    }

    /// Since counting began.
    pub(super) fn total(&self, unit: usize) -> &Figure {
        figure(&self.total, unit)
    }

    /// Within a phase, by its number.
    pub(super) fn within(&self, phase: usize, unit: usize) -> &Figure {
        figure(&self.phases[phase], unit)
    }

    /// The series that is published of a unit.
    pub(super) fn series(&self, unit: usize) -> &Series<'a> {
        static NONE: Series<'static> = Series {
            begin: None,
            points: Vec::new(),
            daily: false,
            undated: 0,
        };
        // A list that is not whole is not a series.
        let used = |own: &&Own<'_>| own.source == Source::Reports || !own.doubted;
        let own = self.owns.get(unit).filter(used);
        let sum = self.sums[unit].as_ref();
        sum.or(own.map(|own| &own.series)).unwrap_or(&NONE)
    }

    /// The units below one, and its own records, joined over a span in which it existed; the
    /// highest units for `None`. `bare` leaves lists out; `done` has what was joined before of the
    /// units below, and is taken.
    ///
    /// The days that are counted are those that [`rollup::roll`] counts.
    fn parts(
        &self,
        portal: &Portal,
        above: Option<usize>,
        span: Span,
        bare: bool,
        mut done: Option<&mut [Option<Joined>]>,
    ) -> Parts {
        let units = above.map_or(portal.tree.roots(), |unit| portal.tree.children(unit));
        let mut parts = Parts::default();
        for unit in units.iter().copied() {
            let Some(common) = rollup::lived(portal, unit, span) else {
                continue;
            };
            let whole = rollup::lived(portal, unit, self.span) == Some(common);
            let below = done.as_mut().and_then(|done| done[unit].take());
            match below {
                _ if !whole || ((bare || self.owns[unit].doubted) && self.listed[unit]) => {
                    let mut part = self.limited(portal, unit, common, bare);
                    part.limit();
                    parts.joined.join(part);
                }
                Some(below) => parts.joined.join(below),
                None if done.is_some() || self.owns[unit].source == Source::Reports => {
                    parts.joined.add(unit, &self.owns[unit].series, 0, None);
                }
                None => {
                    let below = self.parts(portal, Some(unit), common, bare, None);
                    parts.joined.join(below.joined);
                }
            }
        }
        let own = above.map(|unit| (unit, &self.owns[unit]));
        if let Some((unit, own)) = own.filter(|(_, own)| own.source == Source::Records && !bare) {
            let series = own.series.between(span.from, span.to);
            parts.joined.add(unit, &series, 0, None);
        }
        parts.joined.sort();
        parts
    }

    /// What a unit adds to one above that existed on a part of its days only, or does not trust
    /// lists.
    fn limited(&self, portal: &Portal, unit: usize, span: Span, bare: bool) -> Joined {
        let own = &self.owns[unit];
        if own.source == Source::Reports {
            let mut joined = Joined::default();
            joined.add(unit, &own.series.between(span.from, span.to), 0, None);
            return joined;
        }
        let bare = bare || own.doubted;
        self.parts(portal, Some(unit), span, bare, None).joined
    }

    /// The series of a sum of some units in a span, with or without lists (`bare`). Where one unit
    /// alone has a count and no one is missing, it is that unit's, with its sources. A sum of zero
    /// while somebody did not report is not known, as in the figures of a day.
    fn summed(
        &self,
        portal: &Portal,
        parts: &Parts,
        (units, span, bare): (&[usize], Span, bool),
    ) -> Option<Series<'a>> {
        let alone = parts.joined.only_unit();
        let mut series = match alone {
            Some(unit) => self.owns[unit].series.clone(),
            None => parts.joined.series()?,
        };
        if (alone.is_some() || series.points.iter().any(|point| point.value == 0))
            && let Some(since) = self.missing(portal, units, span, bare)
        {
            let known = |point: &Point<'_>| point.value != 0 || point.date < since;
            series.points.retain(known);
            for point in &mut series.points {
                point.report = None;
            }
        }
        Some(series)
    }

    /// The first day on which one of some units, or one below them, existed that has no count at
    /// all.
    fn missing(&self, portal: &Portal, units: &[usize], span: Span, bare: bool) -> Option<Date> {
        let mut first: Option<Date> = None;
        for unit in units.iter().copied() {
            let Some(common) = rollup::lived(portal, unit, span) else {
                continue;
            };
            let own = &self.owns[unit];
            let bare = bare || own.doubted;
            let by_list = self.total(unit).count.map(|count| count.origin) == Some(Origin::Records);
            if own.source == Source::Reports || (by_list && !bare) {
                continue;
            }
            let children = portal.tree.children(unit);
            let groups = portal.units[unit].kind == UnitKind::Cluster && !own.reports;
            let alive = |child: &usize| self.has_units(portal, *child, common);
            let since = if groups || children.iter().any(alive) {
                self.missing(portal, children, common, bare)
            } else {
                Some(common.from.unwrap_or(Date::MIN))
            };
            first = match (first, since) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        first
    }

    /// Whether a unit existed in a time: a cluster that does not report, only when one below it
    /// did.
    fn has_units(&self, portal: &Portal, unit: usize, span: Span) -> bool {
        let Some(common) = rollup::lived(portal, unit, span) else {
            return false;
        };
        if portal.units[unit].kind != UnitKind::Cluster || self.owns[unit].reports {
            return true;
        }
        let mut below = portal.tree.children(unit).iter();
        below.any(|child| self.has_units(portal, *child, common))
    }

    /// Where the cumulative count of a unit lies.
    pub(super) fn placed(&self, unit: usize) -> Option<Placed> {
        let total = self.total(unit);
        let all = total.count?.value;
        if self.phases.is_empty() {
            return Some(Placed {
                in_phases: 0,
                outside: all,
                unknown: 0,
            });
        }
        let in_phases = sum_of_unit(&self.phases, unit);
        let outside = sum_of_unit(&self.gaps, unit).saturating_add(total.undated);
        Some(Placed {
            in_phases,
            outside,
            unknown: all.saturating_sub(in_phases).saturating_sub(outside),
        })
    }

    /// Units that reported in a phase, but not on its eve.
    pub(super) fn no_baseline(
        &self,
        programme: &'a Programme,
        metric: Metric,
    ) -> Vec<NoBaseline<'a>> {
        let mut found = Vec::new();
        for (phase, rolled) in programme.phases.iter().zip(&self.phases) {
            for (own, figure) in self.owns.iter().zip(&rolled.figures) {
                let last = own
                    .series
                    .at(phase.end)
                    .filter(|last| phase.start <= last.date);
                let report = last.and_then(|last| last.report);
                if let (Some(report), Some(Blank::NoBaseline(eve))) = (report, figure.own_blank) {
                    found.push(NoBaseline {
                        report,
                        phase,
                        eve,
                        metric,
                    });
                }
            }
        }
        found
    }

    /// What counts to no figure because a unit did not exist: for each unit its own, else what does
    /// not count to the nearest unit above that is summed up.
    pub(super) fn outside(&self, portal: &Portal, records: &Records<'_>) -> Vec<Outside> {
        let mut found = Vec::new();
        // Those in a circle of parents are above themselves.
        let mut units = portal.tree.upwards().to_vec();
        units.sort_unstable();
        for unit in units {
            if records.outside[unit] > 0 {
                found.push(Outside {
                    unit,
                    of: unit,
                    records: records.outside[unit],
                    reports: 0,
                });
            }
            found.extend(self.outside_above(portal, unit, records));
        }
        found
    }

    fn outside_above(
        &self,
        portal: &Portal,
        unit: usize,
        records: &Records<'_>,
    ) -> Option<Outside> {
        let own = &self.owns[unit];
        let mut above = portal.tree.parent(unit);
        // Of a unit that reports itself, nothing below it is summed up.
        while let Some(of) = above.filter(|of| self.owns[*of].source != Source::Reports) {
            let record = &portal.units[of];
            let (from, to) = (record.valid_from, record.valid_to);
            let before = |day: Date| from.is_some_and(|from| day < from);
            let after = |day: Date| to.is_some_and(|to| to < day);
            let (records, reports) = match own.source {
                Source::Records => (records.counted_outside(unit, from, to), 0),
                _ => (
                    0,
                    own.series
                        .points
                        .iter()
                        .filter(|point| before(point.date) || after(point.date))
                        .count(),
                ),
            };
            if records > 0 || reports > 0 {
                return Some(Outside {
                    unit,
                    of,
                    records,
                    reports,
                });
            }
            above = portal.tree.parent(of);
        }
        None
    }
}

/// What a sum is made of.
#[derive(Default)]
struct Parts {
    joined: Joined,
}

fn figure(rolled: &Rolled, unit: usize) -> &Figure {
    rolled.figures.get(unit).unwrap_or(&rolled.whole)
}

/// The counts in several spans of days, each until today at most.
fn rolled_up(
    portal: &Portal,
    owns: &[Own<'_>],
    spans: Vec<(Option<Date>, Date)>,
    as_of: Date,
) -> Vec<Rolled> {
    let mut found = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        let (to, whole) = (to.min(as_of), false);
        found.push(rollup::roll(portal, owns, Span { from, to, whole }));
    }
    found
}

/// The counts of one unit in several spans, added up.
fn sum_of_unit(spans: &[Rolled], unit: usize) -> i64 {
    let counts = spans.iter().filter_map(|rolled| figure(rolled, unit).count);
    counts.fold(0, |sum: i64, count| sum.saturating_add(count.value))
}

/// The time since counting began that is in no phase.
fn gaps(programme: &Programme, as_of: Date) -> Vec<(Option<Date>, Date)> {
    let mut gaps = Vec::new();
    let mut from = programme.begins();
    for phase in &programme.phases {
        if let Ok(eve) = phase.start.yesterday()
            && from.is_some_and(|from| from <= eve)
        {
            gaps.push((from, eve));
        }
        // Phases that overlap were reported as a problem.
        from = from.max(phase.end.tomorrow().ok());
    }
    if from.is_some_and(|from| from <= as_of) {
        gaps.push((from, as_of));
    }
    gaps
}

/// Whether a list is counted for each unit, or for one below it that is summed up.
fn listed(portal: &Portal, owns: &[Own<'_>]) -> Vec<bool> {
    let mut listed: Vec<bool> = owns
        .iter()
        .map(|own| own.source == Source::Records)
        .collect();
    for unit in portal.tree.upwards().iter().copied() {
        if let Some(parent) = portal.tree.parent(unit).filter(|_| listed[unit]) {
            listed[parent] |= owns[parent].source != Source::Reports;
        }
    }
    listed
}
