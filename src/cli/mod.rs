//! The command line: reads the flags, runs one command, tells how it went.

pub mod args;
mod build;
mod charts;
#[cfg(feature = "deploy")]
mod deploy;
#[cfg(feature = "desk")]
mod desk;
mod diff;
mod explain;
mod external;
mod held;
mod import;
mod init;
mod new;
mod progress;
mod published;
mod report;
mod rollback;
mod save;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod snapshot;
mod summary;
mod template;
mod theme;
mod usage;
mod visits;
mod without;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use report::Report;

use crate::base::{Date, Lang};
use args::{Cli, Command};
#[cfg(not(feature = "deploy"))]
use without::deploy;
#[cfg(not(feature = "desk"))]
use without::desk;
#[cfg(not(feature = "serve"))]
use without::serve;

/// Runs the program: 0 when all went well, 1 for problems of the content or the environment and
/// when a file that should have gone is still public, 2 for wrong flags.
pub fn main() -> ExitCode {
    #[cfg(feature = "deploy")]
    if let Some(answered) = deploy::answer_to_ssh() {
        return answered;
    }
    let words = usage::ordered(std::env::args_os().collect());
    let command = match Cli::try_parse_from(&words) {
        Ok(cli) => cli.command,
        Err(error) => return usage::refused(&error, usage::lang(&words)),
    };
    let lang = match &command {
        Command::Build(build) => build.site.lang,
        Command::Check(check) => check.build.site.lang,
        Command::Deploy(deploy) => deploy.lang,
        Command::Serve(serve) => serve.site.lang,
        Command::Desk(desk) => desk.lang,
        Command::Init(init) => init.lang,
        Command::New(new) => new.lang,
        Command::Import(import) => import.lang,
        Command::Template(template) => template.lang,
        Command::Schema(schema) => schema.lang,
        Command::Snapshot(snapshot) => snapshot.lang,
        Command::Diff(diff) => diff.lang,
        Command::Charts(charts) => charts.lang,
        Command::Visits(visits) => visits.lang,
        Command::Theme(theme) => theme.lang,
        Command::Rollback(rollback) => rollback.lang,
        Command::Explain(explain) => explain.lang,
    };
    match run(&command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nothing is left to do when even this cannot be written.
            let _ = complain(&error, lang);
            ExitCode::FAILURE
        }
    }
}

/// Whether the content was good.
fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Build(flags) => build::build(flags),
        Command::Check(flags) => build::check(flags),
        Command::Deploy(flags) => deploy::run(flags).map(|()| true),
        Command::Serve(serve) => serve::run(serve).map(|()| true),
        Command::Desk(flags) => desk::run(flags).map(|()| true),
        Command::Init(init) => init::run(init).map(|()| true),
        Command::New(new) => new::run(new).map(|()| true),
        Command::Import(import) => import::run(import),
        Command::Template(template) => template::run(template).map(|()| true),
        Command::Schema(schema) => schema::run(schema).map(|()| true),
        Command::Snapshot(flags) => snapshot::run(flags),
        Command::Diff(flags) => diff::run(flags),
        Command::Charts(flags) => charts::run(flags),
        Command::Visits(flags) => visits::run(flags).map(|()| true),
        Command::Theme(flags) => theme::run(flags).map(|()| true),
        Command::Rollback(flags) => rollback::run(flags),
        Command::Explain(flags) => explain::run(flags).map(|()| true),
    }
}

/// The day it is in Vietnam, wherever the computer is. A new file is dated by it, and builds
/// report what is dated later; nothing that a build writes depends on it.
#[expect(
    clippy::disallowed_methods,
    reason = "new files are dated by the clock, and later dates reported; no output depends on it"
)]
fn today() -> Date {
    let vietnam = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    jiff::Timestamp::now().to_zoned(vietnam).date()
}

/// Writes a line to standard output; a reader that went away is not a failure.
fn say(line: &str) -> io::Result<()> {
    report::quietly(writeln!(io::stdout().lock(), "{line}"))
}

/// Writes why the environment stopped the program to standard error.
fn complain(error: &anyhow::Error, lang: Lang) -> io::Result<()> {
    let mut err = io::stderr().lock();
    match lang {
        Lang::Vi => writeln!(err, "lỗi: {}", causes_vi(error)),
        Lang::En => writeln!(err, "error: {error:#}"),
    }
}

/// Why something failed, from the outermost cause on, in Vietnamese.
fn causes_vi(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    crate::diag::causes_vi(&causes.join("\n"))
}
