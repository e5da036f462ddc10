//! A table, and what going through it once tells.

use std::ops::Range;

use rayon::prelude::*;

use super::table::{Cell, Kind, Table};
use super::{tables, xlsx};
use crate::base::{Date, hash};

/// Rows that the data page shows of a table.
const PREVIEW: usize = 10;

/// A table and what was learned by going through it once.
pub(super) struct Dataset<'a> {
    pub(super) table: Table<'a>,
    pub(super) rows: usize,
    pub(super) days: Option<(Date, Date)>,
    /// Its parts, each with a fingerprint of its rows.
    pub(super) parts: Vec<(Range<usize>, hash::Hash)>,
    /// Of each column, the characters of its widest cell, as far as a sheet shows them.
    pub(super) widths: Vec<usize>,
    /// Its first rows.
    pub(super) preview: Vec<Vec<Cell<'static>>>,
}

impl<'a> Dataset<'a> {
    pub(super) fn new(table: Table<'a>) -> Self {
        let parts = table.rows.parts();
        let learned: Vec<Learned> = parts
            .par_iter()
            .map(|part| Learned::of(&table, part.clone()))
            .collect();
        let mut all = Learned::none(&table);
        for part in &learned {
            all.add(part);
        }
        let first = learned.first();
        let preview = first.map(|part| part.preview.clone()).unwrap_or_default();
        let parts = parts
            .into_iter()
            .zip(learned.iter().map(|part| part.print))
            .collect();
        Self {
            rows: all.rows,
            days: all.days,
            widths: all.widths,
            preview,
            parts,
            table,
        }
    }

    /// Adds what its files are made from.
    pub(super) fn print<'i>(&self, fingerprint: &'i mut hash::Hasher) -> &'i mut hash::Hasher {
        for (_, print) in &self.parts {
            fingerprint.update(print.as_bytes());
        }
        fingerprint.update(self.table.words.as_bytes())
    }

    /// An empty table that no site needs is not published.
    pub(super) fn published(&self) -> bool {
        self.rows > 0 || tables::ALWAYS.contains(&self.table.name)
    }

    pub(super) fn fits_a_sheet(&self) -> bool {
        self.rows <= xlsx::MAX_ROWS
    }
}

/// What is learned of some rows by going through them.
struct Learned {
    rows: usize,
    days: Option<(Date, Date)>,
    widths: Vec<usize>,
    print: hash::Hash,
    preview: Vec<Vec<Cell<'static>>>,
}

impl Learned {
    fn none(table: &Table<'_>) -> Self {
        Self {
            rows: 0,
            days: None,
            widths: vec![0; table.columns.len()],
            print: hash::of(b""),
            preview: Vec::new(),
        }
    }

    fn of(table: &Table<'_>, part: Range<usize>) -> Self {
        // A table tells of the days that every row has, or of the only day that it has at all.
        let of_days: Vec<bool> = table
            .columns
            .iter()
            .map(|column| column.kind == Kind::Day)
            .collect();
        let only = of_days.iter().filter(|of_days| **of_days).count() == 1;
        let tells = |at: usize| of_days[at] && (only || table.columns[at].required);
        let mut learned = Self::none(table);
        // A later part would show what is no beginning.
        let begins = part.start == 0;
        let (mut fingerprint, mut line) = (hash::Hasher::new(), Vec::new());
        table.each(part, |row| {
            learned.rows += 1;
            if begins && learned.preview.len() < PREVIEW {
                learned.preview.push(row.iter().map(Cell::owned).collect());
            }
            row.iter().for_each(|cell| cell.fingerprint(&mut line));
            // Many rows at once: the hash is faster with more to do.
            if line.len() > 1 << 16 {
                fingerprint.update(&line);
                line.clear();
            }
            for (at, cell) in row.iter().enumerate() {
                learned.widths[at] = learned.widths[at].max(xlsx::shown(cell));
                if let Cell::Day(day) = cell
                    && tells(at)
                {
                    learned.days = around(learned.days, (*day, *day));
                }
            }
        });
        learned.print = fingerprint.update(&line).finalize();
        learned
    }

    /// Adds what was learned of other rows, but their fingerprint.
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.days = other.days.map_or(self.days, |days| around(self.days, days));
        self.widths
            .iter_mut()
            .zip(&other.widths)
            .for_each(|(widest, width)| *widest = (*widest).max(*width));
    }
}

/// The first and the last of some days and two others.
fn around(days: Option<(Date, Date)>, (from, to): (Date, Date)) -> Option<(Date, Date)> {
    let (first, last) = days.unwrap_or((from, to));
    Some((first.min(from), last.max(to)))
}
