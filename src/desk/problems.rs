//! Problems as pages of the desk show them, errors first, with the way to the form of their record.

use serde::Serialize;

use super::items::Index;
use super::view;
use crate::base::Lang;
use crate::base::markup::capital;
use crate::diag::{Diagnostic, Problems, Severity};

/// At most this many problems are on one page.
pub(super) const SHOWN: usize = 100;

/// A problem on a page; the template `problem.html` shows it.
#[derive(Serialize)]
pub(super) struct ProblemView {
    is_error: bool,
    place: String,
    /// The form of its record; empty for what has none.
    link: String,
    /// What the cell of a table holds; empty elsewhere.
    value: String,
    message: String,
    help: String,
}

impl ProblemView {
    /// A problem of a table, with what its cell holds.
    pub(super) fn of_cell(diagnostic: &Diagnostic, value: &str, lang: Lang) -> Self {
        let words = diagnostic.words(lang);
        Self {
            is_error: diagnostic.severity() == Severity::Error,
            place: diagnostic.place.in_language(lang),
            link: String::new(),
            value: value.to_owned(),
            message: capital(&words.message),
            help: words.help,
        }
    }

    /// A problem of content/.
    fn of_content(diagnostic: &Diagnostic, index: &Index, lang: Lang) -> Self {
        let line = diagnostic.place.line().unwrap_or(1);
        let file = diagnostic.place.file();
        let item = file.and_then(|file| index.around(file, line));
        let link = item.filter(|item| item.editable).map(view::record_link);
        Self {
            link: link.unwrap_or_default(),
            ..Self::of_cell(diagnostic, "", lang)
        }
    }
}

/// All problems of content/, as far as a page shows them.
pub(super) fn views(problems: &Problems, index: &Index, lang: Lang) -> Vec<ProblemView> {
    some_views(problems, index, lang, |_| true)
}

/// The problems of content/ whose code is `wanted`, as far as a page shows them.
pub(super) fn some_views(
    problems: &Problems,
    index: &Index,
    lang: Lang,
    wanted: impl Fn(&str) -> bool,
) -> Vec<ProblemView> {
    let sorted = errors_first(problems).into_iter();
    let sorted = sorted.filter(|diagnostic| wanted(diagnostic.problem.code()));
    let view = |diagnostic| ProblemView::of_content(diagnostic, index, lang);
    sorted.take(SHOWN).map(view).collect()
}

/// Problems in their order, but errors before warnings.
pub(super) fn errors_first(problems: &Problems) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = problems.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity() != Severity::Error);
    sorted
}
