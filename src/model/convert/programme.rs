//! Programmes with their phases, targets and published figures.

use super::{metric, person, written_at};
use crate::diag::{Problem, Problems};
use crate::model::programme::{DatedTarget, Indicator, PublicFigure, Rank, Target};
use crate::model::{Group, Origin, Phase, Programme};
use crate::parse::Fields;

pub(super) fn programme(f: &Fields, origin: Origin, problems: &mut Problems) -> Programme {
    report_zero_targets(f, problems);
    let title = f.text("title").unwrap_or_default();
    let unit_of_count = f.text("unit_of_count");
    let mut phases: Vec<Phase> = f.records("phases").filter_map(phase).collect();
    phases.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    Programme {
        id: f.text("id").unwrap_or_default(),
        short_title: f.text("short_title").unwrap_or_else(|| title.clone()),
        title,
        unit_of_count: unit_of_count.unwrap_or_else(|| "sáng kiến".to_owned()),
        launched_by: f.text("launched_by"),
        counted_from: f.date("counted_from"),
        counts_records: f.text("records").as_deref() != Some("examples"),
        silent_after: f.count("silent_after"),
        summary: f.text("summary"),
        phases,
        groups: f.records("groups").filter_map(group).collect(),
        groups_source: f.text("groups_source"),
        targets: f.records("targets").filter_map(target).collect(),
        indicators: f.records("indicators").map(indicator).collect(),
        results: f.records("results").filter_map(figure).collect(),
        ranks: f.records("ranks").filter_map(rank).collect(),
        contact: f.record("contact").map(person),
        body: None,
        origin,
    }
}

fn report_zero_targets(f: &Fields, problems: &mut Problems) {
    for phase in f.records("phases") {
        if phase.count("target") == Some(0) {
            problems.add(phase.place_of("target"), Problem::ZeroTarget);
        }
    }
    for target in f.records("phases").flat_map(|p| p.records("targets")) {
        if target.count("value") == Some(0) {
            problems.add(target.place_of("value"), Problem::ZeroTarget);
        }
    }
}

fn phase(f: &Fields) -> Option<Phase> {
    Some(Phase {
        id: f.text("id")?,
        title: f.text("title")?,
        start: f.date("start")?,
        end: f.date("end")?,
        target: f.count("target"),
        set_by: f.text("set_by"),
        targets: dated_targets(f),
        origin: written_at(f),
    })
}

/// Targets of a phase that were changed, by unit, oldest first.
fn dated_targets(phase: &Fields) -> Vec<DatedTarget> {
    let targets = phase.records("targets");
    let mut targets: Vec<DatedTarget> = targets.filter_map(dated_target).collect();
    targets.sort_by(|a, b| (&a.unit, a.since).cmp(&(&b.unit, b.since)));
    targets
}

fn dated_target(f: &Fields) -> Option<DatedTarget> {
    Some(DatedTarget {
        unit: f.text("unit"),
        value: f.count("value")?,
        since: f.date("since"),
        source: f.text("source"),
        origin: written_at(f),
    })
}

fn group(f: &Fields) -> Option<Group> {
    Some(Group {
        id: f.text("id")?,
        title: f.text("title")?,
    })
}

fn target(f: &Fields) -> Option<Target> {
    Some(Target {
        title: f.text("title")?,
        from: f.date("from"),
        to: f.date("to"),
        value: f.count("value")?,
        source: f.text("source"),
    })
}

fn indicator(f: &Fields) -> Indicator {
    Indicator {
        title: f.text("title").unwrap_or_default(),
        percent: f.number("percent"),
        value: f.count("value"),
        as_of: f.date("as_of"),
        period: f.text("period"),
        source: f.text("source"),
        origin: written_at(f),
    }
}

fn figure(f: &Fields) -> Option<PublicFigure> {
    Some(PublicFigure {
        as_of: f.date("as_of")?,
        metric: metric(f),
        value: f.count("value"),
        percent_of_target: f.number("percent_of_target"),
        phase: f.text("phase"),
        target: f.count("target"),
        source: f.text("source")?,
        note: f.text("note"),
        origin: written_at(f),
    })
}

fn rank(f: &Fields) -> Option<Rank> {
    Some(Rank {
        as_of: f.date("as_of")?,
        scope: f.text("scope")?,
        metric: metric(f),
        rank: f.count("rank")?,
        source: f.text("source")?,
        origin: written_at(f),
    })
}
