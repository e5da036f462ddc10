//! Two units side by side: every figure that units are compared by, as data for a script, and the
//! units to choose from. Without the script the table of all units says the same.

use serde_json::{Value, json};

use super::PageBuilder;
use super::json_ld::script_safe;
use crate::model::{Programme, UnitKind};
use crate::page::view::{PairGroup, PairUnit, PairView};
use crate::page::words;
use crate::progress::{Count, PhaseState, ProgrammeProgress};

/// Phases of a programme that are compared, the newest ones.
const PHASES: usize = 4;

/// A part of the table: a phase, or all since counting began.
struct Part<'a> {
    title: String,
    figures: &'a ProgrammeProgress<'a>,
    /// By its place in the programme; `None` is all since counting began.
    phase: Option<usize>,
}

impl<'a> PageBuilder<'a> {
    pub(super) fn pair(&self) -> PairView {
        let parts = self.parts_of_pairs();
        let mut units = serde_json::Map::new();
        for (index, unit) in self.context.portal.units.iter().enumerate() {
            if unit.kind == UnitKind::Upper {
                let cells: Vec<Value> = parts
                    .iter()
                    .map(|part| json!(self.cells_of_pair(index, part)))
                    .collect();
                let title = words::unit_name(&unit.short_title);
                let known = json!([title, self.addresses().unit(unit), cells]);
                units.insert(unit.id.clone(), known);
            }
        }
        let heads: Vec<Value> = parts
            .iter()
            .map(|part| json!([part.title, self.heads_of_pair(part)]))
            .collect();
        PairView {
            groups: self.units_of_pairs(),
            data: script_safe(json!({"parts": heads, "units": units}).to_string()),
        }
    }

    fn units_of_pairs(&self) -> Vec<PairGroup> {
        let mut groups = Vec::new();
        for (title, indices) in self.uppers_by_cluster() {
            let mut units = Vec::new();
            for index in indices {
                let unit = &self.context.portal.units[index];
                units.push(PairUnit {
                    id: unit.id.clone(),
                    title: unit.short_title.clone(),
                });
            }
            groups.push(PairGroup {
                title: title.to_owned(),
                units,
            });
        }
        groups
    }

    /// The newest phases of each programme, then what was reported since counting began.
    fn parts_of_pairs(&self) -> Vec<Part<'a>> {
        let portal = self.context.portal;
        let mut parts = Vec::new();
        for programme in &portal.programmes {
            let Some(figures) = self.context.progress.programmes.get(&programme.id) else {
                continue;
            };
            let begun = (0..programme.phases.len())
                .rev()
                .filter(|phase| figures.phases[*phase].state != PhaseState::Ahead);
            for phase in begun.take(PHASES) {
                parts.push(Part {
                    title: self.title_in(programme, programme.phases[phase].title.clone()),
                    figures,
                    phase: Some(phase),
                });
            }
            parts.push(Part {
                title: self.title_in(programme, self.say("pair-since-begin", &[])),
                figures,
                phase: None,
            });
        }
        parts
    }

    /// A title with its programme, where there are several.
    fn title_in(&self, programme: &Programme, title: String) -> String {
        if self.context.portal.programmes.len() > 1 {
            format!("{}: {title}", programme.short_title)
        } else {
            title
        }
    }

    fn heads_of_pair(&self, part: &Part<'_>) -> Vec<String> {
        match part.phase {
            Some(_) => vec![
                self.say("percent", &[]),
                self.say("standing", &[]),
                self.say("rank", &[]),
                self.say("submitted", &[]),
                self.say("target", &[]),
                self.say("per_100", &[]),
                self.say("figure_day", &[]),
            ],
            None => vec![self.say("reported", &[]), self.say("figure_day", &[])],
        }
    }

    /// A sum with the number of its units, where not all are known.
    fn with_units(&self, value: String, count: Count) -> String {
        match self.standing().partial(Some(count)) {
            Some(units) => format!("{value} ({units})"),
            None => value,
        }
    }

    /// Texts in the order of the heads; `null` is not known.
    fn cells_of_pair(&self, index: usize, part: &Part<'_>) -> Vec<Option<String>> {
        let unit = &self.context.portal.units[index];
        let Some(phase) = part.phase else {
            let count = part.figures.units[index].totals.submitted;
            return vec![
                count.map(|count| self.with_units(self.whole(count.value), count)),
                count.map(|count| self.date(count.date).text),
            ];
        };
        let Some(figures) = &part.figures.units[index].phases[phase] else {
            return Vec::new();
        };
        let row = self.standing_row(unit, figures);
        vec![
            row.percent,
            Some(match row.coverage {
                Some(units) => format!("{}; {units}", row.status_text),
                None => row.status_text,
            }),
            row.rank,
            row.submitted.map(|text| match figures.count {
                Some(count) => self.with_units(text, count),
                None => text,
            }),
            row.target,
            row.per_100_members,
            row.date.map(|day| day.text),
        ]
    }
}
