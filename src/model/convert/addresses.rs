//! The words of addresses that a site says: each means one kind of page, and none is a folder of
//! the program.

use std::collections::BTreeMap;

use crate::base::address_words::{FOLDERS, MEDIA};
use crate::base::{AddressWord, Lang};
use crate::diag::{Problem, Problems, WordError};
use crate::model::site::OwnWords;
use crate::parse::Fields;

/// The words of a site in a language. What cannot be one is reported and left out; where that is
/// the word in use, the language's own is.
pub(super) fn words(f: &Fields, language: Lang, problems: &mut Problems) -> OwnWords {
    let mut own = OwnWords::default();
    let mut owners: BTreeMap<String, AddressWord> = BTreeMap::new();
    for word in AddressWord::ALL {
        let said = f.record("addresses").map(|own| own.texts(word.key()));
        match said.filter(|said| !said.is_empty()) {
            Some(said) => drop(own.0.insert(word, said)),
            None => drop(owners.insert(language.address_word(word).to_owned(), word)),
        }
    }
    // Words in use come first: of two kinds that have one word, the other is reported.
    own.0.retain(|word, said| {
        let (text, place) = &said[0];
        let error = error(text, *word, &owners);
        if let Some(error) = &error {
            problems.add(place.clone(), problem(*word, text, error));
        }
        owners.entry(text.clone()).or_insert(*word);
        error.is_none()
    });
    for (word, said) in &mut own.0 {
        let mut former = said.split_off(1);
        former.retain(|(text, place)| {
            let error = error(text, *word, &owners);
            if let Some(error) = &error {
                problems.add(place.clone(), problem(*word, text, error));
            }
            owners.entry(text.clone()).or_insert(*word);
            error.is_none()
        });
        said.extend(former);
    }
    own
}

fn problem(word: AddressWord, text: &str, error: &WordError) -> Problem {
    Problem::AddressWord {
        key: word.key(),
        word: text.to_owned(),
        error: error.clone(),
    }
}

fn error(
    text: &str,
    word: AddressWord,
    owners: &BTreeMap<String, AddressWord>,
) -> Option<WordError> {
    match owners.get(text) {
        Some(owner) if *owner == word => Some(WordError::Twice),
        Some(owner) => Some(WordError::Taken(owner.key())),
        None => is_folder(text, word).then_some(WordError::Folder),
    }
}

/// Whether a word is a folder of other files than those of its own kind.
fn is_folder(text: &str, word: AddressWord) -> bool {
    let of_files = |other: AddressWord| other != word && other.has_files() && other.files() == text;
    FOLDERS.contains(&text)
        || text == MEDIA
        || Lang::of_code(text).is_some()
        || AddressWord::ALL.into_iter().any(of_files)
}
