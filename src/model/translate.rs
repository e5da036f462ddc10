//! The portal in another language: texts from translated files, names from the site's words. What
//! has no translation is not shown in that language.

use crate::base::{AddressWord, Lang};
use std::collections::BTreeMap;

use super::site::{MenuLink, OwnWords, Site};
use super::{Body, Origin, Portal, Programme, Text};
use crate::diag::{Place, Problem, Problems};
use crate::source;

/// A translated file.
#[derive(Debug, Clone, Default)]
pub struct Translation {
    /// Title.
    pub title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// What the lead picture shows.
    pub alt: Option<String>,
    /// What is under it.
    pub caption: Option<String>,
    /// The text.
    pub body: Option<Body>,
    /// Where the keys of these texts are.
    pub places: BTreeMap<&'static str, Place>,
    /// What only the site's own file has.
    pub site: Option<Box<SiteWords>>,
    /// Where it was written.
    pub origin: Origin,
}

/// `site.en.yaml`
#[derive(Debug, Clone, Default)]
pub struct SiteWords {
    /// The line under the name.
    pub slogan: Option<String>,
    /// Parts of the organisation, by key.
    pub organisation: BTreeMap<String, String>,
    /// Main menu.
    pub menu: Vec<MenuLink>,
    /// Words of addresses that are not those of the language.
    pub addresses: OwnWords,
    /// Words of YAML files and what they are in this language.
    pub words: BTreeMap<String, String>,
}

/// Translations whose language the site does not have, or whose original is not there, are
/// reported.
pub(super) fn check(portal: &Portal, problems: &mut Problems) {
    if portal.translations.is_empty() {
        return;
    }
    let news = portal.news.iter().map(|n| n.origin.file());
    let pages = portal.pages.iter().map(|p| p.origin.file());
    let initiatives = portal
        .initiatives
        .iter()
        .filter(|i| i.body().is_some())
        .map(|i| i.origin.file());
    let files: std::collections::BTreeSet<&str> = news.chain(pages).chain(initiatives).collect();
    for translation in &portal.translations {
        let file = translation.origin.file();
        let Some((original, language)) = source::translation(file) else {
            continue;
        };
        let place = &translation.origin.place;
        if language == portal.site.language || !portal.site.languages.contains(&language) {
            problems.add(
                place.clone(),
                Problem::LanguageNotShown {
                    language: language.to_string(),
                },
            );
        }
        let programme = original
            .strip_prefix("content/programmes/")
            .map(|name| name.trim_end_matches(".md"));
        let of_programme = programme.is_some_and(|id| portal.programmes.iter().any(|p| p.id == id));
        let of_site = matches!(&*original, "content/site.yaml" | "content/site.yml");
        if !(files.contains(&*original) || of_programme || of_site) {
            problems.add(place.clone(), Problem::TranslationAlone { original });
        }
    }
}

impl Portal {
    /// Languages of the site besides its main one.
    pub fn other_languages(&self) -> impl Iterator<Item = Lang> {
        self.site
            .languages
            .iter()
            .copied()
            .filter(|language| *language != self.site.language)
    }

    /// All records, with what is translated into a language in that language. Prose that is not is
    /// left out; names stay.
    pub fn translated(&self, language: Lang) -> Self {
        let mut portal = self.clone();
        portal.site.language = language;
        let mut files: BTreeMap<String, Translation> = BTreeMap::new();
        for translation in &self.translations {
            if let Some((original, translated)) = source::translation(translation.origin.file())
                && translated == language
            {
                files.insert(original, translation.clone());
            }
        }
        let site = files.remove("content/site.yaml").unwrap_or_default();
        portal.say(site);
        portal.move_method(&self.site);
        for programme in &mut portal.programmes {
            programme.body = files
                .remove(&format!("content/programmes/{}.md", programme.id))
                .and_then(|t| t.body);
        }
        for news in &mut portal.news {
            let Some(text) = files.remove(news.origin.file()) else {
                continue;
            };
            news.title = text.title.unwrap_or_default();
            news.summary = text.summary;
            news.body = text.body.unwrap_or_default();
            news.origin = text.origin;
            if let Some(image) = &mut news.image {
                image.alt = text.alt.unwrap_or_else(|| news.title.clone());
                image.caption = text.caption;
            }
        }
        for page in &mut portal.pages {
            let Some(text) = files.remove(page.origin.file()) else {
                continue;
            };
            page.title = text.title.unwrap_or_default();
            page.summary = text.summary;
            page.body = text.body.unwrap_or_default();
            page.origin = text.origin;
        }
        for initiative in &mut portal.initiatives {
            let Some(text) = files.remove(initiative.origin.file()) else {
                continue;
            };
            initiative.title = text.title.unwrap_or_default().into();
            initiative.summary = text.summary.map(Into::into);
            initiative.origin = text.origin;
            if let Some(extra) = &mut initiative.extra {
                extra.body = text.body.map(Text::Here);
                if let Some(image) = &mut extra.image {
                    image.alt = text.alt.unwrap_or_else(|| initiative.title.to_string());
                    image.caption = text.caption;
                }
            }
        }
        portal
    }

    /// Leaves out the articles, pages and initiatives that are not in a language.
    pub fn keep_translated(&mut self, language: Lang) {
        self.news.retain(|news| is_in(language, &news.origin));
        self.pages.retain(|page| is_in(language, &page.origin));
        self.initiatives
            .retain(|initiative| is_in(language, &initiative.origin));
        // Old addresses lead to the main language.
        self.news.iter_mut().for_each(|news| news.aliases.clear());
        self.pages.iter_mut().for_each(|page| page.aliases.clear());
        for extra in self.initiatives.iter_mut().filter_map(|i| i.extra.as_mut()) {
            extra.aliases = Box::default();
        }
    }

    /// The page that says how figures are computed may be the site's own; it has that address in
    /// each language.
    fn move_method(&mut self, main: &Site) {
        let own = self.site.address_word(AddressWord::Method).to_owned();
        for page in &mut self.pages {
            if page.slug == main.address_word(AddressWord::Method) {
                page.slug.clone_from(&own);
            }
        }
    }

    /// Takes the site's words: its name, and what the short texts of YAML files are called.
    fn say(&mut self, translation: Translation) {
        let words = translation.site.map(|site| *site).unwrap_or_default();
        let site = &mut self.site;
        site.title = translation.title.unwrap_or_else(|| site.title.clone());
        site.slogan = words.slogan;
        site.menu = words.menu;
        site.addresses = words.addresses;
        let organisation = &mut site.organisation;
        for (key, text) in words.organisation {
            match key.as_str() {
                "name" => organisation.name = text,
                "short_name" => organisation.short_name = Some(text),
                "kind" => organisation.kind = Some(text),
                "address" => organisation.address = Some(text),
                "responsible" => organisation.responsible = Some(text),
                _ => organisation.built_by = Some(text),
            }
        }
        let words = Words(&words.words);
        for programme in &mut self.programmes {
            words.programme(programme);
        }
        for unit in &mut self.units {
            words.name(&mut unit.title);
            words.name(&mut unit.short_title);
            words.optional(&mut unit.targets_set_by);
            words.prose(&mut unit.note);
            words.prose(&mut unit.about);
        }
        for report in self.reports.iter_mut().chain(&mut self.snapshots) {
            words.optional(&mut report.source);
            words.prose(&mut report.note);
        }
        for news in &mut self.news {
            for tag in &mut news.tags {
                words.name(tag);
            }
            words.optional(&mut news.category);
            words.optional(&mut news.byline);
        }
    }
}

/// Whether a record is in the file of a translation into a language.
fn is_in(language: Lang, origin: &Origin) -> bool {
    let translation = source::translation(origin.file());
    translation.is_some_and(|(_, translated)| translated == language)
}

/// Words of YAML files and what they are in the language.
struct Words<'a>(&'a BTreeMap<String, String>);

impl Words<'_> {
    /// A name stays as it is where it has no translation.
    fn name(&self, text: &mut String) {
        if let Some(known) = self.0.get(text.as_str()) {
            text.clone_from(known);
        }
    }

    fn optional(&self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.name(text);
        }
    }

    /// Sentences without a translation are not shown.
    fn prose(&self, text: &mut Option<String>) {
        *text = text
            .take()
            .and_then(|text| self.0.get(text.trim()).cloned());
    }

    fn programme(&self, programme: &mut Programme) {
        self.name(&mut programme.title);
        self.name(&mut programme.short_title);
        self.name(&mut programme.unit_of_count);
        self.optional(&mut programme.launched_by);
        self.optional(&mut programme.groups_source);
        self.prose(&mut programme.summary);
        for phase in &mut programme.phases {
            self.name(&mut phase.title);
            self.optional(&mut phase.set_by);
            for target in &mut phase.targets {
                self.optional(&mut target.source);
            }
        }
        for group in &mut programme.groups {
            self.name(&mut group.title);
        }
        for target in &mut programme.targets {
            self.name(&mut target.title);
            self.optional(&mut target.source);
        }
        for indicator in &mut programme.indicators {
            self.name(&mut indicator.title);
            self.optional(&mut indicator.period);
            self.optional(&mut indicator.source);
        }
        for result in &mut programme.results {
            self.name(&mut result.source);
            self.prose(&mut result.note);
        }
        for rank in &mut programme.ranks {
            self.name(&mut rank.scope);
            self.name(&mut rank.source);
        }
    }
}
