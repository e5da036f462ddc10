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

/// All words, by their numbers from 1 in their order.
pub(super) struct Words<'a> {
    all: Vec<Word<'a>>,
    folds: Vec<Box<str>>,
}

impl<'a> Words<'a> {
    /// The words, and of each read the numbers of its words.
    pub(super) fn new(reads: &'a [Read]) -> (Self, Vec<Vec<u32>>) {
        let (forms, numbers) = forms(reads);
        let folded: Vec<Option<Box<str>>> = forms.par_iter().map(|form| other(form)).collect();
        let (mut all, mut folds) = (Vec::with_capacity(forms.len()), Vec::new());
        for (form, folded) in forms.into_iter().zip(folded) {
            let is_other = u32::from(folded.is_some());
            folds.extend(folded);
            let fold = is_other * folds.len() as u32;
            all.push(Word {
                form,
                fold,
                rank: 0,
            });
        }
        let mut words = Self { all, folds };
        words.rank();
        (words, numbers)
    }

    /// Numbers the words in the order of what they fold to.
    fn rank(&mut self) {
        // Texts are beside their numbers: looking into the words takes longer.
        let texts = self.all.par_iter().enumerate();
        let texts = texts.map(|(at, word)| (self.folded_of(word), at as u32));
        let mut order: Vec<(&str, u32)> = texts.collect();
        order.par_sort_unstable();
        let mut ranks = vec![0; order.len()];
        for (rank, same) in (1..).zip(order.chunk_by(|a, b| a.0 == b.0)) {
            same.iter().for_each(|(_, at)| ranks[*at as usize] = rank);
        }
        for (word, rank) in self.all.iter_mut().zip(ranks) {
            word.rank = rank;
        }
    }

    /// A word as written but in lower case.
    pub(super) fn form(&self, number: u32) -> &'a str {
        self.all[number as usize - 1].form
    }

    /// What a word folds to.
    pub(super) fn folded(&self, number: u32) -> &str {
        self.folded_of(&self.all[number as usize - 1])
    }

    fn folded_of<'b>(&'b self, word: &Word<'b>) -> &'b str {
        match word.fold.checked_sub(1) {
            Some(at) => &self.folds[at as usize],
            None => word.form,
        }
    }

    /// The place of what a word folds to, from 1; 0 for no word.
    pub(super) fn rank_of(&self, number: u32) -> u32 {
        number
            .checked_sub(1)
            .map_or(0, |at| self.all[at as usize].rank)
    }
}

/// What a word folds to, where that is not the word.
fn other(form: &str) -> Option<Box<str>> {
    // The names of choices are none of a text.
    let folded = (!form.starts_with('@')).then(|| fold(form));
    let folded = folded.filter(|folded| folded != form);
    folded.map(String::into_boxed_str)
}

/// All words, sorted; and of each read the numbers of its words among all, from 1.
fn forms(reads: &[Read]) -> (Vec<&str>, Vec<Vec<u32>>) {
    let count = reads.iter().map(|read| read.words().len()).sum();
    // With each word where it is: a map of all would take more.
    let mut written: Vec<(&str, u32, u32)> = Vec::with_capacity(count);
    for (at, read) in (0..).zip(reads) {
        written.extend(read.words().zip(0..).map(|(word, own)| (word, at, own)));
    }
    written.par_sort_unstable();
    let numbers = reads.iter().map(|read| vec![0; read.words().len()]);
    let mut numbers: Vec<Vec<u32>> = numbers.collect();
    let mut forms = Vec::new();
    for same in written.chunk_by(|a, b| a.0 == b.0) {
        forms.push(same[0].0);
        for (_, read, own) in same {
            numbers[*read as usize][*own as usize] = forms.len() as u32;
        }
    }
    (forms, numbers)
}
