//! Calls into readers of workbooks, which may panic on files that are broken in ways they did not
//! foresee.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::damage::DAMAGED;
use crate::diag::Problem;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a call; a panic inside it is a broken table, and is not printed.
///
/// # Errors
/// What the call gives, or that the table is broken.
pub(super) fn guarded<T>(call: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    GUARDED.set(true);
    // The file is not read any further after a panic, so nothing half-changed is looked at.
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(false);
    result.unwrap_or_else(|_| Err(Problem::TableBroken { why: DAMAGED }))
}
