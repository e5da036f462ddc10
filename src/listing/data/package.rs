//! What the files are: a Data Package (Frictionless), and their SHA-256.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::table::{Column, Kind, Table};
use crate::base::Date;
use crate::model::Portal;

/// The SHA-256 of some bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A CSV file of the package.
pub(super) struct Resource {
    /// Its description: name, path, size, hash and schema.
    pub(super) value: Value,
}

/// Describes the CSV of a table. The other formats hold the same and are named on the data page.
pub(super) fn resource(table: &Table<'_>, bytes: &[u8], language: usize, there: &dyn Fn(&str) -> bool) -> Resource {
    let field = |column: &Column| {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Day => "date",
            Kind::Flag => "boolean",
        };
        let mut field = json!({
            "name": column.key, "type": kind,
            "title": column.title[language], "description": column.description[language],
        });
        if column.required {
            field["constraints"] = json!({"required": true});
        }
        field
    };
    let refers = table.refers.iter().filter(|(_, other)| there(other));
    let foreign: Vec<Value> = refers
        .map(|(column, other)| json!({"fields": [column], "reference": {"resource": other, "fields": ["id"]}}))
        .collect();
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.key,
    });
    if !foreign.is_empty() {
        schema["foreignKeys"] = json!(foreign);
    }
    let value = json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "profile": "tabular-data-resource",
        "title": table.title[language],
        "description": table.description[language],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", sha256(bytes)),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": schema,
    });
    Resource { value }
}

/// `datapackage.json`: Data Package, version 1 of the specification.
pub(super) fn package(portal: &Portal, as_of: Date, resources: Vec<Resource>) -> Vec<u8> {
    let site = &portal.site;
    let owner = if site.organisation.name.is_empty() { &site.title } else { &site.organisation.name };
    let resources: Vec<Value> = resources.into_iter().map(|resource| resource.value).collect();
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": name(portal),
        "title": site.title,
        "description": site.slogan.as_deref().unwrap_or(&site.title),
        "version": as_of.to_string(),
        "created": format!("{as_of}T00:00:00Z"),
        "contributors": [{"title": owner, "role": "publisher"}],
        "resources": resources,
    });
    if let Some(base) = &site.base_url {
        package["homepage"] = json!(format!("{base}du-lieu/"));
    }
    if let Some(licence) = &site.dataset_licence {
        package["licenses"] = json!([licence_of(licence)]);
    }
    format!("{package:#}\n").into_bytes()
}

/// Small letters, digits and hyphens, of the site's title.
fn name(portal: &Portal) -> String {
    let slug = crate::base::slug::slug(&portal.site.title);
    if slug.is_empty() { "du-lieu".to_owned() } else { slug }
}

/// A licence as written: words, an address, or both.
pub(super) fn licence_of(text: &str) -> Value {
    let address = text.split_whitespace().find(|word| word.starts_with("https://") || word.starts_with("http://"));
    let words: Vec<&str> = text.split_whitespace().filter(|word| Some(*word) != address).collect();
    let mut licence =
        json!({"name": "other", "title": if words.is_empty() { text.to_owned() } else { words.join(" ") }});
    if let Some(address) = address {
        licence["path"] = json!(address);
    }
    licence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_licence_is_words_and_an_address() {
        let licence = licence_of("CC BY 4.0 https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(licence["title"], "CC BY 4.0");
        assert_eq!(licence["path"], "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(licence_of("Tự do dùng")["path"], Value::Null);
    }
}
