//! Watches a build: a bar on a terminal when it takes long, and the time of each step.

use std::io::{self, IsTerminal as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::summary;
use crate::base::Lang;
use crate::pipeline::{Event, Step};

/// A build shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// Listens to one build, from any thread.
#[derive(Clone)]
pub(super) struct Watch {
    lang: Lang,
    start: Instant,
    steps: Arc<Mutex<Vec<(Step, Instant)>>>,
    bar: ProgressBar,
    shows: bool,
}

impl Watch {
    /// Starts the clock. A bar comes only where `shows` and a terminal are.
    pub(super) fn new(lang: Lang, shows: bool) -> Self {
        let shows = shows && io::stderr().is_terminal();
        Self {
            lang,
            start: now(),
            steps: Arc::default(),
            bar: ProgressBar::hidden(),
            shows,
        }
    }

    /// Takes one event in.
    pub(super) fn take(&self, event: Event) {
        match event {
            Event::Step(step) => {
                self.steps
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((step, now()));
                self.bar.set_message(summary::name(step, self.lang));
                self.show();
            }
            Event::Pages(pages) => {
                self.bar.set_length(pages as u64);
                self.show();
            }
            Event::Page => {
                self.bar.inc(1);
                self.show();
            }
        }
    }

    /// Removes the bar; gives the time of each step.
    pub(super) fn finish(&self) -> Vec<(Step, Duration)> {
        let end = now();
        if !self.bar.is_hidden() {
            self.bar.finish_and_clear();
        }
        let steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = steps.iter().skip(1).map(|(_, start)| *start).chain([end]);
        steps
            .iter()
            .zip(ends)
            .map(|((step, start), end)| (*step, end - *start))
            .collect()
    }

    fn show(&self) {
        if self.shows && self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
                self.bar.set_style(style.progress_chars("=> "));
            }
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
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

    #[test]
    fn each_step_has_its_time() {
        let watch = Watch::new(Lang::Vi, true);
        let listen = watch.clone();
        for event in [
            Event::Step(Step::Read),
            Event::Step(Step::Render),
            Event::Pages(2),
            Event::Page,
        ] {
            listen.take(event);
        }
        let steps: Vec<Step> = watch.finish().into_iter().map(|(step, _)| step).collect();
        assert_eq!(steps, [Step::Read, Step::Render]);
    }
}
