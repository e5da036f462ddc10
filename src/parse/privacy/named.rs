//! Names of people who did not agree to be named, in the other texts of their record.

use std::ops::Range;
use std::sync::OnceLock;

use arcstr::ArcStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::limits::FEW_ITEMS;
use super::super::value::{Datum, Fields, Value};
use super::fold::unseen;
use super::{each_text, text_place};
use crate::base::letters::alphabetic;
use crate::base::{Lines, collate, slug};
use crate::diag::{Place, Problem, Problems, initials};

/// Fields of people: their `name` is published by the rule of consent alone.
const PEOPLE: [&str; 3] = ["authors", "chair", "contact"];

/// Reports each name without consent that another text of the record, its body or the path of its
/// file gives away.
pub(super) fn check(
    fields: &Fields,
    body: Option<&(String, u32)>,
    file: &ArcStr,
    problems: &mut Problems,
) {
    let mut people = Vec::new();
    for (_, datum) in fields.iter().filter(|(key, _)| PEOPLE.contains(key)) {
        add_people(datum, &mut people, problems);
    }
    let agreed: Vec<&str> = (people.iter().filter(|(_, consent)| *consent))
        .map(|(name, _)| *name)
        .collect();
    // More is an error of its own: each name is looked for in each text.
    people.truncate(FEW_ITEMS);
    people.retain(|(name, consent)| !consent && !agreed.contains(name));
    for name in people.iter().filter_map(|(name, _)| Name::new(name)) {
        for (key, datum) in fields.iter() {
            each_text("", key, datum, &mut |inside, key, text, place| {
                let own = PEOPLE.contains(&inside) && key == "name";
                if !own && name.find(text).is_some() {
                    problems.add(place.clone(), name.problem());
                }
            });
        }
        if let Some((text, first_line)) = body {
            name.check_body(text, *first_line, file, problems);
        }
        if name.find(file).is_some() {
            problems.add(Place::File(file.clone()), name.problem());
        }
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
                let names = if consent { people_in(name) } else { 0 };
                if names > 1 {
                    let place = person.place_of("name");
                    problems.add(place, Problem::ConsentForEach { names, given: 1 });
                }
            }
        }
        _ => {}
    }
}

/// The full name of somebody who did not agree to be named.
///
/// In a text it is its words one after another, whatever their case and what is between them, as
/// written, with the family name last, or backwards; of three words, also as one word. A word
/// without marks, as in the name of a file, is also that with marks. One word alone is no full
/// name: *An* and *Bình* are words of the language too.
#[derive(Debug)]
pub struct Name<'a> {
    written: &'a str,
    words: Vec<&'a str>,
    /// The first letters in the orders that are looked for, a byte each; of many words the last.
    orders: [u64; 3],
    /// Letters of all words.
    letters: usize,
}

impl<'a> Name<'a> {
    /// The name; nothing for one word.
    pub fn new(written: &'a str) -> Option<Self> {
        let words = full_name(written);
        if words.len() < 2 {
            return None;
        }
        let mut initials: Vec<char> = words.iter().map(|word| initial(word)).collect();
        let (written_so, backwards) = (bytes(&initials), bytes(initials.iter().rev()));
        initials.rotate_left(1);
        let orders = [written_so, backwards, bytes(&initials)];
        let letters = words.iter().flat_map(|word| word.chars());
        Some(Self {
            written,
            orders,
            letters: letters.filter(|c| alphabetic(*c)).count(),
            words,
        })
    }

    /// Its words, without titles and remarks.
    pub(super) fn words(&self) -> &[&'a str] {
        &self.words
    }

    /// Where a text has the name first, in bytes.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let count = self.words.len();
        let known = count.min(size_of::<u64>());
        let mask = u64::MAX >> (u64::BITS as usize - 8 * known);
        // The last words, of which nearly none have the first letters of the name in an order.
        let mut last = vec![(0, 0); count.next_power_of_two()];
        let (mut number, mut letters) = (0, 0);
        let mut chars = text.char_indices();
        while let Some((start, first)) = chars.by_ref().find(|(_, c)| alphabetic(*c)) {
            let end = chars.by_ref().find(|(_, c)| !continues(*c));
            let end = end.map_or(text.len(), |(end, _)| end);
            if count > 2 && end - start >= self.letters && self.is_glued(&text[start..end]) {
                return Some(start..end);
            }
            let ring = last.len() - 1;
            last[number & ring] = (start, end);
            number += 1;
            letters = with_byte(letters, letter(first)) & mask;
            if self.orders.contains(&letters) && number >= count {
                let places = (number - count..number).map(|number| last[number & ring]);
                let window: Vec<&str> = places.map(|(from, to)| &text[from..to]).collect();
                if self.stands_in_an_order(&window) {
                    return Some(last[(number - count) & ring].0..end);
                }
            }
        }
        None
    }

    /// Whether a word is all words of the name as one, as in `#TrầnVănBình` and `tranvanbinh.jpg`.
    fn is_glued(&self, word: &str) -> bool {
        initial(word) == initial(self.words[0]) && same(word, &self.words.concat())
    }

    /// Whether words are the name: as it is, with the family name last, or backwards.
    fn stands_in_an_order(&self, window: &[&str]) -> bool {
        let count = window.len();
        self.stands(window, |place| place)
            || count > 2
                && (self.stands(window, |place| (place + 1) % count)
                    || self.stands(window, |place| count - 1 - place))
    }

    /// Whether words are those of the name; `order` gives the word of the name for each place.
    fn stands(&self, window: &[&str], order: impl Fn(usize) -> usize) -> bool {
        // Two words with marks are often a phrase: `lệ thu` is no Lệ Thu.
        let capital = |word: &str| word.is_ascii() || word.starts_with(char::is_uppercase);
        window.iter().enumerate().all(|(place, word)| {
            let name = self.words[order(place)];
            initial(word) == initial(name)
                && same(word, name)
                && (self.words.len() > 2 || capital(word))
        })
    }

    /// Reports the name where a body gives it away.
    pub fn check_body(&self, text: &str, first_line: u32, file: &ArcStr, problems: &mut Problems) {
        if let Some(range) = self.find(text) {
            let place = text_place(file, (text, &Lines::new(text)), first_line, range);
            problems.add(place, self.problem());
        }
    }

    /// The error, which has the first letters alone: messages end in public logs.
    pub fn problem(&self) -> Problem {
        let initials = initials(self.written);
        Problem::NamedWithoutConsent { initials }
    }
}

/// The words of a full name, without titles before it and remarks behind it.
fn full_name(name: &str) -> Vec<&str> {
    const MARKS: [&str; 5] = [" - ", " – ", "(", ",", ";"];
    // Most names have none of them.
    let may = |byte| matches!(byte, b'-' | 0xE2 | b'(' | b',' | b';');
    let end = match name.bytes().any(may) {
        true => MARKS.iter().filter_map(|mark| name.find(mark)).min(),
        false => None,
    };
    let name = &name[..end.unwrap_or(name.len())];
    let mut parts: Vec<&str> = words(name).map(|range| &name[range]).collect();
    while parts.len() > 2 && is_title(parts[0]) {
        parts.remove(0);
    }
    parts
}

/// Whether a word is a title, in any case.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 14] = [
        "ông", "bà", "anh", "chị", "đồng", "chí", "đc", "ths", "ts", "ks", "bs", "cn", "pgs", "gs",
    ];
    let lower = || word.chars().flat_map(char::to_lowercase);
    // None of their letters has more bytes as a capital.
    let mut titles = TITLES.iter().filter(|title| title.len() == word.len());
    titles.any(|title| lower().eq(title.chars()))
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
    let tone = |c: &char| collate::TONES.contains(*c);
    let letters = word
        .nfkd()
        .filter(|c| !unseen(*c))
        .flat_map(char::to_lowercase);
    let (tones, mut rest): (String, String) = letters.partition(tone);
    rest.push_str(&tones);
    rest
}

/// Letters as one number, a byte each; the last eight of more. Other letters may be the same bytes.
fn bytes<'l>(letters: impl IntoIterator<Item = &'l char>) -> u64 {
    let letters = letters.into_iter().copied();
    letters.fold(0, with_byte)
}

fn with_byte(bytes: u64, letter: char) -> u64 {
    bytes << 8 | u64::from(letter as u8)
}

/// The first letter of a word, small and without marks.
fn initial(word: &str) -> char {
    letter(word.chars().find(|c| !unseen(*c)).unwrap_or_default())
}

/// A letter, small and without marks.
fn letter(first: char) -> char {
    if first.is_ascii() {
        return first.to_ascii_lowercase();
    }
    let known = LATIN.get_or_init(|| ('\0'..LATIN_END).map(base_letter).collect());
    let letter = known.get(first as usize);
    letter.copied().unwrap_or_else(|| base_letter(first))
}

/// The base letters of Latin ones, by code: each row of a table asks for many.
static LATIN: OnceLock<Vec<char>> = OnceLock::new();
const LATIN_END: char = '\u{1f00}';

fn base_letter(c: char) -> char {
    let folded = slug::fold(c.encode_utf8(&mut [0; 4]));
    folded.nfkd().next().unwrap_or(c)
}

/// Whether a character goes on with a word: letters, their marks, and what takes no room.
#[inline]
fn continues(c: char) -> bool {
    alphabetic(c) || !c.is_ascii() && (is_combining_mark(c) || unseen(c))
}

/// The words of a text in bytes: letters with their marks and with what takes no room.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(alphabetic)?;
        let length = text[start..].find(|c| !continues(c));
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
    parts.iter().filter(|part| is_full_name(part)).count()
}

fn is_full_name(text: &str) -> bool {
    let words = full_name(text);
    let mut small = words
        .iter()
        .filter(|word| !word.starts_with(char::is_uppercase));
    words.len() >= 2 && small.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, name: &str) -> Option<Range<usize>> {
        Name::new(name)?.find(text)
    }

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
            "#NguyễnVănBình",
            "anh/nguyenvanbinh.jpg",
            "Nguye\u{302}\u{303}nVa\u{306}nBi\u{300}nh",
        ] {
            assert!(find(text, "Nguyễn Văn Bình").is_some(), "{text}");
        }
        // Of nine words the last eight letters are compared first.
        let nine = "Công Tằng Tôn Nữ Thị Hồng Lan Mai An";
        assert!(find(&format!("Lô {nine}"), nine).is_some());
        assert_eq!(find(&nine.replace("Công", "Cao"), nine), None);
        let text = "Ngô Vân Bích, của Nguyễn Văn Bình";
        let found = find(text, "Nguyễn Văn Bình").unwrap();
        assert_eq!(&text[found], "Nguyễn Văn Bình");
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
            "NguyễnVănBính",
            "nguyenvanbinhan",
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
        let problem = Name::new("Nguyễn Văn Bình").unwrap().problem();
        assert!(
            matches!(problem, Problem::NamedWithoutConsent { initials } if initials == "N.V.B.")
        );
    }
}
