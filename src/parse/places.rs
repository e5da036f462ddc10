//! Where the value of a key is written. Records do not keep the place of each value: of hundreds of
//! thousands of them only a few have something to be reported of, and their files are read again.

use std::collections::BTreeMap;

use super::yaml::{Node, Yaml};
use super::{front_matter, text, yaml};
use crate::diag::Place;
use crate::source::{self, Source};

/// The keys of every mapping of a file with the places of their values, by the place of the
/// mapping's first key, which is that of the record.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<Place, Vec<(String, Place)>>);

impl Places {
    /// Reads a YAML file or the head of a Markdown file. A file that cannot be read, which is
    /// reported already, has no places.
    pub fn of(source: &Source) -> Self {
        let mut places = Self::default();
        let Ok((text, _)) = source::read(source).and_then(text::read) else {
            return places;
        };
        let (head, line) = match front_matter::split(&text) {
            Ok(parts) if source.path.ends_with(".md") => (parts.head, 2),
            _ => (text.as_str(), 1),
        };
        for document in yaml::documents(head, &source.path, line).unwrap_or_default() {
            places.keep(&document, Some(Place::File(source.path.clone())));
        }
        places
    }

    /// Where a record that begins at a place has the value of a key; a whole file is its first
    /// record.
    pub fn value(&self, record: &Place, key: &str) -> Option<&Place> {
        let keys = self.0.get(record)?;
        keys.iter()
            .find(|(name, _)| name == key)
            .map(|(_, place)| place)
    }

    fn keep(&mut self, node: &Node, whole: Option<Place>) {
        match &node.value {
            Yaml::List(items) => items.iter().for_each(|item| self.keep(item, None)),
            Yaml::Map(entries) => {
                let keys: Vec<(String, Place)> = entries
                    .iter()
                    .map(|(key, value)| (key.text.clone(), value.place.clone()))
                    .collect();
                if let Some(whole) = whole {
                    self.0.entry(whole).or_insert_with(|| keys.clone());
                }
                if let Some((first, _)) = entries.first() {
                    self.0.insert(first.place.clone(), keys);
                }
                entries.iter().for_each(|(_, value)| self.keep(value, None));
            }
            Yaml::Null | Yaml::Scalar { .. } => {}
        }
    }
}
