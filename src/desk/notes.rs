//! Messages at the fields of a form.

use std::collections::BTreeMap;

use super::changes::Row;
use super::form::Messages;
use super::record::Kept;
use crate::base::Lang;
use crate::base::markup::capital;
use crate::diag::{Diagnostic, Place, Problem, Severity};
use crate::edit::{self, BODY, Document};
use crate::parse::schema::{Field, Kind};

/// What a form shows besides its record.
#[derive(Default)]
pub(super) struct Notes {
    /// At fields, by their keys.
    pub(super) messages: Messages,
    /// Above the form.
    pub(super) top: Vec<(String, String)>,
    /// The fields in which another version differs.
    pub(super) conflict: Option<Vec<Row>>,
    /// How it was saved just now; empty when it was not.
    pub(super) saved: Kept,
    /// What was done without a save, in words.
    pub(super) remarks: Vec<String>,
    /// Whether the form comes back with more in its text.
    pub(super) again: bool,
}

/// The errors that a changed file did not have before, without their fields.
pub(super) fn errors(before: &Document, after: &Document, lang: Lang) -> Vec<(String, String)> {
    let notes = new_errors(before, after, 0, lang);
    let mut all = notes.top;
    all.extend(notes.messages.into_values().flatten());
    all
}

/// The errors of a changed file that the file did not have before, at their fields.
pub(super) fn new_errors(before: &Document, after: &Document, number: usize, lang: Lang) -> Notes {
    let mut old: BTreeMap<String, usize> = BTreeMap::new();
    for diagnostic in before.problems().iter().filter(|d| is_error(d)) {
        *old.entry(diagnostic.words(lang).message).or_default() += 1;
    }
    let mut notes = Notes::default();
    for diagnostic in after.problems().iter().filter(|d| is_error(d)) {
        let words = diagnostic.words(lang);
        match old.get_mut(&words.message) {
            Some(count) if *count > 0 => *count -= 1,
            _ => place(diagnostic, after, number, lang, &mut notes),
        }
    }
    notes
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error
}

/// Puts a message at its field, or on top where it has none in the form.
pub(super) fn place(
    diagnostic: &Diagnostic,
    document: &Document,
    number: usize,
    lang: Lang,
    notes: &mut Notes,
) {
    let written = match &diagnostic.place {
        Place::Text { line, column, .. } => document.field_at(number, *line, *column),
        _ => None,
    };
    let path = match &diagnostic.problem {
        // It is reported at the first key of the mapping that has to have it.
        Problem::MissingKey { key } => {
            let written = written.unwrap_or_default();
            let inside = written
                .rsplit_once('.')
                .map(|(outer, _)| format!("{outer}.{key}"));
            Some(inside.unwrap_or_else(|| (*key).to_owned()))
        }
        _ => written,
    };
    let message = words(diagnostic, lang);
    let fields = edit::schema_of(document.path());
    match path.and_then(|path| input_name(fields, &path)) {
        Some(name) => notes.messages.entry(name).or_default().push(message),
        None => notes.top.push(message),
    }
}

/// A message and its help. What is said of keys and lines of a file means an empty input here.
fn words(diagnostic: &Diagnostic, lang: Lang) -> (String, String) {
    match &diagnostic.problem {
        Problem::MissingKey { .. } | Problem::Empty { .. } => empty(lang),
        _ => {
            let words = diagnostic.words(lang);
            (capital(&words.message), words.help)
        }
    }
}

/// What is said of an input that has to be filled in.
pub(super) fn empty(lang: Lang) -> (String, String) {
    let (message, help) = lang.pick(
        ("Ô này đang trống.", "Hãy điền vào đây."),
        ("This is empty.", "Fill it in."),
    );
    (message.to_owned(), help.to_owned())
}

/// The name of the input of a field, or of the one that holds it; nothing for a key that the form
/// does not have.
fn input_name(fields: &'static [Field], path: &str) -> Option<String> {
    if path == BODY {
        return Some(BODY.to_owned());
    }
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = fields.iter().find(|field| field.key == key)?;
    let inner = match field.kind {
        Kind::Record(fields) => input_name(fields, rest),
        Kind::List(Kind::Record(fields)) => {
            let one = rest;
            let (number, rest) = rest.split_once('.').unwrap_or((rest, ""));
            let is_number = number.parse::<usize>().is_ok();
            // One record alone is a list of one.
            let (number, rest) = if is_number {
                (number, rest)
            } else {
                ("0", one)
            };
            input_name(fields, rest).map(|name| format!("{number}.{name}"))
        }
        _ => None,
    };
    Some(inner.map_or_else(|| key.to_owned(), |inner| format!("{key}.{inner}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::schema::INITIATIVE;

    #[test]
    fn messages_come_to_inputs() {
        let name = |path| input_name(INITIATIVE, path);
        assert_eq!(name("image.alt").as_deref(), Some("image.alt"));
        assert_eq!(name("authors.1.name").as_deref(), Some("authors.1.name"));
        assert_eq!(name("authors").as_deref(), Some("authors"));
        assert_eq!(
            name("aliases.2").as_deref(),
            Some("aliases"),
            "one input holds all"
        );
        assert_eq!(name("body").as_deref(), Some("body"));
        assert_eq!(name("unknown"), None);
    }
}
