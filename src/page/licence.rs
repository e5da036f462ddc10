//! The licence of the data as an editor writes it: an address, a title with one, or a title alone.

use crate::base::slug;

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its id in the lists of licences where it is a known one, else made from the title.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
}

/// Id, address and beginnings of titles of the licences in use for data.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "cc0",
    ),
    (
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "cc-by-sa-4-0",
    ),
    (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "cc-by-4-0",
    ),
    (
        "ODbL-1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "odbl",
    ),
    (
        "ODC-By-1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
        "odc-by",
    ),
    (
        "PDDL-1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        "pddl",
    ),
];

/// Reads `https://…`, `CC BY 4.0 https://…`, `CC BY 4.0` or any other words.
pub fn read(text: &str) -> Licence {
    let at = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.find(scheme));
    let (title, url) = at.map_or((text, None), |at| {
        let (title, url) = text.split_at(at);
        let end = url.find(char::is_whitespace).unwrap_or(url.len());
        (
            title,
            Some(url[..end].trim_end_matches([')', '>', ',', ';'])),
        )
    });
    let title = title
        .trim()
        .trim_end_matches(['(', '<', ':', ',', '–', '-'])
        .trim_end();
    let slug = slug::slug(title);
    let known = KNOWN.iter().find(|(_, address, start)| match url {
        Some(url) => bare_address(url).starts_with(&bare_address(address)),
        None => slug.starts_with(start),
    });
    let name = match known {
        Some((name, ..)) => (*name).to_owned(),
        None if slug.is_empty() => "other".to_owned(),
        None => slug,
    };
    let title = match (title, known, url) {
        ("", Some((name, ..)), _) => name,
        ("", None, Some(url)) => url,
        _ => title,
    };
    let url = url
        .or(known.map(|(_, address, _)| *address))
        .map(ToOwned::to_owned);
    Licence {
        name,
        title: title.to_owned(),
        url,
    }
}

/// An address without its scheme and the stroke at its end, in small letters.
fn bare_address(url: &str) -> String {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_editors_write_it() {
        let reported = |text: &str| {
            let Licence { name, title, url } = read(text);
            format!("{name}|{title}|{}", url.unwrap_or_default())
        };
        let by = "https://creativecommons.org/licenses/by/4.0/";
        assert_eq!(reported("CC BY 4.0"), format!("CC-BY-4.0|CC BY 4.0|{by}"));
        assert_eq!(
            reported(&format!("CC BY 4.0 {by}")),
            format!("CC-BY-4.0|CC BY 4.0|{by}")
        );
        assert_eq!(
            reported(&format!("CC BY 4.0 ({by})")),
            format!("CC-BY-4.0|CC BY 4.0|{by}")
        );
        assert_eq!(
            reported(&format!("{by}deed.vi")),
            format!("CC-BY-4.0|CC-BY-4.0|{by}deed.vi")
        );
        assert_eq!(
            reported("https://x.example/l"),
            "other|https://x.example/l|https://x.example/l"
        );
        assert_eq!(
            reported("Tự do dùng, ghi nguồn"),
            "tu-do-dung-ghi-nguon|Tự do dùng, ghi nguồn|"
        );
    }
}
