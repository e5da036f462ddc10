//! What is to be seen besides words: theme, pictures, documents.

use std::collections::BTreeSet;

use super::look::{self, Look};
use super::site::Site;
use super::{Input, media, named};
use crate::diag::Problems;
use crate::page::present::Photos;
use crate::source::{Role, Source};

/// How the site looks, and the pictures and documents that are published with it.
pub(super) struct Visuals<'a> {
    pub(super) look: Look,
    /// Pictures by path.
    pub(super) photos: Photos,
    pub(super) media: Vec<&'a Source>,
}

/// Reads the theme and looks at the media. Those that nothing published names are taken out of the
/// site.
pub(super) fn load<'a>(
    input: &Input,
    site: &mut Site,
    sources: &'a [Source],
    problems: &mut Problems,
) -> Visuals<'a> {
    let mut media_files: Vec<&Source> = sources.iter().filter(|s| s.role == Role::Media).collect();
    let look = look::load(input, &site.portal, &media_files, problems);
    site.portal.site.messages = look::messages(&look, &site.portal.site, problems);
    let mut photos = media::look(&media_files, problems);
    let Site { portal, held, .. } = site;
    named::keep(portal, &media_files, (&photos, &look), held, problems);
    let published: BTreeSet<&str> = portal.media.iter().map(String::as_str).collect();
    photos.retain(|path, _| published.contains(&**path));
    media_files.retain(|source| published.contains(&*source.path));
    Visuals {
        look,
        photos,
        media: media_files,
    }
}
