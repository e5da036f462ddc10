//! Typed records of all files to one portal: a fixed order, every id resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::check;
use super::convert::{Converted, Item};
use super::{Body, Initiative, News, Origin, Portal, Programme, Report, Site, StaticPage, Unit};
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::Reference;
use crate::source::{Role, Source};

/// What is left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Keep drafts.
    pub drafts: bool,
}

#[derive(Default)]
struct Heap {
    site: Option<Site>,
    programmes: Vec<Programme>,
    bodies: Vec<(String, Body, Origin)>,
    units: Vec<Unit>,
    reports: Vec<Report>,
    initiatives: Vec<Initiative>,
    news: Vec<News>,
    pages: Vec<StaticPage>,
    references: Vec<Reference>,
    broken: BTreeSet<&'static str>,
}

/// Puts the records of all files together. `files` come sorted by path; so does everything that has no date.
pub fn assemble(files: Vec<Converted>, sources: &[Source], options: Options, problems: &mut Problems) -> Portal {
    let site_file = files.iter().any(|f| f.role == Role::Site);
    let mut heap = Heap::default();
    for file in files {
        heap.take(file, problems);
    }
    if !site_file && !sources.is_empty() {
        problems.add(Place::File("content/site.yaml".into()), Problem::MissingSite);
    }
    resolve(&heap, problems);
    let mut portal = heap.into_portal(sources, problems);
    check::portal(&portal, problems);
    if !options.drafts {
        portal.drop_drafts();
    }
    portal
}

impl Heap {
    fn take(&mut self, file: Converted, problems: &mut Problems) {
        problems.extend(file.problems);
        self.references.extend(file.references);
        if file.broken {
            self.broken.extend(ids_of(file.role));
        }
        for item in file.items {
            match item {
                Item::Site(site) => self.site = Some(*site),
                Item::Programme(programme) => self.programmes.push(*programme),
                Item::ProgrammeBody { programme, body, origin } => self.bodies.push((programme, body, origin)),
                Item::Unit(unit) => self.units.push(*unit),
                Item::Report(report) => self.reports.push(*report),
                Item::Initiative(initiative) => self.initiatives.push(*initiative),
                Item::News(news) => self.news.push(*news),
                Item::Page(page) => self.pages.push(*page),
            }
        }
    }

    fn into_portal(mut self, sources: &[Source], problems: &mut Problems) -> Portal {
        unique("unit", &mut self.units, |u| (&u.id, &u.origin), problems);
        unique("programme", &mut self.programmes, |p| (&p.id, &p.origin), problems);
        unique("initiative", &mut self.initiatives, |i| (&i.id, &i.origin), problems);
        for (id, body, origin) in self.bodies {
            match self.programmes.iter_mut().find(|p| p.id == id) {
                Some(programme) => programme.body = Some(body),
                None if self.broken.contains("programme") => {}
                None => {
                    let nearest = slug::nearest(&id, self.programmes.iter().map(|p| p.id.as_str())).map(Into::into);
                    problems.add(origin.place, Problem::UnknownReference { what: "programme", id, nearest });
                }
            }
        }
        // With one programme there is nothing to choose; with more, `programme` says which.
        if let [only] = self.programmes.as_slice() {
            for report in self.reports.iter_mut().filter(|r| r.programme.is_empty()) {
                report.programme.clone_from(&only.id);
            }
        } else if !self.programmes.is_empty() {
            for report in self.reports.iter().filter(|r| r.programme.is_empty()) {
                problems.add(report.origin.place.clone(), Problem::MissingKey { key: "programme" });
            }
        }
        self.reports.sort_by(|a, b| (a.as_of, &a.unit, &a.origin.place).cmp(&(b.as_of, &b.unit, &b.origin.place)));
        self.initiatives.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        self.news.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        self.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        let unit_index = self.units.iter().enumerate().map(|(i, u)| (u.id.clone(), i)).collect();
        Portal {
            // Without site.yaml the build stops, but the other floors still tell what they find.
            site: self.site.unwrap_or_else(|| Site { page_size: 1, ..Site::default() }),
            programmes: self.programmes,
            units: self.units,
            reports: self.reports,
            initiatives: self.initiatives,
            news: self.news,
            pages: self.pages,
            media: sources.iter().filter(|s| s.role == Role::Media).map(|s| s.path.to_string()).collect(),
            hidden: BTreeSet::new(),
            unit_index,
        }
    }
}

/// What a file of this role declares: when it cannot be read, references to these are not told as faults.
fn ids_of(role: Role) -> &'static [&'static str] {
    match role {
        Role::Units => &["unit"],
        Role::Programme => &["programme", "phase", "group"],
        Role::Initiative | Role::Initiatives => &["initiative"],
        _ => &[],
    }
}

/// Keeps the first record of each id and tells the others.
fn unique<T>(
    what: &'static str,
    records: &mut Vec<T>,
    key: impl Fn(&T) -> (&String, &Origin),
    problems: &mut Problems,
) {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    records.retain(|record| {
        let (id, origin) = key(record);
        if id.is_empty() {
            return false;
        }
        if let Some(first) = first.get(id) {
            let first = first.clone();
            problems.add(origin.place.clone(), Problem::DuplicateId { what, id: id.clone(), first });
            return false;
        }
        first.insert(id.clone(), origin.place.clone());
        true
    });
}

fn resolve(heap: &Heap, problems: &mut Problems) {
    let phases = heap.programmes.iter().flat_map(|p| p.phases.iter().map(|phase| phase.id.as_str()));
    let groups = heap.programmes.iter().flat_map(|p| p.groups.iter().map(|group| group.id.as_str()));
    let known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::from([
        ("unit", heap.units.iter().map(|u| u.id.as_str()).collect()),
        ("programme", heap.programmes.iter().map(|p| p.id.as_str()).collect()),
        ("initiative", heap.initiatives.iter().map(|i| i.id.as_str()).collect()),
        ("phase", phases.collect()),
        ("group", groups.collect()),
    ]);
    for reference in &heap.references {
        let ids = &known[reference.what];
        if ids.contains(reference.id.as_str()) || heap.broken.contains(reference.what) {
            continue;
        }
        let nearest = slug::nearest(&reference.id, ids.iter().copied()).map(ToOwned::to_owned);
        let problem = Problem::UnknownReference { what: reference.what, id: reference.id.clone(), nearest };
        problems.add(reference.place.clone(), problem);
    }
}
