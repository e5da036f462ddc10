//! People as the content names them, and the one place that decides who is named.

use std::collections::BTreeSet;
use std::fmt;

use arcstr::Substr;

use super::site::Authors;
use super::{Initiative, Portal};
use crate::diag::Problem;
use crate::parse::privacy::{self, named::Name};

/// A person of a record: author, chair, contact. The name can be had through [`Person::public`]
/// alone, so that nothing prints it without asking for consent.
#[derive(Clone, PartialEq)]
pub struct Person {
    /// The name, and the role behind it: there may be hundreds of thousands of people in memory.
    words: Substr,
    /// Bytes of the name.
    name: u32,
    has_role: bool,
    consent: bool,
}

/// A person who may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public<'a> {
    /// Full name.
    pub name: &'a str,
    /// Role or post.
    pub role: Option<&'a str>,
}

/// What the memory of a build keeps of a person: name, role, consent.
pub(super) type Parts<'a> = (&'a str, Option<&'a str>, bool);

impl Person {
    /// A person as the content names them; `consent` says whether they agreed to be named.
    pub(super) fn new((name, role, consent): Parts<'_>) -> Self {
        let words = match role {
            Some(role) => Substr::from([name, role].concat()),
            None => Substr::from(name),
        };
        Self {
            words,
            name: u32::try_from(name.len()).expect("a name is shorter than 4 GB"),
            has_role: role.is_some(),
            consent,
        }
    }

    /// The text of the person, to be moved in memory.
    pub(super) fn words(&mut self) -> &mut Substr {
        &mut self.words
    }

    fn name(&self) -> &str {
        &self.words[..self.name as usize]
    }

    fn role(&self) -> Option<&str> {
        self.has_role.then(|| &self.words[self.name as usize..])
    }

    /// For the memory of a build, which is not published.
    pub(super) fn parts(&self) -> Parts<'_> {
        (self.name(), self.role(), self.consent)
    }

    /// The person, when the rule of the site lets their name be published.
    pub fn public(&self, rule: Authors) -> Option<Public<'_>> {
        let named = match rule {
            Authors::All => true,
            Authors::Consented => self.consent,
            Authors::None => false,
        };
        let (name, role) = (self.name(), self.role());
        named.then_some(Public { name, role })
    }

    /// The name, to look for it where it must not be: of a person who did not agree to be named, on
    /// a site that names only those who did.
    pub(super) fn withheld(&self, rule: Authors) -> Option<&str> {
        let withheld = !self.consent && rule != Authors::All;
        withheld.then_some(self.name())
    }
}

impl Portal {
    /// The names of all people who did not agree to be named, those of some other initiatives too;
    /// without the names that somebody else has who may be named.
    pub fn withheld<'a>(&'a self, others: &'a [Initiative]) -> BTreeSet<&'a str> {
        let rule = self.site.authors;
        let initiatives = self.initiatives.iter().chain(others);
        let people: Vec<&Person> = initiatives
            .flat_map(|initiative| &initiative.authors)
            .chain(self.units.iter().flat_map(|unit| &unit.chair))
            .chain(
                self.programmes
                    .iter()
                    .flat_map(|programme| &programme.contact),
            )
            .collect();
        let mut names: BTreeSet<&str> = people
            .iter()
            .filter_map(|person| person.withheld(rule))
            .collect();
        for person in people.iter().filter_map(|person| person.public(rule)) {
            names.remove(person.name);
        }
        names
    }
}

/// The numbers and addresses of people, and the names without consent of some, that a text shows
/// and that are not found in its source, where they are reported; with their places in `shown`.
pub fn people_shown(
    source: &str,
    shown: &str,
    portal: &Portal,
    people: &[Person],
) -> Vec<(usize, Problem)> {
    let mut found = Vec::new();
    let numbers = privacy::find(shown);
    if !numbers.is_empty() {
        let mut expected = privacy::keys([source]);
        expected.extend(portal.site.own_numbers());
        for number in numbers
            .iter()
            .filter(|number| !expected.contains(&number.key))
        {
            let data = number.personal(true);
            found.push((number.start, Problem::PersonalData { data }));
        }
    }
    let rule = portal.site.authors;
    let names = people.iter().filter_map(|person| person.withheld(rule));
    for name in names.filter_map(Name::new) {
        if let Some(range) = name.find(shown).filter(|_| name.find(source).is_none()) {
            found.push((range.start, name.problem()));
        }
    }
    found
}

/// Without the name: what is printed for engineers ends up in logs and keys.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_by_the_rule_alone() {
        let agreed = Person::new(("An", Some("Thợ"), true));
        let other = Person::new(("Bình", None, false));
        let named = |rule: Authors| [&agreed, &other].map(|person| person.public(rule).is_some());
        assert_eq!(named(Authors::Consented), [true, false]);
        assert_eq!(named(Authors::None), [false, false]);
        assert_eq!(named(Authors::All), [true, true]);
        assert!(!format!("{agreed:?}").contains("An"));
    }
}
