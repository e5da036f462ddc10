//! The sheets of a file, row by row: one batch is typed while the next is read.

use rayon::prelude::*;

use super::job::{Job, SheetReading};
use super::judge::{Quick, Verdict};
use super::kind::Kind;
use super::levels::Figures;
use super::merged::Area;
use super::outcome::{Outcome, outcomes};
use super::recognise::Form;
use super::remarks::Before;
use super::row::{Reader, Rowed};
use super::rows::{Row, Rows};
use super::sheets::head;
use super::state::{Remarks, State};
use super::understood::{Passed, Why};
use super::workbook;
use super::{Also, BATCH, Table, csv, fill, preview};
use crate::diag::{Place, Problem, Problems};
use crate::parse::{Made, Record};
use crate::source::{self, Format};

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    pub(super) fn file(&mut self) -> Result<(), Problem> {
        let mut file = source::open(self.source)?;
        let format = Format::of(&self.source.path).unwrap_or(Format::Csv);
        let (kind, other) = Kind::of(&mut file, format)?;
        if other {
            let problem = Problem::OtherKind { kind: kind.name() };
            self.add(Place::File(self.source.path.clone()), problem);
        }
        if kind == Kind::Text {
            let mut rows = csv::open(file)?;
            self.sheet("", &[], &mut rows, other.then(|| kind.name()));
            return Ok(());
        }
        let mut book = workbook::open(file, kind)?;
        for sheet in self.choose(&mut book)? {
            let areas = book.areas(&sheet)?;
            let hidden = book.hidden(&sheet);
            let mut rows = book.rows(&sheet)?;
            self.sheet(&sheet, &areas, rows.as_mut(), other.then(|| kind.name()));
            self.report_hidden(&sheet, &hidden);
        }
        Ok(())
    }

    /// Reads one sheet, and accounts for its rows.
    fn sheet<'r>(
        &mut self,
        sheet: &str,
        areas: &[Area],
        rows: &mut (dyn Rows<'r> + '_),
        kind: Option<&'static str>,
    ) {
        let mut table = Table::new(&self.source.path, self.matcher.sidecar.max_rejects);
        table.sheet = sheet.into();
        table.understood.kind = kind;
        table.understood.alike = std::mem::take(&mut self.alike);
        if let Err(problem) = self.form(&mut table, areas, rows) {
            self.parsed.broken = true;
            let place = place(&table);
            self.add(place, problem);
        }
        self.parsed.tables.push(table);
    }

    /// Finds out what a sheet is read by, and reads it.
    fn form<'r>(
        &mut self,
        table: &mut Table,
        areas: &[Area],
        rows: &mut (dyn Rows<'r> + '_),
    ) -> Result<(), Problem> {
        let mut preview = preview(rows)?;
        if preview.is_empty() {
            // A table that holds nothing yet is not a problem.
            return Ok(());
        }
        let site = self.site(&table.sheet);
        let found = head(self.matcher, &preview, areas, &site);
        if let Some((row, column)) = self.matcher.turned(found.as_ref(), &preview) {
            self.parsed.broken = true;
            table.heading = row;
            self.add(site.cell(row, column), Problem::TableTurned);
            return Ok(());
        }
        let head = found.ok_or_else(|| Problem::NoHeading {
            known: self.matcher.required(),
        })?;
        let mut sheet = SheetReading {
            job: self,
            table,
            areas,
            site: &site,
            state: State::default(),
            remarks: Remarks::default(),
            marks: Vec::new(),
        };
        let Some(form) = sheet.recognise(&preview, &head) else {
            self.parsed.broken = true;
            return Ok(());
        };
        let first = preview.split_off(head.last + 1);
        sheet.rows(form, first, rows)
    }
}

/// The rows of a sheet in batches.
struct Batches<'r, 's> {
    current: Vec<Row<'r>>,
    /// How many of the current rows are done.
    done: usize,
    /// What the first of the others are, where these were judged already.
    judged: Vec<Verdict>,
    coming: Coming<'r, 's>,
}

/// The batch behind the current one.
struct Coming<'r, 's> {
    source: &'s mut (dyn Rows<'r> + 's),
    rows: Vec<Row<'r>>,
    /// Whether it was read.
    read: bool,
    /// Whether rows may follow it.
    more: bool,
    /// Whether the file could be read so far.
    end: Result<(), Problem>,
}

impl Coming<'_, '_> {
    /// Reads it, unless it was read.
    fn read(&mut self, form: &Form) {
        if !std::mem::replace(&mut self.read, true) && self.end.is_ok() {
            self.end = fill(self.source, &mut self.rows, BATCH);
            cut(&mut self.rows, form);
            self.more = self.rows.len() == BATCH;
        }
    }
}

impl<'r, 's> Batches<'r, 's> {
    fn new(first: Vec<Row<'r>>, source: &'s mut (dyn Rows<'r> + 's)) -> Self {
        Self {
            current: first,
            done: 0,
            judged: Vec::new(),
            coming: Coming {
                source,
                rows: Vec::new(),
                read: false,
                more: true,
                end: Ok(()),
            },
        }
    }

    /// Whether the current batch is done, but for what waits for the next one.
    fn is_done(&self) -> bool {
        self.coming.read && self.done + self.judged.len() >= self.current.len()
    }

    /// Whether rows may follow the current batch.
    fn is_followed(&self) -> bool {
        if self.coming.read {
            !self.coming.rows.is_empty()
        } else {
            self.coming.more
        }
    }

    /// Goes on to the next batch, with what waited for it; false when there is none.
    fn advance(&mut self) -> bool {
        let coming = &mut self.coming;
        if coming.rows.is_empty() && self.judged.is_empty() {
            return false;
        }
        coming.rows.splice(0..0, self.current.drain(self.done..));
        std::mem::swap(&mut self.current, &mut coming.rows);
        if coming.end.is_err() {
            coming.rows.clear();
        }
        coming.read = false;
        self.done = 0;
        true
    }
}

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> SheetReading<'_, '_, T, M> {
    /// Reads the rows. The last record of a batch waits for the next one, whose first rows may name
    /// more people of it.
    fn rows<'r>(
        &mut self,
        mut form: Form,
        mut first: Vec<Row<'r>>,
        source: &mut (dyn Rows<'r> + '_),
    ) -> Result<(), Problem> {
        let days = std::mem::take(&mut form.days);
        cut(&mut first, &form);
        self.state = State::below(form.layout.row);
        let mut batches = Batches::new(first, source);
        loop {
            while !batches.is_done() {
                if self.read_rows(&form, &mut batches) {
                    self.pass_headings(&mut form, &mut batches);
                }
            }
            if !batches.advance() {
                break;
            }
        }
        self.settle(0);
        self.compare_days(&days);
        self.report_remarks(&form.layout);
        batches.coming.end
    }

    /// Types the rows of a batch, up to the headings of another table, while the next batch is
    /// read; whether such headings were met.
    fn read_rows(&mut self, form: &Form, batches: &mut Batches<'_, '_>) -> bool {
        let role = self.job.source.role;
        let mut reader = form.reader(self.job.matcher, self.areas, self.site, role);
        reader.marks = std::mem::take(&mut self.marks);
        let mut verdicts = std::mem::take(&mut batches.judged);
        let rest = &batches.current[batches.done + verdicts.len()..];
        let stopped = self.judge(&mut reader, rest, &mut verdicts);
        if batches.is_followed() && !stopped {
            batches.judged = verdicts.split_off(reader.finished(&verdicts));
        }
        let current = &batches.current[batches.done..][..verdicts.len()];
        let (make, coming) = (self.job.make, &mut batches.coming);
        let mut typed = Vec::new();
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                typed = outcomes(&reader, current, &verdicts, make);
                let outcomes = typed.iter_mut().flatten();
                T::together(outcomes.flat_map(|outcome| &mut outcome.items));
            });
            coming.read(form);
        });
        for ((row, outcome), verdict) in current.iter().zip(&mut typed).zip(verdicts) {
            match outcome {
                Some(outcome) => {
                    let counter = reader.numbered(row, &outcome.rowed.figures);
                    self.take(outcome, counter);
                }
                None => self.pass(&reader, row, verdict),
            }
        }
        batches.done += current.len();
        self.marks = reader.marks;
        stopped
    }

    /// Goes on behind the headings of another table: with that table, or with the next row where it
    /// is not read.
    fn pass_headings(&mut self, form: &mut Form, batches: &mut Batches<'_, '_>) {
        let rest = &batches.current[batches.done..];
        if let Some((other, headings)) = self.another(rest) {
            *form = other;
            self.marks.clear();
            batches.done += headings;
            return;
        }
        let (row, line) = (rest[0].number, rest[0].line());
        self.remarks.others.push((row, line.first_words()));
        self.table.pass(row, Why::OtherTable, &line);
        batches.done += 1;
    }

    /// Adds what each row is, up to the headings of another table; whether these were met.
    fn judge(
        &mut self,
        reader: &mut Reader<'_>,
        rows: &[Row<'_>],
        verdicts: &mut Vec<Verdict>,
    ) -> bool {
        let quick: Vec<Quick> = rows
            .par_iter()
            .map(|row| reader.quick(&row.line()))
            .collect();
        let columns = reader.layout.bound.len();
        reader.marks.resize(columns, Default::default());
        for (quick, row) in quick.iter().zip(rows) {
            for (column, seen) in &quick.marks {
                reader.marks[*column].add(*seen);
            }
            if let Some(column) = quick.month_first
                && !self.job.matcher.sidecar.month_first
            {
                let index = reader.layout.bound[column].index;
                let text = || row.line().cell(index).shown().into_owned();
                let month_first = &mut self.remarks.month_first;
                month_first
                    .entry(column)
                    .or_insert_with(|| (text(), row.number));
            }
        }
        verdicts.reserve(rows.len());
        for (row, quick) in rows.iter().zip(&quick) {
            let before = self.state.last;
            let sections = &mut self.table.sections;
            let verdict = reader.judge(&row.line(), quick, &mut self.state, sections);
            if verdict == Verdict::Headings {
                self.state.last = before;
                return true;
            }
            verdicts.push(verdict);
        }
        false
    }

    /// Another table of the sheet, with how many rows its headings take; none where it lacks what
    /// its records must have.
    fn another(&mut self, rows: &[Row<'_>]) -> Option<(Form, usize)> {
        let rows = &rows[..rows.len().min(5)];
        self.state.other = true;
        let found = head(self.job.matcher, rows, self.areas, self.site)?;
        if found.first != 0 {
            return None;
        }
        // Copies of the whole would take minutes for a sheet that repeats such headings.
        let problems = self.job.parsed.found.problems.len();
        let before = Before::of(self.table);
        let Some(form) = self.recognise(rows, &found) else {
            // It is reported as a whole, not by what its headings lack.
            self.job.parsed.found.problems.truncate(problems);
            before.put_back(self.table);
            return None;
        };
        let gap = form.layout.rows[0]
            .saturating_sub(self.state.last)
            .saturating_sub(1) as usize;
        self.table.rows += gap + form.layout.rows.len();
        self.table.blank += gap + form.layout.rows.len();
        for row in &rows[..=found.last] {
            self.table.understood.passed.push(Passed {
                row: row.number,
                why: Why::Heading,
                words: row.line().first_words(),
            });
        }
        self.table.counted = form.layout.row;
        self.settle(0);
        self.state = State::below(form.layout.row);
        Some((form, found.last + 1))
    }

    /// Takes the records of a row, or what is wrong with it. `counter` is what numbers the row, with
    /// its first words.
    fn take(&mut self, outcome: &mut Outcome<T>, counter: Option<(String, String)>) {
        let row = outcome.number;
        self.table.count(row);
        self.add_figures(row, counter, &outcome.rowed.figures);
        self.remarks.add(outcome);
        let found = &mut self.job.parsed.found;
        found.references.append(&mut outcome.references);
        if outcome.problems.any_error() {
            self.table.rejected.insert(row);
        } else if outcome.items.is_empty() {
            self.compare_period(row, &outcome.words);
            self.table.blank += 1;
            self.table.understood.passed.push(Passed {
                row,
                why: Why::NotReported,
                words: std::mem::take(&mut outcome.words),
            });
        } else {
            self.accept(row, &mut outcome.items, &mut outcome.rowed);
        }
        let problems = std::mem::take(&mut outcome.problems);
        self.job.parsed.found.problems.extend(problems);
    }

    /// Counts the figures of a row for the totals.
    fn add_figures(&mut self, row: u32, counter: Option<(String, String)>, figures: &Figures) {
        if let Some((mark, words)) = counter {
            let ended = self.state.levels.add(row, &mark, words, figures);
            self.state.summed(self.table, ended);
        }
        self.state.add(figures);
        self.state.main = row;
        self.state.taken += 1;
    }

    /// Keeps the records of a row that is good.
    fn accept(&mut self, row: u32, items: &mut Vec<T>, rowed: &mut Rowed) {
        let table = &mut *self.table;
        table.rows += items.len() - 1;
        if items.len() > 1 {
            table.several.insert(row, items.len());
        }
        let moments = rowed.moments.drain(..);
        table
            .moments
            .extend(moments.map(|(key, moment)| (row, key, moment)));
        for (column, what, text) in rowed.also.drain(..) {
            let place = self.site.cell(row, column);
            table.also.push(Also {
                row,
                what,
                text,
                place,
            });
        }
        self.job.parsed.items.append(items);
    }

    /// Counts a row that is not a record.
    fn pass(&mut self, reader: &Reader<'_>, row: &Row<'_>, verdict: Verdict) {
        let (line, row) = (row.line(), row.number);
        if verdict == Verdict::Continued {
            self.table.pass(row, Why::Continued, &line);
            let continued = &mut self.table.continued;
            continued.entry(self.state.main).or_default().push(row);
            return;
        }
        let Verdict::Passed(why) = verdict else {
            self.table.count(row);
            self.table.blank += 1;
            return;
        };
        self.table.pass(row, why, &line);
        match why {
            Why::NotReported | Why::Continued => {}
            Why::Note | Why::Heading => self.remarks.notes.push(row),
            Why::Section => {
                self.remarks.notes.push(row);
                self.compare_period(row, &line.first_words());
                self.section(reader, &line);
            }
            Why::OtherTable => self.remarks.others.push((row, line.first_words())),
            Why::Total => {
                self.remarks.totals.push(row);
                self.total(reader, &line);
            }
        }
    }
}

impl Remarks {
    /// Adds what a row has to be reported once for the sheet.
    fn add<T>(&mut self, outcome: &Outcome<T>) {
        self.unnamed.extend(&outcome.unnamed);
        self.any |= !outcome.items.is_empty() || outcome.problems.any_error();
        for (name, cells) in &outcome.rowed.converted {
            *self.converted.entry(name).or_default() += cells;
        }
        if let Some(day) = outcome.rowed.day {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }
}

/// Leaves out what a table beside the form has in these rows.
fn cut(rows: &mut [Row<'_>], form: &Form) {
    if let Some(from) = form.layout.cut {
        for row in rows {
            row.cut(from);
        }
    }
}

/// The first row that could not be read, or the whole file before any was.
fn place(table: &Table) -> Place {
    if table.rows == 0 {
        return Place::File(table.file.clone());
    }
    Place::Cell {
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        row: table.counted.saturating_add(1),
        column: 1,
    }
}
