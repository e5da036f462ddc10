//! What a build is asked to do, and what it tells while it runs.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};

use super::{Host, KeptTables};
use crate::base::Date;
use crate::publish::{Home, How, Stage};

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
    /// Show drafts and what is dated later too, marked, and let no problem of a draft stop the
    /// build: for those who look at what they write.
    pub preview: bool,
    /// Take warnings for errors.
    pub strict: bool,
    /// Threads; `None` for one per core.
    pub jobs: Option<usize>,
    /// Whether what earlier builds left may be used.
    pub how: How,
    /// Publish even if there is much less than there was.
    pub allow_shrink: bool,
    /// Publish even if the headline figure is more than half bigger.
    pub allow_jump: bool,
    /// The day on which the build runs: dates after it are reported, and what the last publish
    /// replaced is kept for 30 days. No output depends on it.
    pub today: Option<Date>,
    /// Where the site is to be: a host whose limits it passes stops the build.
    pub host: Option<Host>,
    /// Where builds that follow each other keep the records of tables, for a program that goes on.
    pub kept: Option<Arc<KeptTables>>,
    /// Called with each step, from any thread.
    pub watch: Arc<dyn Fn(Event) + Send + Sync>,
    /// Set from outside to end the build before it publishes anything.
    pub stop: Arc<AtomicBool>,
}

impl Input {
    /// A build of the site at `root` into its output/, as the site itself asks for it.
    pub fn new(root: PathBuf) -> Self {
        Self {
            output: root.join("output"),
            root,
            base_url: None,
            as_of: None,
            drafts: false,
            future: false,
            preview: false,
            strict: false,
            jobs: None,
            how: How::default(),
            allow_shrink: false,
            allow_jump: false,
            today: None,
            host: None,
            kept: None,
            watch: Arc::new(|_| {}),
            stop: Arc::default(),
        }
    }

    /// Where the output and what is kept for it lie.
    pub(super) fn home(&self) -> Result<Home> {
        Home::new(&self.root, &self.output)
    }

    /// An error once the build is to end.
    pub(super) fn go_on(&self) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            bail!("the build was stopped · lần dựng bị dừng");
        }
        Ok(())
    }

    /// The stage, where pages are set aside: to be published, or to be counted for a host.
    ///
    /// # Errors
    /// As [`Stage::open`].
    pub(super) fn stage(&self, home: &Home, write: bool) -> Result<Option<Stage>> {
        let stages = write || self.host.is_some();
        stages.then(|| Stage::open(home, self.how)).transpose()
    }

    /// Begins a step.
    pub(super) fn step(&self, step: Step) -> Result<()> {
        (self.watch)(Event::Step(step));
        self.go_on()
    }
}

/// What happens during a build.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// A step begins.
    Step(Step),
    /// This many pages will be made.
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
