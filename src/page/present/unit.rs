//! Units and organisations.

use super::Sheet;
use crate::model::{Initiative, Unit, UnitKind};
use crate::page::plan;
use crate::page::view::{UnitCard, UnitGroup, UnitPhaseView, UnitView, UnitsView};
use crate::page::{markdown, words};

impl<'a> Sheet<'a> {
    pub(super) fn units(&self) -> UnitsView {
        let portal = self.desk.portal;
        let shown = |u: &&Unit| matches!(u.kind, UnitKind::Upper);
        let count = portal.units.iter().filter(shown).count();
        let mut groups = Vec::new();
        for above in portal.units.iter().filter(|u| matches!(u.kind, UnitKind::Province | UnitKind::Cluster)) {
            if let Some(group) = self.group(portal.children(&above.id).filter(shown)) {
                let url = Some(plan::unit_url(above));
                groups.push(UnitGroup { title: above.title.clone(), url, note: above.note.clone(), ..group });
            }
        }
        groups.extend(self.group(portal.units.iter().filter(shown).filter(|u| {
            let above = u.parent.as_deref().and_then(|id| portal.unit(id));
            !above.is_some_and(|a| matches!(a.kind, UnitKind::Province | UnitKind::Cluster))
        })));
        let nouns = ["upper-level union", "upper-level unions"];
        UnitsView {
            count: words::counted(count, "công đoàn cấp trên cơ sở", nouns, self.lang),
            root: portal.units.iter().find(|u| u.parent.is_none()).map(|u| self.link(&u.title, plan::unit_url(u))),
            groups,
        }
    }

    pub(super) fn organisations(&self) -> UnitsView {
        let grassroots = || self.desk.portal.units.iter().filter(|u| u.kind == UnitKind::Grassroots);
        let nouns = ["grassroots union", "grassroots unions"];
        UnitsView {
            count: words::counted(grassroots().count(), "công đoàn cơ sở", nouns, self.lang),
            root: None,
            groups: self.group(grassroots()).into_iter().collect(),
        }
    }

    /// Units as a group without a title; none for no units.
    fn group<'u>(&self, units: impl Iterator<Item = &'u Unit>) -> Option<UnitGroup> {
        let units: Vec<UnitCard> = units.map(|u| self.unit_card(u)).collect();
        let has_figures = units.iter().any(|u| u.submitted.is_some() || u.records.is_some());
        (!units.is_empty()).then(|| UnitGroup { units, has_figures, ..UnitGroup::default() })
    }

    pub(super) fn unit(&self, index: usize) -> UnitView {
        let portal = self.desk.portal;
        let unit = &portal.units[index];
        let link = |u: &Unit| self.link(&u.title, plan::unit_url(u));
        let below = |grassroots: bool| {
            self.group(portal.children(&unit.id).filter(|u| (u.kind == UnitKind::Grassroots) == grassroots))
        };
        let mut initiatives = self.initiatives_of(unit);
        initiatives.sort_by_key(|i| !i.featured);
        let count = initiatives.len();
        UnitView {
            title: unit.title.clone(),
            kind_text: words::unit_kind(unit.kind, self.lang).to_owned(),
            kind: words::unit_kind_key(unit.kind),
            about: unit.about.as_deref().map(markdown::paragraphs),
            note: unit.note.clone(),
            chair: unit.chair.as_ref().map(|p| self.person(p)),
            members: unit.members.map(|n| self.whole(n)),
            valid_from: unit.valid_from.map(|d| self.date(d)),
            valid_to: unit.valid_to.map(|d| self.date(d)),
            successors: unit.successors.iter().filter_map(|id| portal.unit(id)).map(link).collect(),
            predecessors: portal.units.iter().filter(|u| u.successors.contains(&unit.id)).map(link).collect(),
            phases: self.unit_phases(unit),
            reports: self.unit_reports(unit),
            charts: Vec::new(),
            children: below(false),
            organisations: below(true),
            initiatives: initiatives.iter().take(20).map(|i| self.initiative_card(i)).collect(),
            initiative_count: (count > 0)
                .then(|| words::counted(count, "sáng kiến", ["initiative", "initiatives"], self.lang)),
            news: portal.news.iter().filter(|n| n.units.contains(&unit.id)).map(|n| self.news_card(n)).collect(),
        }
    }

    /// Initiatives of a unit and of all below it.
    fn initiatives_of(&self, unit: &Unit) -> Vec<&'a Initiative> {
        let portal = self.desk.portal;
        if self.desk.progress.units.get(&unit.id).is_none_or(|f| f.records == 0) {
            return Vec::new();
        }
        let below = |id: &str| {
            let own = portal.unit(id);
            own.is_some_and(|u| u.id == unit.id || portal.ancestors(u).iter().any(|a| a.id == unit.id))
        };
        portal.initiatives.iter().filter(|i| below(&i.unit)).collect()
    }

    fn unit_phases(&self, unit: &Unit) -> Vec<UnitPhaseView> {
        let portal = self.desk.portal;
        let mut rows = Vec::new();
        for programme in &portal.programmes {
            for (phase, figures) in programme.phases.iter().zip(&self.desk.progress.programmes[&programme.id].phases) {
                let root = unit.parent.is_none();
                let target = if root { figures.target } else { unit.targets.get(&phase.id).copied() };
                let submitted = figures.submitted.filter(|_| root);
                if target.is_none() && submitted.is_none() {
                    continue;
                }
                rows.push(UnitPhaseView {
                    phase: self.link(&phase.title, plan::phase_url(phase)),
                    target: target.map(|n| self.whole(n)),
                    submitted: submitted.map(|n| self.whole(n)),
                    percent: figures.percent.filter(|_| root).map(|p| self.percent(p)),
                });
            }
        }
        rows
    }

    fn unit_reports(&self, unit: &Unit) -> Vec<crate::page::view::PublicFigureView> {
        let Some(figures) = self.desk.progress.units.get(&unit.id) else { return Vec::new() };
        let word = self.pick("lũy kế lượt nộp", "submitted, cumulative");
        figures.submitted.iter().map(|p| self.report_figure(p, word)).collect()
    }
}
