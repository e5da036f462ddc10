//! Totals that a form states, compared with its rows: below them, above them all, or in the row
//! that names their section.

use std::collections::BTreeMap;

use super::heading::Site;
use super::judge::State;
use super::levels::{Figures, Sum, Summing};
use super::reading::Job;
use super::row::Reader;
use super::rows::Line;
use super::understood::TotalSeen;
use super::written::{Measure, count};
use super::{Table, form};
use crate::base::slug;
use crate::diag::{Problem, Problems};
use crate::parse::Record;
use crate::parse::schema::Kind;

/// How many rows above all records may state what they come to; each record is added to all of
/// them.
const MOST: usize = 100;

/// What a row states of a column.
#[derive(Debug)]
struct Claim {
    column: usize,
    heading: String,
    stated: i64,
}

/// What a row states of the rows below it.
#[derive(Debug)]
pub(super) struct Stated {
    row: u32,
    /// How far out its section is; 0 for the whole table.
    level: u8,
    claims: Vec<Claim>,
    /// What the rows so far come to, by column.
    sums: Sums,
}

/// What figures come to, by column.
pub(super) type Sums = BTreeMap<usize, Sum>;

impl State {
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

fn claims(reader: &Reader<'_>, row: &Line<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, bound) in reader.layout.bound.iter().enumerate() {
        let measure = Measure {
            scale: bound.scale,
            marks: reader.marks.get(at).copied().unwrap_or_default(),
            money: bound.column.money(),
        };
        if matches!(bound.column.field().kind, Kind::Count)
            && let Ok((stated, _)) = count(row.cell(bound.index), measure)
        {
            claims.push(Claim {
                column: bound.index,
                heading: bound.heading.clone(),
                stated,
            });
        }
    }
    claims
}

impl<T: Send, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    /// Compares what a row of totals states with the rows above it; with those below it where there
    /// are none above.
    pub(super) fn total(
        &mut self,
        table: &mut Table,
        reader: &Reader<'_>,
        row: &Line<'_>,
        state: &mut State,
    ) {
        let mut texts = row.shown().map(|(_, text)| text);
        let text = texts.find(|text| form::total(text)).unwrap_or_default();
        // Excel's own "… Count" counts rows and adds nothing up.
        if slug::slug(&text).ends_with("count") {
            return;
        }
        let ended = state.levels.end(None);
        state.summed(table, ended);
        let claims = claims(reader, row);
        if state.taken == 0 {
            if state.stated.len() < MOST {
                state.stated.push(Stated {
                    row: row.number,
                    level: 0,
                    claims,
                    sums: Sums::new(),
                });
            }
            return;
        }
        let grand = form::grand(&text);
        for claim in claims {
            let sum = |sums: &Sums| {
                let sum = sums.get(&claim.column).copied().unwrap_or_default();
                sum.beside(claim.stated)
            };
            let (all, since) = (sum(&state.all), sum(&state.since));
            let sum = if claim.stated == all || claim.stated == since {
                claim.stated
            } else if grand {
                all
            } else {
                since
            };
            self.compare(table, reader.site, row.number, claim, sum);
        }
        state.since.clear();
    }

    /// Keeps what a row that names a section states of the rows below it.
    pub(super) fn section(
        &mut self,
        table: &mut Table,
        reader: &Reader<'_>,
        row: &Line<'_>,
        state: &mut State,
    ) {
        let level = table
            .sections
            .iter()
            .rev()
            .find(|section| section.row == row.number);
        let level = level.map_or(5, |section| section.level);
        self.settle(table, reader.site, state, level);
        state.since.clear();
        let claims = claims(reader, row);
        if !claims.is_empty() {
            state.stated.push(Stated {
                row: row.number,
                level,
                claims,
                sums: Sums::new(),
            });
        }
    }

    /// Compares what rows stated of sections that end here: those that are as far in as `level`, or
    /// farther.
    pub(super) fn settle(&mut self, table: &mut Table, site: &Site, state: &mut State, level: u8) {
        let ended = state.levels.end(None);
        state.summed(table, ended);
        let (ended, open) = std::mem::take(&mut state.stated)
            .into_iter()
            .partition(|stated| stated.level >= level);
        state.stated = open;
        let ended: Vec<Stated> = ended;
        for Stated {
            row, claims, sums, ..
        } in ended
        {
            for claim in claims {
                let sum = sums.get(&claim.column).copied().unwrap_or_default();
                let sum = sum.beside(claim.stated);
                self.compare(table, site, row, claim, sum);
            }
        }
    }

    fn compare(&mut self, table: &mut Table, site: &Site, row: u32, claim: Claim, sum: i64) {
        let seen = TotalSeen {
            row,
            column: u32::try_from(claim.column)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            heading: claim.heading,
            stated: claim.stated,
            sum,
        };
        if !seen.agrees() {
            let (heading, stated) = (seen.heading.clone(), seen.stated);
            let problem = Problem::TotalDiffers {
                heading,
                stated,
                sum,
            };
            self.add(site.cell(row, claim.column), problem);
        }
        table.understood.totals.push(seen);
    }
}
