//! The page with the form of a record.

use std::sync::PoisonError;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::changes::Row;
use super::form::{self, Form, Messages, PICTURES};
use super::items::Section;
use super::notes::Notes;
use super::record::Kept;
use super::state::Desk;
use super::view;
use crate::base::Lang;
use crate::edit::{self, BODY, Document, Value, Version};
use crate::parse::schema::{self, Asked, Field};
use crate::source;

/// A record that is open in a form.
pub(super) struct Open {
    pub(super) document: Document,
    pub(super) number: usize,
    pub(super) section: Section,
    /// The version that the form was opened with, where it is not saved yet: another one that was
    /// saved since is still noticed.
    pub(super) opened: Option<String>,
}

/// What the template of a form is given.
#[derive(Serialize)]
struct Shown {
    title: String,
    section: &'static str,
    section_address: &'static str,
    file: String,
    number: usize,
    version: String,
    /// The inputs before the text, and those behind it.
    first: String,
    rest: String,
    lists: Vec<List>,
    body: Option<String>,
    saved: Kept,
    is_new: bool,
    remarks: Vec<String>,
    again: bool,
    /// Whether it was not saved because of what is wrong.
    is_refused: bool,
    wrong: Vec<Wrong>,
    top: Vec<(String, String)>,
    /// What is wrong with the text.
    body_wrong: Vec<(String, String)>,
    conflict: Vec<Row>,
    is_conflict: bool,
}

/// What is wrong at an input.
#[derive(Serialize)]
struct Wrong {
    input: String,
    label: String,
    messages: Vec<String>,
}

/// Names to choose from.
#[derive(Serialize)]
struct List {
    id: &'static str,
    options: Vec<(String, String)>,
}

fn title_of(record: &Value) -> String {
    let keys = ["title", "unit", "id"].into_iter();
    let mut texts = keys.filter_map(|key| match record.get(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

/// The page of a record that is there.
///
/// # Errors
/// When its template does not fit.
#[expect(clippy::too_many_arguments, reason = "each is a part of the page")]
pub(super) fn page(
    desk: &Desk,
    ask: &Ask,
    who: &Who,
    open: &Open,
    record: &Value,
    body: Option<String>,
    notes: Notes,
    status: u16,
) -> Result<Reply> {
    let fields = edit::schema_of(open.document.path());
    let version = open.document.version().map(Version::as_str);
    let shown = Shown {
        title: title_of(record),
        file: open.document.path().below().to_owned(),
        number: open.number,
        version: (open.opened.clone()).unwrap_or_else(|| version.unwrap_or_default().to_owned()),
        body,
        is_new: false,
        is_refused: status == 422,
        ..shown(desk, who.lang, open.section, fields, record, notes)
    };
    desk.view.page(ask, status, "edit.html", who.lang, &shown)
}

/// The page of a record that is not there yet.
///
/// # Errors
/// As [`page`].
pub(super) fn new_page(
    desk: &Desk,
    ask: &Ask,
    who: &Who,
    section: Section,
    record: &Value,
    notes: Notes,
    status: u16,
) -> Result<Reply> {
    let has_body = matches!(
        section,
        Section::News | Section::Initiatives | Section::Pages
    );
    let shown = Shown {
        body: has_body.then(|| ask.form.get("body").to_owned()),
        is_refused: status == 422,
        ..shown(desk, who.lang, section, fields_of(section), record, notes)
    };
    desk.view.page(ask, status, "edit.html", who.lang, &shown)
}

fn shown(
    desk: &Desk,
    lang: Lang,
    section: Section,
    fields: &'static [Field],
    record: &Value,
    notes: Notes,
) -> Shown {
    let form = Form::new(lang, &notes.messages).parts(fields, record);
    let pictures = pictures(desk);
    let index = desk.index();
    let lists = form.references.into_iter().map(|id| List {
        id,
        options: match id {
            PICTURES => pictures.clone(),
            _ => index.names(id),
        },
    });
    Shown {
        title: String::new(),
        section: view::title(section, lang),
        section_address: section.address(),
        file: String::new(),
        number: 0,
        version: String::new(),
        first: form.first,
        rest: form.rest,
        lists: lists.collect(),
        body: None,
        saved: notes.saved,
        is_new: true,
        remarks: notes.remarks,
        again: notes.again,
        is_refused: false,
        wrong: wrong(fields, &notes.messages, lang),
        top: notes.top,
        body_wrong: notes.messages.get(BODY).cloned().unwrap_or_default(),
        is_conflict: notes.conflict.is_some(),
        conflict: notes.conflict.unwrap_or_default(),
    }
}

/// The keys of the records of a section.
pub(super) fn fields_of(section: Section) -> &'static [Field] {
    match section {
        Section::News => schema::NEWS,
        Section::Initiatives => schema::INITIATIVE,
        Section::Pages => schema::PAGE,
        Section::Units => schema::UNIT,
        Section::Programmes => schema::PROGRAMME,
        Section::Reports => schema::REPORT,
    }
}

/// What is wrong at the inputs, in their order on the page.
fn wrong(fields: &[Field], messages: &Messages, lang: Lang) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (name, found) in messages {
        wrong.push(Wrong {
            input: name.clone(),
            label: form::label_of(fields, name, lang),
            messages: found.iter().map(|(message, _)| message.clone()).collect(),
        });
    }
    wrong.sort_by_key(|wrong| place_on_page(fields, &wrong.input));
    wrong
}

/// What inputs are sorted by to be in their order on the page: first those that are asked for
/// first, then the text, then the others.
fn place_on_page(fields: &[Field], name: &str) -> (bool, bool, Option<usize>) {
    let key = name.split('.').next().unwrap_or(name);
    let number = fields.iter().position(|field| field.key == key);
    let is_first = number.is_some_and(|number| fields[number].asked == Asked::First);
    (!is_first, key != BODY, number)
}

/// The pictures of content/media/ as records name them.
fn pictures(desk: &Desk) -> Vec<(String, String)> {
    let mut used = desk.media.lock().unwrap_or_else(PoisonError::into_inner);
    let paths = used
        .known(desk.root())
        .iter()
        .map(|media| media.path.as_str());
    let pictures = paths.filter(|path| source::is_picture(path));
    let names = pictures.filter_map(|path| path.strip_prefix("content/"));
    let names = names.filter(|name| name.starts_with("media/"));
    names.map(|name| (name.to_owned(), String::new())).collect()
}
