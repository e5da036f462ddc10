//! What a chart is: plain data, the same for every way of drawing it.

use serde::Serialize;

use super::kinds::Kind;

/// What a chart shows: its name and what narrows it down. Two charts of a site never have the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Request {
    /// What it shows.
    #[serde(rename = "name")]
    pub kind: Kind,
    /// A programme, by id.
    pub programme: String,
    /// A phase, by id.
    pub phase: Option<String>,
    /// A unit, by id; `None` is the whole.
    pub unit: Option<String>,
    /// Only the last this many months.
    pub months: Option<u32>,
}

/// A chart with all that is around it, in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Unique in the site: `phases-1-trieu-sang-kien`.
    pub id: String,
    /// What it shows.
    #[serde(rename = "of")]
    pub request: Request,
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
    /// "Nguồn" or "Source": what goes before the source where a chart is alone.
    pub source_word: String,
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

/// The form of a chart and what is in it. All words are ready to print.
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
    /// Bars beside their names, longest first.
    Bars(Bars),
    /// A table of coloured cells.
    Heat(Heat),
    /// Areas coloured by class.
    Map(Map),
}

/// Bars beside their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// Rows from top to bottom.
    pub rows: Vec<Bar>,
    /// The end of the common scale, which begins at zero.
    pub max: i64,
    /// A mark on each bar: `chỉ tiêu`.
    pub goal: Option<Tick>,
    /// What is left out: `… và 170 đơn vị nữa`.
    pub rest: Option<String>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Rank; empty for none.
    pub rank: String,
    /// Name.
    pub label: String,
    /// On the scale; `None` is not known, never zero.
    pub value: Option<i64>,
    /// `425,8%`
    pub text: String,
    /// `170.324 / 40.000`; may be empty.
    pub note: String,
    /// The whole that the others belong to, or the rest that belongs to none: set apart.
    pub apart: bool,
}

/// Names of the classes of percentages of a target, with the first one's lower end left out.
pub const CLASSES: [i64; 4] = [50, 80, 100, 200];

/// A table of cells coloured by class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heat {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Rows from top to bottom.
    pub rows: Vec<HeatRow>,
    /// Names of the classes, from the lowest.
    pub classes: Vec<String>,
    /// What an empty cell means.
    pub missing: String,
}

/// One row of cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeatRow {
    /// Name.
    pub label: String,
    /// As many as there are columns.
    pub cells: Vec<HeatCell>,
}

/// One cell: what is printed in it, and its class; `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeatCell {
    /// `425,8%`
    pub text: String,
    /// From 0.
    pub class: Option<u8>,
}

/// Areas coloured by class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Map {
    /// The areas for 360, 560 and 720 pixels.
    pub views: [MapView; 3],
    /// Names of the classes, from the lowest.
    pub classes: Vec<String>,
    /// What hatching means.
    pub missing: String,
}

/// Areas in pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapView {
    /// Pixels from top to bottom.
    pub height: i32,
    /// The areas.
    pub areas: Vec<Area>,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Its name.
    pub label: String,
    /// The unit that it belongs to, by its id.
    pub unit: Option<String>,
    /// `425,8%`
    pub text: String,
    /// From 0; `None` is not known.
    pub class: Option<u8>,
    /// Outlines and holes, in pixels.
    pub rings: Vec<Vec<(i32, i32)>>,
    /// Where a label would be.
    pub centre: (i32, i32),
}

/// What the count may come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fan {
    /// Days from the left edge to the newest report.
    pub from: i64,
    /// The newest count.
    pub value: i64,
    /// Days from the left edge to the end of the phase.
    pub to: i64,
    /// At the mean pace.
    pub expected: i64,
    /// At the slowest pace.
    pub low: i64,
    /// At the fastest pace.
    pub high: i64,
    /// `nếu giữ nhịp: 230.000 vào 30/06/2022`
    pub label: String,
    /// `210.000–250.000`
    pub range: String,
    /// All of it as a sentence: under which condition, and what the range is.
    pub sentence: String,
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
    /// The count on day 0, where it is known.
    pub begin: Option<i64>,
    /// Reports, oldest first.
    pub points: Vec<StepPoint>,
    /// Phases that have begun.
    pub phases: Vec<Span>,
    /// Required pace: corners of a line.
    pub pace: Vec<PacePoint>,
    /// Where the count is going while a phase is open.
    pub forecast: Option<Fan>,
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
