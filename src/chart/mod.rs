//! Charts: what to say about the figures, and how it is drawn.
//!
//! `scene` turns a portal and its figures into [`Chart`]s: plain data with a title that says the
//! finding, a table and words for screen readers. `draw` turns one of them into SVG text and knows
//! nothing of portals.

mod backend;
mod credit;
pub mod draw;
#[cfg(feature = "pictures")]
mod flat;
mod font;
mod kinds;
mod palette;
#[cfg(feature = "pictures")]
mod raster;
pub mod scene;
pub mod spec;

pub use credit::Credit;
pub use draw::{Card, CardRows, Width, linked, picture, spark, standalone, svg};
pub use kinds::Kind;
#[cfg(feature = "pictures")]
pub use raster::icon;
pub use scene::{blank, certainty, coverage, partial, scenes};
pub use spec::{Chart, Drawing, Request};

/// Whether this program makes pictures of charts, cards and marks (the feature `pictures`).
pub const PICTURES: bool = cfg!(feature = "pictures");

/// A picture of a mark, in a program that makes none.
#[cfg(not(feature = "pictures"))]
pub fn icon(_svg: &str, _side: u32) -> Option<Vec<u8>> {
    None
}
