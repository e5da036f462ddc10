//! The site in each of its languages: what differs between them, made once.

use std::collections::{BTreeMap, BTreeSet};

use super::feeds;
use super::look::Look;
use crate::base::{Artifact, Date, Order};
use crate::chart::{self, Chart, Request};
use crate::diag::Problems;
use crate::listing::{self, Channel};
use crate::model::Portal;
use crate::page::found::Found;
use crate::page::lint::Facts;
use crate::page::present::{self, Edition, Frames, Photos, Shares};
use crate::page::view::DataView;
use crate::page::{self, Desk, PageSummary, Plan, Theme};
use crate::progress::Progress;

/// The records of a language: all of them, from which figures are counted, and those that are
/// shown.
pub(super) struct Records {
    pub(super) all: Portal,
    pub(super) shown: Portal,
}

/// The records of the languages besides the main one.
pub(super) fn records(main: &Portal) -> Vec<Records> {
    let of = |language: &str| {
        let all = main.translated(language);
        let mut shown = all.clone();
        shown.keep_translated(language);
        Records { all, shown }
    };
    main.other_languages().map(of).collect()
}

/// The charts that the texts of any language ask for.
pub(super) fn requests(main: &Portal, others: &[Records], as_of: Date) -> BTreeSet<Request> {
    let mut requests = page::requests(main, as_of);
    for other in others {
        requests.extend(page::requests(&other.shown, as_of));
    }
    requests
}

/// All that the pages of one language are made from.
pub(super) struct Tongue<'a> {
    pub(super) portal: &'a Portal,
    progress: &'a Progress<'a>,
    pub(super) charts: Vec<Chart>,
    pub(super) plan: Plan,
    summaries: Vec<PageSummary>,
    facts: Facts,
    theme: Theme,
    frames: Frames,
}

impl<'a> Tongue<'a> {
    /// Plans the site in a language; nothing when the theme's templates cannot be parsed.
    pub(super) fn new(
        portal: &'a Portal,
        progress: &'a Progress<'a>,
        requests: &BTreeSet<Request>,
        (photos, look, main): (&Photos, &Look, &Portal),
        problems: &mut Problems,
    ) -> Option<Self> {
        let charts = chart::scenes(portal, progress, requests);
        let other = portal.site.language != main.site.language;
        let prefix = if other {
            format!("{}/", portal.site.language)
        } else {
            String::new()
        };
        // What is wrong with addresses and templates is told once, of the main language.
        let apart = &mut Problems::default();
        let problems = if other { apart } else { problems };
        let plan = Plan::new(portal, &charts, photos, &prefix, problems);
        let theme = look.theme(portal, problems)?;
        let summaries = plan.summaries(portal, &charts);
        let facts = present::facts(portal, progress);
        Some(Self {
            portal,
            progress,
            charts,
            plan,
            summaries,
            facts,
            theme,
            frames: Frames::default(),
        })
    }

    /// What a page of this language is made from.
    pub(super) fn desk<'b>(&'b self, common: &Common<'b>, shares: &'b Shares) -> Desk<'b> {
        Desk {
            facts: &self.facts,
            portal: self.portal,
            progress: self.progress,
            charts: &self.charts,
            plan: &self.plan,
            main: common.main,
            editions: common.editions,
            summaries: &self.summaries,
            data: common.data,
            photos: common.photos,
            shares,
            theme: &self.theme,
            frames: &self.frames,
        }
    }

    /// Feeds of this language; with the main one the sitemap of all, and files for servers. `sizes`
    /// has the bytes of the files of pictures by their paths.
    pub(super) fn listings(
        &self,
        common: &Common<'_>,
        as_of: Date,
        all: &[&PageSummary],
        sizes: &BTreeMap<&str, u64>,
    ) -> Vec<Artifact> {
        let channel = channel(self.portal, as_of);
        let shares = Shares::new();
        let desk = self.desk(common, &shares);
        // Without an address there are no feeds.
        let texts = match channel {
            Some(_) => feeds::texts(desk),
            None => BTreeMap::new(),
        };
        let feeds = feeds::feeds(desk, &texts, sizes);
        let mut made = if self.plan.prefix.is_empty() {
            listing::listings(channel, all, &feeds, &self.plan.moved())
        } else {
            channel
                .map(|channel| listing::feeds(channel, &feeds))
                .unwrap_or_default()
        };
        made.iter_mut()
            .for_each(|artifact| artifact.order = Order::Listing);
        made
    }

    /// What the search of this language finds.
    pub(super) fn found(&self) -> Found<'_> {
        Found::new(self.portal, &self.plan, &self.summaries)
    }

    pub(super) fn summaries(&self) -> &[PageSummary] {
        &self.summaries
    }

    pub(super) fn edition(&self) -> Edition {
        Edition {
            language: self.portal.site.language.clone(),
            prefix: self.plan.prefix.clone(),
            urls: self
                .plan
                .pages
                .iter()
                .map(|page| page.url.clone())
                .collect(),
        }
    }
}

/// What all languages share.
pub(super) struct Common<'a> {
    pub(super) main: (&'a Plan, &'a Portal),
    pub(super) editions: &'a [Edition],
    pub(super) data: &'a DataView,
    pub(super) photos: &'a Photos,
}

fn channel(portal: &Portal, as_of: Date) -> Option<Channel<'_>> {
    let site = &portal.site;
    Some(Channel {
        title: &site.title,
        description: site.slogan.as_deref().unwrap_or(&site.title),
        base_url: site.base_url.as_deref()?,
        lang: &site.language,
        timezone: &site.timezone,
        as_of,
    })
}
