//! What a page is made from, as a key: a page whose key is that of the last build is not rendered
//! again.
//!
//! Every page has its view for a key, and what all pages share (`frame`). Of the two kinds that are
//! many, initiatives and their lists, the view is not even made: their keys are taken from the
//! records that it would be made from. What such a view shows must therefore be in [`card_key`] or
//! [`PageBuilder::initiative_key`], and what the search says of a record in [`card_key`];
//! tests/it/incremental.rs edits at random and compares with clean builds.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::{PageBuilder, RenderContext, share};
use crate::base::{Fingerprint, memo};
use crate::model::initiative::{InitiativeExtra, Source};
use crate::model::{Initiative, Portal};
use crate::page::plan::Kind;

/// What the keys of many pages have in common.
#[derive(Debug, Default)]
pub struct Keys {
    /// The program, the theme, the site and its day.
    frame: [u8; 16],
    /// One for each initiative of the portal: what a list shows of it.
    cards: Vec<[u8; 16]>,
    /// For each initiative that news are about, those news.
    news: BTreeMap<Box<str>, Vec<usize>>,
}

impl Keys {
    /// A fingerprint of all that lists and the search say of an initiative, by its index in the
    /// portal.
    pub fn card(&self, index: usize) -> &[u8; 16] {
        &self.cards[index]
    }

    /// Of the pages of a context.
    pub fn new(context: RenderContext<'_>) -> Self {
        let portal = context.portal;
        let mut frame = Fingerprint::new(memo::program().as_bytes(), "frame");
        frame.bytes(context.theme.print());
        frame.bytes(format!("{:?}", portal.site).as_bytes());
        frame.bytes(context.plan.prefix().as_bytes());
        frame.bytes(context.progress.as_of.to_string().as_bytes());
        let frame = frame.short();
        let mut news = BTreeMap::<Box<str>, Vec<usize>>::new();
        for (index, article) in portal.news.iter().enumerate() {
            for id in &article.initiatives {
                news.entry(id.as_str().into()).or_default().push(index);
            }
        }
        let cards = (0..portal.initiatives.len())
            .into_par_iter()
            .map(|index| card_key(context, portal, index))
            .collect();
        Self { frame, cards, news }
    }
}

/// All that a card says of an initiative.
fn card_key(context: RenderContext<'_>, portal: &Portal, index: usize) -> [u8; 16] {
    // Without `..`: a new field does not compile until it is decided whether a card shows it.
    let Initiative {
        id,
        coded,
        title,
        date,
        programme: _, // on the page alone
        unit,
        organisation,
        group,
        authors,
        status,
        amount,
        certified_by: _, // in the open data alone
        summary,
        featured,
        extra: _, // on the page alone, but the currency
        origin: _,
    } = &portal.initiatives[index];
    let currency = portal.initiatives[index].currency();
    let mut fingerprint = Fingerprint::new(&[], "card");
    fingerprint.bytes(id.as_bytes());
    fingerprint.bytes(context.plan.url_of(portal, index).as_bytes());
    fingerprint.bytes(title.as_bytes());
    fingerprint.number(i64::from(*coded) | i64::from(*featured) << 1);
    fingerprint.number(date.map_or(-1, |d| {
        i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day())
    }));
    let unit = portal.unit(unit);
    fingerprint.may(unit.map(|unit| &*unit.short_title));
    fingerprint.may(unit.map(|unit| &*unit.id));
    fingerprint.number(unit.map_or(-1, |unit| unit.kind as i64));
    fingerprint.may(organisation.as_deref());
    let groups = portal
        .programmes
        .iter()
        .flat_map(|programme| &programme.groups);
    let group = group
        .as_ref()
        .and_then(|id| groups.into_iter().find(|group| *group.id == **id));
    fingerprint.may(group.map(|group| &*group.title));
    for person in portal.named(authors) {
        fingerprint.bytes(person.name.as_bytes());
        fingerprint.may(person.role);
    }
    fingerprint.number(*status as i64);
    fingerprint.may(summary.as_deref());
    fingerprint.number(amount.unwrap_or(i64::MIN));
    fingerprint.bytes(currency.as_bytes());
    fingerprint.short()
}

impl PageBuilder<'_> {
    /// The key of a page whose view need not be made for it; nothing for others.
    pub(super) fn key(&self, keys: &Keys) -> Option<String> {
        // In several languages a page also shows where it has a translation.
        if !self.context.editions.is_empty() {
            return None;
        }
        match self.page.kind {
            Kind::Initiative(index) => self.initiative_key(keys, index),
            Kind::Initiatives(number) => {
                let portal = self.context.portal;
                let size = portal.site.page_size;
                let mut fingerprint = Fingerprint::new(&keys.frame, "initiatives");
                fingerprint.number(number as i64);
                fingerprint.number(portal.initiatives.len() as i64);
                fingerprint.may(self.list_note().as_deref());
                fingerprint.view(&self.groups_to_search());
                fingerprint.view(&self.share_image());
                let rows = keys.cards.iter().skip((number - 1) * size).take(size);
                rows.for_each(|card| fingerprint.bytes(card));
                Some(fingerprint.text())
            }
            _ => None,
        }
    }

    fn initiative_key(&self, keys: &Keys, index: usize) -> Option<String> {
        let portal = self.context.portal;
        let initiative = &portal.initiatives[index];
        // Without `..`: a new field does not compile until it is decided whether the page shows it.
        let extra = initiative.extra.as_deref().map(|extra| {
            let InitiativeExtra {
                slug: _,     // in the address, which the card has
                currency: _, // on the card
                benefit_note,
                image,
                sources,
                publish: _, // what is not to be seen has no page
                aliases: _, // files of their own
                body,
            } = extra;
            (benefit_note, image, sources, body)
        });
        let (mut note, mut text, mut named): (_, _, &[Source]) = (None, None, &[]);
        if let Some((benefit_note, image, sources, body)) = extra {
            // Photos lead to other records.
            if image.is_some() {
                return None;
            }
            note = benefit_note.as_deref();
            text = body.as_ref().map(|text| text.print());
            named = sources;
        }
        // Links lead to other records.
        if text == Some(None) {
            return None;
        }
        let mut fingerprint = Fingerprint::new(&keys.frame, "initiative");
        fingerprint.bytes(&keys.cards[index]);
        fingerprint.bytes(&text.flatten().unwrap_or_default());
        fingerprint.may(note);
        for Source { title, url } in named {
            fingerprint.bytes(title.as_bytes());
            fingerprint.may(url.as_deref());
        }
        let programme = initiative
            .programme
            .as_ref()
            .and_then(|id| portal.programme(id));
        fingerprint.may(programme.map(|programme| &*programme.title));
        fingerprint.may(programme.map(|programme| &*programme.id));
        for near in self.context.plan.neighbours(portal, index) {
            fingerprint.bytes(&keys.cards[near]);
        }
        fingerprint.number(-1);
        for news in keys.news.get(&initiative.id).into_iter().flatten() {
            fingerprint.view(&self.news_card(&portal.news[*news]));
        }
        let share = share::image_of(self.context, &self.page.kind);
        fingerprint.may(share.map(|share| &*share.url));
        fingerprint.may(share.map(|share| &*share.alt));
        Some(fingerprint.text())
    }

    /// The key of a page that shows a view.
    pub(super) fn view_key(
        &self,
        keys: &Keys,
        name: &str,
        shell: &impl Serialize,
        view: &impl Serialize,
    ) -> String {
        let mut fingerprint = Fingerprint::new(&keys.frame, name);
        // In one language what is around it comes of the site and its address alone; in
        // several, of what is translated.
        if !self.context.editions.is_empty() {
            fingerprint.view(&self.frame());
        }
        fingerprint.view(shell);
        fingerprint.view(view);
        fingerprint.text()
    }
}
