//! What a change did, in words: fields with their values before and after.

use std::collections::BTreeMap;

use serde::Serialize;

use super::items::Index;
use super::{form, values};
use crate::base::{Lang, date};
use crate::edit::{self, BODY, Document, FieldChange, Value};
use crate::parse::schema::{Field, Kind};
use crate::source::Role;

/// The number of characters of a text that are shown around what changed in it.
const AROUND: usize = 60;
/// At most this many characters of a value are shown.
const LONGEST: usize = 400;
/// At most this many figures of a new file are shown.
const ROWS: usize = 40;

/// A field and its values.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Row {
    /// What editors call it.
    pub(super) label: String,
    /// Its value before.
    pub(super) before: String,
    /// And after.
    pub(super) after: String,
}

/// Titles of units by their ids.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Those of a list.
    pub(super) fn of(index: &Index) -> Self {
        let units = index.units();
        let names = units.map(|unit| (unit.id.clone(), unit.title.clone()));
        Self(names.collect())
    }

    /// What a record is called, units by their titles.
    fn record(&self, record: &Value) -> String {
        let unit = text(record, "unit").and_then(|id| self.0.get(id));
        match (unit, record.get("title")) {
            (Some(unit), None) => {
                let day = text(record, "as_of").and_then(date::parse);
                let day = day.map_or(String::new(), |date| {
                    format!(" ({})", date::written(date, Lang::Vi))
                });
                format!("{unit}{day}")
            }
            _ => edit::name(record).unwrap_or_default(),
        }
    }
}

/// The fields that differ between two versions of a file.
pub(super) fn rows(
    before: Option<&Document>,
    after: Option<&Document>,
    names: &Names,
    lang: Lang,
) -> Vec<Row> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        // Of a new file of reports its figures are shown; of others the line above them says all.
        (None, Some(after)) if after.path().role() == Role::Reports => {
            return new_reports(after, names, lang);
        }
        _ => return Vec::new(),
    };
    let fields = edit::schema_of(after.path());
    let (old, new) = (
        before.records().unwrap_or_default(),
        after.records().unwrap_or_default(),
    );
    let mut rows = Vec::new();
    for change in edit::changes(before, after).unwrap_or_default() {
        match change.key.as_deref() {
            Some(BODY) => {
                let label = edit::label(after, BODY, lang);
                rows.push(around(label, &change));
            }
            Some(key) => {
                let start = if new.len() > 1 {
                    let record = new.get(change.record);
                    record.map_or(String::new(), |record| {
                        format!("{}: ", names.record(record))
                    })
                } else {
                    String::new()
                };
                field_rows(fields, key, &change, &start, lang, &mut rows);
            }
            None => {
                let is_report = after.path().role() == Role::Reports;
                let corrected = change.after.as_ref().filter(|_| is_report);
                let earlier = corrected.and_then(|added| earlier(&old, added));
                record_rows(fields, &change, earlier, names, lang, &mut rows);
            }
        }
    }
    rows
}

fn new_reports(file: &Document, names: &Names, lang: Lang) -> Vec<Row> {
    let mut rows = Vec::new();
    for (record, value) in file.records().unwrap_or_default().into_iter().enumerate() {
        let change = FieldChange {
            record,
            key: None,
            before: None,
            after: Some(value),
        };
        let fields = edit::schema_of(file.path());
        record_rows(fields, &change, None, names, lang, &mut rows);
    }
    rows.truncate(ROWS);
    rows
}

/// The newest record of the same unit, programme and day: what a correction corrects.
fn earlier<'a>(old: &'a [Value], added: &Value) -> Option<&'a Value> {
    let keys = ["unit", "programme", "as_of"];
    old.iter()
        .rev()
        .find(|record| keys.iter().all(|key| record.get(key) == added.get(key)))
}

/// One field, whose parts are rows of their own.
fn field_rows(
    fields: &[Field],
    key: &str,
    change: &FieldChange,
    start: &str,
    lang: Lang,
    rows: &mut Vec<Row>,
) {
    let versions = [change.before.as_ref(), change.after.as_ref()];
    let Some(field) = fields.iter().find(|field| field.key == key) else {
        let [before, after] = versions.map(|value| values::shown(&Kind::Text, value));
        rows.push(row(format!("{start}{key}"), before, after));
        return;
    };
    let label = format!("{start}{}", form::label(field, lang));
    if let Kind::Record(inner) = field.kind {
        for part in inner {
            let [before, after] = versions.map(|value| value?.get(part.key).cloned());
            let part_change = FieldChange {
                record: change.record,
                key: None,
                before,
                after,
            };
            if part_change.before != part_change.after {
                let start = format!("{label}: ");
                field_rows(inner, part.key, &part_change, &start, lang, rows);
            }
        }
        return;
    }
    let [before, after] = versions.map(|value| values::in_words(&field.kind, value, lang));
    rows.push(row(label, before, after));
}

/// A record that came or went.
fn record_rows(
    fields: &'static [Field],
    change: &FieldChange,
    earlier: Option<&Value>,
    names: &Names,
    lang: Lang,
    rows: &mut Vec<Row>,
) {
    let record = change.after.as_ref().or(change.before.as_ref());
    let name = record.map_or(String::new(), |record| names.record(record));
    let Some(added) = change.after.as_ref() else {
        let gone = record.map_or(String::new(), |record| {
            values::record_in_words(fields, record, lang)
        });
        rows.push(row(name, gone, String::new()));
        return;
    };
    for field in fields {
        // What names the record is in front of each row.
        let named = matches!(field.key, "unit" | "as_of" | "title");
        let (old, new) = (
            earlier.and_then(|old| old.get(field.key)),
            added.get(field.key),
        );
        if named || old == new || new.is_none() {
            continue;
        }
        let [before, after] = [old, new].map(|value| values::in_words(&field.kind, value, lang));
        let label = format!("{name}: {}", form::label(field, lang));
        rows.push(row(label, before, after));
    }
}

fn row(label: String, before: String, after: String) -> Row {
    Row {
        label,
        before: short(&before),
        after: short(&after),
    }
}

fn short(text: &str) -> String {
    let mut start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// What changed in a long text, with some of the text around it.
fn around(label: String, change: &FieldChange) -> Row {
    let [old, new] = [&change.before, &change.after].map(|value| chars(value.as_ref()));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len());
    let tail = (old.iter().rev().zip(new.iter().rev()))
        .take(shorter - head)
        .take_while(|(a, b)| a == b)
        .count();
    row(
        label,
        without_ends(&old, head, tail),
        without_ends(&new, head, tail),
    )
}

fn chars(value: Option<&Value>) -> Vec<char> {
    match value {
        Some(Value::Text(text)) => text.chars().collect(),
        _ => Vec::new(),
    }
}

/// A text without its first `head` and last `tail` characters, but for some of them.
fn without_ends(text: &[char], head: usize, tail: usize) -> String {
    let start = head.saturating_sub(AROUND);
    let end = (text.len() - tail + AROUND).min(text.len());
    let mut part: String = text[start..end].iter().collect();
    if start > 0 {
        part.insert(0, '…');
    }
    if end < text.len() {
        part.push('…');
    }
    part
}

fn text<'a>(record: &'a Value, key: &str) -> Option<&'a str> {
    match record.get(key) {
        Some(Value::Text(text)) => Some(text.trim()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::ContentPath;

    fn document(file: &str, text: &str) -> Document {
        let path = ContentPath::new(file).unwrap();
        Document::from_bytes(&path, text.as_bytes().to_vec()).unwrap()
    }

    fn said(file: &str, before: &str, after: &str) -> Vec<[String; 3]> {
        let names = Names([("a".to_owned(), "Đơn vị A".to_owned())].into());
        let (before, after) = (document(file, before), document(file, after));
        let rows = rows(Some(&before), Some(&after), &names, Lang::Vi).into_iter();
        rows.map(|row| [row.label, row.before, row.after]).collect()
    }

    fn lines(rows: &[[&str; 3]]) -> Vec<[String; 3]> {
        rows.iter().map(|row| row.map(str::to_owned)).collect()
    }

    #[test]
    fn fields_and_texts_in_words() {
        let long = "chữ ".repeat(100);
        let before = format!("---\ntitle: Một\ndate: 2022-06-29\n---\n\n{long}cũ {long}\n");
        let after = before
            .replace("Một", "Hai")
            .replace("-29", "-30")
            .replace("cũ", "mới");
        let rows = said("content/news/a.md", &before, &after);
        assert_eq!(rows[0], ["Tiêu đề", "Một", "Hai"].map(str::to_owned));
        assert_eq!(
            rows[1][1..],
            ["29/06/2022", "30/06/2022"].map(str::to_owned)
        );
        assert_eq!(rows[2][0], "Nội dung");
        assert!(rows[2][1].contains("chữ cũ chữ"), "{rows:?}");
        assert!(rows[2][2].contains("chữ mới chữ"), "{rows:?}");
        assert!(rows[2][2].chars().count() < 200, "{rows:?}");
    }

    #[test]
    fn a_correction_says_both_figures() {
        let file = "content/reports/2022-05-31.yaml";
        let first = "- as_of: 2022-05-31\n  unit: a\n  submitted: 5\n  valid: 4\n";
        let second = "- as_of: 2022-05-31\n  unit: a\n  submitted: 7\n  valid: 4\n";
        let rows = said(file, first, &format!("{first}{second}"));
        let expected = lines(&[["Đơn vị A (31/05/2022): Lũy kế đã nộp", "5", "7"]]);
        assert_eq!(rows, expected);
    }
}
