//! Old addresses, kept as they were: a file of that name where a static host can serve it, else a
//! line in the maps for servers.

use unicode_normalization::UnicodeNormalization;

use super::Origin;
use crate::base::slug;
use crate::diag::AliasError;

/// An old address of a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alias {
    /// The host of a whole address, in lower case; nothing for a path.
    pub host: Option<String>,
    /// Decoded path below the root: ends in `/` or in a file's name. Empty for the home page.
    pub path: String,
    /// What stood behind `?`, as written.
    pub query: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

impl Alias {
    /// Host, path and query, without the place.
    pub(super) fn address(&self) -> (Option<&str>, &str, Option<&str>) {
        let Self {
            host,
            path,
            query,
            origin: _,
        } = self;
        (host.as_deref(), path, query.as_deref())
    }

    /// Reads an address: `tin-cu/bai-12.html`, `/tin.php?id=12`, `?id=12`, or a whole URL.
    ///
    /// # Errors
    /// Why no host can answer there.
    pub fn parse(text: &str, origin: Origin) -> Result<Self, AliasError> {
        let text = text.trim();
        let (host, rest) = host(text);
        if rest.contains('#') {
            return Err(AliasError::Fragment);
        }
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query).filter(|query| !query.is_empty())),
            None => (rest, None),
        };
        if let Some(c) = query.iter().flat_map(|query| query.chars()).find(|c| {
            c.is_whitespace() || c.is_control() || matches!(c, '"' | '\\' | '{' | '}' | '$')
        }) {
            return Err(AliasError::Character(c));
        }
        let path = self::path(path)?;
        if path.is_empty() && query.is_none() {
            return Err(AliasError::Empty);
        }
        Ok(Self {
            host,
            path,
            query: query.map(ToOwned::to_owned),
            origin,
        })
    }
}

/// The host of a whole address, and what follows it.
fn host(text: &str) -> (Option<String>, &str) {
    let lower = text.to_ascii_lowercase();
    let Some(scheme) = ["https://", "http://", "//"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
    else {
        return (None, text);
    };
    let rest = &text[scheme.len()..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    (Some(rest[..end].to_ascii_lowercase()), &rest[end..])
}

/// The path of a folder or file. What has no ending of a page is a folder with a page in it, which
/// hosts serve at the same address.
fn path(written: &str) -> Result<String, AliasError> {
    let decoded: String = decode(written)
        .ok_or(AliasError::Character('%'))?
        .nfc()
        .collect();
    // Characters that file names have on no system that sites are made or served on.
    let forbidden = |c: char| c.is_control() || "\\:*\"<>|?#{}$".contains(c);
    if let Some(c) = decoded.chars().find(|c| forbidden(*c)) {
        return Err(AliasError::Character(c));
    }
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    for part in &parts {
        if part.starts_with('.')
            || part.ends_with(['.', ' '])
            || part.len() > 200
            || slug::reserved(part)
        {
            return Err(AliasError::Part((*part).to_owned()));
        }
    }
    let mut path = parts.join("/");
    let lower = path.to_ascii_lowercase();
    if lower == "index.html" {
        return Ok(String::new());
    }
    if lower.ends_with("/index.html") {
        path.truncate(path.len() - "index.html".len());
        return Ok(path);
    }
    let file = [".html", ".htm"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    if !path.is_empty() && (!file || decoded.ends_with('/')) {
        path.push('/');
    }
    Ok(path)
}

/// A path without its percent signs; nothing when they do not make UTF-8.
pub fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| *first == b'%');
        let byte = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, Option<String>, Option<String>), AliasError> {
        Alias::parse(text, Origin::default()).map(|a| (a.path, a.query, a.host))
    }

    #[test]
    fn kept_as_they_are_written() {
        let path = |path: &str| Ok((path.to_owned(), None, None));
        assert_eq!(read("tin-cu/bai-12.html"), path("tin-cu/bai-12.html"));
        assert_eq!(read("/Tin_Cu/Bai.12.HTM"), path("Tin_Cu/Bai.12.HTM"));
        assert_eq!(read("tin-cu/bai-12"), path("tin-cu/bai-12/"));
        assert_eq!(read("tin-cu/index.html"), path("tin-cu/"));
        assert_eq!(read("a/S%C3%A1ng.aspx"), path("a/Sáng.aspx/"));
        let query = |path: &str| Ok((path.to_owned(), Some("id=12".to_owned()), None));
        assert_eq!(read("?id=12"), query(""));
        assert_eq!(read("/tin.php?id=12"), query("tin.php/"));
        assert_eq!(
            read("https://Cu.example/tin/1.html"),
            Ok(("tin/1.html".into(), None, Some("cu.example".into())))
        );
    }

    #[test]
    fn what_no_host_can_serve_is_refused() {
        assert_eq!(read(""), Err(AliasError::Empty));
        assert_eq!(read("/index.html"), Err(AliasError::Empty));
        assert_eq!(read("a#b"), Err(AliasError::Fragment));
        assert_eq!(read("a/../b"), Err(AliasError::Part("..".into())));
        assert_eq!(read("C:\\a"), Err(AliasError::Character(':')));
        assert_eq!(read("a/.git/b"), Err(AliasError::Part(".git".into())));
        assert_eq!(
            read("tin/Con.html"),
            Err(AliasError::Part("Con.html".into()))
        );
    }
}
