//! The history: who changed what, when, in words; and one change taken back.

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::changes::{self, Names, Row};
use super::items::Section;
use super::log::{self, Deed, Entry};
use super::notes;
use super::state::{Desk, HERE};
use super::users::{Role, User};
use super::{record, saving, view};
use crate::base::Lang;
use crate::edit::{self, Change, ContentPath, Document, EditError, History, Versions};

/// The number of changes on one page.
pub(super) const PAGE: usize = 30;
/// A change of more files is shown without their fields.
const FILES: usize = 20;

/// A change in words.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// Names the change.
    id: String,
    /// The moment.
    when: String,
    /// The person.
    who: String,
    /// What was done, in a line.
    message: String,
    /// Field by field.
    rows: Vec<Row>,
    /// Files whose fields are not shown.
    files: Vec<String>,
    /// Whether who looks may take it back.
    may_undo: bool,
}

#[derive(Serialize)]
struct Page {
    lines: Vec<Line>,
    before: String,
    after: String,
    unfinished: String,
}

/// `GET /lich-su`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let history = History::of(desk.root());
    let first = ask.query.number("tu");
    let mut found = history.newest(first, PAGE + 1);
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let page = Page {
        lines: lines(desk, &history, who, found),
        before: if first == 0 {
            String::new()
        } else {
            address(first.saturating_sub(PAGE))
        },
        after: if more {
            address(first + PAGE)
        } else {
            String::new()
        },
        unfinished: history.unfinished().unwrap_or_default().to_owned(),
    };
    desk.view.page(ask, 200, "history.html", who.lang, &page)
}

/// The page of changes after the `first` newest.
fn address(first: usize) -> String {
    format!("/lich-su?tu={first}")
}

/// What was changed since the newest publish through the desk.
pub(super) struct SincePublish {
    /// The newest changes.
    pub(super) lines: Vec<Line>,
    /// Whether there are others before them.
    pub(super) is_more: bool,
    /// When that publish was, and whose; empty before the first one.
    pub(super) published: String,
}

/// What was changed since the newest publish through the desk: the newest `most` changes.
pub(super) fn since_publish(desk: &Desk, who: &Who, most: usize) -> SincePublish {
    let history = History::of(desk.root());
    let entries = log::all(desk.root());
    let ends = |entry: &&Entry| matches!(entry.deed, Deed::Publish | Deed::Rollback);
    let last = entries.iter().find(ends);
    let published = last.map_or(String::new(), |entry| {
        let when = record::in_words(entry.time);
        let users = desk.users.all().unwrap_or_default();
        format!("{when} · {}", name(&users, &entry.who, who.lang))
    });
    let since = last.and_then(|entry| history.since(&entry.mark));
    let mut changes = match (since, last) {
        (Some(since), _) => since,
        // Another history than at the publish: what is newer by its time.
        (None, Some(entry)) => {
            let mut all = history.newest(0, most + 1);
            all.retain(|change| record::seconds(&change.when) > entry.time);
            all
        }
        (None, None) => history.newest(0, most + 1),
    };
    let is_more = changes.len() > most;
    changes.truncate(most);
    SincePublish {
        lines: lines(desk, &history, who, changes),
        is_more,
        published,
    }
}

/// Who did something, by their account, as a page says it.
pub(super) fn name(users: &[User], account: &str, lang: Lang) -> String {
    match users.iter().find(|user| user.name == account) {
        Some(user) => user.shown().to_owned(),
        None => recorded_name(account, lang),
    }
}

/// Who made a change, as a page says it: by the name that they had then.
pub(super) fn recorded_name(who: &str, lang: Lang) -> String {
    if who == HERE {
        lang.pick("máy này", "this computer").to_owned()
    } else {
        who.to_owned()
    }
}

/// Changes in words, the versions of all of them read at once.
fn lines(desk: &Desk, history: &History, who: &Who, changes: Vec<Change>) -> Vec<Line> {
    let names = Names::of(&desk.index());
    let mut wanted = Vec::new();
    for change in changes.iter().filter(|change| change.files.len() <= FILES) {
        for file in &change.files {
            wanted.push((change.id.clone(), file.clone()));
        }
    }
    let mut versions = history.all_versions(&wanted).into_iter();
    let mut lines = Vec::new();
    for change in changes {
        let mut line = Line {
            may_undo: may_undo(who, &change),
            when: record::in_words(record::seconds(&change.when)),
            who: recorded_name(&change.who, who.lang),
            id: change.id,
            message: change.message,
            rows: Vec::new(),
            files: Vec::new(),
        };
        let shown = change.files.len() <= FILES;
        for file in change.files {
            let versions = if shown {
                versions.next().flatten()
            } else {
                None
            };
            match opened(&file, versions) {
                Some([before, after]) => {
                    let (before, after) = (before.as_ref(), after.as_ref());
                    line.rows
                        .extend(changes::rows(before, after, &names, who.lang));
                }
                None => line.files.push(file),
            }
        }
        lines.push(line);
    }
    lines
}

/// Both versions of a file, open; `None` for what is not a file of records.
fn opened(file: &str, versions: Option<Versions>) -> Option<[Option<Document>; 2]> {
    let path = ContentPath::new(file).ok()?;
    let [before, after] = versions?.map(|bytes| match bytes {
        Some(bytes) => Document::from_bytes(&path, bytes).ok().map(Some),
        None => Some(None),
    });
    Some([before?, after?])
}

/// An editor may take any change of the content back, a writer the own ones. One of
/// more files than a page shows is for Git, such as the commit with which a site began.
fn may_undo(who: &Who, change: &Change) -> bool {
    let own = change.account.as_ref() == Some(&who.user);
    let shown = !change.files.is_empty() && change.files.len() <= FILES;
    (who.role >= Role::Editor || own)
        && shown
        && change.files.iter().all(|file| may_edit(who, file))
}

/// Whether somebody may edit the records of a file.
fn may_edit(who: &Who, file: &str) -> bool {
    let path = ContentPath::new(file).ok();
    let section = path.and_then(|path| Section::of_role(path.role()));
    section.is_some_and(|section| view::may_edit(who, section))
}

/// Why a change is not taken back, in both languages.
type Refusal = (u16, String, String);

/// `POST /lich-su`
pub(super) fn undo(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let history = History::of(desk.root());
    let change = history.change(ask.form.get("id"));
    let Some(change) = change.filter(|change| may_undo(who, change)) else {
        return saving::pages_refused(desk, ask);
    };
    let mut plans = Vec::new();
    for file in &change.files {
        match plan(desk, &history, who, &change, file) {
            Ok(plan) => plans.push(plan),
            Err((status, vi, en)) => return desk.view.message(ask, status, &vi, &en),
        }
    }
    let message = record::language(desk).pick(
        format!("Hoàn tác: {}", change.message),
        format!("Undo: {}", change.message),
    );
    for plan in plans {
        if let Err(error) = carry_out(desk, who, &plan, &message) {
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| error.words(lang));
            return desk.view.message(ask, 409, &vi, &en);
        }
    }
    drop(desk.refresh());
    Ok(Reply::Go("/lich-su".into()))
}

/// What an undo does to one file.
enum Plan {
    /// Another text in the place of the one that is there.
    Put(Document, Document),
    /// The change made the file: it goes.
    Delete(Document),
}

fn plan(
    desk: &Desk,
    history: &History,
    who: &Who,
    change: &Change,
    file: &str,
) -> Result<Plan, Refusal> {
    let path = ContentPath::new(file).map_err(conflict)?;
    let versions = history.versions(&change.id, file).map_err(conflict)?;
    let Some([before, after]) = opened(file, Some(versions)) else {
        return Err(conflict(EditError::Unsafe));
    };
    let now = Document::open_or_new(desk.root(), &path).map_err(conflict)?;
    let is_there = now.version().is_some();
    let plan = match (before, after) {
        (None, Some(after)) if is_there && now.text() == after.text() => Plan::Delete(now),
        (Some(before), None) if !is_there => Plan::Put(now, before.as_new()),
        (Some(before), Some(after)) if is_there => {
            let (back, kept) = edit::taken_back(&now, &before, &after).map_err(conflict)?;
            if let Some(first) = kept.first() {
                let key = first.key.as_deref();
                let [vi, en] = [Lang::Vi, Lang::En]
                    .map(|lang| key.map_or(String::new(), |key| edit::label(&now, key, lang)));
                return Err(changed_since(file, &vi, &en));
            }
            Plan::Put(now, back)
        }
        _ => return Err(changed_since(file, "", "")),
    };
    check(who, &plan)?;
    Ok(plan)
}

fn conflict(error: EditError) -> Refusal {
    (409, error.words(Lang::Vi), error.words(Lang::En))
}

/// Somebody changed the place since: what they wrote is not thrown away.
fn changed_since(file: &str, vi: &str, en: &str) -> Refusal {
    let [place_vi, place_en] = [vi, en].map(|label| match label {
        "" => file.to_owned(),
        label => format!("“{label}” ({file})"),
    });
    (
        409,
        format!(
            "Chưa hoàn tác: {place_vi} đã được sửa tiếp sau thay đổi này. Hãy hoàn tác lần sửa sau \
             trước, hoặc mở mục ấy để sửa."
        ),
        format!(
            "Not undone: {place_en} was changed again since. Undo the later change first, or open \
             the record and change it."
        ),
    )
}

/// Writers keep to drafts, and an undo must not bring an error back.
fn check(who: &Who, plan: &Plan) -> Result<(), Refusal> {
    let drafts = match plan {
        Plan::Put(now, back) => (now.version().is_none() || is_draft(now)) && is_draft(back),
        Plan::Delete(now) => is_draft(now),
    };
    if who.role < Role::Editor && !drafts {
        let (vi, en) = saving::DRAFTS_ONLY;
        return Err((403, vi.to_owned(), en.to_owned()));
    }
    let Plan::Put(now, back) = plan else {
        return Ok(());
    };
    let vi = errors_in_words(now, back, Lang::Vi);
    if vi.is_empty() {
        return Ok(());
    }
    let en = errors_in_words(now, back, Lang::En);
    Err((
        422,
        format!("Chưa hoàn tác vì sẽ có lỗi: {vi}"),
        format!("Not undone, as there would be errors: {en}"),
    ))
}

/// Whether the first record of a file is a draft; those with more have none.
fn is_draft(document: &Document) -> bool {
    (document.record(0)).is_ok_and(|record| saving::is_draft(&record))
}

/// The errors that a change of a file would bring, as one text.
fn errors_in_words(before: &Document, after: &Document, lang: Lang) -> String {
    let errors = notes::errors(before, after, lang).into_iter();
    let lines: Vec<String> = errors.map(|(message, _)| message).collect();
    lines.join(" ")
}

fn carry_out(desk: &Desk, who: &Who, plan: &Plan, message: &str) -> Result<(), EditError> {
    match plan {
        Plan::Put(now, back) if now.text() == back.text() => {}
        Plan::Put(now, back) => drop(record::save(desk, who, now, back, message)?),
        Plan::Delete(now) => {
            let version = now.version().ok_or(EditError::Unsafe)?;
            record::remove(desk, who, now, version, message)?;
        }
    }
    Ok(())
}
