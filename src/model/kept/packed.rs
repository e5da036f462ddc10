//! Rows of a table, packed as the memory keeps records: a third of what they take unpacked.

use std::sync::Arc;

use arcstr::ArcStr;
use rayon::prelude::*;

use super::{Named, Recall, Record, named, record};
use crate::base::Interner;
use crate::base::memo::Texts;
use crate::diag::Place;
use crate::model::convert::{Converted, Item};
use crate::model::initiative::Initiative;
use crate::parse::{Made as _, Reference};

/// Initiatives of a table, and the ids that they name, packed.
#[derive(Debug)]
pub struct PackedRows {
    items: Vec<Pack>,
    references: Vec<Pack>,
}

/// Some of one sheet, in their order.
#[derive(Debug)]
struct Pack {
    sheet: ArcStr,
    bytes: Vec<u8>,
}

/// Rows that one thread packs or unpacks at a time.
const TOGETHER: usize = 8192;

/// Packs the initiatives of a table; nothing where it holds something else.
pub fn pack_rows(file: &Converted) -> Option<PackedRows> {
    let items = packs(&file.items, place_of, |items| {
        let records = items.iter().map(|item| match item {
            Item::Initiative(initiative) if has_only_cells(initiative) => {
                record(initiative, Vec::new())
            }
            _ => None,
        });
        postcard::to_stdvec(&records.collect::<Option<Vec<Record<'_>>>>()?).ok()
    })?;
    let references = packs(
        &file.references,
        |reference| Some(&reference.place),
        |references| {
            let named = references.iter().map(named);
            postcard::to_stdvec(&named.collect::<Option<Vec<Named<'_>>>>()?).ok()
        },
    )?;
    Some(PackedRows { items, references })
}

/// Whether all its places are cells: a default is in the file beside the table.
fn has_only_cells(initiative: &Initiative) -> bool {
    let Some(extra) = &initiative.extra else {
        return true;
    };
    let image = extra.image.iter().map(|image| &image.origin);
    let mut origins = image.chain(extra.aliases.iter().map(|alias| &alias.origin));
    origins.all(|origin| origin.is_row())
}

/// Where an initiative was written.
fn place_of(item: &Item) -> Option<&Place> {
    match item {
        Item::Initiative(initiative) => Some(&initiative.origin.place),
        _ => None,
    }
}

/// Packs values of one sheet after the other; `place` says where each is.
fn packs<T: Sync>(
    values: &[T],
    place: impl Fn(&T) -> Option<&Place> + Sync,
    pack: impl Fn(&[T]) -> Option<Vec<u8>> + Sync,
) -> Option<Vec<Pack>> {
    let parts = values.par_chunks(TOGETHER).flat_map_iter(|values| {
        let of_sheet =
            values.chunk_by(|a, b| place(a).and_then(sheet_of) == place(b).and_then(sheet_of));
        of_sheet.collect::<Vec<&[T]>>()
    });
    let packed = parts.map(|part| {
        let sheet = place(part.first()?).and_then(sheet_of)?.clone();
        let bytes = pack(part)?;
        Some(Pack { sheet, bytes })
    });
    packed.collect()
}

fn sheet_of(place: &Place) -> Option<&ArcStr> {
    match place {
        Place::Cell { sheet, .. } => Some(sheet),
        _ => None,
    }
}

/// The items and references that [`pack_rows`] packed of a table.
pub fn unpack_rows(
    rows: &PackedRows,
    file: &ArcStr,
    texts: &Arc<Texts>,
    interner: &Interner,
) -> Option<(Vec<Item>, Vec<Reference>)> {
    let of_file = Recall {
        file,
        sheet: None,
        texts,
        interner,
    };
    let items = unpacked(&rows.items, |pack| {
        let records: Vec<Record<'_>> = postcard::from_bytes(&pack.bytes).ok()?;
        let recall = Recall {
            sheet: Some(&pack.sheet),
            ..of_file
        };
        let items = records.into_iter();
        let items = items.map(|record| recall.initiative(record).map(Item::Initiative));
        let mut items: Vec<Item> = items.collect::<Option<_>>()?;
        Item::together(items.iter_mut());
        Some(items)
    });
    let references = unpacked(&rows.references, |pack| {
        let named: Vec<Named<'_>> = postcard::from_bytes(&pack.bytes).ok()?;
        let recall = Recall {
            sheet: Some(&pack.sheet),
            ..of_file
        };
        named.iter().map(|named| recall.reference(named)).collect()
    });
    Some((items?, references?))
}

/// What packs hold, by all threads, in one list of the right length.
fn unpacked<'p, T: Send>(
    packs: &'p [Pack],
    unpack: impl Fn(&'p Pack) -> Option<Vec<T>> + Send + Sync,
) -> Option<Vec<T>> {
    let parts: Vec<Vec<T>> = packs.par_iter().map(unpack).collect::<Option<_>>()?;
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    for part in parts {
        all.extend(part);
    }
    Some(all)
}
