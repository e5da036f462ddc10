//! `tiendo check --external`: links to other sites are asked for, and those that are gone are
//! reported at their place.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::common::{codes, put, small, tiendo};

/// A site on this computer: `/here` is there, `/no-head` gives no heads, all else is gone.
fn elsewhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 2048];
            let read = stream.read(&mut request).unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let status = match request.split_whitespace().collect::<Vec<_>>().as_slice() {
                [_, "/here", ..] | ["GET", "/no-head", ..] => "200 OK",
                ["HEAD", "/no-head", ..] => "405 Method Not Allowed",
                _ => "404 Not Found",
            };
            drop(write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ));
        }
    });
    address
}

#[test]
fn links_that_are_gone_are_told_at_their_place() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let site = elsewhere();
    put(
        root.path(),
        "content/pages/a.md",
        format!(
            "---\ntitle: A\n---\n[có]({site}/here) [không]({site}/gone#x) [chỉ \
             GET]({site}/no-head)\n\n[đóng](http://127.0.0.1:1/)\n"
        ),
    );
    let output = tiendo(
        root.path(),
        &[
            "check",
            "--external",
            "--external-private",
            "--format",
            "json",
        ],
    );
    let reported: Vec<_> = codes(&output)
        .into_iter()
        .filter(|(code, _)| code == "dead-link")
        .collect();
    assert_eq!(
        reported.len(),
        2,
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert!(
        reported
            .iter()
            .all(|(_, file)| file == "content/pages/a.md")
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("/gone") && text.contains("127.0.0.1:1") && !text.contains("/no-head"),
        "{text}"
    );
    let public = tiendo(root.path(), &["check", "--external", "--format", "json"]);
    let refused = String::from_utf8_lossy(&public.stdout).into_owned();
    assert_eq!(
        codes(&public)
            .iter()
            .filter(|(code, _)| code == "dead-link")
            .count(),
        4,
        "private addresses are asked: {refused}"
    );
    assert!(refused.contains("--external-private"), "{refused}");
    let plain = tiendo(root.path(), &["check", "--format", "json"]);
    assert!(
        codes(&plain).iter().all(|(code, _)| code != "dead-link"),
        "nothing is asked without the flag"
    );
}
