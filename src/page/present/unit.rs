//! Units and organisations.

use super::card::scale;
use super::compared::is_cluster;
use super::{PageBuilder, RenderContext};
use crate::base::AddressWord;
use crate::chart;
use crate::model::programme::Metric;
use crate::model::{Phase, Programme, Unit, UnitKind};
use crate::page::plan;
use crate::page::view::{
    BigFigure, FactView, FigureView, NewsCard, RevisionView, TallyView, UnitCard, UnitGroup,
    UnitPhaseView, UnitView, UnitsView,
};
use crate::page::{markdown, standing, words};
use crate::progress::{Blank, PhaseProgress, PhaseState, UnitProgress};

/// Initiatives on the page of a unit.
const SHOWN: usize = 20;

impl<'a> PageBuilder<'a> {
    pub(super) fn units(&self) -> UnitsView {
        let portal = self.context.portal;
        let uppers = portal.units.iter().filter(|u| u.kind == UnitKind::Upper);
        let count = uppers.clone().count();
        let mut groups = Vec::new();
        for above in portal.units.iter().filter(|u| is_cluster(u)) {
            let below = portal.children(&above.id);
            if let Some(group) = self.group(below.filter(|u| u.kind == UnitKind::Upper)) {
                let url = Some(self.addresses().unit(above));
                groups.push(UnitGroup {
                    title: words::unit_name(&above.title),
                    url,
                    note: above.note.clone(),
                    ..group
                });
            }
        }
        groups.extend(self.group(uppers.filter(|u| {
            let above = u.parent.as_deref().and_then(|id| portal.unit(id));
            !above.is_some_and(is_cluster)
        })));
        let pairs = self.addresses().list(AddressWord::Compare);
        UnitsView {
            count: self.say("count-upper-unions", &[("count", count.into())]),
            root: portal
                .units
                .iter()
                .find(|u| u.parent.is_none())
                .map(|u| self.unit_link(u)),
            compared: self.compared_units(),
            pair: self.context.plan.has_pairs.then(|| pairs.to_owned()),
            groups,
        }
    }

    pub(super) fn organisations(&self) -> UnitsView {
        let mut grassroots: Vec<&Unit> = self.context.portal.units.iter().collect();
        grassroots.retain(|unit| unit.kind == UnitKind::Grassroots);
        UnitsView {
            count: self.say("count-grassroots", &[("count", grassroots.len().into())]),
            root: None,
            compared: None,
            pair: None,
            groups: self.group(grassroots.into_iter()).into_iter().collect(),
        }
    }

    /// Units as a group without a title; none for no units.
    fn group<'u>(&self, units: impl Iterator<Item = &'u Unit>) -> Option<UnitGroup> {
        let units: Vec<&Unit> = units.collect();
        let trends = units.iter().filter_map(|unit| self.trend(unit));
        let most = trends.map(|trend| trend.most()).max().unwrap_or_default();
        let units: Vec<UnitCard> = units.iter().map(|u| self.unit_card(u, most)).collect();
        let trends = units.iter().any(|u| u.trend.is_some());
        let has_figures = units
            .iter()
            .any(|u| u.submitted.is_some() || u.records.is_some());
        (!units.is_empty()).then(|| UnitGroup {
            units,
            has_figures,
            trends,
            ..UnitGroup::default()
        })
    }

    /// Phases and trend; of the highest unit those of the whole.
    fn unit_charts(&self, index: usize) -> Vec<FigureView> {
        let portal = self.context.portal;
        let whole = *portal.tree.roots() == [index];
        let unit = (!whole).then(|| &portal.units[index].id);
        self.figures_of(|request| on_unit_page(request) && request.unit.as_ref() == unit)
    }

    /// Whether the figures of a unit can be put beside those of another one.
    fn is_paired(&self, index: usize) -> bool {
        let RenderContext {
            portal, progress, ..
        } = self.context;
        self.context.plan.has_pairs
            && portal.units[index].kind == UnitKind::Upper
            && plan::has_figures(progress, index)
    }

    pub(super) fn unit(&self, index: usize) -> UnitView {
        let portal = self.context.portal;
        let unit = &portal.units[index];
        let successors = unit.successors.iter();
        let initiatives = self.initiatives_of(index).into_iter();
        let figures = self.unit_figures(unit);
        let phases = self.unit_phases(unit);
        let none = figures.is_empty() && phases.is_empty();
        let is_paired = self.is_paired(index);
        let pairs = self.addresses().list(AddressWord::Compare);
        UnitView {
            title: words::unit_name(&unit.title),
            kind_text: words::unit_kind(unit.kind, self.texts()),
            kind: words::unit_kind_key(unit.kind),
            about: unit.about.as_deref().map(markdown::paragraphs),
            note: unit.note.clone(),
            data: (unit.kind != UnitKind::Grassroots).then(|| plan::unit_data(&unit.id)),
            pair: is_paired.then(|| format!("{pairs}?a={}", unit.id)),
            chair: self.person(unit.chair.as_ref()),
            members: unit.members.map(|n| self.whole(n)),
            valid_from: unit.valid_from.map(|d| self.date(d)),
            valid_to: unit.valid_to.map(|d| self.date(d)),
            successors: successors
                .filter_map(|id| portal.unit(id))
                .map(|u| self.unit_link(u))
                .collect(),
            predecessors: portal
                .predecessors(&unit.id)
                .map(|u| self.unit_link(u))
                .collect(),
            now: self.unit_now(unit),
            no_figures: none.then(|| self.no_figures(index)),
            figures,
            phases,
            revisions: self.unit_revisions(index),
            tally: self.unit_tally(unit),
            reports: self.unit_reports(unit),
            charts: self.unit_charts(index),
            children: self.units_below(unit, false),
            organisations: self.units_below(unit, true),
            initiatives: initiatives.map(|i| self.initiative_card(i)).collect(),
            initiative_count: self.initiative_count(unit),
            news: self.unit_news(unit),
        }
    }

    /// The units directly below one: grassroots unions, or the others.
    fn units_below(&self, unit: &Unit, grassroots: bool) -> Option<UnitGroup> {
        let units = self.context.portal.children(&unit.id);
        self.group(units.filter(|u| (u.kind == UnitKind::Grassroots) == grassroots))
    }

    /// How many initiatives a unit has in all programmes; none where it has none.
    fn initiative_count(&self, unit: &Unit) -> Option<String> {
        let figures = self.of_unit(unit);
        let count: i64 = figures
            .map(|(_, figures)| figures.totals.tally.records)
            .sum();
        let count = usize::try_from(count).unwrap_or_default();
        (count > 0).then(|| self.say("count-initiatives", &[("count", count.into())]))
    }

    /// What was changed of a unit's figures and targets.
    fn unit_revisions(&self, index: usize) -> Vec<RevisionView> {
        let portal = self.context.portal;
        // The whole programme's target is that of the highest unit.
        let whole = portal.tree.roots() == [index];
        let own = |unit: Option<usize>| unit.map_or(whole, |unit| unit == index);
        let mut revisions = Vec::new();
        for programme in &portal.programmes {
            revisions.extend(self.target_changes(programme, |change| own(change.unit)));
            revisions.extend(self.revisions(programme, |unit, _| unit == index));
        }
        revisions
    }

    fn unit_news(&self, unit: &Unit) -> Vec<NewsCard> {
        let news = self.context.portal.news.iter();
        let news = news.filter(|news| news.units.contains(&unit.id));
        news.map(|news| self.news_card(news)).collect()
    }

    /// Figures of a unit in each programme.
    pub(super) fn of_unit(
        &self,
        unit: &Unit,
    ) -> impl Iterator<Item = (&'a Programme, &'a UnitProgress<'a>)> {
        let index = self.context.portal.tree.index(&unit.id);
        let programmes = self.context.portal.programmes.iter();
        programmes.filter_map(move |p| {
            Some((
                p,
                self.context.progress.programmes[&p.id].units.get(index?)?,
            ))
        })
    }

    /// The initiatives of a unit and of all below it that its page shows: featured ones first, then
    /// the newest.
    fn initiatives_of(&self, unit: usize) -> Vec<usize> {
        let portal = self.context.portal;
        let below = portal.tree.below(unit);
        let mut found: Vec<usize> = below
            .iter()
            .flat_map(|unit| self.context.plan.initiatives_of(*unit))
            .copied()
            .collect();
        found.sort_unstable_by_key(|i| (!portal.initiatives[*i].featured, *i));
        found.truncate(SHOWN);
        found
    }

    /// Cumulative counts of both metrics.
    pub(super) fn unit_figures(&self, unit: &Unit) -> Vec<BigFigure> {
        let mut big = Vec::new();
        for (programme, figures) in self.of_unit(unit) {
            for metric in Metric::ALL {
                let Some(count) = figures.totals.latest(metric) else {
                    continue;
                };
                let standing = self.standing();
                let coverage = count
                    .coverage()
                    .map(|c| format!("; {}", standing.coverage(c)))
                    .unwrap_or_default();
                big.push(BigFigure {
                    value: self.whole(count.value),
                    label: self.of_programme(
                        words::metric(metric, programme, self.texts()),
                        programme,
                        unit,
                    ),
                    note: Some(format!(
                        "{}, {}{coverage}",
                        standing.days(count),
                        standing.origin(count)
                    )),
                });
            }
        }
        big
    }

    /// What is named with its programme where the unit has figures in several.
    fn of_programme(&self, text: String, programme: &Programme, unit: &Unit) -> String {
        let figures = self.of_unit(unit);
        if figures.filter(|(_, f)| has_count_or_target(f)).count() > 1 {
            format!("{text}, {}", programme.short_title)
        } else {
            text
        }
    }

    /// The phases under way, in sentences.
    fn unit_now(&self, unit: &Unit) -> Vec<String> {
        let mut sentences = Vec::new();
        for (programme, figures) in self.of_unit(unit) {
            for (phase, figures) in programme.phases.iter().zip(&figures.phases) {
                let Some(figures) = figures.as_ref().filter(|f| shown(f)) else {
                    continue;
                };
                if figures.state == PhaseState::Open {
                    let title = self.of_programme(phase.title.clone(), programme, unit);
                    let phase = Phase {
                        title,
                        ..phase.clone()
                    };
                    sentences.push(self.phase_now(programme, &phase, figures));
                }
            }
        }
        sentences
    }

    /// Initiatives on this site by group, and again by status, for each programme; a few examples
    /// are not worth counting.
    fn unit_tally(&self, unit: &Unit) -> Vec<TallyView> {
        let mut lists = Vec::new();
        for (programme, figures) in self.of_unit(unit).filter(|(p, _)| p.counts_records) {
            let tally = &figures.totals.tally;
            let groups = programme
                .groups
                .iter()
                .zip(&tally.groups)
                .map(|(g, n)| (g.title.clone(), *n));
            let statuses = words::STATUSES.iter().zip(tally.statuses);
            let statuses = statuses.map(|(s, n)| (words::status(*s, self.texts()), n));
            let [by_group, by_status] = ["tally-by-group", "tally-by-status"]
                .map(|id| self.of_programme(self.say(id, &[]), programme, unit));
            let groups = self.tally(by_group, groups);
            let statuses = self.tally(by_status, statuses);
            lists.extend(groups.into_iter().chain(statuses));
        }
        lists
    }

    /// Nothing when all counts are zero.
    fn tally(
        &self,
        title: String,
        counts: impl Iterator<Item = (String, i64)>,
    ) -> Option<TallyView> {
        let some = counts.filter(|(_, n)| *n > 0);
        let facts: Vec<FactView> = some
            .map(|(label, n)| FactView {
                label,
                value: self.whole(n),
                note: None,
            })
            .collect();
        (!facts.is_empty()).then_some(TallyView { title, facts })
    }

    fn unit_phases(&self, unit: &Unit) -> Vec<UnitPhaseView> {
        let mut rows = Vec::new();
        // The bars are next to each other.
        let all = self.of_unit(unit).flat_map(|(_, figures)| &figures.phases);
        let end = scale(all.flatten().filter(|f| shown(f)));
        for (programme, figures) in self.of_unit(unit) {
            for (phase, figures) in programme.phases.iter().zip(&figures.phases) {
                let Some(figures) = figures.as_ref().filter(|f| shown(f)) else {
                    continue;
                };
                let (status, status_text) = standing::status(figures, self.texts());
                let card = self.phase_card(phase, figures, end);
                let title = self.of_programme(phase.title.clone(), programme, unit);
                rows.push(UnitPhaseView {
                    phase: self.link(&title, self.addresses().phase(phase)),
                    start: card.start,
                    end: card.end,
                    finding: card.finding,
                    certainty: card.certainty,
                    percent: card.percent,
                    bar: card.bar,
                    status,
                    status_text,
                    facts: self.facts(Some(unit), figures),
                });
            }
        }
        rows
    }

    fn unit_reports(&self, unit: &Unit) -> Vec<crate::page::view::PublicFigureView> {
        let mut rows = Vec::new();
        for (programme, figures) in self.of_unit(unit) {
            let what = words::metric(Metric::Submitted, programme, self.texts());
            let what = self.say("metric-running", &[("metric", (&what).into())]);
            let what = self.of_programme(what, programme, unit);
            let points = &figures.totals.series.points;
            let reported = points.iter().filter(|point| point.report.is_some());
            rows.extend(reported.map(|point| self.report_figure(point, &what)));
        }
        rows
    }
}

/// Whether a phase of a unit has anything to show.
fn shown(figures: &PhaseProgress<'_>) -> bool {
    figures.target.or(figures.submitted).is_some() || uncounted(figures)
}

/// Whether there is something, but not to be counted in the phase.
fn uncounted(figures: &PhaseProgress<'_>) -> bool {
    matches!(
        figures.blank,
        Some(Blank::NoBaseline(_) | Blank::Undated | Blank::NotComparable)
    )
}

/// Whether a chart of a unit is one of those that the page of the unit has.
pub(super) fn on_unit_page(request: &chart::Request) -> bool {
    let kinds = [chart::Kind::Phases, chart::Kind::Cumulative];
    kinds.contains(&request.kind) && request.phase.is_none() && request.months.is_none()
}

/// Whether a unit has a count or a target, in all or in any phase.
fn has_count_or_target(figures: &UnitProgress<'_>) -> bool {
    let has_any = |phase: &PhaseProgress<'_>| phase.target.or(phase.submitted).is_some();
    let totals = &figures.totals;
    totals.submitted.or(totals.valid).is_some() || figures.phases.iter().flatten().any(has_any)
}
