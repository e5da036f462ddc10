//! How the counts within a phase grow, while it is under way.

use super::Counted;
use super::joined::Joined;
use super::own::Told;
use super::pace::{Growth, Span};
use super::phase::{self, Day, PhaseState};
use super::rollup::{Count, Origin};
use crate::model::Portal;

impl Counted<'_> {
    /// Pace and forecast of every unit in a phase, and of the whole at the end.
    ///
    /// A sum grows on the days on which every unit that its count is made of reported: on other
    /// days a part of it is old, and what came since the last report of that part would look as if
    /// it had come in one day. The units are those of the count (`counts`), so that pace and count
    /// have the same beginning.
    pub(super) fn growth(
        &self,
        portal: &Portal,
        day: Day<'_>,
        counts: &[Option<Count>],
    ) -> Vec<Growth> {
        let mut growth = vec![Growth::default(); counts.len()];
        if phase::state(day.phase, day.as_of) != PhaseState::Open {
            return growth;
        }
        let span = Span {
            start: day.phase.start,
            end: day.phase.end,
            as_of: day.as_of,
            silent_after: day.silent_after,
        };
        let mut joined: Vec<Option<Joined>> = vec![None; portal.units.len()];
        for unit in portal.tree.upwards() {
            let Some(count) = counts[*unit] else {
                continue;
            };
            let mut parts = Joined::default();
            if count.origin == Origin::Report {
                self.add_own(portal, day, *unit, &mut parts);
            } else {
                if self.owns[*unit].told == Told::Records {
                    self.add_own(portal, day, *unit, &mut parts);
                }
                for child in portal.tree.children(*unit) {
                    if let Some(below) = joined[*child].take() {
                        parts.join(below);
                    }
                }
            }
            parts.sort();
            growth[*unit] = span.growth(&parts.known_days(), count.value);
            joined[*unit] = Some(parts);
        }
        let mut whole = Joined::default();
        for root in portal.tree.roots() {
            if let Some(below) = joined[*root].take() {
                whole.join(below);
            }
        }
        whole.sort();
        if let Some(count) = counts[portal.units.len()] {
            growth[portal.units.len()] = span.growth(&whole.known_days(), count.value);
        }
        growth
    }

    /// Adds what a unit told itself, as a count within the phase.
    fn add_own(&self, portal: &Portal, day: Day<'_>, unit: usize, parts: &mut Joined) {
        let series = &self.owns[unit].series;
        if let Some((_, _, base)) = phase::within(series, day.phase, day.as_of) {
            parts.add(unit, series, base.value, portal.units[unit].valid_to);
        }
    }
}
