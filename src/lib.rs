//! tiendo: a static site generator for public progress publishing.

pub mod base;
pub mod diag;
pub mod source;
pub mod parse;
pub mod model;
pub mod progress;
