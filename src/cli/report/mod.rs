//! Problems reported to a person, to a program or to GitHub.

mod fold;
mod github;
mod html;
mod json;
mod source;
mod text;
mod veil;
mod width;
mod words;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::args::Format;
use crate::base::Lang;
use crate::diag::{Diagnostic, Problems, Severity};
use crate::pipeline::Built;

/// How problems are reported.
#[derive(Debug, Clone)]
pub(super) struct Report {
    /// Folder that the paths of problems start from.
    pub(super) root: PathBuf,
    /// Language of the words.
    pub(super) language: Lang,
    /// Whether warnings are reported as errors.
    pub(super) strict: bool,
}

impl Report {
    /// Tells everything that a build found, in the given form.
    ///
    /// # Errors
    /// When the text cannot be written, except to a reader that went away.
    pub(super) fn tell(&self, built: &Built, format: Format) -> io::Result<()> {
        match format {
            Format::Text => {
                let text = self.text(&built.problems, colour());
                quietly(io::stderr().lock().write_all(text.as_bytes()))
            }
            Format::Json => quietly(
                io::stdout()
                    .lock()
                    .write_all(json::render(self, built).as_bytes()),
            ),
            Format::Github => {
                let text = github::render(self, &built.problems);
                quietly(io::stdout().lock().write_all(text.as_bytes()))
            }
        }
    }

    /// The page of all problems for an editor.
    pub(super) fn page(&self, built: &Built) -> String {
        html::render(self, built)
    }

    /// Problems as rustc shows them, with a closing line of counts; empty when there are none.
    pub(super) fn text(&self, problems: &Problems, colour: bool) -> String {
        text::render(self, problems, colour)
    }

    /// How grave a problem is here: under `--strict` each is an error.
    pub(super) fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        if self.strict {
            Severity::Error
        } else {
            diagnostic.severity()
        }
    }

    /// How many errors and warnings there are.
    pub(super) fn count(&self, problems: &Problems) -> (usize, usize) {
        let errors = problems
            .iter()
            .filter(|d| self.severity(d) == Severity::Error)
            .count();
        (errors, problems.iter().count() - errors)
    }

    fn root(&self) -> &Path {
        &self.root
    }
}

/// `error` or `warning`, as programs read it.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Colour on a terminal, unless <https://no-color.org> is asked for.
fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A reader that went away (`tiendo check | head`) is not a failure.
pub(super) fn quietly(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
