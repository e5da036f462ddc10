//! Targets that were changed: one value a day, within the programme, and the newest one is the one
//! that is written without a day.

use super::written;
use crate::diag::{Problem, Problems, TargetError};
use crate::model::{DatedTarget, Phase, Portal, Programme};

/// Checks the history of every target.
pub(super) fn check(portal: &Portal, problems: &mut Problems) {
    for programme in &portal.programmes {
        for phase in &programme.phases {
            for history in phase.targets.chunk_by(|a, b| a.unit == b.unit) {
                days(programme, history, problems);
                newest(portal, phase, history, problems);
            }
        }
    }
}

fn add(target: &DatedTarget, error: TargetError, problems: &mut Problems) {
    let place = target.origin.place.clone();
    problems.add(place, Problem::TargetHistory { error });
}

/// A change must lie within the programme, and no two on one day. The first target may be older
/// than the programme.
fn days(programme: &Programme, history: &[DatedTarget], problems: &mut Problems) {
    let end = programme.phases.iter().map(|phase| phase.end).max();
    for (number, target) in history.iter().enumerate() {
        let Some(since) = target.since else { continue };
        let early = number > 0 && programme.begins().is_some_and(|first| since < first);
        if early || end.is_some_and(|last| since > last) {
            let error = TargetError::Outside {
                since: written(since),
                from: programme.begins().map(written).unwrap_or_default(),
                to: end.map(written).unwrap_or_default(),
            };
            add(target, error, problems);
        }
    }
    for pair in history
        .windows(2)
        .filter(|pair| pair[0].since == pair[1].since)
    {
        let since = pair[1].since.map(written);
        add(&pair[1], TargetError::Twice { since }, problems);
    }
}

/// What is written at the phase or at the unit is the newest value.
fn newest(portal: &Portal, phase: &Phase, history: &[DatedTarget], problems: &mut Problems) {
    let Some(newest) = history.last() else { return };
    let plain = match &newest.unit {
        Some(id) => portal
            .unit(id)
            .and_then(|unit| unit.targets.get(&phase.id).copied()),
        None => phase.target,
    };
    if let Some(plain) = plain.filter(|plain| *plain != newest.value) {
        let value = newest.value;
        add(newest, TargetError::Differs { value, plain }, problems);
    }
}
