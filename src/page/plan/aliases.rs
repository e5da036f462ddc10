//! Old addresses of records: pages that lead on, and lines for servers.

use super::{Book, Kind, Owner, Plan, media_url, own_host};
use crate::base::address_words::FOLDERS;
use crate::base::{AddressWord, Lang};
use crate::diag::{AliasError, Place, Problem};
use crate::model::{Alias, Portal};

/// Files beside the pages, in the folder of a site or of a language, that the program writes or
/// hosts read.
const FILES: [&str; 15] = [
    "_headers",
    "_redirects",
    "404.html",
    "atom.xml",
    "browserconfig.xml",
    "caddyfile",
    "cname",
    "favicon.ico",
    "feed.json",
    "feed.xml",
    "index.html",
    "manifest.webmanifest",
    "robots.txt",
    "sitemap.xml",
    "web.config",
];
/// Folders below words of addresses in which all files are the program's.
const OF_FILES: [&str; 4] = [
    AddressWord::Charts.files(),
    AddressWord::Data.files(),
    AddressWord::Search.files(),
    "search",
];

impl Plan {
    pub(super) fn aliases(
        &mut self,
        portal: &Portal,
        aliases: &[Alias],
        to: &str,
        book: &mut Book<'_>,
    ) {
        for alias in aliases {
            let place = &alias.origin.place;
            if let Some(host) = alias.host.as_ref().filter(|host| !own_host(portal, host)) {
                let query = alias.query.iter().map(|query| format!("?{query}"));
                let value = format!("https://{host}/{}{}", alias.path, query.collect::<String>());
                let error = AliasError::Host(host.clone());
                book.problems
                    .add(place.clone(), Problem::BadAlias { value, error });
                continue;
            }
            if let Some(query) = &alias.query {
                let old = format!("{}?{query}", alias.path);
                if book.take(&old, place, None) {
                    self.queries.push((old, to.to_owned()));
                }
                continue;
            }
            self.leave_redirect(portal, &alias.path, to, place, book);
        }
    }

    /// Leaves a page at an old address that leads on, where nothing else is.
    pub(super) fn leave_redirect(
        &mut self,
        portal: &Portal,
        old: &str,
        to: &str,
        place: &Place,
        book: &mut Book<'_>,
    ) {
        if let Some(part) = in_the_way(portal, old, book) {
            let error = AliasError::Part(part);
            let value = old.to_owned();
            book.problems
                .add(place.clone(), Problem::BadAlias { value, error });
            return;
        }
        // On many systems files whose names differ in capitals alone are one.
        let small = old.to_lowercase();
        if book.free(&small, old, place) {
            let kind = Kind::Redirect(to.to_owned());
            self.add(old.to_owned(), kind, place, book);
            let owner = Owner {
                place: place.clone(),
                page: None,
            };
            book.taken.entry(small.clone()).or_insert(owner);
            book.folders.extend(folders(&small).map(str::to_owned));
        }
    }
}

/// The folders of a path, without the `/` behind them: `a` and `a/b` of `a/b/c.html`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Whether a path is that of a file of the program. `below_language` says that its first folder is a
/// language.
fn is_of_program(path: &str, below_language: bool) -> bool {
    let below = match below_language {
        true => path.split_once('/').map_or("", |(_, below)| below),
        false => path,
    };
    let first = below.split('/').next().unwrap_or_default();
    let name = below.rsplit('/').next().unwrap_or_default();
    let is_ours = FOLDERS.contains(&first) || OF_FILES.contains(&first);
    let sitemap = name.starts_with("sitemap-") && name.ends_with(".xml");
    let everywhere = matches!(name, "index.html" | "atom.xml" | "feed.xml" | "feed.json");
    (FILES.contains(&below) || sitemap || everywhere)
        || (is_ours && (name.contains('.') || name == "sha256sums"))
}

/// Whether a path in small letters is that of a picture or another file of the content.
fn is_of_media(path: &str, portal: &Portal) -> bool {
    let mut media = portal.media.iter();
    path.starts_with("media/") && media.any(|file| media_url(file).to_lowercase() == path)
}

/// What of an old address can be no folder because a file of that name is there, or no file because
/// a folder is.
fn in_the_way(portal: &Portal, path: &str, book: &Book<'_>) -> Option<String> {
    let small = path.to_lowercase();
    if book.folders.contains(&small) {
        return Some(path.to_owned());
    }
    let top = small.split('/').next().unwrap_or_default();
    let below_language = Lang::of_code(top).is_some_and(|top| portal.site.languages.contains(&top));
    folders(&small)
        .find(|folder| {
            is_of_program(folder, below_language)
                || is_of_media(folder, portal)
                || book.taken.contains_key(*folder)
        })
        .map(str::to_owned)
}
