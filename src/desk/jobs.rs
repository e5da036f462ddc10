//! How far a publish is, and what the last one came to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::diag::causes_vi;
use crate::pipeline::Built;

/// Where a publish is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Content is read and checked.
    Check,
    /// Pages are made.
    Pages,
    /// They are put in their place.
    Write,
    /// They are sent to where readers find them.
    Send,
    /// Commits are sent to another repository.
    Push,
    /// It is over.
    Done,
}

/// Something that was done beside the build, or went wrong there, in both languages.
#[derive(Debug, Clone)]
pub(super) struct Note {
    /// Whether it went well.
    pub(super) good: bool,
    /// In Vietnamese and English.
    pub(super) words: [String; 2],
}

/// A publish that runs or is over.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Where it is.
    pub(super) step: Step,
    /// How much of the step is done.
    pub(super) done: usize,
    /// Out of how much; 0 when that is not known.
    pub(super) total: usize,
    /// Who began it.
    pub(super) who: String,
    /// Whether the publish before is brought back.
    pub(super) rollback: bool,
    /// Whether it needs a reason first, since there are warnings.
    pub(super) needs_reason: bool,
    /// What the build came to, or why it broke off.
    pub(super) built: Option<Arc<Result<Built, String>>>,
    /// What else was done.
    pub(super) notes: Vec<Note>,
}

/// The newest publish.
#[derive(Debug, Default)]
pub(super) struct Jobs(Mutex<Option<State>>);

impl Jobs {
    /// What the newest one came to, or where it is.
    pub(super) fn state(&self) -> Option<State> {
        self.lock().clone()
    }

    /// Begins one; false while another runs.
    pub(super) fn begin(&self, who: &str, rollback: bool) -> bool {
        let mut state = self.lock();
        let runs = state.as_ref().is_some_and(|state| state.step != Step::Done);
        if !runs {
            *state = Some(State {
                step: Step::Check,
                done: 0,
                total: 0,
                who: who.to_owned(),
                rollback,
                needs_reason: false,
                built: None,
                notes: Vec::new(),
            });
        }
        !runs
    }

    /// Changes what is known of the one that runs.
    pub(super) fn change(&self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.lock().as_mut() {
            change(state);
        }
    }

    /// Notes that more parts are done, and that there are more of them.
    pub(super) fn advance(&self, done: usize, total: usize) {
        self.change(|state| {
            state.done += done;
            state.total += total;
        });
    }

    /// Goes on to a step of `total` parts; 0 when their number is not known.
    pub(super) fn step(&self, step: Step, total: usize) {
        self.change(|state| (state.step, state.done, state.total) = (step, 0, total));
    }

    /// Notes what was done, in Vietnamese and English.
    pub(super) fn note(&self, good: bool, vi: String, en: String) {
        let words = [vi, en];
        self.change(|state| state.notes.push(Note { good, words }));
    }

    /// Notes what went wrong, with its cause.
    pub(super) fn failed(&self, vi: &str, en: &str, error: &str) {
        self.note(
            false,
            format!("{vi}: {}", causes_vi(error)),
            format!("{en}: {error}"),
        );
    }

    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
