//! News, other pages, and the addresses of all records.

use super::{NO_DATE, image, publish};
use crate::base::slug;
use crate::diag::{Problem, Problems};
use crate::model::news::Places;
use crate::model::{Alias, Body, News, Origin, StaticPage};
use crate::parse::Fields;

pub(super) fn aliases(f: &Fields, problems: &mut Problems) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (value, place) in f.texts("aliases") {
        let origin = Origin {
            place: place.clone(),
        };
        match Alias::parse(&value, origin) {
            Ok(alias) => aliases.push(alias),
            Err(error) => problems.add(place, Problem::BadAlias { value, error }),
        }
    }
    aliases
}

/// The address part of a record: its slug, else the name of its file.
pub(super) fn address(f: &Fields, id: &str, problems: &mut Problems) -> String {
    let slug = f.text("slug").unwrap_or_else(|| slug::address(id));
    if slug.is_empty() {
        problems.add(
            f.place_of("title"),
            Problem::NoAddress {
                value: id.to_owned(),
            },
        );
    }
    slug
}

fn places(f: &Fields) -> Places {
    Places {
        slug: f.place_of("slug"),
        summary: f.place_of("summary"),
        category: f.place_of("category"),
        tags: f
            .texts("tags")
            .into_iter()
            .map(|(_, place)| place)
            .collect(),
    }
}

pub(super) fn news(
    f: &Fields,
    id: &str,
    body: Body,
    origin: Origin,
    problems: &mut Problems,
) -> News {
    News {
        id: id.to_owned(),
        slug: address(f, id, problems),
        title: f.text("title").unwrap_or_default(),
        date: f.date("date").unwrap_or(NO_DATE),
        updated: f.date("updated"),
        byline: f.text("byline"),
        photo_by: f.text("photo_by"),
        summary: f.text("summary"),
        image: image(f, origin.file()),
        category: f.text("category"),
        tags: f.texts("tags").into_iter().map(|(tag, _)| tag).collect(),
        places: places(f),
        units: f.texts("units").into_iter().map(|(id, _)| id).collect(),
        programme: f.text("programme"),
        initiatives: f
            .texts("initiatives")
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        publish: publish(f),
        aliases: aliases(f, problems),
        body,
        origin,
    }
}

pub(super) fn page(
    f: &Fields,
    id: &str,
    body: Body,
    origin: Origin,
    problems: &mut Problems,
) -> StaticPage {
    StaticPage {
        slug: address(f, id, problems),
        title: f.text("title").unwrap_or_default(),
        summary: f.text("summary"),
        updated: f.date("updated"),
        draft: f.flag("draft"),
        places: places(f),
        aliases: aliases(f, problems),
        body,
        origin,
    }
}
