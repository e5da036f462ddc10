//! One row to one record.

use jiff::Timestamp;

use super::cell::Cell;
use super::column::Column;
use super::heading::{Bound, Layout, Matcher, Site};
use super::merged::Area;
use super::rows::{Line, Row};
use super::sidecar::Sidecar;
use super::typed;
use super::values::{for_each, put, unicode, values};
use super::written::{Marks, Measure};
use crate::base::Date;
use crate::diag::{Place, Problem, Problems};
use crate::parse::schema::Kind;
use crate::parse::value::{Datum, Fields, Reference, Value};
use crate::parse::{Record, limits, privacy};
use crate::source::Role;

/// What the rows of a table are read with.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    pub(super) layout: &'a Layout,
    pub(super) matcher: &'a Matcher<'a>,
    pub(super) areas: &'a [Area],
    /// Areas over several rows, for each bound column those that cover it.
    pub(super) tall: &'a [Vec<Area>],
    /// Whether records are numbered, as the first rows show.
    pub(super) numbered: bool,
    pub(super) defaults: &'a [(Column, Datum)],
    pub(super) site: Site,
    pub(super) role: Role,
    /// Whether no column says the unit that a record must have.
    pub(super) unit_unbound: bool,
    /// Whether something above the table may say it.
    pub(super) open: bool,
    /// What the values of each bound column say of their marks.
    pub(super) marks: Vec<Marks>,
}

/// What a row that is a record says.
#[derive(Debug, Default)]
pub(super) struct Rowed {
    /// Its record; more where columns are days.
    pub(super) records: Option<Record>,
    pub(super) more: Vec<Record>,
    /// Its figures by column, for the totals.
    pub(super) figures: Vec<(usize, i64)>,
    /// The name beside a code, or the other way round: the column, the kind, and the text.
    pub(super) also: Vec<(usize, &'static str, String)>,
    /// Moments whose day is one of the site's zone, with their keys.
    pub(super) moments: Vec<(&'static str, Timestamp)>,
    /// Texts of old encodings, by the names of these.
    pub(super) converted: Vec<(&'static str, usize)>,
    /// The day that the row of a report says itself.
    pub(super) day: Option<Date>,
}

/// The values that a sidecar gives to cells that are empty.
pub(super) fn defaults(
    matcher: &Matcher<'_>,
    sidecar: &Sidecar,
    problems: &mut Problems,
) -> Vec<(Column, Datum)> {
    let mut defaults = Vec::new();
    for ((key, place), (text, at)) in &sidecar.defaults {
        let Some(column) = matcher.column(key) else {
            problems.add(place.clone(), unknown_key(matcher, key));
            continue;
        };
        match values(column, Cell::of_text(text), Measure::default(), false, at) {
            Ok((datum, _)) => defaults.push((column.clone(), datum)),
            Err(problem) => problems.add(at.clone(), problem),
        }
    }
    for (_, (key, place)) in &sidecar.columns {
        if matcher.column(key).is_none() {
            problems.add(place.clone(), unknown_key(matcher, key));
        }
    }
    defaults
}

fn unknown_key(matcher: &Matcher<'_>, key: &str) -> Problem {
    Problem::UnknownKey {
        key: key.to_owned(),
        nearest: matcher.nearest(key),
        known: matcher.known(),
    }
}

impl Reader<'_> {
    /// What a row that is a record says, with the rows that name more people of it. `open` when
    /// something above it may say its unit.
    pub(super) fn read(
        &self,
        row: &Line<'_>,
        more: &[Row<'_>],
        open: bool,
        problems: &mut Problems,
    ) -> Rowed {
        let place = self.site.cell(row.number, 0);
        let room = self.layout.bound.len() + self.defaults.len();
        let mut reading = RowReading {
            reader: self,
            row,
            more,
            open,
            fields: Fields::with_capacity(place, room),
            days: Vec::new(),
            rowed: Rowed::default(),
            problems,
        };
        reading.look_at_width();
        reading.look_at_quotes();
        for (at, bound) in self.layout.bound.iter().enumerate() {
            if let Err(problem) = reading.read_cell(at, bound) {
                let place = self.site.cell(row.number, bound.index);
                reading.problems.add(place, problem);
            }
        }
        reading.finish()
    }

    /// The same with its own names of file and sheet: each cell counts who has them, and threads
    /// that count the same names wait for each other.
    pub(super) fn apart(&self) -> Self {
        let site = self.site.apart();
        Self {
            site,
            ..self.clone()
        }
    }

    /// What the numbers of a bound column are read with.
    pub(super) fn measure(&self, at: usize, bound: &Bound) -> Measure {
        Measure {
            scale: bound.scale,
            marks: self.marks.get(at).copied().unwrap_or_default(),
            money: bound.column.money(),
        }
    }

    fn by_default(&self, key: &str) -> bool {
        self.defaults.iter().any(|(column, _)| column.key == key)
    }

    fn month_first(&self) -> bool {
        self.matcher.sidecar.month_first
    }

    /// The columns without a heading in which a row holds something.
    pub(super) fn unnamed(&self, row: &Line<'_>) -> Vec<usize> {
        let beyond = if row.parted() {
            0..0
        } else {
            self.layout.width..row.width()
        };
        let columns = self.layout.unnamed.iter().copied().chain(beyond);
        columns
            .filter(|column| row.cell(*column) != Cell::Empty)
            .take(20)
            .collect()
    }

    /// The records that a row names.
    pub(super) fn references(&self, record: &Record) -> Vec<Reference> {
        let mut references = Vec::new();
        for bound in &self.layout.bound {
            let Kind::Reference(what) = &bound.column.field().kind else {
                continue;
            };
            if let Some(Datum {
                place,
                value: Value::Text(id),
            }) = record.fields.get(bound.column.top.key)
            {
                references.push(Reference {
                    what,
                    id: id.clone(),
                    place: place.clone(),
                });
            }
        }
        references
    }
}

/// The reading of one row.
struct RowReading<'r> {
    reader: &'r Reader<'r>,
    row: &'r Line<'r>,
    /// The rows below it that name more people of its record.
    more: &'r [Row<'r>],
    /// Whether something above it may say its unit.
    open: bool,
    fields: Fields,
    /// The values of columns of days.
    days: Vec<(Date, Column, Datum)>,
    rowed: Rowed,
    problems: &'r mut Problems,
}

impl RowReading<'_> {
    /// Reports cells behind the last heading.
    fn look_at_width(&mut self) {
        let (expected, found) = (self.reader.layout.width, self.row.width());
        if self.row.parted() && found > expected {
            let place = self.reader.site.cell(self.row.number, expected);
            self.problems
                .add(place, Problem::ExtraCells { expected, found });
        }
    }

    /// Reports a quote that was opened and not meant, and took the rows up to the next one into a
    /// cell.
    fn look_at_quotes(&mut self) {
        let (row, width) = (self.row, self.reader.layout.width);
        if !row.parted() || width < 3 {
            return;
        }
        let Some(separator) = row.separator() else {
            return;
        };
        for column in 0..row.width() {
            let Cell::Text(text) = row.cell(column) else {
                continue;
            };
            let rows = text.trim_end().matches('\n').count();
            let separators = text.matches(separator).count();
            if rows > 0 && separators + row.cells() == rows * (width - 1) + width {
                let place = self.reader.site.cell(row.number, column);
                self.problems.add(place, Problem::SwallowedRows { rows });
            }
        }
    }

    /// Reads the cell of a bound column.
    fn read_cell(&mut self, at: usize, bound: &Bound) -> Result<(), Problem> {
        let cell = self.row.cell(bound.index);
        if cell == Cell::Empty {
            return self.check_empty(bound);
        }
        if bound.is_count() && self.is_merged(at) {
            return Err(Problem::MergedFigure);
        }
        let mut held = String::new();
        let cell = unicode(cell, &mut held, &mut self.rowed.converted)?;
        let measure = self.reader.measure(at, bound);
        match &bound.id {
            Some(id) => self.read_count_of(bound, id, cell, measure),
            None => self.read_value(bound, cell, measure),
        }
    }

    /// Refuses an empty cell where the record must have a value that nothing else says.
    fn check_empty(&self, bound: &Bound) -> Result<(), Problem> {
        let by_section = self.open && bound.column.key == "unit";
        if bound.column.required() && !by_section && !self.reader.by_default(&bound.column.key) {
            let key = bound.heading.clone();
            return Err(Problem::Empty { key });
        }
        Ok(())
    }

    /// Whether the cell of a bound column is merged with one of another record.
    fn is_merged(&self, at: usize) -> bool {
        let last = self.row.number as usize + self.more.len();
        self.reader
            .tall(at, self.row.number)
            .is_some_and(|area| area.top + 1 < self.row.number || area.bottom as usize >= last)
    }

    /// Reads a count by id, such as the target of a phase.
    fn read_count_of(
        &mut self,
        bound: &Bound,
        id: &str,
        cell: Cell<'_>,
        measure: Measure,
    ) -> Result<(), Problem> {
        let key = bound.column.top.key;
        let typed = typed::value(&Kind::Count, key, cell, measure, false)?;
        if let Value::Count(count) = typed.value {
            let place = self.reader.site.cell(self.row.number, bound.index);
            self.fields.add_count(key, id.to_owned(), place, count);
            self.rowed.figures.push((bound.index, count));
        }
        Ok(())
    }

    /// Reads the value of a field, with what the cell says besides it.
    fn read_value(
        &mut self,
        bound: &Bound,
        cell: Cell<'_>,
        measure: Measure,
    ) -> Result<(), Problem> {
        let place = self.reader.site.cell(self.row.number, bound.index);
        let month_first = self.reader.month_first();
        let (datum, said) = values(&bound.column, cell, measure, month_first, &place)?;
        for_each(&self.fields, &bound.column, &datum)?;
        if let Value::Count(count) = datum.value {
            self.rowed.figures.push((bound.index, count));
        }
        if let Some(moment) = said.moment {
            self.rowed.moments.push((bound.column.top.key, moment));
        }
        if let Some(currency) = said.currency.or(bound.currency) {
            self.add_currency(currency, &place);
        }
        match bound.day {
            Some(day) => self.days.push((day, bound.column.clone(), datum)),
            None => put(&mut self.fields, &bound.column, datum),
        }
        Ok(())
    }

    /// Adds the currency of an amount, unless the row says another.
    fn add_currency(&mut self, currency: &'static str, place: &Place) {
        let key = "benefit.currency";
        let own = (self.reader.layout.bound.iter()).find(|b| b.column.key == key);
        let cell = own.map_or(Cell::Empty, |b| self.row.cell(b.index));
        if cell == Cell::Empty {
            if let Some(column) = self.reader.matcher.column(key) {
                let datum = typed::datum(Value::Text(currency.to_owned()), place);
                put(&mut self.fields, column, datum);
            }
            return;
        }
        if super::money::currency(&cell.shown()) != Some(currency) {
            let (value, why) = (cell.shown().into_owned(), "currency");
            self.problems
                .add(place.clone(), Problem::UnclearNumber { value, why });
        }
    }

    /// Adds what the row does not say itself, and makes its records.
    fn finish(mut self) -> Rowed {
        let reader = self.reader;
        if reader.role == Role::Reports {
            self.rowed.day = self.fields.date("as_of");
        }
        for line in self.more {
            reader.people(
                &line.line(),
                &mut self.fields,
                &mut self.rowed.converted,
                self.problems,
            );
        }
        self.add_defaults();
        if self.open && self.fields.get("unit").is_none() {
            let place = reader.site.cell(self.row.number, 0);
            let value = Value::Text(String::new());
            self.fields.add("unit", Datum { place, value });
        }
        let file = &reader.site.file;
        limits::check(&self.fields, &mut None, file, self.problems);
        privacy::check(&self.fields, None, reader.role, file, self.problems);
        self.keep_also();
        add_records(self.fields, self.days, &mut self.rowed);
        self.rowed
    }

    /// Adds the values that hold for cells that are empty.
    fn add_defaults(&mut self) {
        let bound = &self.reader.layout.bound;
        for (column, datum) in self.reader.defaults {
            let filled =
                |b: &Bound| b.column.key == column.key && self.row.cell(b.index) != Cell::Empty;
            if !bound.iter().any(filled) {
                put(&mut self.fields, column, datum.clone());
            }
        }
    }

    /// Keeps what is beside a code or a name that is read.
    fn keep_also(&mut self) {
        for b in &self.reader.layout.also {
            let cell = self.row.cell(b.index);
            if let (Kind::Reference(what), true) = (&b.column.field().kind, cell != Cell::Empty) {
                let text = cell.shown().into_owned();
                self.rowed.also.push((b.index, what, text));
            }
        }
    }
}

/// Adds the record of a row; where columns are days, one for each of them.
fn add_records(fields: Fields, mut days: Vec<(Date, Column, Datum)>, rowed: &mut Rowed) {
    if days.is_empty() {
        rowed.records = Some(Record { fields, body: None });
        return;
    }
    days.sort_by_key(|(day, ..)| *day);
    while let Some((day, ..)) = days.first() {
        let day = *day;
        let behind = days.partition_point(|(other, ..)| *other == day);
        let mut fields = fields.clone();
        for (at, (_, column, datum)) in days.drain(..behind).enumerate() {
            if at == 0 {
                let place = datum.place.clone();
                let value = Value::Date(day);
                fields.add("as_of", Datum { place, value });
            }
            put(&mut fields, &column, datum);
        }
        let record = Record { fields, body: None };
        match rowed.records {
            None => rowed.records = Some(record),
            Some(_) => rowed.more.push(record),
        }
    }
}
