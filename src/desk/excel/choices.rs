//! What a person chooses for a table: what it is, which column is what. The columns are said in a
//! file beside the table, as `tiendo import` reads one.

use super::kept::Choices;
use crate::base::{date, slug};
use crate::desk::ask::Pairs;
use crate::parse::table::{Carried, ColumnSeen};
use crate::pipeline::ImportPlan;

/// Name of the file in content/ when the form has none.
pub(super) const TARGET: &str = "records";
/// What a form sends for a column that is not to be read.
pub(super) const NOT_READ: &str = "-";

/// Whether a column's key may be chosen: those of days, of targets and of money are known by their
/// headings alone.
pub(super) fn is_open(column: &ColumnSeen) -> bool {
    let is_target = (column.key.as_deref()).is_some_and(|key| key.starts_with("targets"));
    !column.heading.is_empty() && column.day.is_none() && column.scale.is_none() && !is_target
}

/// The columns whose key may be chosen, each heading once.
pub(super) fn open_columns(plan: &ImportPlan) -> Vec<&ColumnSeen> {
    let mut open: Vec<&ColumnSeen> = Vec::new();
    let columns = plan.understood.iter().flat_map(|sheet| &sheet.columns);
    for column in columns.filter(|column| is_open(column)) {
        let slug = slug::slug(&column.heading);
        if !open.iter().any(|other| slug::slug(&other.heading) == slug) {
            open.push(column);
        }
    }
    open
}

/// What a form chose. Columns are by their number among the open ones; those that no one touched
/// stay as they were understood.
pub(super) fn read(form: &Pairs, before: &Choices, plan: &ImportPlan) -> Choices {
    let mut columns = before.columns.clone();
    for (number, column) in open_columns(plan).into_iter().enumerate() {
        let Some(chosen) = form.find(&format!("c{number}")) else {
            continue;
        };
        let now = column.key.as_deref().unwrap_or_default();
        let said = before
            .columns
            .iter()
            .any(|(name, _)| *name == column.heading);
        if chosen == now && !said {
            continue;
        }
        columns.retain(|(name, _)| *name != column.heading);
        if chosen == NOT_READ {
            columns.push((column.heading.clone(), String::new()));
        } else if !chosen.is_empty() {
            columns.push((column.heading.clone(), chosen.to_owned()));
        }
    }
    let [to, sheet, day] = ["to", "sheet", "day"].map(|name| form.get(name).trim().to_owned());
    // Keys of one kind of record say nothing of another.
    if to != before.to {
        columns.clear();
    }
    Choices {
        to,
        sheet,
        target: slug::slug(form.get("target")),
        day,
        replace: !form.get("replace").is_empty(),
        no_revision: !form.get("no_revision").is_empty(),
        columns,
    }
}

/// What is written beside the table: nothing while no one chose anything for its columns and days,
/// so that a remembered form holds. Otherwise all columns are said as they were understood, since
/// such a file takes the place of the form.
pub(super) fn sidecar(choices: &Choices, plan: &ImportPlan) -> String {
    if choices.columns.is_empty() && choices.day.is_empty() {
        return String::new();
    }
    let mut said = Carried::default();
    for (heading, key) in &choices.columns {
        if key.is_empty() {
            said.ignore.push(heading.clone());
        } else {
            said.columns.push((heading.clone(), key.clone()));
        }
    }
    if plan.form.remembered {
        for column in open_columns(plan) {
            let chosen = choices.columns.iter();
            if chosen
                .clone()
                .any(|(heading, _)| *heading == column.heading)
            {
                continue;
            }
            match &column.key {
                Some(key) => said.columns.push((column.heading.clone(), key.clone())),
                None => said.ignore.push(column.heading.clone()),
            }
        }
    }
    if !choices.day.is_empty() {
        let day = date::parse(&choices.day);
        let day = day.map_or(choices.day.clone(), |day| day.to_string());
        said.defaults.push(("as_of".to_owned(), day));
    }
    said.yaml(0)
}
