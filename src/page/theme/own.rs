//! What a site has of its own beside the built-in theme: copies that fell behind, templates
//! that extend the ones they replace, and components that are missing.

use std::collections::{BTreeMap, BTreeSet};

use super::BuiltIn;
use crate::base::hash;
use crate::diag::{Place, Problem, Problems};

/// The record of what was copied from the built-in theme: a line each of its hash and path.
pub const EJECTED: &str = "ejected.txt";

/// The line of a file in the record.
pub fn ejected(path: &str, bytes: &[u8]) -> String {
    format!("{} {path}\n", hash::short(bytes))
}

/// Reports copies of built-in files that have changed since they were copied, and lines of the
/// record that cannot be read.
pub fn behind(theme: &str, own: &BTreeMap<String, Vec<u8>>, problems: &mut Problems) {
    let Some(record) = own.get(EJECTED) else {
        return;
    };
    let file = format!("themes/{theme}/{EJECTED}").into();
    for (line, number) in String::from_utf8_lossy(record).lines().zip(1_u32..) {
        let Some((copied, path)) = line.trim().split_once(' ') else {
            if !line.trim().is_empty() {
                let why = "a line is a hash and a path".to_owned();
                problems.add(Place::text(&file, number, 1, 1), Problem::ThemeFile { why });
            }
            continue;
        };
        let (Some(here), Some(built_in)) = (own.get(path), BuiltIn::get(path)) else {
            continue; // it was deleted, or there is no built-in one to compare with
        };
        if hash::short(&built_in.data) != copied && built_in.data != here.as_slice() {
            let place = Place::File(format!("themes/{theme}/{path}").into());
            problems.add(place, Problem::ThemeBehind);
        }
    }
}

/// The components that built-in files define and the site's own files in their place do not, with
/// those files' names: (`article-card.html`, `article_card`).
pub(super) fn missing_components(templates: &[(&str, &str)]) -> Vec<(String, String)> {
    let defined: BTreeSet<&str> = templates
        .iter()
        .flat_map(|(_, text)| components(text))
        .collect();
    let mut missing = Vec::new();
    for (name, text) in templates {
        let Some(file) = BuiltIn::get(&format!("templates/{name}")) else {
            continue;
        };
        let built_in = String::from_utf8_lossy(&file.data);
        if built_in == *text {
            continue;
        }
        let of_file = components(&built_in).filter(|component| !defined.contains(component));
        missing.extend(of_file.map(|component| ((*name).to_owned(), component.to_owned())));
    }
    missing
}

/// The names of the components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let rest = tag.strip_prefix("component ")?.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

/// The built-in templates that a site's own extend although it has others in their place, by
/// `default/` and their names. Components are left out, since a name is given once.
pub(super) fn replaced(templates: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, text) in templates {
        let Some(file) = BuiltIn::get(&format!("templates/{name}")) else {
            continue;
        };
        let built_in = String::from_utf8_lossy(&file.data);
        if built_in == *text {
            continue;
        }
        let other = format!("default/{name}");
        let extended = templates.iter().any(|(_, text)| text.contains(&other));
        if extended && components(&built_in).next().is_none() {
            found.push((other, built_in.into_owned()));
        }
    }
    found
}
