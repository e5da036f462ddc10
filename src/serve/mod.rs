//! The site on this computer, rebuilt on every change: `watch` around `pipeline::build`, with the
//! last good site on 127.0.0.1 and the problems of the newest build over it.

mod http;
mod page;
mod rebuild;
mod watch;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;

use crate::base::{Date, Lang};
use crate::pipeline::{Built, Input, Step};

/// What to serve, and whom to tell about it.
#[derive(Clone)]
pub struct Options {
    /// The build; its output and base address are set here.
    pub input: Input,
    /// Port on 127.0.0.1; 0 for any free one.
    pub port: u16,
    /// A build that takes longer is reported, with what it is at.
    pub patience: Duration,
    /// Asked at each build which day it is.
    pub today: fn() -> Date,
    /// Language of the messages.
    pub language: Lang,
    /// Called with what happens.
    pub tell: Arc<dyn Fn(News<'_>) + Send + Sync>,
}

/// What happens while a site is served.
#[derive(Debug)]
pub enum News<'a> {
    /// The site can be opened here.
    Listening(SocketAddr),
    /// A build ended.
    Built {
        /// How it went.
        built: &'a Result<Built>,
        /// How long it took.
        time: Duration,
    },
    /// A build is still at work.
    Slow {
        /// What it is at.
        step: Step,
        /// How long it has been at work.
        time: Duration,
    },
    /// The folder cannot be watched, so changes are not seen.
    Unwatched(&'a anyhow::Error),
}

/// Serves until Ctrl-C.
///
/// # Errors
/// When the port is taken.
pub fn run(options: Options) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server")?;
    let served = runtime.block_on(async {
        let (listener, address) = bind(options.port).await?;
        tokio::select! {
            served = serve(options, listener, address) => served,
            stop = tokio::signal::ctrl_c() => stop.context("cannot wait for Ctrl-C"),
        }
    });
    // A build that is still running writes below .tiendo/ alone, and the next one clears what it
    // left.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// Only this computer can reach the site.
async fn bind(port: u16) -> Result<(TcpListener, SocketAddr)> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(wanted).await.with_context(|| {
        format!(
            "cannot listen on {wanted}; choose another --port · không mở được {wanted}; hãy \
         chọn --port khác"
        )
    })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn serve(mut options: Options, listener: TcpListener, address: SocketAddr) -> Result<()> {
    options.input.output = options.input.root.join(".tiendo").join("serve");
    // A look at a site under work harms no one.
    options.input.allow_shrink = true;
    options.input.allow_jump = true;
    options.input.base_url = Some(format!("http://{address}/"));
    (options.tell)(News::Listening(address));
    let (sender, state) = tokio::sync::watch::channel(Arc::new(rebuild::State::default()));
    let router = http::router(&options.input.output, state, options.language);
    tokio::select! {
        never = rebuild::forever(&options, sender) => match never {},
        served = crate::base::accept::serve(listener, router) => served.context("the server \
         stopped"),
    }
}

#[cfg(test)]
mod tests;
