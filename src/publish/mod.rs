//! Finished files to the output folder. Knows nothing of pages.

mod commit;
mod manifest;
mod stage;

pub use commit::{Written, set_aside, take_away};
pub use stage::{Receipt, Stage};
