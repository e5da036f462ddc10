//! A table from anywhere into content/, in its normal form, with what changes by it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::balance::{self, Balance};
use crate::base::memo::Stat;
use crate::diag::{Place, Problems};
use crate::model::{Names, Portal};
use crate::parse::table::{self, Normal, Table};
use crate::parse::{self, schema};
use crate::publish;
use crate::source::{self, Format, Role, Source};

/// What is imported.
#[derive(Debug, Clone)]
pub struct Import {
    /// The site: holds content/.
    pub root: PathBuf,
    /// The table, anywhere.
    pub file: PathBuf,
    /// What its rows are: `Initiatives`, `Reports` or `Units`; found out by the headings if nobody
    /// says.
    pub to: Option<Role>,
    /// The name of the file in content/, without ending.
    pub name: String,
    /// Let more than 5 % of the records go.
    pub allow_shrink: bool,
    /// Write nothing.
    pub dry_run: bool,
}

/// What became of an import.
#[derive(Debug, Default)]
pub struct Imported {
    /// What was found in the table, and in what it names.
    pub problems: Problems,
    /// What became of its rows.
    pub table: Option<Balance>,
    /// Where the records go, below the root.
    pub target: String,
    /// How many records are there already.
    pub before: usize,
    /// How many there are with the import.
    pub after: usize,
    /// What changes, by unit title; units without a change are not named.
    pub changes: BTreeMap<String, Change>,
    /// Whether it was refused because too many records would go.
    pub shrinks: bool,
    /// Whether the file was written, or would have been.
    pub accepted: bool,
}

/// Keys of records, each with a few words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Change {
    /// Not there before.
    pub new: Vec<String>,
    /// There before with another text, and under which headings.
    pub changed: Vec<String>,
    /// No longer there.
    pub gone: Vec<String>,
}

/// Reads a table, compares it with what content/ holds, and puts it there.
///
/// # Errors
/// When a file cannot be written.
pub fn import(input: &Import) -> Result<Imported> {
    let mut problems = Problems::default();
    let sources = source::discover(&input.root, &mut problems);
    let role = input.to.unwrap_or_else(|| guess(&input.file));
    let target = match role {
        Role::Units => "content/units.csv".to_owned(),
        Role::Reports => format!("content/reports/{}.csv", input.name),
        _ => format!("content/initiatives/{}.csv", input.name),
    };
    let incoming = incoming(&input.file, role);
    // What the table may name; not what it replaces, and no other records.
    let known = sources.iter().filter(|s| {
        *s.path != *target
            && matches!(s.role, Role::Site | Role::Programme | Role::Units)
            && s.path != incoming.path
    });
    let known: Vec<Source> = known.cloned().collect();
    let (portal, table) = read(&known, &incoming, &mut problems);
    let mut done = Imported {
        target: target.clone(),
        ..Imported::default()
    };
    if let Some(table) = &table {
        done.table = balance::balances(std::slice::from_ref(table), &portal).pop();
        if !input.dry_run {
            balance::set_aside(
                &input.root,
                std::slice::from_ref(&incoming),
                std::slice::from_ref(table),
                &problems,
            )?;
        }
    }
    let stop = problems.any_error();
    done.problems = problems.sorted();
    if stop {
        return Ok(done);
    }
    let new = normal(&incoming, &portal);
    let old = sources.iter().find(|s| *s.path == *target).map(|source| {
        let (portal, _) = read(&known, source, &mut Problems::default());
        normal(source, &portal)
    });
    let old = old.unwrap_or_default();
    (done.before, done.after) = (old.rows.len(), new.rows.len());
    done.changes = changes(&old, &new, &portal);
    // More than 5 % fewer.
    done.shrinks = new.rows.len() * 100 < old.rows.len() * 95;
    done.accepted = !done.shrinks || input.allow_shrink;
    if done.accepted && !input.dry_run {
        publish::set_aside(&input.root.join(&target), &new.csv())?;
    }
    Ok(done)
}

/// The table as a source of its own, with the sidecar that may lie beside it.
fn incoming(file: &Path, role: Role) -> Source {
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
        })
    });
    Source {
        path: path.as_ref().into(),
        real: file.to_owned(),
        role,
        stat: Stat::default(),
        sidecar,
    }
}

/// The kind of record whose columns the headings name most of.
fn guess(file: &Path) -> Role {
    let roles = [Role::Units, Role::Reports, Role::Initiatives];
    roles
        .into_iter()
        .max_by_key(|role| table::known_columns(&incoming(file, *role)))
        .unwrap_or(Role::Initiatives)
}

fn read(known: &[Source], table: &Source, problems: &mut Problems) -> (Portal, Option<Table>) {
    let sources: Vec<Source> = known.iter().chain([table]).cloned().collect();
    let (portal, tables) = super::assembled(&sources, problems);
    (portal, tables.into_iter().find(|t| t.file == table.path))
}

/// The records of a table that were taken into the portal.
fn normal(source: &Source, portal: &Portal) -> Normal {
    let row = |place: &Place| match place {
        Place::Cell { file, row, .. } if *file == source.path => Some(*row),
        _ => None,
    };
    let initiatives = portal.initiatives.iter().map(|i| &i.origin);
    let reports = portal.reports.iter().map(|r| &r.origin);
    let units = portal.units.iter().map(|u| &u.origin);
    let taken: std::collections::BTreeSet<u32> = initiatives
        .chain(reports)
        .chain(units)
        .filter_map(|origin| row(&origin.place))
        .collect();
    let parsed = parse::source(source, |record, _| {
        row(&record.fields.place)
            .is_some_and(|row| taken.contains(&row))
            .then_some(record.fields)
    });
    let mut names = Names::of(&portal.units, &portal.programmes);
    Normal::new(schema::of(source.role), &parsed.items, |what, text| {
        names.find(what, &text.into()).ok().map(|id| id.to_string())
    })
}

fn changes(old: &Normal, new: &Normal, portal: &Portal) -> BTreeMap<String, Change> {
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    let of = |normal: &Normal, cells: &[String]| {
        let id = normal.get(cells, "Đơn vị");
        portal
            .unit(id)
            .map_or_else(|| id.to_owned(), |unit| unit.title.clone())
    };
    let called = |normal: &Normal, key: &str, cells: &[String]| {
        let key = key.trim_start_matches('\u{10ffff}');
        let titles = ["Tên sáng kiến", "Tên đơn vị"].map(|heading| normal.get(cells, heading));
        format!("{key} {}", titles.concat()).trim().to_owned()
    };
    for (key, cells) in &new.rows {
        let words = called(new, key, cells);
        match old.rows.get(key) {
            None => changes.entry(of(new, cells)).or_default().new.push(words),
            Some(before) => {
                let headings = new
                    .headings
                    .iter()
                    .chain(old.headings.iter().filter(|h| !new.headings.contains(h)));
                let differs =
                    |heading: &&String| old.get(before, heading) != new.get(cells, heading);
                let differing: Vec<&str> = headings.filter(differs).map(String::as_str).collect();
                if !differing.is_empty() {
                    let words = format!("{words} ({})", differing.join(", "));
                    changes
                        .entry(of(new, cells))
                        .or_default()
                        .changed
                        .push(words);
                }
            }
        }
    }
    for (key, cells) in old
        .rows
        .iter()
        .filter(|(key, _)| !new.rows.contains_key(*key))
    {
        changes
            .entry(of(old, cells))
            .or_default()
            .gone
            .push(called(old, key, cells));
    }
    changes
}

/// Whether a file is a table at all.
pub fn is_table(file: &Path) -> bool {
    Format::of(&file.to_string_lossy()).is_some()
}
