//! Rows of a table, one at a time, whatever the format.

use std::borrow::Cow;

use calamine::{Data, DataRef, DataType};
use csv::{ByteRecord, StringRecord};

use super::cell::Cell;
use crate::base::Date;
use crate::diag::Problem;

/// A row with something in it.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// As the spreadsheet numbers it, from 1.
    pub(super) number: u32,
    pub(super) cells: Cells<'a>,
}

#[derive(Debug)]
pub(super) enum Cells<'a> {
    /// Of a text file, as read.
    Bytes(ByteRecord),
    /// Of a text file, as text.
    Text(StringRecord),
    /// Of a streamed sheet: columns from 0, in their order.
    Sparse(Vec<(u32, DataRef<'a>)>),
    /// Of a sheet that is held whole: the column of the first cell, and the cells.
    Dense(usize, &'a [Data]),
}

/// Where rows come from.
pub(super) trait Rows<'a> {
    /// The next row that is not empty.
    ///
    /// # Errors
    /// When the file is broken here; no row follows.
    fn next(&mut self) -> Result<Option<Row<'a>>, Problem>;
}

impl<'a> Row<'a> {
    /// Makes text of what was read: what is no UTF-8 becomes `�`. Nothing else can be asked of a row before.
    pub(super) fn decoded(mut self) -> Self {
        if let Cells::Bytes(record) = self.cells {
            self.cells = Cells::Text(StringRecord::from_byte_record_lossy(record));
        }
        self
    }

    /// The cell of a column, from 0.
    pub(super) fn cell(&self, column: usize) -> Cell<'_> {
        match &self.cells {
            Cells::Bytes(_) => Cell::Empty,
            Cells::Text(record) => record.get(column).map_or(Cell::Empty, Cell::of_text),
            Cells::Sparse(cells) => {
                let at = cells.binary_search_by_key(&column, |(index, _)| *index as usize);
                at.map_or(Cell::Empty, |at| data(&cells[at].1))
            }
            Cells::Dense(first, cells) => {
                column.checked_sub(*first).and_then(|at| cells.get(at)).map_or(Cell::Empty, data)
            }
        }
    }

    /// How many cells there are, up to the last that is not empty.
    pub(super) fn width(&self) -> usize {
        let last = match &self.cells {
            Cells::Bytes(_) => None,
            Cells::Text(record) => (0..record.len()).rev().find(|i| Cell::of_text(&record[*i]) != Cell::Empty),
            Cells::Sparse(cells) => {
                cells.iter().rev().find(|(_, cell)| data(cell) != Cell::Empty).map(|(i, _)| *i as usize)
            }
            Cells::Dense(first, cells) => {
                (0..cells.len()).rev().find(|i| data(&cells[*i]) != Cell::Empty).map(|i| first + i)
            }
        };
        last.map_or(0, |last| last + 1)
    }

    /// Cells that are not empty, as a person reads them, with their columns from 0.
    pub(super) fn shown(&self) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
        let cells = (0..self.width()).map(|column| (column, self.cell(column)));
        cells.filter(|(_, cell)| *cell != Cell::Empty).map(|(column, cell)| (column, cell.shown()))
    }
}

/// A cell of a workbook, of either of calamine's two kinds.
fn data<T: DataType>(cell: &T) -> Cell<'_> {
    if let Some(text) = cell.get_string() {
        return Cell::of_text(text);
    }
    if let Some(error) = cell.get_error() {
        use calamine::CellErrorType as E;
        return Cell::Fault(match error {
            E::Div0 => "#DIV/0!",
            E::NA => "#N/A",
            E::Name => "#NAME?",
            E::Null => "#NULL!",
            E::Num => "#NUM!",
            E::Ref => "#REF!",
            E::Value => "#VALUE!",
            E::GettingData => "#GETTING_DATA",
        });
    }
    if let Some(flag) = cell.get_bool() {
        return Cell::Flag(flag);
    }
    if let Some(day) = cell.get_datetime() {
        let (year, month, date, ..) = day.to_ymd_hms_milli();
        let narrow = |n: u8| i8::try_from(n).ok();
        let date = i16::try_from(year).ok().zip(narrow(month)).zip(narrow(date));
        let date = date.and_then(|((y, m), d)| Date::new(y, m, d).ok());
        return date.map_or(Cell::Number(day.as_f64()), Cell::Day);
    }
    if let Some(iso) = cell.get_datetime_iso() {
        return Cell::of_text(iso);
    }
    if let Some(number) = cell.get_int() {
        return Cell::Number(number as f64);
    }
    cell.get_float().map_or(Cell::Empty, Cell::Number)
}
