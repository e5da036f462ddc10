//! Workbooks: `.xlsx` streamed, `.xls` and `.ods` held whole. What unpacks to too much is refused
//! before it is read.

use std::io::{self, Read, Seek};

use calamine::{
    Data, Ods, OdsError, Range, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxCellReader,
    XlsxError,
};
use quick_xml::events::Event;
use zip::ZipArchive;

use super::guarded::guarded;
use super::rows::{Cells, Row, Rows};
use crate::diag::Problem;
use crate::source::Format;

/// The most that one part of a workbook may unpack to, in bytes. 170,324 initiatives unpack to
/// about 150 MB.
const PART: u64 = 2 << 30;
/// The most that the shared texts may unpack to; they are held in memory.
const TEXTS: u64 = 512 << 20;
/// From this size on, a part may unpack to no more than `RATIO` times what it takes in the file.
const SMALL: u64 = 32 << 20;
const RATIO: u64 = 200;
/// The most cells of a sheet that is held whole.
const CELLS: u64 = 20_000_000;
/// The most columns of a sheet.
const COLUMNS: u32 = 16_384;
/// The largest `.xls` that is read: the format ends at 65,536 rows.
const XLS: u64 = 128 << 20;

/// A workbook that was opened.
pub(super) enum Workbook<R: Read + Seek> {
    Xlsx(Box<Xlsx<R>>),
    /// Sheets by name, in their order.
    Whole(Vec<(String, Range<Data>)>),
}

/// Opens a workbook.
///
/// # Errors
/// When it is broken, locked or too big.
pub(super) fn open<R: Read + Seek>(mut file: R, format: Format) -> Result<Workbook<R>, Problem> {
    let format = really(&mut file, format)?;
    guarded(|| open_as(file, format))
}

fn open_as<R: Read + Seek>(mut file: R, format: Format) -> Result<Workbook<R>, Problem> {
    match format {
        Format::Xls => {
            let size = file.seek(io::SeekFrom::End(0)).map_err(unreadable)?;
            file.rewind().map_err(unreadable)?;
            if size > XLS {
                return Err(too_big(XLS));
            }
            let mut book = Xls::new(file).map_err(xls)?;
            let visible = visible(book.sheets_metadata());
            Ok(Workbook::Whole(whole(visible, |name| {
                book.worksheet_range(name).map_err(xls)
            })?))
        }
        Format::Ods => {
            guard(&mut file)?;
            let mut book = Ods::new(file).map_err(ods)?;
            let visible = visible(book.sheets_metadata());
            Ok(Workbook::Whole(whole(visible, |name| {
                book.worksheet_range(name).map_err(ods)
            })?))
        }
        Format::Xlsx | Format::Csv => {
            if !starts_with(&mut file, OLE)? {
                guard(&mut file)?;
            }
            Ok(Workbook::Xlsx(Box::new(Xlsx::new(file).map_err(xlsx)?)))
        }
    }
}

/// How an old workbook begins, and a new one that is locked.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

/// The format as the first bytes show it: programs save new workbooks under the old ending, and
/// people rename files.
fn really<R: Read + Seek>(file: &mut R, format: Format) -> Result<Format, Problem> {
    Ok(match format {
        Format::Xls if starts_with(file, b"PK")? => Format::Xlsx,
        other => other,
    })
}

fn starts_with<R: Read + Seek>(file: &mut R, magic: &[u8]) -> Result<bool, Problem> {
    let mut head = Vec::new();
    file.rewind().map_err(unreadable)?;
    file.by_ref()
        .take(magic.len() as u64)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    Ok(head == magic)
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect()
}

fn whole(
    names: Vec<String>,
    mut range: impl FnMut(&str) -> Result<Range<Data>, Problem>,
) -> Result<Vec<(String, Range<Data>)>, Problem> {
    names
        .into_iter()
        .map(|name| Ok((range(&name)?, name)))
        .map(|pair| pair.map(|(r, n)| (n, r)))
        .collect()
}

impl<R: Read + Seek> Workbook<R> {
    /// The names of the sheets that are not hidden.
    pub(super) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => visible(book.sheets_metadata()),
            Self::Whole(sheets) => sheets.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// The rows of a sheet.
    ///
    /// # Errors
    /// When the sheet is broken.
    pub(super) fn rows(&mut self, sheet: &str) -> Result<Box<dyn Rows<'_> + '_>, Problem> {
        Ok(match self {
            Self::Xlsx(book) => {
                let cells = guarded(|| book.worksheet_cells_reader(sheet).map_err(xlsx))?;
                Box::new(Streamed {
                    cells,
                    next: None,
                    last: 0,
                    done: false,
                })
            }
            Self::Whole(sheets) => match sheets.iter().find(|(name, _)| name == sheet) {
                Some((_, range)) => Box::new(Held { range, next: 0 }),
                None => {
                    return Err(Problem::TableBroken {
                        why: sheet.to_owned(),
                    });
                }
            },
        })
    }
}

/// The rows of an `.xlsx`, put together from its cells.
struct Streamed<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, R>,
    /// The first cell of the next row.
    next: Option<calamine::Cell<calamine::DataRef<'a>>>,
    last: u32,
    done: bool,
}

impl<'a, R: Read + Seek> Rows<'a> for Streamed<'a, R> {
    fn next(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        guarded(|| self.row(into))
    }
}

impl<'a, R: Read + Seek> Streamed<'a, R> {
    fn row(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        let mut cells = match std::mem::replace(&mut into.cells, Cells::Sparse(Vec::new())) {
            Cells::Sparse(cells) => cells,
            _ => Vec::new(),
        };
        cells.clear();
        let mut number = None;
        while !self.done {
            let cell = match self.next.take() {
                Some(cell) => cell,
                None => match self.cells.next_cell().map_err(xlsx)? {
                    Some(cell) => cell,
                    None => {
                        self.done = true;
                        break;
                    }
                },
            };
            let (row, column) = cell.get_position();
            if *cell.get_value() == calamine::DataRef::Empty {
                continue;
            }
            match number {
                None => number = Some(row),
                Some(current) if current != row => {
                    self.next = Some(cell);
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
                return Err(Problem::TableBroken {
                    why: format!("row {}", row.saturating_add(1)),
                });
            }
            cells.push((column, cell.get_value().clone()));
        }
        let Some(number) = number.map(|n| n.saturating_add(1)) else {
            return Ok(false);
        };
        if number <= self.last {
            return Err(Problem::TableBroken {
                why: format!("row {number}"),
            });
        }
        self.last = number;
        *into = Row {
            number,
            cells: Cells::Sparse(cells),
        };
        Ok(true)
    }
}

/// The rows of a sheet that is held whole.
struct Held<'a> {
    range: &'a Range<Data>,
    next: usize,
}

impl<'a> Rows<'a> for Held<'a> {
    fn next(&mut self, into: &mut Row<'a>) -> Result<bool, Problem> {
        let Some((row, column)) = self.range.start() else {
            return Ok(false);
        };
        let width = self.range.width();
        // `Range::rows` starts anew each time; indexing does not.
        while self.next < self.range.height() {
            let at = self.next;
            self.next += 1;
            let cells: &'a [Data] = &self.range[at];
            if cells.iter().any(|cell| *cell != Data::Empty) {
                let number = row
                    .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
                    .saturating_add(1);
                *into = Row {
                    number,
                    cells: Cells::Dense(column as usize, &cells[..width]),
                };
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Unpacks each part that is read later, keeping nothing, and stops when one comes to too much.
/// What the file says of its own sizes is not believed.
fn guard<R: Read + Seek>(file: &mut R) -> Result<(), Problem> {
    file.rewind().map_err(unreadable)?;
    {
        let mut archive = ZipArchive::new(&mut *file).map_err(packed)?;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(packed)?;
            let name = part.name().map_err(packed)?.to_ascii_lowercase();
            if !(name.ends_with(".xml") || name.ends_with(".rels")) {
                continue;
            }
            let limit = if name.ends_with("sharedstrings.xml") {
                TEXTS
            } else {
                PART
            };
            let limit = limit.min(SMALL.max(part.compressed_size().saturating_mul(RATIO)));
            if name == "content.xml" {
                repeats(io::BufReader::new(part.take(limit)), limit)?;
            } else if io::copy(&mut part.take(limit + 1), &mut io::sink()).map_err(unreadable)?
                > limit
            {
                return Err(too_big(limit));
            }
        }
    }
    file.rewind().map_err(unreadable)
}

/// Counts what the cells of an `.ods` come to when those that are written once and repeated are
/// written out.
fn repeats(part: impl io::BufRead, limit: u64) -> Result<(), Problem> {
    let mut xml = quick_xml::Reader::from_reader(part);
    let mut buffer = Vec::new();
    let (mut cells, mut row, mut filled, mut rows) = (0_u64, 0_u64, false, 1_u64);
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer);
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let number = |key: &str| -> u64 {
                    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == key);
                    found.and_then(|a| a.value.parse().ok()).unwrap_or(1)
                };
                match tag.name().as_ref() {
                    "table:table-row" => {
                        (row, filled, rows) = (0, false, number("table:number-rows-repeated"))
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        let value = tag
                            .attributes()
                            .flatten()
                            .any(|a| a.key.as_ref() == "office:value-type");
                        filled |= value;
                        // Blanks at the end of a row are repeated up to the last column, and cost
                        // nothing.
                        row = row.saturating_add(if value {
                            number("table:number-columns-repeated")
                        } else {
                            1
                        });
                    }
                    _ => {}
                }
            }
            Ok(Event::End(tag)) if tag.name().as_ref() == "table:table-row" && filled => {
                cells = cells.saturating_add(row.saturating_mul(rows));
                if cells > CELLS {
                    return Err(Problem::TableTooBig {
                        what: "cells",
                        limit: CELLS.to_string(),
                    });
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let cut = xml.buffer_position() >= limit;
                return Err(if cut {
                    too_big(limit)
                } else {
                    Problem::TableBroken {
                        why: error.to_string(),
                    }
                });
            }
        }
    }
    if xml.buffer_position() >= limit {
        Err(too_big(limit))
    } else {
        Ok(())
    }
}

fn too_big(limit: u64) -> Problem {
    Problem::TableTooBig {
        what: "bytes",
        limit: format!("{} MB", limit >> 20),
    }
}

fn unreadable(error: io::Error) -> Problem {
    Problem::TableBroken {
        why: error.to_string(),
    }
}

fn packed(error: zip::result::ZipError) -> Problem {
    Problem::TableBroken {
        why: error.to_string(),
    }
}

fn xlsx(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::TableLocked,
        other => Problem::TableBroken {
            why: other.to_string(),
        },
    }
}

fn xls(error: XlsError) -> Problem {
    match error {
        XlsError::Password => Problem::TableLocked,
        other => Problem::TableBroken {
            why: other.to_string(),
        },
    }
}

fn ods(error: OdsError) -> Problem {
    match error {
        OdsError::Password => Problem::TableLocked,
        OdsError::CellLimitExceeded { max, .. } => Problem::TableTooBig {
            what: "cells",
            limit: max.to_string(),
        },
        other => Problem::TableBroken {
            why: other.to_string(),
        },
    }
}
