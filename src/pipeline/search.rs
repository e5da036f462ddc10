//! The index of the site's own search. What is in a batch of documents that did not change is
//! kept beside the full list of files; a site of one batch has nothing to remember.

use std::ops::Range;

use anyhow::Result;
use rayon::prelude::*;

use super::editions::LanguageBuild;
use crate::base::{Artifact, Fingerprint, hash, memo};
use crate::listing::search::{GATHER, Index, Read};
use crate::page::found::{Document, Facet, SearchDocuments, Value};
use crate::page::plan::SEARCH_FILES;
use crate::page::present::Keys;
use crate::publish::{Receipt, Stage};

/// Where the terms of batches are kept: not in the output (`publish/home.rs`).
const TERMS: &str = ".tiendo/search/";

/// Some documents of an index, and what the last build left of them.
struct Batch {
    documents: Range<usize>,
    /// Where its terms are kept; nowhere when they are all there are.
    path: Option<String>,
    /// What its terms are made from.
    key: String,
    /// What its blocks are made from.
    shown: String,
    terms: Option<Receipt>,
    blocks: Option<Vec<Receipt>>,
}

impl Batch {
    /// A batch with what the last build left of it.
    fn of(
        index: &Index<'_>,
        key: String,
        documents: Range<usize>,
        path: Option<String>,
        stage: &Stage,
    ) -> Self {
        let shown = hash::short(format!("{key} {}", index.dictionary()).as_bytes());
        let terms = path.as_ref().and_then(|path| stage.kept(path, &key));
        let blocks = index.blocks(&documents);
        let blocks = blocks.map(|path| stage.kept(&path, &shown)).collect();
        Self {
            documents,
            path,
            key,
            shown,
            terms,
            blocks,
        }
    }
}

/// The index of one language, whose batches have been gone through.
pub(super) struct Gathered<'l> {
    prefix: &'l str,
    found: &'l SearchDocuments<'l>,
    /// What all of it is made from.
    whole: String,
    batches: Batches,
}

/// The batches of an index.
enum Batches {
    /// All files are as the last build left them.
    Kept(Vec<Receipt>),
    Made {
        dictionary: String,
        reads: Vec<Read>,
        terms: Vec<Receipt>,
        blocks: Vec<Receipt>,
    },
}

/// The documents of a language, and the keys of its pages in their order.
struct Edition<'l> {
    prefix: &'l str,
    found: SearchDocuments<'l>,
    keys: &'l Keys,
}

/// The documents of all languages.
pub(super) struct Documents<'l> {
    editions: Vec<Edition<'l>>,
    stage: &'l Stage,
}

impl<'l> Documents<'l> {
    /// Those of some languages; `keys` are those of the pages of each.
    pub(super) fn new(
        languages: &'l [LanguageBuild<'_>],
        keys: &'l [Keys],
        stage: &'l Stage,
    ) -> Self {
        let editions = languages.iter().zip(keys).map(|(language, keys)| Edition {
            prefix: language.plan.prefix(),
            found: language.found(),
            keys,
        });
        let editions = editions.collect();
        Self { editions, stage }
    }

    /// Goes through the documents; not where they are so few that one thread reads those of a
    /// language.
    pub(super) fn gathered_if_many(&self) -> Result<Option<Vec<Gathered<'_>>>> {
        let many = self.editions.iter().any(|one| one.found.len() > GATHER);
        many.then(|| self.gathered()).transpose()
    }

    fn gathered(&self) -> Result<Vec<Gathered<'_>>> {
        let editions = self.editions.iter();
        editions.map(|one| Gathered::of(one, self.stage)).collect()
    }

    /// Makes the indexes of what was gathered, or is gathered now.
    pub(super) fn indexes(&self, gathered: Option<Vec<Gathered<'_>>>) -> Result<Vec<Receipt>> {
        let mut receipts = Vec::new();
        for language in gathered.map_or_else(|| self.gathered(), Ok)? {
            receipts.extend(language.finish(self.stage)?);
        }
        Ok(receipts)
    }
}

impl<'l> Gathered<'l> {
    /// The index of one language: all of it as the last build left it, when that made it of the
    /// same documents.
    fn of(edition: &'l Edition<'_>, stage: &Stage) -> Result<Self> {
        let Edition {
            prefix,
            found,
            keys,
        } = edition;
        let index = Index::new(prefix, found);
        let ranges = index.batches();
        let several = ranges.len() > 1;
        let batches: Vec<Batch> = ranges
            .into_par_iter()
            .enumerate()
            .with_max_len(1)
            .map(|(number, documents)| {
                let key = key_of(found, keys, documents.clone());
                let path = several.then(|| format!("{TERMS}{prefix}{number}.bin"));
                Batch::of(&index, key, documents, path, stage)
            })
            .collect();
        let whole = whole_key(found, &batches);
        let batches = match all_kept(prefix, &batches, &whole, stage) {
            Some(kept) => Batches::Kept(kept),
            None => Batches::made(batches, &index, stage)?,
        };
        Ok(Self {
            prefix,
            found,
            whole,
            batches,
        })
    }

    /// All files of the index.
    fn finish(self, stage: &Stage) -> Result<Vec<Receipt>> {
        let (dictionary, reads, mut receipts, blocks) = match self.batches {
            Batches::Kept(kept) => return Ok(kept),
            Batches::Made {
                dictionary,
                reads,
                terms,
                blocks,
            } => (dictionary, reads, terms, blocks),
        };
        let index = Index::with(self.prefix, self.found, dictionary);
        let artifacts = index.finish(reads, blocks.iter().map(Receipt::short));
        receipts.extend(blocks);
        let rest = artifacts
            .into_par_iter()
            .map(|artifact| stage.put_as(&artifact, &self.whole, ""));
        receipts.extend(rest.collect::<Result<Vec<_>>>()?);
        Ok(receipts)
    }
}

impl Batches {
    fn made(batches: Vec<Batch>, index: &Index<'_>, stage: &Stage) -> Result<Self> {
        let made = batches
            .into_par_iter()
            .with_max_len(1)
            .map(|batch| batch.made(index, stage));
        let made: Vec<(Read, Option<Receipt>, Vec<Receipt>)> = made.collect::<Result<_>>()?;
        let (mut reads, mut terms, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
        for (read, kept, shown) in made {
            reads.push(read);
            terms.extend(kept);
            blocks.extend(shown);
        }
        Ok(Self::Made {
            dictionary: index.dictionary().to_owned(),
            reads,
            terms,
            blocks,
        })
    }
}

/// All files, when none of them is to be made.
fn all_kept(prefix: &str, batches: &[Batch], whole: &str, stage: &Stage) -> Option<Vec<Receipt>> {
    let mut kept = stage.kept_all(&format!("{prefix}{SEARCH_FILES}t/"), whole)?;
    for name in ["index.json", "words.bin"] {
        kept.push(stage.kept(&format!("{prefix}{SEARCH_FILES}{name}"), whole)?);
    }
    for batch in batches {
        kept.extend(batch.blocks.as_ref()?.iter().cloned());
        if batch.path.is_some() {
            kept.push(batch.terms.clone()?);
        }
    }
    Some(kept)
}

impl Batch {
    /// Its terms, where they are kept, and its blocks; each as the last build left it, or made
    /// again.
    fn made(
        self,
        index: &Index<'_>,
        stage: &Stage,
    ) -> Result<(Read, Option<Receipt>, Vec<Receipt>)> {
        if let (Some(terms), Some(_)) = (&self.terms, &self.blocks) {
            let bytes = stage
                .before(terms.path())
                .and_then(|before| before.read(0..terms.bytes()))
                // A memory with a flipped byte is an empty one.
                .filter(|bytes| hash::short(bytes) == terms.short());
            if let Some(read) = bytes.and_then(|bytes| Read::recall(&bytes)) {
                return Ok((read, self.terms, self.blocks.unwrap_or_default()));
            }
        }
        let (read, blocks) = index.gather(&self.documents);
        let blocks = blocks
            .iter()
            .map(|block| stage.put_as(block, &self.shown, ""))
            .collect::<Result<_>>()?;
        let keep = |path| stage.put_as(&Artifact::new(path, read.keep()), &self.key, "");
        let terms = self.path.map(keep).transpose()?;
        Ok((read, terms, blocks))
    }
}

/// A fingerprint of some documents.
fn key_of(found: &SearchDocuments<'_>, keys: &Keys, documents: Range<usize>) -> String {
    let mut fingerprint = Fingerprint::new(memo::program().as_bytes(), "documents");
    fingerprint.number(documents.start as i64);
    for id in documents {
        // A card says all that is found of a record.
        if let Some(record) = found.record_of(id) {
            fingerprint.bytes(keys.card(record));
            continue;
        }
        let Document {
            title,
            url,
            kind,
            date,
            note,
            summary,
            names,
            called,
            text,
        } = found.document(id);
        let date = date.map(|date| date.to_string()).unwrap_or_default();
        for text in [&*title, &url, &date, &note, summary, &names, &called, &text] {
            fingerprint.bytes(text.as_bytes());
        }
        fingerprint.number(kind as i64);
    }
    fingerprint.text()
}

/// A fingerprint of all documents, and of what they can be narrowed by.
fn whole_key(found: &SearchDocuments<'_>, batches: &[Batch]) -> String {
    let mut fingerprint = Fingerprint::new(memo::program().as_bytes(), "search");
    fingerprint.view(&found.kinds());
    for batch in batches {
        fingerprint.bytes(batch.key.as_bytes());
    }
    for Facet {
        name,
        title,
        values,
    } in found.facets()
    {
        fingerprint.view(&(name, title, values.len()));
        for Value {
            id,
            title,
            documents,
        } in values
        {
            fingerprint.view(&(id, title, documents.len()));
            for document in documents {
                fingerprint.number(i64::from(*document));
            }
        }
    }
    fingerprint.text()
}
