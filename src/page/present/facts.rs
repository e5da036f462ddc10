//! What numbers in news are compared with: every figure of the site, with the day it stands for.

use super::Sheet;
use crate::base::{Date, Share};
use crate::model::{News, Portal, Programme, UnitKind};
use crate::page::lint::{self, Amount, Facts, Figure, Subject, Text};
use crate::progress::{PhaseProgress, ProgrammeProgress, Progress, Series, Totals};

/// Grassroots unions are named in news of sites that have few of them; of tens of thousands every
/// word would be a name.
const FEW: usize = 300;

/// Gathers the figures of a site, once.
pub fn facts(portal: &Portal, progress: &Progress<'_>) -> Facts {
    let mut facts = Facts {
        vietnamese: portal.site.language == "vi",
        ..Facts::default()
    };
    for (number, programme) in portal.programmes.iter().enumerate() {
        let figures = &progress.programmes[&programme.id];
        facts.nouns.push(programme.unit_of_count.to_lowercase());
        facts.titles.extend([
            programme.title.to_lowercase(),
            programme.short_title.to_lowercase(),
        ]);
        whole(&mut facts, number, programme, figures);
        for (index, phase) in programme.phases.iter().enumerate() {
            let subject = Subject::Phase(number, index);
            facts.names.push((phase.title.to_lowercase(), subject));
            of_phase(
                &mut facts,
                subject,
                &figures.phases[index],
                &figures.totals.series,
                (phase.start, phase.end),
            );
        }
        let few = portal.units.len() <= FEW;
        for (index, unit) in portal.units.iter().enumerate() {
            if portal.tree.roots() != [index] && (few || unit.kind != UnitKind::Grassroots) {
                of_unit(&mut facts, portal, figures, index);
            }
        }
    }
    names(&mut facts, portal);
    facts
}

impl Facts {
    fn count(&mut self, subject: Subject, value: i64, date: Option<Date>, source: Option<&str>) {
        self.add(subject, Amount::Count(value), date, source);
    }

    fn share(&mut self, subject: Subject, value: Share, date: Option<Date>, source: Option<&str>) {
        self.add(subject, Amount::Share(value), date, source);
    }

    fn add(&mut self, subject: Subject, amount: Amount, date: Option<Date>, source: Option<&str>) {
        let source = source.map(ToOwned::to_owned);
        self.figures.push(Figure {
            subject,
            amount,
            date,
            source,
        });
    }

    fn totals(&mut self, subject: Subject, totals: &Totals<'_>) {
        for series in [&totals.series, &totals.valid_series] {
            for point in &series.points {
                self.count(subject, point.value, Some(point.date), point.source());
            }
        }
        if totals.tally.records > 0 {
            self.count(subject, totals.tally.records, None, None);
        }
    }
}

fn whole(facts: &mut Facts, number: usize, programme: &Programme, figures: &ProgrammeProgress<'_>) {
    let subject = Subject::Whole(number);
    facts.totals(subject, &figures.totals);
    for point in &figures.conflicting {
        facts.count(subject, point.value, Some(point.date), point.source());
    }
    for revision in &figures.revisions {
        facts.count(subject, revision.was, Some(revision.date), None);
    }
    for result in &programme.results {
        let source = Some(result.source.as_str());
        if let Some(value) = result.value {
            facts.count(subject, value, Some(result.as_of), source);
        }
        if let Some(percent) = result.percent_of_target {
            facts.share(
                subject,
                Share::published(percent),
                Some(result.as_of),
                source,
            );
        }
    }
    for target in &programme.targets {
        facts.count(subject, target.value, None, target.source.as_deref());
    }
    for indicator in &programme.indicators {
        if let Some(percent) = indicator.percent {
            facts.share(
                subject,
                Share::published(percent),
                indicator.as_of,
                indicator.source.as_deref(),
            );
        }
        if let Some(value) = indicator.value {
            facts.count(subject, value, indicator.as_of, indicator.source.as_deref());
        }
    }
}

/// A phase as it stood at each of its reports.
fn of_phase(
    facts: &mut Facts,
    subject: Subject,
    p: &PhaseProgress<'_>,
    series: &Series<'_>,
    (start, end): (Date, Date),
) {
    if let Some(target) = p.target {
        facts.count(subject, target, None, None);
    }
    let mut at = |value: i64, date: Date, source: Option<&str>| {
        facts.count(subject, value, Some(date), source);
        if let Some(share) = p.target.and_then(|target| Share::new(value, target)) {
            facts.share(subject, share, Some(date), source);
        }
    };
    let base = start.yesterday().ok().and_then(|eve| series.exactly(eve));
    for point in series
        .points
        .iter()
        .filter(|point| start <= point.date && point.date <= end)
    {
        if let Some(base) = base {
            at(point.value - base.value, point.date, point.source());
        }
    }
    if let Some(count) = p.count {
        at(
            count.value,
            count.date,
            p.last.and_then(|last| last.source()),
        );
    }
    if let Some(valid) = p.valid {
        at(valid.value, valid.date, None);
    }
}

fn of_unit(facts: &mut Facts, portal: &Portal, figures: &ProgrammeProgress<'_>, index: usize) {
    let (unit, subject) = (&figures.units[index], Subject::Unit(index));
    facts.totals(subject, &unit.totals);
    for phase in unit.phases.iter().flatten() {
        let of = portal
            .programmes
            .iter()
            .flat_map(|p| &p.phases)
            .find(|of| of.id == phase.id);
        if let Some(of) = of {
            of_phase(
                facts,
                subject,
                phase,
                &unit.totals.series,
                (of.start, of.end),
            );
        }
    }
}

/// What readers call units and the whole.
fn names(facts: &mut Facts, portal: &Portal) {
    let few = portal.units.len() <= FEW;
    let mut name = |text: &str, subject| {
        let text = text.to_lowercase();
        if text.chars().count() > 2
            && !facts
                .names
                .iter()
                .any(|(name, of)| *name == text && *of == subject)
        {
            facts.names.push((text, subject));
        }
    };
    for (index, unit) in portal
        .units
        .iter()
        .enumerate()
        .filter(|(_, u)| few || u.kind != UnitKind::Grassroots)
    {
        let whole = portal.tree.roots() == [index];
        let subject = if whole {
            Subject::Whole(0)
        } else {
            Subject::Unit(index)
        };
        name(&unit.title, subject);
        name(&unit.short_title, subject);
    }
    for words in ["toàn tỉnh", "cả tỉnh", "the province", "the whole province"] {
        name(words, Subject::Whole(0));
    }
}

impl Sheet<'_> {
    /// Tells of numbers in an article that contradict the data of its day.
    pub(super) fn lint(&self, news: &News) {
        let facts = self.desk.facts;
        let mut problems = self.problems.borrow_mut();
        let of_record = [
            (Some(news.title.as_str()), &news.origin.place),
            (news.summary.as_deref(), &news.places.summary),
        ];
        for (text, place) in of_record {
            let Some(text) = text else {
                continue;
            };
            lint::lint(
                &Text {
                    text,
                    place: Err(place),
                },
                news.date,
                facts,
                &mut problems,
            );
        }
        let body = Text {
            text: &news.body.text,
            place: Ok((news.origin.file(), news.body.first_line)),
        };
        lint::lint(&body, news.date, facts, &mut problems);
    }
}
