//! Takes the connections of a server on this computer. Each must send the head of a request within
//! a few seconds, and there are not too many at once, so that half-open requests keep no one out.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How many connections there may be: half of what systems let a program open by default.
const CONNECTIONS: usize = 512;
/// How long a connection may take for the head of a request, and be idle before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers requests until it is dropped. A connection that is one too many is closed at once.
///
/// # Errors
/// None so far: a connection that fails ends alone.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No more files may be opened, or the other end is gone: both pass.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Ok(permit) = room.clone().try_acquire_owned() else {
            continue;
        };
        let answers = TowerToHyperService::new(router.clone());
        let connection = server.serve_connection(TokioIo::new(stream), answers);
        tokio::spawn(async move {
            // A reader who went away, or took too long, is nothing to report.
            let _ = connection.await;
            drop(permit);
        });
    }
}
