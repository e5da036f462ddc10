//! The records of a table in one normal form: the same columns, days, numbers and ids, whatever the
//! table looked like.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, columns};
use crate::base::{hash, slug};
use crate::parse::schema::{Field, Kind};
use crate::parse::value::{Fields, Value};

/// Records by a key that stays when other records come and go, each a text for each column.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Normal {
    /// Headings: the key first, then in the order of the schema, then those of counts by id.
    pub headings: Vec<String>,
    /// Keys to cells.
    pub rows: BTreeMap<String, Vec<String>>,
    /// How many of the headings are fields; the others are counts by id.
    fields: usize,
    /// Which headings are of counts.
    counts: BTreeSet<String>,
}

/// What the key of a record without a code begins with, so that it comes after all codes.
const WITHOUT_CODE: char = '\u{10ffff}';

/// Which columns make the key of a record.
fn key_of(schema: &[Field]) -> &'static [&'static str] {
    if schema.iter().any(|field| field.key == "code") {
        &["code"]
    } else if schema.iter().any(|field| field.key == "as_of") {
        &["as_of", "unit", "programme", "published"]
    } else {
        &["id"]
    }
}

/// The ids by which records have counts under a key, such as the phases of targets.
fn ids_of<'r>(counts: Option<&str>, records: &'r [Fields]) -> BTreeSet<&'r str> {
    let mut ids = BTreeSet::new();
    for record in records {
        let counts = counts.map_or(&[][..], |key| record.counts(key));
        ids.extend(counts.iter().map(|(id, ..)| id.as_str()));
    }
    ids
}

/// The key of a row. Without a code a record is known by what it is called and whose it is, and
/// distinguished from its like by all that it says.
fn row_key(keys: &[&str], columns: &[Column], cells: &[String]) -> String {
    let parts: Vec<&str> = keys.iter().map(|key| of_key(key, columns, cells)).collect();
    let key = parts.join(" ");
    if !key.is_empty() {
        return key;
    }
    let whole = hash::short(cells.join("\n").as_bytes());
    let title = slug::slug(of_key("title", columns, cells));
    let unit = of_key("unit", columns, cells);
    format!("{WITHOUT_CODE}{title} {unit} {whole}")
}

/// What the cell of a key says.
fn of_key<'a>(key: &str, columns: &[Column], cells: &'a [String]) -> &'a str {
    let at = columns.iter().position(|column| column.key == key);
    at.map_or("", |at| &cells[at])
}

impl Normal {
    /// The normal form of records of a schema. `id` gives the id of what a text of that kind names.
    pub fn new(
        schema: &'static [Field],
        records: &[Fields],
        mut id: impl FnMut(&'static str, &str) -> Option<String>,
    ) -> Self {
        let keys = key_of(schema);
        let mut columns = columns(schema);
        columns.sort_by_key(|column| !keys.contains(&column.key.as_str()));
        let counted = (schema.iter()).find(|field| matches!(field.kind, Kind::Counts(_)));
        let counts_key = counted.map(|field| field.key);
        let ids = ids_of(counts_key, records);
        let of_ids = ids.iter().map(|id| format!("Chỉ tiêu {id}"));
        let whole = columns
            .iter()
            .filter(|column| matches!(column.field().kind, Kind::Count));
        let mut normal = Self {
            fields: columns.len(),
            counts: whole.map(heading).chain(of_ids.clone()).collect(),
            headings: columns.iter().map(heading).chain(of_ids).collect(),
            rows: BTreeMap::new(),
        };
        for record in records {
            let mut cells: Vec<String> = columns
                .iter()
                .map(|column| cell(record, column, &mut id))
                .collect();
            for id in &ids {
                let counts = counts_key.map_or(&[][..], |key| record.counts(key));
                let count = counts.iter().find(|(other, ..)| other == id);
                cells.push(count.map(|(_, _, n)| n.to_string()).unwrap_or_default());
            }
            normal.rows.insert(row_key(keys, &columns, &cells), cells);
        }
        normal
    }

    /// Gives two tables the same headings.
    pub fn align(&mut self, other: &mut Self) {
        if self.headings.is_empty() {
            self.take_headings(other);
        } else if other.headings.is_empty() {
            other.take_headings(self);
        }
        let ids = [&*self, &*other].map(|normal| normal.headings[normal.fields..].to_vec());
        let all: BTreeSet<String> = ids.into_iter().flatten().collect();
        for normal in [self, other] {
            let headings: Vec<String> = normal.headings[..normal.fields]
                .iter()
                .chain(&all)
                .cloned()
                .collect();
            for cells in normal.rows.values_mut() {
                let widened = headings.iter().map(|heading| {
                    let at = normal.headings.iter().position(|h| h == heading);
                    at.map(|at| std::mem::take(&mut cells[at]))
                        .unwrap_or_default()
                });
                *cells = widened.collect();
            }
            normal.headings = headings;
            normal.counts.extend(all.clone());
        }
    }

    fn take_headings(&mut self, other: &Self) {
        self.headings.clone_from(&other.headings);
        self.counts.clone_from(&other.counts);
        self.fields = other.fields;
    }

    /// Where a heading is.
    pub fn at(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|h| h == heading)
    }

    /// Whether the cells below a heading are counts.
    pub fn is_count(&self, heading: &str) -> bool {
        self.counts.contains(heading)
    }

    /// The cell of a row under a heading; empty where there is no such column.
    pub fn get<'a>(&self, cells: &'a [String], heading: &str) -> &'a str {
        self.at(heading)
            .and_then(|at| cells.get(at))
            .map_or("", String::as_str)
    }

    /// As CSV. Columns in which nothing is are left out.
    pub fn csv(&self) -> Vec<u8> {
        let used: Vec<usize> = (0..self.headings.len())
            .filter(|at| self.rows.values().any(|cells| !cells[*at].is_empty()))
            .collect();
        let rows = [&self.headings].into_iter().chain(self.rows.values());
        as_csv(rows.map(|row| used.iter().map(|at| &row[*at])))
    }
}

/// Rows of cells as CSV with a mark, which Excel needs to read it as UTF-8, a line for each row.
pub fn as_csv<'a>(rows: impl IntoIterator<Item = impl IntoIterator<Item = &'a String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// Of the key of a record without a code what it has in common with its like; none for others.
pub fn without_code(key: &str) -> Option<&str> {
    let rest = key.strip_prefix(WITHOUT_CODE)?;
    rest.rsplit_once(' ').map(|(base, _)| base)
}

/// A heading that is read as this column again.
pub(super) fn heading(column: &Column) -> String {
    if column.means(&slug::slug(column.label())) {
        column.label().to_owned()
    } else {
        column.key.clone()
    }
}

fn cell(
    record: &Fields,
    column: &Column,
    id: &mut impl FnMut(&'static str, &str) -> Option<String>,
) -> String {
    let Some(top) = record.get(column.top.key) else {
        return String::new();
    };
    let kind = &column.field().kind;
    match (column.inner, &top.value) {
        (None, value) => text(kind, value, id),
        (Some(inner), Value::Record(fields)) => match fields.get(inner.key) {
            Some(datum) => text(kind, &datum.value, id),
            None => String::new(),
        },
        (Some(inner), Value::List(items)) => {
            let inside = items.iter().filter_map(|item| match &item.value {
                Value::Record(fields) => fields.get(inner.key),
                _ => None,
            });
            let mut texts: Vec<String> = inside.map(|datum| text(kind, &datum.value, id)).collect();
            // What is said of all is said once.
            texts.truncate(if column.names() { usize::MAX } else { 1 });
            texts.join("; ")
        }
        _ => String::new(),
    }
}

fn text(
    kind: &Kind,
    value: &Value,
    id: &mut impl FnMut(&'static str, &str) -> Option<String>,
) -> String {
    match (kind, value) {
        (Kind::Reference(what), Value::Text(text)) => {
            id(what, text).unwrap_or_else(|| text.clone())
        }
        (Kind::Choice(words), Value::Text(text)) => words
            .iter()
            .find(|word| word.value == text)
            .map_or(text.as_str(), |word| word.vi)
            .to_owned(),
        (Kind::List(item), Value::List(items)) => items
            .iter()
            .map(|datum| self::text(item, &datum.value, id))
            .collect::<Vec<_>>()
            .join("; "),
        (_, Value::Flag(flag)) => if *flag { "Có" } else { "Không" }.to_owned(),
        (_, Value::Number(number)) => number.to_string().replace('.', ","),
        (_, value) => value.shown(),
    }
}
