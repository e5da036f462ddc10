//! Which pictures and documents are published: those that a text or a record names, the site itself
//! or its theme, and all of content/static/. The rest is reported.

use std::collections::BTreeSet;

use super::look::Look;
use super::media;
use crate::diag::{Place, Problem, Problems};
use crate::model::{HeldBack, Initiative, News, Portal, StaticPage};
use crate::page::present::Photos;
use crate::page::{self, plan};
use crate::source::{Source, is_picture};

/// Below it, files are published that nothing names.
const STATIC: &str = "content/static/";

/// Keeps in the portal what is to be published; files that wait with a record are added to what is
/// held back, files that nothing names are reported with their size.
pub(super) fn keep(
    portal: &mut Portal,
    sources: &[&Source],
    (photos, look): (&Photos, &Look),
    held: &mut HeldBack,
    problems: &mut Problems,
) {
    if sources.is_empty() {
        return;
    }
    let mut named = Named::default();
    named.records(&portal.news, &portal.pages, &portal.initiatives);
    named.rest(portal);
    let mut waiting = Named::default();
    waiting.records(&held.news, &held.pages, &held.initiatives);
    let site = &portal.site;
    let links: Vec<&str> = site
        .menu
        .iter()
        .chain(&site.social)
        .map(|link| link.url.as_str())
        .collect();
    let mut published: BTreeSet<&str> = BTreeSet::new();
    for source in sources {
        let path = &*source.path;
        let url = plan::media_url(path);
        if path.starts_with(STATIC)
            || named.0.contains(path)
            || links.contains(&&*url)
            || look.names(&url)
        {
            published.insert(path);
        } else if waiting.0.contains(path) {
            held.attach(path.to_owned());
        } else {
            let place = Place::File(source.path.clone());
            let photo = photos.get(path);
            let error = photo.and_then(|photo| media::broken(source, photo));
            let bytes = source.stat.size;
            match error {
                Some(error) => problems.add(place, error),
                // Its head was reported already.
                None if is_picture(path) && photo.is_none() => {}
                None => problems.add(place, Problem::UnusedFile { bytes }),
            }
        }
    }
    let (kept, unnamed) = std::mem::take(&mut portal.media)
        .into_iter()
        .partition(|path| published.contains(&**path));
    portal.media = kept;
    portal.unnamed_media = unnamed;
}

/// Paths of files that are named.
#[derive(Default)]
struct Named(BTreeSet<String>);

impl Named {
    fn text(&mut self, text: &str, file: &str) {
        // Most texts name nothing.
        if text.contains("](") || text.contains("]:") || text.contains("][") || text.contains('<') {
            let files = page::files(text, file).into_iter();
            self.0.extend(files.map(|path| format!("content/{path}")));
        }
    }

    fn records(&mut self, news: &[News], pages: &[StaticPage], initiatives: &[Initiative]) {
        for news in news {
            self.text(&news.body.text, news.origin.file());
            self.0
                .extend(news.image.iter().map(|image| image.src.clone()));
        }
        for page in pages {
            self.text(&page.body.text, page.origin.file());
        }
        for initiative in initiatives {
            self.0
                .extend(initiative.image().map(|image| image.src.clone()));
            // A text that depends on nothing but itself names no file.
            let text = initiative.body().filter(|text| text.print().is_none());
            if let Some(Ok(body)) = text.map(|text| text.read()) {
                self.text(&body.text, initiative.origin.file());
            }
        }
    }

    /// What is always published.
    fn rest(&mut self, portal: &Portal) {
        for programme in &portal.programmes {
            if let Some(body) = &programme.body {
                let file = format!("content/programmes/{}.md", programme.id);
                self.text(&body.text, &file);
            }
        }
        for translation in &portal.translations {
            let file = translation.origin.file();
            let original = crate::source::translation(file).map(|(original, _)| original);
            let waits = original.is_some_and(|original| portal.hidden.contains(&*original));
            if let Some(body) = translation.body.as_ref().filter(|_| !waits) {
                self.text(&body.text, file);
            }
        }
        let mark = portal
            .site
            .mark
            .as_deref()
            .map(|mark| mark.trim_start_matches('/'));
        self.0.extend(mark.map(|mark| format!("content/{mark}")));
    }
}
