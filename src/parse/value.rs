//! Typed values of one record, each with its place.

use crate::base::Date;
use crate::diag::{Place, Problems};

/// A text and where it is.
pub(crate) type Said = (String, Place);

/// A typed value and where it is.
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
#[derive(Debug, Clone)]
pub struct Reference {
    /// Kind of record: `unit`, `group` …
    pub what: &'static str,
    /// The id, or another name of the record.
    pub id: String,
    /// Where it is.
    pub place: Place,
}

/// What reading brings to light besides values.
#[derive(Debug, Default)]
pub struct Findings {
    /// Problems.
    pub problems: Problems,
    /// Ids to resolve.
    pub references: Vec<Reference>,
}

/// The values of one record by key.
#[derive(Debug, Clone)]
pub struct Fields {
    /// Where the record begins.
    pub place: Place,
    pub(super) values: Vec<(&'static str, Datum)>,
}

impl Value {
    /// The value in words that tell it from any other of its kind, without places.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => {
                in_brackets(items.iter().map(|datum| datum.value.shown()).collect())
            }
            Self::Record(fields) => in_brackets(
                fields
                    .iter()
                    .map(|(k, d)| format!("{k}={}", d.value.shown()))
                    .collect(),
            ),
            Self::Counts(counts) => in_brackets(
                counts
                    .iter()
                    .map(|(id, _, count)| format!("{id}={count}"))
                    .collect(),
            ),
            Self::Texts(texts) => in_brackets(
                texts
                    .iter()
                    .map(|((key, _), (text, _))| format!("{key}={text}"))
                    .collect(),
            ),
        }
    }
}

fn in_brackets(items: Vec<String>) -> String {
    format!("[{}]", items.join("|"))
}

impl Fields {
    /// No values at all.
    pub fn empty(place: Place) -> Self {
        Self {
            place,
            values: Vec::new(),
        }
    }

    /// A record of about this many values.
    pub(super) fn with_capacity(place: Place, values: usize) -> Self {
        Self {
            place,
            values: Vec::with_capacity(values),
        }
    }

    /// Adds a value under a key that has none yet.
    pub(super) fn add(&mut self, key: &'static str, datum: Datum) {
        self.values.push((key, datum));
    }

    /// Puts a text under a key that has none yet.
    pub fn set_text(&mut self, key: &'static str, text: String) {
        let place = self.place.clone();
        let value = Value::Text(text);
        self.add(key, Datum { place, value });
    }

    /// Adds a count by id.
    pub(super) fn add_count(&mut self, key: &'static str, id: String, place: Place, count: i64) {
        match self.get_mut(key).map(|datum| &mut datum.value) {
            Some(Value::Counts(counts)) => counts.push((id, place, count)),
            _ => self.add(
                key,
                Datum {
                    place: place.clone(),
                    value: Value::Counts(vec![(id, place, count)]),
                },
            ),
        }
    }

    /// The value under a key, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Datum> {
        self.values
            .iter_mut()
            .find(|(k, _)| *k == key)
            .map(|(_, datum)| datum)
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Datum> {
        self.values
            .iter()
            .find(|(k, _)| *k == key)
            .map(|(_, datum)| datum)
    }

    /// Every value with its key, in written order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Datum)> {
        self.values.iter().map(|(key, datum)| (*key, datum))
    }

    /// Where a key's value is; the record itself when the key is not there.
    pub fn place_of(&self, key: &str) -> Place {
        self.get(key)
            .map_or(&self.place, |datum| &datum.place)
            .clone()
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<String> {
        self.str(key).map(ToOwned::to_owned)
    }

    /// Puts a text where there is none, or an empty one.
    pub fn fill_text(&mut self, key: &'static str, text: &str) {
        if self.str(key).is_some_and(|there| !there.is_empty()) {
            return;
        }
        let place = self.place_of(key);
        let value = Value::Text(text.to_owned());
        self.values.retain(|(there, _)| *there != key);
        self.values.push((key, Datum { place, value }));
    }

    /// A text, taken out of the record.
    pub fn take_text(&mut self, key: &str) -> Option<String> {
        match &mut self.get_mut(key)?.value {
            Value::Text(text) => Some(std::mem::take(text)),
            _ => None,
        }
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

    /// Puts a day in the place of the one that is there.
    pub fn set_date(&mut self, key: &'static str, date: Date) {
        if let Some(datum) = self.get_mut(key) {
            datum.value = Value::Date(date);
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
        matches!(
            self.get(key),
            Some(Datum {
                value: Value::Flag(true),
                ..
            })
        )
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
            Some(Datum {
                value: Value::List(items),
                ..
            }) => items,
            _ => &[],
        }
    }

    /// The texts of a list with their places.
    pub(crate) fn texts_by_key(&self, key: &str) -> Vec<(Said, Said)> {
        match self.get(key).map(|datum| &datum.value) {
            Some(Value::Texts(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    /// The texts of a list.
    pub fn texts(&self, key: &str) -> Vec<(String, Place)> {
        let mut texts = Vec::new();
        for datum in self.list(key) {
            if let Value::Text(text) = &datum.value {
                texts.push((text.clone(), datum.place.clone()));
            }
        }
        texts
    }

    /// The mappings of a list.
    pub fn records(&self, key: &str) -> impl Iterator<Item = &Fields> {
        self.list(key)
            .iter()
            .filter_map(|datum| match &datum.value {
                Value::Record(fields) => Some(fields),
                _ => None,
            })
    }

    /// Ids to counts.
    pub fn counts(&self, key: &str) -> &[(String, Place, i64)] {
        match self.get(key) {
            Some(Datum {
                value: Value::Counts(counts),
                ..
            }) => counts,
            _ => &[],
        }
    }
}
