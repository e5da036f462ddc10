//! What an import did, or would do, for programs: all of it, in one line.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Verdict;
use crate::base::Lang;
use crate::pipeline::{Fate, ImportPlan, Stop};

/// `{"import": {…}}`
pub(super) fn line(plan: &ImportPlan, verdict: Verdict, kept: Option<&str>, lang: Lang) -> String {
    let mut units: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for change in &plan.changes {
        let counts = units.entry(&change.unit).or_default();
        *counts.entry(fate(change.fate)).or_default() += 1;
    }
    let understood: Vec<Value> = plan
        .tables
        .iter()
        .zip(&plan.understood)
        .map(|(table, understood)| json!({"sheet": table.sheet, "form": understood}))
        .collect();
    let unreadable: Vec<String> = plan
        .unreadable
        .iter()
        .map(|lost| lost.words(lang).message)
        .collect();
    let line = json!({"import": {
        "target": plan.target,
        "form": plan.form,
        "written": verdict == Verdict::Write,
        "stopped": match (verdict, plan.stop) {
            (_, Some(Stop::Errors)) => Some("errors"),
            (_, Some(Stop::Empty)) => Some("empty"),
            (Verdict::Loss, _) => Some("loss"),
            _ => None,
        },
        "before": plan.before,
        "after": plan.after,
        "lost": plan.lost(),
        "tables": plan.tables,
        "understood": understood,
        "not_reported": plan.not_reported,
        "units": units,
        "changes": plan.changes,
        "unreadable": unreadable,
        "kept": kept,
    }});
    line.to_string()
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Revised => "revised",
        Fate::Changed => "changed",
        Fate::Gone => "gone",
        Fate::Missing => "missing",
        Fate::New => "new",
    }
}
