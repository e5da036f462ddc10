//! `tiendo build`, `tiendo check` and `tiendo serve`: flags to an input, a result to words.

use std::sync::Arc;

use anyhow::Result;

use super::args::{Format, Serve, Site};
use super::progress::Watch;
use super::{Report, say, summary};
use crate::pipeline::{self, Built, Input};
use crate::serve::{self, Options};

/// Builds the site; whether the content was good.
pub(super) fn build(site: &Site) -> Result<bool> {
    once(site, pipeline::build, true)
}

/// Checks the site and writes nothing.
pub(super) fn check(site: &Site) -> Result<bool> {
    once(site, pipeline::check, false)
}

/// Shows the site until Ctrl-C.
pub(super) fn serve(serve: &Serve) -> Result<bool> {
    let options = Options {
        input: input(&serve.site),
        port: serve.port,
        lang: serve.site.lang,
        report: report(&serve.site),
        quiet: serve.site.quiet,
    };
    serve::run(options).map(|()| true)
}

fn once(site: &Site, work: fn(&Input) -> Result<Built>, writes: bool) -> Result<bool> {
    let watch = Watch::new(site.lang, !site.quiet && site.format == Format::Text);
    let listen = watch.clone();
    let built = work(&Input { watch: Arc::new(move |event| listen.take(event)), ..input(site) });
    let times = watch.finish();
    let built = built?;
    report(site).tell(&built, site.format)?;
    let Some(summary) = &built.summary else { return Ok(false) };
    if !site.quiet && site.format != Format::Json {
        say(&summary::line(summary, writes, site.lang))?;
        say(&summary::times(&times, site.lang))?;
    }
    Ok(true)
}

fn input(site: &Site) -> Input {
    Input {
        root: site.root.clone(),
        output: site.output.clone().unwrap_or_else(|| site.root.join("output")),
        base_url: site.base_url.clone(),
        as_of: site.as_of,
        drafts: site.drafts,
        future: site.future,
        strict: site.strict,
        jobs: site.jobs,
        watch: Arc::new(|_| {}),
    }
}

fn report(site: &Site) -> Report {
    Report { root: site.root.clone(), language: site.lang.into(), strict: site.strict }
}
