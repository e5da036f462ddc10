//! The records of tables, kept in the memory of a program that builds again and again: a save of
//! one text then does not read a table of 170,324 rows again.
//!
//! A table is known to be the same as the memory of a build knows a file: by its size, its times of
//! change and its number on the disk, and those of the file beside it. What may have changed
//! without a trace is not kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::base::memo::{Memo, Stat};
use crate::model::Converted;
use crate::source::{Format, Source};

/// Records that are kept of all tables together: about 300 bytes each. Tables beyond that are read
/// again in each build.
const MOST: usize = 500_000;

/// What the builds of one program keep of the tables that they read.
#[derive(Debug, Default)]
pub struct KeptTables(Mutex<BTreeMap<Arc<str>, Kept>>);

#[derive(Debug)]
struct Kept {
    stats: Stats,
    file: Arc<Converted>,
}

/// Those of a table and of the file beside it.
type Stats = (Stat, Option<Stat>);

impl KeptTables {
    /// The records of a file: a copy of those that an earlier build kept, else as `read` gives them.
    pub(super) fn records(
        &self,
        source: &Source,
        memo: &Memo,
        read: impl FnOnce() -> Converted,
    ) -> Converted {
        if Format::of(&source.path).is_none() {
            return read();
        }
        let beside = source.sidecar.as_deref();
        let stats = (source.stat, beside.map(|sidecar| sidecar.stat));
        if let Some(kept) = self.same(&source.path, stats) {
            return copy(&kept);
        }
        let file = read();
        let is_told = !memo.racy(&stats.0) && stats.1.is_none_or(|stat| !memo.racy(&stat));
        if is_told {
            self.keep(&source.path, stats, &file);
        }
        file
    }

    /// Forgets the tables that are no longer there. `sources` are sorted by path.
    pub(super) fn only(&self, sources: &[Source]) {
        self.tables().retain(|path, _| {
            let place = sources.binary_search_by(|source| source.path.cmp(path));
            place.is_ok()
        });
    }

    /// What was kept of this version of a table; one of another version is given up before the
    /// table is read again.
    fn same(&self, path: &str, stats: Stats) -> Option<Arc<Converted>> {
        let mut tables = self.tables();
        let kept = tables.get(path)?;
        if kept.stats == stats {
            return Some(kept.file.clone());
        }
        tables.remove(path);
        None
    }

    fn keep(&self, path: &Arc<str>, stats: Stats, file: &Converted) {
        let others: usize = {
            let tables = self.tables();
            tables.values().map(|kept| kept.file.items.len()).sum()
        };
        if others + file.items.len() > MOST {
            return;
        }
        let file = Arc::new(copy(file));
        self.tables().insert(path.clone(), Kept { stats, file });
    }

    fn tables(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A copy, made by all threads. Without `..`: a new field does not compile until it is copied.
fn copy(file: &Converted) -> Converted {
    let Converted {
        role,
        broken,
        items,
        references,
        recalled,
        problems,
        tables,
        draft,
    } = file;
    Converted {
        role: *role,
        broken: *broken,
        items: items.par_iter().cloned().collect(),
        references: references.par_iter().cloned().collect(),
        recalled: *recalled,
        problems: problems.clone(),
        tables: tables.clone(),
        draft: draft.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::base::Interner;
    use crate::diag::Problems;
    use crate::model::{self, Item};
    use crate::source;

    const TABLE: &str = "content/initiatives/bang.csv";

    /// Titles of the records of a site's table, and whether it was read for them.
    fn records(root: &Path, kept: &KeptTables) -> (Vec<String>, bool) {
        let memo = Memo::open(&root.join("memory"), "test", false).unwrap();
        let sources = source::discover(root, &mut Problems::default());
        let read = Cell::new(false);
        let mut titles = Vec::new();
        kept.only(&sources);
        for source in &sources {
            let file = kept.records(source, &memo, || {
                read.set(true);
                model::convert(source, &Interner::default())
            });
            for item in file.items {
                if let Item::Initiative(initiative) = item {
                    titles.push(initiative.title.to_string());
                }
            }
        }
        (titles, read.get())
    }

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        // Later builds begin at another moment, as those of people do.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }

    #[test]
    fn a_table_is_read_once_for_each_of_its_versions() {
        let root = tempfile::tempdir().unwrap();
        let (root, kept) = (root.path(), KeptTables::default());
        let table = |title: &str| format!("Mã;Tên sáng kiến;Đơn vị\nA1;{title};a\n");
        put(root, TABLE, &table("Một"));
        assert_eq!(records(root, &kept), (vec!["Một".into()], true));
        assert_eq!(records(root, &kept), (vec!["Một".into()], false));
        // As long as before, with the same time of its last change.
        let time = fs::metadata(root.join(TABLE)).unwrap().modified().unwrap();
        put(root, TABLE, &table("Hai"));
        let file = fs::File::options().write(true).open(root.join(TABLE));
        file.unwrap().set_modified(time).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(records(root, &kept), (vec!["Hai".into()], true));
        assert_eq!(records(root, &kept), (vec!["Hai".into()], false));
        put(root, &format!("{TABLE}.yaml"), "max_rejects: 1\n");
        assert!(records(root, &kept).1, "the file beside the table is new");
        assert!(!records(root, &kept).1);
        fs::remove_file(root.join(TABLE)).unwrap();
        assert_eq!(records(root, &kept), (Vec::new(), false));
        assert!(kept.tables().is_empty());
    }

    #[test]
    fn what_may_have_changed_without_a_trace_is_read_again() {
        let root = tempfile::tempdir().unwrap();
        let (root, kept) = (root.path(), KeptTables::default());
        put(root, TABLE, "Mã;Tên sáng kiến;Đơn vị\nA1;Một;a\n");
        // A clock that was wrong when the file was written.
        let written = fs::metadata(root.join(TABLE)).unwrap().modified().unwrap();
        let later = written + std::time::Duration::from_secs(3600);
        let file = fs::File::options().write(true).open(root.join(TABLE));
        file.unwrap().set_modified(later).unwrap();
        assert!(records(root, &kept).1);
        assert!(records(root, &kept).1);
    }
}
