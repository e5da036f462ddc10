//! The site with drafts, built again after each save into the folder that `serve` uses.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Options;
use crate::pipeline::{self, Built, Input};

/// Builds in a thread of its own.
#[derive(Debug)]
pub(super) struct Preview {
    site: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Counts what was asked for.
    wanted: u64,
    /// What the newest finished build answers.
    done: u64,
    /// What it came to.
    last: Option<Arc<Result<Built, String>>>,
    /// Ends the build that runs.
    stop: Option<Arc<std::sync::atomic::AtomicBool>>,
}

impl Preview {
    /// Begins with a first build.
    pub(super) fn start(options: &Options, base_url: &str) -> Arc<Self> {
        let site = options.root.join(".tiendo").join("serve");
        let state = State {
            wanted: 1,
            ..State::default()
        };
        let preview = Arc::new(Self {
            site: site.clone(),
            state: Mutex::new(state),
            changed: Condvar::new(),
        });
        let input = Input {
            output: site,
            preview: true,
            allow_shrink: true,
            allow_jump: true,
            base_url: Some(base_url.to_owned()),
            ..Input::new(options.root.clone())
        };
        let (worker, today) = (preview.clone(), options.today);
        std::thread::spawn(move || {
            loop {
                worker.build(Input {
                    today: Some(today()),
                    stop: Arc::default(),
                    ..input.clone()
                });
            }
        });
        preview
    }

    /// Where the pages are.
    pub(super) fn site(&self) -> &Path {
        &self.site
    }

    /// Asks for another build; one that runs is ended.
    pub(super) fn ask(&self) {
        let mut state = self.state();
        state.wanted += 1;
        if let Some(stop) = &state.stop {
            stop.store(true, Ordering::Relaxed);
        }
        self.changed.notify_all();
    }

    /// What the newest build came to, once it answers all that was asked for; `None` when that
    /// takes longer than `patience`.
    pub(super) fn wait(&self, patience: Duration) -> Option<Arc<Result<Built, String>>> {
        let state = self.state();
        let waited =
            (self.changed).wait_timeout_while(state, patience, |state| state.done < state.wanted);
        let (state, time) = waited.unwrap_or_else(PoisonError::into_inner);
        if time.timed_out() {
            None
        } else {
            state.last.clone()
        }
    }

    fn build(&self, input: Input) {
        let wanted = {
            let state = self.state();
            let ready = self
                .changed
                .wait_while(state, |state| state.done >= state.wanted);
            let mut state = ready.unwrap_or_else(PoisonError::into_inner);
            state.stop = Some(input.stop.clone());
            state.wanted
        };
        let built = pipeline::build(&input).map_err(|error| format!("{error:#}"));
        let mut state = self.state();
        // One that was ended by a newer save says nothing.
        if state.wanted == wanted {
            state.last = Some(Arc::new(built));
            state.done = wanted;
        }
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
