//! One build after another, and what the pages show of the newest.

use std::convert::Infallible;
use std::future::pending;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Result, anyhow};
use serde::Serialize;
use tokio::sync::watch::Sender;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::watch::Watch;
use super::{News, Options};
use crate::base::Lang;
use crate::diag::{Diagnostic, Severity, causes_vi};
use crate::pipeline::{self, Built, Event, Input, Step, Summary};

/// More problems than this are for the terminal.
const SHOWN: usize = 50;

/// What the newest build came to.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Counts finished builds.
    pub(super) builds: usize,
    /// Counts the sites that differ from the one before; 0 while there was none to show.
    pub(super) good: usize,
    /// Why the newest build was refused; empty when it was not.
    pub(super) problems: Vec<ShownProblem>,
    /// How many there are, with those that are not in the list.
    pub(super) count: usize,
}

/// One problem as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ShownProblem {
    /// File, line and column.
    pub(super) place: String,
    /// What is wrong.
    pub(super) message: String,
    /// How to fix it.
    pub(super) help: String,
}

/// Builds once, then after every change; never ends by itself. A change during a build ends that
/// build.
pub(super) async fn forever(options: &Options, sender: Sender<Arc<State>>) -> Infallible {
    // Watching begins first, so that a change during the first build is not missed.
    let mut watch = Watch::new(&options.input.root)
        .map_err(|error| (options.tell)(News::Unwatched(&error)))
        .ok();
    loop {
        let start = now();
        let (built, overtaken) = build(options, watch.as_ref()).await;
        if !overtaken || built.is_ok() {
            (options.tell)(News::Built {
                built: &built,
                time: start.elapsed(),
            });
            let next = sender
                .borrow()
                .next(&built, options.input.strict, options.language);
            sender.send_replace(Arc::new(next));
        }
        match &mut watch {
            Some(watch) => {
                if !overtaken {
                    watch.begun().await;
                }
                watch.calm().await;
            }
            None => pending().await,
        }
    }
}

/// One build, and whether something changed before its end. One that takes long is reported each
/// time that [`Options::patience`] is over.
async fn build(options: &Options, watch: Option<&Watch>) -> (Result<Built>, bool) {
    let step = Arc::new(Mutex::new(Step::Read));
    let input = watched(options, &step);
    let stop = input.stop.clone();
    let start = now();
    let mut overtaken = false;
    let mut work = spawn_blocking(move || pipeline::build(&input));
    loop {
        let change = async {
            match watch.filter(|_| !overtaken) {
                Some(watch) => watch.begun().await,
                None => pending().await,
            }
        };
        tokio::select! {
            ended = &mut work => {
                let built = ended.unwrap_or_else(|error| Err(anyhow!("the build broke off: \
                 {error}")));
                return (built, overtaken);
            }
            () = change => {
                overtaken = true;
                stop.store(true, Ordering::Relaxed);
            }
            () = sleep(options.patience) => {
                let step = *step.lock().unwrap_or_else(PoisonError::into_inner);
                (options.tell)(News::Slow { step, time: start.elapsed() });
            }
        }
    }
}

/// The input of one build, which notes its step.
fn watched(options: &Options, step: &Arc<Mutex<Step>>) -> Input {
    let (step, tell) = (step.clone(), options.input.watch.clone());
    Input {
        watch: Arc::new(move |event| {
            if let Event::Step(begun) = event {
                *step.lock().unwrap_or_else(PoisonError::into_inner) = begun;
            }
            tell(event);
        }),
        stop: Arc::default(),
        today: Some((options.today)()),
        ..options.input.clone()
    }
}

impl State {
    /// The state after one more build. Warnings refuse a build, and are problems here, only when it
    /// is strict.
    fn next(&self, built: &Result<Built>, strict: bool, language: Lang) -> Self {
        let mut next = Self {
            builds: self.builds + 1,
            good: self.good,
            ..Self::default()
        };
        match built {
            Ok(Built {
                summary: Some(summary),
                ..
            }) => {
                // Pages that are as they were need not be loaded again.
                next.good += usize::from(self.good == 0 || changed(summary));
            }
            Ok(Built {
                problems,
                summary: None,
                ..
            }) => {
                let grave: Vec<&Diagnostic> = problems
                    .iter()
                    .filter(|d| strict || d.problem.severity() == Severity::Error)
                    .collect();
                next.count = grave.len();
                next.problems
                    .extend(grave.iter().take(SHOWN).map(|diagnostic| {
                        let words = diagnostic.words(language);
                        ShownProblem {
                            place: diagnostic.place.in_language(language),
                            message: words.message,
                            help: words.help,
                        }
                    }));
            }
            Err(error) => {
                next.count = 1;
                next.problems.push(ShownProblem {
                    place: String::new(),
                    message: match language {
                        Lang::Vi => {
                            let causes: Vec<String> =
                                error.chain().map(ToString::to_string).collect();
                            causes_vi(&causes.join("\n"))
                        }
                        Lang::En => format!("{error:#}"),
                    },
                    help: String::new(),
                });
            }
        }
        next
    }

    /// A name for this state that no other run of the program gives.
    pub(super) fn id(&self) -> String {
        format!("{}-{}", std::process::id(), self.builds)
    }

    /// The same for the site that it shows.
    pub(super) fn shown(&self) -> String {
        format!("{}-{}", std::process::id(), self.good)
    }
}

fn changed(summary: &Summary) -> bool {
    summary.written + summary.deleted > 0
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a build takes is reported to the person who waits"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Problem, Problems};

    #[test]
    fn only_another_site_is_loaded_again() {
        let good = |written| {
            Ok(Built {
                summary: Some(Summary {
                    written,
                    ..Summary::default()
                }),
                ..Built::default()
            })
        };
        let mut problems = Problems::default();
        problems.add(Place::File("content/a.yaml".into()), Problem::NulByte);
        let bad = Ok(Built {
            problems,
            ..Built::default()
        });
        let first = State::default().next(&good(0), false, Lang::Vi);
        assert_eq!((first.builds, first.good), (1, 1));
        let refused = first.next(&bad, false, Lang::Vi);
        assert_eq!((refused.builds, refused.good, refused.count), (2, 1, 1));
        assert_eq!(refused.problems[0].place, "content/a.yaml");
        let undone = refused.next(&good(0), false, Lang::Vi);
        assert_eq!((undone.builds, undone.good, undone.count), (3, 1, 0));
        assert_eq!(undone.next(&good(2), false, Lang::Vi).good, 2);
        assert_eq!(
            undone
                .next(&Err(anyhow!("disk full")), false, Lang::En)
                .problems[0]
                .message,
            "disk full"
        );
    }

    #[test]
    fn warnings_are_faults_only_when_strict() {
        let mut problems = Problems::default();
        problems.add(
            Place::File("content/a.txt".into()),
            Problem::UnknownFile {
                name: "a.txt".into(),
                belongs: crate::diag::Belongs::Nowhere,
            },
        );
        problems.add(Place::File("content/b.yaml".into()), Problem::NulByte);
        let bad = Ok(Built {
            problems,
            ..Built::default()
        });
        let state = State::default().next(&bad, false, Lang::Vi);
        assert_eq!(
            (state.count, &*state.problems[0].place),
            (1, "content/b.yaml")
        );
        assert_eq!(State::default().next(&bad, true, Lang::Vi).count, 2);
    }
}
