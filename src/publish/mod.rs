//! Finished files to the output folder. Knows nothing of pages.
//!
//! `home.rs` says where an output and what is kept for it lie, and which folders are refused;
//! `stage.rs` sets changed files aside; `commit.rs` publishes them, by the steps of `journal.rs`,
//! which finishes what an earlier commit began, too; `lock.rs` lets one build at a time do so;
//! `manifest.rs` is the list of what is ours, `lists.rs` what to do when it is lost,
//! `old.rs` what earlier versions left; `previous.rs` keeps what a commit replaces, and
//! `rollback.rs` returns to it; `stream.rs` takes long files piece by piece; `guard.rs` refuses a
//! publish that is much smaller than the last; `published.rs` tells what is there; `host.rs` what
//! hosts take; `pack.rs` packs copies; `aside.rs` writes files that are not of the output.

mod aside;
mod commit;
mod guard;
mod home;
pub mod host;
pub mod imports;
mod journal;
mod lists;
mod lock;
mod manifest;
mod old;
pub mod pack;
mod place;
mod previous;
mod published;
mod rollback;
mod stage;
mod stream;

pub use aside::{refuse_links, set_aside, take_away};

pub use commit::Written;
pub use guard::{Shrunk, jumped, shrunk};
pub use home::{Home, refuse_target};
pub use journal::Undeleted;
pub use lists::{Notice, refuse_foreign};
pub use manifest::Figures;
pub use previous::expire;
pub use published::{Published, fingerprint, published, untouched};
pub use rollback::rollback;
pub use stage::{How, Receipt, Stage};
