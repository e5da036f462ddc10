//! Pages that lead on from addresses whose words were in use before.

use std::collections::BTreeSet;

use super::addresses::Addresses;
use super::{Book, Kind, Plan};
use crate::diag::Place;
use crate::model::Portal;
use crate::model::site::DetailPages;

/// A page, or the short address of an initiative, and where it leads.
struct Source {
    url: String,
    to: String,
    /// Whether it is a page of a list, whose numbers have words before them.
    listed: bool,
}

impl Plan {
    /// Leaves a redirect at each address that a page had by words that were in use before.
    pub(super) fn former_addresses(&mut self, portal: &Portal, book: &mut Book<'_>) {
        if self.addresses.former().is_empty() {
            return;
        }
        // An editor may have kept such an address already.
        let mut kept: BTreeSet<(String, String)> = BTreeSet::new();
        for page in &self.pages {
            if let Kind::Redirect(to) = &page.kind {
                kept.insert((page.url.clone(), to.clone()));
            }
        }
        for source in self.sources(portal) {
            for (old, place) in old_addresses(&self.addresses, &source) {
                let known = (old, source.to.clone());
                if !kept.contains(&known) {
                    let (old, to) = known;
                    self.leave_redirect(portal, &old, &to, &place, book);
                }
            }
        }
    }

    fn sources(&self, portal: &Portal) -> Vec<Source> {
        let mut sources = Vec::new();
        for page in &self.pages {
            // Other sites name pages to embed, so that their addresses have no words of a site.
            if !matches!(page.kind, Kind::Redirect(_) | Kind::Embed(_)) {
                sources.push(Source {
                    url: page.url.clone(),
                    to: page.url.clone(),
                    listed: page.kind.is_listed(),
                });
            }
        }
        if portal.site.detail_pages == DetailPages::All {
            for (index, initiative) in portal.initiatives.iter().enumerate() {
                if initiative.featured {
                    sources.push(Source {
                        url: self.addresses.short_initiative(&initiative.slug()),
                        to: self.url_of(portal, index).into_owned(),
                        listed: false,
                    });
                }
            }
        }
        sources
    }
}

/// The addresses that a page had, in all combinations of the words of its parts, and where the
/// first of them is written that is not in use any more.
fn old_addresses(addresses: &Addresses, source: &Source) -> Vec<(String, Place)> {
    let mut old: Vec<(String, Option<&Place>)> = vec![(String::new(), None)];
    for (number, part) in source.url.split('/').enumerate() {
        let variants = variants(addresses, part, number, source.listed);
        let slash = if number == 0 { "" } else { "/" };
        let mut longer = Vec::new();
        for (path, place) in &old {
            for (part, former) in &variants {
                longer.push((format!("{path}{slash}{part}"), place.or(*former)));
            }
        }
        old = longer;
    }
    let left = old.into_iter();
    left.filter_map(|(path, place)| Some((path, place?.clone())))
        .collect()
}

/// A part of an address as it is and as it was; what is in use has no place.
fn variants<'a>(
    addresses: &'a Addresses,
    part: &str,
    number: usize,
    listed: bool,
) -> Vec<(String, Option<&'a Place>)> {
    let mut variants = vec![(part.to_owned(), None)];
    if number == 0 {
        let word = addresses.folder_in_use(part);
        let former = word.and_then(|word| addresses.former().get(&word));
        for (text, place) in former.into_iter().flatten() {
            variants.push((text.clone(), Some(place)));
        }
    } else if let Some((word, digits)) = addresses.numbered_in_use(part).filter(|_| listed) {
        for (text, place) in addresses.former().get(&word).into_iter().flatten() {
            variants.push((format!("{text}-{digits}"), Some(place)));
        }
    }
    variants
}
