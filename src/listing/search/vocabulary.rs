//! The words of all documents, each once, with its number and its place among what they fold to.

use rayon::prelude::*;

use super::read::Read;
use crate::base::slug::fold;

/// A word as written but in lower case.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    form: &'a str,
    /// The number of what it folds to, from 1; 0 where that is the form, as of most: codes.
    fold: u32,
    /// Its number among the folded words, in their order, from 1.
    rank: u32,
}

impl<'a> Word<'a> {
    fn folded<'b>(&self, folds: &'b [Box<str>]) -> &'b str
    where
        'a: 'b,
    {
        match self.fold.checked_sub(1) {
            Some(at) => &folds[at as usize],
            None => self.form,
        }
    }
}

/// All words, by their numbers from 1 in their order.
pub(super) struct Vocabulary<'a> {
    all: Vec<Word<'a>>,
    folds: Vec<Box<str>>,
}

/// Words that one thread folds at a time.
const TOGETHER: usize = 4096;

impl<'a> Vocabulary<'a> {
    /// The words, and of each read the numbers of its words.
    pub(super) fn new(reads: &'a [Read]) -> (Self, Vec<Vec<u32>>) {
        let (mut all, numbers) = forms(reads);
        let parts: Vec<Vec<Box<str>>> = all.par_chunks_mut(TOGETHER).map(folded).collect();
        let mut folds = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        for (words, part) in all.chunks_mut(TOGETHER).zip(parts) {
            let others = words.iter_mut().filter(|word| word.fold != 0);
            others.for_each(|word| word.fold += folds.len() as u32);
            folds.extend(part);
        }
        let mut words = Self { all, folds };
        words.rank();
        (words, numbers)
    }

    /// Numbers the words in the order of what they fold to.
    fn rank(&mut self) {
        let Self { all, folds } = self;
        // Texts are beside their numbers: looking into the words takes longer.
        let texts = all.par_iter().enumerate();
        let texts = texts.map(|(at, word)| (word.folded(folds), at));
        let mut order: Vec<(&str, usize)> = texts.collect();
        order.par_sort_unstable();
        for (rank, same) in (1..).zip(order.chunk_by(|a, b| a.0 == b.0)) {
            same.iter().for_each(|(_, at)| all[*at].rank = rank);
        }
    }

    /// A word as written but in lower case.
    pub(super) fn form(&self, number: u32) -> &'a str {
        self.all[number as usize - 1].form
    }

    /// What a word folds to.
    pub(super) fn folded(&self, number: u32) -> &str {
        self.all[number as usize - 1].folded(&self.folds)
    }

    /// The place of what a word folds to, from 1; 0 for no word.
    pub(super) fn rank_of(&self, number: u32) -> u32 {
        number
            .checked_sub(1)
            .map_or(0, |at| self.all[at as usize].rank)
    }
}

/// What these words fold to where that is not the word, which says the number of its fold among
/// those.
fn folded(words: &mut [Word<'_>]) -> Vec<Box<str>> {
    let mut folds = Vec::new();
    // The names of choices are none of a text.
    for word in words.iter_mut().filter(|word| !word.form.starts_with('@')) {
        let folded = fold(word.form);
        if folded != word.form {
            folds.push(folded.into_boxed_str());
            word.fold = folds.len() as u32;
        }
    }
    folds
}

/// All words, sorted; and of each read the numbers of its words among all, from 1.
fn forms(reads: &[Read]) -> (Vec<Word<'_>>, Vec<Vec<u32>>) {
    let count = reads.iter().map(|read| read.words().len()).sum();
    // With each word where it is: a map of all would take more.
    let mut written: Vec<(&str, u32, u32)> = Vec::with_capacity(count);
    for (at, read) in (0..).zip(reads) {
        written.extend(read.words().zip(0..).map(|(word, own)| (word, at, own)));
    }
    written.par_sort_unstable();
    let numbers = reads.iter().map(|read| vec![0; read.words().len()]);
    let mut numbers: Vec<Vec<u32>> = numbers.collect();
    let mut forms = Vec::with_capacity(written.chunk_by(|a, b| a.0 == b.0).count());
    for same in written.chunk_by(|a, b| a.0 == b.0) {
        forms.push(Word {
            form: same[0].0,
            fold: 0,
            rank: 0,
        });
        for (_, read, own) in same {
            numbers[*read as usize][*own as usize] = forms.len() as u32;
        }
    }
    (forms, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_own_fold_and_the_rank_of_it() {
        // More than one thread takes, and each second one folds to another word.
        let count = 2 * TOGETHER + 5;
        let names = (0..count).map(|at| (format!("{}{at:05}", ["u", "ư"][at % 2]), &[0_u32][..]));
        let reads = [Read::of_names(names)];
        let (words, numbers) = Vocabulary::new(&reads);
        let mut ranked: Vec<(&str, u32)> = Vec::new();
        for (form, number) in reads[0].words().zip(&numbers[0]) {
            assert_eq!(
                (words.form(*number), words.folded(*number)),
                (form, &*fold(form))
            );
            ranked.push((words.folded(*number), words.rank_of(*number)));
        }
        ranked.sort_unstable();
        let ranks = ranked.into_iter().map(|(_, rank)| rank);
        assert!(ranks.eq(1..=count as u32));
        assert_eq!(words.rank_of(0), 0);
    }
}
