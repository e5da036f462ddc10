//! Each floor called once, in order: read this first. `run` is the table of contents.

mod balance;
mod built;
mod cards;
mod editions;
mod fields;
mod figures;
mod finish;
mod host;
mod import;
mod input;
mod inputs;
mod kept;
mod last;
mod links;
mod lists;
mod look;
mod make;
mod media;
mod members;
mod menu;
mod named;
mod planned;
mod read;
mod search;
mod site;
mod target;
mod texts;
mod visuals;

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::base::{Date, Interner};
use crate::diag::{Place, Problem, Problems};
use crate::model::Converted;
pub use crate::model::{Held, Reason};
/// The files that a text in Markdown links to, as paths below content/.
pub use crate::page::files as linked_files;
pub use crate::publish::host::{Census, Host};
pub use crate::publish::imports::Undone;
use crate::publish::{self, Home};
pub use crate::publish::{How, Notice, Published, Undeleted, Written, published, refuse_links};
pub use balance::{Balance, rejects_path};
pub use built::{Built, Summary, stands_for_example};
pub use figures::{
    Changes, Counts, Named, New, Phase, Programme, Revised, Snapshot, Unit, charts, diff, snapshot,
};
pub use import::{
    Cell, Change, Fate, Form, Import, Plan as ImportPlan, Stop, is_table, newest_import,
    plan as plan_import, sheets_of, undo_import, words as import_words,
};
pub use input::{Event, Input, Step};
pub use kept::KeptTables;
pub use links::links;
pub use lists::{lists, phases};
pub use look::{EJECTED, PICTURES, address_folders, ejected, theme_files, theme_of};
pub use members::is_sample;
pub use target::{DeployTo, deploy_target};

/// One run over the floors: a build, or a check that writes nothing.
#[derive(Clone, Copy)]
struct Job<'a> {
    input: &'a Input,
    /// Whether what is made is published.
    write: bool,
    /// Whether the memory of earlier builds is emptied first.
    forget: bool,
}

impl<'a> Job<'a> {
    fn check(input: &'a Input) -> Self {
        Self {
            input,
            write: false,
            forget: true,
        }
    }
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
    let job = Job {
        input,
        write: true,
        forget: input.how.forget || input.how.verify,
    };
    let built = with_jobs(input, || run_with_memory(job));
    expire(&home, input.today)?;
    built
}

/// Runs a job; with an empty memory when that of the site cannot be read.
fn run_with_memory(job: Job<'_>) -> Result<Built> {
    if let Some(built) = run_and_report(job)? {
        return Ok(built);
    }
    let built = run_and_report(Job {
        forget: true,
        ..job
    })?;
    built.context(
        "the memory of the site cannot be read: .tiendo/memory · không đọc được bộ nhớ của trang",
    )
}

/// Returns the output to what it was before its last publish. `today` as in [`Input::today`].
///
/// # Errors
/// As [`publish::rollback`].
pub fn rollback(root: &Path, output: &Path, today: Option<Date>) -> Result<Written> {
    let home = Home::new(root, output)?;
    expire(&home, today)?;
    let written = publish::rollback(&home)?;
    expire(&home, today)?;
    Ok(written)
}

/// As [`publish::expire`]; nothing where no day is given.
fn expire(home: &Home, today: Option<Date>) -> Result<()> {
    match today {
        Some(today) => publish::expire(home, today),
        None => Ok(()),
    }
}

/// All of [`build`] but the writing.
///
/// # Errors
/// As [`build`].
pub fn check(input: &Input) -> Result<Built> {
    let built = with_jobs(input, || run_and_report(Job::check(input)))?;
    // A check reads no memory, so that there is always a result.
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

/// Runs a job. A build that broke off still gives the list of what it had found by then. `None`
/// when the memory of earlier builds turned out to be damaged.
fn run_and_report(job: Job<'_>) -> Result<Option<Built>> {
    let found = &mut Problems::default();
    match run(job, found) {
        // A build that was stopped from outside has nothing to report.
        Err(error) if !found.is_empty() && job.input.go_on().is_ok() => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            let why = causes.join("\n");
            found.add(Place::Site, Problem::Stopped { why });
            Ok(Some(Built {
                problems: std::mem::take(found).sorted(),
                ..Built::default()
            }))
        }
        other => other,
    }
}

/// Reads the records; beside that, what of the theme need not wait for them is made.
fn records(job: Job<'_>, files: &read::Files) -> Result<Vec<Vec<Converted>>> {
    look::ahead();
    read::records(job, files, &Interner::default())
}

fn run(job: Job<'_>, problems: &mut Problems) -> Result<Option<Built>> {
    let input = job.input;
    input.step(Step::Read)?;
    let files = read::files(job, problems)?;
    if let Some(built) = last::unchanged(input, &files, problems) {
        return Ok(Some(finish::unchanged(files, built)));
    }

    input.step(Step::Parse)?;
    let records = records(job, &files)?;

    input.step(Step::Assemble)?;
    let (mut site, stage) = site::assemble(job, &files, records, problems)?;

    input.step(Step::Compute)?;
    let visuals = visuals::load(input, &mut site, &files.sources, problems);
    let translations = editions::records(&site.portal);
    let figures = editions::figures(&site, &translations, problems);
    fields::point(problems, &files.sources, &site.tables);
    let Some(planned) = planned::plan(&site, &translations, &figures, &visuals, problems) else {
        return finish::refused(job, &files, &site, problems).map(Some);
    };

    input.step(Step::Render)?;
    let rendered = make::site(input, planned, stage, problems)?;
    if files.memory_is_damaged() {
        return Ok(None);
    }
    let checked = finish::check(job, &site, &figures, &rendered, problems);
    if problems.any_error() || (input.strict && !problems.is_empty()) {
        drop(rendered);
        let built = finish::refused(job, &files, &site, problems)?;
        return Ok(Some(built.counted(checked.host)));
    }

    input.step(Step::Write)?;
    let built = finish::publish(job, &files, &site, rendered, checked, problems)?;
    drop(figures);
    drop((translations, visuals));
    finish::drop_later(Some(site), files);
    Ok(Some(built))
}
