//! A sheet that is held whole.

use std::collections::BTreeMap;

use calamine::{Data, DataRef, Range};

use super::biff::{Look, Looks};
use super::hidden::Hidden;
use super::merged::Area;
use super::rows::Seen;
use super::shown::{Pattern, Shown};

/// A sheet that is held whole: its rows, without those that hold nothing, and what is merged.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) name: String,
    /// Row from 1, and its cells by column from 0, in their order.
    pub(super) rows: Vec<(u32, Vec<(u32, Seen<'static>)>)>,
    pub(super) areas: Vec<Area>,
    pub(super) hidden: Hidden,
    /// Whether the sheet itself is hidden.
    pub(super) sheet_hidden: bool,
}

impl Grid {
    /// A sheet with what its cells show besides their values. What is in the first cell of each
    /// area is put into its first column, row by row.
    pub(super) fn new(
        name: String,
        range: &Range<Data>,
        areas: Vec<Area>,
        patterns: &[Pattern],
        looks: &Looks,
    ) -> Self {
        let (top, left) = range.start().unwrap_or_default();
        let mut rows: BTreeMap<u32, Vec<(u32, Seen<'static>)>> = BTreeMap::new();
        for (row, cells) in (top..).zip(range.rows()) {
            let filled = (left..)
                .zip(cells)
                .filter(|(_, cell)| **cell != Data::Empty);
            let seen = filled.filter_map(|(column, cell)| {
                let look = looks.get(&(row, column));
                Some((column, look_at(cell, look, patterns)?))
            });
            let cells: Vec<_> = seen.collect();
            if !cells.is_empty() {
                rows.insert(row + 1, cells);
            }
        }
        // A formula without a value may be in no row that the library gives.
        for ((row, column), _) in looks.iter().filter(|(_, look)| **look == Look::NoValue) {
            let cells = rows.entry(row + 1).or_default();
            if let Err(at) = cells.binary_search_by_key(column, |(column, _)| *column) {
                cells.insert(at, (*column, Seen::NoValue));
            }
        }
        let mut grid = Self {
            name,
            rows: rows.into_iter().collect(),
            areas,
            hidden: Hidden::default(),
            sheet_hidden: false,
        };
        grid.fill_down();
        grid
    }

    /// Puts what is in the first cell of each merged area into its first column, row by row.
    pub(super) fn fill_down(&mut self) {
        for area in &self.areas {
            if area.top == area.bottom || area.too_big() {
                continue;
            }
            let first = self.rows.partition_point(|(row, _)| *row <= area.top);
            let Some((_, cells)) = self.rows.get(first).filter(|(row, _)| *row == area.top + 1)
            else {
                continue;
            };
            let Some((_, value)) = cells.iter().find(|(column, _)| *column == area.left) else {
                continue;
            };
            let value = value.clone();
            for (_, cells) in self.rows[first + 1..]
                .iter_mut()
                .take_while(|(row, _)| *row <= area.bottom + 1)
            {
                if let Err(at) = cells.binary_search_by_key(&area.left, |(column, _)| *column) {
                    cells.insert(at, (area.left, value.clone()));
                }
            }
        }
    }

    /// What is hidden, of the rows those that hold something.
    pub(super) fn hidden(&self) -> Hidden {
        let mut hidden = self.hidden.clone();
        let filled = |row: &u32| self.rows.binary_search_by_key(row, |(row, _)| *row).is_ok();
        hidden.rows.retain(filled);
        hidden
    }
}

/// A cell as it is seen; none where it holds nothing.
fn look_at(cell: &Data, look: Option<&Look>, patterns: &[Pattern]) -> Option<Seen<'static>> {
    let pattern = match look {
        Some(Look::NoValue) => return Some(Seen::NoValue),
        Some(Look::Pattern(at)) => patterns.get(*at),
        None => None,
    };
    let number = match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        Data::DateTime(day) => Some(day.as_f64()),
        _ => None,
    };
    if let Some((number, pattern)) = number.zip(pattern) {
        return Some(styled(number, pattern));
    }
    Some(Seen::Data(match cell.clone() {
        Data::Empty => return None,
        Data::Int(number) => DataRef::Int(number),
        Data::Float(number) => DataRef::Float(number),
        Data::Bool(flag) => DataRef::Bool(flag),
        Data::Error(error) => DataRef::Error(error),
        Data::DateTime(day) => DataRef::DateTime(day),
        Data::DateTimeIso(day) => DataRef::DateTimeIso(day),
        Data::DurationIso(time) => DataRef::DurationIso(time),
        Data::String(text) => DataRef::String(text),
    }))
}

/// A number as its format shows it.
pub(super) fn styled(number: f64, pattern: &Pattern) -> Seen<'static> {
    let shown = if pattern.faithful(number) {
        pattern.shown
    } else {
        Shown::Unfaithful
    };
    Seen::Styled(number, shown, pattern.text(number))
}
