//! The integration tests, one module a subject, in one binary: it links once.

mod cli;
mod common;
mod days;
mod docs;
mod facts;
mod figures;
mod full_disk;
mod host;
mod imports;
mod incremental;
mod languages;
mod laws;
mod method;
mod open_data;
mod outside;
mod pacing;
mod photos;
mod pictures;
mod problems;
mod publish;
mod sites;
mod tables;
mod template;
mod themes;
mod tidy;
mod visits;
