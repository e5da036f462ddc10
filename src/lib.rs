//! tiendo: a static site generator for public progress publishing.
//!
//! Files become records, records a portal, the portal numbers, numbers charts and pages, pages
//! files; nothing flows back. The floors, in the order in which a build walks through them (read
//! [`pipeline`] first):
//!
//! - [`source`] finds the files below content/ and tells what each is.
//! - [`parse`] reads them against one schema; every problem gets its file, line and column.
//! - [`model`] types the records, resolves their ids and checks what must hold between them: a
//!   [`model::Portal`].
//! - [`progress`] counts: pure functions from a portal and an as-of date. Not reported is not zero.
//! - [`chart`] says what the figures mean, and draws it through plotters as small, themable SVG.
//! - [`photo`] makes pictures small, upright and free of what the camera wrote into them.
//! - [`document`] takes names of people out of documents that are published as they are.
//! - [`page`] plans which pages exist, fills their views and renders them with the theme.
//! - [`listing`] makes feeds, the sitemap and the open data from what pages say of themselves.
//! - [`publish`] sets changed files aside and, when all is well, renames them into place.
//! - [`deploy`] sends what was published to where readers find it, changed files only.
//!
//! Beside them, [`edit`] changes content files at single places, [`desk`] is where editors do so in
//! a browser, and [`visits`] counts readers from a server's log. Below them lie [`base`] (dates,
//! numbers, addresses) and [`diag`] (every problem with its words in two languages); above them
//! [`cli`], [`serve`] and [`desk`], the only ones who know the clock.
#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "unit tests make their own files")
)]

pub mod base;
pub mod chart;
pub mod cli;
#[cfg(feature = "deploy")]
pub mod deploy;
#[cfg(feature = "desk")]
pub mod desk;
pub mod diag;
pub mod document;
pub mod edit;
pub mod listing;
pub mod model;
pub mod page;
pub mod parse;
pub mod photo;
pub mod pipeline;
pub mod progress;
pub mod publish;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod visits;
