//! The end of a build: the last checks, then the publication or the refusal.

use anyhow::Result;

use super::make::Rendered;
use super::read::Files;
use super::site::Site;
use super::{Built, Census, Host, Job, Summary, balance, built, editions, host, last, members};
use crate::diag::{Place, Problem, Problems};
use crate::publish::{Figures, Stage, Undeleted};

/// What the last checks before the publication gave.
pub(super) struct Checked {
    /// What the next publication is compared with.
    members: Figures,
    /// The host that was asked about, and what the site comes to on it.
    pub(super) host: Option<(Host, Census)>,
}

/// Compares the site with the one that was published before, and with the limits of the host.
pub(super) fn check(
    job: Job<'_>,
    site: &Site,
    figures: &editions::Figures<'_>,
    rendered: &Rendered,
    problems: &mut Problems,
) -> Checked {
    let members = members::figures(&site.portal, &figures.main);
    if let Some(stage) = rendered.stage.as_ref().filter(|_| job.write) {
        members::compare(stage.figures(), &members, job.input, problems);
    }
    let host = host::check(job.input, &rendered.receipts, problems);
    site.soften(problems);
    Checked { members, host }
}

/// A build that stopped: its problems, and what became of the rows of tables. Rejected rows are set
/// aside.
pub(super) fn refused(
    job: Job<'_>,
    files: &Files,
    site: &Site,
    problems: &mut Problems,
) -> Result<Built> {
    let mut tables = site.tables.clone();
    let problems = std::mem::take(problems);
    balance::reject(&mut tables, &problems);
    if job.write {
        let root = &job.input.root;
        balance::set_aside(root, &files.sources, &tables, &site.portal, &problems)?;
    }
    Ok(Built {
        tables: balance::balances(&tables, &site.portal),
        problems: problems.sorted(),
        held: site.held.list.clone(),
        ..Built::default()
    })
}

/// Makes the rendered site visible, and remembers the build.
pub(super) fn publish(
    job: Job<'_>,
    files: &Files,
    site: &Site,
    rendered: Rendered,
    checked: Checked,
    problems: &mut Problems,
) -> Result<Built> {
    let Site { portal, tables, .. } = site;
    // The stage of a check was only for counting.
    let stage = rendered.stage.filter(|_| job.write);
    let mut receipts = rendered.receipts;
    let balances = balance::balances(tables, portal);
    if job.write {
        balance::set_aside(&job.input.root, &files.sources, tables, portal, problems)?;
    }
    if let Some(artifact) = balance::kept(&balances) {
        receipts.extend(Stage::put_if(stage.as_ref(), &artifact)?);
    }
    let notices = stage
        .as_ref()
        .map(|stage| stage.notices().to_vec())
        .unwrap_or_default();
    let written = stage
        .map(|stage| stage.commit(receipts, &checked.members))
        .transpose()?
        .unwrap_or_default();
    for Undeleted { path, why } in written.undeleted {
        problems.add(Place::Site, Problem::NotDeleted { path, why });
    }
    let built = Built {
        tables: balances,
        problems: std::mem::take(problems).sorted(),
        sample_address: built::sample_address(portal),
        held: site.held.list.clone(),
        summary: Some(Summary {
            pages: rendered.pages,
            charts: rendered.charts,
            files: written.files,
            written: written.written,
            unchanged: written.unchanged,
            deleted: written.deleted,
            bytes_written: written.bytes_written,
            bytes_unchanged: written.bytes_unchanged,
            as_of: Some(site.as_of),
        }),
        host: checked.host,
        notices,
    };
    if job.write {
        last::keep(files, &built);
    }
    Ok(built)
}

/// What a build came to that had nothing to do.
pub(super) fn unchanged(files: Files, built: Built) -> Built {
    drop_later(None, files);
    built
}

/// Dropping hundreds of thousands of records or files is slow; it is done in the background.
pub(super) fn drop_later(site: Option<Site>, files: Files) {
    let Files {
        sources, memory, ..
    } = files;
    // The next build may open the memory as soon as this one returns.
    drop(memory);
    rayon::spawn(move || drop((site, sources)));
}
