//! tiendo: a static site generator for public progress publishing.

pub mod base;
pub mod chart;
pub mod cli;
pub mod diag;
pub mod listing;
pub mod model;
pub mod page;
pub mod parse;
pub mod pipeline;
pub mod progress;
pub mod publish;
pub mod serve;
pub mod source;
