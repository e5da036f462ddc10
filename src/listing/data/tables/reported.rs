//! What somebody reported: reports, published figures, revisions, and where reports and records do
//! not agree.

use super::super::table::Kind::{Day, Flag, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::columns::PHASE;
use super::{METRIC, METRICS, PROGRAMME, UNIT, UNITS};
use crate::base::{Date, Share};
use crate::model::programme::Metric;
use crate::model::target::{self, Change};
use crate::model::{Portal, Programme, Report};
use crate::progress::{Difference, Progress, Revision};

const SOURCE: Column = may("source", Text, "column-source-published");
const NOTE: Column = may("note", Text, "column-note");

/// Reports as they were written, up to the day of the site.
pub(super) fn reports<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (r: &'c Report) {}
        must("as_of", Day, "column-as-of") => r.as_of,
        PROGRAMME => r.programme.as_str(),
        UNIT => r.unit.as_str(),
        may("submitted", Whole, "column-submitted-of-reports") => r.submitted,
        may("valid", Whole, "column-valid-of-reports") => r.valid,
        may("published", Day, "column-published") => r.published,
        must("conflicts", Flag, "column-conflicts") => r.conflicts,
        SOURCE => r.source.as_deref(),
        NOTE => r.note.as_deref(),
    }
    Table {
        name: "bao-cao",
        words: "table-reports",
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for r in portal.reports.iter().filter(|r| r.seen(progress.as_of)) {
                visit(&row(r));
            }
        }),
    }
}

/// Indicators, targets, results and ranks that somebody published.
pub(super) fn public_figures<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, figure: &Published<'c>) {}
        PROGRAMME => &*programme.id,
        must("kind", Text, "column-kind")
        .one_of(&["indicator", "target", "result", "rank"]) => figure.kind,
        must("title", Text, "column-title-of-public-figures") => figure.title,
        may("metric", Text, "column-metric")
        .one_of(METRICS) => figure.metric.map(Metric::key),
        may("value", Whole, "column-value-of-public-figures") => figure.value,
        may("percent", Number, "column-percent-of-public-figures") => figure.percent.map(Share::published),
        may("date", Day, "column-date-of-public-figures") => figure.date,
        may("period", Text, "column-period") => figure.period.clone(),
        SOURCE => figure.source,
        NOTE => figure.note,
    }
    Table {
        name: "chi-so",
        words: "table-public-figures",
        columns: COLUMNS,
        key: &[],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for figure in figures(programme, progress.as_of) {
                    visit(&row(programme, &figure));
                }
            }
        }),
    }
}

/// A figure that somebody published, of any kind.
#[derive(Default)]
struct Published<'a> {
    kind: &'static str,
    title: &'a str,
    metric: Option<Metric>,
    value: Option<i64>,
    percent: Option<f64>,
    date: Option<Date>,
    period: Option<String>,
    source: Option<&'a str>,
    note: Option<&'a str>,
}

/// The published figures of a programme up to a day: indicators, targets, results, ranks.
fn figures(programme: &Programme, day: Date) -> Vec<Published<'_>> {
    let mut figures = Vec::new();
    for indicator in &programme.indicators {
        if indicator.as_of.is_none_or(|date| date <= day) {
            figures.push(Published {
                kind: "indicator",
                title: &indicator.title,
                value: indicator.value,
                percent: indicator.percent,
                date: indicator.as_of,
                period: indicator.period.clone(),
                source: indicator.source.as_deref(),
                ..Published::default()
            });
        }
    }
    for target in &programme.targets {
        let period = target.from.zip(target.to);
        figures.push(Published {
            kind: "target",
            title: &target.title,
            value: Some(target.value),
            period: period.map(|(from, to)| format!("{from}/{to}")),
            source: target.source.as_deref(),
            ..Published::default()
        });
    }
    for result in programme.results.iter().filter(|r| r.as_of <= day) {
        figures.push(Published {
            kind: "result",
            title: &programme.short_title,
            metric: Some(result.metric),
            value: result.value,
            percent: result.percent_of_target,
            date: Some(result.as_of),
            source: Some(&result.source),
            note: result.note.as_deref(),
            ..Published::default()
        });
    }
    for rank in programme.ranks.iter().filter(|r| r.as_of <= day) {
        figures.push(Published {
            kind: "rank",
            title: &rank.scope,
            metric: Some(rank.metric),
            value: Some(rank.rank),
            date: Some(rank.as_of),
            source: Some(&rank.source),
            ..Published::default()
        });
    }
    figures
}

/// Figures of a day that were reported again with another value.
pub(super) fn revisions<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, r: &'c Revision<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => portal.units[r.unit].id.as_str(),
        METRIC => r.metric.key(),
        must("date", Day, "column-date-of-revisions") => r.date,
        must("was", Whole, "column-was") => r.was,
        must("now", Whole, "column-now") => r.now,
        may("published", Day, "column-published-of-revisions") => r.report.and_then(|report| report.published),
        may("source", Text, "column-source-of-revisions") => r.report.and_then(|report| report.source.as_deref()),
    }
    Table {
        name: "sua-doi",
        words: "table-revisions",
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for r in &progress.programmes[&programme.id].revisions {
                    visit(&row(portal, programme, r));
                }
            }
        }),
    }
}

/// Targets that were changed; nothing where none was.
pub(super) fn targets<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Option<Table<'a>> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, change: &Change<'c>) {
            let unit = change.unit.map(|unit| portal.units[unit].id.as_str());
        }
        PROGRAMME => programme.id.as_str(),
        PHASE => programme.phases[change.phase].id.as_str(),
        may("unit", Text, "column-unit-of-targets") => unit,
        must("since", Day, "column-since") => change.since,
        must("was", Whole, "column-was-of-targets") => change.was,
        must("now", Whole, "column-now-of-targets") => change.now,
        SOURCE => change.source,
    }
    let changes = |p| target::changes(portal, p, progress.as_of);
    portal.programmes.iter().flat_map(changes).next()?;
    Some(Table {
        name: "dieu-chinh-chi-tieu",
        words: "table-targets",
        columns: COLUMNS,
        key: &[],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for change in target::changes(portal, programme, progress.as_of) {
                    visit(&row(portal, programme, &change));
                }
            }
        }),
    })
}

/// Where a report and the list of initiatives do not agree.
pub(super) fn differences<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, d: &'c Difference<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => portal.units[d.unit].id.as_str(),
        METRIC => d.metric.key(),
        must("date", Day, "column-date-of-differences") => d.report.as_of,
        must("reported", Whole, "column-reported") => d.reported,
        must("counted", Whole, "column-counted") => d.counted,
        must("complete", Flag, "column-complete") => programme.counts_records,
    }
    Table {
        name: "doi-chieu",
        words: "table-differences",
        columns: COLUMNS,
        key: &["programme", "unit", "metric"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for d in &progress.programmes[&programme.id].differences {
                    visit(&row(portal, programme, d));
                }
            }
        }),
    }
}
