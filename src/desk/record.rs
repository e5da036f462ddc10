//! Files are saved and what was changed is recorded: as a commit with the person's name where
//! content/ is in a Git work tree, as copies otherwise.

use anyhow::Result;

use super::ask::Who;
use super::sessions;
use super::state::{Desk, HERE};
use crate::base::Lang;
use crate::edit::{self, Change, Document, EditError, History, Recorded, Version};

/// How a saved change was recorded, as a key of the words of a page.
pub(super) type Kept = &'static str;

/// Saves a document over the version that was opened and records the change.
///
/// # Errors
/// [`EditError::Changed`] when the file has other bytes now; then nothing is written.
pub(super) fn save(
    desk: &Desk,
    who: &Who,
    before: &Document,
    after: &Document,
    message: &str,
) -> Result<Kept, EditError> {
    let file = after.path().below();
    let _one_at_a_time = desk.recording();
    let history = settled(desk, file)?;
    edit::save(desk.root(), after, before.version())?;
    let old = (before.version().is_some()).then(|| before.text().as_bytes().to_vec());
    Ok(note(&history, who, &[(file.to_owned(), old)], message))
}

/// Deletes a file that still is the version that was opened, and records it.
///
/// # Errors
/// [`EditError::Changed`] when the file has other bytes now; then nothing is deleted.
pub(super) fn remove(
    desk: &Desk,
    who: &Who,
    before: &Document,
    version: &Version,
    message: &str,
) -> Result<Kept, EditError> {
    let file = before.path().below();
    let _one_at_a_time = desk.recording();
    let history = settled(desk, file)?;
    edit::remove(desk.root(), before.path(), version)?;
    let old = Some(before.text().as_bytes().to_vec());
    Ok(note(&history, who, &[(file.to_owned(), old)], message))
}

/// Records files that were written already, each with what it was before.
pub(super) fn written(
    desk: &Desk,
    who: &Who,
    files: &[(String, Option<Vec<u8>>)],
    message: &str,
) -> Kept {
    let _one_at_a_time = desk.recording();
    note(&History::of(desk.root()), who, files, message)
}

/// Does what writes files by itself, such as an import, and records them as one change.
///
/// # Errors
/// What `work` gives, and [`EditError::Unmerged`].
pub(super) fn around<T>(
    desk: &Desk,
    who: &Who,
    files: &[String],
    message: &str,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let _one_at_a_time = desk.recording();
    let mut before = Vec::new();
    for file in files {
        settled(desk, file)?;
        before.push((file.clone(), edit::content_file(desk.root(), file)));
    }
    let done = work()?;
    before.retain(|(file, old)| edit::content_file(desk.root(), file) != *old);
    if !before.is_empty() {
        note(&History::of(desk.root()), who, &before, message);
    }
    Ok(done)
}

/// Whether two branches changed one of these files, and no one said yet which text holds.
pub(super) fn is_unmerged(desk: &Desk, files: &[String]) -> bool {
    let history = History::of(desk.root());
    files.iter().any(|file| history.is_unmerged(file))
}

/// How a change was recorded, as it comes back in an address; empty for any other word.
pub(super) fn word(text: &str) -> Kept {
    let all = ["saved", "saved_as_copy", "saved_without_history"];
    let found = all.into_iter().find(|word| *word == text);
    found.unwrap_or_default()
}

/// The language in which changes are recorded: that of the desk, not that of the person.
pub(super) fn language(desk: &Desk) -> Lang {
    desk.options.language
}

/// A moment as RFC 3339 writes it, in Vietnam.
pub(super) fn moment(seconds: u64) -> String {
    let zoned = zoned(seconds);
    zoned.map_or(String::new(), |moment| {
        moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    })
}

/// The same as people write it.
pub(super) fn in_words(seconds: u64) -> String {
    zoned(seconds).map_or(String::new(), |moment| {
        moment.strftime("%H:%M %d/%m/%Y").to_string()
    })
}

/// Seconds since 1970 of a moment that RFC 3339 writes.
pub(super) fn seconds(moment: &str) -> u64 {
    let moment = moment.parse::<jiff::Timestamp>();
    moment.map_or(0, |moment| moment.as_second().try_into().unwrap_or(0))
}

fn zoned(seconds: u64) -> Option<jiff::Zoned> {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    let seconds = i64::try_from(seconds).ok()?;
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(zone))
}

/// The history, once what was changed in a file beside the desk is recorded by itself.
fn settled(desk: &Desk, file: &str) -> Result<History, EditError> {
    let history = History::of(desk.root());
    if history.is_unmerged(file) {
        return Err(EditError::Unmerged);
    }
    let message = language(desk).pick(
        format!("Sửa {file} ngoài bàn biên tập"),
        format!("Change {file} beside the desk"),
    );
    history.settle(file, &moment(sessions::now()), &message);
    Ok(history)
}

fn note(history: &History, who: &Who, files: &[(String, Option<Vec<u8>>)], message: &str) -> Kept {
    // The person at this computer is the one whom Git knows there.
    let account = (who.user != HERE).then(|| who.user.clone());
    let change = Change {
        id: String::new(),
        who: who.name.clone(),
        account,
        when: moment(sessions::now()),
        message: message.to_owned(),
        files: Vec::new(),
    };
    match history.record(files, &change) {
        Ok(Recorded::Commit | Recorded::Copy) => "saved",
        Ok(Recorded::CopyFor(_)) => "saved_as_copy",
        // The file is saved; that its history is not must not look like a lost save.
        Err(_) => "saved_without_history",
    }
}
