//! Files for servers: headers, and old addresses in the words of each server.

use super::Channel;
use crate::base::Artifact;

/// Headers as Netlify and Cloudflare Pages read them. Nothing comes from other hosts and no script
/// stands in a page, so that the strictest policy holds; names with a hash in them never change.
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
pub(super) fn files(channel: Option<Channel<'_>>, moved: &[(&str, &str)]) -> Vec<Artifact> {
    let mut artifacts = vec![Artifact::new("_headers", HEADERS)];
    if moved.is_empty() {
        return artifacts;
    }
    let base = channel
        .and_then(|c| c.base_url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'));
    let base = base.map_or("/".to_owned(), |(_, path)| format!("/{path}"));
    let mut maps = [String::new(), String::new(), String::new()];
    maps[1].push_str(
        "# In http { }: include this file. In server { }: if ($tiendo_moved) { return 301 $tiendo_moved; }\n\
         map $uri $tiendo_moved {\n",
    );
    maps[2].push_str("# In the site's block: import this file.\n");
    for (old, new) in moved {
        let new = format!("{base}{new}");
        // A folder is asked for with its slash or without.
        let folder = old.strip_suffix('/');
        for old in std::iter::once(*old)
            .chain(folder)
            .filter(|old| !old.is_empty())
        {
            let old = format!("{base}{old}");
            maps[0].push_str(&format!("{old} {new} 301\n"));
            maps[1].push_str(&format!("    {} {};\n", quoted(&old), quoted(&new)));
            maps[2].push_str(&format!(
                "redir {} {} permanent\n",
                quoted(&old),
                quoted(&new)
            ));
        }
    }
    maps[1].push_str("}\n");
    let names = ["_redirects", "may-chu/nginx.conf", "may-chu/Caddyfile"];
    artifacts.extend(
        names
            .into_iter()
            .zip(maps)
            .map(|(name, map)| Artifact::new(name, map)),
    );
    artifacts
}

/// Addresses are ASCII without quotes; those that editors wrote as aliases may hold anything else.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_in_its_words() {
        let channel = Channel {
            title: "",
            description: "",
            base_url: "https://example.org/a/",
            lang: "vi",
            timezone: "UTC",
            as_of: crate::base::Date::constant(2022, 1, 1),
        };
        let files = files(Some(channel), &[("cu/", "moi/")]);
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
