//! Units beside each other in one phase: the table of the page of units, the best and the last on
//! the home page, and what a unit without figures shows in their place.

use super::PageBuilder;
use super::card::Trend;
use crate::chart;
use crate::model::{Programme, Unit, UnitKind};
use crate::page::plan;
use crate::page::view::{
    ComparedGroup, ComparedRow, ComparedView, FigureView, HomeUnits, Link, LinkGroup, NoFigures,
    StandingRow,
};
use crate::page::words;
use crate::progress::{self, PhaseProgress, PhaseState, ProgrammeProgress};

/// Units in each list of the home page.
const LISTED: usize = 5;

/// Units beyond which a phone shows the sums of clusters first.
const LONG: usize = 60;

/// Units without a report that the home page names.
const NAMED: usize = 12;

/// Units beside one without figures.
const BESIDE: usize = 300;

/// The phase in which units are compared.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'a> {
    programme: &'a Programme,
    figures: &'a ProgrammeProgress<'a>,
    /// By its place in the programme.
    phase: usize,
    /// The level whose units are compared.
    level: UnitKind,
}

impl<'a> Comparison<'a> {
    fn of_unit(&self, unit: usize) -> Option<&'a PhaseProgress<'a>> {
        self.figures.units[unit].phases[self.phase].as_ref()
    }
}

impl<'a> PageBuilder<'a> {
    /// The newest phase of the main programme that has begun and of which any unit reported.
    pub(super) fn comparison(&self) -> Option<Comparison<'a>> {
        let (programme, figures) = self.main_programme()?;
        for phase in (0..programme.phases.len()).rev() {
            if figures.phases[phase].state == PhaseState::Ahead {
                continue;
            }
            if let Some(level) = progress::level(self.context.portal, figures, phase) {
                return Some(Comparison {
                    programme,
                    figures,
                    phase,
                    level,
                });
            }
        }
        None
    }

    fn compared_phase(&self, comparison: Comparison<'_>) -> Link {
        let phase = &comparison.programme.phases[comparison.phase];
        self.link(&phase.title, self.addresses().phase(phase))
    }

    /// The upper-level unions by cluster; nothing when none of them has a count in a phase.
    pub(super) fn compared_units(&self) -> Option<ComparedView> {
        let comparison = self.comparison()?;
        if comparison.level != UnitKind::Upper {
            return None;
        }
        let portal = self.context.portal;
        let (mut groups, mut grouped) = (Vec::new(), vec![false; portal.units.len()]);
        for (above, unit) in portal.units.iter().enumerate() {
            if !is_cluster(unit) {
                continue;
            }
            let below = self.uppers(|parent| parent == Some(above));
            if below.is_empty() {
                continue;
            }
            for index in &below {
                grouped[*index] = true;
            }
            groups.push((Some(above), below));
        }
        let mut alone = self.uppers(|_| true);
        alone.retain(|index| !grouped[*index]);
        if !alone.is_empty() {
            groups.push((None, alone));
        }
        let members = groups.iter().flat_map(|(_, below)| below);
        let trends: Vec<Trend> = members
            .filter_map(|index| self.trend(&portal.units[*index]))
            .collect();
        let most = trends.iter().map(Trend::most).max().unwrap_or_default();
        let groups: Vec<ComparedGroup> = groups
            .iter()
            .map(|(above, below)| ComparedGroup {
                sum: above.map(|above| self.compared_row(comparison, above, most)),
                note: above.and_then(|above| portal.units[above].note.clone()),
                rows: below
                    .iter()
                    .map(|index| self.compared_row(comparison, *index, most))
                    .collect(),
            })
            .collect();
        Some(ComparedView {
            phase: self.compared_phase(comparison),
            programme: comparison.programme.short_title.clone(),
            long: groups.iter().map(|group| group.rows.len()).sum::<usize>() > LONG,
            trends: !trends.is_empty(),
            states: states(&groups),
            groups,
        })
    }

    /// Upper-level unions in the order of the content, by the index of the unit above.
    fn uppers(&self, above: impl Fn(Option<usize>) -> bool) -> Vec<usize> {
        let portal = self.context.portal;
        let mut found = Vec::new();
        for (index, unit) in portal.units.iter().enumerate() {
            let parent = unit.parent.as_deref().and_then(|id| portal.tree.index(id));
            if unit.kind == UnitKind::Upper && above(parent) {
                found.push(index);
            }
        }
        found
    }

    fn compared_row(&self, comparison: Comparison<'_>, index: usize, most: i64) -> ComparedRow {
        let unit = &self.context.portal.units[index];
        let figures = comparison.of_unit(index);
        let row = match figures {
            Some(figures) => self.standing_row(unit, figures),
            None => self.outside_row(unit),
        };
        ComparedRow {
            row,
            card: self.unit_card(unit, most),
        }
    }

    /// A unit that did not exist in the phase.
    fn outside_row(&self, unit: &Unit) -> StandingRow {
        StandingRow {
            unit: self.unit_link(unit),
            rank: None,
            target: None,
            submitted: None,
            valid: None,
            percent: None,
            bar: None,
            per_100_members: None,
            coverage: None,
            date: None,
            status: "none",
            status_text: String::new(),
        }
    }

    /// Best, last and silent units for the home page.
    pub(super) fn home_units(&self) -> Option<HomeUnits> {
        let portal = self.context.portal;
        let comparison = self.comparison()?;
        let units =
            (0..portal.units.len()).filter(|unit| portal.units[*unit].kind == comparison.level);
        let order = progress::standing(portal, comparison.figures, units, comparison.phase);
        let figures = |unit: &usize| Some((*unit, comparison.of_unit(*unit)?));
        let (reported, silent): (Vec<_>, Vec<_>) = order
            .iter()
            .filter_map(figures)
            .partition(|(_, f)| f.submitted.is_some());
        let ranked: Vec<_> = reported
            .iter()
            .filter(|(_, f)| f.ranks.percent.is_some())
            .collect();
        let best = ranked.iter().take(LISTED);
        let last = ranked.iter().skip(LISTED).rev().take(LISTED);
        let below = last.filter(|(_, f)| f.percent.is_some_and(|share| share.percent() < 100.0));
        let names = silent.iter().take(NAMED).map(|(unit, _)| {
            let unit = &portal.units[*unit];
            self.short_unit_link(unit)
        });
        Some(HomeUnits {
            phase: self.compared_phase(comparison),
            kind: words::unit_kind(comparison.level, self.texts()),
            best: best
                .map(|(unit, f)| self.standing_row(&portal.units[*unit], f))
                .collect(),
            behind: below
                .map(|(unit, f)| self.standing_row(&portal.units[*unit], f))
                .collect(),
            silent_count: self.whole(i64::try_from(silent.len()).unwrap_or(i64::MAX)),
            silent_more: silent.len() > NAMED,
            silent: names.collect(),
        })
    }

    /// The map of the phase in which units are compared.
    pub(super) fn home_maps(&self) -> Vec<FigureView> {
        let Some(comparison) = self.comparison() else {
            return Vec::new();
        };
        let phase = &comparison.programme.phases[comparison.phase];
        self.phase_charts(phase, chart::Kind::Map)
    }

    /// Every upper-level union by cluster, to choose from; nothing where they are too many for a
    /// page on which they are not the subject.
    pub(super) fn choice_of_units(&self) -> Vec<LinkGroup> {
        let portal = self.context.portal;
        if self.uppers(|_| true).len() > plan::CHOICE {
            return Vec::new();
        }
        let mut groups = Vec::new();
        for (title, units) in self.uppers_by_cluster() {
            let units = units.iter().map(|index| &portal.units[*index]);
            groups.push(LinkGroup {
                title: title.to_owned(),
                links: units.map(|unit| self.short_unit_link(unit)).collect(),
            });
        }
        groups
    }

    /// Upper-level unions by the short title of the province or cluster above them; those without
    /// one are last, under an empty title.
    pub(super) fn uppers_by_cluster(&self) -> Vec<(&'a str, Vec<usize>)> {
        let portal = self.context.portal;
        let mut found = Vec::new();
        for (above, unit) in portal.units.iter().enumerate() {
            if is_cluster(unit) {
                let below = self.uppers(|parent| parent == Some(above));
                found.push((unit.short_title.as_str(), below));
            }
        }
        found.push((
            "",
            self.uppers(|parent| !parent.is_some_and(|above| is_cluster(&portal.units[above]))),
        ));
        found.retain(|(_, units)| !units.is_empty());
        found
    }

    /// What the page of a unit without any figure shows: why there is none, what is known of the
    /// whole, and the units beside it.
    pub(super) fn no_figures(&self, index: usize) -> NoFigures {
        let portal = self.context.portal;
        let unit = &portal.units[index];
        let ended = unit
            .valid_to
            .is_some_and(|end| end < self.context.progress.as_of);
        let others = portal
            .units
            .iter()
            .filter(|other| other.kind == unit.kind)
            .any(|other| {
                self.of_unit(other)
                    .any(|(_, f)| f.totals.submitted.is_some())
            });
        let root = portal.units.iter().find(|other| other.parent.is_none());
        let root = root.filter(|root| root.id != unit.id);
        let whole = root.and_then(|_| {
            let (programme, figures) = self.main_programme()?;
            self.result(programme, figures)
        });
        let above = unit.parent.as_deref().and_then(|id| portal.unit(id));
        let beside = portal
            .units
            .iter()
            .filter(|other| {
                other.parent.is_some()
                    && other.parent == unit.parent
                    && other.kind == unit.kind
                    && other.id != unit.id
            })
            .take(BESIDE);
        let contact = self
            .main_programme()
            .and_then(|(programme, _)| self.person(programme.contact.as_ref()));
        NoFigures {
            why: match (ended, others) {
                (true, _) => "ended",
                (false, true) => "not-reported",
                (false, false) => "whole-only",
            },
            whole,
            root: root.map(|root| self.unit_link(root)),
            above: above.map(|above| self.short_unit_link(above)),
            neighbours: beside.map(|other| self.short_unit_link(other)).collect(),
            contact,
        }
    }
}

/// Whether a unit only groups those below it.
pub(super) fn is_cluster(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Province | UnitKind::Cluster)
}

/// The states that occur, each once, in the order of the rows.
fn states(groups: &[ComparedGroup]) -> Vec<Link> {
    let mut states: Vec<Link> = Vec::new();
    for row in groups.iter().flat_map(|group| &group.rows) {
        let (key, text) = (row.row.status, &row.row.status_text);
        if text.is_empty() || states.iter().any(|state| state.url == key) {
            continue;
        }
        // What is in brackets is of the one unit.
        let title = text.split(" (").next().unwrap_or(text).to_owned();
        states.push(Link {
            title,
            url: key.to_owned(),
            ..Link::default()
        });
    }
    states
}
