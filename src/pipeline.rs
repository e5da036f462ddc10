//! Each floor called once, in order: read this first.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::base::Date;
use crate::diag::Problems;

/// What a build is asked to do.
#[derive(Clone)]
pub struct Input {
    /// The site: holds content/ and, if it likes, themes/.
    pub root: PathBuf,
    /// Where the pages go.
    pub output: PathBuf,
    /// Instead of site.yaml's base_url.
    pub base_url: Option<String>,
    /// Instead of site.yaml's as_of.
    pub as_of: Option<Date>,
    /// Publish drafts too.
    pub drafts: bool,
    /// Publish what is dated after the as-of date too.
    pub future: bool,
    /// Take warnings for errors.
    pub strict: bool,
    /// Threads; `None` for one per core.
    pub jobs: Option<usize>,
    /// Told of each step, from any thread.
    pub watch: Arc<dyn Fn(Event) + Send + Sync>,
}

/// What happens during a build.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// A step begins.
    Step(Step),
    /// So many pages will be made.
    Pages(usize),
    /// One page was made.
    Page,
}

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Find and read files.
    Read,
    /// YAML and Markdown heads to records.
    Parse,
    /// Records to a portal.
    Assemble,
    /// Figures and charts.
    Compute,
    /// Pages.
    Render,
    /// Files to the output.
    Write,
}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// Everything that was found, sorted by place.
    pub problems: Problems,
    /// What was made; `None` when an error stopped the build.
    pub summary: Option<Summary>,
}

/// Counts of a build that went well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Charts.
    pub charts: usize,
    /// Files in the output.
    pub files: usize,
    /// Files written because they are new or differ.
    pub written: usize,
    /// Files left alone.
    pub unchanged: usize,
    /// Files deleted because nothing makes them any more.
    pub deleted: usize,
    /// Bytes written.
    pub bytes_written: u64,
    /// Bytes left alone.
    pub bytes_unchanged: u64,
    /// The day the figures stand for.
    pub as_of: Option<Date>,
}

/// Builds the site into `input.output`. Any error leaves the output as it was.
///
/// # Errors
/// Failures of the environment: a full disk, an output that cannot be written.
pub fn build(_input: &Input) -> Result<Built> {
    todo!()
}

/// All of [`build`] but the writing.
///
/// # Errors
/// As [`build`].
pub fn check(_input: &Input) -> Result<Built> {
    todo!()
}
