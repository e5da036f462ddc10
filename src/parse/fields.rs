//! A node of YAML read by a schema: typed values, every problem reported, what is invalid left out.

use super::schema::{Field, Kind, Word};
use super::value::{Datum, Fields, Findings, Reference, Value};
use super::yaml::{Key, Node, Yaml};
use crate::base::{Date, date, slug};
use crate::diag::Problem;

/// Reads a mapping by its schema. `None` when it is not a mapping.
pub(super) fn read(node: &Node, schema: &'static [Field], found: &mut Findings) -> Option<Fields> {
    let Yaml::Map(entries) = &node.value else {
        found.problems.add(node.place.clone(), Problem::NotAMapping);
        return None;
    };
    let place = entries
        .first()
        .map_or(&node.place, |(key, _)| &key.place)
        .clone();
    let mut fields = Fields {
        place,
        values: Vec::new(),
    };
    let mut seen: Vec<&str> = Vec::new();
    // A required key that was mistyped is reported once, as a key that is not known.
    let mut mistyped: Vec<&str> = Vec::new();
    for (key, value) in entries {
        let Some(field) = schema.iter().find(|f| f.key == key.text) else {
            let nearest = meant(&key.text, schema);
            mistyped.extend(nearest);
            found.problems.add(
                key.place.clone(),
                Problem::UnknownKey {
                    key: key.text.clone(),
                    nearest,
                    known: keys(schema),
                },
            );
            continue;
        };
        if seen.contains(&field.key) {
            found.problems.add(
                key.place.clone(),
                Problem::DuplicateKey {
                    key: key.text.clone(),
                },
            );
            continue;
        }
        seen.push(field.key);
        if let Some(datum) = entry(field, key, value, found) {
            fields.values.push((field.key, datum));
        }
    }
    for field in schema
        .iter()
        .filter(|f| f.required && !seen.contains(&f.key) && !mistyped.contains(&f.key))
    {
        found
            .problems
            .add(fields.place.clone(), Problem::MissingKey { key: field.key });
    }
    Some(fields)
}

/// Whether a label or a heading of a field is this one.
fn is_called(field: &Field, written: &str) -> bool {
    let labels = [field.vi, field.en];
    let mut names = labels.iter().chain(field.headings);
    names.any(|name| slug::slug(name) == written)
}

/// Whether a label of a field begins with these words.
fn begins_with(field: &Field, words: &str) -> bool {
    [field.vi, field.en].into_iter().any(|label| {
        let label = slug::slug(label);
        label
            .strip_prefix(words)
            .is_some_and(|rest| rest.starts_with('-'))
    })
}

/// The key that is meant by one that is not known: by what editors call it, or nearly its own name.
fn meant(key: &str, schema: &'static [Field]) -> Option<&'static str> {
    let written = slug::slug(key);
    if !written.is_empty() {
        let field = schema
            .iter()
            .find(|field| is_called(field, &written))
            .or_else(|| schema.iter().find(|field| begins_with(field, &written)));
        if let Some(field) = field {
            return Some(field.key);
        }
    }
    if let Some(key) = slug::nearest(key, schema.iter().map(|f| f.key)) {
        return Some(key);
    }
    let label = slug::nearest(key, schema.iter().map(|f| f.vi))?;
    schema.iter().find(|f| f.vi == label).map(|f| f.key)
}

/// The keys of a record with what editors call them: `title (Tiêu đề), date (Ngày đăng)`.
fn keys(schema: &[Field]) -> String {
    let keys: Vec<String> = schema
        .iter()
        .map(|field| format!("{} ({})", field.key, field.vi))
        .collect();
    keys.join(", ")
}

fn entry(field: &'static Field, key: &Key, node: &Node, found: &mut Findings) -> Option<Datum> {
    let blank = match &node.value {
        Yaml::Null => true,
        Yaml::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        if field.required {
            found.problems.add(
                key.place.clone(),
                Problem::Empty {
                    key: field.key.to_owned(),
                },
            );
        }
        return None;
    }
    datum(&field.kind, field.key, node, found)
}

fn datum(
    kind: &'static Kind,
    key: &'static str,
    node: &Node,
    found: &mut Findings,
) -> Option<Datum> {
    let value = match kind {
        Kind::List(item) => list(item, key, node, found)?,
        Kind::Record(schema) => match &node.value {
            Yaml::Map(_) => Value::Record(read(node, schema, found)?),
            _ => return wrong(key, "mapping", node, found),
        },
        Kind::Counts(what) => counts(what, key, node, found)?,
        Kind::Texts => texts(key, node, found)?,
        _ => match &node.value {
            Yaml::Scalar { text, plain } => {
                match scalar(kind, key, bare(kind, text.trim()), *plain) {
                    Ok(value) => value,
                    Err(problem) => {
                        found.problems.add(node.place.clone(), problem);
                        return None;
                    }
                }
            }
            _ => return wrong(key, expected(kind), node, found),
        },
    };
    if let (Kind::Reference(what), Value::Text(id)) = (kind, &value) {
        found.references.push(Reference {
            what,
            id: id.clone(),
            place: node.place.clone(),
        });
    }
    Some(Datum {
        place: node.place.clone(),
        value,
    })
}

/// A value without the curly quotes that Word puts around it; in a text they may be meant.
fn bare<'a>(kind: &Kind, text: &'a str) -> &'a str {
    let inner = text
        .strip_prefix(['“', '”', '‘', '’'])
        .and_then(|text| text.strip_suffix(['“', '”', '‘', '’']));
    match (kind, inner) {
        (Kind::Text, _) | (_, None) => text,
        (_, Some(inner)) => inner.trim(),
    }
}

fn wrong(key: &str, expected: &'static str, node: &Node, found: &mut Findings) -> Option<Datum> {
    found.problems.add(
        node.place.clone(),
        Problem::WrongType {
            key: key.to_owned(),
            expected,
        },
    );
    None
}

fn list(
    item: &'static Kind,
    key: &'static str,
    node: &Node,
    found: &mut Findings,
) -> Option<Value> {
    let items = match &node.value {
        Yaml::List(nodes) => nodes
            .iter()
            .filter_map(|node| datum(item, key, node, found))
            .collect(),
        Yaml::Map(_) if !matches!(item, Kind::Record(_)) => {
            wrong(key, "list", node, found);
            return None;
        }
        _ => vec![datum(item, key, node, found)?],
    };
    Some(Value::List(items))
}

fn counts(what: &'static str, key: &str, node: &Node, found: &mut Findings) -> Option<Value> {
    let Yaml::Map(entries) = &node.value else {
        wrong(key, "mapping", node, found);
        return None;
    };
    let mut counts = Vec::new();
    for (id, node) in entries {
        match &node.value {
            Yaml::Scalar { text, .. } => match count(text.trim()) {
                Some(value) => {
                    found.references.push(Reference {
                        what,
                        id: id.text.clone(),
                        place: id.place.clone(),
                    });
                    counts.push((id.text.clone(), id.place.clone(), value));
                }
                None => found.problems.add(
                    node.place.clone(),
                    Problem::BadNumber {
                        value: text.clone(),
                        whole: true,
                    },
                ),
            },
            _ => drop(wrong(key, "count", node, found)),
        }
    }
    Some(Value::Counts(counts))
}

fn texts(key: &str, node: &Node, found: &mut Findings) -> Option<Value> {
    let Yaml::Map(entries) = &node.value else {
        wrong(key, "mapping", node, found);
        return None;
    };
    let mut texts = Vec::new();
    for (key, node) in entries {
        match &node.value {
            Yaml::Scalar { text, .. } => {
                texts.push((
                    (key.text.clone(), key.place.clone()),
                    (text.trim().to_owned(), node.place.clone()),
                ));
            }
            _ => drop(wrong(&key.text, "text", node, found)),
        }
    }
    Some(Value::Texts(texts))
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Date => "date",
        Kind::Count => "count",
        Kind::Number => "number",
        Kind::Flag => "boolean",
        Kind::List(_) => "list",
        Kind::Record(_) | Kind::Counts(_) | Kind::Texts => "mapping",
        Kind::Text | Kind::Id | Kind::Reference(_) | Kind::Choice(_) | Kind::Url => "text",
    }
}

/// Whether a day can be meant: before 1990 no one counted initiatives, and only unions are older
/// than that.
pub(super) fn likely(key: &str, day: Date) -> bool {
    let first = if ["date", "as_of", "published"].contains(&key) {
        1990
    } else {
        1901
    };
    (first..=2100).contains(&day.year())
}

fn count(text: &str) -> Option<i64> {
    (text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn number(text: &str) -> Option<f64> {
    let number = text.parse::<f64>().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

fn is_url(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && !text.contains(char::is_whitespace)
}

fn wrong_type(kind: &Kind, key: &str) -> Problem {
    Problem::WrongType {
        key: key.to_owned(),
        expected: expected(kind),
    }
}

/// The value of a text by the kind of its field. `plain` says whether it was written without
/// quotes.
pub(super) fn scalar(kind: &Kind, key: &str, text: &str, plain: bool) -> Result<Value, Problem> {
    Ok(match kind {
        Kind::Date => {
            let day = date::parse(text).ok_or_else(|| Problem::BadDate {
                value: text.to_owned(),
            })?;
            if !likely(key, day) {
                return Err(Problem::UnlikelyDay {
                    value: text.to_owned(),
                });
            }
            Value::Date(day)
        }
        Kind::Count => Value::Count(count(text).ok_or_else(|| Problem::BadNumber {
            value: text.to_owned(),
            whole: true,
        })?),
        Kind::Number => Value::Number(number(text).ok_or_else(|| Problem::BadNumber {
            value: text.to_owned(),
            whole: false,
        })?),
        Kind::Flag => match text {
            "true" if plain => Value::Flag(true),
            "false" if plain => Value::Flag(false),
            _ => return Err(wrong_type(kind, key)),
        },
        Kind::Id => {
            let suggestion = slug::address(text);
            if suggestion != text {
                return Err(Problem::BadId {
                    value: text.to_owned(),
                    suggestion,
                });
            }
            Value::Text(suggestion)
        }
        Kind::Choice(choices) => {
            if !choices.iter().any(|word| word.value == text) {
                return Err(bad_choice(choices, text));
            }
            Value::Text(text.to_owned())
        }
        Kind::Url if is_url(text) => Value::Text(text.to_owned()),
        Kind::Url => {
            return Err(Problem::BadUrl {
                value: text.to_owned(),
            });
        }
        Kind::Text | Kind::Reference(_) => Value::Text(text.to_owned()),
        Kind::List(_) | Kind::Record(_) | Kind::Counts(_) | Kind::Texts => {
            return Err(wrong_type(kind, key));
        }
    })
}

pub(super) fn bad_choice(choices: &[Word], text: &str) -> Problem {
    let nearest = slug::nearest(text, choices.iter().map(|word| word.value));
    let choices = choices
        .iter()
        .map(|word| word.value)
        .collect::<Vec<_>>()
        .join(", ");
    Problem::BadChoice {
        value: text.to_owned(),
        choices,
        nearest,
    }
}
