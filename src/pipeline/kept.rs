//! The records of tables, kept in the memory of a program that builds again and again: a save of
//! one text then does not read a table of 170,324 rows again.
//!
//! A table is known to be the same as the memory of a build knows a file: by its size, its times of
//! change and its number on the disk, and those of the file beside it. What may have changed
//! without a trace is not kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arcstr::ArcStr;

use crate::base::Interner;
use crate::base::Stat;
use crate::base::memo::Memo;
use crate::model::{self, Converted, Item, PackedRows};
use crate::parse::Reference;
use crate::source::{Format, Source};

/// Records that are kept of all tables together: about 200 bytes each, packed. Tables beyond that
/// are read again in each build.
const MOST: usize = 500_000;

/// What the builds of one program keep of the tables that they read.
#[derive(Debug, Default)]
pub struct KeptTables(Mutex<BTreeMap<ArcStr, Kept>>);

#[derive(Debug)]
struct Kept {
    stats: Stats,
    records: usize,
    table: Arc<Table>,
}

/// A table as it is kept: unpacked, 170,324 initiatives would take 110 MB besides those of the
/// build.
#[derive(Debug)]
struct Table {
    /// Without items and references where these are packed.
    file: Converted,
    rows: Option<PackedRows>,
}

/// Those of a table and of the file beside it.
type Stats = (Stat, Option<Stat>);

impl KeptTables {
    /// The records of a file: a copy of those that an earlier build kept, else as `read` gives them.
    pub(super) fn records(
        &self,
        source: &Source,
        memo: &Memo,
        interner: &Interner,
        read: impl FnOnce() -> Converted,
    ) -> Converted {
        if Format::of(&source.path).is_none() {
            return read();
        }
        let beside = source.sidecar.as_deref();
        let stats = (source.stat, beside.map(|sidecar| sidecar.stat));
        let kept = self.same(&source.path, stats);
        if let Some(file) = kept.and_then(|table| table.file(&source.path, memo, interner)) {
            return file;
        }
        let file = read();
        let is_certain = !memo.racy(&stats.0) && stats.1.is_none_or(|stat| !memo.racy(&stat));
        if is_certain {
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
    fn same(&self, path: &str, stats: Stats) -> Option<Arc<Table>> {
        let mut tables = self.tables();
        let kept = tables.get(path)?;
        if kept.stats == stats {
            return Some(kept.table.clone());
        }
        tables.remove(path);
        None
    }

    fn keep(&self, path: &ArcStr, stats: Stats, file: &Converted) {
        let records = file.items.len();
        // Before the work of packing, and again: another thread may have kept a table meanwhile.
        if !self.has_room(records) {
            return;
        }
        let table = Arc::new(Table::of(file));
        let mut tables = self.tables();
        if Self::total(&tables) + records <= MOST {
            let kept = Kept {
                stats,
                records,
                table,
            };
            tables.insert(path.clone(), kept);
        }
    }

    fn has_room(&self, records: usize) -> bool {
        Self::total(&self.tables()) + records <= MOST
    }

    fn total(tables: &BTreeMap<ArcStr, Kept>) -> usize {
        tables.values().map(|kept| kept.records).sum()
    }

    fn tables(&self) -> MutexGuard<'_, BTreeMap<ArcStr, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn of(file: &Converted) -> Self {
        match model::pack_rows(file) {
            Some(rows) => Self {
                file: copy(file, &[], &[]),
                rows: Some(rows),
            },
            None => Self {
                file: copy(file, &file.items, &file.references),
                rows: None,
            },
        }
    }

    /// The records as they were read; nothing where they cannot be unpacked.
    fn file(&self, path: &ArcStr, memo: &Memo, interner: &Interner) -> Option<Converted> {
        let file = &self.file;
        let Some(rows) = &self.rows else {
            return Some(copy(file, &file.items, &file.references));
        };
        let (items, references) = model::unpack_rows(rows, path, memo.texts(), interner)?;
        Some(Converted {
            items,
            references,
            ..copy(file, &[], &[])
        })
    }
}

/// A copy with these items and references. Without `..`: a new field does not compile until it is
/// copied.
fn copy(file: &Converted, items: &[Item], references: &[Reference]) -> Converted {
    let Converted {
        role,
        broken,
        items: _,
        references: _,
        recalled,
        problems,
        tables,
        draft,
    } = file;
    Converted {
        role: *role,
        broken: *broken,
        items: items.to_vec(),
        references: references.to_vec(),
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
    use crate::diag::Problems;
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
            let interner = Interner::default();
            let file = kept.records(source, &memo, &interner, || {
                read.set(true);
                model::convert(source, &interner)
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
    fn what_is_unpacked_is_what_was_read() {
        let root = tempfile::tempdir().unwrap();
        let table = "Mã;Tên sáng kiến;Đơn vị;Ngày nộp;Giá trị làm lợi;Tác giả;Nhóm;Trạng thái\n\
                     1;Một;a;31/05/2022;5.000 USD;Hà Một, Hà Hai;k;Hợp lệ\n\
                     2;Hai;b;31/02/2022;1 triệu đồng;;;\n3;Ba;a;;;;k;\nTổng cộng;;;;;;;\n";
        put(root.path(), TABLE, table);
        let memo = Memo::open(&root.path().join("memory"), "test", false).unwrap();
        let sources = source::discover(root.path(), &mut Problems::default());
        let (source, interner) = (&sources[0], Interner::default());
        let read = model::convert(source, &interner);
        assert_eq!((read.items.len(), read.problems.is_empty()), (2, false));
        let table = Table::of(&read);
        assert!(table.rows.is_some() && table.file.items.is_empty());
        let kept = table.file(&source.path, &memo, &interner).unwrap();
        assert_eq!(format!("{read:?}"), format!("{kept:?}"));
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
