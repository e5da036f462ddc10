//! One row to one record.

use jiff::Timestamp;

use super::cell::{self, Cell};
use super::column::Column;
use super::heading::{Bound, Layout, Matcher, Site};
use super::merged::Area;
use super::old::{self, Old};
use super::rows::{Line, Row};
use super::sidecar::Sidecar;
use super::written::{Marks, Measure};
use crate::base::Date;
use crate::diag::{Place, Problem, Problems};
use crate::parse::schema::Kind;
use crate::parse::value::{Datum, Fields, Reference, Value};
use crate::parse::{Record, limits, privacy};
use crate::source::Role;

/// What the rows of a table are read with.
pub(super) struct Reader<'a> {
    pub(super) layout: &'a Layout,
    pub(super) matcher: &'a Matcher<'a>,
    pub(super) areas: &'a [Area],
    /// Areas over several rows, for each bound column those that cover it.
    pub(super) tall: &'a [Vec<Area>],
    /// Whether records are numbered, as the first rows show.
    pub(super) numbered: bool,
    pub(super) defaults: &'a [(Column, Datum)],
    pub(super) site: &'a Site,
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
            problems.add(
                place.clone(),
                Problem::UnknownKey {
                    key: key.clone(),
                    nearest: matcher.nearest(key),
                    known: matcher.known(),
                },
            );
            continue;
        };
        match values(column, Cell::of_text(text), Measure::default(), false, at)
            .map(|(datum, _)| datum)
        {
            Ok(datum) => defaults.push((column.clone(), datum)),
            Err(problem) => problems.add(at.clone(), problem),
        }
    }
    for (_, (key, place)) in &sidecar.columns {
        if matcher.column(key).is_none() {
            problems.add(
                place.clone(),
                Problem::UnknownKey {
                    key: key.clone(),
                    nearest: matcher.nearest(key),
                    known: matcher.known(),
                },
            );
        }
    }
    defaults
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
        let mut rowed = Rowed::default();
        let (bound, width) = (&self.layout.bound, row.width());
        let mut fields = Fields::with_capacity(
            self.site.cell(row.number, 0),
            bound.len() + self.defaults.len(),
        );
        if row.parted() && width > self.layout.width {
            let (expected, found) = (self.layout.width, width);
            problems.add(
                self.site.cell(row.number, expected),
                Problem::ExtraCells { expected, found },
            );
        }
        self.swallowed(row, problems);
        let mut days: Vec<(Date, Column, Datum)> = Vec::new();
        for (at, b) in bound.iter().enumerate() {
            let cell = row.cell(b.index);
            let place = self.site.cell(row.number, b.index);
            if cell == Cell::Empty {
                let by_section = open && b.column.key == "unit";
                if b.column.required() && !by_section && !self.by_default(&b.column.key) {
                    let key = b.heading.clone();
                    problems.add(place, Problem::Empty { key });
                }
                continue;
            }
            let several = |area: &Area| area.bottom as usize >= row.number as usize + more.len();
            if b.is_count()
                && self
                    .tall(at, row.number)
                    .is_some_and(|area| area.top + 1 < row.number || several(area))
            {
                problems.add(place, Problem::MergedFigure);
                continue;
            }
            let mut held = String::new();
            let cell = match unicode(cell, &mut held, &mut rowed) {
                Ok(cell) => cell,
                Err(problem) => {
                    problems.add(place, problem);
                    continue;
                }
            };
            let measure = Measure {
                scale: b.scale,
                marks: self.marks.get(at).copied().unwrap_or_default(),
                money: b.column.money(),
            };
            let read = match &b.id {
                None => values(&b.column, cell, measure, self.month_first(), &place),
                Some(id) => {
                    let typed = cell::value(&Kind::Count, b.column.top.key, cell, measure, false);
                    match typed.map(|typed| typed.value) {
                        Ok(Value::Count(count)) => {
                            fields.add_count(b.column.top.key, id.clone(), place.clone(), count);
                            rowed.figures.push((b.index, count));
                        }
                        Ok(_) => {}
                        Err(problem) => problems.add(place, problem),
                    }
                    continue;
                }
            };
            let (datum, said) = match read {
                Ok(read) => read,
                Err(problem) => {
                    problems.add(place, problem);
                    continue;
                }
            };
            if let Err(problem) = for_each(&fields, &b.column, &datum) {
                problems.add(place, problem);
                continue;
            }
            if let Value::Count(count) = datum.value {
                rowed.figures.push((b.index, count));
            }
            if let Some(moment) = said.moment {
                rowed.moments.push((b.column.top.key, moment));
            }
            if let Some(currency) = said.currency.or(b.currency) {
                self.currency(row, currency, &place, &mut fields, problems);
            }
            match b.day {
                Some(day) => days.push((day, b.column.clone(), datum)),
                None => put(&mut fields, &b.column, datum),
            }
        }
        if self.role == Role::Reports {
            rowed.day = fields.date("as_of");
        }
        for line in more {
            self.people(&line.line(), &mut fields, &mut rowed, problems);
        }
        for (column, datum) in self.defaults {
            let own = |b: &Bound| b.column.key == column.key && row.cell(b.index) != Cell::Empty;
            if !bound.iter().any(own) {
                put(&mut fields, column, datum.clone());
            }
        }
        if open && fields.get("unit").is_none() {
            let place = self.site.cell(row.number, 0);
            let value = Value::Text(String::new());
            fields.add("unit", Datum { place, value });
        }
        limits::check(&fields, &mut None, &self.site.file, problems);
        privacy::check(&fields, None, self.role, &self.site.file, problems);
        self.names(row, &mut rowed);
        self.records(fields, days, &mut rowed);
        rowed
    }

    /// The record of a row; where columns are days, one for each of them.
    fn records(&self, fields: Fields, mut days: Vec<(Date, Column, Datum)>, rowed: &mut Rowed) {
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

    fn by_default(&self, key: &str) -> bool {
        self.defaults.iter().any(|(column, _)| column.key == key)
    }

    fn month_first(&self) -> bool {
        self.matcher.sidecar.month_first
    }

    /// The currency of an amount, unless the row says another.
    fn currency(
        &self,
        row: &Line<'_>,
        currency: &'static str,
        place: &Place,
        fields: &mut Fields,
        problems: &mut Problems,
    ) {
        let key = "benefit.currency";
        let own = self.layout.bound.iter().find(|b| b.column.key == key);
        let cell = own.map_or(Cell::Empty, |b| row.cell(b.index));
        if cell == Cell::Empty {
            if let Some(column) = self.matcher.column(key) {
                put(
                    fields,
                    column,
                    cell::datum(Value::Text(currency.to_owned()), place),
                );
            }
            return;
        }
        if super::money::currency(&cell.shown()) != Some(currency) {
            let value = cell.shown().into_owned();
            problems.add(
                place.clone(),
                Problem::UnclearNumber {
                    value,
                    why: "currency",
                },
            );
        }
    }

    /// A quote that was opened and not meant, and took the rows up to the next one into a cell.
    fn swallowed(&self, row: &Line<'_>, problems: &mut Problems) {
        if !row.parted() || self.layout.width < 3 {
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
            let width = self.layout.width;
            if rows > 0 && separators + row.cells() == rows * (width - 1) + width {
                let place = self.site.cell(row.number, column);
                problems.add(place, Problem::SwallowedRows { rows });
            }
        }
    }

    /// What is beside a code or a name that is read.
    fn names(&self, row: &Line<'_>, rowed: &mut Rowed) {
        for b in &self.layout.also {
            let cell = row.cell(b.index);
            if let (Kind::Reference(what), true) = (&b.column.field().kind, cell != Cell::Empty) {
                rowed.also.push((b.index, what, cell.shown().into_owned()));
            }
        }
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
        let named = |b: &Bound| match (&b.column.field().kind, record.fields.get(b.column.top.key))
        {
            (
                Kind::Reference(what),
                Some(Datum {
                    place,
                    value: Value::Text(id),
                }),
            ) => Some(Reference {
                what,
                id: id.clone(),
                place: place.clone(),
            }),
            _ => None,
        };
        self.layout.bound.iter().filter_map(named).collect()
    }
}

/// A text in Unicode, where it is in an old encoding.
pub(super) fn unicode<'c>(
    cell: Cell<'c>,
    held: &'c mut String,
    rowed: &mut Rowed,
) -> Result<Cell<'c>, Problem> {
    let Cell::Text(text) = cell else {
        return Ok(cell);
    };
    match old::look(text) {
        None => Ok(cell),
        Some(Old::Unsure) => Err(Problem::OldEncodingUnsure {
            value: text.to_owned(),
        }),
        Some(Old::Read(name, read)) => {
            rowed.converted.push((name, 1));
            *held = read;
            Ok(Cell::of_text(held))
        }
    }
}

/// What a cell says besides its value.
#[derive(Debug, Default)]
pub(super) struct Said {
    currency: Option<&'static str>,
    moment: Option<Timestamp>,
}

/// A cell as the value of a column; a list where the column holds one.
pub(super) fn values(
    column: &Column,
    cell: Cell<'_>,
    measure: Measure,
    month_first: bool,
    place: &Place,
) -> Result<(Datum, Said), Problem> {
    let field = column.field();
    let kind = match &field.kind {
        Kind::List(item) => *item,
        other => other,
    };
    let several = matches!(field.kind, Kind::List(_)) || consents(column);
    if !column.names() && !several {
        let typed = cell::value(kind, field.key, cell, measure, month_first)?;
        let said = Said {
            currency: typed.currency,
            moment: typed.moment,
        };
        return Ok((cell::datum(typed.value, place), said));
    }
    // The whole cell first: a failed formula is not a name.
    if let Cell::Error(_) | Cell::NoValue | Cell::Hidden = cell {
        cell::value(kind, field.key, cell, measure, month_first)?;
    }
    let mut items = Vec::new();
    for item in cell::items(cell, column.names() || consents(column)) {
        let typed = cell::value(kind, field.key, Cell::Text(&item), measure, month_first)?;
        items.push(cell::datum(typed.value, place));
    }
    Ok((cell::datum(Value::List(items), place), Said::default()))
}

/// Whether a column says of people whether they agreed to be named.
fn consents(column: &Column) -> bool {
    column.inner.is_some_and(|inner| inner.key == "consent")
        && matches!(column.top.kind, Kind::List(_))
}

/// One yes is not the consent of several people: each is asked.
pub(super) fn for_each(fields: &Fields, column: &Column, datum: &Datum) -> Result<(), Problem> {
    let Value::List(answers) = &datum.value else {
        return Ok(());
    };
    let (names, given) = (fields.list(column.top.key).len(), answers.len());
    let agreed = answers
        .iter()
        .any(|answer| matches!(answer.value, Value::Flag(true)));
    if consents(column) && agreed && names != given {
        return Err(Problem::ConsentForEach { names, given });
    }
    Ok(())
}

/// Puts a value under its key, inside a mapping if it belongs there. Names make a mapping each;
/// what else the row says of them, such as their consent, goes into each. Names come first, so that
/// there is something to go into.
pub(super) fn put(fields: &mut Fields, column: &Column, datum: Datum) {
    let key = column.top.key;
    let Some(inner) = column.inner else {
        fields.add(key, datum);
        return;
    };
    let place = datum.place.clone();
    let record = |datum: Datum| {
        let mut record = Fields::empty(place.clone());
        record.add(inner.key, datum);
        Datum {
            place: place.clone(),
            value: Value::Record(record),
        }
    };
    match (
        fields.get_mut(key).map(|d| &mut d.value),
        column.names(),
        datum.value,
    ) {
        (_, true, Value::List(names)) => {
            let records = names.into_iter().map(record).collect();
            fields.add(
                key,
                Datum {
                    place: place.clone(),
                    value: Value::List(records),
                },
            );
        }
        (Some(Value::List(records)), _, Value::List(answers)) => {
            for (at, item) in records.iter_mut().enumerate() {
                if let (Value::Record(record), Some(answer)) =
                    (&mut item.value, answers.get(at).or(answers.last()))
                {
                    record.add(inner.key, answer.clone());
                }
            }
        }
        (Some(Value::List(records)), _, value) => {
            for item in records {
                if let Value::Record(record) = &mut item.value {
                    record.add(
                        inner.key,
                        Datum {
                            place: place.clone(),
                            value: value.clone(),
                        },
                    );
                }
            }
        }
        (Some(Value::Record(record)), _, value) => record.add(inner.key, Datum { place, value }),
        // What is said of people of whom no one is named means no one.
        (_, _, _) if matches!(column.top.kind, Kind::List(_)) => {}
        (_, _, value) => {
            let record = record(Datum {
                place: place.clone(),
                value,
            });
            fields.add(key, record);
        }
    }
}
