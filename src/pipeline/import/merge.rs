//! What a table brings to the records that are there: nothing goes, what says the same stays, and a
//! published figure that is now another one becomes a revision, so that both are kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{Date, Lang, date};
use crate::model::{Portal, Report};
use crate::parse::table::{Normal, without_code};
use crate::source::Role;

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// A published figure is another one: the old one stays, the new one is its revision.
    Revised,
    /// It is there, with other cells.
    Changed,
    /// It is there, and would go.
    Gone,
    /// It is there, the table does not have it, and it stays.
    Missing,
    /// It is not there yet.
    New,
}

/// A cell of a record before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The heading of its column.
    pub heading: String,
    /// What it held; for a new report what the unit reported before.
    pub old: String,
    /// What it holds.
    pub new: String,
    /// Whether both are counts.
    pub count: bool,
}

/// A record that is not the same before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What becomes of it.
    pub fate: Fate,
    /// The title of its unit; empty for records of none.
    pub unit: String,
    /// The words that tell it from others of its unit: a day, or a code and a title.
    pub record: String,
    /// The cells that differ.
    pub cells: Vec<Cell>,
    /// The day on which a revision is published, or the day of the report that a new one follows.
    pub day: Option<Date>,
}

/// How two tables are put together.
pub(super) struct Merge<'a> {
    pub(super) portal: &'a Portal,
    pub(super) role: Role,
    /// Reports of other files.
    pub(super) elsewhere: &'a [Report],
    /// The day on which revisions are published.
    pub(super) published: Date,
    /// Whether the table takes the place of what is there.
    pub(super) replace: bool,
    /// Whether a figure that is now another one becomes a revision.
    pub(super) revise: bool,
}

/// A figure of a unit on a day, with where it is.
struct Standing {
    /// The key of its record in the table that is there; none when it is in another file.
    key: Option<String>,
    published: Option<Date>,
    figures: Vec<String>,
}

/// Of each unit and programme the figures by their days, and the days on which they were published.
type History = BTreeMap<String, BTreeMap<(Date, Option<Date>), Vec<String>>>;

const DAY: &str = "Tính đến ngày";
const UNIT: &str = "Đơn vị";
const PROGRAMME: &str = "Chương trình";
const PUBLISHED: &str = "Ngày công bố lại";
const REFERENCE: &str = "Chỉ để tham khảo";
const FIGURES: [&str; 2] = ["Lũy kế đã nộp", "Lũy kế hợp lệ"];

impl Merge<'_> {
    /// The records that are there with those of the table, and what becomes of each that is not the
    /// same. Both have the same headings.
    pub(super) fn run(&self, old: &Normal, new: &Normal) -> (Normal, Vec<Change>) {
        let mut changes = Vec::new();
        let merged = if self.replace {
            self.replaced(old, new, &mut changes)
        } else if self.role == Role::Reports {
            self.reports(old, new, &mut changes)
        } else {
            self.records(old, new, &mut changes)
        };
        changes.sort_by(|a, b| (a.fate, &a.unit, &a.record).cmp(&(b.fate, &b.unit, &b.record)));
        (merged, changes)
    }

    /// The table alone.
    fn replaced(&self, old: &Normal, new: &Normal, changes: &mut Vec<Change>) -> Normal {
        let pairs = pairs(old, new);
        for (key, cells) in &new.rows {
            match pairs.get(key).and_then(|key| old.rows.get(key)) {
                None => changes.push(self.change(Fate::New, new, key, cells)),
                Some(before) => {
                    let differing = differing(new, before, cells, true);
                    self.changed(new, (key, cells), differing, changes);
                }
            }
        }
        let paired: BTreeSet<&String> = pairs.values().collect();
        for (key, cells) in old.rows.iter().filter(|(key, _)| !paired.contains(key)) {
            changes.push(self.change(Fate::Gone, old, key, cells));
        }
        new.clone()
    }

    /// Initiatives and units: a cell that the table leaves empty keeps what it holds.
    fn records(&self, old: &Normal, new: &Normal, changes: &mut Vec<Change>) -> Normal {
        let mut merged = old.clone();
        let pairs = pairs(old, new);
        for (key, cells) in &new.rows {
            let Some(before) = pairs.get(key).and_then(|key| merged.rows.get_mut(key)) else {
                merged.rows.insert(key.clone(), cells.clone());
                changes.push(self.change(Fate::New, new, key, cells));
                continue;
            };
            let differing = differing(new, before, cells, false);
            overlay(before, cells);
            self.changed(new, (key, before), differing, changes);
        }
        let paired: BTreeSet<&String> = pairs.values().collect();
        for (key, cells) in old.rows.iter().filter(|(key, _)| !paired.contains(key)) {
            changes.push(self.change(Fate::Missing, old, key, cells));
        }
        merged
    }

    /// Reports, by day, unit and programme.
    fn reports(&self, old: &Normal, new: &Normal, changes: &mut Vec<Change>) -> Normal {
        let mut merged = old.clone();
        let mut standing = self.standing(old);
        let history = self.history(old, new);
        let mut days: BTreeSet<String> = BTreeSet::new();
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (key, cells) in &new.rows {
            let base = self.base(new, cells);
            days.insert(new.get(cells, DAY).to_owned());
            named.insert(base.clone());
            let there = standing.get(&base);
            let Some(there) = there.filter(|_| new.get(cells, PUBLISHED).is_empty()) else {
                self.put(&mut merged, (key, cells), &history, changes);
                continue;
            };
            let figures = figures(new, cells);
            let differs = there
                .figures
                .iter()
                .zip(&figures)
                .any(|(old, new)| !new.is_empty() && old != new);
            let only_more = there
                .figures
                .iter()
                .zip(&figures)
                .all(|(old, new)| new.is_empty() || old.is_empty() || old == new);
            match &there.key {
                // The same, or a figure more: what else the table says goes into the record.
                Some(key) if only_more || !self.revise => {
                    self.put(&mut merged, (key, cells), &history, changes);
                }
                None if !differs => {}
                _ => {
                    let revised = self.revision(&mut merged, there, (new, cells), changes);
                    standing.insert(base, revised);
                }
            }
        }
        for (key, cells) in &old.rows {
            if days.contains(old.get(cells, DAY)) && !named.contains(&self.base(old, cells)) {
                changes.push(self.change(Fate::Missing, old, key, cells));
            }
        }
        merged
    }

    /// Puts a report into its place as it is, over what is there.
    fn put(
        &self,
        merged: &mut Normal,
        (key, cells): (&String, &[String]),
        history: &History,
        changes: &mut Vec<Change>,
    ) {
        let Some(mut before) = merged.rows.remove(key) else {
            let mut change = self.change(Fate::New, merged, key, cells);
            self.follows(merged, cells, history, &mut change);
            changes.push(change);
            merged.rows.insert(key.clone(), cells.to_owned());
            return;
        };
        let published = merged.at(PUBLISHED);
        let mut cells = cells.to_owned();
        if let Some(at) = published.filter(|at| cells[*at].is_empty()) {
            cells[at].clone_from(&before[at]);
        }
        let differing = differing(merged, &before, &cells, false);
        overlay(&mut before, &cells);
        self.changed(merged, (key, &before), differing, changes);
        merged.rows.insert(key.clone(), before);
    }

    /// Adds a figure of a day that was published before with another value.
    fn revision(
        &self,
        merged: &mut Normal,
        there: &Standing,
        (new, cells): (&Normal, &[String]),
        changes: &mut Vec<Change>,
    ) -> Standing {
        let day: Option<Date> = new.get(cells, DAY).parse().ok();
        let mut published = self.published.max(day.unwrap_or(self.published));
        // One revision a day: a second one of the same day takes the place of the first.
        let again = there.published.is_some_and(|last| last >= published);
        if again && there.key.is_none() {
            let last = there.published.unwrap_or(published);
            published = last.tomorrow().unwrap_or(last);
        }
        let mut row = cells.to_owned();
        if let (true, Some(key)) = (again, &there.key) {
            published = there.published.unwrap_or(published);
            merged.rows.remove(key);
        }
        if let Some(at) = new.at(PUBLISHED) {
            row[at] = published.to_string();
        }
        let mut cells_differing = Vec::new();
        for (heading, old) in FIGURES.into_iter().zip(&there.figures) {
            let Some(at) = new.at(heading) else { continue };
            if row[at].is_empty() {
                row[at].clone_from(old);
            } else if row[at] != *old {
                cells_differing.push(Cell {
                    heading: heading.to_owned(),
                    old: old.clone(),
                    new: row[at].clone(),
                    count: true,
                });
            }
        }
        let key = [DAY, UNIT, PROGRAMME, PUBLISHED]
            .map(|heading| new.get(&row, heading))
            .join(" ");
        let mut change = self.change(Fate::Revised, new, &key, &row);
        change.cells = cells_differing;
        change.day = Some(published);
        changes.push(change);
        let revised = Standing {
            key: Some(key.clone()),
            published: Some(published),
            figures: figures(new, &row),
        };
        merged.rows.insert(key, row);
        revised
    }

    /// Of each unit and day the figures that were published last.
    fn standing(&self, old: &Normal) -> BTreeMap<String, Standing> {
        let mut standing: BTreeMap<String, Standing> = BTreeMap::new();
        for report in self.elsewhere.iter().filter(|report| !report.conflicts) {
            let figure = Standing {
                key: None,
                published: report.published,
                figures: vec![written(report.submitted), written(report.valid)],
            };
            let base = format!("{} {} {}", report.as_of, report.unit, report.programme);
            keep_newest(&mut standing, base, figure);
        }
        let counted = |cells: &[String]| old.get(cells, REFERENCE).is_empty();
        for (key, cells) in old.rows.iter().filter(|(_, cells)| counted(cells)) {
            let figure = Standing {
                key: Some(key.clone()),
                published: old.get(cells, PUBLISHED).parse().ok(),
                figures: figures(old, cells),
            };
            keep_newest(&mut standing, self.base(old, cells), figure);
        }
        standing
    }

    /// Day, unit and programme of a report; the only programme where none is written.
    fn base(&self, normal: &Normal, cells: &[String]) -> String {
        let programme = match (normal.get(cells, PROGRAMME), &*self.portal.programmes) {
            ("", [only]) => &only.id,
            (written, _) => written,
        };
        let (day, unit) = (normal.get(cells, DAY), normal.get(cells, UNIT));
        format!("{day} {unit} {programme}")
    }

    /// All figures, those of the table among them.
    fn history(&self, old: &Normal, new: &Normal) -> History {
        let mut history = History::new();
        for report in self.elsewhere.iter().filter(|report| !report.conflicts) {
            let whose = format!("{} {}", report.unit, report.programme);
            let figures = vec![written(report.submitted), written(report.valid)];
            let days = history.entry(whose).or_default();
            days.insert((report.as_of, report.published), figures);
        }
        for normal in [old, new] {
            for cells in normal.rows.values() {
                let base = self.base(normal, cells);
                let Some((day, whose)) = base.split_once(' ') else {
                    continue;
                };
                let published = normal.get(cells, PUBLISHED).parse().ok();
                if let Ok(day) = day.parse() {
                    let days = history.entry(whose.to_owned()).or_default();
                    days.insert((day, published), figures(normal, cells));
                }
            }
        }
        history
    }

    /// What the unit of a new report reported last before it.
    fn follows(&self, merged: &Normal, cells: &[String], history: &History, change: &mut Change) {
        let base = self.base(merged, cells);
        let whose = base.split_once(' ').map_or("", |(_, whose)| whose);
        let last = merged.get(cells, DAY).parse::<Date>().ok().and_then(|day| {
            let days = history.get(whose)?;
            days.range(..(day, None)).next_back()
        });
        change.day = last.map(|((day, _), _)| *day);
        for (at, heading) in FIGURES.into_iter().enumerate() {
            let new = merged.get(cells, heading);
            if !new.is_empty() {
                change.cells.push(Cell {
                    heading: heading.to_owned(),
                    old: last.map_or(String::new(), |(_, figures)| figures[at].clone()),
                    new: new.to_owned(),
                    count: true,
                });
            }
        }
    }

    fn changed(
        &self,
        normal: &Normal,
        (key, cells): (&String, &[String]),
        differing: Vec<Cell>,
        changes: &mut Vec<Change>,
    ) {
        if !differing.is_empty() {
            let mut change = self.change(Fate::Changed, normal, key, cells);
            change.cells = differing;
            changes.push(change);
        }
    }

    fn change(&self, fate: Fate, normal: &Normal, key: &str, cells: &[String]) -> Change {
        let unit = normal.get(cells, UNIT);
        let titled = self.portal.unit(unit);
        let record = if self.role == Role::Reports {
            let day: Option<Date> = normal.get(cells, DAY).parse().ok();
            let day = day.map_or_else(|| key.to_owned(), |day| date::written(day, Lang::Vi));
            let programme = normal.get(cells, PROGRAMME);
            if self.portal.programmes.len() > 1 {
                format!("{day} {programme}").trim().to_owned()
            } else {
                day
            }
        } else {
            let key = without_code(key).map_or(key, |_| "");
            let titles = ["Tên sáng kiến", "Tên đơn vị"].map(|heading| normal.get(cells, heading));
            format!("{key} {}", titles.concat()).trim().to_owned()
        };
        Change {
            fate,
            unit: titled.map_or_else(|| unit.to_owned(), |unit| unit.title.clone()),
            record,
            cells: Vec::new(),
            day: None,
        }
    }
}

/// Of each record of the table the one that is there. Records without a code are the same when all
/// their cells are, or when both tables have one only of this title and unit.
fn pairs(old: &Normal, new: &Normal) -> BTreeMap<String, String> {
    let mut pairs: BTreeMap<String, String> = BTreeMap::new();
    let mut alone: BTreeMap<&str, (Vec<&String>, Vec<&String>)> = BTreeMap::new();
    for key in new.rows.keys() {
        if old.rows.contains_key(key) {
            pairs.insert(key.clone(), key.clone());
        } else if let Some(base) = without_code(key) {
            alone.entry(base).or_default().0.push(key);
        }
    }
    for key in old.rows.keys().filter(|key| !pairs.contains_key(*key)) {
        if let Some((_, olds)) = without_code(key).and_then(|base| alone.get_mut(base)) {
            olds.push(key);
        }
    }
    for (news, olds) in alone.into_values() {
        if let ([new], [old]) = (&news[..], &olds[..]) {
            pairs.insert((*new).clone(), (*old).clone());
        }
    }
    pairs
}

/// The cells in which a record differs; those that are empty in the table only when they `count`.
fn differing(normal: &Normal, before: &[String], cells: &[String], empty: bool) -> Vec<Cell> {
    let mut differing = Vec::new();
    for ((heading, old), new) in normal.headings.iter().zip(before).zip(cells) {
        if old != new && (empty || !new.is_empty()) {
            differing.push(Cell {
                heading: heading.clone(),
                old: old.clone(),
                new: new.clone(),
                count: normal.is_count(heading),
            });
        }
    }
    differing
}

/// Puts the cells that are not empty over those of a record.
fn overlay(before: &mut [String], cells: &[String]) {
    for (before, cell) in before.iter_mut().zip(cells) {
        if !cell.is_empty() {
            before.clone_from(cell);
        }
    }
}

fn figures(normal: &Normal, cells: &[String]) -> Vec<String> {
    FIGURES
        .iter()
        .map(|heading| normal.get(cells, heading).to_owned())
        .collect()
}

fn written(figure: Option<i64>) -> String {
    figure.map_or(String::new(), |n| n.to_string())
}

/// Keeps a figure, unless one that was published later is there.
fn keep_newest(standing: &mut BTreeMap<String, Standing>, base: String, figure: Standing) {
    let is_older = (standing.get(&base)).is_some_and(|there| there.published > figure.published);
    if !is_older {
        standing.insert(base, figure);
    }
}
