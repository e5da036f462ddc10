//! The index of the site's own search: docs/en/search-format.md says how it is read.

mod encode;
mod merge;
mod read;
mod shown;
mod terms;
mod vocabulary;
mod words;

use std::ops::Range;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::deflate::Packer;
use crate::base::number::saturated;
use crate::base::slug::fold;
use crate::base::{Artifact, hash};
use crate::model::office_words;
use crate::page::found::{Document, Facet, SHORT, SearchDocuments};
use crate::page::plan::SEARCH_FILES;
use encode::path;
use merge::{Merged, PART};
use read::Level;
pub use read::Read;
use shown::{BLOCK, SAMPLE};
use terms::{Reading, STOP};

/// Version of the format.
const VERSION: u32 = 3;

/// Documents whose terms one thread gathers at a time.
pub const GATHER: usize = 64 * BLOCK;

/// Words that are offered to who types or mistypes, at most; a phone loads them at once.
const WORDS: usize = 8192;

/// A facet value in so few runs of ids is in the manifest; others have a list among the terms.
const RUNS: usize = 8;

/// The index of one language. It is made in steps, so that a batch of documents that did not change
/// need not be gone through again.
pub struct Index<'f> {
    found: &'f SearchDocuments<'f>,
    folder: String,
    dictionary: String,
}

impl<'f> Index<'f> {
    /// The index of what is found in the language below `prefix`.
    pub fn new(prefix: &str, found: &'f SearchDocuments<'f>) -> Self {
        // A dictionary that few blocks use is not worth its way.
        let sample = if found.len() < SAMPLE { 0 } else { SAMPLE };
        let dictionary = shown::dictionary((0..sample).map(|id| found.document(id)));
        Self::with(prefix, found, dictionary)
    }

    /// The same with the dictionary that [`Index::new`] made.
    pub fn with(prefix: &str, found: &'f SearchDocuments<'f>, dictionary: String) -> Self {
        Self {
            found,
            folder: format!("{prefix}{SEARCH_FILES}"),
            dictionary,
        }
    }

    /// The documents of each batch.
    pub fn batches(&self) -> Vec<Range<usize>> {
        let starts = (0..self.found.len()).step_by(GATHER);
        starts
            .map(|start| start..(start + GATHER).min(self.found.len()))
            .collect()
    }

    /// What all blocks have in them besides their documents.
    pub fn dictionary(&self) -> &str {
        &self.dictionary
    }

    /// Where the blocks of a batch are.
    pub fn blocks(&self, batch: &Range<usize>) -> impl Iterator<Item = String> {
        (batch.start..batch.end)
            .step_by(BLOCK)
            .map(|first| format!("{}d/{}.bin", self.folder, path(first / BLOCK)))
    }

    /// The terms of a batch, and its blocks.
    pub fn gather(&self, batch: &Range<usize>) -> (Read, Vec<Artifact>) {
        let (mut reading, mut packer) = (Reading::default(), packer());
        let mut blocks = Vec::new();
        for (first, path) in batch.clone().step_by(BLOCK).zip(self.blocks(batch)) {
            let ids = first..batch.end.min(first + BLOCK);
            let documents: Vec<Document<'_>> =
                ids.clone().map(|id| self.found.document(id)).collect();
            for (document, id) in documents.iter().zip(ids) {
                let id = saturated(id);
                reading.add(Level::Title, &document.title, id);
                reading.add(Level::Name, &document.names, id);
                reading.called(&document.called, id);
                // Ids are by day, so that days cost next to nothing.
                if let Some(date) = document.date {
                    reading.dated(date, id);
                }
                reading.add(Level::Text, document.summary, id);
                reading.add(Level::Text, &document.text, id);
            }
            blocks.push(Artifact::new(
                path,
                shown::block(&documents, &self.dictionary, &mut packer),
            ));
        }
        (reading.read(), blocks)
    }

    /// All other files, from the terms of all batches and the fingerprints of all blocks
    /// ([`hash::short`]).
    pub fn finish(
        &self,
        mut reads: Vec<Read>,
        blocks: impl Iterator<Item = String>,
    ) -> Vec<Artifact> {
        let (found, folder) = (self.found, &self.folder);
        let mut artifacts = Vec::new();
        let (facets, choices) = facets(found);
        reads.push(choices);
        let merged = Merged::new(&reads, saturated(found.len()));
        let words = format!("{}\n{}", words(merged.counts()), self.dictionary);
        let (words, shards) = rayon::join(
            || packer().packed(words.as_bytes(), b""),
            || merged.shards(),
        );
        artifacts.push(Artifact::new(format!("{folder}words.bin"), words));
        let count = shards.len();
        for (number, shard) in shards.into_iter().enumerate() {
            let name = format!("{folder}t/{}", path(number));
            for (part, bytes) in shard.parts.into_iter().enumerate() {
                artifacts.push(Artifact::new(format!("{name}-{part}.bin"), bytes));
            }
            artifacts.push(Artifact::new(format!("{name}.bin"), shard.bytes));
        }
        let prints: Vec<String> = artifacts
            .par_iter()
            .map(|artifact| hash::short(&artifact.bytes))
            .collect();
        let prints: String = blocks.chain(prints).collect();
        let manifest = json!({
            "version": VERSION,
            "edition": &hash::short(prints.as_bytes())[..8],
            "documents": found.len(),
            "block": BLOCK,
            "part": PART,
            "shards": count,
            "kinds": found.kinds(),
            "facets": facets,
            "stop": STOP,
            "offices": office_words(),
            "short": SHORT.map(|(long, short)| [fold(long), fold(short)]),
        });
        artifacts.push(Artifact::listing(
            format!("{folder}index.json"),
            format!("{manifest}\n"),
        ));
        artifacts
    }
}

/// Packs as well as it can without taking much longer.
fn packer() -> Packer {
    Packer::new(6)
}

/// The commonest words, sorted, a line each; the last letter is a class of how common: A once, B
/// twice, C four times.
fn words(mut counts: Vec<(usize, &str)>) -> String {
    counts.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    counts.truncate(WORDS);
    counts.sort_unstable_by(|a, b| a.1.cmp(b.1));
    let class = |count: usize| char::from(b'A' + count.max(1).ilog2().min(25) as u8);
    counts
        .iter()
        .map(|(count, word)| format!("{word}{}\n", class(*count)))
        .collect()
}

/// What a reader may narrow by. Values in few runs of ids say them here; the lists of others join
/// the terms.
fn facets(found: &SearchDocuments<'_>) -> (Vec<Value>, Read) {
    let (mut facets, mut lists) = (Vec::new(), Vec::new());
    for Facet {
        name,
        title,
        values,
    } in found.facets()
    {
        let mut choices = Vec::new();
        for value in values {
            let runs = runs(&value.documents);
            let few = runs.len() <= RUNS;
            if !few {
                lists.push((format!("@{name}/{}", value.id), &*value.documents));
            }
            let runs = if few { json!(runs) } else { Value::Null };
            choices.push(json!([value.id, value.title, value.documents.len(), runs]));
        }
        facets.push(json!({ "name": name, "title": title, "values": choices }));
    }
    (facets, Read::of_names(lists.into_iter()))
}

/// First and last of each run of neighbours.
fn runs(ascending: &[u32]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for id in ascending {
        match runs.last_mut().filter(|run| run.1 + 1 == *id) {
            Some(run) => run.1 = *id,
            None => runs.push((*id, *id)),
        }
    }
    runs
}
