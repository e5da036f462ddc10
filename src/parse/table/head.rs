//! Which rows of a sheet are the headings.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::form;
use super::heading::{Match, Matcher};
use super::merged::Area;
use super::period::{self, Period};
use super::rows::{Line, Row};
use super::shown::Shown;
use crate::base::slug;

/// How many rows the headings of a form may take.
const HEIGHT: usize = 4;
/// How many columns are looked at to find the headings.
const LOOKED: usize = 512;
/// The longest text that may be a heading.
const LONGEST: usize = 200;

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

/// The texts of a row that may be headings.
pub(super) fn texts(row: &Line<'_>) -> Texts {
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
        let until = around.areas.partition_point(|area| area.top < index);
        let reaching = around.areas[..until]
            .iter()
            .filter(|area| area.top < index && area.bottom >= index);
        let mut headings = reaching.map(|area| line.cell(area.left as usize).shown());
        self.sidecar.header_row.is_none() && headings.any(|text| self.key_of(&text).is_some())
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
    pub(super) fn period_of(
        &self,
        texts: &[String],
        around: &Around<'_>,
    ) -> Option<(Period, Vec<String>)> {
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
        let merged: Vec<&Area> = areas.iter().filter(here).collect();
        for area in &merged {
            let at = rows.iter().position(|row| row.number == area.top + 1);
            if let Some(texts) = at.map(|at| &all[at]) {
                spread_merged(&mut row, area, texts);
            }
        }
        if merged.is_empty() {
            spread_right(&mut row, &all[index + 1..=last]);
        }
        for (column, text) in row {
            add_new_texts(columns.entry(column).or_default(), text);
        }
    }
    remove_title(&mut columns);
    columns.into_iter().collect()
}

/// The text of a merged area in all its columns; `texts` are those of its first row.
fn spread_merged<'t>(row: &mut BTreeMap<usize, &'t str>, area: &Area, texts: &'t Texts) {
    let text = texts
        .iter()
        .find(|(column, _)| *column == area.left as usize);
    if let Some((_, text)) = text {
        for column in area.left..=area.right.min(area.left.saturating_add(16_384)) {
            row.entry(column as usize).or_insert(text);
        }
    }
}

/// Texts in the empty cells to their right that have a text below.
fn spread_right(row: &mut BTreeMap<usize, &str>, below: &[Texts]) {
    let below: BTreeSet<usize> = below.iter().flatten().map(|(column, _)| *column).collect();
    for column in below {
        let left = row.range(..=column).next_back();
        if let Some((at, text)) = left
            && *at < column
        {
            let text = *text;
            row.insert(column, text);
        }
    }
}

/// Adds the texts of a cell to those above it, once each. Rejected rows have the texts of their
/// headings in one cell.
fn add_new_texts(texts: &mut Vec<String>, cell: &str) {
    for text in cell.split(" / ") {
        if texts.last().is_none_or(|last| last != text) {
            texts.push(text.to_owned());
        }
    }
}

/// What is over all columns is a title, not a heading.
fn remove_title(columns: &mut BTreeMap<usize, Vec<String>>) {
    let mut firsts = columns.values().map(|texts| texts.first());
    let title = firsts.next().flatten();
    if columns.len() > 2 && title.is_some() && firsts.all(|first| first == title) {
        for texts in columns.values_mut().filter(|texts| texts.len() > 1) {
            texts.remove(0);
        }
    }
}
