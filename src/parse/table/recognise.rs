//! What a sheet is read by, found out by its headings, what is above them, and its first rows.

use super::above::{Above, Said};
use super::column::Column;
use super::first::{figures, measure, numbered, tall};
use super::form;
use super::head::Head;
use super::heading::{Layout, Matcher, Site};
use super::job::SheetReading;
use super::merged::Area;
use super::money::Unit;
use super::remarks::{columns_of, understand};
use super::row::{self, Reader};
use super::rows::Row;
use super::understood::DaySeen;
use crate::diag::{Place, Problems};
use crate::parse::value::{Datum, Value};
use crate::source::Role;

/// What a sheet is read by, found out by its first rows.
pub(super) struct Form {
    pub(super) layout: Layout,
    defaults: Vec<(Column, Datum)>,
    unit_unbound: bool,
    open: bool,
    numbered: bool,
    /// For each bound column, and each that counts rows, the areas over several rows that cover it.
    tall: Vec<Vec<Area>>,
    /// The days that the title, the sheet and the file say.
    pub(super) days: Vec<Said>,
}

impl Form {
    pub(super) fn reader<'f>(
        &'f self,
        matcher: &'f Matcher<'f>,
        areas: &'f [Area],
        site: &Site,
        role: Role,
    ) -> Reader<'f> {
        Reader {
            layout: &self.layout,
            matcher,
            areas,
            tall: &self.tall,
            numbered: self.numbered,
            defaults: &self.defaults,
            site: site.clone(),
            role,
            unit_unbound: self.unit_unbound,
            open: self.open,
            marks: Vec::new(),
        }
    }
}

impl<T, M> SheetReading<'_, '_, T, M> {
    /// What the sheet is read by; none where its headings have problems, with which each row would
    /// only repeat them.
    pub(super) fn recognise(&mut self, rows: &[Row<'_>], head: &Head) -> Option<Form> {
        let (matcher, site, role) = (self.job.matcher, self.site, self.job.source.role);
        let mut problems = Problems::default();
        let above = Above::new(&rows[..head.first], matcher, site);
        let below = &rows[head.last + 1..];
        let around = above.around(self.areas);
        let mut layout = matcher.layout(head, rows, &around, site, &mut problems);
        self.remember_headings(&layout);
        measure(&mut layout, &above, &mut problems);
        let mut defaults = row::defaults(matcher, matcher.sidecar, &mut problems);
        // The keys of columns that need not be there.
        let mut elsewhere = Vec::new();
        let has_days = layout.bound.iter().any(|b| b.day.is_some());
        let dated = has_days || has_column(&layout, "as_of");
        if role == Role::Reports
            && !dated
            && let Some((seen, place)) = above.day(&mut problems)
        {
            defaults.extend(self.default_day(&seen, place));
            self.table.understood.day = Some(seen);
            elsewhere.push("as_of");
        }
        if !has_days && !figures(&layout, below) {
            // A form that is not filled in yet has no day either.
            elsewhere.push("as_of");
        }
        let named = matches!(role, Role::Reports | Role::Initiatives);
        let unit_unbound = named && !has_column(&layout, "unit");
        let open = unit_unbound
            && !matcher.has_default("unit")
            && (has_sections(below) || !above.candidates.is_empty());
        if open {
            elsewhere.push("unit");
        }
        matcher.missing(&layout, &elsewhere, site, &mut problems);
        let days = self.keep_above(above, &layout);
        understand(self.table, &layout, below);
        let columns = columns_of(&layout, &defaults, site);
        self.table.columns.extend(columns);
        let stop = problems.any_error();
        self.job.parsed.found.problems.extend(problems);
        (!stop).then(|| Form {
            numbered: numbered(&layout, below),
            tall: tall(&layout, self.areas),
            days,
            layout,
            defaults,
            unit_unbound,
            open,
        })
    }

    /// Keeps the headings, where the file beside the table names some: those that no table of the
    /// file has are reported.
    fn remember_headings(&mut self, layout: &Layout) {
        let sidecar = self.job.matcher.sidecar;
        if sidecar.columns.is_empty() && sidecar.ignore.is_empty() {
            return;
        }
        for (_, heading) in &layout.seen {
            if !self.job.seen.contains(heading) {
                self.job.seen.push(heading.clone());
            }
        }
    }

    /// The day that something above the table says, as a default of its rows; none where the file
    /// beside the table says one.
    fn default_day(&self, seen: &DaySeen, place: Place) -> Option<(Column, Datum)> {
        if self.job.matcher.has_default("as_of") {
            return None;
        }
        let column = self.job.matcher.column("as_of")?;
        let value = Value::Date(seen.day);
        Some((column.clone(), Datum { place, value }))
    }

    /// Keeps what was understood of the headings and of what is above them; gives the days that are
    /// said there.
    fn keep_above(&mut self, above: Above, layout: &Layout) -> Vec<Said> {
        let table = &mut *self.table;
        if table.columns.is_empty() {
            table.heading = layout.row;
            table.candidates = above.candidates;
        }
        let understood = &mut table.understood;
        understood.headings.extend(&layout.rows);
        let money = above.money.map(|(words, unit)| match unit {
            Unit::Dong(scale) => (words, scale),
            Unit::Foreign(_) => (words, 1.0),
        });
        understood.money = understood.money.take().or(money);
        above.days
    }
}

fn has_column(layout: &Layout, key: &str) -> bool {
    layout.bound.iter().any(|b| b.column.key == key)
}

/// Whether some of the first rows may name a section.
fn has_sections(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| form::words(&row.line()).0.len() == 1)
}
