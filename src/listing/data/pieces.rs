//! A file in pieces: what is before the rows of a table, parts of them, and what is behind.
//! Parts that an earlier file has are taken from it.

use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use rayon::prelude::*;

use super::archive::Tally;
use super::counted::Counted;
use super::sheet::Sheet;
use super::table::Table;
use super::{Dataset, delimited, json};
use crate::base::hash;

/// Parts that are in memory together.
const TOGETHER: usize = 8;

/// A file that is made in pieces.
pub struct Pieces<'p> {
    pub(super) dataset: &'p Dataset<'p>,
    pub(super) form: Form,
    /// A fingerprint of what every part has in it besides its rows.
    pub(super) print: String,
}

/// How rows are written.
pub(super) enum Form {
    Csv,
    /// What is before the rows.
    Json(Vec<u8>),
    Sheet(Box<Sheet>),
}

/// A part of a file: what it was made from, and what is known of it.
struct Mark {
    key: String,
    tally: Tally,
}

/// What is at a place of an earlier file.
pub type Read<'r> = &'r (dyn Fn(Range<u64>) -> Option<Vec<u8>> + Sync);

impl Pieces<'_> {
    /// Writes the file. Given the note about an earlier file, and a way to read that, it writes the
    /// parts that are the same again. Gives the note about this file; the first word is its
    /// SHA-256.
    ///
    /// # Errors
    /// When it cannot be written, or is too large for its format.
    pub fn write(&self, before: Option<(&str, Read<'_>)>, out: &mut dyn Write) -> Result<String> {
        let (note, read) = before.unzip();
        let known = places(note.unwrap_or_default());
        let table = &self.dataset.table;
        let mut out = Counted::new(out);
        let head = self.head(table)?;
        out.put(&head)?;
        let mut marks: Vec<Mark> = Vec::with_capacity(self.dataset.parts.len());
        for parts in self.dataset.parts.chunks(TOGETHER) {
            let made = parts.par_iter().with_max_len(1);
            let made = made.map(|(part, print)| {
                let key = self.key(part, print);
                let (bytes, tally) =
                    kept(&known, read, &key).unwrap_or_else(|| self.part(table, part));
                (bytes, Mark { key, tally })
            });
            for (bytes, mark) in made.collect::<Vec<_>>() {
                out.put(&bytes)?;
                marks.push(mark);
            }
        }
        out.put(&self.tail(&marks)?)?;
        let mut note = format!("{} {}", out.digest.hex(), head.len());
        for Mark { key, tally } in marks {
            note.push_str(&format!(" {key}:{tally}"));
        }
        Ok(note)
    }

    fn head(&self, table: &Table<'_>) -> Result<Vec<u8>> {
        match &self.form {
            Form::Csv => Ok(delimited::head(table)),
            Form::Json(head) => Ok(head.clone()),
            Form::Sheet(sheet) => sheet.head(),
        }
    }

    fn part(&self, table: &Table<'_>, part: &Range<usize>) -> (Vec<u8>, Tally) {
        let bytes = match &self.form {
            Form::Csv => delimited::part(table, part.clone()),
            Form::Json(_) => json::part(table, part.clone()),
            Form::Sheet(sheet) => return sheet.part(table, part.clone()),
        };
        let tally = Tally {
            packed: bytes.len() as u64,
            ..Tally::default()
        };
        (bytes, tally)
    }

    fn tail(&self, marks: &[Mark]) -> Result<Vec<u8>> {
        match &self.form {
            Form::Csv => Ok(Vec::new()),
            Form::Json(_) => Ok(json::TAIL.to_vec()),
            Form::Sheet(sheet) => sheet.tail(marks.iter().map(|mark| mark.tally)),
        }
    }

    fn key(&self, part: &Range<usize>, print: &hash::Hash) -> String {
        // JSON has a comma before every row but the first; the rows of a sheet have their numbers.
        let place = match &self.form {
            Form::Csv => 0,
            Form::Json(_) => part.start.min(1),
            Form::Sheet(_) => part.start,
        };
        hash::of(format!("{} {place} {}", self.print, print.to_hex()).as_bytes()).to_hex()[..16]
            .to_owned()
    }
}

/// A part of an earlier file, by where the parts of that are.
pub(super) fn kept(
    known: &HashMap<&str, (u64, Tally)>,
    read: Option<Read<'_>>,
    key: &str,
) -> Option<(Vec<u8>, Tally)> {
    let (place, tally) = *known.get(key).filter(|(_, tally)| tally.packed > 0)?;
    let bytes = read?(place..place + tally.packed)?;
    Some((bytes, tally))
}

/// Where the parts are in a file, by its note.
fn places(note: &str) -> HashMap<&str, (u64, Tally)> {
    let mut words = note.split(' ').skip(1);
    let mut place = words
        .next()
        .and_then(|head| head.parse().ok())
        .unwrap_or_default();
    let mut places = HashMap::new();
    let parts = words.map_while(|word| {
        let (key, tally) = word.split_once(':')?;
        Some((key, Tally::parse(tally)?))
    });
    for (key, tally) in parts {
        places.insert(key, (place, tally));
        place += tally.packed;
    }
    places
}
