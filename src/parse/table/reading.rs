//! The sheets of a file, row by row: one batch is typed while the next is read.

use rayon::prelude::*;

use super::above::{Above, Said};
use super::column::Column;
use super::first::{figures, measure, numbered, tall};
use super::head::{Around, Head};
use super::heading::{Layout, Matcher, Site};
use super::judge::{Quick, State, Verdict};
use super::kind::Kind;
use super::merged::Area;
use super::money::Unit;
use super::outcome::{Outcome, outcomes};
use super::remarks::{Before, Remarks, columns_of, understand, words_of};
use super::row::{self, Reader};
use super::rows::{Row, Rows};
use super::sheets::head;
use super::understood::{AlikeSheet, Passed, Why};
use super::workbook;
use super::{Also, BATCH, Table, csv, fill, form, preview};
use crate::diag::{Place, Problem, Problems};
use crate::parse::value::{Datum, Value};
use crate::parse::{Parsed, Record};
use crate::source::{self, Format, Role, Source};

/// The reading of one file.
pub(super) struct Job<'a, T, M> {
    pub(super) source: &'a Source,
    pub(super) matcher: &'a Matcher<'a>,
    pub(super) make: &'a M,
    pub(super) parsed: &'a mut Parsed<T>,
    /// The headings of all tables of the file.
    pub(super) seen: Vec<String>,
    /// Sheets that look like the one that was named.
    pub(super) alike: Vec<AlikeSheet>,
}

/// What a sheet is read by, found out by its first rows.
struct Form {
    layout: Layout,
    defaults: Vec<(Column, Datum)>,
    unit_unbound: bool,
    open: bool,
    numbered: bool,
    /// For each bound column, and each that counts rows, the areas over several rows that cover it.
    tall: Vec<Vec<Area>>,
    /// The days that the title, the sheet and the file say.
    days: Vec<Said>,
}

impl Form {
    fn reader<'f>(
        &'f self,
        matcher: &'f Matcher<'f>,
        areas: &'f [Area],
        site: &'f Site,
        role: Role,
    ) -> Reader<'f> {
        Reader {
            layout: &self.layout,
            matcher,
            areas,
            tall: &self.tall,
            numbered: self.numbered,
            defaults: &self.defaults,
            site,
            role,
            unit_unbound: self.unit_unbound,
            open: self.open,
            marks: Vec::new(),
        }
    }
}

impl<T: Send, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
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

    pub(super) fn add(&mut self, place: Place, problem: Problem) {
        self.parsed.found.problems.add(place, problem);
    }

    pub(super) fn site(&self, sheet: &str) -> Site {
        Site {
            file: self.source.path.clone(),
            sheet: sheet.into(),
        }
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
        let Some(form) = self.recognise(table, &preview, &head, areas, &site) else {
            self.parsed.broken = true;
            return Ok(());
        };
        let rest = preview.split_off(head.last + 1);
        self.rows(table, form, areas, &site, rest, rows)
    }

    /// What a sheet is read by; none where its headings have problems, with which each row would
    /// only repeat them.
    fn recognise(
        &mut self,
        table: &mut Table,
        rows: &[Row<'_>],
        head: &Head,
        areas: &[Area],
        site: &Site,
    ) -> Option<Form> {
        let mut problems = Problems::default();
        let above = Above::new(&rows[..head.first], self.matcher, site);
        let around = Around {
            areas,
            year: above.year,
            valid: above.valid,
            in_period: above.in_period,
        };
        let mut layout = self
            .matcher
            .layout(head, rows, &around, site, &mut problems);
        let sidecar = self.matcher.sidecar;
        let named = !sidecar.columns.is_empty() || !sidecar.ignore.is_empty();
        for (_, heading) in layout.seen.iter().filter(|_| named) {
            if !self.seen.contains(heading) {
                self.seen.push(heading.clone());
            }
        }
        measure(&mut layout, &above, &mut problems);
        let mut defaults = row::defaults(self.matcher, self.matcher.sidecar, &mut problems);
        let bound = |key: &str| layout.bound.iter().any(|b| b.column.key == key);
        let given = |key: &str| {
            self.matcher
                .sidecar
                .defaults
                .iter()
                .any(|((k, _), _)| k == key)
        };
        let mut elsewhere = Vec::new();
        let days = layout.bound.iter().any(|b| b.day.is_some());
        if self.source.role == Role::Reports
            && !bound("as_of")
            && !days
            && let Some((seen, place)) = above.day(&mut problems)
        {
            if let Some(column) = self.matcher.column("as_of").filter(|_| !given("as_of")) {
                let value = Value::Date(seen.day);
                defaults.push((column.clone(), Datum { place, value }));
            }
            table.understood.day = Some(seen);
            elsewhere.push("as_of");
        }
        let below = &rows[head.last + 1..];
        if !days && !figures(&layout, below) {
            // A form that is not filled in yet has no day either.
            elsewhere.push("as_of");
        }
        let named = matches!(self.source.role, Role::Reports | Role::Initiatives);
        let unit_unbound = named && !bound("unit");
        let sections = below
            .iter()
            .any(|row| form::words(&row.line()).0.len() == 1);
        let open = unit_unbound && !given("unit") && (sections || !above.candidates.is_empty());
        if open {
            elsewhere.push("unit");
        }
        self.matcher
            .missing(&layout, &elsewhere, site, &mut problems);
        if table.columns.is_empty() {
            table.heading = layout.row;
            table.candidates = above.candidates;
        }
        table.understood.headings.extend(&layout.rows);
        table.understood.money = table.understood.money.take().or(match above.money {
            Some((words, Unit::Dong(scale))) => Some((words, scale)),
            Some((words, Unit::Foreign(_))) => Some((words, 1.0)),
            None => None,
        });
        understand(table, &layout, below);
        table.columns.extend(columns_of(&layout, &defaults, site));
        let stop = problems.any_error();
        self.parsed.found.problems.extend(problems);
        (!stop).then(|| Form {
            numbered: numbered(&layout, below),
            tall: tall(&layout, areas),
            days: above.days,
            layout,
            defaults,
            unit_unbound,
            open,
        })
    }

    /// Types one batch while the next is read. The last record of a batch waits for the next one,
    /// whose first rows may name more people of it.
    fn rows<'r>(
        &mut self,
        table: &mut Table,
        mut form: Form,
        areas: &[Area],
        site: &Site,
        first: Vec<Row<'r>>,
        rows: &mut (dyn Rows<'r> + '_),
    ) -> Result<(), Problem> {
        let (mut batch, mut next) = (first, Vec::new());
        cut(&mut batch, &form);
        let mut state = State::below(form.layout.row);
        let mut remarks = Remarks::default();
        let mut marks = vec![Default::default(); form.layout.bound.len()];
        let mut end = Ok(());
        let days = std::mem::take(&mut form.days);
        // What the first rows of the batch are, where these were judged with the one before.
        let mut judged: Vec<Verdict> = Vec::new();
        let mut more = true;
        loop {
            let mut start = 0;
            let mut read_next = true;
            let mut waiting = Vec::new();
            while start + waiting.len() < batch.len() || read_next {
                let mut reader = form.reader(self.matcher, areas, site, self.source.role);
                reader.marks = std::mem::take(&mut marks);
                let mut verdicts = std::mem::take(&mut judged);
                let rest = &batch[start + verdicts.len()..];
                let (reader, stopped) =
                    self.judge(table, reader, rest, &mut verdicts, &mut state, &mut remarks);
                let followed = if read_next { more } else { !next.is_empty() };
                if followed && !stopped {
                    waiting = verdicts.split_off(reader.finished(&verdicts));
                }
                let (make, current) = (self.make, &batch[start..start + verdicts.len()]);
                let mut typed = Vec::new();
                rayon::in_place_scope(|scope| {
                    scope.spawn(|_| typed = outcomes(&reader, current, &verdicts, make));
                    if std::mem::take(&mut read_next) && end.is_ok() {
                        end = fill(rows, &mut next, BATCH);
                        cut(&mut next, &form);
                        more = next.len() == BATCH;
                    }
                });
                let typed = typed.into_iter().zip(verdicts);
                for (row, (outcome, verdict)) in current.iter().zip(typed) {
                    match outcome {
                        Some(outcome) => {
                            let counter = reader.numbered(row, &outcome.rowed.figures);
                            self.take(table, outcome, counter, &mut state, &mut remarks);
                        }
                        None => self.pass(table, &reader, row, verdict, &mut state, &mut remarks),
                    }
                }
                marks = reader.marks;
                start += current.len();
                if stopped {
                    let rest = &batch[start..];
                    if let Some((other, headings)) =
                        self.another(table, rest, areas, site, &mut state)
                    {
                        form = other;
                        marks = vec![Default::default(); form.layout.bound.len()];
                        start += headings;
                    } else {
                        remarks
                            .others
                            .push((rest[0].number, words_of(&rest[0].line())));
                        table.pass(rest[0].number, Why::OtherTable, &rest[0].line());
                        start += 1;
                    }
                }
            }
            if next.is_empty() && waiting.is_empty() {
                break;
            }
            next.splice(0..0, batch.drain(start..));
            judged = waiting;
            std::mem::swap(&mut batch, &mut next);
            if end.is_err() {
                next.clear();
            }
        }
        self.settle(table, site, &mut state, 0);
        self.agree(&days, remarks.days);
        self.tell(table, &form.layout, site, remarks);
        end
    }

    /// Adds what each row is, up to the headings of another table; whether these were met.
    fn judge<'f>(
        &mut self,
        table: &mut Table,
        mut reader: Reader<'f>,
        rows: &[Row<'_>],
        verdicts: &mut Vec<Verdict>,
        state: &mut State,
        remarks: &mut Remarks,
    ) -> (Reader<'f>, bool) {
        let quick: Vec<Quick> = rows
            .par_iter()
            .map(|row| reader.quick(&row.line()))
            .collect();
        reader
            .marks
            .resize(reader.layout.bound.len(), Default::default());
        for (quick, row) in quick.iter().zip(rows) {
            for (column, seen) in &quick.marks {
                reader.marks[*column].add(*seen);
            }
            if let Some(column) = quick.month_first
                && !self.matcher.sidecar.month_first
            {
                let index = reader.layout.bound[column].index;
                let text = || row.line().cell(index).shown().into_owned();
                remarks
                    .month_first
                    .entry(column)
                    .or_insert_with(|| (text(), row.number));
            }
        }
        verdicts.reserve(rows.len());
        for (row, quick) in rows.iter().zip(&quick) {
            let before = state.last;
            let verdict = reader.judge(&row.line(), quick, state, &mut table.sections);
            if verdict == Verdict::Headings {
                state.last = before;
                return (reader, true);
            }
            verdicts.push(verdict);
        }
        (reader, false)
    }

    /// Another table of the sheet, with how many rows its headings take; none where it lacks what
    /// its records must have.
    fn another(
        &mut self,
        table: &mut Table,
        rows: &[Row<'_>],
        areas: &[Area],
        site: &Site,
        state: &mut State,
    ) -> Option<(Form, usize)> {
        let rows = &rows[..rows.len().min(5)];
        state.other = true;
        let found = head(self.matcher, rows, areas, site).filter(|head| head.first == 0)?;
        // Copies of the whole would take minutes for a sheet that repeats such headings.
        let (problems, before) = (self.parsed.found.problems.len(), Before::of(table));
        let form = self.recognise(table, rows, &found, areas, site);
        let Some(form) = form else {
            // It is reported as a whole, not by what its headings lack.
            self.parsed.found.problems.truncate(problems);
            before.put_back(table);
            return None;
        };
        let gap = form.layout.rows[0]
            .saturating_sub(state.last)
            .saturating_sub(1) as usize;
        table.rows += gap + form.layout.rows.len();
        table.blank += gap + form.layout.rows.len();
        for row in &rows[..=found.last] {
            table.understood.passed.push(Passed {
                row: row.number,
                why: Why::Heading,
                words: words_of(&row.line()),
            });
        }
        table.counted = form.layout.row;
        self.settle(table, site, state, 0);
        *state = State::below(form.layout.row);
        Some((form, found.last + 1))
    }

    fn take(
        &mut self,
        table: &mut Table,
        outcome: Outcome<T>,
        counter: Option<(String, String)>,
        state: &mut State,
        remarks: &mut Remarks,
    ) {
        let Outcome {
            number,
            items,
            words,
            problems,
            references,
            unnamed,
            rowed,
        } = outcome;
        remarks.unnamed.extend(unnamed);
        remarks.any |= !items.is_empty() || problems.any_error();
        self.parsed.found.references.extend(references);
        table.count(number);
        if let Some(counter) = counter {
            let ended = state
                .levels
                .add(number, &counter.0, counter.1, &rowed.figures);
            state.summed(table, ended);
        }
        state.add(&rowed.figures);
        (state.main, state.taken) = (number, state.taken + 1);
        for (name, cells) in rowed.converted {
            *remarks.converted.entry(name).or_default() += cells;
        }
        if let Some(day) = rowed.day {
            let (first, last) = remarks.days.unwrap_or((day, day));
            remarks.days = Some((first.min(day), last.max(day)));
        }
        if problems.any_error() {
            table.rejected.insert(number);
        } else if items.is_empty() {
            self.dated(table, number, &words);
            table.blank += 1;
            table.understood.passed.push(Passed {
                row: number,
                why: Why::NotReported,
                words,
            });
        } else {
            table.rows += items.len() - 1;
            if items.len() > 1 {
                table.several.insert(number, items.len());
            }
            table.moments.extend(
                rowed
                    .moments
                    .iter()
                    .map(|(key, moment)| (number, *key, *moment)),
            );
            let sheet = self.site(&table.sheet);
            table
                .also
                .extend(rowed.also.into_iter().map(|(column, what, text)| Also {
                    row: number,
                    what,
                    text,
                    place: sheet.cell(number, column),
                }));
            self.parsed.items.extend(items);
        }
        self.parsed.found.problems.extend(problems);
    }

    /// A row that is not a record.
    fn pass(
        &mut self,
        table: &mut Table,
        reader: &Reader<'_>,
        row: &Row<'_>,
        verdict: Verdict,
        state: &mut State,
        remarks: &mut Remarks,
    ) {
        let line = row.line();
        if verdict == Verdict::Continued {
            table.pass(row.number, Why::Continued, &line);
            table
                .continued
                .entry(state.main)
                .or_default()
                .push(row.number);
            return;
        }
        let Verdict::Passed(why) = verdict else {
            table.count(row.number);
            table.blank += 1;
            return;
        };
        table.pass(row.number, why, &line);
        match why {
            Why::NotReported | Why::Continued => {}
            Why::Note | Why::Heading => remarks.notes.push(row.number),
            Why::Section => {
                remarks.notes.push(row.number);
                self.dated(table, row.number, &words_of(&line));
                self.section(table, reader, &line, state);
            }
            Why::OtherTable => remarks.others.push((row.number, words_of(&line))),
            Why::Total => {
                remarks.totals.push(row.number);
                self.total(table, reader, &line, state);
            }
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
