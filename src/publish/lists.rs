//! Which files of an output are ours, by two lists: the full one in the state and the public one in
//! the output. When one is lost the other speaks; when they disagree, the one in the output does,
//! because it lies beside what is public (a backup that was restored). When both are lost nothing
//! is touched: pages that left the content could never be deleted again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::home::{Home, NAME, PUBLIC_NEXT};
use super::manifest::{Entry, Manifest, Read, Scope, print, seal_of};
use super::place::rename;
use crate::base::Stat;
use crate::base::regular;

/// This many files of somebody else are named.
const NAMED: usize = 5;

/// What was wrong with the lists of an output, and was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The list in the output was lost or damaged, the full one took its place.
    PublicLost,
    /// The full list was lost or damaged, the one in the output took its place.
    FullLost,
    /// The list in the output is another one than this site wrote last: an older one, or that of
    /// another computer.
    Differ,
    /// A commit was cut off and its journal is damaged.
    JournalLost,
}

/// Refuses a folder with files and no list of ours, before anything is written anywhere.
///
/// # Errors
/// When the output is such a folder.
pub fn refuse_foreign(home: &Home) -> Result<()> {
    if home.is_empty() || home.public().is_file() || home.kept(NAME).is_file() {
        return Ok(());
    }
    bail!(
        "{} holds files that tiendo did not put there ({}); choose another --output, or a folder \
         that is empty · thư mục này có sẵn tệp không do tiendo tạo ra; hãy chọn --output khác, \
         hoặc một thư mục trống",
        home.output().display(),
        some_names(home.output())
    )
}

/// Names of a few files and folders.
fn some_names(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    few(&names)
}

/// The first of some names, and how many more there are.
pub(super) fn few(names: &[impl AsRef<str>]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| name.as_ref().to_owned())
        .collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown.join(", ")
}

/// What the last publish left. `unfinished` is the public list of a commit whose journal is lost.
/// A list that is not as it should be is written again.
///
/// # Errors
/// When both lists are lost and there is something in the output, or a list cannot be written.
pub(super) fn load(
    home: &Home,
    unfinished: Option<Manifest>,
    notices: &mut Vec<Notice>,
) -> Result<Manifest> {
    let (full, public) = (
        Manifest::read(&home.kept(NAME)),
        Manifest::read(&home.public()),
    );
    let mut whole = unfinished.is_none();
    let mut last = match (full, public) {
        (Read::Sealed(full, _), Read::Sealed(_, seal)) if *full.public == *seal => full,
        (_, Read::Old(old)) => {
            whole = false;
            old
        }
        (Read::Sealed(full, _), Read::Sealed(public, _)) => {
            whole = false;
            notices.push(Notice::Differ);
            joined(public, full, home)
        }
        (Read::Sealed(mut full, _), _) => {
            whole = false;
            notices.push(Notice::PublicLost);
            // Somebody may have put a folder of their own in the place of the output.
            full.entries.retain(|entry| as_left(home, entry));
            full.forget_index();
            full
        }
        (Read::Missing | Read::Damaged | Read::Old(_), Read::Sealed(public, _)) => {
            whole = false;
            notices.push(Notice::FullLost);
            public
        }
        (Read::Missing, Read::Missing) if home.is_empty() => return Ok(Manifest::default()),
        (Read::Missing | Read::Damaged | Read::Old(_), Read::Missing | Read::Damaged) => {
            return both_lost(home);
        }
    };
    if let Some(unfinished) = unfinished {
        last = joined(last, unfinished, home);
    }
    last.leaving
        .retain(|entry| fs::symlink_metadata(home.place(&entry.path)).is_ok());
    if !whole {
        let part = prepare(home, &mut last)?;
        rename(&part, &home.kept(NAME))?;
        rename(&home.kept(PUBLIC_NEXT), &home.public())?;
    }
    Ok(last)
}

/// The full list before it has its name.
pub(super) const PART: &str = "next.part";

/// Writes both lists of a manifest beside those that hold now: the public one under its waiting
/// name, the full one under the path that is given back.
pub(super) fn prepare(home: &Home, manifest: &mut Manifest) -> Result<PathBuf> {
    let before = seal_of(&home.public());
    manifest.before = before.unwrap_or_default().into();
    let waiting = home.kept(PUBLIC_NEXT);
    manifest.public = manifest.write(&waiting, Scope::Public)?.into();
    let part = home.kept(PART);
    manifest.write(&part, Scope::Full)?;
    Ok(part)
}

fn both_lost(home: &Home) -> Result<Manifest> {
    bail!(
        "both lists of the published files are lost or damaged ({} and {}), so tiendo cannot tell \
         which files are its own and nothing was changed. If all files in {} were made by tiendo, \
         delete this folder and build again; else take it away by its name, keep what is yours, \
         and build into an empty folder · cả hai danh sách tệp đã đăng đều mất hoặc hỏng nên \
         tiendo không biết tệp nào của mình; chưa có gì bị thay đổi. Nếu mọi tệp trong thư mục này \
         đều do tiendo tạo ra thì hãy xóa cả thư mục rồi dựng lại; nếu không, hãy đổi tên thư mục, \
         giữ lại tệp của mình và dựng vào một thư mục trống",
        home.public().display(),
        home.kept(NAME).display(),
        home.output().display()
    )
}

/// A list with what another one knows besides: keys of the same files, files that builds keep for
/// themselves, and files that lie in the output exactly as we left them. Figures are those of
/// whichever has any.
fn joined(mut list: Manifest, other: Manifest, home: &Home) -> Manifest {
    let mut more = Vec::new();
    for entry in other.entries {
        match list.place_of(&entry.path) {
            Some(place) if list.entries[place].hash == entry.hash && !entry.key.is_empty() => {
                list.entries[place] = entry;
            }
            Some(_) => {}
            None if as_left(home, &entry) => more.push(entry),
            None => {}
        }
    }
    list.entries.extend(more);
    list.entries.sort_by(|a, b| a.path.cmp(&b.path));
    list.forget_index();
    let mut leaving = std::mem::take(&mut list.leaving);
    leaving.extend(other.leaving);
    leaving.sort_by(|a, b| a.path.cmp(&b.path));
    leaving.dedup_by(|a, b| a.path == b.path);
    leaving.retain(|entry| list.place_of(&entry.path).is_none());
    list.leaving = leaving;
    if list.figures.is_empty() {
        list.figures = other.figures;
    }
    list
}

/// Whether a file lies in its place as a list says, by size and bytes.
pub(super) fn as_left(home: &Home, entry: &Entry) -> bool {
    still(&home.place(&entry.path), entry).is_some()
}

/// The time of change of a file that is as a list says. One that was only touched is read to see.
pub(super) fn still(file: &Path, entry: &Entry) -> Option<i64> {
    let about = fs::symlink_metadata(file)
        .ok()
        .filter(|about| about.is_file() && about.len() == entry.bytes)?;
    let time = Stat::of(&about).modified;
    let same = time == entry.modified
        || regular::read(file).is_ok_and(|bytes| print(&bytes) == *entry.hash);
    same.then_some(time)
}
