//! `tiendo build` and `tiendo check`: flags to an input, a result to words.

use std::sync::Arc;

use anyhow::Result;

use super::args::{Build, Check, Format, Publish, Site};
use super::external;
use super::progress::Watch;
use super::save::save;
use super::{Report, held, published, say, summary, today, without};
use crate::base::Lang;
use crate::pipeline::{self, Built, How, Input, Summary};

/// Builds the site; whether the content was good.
pub(super) fn build(flags: &Build) -> Result<bool> {
    once(flags, pipeline::build, true)
}

/// Checks the site and writes nothing.
pub(super) fn check(flags: &Check) -> Result<bool> {
    if !flags.external {
        return once(&flags.build, pipeline::check, false);
    }
    once(
        &flags.build,
        |input| with_links(input, flags.external_private),
        false,
    )
}

/// A check of the site, and of the links that lead out of it.
fn with_links(input: &Input, private: bool) -> Result<Built> {
    let mut built = pipeline::check(input)?;
    let links = pipeline::links(&input.root);
    built.problems.extend(external::check(links, private));
    built.problems = std::mem::take(&mut built.problems).sorted();
    Ok(built)
}

fn once(flags: &Build, work: impl FnOnce(&Input) -> Result<Built>, writes: bool) -> Result<bool> {
    let site = &flags.site;
    let watch = Watch::new(site.lang, !site.quiet && site.format == Format::Text);
    let built = work(&input_of(flags, &watch));
    let times = watch.finish();
    let built = built?;
    for notice in &built.notices {
        published::tell(*notice, site.lang)?;
    }
    let report = report(site);
    report.tell(&built, site.format)?;
    let talks = !site.quiet && site.format != Format::Json;
    if talks {
        tables(&built, writes, site.lang)?;
    }
    if let Some(path) = &flags.report {
        save(path, &report.page(&built), site.lang)?;
        if talks {
            let page = site.lang.pick("Trang báo lỗi:", "Page of all problems:");
            say(&format!("{page} {}", path.display()))?;
        }
    }
    if let Some(line) = without::pictures(site.lang).filter(|_| talks) {
        say(line)?;
    }
    if let Some((host, census)) = built.host.as_ref().filter(|_| talks) {
        say(&summary::census(*host, census, site.lang))?;
    }
    let Some(summary) = &built.summary else {
        return Ok(false);
    };
    if talks {
        say_summary(&built, summary, writes, site.lang)?;
        say(&summary::times(&times, site.lang))?;
    }
    // What is found after all else was published: a file that could not be deleted.
    Ok(!built.problems.any_error())
}

/// What a build is asked by these flags.
fn input_of(flags: &Build, watch: &Watch) -> Input {
    let Publish {
        no_cache,
        verify,
        allow_shrink,
        allow_jump,
        precompress,
    } = flags.publish;
    let listen = watch.clone();
    Input {
        how: How {
            forget: no_cache,
            verify,
            pack: precompress,
        },
        allow_shrink,
        allow_jump,
        host: flags.host.map(Into::into),
        watch: Arc::new(move |event| listen.take(event)),
        ..input(&flags.site)
    }
}

/// Says what was built, and what of it is held back.
fn say_summary(built: &Built, summary: &Summary, writes: bool, lang: Lang) -> Result<()> {
    let mut line = summary::line(summary, writes, lang);
    if let Some(counts) = held::counts(built, lang) {
        line.push_str(" · ");
        line.push_str(&counts);
    }
    say(&line)?;
    for line in held::files(built, lang) {
        say(&line)?;
    }
    if let Some(address) = &built.sample_address {
        say(&held::sample_address(address, lang))?;
    }
    Ok(())
}

/// What became of the rows of each table, and where the rejected ones are.
fn tables(built: &Built, writes: bool, lang: Lang) -> Result<()> {
    for balance in &built.tables {
        say(&summary::balance(balance, lang))?;
        if balance.rejected > 0 && writes {
            let path = pipeline::rejects_path(&balance.file);
            say(&format!(
                "  {} {path}",
                lang.pick(
                    "dòng bị loại, kèm lý do:",
                    "rejected rows, with the reasons:"
                )
            ))?;
        }
    }
    Ok(())
}

/// What the flags ask for.
pub(super) fn input(site: &Site) -> Input {
    Input {
        output: site
            .output
            .clone()
            .unwrap_or_else(|| site.root.join("output")),
        base_url: site.base_url.clone(),
        as_of: site.as_of,
        drafts: site.drafts,
        future: site.future,
        strict: site.strict,
        jobs: site.jobs,
        today: Some(today()),
        ..Input::new(site.root.clone())
    }
}

/// How the flags want problems reported.
pub(super) fn report(site: &Site) -> Report {
    Report {
        root: site.root.clone(),
        language: site.lang,
        strict: site.strict,
    }
}
