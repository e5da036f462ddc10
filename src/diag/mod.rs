//! Problems of the content: where, what, why and how to fix. Floors return a value plus problems;
//! nothing stops at the first one.

mod causes;
mod codes;
mod en;
mod field;
mod figures;
mod files;
mod foreign;
mod hosts;
mod maps;
mod messages;
mod nouns;
mod numbers;
mod parts;
mod personal;
mod place;
mod problem;
mod safety;
mod sheets;
mod styles;
mod texts;
mod vi;

use crate::base::Lang;
use serde::Serialize;

pub use causes::{cause_vi, causes_vi};
pub use parts::{
    AliasError, AreaError, Belongs, Bound, Content, HostLimit, MessageError, Severity, SheetError,
    TargetError, Traces, WordError, YamlError,
};
pub use personal::{Personal, initials};
pub use place::{Place, cell_name, column_name};
pub use problem::Problem;

/// What a diagnostic says in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What is wrong, and why.
    pub message: String,
    /// How to fix it.
    pub help: String,
}

/// One problem at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
    /// Whether its row may be left out of a table, or its file is a draft, so that it stops
    /// nothing.
    pub left_out: bool,
}

impl Diagnostic {
    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        if self.left_out {
            Severity::Warning
        } else {
            self.problem.severity()
        }
    }

    /// The words in a language.
    pub fn words(&self, language: Lang) -> Words {
        match language {
            Lang::Vi => vi::words(&self.problem),
            Lang::En => en::words(&self.problem),
        }
    }
}

/// All problems of a run, in the order of their places once [`Problems::sorted`] was called.
#[derive(Debug, Default, Clone)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Adds a problem.
    pub fn add(&mut self, place: Place, problem: Problem) {
        self.0.push(Diagnostic {
            place,
            problem,
            left_out: false,
        });
    }

    /// Adds the problems of another floor.
    pub fn extend(&mut self, other: Problems) {
        self.0.extend(other.0);
    }

    /// Whether any of them stops the build.
    pub fn any_error(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Leaves out the numbers and addresses of the office itself, where they may be.
    pub fn drop_own(&mut self, keys: &std::collections::BTreeSet<String>) {
        self.0.retain(|diagnostic| match &diagnostic.problem {
            Problem::PersonalData { data } => !(data.own && keys.contains(&data.key)),
            _ => true,
        });
    }

    /// Leaves out names without consent: on this site the office answers for all of them.
    pub fn drop_names(&mut self) {
        let named = |problem: &Problem| matches!(problem, Problem::NamedWithoutConsent { .. });
        self.0.retain(|diagnostic| !named(&diagnostic.problem));
    }

    /// Whether units hang on each other in a way that no page can show, so that none is tried.
    pub fn stop_before_pages(&self) -> bool {
        let mut problems = self.0.iter().map(|diagnostic| &diagnostic.problem);
        problems.any(|it| matches!(it, Problem::UnitCycle { .. } | Problem::UnitDepth { .. }))
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity() == severity).count()
    }

    /// Moves problems that are of one field of a record (`Problem::field`) to where `find` has
    /// the value of that field; `find` gets the place of the record and the key.
    pub fn point(&mut self, mut find: impl FnMut(&Place, &'static str) -> Option<Place>) {
        for diagnostic in &mut self.0 {
            let Some(key) = diagnostic.problem.field() else {
                continue;
            };
            if let Some(place) = find(&diagnostic.place, key) {
                diagnostic.place = place;
            }
        }
    }

    /// Marks the problems of rows that may be left out.
    pub fn leave_out(&mut self, row: impl Fn(&Place) -> bool) {
        for diagnostic in &mut self.0 {
            diagnostic.left_out |= row(&diagnostic.place);
        }
    }

    /// Makes warnings of the errors in files that are not published: they stop nothing yet.
    pub fn soften(&mut self, file: impl Fn(&str) -> bool) {
        self.leave_out(|place| place.file().is_some_and(&file));
    }

    /// Sorted by place, each said once.
    pub fn sorted(mut self) -> Self {
        self.0
            .sort_by(|a, b| (&a.place, a.problem.code()).cmp(&(&b.place, b.problem.code())));
        self.0.dedup();
        self
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes back what was added behind the first `count`.
    pub fn truncate(&mut self, count: usize) {
        self.0.truncate(count);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
