//! A table from anywhere into content/, in its normal form. First a plan of what would change,
//! which writes nothing; then, when somebody agreed to it, the plan is carried out.

mod form;
mod merge;
mod taken;
mod units;
pub mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::balance::{self, Balance};
use crate::base::Stat;
use crate::base::{Date, Interner, hash};
use crate::diag::{Diagnostic, Problem, Problems, Severity};
use crate::model::{self, Item, Names, Options, Portal, Report};
use crate::parse::table::{self, Normal, Table, Understood};
use crate::publish;
use crate::publish::imports;
use crate::source::{self, Format, Role, Source};
pub use form::Form;
use merge::Merge;
pub use merge::{Cell, Change, Fate};
use taken::records;

/// What is imported.
#[derive(Debug, Clone)]
pub struct Import {
    /// The site: holds content/.
    pub root: PathBuf,
    /// The table, anywhere.
    pub file: PathBuf,
    /// What its rows are: `Initiatives`, `Reports` or `Units`; found out by the headings if no one
    /// says.
    pub to: Option<Role>,
    /// The name of the file in content/, without ending.
    pub name: String,
    /// The sheet to read; found out by what the sheets hold if no one says.
    pub sheet: Option<String>,
    /// The form that it is, by id; found out by its headings if no one says.
    pub form: Option<String>,
    /// Let the table take the place of what is there, so that other records go.
    pub replace: bool,
    /// Put a figure that is another one in the place of the old one, without a revision.
    pub no_revision: bool,
    /// The day on which revisions are published; the newest day of the reports if no one says.
    pub published: Option<Date>,
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// What was found in the table, and in what it names.
    pub problems: Problems,
    /// What became of the rows of each sheet.
    pub tables: Vec<Balance>,
    /// What each of these sheets was taken for.
    pub understood: Vec<Understood>,
    /// What its rows are.
    pub role: Option<Role>,
    /// The form that it is; without an id where its headings are not known.
    pub form: Form,
    /// Where the records go, below the root.
    pub target: String,
    /// How many records are there already.
    pub before: usize,
    /// How many there are with the import.
    pub after: usize,
    /// What becomes of each record that is not the same, the gravest first.
    pub changes: Vec<Change>,
    /// What the file that is there holds and the new one could not: columns and rows of its own.
    pub unreadable: Vec<Diagnostic>,
    /// Titles of units that the table names without a figure.
    pub not_reported: Vec<String>,
    /// Why nothing can be imported.
    pub stop: Option<Stop>,
    /// The files to write.
    writes: Vec<imports::Change>,
    /// The rows that were rejected, to be set aside.
    rejects: Option<(Source, Vec<Table>, Portal)>,
}

/// Why nothing can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The table, or the file that is there, has errors.
    Errors,
    /// The table has no records.
    Empty,
}

impl Plan {
    /// How many records of content/ would no longer be there as they are.
    pub fn lost(&self) -> usize {
        let gone = |change: &&Change| change.fate == Fate::Gone;
        self.changes.iter().filter(gone).count() + self.unreadable.len()
    }

    /// A plan that writes a file and loses some records.
    #[cfg(test)]
    pub(crate) fn example(lost: usize) -> Self {
        let write = imports::Change {
            path: "content/a.csv".to_owned(),
            bytes: Some(Vec::new()),
        };
        Self {
            unreadable: vec![
                Diagnostic {
                    place: crate::diag::Place::Site,
                    problem: Problem::UnnamedColumn,
                    left_out: false,
                };
                lost
            ],
            writes: vec![write],
            ..Self::default()
        }
    }

    /// Whether content/ would be another one.
    pub fn changes_anything(&self) -> bool {
        !self.writes.is_empty()
    }
}

/// Reads a table and compares it with what content/ holds.
///
/// # Errors
/// Failures of the environment.
pub fn plan(input: &Import) -> Result<Plan> {
    let mut problems = Problems::default();
    let sources = source::discover(&input.root, &mut problems);
    let sheet = input.sheet.as_deref();
    let role = input.to.unwrap_or_else(|| guess(&input.file, sheet));
    let mut plan = Plan {
        role: Some(role),
        target: target(role, &input.name),
        ..Plan::default()
    };
    let mut site = Site::new(&sources, &plan.target, incoming(&input.file, role, sheet));
    let read = site.read(input, &sources, &mut plan.form, &mut problems);
    plan.tables = balance::balances(&read.tables, &read.portal);
    plan.understood = read.tables.iter().map(|t| t.understood.clone()).collect();
    let old = site.old(&mut problems, &mut plan.unreadable);
    let stop = problems.any_error();
    plan.problems = problems.sorted();
    plan.rejects = Some((
        site.incoming.clone(),
        read.tables.clone(),
        names_of(&read.portal),
    ));
    if stop {
        plan.stop = Some(Stop::Errors);
        return Ok(plan);
    }
    let (mut old, mut new) = (old.unwrap_or_default(), read.normal(&site, &mut plan));
    plan.before = old.rows.len();
    if new.rows.is_empty() {
        plan.stop = Some(Stop::Empty);
        plan.after = plan.before;
        return Ok(plan);
    }
    new.align(&mut old);
    let elsewhere = site.elsewhere();
    let merge = Merge {
        portal: &read.portal,
        role,
        published: input
            .published
            .unwrap_or_else(|| newest(&new, &old, &elsewhere)),
        elsewhere: &elsewhere,
        replace: input.replace,
        revise: !input.no_revision,
    };
    let (merged, changes) = merge.run(&old, &new);
    plan.after = merged.rows.len();
    plan.changes = changes;
    if merged.rows != old.rows {
        plan.write(&site, merged.csv());
        plan.keep_form(&site, role);
    } else {
        plan.unreadable.clear();
    }
    Ok(plan)
}

/// The file that the records of a table are kept in.
fn target(role: Role, name: &str) -> String {
    match role {
        Role::Units => "content/units.csv".to_owned(),
        Role::Reports => format!("content/reports/{name}.csv"),
        _ => format!("content/initiatives/{name}.csv"),
    }
}

/// What of a portal is needed to name units and programmes.
fn names_of(portal: &Portal) -> Portal {
    Portal {
        units: portal.units.clone(),
        programmes: portal.programmes.clone(),
        ..Portal::default()
    }
}

impl Plan {
    /// The file with all records in the place of the one that is there; what said how to read
    /// that one is of no use for it.
    fn write(&mut self, site: &Site, bytes: Vec<u8>) {
        self.writes.push(imports::Change {
            path: self.target.clone(),
            bytes: Some(bytes),
        });
        let sidecar = site.target.as_ref().and_then(|old| old.sidecar.as_ref());
        if let Some(sidecar) = sidecar {
            self.writes.push(imports::Change {
                path: sidecar.path.to_string(),
                bytes: None,
            });
        }
    }

    /// Remembers the form, unless it is remembered already.
    fn keep_form(&mut self, site: &Site, role: Role) {
        let headings = form::headings(&self.understood);
        if self.form.remembered || headings.is_empty() {
            return;
        }
        let yaml = form::yaml(role, &site.incoming, &self.understood, &headings);
        self.writes.push(imports::Change {
            path: format!("content/forms/{}.yaml", self.form.id),
            bytes: Some(yaml.into_bytes()),
        });
    }

    /// Sets the rows aside that were rejected, with the reasons.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn set_rejects_aside(&self, root: &Path) -> Result<()> {
        let Some((source, tables, portal)) = &self.rejects else {
            return Ok(());
        };
        balance::set_aside(
            root,
            std::slice::from_ref(source),
            tables,
            portal,
            &self.problems,
        )
    }

    /// What tells this plan from another: who agreed to one has not agreed to the other.
    pub fn stamp(&self) -> String {
        let mut all = Vec::new();
        for write in &self.writes {
            let bytes = write.bytes.as_deref().map(hash::full);
            all.extend(format!("{}\n{bytes:?}\n", write.path).into_bytes());
        }
        all.extend(format!("{:?}", self.changes).into_bytes());
        hash::full(&all)
    }

    /// The files that it writes or deletes, below the root.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.writes.iter().map(|write| write.path.as_str())
    }

    /// Some rows of a sheet as they are shown, from 1; nothing when they can no longer be read.
    pub fn glance(&self, sheet: &str, rows: &BTreeSet<u32>) -> Vec<table::Glance> {
        let source = self.rejects.as_ref().map(|(source, ..)| source);
        source
            .and_then(|source| table::glance(source, sheet, rows).ok())
            .unwrap_or_default()
    }

    /// Writes the files, after what they replace was kept below the root. `day` names the folder
    /// that keeps it, `table` is what was imported. Gives that folder.
    ///
    /// # Errors
    /// When a file cannot be kept or written.
    pub fn carry_out(&self, root: &Path, day: Date, table: &str) -> Result<String> {
        imports::import(root, &day.to_string(), table, &self.writes)
    }
}

/// Brings back what the newest import replaced; see [`imports::undo`].
///
/// # Errors
/// As there.
pub fn undo_import(root: &Path, force: bool) -> Result<publish::imports::Undone> {
    imports::undo(root, force)
}

/// The table of the newest import that can be undone, and the files that it changed; see
/// [`imports::newest`].
///
/// # Errors
/// As there.
pub fn newest_import(root: &Path) -> Result<Option<(String, Vec<String>)>> {
    imports::newest(root)
}

/// The files of a site as an import sees them.
struct Site {
    /// What the table may name: units and programmes, without those that it replaces.
    known: Vec<Source>,
    /// Other files with reports, when reports are imported.
    others: Vec<Source>,
    /// The file that is there.
    target: Option<Source>,
    incoming: Source,
}

/// A table with what it may name.
struct Read {
    portal: Portal,
    tables: Vec<Table>,
}

impl Site {
    fn new(sources: &[Source], target: &str, incoming: Source) -> Self {
        let (mut known, mut others, mut there) = (Vec::new(), Vec::new(), None);
        for source in sources.iter().filter(|s| s.path != incoming.path) {
            if *source.path == *target {
                there = Some(source.clone());
            } else if matches!(source.role, Role::Site | Role::Programme | Role::Units) {
                known.push(source.clone());
            } else if source.role == Role::Reports && incoming.role == Role::Reports {
                others.push(source.clone());
            }
        }
        Self {
            known,
            others,
            target: there,
            incoming,
        }
    }

    /// The table, read as the form that it is: where its headings were seen before, what is
    /// remembered of them holds, unless a file beside the table says more.
    fn read(
        &mut self,
        input: &Import,
        sources: &[Source],
        form: &mut Form,
        problems: &mut Problems,
    ) -> Read {
        let mut found = problems.clone();
        let read = self.incoming(&mut found);
        let understood: Vec<Understood> =
            read.tables.iter().map(|t| t.understood.clone()).collect();
        let headings = form::headings(&understood);
        let forms = form::kept(sources);
        let (role, file) = (self.incoming.role, self.incoming.path.clone());
        let (chosen, kept) = form::choose(&forms, input.form.as_deref(), role, &headings, &file);
        if !headings.is_empty() {
            *form = chosen;
        }
        match kept.filter(|_| self.incoming.sidecar.is_none()) {
            Some(kept) => {
                self.incoming.sidecar = Some(Box::new(kept.source.clone()));
                self.incoming(problems)
            }
            None => {
                *problems = found;
                read
            }
        }
    }

    /// The table, among what it may name. Units of the file that is there may be named too, unless
    /// the table has them itself.
    fn incoming(&self, problems: &mut Problems) -> Read {
        let mut files: Vec<_> = self.known.iter().map(convert).collect();
        let mut incoming = convert(&self.incoming);
        if let Some(target) = self.target.as_ref().filter(|t| t.role == Role::Units) {
            let there: Vec<Source> = self.known.iter().chain([target]).cloned().collect();
            let (there, _) = super::site::assembled(&there, &mut Problems::default());
            units::keep_ids(&mut incoming, &there.units);
            let ids: BTreeSet<String> = incoming.items.iter().filter_map(unit_id).collect();
            let mut old = convert(target);
            old.problems = Problems::default();
            old.tables.clear();
            old.items
                .retain(|item| unit_id(item).is_none_or(|id| !ids.contains(&id)));
            files.push(old);
        }
        files.push(incoming);
        let sources: Vec<Source> = self.known.iter().chain([&self.incoming]).cloned().collect();
        let (portal, mut tables) =
            model::assemble(files, &sources, Options { drafts: true }, problems);
        tables.retain(|table| table.file == self.incoming.path);
        Read { portal, tables }
    }

    /// The records of the file that is there. One with errors is not written over: what could not
    /// be read would be lost.
    fn old(&self, problems: &mut Problems, unreadable: &mut Vec<Diagnostic>) -> Option<Normal> {
        let target = self.target.as_ref()?;
        let mut found = Problems::default();
        let sources: Vec<Source> = self.known.iter().chain([target]).cloned().collect();
        let (portal, _) = super::site::assembled(&sources, &mut found);
        for diagnostic in found.iter() {
            if diagnostic.place.file() != Some(&*target.path) {
                continue;
            }
            match &diagnostic.problem {
                Problem::UnknownColumn { .. }
                | Problem::UnnamedColumn
                | Problem::RowsPassedOver { .. } => {
                    unreadable.push(diagnostic.clone());
                }
                problem if problem.severity() == Severity::Error => {
                    problems.add(diagnostic.place.clone(), problem.clone());
                }
                _ => {}
            }
        }
        Some(records(target, &portal, |_| None).0)
    }

    /// Reports of other files.
    fn elsewhere(&self) -> Vec<Report> {
        if self.others.is_empty() {
            return Vec::new();
        }
        let sources: Vec<Source> = self.known.iter().chain(&self.others).cloned().collect();
        super::site::assembled(&sources, &mut Problems::default())
            .0
            .reports
    }

    /// What the units of the file that is there are called.
    fn old_units(&self) -> Names {
        let sources: Vec<Source> = self.known.iter().chain(&self.target).cloned().collect();
        let (portal, _) = super::site::assembled(&sources, &mut Problems::default());
        Names::of(&portal.units, &[])
    }
}

impl Read {
    /// The records of the table in their normal form. Units without a figure are named in the plan.
    fn normal(&self, site: &Site, plan: &mut Plan) -> Normal {
        let mut known = (site.incoming.role == Role::Units).then(|| site.old_units());
        let (normal, silent) = records(&site.incoming, &self.portal, |title| {
            let id = known.as_mut()?.find("unit", &title.into()).ok()?;
            Some(id.to_string())
        });
        let mut names = Names::of(&self.portal.units, &[]);
        let mut seen = BTreeSet::new();
        for name in silent {
            // A row that names no unit is the title of a section.
            let id = names.find("unit", &name.as_str().into());
            let Some(unit) = id.ok().and_then(|id| self.portal.unit(&id)) else {
                continue;
            };
            let title = unit.title.clone();
            if seen.insert(title.clone()) {
                plan.not_reported.push(title);
            }
        }
        normal
    }
}

fn convert(source: &Source) -> model::Converted {
    model::convert(source, &Interner::default())
}

fn unit_id(item: &Item) -> Option<String> {
    match item {
        Item::Unit(unit) => Some(unit.id.clone()),
        _ => None,
    }
}

/// The newest day of any report; a revision is published on it if no one says otherwise, so that it
/// is seen at once.
fn newest(new: &Normal, old: &Normal, elsewhere: &[Report]) -> Date {
    let mut days: Vec<Date> = elsewhere.iter().map(|report| report.as_of).collect();
    for normal in [new, old] {
        let cells = normal.rows.values();
        days.extend(cells.filter_map(|c| normal.get(c, "Tính đến ngày").parse::<Date>().ok()));
    }
    (days.into_iter().max()).unwrap_or(Date::constant(1970, 1, 1))
}

/// The table as a source of its own, with the sidecar that may lie beside it.
fn incoming(file: &Path, role: Role, sheet: Option<&str>) -> Source {
    let path = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = PathBuf::from(format!("{}.yaml", file.display()));
    let sidecar = beside.is_file().then(|| {
        let path = format!("{path}.yaml").into();
        Box::new(Source {
            path,
            real: beside.clone(),
            role,
            stat: Stat::default(),
            sidecar: None,
            sheet: None,
        })
    });
    Source {
        path: path.as_ref().into(),
        real: file.to_owned(),
        role,
        stat: Stat::default(),
        sidecar,
        sheet: sheet.map(Into::into),
    }
}

/// The kind of record whose columns the headings name most of.
fn guess(file: &Path, sheet: Option<&str>) -> Role {
    let roles = [Role::Units, Role::Reports, Role::Initiatives];
    roles
        .into_iter()
        .max_by_key(|role| table::known_columns(&incoming(file, *role, sheet)))
        .unwrap_or(Role::Initiatives)
}

/// The sheets of a workbook by their names, with whether each is hidden; none when it cannot be
/// opened, which a plan reports.
pub fn sheets_of(file: &Path) -> Vec<(String, bool)> {
    table::sheet_names(&incoming(file, Role::Initiatives, None)).unwrap_or_default()
}

/// Whether a file is a table at all.
pub fn is_table(file: &Path) -> bool {
    Format::of(&file.to_string_lossy()).is_some()
}
