//! The cards for sharing: what pages say of them, and their files.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::editions::{Common, LanguageBuild};
use crate::base::{Artifact, hash, memo};
use crate::page::present::{Share, Shares};
use crate::page::{self, Kind, RenderContext};
use crate::publish::{Receipt, Stage};

/// The cards of a language.
pub(super) struct Cards {
    pub(super) shares: Shares,
    pub(super) receipts: Vec<Receipt>,
}

/// Makes the cards of all languages; without a stage none is drawn. They show nothing of the open
/// data, so `common` need not have it yet.
///
/// # Errors
/// When a card cannot be drawn or written.
pub(super) fn all(
    languages: &[LanguageBuild<'_>],
    common: &Common<'_>,
    stage: Option<&Stage>,
) -> Result<Vec<Cards>> {
    let none = Shares::new();
    let of = |language: &LanguageBuild<'_>| cards(language.context(common, &none), stage);
    languages.iter().map(of).collect()
}

/// The cards of one language. Each is drawn as soon as it is known what it shows.
fn cards(context: RenderContext<'_>, stage: Option<&Stage>) -> Result<Cards> {
    // The address tells what a card shows; another program may draw it in another way.
    let key = hash::short(memo::program().as_bytes());
    // Two subjects may look alike: the card is drawn once.
    let begun: Mutex<BTreeSet<String>> = Mutex::default();
    let begin = |url: &str| {
        let mut begun = begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.insert(url.to_owned())
    };
    let make = |subject: Kind| -> Result<((Kind, Share), Option<Receipt>)> {
        let (share, card) = page::present::share(context, &subject);
        let draw = |stage: &Stage| {
            stage.remember(&share.url, &key, || {
                let bytes = card.png().context("the card cannot be drawn")?;
                Ok((Artifact::new(&*share.url, bytes), String::new()))
            })
        };
        let stage = stage.filter(|_| begin(&share.url));
        let receipt = stage.map(draw).transpose()?;
        Ok(((subject, share), receipt))
    };
    let subjects: Vec<Kind> = page::present::subjects(context).into_iter().collect();
    let made = subjects.into_par_iter().with_max_len(1).map(make);
    let made: Vec<_> = made.collect::<Result<_>>()?;
    let (shares, receipts): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let mut receipts: Vec<Receipt> = receipts.into_iter().flatten().collect();
    // Of two subjects that look alike, either may be first.
    receipts.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(Cards {
        shares: shares.into_iter().collect(),
        receipts,
    })
}
