//! What differs between two versions of a file, field by field, and the way back.

use super::patch::gaps;
use super::{Document, EditError, Value, schema_of};
use crate::base::{Lang, date};

/// One field whose value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Record of the file, from 0.
    pub record: usize,
    /// Its key; `None` for a whole record, and `body` for the text of a Markdown file.
    pub key: Option<String>,
    /// The value before; `None` where there was none.
    pub before: Option<Value>,
    /// And after.
    pub after: Option<Value>,
}

/// The key under which changes of the Markdown body are.
pub const BODY: &str = "body";

/// The fields that differ, in the order in which they are written.
///
/// # Errors
/// When one of the versions cannot be read.
pub fn changes(before: &Document, after: &Document) -> Result<Vec<FieldChange>, EditError> {
    let (old, new) = (before.records()?, after.records()?);
    let mut found = Vec::new();
    for (gone, added) in gaps(&old, &new) {
        let both = gone.len().min(added.len());
        for (i, j) in gone.clone().zip(added.clone()) {
            found.extend(of_record(&old[i], &new[j], j));
        }
        for i in gone.skip(both) {
            found.push(FieldChange {
                record: i,
                key: None,
                before: Some(old[i].clone()),
                after: None,
            });
        }
        for j in added.skip(both) {
            found.push(FieldChange {
                record: j,
                key: None,
                before: None,
                after: Some(new[j].clone()),
            });
        }
    }
    if before.body() != after.body() {
        found.push(FieldChange {
            record: 0,
            key: Some(BODY.to_owned()),
            before: before.body().map(Value::text),
            after: after.body().map(Value::text),
        });
    }
    Ok(found)
}

fn of_record(old: &Value, new: &Value, record: usize) -> Vec<FieldChange> {
    let (Value::Map(a), Value::Map(b)) = (old, new) else {
        return Vec::new();
    };
    let keys = b
        .iter()
        .chain(a.iter().filter(|(key, _)| new.get(key).is_none()));
    let mut found = Vec::new();
    for (key, _) in keys {
        let (before, after) = (old.get(key), new.get(key));
        if before != after {
            found.push(FieldChange {
                record,
                key: Some(key.clone()),
                before: before.cloned(),
                after: after.cloned(),
            });
        }
    }
    found
}

/// What editors call a field of a file.
pub fn label(document: &Document, key: &str, lang: Lang) -> String {
    if key == BODY {
        return lang.pick("Nội dung", "Text").to_owned();
    }
    let field = schema_of(document.path())
        .iter()
        .find(|field| field.key == key);
    field.map_or_else(
        || key.to_owned(),
        |field| lang.pick(field.vi, field.en).to_owned(),
    )
}

/// At most this many records are named in a summary.
const NAMED: usize = 3;
/// A name in a summary has at most this many characters.
const NAME: usize = 70;

/// One line that says what a change did, as a person would write it into a log: "Sửa Tiêu đề, Ngày
/// đăng của “Đợt 2”".
pub fn summary(before: Option<&Document>, after: Option<&Document>, lang: Lang) -> String {
    match (before, after) {
        (None, Some(after)) => {
            let name = names(after, &[0], lang);
            lang.pick(format!("Thêm {name}"), format!("Add {name}"))
        }
        (Some(before), None) => {
            let name = names(before, &[0], lang);
            lang.pick(format!("Xóa {name}"), format!("Delete {name}"))
        }
        (Some(before), Some(after)) => changed(before, after, lang),
        (None, None) => String::new(),
    }
}

/// The summary of a change of a file that was there before.
fn changed(before: &Document, after: &Document, lang: Lang) -> String {
    let (mut labels, mut records) = (Vec::new(), Vec::new());
    let (mut added, mut gone) = (Vec::new(), 0);
    for change in changes(before, after).unwrap_or_default() {
        match (change.key, change.after) {
            (Some(key), _) => {
                let label = label(after, &key, lang);
                if !labels.contains(&label) {
                    labels.push(label);
                }
                if !records.contains(&change.record) {
                    records.push(change.record);
                }
            }
            (None, Some(_)) => added.push(change.record),
            (None, None) => gone += 1,
        }
    }
    let mut parts = Vec::new();
    if !added.is_empty() {
        let names = names(after, &added, lang);
        parts.push(lang.pick(format!("Thêm {names}"), format!("Add {names}")));
    }
    if !records.is_empty() {
        let (labels, names) = (labels.join(", "), names(after, &records, lang));
        parts.push(lang.pick(
            format!("Sửa {labels} của {names}"),
            format!("Change {labels} of {names}"),
        ));
    }
    if gone > 0 {
        parts.push(lang.pick(format!("Bỏ {gone} mục"), format!("Remove {gone} records")));
    }
    if parts.is_empty() {
        let name = file_name(after);
        parts.push(lang.pick(format!("Sửa {name}"), format!("Change {name}")));
    }
    parts.join("; ")
}

/// What records of a file are called.
fn names(document: &Document, numbers: &[usize], lang: Lang) -> String {
    let records = document.records().unwrap_or_default();
    let name = |number: &usize| records.get(*number).and_then(name);
    let named: Vec<String> = (numbers.iter().take(NAMED))
        .map(|number| name(number).unwrap_or_else(|| file_name(document)))
        .collect();
    let more = numbers.len().saturating_sub(NAMED);
    let names = named.join(", ");
    if more == 0 {
        return names;
    }
    lang.pick(
        format!("{names} và {more} mục khác"),
        format!("{names} and {more} more"),
    )
}

/// What a record is called: its title, or its unit and day, or its id.
pub fn name(record: &Value) -> Option<String> {
    if let Some(title) = text(record, "title") {
        return Some(format!("“{}”", short(title)));
    }
    let day = text(record, "as_of").map(|day| {
        let read = date::parse(day);
        read.map_or(day.to_owned(), |day| date::written(day, Lang::Vi))
    });
    match (text(record, "unit"), day) {
        (Some(unit), Some(day)) => Some(format!("{} ({day})", short(unit))),
        (Some(name), None) => Some(short(name)),
        _ => text(record, "id").or(text(record, "code")).map(short),
    }
}

/// The text of a field; nothing where it is empty or no text.
fn text<'a>(record: &'a Value, key: &str) -> Option<&'a str> {
    match record.get(key) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}

/// The start of a text, with `…` where it was longer.
fn short(text: &str) -> String {
    let mut start: String = text.chars().take(NAME).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

fn file_name(document: &Document) -> String {
    let below = document.path().below();
    below.trim_start_matches("content/").to_owned()
}

/// `now` with the changes from `before` to `after` taken back, each where its field still has the
/// value that it got; the changes that stay, because somebody changed the place since, are returned
/// too.
///
/// # Errors
/// When a version cannot be read, or [`EditError::Unsafe`] when a change cannot be made without
/// touching something else.
pub fn taken_back(
    now: &Document,
    before: &Document,
    after: &Document,
) -> Result<(Document, Vec<FieldChange>), EditError> {
    let (mut result, mut kept) = (now.clone(), Vec::new());
    let places = places(&after.records()?, &now.records()?);
    let mut gone = Vec::new();
    for change in changes(before, after)? {
        let Some(key) = change.key.clone() else {
            gone.push(change);
            continue;
        };
        if key == BODY {
            if now.body() == after.body() {
                result = result.with_body(before.body().unwrap_or_default())?;
            } else {
                kept.push(change);
            }
            continue;
        }
        let place = places.get(change.record).copied().flatten();
        let there = place.map(|place| now.record(place)).transpose()?;
        let same = there.is_some_and(|there| there.get(&key) == change.after.as_ref());
        match place {
            Some(place) if same => {
                result = result.with_field(place, &key, change.before.clone())?;
            }
            _ => kept.push(change),
        }
    }
    let result = without_records(result, gone, &mut kept)?;
    Ok((result, kept))
}

/// Takes whole records out that a change added, and puts those back that it removed.
fn without_records(
    document: Document,
    changes: Vec<FieldChange>,
    kept: &mut Vec<FieldChange>,
) -> Result<Document, EditError> {
    if changes.is_empty() {
        return Ok(document);
    }
    let mut records = document.records()?;
    for change in changes {
        match (&change.before, &change.after) {
            (None, Some(added)) => match records.iter().rposition(|record| record == added) {
                Some(place) => drop(records.remove(place)),
                None => kept.push(change),
            },
            (Some(removed), _) => {
                records.insert(change.record.min(records.len()), removed.clone());
            }
            (None, None) => {}
        }
    }
    if records == document.records()? {
        return Ok(document);
    }
    document.with_records(&records)
}

/// Where each record of `old` is in `new`, whatever came or went between them.
fn places(old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let mut places = Vec::with_capacity(old.len());
    let mut next = 0;
    for (gone, added) in gaps(old, new) {
        while places.len() < gone.start {
            places.push(Some(next));
            next += 1;
        }
        for number in 0..gone.len() {
            let place = added.start + number;
            places.push((place < added.end).then_some(place));
        }
        next = added.end;
    }
    while places.len() < old.len() {
        places.push(Some(next));
        next += 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_again() {
        let list = |text: &str| -> Vec<Value> {
            text.chars().map(|c| Value::text(c.to_string())).collect()
        };
        let found = |old: &str, new: &str| places(&list(old), &list(new));
        assert_eq!(found("abc", "abc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(found("abc", "xabc"), [Some(1), Some(2), Some(3)]);
        assert_eq!(found("abc", "aXc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(found("abc", "ac"), [Some(0), None, Some(1)]);
        assert_eq!(found("abcd", "xaYcd"), [Some(1), Some(2), Some(3), Some(4)]);
    }
}
