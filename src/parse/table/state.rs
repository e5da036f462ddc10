//! What is kept from row to row of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use super::levels::{Figures, Levels, Sum, Summing};
use crate::base::Date;

/// What the rows so far say of the next one.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The number of the last row that held anything.
    pub(super) last: u32,
    /// Whether nothing but a record, since the last gap, has come.
    pub(super) gap: bool,
    /// Whether signatures have begun.
    pub(super) tail: bool,
    /// Whether the rows are those of another table, which is not read.
    pub(super) other: bool,
    /// Whether that table was known by its looks only, and ends at the next gap.
    pub(super) small: bool,
    /// Whether the row before was not a record.
    pub(super) odd: bool,
    /// Whether the row before was a record, or continued one, of the rows that are judged together.
    pub(super) continues: bool,
    /// The last record that was taken.
    pub(super) main: u32,
    /// How many records were taken.
    pub(super) taken: usize,
    /// What rows stated of the rows below them.
    pub(super) stated: Vec<Stated>,
    /// Records so far, and how many of them have a number or a code of their own.
    pub(super) records: usize,
    pub(super) counted: usize,
    /// What the figures of the records come to, by column, in all and since the last section.
    pub(super) all: Sums,
    pub(super) since: Sums,
    /// Records that may be the sum of those numbered below them.
    pub(super) levels: Levels,
}

impl State {
    /// The state below headings in this row.
    pub(super) fn below(row: u32) -> Self {
        Self {
            last: row,
            ..Self::default()
        }
    }

    /// Takes the figures of a record into account.
    pub(super) fn add(&mut self, figures: &Figures) {
        self.each(figures, Sum::add);
    }

    fn each(&mut self, figures: &Figures, take: fn(&mut Sum, i64)) {
        for (column, figure) in figures {
            take(self.all.entry(*column).or_default(), *figure);
            take(self.since.entry(*column).or_default(), *figure);
            for stated in &mut self.stated {
                take(stated.sums.entry(*column).or_default(), *figure);
            }
        }
    }

    /// Takes into account, and keeps for the model, which records were the sum of others.
    pub(super) fn summed(&mut self, table: &mut Table, ended: Vec<Summing>) {
        for Summing {
            row,
            words,
            figures,
        } in ended
        {
            self.each(&figures, Sum::repeated);
            table.summing.insert(row, words);
        }
    }
}

/// What a row states of a column.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) column: usize,
    pub(super) heading: String,
    pub(super) stated: i64,
}

/// What a row states of the rows below it.
#[derive(Debug)]
pub(super) struct Stated {
    pub(super) row: u32,
    /// How far out its section is; 0 for the whole table.
    pub(super) level: u8,
    pub(super) claims: Vec<Claim>,
    /// What the rows so far come to, by column.
    pub(super) sums: Sums,
}

/// What figures come to, by column.
pub(super) type Sums = BTreeMap<usize, Sum>;

/// What is reported once for a whole sheet.
#[derive(Default)]
pub(super) struct Remarks {
    pub(super) unnamed: BTreeSet<usize>,
    pub(super) notes: Vec<u32>,
    /// Rows of totals; in a form that is not filled in yet they are not worth a word.
    pub(super) totals: Vec<u32>,
    /// Whether any row was a record.
    pub(super) any: bool,
    pub(super) others: Vec<(u32, String)>,
    pub(super) converted: BTreeMap<&'static str, usize>,
    /// The first and the last day that rows of reports say themselves.
    pub(super) days: Option<(Date, Date)>,
    pub(super) month_first: BTreeMap<usize, (String, u32)>,
}
