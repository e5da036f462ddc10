//! What is said of a sheet besides its records: rows that were passed over, totals, columns.

use super::above::{self, Said};
use super::column::Column;
use super::heading::{Layout, Site};
use super::hidden::Hidden;
use super::job::{Job, SheetReading};
use super::period;
use super::rows::{Line, Row};
use super::understood::{ColumnSeen, DaySeen, EXAMPLES, Passed, Why};
use super::{Table, ranges};
use crate::base::number::saturated;
use crate::diag::{Place, Problem, Problems};
use crate::parse::value::Datum;
use crate::parse::{Made, Record};

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> SheetReading<'_, '_, T, M> {
    /// Reports what is said once for a sheet.
    pub(super) fn report_remarks(&mut self, layout: &Layout) {
        let remarks = std::mem::take(&mut self.remarks);
        for column in remarks.unnamed {
            self.report(layout.row, column, Problem::UnnamedColumn);
        }
        let mut notes = remarks.notes;
        if remarks.any {
            notes.extend(remarks.totals);
        }
        notes.sort_unstable();
        self.report_notes(&notes);
        if let Some((row, words)) = remarks.others.first() {
            let (rows, words) = (remarks.others.len(), words.clone());
            self.report(*row, 0, Problem::TableNotRead { rows, words });
        }
        for (name, cells) in remarks.converted {
            self.table.understood.converted += cells;
            let problem = Problem::OldEncoding { name, cells };
            if self.table.sheet.is_empty() {
                self.job.add(Place::File(self.table.file.clone()), problem);
            } else {
                self.report(layout.row, 0, problem);
            }
        }
        for (column, (value, _)) in remarks.month_first {
            if let Some(bound) = layout.bound.get(column) {
                let heading = bound.heading.clone();
                let problem = Problem::MonthFirst { heading, value };
                self.report(layout.row, bound.index, problem);
                self.job.parsed.broken = true;
            }
        }
    }

    /// Reports the rows that were passed over, if there are any.
    fn report_notes(&mut self, notes: &[u32]) {
        if !notes.is_empty() {
            let words = first_words(self.table, notes);
            let rows = ranges(notes);
            let place = Place::File(self.table.file.clone());
            self.job.add(place, Problem::RowsPassedOver { rows, words });
        }
    }

    /// Compares the period that a row between the records names with the day of all rows:
    /// "Tháng 5/2024" in a table of June.
    pub(super) fn compare_period(&mut self, row: u32, words: &str) {
        let Some(day) = &self.table.understood.day else {
            return;
        };
        let year = Some(day.day.year());
        let named = (words.split(" · ")).find_map(|text| period::of_heading(text, year));
        if named.is_some_and(|named| !(named.first..=named.last).contains(&day.day)) {
            let (first, second) = (day.words.clone(), words.to_owned());
            self.report(row, 0, Problem::DaysDiffer { first, second });
        }
    }

    /// Compares the days of the rows with those that the title, the sheet and the file say.
    pub(super) fn compare_days(&mut self, said: &[Said]) {
        if let Some((first, last)) = self.remarks.days
            && let Some((place, words)) = above::differing(said, first, last)
        {
            let (first, second) = (words, last.to_string());
            self.job.add(place, Problem::DaysDiffer { first, second });
        }
    }
}

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    /// Reports which records of the sheet that was read are in hidden rows, and which of its
    /// columns are hidden: nothing on the screen shows them.
    pub(super) fn report_hidden(&mut self, sheet: &str, hidden: &Hidden) {
        let Some(table) = self.parsed.tables.last() else {
            return;
        };
        let records = table.heading + 1..=table.counted;
        let counted = |row: &&u32| records.contains(*row) && !table.passed(**row);
        let rows: Vec<u32> = hidden.rows.iter().filter(counted).copied().collect();
        let read = table.understood.columns.iter().filter(|c| c.key.is_some());
        let columns: Vec<_> = read
            .filter(|column| hidden.has_column(column.column - 1))
            .map(|column| (column.row, column.column, column.heading.clone()))
            .collect();
        let site = self.site(sheet);
        if !rows.is_empty() {
            let place = site.cell(rows[0], 0);
            let problem = Problem::HiddenRows {
                rows: ranges(&rows),
            };
            self.add(place, problem);
        }
        if let Some((row, column, _)) = columns.first() {
            let place = site.cell(*row, *column as usize - 1);
            let headings: Vec<&str> = columns.iter().map(|(_, _, text)| &**text).collect();
            let problem = Problem::HiddenColumns {
                columns: headings.join(", "),
            };
            self.add(place, problem);
        }
    }
}

/// What a table said before the headings of another one were read in its sheet.
pub(super) struct Before {
    headings: usize,
    seen: usize,
    columns: usize,
    day: Option<DaySeen>,
    money: Option<(String, f64)>,
}

impl Before {
    pub(super) fn of(table: &Table) -> Self {
        Self {
            headings: table.understood.headings.len(),
            seen: table.understood.columns.len(),
            columns: table.columns.len(),
            day: table.understood.day.clone(),
            money: table.understood.money.clone(),
        }
    }

    /// Takes back what was read of the other table.
    pub(super) fn put_back(self, table: &mut Table) {
        table.understood.headings.truncate(self.headings);
        table.understood.columns.truncate(self.seen);
        table.columns.truncate(self.columns);
        table.understood.day = self.day;
        table.understood.money = self.money;
    }
}

/// The first words of some rows that are not records, a few of them.
fn first_words(table: &Table, rows: &[u32]) -> String {
    let passed = table.understood.passed.iter();
    let words: Vec<String> = passed
        .filter(|passed| rows.binary_search(&passed.row).is_ok())
        .take(SAID + 1)
        .map(|passed| passed.words.clone())
        .collect();
    said(&words)
}

/// The first words of rows, those of a few of them.
pub fn said(words: &[String]) -> String {
    let few = words.iter().take(SAID).map(|words| format!("“{words}”"));
    let more = if words.len() > SAID { "; …" } else { "" };
    few.collect::<Vec<_>>().join("; ") + more
}

/// How many rows that are not records are said by their words.
const SAID: usize = 4;

impl Table {
    /// Counts a row, and the gap above it.
    pub(super) fn count(&mut self, number: u32) {
        let last = self.counted.max(self.heading);
        let gap = number.saturating_sub(last).saturating_sub(1) as usize;
        self.counted = number;
        self.rows += gap + 1;
        self.blank += gap;
    }

    /// Counts a row that is not a record.
    pub(super) fn pass(&mut self, number: u32, why: Why, line: &Line<'_>) {
        self.count(number);
        self.blank += 1;
        self.understood.passed.push(Passed {
            row: number,
            why,
            words: line.first_words(),
        });
    }
}

/// What the headings were taken for, with the first values below them.
pub(super) fn understand(table: &mut Table, layout: &Layout, rows: &[Row<'_>]) {
    for (index, heading) in &layout.seen {
        let mut values = Vec::new();
        for row in rows {
            let shown = row.line().cell(*index).shown().into_owned();
            if !shown.is_empty() && values.len() < EXAMPLES {
                values.push(shown);
            }
        }
        let all = layout.bound.iter().chain(&layout.also);
        let bound = all.clone().find(|b| b.index == *index);
        table.understood.columns.push(ColumnSeen {
            row: layout.row,
            column: saturated(*index).saturating_add(1),
            heading: heading.clone(),
            key: bound.map(|b| match &b.id {
                Some(id) => format!("{}.{id}", b.column.key),
                None => b.column.key.clone(),
            }),
            day: bound.and_then(|b| b.day),
            scale: bound.and_then(|b| b.scale),
            values,
        });
    }
}

/// Where each key is; a default is in the sidecar.
pub(super) fn columns_of(
    layout: &Layout,
    defaults: &[(Column, Datum)],
    site: &Site,
) -> Vec<(u32, String, Place)> {
    let bound = layout.bound.iter().map(|b| {
        (
            layout.row,
            b.column.key.clone(),
            site.cell(layout.row, b.index),
        )
    });
    let given = defaults
        .iter()
        .map(|(column, datum)| (layout.row, column.key.clone(), datum.place.clone()));
    bound.chain(given).collect()
}
