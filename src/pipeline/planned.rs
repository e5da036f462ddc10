//! The plan of a build: pages in all languages, and the tables of the open data.

use super::editions::{self, Figures, LanguageBuild, Records};
use super::menu;
use super::site::Site;
use super::visuals::Visuals;
use crate::diag::Problems;
use crate::listing::data::Datasets;

/// A site whose pages and files are planned, in all its languages.
pub(super) struct Planned<'a> {
    pub(super) site: &'a Site,
    pub(super) visuals: &'a Visuals<'a>,
    pub(super) figures: &'a Figures<'a>,
    /// The main language first.
    pub(super) languages: Vec<LanguageBuild<'a>>,
    pub(super) datasets: Datasets<'a>,
}

/// Plans the pages and the open data. `None` when no page can be made: a theme that cannot be
/// parsed, a site without a name, a tree of units with a circle.
pub(super) fn plan<'a>(
    site: &'a Site,
    translations: &'a [Records],
    figures: &'a Figures<'a>,
    visuals: &'a Visuals<'a>,
    problems: &mut Problems,
) -> Option<Planned<'a>> {
    let portal = &site.portal;
    let requests = editions::requests(portal, translations, site.as_of);
    // Each of the two has steps that only one thread can do.
    let (languages, datasets) = rayon::join(
        || editions::languages(site, translations, figures, &requests, visuals, problems),
        || Datasets::new(portal, &figures.main),
    );
    let languages = languages.filter(|_| !portal.site.title.is_empty())?;
    menu::check(&languages, &visuals.photos, problems);
    if problems.stop_before_pages() {
        return None;
    }
    Some(Planned {
        site,
        visuals,
        figures,
        languages,
        datasets,
    })
}
