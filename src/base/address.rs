//! The address of a site, and how an address is written in the configuration of a server.

/// The address of a site with a slash at its end, when it is one that may be written everywhere:
/// `http` or `https`, a host of ASCII letters, digits and hyphens (names in other letters as
/// punycode), a port, and a path of unreserved characters (RFC 3986). No login, query or fragment.
pub fn site(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.strip_suffix('/').unwrap_or(path);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let good = host.len() <= 253
        && host.split('.').all(label)
        && port.is_none_or(is_port)
        && (path.is_empty() || path.split('/').all(segment));
    good.then(|| {
        let slash = if path.is_empty() { "" } else { "/" };
        format!("{scheme}://{authority}/{path}{slash}")
    })
}

fn label(part: &str) -> bool {
    (1..=63).contains(&part.len())
        && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !part.starts_with('-')
        && !part.ends_with('-')
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

fn segment(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && part.bytes().all(unreserved)
}

const fn unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A path as a word that nginx, Caddy and Netlify all take as it is: every byte but the unreserved
/// ones and `/` is percent-encoded, so that no quote, variable (`$host`), placeholder
/// (`{env.HOME}`), pattern (`*`, `:name`), blank or line can begin in it.
pub fn server_word(path: &str) -> String {
    let mut word = String::with_capacity(path.len());
    for byte in path.bytes() {
        if unreserved(byte) || byte == b'/' {
            word.push(char::from(byte));
        } else {
            word.push_str(&format!("%{byte:02X}"));
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_addresses() {
        for (good, written) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/a/b", "https://example.org/a/b/"),
            ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
            (
                "https://xn--cng-on-b1a.vn/x_1~/",
                "https://xn--cng-on-b1a.vn/x_1~/",
            ),
        ] {
            assert_eq!(site(good).as_deref(), Some(written));
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org/",
            "https://",
            "https:///a",
            "https://user:pw@example.org/",
            "https://user@example.org/",
            "https://$host/",
            "https://{env.HOME}/",
            "https://example.org/$host/",
            "https://example.org/{env.HOME}/",
            "https://example.org/{$HOME}",
            "https://example.org/a b/",
            "https://example.org/a;b/",
            "https://example.org/\"x/",
            "https://example.org/a?b",
            "https://example.org/#a",
            "https://example.org/../a",
            "https://example.org//a",
            "https://example.org/a\n/",
            "https://example.org:0/",
            "https://example.org:99999/",
            "https://example.org:/",
            "https://công-đoàn.vn/",
            "https://-a.vn/",
            "https://a..vn/",
            "https://example.org/a%20b/",
            "https://example.org/*",
            "https://example.org/:splat",
            "https://example.org/a//",
            "https://example.org\\a",
            " https://example.org",
            "HTTPS://example.org",
        ] {
            assert_eq!(site(bad), None, "{bad}");
        }
    }

    #[test]
    fn no_word_of_a_server_is_more_than_text() {
        let hostile = "/a $host {env.HOME} \"';\n#*:splat\\ă%41";
        let word = server_word(hostile);
        assert!(
            word.bytes()
                .all(|b| unreserved(b) || matches!(b, b'/' | b'%')),
            "{word}"
        );
        assert_eq!(server_word("/cu/moi.html"), "/cu/moi.html");
    }
}
