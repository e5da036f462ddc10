//! The site in each of its languages: what differs between them, made once.

use std::collections::{BTreeMap, BTreeSet};

use super::site::Site;
use super::visuals::Visuals;
use crate::base::{Artifact, Date, Order};
use crate::chart::{self, Chart, Request};
use crate::diag::{Diagnostic, Place, Problem, Problems};
use crate::listing::{self, Channel};
use crate::model::Portal;
use crate::page::found::SearchDocuments;
use crate::page::lint::Facts;
use crate::page::plan::Addresses;
use crate::page::present::{self, Anchors, Edition, Frames, Photos, Shares};
use crate::page::view::DataView;
use crate::page::{self, Kind, PageSummary, Plan, RenderContext, Theme};
use crate::progress::{self, Progress};

/// The records of a language: all of them, from which figures are counted, and those that are
/// shown.
pub(super) struct Records {
    pub(super) all: Portal,
    pub(super) shown: Portal,
}

/// The records of the languages besides the main one.
pub(super) fn records(main: &Portal) -> Vec<Records> {
    main.other_languages()
        .map(|language| {
            let all = main.translated(language);
            let mut shown = all.clone();
            shown.keep_translated(language);
            Records { all, shown }
        })
        .collect()
}

/// The figures of a site, once for each language: they name things in that language.
pub(super) struct Figures<'a> {
    pub(super) main: Progress<'a>,
    others: Vec<Progress<'a>>,
}

/// Counts, and reports what editors should know of the figures.
pub(super) fn figures<'a>(
    site: &'a Site,
    translations: &'a [Records],
    problems: &mut Problems,
) -> Figures<'a> {
    let main = progress::compute(&site.portal, site.as_of);
    progress::warn(&site.portal, &main, problems);
    let others = translations
        .iter()
        .map(|records| progress::compute(&records.all, site.as_of))
        .collect();
    Figures { main, others }
}

/// The languages of a site, the main one first; `None` when the theme cannot be parsed.
pub(super) fn languages<'a>(
    site: &'a Site,
    translations: &'a [Records],
    figures: &'a Figures<'a>,
    requests: &BTreeSet<Request>,
    visuals: &Visuals<'_>,
    problems: &mut Problems,
) -> Option<Vec<LanguageBuild<'a>>> {
    let main = &site.portal;
    let mut languages = vec![LanguageBuild::new(
        main,
        &figures.main,
        requests,
        (visuals, main),
        problems,
    )?];
    for (records, progress) in translations.iter().zip(&figures.others) {
        let portal = &records.shown;
        languages.push(LanguageBuild::new(
            portal,
            progress,
            requests,
            (visuals, main),
            problems,
        )?);
    }
    Some(languages)
}

/// The charts that the texts of any language ask for.
pub(super) fn requests(main: &Portal, translations: &[Records], as_of: Date) -> BTreeSet<Request> {
    let mut requests = page::requests(main, as_of);
    for records in translations {
        requests.extend(page::requests(&records.shown, as_of));
    }
    requests
}

/// All that the pages of one language are made from.
pub(super) struct LanguageBuild<'a> {
    pub(super) portal: &'a Portal,
    progress: &'a Progress<'a>,
    pub(super) charts: Vec<Chart>,
    pub(super) plan: Plan,
    summaries: Vec<PageSummary>,
    facts: Facts,
    theme: Theme,
    frames: Frames,
    anchors: Anchors,
}

impl<'a> LanguageBuild<'a> {
    /// Plans the site in a language; nothing when the theme's templates cannot be parsed.
    fn new(
        portal: &'a Portal,
        progress: &'a Progress<'a>,
        requests: &BTreeSet<Request>,
        (visuals, main): (&Visuals<'_>, &Portal),
        problems: &mut Problems,
    ) -> Option<Self> {
        let other = portal.site.language != main.site.language;
        let prefix = if other {
            format!("{}/", portal.site.language)
        } else {
            String::new()
        };
        let addresses = Addresses::new(&portal.site, &main.site, &prefix);
        let (mut of_plan, mut of_theme) = (Problems::default(), Problems::default());
        let ((charts, plan), theme) = rayon::join(
            || {
                let charts = chart::scenes(portal, progress, requests);
                let (photos, addresses) = (&visuals.photos, addresses.clone());
                let plan = Plan::new(portal, progress, &charts, photos, addresses, &mut of_plan);
                (charts, plan)
            },
            || visuals.look.theme(portal, &addresses, &mut of_theme),
        );
        // What is wrong with addresses and templates is reported once, for the main language.
        if other {
            add_own(&of_plan, problems);
        } else {
            problems.extend(of_plan);
            problems.extend(of_theme);
        }
        let theme = theme?;
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
            anchors: Anchors::default(),
        })
    }

    /// What a page of this language is made from.
    pub(super) fn context<'b>(
        &'b self,
        common: &Common<'b>,
        shares: &'b Shares,
    ) -> RenderContext<'b> {
        RenderContext {
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
            anchors: &self.anchors,
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
        let channel = Channel::new(self.portal, as_of);
        let shares = Shares::new();
        let context = self.context(common, &shares);
        // Without an address there are no feeds.
        let lists = match channel {
            Some(_) => listing::lists(context),
            None => Vec::new(),
        };
        let texts = listing::texts(context, &lists);
        let mut feeds = listing::feeds_of(context, lists, &texts, sizes);
        let changes = present::changes(context);
        let title = self.portal.site.texts().say("title-changes", &[]);
        if !changes.is_empty() {
            feeds.push(listing::feed_of_changes(context, &title, &changes));
        }
        let mut made = if self.plan.prefix().is_empty() {
            listing::listings(channel, all, &feeds, common.moved)
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
    pub(super) fn found(&self) -> SearchDocuments<'_> {
        let pages = (&self.plan, &*self.summaries);
        SearchDocuments::new(self.portal, pages, (&self.facts, &self.charts))
    }

    pub(super) fn summaries(&self) -> &[PageSummary] {
        &self.summaries
    }

    pub(super) fn edition(&self) -> Edition {
        let leads_on = |page: &&page::Page| matches!(page.kind, Kind::Redirect(_));
        let pages = self.plan.pages.iter().filter(|page| !leads_on(page));
        Edition {
            language: self.portal.site.language,
            prefix: self.plan.prefix().to_owned(),
            addresses: self.plan.addresses.clone(),
            urls: pages.map(|page| page.url.clone()).collect(),
        }
    }
}

/// What all languages share.
pub(super) struct Common<'a> {
    pub(super) main: (&'a Plan, &'a Portal),
    pub(super) editions: &'a [Edition],
    pub(super) data: &'a DataView,
    pub(super) photos: &'a Photos,
    /// Old addresses in all languages, and where they lead now.
    pub(super) moved: &'a [(String, String)],
}

/// Adds the addresses of another language that two pages have, where the main language has no such
/// problem at the same place: a page may have the word of a list there.
fn add_own(found: &Problems, problems: &mut Problems) {
    let known: BTreeSet<Place> = (problems.iter())
        .filter(|diagnostic| is_of_address(diagnostic))
        .map(|diagnostic| diagnostic.place.clone())
        .collect();
    for diagnostic in found.iter().filter(|diagnostic| is_of_address(diagnostic)) {
        if !known.contains(&diagnostic.place) {
            problems.add(diagnostic.place.clone(), diagnostic.problem.clone());
        }
    }
}

/// Whether the problem is an address that two pages have.
fn is_of_address(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.problem, Problem::SameAddress { .. })
}
