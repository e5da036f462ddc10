//! Workbooks: `.xlsx` streamed, all others held whole. What unpacks to too much is refused before
//! it is read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek};

use calamine::{
    Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxCellReader, XlsxError,
};

use super::biff;
use super::damage::{DAMAGED, too_big, unreadable};
use super::grid::{Grid, styled};
use super::guarded::guarded;
use super::hidden::Hidden;
use super::kind::Kind;
use super::markup;
use super::merged::Area;
use super::part::{Part, Parts};
use super::parts::guard;
use super::rows::{Cells, Row, Rows, Seen};
use super::shown::Pattern;
use crate::diag::Problem;

/// The most columns of a sheet.
const COLUMNS: u32 = 16_384;
/// The largest `.xls` that is read: the format ends at 65,536 rows.
const XLS: u64 = 128 << 20;

/// A workbook that was opened.
pub(super) enum Workbook<R: Read + Seek> {
    Xlsx(Box<Xlsx<R>>, Parts),
    /// Sheets of an old or a free format, of an XML workbook, or tables of a page, in their order.
    Grids(Vec<Grid>),
}

/// Opens a workbook.
///
/// # Errors
/// When it is broken, locked or too big.
pub(super) fn open<R: Read + Seek>(file: R, kind: Kind) -> Result<Workbook<R>, Problem> {
    guarded(|| open_as(file, kind))
}

fn open_as<R: Read + Seek>(mut file: R, kind: Kind) -> Result<Workbook<R>, Problem> {
    file.rewind().map_err(unreadable)?;
    match kind {
        Kind::Xls => {
            let size = file.seek(io::SeekFrom::End(0)).map_err(unreadable)?;
            file.rewind().map_err(unreadable)?;
            if size > XLS {
                return Err(too_big(XLS));
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(unreadable)?;
            old(bytes).map(Workbook::Grids)
        }
        Kind::Ods => {
            let (mut parts, patterns) = guard(&mut file)?;
            let mut book = Ods::new(file).map_err(ods)?;
            let mut grids = Vec::new();
            for sheet in book.sheets_metadata().to_owned() {
                let hidden = !is_visible(&sheet);
                let range = match book.worksheet_range(&sheet.name) {
                    Ok(range) => range,
                    Err(_) if hidden => continue, // only looked at, not read
                    Err(error) => return Err(ods(error)),
                };
                let part = parts.remove(&sheet.name).unwrap_or_default();
                let mut grid = Grid::new(sheet.name, &range, part.areas, &patterns, &part.looks);
                grid.hidden = part.hidden;
                grid.sheet_hidden = hidden;
                grids.push(grid);
            }
            Ok(Workbook::Grids(grids))
        }
        Kind::Html => Ok(Workbook::Grids(markup::page(file)?)),
        Kind::Xml => Ok(Workbook::Grids(super::xml2003::book(file)?)),
        Kind::Xlsx | Kind::Text => {
            let (parts, _) = guard(&mut file)?;
            let book = Xlsx::new(file).map_err(xlsx)?;
            Ok(Workbook::Xlsx(Box::new(book), parts))
        }
    }
}

/// The sheets of an old workbook.
fn old(bytes: Vec<u8>) -> Result<Vec<Grid>, Problem> {
    let biff::Formats {
        patterns,
        mut sheets,
    } = biff::formats(&bytes);
    let mut book = Xls::new(io::Cursor::new(bytes)).map_err(xls)?;
    let mut grids = Vec::new();
    for (at, sheet) in book.sheets_metadata().to_owned().into_iter().enumerate() {
        if !has_rows(&sheet) {
            continue;
        }
        let (name, hidden) = (sheet.name.clone(), !is_visible(&sheet));
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(_) if hidden => continue, // only looked at, not read
            Err(error) => return Err(xls(error)),
        };
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let areas = merged.iter().map(|area| Area {
            top: area.start.0,
            left: area.start.1,
            bottom: area.end.0,
            right: area.end.1,
        });
        let sheet = sheets.get_mut(at).map(std::mem::take).unwrap_or_default();
        let mut grid = Grid::new(name, &range, areas.collect(), &patterns, &sheet.looks);
        grid.hidden = sheet.hidden;
        grid.sheet_hidden = hidden;
        grids.push(grid);
    }
    Ok(grids)
}

fn is_visible(sheet: &calamine::Sheet) -> bool {
    sheet.visible == SheetVisible::Visible
}

/// Whether a sheet has rows: a chart may fill a sheet, and so may macros.
fn has_rows(sheet: &calamine::Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet
}

impl<R: Read + Seek> Workbook<R> {
    /// The names of the sheets that are not hidden.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets_that_are(false)
    }

    /// The names of the hidden sheets.
    pub(super) fn hidden_sheets(&self) -> Vec<String> {
        self.sheets_that_are(true)
    }

    fn sheets_that_are(&self, hidden: bool) -> Vec<String> {
        match self {
            Self::Xlsx(book, _) => {
                let sheets = book.sheets_metadata().iter();
                let wanted = sheets.filter(|s| has_rows(s) && is_visible(s) != hidden);
                wanted.map(|sheet| sheet.name.clone()).collect()
            }
            Self::Grids(grids) => {
                let wanted = grids.iter().filter(|grid| grid.sheet_hidden == hidden);
                wanted.map(|grid| grid.name.clone()).collect()
            }
        }
    }

    /// What is merged in a sheet.
    ///
    /// # Errors
    /// When an area covers more than a form ever merges.
    pub(super) fn areas(&self, sheet: &str) -> Result<Vec<Area>, Problem> {
        let given = match self {
            Self::Xlsx(_, parts) => parts.get(sheet).map(|part| &part.areas),
            Self::Grids(grids) => grids.iter().find(|g| g.name == sheet).map(|g| &g.areas),
        };
        let mut areas = given.cloned().unwrap_or_default();
        match areas.iter().find(|area| area.too_big()) {
            Some(area) => Err(Problem::MergedTooBig { area: area.shown() }),
            None => {
                areas.sort_by_key(|area| (area.top, area.left));
                Ok(areas)
            }
        }
    }

    /// What a sheet hides.
    pub(super) fn hidden(&self, sheet: &str) -> Hidden {
        match self {
            Self::Xlsx(_, parts) => {
                let part = parts.get(sheet);
                part.map(|part| part.hidden.clone()).unwrap_or_default()
            }
            Self::Grids(grids) => {
                let grid = grids.iter().find(|grid| grid.name == sheet);
                grid.map(Grid::hidden).unwrap_or_default()
            }
        }
    }

    /// The rows of a sheet.
    ///
    /// # Errors
    /// When the sheet is broken.
    pub(super) fn rows(&mut self, sheet: &str) -> Result<Box<dyn Rows<'_> + '_>, Problem> {
        let gone = Problem::TableBroken {
            why: "the sheet is not there",
        };
        Ok(match self {
            Self::Xlsx(book, parts) => {
                let nothing = Part::default();
                let part = parts.get(sheet).unwrap_or(&nothing);
                let uncalculated = if part.formulas {
                    guarded(|| uncalculated(book, sheet))?
                } else {
                    BTreeSet::new()
                };
                let mut down: Vec<Area> = part.areas.clone();
                down.retain(|area| area.top < area.bottom && !area.too_big());
                down.sort_by_key(|area| area.top);
                let cells = guarded(|| book.worksheet_cells_reader(sheet).map_err(xlsx))?;
                let formats = cells.styles().iter().map(|style| &style.number_format);
                let patterns: Vec<Option<Pattern>> = formats
                    .map(|format| Pattern::new(&format.as_ref()?.format_code))
                    .collect();
                Box::new(Streamed {
                    cells,
                    next: None,
                    last: 0,
                    done: false,
                    plain: patterns.iter().all(Option::is_none),
                    patterns,
                    uncalculated,
                    down,
                    open: BTreeMap::new(),
                })
            }
            Self::Grids(grids) => {
                let grid = grids.iter().find(|grid| grid.name == sheet).ok_or(gone)?;
                Box::new(Listed {
                    rows: grid.rows.iter(),
                })
            }
        })
    }
}

/// Where formulas are whose results the file does not hold: row and column from 0.
fn uncalculated<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
) -> Result<BTreeSet<(u32, u32)>, Problem> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(xlsx)?;
    let mut found = BTreeSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(xlsx)? {
        if cell.formula.is_some() && cell.value == calamine::DataRef::Empty {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// A cell with its row and column, both from 0.
type PlacedCell<'a> = ((u32, u32), Seen<'a>);

/// The rows of an `.xlsx`, put together from its cells.
struct Streamed<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, R>,
    /// The first cell of the next row.
    next: Option<PlacedCell<'a>>,
    last: u32,
    done: bool,
    /// Number formats by style; whether none of them matters.
    patterns: Vec<Option<Pattern>>,
    plain: bool,
    uncalculated: BTreeSet<(u32, u32)>,
    /// Areas that go down over several rows, by their first row, last ones first once begun.
    down: Vec<Area>,
    /// What is in the first cell of the areas that the last row reached, by column: until
    /// which row it holds.
    open: BTreeMap<u32, (u32, Seen<'a>)>,
}

impl<'a, R: Read + Seek> Rows<'a> for Streamed<'a, R> {
    fn next(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        guarded(|| self.row(into))
    }
}

impl<'a, R: Read + Seek> Streamed<'a, R> {
    /// The next cell that is not empty, with its place from 0.
    fn cell(&mut self) -> Result<Option<PlacedCell<'a>>, Problem> {
        loop {
            let (cell, style) = if self.plain {
                match self.cells.next_cell().map_err(xlsx)? {
                    Some(cell) => (cell, 0),
                    None => return Ok(None),
                }
            } else {
                match self.cells.next_cell_with_style_id().map_err(xlsx)? {
                    Some(cell) => cell,
                    None => return Ok(None),
                }
            };
            let place = cell.get_position();
            let value = cell.get_value();
            if *value == calamine::DataRef::Empty {
                if !self.uncalculated.is_empty() && self.uncalculated.contains(&place) {
                    return Ok(Some((place, Seen::NoValue)));
                }
                continue;
            }
            let number = match value {
                calamine::DataRef::Float(number) => Some(*number),
                calamine::DataRef::Int(number) => Some(*number as f64),
                calamine::DataRef::DateTime(day) => Some(day.as_f64()),
                _ => None,
            };
            let pattern = self.patterns.get(style).and_then(Option::as_ref);
            return Ok(Some(match (number, pattern) {
                (Some(number), Some(pattern)) => (place, styled(number, pattern)),
                _ => (place, Seen::Data(value.clone())),
            }));
        }
    }

    fn row(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        let mut cells = match std::mem::replace(&mut into.cells, Cells::Sparse(Vec::new())) {
            Cells::Sparse(cells) => cells,
            _ => Vec::new(),
        };
        cells.clear();
        let mut number = None;
        while !self.done {
            let ((row, column), cell) = match self.next.take() {
                Some(cell) => cell,
                None => match self.cell()? {
                    Some(cell) => cell,
                    None => {
                        self.done = true;
                        break;
                    }
                },
            };
            match number {
                None => number = Some(row),
                Some(current) if current != row => {
                    self.next = Some(((row, column), cell));
                    break;
                }
                Some(_) => {}
            }
            if column >= COLUMNS {
                return Err(Problem::TableTooBig {
                    what: "columns",
                    limit: COLUMNS.to_string(),
                });
            }
            if cells.last().is_some_and(|(last, _)| *last >= column) {
                return Err(Problem::TableBroken { why: DISORDER });
            }
            cells.push((column, cell));
        }
        let Some(row) = number else {
            return Ok(false);
        };
        let number = row.saturating_add(1);
        if number <= self.last {
            return Err(Problem::TableBroken { why: DISORDER });
        }
        self.last = number;
        if !self.down.is_empty() || !self.open.is_empty() {
            self.merge(row, &mut cells);
        }
        *into = Row {
            number,
            cells: Cells::Sparse(cells),
            separator: None,
        };
        Ok(true)
    }

    /// Puts what merged areas hold into a row that they reach.
    fn merge(&mut self, row: u32, cells: &mut Vec<(u32, Seen<'a>)>) {
        self.open.retain(|_, (bottom, _)| *bottom >= row);
        for (column, (_, cell)) in &self.open {
            if let Err(at) = cells.binary_search_by_key(column, |(column, _)| *column) {
                cells.insert(at, (*column, cell.clone()));
            }
        }
        let begun = self.down.iter().take_while(|area| area.top <= row).count();
        for area in self.down.drain(..begun) {
            let found = cells.binary_search_by_key(&area.left, |(column, _)| *column);
            if let (true, Ok(at)) = (area.top == row, found) {
                self.open
                    .insert(area.left, (area.bottom, cells[at].1.clone()));
            }
        }
    }
}

const DISORDER: &str = "its rows are not in order";

/// The rows of a grid.
struct Listed<'a> {
    rows: std::slice::Iter<'a, (u32, Vec<(u32, Seen<'static>)>)>,
}

impl<'a> Rows<'a> for Listed<'a> {
    fn next(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        let Some((number, cells)) = self.rows.next() else {
            return Ok(false);
        };
        *into = Row {
            number: *number,
            cells: Cells::Sparse(cells.clone()),
            separator: None,
        };
        Ok(true)
    }
}

// What a library says of a damaged file means nothing to an editor; it is left out.
fn xlsx(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::TableLocked,
        // Errors of functions that the library does not know yet: #CALC!
        XlsxError::CellError(value) => Problem::CellError { value },
        _ => Problem::TableBroken { why: DAMAGED },
    }
}

fn xls(error: XlsError) -> Problem {
    match error {
        XlsError::Password => Problem::TableLocked,
        _ => Problem::TableBroken { why: DAMAGED },
    }
}

fn ods(error: OdsError) -> Problem {
    match error {
        OdsError::Password => Problem::TableLocked,
        OdsError::CellLimitExceeded { max, .. } => Problem::TableTooBig {
            what: "cells",
            limit: max.to_string(),
        },
        _ => Problem::TableBroken { why: DAMAGED },
    }
}
