//! Finished files to the output folder. Knows nothing of pages.
//!
//! `stage.rs` sets changed files aside below `.tiendo/stage`; `commit.rs` makes them visible, or
//! finishes what an earlier commit began; `previous.rs` keeps what it replaces, and `rollback.rs`
//! returns to it; `stream.rs` takes long files piece by piece; `guard.rs` refuses a publish that is
//! much smaller than the last; `published.rs` tells what is there; `host.rs` what hosts take;
//! `pack.rs` packs copies; `aside.rs` writes files that are not of the output.

mod aside;
mod commit;
mod guard;
pub mod host;
pub mod imports;
mod manifest;
pub mod pack;
mod place;
mod previous;
mod published;
mod rollback;
mod stage;
mod stream;

pub use aside::{set_aside, take_away};

pub use commit::Written;
pub use guard::{Shrunk, jumped, shrunk};
pub use manifest::Figures;
pub use published::{Published, fingerprint, published, untouched};
pub use rollback::rollback;
pub use stage::{How, Receipt, Stage};
