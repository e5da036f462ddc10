//! Tables to records: rows are streamed, matched with the schema by their headings, and each is
//! accounted for.

mod carried;
mod cell;
mod column;
mod csv;
mod guarded;
mod heading;
mod normal;
mod rejects;
mod row;
mod rows;
mod sidecar;
mod template;
mod understood;
mod workbook;
mod written;

use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::sync::Arc;

use rayon::prelude::*;

use super::schema;
use super::value::{Datum, Found, Reference};
use super::{Parsed, Record};
use crate::diag::{Place, Problem, Problems};
use crate::source::{self, Format, Source};
pub use carried::{Carried, carried, quoted};
pub use column::{Column, columns};
pub use heading::WHY;
use heading::{Layout, Matcher, Site};
pub use normal::{Normal, as_csv, without_code};
pub use rejects::rejects;
use row::Reader;
use rows::{Line, Row, Rows};
use sidecar::Sidecar;
pub use template::{FormRow, Last, Lists, template};
use understood::EXAMPLES;
pub use understood::{ColumnSeen, DayFrom, DaySeen, Passed, TotalSeen, Understood, Why};
use workbook::Workbook;

/// How many rows are typed at once while the next ones are read.
const BATCH: usize = 8192;

/// What a table held, apart from its records: rows = accepted + rejected + duplicates + blank.
#[derive(Debug, Clone)]
pub struct Table {
    /// Path below the root.
    pub file: Arc<str>,
    /// Sheet, empty for CSV.
    pub sheet: Arc<str>,
    /// The row of the headings.
    pub heading: u32,
    /// Rows below the headings, up to the last that holds anything.
    pub rows: usize,
    /// Rows without anything, and rows that are no record: totals, notes.
    pub blank: usize,
    /// Rows that are faulty.
    pub rejected: BTreeSet<u32>,
    /// Rows that say again what another record says.
    pub duplicates: usize,
    /// How many rows may be left out.
    pub max_rejects: usize,
    /// What the sheet was taken for.
    pub understood: Understood,
    columns: Vec<(String, Place)>,
}

impl Table {
    fn new(file: &Arc<str>, max_rejects: usize) -> Self {
        Self {
            file: file.clone(),
            sheet: "".into(),
            heading: 0,
            rows: 0,
            blank: 0,
            rejected: BTreeSet::new(),
            duplicates: 0,
            max_rejects,
            understood: Understood::default(),
            columns: Vec::new(),
        }
    }

    /// The rows that became records.
    pub fn accepted(&self) -> usize {
        self.rows
            .saturating_sub(self.blank + self.rejected.len() + self.duplicates)
    }

    /// Where the value of a key stands for a record of a row; the row itself where it has no
    /// column.
    pub fn place_of(&self, key: &str, row: &Place) -> Place {
        match (self.columns.iter().find(|(k, _)| k == key), row) {
            (
                Some((
                    _,
                    Place::Cell {
                        file,
                        sheet,
                        column,
                        ..
                    },
                )),
                Place::Cell { row, .. },
            ) => Place::Cell {
                file: file.clone(),
                sheet: sheet.clone(),
                row: *row,
                column: *column,
            },
            _ => row.clone(),
        }
    }
}

/// What came of one row.
struct Outcome<T> {
    number: u32,
    item: Option<T>,
    problems: Problems,
    /// What a row that is rejected names: whether it is known is told in the same run.
    references: Vec<Reference>,
    /// Columns without a heading that hold something here.
    unnamed: Vec<usize>,
    passed_over: bool,
}

/// Reads a table. Each row that is a good record goes through `make`, in parallel; the results keep
/// their order.
pub(super) fn read<T: Send>(
    source: &Source,
    make: &(impl Fn(Record, &mut Problems) -> Option<T> + Sync),
    parsed: &mut Parsed<T>,
) {
    let sidecar = sidecar::read(source, &mut parsed.found);
    let mut table = Table::new(&source.path, sidecar.max_rejects);
    let format = Format::of(&source.path).unwrap_or(Format::Csv);
    let read = source::open(source).and_then(|file| {
        let mut job = Job {
            source,
            sidecar: &sidecar,
            make,
            parsed,
            table: &mut table,
        };
        job.file(file, format)
    });
    if let Err(problem) = read {
        parsed.broken = true;
        parsed.found.problems.add(place(&table), problem);
    }
    parsed.tables.push(table);
}

/// How many columns of a table are fields of the records that its role stands for; 0 when it cannot
/// be read.
pub fn known_columns(source: &Source) -> usize {
    let sidecar = sidecar::read(source, &mut Found::default());
    let matcher = Matcher::new(schema::of(source.role), &sidecar);
    let format = Format::of(&source.path).unwrap_or(Format::Csv);
    let most = |rows: &mut dyn Rows<'_>| {
        let preview = preview(rows).unwrap_or_default();
        matcher
            .find_row(&preview)
            .map_or(0, |at| matcher.score(&preview[at].line()))
    };
    let count = source::open(source).and_then(|file| {
        if format == Format::Csv {
            return Ok(most(&mut csv::open(file)?));
        }
        let mut book = workbook::open(file, format)?;
        let sheets = book.sheets();
        Ok(sheets
            .iter()
            .filter_map(|sheet| Some(most(book.rows(sheet).ok()?.as_mut())))
            .max()
            .unwrap_or(0))
    });
    count.unwrap_or(0)
}

/// The first row that could not be read, or the whole file before any was.
fn place(table: &Table) -> Place {
    if table.rows == 0 {
        return Place::File(table.file.clone());
    }
    let row = table
        .heading
        .saturating_add(u32::try_from(table.rows).unwrap_or(u32::MAX))
        .saturating_add(1);
    Place::Cell {
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        row,
        column: 1,
    }
}

struct Job<'a, T, M> {
    source: &'a Source,
    sidecar: &'a Sidecar,
    make: &'a M,
    parsed: &'a mut Parsed<T>,
    table: &'a mut Table,
}

impl<T: Send, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    fn file<R: Read + Seek>(&mut self, file: R, format: Format) -> Result<(), Problem> {
        let matcher = Matcher::new(schema::of(self.source.role), self.sidecar);
        if format == Format::Csv {
            let mut rows = csv::open(file)?;
            return self.sheet(&matcher, &mut rows);
        }
        let mut book = workbook::open(file, format)?;
        let Some(sheet) = self.choose(&matcher, &mut book)? else {
            return Ok(());
        };
        self.table.sheet = sheet.as_str().into();
        let mut rows = book.rows(&sheet)?;
        self.sheet(&matcher, rows.as_mut())
    }

    /// The sheet that the sidecar names, else the first that has headings. Others that have them
    /// too are told; so is a sheet that is not there.
    fn choose<R: Read + Seek>(
        &mut self,
        matcher: &Matcher<'_>,
        book: &mut Workbook<R>,
    ) -> Result<Option<String>, Problem> {
        let sheets = book.sheets();
        if let Some((wanted, place)) = &self.sidecar.sheet {
            if !sheets.contains(wanted) {
                let known = sheets.join(", ");
                self.parsed.found.problems.add(
                    place.clone(),
                    Problem::NoSheet {
                        name: wanted.clone(),
                        known,
                    },
                );
                self.parsed.broken = true;
                return Ok(None);
            }
            return Ok(Some(wanted.clone()));
        }
        let mut with_headings = Vec::new();
        for sheet in sheets {
            let preview = preview(book.rows(&sheet)?.as_mut())?;
            if matcher.find_row(&preview).is_some() {
                with_headings.push(sheet);
            }
        }
        let mut with_headings = with_headings.into_iter();
        let first = with_headings.next().ok_or_else(|| Problem::NoHeading {
            known: matcher.required(),
        })?;
        let others: Vec<String> = with_headings.collect();
        if !others.is_empty() {
            let problem = Problem::SheetsNotRead {
                read: first.clone(),
                others: others.join(", "),
            };
            self.parsed
                .found
                .problems
                .add(Place::File(self.table.file.clone()), problem);
        }
        Ok(Some(first))
    }

    fn sheet<'r>(
        &mut self,
        matcher: &Matcher<'_>,
        rows: &mut (dyn Rows<'r> + '_),
    ) -> Result<(), Problem> {
        let mut preview = preview(rows)?;
        if preview.is_empty() {
            // A table that holds nothing yet is no fault.
            return Ok(());
        }
        let at = matcher
            .find_row(&preview)
            .ok_or_else(|| Problem::NoHeading {
                known: matcher.required(),
            })?;
        let site = Site {
            file: self.table.file.clone(),
            sheet: self.table.sheet.clone(),
        };
        let mut problems = Problems::default();
        let layout = matcher.layout(&preview[at].line(), &site, &mut problems);
        let defaults = row::defaults(matcher, self.sidecar, &mut problems);
        let stop = problems.any_error();
        self.parsed.found.problems.extend(problems);
        self.table.heading = layout.row;
        self.table.columns = columns_of(&layout, &defaults, &site);
        self.table.understood = understood(&layout, &preview[at + 1..]);
        if stop {
            // Without its columns each row would only repeat that fault.
            self.parsed.broken = true;
            return Ok(());
        }
        let reader = Reader {
            layout: &layout,
            defaults: &defaults,
            site: &site,
            role: self.source.role,
        };
        let rest = preview.split_off(at + 1);
        self.rows(&reader, rest, rows)
    }

    /// Types one batch while the next is read.
    fn rows<'r>(
        &mut self,
        reader: &Reader<'_>,
        first: Vec<Row<'r>>,
        rows: &mut (dyn Rows<'r> + '_),
    ) -> Result<(), Problem> {
        let (mut batch, mut next) = (first, Vec::new());
        let mut last = reader.layout.row;
        let (mut passed_over, mut unnamed) = (Vec::new(), BTreeSet::new());
        let mut end = Ok(());
        loop {
            let mut typed = Vec::new();
            let (make, current) = (self.make, &batch);
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    typed = current
                        .par_iter()
                        .map(|row| outcome(reader, &row.line(), make))
                        .collect()
                });
                if end.is_ok() {
                    end = fill(rows, &mut next, BATCH);
                }
            });
            for outcome in typed {
                unnamed.extend(&outcome.unnamed);
                self.take(outcome, &mut last, &mut passed_over);
            }
            if next.is_empty() {
                break;
            }
            std::mem::swap(&mut batch, &mut next);
            if end.is_err() {
                next.clear();
            }
        }
        for column in unnamed {
            let place = reader.site.cell(reader.layout.row, column);
            self.parsed
                .found
                .problems
                .add(place, Problem::UnnamedColumn);
        }
        if !passed_over.is_empty() {
            let place = Place::File(self.table.file.clone());
            self.parsed.found.problems.add(
                place,
                Problem::RowsPassedOver {
                    rows: ranges(&passed_over),
                },
            );
        }
        end
    }

    fn take(&mut self, outcome: Outcome<T>, last: &mut u32, passed_over: &mut Vec<u32>) {
        let Outcome {
            number,
            item,
            problems,
            references,
            passed_over: passed,
            ..
        } = outcome;
        self.parsed.found.references.extend(references);
        let gap = number.saturating_sub(*last).saturating_sub(1) as usize;
        *last = number;
        self.table.rows += gap + 1;
        self.table.blank += gap;
        if problems.any_error() {
            self.table.rejected.insert(number);
        } else if let Some(item) = item {
            self.parsed.items.push(item);
        } else {
            self.table.blank += 1;
            if passed {
                passed_over.push(number);
                self.table.understood.passed.push(Passed {
                    row: number,
                    why: Why::Note,
                    words: String::new(),
                });
            }
        }
        self.parsed.found.problems.extend(problems);
    }
}

fn outcome<T>(
    reader: &Reader<'_>,
    row: &Line<'_>,
    make: &impl Fn(Record, &mut Problems) -> Option<T>,
) -> Outcome<T> {
    let mut problems = Problems::default();
    let (record, passed_over) = reader.read(row, &mut problems);
    let (mut item, mut references) = (None, Vec::new());
    match record {
        Some(record) if problems.any_error() => references = reader.references(&record),
        Some(record) => item = make(record, &mut problems),
        None => {}
    }
    let unnamed = reader.unnamed(row);
    Outcome {
        number: row.number,
        item,
        problems,
        references,
        unnamed,
        passed_over,
    }
}

/// The first rows of a sheet, among which the headings are looked for.
fn preview<'r>(rows: &mut (dyn Rows<'r> + '_)) -> Result<Vec<Row<'r>>, Problem> {
    let mut preview = Vec::new();
    fill(rows, &mut preview, heading::DEPTH)?;
    Ok(preview)
}

/// Fills a batch anew with up to `most` rows; fewer when the table ends, or is broken behind them.
fn fill<'r>(
    rows: &mut (dyn Rows<'r> + '_),
    batch: &mut Vec<Row<'r>>,
    most: usize,
) -> Result<(), Problem> {
    for at in 0..most {
        if at == batch.len() {
            batch.push(Row::default());
        }
        let more = rows.next(&mut batch[at]);
        if !matches!(more, Ok(true)) {
            batch.truncate(at);
            return more.map(drop);
        }
    }
    batch.truncate(most);
    Ok(())
}

/// What the headings were taken for, with the first values below them.
fn understood(layout: &Layout, rows: &[Row<'_>]) -> Understood {
    let mut understood = Understood {
        headings: vec![layout.row],
        ..Understood::default()
    };
    for bound in &layout.bound {
        let values = rows
            .iter()
            .map(|row| row.line().cell(bound.index).shown().into_owned());
        understood.columns.push(ColumnSeen {
            column: u32::try_from(bound.index)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            heading: bound.heading.clone(),
            key: Some(bound.column.key.clone()),
            values: values
                .filter(|value| !value.is_empty())
                .take(EXAMPLES)
                .collect(),
            ..ColumnSeen::default()
        });
    }
    understood.columns.sort_by_key(|column| column.column);
    understood
}

/// Where each key stands; a default stands in the sidecar.
fn columns_of(layout: &Layout, defaults: &[(Column, Datum)], site: &Site) -> Vec<(String, Place)> {
    let bound = layout
        .bound
        .iter()
        .map(|b| (b.column.key.clone(), site.cell(layout.row, b.index)));
    let given = defaults
        .iter()
        .map(|(column, datum)| (column.key.clone(), datum.place.clone()));
    bound.chain(given).collect()
}

/// `15, 17–18`
fn ranges(rows: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == *row => *end = *row,
            _ => ranges.push((*row, *row)),
        }
    }
    let shown = ranges.iter().take(20).map(|(a, b)| {
        if a == b {
            a.to_string()
        } else {
            format!("{a}–{b}")
        }
    });
    let more = if ranges.len() > 20 { ", …" } else { "" };
    shown.collect::<Vec<_>>().join(", ") + more
}
