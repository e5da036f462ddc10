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
    problems.point(|record, key| match record {
        Place::Cell { file, sheet, .. } => {
            let mut tables = tables.iter();
            let table = tables.find(|table| table.file == *file && table.sheet == *sheet)?;
            Some(table.place_of(key, record))
        }
        _ => places_of(record, sources, &mut files)?
            .value(record, key)
            .cloned(),
    });
}

/// The places of the values in the file of a record, which is read once; nothing for a table.
fn places_of<'p>(
    record: &Place,
    sources: &[Source],
    files: &'p mut BTreeMap<String, Places>,
) -> Option<&'p Places> {
    let file = record.file()?;
    if Format::of(file).is_some() {
        return None;
    }
    if !files.contains_key(file) {
        let source = sources.iter().find(|source| &*source.path == file)?;
        files.insert(file.to_owned(), Places::of(source));
    }
    files.get(file)
}
