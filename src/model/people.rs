//! A few people, of whom there is mostly one.

use std::ops::{Deref, DerefMut};

use super::Person;

/// The authors of an initiative, in the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People(Count);

/// Of hundreds of thousands of initiatives nearly all have one author, who takes no memory apart.
#[derive(Debug, Clone, Default, PartialEq)]
enum Count {
    #[default]
    None,
    One(Person),
    /// Two at least.
    More(Box<[Person]>),
}

impl Deref for People {
    type Target = [Person];

    fn deref(&self) -> &[Person] {
        match &self.0 {
            Count::None => &[],
            Count::One(person) => std::slice::from_ref(person),
            Count::More(people) => people,
        }
    }
}

impl DerefMut for People {
    fn deref_mut(&mut self) -> &mut [Person] {
        match &mut self.0 {
            Count::None => &mut [],
            Count::One(person) => std::slice::from_mut(person),
            Count::More(people) => people,
        }
    }
}

impl FromIterator<Person> for People {
    fn from_iter<T: IntoIterator<Item = Person>>(people: T) -> Self {
        let mut people = people.into_iter();
        Self(match (people.next(), people.next()) {
            (Some(first), Some(second)) => {
                Count::More([first, second].into_iter().chain(people).collect())
            }
            (Some(only), None) => Count::One(only),
            (None, _) => Count::None,
        })
    }
}

impl<'a> IntoIterator for &'a People {
    type Item = &'a Person;
    type IntoIter = std::slice::Iter<'a, Person>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_are_written_in_their_order() {
        let person = |name: &&str| Person::new((name, None, true));
        let names = ["An", "Bình", "Chi"];
        for count in 0..=names.len() {
            let mut people: People = names[..count].iter().map(person).collect();
            let written: Vec<Person> = names[..count].iter().map(person).collect();
            assert!(*people == *written && people.iter_mut().len() == count);
        }
    }

    #[test]
    fn one_takes_no_more_memory_than_a_person() {
        assert_eq!(size_of::<People>(), size_of::<Person>());
    }
}
