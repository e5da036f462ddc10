//! How the counts within a phase grow, while it is under way.

use super::counted::Counted;
use super::joined::Joined;
use super::own::Source;
use super::pace::{Growth, Span};
use super::phase::{self, Day, PhaseState};
use super::rollup::{self, Origin};
use crate::base::Date;
use crate::model::Portal;

/// The days of a phase so far, and those of them on which a unit existed.
#[derive(Clone, Copy)]
struct Spans {
    all: rollup::Span,
    days: rollup::Span,
}

impl Counted<'_> {
    /// Pace and forecast of every unit in a phase, and of the whole at the end.
    ///
    /// A sum grows on the days on which every unit that its count is made of reported: on other
    /// days a part of it is old, and what came since the last report of that part would look as if
    /// it had come in one day. The units are those of the count (`counts`), so that pace and count
    /// have the same beginning.
    pub(super) fn growth(&self, portal: &Portal, (number, day): (usize, Day<'_>)) -> Vec<Growth> {
        let units = portal.units.len();
        let mut growth = vec![Growth::default(); units + 1];
        if phase::state(day.phase, day.as_of) != PhaseState::Open {
            return growth;
        }
        let span = Span {
            start: day.phase.start,
            end: day.phase.end,
            as_of: day.as_of,
            silent_after: day.silent_after,
        };
        let all = rollup::Span {
            from: Some(day.phase.start),
            to: day.as_of,
            whole: false,
        };
        let mut joined: Vec<Option<Joined>> = vec![None; units];
        for unit in portal.tree.upwards().iter().copied() {
            let Some(count) = self.within(number, unit).count else {
                continue;
            };
            let Some(days) = rollup::lived(portal, unit, all) else {
                continue;
            };
            let mut parts = Joined::default();
            if count.origin == Origin::Report {
                self.add_own(unit, (days, day.as_of), &mut parts);
            } else {
                let spans = Spans { all, days };
                self.add_below(portal, unit, spans, &mut joined, &mut parts);
            }
            parts.sort();
            growth[unit] = span.growth(&parts.known_days(), count.value);
            joined[unit] = Some(parts);
        }
        let mut whole = Joined::default();
        for root in portal.tree.roots() {
            if let Some(below) = joined[*root].take() {
                whole.join(below);
            }
        }
        whole.sort();
        if let Some(count) = self.within(number, units).count {
            growth[units] = span.growth(&whole.known_days(), count.value);
        }
        growth
    }

    /// Adds what a count that is a sum is made of: the unit's own list, and what is below it.
    fn add_below(
        &self,
        portal: &Portal,
        unit: usize,
        Spans { all, days }: Spans,
        joined: &mut [Option<Joined>],
        parts: &mut Joined,
    ) {
        let bare = self.owns[unit].doubted;
        if self.owns[unit].source == Source::Records && !bare {
            self.add_own(unit, (days, all.to), parts);
        }
        for child in portal.tree.children(unit).iter().copied() {
            let common = rollup::lived(portal, child, days);
            let below = joined[child].take();
            let same = common == rollup::lived(portal, child, all);
            let whole = same && !(bare && self.listed[child]);
            match (below, common) {
                (Some(below), Some(_)) if whole => parts.join(below),
                // Nothing of it is in the count, though it has a list.
                (None, Some(_)) if whole => {}
                (_, Some(common)) => {
                    let days = (common, all.to);
                    self.add_limited(portal, child, days, bare, parts);
                }
                (_, None) => {}
            }
        }
    }

    /// Adds what a unit itself reported or recorded on some days, as a count within these; whether
    /// it can be counted there. What ended before the day of the figures, be it with a unit above,
    /// keeps its last count.
    fn add_own(
        &self,
        unit: usize,
        (days, as_of): (rollup::Span, Date),
        parts: &mut Joined,
    ) -> bool {
        let series = &self.owns[unit].series;
        let eve = days.from.and_then(|from| from.yesterday().ok());
        let base = eve.and_then(|eve| series.exactly(eve));
        let last = series.at(days.to);
        let last = last.filter(|last| days.from.is_none_or(|from| from <= last.date));
        let (Some(base), Some(last)) = (base, last) else {
            return false;
        };
        // Nothing dated in these days, and something without a date: the count is not known.
        if series.daily && series.undated > 0 && last.value == base.value {
            return false;
        }
        let ended = (days.to < as_of).then_some(days.to);
        parts.add(unit, &series.between(None, days.to), base.value, ended);
        true
    }

    /// Adds what a unit and those below it give to one above that existed on a part of their days
    /// only, or does not trust lists (`bare`).
    fn add_limited(
        &self,
        portal: &Portal,
        unit: usize,
        (days, as_of): (rollup::Span, Date),
        bare: bool,
        parts: &mut Joined,
    ) {
        let own = &self.owns[unit];
        let bare = bare || own.doubted;
        if own.source == Source::Reports && self.add_own(unit, (days, as_of), parts) {
            return;
        }
        if own.source == Source::Records && !bare {
            self.add_own(unit, (days, as_of), parts);
        }
        for child in portal.tree.children(unit).iter().copied() {
            if let Some(common) = rollup::lived(portal, child, days) {
                self.add_limited(portal, child, (common, as_of), bare, parts);
            }
        }
    }
}
