//! How the site looks: its theme, its mark as icons, its messages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Once;

use rayon::prelude::*;
use serde_json::json;

use super::Input;
use super::site::assembled;
use crate::base::messages::OwnFile;
use crate::base::{AddressWord, Artifact, Lang, Messages};
use crate::diag::{MessageError, Place, Problem, Problems};
use crate::model::{self, Portal, nearest_media};
use crate::page::plan::Addresses;
use crate::page::{self, Theme};
use crate::source::{self, Role, Source};
use crate::{chart, photo};

/// The mark among the files of a theme.
const MARK: &str = "assets/favicon.svg";
/// Sides of the icons in pixels: for phones' home screens and for programs that know no SVG.
const ICONS: [u32; 3] = [180, 192, 512];
/// The side of `favicon.ico`.
const SMALL: u32 = 32;

/// The files of a theme, and its assets under the names that pages call them by.
pub(super) struct Look {
    name: String,
    files: BTreeMap<String, Vec<u8>>,
    names: BTreeMap<String, String>,
    /// What is published of it.
    pub(super) assets: Vec<Artifact>,
}

impl Look {
    /// The templates with the words of a site in its language; nothing when they cannot be parsed.
    pub(super) fn theme(
        &self,
        portal: &Portal,
        addresses: &Addresses,
        problems: &mut Problems,
    ) -> Option<Theme> {
        let strings = portal.site.texts().plain();
        let site = page::present::site(portal, self.names.clone());
        let shared = (&site, &addresses.urls());
        Theme::load(&self.name, &self.files, &strings, shared, problems)
    }

    /// Whether a template or style sheet names the address of a file.
    pub(super) fn names(&self, url: &str) -> bool {
        let texts = self.files.iter().filter(|(path, _)| {
            [".html", ".css", ".js", ".ftl"]
                .iter()
                .any(|ending| path.ends_with(ending))
        });
        texts
            .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
            .any(|text| text.contains(url))
    }
}

/// Makes in the background what a site with the built-in theme needs of it. The results are kept for
/// as long as the program runs (`base/pure.rs`), so that once is enough.
pub(super) fn ahead() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| rayon::spawn(make_ahead));
}

fn make_ahead() {
    drop(Messages::default());
    let (mut files, problems) = (theme_files(), &mut Problems::default());
    drop(icons(&mut files));
    drop(page::theme::assets("", &files, problems));
}

/// Reads the theme and makes its assets.
pub(super) fn load(
    input: &Input,
    portal: &Portal,
    media: &[&Source],
    problems: &mut Problems,
) -> Look {
    let name = portal.site.theme.as_str();
    let own = source::theme_files(&input.root, name, problems);
    if own.is_empty() && !matches!(name, "" | "default") {
        problems.add(
            Place::File("content/site.yaml".into()),
            Problem::ThemeMissing {
                name: name.to_owned(),
            },
        );
    }
    page::theme::behind(name, &own, problems);
    let mut files = page::theme::files(own);
    mark(portal, media, &mut files, problems);
    let icons = icons(&mut files);
    let (names, mut assets) = page::theme::assets(name, &files, problems);
    let script = files
        .get("assets/embed.js")
        .map(|bytes| Artifact::new(page::plan::EMBED_SCRIPT, bytes.clone()));
    assets.extend(script);
    assets.extend(icons);
    assets.push(manifest(portal, &names));
    Look {
        name: name.to_owned(),
        files,
        names,
        assets,
    }
}

pub use crate::chart::PICTURES;
pub use crate::page::theme::{EJECTED, ejected};

/// The files of the built-in theme, by path.
pub fn theme_files() -> BTreeMap<String, Vec<u8>> {
    page::theme::files(BTreeMap::new())
}

/// The name of a site's theme.
pub fn theme_of(root: &Path) -> String {
    let problems = &mut Problems::default();
    let sources = source::discover(root, problems);
    assembled(&sources, problems).0.site.theme
}

/// The folders of the pages that have some words of addresses, as site.yaml says them: `tin-tuc/`.
pub fn address_folders(root: &Path, words: &[AddressWord]) -> Vec<String> {
    let problems = &mut Problems::default();
    let mut sources = source::discover(root, problems);
    sources.retain(|source| source.role == Role::Site);
    let site = assembled(&sources, problems).0.site;
    let folder = |word: &AddressWord| format!("{}/", site.address_word(*word));
    words.iter().map(folder).collect()
}

/// Puts the site's own mark in the place of the theme's.
fn mark(
    portal: &Portal,
    media: &[&Source],
    files: &mut BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) {
    let Some(path) = &portal.site.mark else {
        return;
    };
    let wanted = format!("content/{}", path.trim_start_matches('/'));
    let found = media
        .iter()
        .find(|source| *source.path == *wanted && wanted.ends_with(".svg"));
    let read = found
        .ok_or_else(|| Problem::MissingMedia {
            src: path.clone(),
            nearest: nearest_media(&portal.media, path),
        })
        .and_then(|mark| source::read(mark));
    match read {
        Ok(bytes) => match drawable(&bytes) {
            Ok(bytes) => drop(files.insert(MARK.to_owned(), bytes)),
            // As a picture of the site it was reported already.
            Err(None) => {}
            Err(Some(problem)) => problems.add(Place::File(wanted.into()), problem),
        },
        Err(problem) => problems.add(Place::File("content/site.yaml".into()), problem),
    }
}

/// A mark without what could act, when it can be drawn. The problem of one that cannot; nothing
/// where looking at it as a picture finds the same.
fn drawable(bytes: &[u8]) -> Result<Vec<u8>, Option<Problem>> {
    let (bytes, _) = photo::clean(bytes).map_err(|_| None)?;
    let text = String::from_utf8_lossy(&bytes);
    if chart::PICTURES && chart::icon(&text, SMALL).is_none() {
        let why = "SVG?".to_owned();
        return Err(Some(Problem::BrokenPicture { why }));
    }
    Ok(bytes)
}

/// Adds the icons that the theme does not bring, made from the mark; gives `favicon.ico`, which
/// browsers ask for by name.
fn icons(files: &mut BTreeMap<String, Vec<u8>>) -> Option<Artifact> {
    let svg = String::from_utf8(files.get(MARK)?.clone()).ok()?;
    let icons = ICONS.map(|side| (side, format!("assets/icon-{side}.png")));
    let missing = icons
        .into_par_iter()
        .filter(|(_, path)| !files.contains_key(path));
    let drawn = missing.map(|(side, path)| Some((path, chart::icon(&svg, side)?)));
    let drawn: Vec<(String, Vec<u8>)> = drawn.collect::<Option<_>>()?;
    files.extend(drawn);
    Some(Artifact::new(
        "favicon.ico",
        ico(&chart::icon(&svg, SMALL)?),
    ))
}

/// A PNG of [`SMALL`] pixels as an icon file: one directory entry, then the picture.
fn ico(png: &[u8]) -> Vec<u8> {
    let length = u32::try_from(png.len()).unwrap_or_default().to_le_bytes();
    let mut bytes = vec![0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0];
    bytes.extend(length);
    bytes.extend(22_u32.to_le_bytes());
    bytes.extend(png);
    bytes
}

/// The web app manifest (W3C), so that a phone can keep the site among its programs.
fn manifest(portal: &Portal, names: &BTreeMap<String, String>) -> Artifact {
    let site = &portal.site;
    let short = site.organisation.short_name.as_ref().unwrap_or(&site.title);
    let mut icons = Vec::new();
    for (file, sizes, media_type) in [
        ("icon-192.png", "192x192", "image/png"),
        ("icon-512.png", "512x512", "image/png"),
        ("favicon.svg", "any", "image/svg+xml"),
    ] {
        if let Some(src) = names.get(file) {
            icons.push(json!({"src": src, "sizes": sizes, "type": media_type}));
        }
    }
    let manifest = json!({
        "name": site.title, "short_name": short, "description": site.slogan, "lang": site.language,
        "start_url": "./", "scope": "./", "display": "minimal-ui",
        "theme_color": "#ffffff", "background_color": "#ffffff",
        "icons": icons,
    });
    Artifact::new("manifest.webmanifest", format!("{manifest:#}\n"))
}

/// What is wrong with a file that is not read: no other words are meant by it.
fn whole_file(error: MessageError) -> Problem {
    Problem::MessageFile {
        error,
        replaced: false,
    }
}

/// The messages of the built-in theme with those of the site's own.
pub(super) fn messages(look: &Look, site: &model::site::Site, problems: &mut Problems) -> Messages {
    let mut own = BTreeMap::new();
    for (path, bytes) in &look.files {
        let place = format!("themes/{}/{path}", look.name);
        if path.starts_with("strings/") {
            let error = MessageError::WordList { file: path.clone() };
            problems.add(Place::File(place.into()), whole_file(error));
            continue;
        }
        let Some(file) = path.strip_prefix("messages/") else {
            continue;
        };
        let Some(lang) = file.strip_suffix(".ftl").and_then(Lang::of_code) else {
            let error = MessageError::Language {
                file: file.to_owned(),
            };
            problems.add(Place::File(place.into()), whole_file(error));
            continue;
        };
        match std::str::from_utf8(bytes) {
            Ok(_) if page::theme::is_built_in(path, bytes) => {}
            Ok(text) => drop(own.insert(lang, OwnFile { path: place, text })),
            Err(error) => {
                let byte = error.valid_up_to();
                problems.add(Place::File(place.into()), Problem::NotUtf8 { byte });
            }
        }
    }
    let mut languages = vec![site.language];
    languages.extend(site.languages.iter().filter(|lang| **lang != site.language));
    Messages::with(&own, &languages, site.message_fallback, problems)
}
