//! Cells as the values of a record.

use jiff::Timestamp;

use super::cell::Cell;
use super::column::Column;
use super::old::{self, Old};
use super::typed;
use super::written::Measure;
use crate::diag::{Place, Problem};
use crate::parse::schema::Kind;
use crate::parse::value::{Datum, Fields, Value};

/// A text in Unicode, where it is in an old encoding.
pub(super) fn unicode<'c>(
    cell: Cell<'c>,
    held: &'c mut String,
    converted: &mut Vec<(&'static str, usize)>,
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
            converted.push((name, 1));
            *held = read;
            Ok(Cell::of_text(held))
        }
    }
}

/// What a cell says besides its value.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) currency: Option<&'static str>,
    pub(super) moment: Option<Timestamp>,
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
        let typed = typed::value(kind, field.key, cell, measure, month_first)?;
        let said = Said {
            currency: typed.currency,
            moment: typed.moment,
        };
        return Ok((typed::datum(typed.value, place), said));
    }
    let items = typed::items(cell, column.names() || consents(column));
    // The whole cell first: a failed formula is not a name, nor is `,,`, of which no item is left.
    if items.is_empty() || matches!(cell, Cell::Error(_) | Cell::NoValue | Cell::Hidden) {
        typed::value(kind, field.key, cell, measure, month_first)?;
    }
    let mut values = Vec::new();
    for item in items {
        let typed = typed::value(kind, field.key, Cell::Text(&item), measure, month_first)?;
        values.push(typed::datum(typed.value, place));
    }
    Ok((typed::datum(Value::List(values), place), Said::default()))
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
    let Datum { place, value } = datum;
    match (fields.get_mut(key).map(|d| &mut d.value), value) {
        (_, Value::List(names)) if column.names() => {
            let named = names
                .into_iter()
                .map(|name| mapping(inner.key, name, &place));
            let value = Value::List(named.collect());
            fields.add(key, Datum { place, value });
        }
        (Some(Value::List(records)), value) => {
            put_into_each(records, inner.key, &Datum { place, value });
        }
        (Some(Value::Record(record)), value) => record.add(inner.key, Datum { place, value }),
        // What is said of people of whom no one is named means no one.
        _ if matches!(column.top.kind, Kind::List(_)) => {}
        (_, value) => {
            let at = place.clone();
            fields.add(key, mapping(inner.key, Datum { place, value }, &at));
        }
    }
}

/// A mapping with one value.
fn mapping(key: &'static str, datum: Datum, place: &Place) -> Datum {
    let mut record = Fields::empty(place.clone());
    record.add(key, datum);
    Datum {
        place: place.clone(),
        value: Value::Record(record),
    }
}

/// Puts what is said of several people into the mapping of each: of a list each its own, or the
/// last one.
fn put_into_each(records: &mut [Datum], key: &'static str, said: &Datum) {
    for (at, item) in records.iter_mut().enumerate() {
        let own = match &said.value {
            Value::List(answers) => answers.get(at).or(answers.last()),
            _ => Some(said),
        };
        if let (Value::Record(record), Some(own)) = (&mut item.value, own) {
            record.add(key, own.clone());
        }
    }
}
