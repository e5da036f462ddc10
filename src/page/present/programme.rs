//! Programmes and phases.

use super::card::scale;
use super::simple::contents;
use super::{PageBuilder, home};
use crate::base::Share;
use crate::base::markup::escape;
use crate::chart;
use crate::diag::Place;
use crate::model::programme::{Indicator, Metric, Target};
use crate::model::{Phase, Programme};
use crate::page::view::{
    BigFigure, IndicatorView, PhaseView, ProgrammeView, ProgrammeWithPhases, ProgrammesView,
    PublicFigureView, RankView, TargetView,
};
use crate::page::words::{held_together, metric};
use crate::page::{plan, standing};
use crate::progress::{Blank, PhaseProgress, PhaseState, Point};

impl PageBuilder<'_> {
    pub(super) fn programmes(&self) -> ProgrammesView {
        // The bars of all of them are on one page.
        let phases = |p: &Programme| &self.context.progress.programmes[&p.id].phases;
        let all = self.context.portal.programmes.iter().flat_map(phases);
        let end = scale(all);
        let mut programmes = Vec::new();
        for programme in &self.context.portal.programmes {
            programmes.push(ProgrammeWithPhases {
                card: self.programme_card(programme),
                phases: self.phase_cards_on(programme, end),
            });
        }
        ProgrammesView { programmes }
    }

    pub(super) fn programme(&self, index: usize) -> ProgrammeView {
        let programme = &self.context.portal.programmes[index];
        // A chart that the text shows does not stand beside it once more.
        let mut used = Vec::new();
        let body = programme
            .body
            .as_ref()
            .map(|b| self.programme_body(programme, b, &mut used))
            .unwrap_or_default();
        let mut charts = self.programme_charts(
            &programme.id,
            &[chart::Kind::Phases, chart::Kind::Cumulative],
        );
        charts.retain(|chart| !used.contains(&chart.id));
        let compared = self.programme_charts(
            &programme.id,
            &[
                chart::Kind::Clusters,
                chart::Kind::Groups,
                chart::Kind::Organisations,
                chart::Kind::Benefit,
            ],
        );
        ProgrammeView {
            card: self.programme_card(programme),
            counted_from: programme.counted_from.map(|d| self.date(d)),
            contents: contents(&body),
            body,
            phases: self.phase_cards(programme),
            charts,
            // Groups with counts are in their chart.
            groups: if compared.iter().any(|chart| chart.id.starts_with("groups")) {
                Vec::new()
            } else {
                self.groups(programme)
            },
            compared,
            groups_source: programme.groups_source.clone(),
            targets: self.targets(programme),
            indicators: self.indicators(programme),
            public_figures: self.public_figures(programme, None),
            breakdown: self.breakdown(programme),
            ranks: self.ranks(programme),
            contact: self.person(programme.contact.as_ref()),
        }
    }

    /// The text is in a file of its own beside the YAML.
    fn programme_body(
        &self,
        programme: &Programme,
        body: &crate::model::Body,
        used: &mut Vec<String>,
    ) -> String {
        let file = programme
            .origin
            .file()
            .trim_end_matches(".yaml")
            .trim_end_matches(".yml");
        let origin = crate::model::Origin {
            place: Place::File(format!("{file}.md").into()),
        };
        self.prose_with(body, &origin, used)
    }

    fn targets(&self, programme: &Programme) -> Vec<TargetView> {
        let targets = programme.targets.iter();
        let view = |target| self.target(target, &programme.unit_of_count);
        targets.map(view).collect()
    }

    fn target(&self, target: &Target, unit_of_count: &str) -> TargetView {
        let dates = target.from.zip(target.to);
        let dates = dates.map(|(a, b)| format!(" ({}–{})", self.date(a).text, self.date(b).text));
        TargetView {
            title: format!("{}{}", target.title, dates.unwrap_or_default()),
            value: format!("{} {unit_of_count}", self.whole(target.value)),
            source: target.source.clone(),
        }
    }

    fn indicators(&self, programme: &Programme) -> Vec<IndicatorView> {
        let as_of = self.context.progress.as_of;
        let indicators = programme.indicators.iter();
        let seen = indicators.filter(|i| i.as_of.is_none_or(|day| day <= as_of));
        seen.filter_map(|i| self.indicator(i)).collect()
    }

    /// An indicator; none without a value.
    fn indicator(&self, indicator: &Indicator) -> Option<IndicatorView> {
        let share = |percent| Share::published(percent).text(self.lang);
        let percent = indicator.percent.map(share);
        let day = indicator.as_of.map(|day| self.date(day).text);
        Some(IndicatorView {
            title: indicator.title.clone(),
            value: percent.or_else(|| indicator.value.map(|value| self.whole(value)))?,
            when: day.or_else(|| indicator.period.clone()),
            source: indicator.source.clone(),
        })
    }

    fn ranks(&self, programme: &Programme) -> Vec<RankView> {
        let seen = programme
            .ranks
            .iter()
            .filter(|r| r.as_of <= self.context.progress.as_of);
        let mut ranks = Vec::new();
        for rank in seen {
            ranks.push(RankView {
                rank: rank.rank.to_string(),
                scope: rank.scope.clone(),
                metric: metric(rank.metric, programme, self.texts()),
                date: self.date(rank.as_of),
                source: rank.source.clone(),
            });
        }
        ranks
    }

    /// Reports and published figures, oldest first; of one phase when it is given: the reports of
    /// its days that are counted, and what was published of it by name. A day says nothing of the
    /// phase that a published figure is about.
    fn public_figures(
        &self,
        programme: &Programme,
        phase: Option<&Phase>,
    ) -> Vec<PublicFigureView> {
        let Some(figures) = self.context.progress.programmes.get(&programme.id) else {
            return Vec::new();
        };
        let conflicting: &[Point<'_>] = match phase {
            Some(_) => &[],
            None => &figures.conflicting,
        };
        let mut rows: Vec<(crate::base::Date, PublicFigureView)> = Vec::new();
        for (points, m) in [
            (&*figures.totals.series.points, Metric::Submitted),
            (conflicting, Metric::Submitted),
            (&*figures.totals.valid_series.points, Metric::Valid),
        ] {
            let metric = metric(m, programme, self.texts());
            let running = self.say("metric-running", &[("metric", (&metric).into())]);
            // What was summed up or counted from records no one published.
            let reported = points.iter().filter(|p| p.report.is_some());
            rows.extend(reported.map(|p| (p.date, self.report_figure(p, &running))));
        }
        rows.retain(|(day, _)| {
            *day <= self.context.progress.as_of && phase.is_none_or(|phase| phase.contains(*day))
        });
        let seen = programme
            .results
            .iter()
            .filter(|r| r.as_of <= self.context.progress.as_of)
            .filter(|r| phase.is_none_or(|phase| r.phase.as_ref() == Some(&phase.id)));
        rows.extend(seen.map(|r| (r.as_of, self.public_figure(r, programme))));
        rows.sort_by_key(|(day, _)| *day);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    pub(super) fn phase(&self, index: usize, number: usize) -> PhaseView {
        let programme = &self.context.portal.programmes[index];
        let phase = &programme.phases[number];
        let progress = &self.context.progress.programmes[&programme.id];
        let figures = &progress.phases[number];
        let root = if let [root] = self.context.portal.tree.roots() {
            Some(&self.context.portal.units[*root])
        } else {
            None
        };
        let others = programme.phases.iter().filter(|p| p.id != phase.id);
        PhaseView {
            card: self.phase_card(phase, figures, scale(std::iter::once(figures))),
            programme: self.link(&programme.title, self.addresses().programme(programme)),
            result: held_together(&self.phase_result(programme, phase, figures)),
            figures: self.phase_figures(programme, phase, figures),
            method: self.method(figures),
            charts: self.phase_charts(phase, chart::Kind::Phase),
            maps: self.phase_charts(phase, chart::Kind::Map),
            ranking: self.phase_charts(phase, chart::Kind::Ranking).pop(),
            facts: self.facts(root, figures),
            status: standing::status(figures, self.texts()).1,
            units: self.standing_table(progress, number),
            revisions: {
                let mut revisions = self.target_changes(programme, |c| c.phase == number);
                revisions.extend(self.revisions(programme, |_, day| phase.contains(day)));
                revisions
            },
            public_figures: self.public_figures(programme, Some(phase)),
            data: plan::phase_data(&phase.id),
            others: others
                .map(|p| self.link(&p.title, self.addresses().phase(p)))
                .collect(),
        }
    }

    /// The result of a phase in a sentence without markup.
    pub(super) fn phase_text(&self, programme: usize, phase: usize) -> String {
        let programme = &self.context.portal.programmes[programme];
        let progress = &self.context.progress.programmes[&programme.id];
        let (phase, figures) = (&programme.phases[phase], &progress.phases[phase]);
        home::without_tags(&self.phase_result(programme, phase, figures))
    }

    /// What a phase came to so far, of the whole or of a unit, and what is ahead of it.
    pub(super) fn phase_result(
        &self,
        programme: &Programme,
        phase: &Phase,
        figures: &PhaseProgress,
    ) -> String {
        let result = self.phase_count(programme, phase, figures);
        match self.standing().outlook(figures, phase.end) {
            Some(outlook) => format!("{result} {outlook}"),
            None => result,
        }
    }

    /// The same in few words, the share first: of the phase under way on other pages.
    pub(super) fn phase_now(
        &self,
        programme: &Programme,
        phase: &Phase,
        figures: &PhaseProgress,
    ) -> String {
        let known = self.reached(figures).zip(figures.submitted);
        let Some(((percent, count), last)) = known.zip(figures.last.as_ref()) else {
            return self.phase_result(programme, phase, figures);
        };
        let title = escape(&self.texts().inside(&phase.title));
        let day = self.time(last.date);
        let what = escape(&metric(Metric::Submitted, programme, self.texts()));
        let limits = escape(&self.standing().limits(figures));
        let now = self.say(
            "result-now",
            &[
                ("day", (&day).into()),
                ("phase", (&title).into()),
                ("percent", (&percent).into()),
                ("count", count.into()),
                ("what", (&what).into()),
                ("limits", (&limits).into()),
            ],
        );
        match self.standing().outlook(figures, phase.end) {
            Some(outlook) => format!("{now} {outlook}"),
            None => now,
        }
    }

    fn phase_count(&self, programme: &Programme, phase: &Phase, figures: &PhaseProgress) -> String {
        let title = escape(&phase.title);
        let Some((count, last)) = figures.submitted.zip(figures.last.as_ref()) else {
            if !matches!(figures.blank, None | Some(Blank::NotReported)) {
                let why = escape(&standing::reason(figures, self.texts()));
                return format!("{title}: {why}.");
            }
            let day = self.date(self.context.progress.as_of).text;
            return self.say(
                "result-unknown",
                &[("phase", (&title).into()), ("day", (&day).into())],
            );
        };
        let what = metric(Metric::Submitted, programme, self.texts());
        let day = self.time(last.date);
        let finding = escape(&self.finding(figures));
        let title = escape(&self.texts().inside(&phase.title));
        let sum = figures.coverage().filter(|c| !c.complete());
        let what = match sum.map(|c| self.standing().coverage(c)) {
            Some(sum) => escape(&format!("{what} ({sum})")),
            None => escape(&what),
        };
        let args = [
            ("day", (&day).into()),
            ("phase", (&title).into()),
            ("count", count.into()),
            ("what", (&what).into()),
            ("finding", (&finding).into()),
        ];
        if figures.state == PhaseState::Open {
            self.say("result-so-far", &args)
        } else {
            self.say("result", &args)
        }
    }

    fn phase_figures(
        &self,
        programme: &Programme,
        phase: &Phase,
        figures: &PhaseProgress,
    ) -> Vec<BigFigure> {
        // What is the difference of two reports is no one's figure but ours.
        let source = self.standing().computed_from(figures).or_else(|| {
            let last = figures.last.as_ref();
            last.and_then(|point| point.source().map(ToOwned::to_owned))
        });
        let partial = self.standing().partial(figures.count);
        let submitted = metric(Metric::Submitted, programme, self.texts());
        let title = self.texts().inside(&phase.title);
        let source = match (source, partial.clone()) {
            (Some(source), Some(partial)) => Some(format!("{source} · {partial}")),
            (source, partial) => source.or(partial),
        };
        let goal = self.say("chart-goal", &[]);
        let share = self.say("figure-of-target", &[("phase", (&title).into())]);
        let mut big = Vec::new();
        for (value, label, note) in [
            (figures.submitted.map(|n| self.whole(n)), submitted, source),
            (figures.target.map(|n| self.whole(n)), goal, None),
            (self.reached(figures), held_together(&share), partial),
        ] {
            big.extend(value.map(|value| BigFigure { value, label, note }));
        }
        big
    }

    /// How the count was made when it is the difference of two reports.
    fn method(&self, figures: &PhaseProgress) -> Option<String> {
        let (base, last) = figures.base.as_ref().zip(figures.last.as_ref())?;
        let (last_day, base_day) = (self.date(last.date).text, self.date(base.date).text);
        Some(self.say(
            "phase-method",
            &[
                ("last", last.value.into()),
                ("last-day", (&last_day).into()),
                ("base", base.value.into()),
                ("base-day", (&base_day).into()),
                ("difference", (last.value - base.value).into()),
            ],
        ))
    }
}
