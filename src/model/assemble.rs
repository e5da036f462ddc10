//! Typed records of all files to one portal: a fixed order, every id resolved, every row of a table
//! accounted for.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use arcstr::ArcStr;
use rayon::prelude::*;

use super::check;
use super::convert::{Converted, Item};
use super::map;
use super::names::Names;
use super::rows::{self, Records, Tables};
use super::site::Authors;
use super::together;
use super::translate;
use super::tree::Tree;
use super::unlikely;
use super::{
    Body, Initiative, Map, News, Origin, Portal, Programme, Report, Site, StaticPage, Translation,
    Unit,
};
use crate::base::{Interner, slug};
use crate::diag::{Place, Problem, Problems};
use crate::parse::table::Table;
use crate::parse::{Reference, privacy};
use crate::source::{Role, Source};

/// What is left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Keep drafts.
    pub drafts: bool,
}

#[derive(Default)]
struct Collected {
    site: Option<Site>,
    programmes: Vec<Programme>,
    bodies: Vec<(String, Body, Origin)>,
    units: Vec<Unit>,
    reports: Vec<Report>,
    snapshots: Vec<Report>,
    initiatives: Vec<Initiative>,
    news: Vec<News>,
    pages: Vec<StaticPage>,
    maps: Vec<Map>,
    translations: Vec<Translation>,
    references: Vec<Vec<Reference>>,
    /// Which initiatives are remembered ones.
    recalled: Vec<usize>,
    broken: BTreeSet<&'static str>,
    broken_drafts: BTreeSet<ArcStr>,
    tables: Tables,
}

/// Puts the records of all files together, and says what became of the rows of each table. `files`
/// come sorted by path; so does everything that has no date.
pub fn assemble(
    files: impl IntoIterator<Item = Converted>,
    sources: &[Source],
    options: Options,
    problems: &mut Problems,
) -> (Portal, Vec<Table>) {
    let site_file = sources.iter().any(|source| source.role == Role::Site);
    let mut collected = Collected::default();
    let initiatives = sources.iter().filter(|s| s.role == Role::Initiative);
    collected.initiatives.reserve_exact(initiatives.count());
    for file in files {
        collected.take(file, problems);
    }
    if !site_file && !sources.is_empty() {
        problems.add(
            Place::File("content/site.yaml".into()),
            Problem::MissingSite,
        );
    }
    own_numbers(&collected, sources, problems);
    let mut names = collected.names();
    recheck(&mut collected, &mut names, sources);
    resolve(&collected, &mut names, problems);
    collected.put_ids_of_units(&mut names);
    collected.account_for_rows(&mut names, problems);
    let units_known = !collected.broken.contains("unit");
    let (mut portal, tables) = collected.into_portal(sources, problems);
    if units_known {
        map::join(&mut portal, problems);
    }
    rows::leave_out(&tables, problems);
    check::portal(&portal, problems);
    translate::check(&portal, problems);
    if !options.drafts {
        portal.drop_drafts();
    }
    (portal, tables.into_values().collect())
}

/// Looks for personal data in the names of files, and leaves out the office's own numbers, which
/// are known only now.
fn own_numbers(collected: &Collected, sources: &[Source], problems: &mut Problems) {
    for source in sources {
        privacy::check_path(&source.path, problems);
    }
    let Some(site) = &collected.site else { return };
    if site.authors == Authors::All {
        problems.drop_names();
    }
    problems.drop_own(&site.own_numbers());
}

impl Collected {
    fn take(&mut self, file: Converted, problems: &mut Problems) {
        problems.extend(file.problems);
        if !file.references.is_empty() {
            self.references.push(file.references);
        }
        self.broken_drafts.extend(file.draft);
        if file.recalled {
            self.recalled.push(self.initiatives.len());
        }
        if file.broken {
            self.broken.extend(ids_of(file.role));
        }
        for table in file.tables {
            let key = (table.file.clone(), table.sheet.clone());
            self.tables.insert(key, table);
        }
        let mut items = file.items;
        if matches!(file.role, Role::Initiatives) {
            if self.initiatives.is_empty() {
                let room = self.initiatives.capacity();
                self.initiatives = initiatives_of(&mut items);
                self.initiatives.reserve_exact(room);
            }
            self.initiatives.reserve_exact(items.len());
        }
        for item in items {
            match item {
                Item::Site(site) => self.site = Some(*site),
                Item::Programme(programme) => self.programmes.push(*programme),
                Item::ProgrammeBody {
                    programme,
                    body,
                    origin,
                } => self.bodies.push((programme, body, origin)),
                Item::Unit(unit) => self.units.push(*unit),
                Item::Report(report) => self.reports.push(*report),
                Item::Snapshot(report) => self.snapshots.push(*report),
                Item::Initiative(initiative) => self.initiatives.push(initiative),
                Item::News(news) => self.news.push(*news),
                Item::Page(page) => self.pages.push(*page),
                Item::Map(map) => self.maps.push(*map),
                Item::Translation(translation) => self.translations.push(*translation),
            }
        }
    }

    /// What the records are called.
    fn names(&self) -> Names {
        let mut names = Names::of(&self.units, &self.programmes);
        if self
            .references
            .iter()
            .flatten()
            .any(|reference| reference.what == "initiative")
        {
            for initiative in &self.initiatives {
                names.add("initiative", &initiative.id, &[]);
            }
        }
        names
    }

    /// Puts the ids of units in the place of their names, in all but the rows of tables. A name
    /// that means none stays: it is reported already.
    fn put_ids_of_units(&mut self, names: &mut Names) {
        let Self {
            units,
            reports,
            snapshots,
            initiatives,
            news,
            ..
        } = self;
        let named = |i: &Initiative| !names.has("unit", &i.unit) && !i.origin.is_row();
        // Hundreds of thousands, which nearly always have ids.
        if initiatives.par_iter().any(named) {
            for initiative in initiatives.iter_mut().filter(|i| !i.origin.is_row()) {
                if let Ok(id) = names.find("unit", &initiative.unit) {
                    initiative.unit = id;
                }
            }
        }
        let of_units = units
            .iter_mut()
            .filter(|unit| !unit.origin.is_row())
            .flat_map(|unit| unit.parent.iter_mut().chain(&mut unit.successors));
        let of_reports = reports
            .iter_mut()
            .chain(snapshots)
            .filter(|report| !report.origin.is_row())
            .map(|report| &mut report.unit);
        let of_news = news.iter_mut().flat_map(|news| &mut news.units);
        for text in of_units.chain(of_reports).chain(of_news) {
            if names.has("unit", text) {
                continue;
            }
            if let Ok(id) = names.find("unit", &text.as_str().into()) {
                *text = id.to_string();
            }
        }
    }

    /// Finds out what the rows of tables name, and what became of each.
    fn account_for_rows(&mut self, names: &mut Names, problems: &mut Problems) {
        let Self {
            units,
            reports,
            snapshots,
            initiatives,
            programmes,
            broken,
            tables,
            site,
            ..
        } = self;
        let zone = site
            .as_ref()
            .map_or(crate::parse::table::ZONE, |site| site.timezone.as_str());
        let records = Records {
            units,
            reports,
            snapshots,
            initiatives,
        };
        rows::resolve(records, names, broken, zone, tables, problems);
        unlikely::reject(reports, initiatives, programmes, tables, problems);
    }

    fn into_portal(mut self, sources: &[Source], problems: &mut Problems) -> (Portal, Tables) {
        self.leave_out_repeated(problems);
        self.put_bodies(problems);
        self.programme_of_reports(problems);
        for reports in [&mut self.reports, &mut self.snapshots] {
            reports.sort_by(|a, b| {
                let days = (a.as_of, a.published).cmp(&(b.as_of, b.published));
                days.then_with(|| (&a.unit, &a.origin.place).cmp(&(&b.unit, &b.origin.place)))
            });
            rows::repeated(reports, &mut self.tables);
        }
        sort(&mut self.initiatives);
        together::in_order(&mut self.initiatives);
        self.news
            .sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        self.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        let tree = Tree::new(&self.units);
        let portal = Portal {
            // Without site.yaml the build stops, but the other floors still tell what they find.
            site: self.site.unwrap_or_else(|| Site {
                page_size: 1,
                ..Site::default()
            }),
            programmes: self.programmes,
            units: self.units,
            reports: self.reports,
            snapshots: self.snapshots,
            initiatives: self.initiatives,
            news: self.news,
            pages: self.pages,
            media: sources
                .iter()
                .filter(|s| s.role == Role::Media)
                .map(|s| s.path.to_string())
                .collect(),
            unnamed_media: Vec::new(),
            maps: self.maps,
            translations: self.translations,
            hidden: BTreeSet::new(),
            broken_drafts: self.broken_drafts,
            tree,
        };
        (portal, self.tables)
    }

    /// Leaves out records with the id of another one.
    fn leave_out_repeated(&mut self, problems: &mut Problems) {
        let tables = &mut self.tables;
        rows::unique(
            "unit",
            &mut self.units,
            |u| (&u.id, &u.origin),
            Unit::eq,
            tables,
            problems,
        );
        rows::unique(
            "programme",
            &mut self.programmes,
            |p| (&p.id, &p.origin),
            |_, _| false,
            tables,
            problems,
        );
        rows::unique(
            "initiative",
            &mut self.initiatives,
            |i| (&i.id, &i.origin),
            rows::same,
            tables,
            problems,
        );
    }

    /// Gives programmes the texts that are in files of their own.
    fn put_bodies(&mut self, problems: &mut Problems) {
        for (id, body, origin) in std::mem::take(&mut self.bodies) {
            if let Some(programme) = self.programmes.iter_mut().find(|p| p.id == id) {
                programme.body = Some(body);
            } else if !self.broken.contains("programme") {
                let ids = self.programmes.iter().map(|p| p.id.as_str());
                let nearest = slug::nearest(&id, ids).map(Into::into);
                let what = "programme";
                let unknown = Problem::UnknownReference { what, id, nearest };
                problems.add(origin.place, unknown);
            }
        }
    }

    /// With one programme there is nothing to choose; with more, `programme` says which.
    fn programme_of_reports(&mut self, problems: &mut Problems) {
        let reports = self
            .reports
            .iter_mut()
            .chain(&mut self.snapshots)
            .filter(|r| r.programme.is_empty());
        match self.programmes.as_slice() {
            [] => {}
            [only] => reports.for_each(|r| r.programme.clone_from(&only.id)),
            _ => reports.for_each(|r| {
                problems.add(
                    r.origin.place.clone(),
                    Problem::MissingKey { key: "programme" },
                )
            }),
        }
    }
}

/// Takes the records of a table, if it holds nothing else: in the memory that they have already.
fn initiatives_of(items: &mut Vec<Item>) -> Vec<Initiative> {
    if !items.iter().all(|item| matches!(item, Item::Initiative(_))) {
        return Vec::new();
    }
    std::mem::take(items)
        .into_iter()
        .filter_map(|item| match item {
            Item::Initiative(initiative) => Some(initiative),
            _ => None,
        })
        .collect()
}

/// The newest first, undated last, then by id. There may be hundreds of thousands: each is moved
/// once, and where it is to be.
fn sort(initiatives: &mut [Initiative]) {
    // Days and beginnings of ids are beside each other: looking into the records takes longer.
    let days = initiatives.par_iter().enumerate();
    let days = days.map(|(at, i)| (Reverse(i.date), beginning(&i.id), at));
    let mut sorted: Vec<_> = days.collect();
    sorted.par_sort_unstable_by(|a, b| {
        let first = (a.0, a.1).cmp(&(b.0, b.1));
        first.then_with(|| initiatives[a.2].id.cmp(&initiatives[b.2].id))
    });
    let mut order: Vec<usize> = sorted.into_iter().map(|(_, _, at)| at).collect();
    for start in 0..order.len() {
        let mut at = start;
        // Along a circle of places, each of which takes what is at the next.
        while order[at] != start {
            let next = std::mem::replace(&mut order[at], at);
            initiatives.swap(at, next);
            at = next;
        }
        order[at] = at;
    }
}

/// The first eight bytes of an id as a number, which comes before that of another where the id does.
fn beginning(id: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, first) in bytes.iter_mut().zip(id.bytes()) {
        *byte = first;
    }
    u64::from_be_bytes(bytes)
}

/// What a file of this role declares: when it cannot be read, references to these are not reported
/// as problems.
fn ids_of(role: Role) -> &'static [&'static str] {
    match role {
        Role::Units => &["unit"],
        Role::Programme => &["programme", "phase", "group"],
        Role::Initiative | Role::Initiatives => &["initiative"],
        _ => &[],
    }
}

/// Remembered records do not tell where they name others: where one names what there is not, its
/// file is read again.
fn recheck(collected: &mut Collected, names: &mut Names, sources: &[Source]) {
    let broken = &collected.broken;
    for index in &collected.recalled {
        let i = &collected.initiatives[*index];
        let unit = names.plain("unit", &i.unit) || broken.contains("unit");
        let mut others = [("group", &i.group), ("programme", &i.programme)].into_iter();
        let known = others.all(|(what, id)| match id {
            Some(id) => names.has(what, id) || broken.contains(what),
            None => true,
        });
        if unit && known {
            continue;
        }
        let file = i.origin.file();
        if let Ok(at) = sources.binary_search_by(|source| (*source.path).cmp(file)) {
            collected
                .references
                .push(super::convert(&sources[at], &Interner::default()).references);
        }
    }
}

fn resolve(collected: &Collected, names: &mut Names, problems: &mut Problems) {
    for Reference { what, id, place } in collected
        .references
        .iter()
        .flatten()
        .filter(|r| !collected.broken.contains(r.what))
    {
        // A cell may say a name, and a unit may be named anywhere; elsewhere only the id will do.
        if *what == "unit" || matches!(place, Place::Cell { .. }) {
            let text: ArcStr = id.as_str().into();
            match names.find(what, &text) {
                Ok(_) => {
                    if let Some(problem) = names.remark(what, &text) {
                        problems.add(place.clone(), problem);
                    }
                }
                Err(problem) => problems.add(place.clone(), problem),
            }
        } else if !names.has(what, id) {
            let problem = Problem::UnknownReference {
                what,
                id: id.clone(),
                nearest: names.nearest(what, id),
            };
            problems.add(place.clone(), problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;

    #[test]
    fn initiatives_are_sorted_where_they_stand() {
        // 7 and 30 have no factor in common: every day once, in circles of many lengths.
        let day = |n: i32| Some(Date::constant(2022, 5, (n * 7 % 30 + 1) as i8)).filter(|_| n != 3);
        let made = |n: i32| Initiative {
            id: format!("{n:02}").into(),
            date: day(n),
            ..Initiative::default()
        };
        let mut sorted: Vec<Initiative> = (0..30).chain([0]).map(made).collect();
        // Of one day, with the same beginning and another end.
        let ids = ["TH000123b", "ốp", "TH000123", "", "TH000123a", "TH", "ố"];
        sorted.extend(ids.map(|id| Initiative {
            id: id.into(),
            ..made(9)
        }));
        let mut expected = sorted.clone();
        expected.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        sort(&mut sorted);
        assert_eq!(sorted, expected);
        assert_eq!(
            (sorted[0].date, sorted.last().unwrap().date),
            (Some(Date::constant(2022, 5, 30)), None)
        );
    }
}
