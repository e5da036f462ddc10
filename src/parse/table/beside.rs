//! Tables that are not read as they lie: one beside another in the same rows, and one that is
//! turned, with a column for each unit.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::form;
use super::head::Head;
use super::heading::{Match, Matcher};
use super::period;
use super::rows::{Line, Row};
use crate::base::slug;

/// How far to the right the names of the rows of a turned table are looked for.
const NAMES: usize = 3;
/// How many figures beside a name make a row of a turned table.
const FIGURES: usize = 2;
/// How many rows are looked at.
const ROWS: usize = 40;

/// What a column is, as far as two tables of a sheet may have it in common: its field, and whether
/// it holds codes, which may be beside names of the same things.
type Named = (String, bool);

impl Matcher<'_> {
    /// Where another table begins beside the one whose headings these are: at headings that say
    /// again what those to the left of them say.
    pub(super) fn beside(&self, head: &Head) -> Option<usize> {
        let columns: Vec<(usize, Option<Named>)> = head
            .columns
            .iter()
            .take(256)
            .map(|(index, texts)| (*index, self.common(texts)))
            .collect();
        let first = columns.iter().find_map(|(_, named)| named.as_ref())?;
        for at in 1..columns.len() {
            let (left, right) = columns.split_at(at);
            let gap = left[at - 1].0 + 1 < right[0].0;
            let again = right[0].1.as_ref() == Some(first);
            if !gap && !again {
                continue;
            }
            let [before, behind] = [left, right].map(fields);
            let same: Vec<&Named> = before.intersection(&behind).collect();
            let names = same.iter().any(|(key, _)| key == "unit" || key == "title");
            if names && right.len() >= 2 && (same.len() >= 2 || gap) {
                return Some(right[0].0);
            }
        }
        None
    }

    fn common(&self, texts: &[String]) -> Option<Named> {
        let words = slug::slug(&texts.join(" "));
        match self.find_all(texts) {
            Match::Field(column, _) => {
                let code = words.split('-').any(|word| word == "ma");
                Some((column.key.clone(), code))
            }
            Match::Counter => Some((String::new(), false)),
            _ => None,
        }
    }

    /// The first cell, its row from 1 and its column from 0, that shows that a table of reports has
    /// a column for each unit; none where `head` has a column of figures.
    pub(super) fn turned(&self, head: Option<&Head>, rows: &[Row<'_>]) -> Option<(u32, usize)> {
        let mut headings = head.iter().flat_map(|head| &head.columns);
        if !self.reports() || headings.any(|(_, texts)| self.heads_figures(texts)) {
            return None;
        }
        let lines: Vec<Line<'_>> = rows.iter().take(ROWS).map(Row::line).collect();
        (0..lines.len()).find_map(|at| {
            let column = self.names_figures(&lines[at]).or_else(|| {
                let above = at.checked_sub(1).map(|above| &lines[above])?;
                names_day(above, &lines[at])
            })?;
            Some((lines[at].number, column))
        })
    }

    /// Whether a heading is that of a column of figures.
    fn heads_figures(&self, texts: &[String]) -> bool {
        match self.find_all(texts) {
            Match::Unknown => texts.iter().any(|text| is_day(text)),
            Match::Counts(..) | Match::Period => true,
            found => found.is_count(),
        }
    }

    /// The column in which a row of a turned table says what its figures count.
    fn names_figures(&self, row: &Line<'_>) -> Option<usize> {
        (0..NAMES).find(|column| {
            let texts = [row.cell(*column).shown().into_owned()];
            self.find_all(&texts).is_count() && figures_from(row, *column) >= FIGURES
        })
    }
}

/// Whether a text says a day or a period, as a heading does.
fn is_day(text: &str) -> bool {
    period::of_heading(text, Some(2000)).is_some()
}

/// The fields that columns name.
fn fields(columns: &[(usize, Option<Named>)]) -> BTreeSet<Named> {
    let fields = columns.iter().filter_map(|(_, named)| named.clone());
    fields.collect()
}

/// The column in which a row of a turned table says a day, below headings that are words.
fn names_day(above: &Line<'_>, row: &Line<'_>) -> Option<usize> {
    let (texts, figures) = form::words(above);
    let column = (0..NAMES).find(|column| match row.cell(*column) {
        Cell::Day(_) => true,
        Cell::Text(text) => is_day(text),
        _ => false,
    })?;
    let headed = texts.iter().filter(|(at, _)| *at > column).count();
    (!figures && headed >= FIGURES && figures_from(row, column) >= FIGURES).then_some(column)
}

/// How many figures a row has right of a column, where it has nothing else there.
fn figures_from(row: &Line<'_>, column: usize) -> usize {
    let mut figures = 0;
    for at in column + 1..row.width().min(column + 256) {
        match row.cell(at) {
            Cell::Empty => {}
            Cell::Text(text) if form::is_figure(text) => figures += 1,
            Cell::Number(_) | Cell::Styled(..) => figures += 1,
            _ => return 0,
        }
    }
    figures
}
