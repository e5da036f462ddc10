//! From the record that a problem is of to the line or cell of its field.

use std::collections::BTreeMap;

use crate::diag::{Place, Problems};
use crate::parse::Places;
use crate::parse::table::Table;
use crate::source::{Format, Source};

/// Moves the problems that are of one field from the beginning of their record to the value of the
/// field, where that is written.
pub(super) fn point(problems: &mut Problems, sources: &[Source], tables: &[Table]) {
    let mut files: BTreeMap<String, Places> = BTreeMap::new();
    problems.point(|record, key| {
        if let Place::Cell { file, sheet, .. } = record {
            let table = tables
                .iter()
                .find(|table| table.file == *file && table.sheet == *sheet)?;
            return Some(table.place_of(key, record));
        }
        let file = record.file()?;
        if Format::of(file).is_some() {
            return None;
        }
        if !files.contains_key(file) {
            let source = sources.iter().find(|source| &*source.path == file)?;
            files.insert(file.to_owned(), Places::of(source));
        }
        files.get(file)?.value(record, key).cloned()
    });
}
