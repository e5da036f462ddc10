//! The menu leads to pages and files that are published, and so do the addresses of `site.social`.

use std::collections::BTreeSet;

use super::editions::LanguageBuild;
use crate::diag::{Problem, Problems};
use crate::model::nearest_media;
use crate::model::site::MenuLink;
use crate::page::plan::{SEARCH_FILES, media_url};
use crate::page::present::Photos;

/// Endings of files that the program makes itself: open data, feeds, pictures of charts.
const MADE: [&str; 13] = [
    "csv",
    "xlsx",
    "json",
    "jsonl",
    "xml",
    "txt",
    "svg",
    "png",
    "html",
    "zip",
    "geojson",
    "ico",
    "webmanifest",
];

/// Reports the links of the menus that lead to no page, and those that lead to a file that is not
/// published, such as `media/a.pdf`.
///
/// A picture is published in other sizes under other names, so that its own address leads nowhere.
pub(super) fn check(languages: &[LanguageBuild<'_>], photos: &Photos, problems: &mut Problems) {
    let Some(main) = languages.first() else {
        return;
    };
    let of_main = urls(main);
    let media = main.portal.media.iter();
    let copied = media.filter(|path| !photos.contains_key(*path));
    let made = photos.values().flat_map(|photo| &photo.files);
    let files: BTreeSet<String> = copied
        .map(|path| media_url(path))
        .chain(made.map(|file| file.url.clone()))
        .collect();
    for language in languages {
        let site = &language.portal.site;
        for link in site.menu.iter().chain(&site.social) {
            if let Some(src) = file_of(&link.url).filter(|path| !files.contains(*path)) {
                let pictures = &main.portal.media;
                let problem = if pictures.iter().any(|path| media_url(path) == src) {
                    let target = link.url.clone();
                    Problem::MenuLink { target }
                } else {
                    let nearest = nearest_media(pictures, src);
                    let src = src.to_owned();
                    Problem::MissingMedia { src, nearest }
                };
                problems.add(link.origin.place.clone(), problem);
            }
        }
        let own = urls(language);
        for link in &language.portal.site.menu {
            let path = link.url.split(['#', '?']).next().unwrap_or_default();
            let path = path.trim_end_matches('/');
            let file = path
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            // Other schemes are reported where the address is read.
            let outside = link.url.contains(':') || link.url.contains(char::is_whitespace);
            if outside || file || own.contains(path) || of_main.contains(path) {
                continue;
            }
            let below = format!("{}{path}", language.plan.prefix());
            if own.contains(&below) || of_main.contains(&below) {
                continue;
            }
            let target = link.url.clone();
            problems.add(link.origin.place.clone(), Problem::MenuLink { target });
        }
    }
}

/// The addresses of the pages of a language, without the `/` behind them.
fn urls(language: &LanguageBuild<'_>) -> BTreeSet<String> {
    let pages = language.plan.pages.iter();
    let urls = pages.map(|page| page.url.trim_end_matches('/').to_owned());
    urls.collect()
}

/// Reports the links of the menus to files that the program would have to make, and does not make:
/// `du-lieu/khong-co.csv`. `files` has the paths of all files that it makes, but those of the
/// search, whose names are no one's to write.
pub(super) fn made(
    languages: &[LanguageBuild<'_>],
    files: &BTreeSet<String>,
    problems: &mut Problems,
) {
    for (link, path) in links_to_made(languages) {
        let of_search = path.contains(SEARCH_FILES) && !path.ends_with(".html");
        if !of_search && !files.contains(path) {
            let target = link.url.clone();
            problems.add(link.origin.place.clone(), Problem::MenuLink { target });
        }
    }
}

/// Whether a menu leads to a file that the program makes.
pub(super) fn names_made(languages: &[LanguageBuild<'_>]) -> bool {
    links_to_made(languages).next().is_some()
}

/// The links of the menus to files that the program makes, and the path of each.
fn links_to_made<'a>(
    languages: &'a [LanguageBuild<'a>],
) -> impl Iterator<Item = (&'a MenuLink, &'a str)> {
    let links = languages.iter().flat_map(|language| {
        let site = &language.portal.site;
        site.menu.iter().chain(&site.social)
    });
    links
        .filter(|link| !link.url.contains(':') && !link.url.starts_with("//"))
        .filter_map(|link| Some((link, made_file(&link.url)?)))
}

/// The path of a link below the root, and the ending of its file in small letters.
fn path_and_ending(url: &str) -> Option<(&str, String)> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    Some((path, name.rsplit_once('.')?.1.to_ascii_lowercase()))
}

/// The path of a link to a file that the program makes.
fn made_file(url: &str) -> Option<&str> {
    let (path, ending) = path_and_ending(url)?;
    (!path.starts_with("media/") && MADE.contains(&&*ending)).then_some(path)
}

/// The path that a link leads to when that is a file of content/: a file in media/, or one that the
/// program does not make itself.
fn file_of(url: &str) -> Option<&str> {
    let (path, ending) = path_and_ending(url)?;
    let outside = url.contains(':') || url.starts_with("//");
    let own = path.starts_with("media/") || !MADE.contains(&&*ending);
    (own && !outside && !path.contains(char::is_whitespace)).then_some(path)
}
