//! `tiendo diff`: what changed between two days, for people, programs and as a draft of news.

mod news;
mod text;

use anyhow::{Context as _, Result};

use super::args::{Diff, DiffFormat, Format};
use super::new::{content, write_new};
use super::report::Report;
use super::say;
use crate::pipeline;

/// Tells what changed. Whether the content was good.
pub(super) fn run(flags: &Diff) -> Result<bool> {
    let content = content(&flags.root, flags.lang)?;
    let (problems, changes) = pipeline::diff(&flags.root, flags.from, flags.to);
    let Some(changes) = changes else {
        let report = Report {
            root: flags.root.clone(),
            language: flags.lang,
            strict: false,
        };
        report.tell(
            &pipeline::Built {
                problems,
                ..Default::default()
            },
            Format::Text,
        )?;
        return Ok(false);
    };
    if flags.save {
        let folder = content.join("news");
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let path = folder.join(format!("{}.md", news::name(&changes)));
        write_new(&path, news::draft(&changes), flags.lang)?;
        say(&path
            .strip_prefix(".")
            .unwrap_or(&path)
            .display()
            .to_string())?;
        return Ok(true);
    }
    let reported = match flags.format {
        DiffFormat::Text => text::text(&changes, flags.lang),
        DiffFormat::Json => serde_json::to_string_pretty(&changes)?,
        DiffFormat::News => news::draft(&changes),
    };
    say(reported.trim_end())?;
    Ok(true)
}
