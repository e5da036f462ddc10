//! Names of people who did not agree to be named, in the texts that are in other files than their
//! record: translations, and the text of a programme.

use std::collections::BTreeMap;

use arcstr::ArcStr;

use super::super::site::Authors;
use super::super::{Body, Person, Portal, Translation};
use crate::diag::{Place, Problems};
use crate::parse::privacy::named::Name;
use crate::source;

/// Reports those names.
pub(super) fn check(portal: &Portal, problems: &mut Problems) {
    let rule = portal.site.authors;
    let mut translations: BTreeMap<String, Vec<&Translation>> = BTreeMap::new();
    for translation in &portal.translations {
        if let Some((original, _)) = source::translation(translation.origin.file()) {
            translations.entry(original).or_default().push(translation);
        }
    }
    for programme in &portal.programmes {
        let names = withheld(programme.contact.as_slice(), rule);
        if names.is_empty() {
            continue;
        }
        let file = format!("content/programmes/{}.md", programme.id);
        if let Some(body) = &programme.body {
            in_body(body, &file.as_str().into(), &names, problems);
        }
        for translation in translations.get(&file).into_iter().flatten() {
            texts(translation, &names, problems);
        }
    }
    if translations.is_empty() {
        return;
    }
    for initiative in portal.initiatives.iter().filter(|i| !i.authors.is_empty()) {
        for translation in translations
            .get(initiative.origin.file())
            .into_iter()
            .flatten()
        {
            texts(translation, &withheld(&initiative.authors, rule), problems);
        }
    }
}

fn withheld(people: &[Person], rule: Authors) -> Vec<Name<'_>> {
    let names = people.iter().filter_map(|person| person.withheld(rule));
    names.filter_map(Name::new).collect()
}

fn in_body(body: &Body, file: &ArcStr, names: &[Name<'_>], problems: &mut Problems) {
    for name in names {
        name.check_body(&body.text, body.first_line, file, problems);
    }
}

fn texts(translation: &Translation, names: &[Name<'_>], problems: &mut Problems) {
    let fields = [
        ("title", &translation.title),
        ("summary", &translation.summary),
        ("alt", &translation.alt),
        ("caption", &translation.caption),
    ];
    for (key, text) in fields {
        let place = translation
            .places
            .get(key)
            .unwrap_or(&translation.origin.place);
        if let Some(text) = text {
            for name in names.iter().filter(|name| name.find(text).is_some()) {
                problems.add(place.clone(), name.problem());
            }
        }
    }
    let file = match &translation.origin.place {
        Place::Text { file, .. } | Place::File(file) | Place::Cell { file, .. } => file,
        Place::Site => return,
    };
    if let Some(body) = &translation.body {
        in_body(body, file, names, problems);
    }
}
