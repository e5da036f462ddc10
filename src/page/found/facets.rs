//! What the search narrows its documents by.

use std::collections::BTreeMap;

use super::SearchDocuments;
use crate::base::number::saturated;
use crate::model::programme::Group;
use crate::model::{Initiative, Phase, Programme, UnitKind};

/// Something to narrow by.
#[derive(Debug)]
pub struct Facet {
    /// In addresses.
    pub name: &'static str,
    /// In words.
    pub title: String,
    /// What can be chosen.
    pub values: Vec<Value>,
}

/// A choice, and the documents that it leaves.
#[derive(Debug)]
pub struct Value {
    /// In addresses.
    pub id: String,
    /// In words.
    pub title: String,
    /// Ids, ascending.
    pub documents: Vec<u32>,
}

impl SearchDocuments<'_> {
    /// What the documents are narrowed by, but for what has one value only.
    pub(super) fn narrowed(&self) -> Vec<Facet> {
        let portal = self.portal;
        let programmes = portal.programmes.iter();
        let groups: Vec<&Group> = programmes.flat_map(|p| &p.groups).collect();
        let programmes = portal.programmes.iter();
        let phases = programmes.flat_map(|p| p.phases.iter().map(move |phase| (p, phase)));
        let phases: Vec<(&Programme, &Phase)> = phases.collect();
        let [mut kind, mut unit, mut group, mut phase, mut year] =
            [(); 5].map(|()| DocumentLists::default());
        for id in 0..self.len() {
            kind.put(self.kind(id), id);
            self.listed_units(id, |index| unit.put(index, id));
            if let Some(initiative) = self.initiative(id) {
                let is_group = |group: &&Group| initiative.group.as_deref() == Some(&*group.id);
                if let Some(index) = groups.iter().position(is_group) {
                    group.put(index, id);
                }
                if let Some(index) = phase_of(initiative, &phases) {
                    phase.put(index, id);
                }
            }
            if let Some(date) = self.date(id) {
                year.put(usize::try_from(date.year()).unwrap_or_default(), id);
            }
        }
        let kinds = self.kinds();
        const KINDS: [&str; 5] = ["sang-kien", "tin-tuc", "don-vi", "chuong-trinh", "trang"];
        let facets = [
            self.facet("loai", "narrow-kind", kind.in_order(), |i| {
                (KINDS[i].to_owned(), kinds[i].clone())
            }),
            self.facet("don-vi", "unit", unit.in_order(), |i| {
                let unit = &portal.units[i];
                (unit.id.clone(), unit.short_title.clone())
            }),
            self.facet("nhom", "chart-head-group", group.in_order(), |i| {
                (groups[i].id.clone(), groups[i].title.clone())
            }),
            self.facet("giai-doan", "phase", phase.in_order(), |i| {
                (phases[i].1.id.clone(), phases[i].1.title.clone())
            }),
            self.facet("nam", "narrow-year", year.newest_first(), |year| {
                (year.to_string(), year.to_string())
            }),
        ];
        let has_choice = |facet: &Facet| facet.values.len() > 1;
        facets.into_iter().filter(has_choice).collect()
    }

    /// Calls `put` with the units of a document and those above them. Grassroots unions are too
    /// many to choose from; the top of the tree leaves everything.
    fn listed_units(&self, id: usize, mut put: impl FnMut(usize)) {
        let portal = self.portal;
        for unit in self.units(id) {
            for unit in std::iter::successors(Some(unit), |unit| portal.tree.parent(*unit)) {
                let is_grassroots = portal.units[unit].kind == UnitKind::Grassroots;
                if !is_grassroots && portal.tree.parent(unit).is_some() {
                    put(unit);
                }
            }
        }
    }

    /// A facet with the title that a message gives it; `of` gives the id and title of each value.
    fn facet(
        &self,
        name: &'static str,
        message: &str,
        lists: Vec<(usize, Vec<u32>)>,
        of: impl Fn(usize) -> (String, String),
    ) -> Facet {
        let mut values = Vec::new();
        for (index, documents) in lists {
            let (id, title) = of(index);
            values.push(Value {
                id,
                title,
                documents,
            });
        }
        Facet {
            name,
            title: self.portal.site.texts().say(message, &[]),
            values,
        }
    }
}

/// The phase in which an initiative was submitted: of its own programme, where it names one.
fn phase_of(initiative: &Initiative, phases: &[(&Programme, &Phase)]) -> Option<usize> {
    let date = initiative.date?;
    phases.iter().position(|(programme, phase)| {
        let own = initiative.programme.as_deref();
        own.is_none_or(|id| *id == *programme.id) && phase.contains(date)
    })
}

/// The documents of each value of a facet.
#[derive(Default)]
struct DocumentLists(BTreeMap<usize, Vec<u32>>);

impl DocumentLists {
    /// Adds a document; the documents come in their order.
    fn put(&mut self, value: usize, document: usize) {
        let document = saturated(document);
        let list = self.0.entry(value).or_default();
        if list.last() != Some(&document) {
            list.push(document);
        }
    }

    fn in_order(self) -> Vec<(usize, Vec<u32>)> {
        self.0.into_iter().map(fitting).collect()
    }

    fn newest_first(self) -> Vec<(usize, Vec<u32>)> {
        self.0.into_iter().rev().map(fitting).collect()
    }
}

/// A list without room for more: it is kept until the index is made.
fn fitting((value, mut list): (usize, Vec<u32>)) -> (usize, Vec<u32>) {
    list.shrink_to_fit();
    (value, list)
}
