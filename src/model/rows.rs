//! Rows of tables among the other records: names to ids, rows that say again what is known, rows
//! that are left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use arcstr::ArcStr;
use rayon::prelude::*;

use super::names::Names;
use super::{Initiative, Origin, Report, Unit};
use crate::base::{Date, date, hash};
use crate::diag::{Place, Problem, Problems};
use crate::parse::table::{Table, ranges, said};

/// Tables by their files and sheets.
pub(super) type Tables = BTreeMap<(ArcStr, ArcStr), Table>;

/// The table that a record is a row of.
fn table_of<'a>(origin: &Origin, tables: &'a mut Tables) -> Option<(&'a mut Table, u32)> {
    match &origin.place {
        Place::Cell {
            file, sheet, row, ..
        } => {
            let table = tables.get_mut(&(file.clone(), sheet.clone()))?;
            Some((table, *row))
        }
        _ => None,
    }
}

/// The same, to be looked at.
fn sheet_of<'a>(place: &Place, tables: &'a Tables) -> Option<&'a Table> {
    match place {
        Place::Cell { file, sheet, .. } => tables.get(&(file.clone(), sheet.clone())),
        _ => None,
    }
}

struct Resolver<'a> {
    names: &'a mut Names,
    tables: &'a Tables,
    broken: &'a BTreeSet<&'static str>,
    zone: &'a str,
    problems: &'a mut Problems,
    /// By file, sheet and kind.
    above: BTreeMap<(ArcStr, ArcStr, &'static str), Above>,
    /// Texts of which there is nothing to report.
    plain: HashMap<Shared, Known>,
}

/// A text that many rows share: its kind, and its place in memory.
type Shared = (&'static str, usize);
/// The text, whose place is its own as long as it is held, and the id of what is known by it.
type Known = (ArcStr, ArcStr);

impl Resolver<'_> {
    /// Puts the id in the place of what a row says, if anything is known by it.
    fn id(&mut self, what: &'static str, key: &str, text: &mut ArcStr, origin: &Origin) -> bool {
        let place = (what, text.as_ptr().addr());
        if let Some((_, id)) = self.plain.get(&place) {
            *text = id.clone();
            return true;
        }
        match self.names.find(what, text) {
            Ok(id) => {
                let written = std::mem::replace(text, id.clone());
                if let Some(problem) = self.names.remark(what, &written) {
                    self.problems.add(self.place(key, origin), problem);
                } else if ArcStr::strong_count(&written).is_some_and(|n| n > 1) {
                    self.plain.insert(place, (written, id));
                }
                true
            }
            // Where what declares these could not be read, nothing is known.
            Err(_) if self.broken.contains(what) => true,
            Err(problem) => {
                self.problems.add(self.place(key, origin), problem);
                false
            }
        }
    }

    /// Where a row says the value of a key.
    fn place(&self, key: &str, origin: &Origin) -> Place {
        let table = sheet_of(&origin.place, self.tables);
        table.map_or_else(
            || origin.place.clone(),
            |table| table.place_of(key, &origin.place),
        )
    }

    fn string(
        &mut self,
        what: &'static str,
        key: &str,
        text: &mut String,
        origin: &Origin,
    ) -> bool {
        let mut shared: ArcStr = text.as_str().into();
        let good = self.id(what, key, &mut shared, origin);
        *text = shared.to_string();
        good
    }

    /// What is above a row; see [`Above`].
    fn above(&mut self, what: &'static str, origin: &Origin) -> Option<ArcStr> {
        let Place::Cell { row, .. } = &origin.place else {
            return None;
        };
        let table = sheet_of(&origin.place, self.tables)?;
        let key = (table.file.clone(), table.sheet.clone(), what);
        let (names, kept) = (&mut *self.names, &mut self.above);
        let above = kept
            .entry(key)
            .or_insert_with(|| Above::new(table, what, names));
        above.of_row(*row).cloned()
    }

    /// The unit of a row that names none itself.
    fn unit_above(&mut self, unit: &mut ArcStr, origin: &Origin) -> bool {
        if !unit.is_empty() {
            return self.id("unit", "unit", unit, origin);
        }
        if let Some(id) = self.above("unit", origin) {
            *unit = id;
            return true;
        }
        if self.broken.contains("unit") {
            return true;
        }
        let Some(table) = sheet_of(&origin.place, self.tables) else {
            return false;
        };
        let row = match &origin.place {
            Place::Cell { row, .. } => *row,
            _ => 0,
        };
        let before = table.sections.partition_point(|section| section.row < row);
        // The name of a group says no unit, and is no error either.
        let mut sections = table.sections[..before].iter().rev();
        let section = sections.find(|section| {
            let text: ArcStr = section.text.as_str().into();
            self.names.find("group", &text).is_err()
        });
        let (place, problem) = match section {
            Some(section) => {
                let text: ArcStr = section.text.as_str().into();
                let problem = self.names.find("unit", &text).err();
                let nearest = match problem {
                    Some(Problem::UnknownReference { nearest, .. }) => nearest,
                    _ => None,
                };
                let id = section.text.clone();
                let what = "unit";
                (
                    section.place.clone(),
                    Problem::UnknownReference { what, id, nearest },
                )
            }
            None => {
                let place = Place::Cell {
                    file: table.file.clone(),
                    sheet: table.sheet.clone(),
                    row: table.heading,
                    column: 1,
                };
                let (vi, en) = ("Đơn vị", "Unit");
                (place, Problem::MissingColumn { vi, en })
            }
        };
        self.problems.add(place, problem);
        false
    }

    /// What is beside the code or the name of a row must mean the same.
    fn also(&mut self, what: &'static str, id: &str, origin: &Origin) -> bool {
        let Place::Cell { row, .. } = &origin.place else {
            return true;
        };
        let Some(table) = sheet_of(&origin.place, self.tables) else {
            return true;
        };
        let from = table.also.partition_point(|also| also.row < *row);
        let beside = table.also[from..]
            .iter()
            .take_while(|also| also.row == *row);
        for also in beside.filter(|also| also.what == what) {
            let problem = match self.names.find(what, &also.text.as_str().into()) {
                Ok(found) if *found == *id => continue,
                Ok(_) => Problem::NamesDiffer {
                    code: id.to_owned(),
                    name: also.text.clone(),
                },
                Err(_) if self.broken.contains(what) => continue,
                Err(problem) => problem,
            };
            self.problems.add(also.place.clone(), problem);
            return false;
        }
        true
    }

    /// The day of a moment that was written with its zone, in the zone of the site.
    fn moment(&self, key: &str, origin: &Origin) -> Option<Date> {
        let Place::Cell { row, .. } = &origin.place else {
            return None;
        };
        let table = sheet_of(&origin.place, self.tables)?;
        let from = table.moments.partition_point(|(other, ..)| other < row);
        let here = table.moments[from..]
            .iter()
            .take_while(|(other, ..)| other == row);
        let (_, _, moment) = here.into_iter().find(|(_, k, _)| *k == key)?;
        date::of_moment(*moment, self.zone)
    }

    fn initiative(&mut self, i: &mut Initiative) -> bool {
        let mut good = self.unit_above(&mut i.unit, &i.origin);
        good = good && self.also("unit", &i.unit, &i.origin);
        if i.group.is_none() {
            i.group = self.above("group", &i.origin);
        }
        if let Some(day) = self.moment("date", &i.origin) {
            i.date = Some(day);
        }
        if let Some(group) = &mut i.group {
            good &= self.id("group", "group", group, &i.origin);
        }
        if let Some(programme) = &mut i.programme {
            good &= self.id("programme", "programme", programme, &i.origin);
        }
        good
    }

    /// Whether a row names no unit and states what the rows numbered below it come to.
    fn is_sum(&mut self, r: &Report) -> bool {
        let Place::Cell { row, .. } = &r.origin.place else {
            return false;
        };
        let table = sheet_of(&r.origin.place, self.tables);
        table.is_some_and(|table| table.summing.contains_key(row))
            && !self.broken.contains("unit")
            && self.names.find("unit", &r.unit.as_str().into()).is_err()
    }

    fn report(&mut self, r: &mut Report) -> bool {
        let mut shared: ArcStr = r.unit.as_str().into();
        let unit = self.unit_above(&mut shared, &r.origin);
        r.unit = shared.to_string();
        let unit = unit && self.also("unit", &r.unit, &r.origin);
        if let Some(day) = self.moment("as_of", &r.origin) {
            r.as_of = day;
        }
        unit & (r.programme.is_empty()
            || self.string("programme", "programme", &mut r.programme, &r.origin))
    }

    fn unit(&mut self, u: &mut Unit) -> bool {
        let mut good = true;
        if let Some(parent) = &mut u.parent {
            good &= self.string("unit", "parent", parent, &u.origin);
        }
        for successor in &mut u.successors {
            good &= self.string("unit", "successors", successor, &u.origin);
        }
        let targets = std::mem::take(&mut u.targets);
        for (mut phase, target) in targets {
            good &= self.string("phase", "targets", &mut phase, &u.origin);
            u.targets.insert(phase, target);
        }
        good
    }
}

/// What the rows of a table that name a unit, or a group, say of the rows below them.
#[derive(Debug)]
pub struct Above {
    /// For each such row, in their order: what holds below it, and whether anything else may say
    /// it.
    sections: Vec<(u32, Option<ArcStr>, bool)>,
    /// What a line above the table, or the name of its sheet, says of all rows.
    whole: Option<ArcStr>,
}

impl Above {
    /// Looks at the sections of a table once. A section holds until another comes that is as far
    /// out or farther, unless that one names something of another kind.
    pub fn new(table: &Table, what: &'static str, names: &mut Names) -> Self {
        let other = if what == "unit" { "group" } else { "unit" };
        let mut open: Vec<(u8, Option<ArcStr>)> = Vec::new();
        let mut sections = Vec::with_capacity(table.sections.len());
        for section in &table.sections {
            let text: ArcStr = section.text.as_str().into();
            let found = names.find(what, &text).ok();
            if found.is_some() || names.find(other, &text).is_err() {
                open.retain(|(level, _)| *level < section.level);
                open.push((section.level, found));
            }
            let holds = open.iter().rev().find_map(|(_, id)| id.clone());
            sections.push((section.row, holds, open.is_empty()));
        }
        let mut texts = table.candidates.iter().filter(|_| what == "unit");
        let whole = texts.find_map(|c| names.find(what, &c.text.as_str().into()).ok());
        Self { sections, whole }
    }

    /// The id that holds for a row.
    pub fn of_row(&self, row: u32) -> Option<&ArcStr> {
        let before = self
            .sections
            .partition_point(|(section, ..)| *section < row);
        match self.sections[..before].last() {
            Some((_, Some(id), _)) => Some(id),
            Some((_, None, false)) => None,
            _ => self.whole.as_ref(),
        }
    }
}

/// The records that a table may hold, those of other files among them.
pub(super) struct Records<'a> {
    pub(super) units: &'a mut Vec<Unit>,
    pub(super) reports: &'a mut Vec<Report>,
    pub(super) snapshots: &'a mut Vec<Report>,
    pub(super) initiatives: &'a mut Vec<Initiative>,
}

/// Resolves what the rows of tables name. A row that names nothing known is rejected. Of what
/// `broken` files declare, nothing is known.
pub(super) fn resolve(
    records: Records<'_>,
    names: &mut Names,
    broken: &BTreeSet<&'static str>,
    zone: &str,
    tables: &mut Tables,
    problems: &mut Problems,
) {
    if tables.is_empty() {
        return;
    }
    let (mut rejected, mut sums): (Vec<Origin>, Vec<Origin>) = (Vec::new(), Vec::new());
    let mut resolver = Resolver {
        names,
        tables,
        broken,
        zone,
        problems,
        above: BTreeMap::new(),
        plain: HashMap::new(),
    };
    records.units.retain_mut(|unit| {
        !unit.origin.is_row() || keep(resolver.unit(unit), &unit.origin, &mut rejected)
    });
    records.snapshots.retain_mut(|report| {
        !report.origin.is_row() || keep(resolver.report(report), &report.origin, &mut rejected)
    });
    records.reports.retain_mut(|report| {
        if !report.origin.is_row() {
            return true;
        }
        if resolver.is_sum(report) {
            sums.push(report.origin.clone());
            return false;
        }
        keep(resolver.report(report), &report.origin, &mut rejected)
    });
    records.initiatives.retain_mut(|initiative| {
        !initiative.origin.is_row()
            || keep(
                resolver.initiative(initiative),
                &initiative.origin,
                &mut rejected,
            )
    });
    for origin in rejected {
        if let Some((table, row)) = table_of(&origin, tables) {
            table.rejected.insert(row);
        }
    }
    pass_sums(&sums, tables, problems);
}

/// Passes over rows that state what the rows numbered below them come to, and reports them once for
/// each file.
fn pass_sums(sums: &[Origin], tables: &mut Tables, problems: &mut Problems) {
    let mut passed: BTreeMap<ArcStr, Vec<(u32, String)>> = BTreeMap::new();
    for origin in sums {
        if let Some((table, row)) = table_of(origin, tables)
            && let Some(words) = table.pass_sum(row)
        {
            passed
                .entry(table.file.clone())
                .or_default()
                .push((row, words));
        }
    }
    for (file, mut rows) in passed {
        rows.sort();
        let (numbers, words): (Vec<u32>, Vec<String>) = rows.into_iter().unzip();
        let problem = Problem::RowsPassedOver {
            rows: ranges(&numbers),
            words: said(&words),
        };
        problems.add(Place::File(file), problem);
    }
}

/// Notes the row as rejected unless it is good; returns `good`.
fn keep(good: bool, origin: &Origin, rejected: &mut Vec<Origin>) -> bool {
    if !good {
        rejected.push(origin.clone());
    }
    good
}

/// Keeps one record of each id: the first, and what has a file of its own before rows of tables.
///
/// Of the others, a row that says the `same` is a duplicate, and all else is a problem.
pub(super) fn unique<T: Sync>(
    what: &'static str,
    records: &mut Vec<T>,
    key: impl Fn(&T) -> (&str, &Origin) + Sync,
    same: impl Fn(&T, &T) -> bool,
    tables: &mut Tables,
    problems: &mut Problems,
) {
    if !may_repeat(records, &key) {
        return;
    }
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.par_sort_by(|a, b| {
        let ((id, origin), (other_id, other)) = (key(&records[*a]), key(&records[*b]));
        (id, origin.is_row()).cmp(&(other_id, other.is_row()))
    });
    let mut left_out = vec![false; records.len()];
    let mut first = None;
    for index in order {
        let (id, origin) = key(&records[index]);
        let kept = first.filter(|first: &usize| key(&records[*first]).0 == id);
        let Some(kept) = kept else {
            left_out[index] = id.is_empty();
            first = Some(index);
            continue;
        };
        left_out[index] = true;
        if id.is_empty() {
            continue;
        }
        let repeats = same(&records[kept], &records[index]);
        match table_of(origin, tables) {
            Some((table, _)) if repeats => {
                table.duplicates += 1;
                continue;
            }
            Some((table, row)) => _ = table.rejected.insert(row),
            None => {}
        }
        let (id, first) = (id.to_owned(), key(&records[kept]).1.place.clone());
        problems.add(
            origin.place.clone(),
            Problem::DuplicateId { what, id, first },
        );
    }
    let mut left_out = left_out.into_iter();
    records.retain(|_| !left_out.next().unwrap_or(false));
}

/// Whether records may have the same id, or none. Those that are the same have one number; those
/// that only have one number are looked at as if they were.
fn may_repeat<T: Sync>(records: &[T], key: &(impl Fn(&T) -> (&str, &Origin) + Sync)) -> bool {
    let mut numbers: Vec<u64> = records
        .par_iter()
        .map(|record| match key(record).0 {
            "" => 0,
            id => hash::quick(id) | 1,
        })
        .collect();
    numbers.par_sort_unstable();
    numbers.first() == Some(&0) || numbers.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether a row says nothing new: it is written twice, or it is the row of an initiative that has
/// a file of its own.
pub(super) fn same(first: &Initiative, row: &Initiative) -> bool {
    first.says_the_same(row) || (!first.origin.is_row() && first.unit == row.unit)
}

/// Drops rows of reports that are written twice. `reports` are sorted by day and unit.
pub(super) fn repeated(reports: &mut Vec<Report>, tables: &mut Tables) {
    let mut dropped = Vec::new();
    reports.dedup_by(|later, first| {
        let same = later.origin.is_row() && later.says_the_same(first);
        if same {
            dropped.push(later.origin.clone());
        }
        same
    });
    for origin in dropped {
        if let Some((table, _)) = table_of(&origin, tables) {
            table.duplicates += 1;
        }
    }
}

/// Problems of rows that may be left out stop no build.
pub(super) fn leave_out(tables: &Tables, problems: &mut Problems) {
    let tolerant =
        |table: &&Table| !table.rejected.is_empty() && table.rejected.len() <= table.max_rejects;
    let tables: BTreeMap<(&str, &str), &Table> = tables
        .values()
        .filter(tolerant)
        .map(|table| ((&*table.file, &*table.sheet), table))
        .collect();
    problems.leave_out(|place| match place {
        Place::Cell {
            file, sheet, row, ..
        } => tables
            .get(&(&**file, &**sheet))
            .is_some_and(|table| table.rejected.contains(row)),
        _ => false,
    });
}
