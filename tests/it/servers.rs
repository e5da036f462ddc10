//! What we write for nginx and Caddy, read by the real programs (Debian: `apt install nginx
//! caddy`).
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files, and say where they cannot be run"
)]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::common::{build, codes, program, put, small, tiendo};

/// A site whose article had other addresses before, below a path.
fn moved() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(
        root.path(),
        "content/site.yaml",
        "title: Thử\nbase_url: https://example.org/a_b~1/c\n",
    );
    put(
        root.path(),
        "content/news/mot.md",
        "---\ntitle: Tin\ndate: 2022-06-30\naliases: ['cu/tiếng Việt/', 'cu/a;b/', \"cu/it's (x), \
         y&z/\", 'cu/100%25/', 'cu.php?id=12&x=:a*']\n---\nA\n",
    );
    build(root.path(), &[]);
    root
}

/// As browsers ask for them.
const OLD: [&str; 5] = [
    "cu/ti%E1%BA%BFng%20Vi%E1%BB%87t/",
    "cu/a;b",
    "cu/it's%20(x),%20y&z/",
    "cu/100%25/",
    "cu.php?id=12&x=:a*",
];

/// A server that is ended with its test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill(); // it may have ended by itself
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The answer to a request for an address, once the server listens.
fn ask(port: u16, path: &str) -> String {
    for _ in 0..200 {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
            sleep(Duration::from_millis(50));
            continue;
        };
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        return answer;
    }
    panic!("the server does not listen");
}

/// Every old address leads to the new one, and to nothing else.
fn leads_on(port: u16) {
    for old in OLD {
        let answer = ask(port, &format!("/a_b~1/c/{old}"));
        assert!(answer.starts_with("HTTP/1.1 301"), "{old}: {answer}");
        let place = answer
            .lines()
            .find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("location: ")
                    .map(str::to_owned)
            })
            .unwrap();
        assert!(place.ends_with("/a_b~1/c/tin-tuc/mot/"), "{old}: {place}");
    }
    assert!(!ask(port, "/a_b~1/c/khac/").starts_with("HTTP/1.1 301"));
}

fn server(root: &Path, name: &str) -> PathBuf {
    root.join("output/may-chu").join(name)
}

#[test]
fn nginx_takes_our_map() {
    let Some(nginx) = program("nginx") else {
        return;
    };
    let root = moved();
    let port = free_port();
    let folder = root.path().display();
    let map = server(root.path(), "nginx.conf");
    put(
        root.path(),
        "nginx.conf",
        format!(
            "daemon off; master_process off; pid {folder}/pid; error_log \
             {folder}/error.log;\nevents {{ }}\nhttp {{\naccess_log off; client_body_temp_path \
             {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path \
             {folder}/t3;\nuwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;\ninclude \
             {};\nserver {{ listen 127.0.0.1:{port};\nif ($tiendo_moved) {{ return 301 \
             $tiendo_moved; }}\nlocation / {{ return 404; }} }} }}\n",
            map.display()
        ),
    );
    let child = Command::new(nginx)
        .args(["-p", root.path().to_str().unwrap(), "-c"])
        .arg(root.path().join("nginx.conf"))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _server = Server(child);
    leads_on(port);
}

#[test]
fn caddy_takes_our_redirections() {
    let Some(caddy) = program("caddy") else {
        return;
    };
    let root = moved();
    let port = free_port();
    let map = server(root.path(), "Caddyfile");
    put(
        root.path(),
        "Caddyfile",
        format!(
            "{{\n admin off\n auto_https off\n}}\nhttp://:{port} {{\n import {}\n respond \
             404\n}}\n",
            map.display()
        ),
    );
    let child = Command::new(caddy)
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(root.path().join("Caddyfile"))
        .env("HOME", root.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _server = Server(child);
    leads_on(port);
}

#[test]
fn an_address_that_would_speak_to_a_server_is_refused() {
    for hostile in [
        "https://$host/",
        "https://example.org/$host/",
        "https://example.org/{env.HOME}/",
        "https://example.org/{$HOME}/",
        "https://user:pw@example.org/",
        "https://example.org/a;b/",
        "https://example.org/\"/",
        "https://example.org/a b/",
        "https://example.org/*/:splat",
        "javascript://example.org/",
        "https://example.org/../",
        "//example.org/",
    ] {
        let root = tempfile::tempdir().unwrap();
        small(root.path());
        put(
            root.path(),
            "content/site.yaml",
            format!("title: Thử\nbase_url: '{hostile}'\n"),
        );
        let run = tiendo(root.path(), &["build", "--format", "json"]);
        assert_eq!(run.status.code(), Some(1), "{hostile}");
        // What is not an address at all is found before.
        let reported = codes(&run);
        let refused = |(code, file): &(String, String)| {
            ["bad-base-url", "bad-url"].contains(&&**code) && file == "content/site.yaml"
        };
        assert!(reported.iter().any(refused), "{hostile}: {reported:?}");
        let flag = tiendo(root.path(), &["build", "--base-url", hostile]);
        assert_eq!(flag.status.code(), Some(2), "{hostile}");
    }
}
