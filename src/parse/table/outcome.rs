//! Rows that are records, typed by all cores.

use rayon::prelude::*;

use super::judge::Verdict;
use super::row::{self, Reader};
use super::rows::Row;
use crate::diag::Problems;
use crate::parse::Record;
use crate::parse::value::Reference;

/// What came of one row that is a record.
pub(super) struct Outcome<T> {
    pub(super) number: u32,
    pub(super) items: Vec<T>,
    /// Its first words, where it is not a record after all.
    pub(super) words: String,
    pub(super) problems: Problems,
    /// What a row that is rejected names: whether it is known is reported in the
    /// same run.
    pub(super) references: Vec<Reference>,
    /// Columns without a heading that hold something here.
    pub(super) unnamed: Vec<usize>,
    pub(super) rowed: row::Rowed,
}

/// The fewest rows that a core takes at a time.
const TOGETHER: usize = 64;

/// What each of these rows is, in their order.
pub(super) fn outcomes<T: Send>(
    reader: &Reader<'_>,
    rows: &[Row<'_>],
    verdicts: &[Verdict],
    make: &(impl Fn(Record, &mut Problems) -> Option<T> + Sync),
) -> Vec<Option<Outcome<T>>> {
    (0..rows.len())
        .into_par_iter()
        .with_min_len(TOGETHER)
        .map_init(
            || reader.apart(),
            |reader, at| outcome(reader, &rows[at..], &verdicts[at..], make),
        )
        .collect()
}

/// What the first of these rows is; those behind it may continue it.
fn outcome<T>(
    reader: &Reader<'_>,
    rows: &[Row<'_>],
    verdicts: &[Verdict],
    make: &impl Fn(Record, &mut Problems) -> Option<T>,
) -> Option<Outcome<T>> {
    let Verdict::Record { open } = verdicts[0] else {
        return None;
    };
    let continued = |verdict: &&Verdict| **verdict == Verdict::Continued;
    let more = verdicts[1..].iter().take_while(continued).count();
    let row = &rows[0].line();
    let mut problems = Problems::default();
    let mut rowed = reader.read(row, &rows[1..=more], open, &mut problems);
    // Nearly always one, which is large.
    let (mut items, mut references) = (Vec::with_capacity(1), Vec::new());
    let more = std::mem::take(&mut rowed.more);
    for record in rowed.records.take().into_iter().chain(more) {
        if problems.any_error() {
            references = reader.references(&record);
        } else {
            items.extend(make(record, &mut problems));
        }
    }
    Some(Outcome {
        number: row.number,
        words: if items.is_empty() {
            row.first_words()
        } else {
            String::new()
        },
        items,
        problems,
        references,
        unnamed: reader.unnamed(row),
        rowed,
    })
}
