//! What an import replaced in content/, kept below `.tiendo/imports/`, and the way back to it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use super::aside::{delete, refuse_links, set_aside};
use super::manifest::safe;
use crate::base::{hash, regular};

/// Where they are kept, below the root.
const IMPORTS: &str = ".tiendo/imports";
/// The list of what an import changed.
const JOURNAL: &str = "import.json";

/// A file that an import writes, or deletes when it has no bytes.
#[derive(Debug, Clone)]
pub struct Change {
    /// Path below the root.
    pub path: String,
    /// What it is to hold.
    pub bytes: Option<Vec<u8>>,
}

/// What an import changed.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// The name of the table that was imported.
    table: String,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// Path below the root.
    path: String,
    /// The file of this folder that holds what was there before; none when nothing was.
    before: Option<String>,
    /// The hash of what the import wrote; none when it deleted the file.
    after: Option<String>,
    /// Folders that the import made for it, the innermost first.
    folders: Vec<String>,
}

impl Journal {
    /// Refuses a list that no import wrote: an undo writes and deletes only below content/, and
    /// reads only from the folder of the import.
    fn refuse_foreign(&self, folder: &Path) -> Result<()> {
        for entry in &self.files {
            let ours = safe(&entry.path) && entry.path.starts_with("content/");
            let above = |path: &String| entry.path.starts_with(&format!("{path}/"));
            let plain = |name: &String| safe(name) && !name.contains(['/', '\\']);
            if !ours || !entry.folders.iter().all(above) || !entry.before.iter().all(plain) {
                bail!(
                    "{}: not a list that an import wrote ({}); delete this folder · đây không phải \
                     danh sách do một lần nhập ghi; hãy xóa thư mục này",
                    folder.display(),
                    entry.path
                );
            }
            if let Some(name) = &entry.before {
                refuse_links(folder, name)?;
            }
        }
        Ok(())
    }
}

/// What became of an undo.
#[derive(Debug, PartialEq, Eq)]
pub enum Undone {
    /// There is no import to undo.
    Nothing,
    /// These files were changed after the import; nothing was done.
    Edited(Vec<String>),
    /// The import of this table was undone; these files are as they were before.
    Done {
        /// The name of the table.
        table: String,
        /// The folder that had kept them, below the root.
        kept: String,
        /// Paths below the root.
        files: Vec<String>,
    },
}

/// Writes the files of an import, after what they replace was kept. `day` names the folder. Gives
/// that folder, below the root.
///
/// # Errors
/// When a file cannot be kept or written; what was kept stays, so that an undo is possible.
pub fn import(root: &Path, day: &str, table: &str, changes: &[Change]) -> Result<String> {
    let number = imports(root)?.last().map_or(1, |(number, _)| number + 1);
    let name = format!("{IMPORTS}/{day}-{number:03}");
    let mut files = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        refuse_links(root, &change.path)?;
        let before = read(&root.join(&change.path))?;
        let kept = before.is_some().then(|| kept_name(at, &change.path));
        if let (Some(kept), Some(before)) = (&kept, &before) {
            set_aside(root, &format!("{name}/{kept}"), before)?;
        }
        files.push(Entry {
            path: change.path.clone(),
            before: kept,
            after: change.bytes.as_deref().map(hash::full),
            folders: missing_folders(root, &change.path),
        });
    }
    let journal = Journal {
        table: table.to_owned(),
        files,
    };
    let list = serde_json::to_vec_pretty(&journal)?;
    set_aside(root, &format!("{name}/{JOURNAL}"), &list)?;
    for change in changes {
        put(root, &change.path, change.bytes.as_deref())?;
    }
    Ok(name)
}

/// Brings back what the newest import replaced, byte for byte. Files that were changed after it are
/// left alone, and nothing is done, unless `force`.
///
/// # Errors
/// When what was kept cannot be read, or a file cannot be written.
pub fn undo(root: &Path, force: bool) -> Result<Undone> {
    let Some((_, kept)) = imports(root)?.pop() else {
        return Ok(Undone::Nothing);
    };
    let folder = root.join(&kept);
    refuse_links(root, &format!("{kept}/{JOURNAL}"))?;
    let journal = journal(root, &kept)?;
    journal.refuse_foreign(&folder)?;
    let mut edited = Vec::new();
    let mut back = Vec::new();
    for entry in &journal.files {
        let before = match &entry.before {
            Some(name) => Some(regular::read(folder.join(name)).with_context(|| kept.clone())?),
            None => None,
        };
        let now = read(&root.join(&entry.path))?;
        // A run that was cut off may not have written it yet.
        if now.as_deref().map(hash::full) != entry.after && now != before {
            edited.push(entry.path.clone());
        }
        back.push((entry, before));
    }
    if !edited.is_empty() && !force {
        return Ok(Undone::Edited(edited));
    }
    for (entry, before) in back {
        put(root, &entry.path, before.as_deref())?;
        for folder in &entry.folders {
            // A folder that holds something else by now stays.
            let _ = fs::remove_dir(root.join(folder));
        }
    }
    fs::remove_dir_all(&folder).with_context(|| kept.clone())?;
    Ok(Undone::Done {
        table: journal.table,
        files: journal.files.into_iter().map(|entry| entry.path).collect(),
        kept,
    })
}

/// The table of the newest import that is kept, and the paths of the files that it changed.
///
/// # Errors
/// When its list cannot be read.
pub fn newest(root: &Path) -> Result<Option<(String, Vec<String>)>> {
    let Some((_, kept)) = imports(root)?.pop() else {
        return Ok(None);
    };
    let journal = journal(root, &kept)?;
    let files = journal.files.into_iter().map(|entry| entry.path);
    Ok(Some((journal.table, files.collect())))
}

/// The list of what the import in a folder changed.
fn journal(root: &Path, kept: &str) -> Result<Journal> {
    let text = regular::read(root.join(kept).join(JOURNAL)).with_context(|| kept.to_owned())?;
    serde_json::from_slice(&text).with_context(|| kept.to_owned())
}

/// The imports that are kept, by their numbers, with their folders below the root. A folder without
/// its list is of a run that was cut off before it changed anything.
fn imports(root: &Path) -> Result<Vec<(u32, String)>> {
    let entries = match fs::read_dir(root.join(IMPORTS)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).context(IMPORTS),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.context(IMPORTS)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.rsplit_once('-').and_then(|(_, n)| n.parse().ok());
        if let Some(number) = number.filter(|_| entry.path().join(JOURNAL).is_file()) {
            found.push((number, format!("{IMPORTS}/{name}")));
        }
    }
    found.sort();
    Ok(found)
}

/// The bytes of a file; none when it is not there.
fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match regular::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Writes a file, or deletes it.
fn put(root: &Path, path: &str, bytes: Option<&[u8]>) -> Result<()> {
    match bytes {
        Some(bytes) => set_aside(root, path, bytes),
        None => delete(root, path).map(drop),
    }
}

/// The name under which a file is kept: its own, behind a number that no other has.
fn kept_name(at: usize, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{at}-{name}")
}

/// The folders above a file that are not there, the innermost first, below the root.
fn missing_folders(root: &Path, path: &str) -> Vec<String> {
    Path::new(path)
        .ancestors()
        .skip(1)
        .map(Path::to_owned)
        .filter(|folder: &PathBuf| !folder.as_os_str().is_empty() && !root.join(folder).is_dir())
        .map(|folder| folder.to_string_lossy().replace('\\', "/"))
        .collect()
}
