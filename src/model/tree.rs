//! The tree of units by index: who stands below whom, in an order in which children come before
//! their parents.

use std::collections::HashMap;

use super::Unit;

/// Indices of units. In a circle of parents (a fault that is told) nobody stands below anybody.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    index: HashMap<String, usize>,
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
    roots: Vec<usize>,
    upwards: Vec<usize>,
}

impl Tree {
    /// The tree of `units`, whose order it keeps among the children of one parent.
    pub fn new(units: &[Unit]) -> Self {
        let index: HashMap<String, usize> = units
            .iter()
            .enumerate()
            .map(|(i, u)| (u.id.clone(), i))
            .collect();
        let known = |id: &String| index.get(id).copied();
        let mut tree = Self {
            parent: units
                .iter()
                .map(|u| u.parent.as_ref().and_then(known))
                .collect(),
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
            for after in unit.successors.iter().filter_map(known) {
                tree.predecessors[after].push(i);
            }
        }
        tree.index = index;
        // From the roots down, then turned round; who is not reached hangs in a circle or below
        // nobody.
        let mut downwards = tree.roots.clone();
        let mut at = 0;
        while let Some(unit) = downwards.get(at).copied() {
            downwards.extend(&tree.children[unit]);
            at += 1;
        }
        downwards.reverse();
        tree.upwards = downwards;
        tree
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

    /// The units above which nobody stands.
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
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            found.extend(self.children[next].iter().filter(|c| **c != unit));
            at += 1;
            // A circle of parents would never end.
            if found.len() > self.parent.len() {
                break;
            }
        }
        found
    }
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
        assert!(tree.below(0).len() <= 4 && tree.below(2).len() <= 4);
    }
}
