//! The cards for sharing: what pages say of them, and their files.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::editions::{Common, LanguageBuild};
use crate::base::{Artifact, hash, memo};
use crate::chart::Card;
use crate::page::present::{Share, Shares};
use crate::page::{self, Kind, RenderContext};
use crate::publish::{Receipt, Stage};

/// The cards of a language.
pub(super) struct Cards {
    pub(super) shares: Shares,
    pub(super) receipts: Vec<Receipt>,
}

/// How the cards of one language are drawn.
struct Drawing {
    /// The address tells what a card shows; another program may draw it in another way.
    key: String,
    /// The addresses of cards that are drawn. Two subjects may look alike: the card is drawn once.
    begun: Mutex<BTreeSet<String>>,
}

impl Drawing {
    /// Draws a card, unless that was begun for another subject.
    fn draw(&self, share: &Share, card: &Card, stage: &Stage) -> Result<Option<Receipt>> {
        let is_first = (self.begun.lock())
            .unwrap_or_else(PoisonError::into_inner)
            .insert(share.url.clone());
        if !is_first {
            return Ok(None);
        }
        let receipt = stage.remember(&share.url, &self.key, || {
            let bytes = card.png().context("the card cannot be drawn")?;
            Ok((Artifact::new(&*share.url, bytes), String::new()))
        })?;
        Ok(Some(receipt))
    }
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
    let drawing = Drawing {
        key: hash::short(memo::program().as_bytes()),
        begun: Mutex::default(),
    };
    let subjects: Vec<Kind> = page::present::subjects(context).into_iter().collect();
    let made: Vec<((Kind, Share), Option<Receipt>)> = subjects
        .into_par_iter()
        .with_max_len(1)
        .map(|subject| {
            let (share, card) = page::present::share(context, &subject);
            let receipt = match stage {
                Some(stage) => drawing.draw(&share, &card, stage)?,
                None => None,
            };
            Ok(((subject, share), receipt))
        })
        .collect::<Result<_>>()?;
    let (shares, receipts): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let mut receipts: Vec<Receipt> = receipts.into_iter().flatten().collect();
    // Of two subjects that look alike, either may be first.
    receipts.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(Cards {
        shares: shares.into_iter().collect(),
        receipts,
    })
}
