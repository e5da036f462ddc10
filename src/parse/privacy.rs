//! Personal data that a published text must not hold: phone numbers, identity numbers, e-mail
//! addresses, in the ways in which people type them.
//!
//! Identity numbers have twelve digits and begin with the code of a province, 001 to 096 (Law on
//! Identification 2023, article 12; Circular 59/2021/TT-BCA); those before had nine. Vietnamese
//! phone numbers begin with 0, or with 84 for the country: mobiles have ten digits, landlines
//! eleven.

mod fold;
mod many;
pub mod named;
mod number;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use arcstr::ArcStr;

use super::value::{Datum, Fields, Value};
use crate::base::Lines;
use crate::base::number::saturated;
use crate::diag::{Personal, Place, Problem, Problems};
use crate::source::Role;
use fold::Folded;
pub use many::{Names, pieces};

/// A piece of personal data in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    /// `e-mail address`, `identity number` or `phone number`.
    pub what: &'static str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// And where it ends.
    pub end: usize,
    /// The same for every spelling: digits with the leading 0, or the address in lower case.
    pub key: String,
}

impl PersonalData {
    /// What a problem says of it. `own` says whether the office's own numbers may be here.
    pub fn personal(&self, own: bool) -> Personal {
        Personal {
            what: self.what,
            key: self.key.clone(),
            own,
        }
    }

    fn problem(&self, own: bool) -> Problem {
        let data = self.personal(own);
        Problem::PersonalData { data }
    }
}

/// Reports personal data in any text of a record and in its body. In the head of an initiative no
/// number may be; elsewhere the office's own may.
pub(super) fn check(
    fields: &Fields,
    body: Option<&(String, u32)>,
    role: Role,
    file: &ArcStr,
    problems: &mut Problems,
) {
    named::check(fields, body, file, problems);
    let own = !matches!(role, Role::Initiative | Role::Initiatives);
    for (key, datum) in fields.iter() {
        match (role, key) {
            // These are the office's own numbers.
            (Role::Site, "contacts") => {}
            (Role::Site, "organisation") => organisation(datum, problems),
            _ => value(datum, own, problems),
        }
    }
    let Some((text, first_line)) = body else {
        return;
    };
    let lines = Lines::new(text);
    for found in find(text) {
        let place = text_place(file, (text, &lines), *first_line, found.start..found.end);
        problems.add(place, found.problem(true));
    }
}

/// The place of some bytes of a body that begins at a line of a file; of their first line.
fn text_place(
    file: &ArcStr,
    (text, lines): (&str, &Lines<'_>),
    first_line: u32,
    range: Range<usize>,
) -> Place {
    let (line, column) = lines.place(range.start);
    let written = text[range].lines().next();
    let length = saturated(written.unwrap_or_default().chars().count());
    Place::text(file, first_line + line, column, length)
}

/// Reports personal data in the path of a file, which is part of addresses.
pub fn check_path(path: &ArcStr, problems: &mut Problems) {
    for found in find(path) {
        problems.add(Place::File(path.clone()), found.problem(false));
    }
}

/// The keys of all numbers and addresses in some texts, such as the office's own.
pub fn keys<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for text in texts {
        keys.extend(find(text).into_iter().map(|found| found.key));
    }
    keys
}

fn organisation(datum: &Datum, problems: &mut Problems) {
    let Value::Record(fields) = &datum.value else {
        return;
    };
    for (key, datum) in fields.iter() {
        if !matches!(key, "phone" | "fax" | "email") {
            value(datum, true, problems);
        }
    }
}

fn value(datum: &Datum, own: bool, problems: &mut Problems) {
    each_text("", "", datum, &mut |_, _, text, place| {
        for found in find(text) {
            problems.add(place.clone(), found.problem(own));
        }
    });
}

/// Hands on each text of a value with its place, its key, and the key of the record that it is in.
fn each_text(
    inside: &str,
    key: &str,
    datum: &Datum,
    look: &mut impl FnMut(&str, &str, &str, &Place),
) {
    match &datum.value {
        Value::Text(text) => look(inside, key, text, &datum.place),
        Value::Texts(texts) => {
            for ((from, from_place), (to, to_place)) in texts {
                look(inside, key, from, from_place);
                look(inside, key, to, to_place);
            }
        }
        Value::Counts(counts) => {
            for (id, place, _) in counts {
                look(inside, key, id, place);
            }
        }
        Value::List(items) => {
            for item in items {
                each_text(inside, key, item, look);
            }
        }
        Value::Record(fields) => {
            for (own_key, datum) in fields.iter() {
                each_text(key, own_key, datum, look);
            }
        }
        Value::Date(_) | Value::Count(_) | Value::Number(_) | Value::Flag(_) => {}
    }
}

/// All personal data in a text, in the order in which they are.
pub fn find(text: &str) -> Vec<PersonalData> {
    // Nearly every text has neither: numbers have digits, of whatever script.
    let personal = |c: char| c.is_numeric() || matches!(c, '@' | '＠' | '﹫');
    if !number::possible(text) || !text.contains(personal) && !text.contains("&commat;") {
        return Vec::new();
    }
    find_folded(text)
}

/// The same, whatever the text looks like.
fn find_folded(text: &str) -> Vec<PersonalData> {
    let folded = Folded::new(text);
    let mut found = number::find(&folded);
    found.extend(addresses(&folded));
    found.sort_by_key(|found| found.start);
    found
}

/// E-mail addresses: what is around each `@`, when it has a domain with a dot.
fn addresses(folded: &Folded) -> Vec<PersonalData> {
    let chars = folded.chars();
    let mut found = Vec::new();
    for at in (0..chars.len()).filter(|at| chars[*at] == '@') {
        let local = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
        // People also type a blank on both sides: `a.b @ example.org`.
        let blank = (at > 0 && chars[at - 1] == ' ' && chars.get(at + 1) == Some(&' ')) as usize;
        let (local_end, domain_start) = (at - blank, at + 1 + blank);
        let before = chars[..local_end].iter().rev();
        let start = local_end - before.take_while(|c| local(c)).count();
        let domain = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let behind = chars[domain_start..].iter();
        let mut end = domain_start + behind.take_while(|c| domain(c)).count();
        while end > domain_start && matches!(chars[end - 1], '.' | '-') {
            end -= 1;
        }
        let name: String = chars[domain_start..end].iter().collect();
        // `logo@2x.png` is a picture for dense screens.
        let dense = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains("x.");
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let top = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
        if start == local_end || !top || dense {
            continue;
        }
        let key: String = chars[start..end].iter().filter(|c| **c != ' ').collect();
        let (start, end) = folded.range(start, end);
        let key = key.to_lowercase();
        found.push(PersonalData {
            what: "e-mail address",
            start,
            end,
            key,
        });
    }
    found
}
