//! Names of people who did not agree to be named, in the other texts of their record.

use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::value::{Datum, Fields, Value};
use super::fold::unseen;
use super::text_place;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};

/// Fields of people: their `name` is published by the rule of consent alone.
const PEOPLE: [&str; 3] = ["authors", "chair", "contact"];

/// Reports each name without consent that another text of the record, its body or the path of its
/// file gives away.
pub(super) fn check(
    fields: &Fields,
    body: Option<&(String, u32)>,
    file: &Arc<str>,
    problems: &mut Problems,
) {
    let mut people = Vec::new();
    for (_, datum) in fields.iter().filter(|(key, _)| PEOPLE.contains(key)) {
        add_people(datum, &mut people, problems);
    }
    let agreed: Vec<&str> = (people.iter().filter(|(_, consent)| *consent))
        .map(|(name, _)| *name)
        .collect();
    people.retain(|(name, consent)| !consent && !agreed.contains(name));
    for (name, _) in people {
        let problem = || problem(name);
        for (key, datum) in fields.iter() {
            each_text(key, datum, &mut |text, place| {
                if find(text, name).is_some() {
                    problems.add(place.clone(), problem());
                }
            });
        }
        if let Some((text, first_line)) = body {
            check_body(text, *first_line, file, name, problems);
        }
        if find(file, name).is_some() {
            problems.add(Place::File(file.clone()), problem());
        }
    }
}

/// Reports a name that a body gives away, at its place.
pub fn check_body(
    text: &str,
    first_line: u32,
    file: &Arc<str>,
    name: &str,
    problems: &mut Problems,
) {
    if let Some(range) = find(text, name) {
        problems.add(text_place(file, text, first_line, range), problem(name));
    }
}

/// The error for a name, which is in it by its first letters alone.
pub fn problem(name: &str) -> Problem {
    Problem::NamedWithoutConsent {
        initials: initials(name),
    }
}

/// The people of a field, each with the consent that was given.
///
/// One consent is that of one person: a name of several is reported.
fn add_people<'a>(datum: &'a Datum, people: &mut Vec<(&'a str, bool)>, problems: &mut Problems) {
    match &datum.value {
        Value::List(items) => {
            for item in items {
                add_people(item, people, problems);
            }
        }
        Value::Record(person) => {
            if let Some(name) = person.str("name") {
                let consent = person.flag("consent");
                people.push((name, consent));
                let names = people_in(name);
                if consent && names > 1 {
                    let place = person.place_of("name");
                    problems.add(place, Problem::ConsentForEach { names, given: 1 });
                }
            }
        }
        _ => {}
    }
}

/// Hands on each text of a field, but not the names and answers of people.
fn each_text(key: &str, datum: &Datum, report: &mut impl FnMut(&str, &Place)) {
    match &datum.value {
        Value::Text(text) => report(text, &datum.place),
        Value::Texts(texts) => {
            for ((from, from_place), (to, to_place)) in texts {
                report(from, from_place);
                report(to, to_place);
            }
        }
        Value::List(items) => {
            for item in items {
                each_text(key, item, report);
            }
        }
        Value::Record(fields) => {
            let person = PEOPLE.contains(&key);
            for (inner, datum) in fields.iter() {
                if !(person && inner == "name") {
                    each_text(inner, datum, report);
                }
            }
        }
        Value::Counts(_) | Value::Date(_) | Value::Count(_) | Value::Number(_) | Value::Flag(_) => {
        }
    }
}

/// Where a text has a full name, in bytes: its words one after another, whatever their case and
/// what is between them, as written, with the family name last, or backwards. A word without marks,
/// as in the name of a file, is also that with marks. One word alone is no full name: *An* and
/// *Bình* are words of the language too.
pub fn find(text: &str, name: &str) -> Option<Range<usize>> {
    let name: Vec<&str> = full_name(name);
    if name.len() < 2 {
        return None;
    }
    let words: Vec<(char, Range<usize>)> = words(text)
        .map(|range| (initial(&text[range.clone()]), range))
        .collect();
    let mut orders = vec![name.clone()];
    if name.len() > 2 {
        let family_last = name[1..].iter().chain(&name[..1]).copied().collect();
        orders.push(family_last);
        orders.push(name.iter().rev().copied().collect());
    }
    orders.iter().find_map(|name| in_order(text, &words, name))
}

/// Where the words of a text are those of a name in this order.
fn in_order(text: &str, words: &[(char, Range<usize>)], name: &[&str]) -> Option<Range<usize>> {
    // Nearly no text has the first letters in this order; only the others are compared letter by
    // letter.
    let initials: Vec<char> = name.iter().map(|word| initial(word)).collect();
    words.windows(name.len()).find_map(|window| {
        let letters = window.iter().map(|(letter, _)| letter);
        if !letters.eq(&initials) {
            return None;
        }
        let written = || window.iter().map(|(_, range)| &text[range.clone()]);
        let same = written().zip(name).all(|(word, name)| same(word, name));
        // Two words with marks are often a phrase: `lệ thu` is no Lệ Thu.
        let capital = |word: &str| word.is_ascii() || word.starts_with(char::is_uppercase);
        let named = same && (name.len() > 2 || written().all(capital));
        named.then(|| window[0].1.start..window[name.len() - 1].1.end)
    })
}

/// The words of a full name, without titles before it and remarks behind it.
fn full_name(name: &str) -> Vec<&str> {
    const TITLES: [&str; 14] = [
        "ông", "bà", "anh", "chị", "đồng", "chí", "đc", "ths", "ts", "ks", "bs", "cn", "pgs", "gs",
    ];
    let end = [" - ", " – ", "(", ",", ";"]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min();
    let name = &name[..end.unwrap_or(name.len())];
    let mut parts: Vec<&str> = words(name).map(|range| &name[range]).collect();
    while parts.len() > 2 && TITLES.contains(&parts[0].to_lowercase().as_str()) {
        parts.remove(0);
    }
    parts
}

/// Whether two words are the same; one that has no marks is also that with marks.
fn same(written: &str, name: &str) -> bool {
    let plain = spelled(written);
    if plain == spelled(name) {
        return true;
    }
    let folded = slug::fold(written);
    plain == folded && folded == slug::fold(name)
}

/// A word in small letters and in one spelling: the tone comes last, so that *hòa* is *hoà*.
fn spelled(word: &str) -> String {
    let tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let letters = word
        .nfkd()
        .filter(|c| !unseen(*c))
        .flat_map(char::to_lowercase);
    let (tones, mut rest): (String, String) = letters.partition(tone);
    rest.push_str(&tones);
    rest
}

/// The first letter of a word, small and without marks.
fn initial(word: &str) -> char {
    let first = word.chars().find(|c| !unseen(*c)).unwrap_or_default();
    if first.is_ascii() {
        return first.to_ascii_lowercase();
    }
    let folded = slug::fold(first.encode_utf8(&mut [0; 4]));
    folded.nfkd().next().unwrap_or(first)
}

/// The words of a text in bytes: letters with their marks and with what takes no room.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |c: char| c.is_alphabetic() || is_combining_mark(c) || unseen(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let length = text[start..].find(|c| !part(c));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// How many people a name is of: `Lê Thị Hai và Vũ Văn Ba` is of two.
fn people_in(name: &str) -> usize {
    let marks = [" và ", " and ", ",", ";", "&", "/", "+", "\n"];
    let mut parts = vec![name];
    for mark in marks {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(mark))
            .collect();
    }
    let is_name = |part: &&&str| {
        let words = full_name(part);
        words.len() >= 2
            && words
                .iter()
                .all(|word| word.starts_with(char::is_uppercase))
    };
    parts.iter().filter(is_name).count()
}

/// The first letters of a name: messages end in public logs.
fn initials(name: &str) -> String {
    let letters = words(name).filter_map(|range| name[range].chars().next());
    letters.map(|letter| format!("{letter}.")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_is_found_in_every_spelling() {
        for text in [
            "Sáng kiến của Nguyễn Văn Bình.",
            "NGUYỄN VĂN BÌNH",
            "nguyễn  văn\nbình",
            "anh-nguyen-van-binh.jpg",
            "anh/NguyễN_Văn_Bình_2.png",
            "Nguye\u{302}\u{303}n Va\u{306}n Bi\u{300}nh",
            "ông Nguyen Van Binh",
            "**Nguyễn** Văn *Bình*",
            "Nguyễn Nguyễn Văn Bình",
            "do Văn Bình Nguyễn làm",
            "Bình Văn Nguyễn",
            "Nguyễn V\u{200b}ăn Bình",
        ] {
            assert!(find(text, "Nguyễn Văn Bình").is_some(), "{text}");
        }
        let text = "Của Nguyễn Văn Bình, tổ cơ điện";
        let found = find(text, "Nguyễn Văn Bình").unwrap();
        assert_eq!(&text[found], "Nguyễn Văn Bình");
    }

    #[test]
    fn other_names_and_words_are_not_found() {
        for text in [
            "Nguyễn Văn Bính",
            "Nguyễn Văn",
            "Văn Bình",
            "Nguyễn Văn Bình2an",
            "Nguyễn Vân Bình",
            "xã Quảng Bình",
        ] {
            let found = find(text, "Nguyễn Văn Bình");
            assert_eq!(found.is_some(), text.ends_with("2an"), "{text}");
        }
        assert_eq!(find("an toàn", "An"), None);
        assert_eq!(find("lệ thu một lần", "Lệ Thu"), None);
        assert!(find("cô Lệ Thu", "Lệ Thu").is_some() && find("le-thu.jpg", "Lệ Thu").is_some());
        assert!(find("Ngô Hoà Bình", "ThS. Ngô Hòa Bình (chủ trì)").is_some());
        assert!(find("Ngô Hoà Bình", "Ông Ngô Hòa Bình - Tổ trưởng").is_some());
        assert_eq!(
            ["Lê An và Vũ Ba", "Lê An/Vũ Ba; Hồ Tư", "Lê An"].map(people_in),
            [2, 3, 1]
        );
        assert_eq!(people_in("Lê An, tổ trưởng tổ cơ điện"), 1);
    }

    #[test]
    fn a_message_has_the_first_letters() {
        assert_eq!(initials("Nguyễn Văn Bình"), "N.V.B.");
    }
}
