//! Sums over the tree of units. What was not reported is not zero: a sum says of how many units it
//! is made.
//!
//! For each stretch of time and each unit it is decided again where the count comes from: from the
//! unit's own report when it can be used there, else from the units below.

use super::own::{Own, Source};
use super::series::{Point, Series};
use crate::base::Date;
use crate::model::{Portal, Programme, UnitKind};

/// How many units below were to report a count, and how many did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Units with a count of their own, or a sum to which none is missing.
    pub reported: usize,
    /// Units of which only a part is known.
    pub partial: usize,
    /// Units that reported, but without the count that has to be subtracted.
    pub uncounted: usize,
    /// Among `reported`, those whose count is that of the last day.
    pub settled: usize,
    /// Units that existed in the time that is counted.
    pub expected: usize,
}

/// Where a count comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The unit's own report.
    Report,
    /// Initiatives on this site, of the unit and below.
    Records,
    /// The sum of the units below.
    Sum(Coverage),
}

/// Why there is no count. Where the parts of a sum have several reasons, the last one of this list
/// is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blank {
    /// The phase has not begun.
    NotBegun,
    /// No one reported in this time, and the unit is gone.
    Ended,
    /// No one reported in this time.
    NotReported,
    /// The list of initiatives is known not to be whole.
    NotComparable,
    /// There are initiatives, but none with a date in this time and some without a date.
    Undated,
    /// There is a count, but not the one of this day, which has to be subtracted.
    NoBaseline(Date),
}

/// A count of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The count.
    pub value: i64,
    /// The newest day to which a part of it counts.
    pub date: Date,
    /// The oldest one: with `date`, the days that the parts of a sum stand for.
    pub oldest: Date,
    /// Where it comes from.
    pub origin: Origin,
}

impl Coverage {
    /// Whether nothing is missing.
    pub fn complete(&self) -> bool {
        self.reported == self.expected
    }

    fn add(&mut self, other: Self) {
        self.reported += other.reported;
        self.partial += other.partial;
        self.uncounted += other.uncounted;
        self.settled += other.settled;
        self.expected += other.expected;
    }
}

impl Count {
    /// Whether nothing is missing.
    pub fn complete(&self) -> bool {
        match self.origin {
            Origin::Report | Origin::Records => true,
            Origin::Sum(coverage) => coverage.complete(),
        }
    }

    /// Of how many units it is made, when it is a sum of reports.
    pub fn coverage(&self) -> Option<Coverage> {
        match self.origin {
            Origin::Sum(coverage) => Some(coverage),
            _ => None,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            // A count has at most 15 digits, so that only a sum of thousands of them comes here.
            value: self.value.saturating_add(other.value),
            date: self.date.max(other.date),
            oldest: self.oldest.min(other.oldest),
            origin: self.origin,
        }
    }
}

/// The time that is counted, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The first day; `None` where no one says when counting begins.
    pub(super) from: Option<Date>,
    /// The last day.
    pub(super) to: Date,
    /// Whether it is all the time since counting began, so that initiatives without a date are in
    /// it.
    pub(super) whole: bool,
}

/// What is known of a unit in a span.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figure {
    pub(super) count: Option<Count>,
    /// The zero of a sum of which somebody is missing, which is not a count: the units of a cluster
    /// count to the unit above it, where this zero is a part like others, with its days.
    pub(super) zero: Option<Count>,
    /// Why there is none.
    pub(super) blank: Option<Blank>,
    /// The most that the count can be at the end of the span, whatever is still missing; `None` is
    /// not known.
    pub(super) most: Option<i64>,
    /// Whether it counts to the last day, and no one and no date is missing.
    pub(super) settled: bool,
    /// Initiatives without a date among the count.
    pub(super) undated: i64,
    /// Why the unit's own reports give no count, also where those of the units below do.
    pub(super) own_blank: Option<Blank>,
    /// Whether the unit's own report is the count, or would be if a baseline were known.
    pub(super) own: bool,
    /// What it is made of.
    pub(super) coverage: Coverage,
    /// Whether the unit, or one below it, reports anything.
    pub(super) reporting: bool,
    /// Whether a part of it is counted from a list.
    pub(super) listed: bool,
}

/// The figures of all units in a span, by index.
pub(super) struct Rolled {
    pub(super) figures: Vec<Figure>,
    /// Of all units together, where no one is above them.
    pub(super) whole: Figure,
}

/// Counts one span.
struct Roller<'r, 'a> {
    portal: &'r Portal,
    owns: &'r [Own<'a>],
    span: Span,
}

impl Span {
    /// All the time in which a programme counts, up to the end of a day.
    pub(super) fn until(programme: &Programme, day: Date) -> Self {
        Self {
            from: programme.begins(),
            to: day,
            whole: true,
        }
    }
}

/// The count of every unit at the end of a day, since counting began: the count that pages show
/// first is that of the highest unit on the as-of date.
pub(super) fn until(portal: &Portal, programme: &Programme, owns: &[Own<'_>], day: Date) -> Rolled {
    roll(portal, owns, Span::until(programme, day))
}

/// Gives every unit that existed in a span its figure.
pub(super) fn roll(portal: &Portal, owns: &[Own<'_>], span: Span) -> Rolled {
    let roller = Roller { portal, owns, span };
    let mut figures = vec![Figure::default(); portal.units.len()];
    for unit in portal.tree.upwards() {
        if let Some(span) = roller.lived(*unit, span) {
            figures[*unit] = roller.figure(*unit, span, false, &figures);
        }
    }
    let mut sum = Sum::default();
    for root in portal.tree.roots() {
        if roller.lived(*root, span).is_some() {
            sum.add(portal, *root, &figures[*root]);
        }
    }
    let whole = sum.finish(Figure::default(), span);
    Rolled { figures, whole }
}

/// The part of a span in which a unit existed; `None` when it did not.
pub(super) fn lived(portal: &Portal, unit: usize, span: Span) -> Option<Span> {
    let unit = &portal.units[unit];
    let from = span.from.max(unit.valid_from);
    let to = unit.valid_to.map_or(span.to, |last| last.min(span.to));
    from.is_none_or(|from| from <= to)
        .then_some(Span { from, to, ..span })
}

impl Roller<'_, '_> {
    fn lived(&self, unit: usize, span: Span) -> Option<Span> {
        lived(self.portal, unit, span)
    }

    /// The figure of a unit in a span in which it existed; `done` has those of the units below in
    /// the whole span.
    ///
    /// A unit below that existed before or after this one is counted again, for the common days
    /// only: what it did on the others is not of this unit. It is also counted again, without lists
    /// (`bare`), where the reports of this unit show that the lists are not whole.
    fn figure(&self, unit: usize, span: Span, bare: bool, done: &[Figure]) -> Figure {
        let bare = bare || self.owns[unit].doubted;
        let own = self.own(unit, span, bare);
        if own.own && own.count.is_some() {
            return own;
        }
        let mut sum = Sum::default();
        for child in self.portal.tree.children(unit).iter().copied() {
            let Some(common) = self.lived(child, span) else {
                continue;
            };
            let done_so = self.lived(child, self.span) == Some(common);
            if done_so && !(bare && done[child].listed) {
                sum.add(self.portal, child, &done[child]);
            } else {
                let part = self.figure(child, common, bare, done);
                sum.add(self.portal, child, &part);
            }
        }
        let mut figure = sum.finish(own, span);
        let last = self.portal.units[unit].valid_to;
        if figure.blank == Some(Blank::NotReported) && last == Some(span.to) {
            figure.blank = Some(Blank::Ended);
        }
        figure
    }

    /// What the unit's own reports say, else its own records.
    fn own(&self, unit: usize, span: Span, bare: bool) -> Figure {
        let own = &self.owns[unit];
        let none = Figure {
            reporting: own.reports,
            blank: Some(Blank::NotReported),
            ..Figure::default()
        };
        // Everything that the unit has, initiatives without a date as well.
        let all = span.whole && span.from == self.span.from.max(self.portal.units[unit].valid_from);
        match own.source {
            Source::Nothing => none,
            Source::Reports => reported(&own.series, span, all, none),
            Source::Records if bare => Figure {
                blank: Some(Blank::NotComparable),
                ..none
            },
            Source::Records => listed(&own.series, span, all, none),
        }
    }
}

/// The count on the eve of a span: what has to be subtracted.
fn base(series: &Series<'_>, span: Span) -> Result<i64, Blank> {
    let Some(eve) = span.from.and_then(|from| from.yesterday().ok()) else {
        return Ok(0);
    };
    let point = series.exactly(eve);
    point.map(|p| p.value).ok_or(Blank::NoBaseline(eve))
}

fn reported(series: &Series<'_>, span: Span, all: bool, none: Figure) -> Figure {
    let base = if all { Ok(0) } else { base(series, span) };
    let inside = |point: &Point<'_>| all || span.from.is_none_or(|from| from <= point.date);
    let last = series.at(span.to).filter(inside);
    // A later report counts at least what was there on the last day.
    let next = series.points.partition_point(|p| p.date < span.to);
    let most = series.points.get(next).zip(base.ok());
    let figure = Figure {
        most: most.map(|(later, base)| later.value - base),
        own: true,
        ..none
    };
    match (last, base) {
        (None, _) => figure,
        (Some(_), Err(blank)) => Figure {
            blank: Some(blank),
            own_blank: Some(blank),
            ..figure
        },
        (Some(last), Ok(base)) => Figure {
            count: Some(Count {
                value: last.value - base,
                date: last.date,
                oldest: last.date,
                origin: Origin::Report,
            }),
            blank: None,
            settled: last.date == span.to,
            ..figure
        },
    }
}

/// A list is known on every day; what has no date may be of any.
fn listed(series: &Series<'_>, span: Span, all: bool, none: Figure) -> Figure {
    let last = series.at(span.to).map_or(0, |p| p.value);
    let base = if all {
        0
    } else {
        base(series, span).unwrap_or_default()
    };
    let (value, undated) = (last - base, series.undated);
    let figure = Figure {
        most: Some(if all { value } else { value + undated }),
        settled: undated == 0,
        undated: if all { undated } else { 0 },
        listed: true,
        ..none
    };
    if value == 0 && undated > 0 {
        return Figure {
            blank: Some(Blank::Undated),
            ..figure
        };
    }
    Figure {
        count: Some(Count {
            value,
            date: span.to,
            oldest: span.to,
            origin: Origin::Records,
        }),
        blank: None,
        ..figure
    }
}

/// A sum that is being made.
#[derive(Default)]
struct Sum {
    total: Option<Count>,
    coverage: Coverage,
    blank: Option<Blank>,
    undated: i64,
    reporting: bool,
    listed: bool,
    /// The most that the parts can be of which that is known, and how many others there are.
    most: i64,
    unknown: usize,
    /// Parts of which something is known, but not up to the last day.
    unsettled: usize,
}

impl Sum {
    fn add(&mut self, portal: &Portal, unit: usize, part: &Figure) {
        let coverage = adds(portal, unit, part);
        self.reporting |= part.reporting;
        // A cluster in which no one is takes nothing away.
        if coverage.expected == 0 && !part.listed {
            return;
        }
        self.coverage.add(coverage);
        let grouped = part.zero.filter(|_| groups(portal, unit, part));
        self.add_count(part.count.or(grouped));
        self.blank = self.blank.max(part.blank);
        self.undated += part.undated;
        self.listed |= part.listed;
        match part.most {
            Some(most) => self.most = self.most.saturating_add(most),
            None => self.unknown += 1,
        }
        if !part.settled && (part.count.is_some() || part.most.is_some()) {
            self.unsettled += 1;
        }
    }

    /// Adds what the unit itself has.
    fn add_own(&mut self, own: &Figure) {
        self.reporting |= own.reporting;
        self.blank = self.blank.max(own.blank);
        if own.listed {
            self.listed = true;
            self.undated += own.undated;
            self.most = self.most.saturating_add(own.most.unwrap_or_default());
            self.unsettled += usize::from(!own.settled);
            self.add_count(own.count);
        }
    }

    fn add_count(&mut self, count: Option<Count>) {
        self.total = match (self.total, count) {
            (Some(a), Some(b)) => Some(a.plus(b)),
            (total, count) => total.or(count),
        };
    }

    /// The sum with what the unit itself has: its records count with those below; its reports, that
    /// say nothing here, only why.
    fn finish(mut self, own: Figure, span: Span) -> Figure {
        let alone = self.coverage.expected == 0 && !self.listed && self.total.is_none();
        self.add_own(&own);
        // A list leaves no one out, unless somebody below reports: of that unit it says nothing.
        let by_list = self.listed && (!self.reporting || self.coverage.expected == 0);
        let origin = if by_list {
            Origin::Records
        } else {
            Origin::Sum(self.coverage)
        };
        let mut count = self.total.map(|total| Count { origin, ..total });
        // It is known up to the last day, also of units that ended before.
        if let Some(count) = count.as_mut().filter(|_| by_list) {
            (count.date, count.oldest) = (span.to, span.to);
        }
        let whole = by_list || (self.unknown == 0 && self.coverage.expected > 0);
        let summed = Figure {
            count,
            zero: None,
            blank: None,
            most: whole.then_some(self.most),
            settled: self.unsettled == 0
                && (by_list || self.coverage.settled == self.coverage.expected),
            undated: self.undated,
            own_blank: own.own_blank,
            own: own.own && alone,
            coverage: self.coverage,
            reporting: self.reporting,
            listed: self.listed,
        };
        let blank = self.blank.unwrap_or(Blank::NotReported);
        let unknown = Figure {
            count: None,
            blank: Some(blank),
            most: own.most.or(summed.most),
            settled: false,
            undated: 0,
            ..summed
        };
        match count {
            None => unknown,
            // Nothing so far, while somebody or a date is missing, is not nothing.
            Some(count) if count.value == 0 && !count.complete() => Figure {
                zero: Some(count),
                ..unknown
            },
            Some(count) if count.value == 0 && blank == Blank::Undated && !span.whole => unknown,
            Some(_) => summed,
        }
    }
}

/// Whether a unit is a cluster that does not report itself.
fn groups(portal: &Portal, unit: usize, figure: &Figure) -> bool {
    portal.units[unit].kind == UnitKind::Cluster && !figure.own
}

/// What a unit adds to the coverage of the one above. A cluster only groups units, so that those in
/// it count; one that reports itself is a unit like others.
fn adds(portal: &Portal, unit: usize, figure: &Figure) -> Coverage {
    let groups = groups(portal, unit, figure);
    // One that reports another metric only, and has no units, is to report this one.
    if groups && (figure.coverage.expected > 0 || !figure.reporting) {
        return figure.coverage;
    }
    let mut coverage = Coverage {
        expected: 1,
        ..Coverage::default()
    };
    match figure.count {
        Some(count) if count.complete() => {
            coverage.reported = 1;
            coverage.settled = usize::from(figure.settled);
        }
        Some(_) => coverage.partial = 1,
        None => {
            let uncounted = matches!(figure.blank, Some(Blank::NoBaseline(_) | Blank::Undated));
            coverage.uncounted = usize::from(uncounted);
        }
    }
    coverage
}
