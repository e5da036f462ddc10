//! A desk that runs, as a browser sees it, and the forms that its pages send.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::common::{binary, tiendo, tree};

/// What separates the parts of a form with files.
pub(crate) const LINE: &str = "----tiendo-test";

/// A running desk.
pub(crate) struct Desk {
    pub(crate) child: Child,
    pub(crate) host: String,
    address: String,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
    /// The body as it came.
    pub(crate) bytes: Vec<u8>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Desk {
    pub(crate) fn start(root: &Path, flags: &[&str]) -> Self {
        Self::run(Command::new(binary()), root, flags)
    }

    /// A desk by a command that ends with the program.
    pub(crate) fn run(mut command: Command, root: &Path, flags: &[&str]) -> Self {
        let mut child = command
            .args(["desk", "--lang", "en", "--root"])
            .arg(root)
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http"))
            .unwrap_or_else(|| panic!("{line}"))
            .to_owned();
        let host = address.split('/').nth(2).unwrap().to_owned();
        Self {
            child,
            host,
            address,
        }
    }

    pub(crate) fn local(root: &Path) -> Self {
        Self::start(root, &["--port", "0"])
    }

    pub(crate) fn key(&self) -> &str {
        self.address.split_once("key=").unwrap().1
    }

    /// One request, with `Host` and `Origin` of this desk unless `head` has its own.
    pub(crate) fn send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Answer {
        self.try_send(method, path, head, body).unwrap()
    }

    /// The same; nothing when the desk is gone.
    fn try_send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.host).ok()?;
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{head}");
        if !head.contains("Host:") {
            text.push_str(&format!("Host: {}\r\n", self.host));
        }
        if method == "POST" {
            if !head.contains("Origin:") {
                text.push_str(&format!("Origin: http://{}\r\n", self.host));
            }
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        stream.write_all(text.as_bytes()).ok()?;
        // A body that is refused before its end is read closes the line.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let begin = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Some(Answer {
            status: status.unwrap_or(0),
            head: head.to_owned(),
            body: body.to_owned(),
            bytes: begin.map_or(Vec::new(), |begin| bytes[begin + 4..].to_vec()),
        })
    }

    /// A page, while the desk may be killed.
    pub(crate) fn try_get(&self, path: &str, cookie: &str) -> Option<Answer> {
        self.try_send("GET", path, &format!("Cookie: {cookie}\r\n"), b"")
    }

    pub(crate) fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, &format!("Cookie: {cookie}\r\n"), b"")
    }

    pub(crate) fn post(&self, path: &str, cookie: &str, pairs: &[(&str, &str)]) -> Answer {
        self.try_post(path, cookie, pairs).unwrap()
    }

    /// A form, while the desk may be killed.
    pub(crate) fn try_post(
        &self,
        path: &str,
        cookie: &str,
        pairs: &[(&str, &str)],
    ) -> Option<Answer> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs);
        let body = form.finish();
        let head = format!("Cookie: {cookie}\r\n");
        self.try_send("POST", path, &head, body.as_bytes())
    }

    /// Sends a form with files, whose body `multipart` made.
    pub(crate) fn send_form(&self, path: &str, cookie: &str, body: &[u8]) -> Answer {
        let head =
            format!("Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary={LINE}\r\n");
        self.send("POST", path, &head, body)
    }

    /// The version of a file that its form brings back.
    pub(crate) fn version(&self, file: &str, cookie: &str) -> String {
        self.get(&form_of(file), cookie).input("version")
    }

    /// Opens the form of an item and saves it with other values in some fields.
    pub(crate) fn save(
        &self,
        (cookie, token): (&str, &str),
        file: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let version = self.version(file, cookie);
        let mut pairs = item(file, token, &version);
        pairs.extend(fields);
        self.post("/sua", cookie, &pairs)
    }

    /// Comes in with the one-time key: cookie and token.
    pub(crate) fn enter(&self) -> (String, String) {
        let answer = self.get(&format!("/vao?key={}", self.key()), "");
        assert_eq!(answer.status, 303, "{}", answer.head);
        self.token(answer.cookie())
    }

    pub(crate) fn log_in(&self, name: &str, password: &str) -> (String, String) {
        let answer = self.post("/vao", "", &[("name", name), ("password", password)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.token(answer.cookie())
    }

    pub(crate) fn token(&self, cookie: String) -> (String, String) {
        let page = self.get("/lich-su", &cookie);
        assert_eq!(page.status, 200, "{}", page.body);
        (cookie, page.input("token"))
    }
}

impl Answer {
    pub(crate) fn cookie(&self) -> String {
        let line = self
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        line.unwrap().split(';').next().unwrap().to_owned()
    }

    pub(crate) fn location(&self) -> &str {
        let line = self
            .head
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        line.unwrap_or_default()
    }

    /// The value of an input that the page must have.
    pub(crate) fn input(&self, name: &str) -> String {
        let value = input_of(&self.body, name);
        value
            .unwrap_or_else(|| panic!("{name}: {}", self.body))
            .to_owned()
    }
}

/// The value of an input of a page.
pub(crate) fn input_of<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&start)?;
    Some(rest.split_once('"')?.0)
}

/// Waits for a publish; the page of its result.
pub(crate) fn published(desk: &Desk, cookie: &str) -> Answer {
    let start = std::time::Instant::now();
    loop {
        let page = desk.get("/dang/tien-trinh", cookie);
        if !page.body.contains("data-progress") {
            return page;
        }
        assert!(start.elapsed().as_secs() < 120, "{}", page.body);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

pub(crate) fn form_of(file: &str) -> String {
    format!("/sua?file={}&n=0", file.replace('/', "%2F"))
}

/// The fields that a form of one item must bring back.
pub(crate) fn item<'a>(file: &'a str, token: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("token", token),
        ("file", file),
        ("n", "0"),
        ("version", version),
    ]
}

pub(crate) fn user(root: &Path, name: &str, role: &str, password: &str) {
    let mut child = Command::new(binary())
        .args([
            "desk",
            "user",
            "add",
            name,
            "--role",
            role,
            "--password-stdin",
        ])
        .arg("--root")
        .arg(root)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let input = child.stdin.take();
    writeln!(input.unwrap(), "{password}").unwrap();
    assert!(child.wait().unwrap().success());
}

/// Gives a user a full name.
pub(crate) fn full_name(root: &Path, name: &str, full_name: &str) {
    let given = tiendo(root, &["desk", "user", "full-name", name, full_name]);
    assert!(given.status.success(), "{given:?}");
}

/// A desk of an office on a free port.
pub(crate) fn office(root: &Path) -> Desk {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let public = format!("http://{address}");
    Desk::start(root, &["--listen", &address, "--public-url", &public])
}

/// The body of a form with files, its token first.
pub(crate) fn multipart(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!(
            "--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(head.into_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"; \
             filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{LINE}--\r\n").into_bytes());
    body
}

/// What the desk keeps of what was sent.
pub(crate) fn waiting(root: &Path) -> Vec<String> {
    let all = tree(&root.join(".tiendo/desk")).into_keys();
    let kept = |path: &String| path.starts_with("tables") || path.starts_with("uploads");
    all.filter(kept).collect()
}
