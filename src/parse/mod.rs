//! Files to records: YAML and Markdown heads, checked against the schema, every problem at its
//! place.

pub mod areas;
mod fields;
mod front_matter;
pub mod json_schema;
mod limits;
mod places;
pub mod privacy;
pub mod schema;
pub mod table;
mod text;
mod value;
mod yaml;

use arcstr::ArcStr;

use crate::diag::{Place, Problem, Problems};
use crate::source::{self, Format, Role, Source};
pub use places::Places;
use schema::Field;
use table::Table;
pub use value::{Datum, Fields, Findings, Reference, Value};
use yaml::Node;

/// One record as it was written, with its fields read by the schema of its kind.
#[derive(Debug)]
pub struct Record {
    /// Its fields.
    pub fields: Fields,
    /// The Markdown after the head, and the line on which it begins.
    pub body: Option<(String, u32)>,
}

/// What one file holds: its records as the caller makes them.
#[derive(Debug)]
pub struct Parsed<T> {
    /// What the file is.
    pub role: Role,
    /// Path below the root.
    pub file: ArcStr,
    /// The records that could be read.
    pub items: Vec<T>,
    /// Problems, and ids to resolve.
    pub found: Findings,
    /// Whether records may be missing because the file could not be read at all.
    pub broken: bool,
    /// What the sheets of a table held besides records, in their order.
    pub tables: Vec<Table>,
    /// Whether the file could not be read as YAML but says that it is a draft.
    pub draft: bool,
}

/// What records become.
pub trait Made: Send + Sized {
    /// Puts together in memory what the rows of one batch of a table became: apart, each text takes
    /// more than it is long.
    fn together<'m>(_all: impl Iterator<Item = &'m mut Self>)
    where
        Self: 'm,
    {
    }
}

impl Made for Record {}

impl Made for Fields {}

impl<A: Send, B: Send> Made for (A, B) {}

/// Reads one file. Each record goes through `make` as soon as it is read, so that no file is ever
/// held as untyped records; rows of tables do so in parallel.
pub fn source<T: Made>(
    source: &Source,
    make: impl Fn(Record, &mut Problems) -> Option<T> + Sync,
) -> Parsed<T> {
    read_by(source, || source::read(source), make)
}

/// The same of a file that is not a table, whose bytes `bytes` gives.
pub fn read_by<T: Made>(
    source: &Source,
    bytes: impl FnOnce() -> Result<Vec<u8>, Problem>,
    make: impl Fn(Record, &mut Problems) -> Option<T> + Sync,
) -> Parsed<T> {
    let mut parsed = Parsed {
        role: source.role,
        file: source.path.clone(),
        items: Vec::new(),
        found: Findings::default(),
        broken: false,
        tables: Vec::new(),
        draft: false,
    };
    if Format::of(&source.path).is_some() {
        table::read(source, &make, &mut parsed);
        return parsed;
    }
    let mut records = Vec::new();
    match bytes().and_then(text::read) {
        Ok((text, turned)) => {
            if let Some((line, column)) = turned {
                let place = Place::text(&parsed.file, line, column, 1);
                parsed.found.problems.add(place, Problem::HiddenDirection);
            }
            self::records(&text, &mut records, &mut parsed);
        }
        Err(problem) => {
            parsed.broken = true;
            parsed
                .found
                .problems
                .add(Place::File(parsed.file.clone()), problem);
        }
    }
    // Nearly always one, which is large: a vector that grows has room for four at once.
    parsed.items.reserve_exact(records.len());
    for record in records {
        parsed
            .items
            .extend(make(record, &mut parsed.found.problems));
    }
    parsed
}

/// Reads the records of a file of YAML, or of Markdown with a head of YAML.
fn records<T>(text: &str, records: &mut Vec<Record>, parsed: &mut Parsed<T>) {
    let translated = parsed.role == Role::Translation;
    if parsed.role == Role::ProgrammeBody
        || (translated && parsed.file.starts_with("content/programmes/"))
    {
        records.push(record_of_text(text, parsed));
        return;
    }
    let markdown = matches!(parsed.role, Role::Initiative | Role::News | Role::Page)
        || (translated && parsed.file.ends_with(".md"));
    let (head, line, body) = if markdown {
        match front_matter::split(text) {
            Ok(parts) => {
                let body = (parts.body.to_owned(), parts.body_line);
                (parts.head, 2, Some(body))
            }
            Err(problem) => {
                parsed.broken = true;
                let place = Place::text(&parsed.file, 1, 1, 3);
                parsed.found.problems.add(place, problem);
                return;
            }
        }
    } else {
        (text, 1, None)
    };
    let documents = match yaml::documents(head, &parsed.file, line) {
        Ok(documents) => documents,
        Err(error) => {
            parsed.broken = true;
            parsed.draft = markdown && head.lines().any(says_draft);
            parsed.found.problems.add(error.place, error.problem);
            return;
        }
    };
    let schema = if translated && !markdown {
        schema::SITE_TRANSLATION
    } else {
        schema::of(parsed.role)
    };
    if markdown || is_single(parsed.role) {
        let empty = Node::empty(&parsed.file, line);
        let document = documents.first().unwrap_or(&empty);
        records.extend(read(document, schema, body, parsed));
        return;
    }
    for document in &documents {
        let items = match &document.value {
            yaml::Yaml::List(items) => items.as_slice(),
            _ => std::slice::from_ref(document),
        };
        for item in items {
            records.extend(read(item, schema, None, parsed));
        }
    }
}

/// Whether a file of YAML holds one record.
fn is_single(role: Role) -> bool {
    matches!(
        role,
        Role::Translation | Role::Site | Role::Programme | Role::Map | Role::Form
    )
}

/// The record of a file that is a text without a head.
fn record_of_text<T>(text: &str, parsed: &mut Parsed<T>) -> Record {
    let fields = Fields::empty(Place::File(parsed.file.clone()));
    let mut body = Some((text.to_owned(), 1));
    let (role, problems) = (parsed.role, &mut parsed.found.problems);
    limits::check(&fields, &mut body, &parsed.file, problems);
    privacy::check(&fields, body.as_ref(), role, &parsed.file, problems);
    Record { fields, body }
}

/// The bytes of the YAML head of a Markdown file.
///
/// # Errors
/// When the file does not begin with `---`, or the head has no end.
pub fn head(text: &str) -> Result<std::ops::Range<usize>, Problem> {
    let head = front_matter::split(text)?.head;
    let start = text.find('\n').map_or(text.len(), |line| line + 1);
    Ok(start..start + head.len())
}

/// Whether a line of a head that cannot be read is `draft: true`.
fn says_draft(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    line.split_once(':')
        .is_some_and(|(key, value)| key == "draft" && value.trim() == "true")
}

fn read<T>(
    node: &Node,
    schema: &'static [Field],
    mut body: Option<(String, u32)>,
    parsed: &mut Parsed<T>,
) -> Option<Record> {
    let fields = fields::read(node, schema, &mut parsed.found)?;
    let (role, problems) = (parsed.role, &mut parsed.found.problems);
    limits::check(&fields, &mut body, &parsed.file, problems);
    privacy::check(&fields, body.as_ref(), role, &parsed.file, problems);
    Some(Record { fields, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_record_takes_the_room_of_one() {
        let path = "content/initiatives/a.md";
        let source = Source {
            path: path.into(),
            real: path.into(),
            role: Role::Initiative,
            stat: Default::default(),
            sidecar: None,
            sheet: None,
        };
        let text = "---\ntitle: Máy tưới\n---\n\nTưới tự động.\n";
        let parsed = read_by(&source, || Ok(text.into()), |record, _| Some(record));
        assert_eq!((parsed.items.len(), parsed.items.capacity()), (1, 1));
    }
}
