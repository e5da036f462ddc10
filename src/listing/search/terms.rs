//! Texts into terms: words and pairs of neighbouring words, as written and folded. docs/search-format.md says how.

use std::collections::HashMap;

use crate::base::slug::fold;

/// Where in a document a term stands; the smaller, the more it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// In its title.
    Title,
    /// Among the names it goes by: unit, authors, code, topics.
    Name,
    /// In its text.
    Text,
}

const LEVELS: [Level; 3] = [Level::Title, Level::Name, Level::Text];

/// Words too common to be looked for. Those around them are neighbours.
pub(super) const STOP: [&str; 25] = [
    "bằng", "cho", "có", "các", "của", "do", "là", "một", "những", "theo", "trong", "trên", "tại", "từ", "và", "với",
    "để", "được", "ở", "a", "and", "for", "in", "of", "the",
];

/// Longer words are cut: nobody types them.
const LONGEST: usize = 32;

/// Letters of a text that are looked through; a book is not a page.
const READ: usize = 40_000;

/// Documents by what is written in them: level and form (a word, or two with a space between) to ids, ascending.
#[derive(Debug, Default)]
pub(super) struct Forms {
    of: HashMap<String, Vec<u32>>,
    key: String,
}

impl Forms {
    /// Adds the words of a text, and each two neighbours in one line. Documents come in the order of their ids.
    pub(super) fn add(&mut self, level: Level, text: &str, document: u32) {
        let mark = ["0", "1", "2"][level as usize];
        let cut = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
        for line in text[..cut].lines() {
            let mut before = String::new();
            for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let word: String = word.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
                if STOP.contains(&word.as_str()) {
                    continue;
                }
                self.push([mark, &word, "", ""], document);
                if !before.is_empty() {
                    self.push([mark, &before, " ", &word], document);
                }
                before = word;
            }
        }
    }

    fn push(&mut self, parts: [&str; 4], document: u32) {
        self.key.clear();
        parts.into_iter().for_each(|part| self.key.push_str(part));
        if let Some(documents) = self.of.get_mut(&self.key) {
            if documents.last() != Some(&document) {
                documents.push(document);
            }
        } else {
            self.of.insert(self.key.clone(), vec![document]);
        }
    }

    /// Takes in what a later part of the documents gave.
    #[expect(clippy::iter_over_hash_type, reason = "each form goes to its own list")]
    pub(super) fn extend(&mut self, later: Self) {
        for (key, documents) in later.of {
            self.of.entry(key).or_default().extend(documents);
        }
    }

    /// Lists of documents by term, sorted: what is folded alike is one term.
    pub(super) fn terms(self) -> Vec<Term> {
        let lists = self.of.into_iter().map(|(key, documents)| {
            let (level, form) = key.split_at(1);
            let level = LEVELS[usize::from(level.as_bytes()[0] - b'0')];
            (fold(form), List { level, form: form.to_owned(), documents })
        });
        let mut lists: Vec<(String, List)> = lists.collect();
        lists.sort_unstable_by(|a, b| (&a.0, a.1.level, &a.1.form).cmp(&(&b.0, b.1.level, &b.1.form)));
        let mut terms: Vec<Term> = Vec::new();
        for (text, list) in lists {
            match terms.last_mut().filter(|term| term.text == text) {
                Some(term) => term.lists.push(list),
                None => terms.push(Term { text, lists: vec![list] }),
            }
        }
        terms
    }
}

/// What is folded alike.
#[derive(Debug)]
pub(super) struct Term {
    /// Folded: lower case, no marks, đ as d.
    pub(super) text: String,
    /// By level and form.
    pub(super) lists: Vec<List>,
}

impl Term {
    /// In how many documents it stands, those with two forms or levels counted twice.
    pub(super) fn count(&self) -> usize {
        self.lists.iter().map(|list| list.documents.len()).sum()
    }
}

/// The documents that have one form at one level.
#[derive(Debug)]
pub(super) struct List {
    pub(super) level: Level,
    pub(super) form: String,
    pub(super) documents: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_folded_and_as_written() {
        let mut forms = Forms::default();
        forms.add(Level::Title, "Đào tạo, ĐÀO TẠO tại chỗ", 0);
        let mut later = Forms::default();
        later.add(Level::Text, "dao tạo", 7);
        later.add(Level::Title, "đào tạo", 7);
        forms.extend(later);
        let terms = forms.terms();
        let texts: Vec<&str> = terms.iter().map(|term| &*term.text).collect();
        assert_eq!(texts, ["cho", "dao", "dao tao", "tao", "tao cho", "tao dao"], "“tại” is too common");
        let lists: Vec<_> = terms[2].lists.iter().map(|l| (l.level, &*l.form, &*l.documents)).collect();
        assert_eq!(lists, [(Level::Title, "đào tạo", &[0, 7][..]), (Level::Text, "dao tạo", &[7][..])]);
    }

    #[test]
    fn stop_words_are_sorted_out_by_their_marks() {
        let mut forms = Forms::default();
        forms.add(Level::Title, "bằng bảng", 0);
        let texts: Vec<String> = forms.terms().into_iter().map(|term| term.text).collect();
        assert_eq!(texts, ["bang"]);
    }
}
