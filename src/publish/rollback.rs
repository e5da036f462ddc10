//! Back to the publish before.

use std::fs;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::commit::Written;
use super::home::{Home, NAME, PREVIOUS, STAGE};
use super::journal::{begin, carry_out, recover};
use super::lists::{self, as_left, few, still};
use super::lock::lock;
use super::manifest::{Entry, Manifest, Read};
use super::place::{Folders, clear, link};
use super::previous::FILES;

/// Returns an output to what it was before its last publish. What is replaced takes the place of
/// what was kept, so that a second call undoes the first.
///
/// # Errors
/// When nothing was kept, a kept file is missing or is not as it was published, a file of the
/// output was changed by hand since, another build is at work, or a file cannot be put in its
/// place. In all but the last case nothing has changed.
pub fn rollback(home: &Home) -> Result<Written> {
    if !home.state().is_dir() {
        return none(home);
    }
    let _lock = lock(home)?;
    let mut notices = Vec::new();
    let unfinished = recover(home, &mut notices)?;
    let now = lists::load(home, unfinished, &mut notices)?;
    let kept = home.kept(PREVIOUS);
    let before = match Manifest::read(&kept.join(NAME)) {
        Read::Sealed(before, _) | Read::Old(before) => before,
        Read::Missing => return none(home),
        Read::Damaged => bail!(
            "the list of the earlier publish is damaged; build from the content instead · danh \
             sách của lần đăng trước bị hỏng; hãy dựng lại từ nội dung"
        ),
    };
    as_published(home, &now)?;
    let waiting: Vec<Arc<Entry>> = (before.entries.iter())
        .filter(|entry| !is_there(home, &now, entry))
        .cloned()
        .collect();
    for entry in &waiting {
        let file = kept.join(FILES).join(&*entry.path);
        if still(&file, &unread(entry)).is_none() {
            bail!(
                "the kept file {} is missing or is not as it was published; nothing was changed: \
                 build from the content instead · tệp được giữ đã mất hoặc không còn như khi đăng; \
                 chưa có gì thay đổi: hãy dựng lại từ nội dung",
                entry.path
            );
        }
    }
    let stage = home.kept(STAGE);
    clear(&stage)?;
    fs::create_dir(&stage)?;
    let folders = Folders::default();
    for entry in &waiting {
        folders.of(&stage, &entry.path)?;
        link(
            &kept.join(FILES).join(&*entry.path),
            &stage.join(&*entry.path),
        )?;
    }
    let gone: Vec<Arc<Entry>> = now.without(&before).into_iter().cloned().collect();
    publish(home, before, (&now, waiting, gone))
}

/// The commit of a rollback.
fn publish(
    home: &Home,
    mut before: Manifest,
    (now, waiting, gone): (&Manifest, Vec<Arc<Entry>>, Vec<Arc<Entry>>),
) -> Result<Written> {
    let again = now.leaving.iter();
    let again = again.filter(|entry| before.place_of(&entry.path).is_none());
    let leaving = gone.iter().chain(again).cloned().collect();
    before.leaving = leaving;
    before.leaving.sort_by(|a, b| a.path.cmp(&b.path));
    let replaced: Vec<&Arc<Entry>> = waiting.iter().chain(&gone).collect();
    let new = begin(home, &mut before, &waiting, &replaced)?;
    let deleted = carry_out(home, &before, &new, &waiting)?;
    let bytes_written = waiting.iter().map(|entry| entry.bytes).sum();
    let bytes = before.entries.iter().map(|entry| entry.bytes).sum::<u64>();
    let (files, written) = (before.entries.len(), waiting.len());
    Ok(Written {
        files,
        written,
        unchanged: files - written,
        deleted: deleted.count,
        bytes_written,
        bytes_unchanged: bytes - bytes_written,
        undeleted: deleted.undeleted,
    })
}

fn none(home: &Home) -> Result<Written> {
    bail!(
        "{} has no earlier publish to return to (one is kept for 30 days) · không có lần đăng nào \
         trước đó để quay lại (mỗi lần được giữ 30 ngày)",
        home.output().display()
    )
}

/// Whether the output has a file as it was published before.
fn is_there(home: &Home, now: &Manifest, entry: &Entry) -> bool {
    let same = now
        .get(&entry.path)
        .is_some_and(|now| now.hash == entry.hash);
    // One that could not be deleted is still there.
    same || (now.leaving(&entry.path).is_some() && as_left(home, entry))
}

/// Refuses to write over what somebody changed by hand, or to leave it as if it were of the publish
/// before. A file that is not there harms no one.
fn as_published(home: &Home, now: &Manifest) -> Result<()> {
    let mut edited: Vec<&str> = Vec::new();
    for entry in &now.entries {
        let there = fs::symlink_metadata(home.place(&entry.path)).is_ok();
        if there && !as_left(home, entry) {
            edited.push(&entry.path);
        }
    }
    if edited.is_empty() {
        return Ok(());
    }
    bail!(
        "changed by hand since the last publish: {}; nothing was done. Move these files elsewhere \
         if you need them, else delete them, and run it again · tệp đã bị sửa tay sau lần đăng \
         cuối; chưa làm gì. Hãy cất các tệp này sang chỗ khác nếu cần, hoặc xóa đi, rồi chạy lại",
        few(&edited)
    )
}

/// The same entry with a time that no file has: its bytes are read, whatever its time says.
fn unread(entry: &Entry) -> Entry {
    Entry {
        modified: i64::MIN,
        ..entry.clone()
    }
}
