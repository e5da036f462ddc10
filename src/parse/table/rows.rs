//! Rows of a table, one at a time, whatever the format.

use std::borrow::Cow;

use calamine::{DataRef, DataType};
use csv::{ByteRecord, StringRecord};

use super::cell::Cell;
use super::shown::Shown;
use crate::base::Date;
use crate::diag::Problem;

/// A row with something in it, as the file holds it. Its memory is used again for a later row.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// As the spreadsheet numbers it, from 1.
    pub(super) number: u32,
    pub(super) cells: Cells<'a>,
    /// What parts the cells of a text table, where one of them has several lines.
    pub(super) separator: Option<char>,
}

#[derive(Debug)]
pub(super) enum Cells<'a> {
    /// Of a text file.
    Text(ByteRecord),
    /// Of a streamed sheet: columns from 0, in their order.
    Sparse(Vec<(u32, Seen<'a>)>),
}

/// A cell of a streamed sheet.
#[derive(Debug, Clone)]
pub(super) enum Seen<'a> {
    Data(DataRef<'a>),
    /// A number that its format shows as this text.
    Styled(f64, Shown, String),
    /// A formula whose result the file does not hold.
    NoValue,
}

/// A row to be looked at.
#[derive(Debug)]
pub(super) struct Line<'r> {
    /// As the spreadsheet numbers it, from 1.
    pub(super) number: u32,
    cells: Looked<'r>,
    separator: Option<char>,
}

#[derive(Debug)]
enum Looked<'r> {
    /// All cells, one after the other, and where each is.
    Text(&'r str, &'r ByteRecord),
    /// Cells that were not written as UTF-8.
    Mended(StringRecord),
    Sparse(&'r [(u32, Seen<'r>)]),
}

/// Where rows come from.
pub(super) trait Rows<'a> {
    /// Puts the next row that is not empty into `row`; whether there was one.
    ///
    /// # Errors
    /// When the file is broken here; no row follows.
    fn next(&mut self, row: &mut Row<'a>) -> Result<bool, Problem>;
}

impl Default for Row<'_> {
    fn default() -> Self {
        Self {
            number: 0,
            cells: Cells::Text(ByteRecord::new()),
            separator: None,
        }
    }
}

impl<'a> Row<'a> {
    /// Leaves out the cells from a column on.
    pub(super) fn cut(&mut self, from: usize) {
        match &mut self.cells {
            Cells::Text(record) => record.truncate(from),
            Cells::Sparse(cells) => cells.retain(|(column, _)| (*column as usize) < from),
        }
    }

    /// Text is read as UTF-8; what is none becomes `�`.
    pub(super) fn line(&self) -> Line<'_> {
        let cells = match &self.cells {
            Cells::Text(record) => match simdutf8::basic::from_utf8(record.as_slice()) {
                Ok(text) => Looked::Text(text, record),
                Err(_) => Looked::Mended(StringRecord::from_byte_record_lossy(record.clone())),
            },
            Cells::Sparse(cells) => Looked::Sparse(cells),
        };
        Line {
            number: self.number,
            cells,
            separator: self.separator,
        }
    }
}

impl Line<'_> {
    /// The cell of a column, from 0.
    pub(super) fn cell(&self, column: usize) -> Cell<'_> {
        match &self.cells {
            // A letter that two cells share is in none of them.
            Looked::Text(text, record) => record.range(column).map_or(Cell::Empty, |range| {
                Cell::of_text(text.get(range).unwrap_or("\u{fffd}"))
            }),
            Looked::Mended(record) => record.get(column).map_or(Cell::Empty, Cell::of_text),
            Looked::Sparse(cells) => {
                let at = cells.binary_search_by_key(&column, |(index, _)| *index as usize);
                at.map_or(Cell::Empty, |at| seen(&cells[at].1))
            }
        }
    }

    /// Whether cells are parted by a character that a text may hold too, so that one too many means
    /// a problem.
    pub(super) fn parted(&self) -> bool {
        matches!(self.cells, Looked::Text(..) | Looked::Mended(_))
    }

    /// What parts the cells of a text table.
    pub(super) fn separator(&self) -> Option<char> {
        self.separator
    }

    /// How many cells the row has, empty ones among them.
    pub(super) fn cells(&self) -> usize {
        match &self.cells {
            Looked::Text(_, record) => record.len(),
            Looked::Mended(record) => record.len(),
            Looked::Sparse(cells) => cells.len(),
        }
    }

    /// How many cells there are, up to the last that is not empty.
    pub(super) fn width(&self) -> usize {
        let columns = match &self.cells {
            Looked::Text(_, record) => record.len(),
            Looked::Mended(record) => record.len(),
            Looked::Sparse(cells) => cells.last().map_or(0, |(column, _)| *column as usize + 1),
        };
        (0..columns)
            .rev()
            .find(|column| self.cell(*column) != Cell::Empty)
            .map_or(0, |last| last + 1)
    }

    /// Cells that are not empty, as a person reads them, with their columns from 0.
    pub(super) fn shown(&self) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
        let cells = (0..self.width()).map(|column| (column, self.cell(column)));
        cells
            .filter(|(_, cell)| *cell != Cell::Empty)
            .map(|(column, cell)| (column, cell.shown()))
    }

    /// Its first words, for messages.
    pub(super) fn first_words(&self) -> String {
        let texts = self.shown().take(3).map(|(_, text)| text.into_owned());
        let words = texts.collect::<Vec<_>>().join(" · ");
        match words.char_indices().nth(80) {
            Some((cut, _)) => format!("{}…", &words[..cut]),
            None => words,
        }
    }
}

fn seen<'r>(cell: &'r Seen<'_>) -> Cell<'r> {
    match cell {
        Seen::Data(cell) => data(cell),
        Seen::Styled(number, shown, text) => Cell::Styled(*number, *shown, text),
        Seen::NoValue => Cell::NoValue,
    }
}

fn date_of(year: u16, month: u8, day: u8) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// A cell of a workbook, of either of calamine's two kinds.
fn data<T: DataType>(cell: &T) -> Cell<'_> {
    if let Some(text) = cell.get_string() {
        return Cell::of_text(text);
    }
    if let Some(error) = cell.get_error() {
        use calamine::CellErrorType as E;
        return Cell::Error(match error {
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
        return match date_of(year, month, date) {
            Some(date) => Cell::Day(date),
            None => Cell::Number(day.as_f64()),
        };
    }
    if let Some(iso) = cell.get_datetime_iso() {
        return Cell::of_text(iso);
    }
    if let Some(number) = cell.get_int() {
        return Cell::Number(number as f64);
    }
    cell.get_float().map_or(Cell::Empty, Cell::Number)
}
