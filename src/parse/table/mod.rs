//! Tables to records: rows are streamed, matched with the schema by their headings, and each is
//! accounted for.

mod above;
mod beside;
mod biff;
mod binding;
mod carried;
mod cell;
mod column;
mod csv;
mod damage;
mod first;
mod form;
mod glance;
mod grid;
mod guarded;
mod head;
mod heading;
mod hidden;
mod job;
mod judge;
mod kind;
mod levels;
mod markup;
mod merged;
mod money;
mod normal;
mod old;
mod opendocument;
mod outcome;
mod part;
mod parts;
mod people;
mod period;
mod reading;
mod recognise;
mod rejects;
mod remarks;
mod repeats;
mod row;
mod rows;
mod sheets;
mod shown;
mod sidecar;
mod state;
mod template;
mod totals;
mod typed;
mod understood;
mod values;
mod workbook;
mod written;
mod xml2003;

use std::collections::{BTreeMap, BTreeSet};

use arcstr::ArcStr;

use super::schema;
use super::value::Findings;
use super::{Made, Parsed, Record};
use crate::diag::{Place, Problem, Problems};
use crate::source::{self, Format, Source};
pub use carried::{Carried, carried, quoted};
pub use column::{Column, columns};
pub use glance::{Glance, glance, sheet_names};
pub use heading::WHY;
use heading::{Matcher, Site};
use job::Job;
use kind::Kind;
pub use normal::{Normal, as_csv, without_code};
pub use rejects::{Beside, rejects};
pub use remarks::said;
use rows::{Row, Rows};
pub use template::{FormRow, Last, Lists, template};
pub use understood::{
    AlikeSheet, ColumnSeen, DayFrom, DaySeen, Passed, TotalSeen, Understood, Why, reason,
};

/// The zone in which the day of a moment is first read; where the site has another, the model reads
/// it again.
pub const ZONE: &str = "Asia/Ho_Chi_Minh";

/// How many rows are typed at once while the next ones are read.
const BATCH: usize = 8192;

/// What a table held, apart from its records: rows = accepted + rejected + duplicates + blank.
#[derive(Debug, Clone)]
pub struct Table {
    /// Path below the root.
    pub file: ArcStr,
    /// Sheet, empty for CSV.
    pub sheet: ArcStr,
    /// The row of the headings.
    pub heading: u32,
    /// Rows below the headings, up to the last that holds anything.
    pub rows: usize,
    /// Rows without anything, and rows that are not record: totals, notes.
    pub blank: usize,
    /// Rows that are invalid.
    pub rejected: BTreeSet<u32>,
    /// Rows that say again what another record says.
    pub duplicates: usize,
    /// How many rows may be left out.
    pub max_rejects: usize,
    /// What the sheet was taken for.
    pub understood: Understood,
    /// Rows that hold several records, one for each column of days, and how many.
    pub several: BTreeMap<u32, usize>,
    /// Rows that name a unit or a group for the rows below them, in their order.
    pub sections: Vec<Section>,
    /// What else may say whose records these are: lines above the table, the name of the sheet.
    pub candidates: Vec<Candidate>,
    /// Names beside codes.
    pub also: Vec<Also>,
    /// Rows that are the sum of those numbered below them, with their first words: none of them is
    /// a record where no unit is called so.
    pub summing: BTreeMap<u32, String>,
    /// Moments that were written with their zone.
    pub moments: Vec<(u32, &'static str, jiff::Timestamp)>,
    /// Rows that name more people of the record in the row before them, by that row.
    pub continued: BTreeMap<u32, Vec<u32>>,
    /// The last row that was counted.
    counted: u32,
    columns: Vec<(u32, String, Place)>,
}

/// A row that names something for the rows below it.
#[derive(Debug, Clone)]
pub struct Section {
    /// From 1.
    pub row: u32,
    /// How far out it is: a smaller number holds for more rows.
    pub level: u8,
    /// The name, without its number.
    pub text: String,
    /// Its cell.
    pub place: Place,
}

/// A text that may say whose records those of a table are.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name.
    pub text: String,
    /// Where it is.
    pub place: Place,
}

/// What is beside a code or a name, and must mean the same.
#[derive(Debug, Clone)]
pub struct Also {
    /// The row of the record.
    pub row: u32,
    /// What is named: `unit` …
    pub what: &'static str,
    /// The text.
    pub text: String,
    /// Its cell.
    pub place: Place,
}

impl Table {
    fn new(file: &ArcStr, max_rejects: usize) -> Self {
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
            several: BTreeMap::new(),
            sections: Vec::new(),
            candidates: Vec::new(),
            also: Vec::new(),
            summing: BTreeMap::new(),
            moments: Vec::new(),
            continued: BTreeMap::new(),
            counted: 0,
            columns: Vec::new(),
        }
    }

    /// The rows that became records; a row counts as often as it has columns of days.
    pub fn accepted(&self) -> usize {
        self.rows
            .saturating_sub(self.blank + self.rejected_records() + self.duplicates)
    }

    /// What the rejected rows come to, counted as `rows` are.
    pub fn rejected_records(&self) -> usize {
        let several = |row: &u32| self.several.get(row).copied().unwrap_or(1);
        self.rejected.iter().map(several).sum()
    }

    /// Whether a row holds something and is not a record: its problems reject nothing.
    pub fn passed(&self, row: u32) -> bool {
        let passed = &self.understood.passed;
        passed
            .binary_search_by_key(&row, |passed| passed.row)
            .is_ok()
    }

    /// Takes a row for a group that states the sum of the rows below it; gives its first words.
    pub fn pass_sum(&mut self, row: u32) -> Option<String> {
        let words = self.summing.remove(&row)?;
        let many = self.several.remove(&row).unwrap_or(1);
        self.rows -= many - 1;
        self.blank += 1;
        let passed = &mut self.understood.passed;
        let at = passed.partition_point(|passed| passed.row < row);
        let (why, said) = (Why::Section, words.clone());
        passed.insert(at, Passed { row, why, words });
        Some(said)
    }

    /// The rejected rows, with those that name more people of their records.
    pub fn set_aside(&self) -> BTreeSet<u32> {
        let more = self
            .rejected
            .iter()
            .filter_map(|row| self.continued.get(row))
            .flatten();
        self.rejected.iter().chain(more).copied().collect()
    }

    /// How many rows are blank for each reason, by its name in outputs; `empty` for those that hold
    /// nothing.
    pub fn reasons(&self) -> BTreeMap<&'static str, usize> {
        let mut reasons: BTreeMap<&'static str, usize> = BTreeMap::new();
        for passed in &self.understood.passed {
            *reasons.entry(passed.why.id()).or_default() += 1;
        }
        let said: usize = reasons.values().sum();
        if self.blank > said {
            reasons.insert("empty", self.blank - said);
        }
        reasons
    }

    /// Where the value of a key represents a record of a row; the row itself where it has no
    /// column.
    pub fn place_of(&self, key: &str, row: &Place) -> Place {
        let Place::Cell { row: number, .. } = row else {
            return row.clone();
        };
        // Of two tables in a sheet, the one whose headings are the nearest above.
        let found = self
            .columns
            .iter()
            .rev()
            .find(|(from, k, _)| k == key && from < number);
        match found {
            Some((
                _,
                _,
                Place::Cell {
                    file,
                    sheet,
                    column,
                    ..
                },
            )) => Place::Cell {
                file: file.clone(),
                sheet: sheet.clone(),
                row: *number,
                column: *column,
            },
            _ => row.clone(),
        }
    }
}

/// Reads a table. Each row that is a good record goes through `make`, in parallel; the results keep
/// their order.
pub(super) fn read<T: Made>(
    source: &Source,
    make: &(impl Fn(Record, &mut Problems) -> Option<T> + Sync),
    parsed: &mut Parsed<T>,
) {
    let sidecar = sidecar::read(source, &mut parsed.found);
    let matcher = Matcher::new(schema::of(source.role), &sidecar);
    let mut job = Job {
        source,
        matcher: &matcher,
        make,
        parsed,
        seen: Vec::new(),
        alike: Vec::new(),
    };
    let read = job.file();
    if !job.seen.is_empty() {
        matcher.in_vain(&job.seen, &mut job.parsed.found.problems);
    }
    if let Err(problem) = read {
        let place = Place::File(source.path.clone());
        parsed.broken = true;
        parsed.found.problems.add(place, problem);
        parsed
            .tables
            .push(Table::new(&source.path, sidecar.max_rejects));
    }
}

/// How many columns of a table are fields of the records that its role represents; 0 when it cannot
/// be read.
pub fn known_columns(source: &Source) -> usize {
    let sidecar = sidecar::read(source, &mut Findings::default());
    let matcher = Matcher::new(schema::of(source.role), &sidecar);
    known_in_file(source, &matcher).unwrap_or(0)
}

/// The same of the sheet that has most of them.
fn known_in_file(source: &Source, matcher: &Matcher<'_>) -> Result<usize, Problem> {
    let format = Format::of(&source.path).unwrap_or(Format::Csv);
    let mut file = source::open(source)?;
    let (kind, _) = Kind::of(&mut file, format)?;
    let mut site = Site {
        file: source.path.clone(),
        sheet: "".into(),
    };
    if kind == Kind::Text {
        return Ok(known_in_sheet(matcher, &mut csv::open(file)?, &[], &site));
    }
    let mut book = workbook::open(file, kind)?;
    let sheets = match &matcher.sidecar.sheet {
        Some((wanted, _)) => sheets::named_sheet(&book, wanted).into_iter().collect(),
        None => book.sheets(),
    };
    let mut best = 0;
    for sheet in sheets {
        let areas = book.areas(&sheet).unwrap_or_default();
        if let Ok(mut rows) = book.rows(&sheet) {
            site.sheet = sheet.as_str().into();
            best = best.max(known_in_sheet(matcher, rows.as_mut(), &areas, &site));
        }
    }
    Ok(best)
}

fn known_in_sheet(
    matcher: &Matcher<'_>,
    rows: &mut dyn Rows<'_>,
    areas: &[merged::Area],
    site: &Site,
) -> usize {
    let preview = preview(rows).unwrap_or_default();
    sheets::head(matcher, &preview, areas, site).map_or(0, |head| head.score)
}

/// The first rows of a sheet, among which the headings are looked for.
fn preview<'r>(rows: &mut (dyn Rows<'r> + '_)) -> Result<Vec<Row<'r>>, Problem> {
    let mut preview = Vec::new();
    fill(rows, &mut preview, heading::DEPTH)?;
    Ok(preview)
}

/// Fills a batch again with up to `most` rows; fewer when the table ends, or is broken behind them.
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

/// `15, 17–18`
pub fn ranges(rows: &[u32]) -> String {
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
