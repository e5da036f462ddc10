//! Which row holds the headings, and which column is which field.

use std::sync::Arc;

use super::column::{Column, columns};
use super::rows::{Line, Row};
use super::sidecar::Sidecar;
use super::written::unit;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::schema::{Field, Kind};

/// How far down the headings are looked for.
pub(super) const DEPTH: usize = 40;

/// Columns that tables have for people, and that mean nothing here. The last is the one that
/// rejected rows get.
const COUNTERS: [&str; 8] = [
    "stt",
    "tt",
    "so-tt",
    "so-thu-tu",
    "no",
    "thu-tu",
    "id-dong",
    "ly-do-bi-loai",
];

/// The name of the column that says why a row was rejected.
pub const WHY: &str = "Lý do bị loại";

/// A column of the table that is a field.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// From 0.
    pub(super) index: usize,
    /// As written in the table.
    pub(super) heading: String,
    /// What it is.
    pub(super) column: Column,
    /// What numbers are multiplied by: the heading says "triệu đồng".
    pub(super) scale: f64,
    /// For counts by id: the id that the heading names.
    pub(super) id: Option<String>,
}

/// What a table's columns are.
#[derive(Debug)]
pub(super) struct Layout {
    /// The row of the headings.
    pub(super) row: u32,
    /// Columns that are fields.
    pub(super) bound: Vec<Bound>,
    /// How many columns have a heading, or lie before one that has.
    pub(super) width: usize,
    /// Columns before that without a heading.
    pub(super) unnamed: Vec<usize>,
}

/// The place of a table's cells.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) file: Arc<str>,
    pub(super) sheet: Arc<str>,
}

impl Site {
    /// A cell; `column` counts from 0.
    pub(super) fn cell(&self, row: u32, column: usize) -> Place {
        let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
        Place::Cell {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            column,
        }
    }
}

enum Match<'a> {
    Field(&'a Column, f64),
    Counts(&'a Column, String),
    Ignored,
    Unknown,
}

/// The schema's columns with what a sidecar adds to them.
pub(super) struct Matcher<'a> {
    columns: Vec<Column>,
    counts: Vec<Column>,
    sidecar: &'a Sidecar,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(schema: &'static [Field], sidecar: &'a Sidecar) -> Self {
        let counts = schema
            .iter()
            .filter(|f| matches!(f.kind, Kind::Counts(_)))
            .map(Column::counts)
            .collect();
        Self {
            columns: columns(schema),
            counts,
            sidecar,
        }
    }

    /// The column of a key.
    pub(super) fn column(&self, key: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|c| c.key == key || (c.names() && c.top.key == key))
    }

    /// The key nearest to one that is not there.
    pub(super) fn nearest(&self, key: &str) -> Option<&'static str> {
        slug::nearest(
            key,
            self.columns
                .iter()
                .filter(|c| c.inner.is_none())
                .map(|c| c.top.key),
        )
    }

    /// All keys, for those who look for one.
    pub(super) fn known(&self) -> String {
        let keys = self.columns.iter().filter(|c| c.inner.is_none());
        let keys: Vec<String> = keys
            .map(|c| format!("{} ({})", c.top.key, c.top.vi))
            .collect();
        keys.join(", ")
    }

    fn find(&self, heading: &str) -> Match<'_> {
        let folded = slug::slug(heading);
        if let Some((_, (key, _))) = self
            .sidecar
            .columns
            .iter()
            .find(|((h, _), _)| slug::slug(h) == folded)
        {
            // A key that does not exist is told where it was written.
            return self
                .column(key)
                .map_or(Match::Ignored, |column| Match::Field(column, 1.0));
        }
        if self
            .sidecar
            .ignore
            .iter()
            .any(|(h, _)| slug::slug(h) == folded)
            || COUNTERS.contains(&folded.as_str())
            || super::template::is_beside(&folded)
        {
            return Match::Ignored;
        }
        if let Some(column) = self.columns.iter().find(|c| c.means(&folded)) {
            return Match::Field(column, 1.0);
        }
        // "Giá trị làm lợi (triệu đồng)", "Tên sáng kiến (*)".
        let (before, inside) = heading.split_once('(').unwrap_or((heading, ""));
        let folded = slug::slug(before);
        if let Some(column) = self.columns.iter().find(|c| c.means(&folded)) {
            let money = matches!(column.field().kind, Kind::Count | Kind::Number);
            return match unit(inside.split(')').next().unwrap_or_default()) {
                Some(scale) if money => Match::Field(column, scale),
                None if money && !slug::slug(inside).is_empty() => Match::Unknown,
                _ => Match::Field(column, 1.0),
            };
        }
        for column in &self.counts {
            for prefix in [column.top.key, column.top.vi, "Chỉ tiêu"].map(slug::slug) {
                if let Some(id) = folded
                    .strip_prefix(&format!("{prefix}-"))
                    .filter(|id| !id.is_empty())
                {
                    return Match::Counts(column, id.to_owned());
                }
            }
        }
        Match::Unknown
    }

    /// How many fields a row would name, were it the row of the headings.
    pub(super) fn score(&self, row: &Line<'_>) -> usize {
        let named = |cell: &str| !matches!(self.find(cell), Match::Unknown | Match::Ignored);
        row.shown()
            .filter(|(_, text)| text.chars().count() <= 200 && named(text))
            .count()
    }

    /// The row of the headings among the first rows of a sheet: the one that names most fields, and
    /// two at least.
    pub(super) fn find_row(&self, preview: &[Row<'_>]) -> Option<usize> {
        if let Some(wanted) = self.sidecar.header_row {
            return preview
                .iter()
                .position(|row| row.number == wanted && self.score(&row.line()) > 0);
        }
        let scores = preview.iter().map(|row| self.score(&row.line()));
        let (best, score) = scores
            .enumerate()
            .max_by_key(|(index, score)| (*score, usize::MAX - index))?;
        (score >= 2).then_some(best)
    }

    /// Reads the headings. Columns that are unknown, doubled or missing are told.
    pub(super) fn layout(&self, row: &Line<'_>, site: &Site, problems: &mut Problems) -> Layout {
        let mut layout = Layout {
            row: row.number,
            bound: Vec::new(),
            width: 0,
            unnamed: Vec::new(),
        };
        let headings: Vec<(usize, String)> = row
            .shown()
            .map(|(index, text)| (index, text.into_owned()))
            .collect();
        for (index, heading) in &headings {
            let (index, heading) = (*index, heading.clone());
            layout.unnamed.extend(layout.width..index);
            layout.width = index + 1;
            let place = || site.cell(row.number, index);
            let (column, scale, id) = match self.find(&heading) {
                Match::Ignored => continue,
                Match::Field(column, scale) => (column.clone(), scale, None),
                Match::Counts(column, id) => (column.clone(), 1.0, Some(id)),
                Match::Unknown => {
                    let nearest = slug::nearest(&heading, self.columns.iter().map(Column::label));
                    problems.add(place(), Problem::UnknownColumn { heading, nearest });
                    continue;
                }
            };
            let same = |b: &&Bound| b.column.key == column.key && b.id == id;
            if let Some(first) = layout.bound.iter().find(same) {
                let (field, first) = (column.label(), first.heading.clone());
                problems.add(
                    place(),
                    Problem::DuplicateColumn {
                        heading,
                        field,
                        first,
                    },
                );
                continue;
            }
            layout.bound.push(Bound {
                index,
                heading,
                column,
                scale,
                id,
            });
        }
        layout.bound.sort_by_key(|b| !b.column.names());
        self.missing(&layout, &headings, site, problems);
        layout
    }

    fn missing(
        &self,
        layout: &Layout,
        headings: &[(usize, String)],
        site: &Site,
        problems: &mut Problems,
    ) {
        let there = |column: &Column| layout.bound.iter().any(|b| b.column.key == column.key);
        let given = |column: &Column| {
            self.sidecar
                .defaults
                .iter()
                .any(|((key, _), _)| *key == column.key)
        };
        for column in self
            .columns
            .iter()
            .filter(|c| c.required() && !there(c) && !given(c))
        {
            let (vi, en) = (column.label(), column.field().en);
            problems.add(site.cell(layout.row, 0), Problem::MissingColumn { vi, en });
        }
        let said = self
            .sidecar
            .columns
            .iter()
            .map(|(heading, _)| heading)
            .chain(&self.sidecar.ignore);
        for (heading, place) in said {
            if !headings
                .iter()
                .any(|(_, h)| slug::slug(h) == slug::slug(heading))
            {
                let known = headings
                    .iter()
                    .map(|(_, h)| h.as_str())
                    .collect::<Vec<_>>()
                    .join(", ");
                problems.add(
                    place.clone(),
                    Problem::ColumnNotFound {
                        heading: heading.clone(),
                        known,
                    },
                );
            }
        }
    }

    /// The labels of the required columns, for the one who has no headings yet.
    pub(super) fn required(&self) -> String {
        let mut labels: Vec<&str> = self
            .columns
            .iter()
            .filter(|c| c.required())
            .map(Column::label)
            .collect();
        labels.extend(
            self.columns
                .iter()
                .filter(|c| !c.required())
                .map(Column::label)
                .take(2),
        );
        labels.join(", ")
    }
}
