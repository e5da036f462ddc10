//! What the site's own search finds: every record, page, unit and initiative as a document, and
//! what they are narrowed by.

mod facets;
mod names;

use std::borrow::Cow;

use super::lint::{Facts, Subject};
use super::plan::{Kind, Plan};
use super::words::unit_kind;
use super::{PageSummary, markdown};
use crate::base::{Date, Share, number};
use crate::chart::Chart;
use crate::model::news::News;
use crate::model::{Initiative, Person, Phase, Portal, Programme, Report, UnitKind};
pub use facets::{Facet, Value};
use names::Figures;
pub use names::SHORT;

/// One thing that can be found.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// Title, as shown.
    pub title: Cow<'a, str>,
    /// Address below the root of its language.
    pub url: String,
    /// Index of its kind in [`SearchDocuments::kinds`].
    pub kind: usize,
    /// Day of submission or publication.
    pub date: Option<Date>,
    /// A line below the title: its unit, who wrote it.
    pub note: String,
    /// A sentence below that.
    pub summary: &'a str,
    /// Names it goes by, a line each: unit, authors with consent, code, topics.
    pub names: String,
    /// Whole names that it is looked for by, a line each.
    pub called: String,
    /// Its text, where it has a page that editors wrote.
    pub text: String,
}

#[derive(Debug, Clone, Copy)]
enum Entry {
    /// A record that is one of many.
    Record(usize),
    Page(usize),
}

/// All documents of one language. The ids are ranks: the higher, the sooner shown among equals; of
/// one kind, the newer the higher.
#[derive(Debug)]
pub struct SearchDocuments<'a> {
    portal: &'a Portal,
    plan: &'a Plan,
    summaries: &'a [PageSummary],
    charts: &'a [Chart],
    figures: Figures,
    /// Indices of the records that are one of many, then those of pages of the plan.
    records: Vec<u32>,
    pages: Vec<usize>,
    facets: Vec<Facet>,
}

impl<'a> SearchDocuments<'a> {
    /// The documents of a plan and its summaries, with the figures and charts of the site.
    pub fn new(
        portal: &'a Portal,
        (plan, summaries): (&'a Plan, &'a [PageSummary]),
        (facts, charts): (&Facts, &'a [Chart]),
    ) -> Self {
        // The portal has the newest first.
        let initiatives = portal.initiatives.iter().enumerate().rev();
        let many = initiatives.filter(|(_, initiative)| !initiative.featured);
        let mut records: Vec<u32> = many.map(|(index, _)| index as u32).collect();
        records.shrink_to_fit();
        let mut pages: Vec<(u8, usize)> = Vec::new();
        for index in (0..plan.pages.len()).rev() {
            pages.extend(rank(portal, &plan.pages[index].kind).map(|rank| (rank, index)));
        }
        pages.sort_by_key(|(rank, _)| *rank);
        let mut found = Self {
            portal,
            plan,
            summaries,
            charts,
            figures: Figures::new(facts),
            records,
            pages: pages.into_iter().map(|(_, page)| page).collect(),
            facets: Vec::new(),
        };
        found.facets = found.narrowed();
        found
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len() + self.pages.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a document may be, in words.
    pub fn kinds(&self) -> [String; 5] {
        let texts = self.portal.site.texts();
        [
            texts.say("kind-initiative", &[]),
            texts.say("kind-news", &[]),
            texts.say("unit", &[]),
            texts.say("programme", &[]),
            texts.say("kind-page", &[]),
        ]
    }

    /// What they can be narrowed by.
    pub fn facets(&self) -> &[Facet] {
        &self.facets
    }

    /// Which initiative of the portal a document is, where it is a record that is one of many.
    pub fn record_of(&self, id: usize) -> Option<usize> {
        if let Entry::Record(index) = self.entry(id) {
            Some(index)
        } else {
            None
        }
    }

    fn entry(&self, id: usize) -> Entry {
        match self.records.get(id) {
            Some(index) => Entry::Record(*index as usize),
            None => Entry::Page(self.pages[id - self.records.len()]),
        }
    }

    /// The document of an id.
    pub fn document(&self, id: usize) -> Document<'a> {
        let portal = self.portal;
        let kind = self.kind(id);
        let (page, summary) = match self.entry(id) {
            Entry::Record(index) => return self.record(index),
            Entry::Page(index) => (&self.plan.pages[index], &self.summaries[index]),
        };
        let document = Document {
            title: Cow::Borrowed(&summary.title),
            url: page.url.clone(),
            kind,
            date: self.date(id),
            called: summary.title.clone(),
            summary: &summary.summary,
            ..Document::default()
        };
        match page.kind {
            Kind::Initiative(index) => {
                let initiative = &portal.initiatives[index];
                let record = self.record(index);
                let text = initiative.body().and_then(|text| text.read().ok());
                Document {
                    note: record.note,
                    names: record.names,
                    text: text
                        .map(|body| markdown::plain(&body.text))
                        .unwrap_or_default(),
                    ..document
                }
            }
            Kind::Article(index) => {
                let news = &portal.news[index];
                let note = news.category.clone().unwrap_or_default();
                Document {
                    names: names_of(portal, news),
                    note,
                    text: markdown::plain(&news.body.text),
                    ..document
                }
            }
            Kind::Unit(index) => self.unit(index, document),
            Kind::Programme(index) => self.programme(index, document),
            Kind::Phase(programme, index) => self.phase(programme, index, document),
            Kind::Static(index) => {
                let body = &portal.pages[index].body;
                Document {
                    names: names::of_text(body, portal.site.texts()),
                    text: markdown::plain(&body.text),
                    ..document
                }
            }
            _ => Document {
                names: names::of_page(&page.kind, portal.site.texts()),
                ..document
            },
        }
    }

    /// A unit: how offices write it, who leads it, its figures; the top of the tree has those of
    /// the whole.
    fn unit(&self, index: usize, document: Document<'a>) -> Document<'a> {
        let (portal, lang) = (self.portal, self.portal.site.language);
        let unit = &portal.units[index];
        let subject = Subject::Unit(index);
        let whole = portal.tree.roots() == [index];
        let all = (0..portal.programmes.len()).filter(|_| whole);
        let mut text: Vec<String> = all.map(|programme| self.all_figures(programme)).collect();
        text.push(self.figures.days(subject, lang));
        let offices = names::offices(unit);
        Document {
            note: unit_kind(unit.kind, portal.site.texts()),
            called: format!("{}\n{offices}", unit.title),
            names: [
                offices,
                self.person(unit.chair.as_ref()),
                self.figures.of(subject, lang),
            ]
            .join("\n"),
            text: text.join("\n"),
            ..document
        }
    }

    fn programme(&self, index: usize, document: Document<'a>) -> Document<'a> {
        let programme = &self.portal.programmes[index];
        let groups: Vec<&str> = programme.groups.iter().map(|g| &*g.title).collect();
        let body = programme.body.as_ref();
        let text = body.map(|body| markdown::plain(&body.text));
        Document {
            called: format!("{}\n{}", programme.title, programme.short_title),
            names: [
                programme.short_title.clone(),
                self.person(programme.contact.as_ref()),
            ]
            .join("\n"),
            text: [
                text.unwrap_or_default(),
                groups.join("\n"),
                self.all_figures(index),
            ]
            .join("\n"),
            ..document
        }
    }

    /// A phase: its own figures and days, those that were published of it, and the reports of the
    /// whole in it.
    fn phase(&self, number: usize, index: usize, document: Document<'a>) -> Document<'a> {
        let (portal, lang) = (self.portal, self.portal.site.language);
        let programme = &portal.programmes[number];
        let phase = &programme.phases[index];
        let subject = Subject::Phase(number, index);
        let mut names = vec![
            names::of_charts(self.charts, phase, &programme.id, portal.site.texts()),
            names::day(phase.start, lang),
            names::day(phase.end, lang),
            self.figures.of(subject, lang),
            self.figures.surplus(subject, lang),
            self.figures.days(subject, lang),
        ];
        for result in &programme.results {
            if result.phase.as_deref() == Some(&*phase.id) {
                names.push(names::day(result.as_of, lang));
                names.extend(result.value.map(|value| number::whole(value, lang)));
                let percent = result.percent_of_target.map(Share::published);
                names.extend(percent.map(|percent| percent.text(lang)));
            }
        }
        let root = portal
            .tree
            .roots()
            .first()
            .map(|root| &portal.units[*root].id);
        let of_whole = |report: &&Report| Some(&report.unit) == root;
        let reports = portal.reports.iter().filter(of_whole);
        let mut text = Vec::new();
        for report in reports.filter(|report| is_in_phase(report, programme, phase)) {
            text.push(names::day(report.as_of, lang));
            let counts = [report.submitted, report.valid].into_iter().flatten();
            text.extend(counts.map(|count| number::whole(count, lang)));
        }
        Document {
            called: phase.title.clone(),
            names: names.join("\n"),
            text: text.join("\n"),
            ..document
        }
    }

    /// The figures of a programme and its phases.
    fn all_figures(&self, number: usize) -> String {
        let lang = self.portal.site.language;
        let phases = 0..self.portal.programmes[number].phases.len();
        let subjects = phases.map(|phase| Subject::Phase(number, phase));
        let mut lines = Vec::new();
        for subject in std::iter::once(Subject::Whole(number)).chain(subjects) {
            lines.push(self.figures.of(subject, lang));
            lines.push(self.figures.days(subject, lang));
        }
        lines.join("\n")
    }

    /// A person who may be named, with their post.
    fn person(&self, person: Option<&Person>) -> String {
        let people = self.portal.named(person.map_or(&[], std::slice::from_ref));
        let lines: Vec<String> = people
            .map(|person| format!("{}\n{}", person.name, person.role.unwrap_or_default()))
            .collect();
        lines.join("\n")
    }

    /// What it takes from the initiative must be in `card_key`, too: the index is made again when
    /// that changes.
    fn record(&self, index: usize) -> Document<'a> {
        let portal = self.portal;
        let initiative = &portal.initiatives[index];
        let unit = portal
            .unit(&initiative.unit)
            .map_or("", |unit| unit.short_title.as_str());
        let people: Vec<&str> = portal
            .named(&initiative.authors)
            .map(|person| person.name)
            .collect();
        let organisation = initiative.organisation.as_deref();
        let by = people.join(", ");
        let shown: Vec<&str> = [organisation.unwrap_or(unit), &by]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let names = [
            unit,
            organisation.unwrap_or_default(),
            initiative.code().unwrap_or_default(),
            &names::compact(initiative.code().unwrap_or_default()),
            &people.join("\n"),
        ];
        Document {
            title: Cow::Borrowed(&initiative.title),
            url: self.plan.url_of(portal, index).into_owned(),
            kind: 0,
            date: initiative.date,
            note: shown.join(" · "),
            names: names.join("\n"),
            ..Document::default()
        }
    }

    fn kind(&self, id: usize) -> usize {
        match self.entry(id) {
            Entry::Record(_) => 0,
            Entry::Page(index) => match self.plan.pages[index].kind {
                Kind::Initiative(_) => 0,
                Kind::Article(_) => 1,
                Kind::Unit(_) => 2,
                Kind::Programme(_) | Kind::Phase(..) => 3,
                _ => 4,
            },
        }
    }

    fn initiative(&self, id: usize) -> Option<&'a Initiative> {
        let index = match self.entry(id) {
            Entry::Record(index) => index,
            Entry::Page(page) => match self.plan.pages[page].kind {
                Kind::Initiative(index) => index,
                _ => return None,
            },
        };
        self.portal.initiatives.get(index)
    }

    fn date(&self, id: usize) -> Option<Date> {
        match self.entry(id) {
            Entry::Record(index) => self.portal.initiatives[index].date,
            Entry::Page(index) => match self.plan.pages[index].kind {
                Kind::Initiative(index) => self.portal.initiatives[index].date,
                Kind::Article(index) => Some(self.portal.news[index].date),
                _ => None,
            },
        }
    }

    /// The units that a document is of, not those above them.
    fn units(&self, id: usize) -> Vec<usize> {
        let tree = &self.portal.tree;
        if let Some(initiative) = self.initiative(id) {
            return tree.index(&initiative.unit).into_iter().collect();
        }
        let Entry::Page(page) = self.entry(id) else {
            return Vec::new();
        };
        match self.plan.pages[page].kind {
            Kind::Article(news) => self.portal.news[news]
                .units
                .iter()
                .filter_map(|unit| tree.index(unit))
                .collect(),
            Kind::Unit(unit) => vec![unit],
            _ => Vec::new(),
        }
    }
}

/// Whether a report is of a phase, or of its eve.
fn is_in_phase(report: &Report, programme: &Programme, phase: &Phase) -> bool {
    let eve = phase.start.yesterday().unwrap_or(phase.start);
    let in_time = eve <= report.as_of && report.as_of <= phase.end;
    report.programme == programme.id && !report.conflicts && in_time
}

/// Where a page is among equals; nothing for lists, and for records that are among the many.
fn rank(portal: &Portal, kind: &Kind) -> Option<u8> {
    Some(match kind {
        Kind::Static(_) | Kind::Method | Kind::Data | Kind::Changes | Kind::Pair | Kind::Charts => {
            0
        }
        Kind::Units | Kind::Organisations | Kind::Programmes => 0,
        Kind::Initiatives(1) | Kind::News(1) => 0,
        Kind::Unit(i) if portal.units[*i].kind == UnitKind::Grassroots => 1,
        Kind::Unit(_) => 2,
        Kind::Programme(_) | Kind::Phase(..) => 3,
        Kind::Article(_) => 4,
        Kind::Initiative(i) if portal.initiatives[*i].featured => 5,
        _ => return None,
    })
}

fn names_of(portal: &Portal, news: &News) -> String {
    let units = news
        .units
        .iter()
        .filter_map(|unit| portal.unit(unit))
        .map(|unit| unit.short_title.as_str());
    let names: Vec<&str> = news
        .tags
        .iter()
        .map(String::as_str)
        .chain(news.category.as_deref())
        .chain(news.byline.as_deref())
        .chain(units)
        .collect();
    names.join("\n")
}
