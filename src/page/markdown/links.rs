//! Where links and pictures of a text lead.

use super::{Around, pass};
use crate::diag::Problem;

/// The path below content/ that an address names: `@/pages/a.md`, or a path from the text's own
/// folder.
pub(super) fn path(address: &str, around: &Around<'_>) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if let Some(path) = address.strip_prefix("@/") {
        return Some(path.trim_end_matches('/').to_owned());
    }
    let here = !address.is_empty() && !address.starts_with('/') && !address.contains(':');
    here.then(|| beside(address, around))
}

/// A path from the folder of the text, or from content/ when it begins with `@/` or `media/`.
pub(super) fn beside(address: &str, around: &Around<'_>) -> String {
    if let Some(path) = address.strip_prefix("@/") {
        return path.to_owned();
    }
    let folder = around
        .origin
        .file()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let folder = folder.strip_prefix("content/").unwrap_or(folder);
    let mut parts: Vec<&str> = if address.starts_with("media/") {
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
    let broken = || Problem::BrokenLink {
        target: address.to_owned(),
    };
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.to_lowercase());
    if matches!(scheme.as_deref(), Some("https" | "http" | "mailto" | "tel")) {
        return Ok(address.to_owned());
    }
    let path = path(address, around).ok_or_else(broken)?;
    let url = (around.resolve)(&path).ok_or_else(broken)?;
    let Some((_, anchor)) = address.split_once('#') else {
        return Ok(url);
    };
    // Pages that are made of figures have anchors of their own, which texts do not tell.
    if (around.text_of)(&path)
        .is_some_and(|text| !pass::anchors(text).iter().any(|known| known == anchor))
    {
        return Err(broken());
    }
    Ok(format!("{url}#{anchor}"))
}
