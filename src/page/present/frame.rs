//! What is around a page: links of the head, top and foot. It is the same for many pages, and
//! made once for them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::PageBuilder;
use crate::base::AddressWord;
use crate::diag::{self, Problem};
use crate::page::theme::Parts;
use crate::page::view::{FrameView, MenuView};

/// The parts that were made of one language, by what they depend on besides the language.
#[derive(Debug, Default)]
pub struct Frames(Mutex<BTreeMap<Place, Arc<Parts>>>);

/// The way to the root, and which links of the menu are the page's.
type Place = (String, Vec<Option<&'static str>>);

/// The menu of a site that has none of its own.
const MENU: [(&str, AddressWord); 5] = [
    ("menu-progress", AddressWord::Progress),
    ("menu-initiatives", AddressWord::Initiatives),
    ("menu-units", AddressWord::Units),
    ("menu-news", AddressWord::News),
    ("menu-data", AddressWord::Data),
];

impl PageBuilder<'_> {
    /// What is around the page.
    pub(super) fn parts(&self, place: (&str, &str)) -> Result<Arc<Parts>, (diag::Place, Problem)> {
        // In several languages a page also shows where it has a translation.
        if !self.context.editions.is_empty() {
            return self.made_parts(place);
        }
        let key = (
            self.root.clone(),
            self.menu_urls()
                .map(|url| self.current(&self.menu_url(url)))
                .collect(),
        );
        let Frames(known) = self.context.frames;
        if let Some(parts) = known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Ok(Arc::clone(parts));
        }
        let parts = self.made_parts(place)?;
        known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&parts));
        Ok(parts)
    }

    fn made_parts(&self, place: (&str, &str)) -> Result<Arc<Parts>, (diag::Place, Problem)> {
        self.context.theme.parts(&self.frame(), place).map(Arc::new)
    }

    pub(super) fn frame(&self) -> FrameView {
        FrameView {
            lang: self.lang.to_string(),
            root: self.root.clone(),
            files: self.files.clone(),
            languages: self.languages(),
            as_of: self.date(self.context.progress.as_of),
            menu: self.menu(),
        }
    }

    /// Addresses of the main menu of a site in one language.
    fn menu_urls(&self) -> impl Iterator<Item = &str> {
        let own = &self.context.portal.site.menu;
        let standard = MENU.iter().filter(|_| own.is_empty());
        let standard = standard.map(|(_, word)| self.addresses().list(*word));
        own.iter().map(|link| &*link.url).chain(standard)
    }

    /// The main menu.
    fn menu(&self) -> Vec<MenuView> {
        let own = &self.context.portal.site.menu;
        let mut menu = Vec::new();
        for link in own {
            let external = link.url.starts_with("http");
            let url = match external {
                true => link.url.clone(),
                false => self.menu_url(&link.url).into_owned(),
            };
            menu.push(self.menu_link(link.title.clone(), url, external));
        }
        if own.is_empty() {
            for (title, word) in MENU {
                menu.push(self.menu_link(self.say(title, &[]), self.here(word), false));
            }
        }
        menu
    }

    fn menu_link(&self, title: String, url: String, external: bool) -> MenuView {
        MenuView {
            current: self.current(&url),
            title,
            url,
            external,
        }
    }

    /// Whether a link of the menu leads to this page, or to its section.
    fn current(&self, url: &str) -> Option<&'static str> {
        fn section(url: &str) -> &str {
            url.split('/').next().unwrap_or_default()
        }
        let here =
            !url.starts_with("http") && !url.is_empty() && section(url) == section(&self.page.url);
        here.then_some(if url == self.page.url { "page" } else { "true" })
    }
}
