//! Personal data that must not stand in a public record.
//!
//! Identity numbers have twelve digits (Law on Identification 2023, article 12); Vietnamese phone
//! numbers have ten, beginning with 0, or nine after +84.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::value::{Datum, Fields, Value};
use crate::diag::{Place, Problem, Problems};

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    // Group 1: e-mail address. Group 2: identity number. Group 3: phone number.
    Regex::new(r"([\w.+-]+@[\w-]+\.[\w.-]*\w)|(?:^|[^\w.,/-])(?:(\d{12})|((?:\+84|0)(?:[ .-]?\d){9}))(?:$|[^\w-])")
        .expect("the pattern is constant and tested")
});

/// Reports personal data in any text of a record and in its body.
pub(super) fn check(
    fields: &Fields,
    body: Option<&(String, u32)>,
    file: &Arc<str>,
    problems: &mut Problems,
) {
    for (key, datum) in fields.iter() {
        // A code of the national system is a number that means nobody.
        if !matches!(key, "code" | "image" | "sources" | "aliases") {
            value(datum, problems);
        }
    }
    let Some((text, first_line)) = body else {
        return;
    };
    for (number, line) in (*first_line..).zip(text.lines()) {
        if let Some((what, start, end)) = find(line) {
            let column = count(&line[..start]) + 1;
            problems.add(
                Place::text(file, number, column, count(&line[start..end])),
                Problem::PersonalData { what },
            );
        }
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn value(datum: &Datum, problems: &mut Problems) {
    match &datum.value {
        Value::Text(text) => {
            if let Some((what, ..)) = find(text) {
                problems.add(datum.place.clone(), Problem::PersonalData { what });
            }
        }
        Value::List(items) => items.iter().for_each(|item| value(item, problems)),
        Value::Record(fields) => fields.iter().for_each(|(_, datum)| value(datum, problems)),
        _ => {}
    }
}

/// The first piece of personal data in a text: what it is, and its byte range.
pub fn find(text: &str) -> Option<(&'static str, usize, usize)> {
    if !text.bytes().any(|b| b.is_ascii_digit() || b == b'@') {
        return None;
    }
    let found = PATTERN.captures(text)?;
    ["e-mail address", "identity number", "phone number"]
        .into_iter()
        .zip(1..)
        .find_map(|(what, group)| found.get(group).map(|m| (what, m.start(), m.end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Option<&'static str> {
        find(text).map(|(what, ..)| what)
    }

    #[test]
    fn tells_people_from_figures() {
        assert_eq!(what("Liên hệ a.b@example.org nhé"), Some("e-mail address"));
        assert_eq!(what("CCCD 038099001234."), Some("identity number"));
        assert_eq!(what("gọi 0912 345 678"), Some("phone number"));
        assert_eq!(what("(+84912345678)"), Some("phone number"));
        for fine in [
            "1.000.000.000.000 đồng",
            "170324",
            "ngày 01/09/2021",
            "mã TH038099001234",
            "0,5%",
            "2022-05-31",
        ] {
            assert_eq!(what(fine), None, "{fine}");
        }
    }
}
