//! Finished files to the output folder. Knows nothing of pages.

mod commit;
pub mod host;
mod manifest;
pub mod pack;
mod published;
mod stage;

pub use commit::{Written, set_aside, take_away};
pub use published::{Published, published};
pub use stage::{Receipt, Stage};
