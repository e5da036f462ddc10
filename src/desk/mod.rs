//! The desk: editors write, check and publish in a browser. Pages are made on the server and work
//! without scripts; what is saved goes through [`crate::edit`] into the same files that a
//! developer would write.
//!
//! `http` lets requests in, `pages` answers them, `form` turns the schema into inputs and
//! back, `items` lists what content/ holds, `preview` builds the site with drafts, `users`
//! and `sessions` say who somebody is. Its own state is below `.tiendo/desk/`.

mod ask;
mod bundle;
mod changes;
mod deploy;
mod excel;
mod figures;
mod form;
mod form_page;
mod grid;
mod history;
mod http;
mod insert;
mod items;
mod job;
mod jobs;
mod log;
mod look;
mod media;
mod named;
mod notes;
mod overview;
mod pager;
mod pages;
mod preview;
mod problems;
mod publish;
mod record;
mod saving;
mod secret;
mod sessions;
mod state;
mod store;
mod upload;
mod used;
mod users;
mod values;
mod view;
mod word;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::net::TcpListener;

use crate::base::{Date, Lang};
pub use users::{Role, User, Users, password};

/// How the desk is opened.
#[derive(Clone)]
pub struct Options {
    /// The site: holds content/.
    pub root: PathBuf,
    /// Port on 127.0.0.1 when only this computer may come in; 0 for any free one.
    pub port: u16,
    /// Address and port for an office, with the address that its people open.
    pub office: Option<(SocketAddr, String)>,
    /// Asked which day it is.
    pub today: fn() -> Date,
    /// Language until a person chooses another.
    pub language: Lang,
    /// Called once with the address to open.
    pub tell: Arc<dyn Fn(&str) + Send + Sync>,
}

/// Runs the desk until Ctrl-C.
///
/// # Errors
/// When the address is taken, or an office has no users.
pub fn run(options: Options) -> Result<()> {
    let users = Users::of(&options.root);
    if options.office.is_some() && users.all()?.is_empty() {
        bail!(
            "add a user first: tiendo desk user add NAME --role publisher · hãy thêm người dùng \
             trước: tiendo desk user add TÊN --role publisher"
        );
    }
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server")?;
    let served = runtime.block_on(async {
        tokio::select! {
            served = serve(options) => served,
            stop = tokio::signal::ctrl_c() => stop.context("cannot wait for Ctrl-C"),
        }
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn serve(options: Options) -> Result<()> {
    let wanted = options.office.as_ref().map_or_else(
        || SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)),
        |(address, _)| *address,
    );
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("cannot listen on {wanted} · không mở được {wanted}"))?;
    let address = listener.local_addr()?;
    let origin = match &options.office {
        Some((_, public)) => public.trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    let tell = options.tell.clone();
    let (desk, key) = state::Desk::open(options, &origin)?;
    let open = key.map_or_else(
        || format!("{origin}/"),
        |key| format!("{origin}/vao?key={key}"),
    );
    tell(&open);
    crate::base::accept::serve(listener, http::router(Arc::new(desk)))
        .await
        .context("the server stopped")
}
