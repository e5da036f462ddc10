//! Finished files to the output folder. Knows nothing of pages.

mod commit;
mod manifest;
mod stage;

pub use commit::Written;
pub use stage::{Receipt, Stage};
