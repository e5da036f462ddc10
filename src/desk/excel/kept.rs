//! Tables that were sent and wait for a yes or no: below `.tiendo/desk/tables/`, each in a folder
//! of its own with what was chosen for it, until it is taken or left, or a day has passed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::desk::upload::Upload;
use crate::desk::{secret, sessions, store};
use crate::pipeline;

/// How many seconds a table waits.
const LONGEST: u64 = 24 * 3600;
/// At most this many tables of one person wait; the oldest one goes.
const MOST: usize = 10;
/// What is known of a table.
const ABOUT: &str = "about.json";

/// A table that waits.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct About {
    /// Who sent it.
    pub(super) who: String,
    /// Seconds since 1970.
    pub(super) time: u64,
    /// The name of its file.
    pub(super) name: String,
    /// Its sheets, with whether each is hidden.
    #[serde(default)]
    pub(super) sheets: Vec<(String, bool)>,
    /// How it is to be read and taken.
    pub(super) choices: Choices,
}

/// How a table is to be read and taken. Empty texts leave it to the import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choices {
    /// What its rows are: `initiatives`, `reports`, `units`.
    pub(super) to: String,
    /// The sheet to read.
    pub(super) sheet: String,
    /// Name of the file in content/, without its ending.
    pub(super) target: String,
    /// The day of all rows.
    pub(super) day: String,
    /// Whether the table takes the place of what is there.
    pub(super) replace: bool,
    /// Whether a figure takes the place of another without a revision.
    pub(super) no_revision: bool,
    /// Headings with their keys; a heading without a key is not read.
    pub(super) columns: Vec<(String, String)>,
}

/// A table that waits, with its place.
#[derive(Debug)]
pub(super) struct Kept {
    /// Names it in addresses.
    pub(super) id: String,
    folder: PathBuf,
    /// What is known of it.
    pub(super) about: About,
}

impl Kept {
    /// Keeps a table that arrived.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn new(root: &Path, who: &str, upload: &Upload) -> Result<Self> {
        for oldest in Self::all(root, who).iter().skip(MOST - 1) {
            oldest.leave();
        }
        let id = secret::random()?;
        let mut kept = Self {
            folder: folder(root).join(&id),
            id,
            about: About {
                who: who.to_owned(),
                time: sessions::now(),
                name: upload.name.clone(),
                sheets: Vec::new(),
                choices: Choices::default(),
            },
        };
        fs::create_dir_all(&kept.folder)?;
        upload.copy(&kept.file())?;
        kept.about.sheets = pipeline::sheets_of(&kept.file());
        kept.keep()?;
        Ok(kept)
    }

    /// The table of an address, if this person sent it.
    pub(super) fn find(root: &Path, who: &str, id: &str) -> Option<Self> {
        let is_id = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let kept = is_id.then(|| Self::load(&folder(root).join(id), id))??;
        (kept.about.who == who).then_some(kept)
    }

    /// All tables of a person, the newest first. Those that waited too long are deleted.
    pub(super) fn all(root: &Path, who: &str) -> Vec<Self> {
        let now = sessions::now();
        let mut all = Vec::new();
        for entry in fs::read_dir(folder(root)).into_iter().flatten().flatten() {
            let id = entry.file_name().to_string_lossy().into_owned();
            match Self::load(&entry.path(), &id) {
                Some(kept) if kept.about.time + LONGEST > now => all.push(kept),
                Some(kept) => kept.leave(),
                // It may be arriving at this moment. What a run that was killed left is older.
                None if is_old(&entry) => {
                    // What stays behind is deleted the next time.
                    let _ = fs::remove_dir_all(entry.path());
                }
                None => {}
            }
        }
        all.retain(|kept| kept.about.who == who);
        all.sort_by_key(|kept| std::cmp::Reverse(kept.about.time));
        all
    }

    fn load(folder: &Path, id: &str) -> Option<Self> {
        let about: About = store::load(&folder.join(ABOUT)).ok()?;
        let kept = Self {
            id: id.to_owned(),
            folder: folder.to_owned(),
            about,
        };
        kept.file().is_file().then_some(kept)
    }

    /// Where the table is.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.join(&self.about.name)
    }

    /// Keeps what was chosen, and what is said of the columns beside the table.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn choose(&mut self, choices: Choices, sidecar: &str) -> Result<()> {
        self.about.choices = choices;
        let beside = self.folder.join(format!("{}.yaml", self.about.name));
        if sidecar.is_empty() {
            // There may be none.
            let _ = fs::remove_file(&beside);
        } else {
            store::write(&beside, sidecar.as_bytes())?;
        }
        self.keep()
    }

    fn keep(&self) -> Result<()> {
        store::keep(&self.folder.join(ABOUT), &self.about)
    }

    /// Deletes it.
    pub(super) fn leave(&self) {
        // What stays behind is deleted after a day.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether a folder was made longer ago than a table waits.
fn is_old(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|about| about.modified());
    let age = modified.ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age.as_secs() > LONGEST)
}

fn folder(root: &Path) -> PathBuf {
    store::folder(root).join("tables")
}
