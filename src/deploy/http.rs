//! How a store is asked: by the HTTP client of the link check, a thread for each request.

use std::future::poll_fn;
use std::io::{ErrorKind, Read as _};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
    HttpResponse, HttpResponseBody, HttpService,
};
use tokio::sync::{mpsc, oneshot};
use ureq::http::Request;
use ureq::http::request::Parts;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Timeout};

/// Bytes of an answer that are read at a time.
const PIECE: usize = 64 << 10;
/// Pieces that wait for who reads them.
const WAITING: usize = 4;

/// Makes clients.
#[derive(Debug)]
pub(super) struct Connector {
    /// A request takes no longer than this.
    pub(super) patience: Duration,
    /// Connections that are kept for later requests.
    pub(super) kept: usize,
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        // A store of one's own has a certificate that the system was taught.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        let config = Agent::config_builder()
            .timeout_global(Some(self.patience))
            .http_status_as_error(false)
            // A signature holds for one address only.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(self.kept)
            .max_idle_connections_per_host(self.kept)
            .tls_config(tls.build())
            .build();
        Ok(HttpClient::new(Service(config.new_agent())))
    }
}

#[derive(Debug)]
struct Service(Agent);

/// What the trait gives back, whose functions are asynchronous by `async_trait`.
type Answered<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

impl HttpService for Service {
    fn call<'s, 'a>(&'s self, request: HttpRequest) -> Answered<'a>
    where
        's: 'a,
        Self: 'a,
    {
        let agent = self.0.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let bytes = whole(body).await?;
            let (sender, answer) = oneshot::channel();
            thread::spawn(move || ask(&agent, head, &bytes, sender));
            let interrupted = |error| HttpError::new(HttpErrorKind::Interrupted, error);
            answer.await.map_err(interrupted)?
        })
    }
}

/// The bytes of a request, all of which are there already.
async fn whole(body: HttpRequestBody) -> Result<Bytes, HttpError> {
    let mut body = pin!(body);
    let mut parts: Vec<Bytes> = Vec::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        parts.extend(frame?.into_data());
    }
    match parts.as_slice() {
        [one] => Ok(one.clone()),
        _ => Ok(parts.concat().into()),
    }
}

/// Sends a request, gives the head of the answer, then its body for as long as someone reads it.
fn ask(
    agent: &Agent,
    head: Parts,
    bytes: &[u8],
    sender: oneshot::Sender<Result<HttpResponse, HttpError>>,
) {
    let with_body = matches!(head.method.as_str(), "PUT" | "POST");
    let answer = if with_body {
        agent.run(Request::from_parts(head, bytes))
    } else {
        agent.run(Request::from_parts(head, ()))
    };
    let (head, body) = match answer {
        Ok(answer) => answer.into_parts(),
        Err(error) => {
            let _ = sender.send(Err(failed(error))); // no one may wait for it any more
            return;
        }
    };
    let (pieces, read) = mpsc::channel(WAITING);
    let answer = HttpResponse::from_parts(head, HttpResponseBody::new(Answer(read)));
    if sender.send(Ok(answer)).is_err() {
        return;
    }
    let mut reader = body.into_with_config().limit(u64::MAX).reader();
    loop {
        let mut piece = vec![0; PIECE];
        let piece = match reader.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                Ok(piece.into())
            }
            Err(error) => Err(failed(error.into())),
        };
        let last = piece.is_err();
        if pieces.blocking_send(piece).is_err() || last {
            return;
        }
    }
}

/// The body of an answer, as it comes.
#[derive(Debug)]
struct Answer(mpsc::Receiver<Result<Bytes, HttpError>>);

impl Body for Answer {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        let piece = self.0.poll_recv(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Why there was no answer, which says whether it is asked again.
fn failed(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => HttpErrorKind::Connect,
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
            ErrorKind::TimedOut => HttpErrorKind::Timeout,
            ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof => HttpErrorKind::Interrupted,
            _ => HttpErrorKind::Unknown,
        },
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "tests answer on a port of their own"
)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    fn asked(address: &str, body: &str) -> Result<HttpResponse, HttpError> {
        let connector = Connector {
            patience: Duration::from_secs(20),
            kept: 1,
        };
        let client = connector.connect(&ClientOptions::new()).unwrap();
        let request = Request::put(format!("http://{address}/a"));
        let request = request.body(HttpRequestBody::from(body.to_owned()));
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(client.execute(request.unwrap()))
    }

    #[test]
    fn an_answer_is_read_as_far_as_somebody_wants_it() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = thread::spawn(move || {
            let (mut peer, _) = listener.accept().unwrap();
            let mut got = Vec::new();
            let mut part = [0; 1000];
            while !got.ends_with(b"the body") {
                let length = peer.read(&mut part).unwrap();
                got.extend_from_slice(&part[..length]);
            }
            let head = "HTTP/1.1 404 Not Found\r\nContent-Length: 999999999999\r\n\r\n";
            peer.write_all(head.as_bytes()).unwrap();
            // Nearly a terabyte: it ends when no one reads any more.
            while peer.write_all(&[b'x'; 1000]).is_ok() {}
            String::from_utf8(got).unwrap()
        });
        let answer = asked(&address, "the body").unwrap();
        assert_eq!(answer.status().as_u16(), 404);
        drop(answer);
        let request = server.join().unwrap().to_lowercase();
        assert!(request.starts_with("put /a http/1.1\r\n"), "{request}");
        assert!(request.contains("content-length: 8\r\n"), "{request}");
    }

    #[test]
    fn a_store_that_is_not_there_is_asked_again() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        drop(listener);
        let error = asked(&address, "x").unwrap_err();
        assert_eq!(error.kind(), HttpErrorKind::Connect, "{error}");
    }
}
