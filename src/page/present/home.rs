//! The home page.

use super::Sheet;
use crate::base::markup;
use crate::chart;
use crate::model::Programme;
use crate::model::programme::Metric;
use crate::page::standing;
use crate::page::view::{BigFigure, HomeView};
use crate::page::words::{escape, metric};
use crate::progress::{PhaseProgress, PhaseState, ProgrammeProgress};

impl<'a> Sheet<'a> {
    /// The programme that the home page is about: the first with a report, else the first.
    pub(super) fn main_programme(&self) -> Option<(&'a Programme, &'a ProgrammeProgress<'a>)> {
        let programmes = &self.desk.portal.programmes;
        let figures = &self.desk.progress.programmes;
        let told = programmes.iter().find(|p| {
            figures
                .get(&p.id)
                .is_some_and(|f| f.totals.submitted.is_some())
        });
        let main = told.or_else(|| programmes.first())?;
        Some((main, figures.get(&main.id)?))
    }

    pub(super) fn home(&self) -> HomeView {
        let portal = self.desk.portal;
        let main = self.main_programme();
        let mut news = portal.news.iter().map(|n| self.news_card(n));
        let featured = (0..portal.initiatives.len()).filter(|i| portal.initiatives[*i].featured);
        HomeView {
            programme: main.map(|(p, _)| self.programme_card(p)),
            result: main.and_then(|(p, f)| self.result(p, f)),
            figures: main
                .map(|(p, f)| self.big_figures(p, f))
                .unwrap_or_default(),
            phases: main.map(|(p, _)| self.phase_cards(p)).unwrap_or_default(),
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
        }
    }

    /// The result in one sentence, with the phase that says most: the last one over, else the one
    /// under way.
    fn result(&self, programme: &Programme, figures: &ProgrammeProgress) -> Option<String> {
        let point = figures.totals.submitted?;
        let total = format!("<strong>{}</strong>", self.whole(point.value));
        let day = self.date(point.date);
        let day = format!("<time datetime=\"{}\">{}</time>", day.iso, day.text);
        let what = escape(&metric(Metric::Submitted, programme, self.lang));
        let sentence = if self.lang == "vi" {
            format!("Tính đến {day}, toàn tỉnh có {total} {what}")
        } else {
            format!("By {day} there were {total} {what}")
        };
        let sum = point
            .coverage()
            .filter(|c| !c.complete())
            .map(|c| format!(" ({})", self.standing().coverage(c)));
        let sentence = format!("{sentence}{}", sum.unwrap_or_default());
        let sentence = if portal_is_one_province(self) {
            sentence
        } else {
            sentence.replace("toàn tỉnh có", "có")
        };
        let told = |f: &&PhaseProgress| f.percent.is_some();
        let over = figures
            .phases
            .iter()
            .filter(told)
            .rfind(|f| f.state == PhaseState::Over);
        let phase = over.or_else(|| figures.phases.iter().find(told));
        let Some(phase) = phase else {
            return Some(format!("{sentence}."));
        };
        let title = programme
            .phases
            .iter()
            .find(|p| p.id == phase.id)
            .map(|p| escape(&p.title))
            .unwrap_or_default();
        let percent = self.reached(phase).unwrap_or_default();
        let count = self.whole(phase.submitted.unwrap_or_default());
        Some(if self.lang == "vi" {
            format!(
                "{sentence}; riêng {title} có <strong>{count}</strong> lượt, đạt <strong>{percent}</strong> chỉ tiêu."
            )
        } else {
            format!(
                "{sentence}; {title} alone brought <strong>{count}</strong>, <strong>{percent}</strong> of its target."
            )
        })
    }

    /// The result without markup, for descriptions; empty without a figure.
    pub(super) fn result_text(&self) -> String {
        let main = self.main_programme();
        let html = main.and_then(|(programme, figures)| self.result(programme, figures));
        without_tags(&html.unwrap_or_default())
    }

    pub(super) fn big_figures(
        &self,
        programme: &Programme,
        figures: &ProgrammeProgress,
    ) -> Vec<BigFigure> {
        let mut big = Vec::new();
        if let Some(point) = figures.totals.submitted {
            let note = format!(
                "{} {}",
                self.pick("Lũy kế đến", "Cumulative, by"),
                self.date(point.date).text
            );
            let partial = self.standing().partial(Some(point));
            let note = [Some(note), partial].into_iter().flatten();
            let note = note.collect::<Vec<_>>().join(" · ");
            let label = metric(Metric::Submitted, programme, self.lang);
            big.push(BigFigure {
                value: self.whole(point.value),
                label,
                note: Some(note),
            });
        }
        for (phase, f) in programme.phases.iter().zip(&figures.phases) {
            let (Some(percent), Some(count), Some(target)) =
                (self.reached(f), f.submitted, f.target)
            else {
                continue;
            };
            let of = if self.lang == "vi" {
                "chỉ tiêu"
            } else {
                "of the target of"
            };
            let note = format!("{} / {}", self.whole(count), self.whole(target));
            let note = match standing::certainty(f, self.lang) {
                Some(certainty) => format!("{note} · {certainty}"),
                None => note,
            };
            big.push(BigFigure {
                value: percent,
                label: format!("{of} {}", phase.title),
                note: Some(note),
            });
        }
        let ranks = programme
            .ranks
            .iter()
            .filter(|r| r.as_of <= self.desk.progress.as_of);
        if let Some(rank) = ranks.max_by_key(|r| r.as_of) {
            let by = metric(rank.metric, programme, self.lang);
            let label = if self.lang == "vi" {
                format!("{} theo {by}", rank.scope)
            } else {
                format!("{}, by {by}", rank.scope)
            };
            let value = if self.lang == "vi" {
                format!("Thứ {}", rank.rank)
            } else {
                format!("No. {}", rank.rank)
            };
            let value = if rank.rank == 1 && self.lang == "vi" {
                "Thứ nhất".to_owned()
            } else {
                value
            };
            let note = format!(
                "{} {}",
                self.pick("Tính đến", "As of"),
                self.date(rank.as_of).text
            );
            big.push(BigFigure {
                value,
                label,
                note: Some(note),
            });
        }
        big
    }
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
fn portal_is_one_province(sheet: &Sheet<'_>) -> bool {
    use crate::model::UnitKind;
    sheet
        .desk
        .portal
        .units
        .iter()
        .any(|u| u.parent.is_none() && u.kind == UnitKind::Province)
}
