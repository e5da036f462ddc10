//! Tables of figures: units of a phase beside each other, revisions, what initiatives count to.

use super::{PageBuilder, card};
use crate::base::{Share, date};
use crate::model::programme::Metric;
use crate::model::target::{self, Change};
use crate::model::{Programme, Unit};
use crate::page::standing::{self, Standing};
use crate::page::view::{
    FactView, RevisionView, StandingRow, StandingTable, TableBlock, TableView,
};
use crate::page::words;
use crate::progress::{self, PhaseProgress, ProgrammeProgress, Revision};

/// Rows of a table of units; grassroots unions may be tens of thousands.
const ROWS: usize = 200;

/// Of a bar's thousandths those for the largest share: bars of a table end before their cell does.
const ROOM: f64 = 980.0;

impl<'a> PageBuilder<'a> {
    pub(super) fn standing(&self) -> Standing<'a> {
        Standing {
            portal: self.context.portal,
            texts: self.texts(),
        }
    }

    pub(super) fn facts(&self, unit: Option<&Unit>, figures: &PhaseProgress<'_>) -> Vec<FactView> {
        self.standing().facts(unit, figures)
    }

    /// The units of a level in a phase, best first: upper-level unions, else clusters, else
    /// grassroots unions.
    pub(super) fn standing_table(
        &self,
        progress: &ProgrammeProgress<'_>,
        number: usize,
    ) -> Option<StandingTable> {
        let portal = self.context.portal;
        let kind = progress::level(portal, progress, number)?;
        let units = (0..portal.units.len()).filter(|unit| portal.units[*unit].kind == kind);
        let order = progress::standing(portal, progress, units, number);
        let rows = order.iter().filter_map(|u| {
            let figures = progress.units[*u].phases[number].as_ref()?;
            Some((&portal.units[*u], figures))
        });
        let mut rows: Vec<(&Unit, &PhaseProgress<'_>)> = rows.collect();
        let all = rows.len();
        let root = portal.tree.roots().first();
        let root = root.map(|root| &portal.units[*root]);
        let root = root.filter(|root| root.kind != kind);
        rows.truncate(ROWS);
        let shown = rows
            .iter()
            .map(|(_, f)| *f)
            .chain([&progress.phases[number]]);
        let end = card::largest(shown);
        // The whole has no one to be ranked among.
        let figures = &progress.phases[number];
        let whole = root.map(|root| StandingRow {
            rank: None,
            bar: card::bar(figures, end, ROOM),
            ..self.standing_row(root, figures)
        });
        Some(StandingTable {
            kind: words::unit_kind(kind, self.texts()),
            has_members: rows.iter().any(|(_, f)| f.per_100_members.is_some()),
            has_valid: rows.iter().any(|(_, f)| f.valid.is_some()),
            whole,
            rest: (all > ROWS)
                .then(|| self.say("count-more-rows", &[("count", (all - ROWS).into())])),
            rows: rows
                .into_iter()
                .map(|(u, f)| StandingRow {
                    bar: card::bar(f, end, ROOM),
                    ..self.standing_row(u, f)
                })
                .collect(),
        })
    }

    pub(super) fn standing_row(&self, unit: &Unit, f: &PhaseProgress<'_>) -> StandingRow {
        let (status, status_text) = standing::status(f, self.texts());
        StandingRow {
            unit: self.unit_link(unit),
            rank: f.ranks.percent.map(|r| r.place.to_string()),
            target: f.target.map(|n| self.whole(n)),
            submitted: f.submitted.map(|n| self.whole(n)),
            valid: f
                .valid
                .filter(|v| v.complete())
                .map(|v| self.whole(v.value)),
            percent: self.reached(f),
            bar: None,
            per_100_members: standing::per_100_members(unit, f, self.lang),
            date: f.count.map(|count| self.date(count.date)),
            coverage: f
                .coverage()
                .filter(|c| !c.complete())
                .map(|c| self.standing().coverage(c)),
            status,
            status_text,
        }
    }

    /// Figures that were reported again with another value: of one unit, or of all.
    pub(super) fn revisions(
        &self,
        programme: &Programme,
        of: impl Fn(usize, crate::base::Date) -> bool,
    ) -> Vec<RevisionView> {
        self.revised(programme, |revision| of(revision.unit, revision.date))
    }

    /// Those of which something holds.
    pub(super) fn revised(
        &self,
        programme: &Programme,
        shown: impl Fn(&Revision<'_>) -> bool,
    ) -> Vec<RevisionView> {
        let portal = self.context.portal;
        let revisions = &self.context.progress.programmes[&programme.id].revisions;
        let seen = revisions.iter().filter(|revision| shown(revision));
        seen.map(|r| {
            let unit = &portal.units[r.unit];
            let kept = self.say("revision-kept", &[]);
            RevisionView {
                unit: self.unit_link(unit),
                date: self.date(r.date),
                metric: words::metric(r.metric, programme, self.texts()),
                was: self.whole(r.was),
                now: self.whole(r.now),
                published: r
                    .report
                    .and_then(|report| report.published)
                    .map(|d| self.date(d)),
                source: r.report.map_or(Some(kept), |report| report.source.clone()),
            }
        })
        .collect()
    }

    /// Targets that were changed, with both values.
    pub(super) fn target_changes(
        &self,
        programme: &Programme,
        shown: impl Fn(&Change<'_>) -> bool,
    ) -> Vec<RevisionView> {
        let portal = self.context.portal;
        let changes = target::changes(portal, programme, self.context.progress.as_of);
        let seen = changes.iter().filter(|change| shown(change));
        seen.map(|change| self.target_change(programme, change))
            .collect()
    }

    fn target_change(&self, programme: &Programme, change: &Change<'_>) -> RevisionView {
        let phase = self.texts().inside(&programme.phases[change.phase].title);
        RevisionView {
            unit: match change.unit.map(|unit| &self.context.portal.units[unit]) {
                Some(unit) => self.unit_link(unit),
                None => self.link(
                    &programme.short_title,
                    self.addresses().programme(programme),
                ),
            },
            date: self.date(change.since),
            metric: self.say("revision-target", &[("phase", (&phase).into())]),
            was: self.whole(change.was),
            now: self.whole(change.now),
            published: None,
            source: change.source.map(ToOwned::to_owned),
        }
    }

    /// What the initiatives on the site count to by status and month; charts show groups,
    /// organisations and benefit.
    pub(super) fn breakdown(&self, programme: &Programme) -> Vec<TableBlock> {
        let progress = &self.context.progress.programmes[&programme.id];
        let tally = &progress.totals.tally;
        // Of a few examples no share would mean anything.
        if tally.records == 0 || !programme.counts_records {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (status, count) in words::STATUSES.iter().zip(tally.statuses) {
            let share = Share::new(count, tally.records);
            rows.push(vec![
                words::status(*status, self.texts()),
                self.whole(count),
                share.map(|share| share.text(self.lang)).unwrap_or_default(),
            ]);
        }
        let head = [
            self.say("status", &[]),
            self.say("initiatives", &[]),
            self.say("chart-head-share", &[]),
        ];
        vec![
            block(self.say("tally-by-status", &[]), head, rows),
            self.months(programme, progress),
        ]
    }

    fn months(&self, programme: &Programme, progress: &ProgrammeProgress<'_>) -> TableBlock {
        let mut months: Vec<_> = progress.months.iter().collect();
        // Those without a date come last.
        months.sort_by_key(|(month, _)| (month.is_none(), **month));
        let mut rows = Vec::new();
        for (month, both) in months {
            let month = match *month {
                Some((year, month)) => date::month(year, month, self.lang),
                None => self.say("tally-without-date", &[]),
            };
            rows.push(vec![
                month,
                self.whole(both.submitted),
                self.whole(both.valid),
            ]);
        }
        let head = Metric::ALL.map(|m| words::metric(m, programme, self.texts()));
        let [submitted, valid] = head;
        let title = self.say("tally-by-month", &[]);
        block(title, [self.say("month", &[]), submitted, valid], rows)
    }
}

fn block(title: String, head: [String; 3], rows: Vec<Vec<String>>) -> TableBlock {
    let table = TableView {
        head: head.to_vec(),
        numeric: vec![false, true, true],
        rows,
    };
    TableBlock {
        title,
        note: None,
        table,
    }
}
