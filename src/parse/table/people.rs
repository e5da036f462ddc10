//! Several people of one record, each in a row: the rows below the first one belong to it.

use super::cell::Cell;
use super::column::Column;
use super::form;
use super::judge::Verdict;
use super::merged::Area;
use super::row::Reader;
use super::rows::Line;
use super::state::State;
use super::values::{for_each, put, unicode, values};
use super::written::Measure;
use crate::diag::Problems;
use crate::parse::schema::Kind;
use crate::parse::value::{Datum, Fields, Value};
use crate::source::Role;

/// Whether a column says something of people, of whom a record has several.
pub(super) fn of_people(column: &Column) -> bool {
    column.inner.is_some() && matches!(column.top.kind, Kind::List(Kind::Record(_)))
}

impl Reader<'_> {
    /// The area over several rows that a cell of a bound column belongs to, or, behind these, of one
    /// that counts rows. Areas are in the order of their first rows and do not overlap.
    pub(super) fn tall(&self, at: usize, row: u32) -> Option<&Area> {
        let (areas, row) = (self.tall.get(at)?, row.saturating_sub(1));
        let behind = areas.partition_point(|area| area.top <= row);
        areas[..behind].last().filter(|area| area.bottom >= row)
    }

    /// How many of these rows are finished: all but the last record, where the rows behind them may
    /// name more people of it.
    pub(super) fn finished(&self, verdicts: &[Verdict]) -> usize {
        if !self.continuable() {
            return verdicts.len();
        }
        let from_last = verdicts.iter().rev();
        let continued = from_last.take_while(|verdict| **verdict == Verdict::Continued);
        let record = verdicts.len() - continued.count();
        match verdicts[..record].last() {
            Some(Verdict::Record { .. }) => record - 1,
            _ => verdicts.len(),
        }
    }

    /// Whether records may go on in the rows below them.
    fn continuable(&self) -> bool {
        let bound = &self.layout.bound;
        self.role == Role::Initiatives
            && bound.iter().any(|b| of_people(&b.column))
            && bound.iter().any(|b| b.column.key == "title")
    }

    /// Whether a row only names more people of the record above it: its title is merged with that
    /// record's, or it holds nothing but people.
    pub(super) fn continues(&self, row: &Line<'_>, state: &State) -> bool {
        if !state.continues || !self.continuable() {
            return false;
        }
        let bound = &self.layout.bound;
        let Some(title) = bound.iter().position(|b| b.column.key == "title") else {
            return false;
        };
        if let Some(area) = self.tall(title, row.number) {
            return area.top + 1 < row.number;
        }
        if row.cell(bound[title].index) != Cell::Empty {
            return false;
        }
        let people: Vec<usize> = bound
            .iter()
            .filter(|b| of_people(&b.column))
            .map(|b| b.index)
            .collect();
        // What is merged with the row above says nothing of this one.
        let columns = bound
            .iter()
            .map(|b| b.index)
            .chain(self.layout.counters.iter().copied());
        let mut merged = Vec::new();
        for (at, column) in columns.enumerate() {
            let area = self.tall(at, row.number);
            let from_above = area.is_some_and(|area| area.top + 1 < row.number);
            if from_above && !people.contains(&column) {
                merged.push(column);
            }
        }
        let mut cells = row.shown().filter(|(column, _)| !merged.contains(column));
        let first = cells.next();
        first.is_some_and(|(column, text)| {
            people.contains(&column) && !form::total(&text) && !form::signature(&text)
        }) && cells.all(|(column, text)| people.contains(&column) && !form::signature(&text))
    }

    /// Adds the people of a row to the record that it belongs to.
    pub(super) fn people(
        &self,
        line: &Line<'_>,
        fields: &mut Fields,
        converted: &mut Vec<(&'static str, usize)>,
        problems: &mut Problems,
    ) {
        let mut own = Fields::empty(self.site.cell(line.number, 0));
        for b in self.layout.bound.iter().filter(|b| of_people(&b.column)) {
            let cell = line.cell(b.index);
            if cell == Cell::Empty {
                continue;
            }
            let place = self.site.cell(line.number, b.index);
            let mut held = String::new();
            let read = unicode(cell, &mut held, converted)
                .and_then(|cell| values(&b.column, cell, Measure::default(), false, &place));
            match read.and_then(|(datum, _)| for_each(&own, &b.column, &datum).map(|()| datum)) {
                Ok(datum) => put(&mut own, &b.column, datum),
                Err(problem) => problems.add(place, problem),
            }
        }
        for b in self.layout.bound.iter().filter(|b| b.column.names()) {
            let key = b.column.top.key;
            let more = own.list(key).to_vec();
            match fields.get_mut(key).map(|datum| &mut datum.value) {
                Some(Value::List(people)) => people.extend(more),
                _ if more.is_empty() => {}
                _ => {
                    let place = self.site.cell(line.number, b.index);
                    let value = Value::List(more);
                    fields.add(key, Datum { place, value });
                }
            }
        }
    }
}
