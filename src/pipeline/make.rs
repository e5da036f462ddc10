//! Pages and open data: each made on its own and set aside.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::cards::{self, Cards};
use super::editions::{Common, LanguageBuild};
use super::planned::Planned;
use super::site::Site;
use super::visuals::Visuals;
use super::{Event, Input, media, menu, search, texts};
use crate::base::{Artifact, Date, hash, memo};
use crate::chart::{self, Chart, Credit, PICTURES, Width};
use crate::diag::Problems;
use crate::listing;
use crate::listing::data::{Job, Making, Package};
use crate::page::present::{self, Edition, Keys};
use crate::page::view::DataView;
use crate::page::{self, PageSummary, RenderContext, plan};
use crate::publish::{Receipt, Stage};

/// Pages that one thread makes without a look at what the others do: few enough that they wait for
/// it at the end.
const BATCH: usize = 64;

/// What was made, not yet visible.
pub(super) struct Rendered {
    /// Where it waits; `None` when the site is only looked at.
    pub(super) stage: Option<Stage>,
    pub(super) receipts: Vec<Receipt>,
    /// Pages, in all languages.
    pub(super) pages: usize,
    /// Charts of the main language.
    pub(super) charts: usize,
}

/// Makes everything that is planned: open data, pages, cards, listings, search, media.
///
/// # Errors
/// When a file cannot be written, or the build was stopped.
pub(super) fn site(
    input: &Input,
    planned: Planned<'_>,
    stage: Option<Stage>,
    problems: &mut Problems,
) -> Result<Rendered> {
    let Planned {
        site,
        visuals,
        figures,
        languages,
        datasets,
    } = planned;
    let charts = &languages[0].charts;
    let package = Package::new(&site.portal, &figures.main, datasets, charts);
    let several = editions(&languages);
    let moved: Vec<_> = languages.iter().flat_map(|one| one.plan.moved()).collect();
    let before_data = Common {
        main: (&languages[0].plan, &site.portal),
        editions: &several,
        data: &DataView::default(),
        photos: &visuals.photos,
        moved: &moved,
    };
    let drawn = stage.as_ref().filter(|_| !problems.any_error());
    // The archive of all data is written by one thread: cards are drawn by the others.
    let (opened, cards) = rayon::join(
        || open_data(&package, stage.as_ref()),
        || cards::all(&languages, &before_data, drawn),
    );
    let ((data, mut receipts), cards) = (opened?, cards?);
    let common = Common {
        data: &data,
        ..before_data
    };
    let total = languages.iter().map(|one| one.plan.pages.len()).sum();
    (input.watch)(Event::Pages(total));
    let making = PageMaking {
        input,
        languages: &languages,
        common: &common,
        cards: &cards,
        as_of: site.as_of,
        stage: stage.as_ref(),
    };
    receipts.extend(making.pages_and_search(problems)?);
    receipts.extend(making.listings_and_media(site, visuals, problems)?);
    if menu::names_made(&languages) {
        let paths = making.paths(&receipts, &package, &visuals.look.assets);
        menu::made(&languages, &paths, problems);
    }
    receipts.extend(cards.into_iter().flat_map(|cards| cards.receipts));
    Ok(Rendered {
        stage,
        receipts,
        pages: total,
        charts: charts.len(),
    })
}

/// What the pages of all languages are made with.
struct PageMaking<'a> {
    input: &'a Input,
    languages: &'a [LanguageBuild<'a>],
    common: &'a Common<'a>,
    /// Those of each language.
    cards: &'a [Cards],
    as_of: Date,
    stage: Option<&'a Stage>,
}

impl PageMaking<'_> {
    /// Makes the pages of each language, with the pictures of their charts, and the index of the
    /// search.
    fn pages_and_search(&self, problems: &mut Problems) -> Result<Vec<Receipt>> {
        let keys: Vec<Keys> = self.contexts().map(Keys::new).collect();
        let Some(stage) = self.stage else {
            return self.pages(&keys, problems);
        };
        let documents = search::Documents::new(self.languages, &keys, stage);
        let gathered = documents.gathered_if_many()?;
        // Putting an index together cannot keep all cores busy, nor can reading few documents; pages
        // are small, and fill the gaps.
        let (pages, index) = rayon::join(
            || self.pages(&keys, problems),
            || documents.indexes(gathered),
        );
        let mut receipts = pages?;
        receipts.extend(index?);
        Ok(receipts)
    }

    /// Makes the pages of each language, with the pictures of their charts.
    fn pages(&self, keys: &[Keys], problems: &mut Problems) -> Result<Vec<Receipt>> {
        let mut receipts = Vec::new();
        for ((language, context), keys) in self.languages.iter().zip(self.contexts()).zip(keys) {
            receipts.extend(pages(self.input, context, keys, self.stage, problems)?);
            if let Some(stage) = self.stage.filter(|_| !problems.any_error()) {
                receipts.extend(chart_pictures(language, self.as_of, stage)?);
            }
        }
        Ok(receipts)
    }

    /// Makes feeds, sitemaps and files for servers, what the theme brings, and the files of
    /// pictures and documents.
    fn listings_and_media(
        &self,
        site: &Site,
        visuals: &Visuals<'_>,
        problems: &mut Problems,
    ) -> Result<Vec<Receipt>> {
        texts::check(&visuals.media, site, problems);
        let media = media::files(&visuals.media, &visuals.photos, self.stage, problems)?;
        let mut receipts = Vec::new();
        if let Some(stage) = self.stage {
            let files = (&*visuals.look.assets, &*media);
            let (languages, common) = (self.languages, self.common);
            receipts.extend(listings(languages, common, self.as_of, files, stage)?);
        }
        receipts.extend(media);
        Ok(receipts)
    }

    /// What the pages of each language are made from.
    fn contexts(&self) -> impl Iterator<Item = RenderContext<'_>> {
        let languages = self.languages.iter().zip(self.cards);
        languages.map(|(language, cards)| language.context(self.common, &cards.shares))
    }

    /// The paths of all files; of those too that a look at the site does not make.
    fn paths(
        &self,
        receipts: &[Receipt],
        package: &Package<'_>,
        assets: &[Artifact],
    ) -> BTreeSet<String> {
        let paths = receipts.iter().map(|receipt| receipt.path().to_owned());
        let mut paths: BTreeSet<String> = paths.collect();
        let shares = self.cards.iter().flat_map(|cards| cards.shares.values());
        paths.extend(shares.map(|share| share.url.clone()));
        if self.stage.is_none() {
            paths.extend(package.paths());
            paths.extend(paths_of_listings(self.languages, self.common, self.as_of));
            paths.extend(assets.iter().map(|artifact| artifact.path.clone()));
        }
        paths
    }
}

/// The editions between which readers can choose; none where there is one language.
fn editions(languages: &[LanguageBuild<'_>]) -> Vec<Edition> {
    match languages {
        [_] => Vec::new(),
        several => several.iter().map(LanguageBuild::edition).collect(),
    }
}

/// Where pages, feeds, sitemaps and files for servers would be.
fn paths_of_listings(
    languages: &[LanguageBuild<'_>],
    common: &Common<'_>,
    as_of: Date,
) -> Vec<String> {
    let summaries: Vec<&PageSummary> = languages
        .iter()
        .flat_map(LanguageBuild::summaries)
        .collect();
    let mut paths = Vec::new();
    for language in languages {
        let listings = language.listings(common, as_of, &summaries, &BTreeMap::new());
        paths.extend(listings.into_iter().map(|artifact| artifact.path));
        let pages = language.plan.pages.iter();
        paths.extend(pages.map(|page| format!("{}{}", language.plan.prefix(), file_of(&page.url))));
    }
    paths
}

/// Renders every page that is not as the last build left it, each on its own, and sets it aside;
/// without a stage the pages are only looked at.
pub(super) fn pages(
    input: &Input,
    context: RenderContext<'_>,
    keys: &Keys,
    stage: Option<&Stage>,
    problems: &mut Problems,
) -> Result<Vec<Receipt>> {
    let pages = &context.plan.pages;
    let made: Vec<(Problems, Option<Receipt>)> = (0..pages.len())
        .into_par_iter()
        .with_max_len(BATCH)
        .map(|index| {
            input.go_on()?;
            let made = page(context, keys, index, stage)?;
            (input.watch)(Event::Page);
            Ok(made)
        })
        .collect::<Result<_>>()?;
    let mut receipts = Vec::with_capacity(made.len());
    for (found, receipt) in made {
        problems.extend(found);
        receipts.extend(receipt);
    }
    Ok(receipts)
}

/// Pictures of the charts of a language that is not the main one; those of the main one are among
/// the open data.
fn chart_pictures(
    language: &LanguageBuild<'_>,
    as_of: Date,
    stage: &Stage,
) -> Result<Vec<Receipt>> {
    let prefix = language.plan.prefix();
    if prefix.is_empty() {
        return Ok(Vec::new());
    }
    let endings: &[&str] = if PICTURES { &["png", "svg"] } else { &["svg"] };
    let credit = listing::data::credit(language.portal, as_of, prefix);
    let mut pictures = Vec::new();
    for chart in &language.charts {
        let print = listing::data::print_of(chart);
        for ending in endings {
            pictures.push(ChartPicture {
                chart,
                path: plan::chart_picture(prefix, &chart.id, ending),
                is_bitmap: *ending == "png",
                made_of: format!("{} {ending} {print} {credit:?}", memo::program()),
            });
        }
    }
    pictures
        .into_par_iter()
        .with_max_len(1)
        .map(|picture| picture.make(&credit, stage))
        .collect()
}

/// A picture of a chart that is to be made.
struct ChartPicture<'a> {
    chart: &'a Chart,
    path: String,
    /// PNG instead of SVG.
    is_bitmap: bool,
    /// All that it depends on.
    made_of: String,
}

impl ChartPicture<'_> {
    fn make(&self, credit: &Credit, stage: &Stage) -> Result<Receipt> {
        let key = hash::short(self.made_of.as_bytes());
        stage.remember(&self.path, &key, || {
            let bytes = if self.is_bitmap {
                let made = chart::picture(self.chart, Width::Wide, credit);
                made.context("the picture is too large")?
            } else {
                chart::standalone(self.chart, Width::Wide, credit).into_bytes()
            };
            Ok((Artifact::new(&*self.path, bytes), String::new()))
        })
    }
}

/// Renders one page, unless the last build left it as it would be.
fn page(
    context: RenderContext<'_>,
    keys: &Keys,
    index: usize,
    stage: Option<&Stage>,
) -> Result<(Problems, Option<Receipt>)> {
    let mut problems = Problems::default();
    let url = &context.plan.pages[index].url;
    let path = format!("{}{}", context.plan.prefix(), file_of(url));
    let kept = |key: &str| stage.and_then(|stage| stage.kept(&path, key));
    let receipt = match page::present::render(context, keys, index, &mut problems, kept) {
        Some(present::Rendered::Kept(receipt)) => Some(receipt),
        Some(present::Rendered::Made(html, key)) => {
            let artifact = Artifact::page(&path, html);
            stage
                .map(|stage| stage.put_as(&artifact, &key, ""))
                .transpose()
                .with_context(|| page::present::named(context, index))?
        }
        None => None,
    };
    Ok((problems, receipt))
}

/// Makes the files of the open data, each by itself, and sets them aside; what the data page says
/// of them.
pub(super) fn open_data(
    package: &Package<'_>,
    stage: Option<&Stage>,
) -> Result<(DataView, Vec<Receipt>)> {
    // A thread holds one file at a time, and those of one table are made side by side: one table is
    // most of it all.
    let made = package.jobs().into_par_iter().with_max_len(1).map(|job| {
        // A look at the site needs none of them: they have no problems of their own.
        let Some(stage) = stage else {
            return Ok((package.unmade(job), None));
        };
        let receipt = data_file(package, job, stage)?;
        Ok((
            package.file(job, receipt.bytes(), receipt.note()),
            Some(receipt),
        ))
    });
    let (files, receipts): (Vec<_>, Vec<_>) = made.collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let mut receipts: Vec<Receipt> = receipts.into_iter().flatten().collect();
    let described = package.describe(&files);
    receipts.extend(Stage::put_if(stage, &described)?);
    if let Some(terms) = package.terms() {
        receipts.extend(Stage::put_if(stage, &terms)?);
    }
    let whole = match stage {
        Some(stage) => {
            let receipt = archive(package, &described, stage)?;
            let file = package.whole_file(receipt.bytes(), receipt.note());
            receipts.push(receipt);
            file
        }
        None => package.unmade_whole(),
    };
    let (view, sums) = package.finish(&files, &described, &whole);
    receipts.extend(Stage::put_if(stage, &sums)?);
    Ok((view, receipts))
}

/// One file of the open data, unless the last build made it of the same; of a long one, what
/// differs from that.
fn data_file(package: &Package<'_>, job: Job, stage: &Stage) -> Result<Receipt> {
    let (path, key) = (package.path(job), package.key(job));
    if let Some(kept) = stage.kept(&path, &key) {
        return Ok(kept);
    }
    match package.make(job)? {
        Making::Whole(artifact) => stage.put_as(&artifact, &key, &package.note(&artifact)),
        Making::Pieces(pieces) => {
            let before = stage.before(&path);
            let read = |place| before.as_ref()?.read(place);
            let before: Option<(&str, listing::data::Read<'_>)> =
                before.as_ref().map(|before| (before.note, &read as _));
            stage.stream(&path, &key, |out| pieces.write(before, out))
        }
    }
}

/// The archive of all data, unless the last build made it of the same; rows that are in that one are
/// not packed again.
fn archive(package: &Package<'_>, described: &Artifact, stage: &Stage) -> Result<Receipt> {
    let whole = package.whole(described);
    let (path, key) = (whole.path(), whole.key());
    if let Some(kept) = stage.kept(&path, &key) {
        return Ok(kept);
    }
    let before = stage.before(&path);
    let read = |place| before.as_ref()?.read(place);
    let before: Option<(&str, listing::data::Read<'_>)> =
        before.as_ref().map(|before| (before.note, &read as _));
    stage.stream(&path, &key, |out| whole.write(before, out))
}

/// Feeds, sitemaps and files for servers, and what the theme brings. `media` are the files of
/// pictures and documents.
pub(super) fn listings(
    languages: &[LanguageBuild<'_>],
    common: &Common<'_>,
    as_of: Date,
    (assets, media): (&[Artifact], &[Receipt]),
    stage: &Stage,
) -> Result<Vec<Receipt>> {
    let sizes: BTreeMap<&str, u64> = media
        .iter()
        .map(|receipt| (receipt.path(), receipt.bytes()))
        .collect();
    let summaries: Vec<&PageSummary> = languages
        .iter()
        .flat_map(LanguageBuild::summaries)
        .collect();
    let listings: Vec<Artifact> = languages
        .iter()
        .flat_map(|language| language.listings(common, as_of, &summaries, &sizes))
        .collect();
    assets
        .iter()
        .chain(&listings)
        .map(|artifact| stage.put(artifact))
        .collect()
}

/// `tin-tuc/` is written as `tin-tuc/index.html`.
fn file_of(url: &str) -> String {
    if url.is_empty() || url.ends_with('/') {
        format!("{url}index.html")
    } else {
        url.to_owned()
    }
}
