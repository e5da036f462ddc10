//! Each floor called once, in order: read this first.

mod balance;
mod editions;
mod feeds;
mod figures;
mod host;
mod import;
mod last;
mod links;
mod lists;
mod look;
mod make;
mod media;
mod members;
mod menu;
mod named;
mod read;
mod search;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::base::{Date, Interner, address};
use crate::diag::{Place, Problem, Problems};
use crate::listing::data::{Datasets, Package};
use crate::model::{self, HeldBack, Options, Portal, Publication};
pub use crate::model::{Held, Reason};
use crate::page::present::{Keys, Shares};
use crate::parse::table::Table;
use crate::progress;
pub use crate::publish::host::{Census, Host};
use crate::publish::{self, Home, Receipt};
use crate::source::{self, Role, Source};
use editions::{Common, Tongue};
use make::{cards, listings, open_data, pages, put, shares};

pub use crate::publish::imports::Undone;
pub use crate::publish::{How, Notice, Undeleted, Written};
pub use balance::{Balance, rejects_path};
pub use figures::{
    Changes, Counts, Named, New, Phase, Programme, Revised, Snapshot, Unit, charts, diff, snapshot,
};
pub use import::{
    Cell, Change, Fate, Form, Import, Plan as ImportPlan, Stop, is_table, plan as plan_import,
    undo_import,
};
pub use links::links;
pub use lists::lists;
pub use look::{theme_files, theme_of};
pub use members::is_sample;

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
    /// Show drafts and what is dated later too, marked, and let no problem of a draft stop the build:
    /// for those who look at what they write.
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
    /// Where the site is to stand: a host whose limits it passes stops the build.
    pub host: Option<Host>,
    /// Told of each step, from any thread.
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
            watch: Arc::new(|_| {}),
            stop: Arc::default(),
        }
    }

    /// Where the output and what is kept for it lie.
    fn home(&self) -> Result<Home> {
        Home::new(&self.root, &self.output)
    }

    /// An error once the build is to end.
    fn go_on(&self) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            bail!("the build was stopped · lần dựng bị dừng");
        }
        Ok(())
    }

    /// Begins a step.
    fn step(&self, step: Step) -> Result<()> {
        (self.watch)(Event::Step(step));
        self.go_on()
    }
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
#[derive(Debug, Default)]
pub struct Built {
    /// Everything that was found, sorted by place.
    pub problems: Problems,
    /// What was made; `None` when an error stopped the build.
    pub summary: Option<Summary>,
    /// What became of the rows of each table, by file.
    pub tables: Vec<Balance>,
    /// What is held back: drafts, what is dated later, what has expired.
    pub held: Vec<Held>,
    /// The address of the site, where it is still the one of the examples.
    pub sample_address: Option<String>,
    /// What the site comes to on the host that was asked about.
    pub host: Option<(Host, Census)>,
    /// What was wrong with the lists of published files, and was put right.
    pub notices: Vec<Notice>,
}

/// Counts of a build that went well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// Builds the site into `input.output`. Any error leaves the output as it was, but
/// [`Problem::NotDeleted`], which is found after all else was published.
///
/// # Errors
/// Failures of the environment: a full disk, an output that is refused or cannot be written.
pub fn build(input: &Input) -> Result<Built> {
    let home = input.home()?;
    // Before anything is written anywhere.
    publish::refuse_foreign(&home)?;
    let forget = input.how.forget || input.how.verify;
    let built = with_jobs(input, || {
        if let Some(built) = run(input, true, forget)? {
            return Ok(built);
        }
        // A memory that cannot be read is an empty one.
        let built = run(input, true, true)?;
        built.context("the memory of the site cannot be read: .tiendo/memory · không đọc được bộ nhớ của trang")
    });
    if let Some(today) = input.today {
        publish::expire(&home, today)?;
    }
    built
}

/// Returns the output to what it was before its last publish. `today` as in [`Input::today`].
///
/// # Errors
/// As [`publish::rollback`].
pub fn rollback(root: &Path, output: &Path, today: Option<Date>) -> Result<Written> {
    let home = Home::new(root, output)?;
    let expire = || today.map_or(Ok(()), |today| publish::expire(&home, today));
    expire()?;
    let written = publish::rollback(&home)?;
    expire()?;
    Ok(written)
}

/// All of [`build`] but the writing.
///
/// # Errors
/// As [`build`].
pub fn check(input: &Input) -> Result<Built> {
    let built = with_jobs(input, || run(input, false, true))?;
    // Nothing is remembered, so nothing can be damaged.
    Ok(built.unwrap_or_default())
}

fn with_jobs<T: Send>(input: &Input, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(input.jobs.unwrap_or(0))
        .build();
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// A build that broke off still gives the list of what it had found by then. Nothing when the
/// memory of earlier builds turned out to be damaged; with `forget` that memory is an empty one.
fn run(input: &Input, write: bool, forget: bool) -> Result<Option<Built>> {
    let found = &mut Problems::default();
    match steps(input, write, forget, found) {
        // One that was told to end has nothing to say.
        Err(error) if !found.is_empty() && input.go_on().is_ok() => {
            let why = format!("{error:#}");
            found.add(Place::Site, Problem::Stopped { why });
            Ok(Some(Built {
                problems: std::mem::take(found).sorted(),
                ..Built::default()
            }))
        }
        other => other,
    }
}

fn steps(
    input: &Input,
    write: bool,
    forget: bool,
    problems: &mut Problems,
) -> Result<Option<Built>> {
    input.step(Step::Read)?;
    let home = input.home()?;
    let memory = if write {
        read::memory(&input.root, forget)
    } else {
        None
    };
    let sources = source::discover(&input.root, problems);

    let of = memory
        .as_ref()
        .and_then(|memory| last::inputs(input, &sources, memory));
    let again = || last::same(of.as_ref()?, &home, memory.as_ref()?);
    if let Some(built) = Some(())
        .filter(|()| problems.is_empty() && input.host.is_none())
        .and_then(|()| again())
    {
        return Ok(Some(built));
    }

    input.step(Step::Parse)?;
    let records = read::records(&sources, memory.as_ref(), &Interner::default())?;

    input.step(Step::Assemble)?;
    let assemble = || {
        model::assemble(
            records.into_iter().flatten(),
            &sources,
            // What is held back is listed, drafts too.
            Options { drafts: true },
            problems,
        )
    };
    // Most of this only one thread can do.
    let ((mut portal, mut tables), stage) = rayon::join(assemble, || input.stage(&home, write));
    let stage = stage?;
    if let Some(base) = &input.base_url {
        portal.site.base_url = address::site(base);
        if portal.site.base_url.is_none() {
            let value = base.clone();
            problems.add(Place::Site, Problem::BadBaseUrl { value });
        }
    }
    if let Some(today) = input.today {
        model::later_than(&portal, today, problems);
    }
    portal.site.specimen = input.drafts;
    let as_of = stands_for(&portal, input.as_of);
    let mut held = portal.hold_back(Publication {
        day: as_of,
        drafts: input.drafts || input.preview,
        future: input.future || input.preview,
        marks: input.preview,
    });
    let broken_drafts = std::mem::take(&mut portal.broken_drafts);
    let draft = |held: &HeldBack, file: &str| held.is_draft(file) || broken_drafts.contains(file);
    problems.soften(|file| draft(&held, file));

    input.step(Step::Compute)?;
    let media: Vec<&Source> = sources.iter().filter(|s| s.role == Role::Media).collect();
    let look = look::load(input, &portal, &media, problems);
    let mut photos = media::look(&media, problems);
    named::keep(&mut portal, &media, (&photos, &look), &mut held, problems);
    let published: BTreeSet<&str> = portal.media.iter().map(String::as_str).collect();
    photos.retain(|path, _| published.contains(&**path));
    let media: Vec<&Source> = media
        .into_iter()
        .filter(|source| published.contains(&*source.path))
        .collect();
    let progress = progress::compute(&portal, as_of);
    progress::warn(&portal, &progress, problems);
    let others = editions::records(&portal);
    let counted: Vec<_> = others
        .iter()
        .map(|other| progress::compute(&other.all, as_of))
        .collect();
    let requests = editions::requests(&portal, &others, as_of);
    let shown = others
        .iter()
        .zip(&counted)
        .map(|(other, progress)| (&other.shown, progress));
    let tongues = std::iter::once((&portal, &progress)).chain(shown);
    let tongues = tongues.map(|(of, progress)| {
        Tongue::new(of, progress, &requests, (&photos, &look, &portal), problems)
    });
    // Each of the two has steps that only one thread can do.
    let tables_of = || Datasets::new(&portal, &progress);
    let (tongues, datasets): (Option<Vec<Tongue<'_>>>, _) =
        rayon::join(|| tongues.collect(), tables_of);
    // Without a theme or a name there are no pages to look at.
    let Some(tongues) = tongues.filter(|_| !portal.site.title.is_empty()) else {
        return refused(
            input,
            &sources,
            &mut tables,
            &portal,
            std::mem::take(problems),
            write,
        )
        .map(Some);
    };
    menu::check(&tongues, problems);

    if problems.stop_before_pages() {
        return refused(
            input,
            &sources,
            &mut tables,
            &portal,
            std::mem::take(problems),
            write,
        )
        .map(Some);
    }

    input.step(Step::Render)?;
    let (data, mut receipts) = open_data(
        &Package::new(&portal, &progress, datasets, &tongues[0].charts),
        stage.as_ref(),
    )?;
    let several = if tongues.len() > 1 {
        tongues.iter().map(Tongue::edition).collect()
    } else {
        Vec::new()
    };
    let common = Common {
        main: (&tongues[0].plan, &portal),
        editions: &several,
        data: &data,
        photos: &photos,
    };
    (input.watch)(Event::Pages(
        tongues.iter().map(|tongue| tongue.plan.pages.len()).sum(),
    ));
    let mut keys: Vec<Keys> = Vec::new();
    for tongue in &tongues {
        let shares = shares(tongue.desk(&common, &Shares::new()));
        let desk = tongue.desk(&common, &shares);
        let of = Keys::new(desk);
        receipts.extend(pages(input, desk, &of, stage.as_ref(), problems)?);
        keys.push(of);
        if let Some(stage) = stage.as_ref().filter(|_| !problems.any_error()) {
            receipts.extend(cards(desk, stage)?);
        }
    }
    let media_files = media::files(&media, &photos, stage.as_ref(), problems)?;
    if let Some(stage) = &stage {
        let search = || -> Result<Vec<Vec<Receipt>>> {
            tongues
                .iter()
                .zip(&keys)
                .map(|(tongue, keys)| search::files(tongue, keys, stage))
                .collect()
        };
        let (listed, found) = rayon::join(
            || {
                let files = (&*look.assets, &*media_files);
                listings(&tongues, &common, as_of, files, stage)
            },
            search,
        );
        receipts.extend(listed?);
        receipts.extend(found?.into_iter().flatten());
    }
    receipts.extend(media_files);

    let figures = members::figures(&portal, &progress);
    if let Some(stage) = stage.as_ref().filter(|_| write) {
        members::compare(stage.figures(), &figures, input, problems);
    }
    let host = host::check(input, &receipts, problems);
    problems.soften(|file| draft(&held, file));
    if memory
        .as_ref()
        .is_some_and(|memory| memory.texts().damaged())
    {
        return Ok(None);
    }
    if problems.any_error() || (input.strict && !problems.is_empty()) {
        drop(stage);
        let refused = refused(
            input,
            &sources,
            &mut tables,
            &portal,
            std::mem::take(problems),
            write,
        )?;
        return Ok(Some(refused.counted(host)));
    }
    let stage = host::only_to_write(stage, write);
    input.step(Step::Write)?;
    let balances = balance::balances(&tables, &portal);
    if write {
        balance::set_aside(&input.root, &sources, &tables, &portal, problems)?;
    }
    if let Some(artifact) = balance::kept(&balances) {
        receipts.extend(put(stage.as_ref(), &artifact)?);
    }
    let notices = stage
        .as_ref()
        .map(|stage| stage.notices().to_vec())
        .unwrap_or_default();
    let written = stage
        .map(|stage| stage.commit(receipts, &figures))
        .transpose()?
        .unwrap_or_default();
    for Undeleted { path, why } in written.undeleted {
        problems.add(Place::Site, Problem::NotDeleted { path, why });
    }
    let summary = Summary {
        pages: tongues.iter().map(|tongue| tongue.plan.pages.len()).sum(),
        charts: tongues[0].charts.len(),
        files: written.files,
        written: written.written,
        unchanged: written.unchanged,
        deleted: written.deleted,
        bytes_written: written.bytes_written,
        bytes_unchanged: written.bytes_unchanged,
        as_of: Some(as_of),
    };
    let built = Built {
        tables: balances,
        problems: std::mem::take(problems).sorted(),
        sample_address: sample_address(&portal),
        held: held.list,
        summary: Some(summary),
        host,
        notices,
    };
    if let Some(memory) = memory.filter(|_| write) {
        last::keep(of, &home, &memory, &built);
    }
    drop(tongues);
    drop((counted, progress));
    // To free hundreds of thousands of records takes a while, and nobody has to wait for it.
    rayon::spawn(move || drop((portal, sources)));
    Ok(Some(built))
}

/// The address of the site when it is one that stands for an example.
fn sample_address(portal: &Portal) -> Option<String> {
    let base = portal.site.base_url.as_ref()?;
    stands_for_example(base).then(|| base.clone())
}

/// Whether an address is one that stands for an example (RFC 2606).
pub fn stands_for_example(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let sample = |name: &str| host == name || host.ends_with(&format!(".{name}"));
    ["example.org", "example.com", "example.net"]
        .into_iter()
        .any(sample)
}

/// The day that the figures stand for: as asked, else as the site says, else that of the newest
/// report or record.
fn stands_for(portal: &Portal, asked: Option<Date>) -> Date {
    // A site without any date stands for the day when nothing had happened yet.
    asked
        .or(portal.site.as_of)
        .or_else(|| portal.newest())
        .unwrap_or(Date::constant(1970, 1, 1))
}

/// The records of some files, drafts among them, for those who make no pages.
fn assembled(sources: &[Source], problems: &mut Problems) -> (Portal, Vec<Table>) {
    let interner = Interner::default();
    let files = sources
        .iter()
        .map(|source| model::convert(source, &interner));
    model::assemble(files, sources, Options { drafts: true }, problems)
}

/// A build that stopped: its faults, and what became of the rows of tables.
fn refused(
    input: &Input,
    sources: &[Source],
    tables: &mut [Table],
    portal: &Portal,
    problems: Problems,
    write: bool,
) -> Result<Built> {
    balance::reject(tables, &problems);
    if write {
        balance::set_aside(&input.root, sources, tables, portal, &problems)?;
    }
    Ok(Built {
        tables: balance::balances(tables, portal),
        problems: problems.sorted(),
        ..Built::default()
    })
}
