//! What a chart is: plain data, the same for every way of drawing it.

use serde::Serialize;

/// What a chart is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Scope {
    /// A programme, by id.
    Programme(String),
    /// A phase, by id.
    Phase(String),
    /// A unit, by id.
    Unit(String),
}

/// A chart with all that stands around it, in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Unique in the site: `phases-1-trieu-sang-kien`.
    pub id: String,
    /// The name editors use: `phases`, `cumulative`, `phase`.
    pub name: &'static str,
    /// What it is about.
    pub scope: Scope,
    /// The finding, made from the figures.
    pub title: String,
    /// Measure, area, period; as-of date.
    pub subtitle: String,
    /// For screen readers: kind, one to three facts, where the table is.
    pub desc: String,
    /// The figures as printed.
    pub table: Table,
    /// The same for machines: headings first, decimal point, ISO dates, formula signs made safe.
    pub csv: Vec<Vec<String>>,
    /// Who published the figures.
    pub source: Option<String>,
    /// "Nguồn" or "Source": what goes before the source where a chart stands alone.
    pub source_word: &'static str,
    /// What to know about them.
    pub note: Option<String>,
    /// What is drawn.
    pub drawing: Drawing,
}

/// A plain table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// Column headings.
    pub head: Vec<String>,
    /// Whether a column holds numbers, one per heading.
    pub numeric: Vec<bool>,
    /// Rows of as many cells; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// The form of a chart and what stands in it. All words are ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Drawing {
    /// Bars against targets, one row each, on one scale.
    Bullets {
        /// Rows from top to bottom.
        rows: Vec<Bullet>,
        /// The common scale, from zero.
        axis: Axis,
    },
    /// A cumulative count that stays as reported until the next report.
    Steps(Steps),
}

/// One bar against its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bullet {
    /// Name of the row.
    pub label: String,
    /// Its period.
    pub period: String,
    /// `None` is not known, never zero.
    pub actual: Option<i64>,
    /// `None` is not known.
    pub target: Option<i64>,
    /// `170.324 / 40.000 · 425,8%`, or that nothing is known.
    pub value: String,
    /// `chỉ tiêu 40.000`; empty without a target.
    pub target_label: String,
}

/// A cumulative count over days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Steps {
    /// Days from the left edge to the right edge, at least 1.
    pub days: i64,
    /// Whether the count is known to begin at zero on day 0.
    pub from_zero: bool,
    /// Reports, oldest first.
    pub points: Vec<StepPoint>,
    /// Phases that have begun.
    pub phases: Vec<Span>,
    /// Required pace: corners of a line.
    pub pace: Vec<PacePoint>,
    /// Days to name under the axis, the most important first.
    pub dates: Vec<Tick>,
    /// The scale, from zero.
    pub axis: Axis,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepPoint {
    /// Days from the left edge.
    pub day: i64,
    /// Cumulative count.
    pub value: i64,
    /// The count as printed.
    pub label: String,
    /// The day as printed.
    pub date: String,
}

/// A named stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First day.
    pub start: i64,
    /// Last day.
    pub end: i64,
    /// Name.
    pub label: String,
}

/// A corner of the required pace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PacePoint {
    /// Days from the left edge.
    pub day: i64,
    /// Cumulative target.
    pub value: i64,
    /// `chỉ tiêu 40.000`; empty where nothing is due.
    pub label: String,
}

/// A scale from zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    /// Its far end, more than every value on it.
    pub max: i64,
    /// Values to name.
    pub ticks: Vec<Tick>,
}

/// A named place on a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Value or day.
    pub at: i64,
    /// Its name.
    pub label: String,
}
