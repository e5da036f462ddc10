//! Which rows of a sheet are the headings, and what each column is by them.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::column::Column;
use super::form;
use super::heading::{Bound, Layout, Match, Matcher, Said, Site};
use super::merged::Area;
use super::period::{self, Period};
use super::rows::{Line, Row};
use super::shown::Shown;
use crate::base::slug;
use crate::diag::{Problem, Problems};
use crate::parse::schema::Kind;

/// How many rows the headings of a form may take.
const HEIGHT: usize = 4;
/// How many columns are looked at to find the headings.
const LOOKED: usize = 512;
/// The longest text that may be a heading.
const LONGEST: usize = 200;
/// The most columns of days: three years of them.
const DAYS: usize = 1_100;

/// The headings of a sheet among its first rows.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Where they begin, as an index.
    pub(super) first: usize,
    /// Where they end; that row belongs to them.
    pub(super) last: usize,
    /// The texts of each column from top to bottom.
    pub(super) columns: Vec<(usize, Vec<String>)>,
    /// How many fields they name.
    pub(super) score: usize,
}

/// What is known of a sheet besides its rows.
pub(super) struct Around<'a> {
    pub(super) areas: &'a [Area],
    /// The year that titles and names say.
    pub(super) year: Option<i16>,
    /// What the title says that bare columns of days are.
    pub(super) valid: bool,
    /// Whether the title says that the figures are those of a month or quarter alone.
    pub(super) in_period: bool,
}

/// The texts of one row by their columns.
type Texts = Vec<(usize, String)>;

fn texts(row: &Line<'_>) -> Texts {
    let mut texts = Texts::new();
    for (column, text) in row.shown() {
        if text.chars().count() > LONGEST {
            continue;
        }
        texts.push((column, text.into_owned()));
    }
    texts
}

/// Whether a row holds bare numbers, as records do and headings do not.
fn has_numbers(row: &Line<'_>) -> bool {
    (0..row.width().min(LOOKED)).any(|column| match row.cell(column) {
        Cell::Styled(_, Shown::Month, _) => false,
        Cell::Number(_) | Cell::Styled(..) | Cell::Flag(_) | Cell::NoValue => true,
        Cell::Text(text) => text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    })
}

impl Matcher<'_> {
    /// The headings among the first rows of a sheet: those that name most fields, and two at least.
    pub(super) fn head(&self, rows: &[Row<'_>], around: &Around<'_>) -> Option<Head> {
        let lines: Vec<Line<'_>> = rows.iter().map(Row::line).collect();
        let all: Vec<Texts> = lines.iter().map(texts).collect();
        let mut known = BTreeMap::new();
        let mut best: Option<Head> = None;
        for first in 0..rows.len() {
            if all[first].is_empty() || self.begins_above(&rows[first], around) {
                continue;
            }
            for last in first..rows.len().min(first + HEIGHT) {
                let next_to = last == first
                    || (rows[last].number == rows[last - 1].number + 1
                        && !has_numbers(&lines[last])
                        && !form::numbers_columns(&lines[last]));
                if !next_to || (last > first && self.is_section(&all[first], &all[last])) {
                    break;
                }
                if let Some(wanted) = self.sidecar.header_row
                    && !(rows[first].number..=rows[last].number).contains(&wanted)
                {
                    continue;
                }
                let columns = stacked(rows, &all, first, last, around.areas);
                let (score, named) = self.score(&columns, around, &mut known);
                // Of two that name as much the lower one is taken: a title above is not a heading.
                let height = |head: &Head| head.last - head.first;
                let better = best.as_ref().is_none_or(|best| {
                    score > best.score || (score == best.score && last - first < height(best))
                });
                if better && (named >= 2 || (named == 1 && self.sidecar.header_row.is_some())) {
                    best = Some(Head {
                        first,
                        last,
                        columns,
                        score,
                    });
                }
            }
        }
        let mut best = best?;
        let behind = best.last + 1;
        if lines.get(behind).is_some_and(form::numbers_columns) {
            best.last = behind;
        }
        Some(best)
    }

    /// Whether a row below headings has nothing but a text in their first column, besides the
    /// number of a section, and that is not a heading: "Tháng 5/2024" over the rows of that month.
    fn is_section(&self, headings: &Texts, row: &Texts) -> bool {
        let counter =
            |text: &String| matches!(self.find_all(std::slice::from_ref(text)), Match::Counter);
        let first = headings.iter().find(|(_, text)| !counter(text));
        let mut words = row.iter().filter(|(_, text)| !form::counts_sections(text));
        let (Some((column, text)), None, Some((first, _))) = (words.next(), words.next(), first)
        else {
            return false;
        };
        column == first && self.key_of(text).is_none() && self.in_sidecar(text).is_none()
    }

    /// Whether a heading that is merged down to this row begins above it.
    fn begins_above(&self, row: &Row<'_>, around: &Around<'_>) -> bool {
        let index = row.number.saturating_sub(1);
        let line = row.line();
        let reaches = |area: &&Area| {
            area.top < index
                && area.bottom >= index
                && self
                    .key_of(&line.cell(area.left as usize).shown())
                    .is_some()
        };
        let until = around.areas.partition_point(|area| area.top < index);
        self.sidecar.header_row.is_none() && around.areas[..until].iter().any(|area| reaches(&area))
    }

    /// How many fields headings name, and how many columns do so.
    fn score(
        &self,
        columns: &[(usize, Vec<String>)],
        around: &Around<'_>,
        known: &mut BTreeMap<Vec<String>, Vec<String>>,
    ) -> (usize, usize) {
        let (mut keys, mut named) = (BTreeSet::new(), 0);
        for (_, texts) in columns.iter().take(LOOKED) {
            let key = known
                .entry(texts.clone())
                .or_insert_with(|| self.keys(texts, around));
            // A number for each row is what a heading has and a record has not.
            let counter = matches!(self.find_all(texts), Match::Counter);
            named += usize::from(!key.is_empty() || counter);
            keys.extend(key.clone());
        }
        (keys.len(), named)
    }

    /// The fields that the texts of a heading name: a day and what is counted, where columns are
    /// days. A heading that a file beside the table says whole counts for itself, so that the rows
    /// that were the headings when a form was remembered are the headings again.
    fn keys(&self, texts: &[String], around: &Around<'_>) -> Vec<String> {
        let whole = slug::slug(&texts.join(" "));
        let said = self
            .in_sidecar(&texts.join(" "))
            .is_some()
            .then(|| format!("said {whole}"));
        self.named(texts, around).into_iter().chain(said).collect()
    }

    fn named(&self, texts: &[String], around: &Around<'_>) -> Vec<String> {
        match self.find_all(texts) {
            Match::Field(column, _) => vec![column.key.clone()],
            Match::Counts(column, id) => vec![format!("{} {id}", column.key)],
            Match::Period => vec!["period".to_owned()],
            Match::Unknown => match self.period_of(texts, around) {
                Some((_, others)) => {
                    let counted = match self.find_all(&others) {
                        Match::Field(column, _) => Some(column.key.clone()),
                        _ => None,
                    };
                    ["as_of".to_owned()].into_iter().chain(counted).collect()
                }
                None => Vec::new(),
            },
            Match::Ignored | Match::Counter => Vec::new(),
        }
    }

    /// The period that a heading of a column of figures says, and its other texts.
    fn period_of(&self, texts: &[String], around: &Around<'_>) -> Option<(Period, Vec<String>)> {
        if !self.reports() {
            return None;
        }
        let (mut found, mut others) = (None, Vec::new());
        // "T1" below "Năm 2024"
        let year = texts.iter().find_map(|text| period::only_year(text));
        for text in texts
            .iter()
            .filter(|text| period::only_year(text).is_none())
        {
            match period::of_heading(text, year.or(around.year)) {
                Some(period) if found.is_none() => found = Some(period),
                _ => others.push(text.clone()),
            }
        }
        Some((found?, others))
    }

    /// Reads the headings. Columns that are unknown, doubled or missing are reported.
    pub(super) fn layout(
        &self,
        head: &Head,
        rows: &[Row<'_>],
        around: &Around<'_>,
        site: &Site,
        problems: &mut Problems,
    ) -> Layout {
        let mut layout = Layout {
            rows: rows[head.first..=head.last]
                .iter()
                .map(|row| row.number)
                .collect(),
            row: rows[head.last].number,
            ..Layout::default()
        };
        for row in &rows[head.first..=head.last] {
            let signature: Vec<String> = texts(&row.line())
                .iter()
                .map(|(_, text)| slug::slug(text))
                .collect();
            layout.signatures.push(signature);
        }
        layout.cut = self.beside(head);
        let columns = head.columns.iter();
        let columns: Vec<_> = columns
            .take_while(|(index, _)| layout.cut.is_none_or(|cut| *index < cut))
            .collect();
        if let Some((cut, (_, texts))) = layout.cut.zip(head.columns.get(columns.len())) {
            let heading = texts.join(" / ");
            problems.add(site.cell(layout.row, cut), Problem::TableBeside { heading });
        }
        let running = head
            .columns
            .iter()
            .any(|(_, texts)| texts.iter().any(|text| slug::slug(text).contains("luy-ke")));
        let mut days = BTreeSet::new();
        for (index, texts) in columns {
            let (index, heading) = (*index, texts.join(" / "));
            layout.unnamed.extend(layout.width..index);
            layout.width = index + 1;
            layout.seen.push((index, heading.clone()));
            let place = site.cell(layout.row, index);
            let (column, said, id, day) = match self.find_all(texts) {
                Match::Ignored => continue,
                Match::Counter => {
                    layout.counters.push(index);
                    continue;
                }
                Match::Period => {
                    problems.add(place, Problem::PeriodColumn { heading });
                    continue;
                }
                Match::Counts(column, id) => (column.clone(), Said::Nothing, Some(id), None),
                Match::Field(column, said) if !matches!(column.field().kind, Kind::Count) => {
                    (column.clone(), said, None, None)
                }
                found => match (self.period_of(texts, around), found) {
                    (Some((period, others)), found) => {
                        let luy_ke = texts.iter().any(|text| slug::slug(text).contains("luy-ke"));
                        let metric = match self.find_all(&others) {
                            Match::Field(column, _)
                                if matches!(column.field().kind, Kind::Count) =>
                            {
                                Some(column.clone())
                            }
                            _ if matches!(found, Match::Field(..)) => None,
                            _ => self.metric(&others, around.valid),
                        };
                        match metric {
                            Some(_) if running && !luy_ke => {
                                problems.add(place, Problem::PeriodColumn { heading });
                                continue;
                            }
                            Some(column) => (column, Said::Nothing, None, Some(period.last)),
                            None => {
                                problems.add(
                                    place,
                                    Problem::UnknownColumn {
                                        heading,
                                        nearest: None,
                                    },
                                );
                                continue;
                            }
                        }
                    }
                    (None, Match::Field(column, said)) => {
                        let luy_ke = texts.iter().any(|text| slug::slug(text).contains("luy-ke"));
                        if around.in_period && self.reports() && !luy_ke {
                            problems.add(place, Problem::PeriodColumn { heading });
                            continue;
                        }
                        (column.clone(), said, None, None)
                    }
                    (None, _) => {
                        let nearest =
                            slug::nearest(&heading, self.columns.iter().map(Column::label));
                        problems.add(place, Problem::UnknownColumn { heading, nearest });
                        continue;
                    }
                },
            };
            days.extend(day);
            if days.len() > DAYS {
                let limit = DAYS.to_string();
                problems.add(
                    place,
                    Problem::TableTooBig {
                        what: "days",
                        limit,
                    },
                );
                break;
            }
            let (scale, currency) = match said {
                Said::Nothing => (None, None),
                Said::Scale(scale) => (Some(scale), None),
                Said::Currency(currency) => (None, Some(currency)),
                Said::Strange => {
                    let unit = super::money::split(&heading).1.to_owned();
                    problems.add(
                        place.clone(),
                        Problem::UnknownUnit {
                            heading: heading.clone(),
                            unit,
                        },
                    );
                    (None, None)
                }
            };
            let bound = Bound {
                index,
                heading,
                column,
                scale,
                currency,
                id,
                day,
            };
            self.bind(bound, &mut layout, site, problems);
        }
        layout.bound.sort_by_key(|b| !b.column.names());
        layout
    }

    /// What a column of days without another heading counts.
    fn metric(&self, others: &[String], valid: bool) -> Option<Column> {
        let known = others.iter().all(|text| {
            let slug = slug::slug(text);
            [
                "luy-ke",
                "so-luong",
                "so-sang-kien",
                "ket-qua",
                "so-lieu",
                "sang-kien",
                "so-lieu-luy-ke",
            ]
            .contains(&slug.as_str())
        });
        let key = if valid { "valid" } else { "submitted" };
        known.then(|| self.column(key).cloned()).flatten()
    }

    /// Adds a column, unless another is the same field: a code beside a name is checked with it,
    /// all else is a problem, or another table beside this one.
    fn bind(&self, bound: Bound, layout: &mut Layout, site: &Site, problems: &mut Problems) {
        let same =
            |b: &Bound| b.column.key == bound.column.key && b.id == bound.id && b.day == bound.day;
        let Some(at) = layout.bound.iter().position(same) else {
            layout.bound.push(bound);
            return;
        };
        let code = |b: &Bound| slug::slug(&b.heading).split('-').any(|word| word == "ma");
        let reference = matches!(bound.column.field().kind, Kind::Reference(_));
        if reference && code(&layout.bound[at]) != code(&bound) && !layout.also.iter().any(same) {
            if code(&bound) {
                let name = std::mem::replace(&mut layout.bound[at], bound);
                layout.also.push(name);
            } else {
                layout.also.push(bound);
            }
            return;
        }
        let place = site.cell(layout.row, bound.index);
        let beside = layout
            .unnamed
            .iter()
            .any(|gap| *gap > layout.bound[at].index);
        if beside {
            let heading = bound.heading;
            problems.add(
                place,
                Problem::UnknownColumn {
                    heading,
                    nearest: None,
                },
            );
            return;
        }
        let (field, first) = (bound.column.label(), layout.bound[at].heading.clone());
        problems.add(
            place,
            Problem::DuplicateColumn {
                heading: bound.heading,
                field,
                first,
            },
        );
    }

    /// Tells which columns must be there and are not. `given` are keys that come from elsewhere.
    pub(super) fn missing(
        &self,
        layout: &Layout,
        given: &[&str],
        site: &Site,
        problems: &mut Problems,
    ) {
        let there = |column: &Column| {
            layout.bound.iter().any(|b| b.column.key == column.key)
                || given.contains(&column.key.as_str())
                || (column.key == "as_of" && layout.bound.iter().any(|b| b.day.is_some()))
        };
        let by_default = |column: &Column| {
            self.sidecar
                .defaults
                .iter()
                .any(|((key, _), _)| *key == column.key)
        };
        for column in self
            .columns
            .iter()
            .filter(|c| c.required() && !there(c) && !by_default(c))
        {
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
            let named = |seen: &String| {
                slug::slug(seen) == wanted
                    || seen.split(" / ").any(|text| slug::slug(text) == wanted)
            };
            if !seen.iter().any(named) {
                let problem = Problem::ColumnNotFound {
                    heading: heading.clone(),
                    known: seen.join(", "),
                };
                problems.add(place.clone(), problem);
            }
        }
    }
}

/// The texts of each column over several rows. What is merged holds for all columns that it covers;
/// without merged cells a text holds for the empty cells to its right that have a text below.
fn stacked(
    rows: &[Row<'_>],
    all: &[Texts],
    first: usize,
    last: usize,
    areas: &[Area],
) -> Vec<(usize, Vec<String>)> {
    let mut columns: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let top = rows[first].number.saturating_sub(1);
    for index in first..=last {
        let number = rows[index].number.saturating_sub(1);
        let mut row: BTreeMap<usize, &str> = all[index]
            .iter()
            .map(|(column, text)| (*column, text.as_str()))
            .collect();
        let here = |area: &&Area| {
            area.right > area.left && area.top >= top && (area.top..=area.bottom).contains(&number)
        };
        let mut merged = false;
        for area in areas.iter().filter(here) {
            merged = true;
            let at = |number: u32| rows.iter().position(|row| row.number == number + 1);
            let Some(texts) = at(area.top).map(|at| &all[at]) else {
                continue;
            };
            let text = texts
                .iter()
                .find(|(column, _)| *column == area.left as usize);
            if let Some((_, text)) = text {
                for column in area.left..=area.right.min(area.left.saturating_add(16_384)) {
                    row.entry(column as usize).or_insert(text);
                }
            }
        }
        if !merged && index < last {
            let below: BTreeSet<usize> = all[index + 1..=last]
                .iter()
                .flatten()
                .map(|(column, _)| *column)
                .collect();
            for column in below {
                let over = row.range(..=column).next_back();
                let over = over.filter(|(at, _)| **at < column).map(|(_, text)| *text);
                if let Some(text) = over {
                    row.insert(column, text);
                }
            }
        }
        for (column, text) in row {
            let texts = columns.entry(column).or_default();
            // Rejected rows have the texts of their headings in one cell.
            for text in text.split(" / ") {
                if texts.last().is_none_or(|last| last != text) {
                    texts.push(text.to_owned());
                }
            }
        }
    }
    // What is over all columns is a title.
    let titled = {
        let mut firsts = columns.values().map(|texts| texts.first());
        let title = firsts.next().flatten();
        columns.len() > 2 && title.is_some() && firsts.all(|first| first == title)
    };
    if titled {
        for texts in columns.values_mut().filter(|texts| texts.len() > 1) {
            texts.remove(0);
        }
    }
    columns.into_iter().collect()
}
