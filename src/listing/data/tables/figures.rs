//! Figures: the whole and every unit in every phase, cumulative counts, and how they grew.

use super::super::table::Kind::{Day, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::columns::{
    DATE, EXPECTED, IN_PART, OFFICIAL, OLDEST, ORIGIN, PACE_BLANK, PERCENT, PERCENT_BLANK, PHASE,
    RANK_BLANK, REPORTED, SET_BY, SETTLED, STATUS, SUBMITTED, SUBMITTED_BLANK, TARGET, UNCOUNTED,
    VALID, VALID_BLANK, VALID_PERCENT, official, pace_blank, percent_blank, rank_blank, reason,
};
use super::{METRIC, PHASES, PROGRAMME, UNIT, UNITS, origin};
use crate::model::programme::Metric;
use crate::model::{Phase, Portal, Programme, Unit, UnitKind};
use crate::progress::{Count, Pace, PhaseProgress, Point, Progress, SetBy, Totals};

/// Every phase as a whole.
pub(super) fn phases<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, phase: &'c Phase, p: &'c PhaseProgress<'_>) {
            let coverage = p.coverage();
        }
        PROGRAMME => programme.id.as_str(),
        PHASE => phase.id.as_str(),
        must("title", Text, "column-title") => phase.title.as_str(),
        must("start", Day, "column-start") => phase.start,
        must("end", Day, "column-end") => phase.end,
        TARGET => p.target,
        SUBMITTED => p.submitted,
        PERCENT => p.percent,
        VALID => p.valid.map(|v| v.value),
        VALID_PERCENT => p.valid_percent,
        DATE => p.count.map(|c| c.date),
        may("source", Text, "column-source") => p.last.and_then(|last| last.source()),
        STATUS => p.status.key(),
        OFFICIAL => official(p),
        SUBMITTED_BLANK => p.blank.map(reason),
        VALID_BLANK => p.valid_blank.map(reason),
        PERCENT_BLANK => percent_blank(p),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
    }
    Table {
        name: "giai-doan",
        words: "table-phases",
        columns: COLUMNS,
        key: &["programme", "phase"],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id].phases;
                for (phase, p) in programme.phases.iter().zip(figures) {
                    visit(&row(programme, phase, p));
                }
            }
        }),
    }
}

/// Every unit in every phase.
pub(super) fn units<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, phase: &'c Phase, unit: &'c Unit,
         p: &'c PhaseProgress<'_>) {
            let coverage = p.coverage();
            let pace = |pace: Option<Pace>| pace.and_then(Pace::rate);
            let set_by = match p.set_by {
                SetBy::Written(text) => Some(text),
                SetBy::Above(unit) => Some(portal.units[unit].title.as_str()),
                SetBy::Sum => Some("sum"),
                SetBy::Unknown => None,
            };
        }
        PROGRAMME => &*programme.id,
        PHASE => &*phase.id,
        UNIT => &*unit.id,
        TARGET => p.target,
        SET_BY => set_by.filter(|_| p.target.is_some()),
        SUBMITTED => p.submitted,
        PERCENT => p.percent,
        VALID => p.valid.map(|v| v.value),
        VALID_PERCENT => p.valid_percent,
        DATE => p.count.map(|c| c.date),
        OLDEST => p.count.map(|c| c.oldest),
        ORIGIN => p.count.map(origin),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
        may("per_100_members", Number, "column-per-100-members") => p.per_100_members,
        may("rank_percent", Whole, "column-rank-percent") => p.ranks.percent.map(|r| r.place),
        may("rank_count", Whole, "column-rank-count") => p.ranks.count.map(|r| r.place),
        may("rank_per_100_members", Whole, "column-rank-per-100-members") => p.ranks.per_100_members.map(|r| r.place),
        may("required_per_day", Number, "column-required-per-day") => pace(p.required),
        may("actual_per_day", Number, "column-actual-per-day") => pace(p.actual),
        may("actual_from", Day, "column-actual-from") => p.actual_days.map(|days| days.0),
        may("actual_to", Day, "column-actual-to") => p.actual_days.map(|days| days.1),
        may("forecast", Whole, "column-forecast") => p.forecast.map(|f| f.expected),
        may("forecast_low", Whole, "column-forecast-low") => p.forecast.map(|f| f.low),
        may("forecast_high", Whole, "column-forecast-high") => p.forecast.map(|f| f.high),
        may("forecast_from", Day, "column-forecast-from") => p.forecast.map(|f| f.from),
        may("forecast_to", Day, "column-forecast-to") => p.forecast.map(|f| f.to),
        STATUS => p.status.key(),
        OFFICIAL => official(p),
        UNCOUNTED => coverage.map(|c| c.uncounted),
        SETTLED => coverage.map(|c| c.settled),
        SUBMITTED_BLANK => p.blank.map(reason),
        VALID_BLANK => p.valid_blank.map(reason),
        PERCENT_BLANK => percent_blank(p),
        RANK_BLANK => rank_blank(p),
        PACE_BLANK => pace_blank(p),
    }
    Table {
        name: "tien-do",
        words: "table-progress",
        columns: COLUMNS,
        key: &["programme", "phase", "unit"],
        refers: &[PHASES, UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id].units;
                for (number, phase) in programme.phases.iter().enumerate() {
                    for (unit, figures) in portal.units.iter().zip(figures) {
                        if let Some(p) = &figures.phases[number] {
                            visit(&row(portal, programme, phase, unit, p));
                        }
                    }
                }
            }
        }),
    }
}

/// Cumulative counts of every unit that has one.
pub(super) fn totals<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, unit: &'c Unit, metric: Metric, totals: &'c Totals<'_>,
         count: Count) {
            let coverage = count.coverage();
            let placed = match metric {
                Metric::Submitted => totals.placed,
                Metric::Valid => totals.valid_placed,
            };
        }
        PROGRAMME => programme.id.as_str(),
        UNIT => unit.id.as_str(),
        METRIC => metric.key(),
        must("value", Whole, "column-value") => count.value,
        DATE => count.date,
        OLDEST => count.oldest,
        ORIGIN => origin(count),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
        may("in_phases", Whole, "column-in-phases") => placed.map(|p| p.in_phases),
        may("outside_phases", Whole, "column-outside-phases") => placed.map(|p| p.outside),
        may("in_unknown_phase", Whole, "column-in-unknown-phase") => placed.map(|p| p.unknown),
    }
    Table {
        name: "luy-ke",
        words: "table-totals",
        columns: COLUMNS,
        key: &["programme", "unit", "metric"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (unit, figures) in portal
                    .units
                    .iter()
                    .zip(&progress.programmes[&programme.id].units)
                {
                    for metric in Metric::ALL {
                        let Some(count) = figures.totals.latest(metric) else {
                            continue;
                        };
                        visit(&row(programme, unit, metric, &figures.totals, count));
                    }
                }
            }
        }),
    }
}

/// How counts grew: of every unit but grassroots unions that are only counted by the list, whose
/// days are in it.
pub(super) fn series<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, unit: &'c Unit, metric: Metric, point: &'c Point<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => unit.id.as_str(),
        METRIC => metric.key(),
        must("date", Day, "column-date-of-series") => point.date,
        must("value", Whole, "column-value-of-series") => point.value,
        may("source", Text, "column-source-of-series") => point.source(),
    }
    Table {
        name: super::SERIES,
        words: "table-series",
        columns: COLUMNS,
        key: &["programme", "unit", "metric", "date"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (unit, figures) in portal
                    .units
                    .iter()
                    .zip(&progress.programmes[&programme.id].units)
                {
                    let totals = &figures.totals;
                    for (metric, series) in [
                        (Metric::Submitted, &totals.series),
                        (Metric::Valid, &totals.valid_series),
                    ] {
                        if unit.kind == UnitKind::Grassroots && series.daily {
                            continue;
                        }
                        for point in &series.points {
                            visit(&row(programme, unit, metric, point));
                        }
                    }
                }
            }
        }),
    }
}
