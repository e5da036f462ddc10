//! One row to one record.

use super::cell::{self, Cell};
use super::column::Column;
use super::heading::{Bound, Layout, Matcher, Site};
use super::rows::Line;
use super::sidecar::Sidecar;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::schema::Kind;
use crate::parse::value::{Datum, Fields, Reference, Value};
use crate::parse::{Record, limits, privacy};
use crate::source::Role;

/// How a row of totals begins.
const TOTALS: [&str; 6] = [
    "tong",
    "tong-cong",
    "tong-so",
    "cong",
    "total",
    "tong-cong-cong",
];

/// How many cells a line of notes or signatures fills.
const WORDS: usize = 3;

/// What the rows of a table are read with.
pub(super) struct Reader<'a> {
    pub(super) layout: &'a Layout,
    pub(super) defaults: &'a [(Column, Datum)],
    pub(super) site: &'a Site,
    pub(super) role: Role,
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
        match values(column, Cell::of_text(text), 1.0, at) {
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
    /// The record of a row, if it is one and without fault; and whether it was passed over as a
    /// note or a total.
    pub(super) fn read(&self, row: &Line<'_>, problems: &mut Problems) -> (Option<Record>, bool) {
        let filled = |b: &Bound| row.cell(b.index) != Cell::Empty;
        let (bound, width) = (&self.layout.bound, row.width());
        if !bound.iter().any(filled) && width <= self.layout.width {
            return (None, false);
        }
        if bound.iter().any(|b| b.column.required() && !filled(b)) && self.no_record(row) {
            return (None, true);
        }
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
        for b in bound {
            let cell = row.cell(b.index);
            let place = self.site.cell(row.number, b.index);
            if cell == Cell::Empty {
                if b.column.required() && !self.defaults.iter().any(|(c, _)| c.key == b.column.key)
                {
                    problems.add(
                        place,
                        Problem::Empty {
                            key: b.heading.clone(),
                        },
                    );
                }
                continue;
            }
            let read = match &b.id {
                None => values(&b.column, cell, b.scale, &place).and_then(|datum| {
                    for_each(&fields, &b.column, &datum)?;
                    put(&mut fields, &b.column, datum);
                    Ok(())
                }),
                Some(id) => cell::value(&Kind::Count, b.column.top.key, cell, 1.0).map(|value| {
                    if let Value::Count(count) = value {
                        fields.add_count(b.column.top.key, id.clone(), place.clone(), count);
                    }
                }),
            };
            if let Err(problem) = read {
                problems.add(place, problem);
            }
        }
        for (column, datum) in self.defaults {
            let empty = |b: &Bound| b.column.key == column.key && row.cell(b.index) != Cell::Empty;
            if !bound.iter().any(empty) {
                put(&mut fields, column, datum.clone());
            }
        }
        limits::check(&fields, &mut None, &self.site.file, problems);
        privacy::check(&fields, None, self.role, &self.site.file, problems);
        (Some(Record { fields, body: None }), false)
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

    /// Whether a row that lacks something it must have is no record at all: a row of totals, or a
    /// few words without a code and without anything that a record must have.
    fn no_record(&self, row: &Line<'_>) -> bool {
        let bound = &self.layout.bound;
        let empty = |b: &&Bound| row.cell(b.index) == Cell::Empty;
        let required: Vec<&Bound> = bound.iter().filter(|b| b.column.required()).collect();
        let coded = |b: &Bound| {
            b.column.key == "code" && !empty(&b) && !row.cell(b.index).shown().contains(' ')
        };
        let few = bound.iter().filter(|b| !empty(b)).count() <= WORDS;
        let first = || {
            row.shown()
                .find(|(_, text)| !text.bytes().all(|b| b.is_ascii_digit()))
        };
        (few && required.iter().all(empty)
            && !bound.iter().any(coded)
            && row.width() <= self.layout.width)
            || first().is_some_and(|(_, text)| {
                TOTALS.contains(&slug::slug(text.trim_end_matches(':')).as_str())
            })
    }
}

/// A cell as the value of a column; a list where the column holds one.
fn values(column: &Column, cell: Cell<'_>, scale: f64, place: &Place) -> Result<Datum, Problem> {
    let field = column.field();
    let kind = match &field.kind {
        Kind::List(item) => *item,
        other => other,
    };
    let several = matches!(field.kind, Kind::List(_)) || consents(column);
    if !column.names() && !several {
        return cell::value(kind, field.key, cell, scale).map(|value| cell::datum(value, place));
    }
    // The whole cell first: a failed formula is no name.
    if let Cell::Fault(_) = cell {
        cell::value(kind, field.key, cell, scale)?;
    }
    let items = cell::items(cell, column.names() || consents(column)).into_iter();
    let items = items.map(|item| cell::value(kind, field.key, Cell::Text(&item), scale));
    let items = items.map(|value| value.map(|value| cell::datum(value, place)));
    Ok(cell::datum(
        Value::List(items.collect::<Result<_, _>>()?),
        place,
    ))
}

/// Whether a column says of people whether they agreed to be named.
fn consents(column: &Column) -> bool {
    column.inner.is_some_and(|inner| inner.key == "consent")
        && matches!(column.top.kind, Kind::List(_))
}

/// One yes is not the consent of several people: each is asked.
fn for_each(fields: &Fields, column: &Column, datum: &Datum) -> Result<(), Problem> {
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
fn put(fields: &mut Fields, column: &Column, datum: Datum) {
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
        // What is said of people of whom nobody is named means nobody.
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
