//! Messages, paths and lines of files without the numbers and names of people in them: the log of a
//! build may be public, and its report is mailed on.

use std::collections::BTreeSet;

use crate::base::Lang;
use crate::diag::{Diagnostic, Problem, Problems, Words};
use crate::parse::privacy;

/// What represents a letter or digit that is not shown.
const HIDDEN: char = '•';
/// Keys of a record behind which people are named.
const PEOPLE: [&str; 2] = ["name:", "authors:"];
/// Digits of a number that are shown, at its beginning and its end; of an address one and two
/// letters.
const SHOWN: (usize, usize) = (3, 2);

/// The words of a diagnostic, without numbers of people.
pub(super) fn words(diagnostic: &Diagnostic, language: Lang) -> Words {
    let Words { message, help } = diagnostic.words(language);
    Words {
        message: numbers(&message),
        help: numbers(&help),
    }
}

/// A text with the phone numbers, identity numbers and addresses in it hidden but for their ends,
/// letter for letter.
pub(super) fn numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for found in privacy::find(text) {
        if found.start < done {
            continue;
        }
        let number = &text[found.start..found.end];
        let count = number.chars().filter(|c| c.is_alphanumeric()).count();
        out.push_str(&text[done..found.start]);
        let first = if number.contains('@') { 1 } else { SHOWN.0 };
        let mut place = 0;
        for c in number.chars() {
            let shown = place < first || place + SHOWN.1 >= count || !c.is_alphanumeric();
            place += usize::from(c.is_alphanumeric());
            out.push(if shown { c } else { HIDDEN });
        }
        done = found.end;
    }
    out.push_str(&text[done..]);
    out
}

/// The files in whose texts somebody is named who did not agree: any line of them may have the
/// name.
pub(super) fn named(problems: &Problems) -> BTreeSet<String> {
    let named = problems
        .iter()
        .filter(|diagnostic| matches!(diagnostic.problem, Problem::NamedWithoutConsent { .. }));
    named
        .filter_map(|diagnostic| diagnostic.place.file().map(str::to_owned))
        .collect()
}

/// A line of a file as it is shown with a problem, letter for letter; `named` are the files of
/// [`named`].
pub(super) fn line(line: &str, file: &str, named: &BTreeSet<String>) -> String {
    if named.contains(file) {
        return hidden(line);
    }
    let line = numbers(line);
    // The names there are those of the office.
    if file == "content/site.yaml" {
        return line;
    }
    for key in PEOPLE {
        if let Some(named) = names(&line, key) {
            return named;
        }
    }
    line
}

/// The stretch of a line that a problem marks.
pub(super) fn part(part: &str, problem: &Problem) -> String {
    if matches!(problem, Problem::PersonalData { .. }) {
        return hidden(part);
    }
    part.to_owned()
}

/// A line with what is behind each such key hidden but for first letters; nothing when there is no
/// such key.
fn names(line: &str, key: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut done = 0;
    for (start, _) in line.match_indices(key) {
        let inside_word =
            line[..start].ends_with(|c: char| c.is_alphanumeric() || "_-".contains(c));
        let value = start + key.len();
        if inside_word || value < done {
            continue;
        }
        let length = line[value..].find([',', '}', ']']);
        let end = length.map_or(line.len(), |length| value + length);
        let out = out.get_or_insert_with(String::new);
        out.push_str(&line[done..value]);
        let mut before = ' ';
        for c in line[value..end].chars() {
            let first = !before.is_alphanumeric();
            out.push(if first || !c.is_alphanumeric() {
                c
            } else {
                HIDDEN
            });
            before = c;
        }
        done = end;
    }
    let mut out = out?;
    out.push_str(&line[done..]);
    Some(out)
}

fn hidden(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() { HIDDEN } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_hidden_letter_for_letter() {
        assert_eq!(numbers("Gọi 0912 345 678."), "Gọi 091• ••• •78.");
        assert_eq!(numbers("có 150 324 lượt"), "có 150 324 lượt");
        assert_eq!(numbers("Thư: an@b.vn"), "Thư: a•@•.vn");
        let no_one = BTreeSet::new();
        for (text, shown) in [
            (
                "  - {name: Vũ Thị Kín, consnt: true}",
                "  - {name: V• T•• K••, consnt: true}",
            ),
            ("authors: Vũ Thị Kín", "authors: V• T•• K••"),
            ("short_name: A B", "short_name: A B"),
        ] {
            assert_eq!(line(text, "content/initiatives/a.md", &no_one), shown);
            assert_eq!(line(text, "content/site.yaml", &no_one), text);
        }
        let named = BTreeSet::from(["a.md".to_owned()]);
        assert_eq!(line("Máy của Vũ", "a.md", &named), "••• ••• ••");
    }
}
