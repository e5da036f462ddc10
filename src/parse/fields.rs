//! A node of YAML read by a schema: typed values, every fault told, what is faulty left out.

use super::schema::{Field, Kind, Word};
use super::yaml::{Key, Node, Yaml};
use crate::base::{Date, date, slug};
use crate::diag::{Place, Problem, Problems};

/// A typed value and where it stands.
#[derive(Debug, Clone)]
pub struct Datum {
    /// Where.
    pub place: Place,
    /// What.
    pub value: Value,
}

/// A typed value.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text, id, reference, choice, address.
    Text(String),
    /// Day.
    Date(Date),
    /// Count.
    Count(i64),
    /// Number.
    Number(f64),
    /// Flag.
    Flag(bool),
    /// List.
    List(Vec<Datum>),
    /// Mapping with keys of its own.
    Record(Fields),
    /// Ids to counts, with the place of each id.
    Counts(Vec<(String, Place, i64)>),
    /// Texts to texts, each with its place.
    Texts(Vec<((String, Place), (String, Place))>),
}

/// An id that a record names, to be resolved when all records are known.
#[derive(Debug)]
pub struct Reference {
    /// Kind of record: `unit`, `group` …
    pub what: &'static str,
    /// The id, or another name of the record.
    pub id: String,
    /// Where it stands.
    pub place: Place,
}

/// What reading brings to light besides values.
#[derive(Debug, Default)]
pub struct Found {
    /// Faults.
    pub problems: Problems,
    /// Ids to resolve.
    pub references: Vec<Reference>,
}

/// The values of one record by key.
#[derive(Debug, Clone)]
pub struct Fields {
    /// Where the record begins.
    pub place: Place,
    values: Vec<(&'static str, Datum)>,
}

/// Reads a mapping by its schema. `None` when it is no mapping.
pub(super) fn read(node: &Node, schema: &'static [Field], found: &mut Found) -> Option<Fields> {
    let Yaml::Map(entries) = &node.value else {
        found.problems.add(node.place.clone(), Problem::NotAMapping);
        return None;
    };
    let place = entries.first().map_or(&node.place, |(key, _)| &key.place).clone();
    let mut fields = Fields { place, values: Vec::new() };
    let mut seen: Vec<&str> = Vec::new();
    // A required key that was mistyped is told once, as a key that is not known.
    let mut mistyped: Vec<&str> = Vec::new();
    for (key, value) in entries {
        let Some(field) = schema.iter().find(|f| f.key == key.text) else {
            let nearest = slug::nearest(&key.text, schema.iter().map(|f| f.key));
            mistyped.extend(nearest);
            found.problems.add(key.place.clone(), Problem::UnknownKey { key: key.text.clone(), nearest });
            continue;
        };
        if seen.contains(&field.key) {
            found.problems.add(key.place.clone(), Problem::DuplicateKey { key: key.text.clone() });
            continue;
        }
        seen.push(field.key);
        if let Some(datum) = entry(field, key, value, found) {
            fields.values.push((field.key, datum));
        }
    }
    for field in schema.iter().filter(|f| f.required && !seen.contains(&f.key) && !mistyped.contains(&f.key)) {
        found.problems.add(fields.place.clone(), Problem::MissingKey { key: field.key });
    }
    Some(fields)
}

fn entry(field: &'static Field, key: &Key, node: &Node, found: &mut Found) -> Option<Datum> {
    let blank = match &node.value {
        Yaml::Null => true,
        Yaml::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        if field.required {
            found.problems.add(key.place.clone(), Problem::Empty { key: field.key.to_owned() });
        }
        return None;
    }
    datum(&field.kind, field.key, node, found)
}

fn datum(kind: &'static Kind, key: &'static str, node: &Node, found: &mut Found) -> Option<Datum> {
    let value = match kind {
        Kind::List(item) => list(item, key, node, found)?,
        Kind::Record(schema) => match &node.value {
            Yaml::Map(_) => Value::Record(read(node, schema, found)?),
            _ => return wrong(key, "mapping", node, found),
        },
        Kind::Counts(what) => counts(what, key, node, found)?,
        Kind::Texts => texts(key, node, found)?,
        _ => match &node.value {
            Yaml::Scalar { text, plain } => match scalar(kind, key, text.trim(), *plain) {
                Ok(value) => value,
                Err(problem) => {
                    found.problems.add(node.place.clone(), problem);
                    return None;
                }
            },
            _ => return wrong(key, expected(kind), node, found),
        },
    };
    if let (Kind::Reference(what), Value::Text(id)) = (kind, &value) {
        found.references.push(Reference { what, id: id.clone(), place: node.place.clone() });
    }
    Some(Datum { place: node.place.clone(), value })
}

fn wrong(key: &str, expected: &'static str, node: &Node, found: &mut Found) -> Option<Datum> {
    found.problems.add(node.place.clone(), Problem::WrongType { key: key.to_owned(), expected });
    None
}

fn list(item: &'static Kind, key: &'static str, node: &Node, found: &mut Found) -> Option<Value> {
    let items = match &node.value {
        Yaml::List(nodes) => nodes.iter().filter_map(|node| datum(item, key, node, found)).collect(),
        Yaml::Map(_) if !matches!(item, Kind::Record(_)) => {
            wrong(key, "list", node, found);
            return None;
        }
        _ => vec![datum(item, key, node, found)?],
    };
    Some(Value::List(items))
}

fn counts(what: &'static str, key: &str, node: &Node, found: &mut Found) -> Option<Value> {
    let Yaml::Map(entries) = &node.value else {
        wrong(key, "mapping", node, found);
        return None;
    };
    let mut counts = Vec::new();
    for (id, node) in entries {
        match &node.value {
            Yaml::Scalar { text, .. } => match count(text.trim()) {
                Some(value) => {
                    found.references.push(Reference { what, id: id.text.clone(), place: id.place.clone() });
                    counts.push((id.text.clone(), id.place.clone(), value));
                }
                None => found.problems.add(node.place.clone(), Problem::BadNumber { value: text.clone() }),
            },
            _ => drop(wrong(key, "count", node, found)),
        }
    }
    Some(Value::Counts(counts))
}

fn texts(key: &str, node: &Node, found: &mut Found) -> Option<Value> {
    let Yaml::Map(entries) = &node.value else {
        wrong(key, "mapping", node, found);
        return None;
    };
    let mut texts = Vec::new();
    for (key, node) in entries {
        match &node.value {
            Yaml::Scalar { text, .. } => {
                texts.push(((key.text.clone(), key.place.clone()), (text.trim().to_owned(), node.place.clone())));
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

fn count(text: &str) -> Option<i64> {
    (text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

pub(super) fn scalar(kind: &Kind, key: &str, text: &str, plain: bool) -> Result<Value, Problem> {
    let owned = || text.to_owned();
    let wrong = || Problem::WrongType { key: key.to_owned(), expected: expected(kind) };
    Ok(match kind {
        Kind::Date => Value::Date(date::parse(text).ok_or_else(|| Problem::BadDate { value: owned() })?),
        Kind::Count => Value::Count(count(text).ok_or_else(|| Problem::BadNumber { value: owned() })?),
        Kind::Number => {
            let number = text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
            Value::Number(number.ok_or_else(|| Problem::BadNumber { value: owned() })?)
        }
        Kind::Flag => match text {
            "true" if plain => Value::Flag(true),
            "false" if plain => Value::Flag(false),
            _ => return Err(wrong()),
        },
        Kind::Id => {
            let suggestion = slug::slug(text);
            if suggestion != text {
                return Err(Problem::BadId { value: owned(), suggestion });
            }
            Value::Text(suggestion)
        }
        Kind::Choice(choices) => {
            if !choices.iter().any(|word| word.value == text) {
                return Err(bad_choice(choices, text));
            }
            Value::Text(owned())
        }
        Kind::Url => {
            let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
            if host.is_none_or(|h| h.is_empty() || h.starts_with('/')) || text.contains(char::is_whitespace) {
                return Err(Problem::BadUrl { value: owned() });
            }
            Value::Text(owned())
        }
        Kind::Text | Kind::Reference(_) => Value::Text(owned()),
        Kind::List(_) | Kind::Record(_) | Kind::Counts(_) | Kind::Texts => return Err(wrong()),
    })
}

pub(super) fn bad_choice(choices: &[Word], text: &str) -> Problem {
    let nearest = slug::nearest(text, choices.iter().map(|word| word.value));
    let choices = choices.iter().map(|word| word.value).collect::<Vec<_>>().join(", ");
    Problem::BadChoice { value: text.to_owned(), choices, nearest }
}

impl Value {
    /// The value in words that tell it from any other of its kind, without places.
    pub fn shown(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join("|"));
        match self {
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => list(items.iter().map(|datum| datum.value.shown()).collect()),
            Self::Record(fields) => list(fields.iter().map(|(k, d)| format!("{k}={}", d.value.shown())).collect()),
            Self::Counts(counts) => list(counts.iter().map(|(id, _, count)| format!("{id}={count}")).collect()),
            Self::Texts(texts) => list(texts.iter().map(|((key, _), (text, _))| format!("{key}={text}")).collect()),
        }
    }
}

impl Fields {
    /// No values at all.
    pub fn empty(place: Place) -> Self {
        Self { place, values: Vec::new() }
    }

    /// A record of about so many values.
    pub(super) fn with_capacity(place: Place, values: usize) -> Self {
        Self { place, values: Vec::with_capacity(values) }
    }

    /// Adds a value under a key that has none yet.
    pub(super) fn add(&mut self, key: &'static str, datum: Datum) {
        self.values.push((key, datum));
    }

    /// Adds a count by id.
    pub(super) fn add_count(&mut self, key: &'static str, id: String, place: Place, count: i64) {
        match self.get_mut(key).map(|datum| &mut datum.value) {
            Some(Value::Counts(counts)) => counts.push((id, place, count)),
            _ => self.add(key, Datum { place: place.clone(), value: Value::Counts(vec![(id, place, count)]) }),
        }
    }

    /// The value under a key, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Datum> {
        self.values.iter_mut().find(|(k, _)| *k == key).map(|(_, datum)| datum)
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Datum> {
        self.values.iter().find(|(k, _)| *k == key).map(|(_, datum)| datum)
    }

    /// Every value with its key, in written order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Datum)> {
        self.values.iter().map(|(key, datum)| (*key, datum))
    }

    /// Where a key's value stands; the record itself when the key is not there.
    pub fn place_of(&self, key: &str) -> Place {
        self.get(key).map_or(&self.place, |datum| &datum.place).clone()
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<String> {
        self.str(key).map(ToOwned::to_owned)
    }

    /// A text, borrowed.
    pub fn str(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A day.
    pub fn date(&self, key: &str) -> Option<Date> {
        match self.get(key)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// A count.
    pub fn count(&self, key: &str) -> Option<i64> {
        match self.get(key)?.value {
            Value::Count(count) => Some(count),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.get(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A flag; `false` when it is not there.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Datum { value: Value::Flag(true), .. }))
    }

    /// A mapping.
    pub fn record(&self, key: &str) -> Option<&Fields> {
        match &self.get(key)?.value {
            Value::Record(fields) => Some(fields),
            _ => None,
        }
    }

    /// The items of a list; none when it is not there.
    pub fn list(&self, key: &str) -> &[Datum] {
        match self.get(key) {
            Some(Datum { value: Value::List(items), .. }) => items,
            _ => &[],
        }
    }

    /// The texts of a list with their places.
    pub fn texts(&self, key: &str) -> Vec<(String, Place)> {
        let text = |datum: &Datum| match &datum.value {
            Value::Text(text) => Some((text.clone(), datum.place.clone())),
            _ => None,
        };
        self.list(key).iter().filter_map(text).collect()
    }

    /// The mappings of a list.
    pub fn records(&self, key: &str) -> impl Iterator<Item = &Fields> {
        self.list(key).iter().filter_map(|datum| match &datum.value {
            Value::Record(fields) => Some(fields),
            _ => None,
        })
    }

    /// Ids to counts.
    pub fn counts(&self, key: &str) -> &[(String, Place, i64)] {
        match self.get(key) {
            Some(Datum { value: Value::Counts(counts), .. }) => counts,
            _ => &[],
        }
    }
}
