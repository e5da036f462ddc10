//! Goals and what was reported of them.

use super::{Body, Origin, Person};
use crate::base::Date;

/// Where a programme says nothing else, a figure that is more days old says nothing of today: two
/// monthly reports were missed.
pub const SILENT_AFTER: i64 = 56;

/// A programme with goals.
#[derive(Debug, Clone, Default)]
pub struct Programme {
    /// Stable id, part of its address.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Title for menus and headings.
    pub short_title: String,
    /// What is counted: "sáng kiến".
    pub unit_of_count: String,
    /// Who launched it.
    pub launched_by: Option<String>,
    /// The day from which records count.
    pub counted_from: Option<Date>,
    /// Whether the initiatives on the site are all there are, so that counting them means
    /// something.
    pub counts_records: bool,
    /// As written: see [`Programme::silent_after`].
    pub silent_after: Option<i64>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Phases in order of start.
    pub phases: Vec<Phase>,
    /// Kinds of initiative.
    pub groups: Vec<Group>,
    /// Where the names of the groups come from.
    pub groups_source: Option<String>,
    /// Targets that are not a phase's.
    pub targets: Vec<Target>,
    /// Measures of how the programme is carried out.
    pub indicators: Vec<Indicator>,
    /// Published figures that are not part of the reports' series.
    pub results: Vec<PublicFigure>,
    /// Ranks that others published.
    pub ranks: Vec<Rank>,
    /// Whom to ask.
    pub contact: Option<Person>,
    /// The text of `<id>.md`.
    pub body: Option<Body>,
    /// Where it was written.
    pub origin: Origin,
}

impl Programme {
    /// The day on which counting begins: as written, else the first phase's.
    pub fn begins(&self) -> Option<Date> {
        self.counted_from
            .or_else(|| self.phases.first().map(|phase| phase.start))
    }

    /// Days. While a phase is under way, a figure that is more days old has no standing, pace or
    /// forecast.
    pub fn silent_after(&self) -> i64 {
        self.silent_after.unwrap_or(SILENT_AFTER)
    }
}

/// A stretch of time with a target.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Id, unique in the site.
    pub id: String,
    /// Title.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Target in units of count; `None` is "not known", never zero.
    pub target: Option<i64>,
    /// Who set it, as written.
    pub set_by: Option<String>,
    /// Where targets were changed: every value, by unit, oldest first.
    pub targets: Vec<DatedTarget>,
    /// Where it was written.
    pub origin: Origin,
}

/// One of the values that the target of a phase had.
#[derive(Debug, Clone)]
pub struct DatedTarget {
    /// Whose, by id; `None` is the whole programme's.
    pub unit: Option<String>,
    /// In units of count.
    pub value: i64,
    /// The day from which it holds; `None` from the beginning.
    pub since: Option<Date>,
    /// The document that set it.
    pub source: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

impl Phase {
    /// Whether a day is one of its days.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// The values that the target of a unit, or of the whole, had: oldest first; empty where it
    /// was never changed.
    pub fn history(&self, unit: Option<&str>) -> &[DatedTarget] {
        let targets = &self.targets;
        let from = targets.partition_point(|dated| dated.unit.as_deref() < unit);
        let to = targets.partition_point(|dated| dated.unit.as_deref() <= unit);
        &targets[from..to]
    }
}

/// A kind of initiative.
#[derive(Debug, Clone)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A target over other dates than a phase.
#[derive(Debug, Clone)]
pub struct Target {
    /// Words.
    pub title: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// In units of count.
    pub value: i64,
    /// Who set or published it.
    pub source: Option<String>,
}

/// A measure in percent or a plain value, with its source.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Words.
    pub title: String,
    /// Percent.
    pub percent: Option<f64>,
    /// Plain value.
    pub value: Option<i64>,
    /// Day.
    pub as_of: Option<Date>,
    /// Period in words.
    pub period: Option<String>,
    /// Source.
    pub source: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

/// What is counted: two metrics that are never added or compared without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Metric {
    /// Sent in: "lượt nộp".
    #[default]
    Submitted,
    /// Found valid: "hợp lệ".
    Valid,
}

impl Metric {
    /// Both, submitted first.
    pub const ALL: [Self; 2] = [Self::Submitted, Self::Valid];

    /// As content and data name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Valid => "valid",
        }
    }
}

/// A figure somebody published, shown with its source and date, outside the series.
#[derive(Debug, Clone)]
pub struct PublicFigure {
    /// Day.
    pub as_of: Date,
    /// What it counts.
    pub metric: Metric,
    /// Count.
    pub value: Option<i64>,
    /// Percent of the target, as published.
    pub percent_of_target: Option<f64>,
    /// Id of the phase that it speaks of; no one infers it from the day.
    pub phase: Option<String>,
    /// The target of which the percentage was published.
    pub target: Option<i64>,
    /// Source.
    pub source: String,
    /// What to know about it.
    pub note: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

/// A published rank.
#[derive(Debug, Clone)]
pub struct Rank {
    /// Day.
    pub as_of: Date,
    /// Among whom: "toàn quốc".
    pub scope: String,
    /// By what.
    pub metric: Metric,
    /// 1 is first.
    pub rank: i64,
    /// Source.
    pub source: String,
    /// Where it was written.
    pub origin: Origin,
}

/// A dated cumulative count by one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Day to which it counts.
    pub as_of: Date,
    /// Unit id.
    pub unit: String,
    /// Programme id.
    pub programme: String,
    /// Cumulative submissions; `None` is not reported, never zero.
    pub submitted: Option<i64>,
    /// Cumulative valid ones.
    pub valid: Option<i64>,
    /// Source.
    pub source: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// The day on which the figure of a day that was reported before was published again.
    pub published: Option<Date>,
    /// A figure from elsewhere that does not fit the series: shown, not counted.
    pub conflicts: bool,
    /// Where it was written.
    pub origin: Origin,
}

impl Report {
    /// Whether both say the same, wherever each was written.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let here = Self {
            origin: other.origin.clone(),
            ..self.clone()
        };
        here == *other
    }

    /// Whether it can be seen on a day: it counts to that day or an earlier one, and was published
    /// by then.
    pub fn seen(&self, day: Date) -> bool {
        self.as_of <= day && self.published.is_none_or(|published| published <= day)
    }
}
