//! The index of the site's own search: docs/search-format.md says how it is read.

mod encode;
mod terms;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::base::{Artifact, hash};
use crate::page::found::{Document, Found};
use crate::page::plan::SEARCH;
use encode::{deflated, path, shard, shard_of, weight};
use terms::{Forms, Level, List, STOP, Term};

/// Version of the format.
const VERSION: u32 = 1;

/// Documents in one file of what is shown.
const BLOCK: usize = 64;

/// Documents whose terms one thread gathers at a time.
const GATHER: usize = 64 * BLOCK;

/// Words that are offered to who types or mistypes, at most; a phone loads them at once.
const WORDS: usize = 8192;

/// Bytes of a shard before packing, about.
const SHARD: usize = 4096;

/// A facet value in so few runs of ids stands in the manifest; others have a list among the terms.
const RUNS: usize = 8;

/// The index of one language below `prefix`.
pub(super) fn index(prefix: &str, found: &Found<'_>) -> Vec<Artifact> {
    let folder = format!("{prefix}{SEARCH}");
    let mut artifacts = Vec::new();
    let starts: Vec<usize> = (0..found.len()).step_by(GATHER).collect();
    let gathered: Vec<(Forms, Vec<Vec<u8>>)> = starts.into_par_iter().map(|start| gather(found, start)).collect();
    let mut forms = Forms::default();
    let mut blocks = 0;
    for (more, packed) in gathered {
        forms.extend(more);
        for bytes in packed {
            artifacts.push(Artifact::new(format!("{folder}d/{}.bin", path(blocks)), bytes));
            blocks += 1;
        }
    }
    let mut terms = forms.terms();
    let words = words(&terms);
    let facets = facets(found, &mut terms);
    let size: usize =
        terms.iter().map(|t| t.text.len() + 2 + t.lists.iter().map(|l| weight(l, found.len())).sum::<usize>()).sum();
    let shards = (size / SHARD).next_power_of_two().min(1 << 20);
    let mut bins: Vec<Vec<&Term>> = vec![Vec::new(); shards];
    terms.iter().for_each(|term| bins[shard_of(&term.text, shards)].push(term));
    let packed: Vec<_> = bins.par_iter().map(|terms| shard(terms)).collect();
    for (number, shard) in packed.into_iter().enumerate() {
        let name = format!("{folder}t/{}", path(number));
        for (part, bytes) in shard.parts.into_iter().enumerate() {
            artifacts.push(Artifact::new(format!("{name}-{part}.bin"), bytes));
        }
        artifacts.push(Artifact::new(format!("{name}.bin"), shard.bytes));
    }
    artifacts.push(Artifact::new(format!("{folder}words.bin"), deflated(words.as_bytes())));
    let fingerprints: Vec<String> = artifacts.par_iter().map(|artifact| hash::short(&artifact.bytes)).collect();
    let manifest = json!({
        "version": VERSION,
        "edition": &hash::short(fingerprints.concat().as_bytes())[..8],
        "documents": found.len(),
        "block": BLOCK,
        "part": encode::PART,
        "shards": shards,
        "kinds": found.kinds(),
        "facets": facets,
        "stop": STOP,
    });
    artifacts.push(Artifact::new(format!("{folder}index.json"), format!("{manifest}\n")));
    artifacts
}

/// The terms of some documents, and what is shown of them.
fn gather(found: &Found<'_>, start: usize) -> (Forms, Vec<Vec<u8>>) {
    let mut forms = Forms::default();
    let mut blocks = Vec::new();
    let end = (start + GATHER).min(found.len());
    let mut shown = Vec::with_capacity(BLOCK);
    for id in start..end {
        let document = found.document(id);
        let number = u32::try_from(id).unwrap_or(u32::MAX);
        forms.add(Level::Title, &document.title, number);
        forms.add(Level::Name, &document.names, number);
        forms.add(Level::Text, document.summary, number);
        forms.add(Level::Text, &document.text, number);
        shown.push(row(&document).to_string());
        if shown.len() == BLOCK || id + 1 == end {
            blocks.push(deflated(format!("[{}]", shown.join(",\n")).as_bytes()));
            shown.clear();
        }
    }
    (forms, blocks)
}

fn row(document: &Document<'_>) -> Value {
    let date = document.date.map(|date| date.to_string()).unwrap_or_default();
    json!([document.title, document.url, document.kind, date, document.note, document.summary])
}

/// The commonest words, sorted, a line each; the last letter is a class of how common: A once, B twice, C four times.
fn words(terms: &[Term]) -> String {
    let plain = |term: &&Term| !term.text.contains(|c: char| c == ' ' || c.is_numeric());
    let mut common: Vec<(usize, &str)> = terms.iter().filter(plain).map(|term| (term.count(), &*term.text)).collect();
    common.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    common.truncate(WORDS);
    common.sort_unstable_by(|a, b| a.1.cmp(b.1));
    let class = |count: usize| char::from(b'A' + count.max(1).ilog2().min(25) as u8);
    common.iter().map(|(count, word)| format!("{word}{}\n", class(*count))).collect()
}

/// What a reader may narrow by. Values in few runs of ids say them here; the lists of others join the terms.
fn facets(found: &Found<'_>, terms: &mut Vec<Term>) -> Vec<Value> {
    let facet = |facet: &crate::page::found::Facet| {
        let values: Vec<Value> = facet
            .values
            .iter()
            .map(|value| {
                let runs = runs(&value.documents);
                let few = runs.len() <= RUNS;
                if !few {
                    let text = format!("@{}/{}", facet.name, value.id);
                    let list = List { level: Level::Name, form: text.clone(), documents: value.documents.clone() };
                    terms.push(Term { text, lists: vec![list] });
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
