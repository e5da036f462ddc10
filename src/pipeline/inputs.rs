//! A fingerprint of all that a build depends on.

use rayon::prelude::*;

use super::Input;
use crate::base::memo::{self, Memo};
use crate::base::{Fingerprint, Stat, hash};
use crate::source::{self, Source};

/// Files whose fingerprint one thread takes at a time.
const TOGETHER: usize = 4096;

/// All that a build depends on, by the stats of files; nothing when a stat does not tell enough.
pub(super) fn fingerprint(input: &Input, sources: &[Source], memo: &Memo) -> Option<String> {
    let mut fingerprint = hash::Hasher::new();
    // Without `..`: a new option does not compile until it is decided whether a build depends on
    // it.
    let Input {
        root: _, // its files are below
        output,
        base_url,
        as_of,
        drafts,
        future,
        preview,
        strict,
        jobs: _,
        how,
        // Of builds without a warning, which have neither shrunk nor jumped.
        allow_shrink: _,
        allow_jump: _,
        today: _, // changes nothing that is made
        host: _,  // such a build is made
        kept: _,
        watch: _,
        stop: _,
    } = input;
    let output = output.canonicalize().unwrap_or_else(|_| output.clone());
    fingerprint.update(memo::program().as_bytes());
    let flags = (base_url, as_of, drafts, future, preview, strict, output);
    fingerprint.update(format!("{flags:?}{how:?}").as_bytes());
    let theme = source::theme_stats(&input.root);
    let theme = print(theme.iter().map(|(path, stat)| (&**path, stat)), memo);
    let parts: Vec<Option<[u8; 16]>> = sources
        .par_chunks(TOGETHER)
        .map(|sources| print_of_sources(sources, memo))
        .collect();
    for part in parts.into_iter().chain([theme]) {
        fingerprint.update(&part?);
    }
    Some(fingerprint.finalize().to_hex().to_string())
}

/// A fingerprint of the stats of some files; nothing when one of them does not tell enough.
fn print<'a>(files: impl Iterator<Item = (&'a str, &'a Stat)>, memo: &Memo) -> Option<[u8; 16]> {
    let mut fingerprint = Fingerprint::new(b"", "stats");
    for (path, stat) in files {
        if memo.racy(stat) {
            return None;
        }
        fingerprint.bytes(path.as_bytes());
        for number in [
            stat.size.cast_signed(),
            stat.modified,
            stat.changed,
            stat.inode.cast_signed(),
        ] {
            fingerprint.number(number);
        }
    }
    Some(fingerprint.short())
}

/// The fingerprint of sources and of the files beside them.
fn print_of_sources(sources: &[Source], memo: &Memo) -> Option<[u8; 16]> {
    let all = sources
        .iter()
        .flat_map(|source| [Some(source), source.sidecar.as_deref()])
        .flatten();
    print(all.map(|source| (&*source.path, &source.stat)), memo)
}
