//! The site on this computer, rebuilt on every change.

use anyhow::Result;

use crate::cli::Report;
use crate::cli::args::Lang;
use crate::pipeline::Input;

/// What to serve, and how to tell about it.
pub struct Options {
    /// The build; its output and base address are set here.
    pub input: Input,
    /// Port on 127.0.0.1; 0 for any free one.
    pub port: u16,
    /// Language of the messages.
    pub lang: Lang,
    /// How faults are told.
    pub report: Report,
    /// Say nothing but the address and faults.
    pub quiet: bool,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// When the port is taken.
pub fn run(_options: Options) -> Result<()> {
    Ok(())
}
