//! Translated files.

use super::super::translate::{SiteWords, Translation};
use super::super::{Body, Origin};
use crate::diag::Problems;
use crate::parse::Fields;

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
    let site = || SiteWords {
        slogan: f.text("slogan"),
        organisation: f
            .record("organisation")
            .map(|o| {
                ORGANISATION
                    .iter()
                    .filter_map(|key| Some(((*key).to_owned(), o.text(key)?)))
                    .collect()
            })
            .unwrap_or_default(),
        menu: f
            .records("menu")
            .map(|link| super::menu_link(link, problems))
            .collect(),
        words: f
            .texts_by_key("words")
            .into_iter()
            .map(|((from, _), (to, _))| (from, to))
            .collect(),
    };
    let places = ["title", "summary", "alt", "caption"].map(|key| (key, f.place_of(key)));
    Translation {
        places: places.into(),
        title: f.text("title"),
        summary: f.text("summary"),
        alt: f.text("alt"),
        caption: f.text("caption"),
        site: body.is_none().then(site).map(Box::new),
        body,
        origin,
    }
}
