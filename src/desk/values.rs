//! Values of a record as inputs show them, and what a form brings back as values. What was not
//! touched comes back as the value that is there, so that its text stays as it was written.

use std::collections::BTreeSet;

use super::ask::Pairs;
use crate::base::{Lang, date};
use crate::edit::Value;
use crate::parse::schema::{Field, Kind};

/// Whether a value has the shape of its kind, so that a form can hold it.
pub(super) fn fits(kind: &Kind, value: Option<&Value>) -> bool {
    match (kind, value) {
        (_, None | Some(Value::Empty)) => true,
        (Kind::Record(_), Some(value)) => matches!(value, Value::Map(_)),
        (Kind::List(Kind::Record(_)), Some(Value::List(rows))) => {
            rows.iter().all(|row| matches!(row, Value::Map(_)))
        }
        (Kind::List(Kind::Record(_)), Some(value)) => matches!(value, Value::Map(_)),
        (Kind::List(_), Some(Value::List(items))) => items.iter().all(is_text),
        (Kind::Counts(_) | Kind::Texts, Some(Value::Map(entries))) => {
            entries.iter().all(|(_, value)| is_text(value))
        }
        (Kind::Counts(_) | Kind::Texts, Some(_)) => false,
        (_, Some(value)) => is_text(value),
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::Empty)
}

/// A value as its input shows it.
pub(super) fn shown(kind: &Kind, value: Option<&Value>) -> String {
    match (kind, value) {
        (_, None) => String::new(),
        (Kind::Date, Some(value)) => {
            let text = text(value);
            date::parse(&text).map_or(text, |day| date::written(day, Lang::Vi))
        }
        (_, Some(Value::List(items))) => {
            let lines: Vec<String> = items.iter().map(text).collect();
            lines.join("\n")
        }
        (_, Some(Value::Map(entries))) => {
            let line = |(key, value): &(String, Value)| format!("{key}: {}", text(value));
            let lines: Vec<String> = entries.iter().map(line).collect();
            lines.join("\n")
        }
        (_, Some(value)) => text(value),
    }
}

/// A text without space around it; empty for other values.
fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    }
}

/// The record that a form describes; keys that it does not have stay as they are in `old`.
pub(super) fn read(
    form: &Pairs,
    fields: &'static [Field],
    old: Option<&Value>,
    prefix: &str,
) -> Value {
    let mut entries = match old {
        Some(Value::Map(entries)) => entries.clone(),
        _ => Vec::new(),
    };
    for field in fields {
        let there = entries.iter().position(|(key, _)| key == field.key);
        let before = there.map(|place| &entries[place].1);
        let name = format!("{prefix}{}", field.key);
        let after = value(form, field, before, &name);
        match (there, after) {
            (Some(place), Some(value)) => entries[place].1 = value,
            (Some(place), None) => {
                entries.remove(place);
            }
            (None, Some(value)) => entries.push((field.key.to_owned(), value)),
            (None, None) => {}
        }
    }
    Value::Map(entries)
}

/// The value of one field in a form.
fn value(form: &Pairs, field: &'static Field, old: Option<&Value>, name: &str) -> Option<Value> {
    if !fits(&field.kind, old) {
        return old.cloned();
    }
    match field.kind {
        Kind::Record(fields) => {
            let record = read(form, fields, old, &format!("{name}."));
            kept(record, old)
        }
        Kind::List(Kind::Record(fields)) => rows(form, fields, old, name),
        Kind::Flag => {
            let before = shown(&field.kind, old) == "true";
            let after = form.get(name) == "true";
            if form.find(&format!("there.{name}")).is_none() || before == after {
                return old.cloned();
            }
            after.then(|| Value::text("true"))
        }
        _ => {
            let Some(posted) = form.find(name) else {
                return old.cloned();
            };
            let posted = posted.replace("\r\n", "\n");
            let posted = posted.trim();
            if posted == shown(&field.kind, old) {
                return old.cloned();
            }
            written(&field.kind, posted)
        }
    }
}

/// A record of no keys is the same as none.
fn kept(record: Value, old: Option<&Value>) -> Option<Value> {
    let empty = matches!(&record, Value::Map(entries) if entries.is_empty());
    if empty {
        old.filter(|old| **old == Value::Empty).cloned()
    } else {
        Some(record)
    }
}

fn rows(form: &Pairs, fields: &'static [Field], old: Option<&Value>, name: &str) -> Option<Value> {
    let start = format!("{name}.");
    let posted: BTreeSet<usize> = form
        .names()
        .filter_map(|key| row_number(key, &start))
        .filter(|n| *n < 10_000)
        .collect();
    if posted.is_empty() {
        return old.cloned();
    }
    let before: &[Value] = match old {
        Some(Value::List(rows)) => rows,
        Some(one @ Value::Map(_)) => std::slice::from_ref(one),
        _ => &[],
    };
    let mut after = Vec::new();
    for number in posted {
        let there = before.get(number);
        let row = read(form, fields, there, &format!("{name}.{number}."));
        after.extend(kept(row, None));
    }
    if after == before {
        return old.cloned();
    }
    (!after.is_empty()).then_some(Value::List(after))
}

/// The number of the row that an input is of; `start` is what the names of all rows begin with.
fn row_number(input: &str, start: &str) -> Option<usize> {
    let name = input.strip_prefix("there.").unwrap_or(input);
    let rest = name.strip_prefix(start)?;
    rest.split('.').next()?.parse().ok()
}

/// The lines of an input that are not empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A text of an input as it is written into the file.
fn written(kind: &Kind, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    Some(match kind {
        Kind::Date => {
            let day = date::parse(text).map(|day| day.to_string());
            Value::Text(day.unwrap_or_else(|| text.to_owned()))
        }
        Kind::List(item) => {
            let items = lines(text).filter_map(|line| written(item, line));
            Value::List(items.collect())
        }
        Kind::Counts(_) | Kind::Texts => {
            let mut entries = Vec::new();
            for line in lines(text) {
                let (key, value) = line.split_once(':').unwrap_or((line, ""));
                entries.push((key.trim().to_owned(), Value::text(value.trim())));
            }
            Value::Map(entries)
        }
        _ => Value::text(text),
    })
}

/// A value in words: choices by their labels, lists of records row by row.
pub(super) fn in_words(kind: &Kind, value: Option<&Value>, lang: Lang) -> String {
    match (kind, value) {
        (Kind::Choice(words), Some(Value::Text(text))) => {
            let word = words.iter().find(|word| word.value == text);
            word.map_or(text.clone(), |word| lang.pick(word.vi, word.en).to_owned())
        }
        (Kind::Flag, Some(Value::Text(text))) if text == "true" => {
            lang.pick("có", "yes").to_owned()
        }
        (Kind::List(Kind::Record(fields)), Some(Value::List(rows))) => {
            let rows = rows.iter().map(|row| record_in_words(fields, row, lang));
            rows.collect::<Vec<String>>().join("\n")
        }
        _ => shown(kind, value),
    }
}

/// The values of a record, one behind the other.
pub(super) fn record_in_words(fields: &'static [Field], record: &Value, lang: Lang) -> String {
    let words = |field: &'static Field| in_words(&field.kind, record.get(field.key), lang);
    let texts = fields.iter().map(words);
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::schema::NEWS;

    fn pairs(text: &str) -> Pairs {
        Pairs::of(text.as_bytes())
    }

    #[test]
    fn what_nobody_touched_stays() {
        let old = Value::Map(vec![
            ("date".into(), Value::text("2022-06-29")),
            ("title".into(), Value::text("Một tin")),
            ("own".into(), Value::text("x")),
            ("draft".into(), Value::text("false")),
        ]);
        let form = pairs("title=M%E1%BB%99t+tin&date=29%2F06%2F2022&there.draft=1&summary=");
        assert_eq!(read(&form, NEWS, Some(&old), ""), old);
        let form = pairs("title=Hai&date=30%2F06%2F2022&there.draft=1&draft=true&tags=a%0D%0Ab");
        let new = read(&form, NEWS, Some(&old), "");
        assert_eq!(new.get("date"), Some(&Value::text("2022-06-30")));
        assert_eq!(new.get("draft"), Some(&Value::text("true")));
        let tags = Value::List(vec![Value::text("a"), Value::text("b")]);
        assert_eq!(new.get("tags"), Some(&tags));
        assert_eq!(new.get("own"), Some(&Value::text("x")));
    }
}
