//! The integration tests, one module a subject, in one binary: it links once.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files and say where they cannot run"
)]

#[cfg(unix)]
mod addresses;
mod asked;
mod changing;
mod clerk;
mod cli;
mod closures;
mod common;
mod coverage;
mod days;
mod deploy;
mod descriptions;
mod desk;
mod desk_client;
mod desk_excel;
#[cfg(unix)]
mod desk_harm;
mod desk_history;
mod desk_media;
#[cfg(unix)]
mod desk_publish;
mod desk_word;
mod docs;
mod edit;
mod edit_history;
mod edit_word;
mod facts;
mod faults;
mod feeds;
mod figures;
mod figures_pace;
mod figures_sums;
mod forms;
mod full_disk;
mod functions;
mod git;
#[cfg(unix)]
mod growth;
#[cfg(unix)]
mod harm;
mod host;
mod hostile;
mod imports;
mod incremental;
mod kinds;
mod languages;
mod laws;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod lists;
mod messages;
mod method;
mod mutated;
mod now;
mod open_data;
mod outside;
mod photos;
mod pictures;
mod privacy;
mod problems;
mod project;
#[cfg(unix)]
mod publish;
mod reading;
mod reckoned;
mod repository;
mod servers;
mod shares;
mod sheets;
mod silent;
mod sites;
mod specimens;
#[cfg(target_os = "linux")]
mod syscalls;
mod tables;
mod targets;
mod template;
mod themes;
mod tidy;
mod verdicts;
mod visits;
