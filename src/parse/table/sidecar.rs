//! The file `<table>.yaml` beside a table: what the headings alone do not say.

use super::super::schema::{FORM, SIDECAR};
pub(super) use super::super::value::Said;
use super::super::value::{Fields, Findings};
use super::super::yaml::{self, Node};
use super::super::{fields, text};
use crate::diag::Place;
use crate::source::{self, Role, Source};

/// How to read a table.
#[derive(Debug, Default)]
pub(super) struct Sidecar {
    /// Heading to key of the schema.
    pub(super) columns: Vec<(Said, Said)>,
    /// Headings that are left out without a word.
    pub(super) ignore: Vec<Said>,
    /// The sheet to read.
    pub(super) sheet: Option<Said>,
    /// The row with the headings, from 1.
    pub(super) header_row: Option<u32>,
    /// Key to value, for cells that are empty or have no column.
    pub(super) defaults: Vec<(Said, Said)>,
    /// Whether days have the month first.
    pub(super) month_first: bool,
    /// How many rows may be left out.
    pub(super) max_rejects: usize,
}

/// Reads the sidecar of a table; the default where there is none or it is invalid, which is
/// reported.
pub(super) fn read(table: &Source, found: &mut Findings) -> Sidecar {
    let mut sidecar = written(table, found);
    if let Some(sheet) = &table.sheet {
        sidecar.sheet = Some((sheet.to_string(), Place::File(table.path.clone())));
    }
    sidecar
}

fn written(table: &Source, found: &mut Findings) -> Sidecar {
    let Some(source) = &table.sidecar else {
        return Sidecar::default();
    };
    let file = source.path.clone();
    let documents = source::read(source)
        .and_then(text::read)
        .map_err(|problem| yaml::SyntaxError {
            place: Place::File(file.clone()),
            problem,
        })
        .and_then(|(text, _)| yaml::documents(&text, &file, 1));
    match documents {
        Ok(documents) => {
            let empty = Node::empty(&file, 1);
            let document = documents.first().unwrap_or(&empty);
            // A form that was read before says it among other things.
            let read = if source.role == Role::Form {
                fields::read(document, FORM, found).and_then(|form| form.record("read").cloned())
            } else {
                fields::read(document, SIDECAR, found)
            };
            read.map(of).unwrap_or_default()
        }
        Err(error) => {
            found.problems.add(error.place, error.problem);
            Sidecar::default()
        }
    }
}

fn of(fields: Fields) -> Sidecar {
    let programme = fields.text("programme").map(|id| {
        let place = fields.place_of("programme");
        (("programme".to_owned(), place.clone()), (id, place))
    });
    Sidecar {
        columns: fields.texts_by_key("columns"),
        ignore: fields.texts("ignore"),
        sheet: fields
            .text("sheet")
            .map(|sheet| (sheet.trim().to_owned(), fields.place_of("sheet"))),
        header_row: fields
            .count("header_row")
            .and_then(|row| u32::try_from(row).ok())
            .filter(|row| *row > 0),
        defaults: fields
            .texts_by_key("defaults")
            .into_iter()
            .chain(programme)
            .collect(),
        month_first: fields.str("dates") == Some("month-first"),
        max_rejects: fields
            .count("max_rejects")
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0),
    }
}
