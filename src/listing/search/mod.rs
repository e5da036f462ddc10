//! The index of the site's own search: docs/search-format.md says how it is read.

mod encode;
mod merge;
mod shown;
mod terms;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::base::{Artifact, hash};
use crate::page::found::{Document, Facet, Found};
use crate::page::plan::SEARCH;
use encode::{Packer, path};
use merge::{Merged, PART};
use shown::{BLOCK, SAMPLE};
use terms::{Level, Read, Reading, STOP};

/// Version of the format.
const VERSION: u32 = 2;

/// Documents whose terms one thread gathers at a time.
const GATHER: usize = 64 * BLOCK;

/// Words that are offered to who types or mistypes, at most; a phone loads them at once.
const WORDS: usize = 8192;

/// A facet value in so few runs of ids stands in the manifest; others have a list among the terms.
const RUNS: usize = 8;

/// The index of one language below `prefix`.
pub(super) fn index(prefix: &str, found: &Found<'_>) -> Vec<Artifact> {
    let folder = format!("{prefix}{SEARCH}");
    let mut artifacts = Vec::new();
    // A dictionary that few blocks use is not worth its way.
    let sample = if found.len() < SAMPLE { 0 } else { SAMPLE };
    let dictionary = shown::dictionary((0..sample).map(|id| found.document(id)));
    let starts: Vec<usize> = (0..found.len()).step_by(GATHER).collect();
    let gathered =
        starts.into_par_iter().map_init(Packer::new, |packer, start| gather(found, start, &dictionary, packer));
    let (mut reads, blocks): (Vec<Read>, Vec<Vec<Vec<u8>>>) = gathered.unzip();
    for (number, bytes) in blocks.into_iter().flatten().enumerate() {
        artifacts.push(Artifact::new(format!("{folder}d/{}.bin", path(number)), bytes));
    }
    let mut choices = Reading::default();
    let facets = facets(found, &mut choices);
    reads.push(choices.read());
    let merged = Merged::new(&reads, number(found.len()));
    let words = format!("{}\n{dictionary}", words(merged.counts()));
    artifacts.push(Artifact::new(format!("{folder}words.bin"), Packer::new().packed(words.as_bytes(), b"")));
    let shards = merged.shards();
    let count = shards.len();
    for (number, shard) in shards.into_iter().enumerate() {
        let name = format!("{folder}t/{}", path(number));
        for (part, bytes) in shard.parts.into_iter().enumerate() {
            artifacts.push(Artifact::new(format!("{name}-{part}.bin"), bytes));
        }
        artifacts.push(Artifact::new(format!("{name}.bin"), shard.bytes));
    }
    let fingerprints: Vec<String> = artifacts.par_iter().map(|artifact| hash::short(&artifact.bytes)).collect();
    let manifest = json!({
        "version": VERSION,
        "edition": &hash::short(fingerprints.concat().as_bytes())[..8],
        "documents": found.len(),
        "block": BLOCK,
        "part": PART,
        "shards": count,
        "kinds": found.kinds(),
        "facets": facets,
        "stop": STOP,
    });
    artifacts.push(Artifact::new(format!("{folder}index.json"), format!("{manifest}\n")));
    artifacts
}

/// The terms of some documents, and what is shown of them.
fn gather(found: &Found<'_>, start: usize, dictionary: &str, packer: &mut Packer) -> (Read, Vec<Vec<u8>>) {
    let mut reading = Reading::default();
    let mut blocks = Vec::new();
    let end = (start + GATHER).min(found.len());
    for first in (start..end).step_by(BLOCK) {
        let documents: Vec<Document<'_>> = (first..end.min(first + BLOCK)).map(|id| found.document(id)).collect();
        for (document, id) in documents.iter().zip(first..) {
            let id = number(id);
            reading.add(Level::Title, &document.title, id);
            reading.add(Level::Name, &document.names, id);
            reading.add(Level::Text, document.summary, id);
            reading.add(Level::Text, &document.text, id);
        }
        blocks.push(shown::block(&documents, dictionary, packer));
    }
    (reading.read(), blocks)
}

/// Ids take four bytes.
fn number(id: usize) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

/// The commonest words, sorted, a line each; the last letter is a class of how common: A once, B twice, C four times.
fn words(mut counts: Vec<(usize, &str)>) -> String {
    counts.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    counts.truncate(WORDS);
    counts.sort_unstable_by(|a, b| a.1.cmp(b.1));
    let class = |count: usize| char::from(b'A' + count.max(1).ilog2().min(25) as u8);
    counts.iter().map(|(count, word)| format!("{word}{}\n", class(*count))).collect()
}

/// What a reader may narrow by. Values in few runs of ids say them here; the lists of others join the terms.
fn facets(found: &Found<'_>, lists: &mut Reading) -> Vec<Value> {
    let facet = |facet: &Facet| {
        let values: Vec<Value> = facet
            .values
            .iter()
            .map(|value| {
                let runs = runs(&value.documents);
                let few = runs.len() <= RUNS;
                if !few {
                    lists.name(&format!("@{}/{}", facet.name, value.id), &value.documents);
                }
                json!([value.id, value.title, value.documents.len(), if few { json!(runs) } else { Value::Null }])
            })
            .collect();
        json!({ "name": facet.name, "title": facet.title, "values": values })
    };
    found.facets().iter().map(facet).collect()
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
