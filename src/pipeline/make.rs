//! Pages, cards and open data: each made on its own and set aside.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::editions::{Common, LanguageBuild};
use super::planned::Planned;
use super::{Event, Input, media, menu, search, texts};
use crate::base::{Artifact, Date, hash, memo};
use crate::chart::{self, Chart, PICTURES, Width};
use crate::diag::Problems;
use crate::listing;
use crate::listing::data::{Job, Making, Package};
use crate::page::present::{self, Edition, Keys, Shares};
use crate::page::view::DataView;
use crate::page::{self, Kind, PageSummary, RenderContext, plan};
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
    let package = Package::new(&site.portal, &figures.main, datasets, &languages[0].charts);
    let (data, mut receipts) = open_data(&package, stage.as_ref())?;
    let several = editions(&languages);
    let moved: Vec<_> = languages.iter().flat_map(|one| one.plan.moved()).collect();
    let common = Common {
        main: (&languages[0].plan, &site.portal),
        editions: &several,
        data: &data,
        photos: &visuals.photos,
        moved: &moved,
    };
    let total = languages.iter().map(|one| one.plan.pages.len()).sum();
    (input.watch)(Event::Pages(total));
    let making = PageMaking {
        input,
        languages: &languages,
        common: &common,
        as_of: site.as_of,
        stage: stage.as_ref(),
    };
    let made = making.pages(problems)?;
    receipts.extend(made.receipts);
    texts::check(&visuals.media, site, problems);
    let assets = &visuals.look.assets;
    let media_files = media::files(&visuals.media, &visuals.photos, stage.as_ref(), problems)?;
    if let Some(stage) = &stage {
        let files = (&**assets, &*media_files);
        let (listed, found) = rayon::join(
            || listings(&languages, &common, site.as_of, files, stage),
            || search::indexes(&languages, &made.keys, stage),
        );
        receipts.extend(listed?);
        receipts.extend(found?);
    }
    receipts.extend(media_files);
    if menu::names_made(&languages) {
        let paths = making.paths(&receipts, made.cards, &package, assets);
        menu::made(&languages, &paths, problems);
    }
    Ok(Rendered {
        stage,
        receipts,
        pages: total,
        charts: languages[0].charts.len(),
    })
}

/// What the pages of all languages are made with.
struct PageMaking<'a> {
    input: &'a Input,
    languages: &'a [LanguageBuild<'a>],
    common: &'a Common<'a>,
    as_of: Date,
    stage: Option<&'a Stage>,
}

/// The pages of all languages.
struct PagesMade {
    receipts: Vec<Receipt>,
    /// The keys of the pages of each language.
    keys: Vec<Keys>,
    /// The paths of the cards that they name.
    cards: Vec<String>,
}

impl PageMaking<'_> {
    /// Makes the pages of each language, with their cards and the pictures of their charts.
    fn pages(&self, problems: &mut Problems) -> Result<PagesMade> {
        let mut made = PagesMade {
            receipts: Vec::new(),
            keys: Vec::new(),
            cards: Vec::new(),
        };
        for language in self.languages {
            let shares = shares(language.context(self.common, &Shares::new()));
            let cards_named = shares.values().map(|share| share.url.clone());
            made.cards.extend(cards_named);
            let context = language.context(self.common, &shares);
            let keys = Keys::new(context);
            let written = pages(self.input, context, &keys, self.stage, problems)?;
            made.receipts.extend(written);
            made.keys.push(keys);
            if let Some(stage) = self.stage.filter(|_| !problems.any_error()) {
                made.receipts.extend(cards(context, stage)?);
                made.receipts
                    .extend(chart_pictures(language, self.as_of, stage)?);
            }
        }
        Ok(made)
    }

    /// The paths of all files; of those too that a look at the site does not make.
    fn paths(
        &self,
        receipts: &[Receipt],
        cards: Vec<String>,
        package: &Package<'_>,
        assets: &[Artifact],
    ) -> BTreeSet<String> {
        let paths = receipts.iter().map(|receipt| receipt.path().to_owned());
        let mut paths: BTreeSet<String> = paths.collect();
        if self.stage.is_none() {
            paths.extend(package.paths());
            paths.extend(cards);
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
            let mut problems = Problems::default();
            let path = format!("{}{}", context.plan.prefix(), file_of(&pages[index].url));
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
            (input.watch)(Event::Page);
            Ok((problems, receipt))
        })
        .collect::<Result<_>>()?;
    let mut receipts = Vec::with_capacity(made.len());
    for (found, receipt) in made {
        problems.extend(found);
        receipts.extend(receipt);
    }
    Ok(receipts)
}

/// What the cards of all pages show, before they are drawn.
pub(super) fn shares(context: RenderContext<'_>) -> Shares {
    let subjects: Vec<Kind> = page::present::subjects(context).into_iter().collect();
    subjects
        .into_par_iter()
        .map(|subject| (page::present::share(context, &subject).0, subject))
        .map(|(share, subject)| (subject, share))
        .collect()
}

/// Draws the cards, each once.
pub(super) fn cards(context: RenderContext<'_>, stage: &Stage) -> Result<Vec<Receipt>> {
    // Two subjects may look alike.
    let first: BTreeMap<&str, &Kind> = context
        .shares
        .iter()
        .map(|(subject, share)| (&*share.url, subject))
        .collect();
    let first: Vec<(&str, &Kind)> = first.into_iter().collect();
    // The address tells what a card shows; another program may draw it in another way.
    let key = hash::short(memo::program().as_bytes());
    let make = |(url, subject): (&str, &Kind)| {
        let draw = || {
            let (_, card) = page::present::share(context, subject);
            card.png().context("the card cannot be drawn")
        };
        stage.remember(url, &key, || {
            Ok((Artifact::new(url, draw()?), String::new()))
        })
    };
    first.into_par_iter().with_max_len(1).map(make).collect()
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
    let mut jobs: Vec<(&Chart, &str, hash::Hash)> = Vec::new();
    for chart in &language.charts {
        let print = listing::data::print_of(chart);
        jobs.extend(endings.iter().map(|ending| (chart, *ending, print)));
    }
    let credit = listing::data::credit(language.portal, as_of, prefix);
    let make = |(chart, ending, print): (&Chart, &str, hash::Hash)| {
        let path = plan::chart_picture(prefix, &chart.id, ending);
        let made_of = format!("{} {ending} {print} {credit:?}", memo::program());
        let key = hash::short(made_of.as_bytes());
        stage.remember(&path, &key, || {
            let bytes = match ending {
                "png" => {
                    let made = chart::picture(chart, Width::Wide, &credit);
                    made.context("the picture is too large")?
                }
                _ => chart::standalone(chart, Width::Wide, &credit).into_bytes(),
            };
            Ok((Artifact::new(&*path, bytes), String::new()))
        })
    };
    jobs.into_par_iter().with_max_len(1).map(make).collect()
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
