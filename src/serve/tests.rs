//! A served site on a free port, seen through real requests.

use crate::base::Lang;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;

use tokio::sync::watch;

use super::rebuild::{ShownProblem, State};
use super::*;

struct Site {
    folder: tempfile::TempDir,
    address: SocketAddr,
    state: watch::Sender<Arc<State>>,
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The HTTP side alone, over a folder as a build would leave it.
async fn site(state: State) -> Site {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "index.html",
        "<html><body>Trang chủ</body></html>",
    );
    write(folder.path(), "404.html", "<body>Không có</body>");
    write(folder.path(), "a.css", "body{}");
    let (listener, address) = bind(0).await.unwrap();
    let (state, receiver) = watch::channel(Arc::new(state));
    let router = http::router(folder.path(), receiver, Lang::Vi);
    tokio::spawn(crate::base::accept::serve(listener, router));
    Site {
        folder,
        address,
        state,
    }
}

/// The whole answer to a request, headers in lower case.
async fn ask(address: SocketAddr, path: &str, headers: &str) -> String {
    let host = if headers.starts_with("host:") {
        ""
    } else {
        "host: 127.0.0.1\r\n"
    };
    let request = format!("GET {path} HTTP/1.1\r\n{host}{headers}connection: close\r\n\r\n");
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    answer.await.unwrap()
}

fn good() -> State {
    State {
        builds: 1,
        good: 1,
        ..State::default()
    }
}

fn refused(good: usize) -> State {
    let problem = ShownProblem {
        place: "content/a.md:1:1".into(),
        message: "hỏng <b>".into(),
        help: "sửa".into(),
    };
    State {
        builds: 2,
        good,
        problems: vec![problem],
        count: 1,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_carry_the_script() {
    let site = site(good()).await;
    let home = ask(
        site.address,
        "/",
        "if-modified-since: Fri, 01 Jan 2100 00:00:00 GMT\r\n",
    )
    .await;
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    assert!(home.contains("cache-control: no-store"), "{home}");
    let tag = format!(
        "<script src=\"/__tiendo/reload.js\" data-shown=\"{}\" defer></script>",
        good().shown()
    );
    assert!(
        home.ends_with(&format!("Trang chủ{tag}</body></html>")),
        "{home}"
    );
    let lost = ask(site.address, "/nope/", "").await;
    assert!(
        lost.starts_with("HTTP/1.1 404") && lost.contains("Không có<script"),
        "{lost}"
    );
    let style = ask(site.address, "/a.css", "").await;
    assert!(style.ends_with("\r\n\r\nbody{}"), "{style}");
    let script = ask(site.address, "/__tiendo/reload.js", "").await;
    assert!(
        script.contains("text/javascript") && script.contains("currentScript"),
        "{script}"
    );
    assert!(site.folder.path().exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn other_names_for_this_computer_are_refused() {
    let site = site(good()).await;
    for (host, status) in [
        ("localhost:8000", "200"),
        ("127.0.0.1", "200"),
        ("evil.example:8000", "403"),
        ("127.0.0.1.evil.example", "403"),
    ] {
        let answer = ask(site.address, "/", &format!("host: {host}\r\n")).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{host}: {answer}"
        );
    }
    assert!(
        ask(site.address, "/__tiendo/events", "host: evil.example\r\n")
            .await
            .starts_with("HTTP/1.1 403")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn events_tell_the_newest_build() {
    let site = site(good()).await;
    let first = ask(site.address, "/__tiendo/events", "").await;
    assert!(first.contains("content-type: text/event-stream"), "{first}");
    assert!(
        first.contains(&format!("id: {}\n", good().id())) && first.contains("\"problems\":[]"),
        "{first}"
    );
    let seen = format!("last-event-id: {}\r\n", good().id());
    let waiting = tokio::spawn(async move { ask(site.address, "/__tiendo/events", &seen).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!waiting.is_finished());
    site.state.send_replace(Arc::new(refused(1)));
    let second = waiting.await.unwrap();
    assert!(
        second.contains("\"title\":\"Chưa cập nhật được trang: 1 lỗi\"")
            && second.contains("hỏng <b>"),
        "{second}"
    );
    // The last good site is still there.
    assert!(ask(site.address, "/", "").await.contains("Trang chủ"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_site_every_page_tells_why() {
    let site = site(refused(0)).await;
    for path in ["/", "/tin-tuc/", "/a.css"] {
        let page = ask(site.address, path, "").await;
        assert!(
            page.starts_with("HTTP/1.1 503") && page.contains("hỏng &lt;b&gt;"),
            "{page}"
        );
        assert!(
            page.contains(&format!("data-tiendo=\"{}\"", refused(0).id())),
            "{page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_builds_again() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", "titel: a\n");
    let (sender, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let tell = move |news: News<'_>| {
        if let News::Built {
            built: Ok(built), ..
        } = news
        {
            let codes: Vec<&str> = built.problems.iter().map(|d| d.problem.code()).collect();
            let _ = sender.send(codes.join(" "));
        }
    };
    let input = Input {
        jobs: Some(1),
        ..Input::new(folder.path().to_owned())
    };
    let (listener, address) = bind(0).await.unwrap();
    tokio::spawn(serve(
        Options {
            input,
            port: 0,
            today: || Date::constant(2026, 1, 1),
            patience: Duration::from_secs(60),
            language: Lang::En,
            tell: Arc::new(tell),
        },
        listener,
        address,
    ));
    let soon = Duration::from_secs(20);
    let first = tokio::time::timeout(soon, seen.recv())
        .await
        .unwrap()
        .unwrap();
    assert!(first.contains("unknown-key"), "{first}");
    write(folder.path(), "content/site.yaml", "title: a\n");
    let second = tokio::time::timeout(soon, seen.recv())
        .await
        .unwrap()
        .unwrap();
    assert!(!second.contains("unknown-key"), "{second}");
    assert!(!folder.path().join("output").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_files_and_links_are_not_shown() {
    let site = site(good()).await;
    let root = site.folder.path();
    write(root, ".tiendo/stage/a.html", "SECRET");
    write(root, "a/.b.html", "SECRET");
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "index.html", "SECRET");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path(), root.join("ra")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("index.html"), root.join("x.html")).unwrap();
        fs::create_dir(root.join("y")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("index.html"), root.join("y/index.html"))
            .unwrap();
    }
    for path in [
        "/.tiendo/stage/a.html",
        "/%2etiendo/stage/a.html",
        "/a/.b.html",
        "/a/%2Eb.html",
        "/ra/",
        "/ra/index.html",
        "/x.html",
        "/y/",
        "/a%2f..%2f.tiendo/stage/a.html",
        "/a/../.tiendo/stage/a.html",
    ] {
        let answer = ask(site.address, path, "").await;
        assert!(
            !answer.contains("SECRET") && !answer.starts_with("HTTP/1.1 200"),
            "{path}: {answer}"
        );
    }
}

/// News as a test reads them; `begun` is how often rendering began.
fn in_a_line(news: News<'_>, begun: usize) -> Option<String> {
    Some(match news {
        News::Built {
            built: Ok(built), ..
        } => {
            let codes: Vec<&str> = built.problems.iter().map(|d| d.problem.code()).collect();
            format!("built, rendering began {begun} times {}", codes.join(" "))
        }
        News::Built {
            built: Err(error), ..
        } => format!("error {error}"),
        News::Slow { step, .. } => format!("slow {step:?}"),
        _ => return None,
    })
}

/// Lets the first build that renders wait until it is released, while its site is changed.
fn waits_once(
    root: std::path::PathBuf,
    rendered: Arc<std::sync::atomic::AtomicUsize>,
    held: std::sync::mpsc::Receiver<()>,
) -> Arc<dyn Fn(crate::pipeline::Event) + Send + Sync> {
    let held = std::sync::Mutex::new(held);
    Arc::new(move |event| {
        let rendering = matches!(event, crate::pipeline::Event::Step(Step::Render));
        if rendering && rendered.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0 {
            write(&root, "content/site.yaml", "title: b\n");
            let released = held.lock().unwrap().recv_timeout(Duration::from_secs(60));
            released.expect("the build is reported to be slow");
        }
    })
}

/// The address of a preview that reports what it does.
async fn previewed(input: Input, tell: impl Fn(News<'_>) + Send + Sync + 'static) -> SocketAddr {
    let (listener, address) = bind(0).await.unwrap();
    let options = Options {
        input,
        port: 0,
        today: || Date::constant(2026, 1, 1),
        patience: Duration::from_millis(200),
        language: Lang::En,
        tell: Arc::new(tell),
    };
    tokio::spawn(serve(options, listener, address));
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_ends_when_it_is_overtaken_and_says_what_it_is_at() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", "title: a\n");
    write(
        folder.path(),
        "content/units.yaml",
        "- {id: a, title: A, kind: upper, parent: a}\n",
    );
    let (sender, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let rendered = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let begun = rendered.clone();
    let tell = move |news: News<'_>| {
        let begun = begun.load(std::sync::atomic::Ordering::Relaxed);
        if let Some(line) = in_a_line(news, begun) {
            let _ = sender.send(line); // the test may have ended
        }
    };
    // The first build that renders waits until the test lets it go: a build that takes long.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let input = Input {
        jobs: Some(1),
        watch: waits_once(folder.path().to_owned(), rendered, held),
        ..Input::new(folder.path().to_owned())
    };
    let address = previewed(input, tell).await;
    // On a busy computer any step may be slow.
    let mut next = async |wanted: &str| loop {
        let seen = tokio::time::timeout(Duration::from_secs(60), seen.recv());
        let line = seen.await.unwrap().unwrap();
        if line.starts_with(wanted) {
            return line;
        }
        let earlier = line.starts_with("slow") || line.contains("unit-cycle");
        assert!(earlier, "{line}");
    };
    let circle = next("built").await;
    assert!(circle.contains("unit-cycle"), "{circle}");
    write(
        folder.path(),
        "content/units.yaml",
        "- {id: a, title: A, kind: upper}\n",
    );
    // Long enough for the change to be noticed while the build waits.
    for _ in 0..10 {
        next("slow Render").await;
    }
    release.send(()).unwrap();
    let last = next("built").await;
    assert!(!last.contains("unit-cycle"), "{last}");
    assert!(
        !last.contains("began 1 times"),
        "the first of the two was ended and not reported: {last}"
    );
    let home = ask(address, "/", "").await;
    assert!(home.contains("<title>b"), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_open_requests_keep_nobody_out() {
    let site = site(good()).await;
    let address = site.address;
    let open = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: ")
            .unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream
    };
    let held = tokio::task::spawn_blocking(move || -> Vec<TcpStream> {
        (0..200).map(|_| open()).collect()
    });
    let mut held = held.await.unwrap();
    assert!(ask(address, "/", "").await.contains("Trang chủ"));
    // Those that never end their request are closed.
    let ended = tokio::task::spawn_blocking(move || {
        let mut rest = Vec::new();
        let ended = |stream: &mut TcpStream| stream.read_to_end(&mut rest).is_ok();
        held.iter_mut().map(ended).filter(|ended| *ended).count()
    });
    assert_eq!(ended.await.unwrap(), 200);
    assert!(ask(address, "/", "").await.contains("Trang chủ"));
}
