//! The pages over HTTP, each with a script that loads it again after a build.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Held};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HOST, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;
use tower_http::services::{ServeDir, ServeFile};

use super::page;
use super::rebuild::State;
use crate::base::Lang;

/// An answer to a waiting page comes at least this often, so that nothing in between takes it for
/// dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Clone)]
struct Server {
    state: Receiver<Arc<State>>,
    language: Lang,
    site: PathBuf,
}

/// The pages below `site`, the script and its events.
pub(super) fn router(site: &Path, state: Receiver<Arc<State>>, language: Lang) -> Router {
    let server = Server {
        state,
        language,
        site: site.to_owned(),
    };
    let files = ServeDir::new(site).not_found_service(ServeFile::new(site.join("404.html")));
    Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(server.clone(), dress))
        .route("/__tiendo/events", get(events))
        .route("/__tiendo/reload.js", get(script))
        .with_state(server)
        .layer(from_fn(guard))
}

/// Refuses other names for this computer: another site may have pointed its own name here (DNS
/// rebinding).
async fn guard(request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "localhost" | "127.0.0.1") {
        return (
            StatusCode::FORBIDDEN,
            "open http://127.0.0.1 or http://localhost\n",
        )
            .into_response();
    }
    // The names of assets tell their content; a page that is loaded again need not ask for them.
    let named = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let keep = if named && response.status().is_success() {
        "max-age=31536000, immutable"
    } else {
        "no-store"
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// Puts the script into pages; a page of its own is shown while there are none.
async fn dress(Held(server): Held<Server>, mut request: Request, next: Next) -> Response {
    let state = server.state.borrow().clone();
    if state.good == 0 {
        return html(
            StatusCode::SERVICE_UNAVAILABLE,
            page::status(&state, server.language),
        );
    }
    if !is_public(&server.site, request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let head = request.method() == Method::HEAD;
    // The script changes a page's bytes, so what the file's own marks say does not hold for it.
    for header in [IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE] {
        request.headers_mut().remove(header);
    }
    let path = request.uri().path();
    if path.ends_with('/') || path.ends_with(".html") {
        request.headers_mut().remove(RANGE);
    }
    let response = next.run(request).await;
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if !kind.starts_with("text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    for header in [CONTENT_LENGTH, LAST_MODIFIED, ETAG, ACCEPT_RANGES] {
        parts.headers.remove(header);
    }
    parts.headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if head {
        return Response::from_parts(parts, Body::empty());
    }
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            Response::from_parts(parts, Body::from(page::with_script(&bytes, &state.shown())))
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Whether an address may be answered: it names nothing hidden, such as `/.tiendo/…`, and no link
/// is on the way to its file.
fn is_public(site: &Path, address: &str) -> bool {
    let mut file = site.to_owned();
    for part in address.split('/').filter(|part| !part.is_empty()) {
        let name = decoded(part);
        if name.starts_with(b".") || name.iter().any(|byte| matches!(byte, b'/' | b'\\' | 0)) {
            return false;
        }
        file.push(&*String::from_utf8_lossy(&name));
        if file.is_symlink() {
            return false;
        }
    }
    // Of a folder its page is shown.
    !file.join("index.html").is_symlink() && !site.join("404.html").is_symlink()
}

/// A part of an address without its percent signs.
fn decoded(part: &str) -> Vec<u8> {
    let bytes = part.as_bytes();
    let mut found = Vec::with_capacity(bytes.len());
    let mut next = 0;
    while let Some(byte) = bytes.get(next) {
        let digits = part.get(next + 1..next + 3).filter(|_| *byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                found.push(byte);
                next += 3;
            }
            None => {
                found.push(*byte);
                next += 1;
            }
        }
    }
    found
}

/// One event a request: the state at once to a page that has just come, else the next one. The
/// browser asks again by itself and says what it has seen.
async fn events(Held(mut server): Held<Server>, headers: HeaderMap) -> Response {
    let seen = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let news = server
        .state
        .wait_for(|state| state.builds > 0 && state.id() != seen);
    let state = timeout(KEEP_ALIVE, news)
        .await
        .ok()
        .and_then(Result::ok)
        .map(|state| state.clone());
    let event = state.map_or_else(
        || ": keep-alive\n\n".to_owned(),
        |state| {
            format!(
                "id: {}\ndata: {}\n\n",
                state.id(),
                page::event(&state, server.language)
            )
        },
    );
    (
        [(CONTENT_TYPE, "text/event-stream")],
        format!("retry: 200\n{event}"),
    )
        .into_response()
}

async fn script() -> Response {
    (
        [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
        page::SCRIPT,
    )
        .into_response()
}

fn html(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}
