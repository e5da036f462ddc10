//! The site of a day: records put together, and what is not published on that day taken out.

use std::collections::BTreeSet;

use anyhow::Result;
use arcstr::ArcStr;

use super::Job;
use super::read::Files;
use crate::base::{Date, Interner, address};
use crate::diag::{Place, Problem, Problems};
use crate::model::{self, Converted, HeldBack, Options, Portal, Publication};
use crate::parse::table::Table;
use crate::publish::Stage;
use crate::source::Source;

/// What is published on a day, and what is held back.
pub(super) struct Site {
    pub(super) portal: Portal,
    /// The day that the figures stand for.
    pub(super) as_of: Date,
    pub(super) held: HeldBack,
    /// What became of the rows of each table.
    pub(super) tables: Vec<Table>,
    broken_drafts: BTreeSet<ArcStr>,
}

impl Site {
    /// Makes warnings of the errors in drafts, which stop nothing yet.
    pub(super) fn soften(&self, problems: &mut Problems) {
        problems.soften(|file| self.held.is_draft(file) || self.broken_drafts.contains(file));
    }
}

/// Puts the records together, and opens the stage beside: most of the first only one thread can do.
///
/// # Errors
/// When the stage cannot be opened.
pub(super) fn assemble(
    job: Job<'_>,
    files: &Files,
    records: Vec<Vec<Converted>>,
    problems: &mut Problems,
) -> Result<(Site, Option<Stage>)> {
    let input = job.input;
    // What is held back is listed, drafts too.
    let options = Options { drafts: true };
    let records = records.into_iter().flatten();
    let ((mut portal, tables), stage) = rayon::join(
        || model::assemble(records, &files.sources, options, problems),
        || input.stage(&files.home, job.write),
    );
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
    held.list.extend(files.left.iter().cloned());
    let site = Site {
        broken_drafts: std::mem::take(&mut portal.broken_drafts),
        portal,
        as_of,
        held,
        tables,
    };
    site.soften(problems);
    Ok((site, stage))
}

/// The day that the figures stand for: as asked, else as the site says, else that of the newest
/// report or record.
pub(super) fn stands_for(portal: &Portal, asked: Option<Date>) -> Date {
    // A site without any date represents the day when nothing had happened yet.
    asked
        .or(portal.site.as_of)
        .or_else(|| portal.newest())
        .unwrap_or(Date::constant(1970, 1, 1))
}

/// The records of some files, drafts among them, for those who make no pages.
pub(super) fn assembled(sources: &[Source], problems: &mut Problems) -> (Portal, Vec<Table>) {
    let interner = Interner::default();
    let files = sources
        .iter()
        .map(|source| model::convert(source, &interner));
    model::assemble(files, sources, Options { drafts: true }, problems)
}
