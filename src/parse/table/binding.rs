//! What each column of a sheet is, by its headings.

use std::collections::BTreeSet;

use super::column::Column;
use super::head::{Around, Head, texts};
use super::heading::{Bound, Layout, Match, Matcher, Said, Site};
use super::money;
use super::period::Period;
use super::rows::Row;
use crate::base::{Date, slug};
use crate::diag::{Problem, Problems};
use crate::parse::schema::Kind;

/// The most columns of days: three years of them.
const DAYS: usize = 1_100;
/// What headings beside days say, as slugs, that does not tell which figures they are.
const FIGURES: [&str; 7] = [
    "luy-ke",
    "so-luong",
    "so-sang-kien",
    "ket-qua",
    "so-lieu",
    "sang-kien",
    "so-lieu-luy-ke",
];

/// Reads the headings of a sheet, column by column.
struct Binder<'a> {
    matcher: &'a Matcher<'a>,
    around: &'a Around<'a>,
    site: &'a Site,
    problems: &'a mut Problems,
    layout: Layout,
    /// Whether a heading of the sheet says that figures are running totals.
    running: bool,
    /// The days of the columns so far.
    days: BTreeSet<Date>,
}

/// What the cells of a column are.
struct Meaning<'a> {
    column: &'a Column,
    /// What the heading says of the unit of its numbers.
    said: Said,
    /// For counts by id: the id.
    id: Option<String>,
    /// For columns of days: the day.
    day: Option<Date>,
}

impl<'a> Meaning<'a> {
    fn field(column: &'a Column, said: Said) -> Self {
        Self {
            column,
            said,
            id: None,
            day: None,
        }
    }
}

impl Matcher<'_> {
    /// Reads the headings. Columns that are unknown, doubled or missing are reported.
    pub(super) fn layout(
        &self,
        head: &Head,
        rows: &[Row<'_>],
        around: &Around<'_>,
        site: &Site,
        problems: &mut Problems,
    ) -> Layout {
        let mut binder = Binder {
            matcher: self,
            around,
            site,
            problems,
            layout: heading_rows(&rows[head.first..=head.last]),
            running: head.columns.iter().any(|(_, texts)| is_running(texts)),
            days: BTreeSet::new(),
        };
        for (index, texts) in binder.own_columns(head) {
            if !binder.read(*index, texts) {
                break;
            }
        }
        let mut layout = binder.layout;
        layout.bound.sort_by_key(|b| !b.column.names());
        layout
    }

    /// Tells which columns must be there and are not. `given` are keys that come from elsewhere.
    pub(super) fn missing(
        &self,
        layout: &Layout,
        given: &[&str],
        site: &Site,
        problems: &mut Problems,
    ) {
        for column in self.columns.iter().filter(|column| column.required()) {
            let key = column.key.as_str();
            if layout.holds(key) || given.contains(&key) || self.has_default(key) {
                continue;
            }
            let (vi, en) = (column.label(), column.field().en);
            problems.add(site.cell(layout.row, 0), Problem::MissingColumn { vi, en });
        }
    }

    /// Tells which headings the sidecar names and no table of the file has. `seen` are those of all
    /// its tables.
    pub(super) fn in_vain(&self, seen: &[String], problems: &mut Problems) {
        let said = self.sidecar.columns.iter().map(|(heading, _)| heading);
        for (heading, place) in said.chain(&self.sidecar.ignore) {
            let wanted = slug::slug(heading);
            let is_whole = seen.iter().any(|seen| slug::slug(seen) == wanted);
            let mut parts = seen.iter().flat_map(|seen| seen.split(" / "));
            if !is_whole && !parts.any(|text| slug::slug(text) == wanted) {
                let problem = Problem::ColumnNotFound {
                    heading: heading.clone(),
                    known: seen.join(", "),
                };
                problems.add(place.clone(), problem);
            }
        }
    }
}

/// A layout with the rows of the headings, and no columns yet.
fn heading_rows(rows: &[Row<'_>]) -> Layout {
    let mut layout = Layout::default();
    for row in rows {
        layout.rows.push(row.number);
        layout.row = row.number;
        let texts = texts(&row.line());
        let signature = texts.iter().map(|(_, text)| slug::slug(text));
        layout.signatures.push(signature.collect());
    }
    layout
}

/// Whether a heading says that figures are running totals.
fn is_running(texts: &[String]) -> bool {
    texts.iter().any(|text| slug::slug(text).contains("luy-ke"))
}

fn is_count(column: &Column) -> bool {
    matches!(column.field().kind, Kind::Count)
}

impl<'a> Binder<'a> {
    /// The columns of this table; another one beside it is reported.
    fn own_columns<'h>(&mut self, head: &'h Head) -> &'h [(usize, Vec<String>)] {
        self.layout.cut = self.matcher.beside(head);
        let Some(cut) = self.layout.cut else {
            return &head.columns;
        };
        let own = head.columns.iter().take_while(|(index, _)| *index < cut);
        let (own, others) = head.columns.split_at(own.count());
        if let Some((_, texts)) = others.first() {
            let heading = texts.join(" / ");
            let place = self.site.cell(self.layout.row, cut);
            self.problems.add(place, Problem::TableBeside { heading });
        }
        own
    }

    /// Reads one column; false when there are too many of them.
    fn read(&mut self, index: usize, texts: &[String]) -> bool {
        let heading = texts.join(" / ");
        self.layout.unnamed.extend(self.layout.width..index);
        self.layout.width = index + 1;
        self.layout.seen.push((index, heading.clone()));
        match self.meaning(index, texts, &heading) {
            Ok(None) => {}
            Ok(Some(meaning)) => {
                self.days.extend(meaning.day);
                if self.days.len() > DAYS {
                    let (what, limit) = ("days", DAYS.to_string());
                    self.report(index, Problem::TableTooBig { what, limit });
                    return false;
                }
                self.bind_as(index, heading, meaning);
            }
            Err(problem) => self.report(index, problem),
        }
        true
    }

    fn report(&mut self, index: usize, problem: Problem) {
        let place = self.site.cell(self.layout.row, index);
        self.problems.add(place, problem);
    }

    /// What a column is; none when it is not read.
    fn meaning(
        &mut self,
        index: usize,
        texts: &[String],
        heading: &str,
    ) -> Result<Option<Meaning<'a>>, Problem> {
        let found = match self.matcher.find_all(texts) {
            Match::Ignored => return Ok(None),
            Match::Counter => {
                self.layout.counters.push(index);
                return Ok(None);
            }
            Match::Period => return Err(of_a_period(heading)),
            Match::Counts(column, id) => {
                let id = Some(id);
                let said = Said::Nothing;
                return Ok(Some(Meaning {
                    id,
                    ..Meaning::field(column, said)
                }));
            }
            Match::Field(column, said) if !is_count(column) => {
                return Ok(Some(Meaning::field(column, said)));
            }
            Match::Field(column, said) => Some((column, said)),
            Match::Unknown => None,
        };
        let meaning = match (self.matcher.period_of(texts, self.around), found) {
            (Some((period, others)), found) => {
                self.of_day(texts, period, &others, found.is_some(), heading)
            }
            (None, Some((column, said))) => self.of_count(texts, column, said, heading),
            (None, None) => {
                let labels = self.matcher.columns.iter().map(Column::label);
                let nearest = slug::nearest(heading, labels);
                Err(unknown(heading, nearest))
            }
        };
        meaning.map(Some)
    }

    /// A column of the figures of one day. `others` are its texts besides the day; `field` says
    /// whether the heading as a whole names a field.
    fn of_day(
        &self,
        texts: &[String],
        period: Period,
        others: &[String],
        field: bool,
        heading: &str,
    ) -> Result<Meaning<'a>, Problem> {
        let counted = match self.matcher.find_all(others) {
            Match::Field(column, _) if is_count(column) => Some(column),
            _ if field => None,
            _ => self.metric(others),
        };
        let column = counted.ok_or_else(|| unknown(heading, None))?;
        // Beside running totals, the other columns of days are the figures of a period.
        if self.running && !is_running(texts) {
            return Err(of_a_period(heading));
        }
        Ok(Meaning {
            day: Some(period.last),
            ..Meaning::field(column, Said::Nothing)
        })
    }

    /// A column of counts that says no day.
    fn of_count(
        &self,
        texts: &[String],
        column: &'a Column,
        said: Said,
        heading: &str,
    ) -> Result<Meaning<'a>, Problem> {
        if self.around.in_period && self.matcher.reports() && !is_running(texts) {
            return Err(of_a_period(heading));
        }
        Ok(Meaning::field(column, said))
    }

    /// What a column of days without another heading counts.
    fn metric(&self, others: &[String]) -> Option<&'a Column> {
        let mut headings = others.iter().map(|text| slug::slug(text));
        if !headings.all(|heading| FIGURES.contains(&heading.as_str())) {
            return None;
        }
        let key = if self.around.valid {
            "valid"
        } else {
            "submitted"
        };
        self.matcher.column(key)
    }

    /// Adds a column by what its cells are; a unit of its numbers that is unknown is reported.
    fn bind_as(&mut self, index: usize, heading: String, meaning: Meaning<'_>) {
        let (scale, currency) = match meaning.said {
            Said::Nothing => (None, None),
            Said::Scale(scale) => (Some(scale), None),
            Said::Currency(currency) => (None, Some(currency)),
            Said::Strange => {
                let unit = money::split(&heading).1.to_owned();
                let heading = heading.clone();
                self.report(index, Problem::UnknownUnit { heading, unit });
                (None, None)
            }
        };
        self.bind(Bound {
            index,
            heading,
            column: meaning.column.clone(),
            scale,
            currency,
            id: meaning.id,
            day: meaning.day,
        });
    }

    /// Adds a column, unless another is the same field: a code beside a name is checked with it,
    /// all else is a problem, or another table beside this one.
    fn bind(&mut self, bound: Bound) {
        let layout = &mut self.layout;
        let Some(at) = layout.bound.iter().position(|other| other.is_same(&bound)) else {
            layout.bound.push(bound);
            return;
        };
        let reference = matches!(bound.column.field().kind, Kind::Reference(_));
        let is_code = bound.is_code();
        let has_both = layout.also.iter().any(|other| other.is_same(&bound));
        if reference && layout.bound[at].is_code() != is_code && !has_both {
            if is_code {
                let name = std::mem::replace(&mut layout.bound[at], bound);
                layout.also.push(name);
            } else {
                layout.also.push(bound);
            }
            return;
        }
        let place = self.site.cell(layout.row, bound.index);
        let beside = layout
            .unnamed
            .iter()
            .any(|gap| *gap > layout.bound[at].index);
        if beside {
            let heading = bound.heading;
            self.problems.add(
                place,
                Problem::UnknownColumn {
                    heading,
                    nearest: None,
                },
            );
            return;
        }
        let (field, first) = (bound.column.label(), layout.bound[at].heading.clone());
        self.problems.add(
            place,
            Problem::DuplicateColumn {
                heading: bound.heading,
                field,
                first,
            },
        );
    }
}

fn of_a_period(heading: &str) -> Problem {
    let heading = heading.to_owned();
    Problem::PeriodColumn { heading }
}

fn unknown(heading: &str, nearest: Option<&'static str>) -> Problem {
    let heading = heading.to_owned();
    Problem::UnknownColumn { heading, nearest }
}
