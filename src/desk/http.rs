//! The door: which requests come in, and the headers of what goes out.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Held};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, HeaderName, LOCATION,
    ORIGIN, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use futures_util::stream::unfold;
use tower_http::services::ServeDir;

use super::ask::{Ask, Pairs, Reply, Who};
use super::state::Desk;
use super::upload::{self, Refused, Uploads};
use super::users::Role;
use super::{bundle, pages, publish};

/// The time between two events that say how far a publish is.
const TICK: Duration = Duration::from_millis(400);
/// A form has at most this many bytes.
const LARGEST: usize = 2 << 20;

/// No script but the desk's own files, nothing from elsewhere, in no other site's frame.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'self'; object-src 'none'";
/// The site is shown as it is, but whatever was written into it must not act for who looks at it:
/// no scripts, no forms.
const PREVIEW: &str = "sandbox allow-same-origin; default-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'none'; \
    form-action 'none'; base-uri 'none'; frame-ancestors 'self'; object-src 'none'";

/// All pages of the desk.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    let site = Router::new()
        .fallback_service(ServeDir::new(desk.preview.site()))
        .layer(from_fn_with_state(desk.clone(), only_people));
    let files = Router::new()
        .fallback_service(ServeDir::new(bundle::waiting(desk.root())))
        .layer(from_fn_with_state(desk.clone(), only_publishers));
    Router::new()
        .nest("/xem-thu", site)
        .nest("/dang/tep", files)
        .route("/dang/su-kien", get(events))
        .fallback(answer)
        .with_state(desk.clone())
        .layer(from_fn_with_state(desk, guard))
}

/// Refuses other names for this server (DNS rebinding) and forms of other sites, and sets the
/// headers.
async fn guard(Held(desk): Held<Arc<Desk>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = text(headers, &HOST);
    if !desk.is_host(host) {
        return refused(StatusCode::MISDIRECTED_REQUEST, "unknown Host");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        return refused(StatusCode::METHOD_NOT_ALLOWED, "GET or POST");
    }
    if request.method() == Method::POST && !desk.is_origin(text(headers, &ORIGIN)) {
        return refused(StatusCode::FORBIDDEN, "a form of another site");
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    response
}

/// The site with drafts is for people who are logged in, without its hidden files.
async fn only_people(Held(desk): Held<Arc<Desk>>, request: Request, next: Next) -> Response {
    let cookie = desk.cookie_of(text(request.headers(), &COOKIE));
    let path = request.uri().path();
    let hidden = path
        .split('/')
        .any(|part| part.starts_with('.') || part.to_ascii_lowercase().starts_with("%2e"));
    if hidden || desk.who(&cookie).is_none() {
        return refused(StatusCode::NOT_FOUND, "not found");
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PREVIEW));
    response
}

/// Files that were made to be fetched are for those who publish.
async fn only_publishers(Held(desk): Held<Arc<Desk>>, request: Request, next: Next) -> Response {
    match publisher(&desk, request.headers()) {
        Some(_) => next.run(request).await,
        None => refused(StatusCode::NOT_FOUND, "not found"),
    }
}

fn publisher(desk: &Desk, headers: &HeaderMap) -> Option<Who> {
    let who = desk.who(&desk.cookie_of(text(headers, &COOKIE)))?;
    (who.role >= Role::Publisher).then_some(who)
}

/// `GET /dang/su-kien`: how far the publish is, until it is over.
async fn events(Held(desk): Held<Arc<Desk>>, headers: HeaderMap) -> Response {
    let Some(who) = publisher(&desk, &headers) else {
        return refused(StatusCode::NOT_FOUND, "not found");
    };
    let stream = unfold(Some((desk, who.lang)), |state| async move {
        let (desk, lang) = state?;
        tokio::time::sleep(TICK).await;
        let (data, over) = publish::event(&desk, lang);
        let name = if over { "over" } else { "progress" };
        let event = Event::default().event(name).data(data);
        Some((Ok::<_, Infallible>(event), (!over).then_some((desk, lang))))
    });
    Sse::new(stream).into_response()
}

async fn answer(Held(desk): Held<Arc<Desk>>, request: Request) -> Response {
    let cookie = desk.cookie_of(text(request.headers(), &COOKIE));
    let mut ask = Ask {
        post: request.method() == Method::POST,
        path: request.uri().path().to_owned(),
        query: Pairs::of(request.uri().query().unwrap_or_default().as_bytes()),
        form: Pairs::default(),
        uploads: Uploads::default(),
        who: desk.who(&cookie),
    };
    if text(request.headers(), &CONTENT_TYPE).starts_with("multipart/form-data") {
        if let Some(refused) = take_files(&desk, &mut ask, request).await {
            return refused;
        }
    } else {
        let Ok(form) = to_bytes(request.into_body(), LARGEST).await else {
            return refused(StatusCode::PAYLOAD_TOO_LARGE, "too large · quá lớn");
        };
        ask.form = Pairs::of(&form);
    }
    let for_pages = desk.clone();
    let reply = tokio::task::spawn_blocking(move || pages::answer(&for_pages, &ask)).await;
    match reply {
        Ok(Ok(reply)) => response(&desk, reply),
        Ok(Err(error)) => refused(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}")),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR, "the page broke off"),
    }
}

/// Takes the texts and files of a form into a request; the answer where they are refused. Of who is
/// not logged in nothing is read: the page says that the session is over.
async fn take_files(desk: &Desk, ask: &mut Ask, request: Request) -> Option<Response> {
    let who = ask.who.as_ref()?;
    let Some(limits) = upload::limits(&ask.path).filter(|_| ask.post) else {
        return Some(refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "no files here"));
    };
    let received = upload::receive(desk.root(), request, &who.token, limits).await;
    let why = match received {
        Ok(Ok((form, uploads))) => {
            (ask.form, ask.uploads) = (Pairs::from(form), uploads);
            return None;
        }
        Ok(Err(why)) => why,
        Err(error) => {
            let error = format!("{error:#}");
            return Some(refused(StatusCode::INTERNAL_SERVER_ERROR, &error));
        }
    };
    let most = limits.bytes >> 20;
    let (status, vi, en) = match why {
        Refused::Token => (
            403,
            "Biểu mẫu này không phải của phiên làm việc hiện tại. Hãy tải lại trang.".to_owned(),
            "This form is not of the current session. Load the page again.".to_owned(),
        ),
        Refused::Large => (
            413,
            format!(
                "Tệp quá lớn hoặc quá nhiều tệp: mỗi tệp tối đa {most} MB, mỗi lần tối đa {} tệp. \
                 Chưa có gì được lưu.",
                limits.files
            ),
            format!(
                "Too large or too many: a file may have {most} MB, and {} files come at a time. \
                 Nothing was kept.",
                limits.files
            ),
        ),
        Refused::Broken => (
            400,
            "Tệp chưa đến đủ. Hãy gửi lại.".to_owned(),
            "The file did not arrive whole. Send it again.".to_owned(),
        ),
    };
    let page = desk.view.message(ask, status, &vi, &en);
    let failed =
        |error: anyhow::Error| refused(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}"));
    Some(page.map_or_else(failed, |page| response(desk, page)))
}

fn response(desk: &Desk, reply: Reply) -> Response {
    match reply {
        Reply::Page(status, text) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
        }
        Reply::Go(address) => redirect(&address),
        Reply::Enter(address, cookie) => {
            let mut response = redirect(&address);
            if let Ok(cookie) = HeaderValue::try_from(desk.set_cookie(&cookie)) {
                response.headers_mut().insert(SET_COOKIE, cookie);
            }
            response
        }
        Reply::Content(kind, bytes) => {
            let headers = [
                (CONTENT_TYPE, kind),
                (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
            ];
            (headers, Body::from(bytes)).into_response()
        }
        Reply::Text(status, text) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        }
        Reply::File(kind, bytes) => ([(CONTENT_TYPE, kind)], Body::from(bytes)).into_response(),
    }
}

fn redirect(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // Addresses are made by the desk from escaped parts.
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, address);
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    let value = headers.get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or("")
}

fn refused(status: StatusCode, why: &str) -> Response {
    (
        status,
        [(CONTENT_TYPE, "text/plain; charset=utf-8")],
        format!("{why}\n"),
    )
        .into_response()
}
