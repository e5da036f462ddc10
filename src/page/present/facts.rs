//! What numbers in news are compared with: every figure of the site, with the day it represents.

use std::collections::BTreeSet;

use super::PageBuilder;
use crate::base::{Date, Share};
use crate::model::target;
use crate::model::{News, Phase, Portal, Programme, UnitKind};
use crate::page::lint::{self, Amount, Facts, Figure, Held, Subject, Text};
use crate::progress::{PhaseProgress, ProgrammeProgress, Progress, Series, Totals};

/// Grassroots unions are named in news of sites that have few of them; of tens of thousands every
/// word would be a name.
const FEW: usize = 300;

/// Gathers the figures of a site, once.
pub fn facts(portal: &Portal, progress: &Progress<'_>) -> Facts {
    let mut facts = Facts {
        lang: portal.site.language,
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
        let spans: Vec<Span<'_>> = programme
            .phases
            .iter()
            .map(|phase| Span::new(portal, phase, progress.as_of))
            .collect();
        for (index, span) in spans.iter().enumerate() {
            let subject = Subject::Phase(number, index);
            facts.names.push((span.phase.title.to_lowercase(), subject));
            let (p, series) = (&figures.phases[index], &figures.totals.series);
            of_phase(&mut facts, subject, p, series, &span.of_whole());
        }
        let few = portal.units.len() <= FEW;
        for (index, unit) in portal.units.iter().enumerate() {
            if portal.tree.roots() != [index] && (few || unit.kind != UnitKind::Grassroots) {
                of_unit(&mut facts, &spans, figures, index);
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
            held: None,
            source,
        });
    }

    /// A target that was changed, with the days on which it held.
    fn target(&mut self, subject: Subject, value: i64, held: Held) {
        self.figures.push(Figure {
            subject,
            amount: Amount::Count(value),
            date: held.from,
            held: Some(held),
            source: None,
        });
    }

    /// Adds a name of what figures are about; one of two letters is in too many other words.
    fn name(&mut self, name: &str, subject: Subject) {
        let entry = (name.to_lowercase(), subject);
        if entry.0.chars().count() > 2 && !self.names.contains(&entry) {
            self.names.push(entry);
        }
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

/// A phase with the targets of all units in it.
struct Span<'a> {
    phase: &'a Phase,
    /// From which day which targets held, oldest first: by unit, and that of the whole at the end.
    targets: Vec<(Option<Date>, Vec<Option<target::Target<'a>>>)>,
}

impl<'a> Span<'a> {
    fn new(portal: &'a Portal, phase: &'a Phase, as_of: Date) -> Self {
        let since = phase.targets.iter().filter_map(|dated| dated.since);
        let changes: BTreeSet<Date> = since.filter(|day| *day <= as_of).collect();
        let eve = |day: &Date| day.yesterday().ok();
        // What held before the first change; without one, what holds now.
        let first = changes.first().map_or(Some(as_of), eve);
        let mut targets: Vec<_> = first
            .map(|day| (None, target::of_all(portal, phase, day)))
            .into_iter()
            .collect();
        for day in changes {
            targets.push((Some(day), target::of_all(portal, phase, day)));
        }
        Self { phase, targets }
    }

    fn of_whole(&self) -> Goals {
        let whole = self.targets.first().map_or(0, |(_, all)| all.len() - 1);
        self.of(whole)
    }

    /// The targets of a unit, each value once, with the day from which it held.
    fn of(&self, unit: usize) -> Goals {
        let mut values: Vec<(Option<Date>, Option<i64>)> = Vec::new();
        for (since, all) in &self.targets {
            let value = all[unit].map(|(value, _)| value);
            if values.last().is_none_or(|(_, last)| *last != value) {
                values.push((*since, value));
            }
        }
        Goals {
            days: (self.phase.start, self.phase.end),
            values,
        }
    }
}

/// The targets of one subject in a phase.
struct Goals {
    days: (Date, Date),
    values: Vec<(Option<Date>, Option<i64>)>,
}

impl Goals {
    /// The target on a day.
    fn on(&self, day: Date) -> Option<i64> {
        let held = |(since, _): &&(Option<Date>, Option<i64>)| since.is_none_or(|s| s <= day);
        self.values.iter().rfind(held)?.1
    }

    /// Puts the targets among the facts: one that was never changed is always.
    fn put(&self, facts: &mut Facts, subject: Subject) {
        for (number, (from, value)) in self.values.iter().enumerate() {
            let Some(value) = *value else { continue };
            let until = self.values.get(number + 1).and_then(|(day, _)| *day);
            if self.values.len() == 1 {
                facts.count(subject, value, None, None);
            } else {
                facts.target(subject, value, Held { from: *from, until });
            }
        }
    }
}

/// A phase as it was at each of its reports, and on each day on which its target was changed.
fn of_phase(
    facts: &mut Facts,
    subject: Subject,
    p: &PhaseProgress<'_>,
    series: &Series<'_>,
    goals: &Goals,
) {
    let (start, end) = goals.days;
    goals.put(facts, subject);
    let mut known: Vec<(Date, i64)> = Vec::new();
    let base = start.yesterday().ok().and_then(|eve| series.exactly(eve));
    for point in series
        .points
        .iter()
        .filter(|point| start <= point.date && point.date <= end)
    {
        if let Some(base) = base {
            let value = point.value - base.value;
            reached(facts, subject, (value, point.date, point.source()), goals);
            known.push((point.date, value));
        }
    }
    if let Some(count) = p.count {
        let source = p.last.and_then(|last| last.source());
        reached(facts, subject, (count.value, count.date, source), goals);
        known.push((count.date, count.value));
    }
    if let Some(valid) = p.valid {
        reached(facts, subject, (valid.value, valid.date, None), goals);
    }
    for day in goals.values.iter().filter_map(|(since, _)| *since) {
        let newest = known.iter().filter(|(date, _)| *date <= day).max();
        let share = newest.zip(goals.on(day));
        if let Some(share) = share.and_then(|((_, n), target)| Share::new(*n, target)) {
            facts.share(subject, share, Some(day), None);
        }
    }
}

/// A count of a day, and its share of the target of that day.
fn reached(
    facts: &mut Facts,
    subject: Subject,
    (value, date, source): (i64, Date, Option<&str>),
    goals: &Goals,
) {
    facts.count(subject, value, Some(date), source);
    if let Some(share) = goals.on(date).and_then(|target| Share::new(value, target)) {
        facts.share(subject, share, Some(date), source);
    }
}

fn of_unit(facts: &mut Facts, spans: &[Span<'_>], figures: &ProgrammeProgress<'_>, index: usize) {
    let (unit, subject) = (&figures.units[index], Subject::Unit(index));
    facts.totals(subject, &unit.totals);
    for (span, phase) in spans.iter().zip(&unit.phases) {
        if let Some(p) = phase {
            of_phase(facts, subject, p, &unit.totals.series, &span.of(index));
        }
    }
}

/// What readers call units and the whole.
fn names(facts: &mut Facts, portal: &Portal) {
    let few = portal.units.len() <= FEW;
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
        facts.name(&unit.title, subject);
        facts.name(&unit.short_title, subject);
    }
    for words in ["toàn tỉnh", "cả tỉnh", "the province", "the whole province"] {
        facts.name(words, Subject::Whole(0));
    }
}

impl PageBuilder<'_> {
    /// Tells of numbers in an article that contradict the data of its day.
    pub(super) fn lint(&self, news: &News) {
        let facts = self.context.facts;
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
