//! What records are called, so that a table may name a unit by its id, its title or its short
//! title.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Programme, Unit};
use crate::base::slug;
use crate::diag::Problem;

/// Ids and names of the records of every kind.
#[derive(Debug, Default)]
pub struct Names {
    kinds: BTreeMap<&'static str, Known>,
    found: HashMap<(&'static str, Arc<str>), Found>,
}

/// The id that a text means, or why it means none.
type Found = Result<Arc<str>, Problem>;

#[derive(Debug, Default)]
struct Known {
    ids: BTreeSet<Arc<str>>,
    /// Folded name to the ids that bear it.
    names: BTreeMap<String, Vec<Arc<str>>>,
    titles: Vec<String>,
}

impl Names {
    /// What units, and programmes with their phases and groups, are called.
    pub fn of(units: &[Unit], programmes: &[Programme]) -> Self {
        let mut names = Self::default();
        for unit in units {
            names.add("unit", &unit.id, &[&unit.title, &unit.short_title]);
        }
        for programme in programmes {
            names.add(
                "programme",
                &programme.id,
                &[&programme.title, &programme.short_title],
            );
            for phase in &programme.phases {
                names.add("phase", &phase.id, &[&phase.title]);
            }
            for group in &programme.groups {
                names.add("group", &group.id, &[&group.title]);
            }
        }
        names
    }

    /// Makes a record known by its id and its titles.
    pub(super) fn add(&mut self, what: &'static str, id: &str, titles: &[&str]) {
        let known = self.kinds.entry(what).or_default();
        let id: Arc<str> = id.into();
        for name in titles.iter().chain([&&*id]) {
            let ids = known.names.entry(slug::slug(name)).or_default();
            if !ids.contains(&id) {
                ids.push(id.clone());
            }
        }
        known
            .titles
            .extend(titles.iter().map(|title| (*title).to_owned()));
        known.ids.insert(id);
    }

    /// Whether there is a record of this id.
    pub(super) fn has(&self, what: &str, id: &str) -> bool {
        self.kinds
            .get(what)
            .is_some_and(|known| known.ids.contains(id))
    }

    /// The id nearest to one that is not there.
    pub(super) fn nearest(&self, what: &str, id: &str) -> Option<String> {
        let known = self.kinds.get(what)?;
        slug::nearest(id, known.ids.iter().map(|id| &**id)).map(ToOwned::to_owned)
    }

    /// The id that a table means, or why there is none.
    ///
    /// # Errors
    /// That it is unknown, or that more than one record is called so.
    pub fn find(&mut self, what: &'static str, text: &Arc<str>) -> Found {
        if let Some(found) = self.found.get(&(what, text.clone())) {
            return found.clone();
        }
        let found = self.look(what, text);
        self.found.insert((what, text.clone()), found.clone());
        found
    }

    fn look(&self, what: &'static str, text: &str) -> Found {
        let nobody = Known::default();
        let known = self.kinds.get(what).unwrap_or(&nobody);
        if let Some(id) = known.ids.get(text) {
            return Ok(id.clone());
        }
        match known.names.get(&slug::slug(text)).map(Vec::as_slice) {
            Some([id]) => Ok(id.clone()),
            Some(ids) => {
                let ids = ids.join(", ");
                Err(Problem::AmbiguousName {
                    what,
                    name: text.to_owned(),
                    ids,
                })
            }
            None => {
                let titles = known.titles.iter().map(String::as_str);
                let nearest = slug::nearest(text, titles.chain(known.ids.iter().map(|id| &**id)));
                let nearest = nearest.map(ToOwned::to_owned);
                Err(Problem::UnknownReference {
                    what,
                    id: text.to_owned(),
                    nearest,
                })
            }
        }
    }
}
