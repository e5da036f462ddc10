//! The tree of units by index: who is below whom, in an order in which children come before
//! their parents.

use std::collections::HashMap;

use super::Unit;

/// Levels of units, from a root down. Real federations have four; every walk up or down the tree
/// ends after at most this many steps.
pub const LEVELS: usize = 32;

/// Indices of units. Every walk over it ends: a unit in a circle of parents, one below such a
/// circle and one deeper than [`LEVELS`] has neither a parent nor children here. These are errors,
/// which `check.rs` reports.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    index: HashMap<String, usize>,
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
    roots: Vec<usize>,
    upwards: Vec<usize>,
    circles: Vec<Vec<usize>>,
    too_deep: Vec<usize>,
}

impl Tree {
    /// The tree of `units`, whose order it keeps among the children of one parent.
    pub fn new(units: &[Unit]) -> Self {
        let index: HashMap<String, usize> = units
            .iter()
            .enumerate()
            .map(|(i, u)| (u.id.clone(), i))
            .collect();
        let parent: Vec<Option<usize>> = units
            .iter()
            .map(|unit| index.get(unit.parent.as_ref()?).copied())
            .collect();
        let mut tree = Self {
            circles: circles(&parent),
            parent,
            children: vec![Vec::new(); units.len()],
            predecessors: vec![Vec::new(); units.len()],
            roots: (0..units.len())
                .filter(|i| units[*i].parent.is_none())
                .collect(),
            ..Self::default()
        };
        for (i, unit) in units.iter().enumerate() {
            if let Some(parent) = tree.parent[i] {
                tree.children[parent].push(i);
            }
            for after in unit.successors.iter().filter_map(|id| index.get(id)) {
                tree.predecessors[*after].push(i);
            }
        }
        tree.index = index;
        tree.cut();
        // From the roots down, then turned round.
        let mut downwards = tree.roots.clone();
        let mut next = 0;
        while let Some(unit) = downwards.get(next).copied() {
            downwards.extend(&tree.children[unit]);
            next += 1;
        }
        downwards.reverse();
        tree.upwards = downwards;
        tree
    }

    /// Takes out of the tree what hangs in a circle, below one, or deeper than [`LEVELS`].
    fn cut(&mut self) {
        let mut reached = vec![false; self.parent.len()];
        let mut level: Vec<usize> = (0..self.parent.len())
            .filter(|unit| self.parent[*unit].is_none())
            .collect();
        for _ in 0..LEVELS {
            for unit in &level {
                reached[*unit] = true;
            }
            level = level
                .iter()
                .flat_map(|unit| &self.children[*unit])
                .copied()
                .collect();
        }
        self.too_deep = level;
        for unit in 0..reached.len() {
            if !reached[unit] {
                self.parent[unit] = None;
                self.children[unit].clear();
            }
            self.children[unit].retain(|child| reached[*child]);
        }
    }

    /// The circles of parents, each from the unit that comes first in units.yaml upwards.
    pub fn circles(&self) -> &[Vec<usize>] {
        &self.circles
    }

    /// The units right below the deepest level that there may be.
    pub fn too_deep(&self) -> &[usize] {
        &self.too_deep
    }

    /// The index of a unit.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The unit right above.
    pub fn parent(&self, unit: usize) -> Option<usize> {
        self.parent[unit]
    }

    /// The units right below, in the order of units.yaml.
    pub fn children(&self, unit: usize) -> &[usize] {
        &self.children[unit]
    }

    /// The units that this one carries on.
    pub fn predecessors(&self, unit: usize) -> &[usize] {
        &self.predecessors[unit]
    }

    /// The units above which no one is.
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }

    /// Every unit below a root or a root itself, children before their parents.
    pub fn upwards(&self) -> &[usize] {
        &self.upwards
    }

    /// This unit and all below it, parents first.
    pub fn below(&self, unit: usize) -> Vec<usize> {
        let mut found = vec![unit];
        let mut next = 0;
        while let Some(above) = found.get(next).copied() {
            found.extend(&self.children[above]);
            next += 1;
        }
        found
    }
}

/// The circles among parents: each unit is looked at once.
fn circles(parent: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    // The number of the walk that came to a unit first.
    let mut walk_of: Vec<Option<usize>> = vec![None; parent.len()];
    for start in 0..parent.len() {
        let mut next = Some(start);
        while let Some(unit) = next.filter(|unit| walk_of[*unit].is_none()) {
            walk_of[unit] = Some(start);
            next = parent[unit];
        }
        // A walk that ended on its own way has gone round.
        let Some(met) = next.filter(|unit| walk_of[*unit] == Some(start)) else {
            continue;
        };
        let mut circle = vec![met];
        let mut next = parent[met];
        while let Some(unit) = next.filter(|unit| *unit != met) {
            circle.push(unit);
            next = parent[unit];
        }
        let first = (0..circle.len()).min_by_key(|place| circle[*place]);
        circle.rotate_left(first.unwrap_or(0));
        found.push(circle);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(list: &[(&str, Option<&str>)]) -> Vec<Unit> {
        let unit = |(id, parent): &(&str, Option<&str>)| Unit {
            id: (*id).into(),
            parent: parent.map(Into::into),
            ..Unit::default()
        };
        list.iter().map(unit).collect()
    }

    #[test]
    fn children_come_before_their_parents() {
        let tree = Tree::new(&units(&[
            ("c", Some("b")),
            ("a", None),
            ("b", Some("a")),
            ("d", Some("a")),
        ]));
        assert_eq!(tree.upwards(), [0, 3, 2, 1]);
        assert_eq!(tree.children(1), [2, 3]);
        assert_eq!(tree.below(1), [1, 2, 3, 0]);
        assert_eq!(
            (tree.index("c"), tree.parent(0), tree.roots()),
            (Some(0), Some(2), &[1][..])
        );
    }

    #[test]
    fn a_circle_ends() {
        let tree = Tree::new(&units(&[
            ("a", Some("b")),
            ("b", Some("a")),
            ("c", Some("c")),
        ]));
        assert!(tree.upwards().is_empty() && tree.roots().is_empty());
        assert_eq!((tree.below(0), tree.below(2)), (vec![0], vec![2]));
        assert!((0..3).all(|unit| tree.parent(unit).is_none()));
        assert_eq!(tree.circles(), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_chain_without_end_is_cut() {
        let ids: Vec<String> = (0..100_000).map(|n| format!("u{n}")).collect();
        let chain: Vec<(&str, Option<&str>)> = (0..ids.len())
            .map(|n| (&*ids[n], n.checked_sub(1).map(|above| &*ids[above])))
            .collect();
        let tree = Tree::new(&units(&chain));
        assert_eq!(tree.upwards().len(), LEVELS);
        assert_eq!(tree.too_deep(), [LEVELS]);
        assert_eq!((tree.parent(LEVELS), tree.below(99_999).len()), (None, 1));
        assert!(tree.circles().is_empty());
    }
}
