//! Translated files.

use super::super::translate::{SiteWords, Translation};
use super::super::{Body, Origin};
use crate::base::Lang;
use crate::diag::Problems;
use crate::parse::Fields;
use crate::source;

/// The keys of the organisation that may be translated.
const ORGANISATION: [&str; 6] = [
    "name",
    "short_name",
    "kind",
    "address",
    "responsible",
    "built_by",
];

pub(super) fn translation(
    f: &Fields,
    body: Option<Body>,
    origin: Origin,
    problems: &mut Problems,
) -> Translation {
    let places = ["title", "summary", "alt", "caption"].map(|key| (key, f.place_of(key)));
    Translation {
        places: places.into(),
        title: f.text("title"),
        summary: f.text("summary"),
        alt: f.text("alt"),
        caption: f.text("caption"),
        site: body
            .is_none()
            .then(|| Box::new(site_words(f, &origin, problems))),
        body,
        origin,
    }
}

/// The words of site.yaml in the language.
fn site_words(f: &Fields, origin: &Origin, problems: &mut Problems) -> SiteWords {
    let mut organisation = Vec::new();
    if let Some(own) = f.record("organisation") {
        for key in ORGANISATION {
            organisation.extend(own.text(key).map(|text| (key.to_owned(), text)));
        }
    }
    let menu = f.records("menu");
    let translated = source::translation(origin.file());
    let language = translated.map_or(Lang::default(), |(_, language)| language);
    let words = f.texts_by_key("words").into_iter();
    SiteWords {
        slogan: f.text("slogan"),
        organisation: organisation.into_iter().collect(),
        addresses: super::addresses::words(f, language, problems),
        menu: menu.map(|link| super::menu_link(link, problems)).collect(),
        words: words.map(|((from, _), (to, _))| (from, to)).collect(),
    }
}
