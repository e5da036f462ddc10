//! Files for servers: headers, and old addresses in the words of each server.

use super::Channel;
use crate::base::Artifact;
use crate::base::address::server_word;

/// Headers as Netlify and Cloudflare Pages read them. Nothing comes from other hosts and no script
/// is in a page, so that the strictest policy holds; names with a hash in them never change.
const HEADERS: &str = "\
/*
  Content-Security-Policy: default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/chia-se/*
  Cache-Control: public, max-age=31536000, immutable
/bieu-do/embed.js
  Access-Control-Allow-Origin: *
/du-lieu/*
  Access-Control-Allow-Origin: *
";

/// `_headers`, and maps of old addresses where there are any: for Netlify and Cloudflare, nginx,
/// and Caddy. `moved` holds old and new addresses below the root.
pub(super) fn files(channel: Option<Channel<'_>>, moved: &[(String, String)]) -> Vec<Artifact> {
    let mut artifacts = vec![Artifact::new("_headers", HEADERS)];
    if moved.is_empty() {
        return artifacts;
    }
    let base = channel
        .and_then(|c| c.base_url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'));
    let base = base.map_or("/".to_owned(), |(_, path)| format!("/{path}"));
    let mut maps = Maps::default();
    for (old, new) in moved {
        let new = server_word(&format!("{base}{new}"));
        match old.split_once('?') {
            Some((path, query)) => maps.query(&format!("{base}{path}"), query, &new),
            None => maps.path(&format!("{base}{old}"), &new),
        }
    }
    let nginx = maps.nginx();
    let maps = [maps.netlify, nginx, maps.caddy];
    let names = ["_redirects", "may-chu/nginx.conf", "may-chu/Caddyfile"];
    artifacts.extend(
        names
            .into_iter()
            .zip(maps)
            .map(|(name, map)| Artifact::new(name, map)),
    );
    artifacts
}

/// Old addresses in the words of each server.
#[derive(Default)]
struct Maps {
    netlify: String,
    paths: String,
    queries: String,
    caddy: String,
    matchers: usize,
}

impl Maps {
    /// A folder is asked for with its slash or without.
    fn path(&mut self, old: &str, new: &str) {
        for old in std::iter::once(old)
            .chain(old.strip_suffix('/'))
            .filter(|old| !old.is_empty())
        {
            let (written, quoted_new) = (server_word(old), quoted(new));
            self.netlify.push_str(&format!("{written} {new} 301\n"));
            self.paths
                .push_str(&format!("    {} {quoted_new};\n", quoted(old)));
            self.caddy
                .push_str(&format!("redir {} {quoted_new} permanent\n", caddy(old)));
        }
    }

    /// Pages that an old site distinguished by their query.
    fn query(&mut self, path: &str, query: &str, new: &str) {
        // A file with the ending of a program is a folder here, and was none there.
        let folder = path.strip_suffix('/').filter(|path| path.contains('.'));
        let path = folder.unwrap_or(path);
        let quoted_new = quoted(new);
        let written = server_word(path);
        let netlify: Vec<String> = query.split('&').map(pair).collect();
        self.netlify
            .push_str(&format!("{written} {} {new} 301\n", netlify.join(" ")));
        let conditions: Vec<String> = query.split('&').map(caddy_pair).collect();
        let pairs = conditions.join(" ");
        let asked = format!("{written}?{query}");
        self.queries
            .push_str(&format!("    {} {quoted_new};\n", quoted(&asked)));
        self.matchers += 1;
        let name = format!("@cu{}", self.matchers);
        self.caddy.push_str(&format!(
            "{name} {{\n    path {}\n    query {pairs}\n}}\nredir {name} {quoted_new} permanent\n",
            caddy(path)
        ));
    }

    fn nginx(&self) -> String {
        const HOW: &str = "# In http { }: include this file. In server { }: if ($tiendo_moved) { \
         return 301 $tiendo_moved; }\n";
        if self.queries.is_empty() {
            return format!("{HOW}map $uri $tiendo_moved {{\n{}}}\n", self.paths);
        }
        format!(
            "{HOW}map $uri $tiendo_moved_path {{\n{}}}\nmap $request_uri $tiendo_moved \
             {{\n    default $tiendo_moved_path;\n{}}}\n",
            self.paths, self.queries
        )
    }
}

/// A condition of Netlify, `name=value`: signs that speak there (`:name`, `*`) are bytes in
/// hexadecimal.
fn pair(condition: &str) -> String {
    let words: Vec<String> = condition.splitn(2, '=').map(server_word).collect();
    words.join("=")
}

/// A path as Caddy compares it: decoded, a percent sign as the sign of an encoded one.
fn caddy(path: &str) -> String {
    quoted(&path.replace('%', "%25"))
}

/// A condition of Caddy, `name=value`; between quotes where it may be read as anything but a word.
fn caddy_pair(condition: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~=".contains(&byte);
    if !condition.is_empty() && condition.bytes().all(plain) {
        return condition.to_owned();
    }
    quoted(condition)
}

/// A word between quotes, as nginx and Caddy read it. `Alias` has refused variables and
/// placeholders, and the paths around them are [`server_word`]s.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    #[test]
    fn each_server_in_its_words() {
        let channel = Channel {
            title: "",
            description: "",
            base_url: "https://example.org/a/",
            lang: Lang::Vi,
            timezone: "UTC",
            as_of: crate::base::Date::constant(2022, 1, 1),
        };
        let files = files(Some(channel), &[("cu/".to_owned(), "moi/".to_owned())]);
        let text = |name: &str| {
            let file = files.iter().find(|file| file.path == name).unwrap();
            String::from_utf8(file.bytes.clone()).unwrap()
        };
        assert_eq!(
            text("_redirects"),
            "/a/cu/ /a/moi/ 301\n/a/cu /a/moi/ 301\n"
        );
        assert!(text("may-chu/nginx.conf").contains("    \"/a/cu/\" \"/a/moi/\";\n"));
        assert!(text("may-chu/Caddyfile").contains("redir \"/a/cu\" \"/a/moi/\" permanent\n"));
        assert!(text("_headers").contains("default-src 'self'"));
    }
}
