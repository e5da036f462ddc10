//! The home page.

use super::PageBuilder;
use crate::base::markup;
use crate::base::markup::escape;
use crate::base::messages::Arg;
use crate::chart;
use crate::model::programme::{Metric, Rank};
use crate::model::{Phase, Programme};
use crate::page::standing;
use crate::page::view::{BigFigure, HomeView, PhaseCard};
use crate::page::words::{held_together, metric};
use crate::progress::{Count, PhaseProgress, PhaseState, ProgrammeProgress};

/// Phases that home names; the page of the progress has all.
const PHASES: usize = 4;
/// Phases among the figures to remember, the newest ones.
const BIG: usize = 3;

impl<'a> PageBuilder<'a> {
    /// The programme that the home page is about: the first with a report, else the first.
    pub(super) fn main_programme(&self) -> Option<(&'a Programme, &'a ProgrammeProgress<'a>)> {
        let programmes = &self.context.portal.programmes;
        let figures = &self.context.progress.programmes;
        let reported = programmes.iter().find(|p| {
            figures
                .get(&p.id)
                .is_some_and(|f| f.totals.submitted.is_some())
        });
        let main = reported.or_else(|| programmes.first())?;
        Some((main, figures.get(&main.id)?))
    }

    pub(super) fn home(&self) -> HomeView {
        let portal = self.context.portal;
        let main = self.main_programme();
        let mut news = portal.news.iter().map(|n| self.news_card(n));
        let featured = (0..portal.initiatives.len()).filter(|i| portal.initiatives[*i].featured);
        HomeView {
            programme: main.map(|(p, _)| self.programme_card(p)),
            result: main.and_then(|(p, f)| self.result(p, f)),
            figures: main
                .map(|(p, f)| self.big_figures(p, f))
                .unwrap_or_default(),
            phases: main
                .map(|(p, f)| self.home_phases(p, f))
                .unwrap_or_default(),
            more_phases: main.is_some_and(|(p, _)| p.phases.len() > PHASES),
            charts: main
                .map(|(p, _)| {
                    self.programme_charts(&p.id, &[chart::Kind::Phases, chart::Kind::Cumulative])
                })
                .unwrap_or_default(),
            groups: main.map(|(p, _)| self.groups(p)).unwrap_or_default(),
            lead: news.next(),
            news: news.take(4).collect(),
            featured: featured.take(4).map(|i| self.initiative_card(i)).collect(),
            downloads: self.downloads(),
            units: self.home_units(),
            maps: self.home_maps(),
            choice: self.choice_of_units(),
        }
    }

    /// The phases around the newest one that has begun: all of them where they are few.
    fn home_phases(&self, programme: &Programme, figures: &ProgrammeProgress) -> Vec<PhaseCard> {
        let mut cards = self.phase_cards(programme);
        let begun = figures
            .phases
            .iter()
            .rposition(|phase| phase.state != PhaseState::Ahead);
        // The next one is shown too.
        let end = (begun.unwrap_or_default() + 2).max(PHASES);
        cards.truncate(end);
        let first = cards.len().saturating_sub(PHASES);
        cards.split_off(first)
    }

    /// What is so now: the phase under way, the last one that is over, and all since counting
    /// began.
    pub(super) fn result(
        &self,
        programme: &Programme,
        figures: &ProgrammeProgress,
    ) -> Option<String> {
        Some(held_together(
            &self.sentences(programme, figures)?.join(" "),
        ))
    }

    fn sentences(&self, programme: &Programme, figures: &ProgrammeProgress) -> Option<Vec<String>> {
        let count = figures.totals.submitted?;
        let phases = programme.phases.iter().zip(&figures.phases);
        let open = phases.clone().filter(|(_, f)| f.state == PhaseState::Open);
        let mut sentences: Vec<String> = open
            .map(|(phase, f)| self.phase_now(programme, phase, f))
            .collect();
        let over = |(_, f): &(&Phase, &PhaseProgress<'_>)| f.state == PhaseState::Over;
        let reported = |(_, f): &(&Phase, &PhaseProgress<'_>)| f.percent.is_some();
        if let Some((phase, f)) = phases.filter(over).rfind(reported) {
            sentences.push(self.past(phase, f));
        }
        sentences.push(self.whole_count(programme, count));
        Some(sentences)
    }

    /// `Giai đoạn 1 đạt <strong>15,6%</strong> chỉ tiêu, với 78 lượt (3/4 đơn vị).`
    fn past(&self, phase: &Phase, figures: &PhaseProgress<'_>) -> String {
        let title = escape(&phase.title);
        let percent = self.reached(figures).unwrap_or_default();
        let limits = escape(&self.standing().limits(figures));
        self.say(
            "result-past",
            &[
                ("phase", (&title).into()),
                ("percent", (&percent).into()),
                ("count", figures.submitted.unwrap_or_default().into()),
                ("limits", (&limits).into()),
            ],
        )
    }

    /// All since counting began: `Tính đến 14/11/2024, toàn tỉnh có 148 lượt sáng kiến nộp.`
    fn whole_count(&self, programme: &Programme, count: Count) -> String {
        let day = self.time(count.date);
        let what = escape(&metric(Metric::Submitted, programme, self.texts()));
        let sum = count
            .coverage()
            .filter(|c| !c.complete())
            .map(|c| escape(&format!(" ({})", self.standing().coverage(c))))
            .unwrap_or_default();
        let args = [
            ("day", (&day).into()),
            ("count", count.value.into()),
            ("what", (&what).into()),
            ("limits", (&sum).into()),
            ("province", Arg::yes(portal_is_one_province(self))),
        ];
        match programme.begins() {
            Some(from) => {
                let from = self.date(from).text;
                let [day, count, what, limits, province] = args;
                let from = ("from", (&from).into());
                self.say(
                    "result-whole-from",
                    &[from, day, count, what, limits, province],
                )
            }
            None => self.say("result-whole", &args),
        }
    }

    /// The result without markup, for descriptions; empty without a figure. The count of all comes
    /// first: a description is cut, and that of the phase's page begins with the phase.
    pub(super) fn result_text(&self) -> String {
        let main = self.main_programme();
        let html = main.and_then(|(programme, figures)| {
            let mut sentences = self.sentences(programme, figures)?;
            sentences.rotate_right(1);
            Some(sentences.join(" "))
        });
        without_tags(&html.unwrap_or_default())
    }

    pub(super) fn big_figures(
        &self,
        programme: &Programme,
        figures: &ProgrammeProgress,
    ) -> Vec<BigFigure> {
        let mut big = Vec::new();
        if let Some(point) = figures.totals.submitted {
            let day = self.date(point.date).text;
            let note = self.say("figure-whole-note", &[("day", (&day).into())]);
            let partial = self.standing().partial(Some(point));
            big.push(BigFigure {
                value: self.whole(point.value),
                label: metric(Metric::Submitted, programme, self.texts()),
                note: Some(joined(note, [partial])),
            });
        }
        let mut of_phases = Vec::new();
        for (phase, figures) in programme.phases.iter().zip(&figures.phases) {
            of_phases.extend(self.phase_figure(phase, figures));
        }
        let earlier = of_phases.len().saturating_sub(BIG);
        big.extend(of_phases.into_iter().skip(earlier));
        let as_of = self.context.progress.as_of;
        let ranks = programme.ranks.iter().filter(|rank| rank.as_of <= as_of);
        if let Some(rank) = ranks.max_by_key(|rank| rank.as_of) {
            big.push(self.rank_figure(programme, rank));
        }
        big
    }

    /// How much of the target of a phase was reached.
    fn phase_figure(&self, phase: &Phase, figures: &PhaseProgress<'_>) -> Option<BigFigure> {
        let value = self.reached(figures)?;
        let (count, target) = (figures.submitted?, figures.target?);
        let title = self.texts().inside(&phase.title);
        let label = self.say("figure-of-target", &[("phase", (&title).into())]);
        let note = format!("{} / {}", self.whole(count), self.whole(target));
        let computed = self.standing().computed(figures);
        let certainty = standing::certainty(figures, self.texts());
        Some(BigFigure {
            value,
            label: held_together(&label),
            note: Some(joined(note, [computed, certainty])),
        })
    }

    fn rank_figure(&self, programme: &Programme, rank: &Rank) -> BigFigure {
        let by = metric(rank.metric, programme, self.texts());
        let day = self.date(rank.as_of).text;
        BigFigure {
            value: self.say("figure-rank", &[("place", rank.rank.into())]),
            label: self.say(
                "figure-rank-label",
                &[("scope", (&rank.scope).into()), ("metric", (&by).into())],
            ),
            note: Some(self.say("figure-rank-note", &[("day", (&day).into())])),
        }
    }
}

/// A note with what else is to be said of a figure.
pub(super) fn joined<const N: usize>(mut note: String, more: [Option<String>; N]) -> String {
    for text in more.into_iter().flatten() {
        note.push_str(" · ");
        note.push_str(&text);
    }
    note
}

/// A sentence of a page without its markup.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    markup::unescaped(&text)
}

/// Whether the tree's root is a province, so that "toàn tỉnh" is true.
fn portal_is_one_province(builder: &PageBuilder<'_>) -> bool {
    use crate::model::UnitKind;
    builder
        .context
        .portal
        .units
        .iter()
        .any(|u| u.parent.is_none() && u.kind == UnitKind::Province)
}
