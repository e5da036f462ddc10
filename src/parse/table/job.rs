//! The reading of one file, and of one of its sheets: what their steps share.

use super::Table;
use super::heading::{Matcher, Site};
use super::merged::Area;
use super::state::{Remarks, State};
use super::understood::AlikeSheet;
use super::written::Marks;
use crate::diag::{Place, Problem};
use crate::parse::Parsed;
use crate::source::Source;

/// The reading of one file.
pub(super) struct Job<'a, T, M> {
    pub(super) source: &'a Source,
    pub(super) matcher: &'a Matcher<'a>,
    pub(super) make: &'a M,
    pub(super) parsed: &'a mut Parsed<T>,
    /// The headings of all tables of the file.
    pub(super) seen: Vec<String>,
    /// Sheets that look like the one that was named.
    pub(super) alike: Vec<AlikeSheet>,
}

impl<T, M> Job<'_, T, M> {
    pub(super) fn add(&mut self, place: Place, problem: Problem) {
        self.parsed.found.problems.add(place, problem);
    }

    pub(super) fn site(&self, sheet: &str) -> Site {
        Site {
            file: self.source.path.clone(),
            sheet: sheet.into(),
        }
    }
}

/// The reading of one sheet.
pub(super) struct SheetReading<'j, 'a, T, M> {
    pub(super) job: &'j mut Job<'a, T, M>,
    pub(super) table: &'j mut Table,
    pub(super) areas: &'j [Area],
    pub(super) site: &'j Site,
    pub(super) state: State,
    pub(super) remarks: Remarks,
    /// What the values of each bound column say of their marks, in the rows so far.
    pub(super) marks: Vec<Marks>,
}

impl<T, M> SheetReading<'_, '_, T, M> {
    /// Reports a problem of a cell; `column` counts from 0.
    pub(super) fn report(&mut self, row: u32, column: usize, problem: Problem) {
        self.job.add(self.site.cell(row, column), problem);
    }
}
