//! Totals that a form states, compared with its rows: below them, above them all, or in the row
//! that names their section.

use super::form;
use super::job::SheetReading;
use super::row::Reader;
use super::rows::Line;
use super::state::{Claim, Stated, Sums};
use super::understood::TotalSeen;
use super::written::count;
use crate::base::number::saturated;
use crate::base::slug;
use crate::diag::{Problem, Problems};
use crate::parse::schema::Kind;
use crate::parse::{Made, Record};

/// How many rows above all records may state what they come to; each record is added to all of
/// them.
const MOST: usize = 100;

fn claims(reader: &Reader<'_>, row: &Line<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, bound) in reader.layout.bound.iter().enumerate() {
        if matches!(bound.column.field().kind, Kind::Count)
            && let Ok((stated, _)) = count(row.cell(bound.index), reader.measure(at, bound))
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

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> SheetReading<'_, '_, T, M> {
    /// Compares what a row of totals states with the rows above it; with those below it where there
    /// are none above.
    pub(super) fn total(&mut self, reader: &Reader<'_>, row: &Line<'_>) {
        let mut texts = row.shown().map(|(_, text)| text);
        let text = texts.find(|text| form::total(text)).unwrap_or_default();
        // Excel's own "… Count" counts rows and adds nothing up.
        if slug::slug(&text).ends_with("count") {
            return;
        }
        let ended = self.state.levels.end(None);
        self.state.summed(self.table, ended);
        let claims = claims(reader, row);
        if self.state.taken == 0 {
            if self.state.stated.len() < MOST {
                self.state.stated.push(Stated {
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
            let [all, since] = [&self.state.all, &self.state.since].map(|sums| {
                let sum = sums.get(&claim.column).copied().unwrap_or_default();
                sum.beside(claim.stated)
            });
            let sum = if claim.stated == all || claim.stated == since {
                claim.stated
            } else if grand {
                all
            } else {
                since
            };
            self.compare(row.number, claim, sum);
        }
        self.state.since.clear();
    }

    /// Keeps what a row that names a section states of the rows below it.
    pub(super) fn section(&mut self, reader: &Reader<'_>, row: &Line<'_>) {
        let mut sections = self.table.sections.iter().rev();
        let section = sections.find(|section| section.row == row.number);
        let level = section.map_or(5, |section| section.level);
        self.settle(level);
        self.state.since.clear();
        let claims = claims(reader, row);
        if !claims.is_empty() {
            self.state.stated.push(Stated {
                row: row.number,
                level,
                claims,
                sums: Sums::new(),
            });
        }
    }

    /// Compares what rows stated of sections that end here: those that are as far in as `level`, or
    /// farther.
    pub(super) fn settle(&mut self, level: u8) {
        let summed = self.state.levels.end(None);
        self.state.summed(self.table, summed);
        let (ended, open): (Vec<Stated>, Vec<Stated>) = std::mem::take(&mut self.state.stated)
            .into_iter()
            .partition(|stated| stated.level >= level);
        self.state.stated = open;
        for Stated {
            row, claims, sums, ..
        } in ended
        {
            for claim in claims {
                let sum = sums.get(&claim.column).copied().unwrap_or_default();
                let sum = sum.beside(claim.stated);
                self.compare(row, claim, sum);
            }
        }
    }

    fn compare(&mut self, row: u32, claim: Claim, sum: i64) {
        let seen = TotalSeen {
            row,
            column: saturated(claim.column).saturating_add(1),
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
            self.report(row, claim.column, problem);
        }
        self.table.understood.totals.push(seen);
    }
}
