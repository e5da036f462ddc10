//! Where initiatives are: addresses, ids, files, neighbours. There may be hundreds of thousands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use arcstr::ArcStr;
use rayon::prelude::*;

use super::address::has_page;
use super::addresses::Addresses;
use crate::base::AddressWord;
use crate::base::number::saturated;
use crate::diag::Place;
use crate::model::Portal;
use crate::model::site::DetailPages;
use crate::source::translation;

/// Initiatives by their index in the portal. Its maps are only asked, never gone through.
#[derive(Debug)]
pub(super) struct Initiatives {
    /// Their pages, where all have one; else addresses are made when they are asked for.
    urls: Vec<Box<str>>,
    /// By id. This and the next are made when a text asks for them.
    ids: OnceLock<HashMap<Box<str>, u32>>,
    /// By the file they were written in, where it holds no other.
    files: OnceLock<HashMap<ArcStr, u32>>,
    /// By index of their unit, in the portal's order.
    of_units: Vec<Vec<usize>>,
    /// Where each is in the list of its unit.
    places: Vec<u32>,
}

impl Initiatives {
    pub(super) fn new(portal: &Portal, addresses: &Addresses) -> Self {
        let mut of_units = vec![Vec::new(); portal.units.len()];
        let mut places = vec![0; portal.initiatives.len()];
        for (index, initiative) in portal.initiatives.iter().enumerate() {
            if let Some(unit) = portal.tree.index(&initiative.unit) {
                let list: &mut Vec<usize> = &mut of_units[unit];
                places[index] = saturated(list.len());
                list.push(index);
            }
        }
        Self {
            urls: match portal.site.detail_pages {
                DetailPages::All => urls(portal, addresses),
                DetailPages::Featured => Vec::new(),
            },
            ids: OnceLock::new(),
            files: OnceLock::new(),
            of_units,
            places,
        }
    }

    pub(super) fn url(&self, portal: &Portal, addresses: &Addresses, index: usize) -> Cow<'_, str> {
        match self.urls.get(index) {
            Some(url) => Cow::Borrowed(url),
            None => Cow::Owned(url(portal, addresses, index)),
        }
    }

    pub(super) fn find(&self, portal: &Portal, id: &str) -> Option<usize> {
        self.ids
            .get_or_init(|| ids(portal))
            .get(id)
            .map(|index| *index as usize)
    }

    /// By the path of a file below content/, in the main language's name.
    pub(super) fn of_file(&self, portal: &Portal, path: &str) -> Option<usize> {
        self.files
            .get_or_init(|| files(portal))
            .get(&*format!("content/{path}"))
            .map(|index| *index as usize)
    }

    pub(super) fn of_unit(&self, unit: usize) -> &[usize] {
        &self.of_units[unit]
    }

    /// Those with pages, in an order in which the pages of one folder are together and are
    /// written together.
    pub(super) fn by_address(&self, portal: &Portal) -> Vec<usize> {
        let pages = (0..portal.initiatives.len())
            .filter(|index| has_page(portal, &portal.initiatives[*index]));
        if portal.site.detail_pages != DetailPages::All {
            return pages.collect();
        }
        // The texts themselves lie all over the memory, so that their beginnings are compared
        // first.
        let mut order: Vec<([u8; 16], usize)> = pages
            .map(|index| (beginning(&self.urls[index]), index))
            .collect();
        order.par_sort_unstable_by(|(a, i), (b, j)| {
            a.cmp(b)
                .then_with(|| self.urls[*i].cmp(&self.urls[*j]))
                .then(i.cmp(j))
        });
        order.into_iter().map(|(_, index)| index).collect()
    }

    /// Those of the same unit that were sent in just after and just before one: at most two each.
    pub(super) fn neighbours(
        &self,
        portal: &Portal,
        index: usize,
    ) -> impl Iterator<Item = usize> + Clone + use<'_> {
        let list = portal
            .tree
            .index(&portal.initiatives[index].unit)
            .map_or(&[][..], |unit| &self.of_units[unit]);
        let at = self.places[index] as usize;
        let near = list
            .get(at.saturating_sub(2)..(at + 3).min(list.len()))
            .unwrap_or_default();
        near.iter().copied().filter(move |other| *other != index)
    }
}

/// The first bytes of an address behind the folder that all of them have.
fn beginning(url: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    let own = url
        .split_once('/')
        .map_or(&[][..], |(_, own)| own.as_bytes());
    let length = own.len().min(bytes.len());
    bytes[..length].copy_from_slice(&own[..length]);
    bytes
}

fn ids(portal: &Portal) -> HashMap<Box<str>, u32> {
    let ids = portal.initiatives.iter().enumerate();
    ids.map(|(index, initiative)| (initiative.id.clone(), saturated(index)))
        .collect()
}

fn files(portal: &Portal) -> HashMap<ArcStr, u32> {
    let mut files = HashMap::new();
    for (index, initiative) in portal.initiatives.iter().enumerate() {
        if let Place::Text { file, .. } = &initiative.origin.place {
            // A text in another language names the original.
            let original = translation(file);
            let name = original.map_or_else(|| file.clone(), |(original, _)| original.into());
            files.insert(name, saturated(index));
        }
    }
    files
}

fn urls(portal: &Portal, addresses: &Addresses) -> Vec<Box<str>> {
    let indices = (0..portal.initiatives.len()).into_par_iter();
    indices
        .map(|index| url(portal, addresses, index).into())
        .collect()
}

/// The page of an initiative, or its row in the list.
fn url(portal: &Portal, addresses: &Addresses, index: usize) -> String {
    let initiative = &portal.initiatives[index];
    let slug = initiative.slug();
    if has_page(portal, initiative) {
        return addresses.initiative(portal, &slug);
    }
    let list = addresses.list(AddressWord::Initiatives);
    let page = addresses.list_page(list, index / portal.site.page_size + 1);
    format!("{page}#sk-{slug}")
}
