//! A plan of an import as its page shows it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::choices::{self, NOT_READ};
use super::kept::{Choices, Kept};
use crate::base::number::saturated;
use crate::base::{Lang, number};
use crate::desk::problems::{ProblemView, SHOWN, errors_first};
use crate::diag::{Place, Severity, column_name};
use crate::parse::schema;
use crate::parse::table::{self, Understood};
use crate::pipeline::import_words::{self as words, Counts};
use crate::pipeline::{Balance, Change, Fate, ImportPlan, Stop};
use crate::source::Role;

/// At most this many changes, units and rows of a sheet are shown.
const CHANGES: usize = 200;
const UNITS: usize = 100;
const ROWS: usize = 24;
/// At most this many records are named in a line of the history.
const NAMED: usize = 2;

/// The page of a table that waits.
#[derive(Serialize)]
pub(super) struct Look {
    x: String,
    name: String,
    wrong: String,
    stamp: String,
    kind: &'static str,
    target: String,
    form: Option<String>,
    choices: Choices,
    /// The sheets to choose from, each with what it is called there.
    sheet_names: Vec<(String, String)>,
    /// Keys that a column may be, with their labels.
    keys: Vec<(String, &'static str)>,
    sheets: Vec<Sheet>,
    not_reported: Vec<String>,
    errors: usize,
    warnings: usize,
    problems: Vec<ProblemView>,
    more_problems: usize,
    /// Why it cannot be taken: `errors`, `empty`, `same`; empty when it can.
    stop: &'static str,
    changes: Vec<Line>,
    more_changes: usize,
    counts: String,
    units: Vec<(String, String)>,
    more_units: usize,
    sums: Vec<String>,
    before: String,
    after: String,
    unreadable: Vec<String>,
    lost: usize,
    is_reports: bool,
}

/// A sheet of the table.
#[derive(Serialize)]
struct Sheet {
    title: String,
    headings: String,
    columns: Vec<Column>,
    around: Vec<String>,
    passed: Vec<String>,
    totals: Vec<(String, bool)>,
    balance: [String; 5],
    reasons: Vec<(String, String)>,
    letters: Vec<String>,
    rows: Vec<Row>,
    more_rows: usize,
}

#[derive(Serialize)]
struct Column {
    letter: String,
    heading: String,
    values: String,
    /// Of a column whose key may be chosen the name of its input.
    input: String,
    /// Its key; `-` where it was chosen not to read it.
    key: String,
    /// What it was taken for, in words.
    taken: String,
}

/// A row of the look at a sheet.
#[derive(Serialize)]
struct Row {
    number: u32,
    is_heading: bool,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    text: String,
    /// What is wrong with it.
    wrong: String,
    is_error: bool,
}

/// A record that changes.
#[derive(Serialize)]
struct Line {
    fate: &'static str,
    label: &'static str,
    unit: String,
    record: String,
    cells: Vec<String>,
    remark: String,
}

/// The page for a plan.
pub(super) fn look(kept: &Kept, plan: &ImportPlan, wrong: &str, lang: Lang) -> Look {
    let glances = Glances::of(plan);
    let (problems, more_problems) = problems(plan, &glances, lang);
    let shown = |change: &&Change| change.fate != Fate::Missing;
    let changes: Vec<&Change> = plan.changes.iter().filter(shown).collect();
    let lines = changes
        .iter()
        .take(CHANGES)
        .map(|change| line(change, lang));
    let (units, more_units) = by_unit(plan, lang);
    Look {
        x: kept.id.clone(),
        name: kept.about.name.clone(),
        wrong: wrong.to_owned(),
        stamp: plan.stamp(),
        kind: words::kind(plan.role, lang),
        target: plan.target.clone(),
        form: words::form(&plan.form, lang),
        choices: kept.about.choices.clone(),
        sheet_names: sheet_names(kept, lang),
        keys: keys(plan.role, lang),
        sheets: sheets(kept, plan, &glances, lang),
        not_reported: plan.not_reported.clone(),
        errors: plan.problems.count(Severity::Error),
        warnings: plan.problems.count(Severity::Warning),
        problems,
        more_problems,
        stop: match plan.stop {
            Some(Stop::Errors) => "errors",
            Some(Stop::Empty) => "empty",
            None if !plan.changes_anything() => "same",
            None => "",
        },
        changes: lines.collect(),
        more_changes: changes.len().saturating_sub(CHANGES),
        counts: Counts::of(&plan.changes).words(lang),
        units,
        more_units,
        sums: sums(plan, lang),
        before: number::count(plan.before, lang),
        after: number::count(plan.after, lang),
        unreadable: plan
            .unreadable
            .iter()
            .map(|d| d.words(lang).message)
            .collect(),
        lost: plan.lost(),
        is_reports: plan.role == Some(Role::Reports),
    }
}

/// The sheets that a person may choose; none where there is no choice.
fn sheet_names(kept: &Kept, lang: Lang) -> Vec<(String, String)> {
    let sheets = &kept.about.sheets;
    if sheets.len() < 2 {
        return Vec::new();
    }
    let named = |(name, is_hidden): &(String, bool)| {
        (name.clone(), format!("{name}{}", hidden(*is_hidden, lang)))
    };
    sheets.iter().map(named).collect()
}

/// What is said behind the name of a hidden sheet.
fn hidden(is_hidden: bool, lang: Lang) -> &'static str {
    match is_hidden {
        true => lang.pick(" (đang ẩn)", " (hidden)"),
        false => "",
    }
}

/// Keys that a column may be.
fn keys(role: Option<Role>, lang: Lang) -> Vec<(String, &'static str)> {
    let columns = table::columns(schema::of(role.unwrap_or(Role::Initiatives)));
    let mut keys = Vec::new();
    for column in columns {
        let label = lang.pick(column.label(), column.field().en);
        keys.push((column.key, label));
    }
    keys
}

/// The rows of each sheet that are looked at: headings, and what is around problems.
struct Glances {
    sheets: BTreeMap<String, Vec<table::Glance>>,
    more: BTreeMap<String, usize>,
}

impl Glances {
    fn of(plan: &ImportPlan) -> Self {
        let mut marked_rows: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for diagnostic in plan.problems.iter() {
            if let Place::Cell { sheet, row, .. } = &diagnostic.place {
                marked_rows
                    .entry(sheet.to_string())
                    .or_default()
                    .insert(*row);
            }
        }
        let mut glances = Self {
            sheets: BTreeMap::new(),
            more: BTreeMap::new(),
        };
        for (sheet, rows) in marked_rows {
            let mut wanted: BTreeSet<u32> = headings(plan, &sheet).iter().copied().collect();
            let mut marked = 0;
            for row in &rows {
                if wanted.len() >= ROWS {
                    break;
                }
                marked += 1;
                wanted.extend([row.saturating_sub(1), *row, row + 1]);
            }
            glances.more.insert(sheet.clone(), rows.len() - marked);
            let seen = plan.glance(&sheet, &wanted);
            glances.sheets.insert(sheet, seen);
        }
        glances
    }

    /// What a cell shows.
    fn value(&self, sheet: &str, row: u32, column: u32) -> &str {
        let rows = self.sheets.get(sheet).map_or(&[][..], Vec::as_slice);
        let seen = rows.iter().find(|seen| seen.row == row);
        let cell = seen.and_then(|seen| seen.cells.get(column.checked_sub(1)? as usize));
        cell.map_or("", String::as_str)
    }
}

fn headings<'a>(plan: &'a ImportPlan, sheet: &str) -> &'a [u32] {
    let mut sheets = plan.tables.iter().zip(&plan.understood);
    let found = sheets.find(|(table, _)| table.sheet == sheet);
    found.map_or(&[], |(_, understood)| &understood.headings)
}

fn problems(plan: &ImportPlan, glances: &Glances, lang: Lang) -> (Vec<ProblemView>, usize) {
    let all = errors_first(&plan.problems);
    let mut shown = Vec::new();
    for diagnostic in all.iter().take(SHOWN) {
        let value = match &diagnostic.place {
            Place::Cell {
                sheet, row, column, ..
            } => glances.value(sheet, *row, *column),
            _ => "",
        };
        shown.push(ProblemView::of_cell(diagnostic, value, lang));
    }
    (shown, all.len().saturating_sub(SHOWN))
}

fn sheets(kept: &Kept, plan: &ImportPlan, glances: &Glances, lang: Lang) -> Vec<Sheet> {
    let open: Vec<String> = choices::open_columns(plan)
        .into_iter()
        .map(|column| column.heading.clone())
        .collect();
    let mut asked = BTreeSet::new();
    let keys = keys(plan.role, lang);
    let mut sheets = Vec::new();
    for (balance, understood) in plan.tables.iter().zip(&plan.understood) {
        let mut columns = Vec::new();
        for seen in &understood.columns {
            let number = open.iter().position(|heading| *heading == seen.heading);
            // Each heading is asked for once, whatever the number of its sheets.
            let number = number.filter(|number| choices::is_open(seen) && asked.insert(*number));
            columns.push(column(kept, seen, number, &keys, lang));
        }
        let rows = rows(&balance.sheet, plan, understood, glances, lang);
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let letters = (1..=widest).map(|n| column_name(saturated(n)));
        let lines: Vec<String> = understood.headings.iter().map(u32::to_string).collect();
        let total = |total| (words::total(total, lang), total.agrees());
        sheets.push(Sheet {
            title: balance.sheet.clone(),
            headings: lines.join(", "),
            columns,
            around: around(understood, lang),
            passed: words::passed(understood, 10, lang),
            totals: understood.totals.iter().map(total).collect(),
            balance: counts(balance, lang),
            reasons: reasons(balance, lang),
            letters: letters.collect(),
            more_rows: glances.more.get(&balance.sheet).copied().unwrap_or(0),
            rows,
        });
    }
    sheets
}

/// What else was understood of a sheet, and others that look like it.
fn around(understood: &Understood, lang: Lang) -> Vec<String> {
    let mut lines = words::around(understood, lang);
    for alike in &understood.alike {
        let (sheet, hidden) = (&alike.sheet, hidden(alike.hidden, lang));
        lines.push(lang.pick(
            format!("Trang tính “{sheet}”{hidden} cũng giống biểu này mà không đọc"),
            format!("The sheet “{sheet}”{hidden} looks like this form, and is not read"),
        ));
    }
    lines
}

/// Rows, those taken, rejected, duplicates, blank.
fn counts(balance: &Balance, lang: Lang) -> [String; 5] {
    let counts = [
        balance.rows,
        balance.published,
        balance.rejected,
        balance.duplicates,
        balance.blank,
    ];
    counts.map(|count| number::count(count, lang))
}

fn reasons(balance: &Balance, lang: Lang) -> Vec<(String, String)> {
    let mut reasons = Vec::new();
    for (id, rows) in &balance.reasons {
        let [vi, en] = table::reason(id);
        reasons.push((lang.pick(vi, en).to_owned(), number::count(*rows, lang)));
    }
    reasons
}

fn column(
    kept: &Kept,
    seen: &table::ColumnSeen,
    number: Option<usize>,
    keys: &[(String, &'static str)],
    lang: Lang,
) -> Column {
    let chosen = &kept.about.choices.columns;
    let ignored = chosen
        .iter()
        .any(|(heading, key)| *heading == seen.heading && key.is_empty());
    let key = match &seen.key {
        Some(key) => key.clone(),
        None if ignored => NOT_READ.to_owned(),
        None => String::new(),
    };
    let label = keys.iter().find(|(other, _)| *other == key);
    let label = label.map_or(key.as_str(), |(_, label)| label);
    let taken = match (seen.key.is_some(), seen.day) {
        (true, Some(day)) => format!("{label}, {}", crate::base::date::written(day, lang)),
        (true, None) => label.to_owned(),
        (false, _) => lang.pick("không đọc", "not read").to_owned(),
    };
    Column {
        letter: column_name(seen.column),
        heading: seen.heading.clone(),
        values: seen.values.join("; "),
        input: number.map_or(String::new(), |number| format!("c{number}")),
        taken: format!("{taken}{}", words::scale(seen)),
        key,
    }
}

/// The look at a sheet: its headings and the rows around what is wrong.
fn rows(
    sheet: &str,
    plan: &ImportPlan,
    understood: &Understood,
    glances: &Glances,
    lang: Lang,
) -> Vec<Row> {
    let mut wrong: BTreeMap<(u32, u32), (String, bool)> = BTreeMap::new();
    for diagnostic in plan.problems.iter() {
        let Place::Cell {
            sheet: other,
            row,
            column,
            ..
        } = &diagnostic.place
        else {
            continue;
        };
        if **other != *sheet {
            continue;
        }
        let is_error = diagnostic.severity() == Severity::Error;
        let (words, error) = wrong.entry((*row, *column)).or_default();
        if !words.is_empty() {
            words.push_str(" · ");
        }
        words.push_str(&diagnostic.words(lang).message);
        *error |= is_error;
    }
    let mut rows = Vec::new();
    for seen in glances.sheets.get(sheet).into_iter().flatten() {
        let columns = wrong.range((seen.row, 0)..=(seen.row, u32::MAX));
        let last = columns.map(|((_, column), _)| *column as usize).max();
        let width = seen.cells.len().max(last.unwrap_or(0));
        let mut cells = Vec::new();
        for column in 0..width {
            let place = (seen.row, saturated(column + 1));
            let (wrong, is_error) = wrong.get(&place).cloned().unwrap_or_default();
            cells.push(Cell {
                text: seen.cells.get(column).cloned().unwrap_or_default(),
                wrong,
                is_error,
            });
        }
        rows.push(Row {
            number: seen.row,
            is_heading: understood.headings.contains(&seen.row),
            cells,
        });
    }
    rows
}

fn line(change: &Change, lang: Lang) -> Line {
    let (fate, label) = match change.fate {
        Fate::Revised => ("revised", lang.pick("Đính chính", "Revised")),
        Fate::Changed => ("changed", lang.pick("Đổi", "Changed")),
        Fate::Gone => ("gone", lang.pick("Mất", "Gone")),
        Fate::Missing => ("missing", lang.pick("Giữ nguyên", "Stays")),
        Fate::New => ("new", lang.pick("Mới", "New")),
    };
    let cells = change.cells.iter();
    Line {
        fate,
        label,
        unit: change.unit.clone(),
        record: change.record.clone(),
        cells: cells
            .map(|cell| words::cell(cell, change.fate, lang))
            .collect(),
        remark: words::remark(change, lang),
    }
}

/// What a table changes in one line, for the history: figures that become others with their values
/// before and after, else how many records are new.
pub(super) fn in_one_line(plan: &ImportPlan, lang: Lang) -> String {
    let others: Vec<&Change> = (plan.changes.iter())
        .filter(|change| matches!(change.fate, Fate::Revised | Fate::Changed))
        .collect();
    let mut parts = Vec::new();
    for change in others.iter().take(NAMED) {
        let Line { unit, cells, .. } = line(change, lang);
        parts.push(format!("{unit} {}", cells.join(", ")));
    }
    if others.len() > NAMED || others.is_empty() {
        let words = Counts::of(&plan.changes).words(lang);
        let some = words.split(", ").filter(|part| !part.starts_with("0 "));
        parts.push(some.collect::<Vec<_>>().join(", "));
    }
    parts.join("; ")
}

/// What becomes of the records of each unit.
fn by_unit(plan: &ImportPlan, lang: Lang) -> (Vec<(String, String)>, usize) {
    let mut units: BTreeMap<&str, Counts> = BTreeMap::new();
    for change in &plan.changes {
        units.entry(&change.unit).or_default().add(change.fate);
    }
    let more = units.len().saturating_sub(UNITS);
    let mut shown = Vec::new();
    for (unit, counts) in units.into_iter().take(UNITS) {
        let unit = match unit {
            "" => lang.pick("(không ghi đơn vị)", "(without a unit)"),
            unit => unit,
        };
        shown.push((unit.to_owned(), counts.words(lang)));
    }
    (shown, more)
}

/// The sums of the counts in the rows that are new or other ones. Where a row had no count before,
/// there is no difference: what was not reported is not zero.
fn sums(plan: &ImportPlan, lang: Lang) -> Vec<String> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.fate != Fate::Missing)
    {
        for cell in change.cells.iter().filter(|cell| cell.count) {
            let Ok(new) = cell.new.parse::<i64>() else {
                continue;
            };
            let sum = sums.entry(&cell.heading).or_default();
            sum.rows += 1;
            sum.total = sum.total.saturating_add(new);
            if let Ok(old) = cell.old.parse::<i64>() {
                sum.compared += 1;
                sum.more = sum.more.saturating_add(new.saturating_sub(old));
            }
        }
    }
    sums.iter()
        .map(|(heading, sum)| sum.words(heading, lang))
        .collect()
}

/// A sum over rows, and how much more it is in those that had a count before.
#[derive(Default)]
struct Sum {
    rows: usize,
    total: i64,
    compared: usize,
    more: i64,
}

impl Sum {
    fn words(&self, heading: &str, lang: Lang) -> String {
        let total = number::whole(self.total, lang);
        let rows = number::count(self.rows, lang);
        let mut words = lang.pick(
            format!("{heading}: cộng {total} ({rows} dòng)"),
            format!("{heading}: {total} in all (rows: {rows})"),
        );
        if self.compared > 0 {
            let sign = if self.more > 0 { "+" } else { "" };
            let more = number::whole(self.more, lang);
            let rows = number::count(self.compared, lang);
            words += &lang.pick(
                format!("; so với số trước: {sign}{more} ({rows} dòng)"),
                format!("; against the counts before: {sign}{more} (rows: {rows})"),
            );
        }
        words
    }
}
