//! Where links and pictures of a text lead.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::Around;
use super::prepare::BLANK;
use super::safe;
use crate::diag::Problem;
use crate::model;

/// An address with the characters that it represents: `anh%20dep.jpg` is `anh dep.jpg`.
pub(super) fn plain(address: &str) -> Cow<'_, str> {
    if address.is_ascii() && !address.contains('%') {
        return Cow::Borrowed(address);
    }
    let address = address.replace(BLANK, " ");
    let decoded = model::decode(&address).unwrap_or(address);
    Cow::Owned(decoded.nfc().collect())
}

/// The path below content/ that an address names: `@/pages/a.md`, or a path from the folder of the
/// text, which is in `file`.
pub(super) fn path(address: &str, file: &str) -> Option<String> {
    let address = &*plain(address.split(['#', '?']).next().unwrap_or_default());
    if let Some(path) = address.strip_prefix("@/") {
        return Some(path.trim_end_matches('/').to_owned());
    }
    let here = !address.is_empty() && !address.starts_with('/') && !address.contains(':');
    here.then(|| beside(address, file))
}

/// A path from the folder of the text in `file`, or from content/ when it begins with `@/`,
/// `media/` or `static/`.
pub(super) fn beside(address: &str, file: &str) -> String {
    let address = &*plain(address);
    if let Some(path) = address.strip_prefix("@/") {
        return path.to_owned();
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.strip_prefix("content/").unwrap_or(folder);
    let mut parts: Vec<&str> = if address.starts_with("media/") || address.starts_with("static/") {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where a link leads: a source by its path, `https:` and the like as written.
pub(super) fn target(address: &str, around: &Around<'_>) -> Result<String, Problem> {
    if safe::leads_out(address) {
        return Ok(address.to_owned());
    }
    url_in_site(address, around).ok_or_else(|| broken_link(address, around))
}

/// The address of a page or file of the site that a link names by its source, if there is such a
/// one and, where the link names a part of it, such a part.
fn url_in_site(address: &str, around: &Around<'_>) -> Option<String> {
    let path = path(address, around.origin.file())?;
    let url = (around.resolve)(&path)?;
    let Some((_, anchor)) = address.split_once('#') else {
        return Some(url);
    };
    if (around.anchors)(&path).is_some_and(|anchors| !anchors.contains(anchor)) {
        return None;
    }
    Some(format!("{url}#{anchor}"))
}

fn broken_link(address: &str, around: &Around<'_>) -> Problem {
    let target = plain(address);
    let asked = target.split(['#', '?']).next().unwrap_or_default();
    let asked = asked.trim_start_matches("@/").trim_matches('/');
    Problem::BrokenLink {
        nearest: (around.nearest)(asked),
        target: target.into_owned(),
    }
}
