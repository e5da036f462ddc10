//! Typed records of all files to one portal: a fixed order, every id resolved, every row of a table accounted for.

use std::collections::BTreeSet;

use super::check;
use super::convert::{Converted, Item};
use super::names::Names;
use super::rows::{self, Records, Tables};
use super::{Body, Initiative, News, Origin, Portal, Programme, Report, Site, StaticPage, Unit};
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::Reference;
use crate::parse::table::Table;
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
    tables: Tables,
}

/// Puts the records of all files together, and says what became of the rows of each table. `files` come sorted by
/// path; so does everything that has no date.
pub fn assemble(
    files: Vec<Converted>,
    sources: &[Source],
    options: Options,
    problems: &mut Problems,
) -> (Portal, Vec<Table>) {
    let site_file = files.iter().any(|f| f.role == Role::Site);
    let mut heap = Heap::default();
    for file in files {
        heap.take(file, problems);
    }
    if !site_file && !sources.is_empty() {
        problems.add(Place::File("content/site.yaml".into()), Problem::MissingSite);
    }
    let mut names = heap.names();
    resolve(&heap, &mut names, problems);
    let Heap { units, reports, initiatives, broken, tables, .. } = &mut heap;
    rows::resolve(Records { units, reports, initiatives }, &mut names, broken, tables, problems);
    let (mut portal, tables) = heap.into_portal(sources, problems);
    rows::leave_out(&tables, problems);
    check::portal(&portal, problems);
    if !options.drafts {
        portal.drop_drafts();
    }
    (portal, tables.into_values().collect())
}

impl Heap {
    fn take(&mut self, file: Converted, problems: &mut Problems) {
        problems.extend(file.problems);
        self.references.extend(file.references);
        if file.broken {
            self.broken.extend(ids_of(file.role));
        }
        if let Some(table) = file.table {
            self.tables.insert(table.file.clone(), table);
        }
        if matches!(file.role, Role::Initiatives) {
            self.initiatives.reserve_exact(file.items.len());
        }
        for item in file.items {
            match item {
                Item::Site(site) => self.site = Some(*site),
                Item::Programme(programme) => self.programmes.push(*programme),
                Item::ProgrammeBody { programme, body, origin } => self.bodies.push((programme, body, origin)),
                Item::Unit(unit) => self.units.push(*unit),
                Item::Report(report) => self.reports.push(*report),
                Item::Initiative(initiative) => self.initiatives.push(initiative),
                Item::News(news) => self.news.push(*news),
                Item::Page(page) => self.pages.push(*page),
            }
        }
    }

    /// What the records are called.
    fn names(&self) -> Names {
        let mut names = Names::of(&self.units, &self.programmes);
        if self.references.iter().any(|reference| reference.what == "initiative") {
            for initiative in &self.initiatives {
                names.add("initiative", &initiative.id, &[]);
            }
        }
        names
    }

    fn into_portal(mut self, sources: &[Source], problems: &mut Problems) -> (Portal, Tables) {
        let tables = &mut self.tables;
        rows::unique("unit", &mut self.units, |u| (&u.id, &u.origin), Unit::eq, tables, problems);
        rows::unique("programme", &mut self.programmes, |p| (&p.id, &p.origin), |_, _| false, tables, problems);
        rows::unique("initiative", &mut self.initiatives, |i| (&i.id, &i.origin), rows::same, tables, problems);
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
        rows::repeated(&mut self.reports, tables);
        self.initiatives.sort_unstable_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        self.news.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        self.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        let unit_index = self.units.iter().enumerate().map(|(i, u)| (u.id.clone(), i)).collect();
        let portal = Portal {
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
        };
        (portal, self.tables)
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

fn resolve(heap: &Heap, names: &mut Names, problems: &mut Problems) {
    for Reference { what, id, place } in heap.references.iter().filter(|r| !heap.broken.contains(r.what)) {
        // A cell may say a name; elsewhere only the id will do.
        if let Place::Cell { .. } = place {
            if let Err(problem) = names.find(what, &id.as_str().into()) {
                problems.add(place.clone(), problem);
            }
        } else if !names.has(what, id) {
            let problem = Problem::UnknownReference { what, id: id.clone(), nearest: names.nearest(what, id) };
            problems.add(place.clone(), problem);
        }
    }
}
