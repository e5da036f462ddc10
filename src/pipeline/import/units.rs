//! A table of units that says no ids: each unit keeps the id that it has already, also where its
//! title is another one now.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{self, Converted, Item, Names, Unit};

/// Gives the units of a table without ids those of the units that are there: by title; else by the
/// code of their place or their short title; else by the name without the words for the kind of
/// union and place ("huyện" became "thành phố"), where one unit on each side is called so.
pub(super) fn keep_ids(incoming: &mut Converted, old: &[Unit]) {
    let columns = incoming
        .tables
        .iter()
        .flat_map(|table| &table.understood.columns);
    if columns
        .filter_map(|column| column.key.as_deref())
        .any(|key| key == "id")
    {
        return;
    }
    let mut new: Vec<&mut Unit> = incoming.items.iter_mut().filter_map(unit).collect();
    let mut names = Names::of(old, &[]);
    let mut kept: BTreeMap<usize, String> = BTreeMap::new();
    for (at, unit) in new.iter().enumerate() {
        let found = names.find("unit", &unit.title.as_str().into());
        kept.extend(found.ok().map(|id| (at, id.to_string())));
    }
    let says: [fn(&Unit) -> Option<String>; 3] = [
        |unit| unit.place_code.clone(),
        |unit| (unit.short_title != unit.title).then(|| unit.short_title.clone()),
        |unit| Some(model::core_of_name(&unit.title)),
    ];
    for key in says {
        let taken: BTreeSet<&str> = kept.values().map(String::as_str).collect();
        let free = old.iter().filter(|unit| !taken.contains(&*unit.id));
        let there = single(free.filter_map(|unit| Some((key(unit)?, unit.id.clone()))));
        let unknown = new
            .iter()
            .enumerate()
            .filter(|(at, _)| !kept.contains_key(at));
        let here = single(unknown.filter_map(|(at, unit)| Some((key(unit)?, at))));
        let found = here
            .into_iter()
            .filter_map(|(name, at)| Some((at, there.get(&name)?.clone())));
        let found: Vec<(usize, String)> = found.collect();
        kept.extend(found);
    }
    for (at, id) in kept {
        new[at].id = id;
    }
}

fn unit(item: &mut Item) -> Option<&mut Unit> {
    match item {
        Item::Unit(unit) => Some(unit),
        _ => None,
    }
}

/// Those that only one bears, by what they are called.
fn single<T>(all: impl Iterator<Item = (String, T)>) -> BTreeMap<String, T> {
    let mut found: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (name, bearer) in all.filter(|(name, _)| !name.is_empty()) {
        found.entry(name).or_default().push(bearer);
    }
    let one = |(name, mut bearers): (String, Vec<T>)| {
        (bearers.len() == 1).then(|| (name, bearers.remove(0)))
    };
    found.into_iter().filter_map(one).collect()
}
