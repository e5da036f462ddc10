//! One file below content/, open to be edited.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use super::outline::{self, Node, Shape};
use super::patch::Patch;
use super::save::Version;
use super::{BODY, ContentPath, EditError, Value};
use crate::base::regular;
use crate::diag::Problems;
use crate::parse;
use crate::parse::schema::{self, Field, Kind};
use crate::source::{Role, Source};

/// A file below content/ with its text, and what it said when it was opened.
#[derive(Debug, Clone)]
pub struct Document {
    path: ContentPath,
    version: Option<Version>,
    text: String,
}

impl Document {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is not there, is no UTF-8, or a link is on the way to it.
    pub fn open(root: &Path, path: &ContentPath) -> Result<Self, EditError> {
        Self::from_bytes(path, regular::read(path.real(root)?)?)
    }

    /// Opens a file, or an empty one that a save will make.
    ///
    /// # Errors
    /// As [`Document::open`], but for a file that is not there.
    pub fn open_or_new(root: &Path, path: &ContentPath) -> Result<Self, EditError> {
        match Self::open(root, path) {
            Err(EditError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(Self {
                path: path.clone(),
                version: None,
                text: String::new(),
            }),
            opened => opened,
        }
    }

    /// A new file of one record with the keys of `record` in its order and a Markdown body.
    ///
    /// # Errors
    /// When the path is not one of a file of one record.
    pub fn new(path: &ContentPath, record: &Value, body: &str) -> Result<Self, EditError> {
        let Value::Map(entries) = record else {
            return Err(EditError::Unsafe);
        };
        let head = Patch::new("").lines(entries, schema::of(path.role()));
        let text = if path.below().ends_with(".md") {
            format!("---\n{head}---\n\n{}\n", body.replace("\r\n", "\n").trim())
        } else {
            head
        };
        let document = Self {
            path: path.clone(),
            version: None,
            text,
        };
        if document.record(0)? == *record {
            Ok(document)
        } else {
            Err(EditError::Unsafe)
        }
    }

    /// A version of a file that is kept elsewhere.
    ///
    /// # Errors
    /// When it is no UTF-8.
    pub fn from_bytes(path: &ContentPath, bytes: Vec<u8>) -> Result<Self, EditError> {
        let version = Some(Version::of(&bytes));
        let text =
            String::from_utf8(bytes).map_err(|error| EditError::Unreadable(error.to_string()))?;
        Ok(Self {
            path: path.clone(),
            version,
            text,
        })
    }

    /// The same text, to be saved where no file is.
    pub fn as_new(&self) -> Self {
        Self {
            version: None,
            ..self.clone()
        }
    }

    /// Its path.
    pub fn path(&self) -> &ContentPath {
        &self.path
    }

    /// The version that was opened; `None` when the file is new.
    pub fn version(&self) -> Option<&Version> {
        self.version.as_ref()
    }

    /// The whole text as it would be saved.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The records of the file in written order; of a Markdown file one.
    ///
    /// # Errors
    /// When the file cannot be read as YAML, or has anchors, tags and other things that are not
    /// edited.
    pub fn records(&self) -> Result<Vec<Value>, EditError> {
        Ok(nodes(&self.outline()?)
            .iter()
            .map(|node| node.value())
            .collect())
    }

    /// One record.
    ///
    /// # Errors
    /// As [`Document::records`], or when there is no such record.
    pub fn record(&self, number: usize) -> Result<Value, EditError> {
        self.records()?
            .into_iter()
            .nth(number)
            .ok_or_else(|| EditError::Unreadable(format!("#{number}")))
    }

    /// The same file with this record in the place of the one there.
    ///
    /// # Errors
    /// [`EditError::Unsafe`] when the change could not be made without changing something else.
    pub fn with_record(&self, number: usize, want: &Value) -> Result<Self, EditError> {
        let documents = self.outline()?;
        let head = self.head()?;
        let mut patch = Patch::new(&self.text[head.clone()]);
        let found = nodes(&documents);
        let node = found.get(number).ok_or(EditError::Unsafe)?;
        patch.record(node, want, schema::of(self.path.role()))?;
        let mut expected: Vec<Value> = found.iter().map(|node| node.value()).collect();
        expected[number] = want.clone();
        self.patched(patch, head, &expected)
    }

    /// The same file with one key of a record set, or taken out.
    ///
    /// # Errors
    /// As [`Document::with_record`].
    pub fn with_field(
        &self,
        number: usize,
        key: &str,
        value: Option<Value>,
    ) -> Result<Self, EditError> {
        let Value::Map(mut entries) = self.record(number)? else {
            return Err(EditError::Unsafe);
        };
        let there = entries.iter().position(|(name, _)| name == key);
        match (there, value) {
            (Some(place), Some(value)) => entries[place].1 = value,
            (Some(place), None) => drop(entries.remove(place)),
            (None, Some(value)) => entries.push((key.to_owned(), value)),
            (None, None) => {}
        }
        self.with_record(number, &Value::Map(entries))
    }

    /// The same file with a record behind all others.
    ///
    /// # Errors
    /// When the file is not one of a list of records.
    pub fn with_new_record(&self, record: &Value) -> Result<Self, EditError> {
        let mut all = self.records()?;
        all.push(record.clone());
        self.with_records(&all)
    }

    /// The same file without a record.
    ///
    /// # Errors
    /// As [`Document::with_new_record`], or when it is the only record.
    pub fn without_record(&self, number: usize) -> Result<Self, EditError> {
        let mut all = self.records()?;
        if number >= all.len() {
            return Err(EditError::Unsafe);
        }
        all.remove(number);
        self.with_records(&all)
    }

    /// The same file with these records, in their order.
    ///
    /// # Errors
    /// As [`Document::with_new_record`].
    pub fn with_records(&self, all: &[Value]) -> Result<Self, EditError> {
        let role = self.path.role();
        if !matches!(role, Role::Reports | Role::Units | Role::Initiatives) {
            return Err(EditError::Unsafe);
        }
        let kind = Kind::Record(schema::of(role));
        let documents = self.outline()?;
        let head = self.head()?;
        let mut patch = Patch::new(&self.text[head.clone()]);
        match documents.as_slice() {
            [] if !all.is_empty() => {
                let text = format!("{}{}", self.text, patch.first_items(all, Some(kind)));
                let changed = Self {
                    text,
                    ..self.clone()
                };
                return if changed.records()? == all {
                    Ok(changed)
                } else {
                    Err(EditError::Unsafe)
                };
            }
            [list] => patch.list(list, all, Some(kind))?,
            _ => return Err(EditError::Unsafe),
        }
        self.patched(patch, head, all)
    }

    /// The Markdown behind the head, without the blank lines around it; `None` for YAML files.
    pub fn body(&self) -> Option<&str> {
        let body = self.body_range().ok()?;
        Some(self.text[body].trim_matches(['\n', '\r']))
    }

    /// The same file with another body; blank lines around it and the line endings stay.
    ///
    /// # Errors
    /// When it is a YAML file.
    pub fn with_body(&self, body: &str) -> Result<Self, EditError> {
        let range = self.body_range()?;
        let old = &self.text[range.clone()];
        let unix = body.replace("\r\n", "\n");
        let unix = unix.trim_matches('\n');
        let body = if self.text.contains("\r\n") {
            unix.replace('\n', "\r\n")
        } else {
            unix.to_owned()
        };
        let kept = old.trim_matches(['\n', '\r']);
        let mut text = self.text.clone();
        if kept.is_empty() {
            text.replace_range(range, &format!("{old}{body}\n"));
        } else {
            let start = range.start + (old.len() - old.trim_start_matches(['\n', '\r']).len());
            text.replace_range(start..start + kept.len(), &body);
        }
        Ok(Self {
            text,
            ..self.clone()
        })
    }

    /// What `check` says of the file by itself: its values, sizes, and personal data. References to
    /// other records are not followed.
    pub fn problems(&self) -> Problems {
        let source = Source {
            path: self.path.below().into(),
            real: self.path.below().into(),
            role: self.path.role(),
            stat: Default::default(),
            sidecar: None,
            sheet: None,
        };
        let bytes = self.text.clone().into_bytes();
        parse::read_by(&source, || Ok(bytes), |record, _| Some(record))
            .found
            .problems
    }

    /// The field of a record that a place of the text belongs to, behind those that it is in:
    /// `title`, `image.alt`, `authors.0.name`; [`BODY`] behind the head. Line and column count from
    /// 1, columns in characters. Nothing for a place in another record, or before the first key.
    pub fn field_at(&self, number: usize, line: u32, column: u32) -> Option<String> {
        let mut lines = self.text.split_inclusive('\n');
        let before = lines.by_ref().take(line.checked_sub(1)? as usize);
        let begin: usize = before.map(str::len).sum();
        let skipped = lines.next()?.chars().take(column.checked_sub(1)? as usize);
        let place = begin + skipped.map(char::len_utf8).sum::<usize>();
        let head = self.head().ok()?;
        if self.body().is_some() && place >= head.end {
            return Some(BODY.to_owned());
        }
        let place = place.checked_sub(head.start)?;
        let documents = self.outline().ok()?;
        let found = nodes(&documents);
        let next = found.get(number + 1);
        if next.is_some_and(|next| next.bytes.start <= place) {
            return None;
        }
        let mut keys = Vec::new();
        found.get(number)?.keys_to(place, &mut keys);
        (!keys.is_empty()).then(|| keys.join("."))
    }

    /// The bytes of the YAML.
    fn head(&self) -> Result<Range<usize>, EditError> {
        let mark = '\u{feff}';
        let begin = if self.text.starts_with(mark) {
            mark.len_utf8()
        } else {
            0
        };
        if !self.path.below().ends_with(".md") {
            return Ok(begin..self.text.len());
        }
        if matches!(self.path.role(), Role::ProgrammeBody) {
            return Ok(begin..begin);
        }
        let head = parse::head(&self.text[begin..])
            .map_err(|problem| EditError::Unreadable(format!("{problem:?}")))?;
        Ok(begin + head.start..begin + head.end)
    }

    fn body_range(&self) -> Result<Range<usize>, EditError> {
        if !self.path.below().ends_with(".md") {
            return Err(EditError::Unsafe);
        }
        let head = self.head()?;
        if head.is_empty() && matches!(self.path.role(), Role::ProgrammeBody) {
            return Ok(head.start..self.text.len());
        }
        // Behind the line `---` that ends the head.
        let line = self.text[head.end..]
            .find('\n')
            .map_or(self.text.len(), |line| head.end + line + 1);
        Ok(line..self.text.len())
    }

    fn outline(&self) -> Result<Vec<Node>, EditError> {
        outline::documents(&self.text[self.head()?])
    }

    /// The text with the changes made, once it is certain that it says what is expected and nothing
    /// else.
    fn patched(
        &self,
        patch: Patch<'_>,
        head: Range<usize>,
        expected: &[Value],
    ) -> Result<Self, EditError> {
        let mut text = self.text.clone();
        let body = self
            .body_range()
            .ok()
            .map(|range| self.text[range].to_owned());
        text.replace_range(head, &patch.apply()?);
        let changed = Self {
            text,
            ..self.clone()
        };
        let same = changed
            .records()
            .is_ok_and(|records| says(&records, expected));
        let body_stays = changed
            .body_range()
            .ok()
            .map(|range| changed.text[range].to_owned())
            == body;
        if same && body_stays {
            Ok(changed)
        } else {
            Err(EditError::Unsafe)
        }
    }
}

/// Whether records say what is expected, in whatever order their keys are written.
fn says(records: &[Value], expected: &[Value]) -> bool {
    records.len() == expected.len() && records.iter().zip(expected).all(|(a, b)| equal(a, b))
}

fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Map(a), Value::Map(b)) => {
            let found = |key: &str| b.iter().find(|(k, _)| k == key).map(|(_, value)| value);
            a.len() == b.len()
                && a.iter()
                    .all(|(key, value)| found(key).is_some_and(|other| equal(value, other)))
        }
        (Value::List(a), Value::List(b)) => says(a, b),
        _ => a == b,
    }
}

/// The records of all documents: the items of lists, and mappings.
fn nodes(documents: &[Node]) -> Vec<&Node> {
    let mut found = Vec::new();
    for document in documents {
        match &document.shape {
            Shape::List { items, .. } => found.extend(items),
            Shape::Null => {}
            _ => found.push(document),
        }
    }
    found
}

/// The keys that the records of a file may have.
pub fn schema_of(path: &ContentPath) -> &'static [Field] {
    schema::of(path.role())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, text: &str) -> Document {
        let path = ContentPath::new(path).unwrap();
        Document::from_bytes(&path, text.into()).unwrap()
    }

    /// The field at a word of a text.
    fn field(document: &Document, number: usize, word: &str) -> Option<String> {
        let before = document.text().split_once(word).unwrap().0;
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let [line, column] = [line, column].map(|count| u32::try_from(count).unwrap());
        document.field_at(number, line, column)
    }

    #[test]
    fn places_belong_to_fields() {
        let text = "---\n# Đầu\ntitle: Một\nimage:\n  src: a.jpg\n  alt: ''\nauthors:\n- {name: Ân, role: B}\n\
                    - name: Chi\ntags: [x, 'y']\n---\n\nNội dung: b\n";
        let item = document("content/initiatives/a.md", text);
        for (word, key) in [
            ("Đầu", None),
            ("Một", Some("title")),
            ("a.jpg", Some("image.src")),
            ("''", Some("image.alt")),
            ("role", Some("authors.0.role")),
            ("Chi", Some("authors.1.name")),
            ("'y'", Some("tags.1")),
            ("Nội dung", Some("body")),
        ] {
            assert_eq!(field(&item, 0, word).as_deref(), key, "{word}");
        }
        let list = "# x\n- id: a\n  title: A\n\n- {id: b, kind: upper}\n";
        let list = document("content/units.yaml", list);
        assert_eq!(field(&list, 0, "A").as_deref(), Some("title"));
        assert_eq!(field(&list, 1, "upper").as_deref(), Some("kind"));
        assert_eq!(field(&list, 0, "upper"), None, "another record");
        assert_eq!(field(&list, 1, "A"), None, "another record");
    }
}
