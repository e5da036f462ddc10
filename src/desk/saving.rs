//! The form of one record: shown, checked by the parser, and saved over the version that was
//! opened and no other.

use std::time::Duration;

use anyhow::Result;

use super::ask::{Ask, Pairs, Reply, Who};
use super::changes::{self, Names};
use super::form_page::{Open, fields_of, new_page, page};
use super::items::Section;
use super::notes::{Notes, empty, new_errors, place};
use super::record::{self, Kept};
use super::state::Desk;
use super::{values, view};
use crate::base::{Date, Lang, date, slug};
use crate::edit::{self, ContentPath, Document, EditError, Value, Version};
use crate::parse::schema::Field;

/// How often a save is tried while somebody else writes the file.
const TRIES: usize = 3;
/// What a writer reads, in both languages.
pub(super) const DRAFTS_ONLY: (&str, &str) = (
    "Người viết chỉ lưu được bản nháp. Hãy đánh dấu “Bản nháp”, hoặc nhờ biên tập viên sửa bài đã \
     đăng.",
    "Writers save drafts only. Mark it as a draft, or ask an editor to change what is published.",
);

/// `GET /sua`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let open = match open(desk, ask, who, &ask.query)? {
        Ok(open) => open,
        Err(refused) => return Ok(refused),
    };
    let record = match open.document.record(open.number) {
        Ok(record) => record,
        Err(error) => return unreadable(desk, ask, &error),
    };
    let mut notes = Notes {
        saved: record::word(ask.query.get("luu")),
        ..Notes::default()
    };
    note_problems(desk, &open, who.lang, &mut notes);
    let body = open.document.body().map(str::to_owned);
    page(desk, ask, who, &open, &record, body, notes, 200)
}

/// `POST /sua`
pub(super) fn save(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    for _ in 0..TRIES {
        // Somebody was faster by a moment: the next try finds their version.
        if let Some(reply) = attempt(desk, ask, who)? {
            return Ok(reply);
        }
    }
    let (vi, en) = (
        "Tệp này đang bị ghi liên tục; chưa lưu được. Hãy bấm Lưu lại sau ít giây.",
        "This file is being written all the time; nothing was saved. Press Save again in a few \
         seconds.",
    );
    desk.view.message(ask, 409, vi, en)
}

/// Saves once; nothing when the file changed between the look at it and the save.
fn attempt(desk: &Desk, ask: &Ask, who: &Who) -> Result<Option<Reply>> {
    let open = match open(desk, ask, who, &ask.form)? {
        Ok(open) => open,
        Err(refused) => return Ok(Some(refused)),
    };
    let there = match open.document.record(open.number) {
        Ok(record) => record,
        Err(error) => return unreadable(desk, ask, &error).map(Some),
    };
    let fields = edit::schema_of(open.document.path());
    let record = values::read(&ask.form, fields, Some(&there), "");
    let body = body_of(&ask.form, open.document.body());
    let changed = changed(&open, &record, body.as_deref());
    let expected = Version::from_text(ask.form.get("version"));
    if open.document.version() != Some(&expected) {
        let rows = changed.map_or(Vec::new(), |mine| {
            let names = Names::of(&desk.index());
            changes::rows(Some(&open.document), Some(&mine), &names, who.lang)
        });
        let notes = Notes {
            conflict: Some(rows),
            ..Notes::default()
        };
        return page(desk, ask, who, &open, &record, body, notes, 409).map(Some);
    }
    if let Some(refused) = only_drafts(desk, ask, who, fields, Some(&there), &record)? {
        return Ok(Some(refused));
    }
    let changed = match changed {
        Ok(changed) => changed,
        Err(error) => return unreadable(desk, ask, &error).map(Some),
    };
    let notes = new_errors(&open.document, &changed, open.number, who.lang);
    if !notes.messages.is_empty() || !notes.top.is_empty() {
        return page(desk, ask, who, &open, &record, body, notes, 422).map(Some);
    }
    let mut kept = "saved";
    if changed.text() != open.document.text() {
        let language = record::language(desk);
        let message = edit::summary(Some(&open.document), Some(&changed), language);
        match record::save(desk, who, &open.document, &changed, &message) {
            Ok(how) => kept = how,
            Err(EditError::Changed { theirs: Some(_) }) => return Ok(None),
            Err(error) => return unreadable(desk, ask, &error).map(Some),
        }
        drop(desk.refresh());
    }
    let to = after(&ask.form, open.document.path(), open.number, kept);
    Ok(Some(Reply::Go(to)))
}

/// What was put into the text of a form.
#[derive(Debug, Default)]
pub(super) struct Put {
    /// Markdown, behind the text that is there.
    pub(super) text: String,
    /// What is to be said of it.
    pub(super) remarks: Vec<String>,
    /// Why nothing could be put in.
    pub(super) wrong: Option<String>,
}

/// The form again as it was sent, unsaved: something was put into its text.
pub(super) fn again(desk: &Desk, ask: &Ask, who: &Who, put: Put) -> Result<Reply> {
    let notes = Notes {
        remarks: put.remarks,
        top: put
            .wrong
            .map(|wrong| (wrong, String::new()))
            .into_iter()
            .collect(),
        again: true,
        ..Notes::default()
    };
    if ask.path == "/moi" {
        let section = Section::of(ask.form.get("s")).filter(|s| view::may_edit(who, *s));
        let Some(section) = section else {
            return pages_refused(desk, ask);
        };
        let record = values::read(&ask.form, fields_of(section), None, "");
        return new_page(desk, ask, who, section, &record, notes, 200);
    }
    let mut open = match open(desk, ask, who, &ask.form)? {
        Ok(open) => open,
        Err(refused) => return Ok(refused),
    };
    let there = match open.document.record(open.number) {
        Ok(record) => record,
        Err(error) => return unreadable(desk, ask, &error),
    };
    let fields = edit::schema_of(open.document.path());
    let record = values::read(&ask.form, fields, Some(&there), "");
    let body = body_of(&ask.form, open.document.body());
    open.opened = Some(ask.form.get("version").to_owned());
    page(desk, ask, who, &open, &record, body, notes, 200)
}

/// `GET /moi`
pub(super) fn start(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Some(section) = Section::of(ask.query.get("s")).filter(|s| view::may_edit(who, *s)) else {
        return pages_refused(desk, ask);
    };
    let record = match section {
        Section::News | Section::Initiatives => {
            let today = (desk.options.today)();
            Value::Map(vec![
                ("date".into(), Value::text(today.to_string())),
                ("draft".into(), Value::text("true")),
            ])
        }
        Section::Pages => Value::Map(vec![("draft".into(), Value::text("true"))]),
        _ => Value::Map(Vec::new()),
    };
    new_page(desk, ask, who, section, &record, Notes::default(), 200)
}

/// `POST /moi`
pub(super) fn create(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Some(section) = Section::of(ask.form.get("s")).filter(|s| view::may_edit(who, *s)) else {
        return pages_refused(desk, ask);
    };
    let fields = fields_of(section);
    let record = values::read(&ask.form, fields, None, "");
    if let Some(refused) = only_drafts(desk, ask, who, fields, None, &record)? {
        return Ok(refused);
    }
    let key = match section {
        Section::Reports => "as_of",
        _ => "title",
    };
    let name = match record.get(key) {
        Some(Value::Text(text)) if section == Section::Reports => text.clone(),
        Some(Value::Text(text)) => slug::slug(text),
        _ => String::new(),
    };
    if name.is_empty() || (section == Section::Reports && date::parse(&name).is_none()) {
        let mut notes = Notes::default();
        notes.messages.insert(key.into(), vec![empty(who.lang)]);
        return new_page(desk, ask, who, section, &record, notes, 422);
    }
    let body = body_of(&ask.form, None).unwrap_or_default();
    let made = match made(desk, section, &name, &record, &body) {
        Ok(made) => made,
        Err(error) => return unreadable(desk, ask, &error),
    };
    let (before, document) = made;
    let number = document
        .records()
        .map_or(0, |all| all.len().saturating_sub(1));
    let notes = new_errors(&before, &document, number, who.lang);
    if !notes.messages.is_empty() || !notes.top.is_empty() {
        return new_page(desk, ask, who, section, &record, notes, 422);
    }
    let old = before.version().is_some().then_some(&before);
    let message = edit::summary(old, Some(&document), record::language(desk));
    let kept = match record::save(desk, who, &before, &document, &message) {
        Ok(kept) => kept,
        Err(error) => return unreadable(desk, ask, &error),
    };
    drop(desk.refresh());
    Ok(Reply::Go(after(&ask.form, document.path(), number, kept)))
}

/// The document with the new record, and as it was before.
fn made(
    desk: &Desk,
    section: Section,
    name: &str,
    record: &Value,
    body: &str,
) -> Result<(Document, Document), EditError> {
    let root = desk.root();
    let list = match section {
        Section::Units => Some("content/units.yaml".to_owned()),
        Section::Reports => Some(format!("content/reports/{name}.yaml")),
        _ => None,
    };
    if let Some(path) = list {
        let there = Document::open_or_new(root, &ContentPath::new(&path)?)?;
        let document = there.with_new_record(record)?;
        return Ok((there, document));
    }
    let ending = if section == Section::Programmes {
        "yaml"
    } else {
        "md"
    };
    let place = section.place();
    for number in 1..100 {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = ContentPath::new(&format!("{place}{name}{more}.{ending}"))?;
        if !path.real(root)?.exists() {
            let empty = Document::open_or_new(root, &path)?;
            return Ok((empty, Document::new(&path, record, body)?));
        }
    }
    Err(EditError::Path(format!("{place}{name}.{ending}")))
}

/// Opens the record that a request names, or says why not.
fn open(desk: &Desk, ask: &Ask, who: &Who, pairs: &Pairs) -> Result<Result<Open, Reply>> {
    let file = pairs.get("file");
    let Ok(path) = ContentPath::new(file) else {
        return Ok(Err(missing(desk, ask)?));
    };
    let section = Section::of_role(path.role());
    let Some(section) = section.filter(|section| view::may_edit(who, *section)) else {
        return Ok(Err(pages_refused(desk, ask)?));
    };
    Ok(match Document::open(desk.root(), &path) {
        Ok(document) => Ok(Open {
            document,
            number: pairs.number("n"),
            section,
            opened: None,
        }),
        Err(EditError::Io(_) | EditError::Path(_)) => Err(missing(desk, ask)?),
        Err(error) => Err(unreadable(desk, ask, &error)?),
    })
}

fn changed(open: &Open, record: &Value, body: Option<&str>) -> Result<Document, EditError> {
    let mut document = open.document.with_record(open.number, record)?;
    if let Some(body) = body.filter(|body| document.body().is_some_and(|there| there != *body)) {
        document = document.with_body(body)?;
    }
    Ok(document)
}

/// The body in a form; as it is in the file when it was not touched.
fn body_of(form: &Pairs, there: Option<&str>) -> Option<String> {
    let Some(posted) = form.find("body") else {
        return there.map(str::to_owned);
    };
    let posted = posted.replace("\r\n", "\n");
    let there_unix = there.map(|there| there.replace("\r\n", "\n"));
    if there_unix.as_deref().map(str::trim) == Some(posted.trim()) {
        return there.map(str::to_owned);
    }
    Some(posted)
}

/// Writers keep to drafts: neither a published record nor a new one may be shown by them.
fn only_drafts(
    desk: &Desk,
    ask: &Ask,
    who: &Who,
    fields: &'static [Field],
    before: Option<&Value>,
    after: &Value,
) -> Result<Option<Reply>> {
    let has_drafts = fields.iter().any(|field| field.key == "draft");
    let allowed = who.role > super::Role::Writer
        || (has_drafts && is_draft(after) && before.is_none_or(is_draft));
    if allowed {
        return Ok(None);
    }
    let (vi, en) = DRAFTS_ONLY;
    desk.view.message(ask, 403, vi, en).map(Some)
}

/// Whether a record says that it is a draft.
pub(super) fn is_draft(record: &Value) -> bool {
    record.get("draft") == Some(&Value::text("true"))
}

/// What the newest build says of the record.
fn note_problems(desk: &Desk, open: &Open, lang: Lang, notes: &mut Notes) {
    let Some(built) = desk.preview.wait(Duration::ZERO) else {
        return;
    };
    let Ok(built) = built.as_ref() else { return };
    let file = open.document.path().below();
    let index = desk.index();
    for diagnostic in built.problems.iter() {
        if diagnostic.place.file() != Some(file) {
            continue;
        }
        let line = diagnostic.place.line().unwrap_or(1);
        let item = index.around(file, line);
        if item.is_none_or(|item| item.number == open.number) {
            place(diagnostic, &open.document, open.number, lang, notes);
        }
    }
}

/// Where to go after a save: back to the form, or to the preview.
fn after(form: &Pairs, path: &ContentPath, number: usize, kept: Kept) -> String {
    let query = view::record_query(path.below(), number);
    if form.get("then") == "look" {
        return format!("/xem?{query}");
    }
    format!("/sua?{query}&luu={kept}")
}

fn unreadable(desk: &Desk, ask: &Ask, error: &EditError) -> Result<Reply> {
    let [vi, en] = [Lang::Vi, Lang::En].map(|lang| error.words(lang));
    desk.view.message(ask, 409, &vi, &en)
}

fn missing(desk: &Desk, ask: &Ask) -> Result<Reply> {
    let (vi, en) = (
        "Không có tệp này trong content/.",
        "There is no such file in content/.",
    );
    desk.view.message(ask, 404, vi, en)
}

/// What a person may not do.
pub(super) fn pages_refused(desk: &Desk, ask: &Ask) -> Result<Reply> {
    let (vi, en) = (
        "Bạn chưa được giao việc này.",
        "Your role does not allow this.",
    );
    desk.view.message(ask, 403, vi, en)
}

/// A day as lists show it.
pub(super) fn day(date: Option<Date>) -> String {
    date.map_or(String::new(), |day| date::written(day, Lang::Vi))
}
